/**
 * How a table just read differs from an edition of the school's records: which columns, rows and cells are the same
 * things, and where they say something else. Pure.
 */
import type { Caption, CellContent, Column, Kind, Row } from '@contract/matrices'
import type { TableChange } from '@contract/reading'
import { AUDIENCE_WORDS } from '@contract/words'
import { plainLabel, understand, type Parts } from '../matrices'
import type { BuiltColumn, BuiltRow, BuiltTable } from './tables'
import { ACTIONS, NOT_STATED, oneLine, plainText } from './words'

/** The edition a table is held against. */
export interface Held {
  readonly kind: Kind
  readonly parts: Parts
}

/** A column as the records will have it: its own id where it stays, null where it is new. */
export interface MatchedColumn {
  readonly old: Column | null
  readonly column: BuiltColumn
}

export interface MatchedRow {
  readonly old: Row | null
  readonly row: BuiltRow
  /** Contents under the captions of the matched columns; null: as the records have it. */
  readonly cells: readonly (CellContent | null)[]
}

export interface Difference {
  readonly changes: readonly TableChange[]
  readonly columns: readonly MatchedColumn[]
  readonly rows: readonly MatchedRow[]
  /** Columns and rows of the edition that the table has not. */
  readonly gone: { readonly columns: readonly Column[]; readonly rows: readonly Row[] }
}

/** Holds a built table against an edition. */
export function differenceTo(built: BuiltTable, { kind, parts }: Held): Difference {
  const columns = matchColumns(built.columns, parts.columns)
  const rowOf = matchRows(built.rows, parts.rows, kind === 'prose')
  const contents = new Map(parts.cells.map((cell) => [cell.row + cell.column, cell.content]))
  const changes: TableChange[] = columns.flatMap((matched, index) =>
    columnChanges(matched, built.from[index]?.[0] ?? null),
  )
  const rows = built.rows.map((row, index): MatchedRow => {
    const old = rowOf[index] ?? null
    if (old === null)
      changes.push({ place: `Row “${row.label}”`, row: row.read, column: null, before: null, after: row.label })
    else if (plainText(old.label) !== plainText(row.label)) {
      changes.push({ place: `Row “${row.label}”`, row: row.read, column: null, before: old.label, after: row.label })
    }
    const cells = columns.map((matched, at): CellContent | null => {
      const content = underCaptions(row.cells[at] ?? null, built.columns[at], matched.column)
      if (content === null || old === null || matched.old === null) return content
      const before = contents.get(old.id + matched.old.id) ?? null
      if (before !== null && isSaidAlike(before, content)) return null
      const [was, is] = toldApart(
        saying(kind, matched.old, before),
        saying(kind, matched.column, content),
        before?.footnote ?? null,
        content.footnote,
      )
      if (before === null && is === '') return null
      const place = `${row.label}, ${matched.column.label}`
      changes.push({ place, row: row.read, column: placeOf(built, at, content), before: was, after: is })
      return content
    })
    return { old, row, cells }
  })
  const kept = { columns: new Set(columns.map(({ old }) => old?.id)), rows: new Set(rowOf.map((row) => row?.id)) }
  const gone = {
    columns: parts.columns.filter(({ id }) => !kept.columns.has(id)),
    rows: parts.rows.filter(({ id }) => !kept.rows.has(id)),
  }
  return {
    changes: [
      ...changes,
      ...headingChanges(built.rows, rowOf),
      ...gone.columns.map(({ label }) => takenOut(`Column “${label}”`, label)),
      ...gone.rows.map(({ label }) => takenOut(`Row “${label}”`, label)),
    ],
    ...{ columns, rows, gone },
  }
}

/** The same with everything kept that the table does not have: for rules that are added to those there are. */
export function keepingTheRest({ columns, rows, gone, changes }: Difference): Difference {
  const rest = gone.columns.map((old): MatchedColumn => ({ old, column: old }))
  const all = [...columns, ...rest]
  return {
    changes: changes.filter(({ after }) => after !== null),
    columns: all,
    rows: [
      ...rows.map((row): MatchedRow => ({ ...row, cells: [...row.cells, ...rest.map(() => null)] })),
      ...gone.rows.map((old): MatchedRow => ({
        old,
        row: { ...old, read: 0, cells: all.map(() => null) },
        cells: all.map(() => null),
      })),
    ],
    gone: { columns: [], rows: [] },
  }
}

