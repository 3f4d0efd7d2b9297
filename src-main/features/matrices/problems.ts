/**
 * What is to be settled in an edition before it can be approved, and what is only worth knowing (R15, R16, R18, R20,
 * R21). Looking at an edition is never stopped by any of it.
 */
import type { Answer, Cell, Column, Kind, Problem, Row } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { questionKey } from './catalogue'
import { lets } from './levels'
import { compareAnswers } from './strictness'
import { markedIn } from './understand'
import { answerIn, ORDERED_YEARS, placeOf, splitFaults, yearsInWords } from './years'

/** An edition as its problems are looked for: kind, places and understood cells. */
export interface Judged {
  readonly kind: Kind
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly cells: readonly Cell[]
}

/** A cell with the row and column it stands in. */
interface Placed {
  readonly row: Row
  readonly column: Column
  readonly cell: Cell
}

/**
 * Everything to settle, in the order of the table: rows first, then from left to right.
 * @param taught years the school teaches, null when they are not known
 */
export function problemsOf(judged: Judged, taught: readonly YearCode[] | null): readonly Problem[] {
  const table = tableOf(judged)
  const ofCells = [...table.values()].flatMap((placed) => [
    ...markProblems(judged.kind, placed),
    ...footnoteProblems(placed),
    ...(judged.kind === 'incident' ? [] : [...answerProblems(placed, taught), ...guidanceProblems(placed, taught)]),
  ])
  if (judged.kind === 'incident') return ofCells
  return [
    ...ofCells,
    ...networkProblems(judged, table, taught),
    ...disagreements(judged, table, taught),
    ...judged.rows.flatMap(mappingProblem),
  ]
}

type Table = ReadonlyMap<string, Placed>

const placeKey = (row: Row, column: Column): string => row.id + column.id

/** Cells in reading order; cells of rows or columns that are gone are left out. */
function tableOf({ rows, columns, cells }: Judged): Table {
  const stored = new Map(cells.map((cell) => [cell.row + cell.column, cell]))
  return new Map(
    rows.flatMap((row) =>
      columns.flatMap((column) => {
        const cell = stored.get(placeKey(row, column))
        return cell === undefined ? [] : [[placeKey(row, column), { row, column, cell }] as const]
      }),
    ),
  )
}

/** Where a problem stands, in words: the row's label and the column's. */
const place = ({ row, column }: Pick<Placed, 'row' | 'column'>): string => `“${row.label}”, ${column.label}`

const problem = (
  placed: Pick<Placed, 'row' | 'column'>,
  rule: string,
  code: Problem['code'],
  blocks: boolean,
  words: string,
): Problem => ({
  rule,
  code,
  blocks,
  words: `${place(placed)}: ${words}`,
  row: placed.row.id,
  column: placed.column.id,
})

/** R15: two marks; marks nobody can place; words nobody has understood; nothing at all. */
function markProblems(kind: Kind, placed: Placed): readonly Problem[] {
  const { cell, column } = placed
  const { captions, stray } = markedIn(column, cell.content)
  if (stray.length > 0 && (cell.content.answers ?? []).length === 0) {
    const where = column.captions.length > 0 ? 'that stands for none of the headings' : 'in a column of words'
    return [problem(placed, 'R15', 'stray-mark', true, `a mark “${stray[0] ?? ''}” ${where}. Say what it means.`)]
  }
  switch (cell.state) {
    case 'conflict': {
      const marked = captions.map(({ label }) => `“${label}”`).join(' and ')
      const words = `marked ${marked}. The stricter counts until one is taken away.`
      return [problem(placed, 'R15', 'two-marks', true, words)]
    }
    case 'unread':
      return [problem(placed, 'R14', 'unread-words', true, `nobody has said yet what “${cell.asWritten}” means.`)]
    case 'blank':
      return kind === 'incident' ? [] : [problem(placed, 'R12', 'blank', false, 'blank in the source.')]
    case 'answered':
    case 'silent':
      return []
  }
}

/** R18: the sign of a footnote that has no text. */
function footnoteProblems(placed: Placed): readonly Problem[] {
  const { marks, footnote } = placed.cell.content
  const starred = footnote !== null || marks.some(({ mark }) => mark.includes('*'))
  const explained = footnote !== null && footnote.text !== null && footnote.text.trim() !== ''
  if (!starred || explained) return []
  const sign = footnote?.mark ?? '*'
  return [problem(placed, 'R18', 'footnote-missing', false, `“${sign}” points to a footnote that is not there.`)]
}

/** R16, edge cases 25 and 26: the years a split leaves out, doubles or does not have. */
function answerProblems(placed: Placed, taught: readonly YearCode[] | null): readonly Problem[] {
  if (placed.cell.state !== 'answered') return []
  const { gaps, overlaps, outside } = splitFaults(placed.cell.answers, taught)
  return [
    ...(gaps.length > 0 ? [problem(placed, 'R16', 'year-gap', true, `no answer for ${yearsInWords(gaps)}.`)] : []),
    ...(overlaps.length > 0
      ? [problem(placed, 'R16', 'year-overlap', true, `more than one answer for ${yearsInWords(overlaps)}.`)]
      : []),
    ...(outside.length > 0
      ? [problem(placed, 'R16', 'year-outside', false, `speaks of ${yearsInWords(outside)}, not taught here.`)]
      : []),
  ]
}

