/** Columns as a person is shown them, and what each may mean: a proposal to change and confirm. Pure. */
import type { ColumnMap, ColumnMeaning, FileSeen, Mapping } from '@contract/imports'
import type { ReadRows } from '@contract/tabular'
import { lookAtDates, provenOrder } from './dates'
import { looksLike, meaningsOf } from './headings'
import { asksForConsent, useOf, type UseKnown } from './uses'
import { asksForNo, proposedMeaning, proposedValues } from './values'
import { cut, folded, tidy } from './wording'

type TableSeen = FileSeen['tables'][number]

/** Most different values of a column that are listed. */
export const MOST_VALUES = 30
const SAMPLES = 5
const LONGEST_VALUE = 200
const LONGEST_SAMPLE = 80

/** Meanings whose columns hold dates. */
export const DATE_MEANINGS: readonly ColumnMeaning[] = ['dateOfBirth', 'onRollFrom', 'leftOn', 'consentDate']

/** Meanings whose values a person maps one by one (R109). */
export const ANSWER_MEANINGS: readonly ColumnMeaning[] = ['consent', 'consentStatus', 'consentDenied']

/** Thirteen signs that begin with a letter: a UPN, or meant as one (R105). */
const isUpnLike = (text: string): boolean => /^[A-Za-z]\d{10,11}[0-9A-Za-z]{1,2}$/.test(text.trim())

/** A value as it is listed, mapped and looked up. */
export const valueOf = (cell: string): string => cut(tidy(cell), LONGEST_VALUE)

/** Heading of a column; a place where there is none. */
export const headingAt = (table: ReadRows, column: number): string => tidy(table.header?.[column] ?? '')

interface Tally {
  readonly samples: readonly string[]
  /** Null: too many to list. Values that differ in capitals alone are one. */
  readonly values: readonly { readonly value: string; readonly rows: number }[] | null
  readonly upns: number
  readonly filled: number
}

function tallyOf(table: ReadRows, column: number): Tally {
  const samples: string[] = []
  let values: Map<string, { readonly value: string; rows: number }> | null = new Map()
  let [upns, filled] = [0, 0]
  for (const { cells } of table.rows) {
    const cell = cells[column] ?? ''
    if (isUpnLike(cell)) upns += 1
    if (values === null && samples.length >= SAMPLES) {
      if (cell.trim() !== '') filled += 1
      continue
    }
    const value = valueOf(cell)
    if (value !== '') filled += 1
    const sample = cut(value, LONGEST_SAMPLE)
    if (value !== '' && samples.length < SAMPLES && !samples.includes(sample)) samples.push(sample)
    if (values === null) continue
    const known = values.get(folded(value))
    if (known !== undefined) known.rows += 1
    else if (values.size < MOST_VALUES) values.set(folded(value), { value, rows: 1 })
    else values = null
  }
  return { samples, values: values === null ? null : [...values.values()], upns, filled }
}

/** One table with everything its mapping rests on. */
export interface TableLookedAt {
  readonly table: ReadRows
  readonly tallies: readonly Tally[]
}

export const lookAtTable = (table: ReadRows): TableLookedAt => ({
  table,
  tallies: Array.from({ length: table.columns }, (_, column) => tallyOf(table, column)),
})

/** A table as a person is shown it. No UPN is among its samples and values (R105). */
export function seenOf({ table, tallies }: TableLookedAt): TableSeen {
  return {
    name: table.name,
    rows: table.rows.length,
    preamble: table.preamble.slice(0, 20),
    columns: tallies.map(({ samples, values, upns }, column) => ({
      column,
      heading: cut(headingAt(table, column), LONGEST_VALUE),
      samples: upns > 0 ? [] : [...samples],
      values: upns > 0 || values === null ? [] : [...values],
    })),
  }
}

/** What a proposal rests on besides the table. */
export interface Around {
  /** Uses of the school that are asked today. */
  readonly uses: readonly UseKnown[]
  /** Pupils on roll today. */
  readonly onRoll: number
  /** A set says itself whether it is everything there is; null: the file does not say. */
  readonly wholeRoll: boolean | null
  /** Meanings known beforehand, by column; null: by the headings. */
  readonly meanings: readonly ColumnMeaning[] | null
}