/** Headings over rows that are worded anew or came to stand there, each told once. */
function headingChanges(rows: readonly BuiltRow[], olds: readonly (Row | null)[]): readonly TableChange[] {
  const told = new Set<string>()
  return rows.flatMap((row, index): TableChange[] => {
    const old = olds[index] ?? null
    const [before, after] = [old?.group ?? null, row.group]
    if (old === null || after === null || plainLabel(before ?? '') === plainLabel(after)) return []
    const pair = `${before ?? ''} -> ${after}`
    if (told.has(pair)) return []
    told.add(pair)
    return [{ place: `Heading over “${row.label}”`, row: row.read, column: null, before, after }]
  })
}

const takenOut = (place: string, before: string): TableChange => ({
  place,
  row: null,
  column: null,
  before,
  after: null,
})

/** Place of a change in the table as read: the caption with the mark, or the first column it is made of. */
function placeOf({ from }: BuiltTable, at: number, { marks }: CellContent): number | null {
  const columns = from[at] ?? []
  return columns.find((index) => marks.some(({ caption }) => caption === `c${String(index + 1)}`)) ?? columns[0] ?? null
}

/** A heading or label without the raised signs of footnotes behind it. */
export const plainHead = (label: string): string => plainLabel(label.replace(/[⁰¹²³⁴-⁹]+/g, ''))

/** How much two columns look like one and the same; 0: they cannot be. */
function likenessOf(a: BuiltColumn, b: Column): number {
  if (a.captions.length > 0 !== b.captions.length > 0) return 0
  if (a.audience !== b.audience || a.device !== b.device) return 0
  const labels = new Set(b.captions.map(({ label }) => plainHead(label)))
  const shared = a.captions.filter(({ label }) => labels.has(plainHead(label))).length
  return 1 + (plainHead(a.label) === plainHead(b.label) ? 2 : 0) + shared / Math.max(1, a.captions.length, labels.size)
}