/** Activities that are use of a personal phone, or of a device with like functions, when learners do them in school (R21). */
const PHONE_USE: ReadonlySet<string> = new Set([
  'phone-in-lessons',
  'phone-in-social-time',
  'phone-in-private-areas',
  'photo-own-device',
])

const isUpToYear11 = (year: YearCode): boolean => (placeOf(year) ?? Infinity) <= (placeOf('11') ?? 0)

/**
 * R21: learners up to Year 11 may use a personal phone in school hours. Not blocked, since a school may decide so:
 * approval then asks for the reason, and the approver stands beside it.
 */
function guidanceProblems(placed: Placed, taught: readonly YearCode[] | null): readonly Problem[] {
  const { row, column, cell } = placed
  if (row.activity === null || !PHONE_USE.has(row.activity)) return []
  if (column.audience !== 'LEARNER' && column.audience !== 'EVERYONE') return []
  const departing = (taught ?? ORDERED_YEARS).filter((year) => isUpToYear11(year) && letsIn(cell.answers, year))
  if (departing.length === 0) return []
  const whom = taught === null && departing.length > 1 ? 'pupils up to Year 11' : yearsInWords(departing)
  const words = `departs from DfE guidance: ${whom} may use a personal phone in school hours. Approval needs the reason.`
  return [problem(placed, 'R21', 'departs-from-guidance', false, words)]
}

const letsIn = (answers: readonly Answer[], year: YearCode): boolean => {
  const answer = answerIn(answers, year)
  return answer !== null && lets(answer.level)
}

/** R20: full network and internet only are not both Yes, and both are No where the device may not be in school. */
function networkProblems(judged: Judged, table: Table, taught: readonly YearCode[] | null): readonly Problem[] {
  const rowOf = (activity: string): Row | undefined => judged.rows.find((row) => row.activity === activity)
  const full = rowOf('device-full-network')
  const internet = rowOf('device-internet-only')
  const present = rowOf('device-in-school')
  return judged.columns
    .filter((column) => column.device !== null)
    .flatMap((column) => {
      const answersOf = (row: Row | undefined): readonly Answer[] =>
        row === undefined ? [] : (table.get(placeKey(row, column))?.cell.answers ?? [])
      const years = taught ?? ORDERED_YEARS
      const both = years.filter((year) => letsIn(answersOf(full), year) && letsIn(answersOf(internet), year))
      const absent = years.filter((year) => {
        const inSchool = answerIn(answersOf(present), year)
        const barred = inSchool !== null && inSchool.level !== 'UNSET' && !lets(inSchool.level)
        return barred && (letsIn(answersOf(full), year) || letsIn(answersOf(internet), year))
      })
      const at = (row: Row | undefined): readonly Pick<Placed, 'row' | 'column'>[] => (row ? [{ row, column }] : [])
      return [
        ...(both.length > 0 ? at(full) : []).map((where) =>
          problem(
            where,
            'R20',
            'network-contradiction',
            true,
            `full network and internet only are both allowed${inYears(both, years)}.`,
          ),
        ),
        ...(absent.length > 0 ? at(present) : []).map((where) =>
          problem(
            where,
            'R20',
            'network-contradiction',
            true,
            `not allowed in school, yet allowed on the network${inYears(absent, years)}.`,
          ),
        ),
      ]
    })
}

/** " for Years 7 to 11"; nothing when all years are meant. */
const inYears = (some: readonly YearCode[], all: readonly YearCode[]): string =>
  some.length === all.length ? '' : ` for ${yearsInWords(some)}`

/** Two rows that answer one question for one audience in two ways. */
function disagreements(judged: Judged, table: Table, taught: readonly YearCode[] | null): readonly Problem[] {
  const first = new Map<string, Placed>()
  return judged.rows.flatMap((row) =>
    judged.columns.flatMap((column) => {
      const placed = table.get(placeKey(row, column))
      if (row.activity === null || placed === undefined || placed.cell.answers.length === 0) return []
      const key = `${questionKey(row.activity, column.device)}/${column.audience}`
      const other = first.get(key)
      if (other === undefined) {
        first.set(key, placed)
        return []
      }
      const sides = [other, placed].map(({ cell }) => ({ answers: cell.answers, years: taught }))
      const [a, b] = sides
      if (a === undefined || b === undefined || compareAnswers(a, b) === 'same') return []
      const words = `${place(other)} answers the same question in another way.`
      return [problem(placed, 'R15', 'statements-disagree', false, words)]
    }),
  )
}

/** R117: a row nobody has mapped cannot be compared. */
function mappingProblem(row: Row): readonly Problem[] {
  if (row.activity !== null) return []
  const words = `“${row.label}”: not matched to a question yet, so it cannot be compared.`
  return [{ rule: 'R117', code: 'unmapped', blocks: false, words, row: row.id, column: null }]
}