/** Part of the roll that a list must hold to be taken for all of it. */
const WHOLE = 0.7

/** Proposes how a table is read, and says what it looks like. */
export function proposed(
  looked: TableLookedAt,
  tableAt: number,
  around: Around,
): { readonly mapping: Mapping; readonly looksLike: string } {
  const { table } = looked
  const headings = Array.from({ length: table.columns }, (_, column) => headingAt(table, column))
  const meanings = around.meanings ?? meaningsByAll(headings, looked, around.uses)
  const columns = meanings.map((meaning, column) =>
    columnMap(meaning, column, headings[column] ?? '', looked, around.uses),
  )
  const dates = provenOrder(lookAtDates(dateCells(table, columns)))
  const isLong = meanings.includes('consentType')
  const knowsRoll = meanings.includes('year') || meanings.includes('className')
  return {
    mapping: {
      table: tableAt,
      columns,
      types: typesOf(looked, meanings.indexOf('consentType'), around.uses),
      dates,
      wholeRoll:
        around.wholeRoll ?? (knowsRoll && !isLong && around.onRoll > 0 && table.rows.length >= WHOLE * around.onRoll),
      wording: null,
    },
    looksLike: looksLike(headings, meanings),
  }
}

/** Texts of every column that holds dates, with their lines. */
export function* dateCells(
  table: ReadRows,
  columns: readonly Pick<ColumnMap, 'column' | 'meaning'>[],
): Generator<{ readonly line: number; readonly text: string }> {
  const dated = columns.filter(({ meaning }) => DATE_MEANINGS.includes(meaning)).map(({ column }) => column)
  if (dated.length === 0) return
  for (const { line, cells } of table.rows) for (const column of dated) yield { line, text: cells[column] ?? '' }
}

/** By headings; where those say nothing, by values: numbers that look like UPNs, answers under a question about pictures. */
function meaningsByAll(
  headings: readonly string[],
  { tallies }: TableLookedAt,
  uses: readonly UseKnown[],
): readonly ColumnMeaning[] {
  const known = meaningsOf(headings)
  const isLong = known.includes('consentType') && (known.includes('consentStatus') || known.includes('consentDenied'))
  return known.map((meaning, column): ColumnMeaning => {
    const tally = tallies[column]
    const heading = headings[column] ?? ''
    if (tally === undefined) return meaning
    const isUpns = tally.upns > 0 && tally.upns * 2 > tally.filled
    if (isUpns && !known.includes('upn'))
      return known.findIndex((_, at) => isUpnColumn(tallies[at])) === column ? 'upn' : 'ignore'
    if (meaning !== 'ignore' && meaning !== 'consentStatus') return meaning
    // "Consent given" over Yes and No, without a column of types, is a consent like any other.
    if (!isLong && asksForConsent(heading, uses) && mayAnswer(heading, tally, uses)) return 'consent'
    // "Website" over Yes and No may ask for consent: a No in it would be lost if it were left out without a word.
    if (!isLong && areAnswers(tally) && useOf(heading, uses) !== null) return 'consent'
    return meaning === 'consentStatus' && !isLong ? 'ignore' : meaning
  })
}

const isUpnColumn = (tally: Tally | undefined): boolean =>
  tally !== undefined && tally.upns > 0 && tally.upns * 2 > tally.filled

/**
 * Values nobody understands under the name of a use, or a few marks such as crosses under any question about pictures, wait
 * for a person; left out, a No among them would be lost.
 */
const mayAnswer = (heading: string, tally: Tally, uses: readonly UseKnown[]): boolean =>
  areAnswers(tally) || areMarks(tally) || (tally.values !== null && useOf(heading, uses) !== null)

const MOST_MARKS = 3
const LONGEST_MARK = 3

function areMarks({ values, filled }: Tally): boolean {
  const marks = (values ?? []).filter(({ value }) => value !== '')
  return filled > 0 && marks.length <= MOST_MARKS && marks.every(({ value }) => value.length <= LONGEST_MARK)
}