/** Each column with the one it was, the likest pairs first; captions take over the ids of those they were. */
function matchColumns(built: readonly BuiltColumn[], olds: readonly Column[]): readonly MatchedColumn[] {
  const pairs = built
    .flatMap((column, at) => olds.map((old) => ({ at, old, score: likenessOf(column, old) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at || a.old.position - b.old.position)
  const found = new Map<number, Column>()
  const taken = new Set<string>()
  for (const { at, old } of pairs) {
    if (found.has(at) || taken.has(old.id)) continue
    found.set(at, old)
    taken.add(old.id)
  }
  return built.map((column, at) => {
    const old = found.get(at) ?? null
    if (old === null) return { old, column }
    const captions = matchCaptions(column.captions, old.captions)
    // The school's own heading stays as the records have it where it says the same, or where the table prints none.
    const same = plainHead(old.label) === plainHead(column.label) || isNamedHere(column)
    return {
      old,
      column: { ...column, group: old.group ?? column.group, label: same ? old.label : column.label, captions },
    }
  })
}

/** Whether a column of marks got its name here, because no heading stands over its captions. */
const isNamedHere = ({ label, audience, captions }: BuiltColumn): boolean =>
  captions.length > 0 && [ACTIONS, AUDIENCE_WORDS[audience]].includes(label)

const sameLevel = (a: Caption, b: Caption): boolean => a.level === b.level && a.permitting === b.permitting

/** Captions under the ids they had: by what they say, else by what they mean. */
function matchCaptions(built: readonly Caption[], olds: readonly Caption[]): Caption[] {
  const taken = new Set<string>()
  const by = (caption: Caption, is: (old: Caption) => boolean): Caption | undefined =>
    olds.find((old) => !taken.has(old.id) && is(old) && (caption.level === null || caption.level === old.level))
  const first = built.map((caption) => {
    const old = by(caption, ({ label }) => plainHead(label) === plainHead(caption.label))
    if (old !== undefined) taken.add(old.id)
    return old
  })
  return built.map((caption, index) => {
    const old = first[index] ?? (caption.level === null ? undefined : by(caption, (one) => sameLevel(one, caption)))
    if (old !== undefined) taken.add(old.id)
    const alike = old !== undefined && plainHead(old.label) === plainHead(caption.label)
    const id = old?.id ?? freeId(caption.id, olds)
    return { ...caption, id, label: alike ? old.label : caption.label }
  })
}

function freeId(wanted: string, olds: readonly Caption[]): string {
  let id = wanted
  while (olds.some((old) => old.id === id)) id = `${id}+`
  return id
}

function columnChanges({ old, column }: MatchedColumn, at: number | null): TableChange[] {
  const place = `Column “${column.label}”`
  if (old === null) return [{ place, row: null, column: at, before: null, after: column.label }]
  const known = new Map(old.captions.map((caption) => [caption.id, caption]))
  const now = new Set(column.captions.map(({ id }) => id))
  const renamed = column.captions.flatMap((caption): TableChange[] => {
    const was = known.get(caption.id)
    if (was !== undefined && plainHead(was.label) === plainHead(caption.label)) return []
    return [
      { place: `Heading of ${column.label}`, row: null, column: at, before: was?.label ?? null, after: caption.label },
    ]
  })
  const lost = old.captions.filter(({ id }) => !now.has(id))
  return [
    ...(plainHead(old.label) === plainHead(column.label)
      ? []
      : [{ place, row: null, column: at, before: old.label, after: column.label }]),
    ...renamed,
    ...lost.map(({ label }) => takenOut(`Heading of ${column.label}`, label)),
  ]
}

/** Below this two labels are two rows, not one worded anew. */
const ALIKE = 0.6

/**
 * Each row with the one it was: worded alike in the same group, then worded alike, then much alike, then what is left
 * between the same neighbours where most rows were found.
 * @param exactly only rows worded alike: rules in prose are rows of their own, however near their questions are
 */
export function matchRows(
  built: readonly Pick<BuiltRow, 'label' | 'group'>[],
  olds: readonly Row[],
  exactly = false,
): readonly (Row | null)[] {
  const found = new Map<number, Row>()
  const taken = new Set<string>()
  const pair = (isOne: (row: Pick<BuiltRow, 'label' | 'group'>, old: Row) => boolean): void => {
    built.forEach((row, at) => {
      if (found.has(at)) return
      const old = olds.find((one) => !taken.has(one.id) && isOne(row, one))
      if (old === undefined) return
      found.set(at, old)
      taken.add(old.id)
    })
  }
  const group = (text: string | null): string => plainLabel(text ?? '')
  pair((row, old) => plainLabel(row.label) === plainLabel(old.label) && group(row.group) === group(old.group))
  pair((row, old) => plainLabel(row.label) === plainLabel(old.label))
  if (exactly) return built.map((_row, at) => found.get(at) ?? null)
  const left = built
    .flatMap((row, at) =>
      found.has(at)
        ? []
        : olds.filter(({ id }) => !taken.has(id)).map((old) => ({ at, old, score: alike(row.label, old.label) })),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || a.at - b.at)
  for (const { at, old } of left) {
    if (found.has(at) || taken.has(old.id)) continue
    found.set(at, old)
    taken.add(old.id)
  }
  if (found.size * 2 >= Math.max(built.length, olds.length)) pairBetween(built, olds, found)
  return built.map((_row, at) => found.get(at) ?? null)
}

/** Enough likeness for two rows that stand between the same neighbours. */
const ALIKE_IN_PLACE = 0.25

/** Rows left over between the same two neighbours, as many before as now, are the old ones worded anew. */
function pairBetween(built: readonly Pick<BuiltRow, 'label'>[], olds: readonly Row[], found: Map<number, Row>): void {
  const placeOf = new Map(olds.map(({ id }, index) => [id, index]))
  const anchors = [
    { at: -1, was: -1 },
    ...[...found].map(([at, old]) => ({ at, was: placeOf.get(old.id) ?? -1 })).sort((a, b) => a.at - b.at),
    { at: built.length, was: olds.length },
  ]
  anchors.slice(1).forEach((end, index) => {
    const start = anchors[index]
    const gap = start === undefined ? 0 : end.at - start.at - 1
    if (start === undefined || gap === 0 || end.was - start.was - 1 !== gap) return
    for (let step = 1; step <= gap; step += 1) {
      const [row, old] = [built[start.at + step], olds[start.was + step]]
      if (row === undefined || old === undefined || alike(row.label, old.label) < ALIKE_IN_PLACE) continue
      found.set(start.at + step, old)
    }
  })
}

/** Share of words two labels have in common, 0 to 1. */
function alike(a: string, b: string): number {
  const [left, right] = [wordsIn(a), wordsIn(b)]
  const common = [...left].filter((word) => right.has(word)).length
  const all = left.size + right.size - common
  return all === 0 ? 0 : common / all
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(plainLabel(text).match(/[a-z0-9']+/g) ?? [])

/** A built cell with its marks under the ids the matched captions have. */
function underCaptions(
  content: CellContent | null,
  from: BuiltColumn | undefined,
  to: BuiltColumn,
): CellContent | null {
  if (content === null || from === undefined) return null
  const ids = new Map(from.captions.map(({ id }, index) => [id, to.captions[index]?.id ?? id]))
  return {
    ...content,
    marks: content.marks.map(({ caption, mark }) => ({ caption: ids.get(caption) ?? caption, mark })),
  }
}

/** What a cell says in one line, as people read it; silence with the words that explain it. */
export function saying(kind: Kind, column: Pick<Column, 'captions'>, content: CellContent | null): string {
  if (content === null) return ''
  const { asWritten, state } = understand(kind, column, content, null)
  if (state === 'silent') return [NOT_STATED, content.exception].filter((part) => part !== null).join(' ')
  return asWritten
}

/** Two cells that say the same but for their footnotes, with the footnotes in words. */
function toldApart(
  was: string,
  is: string,
  before: CellContent['footnote'],
  after: CellContent['footnote'],
): readonly [string, string] {
  if (plainText(was) !== plainText(is)) return [was, is]
  const withNote = (said: string, note: CellContent['footnote']): string =>
    note === null
      ? said
      : oneLine(`${said} [${[note.mark, note.text ?? 'no text'].filter((part) => part !== '').join(' ')}]`)
  return [withNote(was, before), withNote(is, after)]
}

/** A mark in any hand: crosses and ticks are alike, the sign of a footnote after them is not. */
const plainMark = (mark: string): string =>
  plainText(mark)
    .toLowerCase()
    .replace(/^(?:[x✓✔√●■•☑☒✗✘]|yes|y|tick) ?/, '')

/** Whether two cells say the same: marks under the same captions, the same words, exceptions and footnotes. */
function isSaidAlike(before: CellContent, after: CellContent): boolean {
  const marks = ({ marks: all }: CellContent): string =>
    all
      .map(({ caption, mark }) => `${caption} ${plainMark(mark)}`)
      .sort()
      .join('|')
  if (marks(before) !== marks(after)) return false
  return wholeText(before) === wholeText(after) && isFootnoteAlike(before.footnote, after.footnote)
}

/** A cell's words with its exception behind them, as they stand on paper; silence that is explained says so. */
function wholeText({ words, silent, exception, marks }: CellContent): string {
  const isExplained = silent && exception !== null && marks.length === 0
  return plainText([isExplained ? NOT_STATED : (words ?? ''), exception ?? ''].join(' '))
}

function isFootnoteAlike(before: CellContent['footnote'], after: CellContent['footnote']): boolean {
  // What the reader says of one mark for several examples is no footnote of the document.
  const [was, is] = [before?.mark === '' ? null : before, after?.mark === '' ? null : after]
  if (was === null || is === null) return was === is
  return plainText(was.mark) === plainText(is.mark) && plainText(was.text ?? '') === plainText(is.text ?? '')
}