/** At least half of what is filled in are answers of which nobody can be in doubt. */
function areAnswers({ values, filled }: Tally): boolean {
  if (values === null || filled === 0) return false
  const answers = values.filter(({ value }) => value !== '' && proposedMeaning(value, 'asks-for-yes') !== 'STOP')
  return answers.reduce((rows, one) => rows + one.rows, 0) * 2 >= filled
}

function columnMap(
  meaning: ColumnMeaning,
  column: number,
  heading: string,
  { tallies }: TableLookedAt,
  uses: readonly UseKnown[],
): ColumnMap {
  if (!ANSWER_MEANINGS.includes(meaning)) return { column, meaning, purpose: null, values: [] }
  const found = (tallies[column]?.values ?? []).map(({ value }) => value)
  const isSure = meaning !== 'consent' || asksForConsent(heading, uses)
  const values = [...proposedValues(found, { meaning, isSure, asksForNo: meaning === 'consent' && asksForNo(heading) })]
  return { column, meaning, purpose: meaning === 'consent' ? (useOf(heading, uses)?.id ?? null) : null, values }
}

function typesOf({ tallies }: TableLookedAt, column: number, uses: readonly UseKnown[]): Mapping['types'] {
  const values = tallies[column]?.values ?? []
  return values
    .filter(({ value }) => value !== '')
    .map(({ value }) => ({ value, purpose: useOf(value, uses)?.id ?? null }))
}

/**
 * A mapping kept from a file with the same headings, made fit for this one: values and types not seen before wait for a
 * person, and uses that are no longer asked are taken out.
 */
export function remembered(kept: Mapping, fresh: Mapping, uses: readonly UseKnown[]): Mapping {
  const isAsked = (purpose: string | null): boolean => purpose !== null && uses.some(({ id }) => id === purpose)
  const byColumn = new Map(kept.columns.map((column) => [column.column, column]))
  return {
    ...kept,
    table: fresh.table,
    dates: fresh.dates ?? kept.dates,
    // What was agreed to is a matter of each file: nothing is raised under the wording of an earlier one (R110).
    wording: null,
    columns: fresh.columns.map((now) => {
      const was = byColumn.get(now.column)
      if (was === undefined) return { ...now, meaning: 'ignore' as const, purpose: null, values: [] }
      const known = new Map(was.values.map((value) => [folded(value.value), value]))
      const isNew = !ANSWER_MEANINGS.includes(was.meaning)
      return {
        ...was,
        purpose: isAsked(was.purpose) ? was.purpose : null,
        values: isNew
          ? []
          : valuesSeen(now, was).map((value) => known.get(folded(value)) ?? { value, means: 'STOP' as const }),
      }
    }),
    types: fresh.types.map(({ value }) => {
      const was = kept.types.find((one) => folded(one.value) === folded(value))
      return { value, purpose: was !== undefined && isAsked(was.purpose) ? was.purpose : null }
    }),
  }
}

/** Values of this file first, then those of the mapping that are not in it. */
function valuesSeen(now: ColumnMap, was: ColumnMap): readonly string[] {
  const seen = new Map([...now.values, ...was.values].map(({ value }) => [folded(value), value]))
  return [...seen.values()].slice(0, 200)
}

/** What a mapping is remembered by: the headings in their order, capitals and spaces aside. */
export const headingsKey = (table: ReadRows): string =>
  JSON.stringify(Array.from({ length: table.columns }, (_, column) => folded(headingAt(table, column))))

/** The table a list most likely stands in: the one with most headings known, the longer of two alike. */
export function likeliestTable(tables: readonly ReadRows[]): number {
  let [best, bestKnown, bestRows] = [0, -1, -1]
  for (const [at, table] of tables.entries()) {
    const headings = Array.from({ length: table.columns }, (_, column) => headingAt(table, column))
    const known = meaningsOf(headings).filter((meaning) => meaning !== 'ignore').length
    if (known > bestKnown || (known === bestKnown && table.rows.length > bestRows)) {
      ;[best, bestKnown, bestRows] = [at, known, table.rows.length]
    }
  }
  return best
}
