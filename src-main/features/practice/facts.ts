/**
 * How the tables and rules of a policy are written down here: compact rows in, the columns, rows and cells of the
 * matrix model out. Marks, words and places are the document's; everything else is built from them.
 */
import type {
  Answer,
  Caption,
  CellContent,
  Column,
  Condition,
  Kind,
  Level,
  Permitting,
  SourcePlace,
} from '@contract/matrices'
import type { StatedDate, YearCode, YearRange } from '@contract/primitives'

/** A policy document and what its review table says. Null: the document does not state it (R86). */
export interface PolicyDocument {
  readonly title: string
  /** Month or day the edition counts from. */
  readonly effectiveFrom: StatedDate
  readonly approvedOn: StatedDate | null
  readonly approvingBody: string | null
  readonly nextReview: StatedDate
}

export type ColumnFacts = Omit<Column, 'id' | 'position'>

export interface RowFacts {
  readonly group: string | null
  readonly label: string
  /** Catalogue activity; null where the catalogue has no question for it. */
  readonly activity: string | null
  /** In the order of the columns; null where the table has no cell. */
  readonly cells: readonly (CellContent | null)[]
}

/** One table, or the rules in prose of one document. */
export interface TableFacts {
  readonly title: string
  readonly kind: Kind
  readonly rowHeading: string
  readonly document: PolicyDocument
  readonly columns: readonly ColumnFacts[]
  readonly rows: readonly RowFacts[]
}

const EMPTY: CellContent = {
  marks: [],
  words: null,
  answers: null,
  footnote: null,
  silent: false,
  exception: null,
  source: null,
}

/** Parts of a condition, named as a policy reader would; parts left out are absent. */
export interface Given {
  readonly when?: string
  readonly where?: string
  readonly who?: string
  readonly purpose?: string
  /** Holds only for a person with a current agreement (R25). */
  readonly agreement?: boolean
}

const condition = (given: Given): Condition | null => {
  const parts: Condition = {
    when: given.when ?? null,
    where: given.where ?? null,
    whoPermits: given.who ?? null,
    purpose: given.purpose ?? null,
    needsAgreement: given.agreement ?? false,
  }
  const empty = !parts.when && !parts.where && !parts.whoPermits && !parts.purpose && !parts.needsAgreement
  return empty ? null : parts
}

const answer =
  (level: Level, permitting: Permitting | null = null) =>
  (given: Given = {}): Answer => ({ level, permitting, years: null, condition: condition(given) })

export const allowed = answer('ALLOWED')
export const certainTimes = answer('CERTAIN_TIMES')
export const permission = answer('NOMINATED_OR_PERMISSION', 'permission')
export const selected = answer('NOMINATED_OR_PERMISSION', 'selected')
export const notAllowed = answer('NOT_ALLOWED')
export const illegal = answer('ILLEGAL')

/** The same answer for school years `from` to `to`, both included (R16). */
export const inYears = (from: YearCode, to: YearCode, part: Answer): Answer => ({
  ...part,
  years: { from, to } satisfies YearRange,
})

/** Where a value stands; the document is filled in by the table it belongs to. */
type Place = Omit<SourcePlace, 'document' | 'passage'>

const at = (document: PolicyDocument, place: Place): SourcePlace => ({
  document: document.title,
  ...place,
  passage: null,
})

/** What one printed mark says: the caption it stands under, and the mark itself where it is not the table's usual one. */
export type Tick = string | { readonly caption: string; readonly mark: string }

/** Marks of one cell of a ticked table: none, one or several (R15). */
export type Ticks = null | Tick | readonly Tick[]

/** A row of a ticked table: catalogue key, label, marks under each column, and a word on the place if it needs one. */
export type TickedRow = readonly [activity: string | null, label: string, ticks: readonly Ticks[], place?: string]

interface TableHead {
  readonly title: string
  readonly kind: Kind
  readonly rowHeading: string
  readonly document: PolicyDocument
  readonly clause: string
}

/** A caption of a ticked column. */
export const caption = (
  id: string,
  label: string,
  level: Level | null,
  permitting: Permitting | null = null,
): Caption => ({ id, label, level, permitting })

/**
 * A table of marks under captions.
 * @param head.mark the mark the document prints, `X` or a tick
 * @param groups printed group headings with their rows; heading null where the table has none
 */
export function tickedTable(
  head: TableHead & { readonly mark: string; readonly columns: readonly ColumnFacts[] },
  groups: readonly (readonly [heading: string | null, rows: readonly TickedRow[]])[],
): TableFacts {
  let printed = 0
  const rows = groups.flatMap(([group, entries]) =>
    entries.map(([activity, label, ticks, place]): RowFacts => {
      printed += 1
      const source = at(head.document, {
        clause: head.clause,
        place: place === undefined ? `Row ${printed}` : `Row ${printed}, ${place}`,
      })
      return { group, label, activity, cells: ticks.map((cell) => tickedCell(cell, label, head.mark, source)) }
    }),
  )
  return { ...tableOf(head), columns: head.columns, rows }
}

function tickedCell(ticks: Ticks, label: string, usual: string, source: SourcePlace): CellContent {
  const list = ticks === null ? [] : isSeveral(ticks) ? ticks : [ticks]
  const marks = list.map((tick) =>
    typeof tick === 'string' ? { caption: tick, mark: usual } : { caption: tick.caption, mark: tick.mark },
  )
  // R18: a star in the mark or the label that no footnote explains.
  const starred = label.endsWith('*') || marks.some(({ mark }) => mark.endsWith('*'))
  return { ...EMPTY, marks, footnote: starred ? { mark: '*', text: null } : null, source }
}

const isSeveral = (ticks: Tick | readonly Tick[]): ticks is readonly Tick[] => Array.isArray(ticks)

/** A cell of free text: what it says and how a person understood it. */
export interface Said {
  readonly words: string
  readonly answers: readonly Answer[]
  readonly footnote?: CellContent['footnote']
  readonly exception?: string
  /** Clause of a rule in prose; a table gives its own. */
  readonly clause?: string
}

/** A cell the document leaves out on purpose for one school, with the words that say so (R17). */
export interface LeftOut {
  readonly silentBecause: string
}

export type WordedCell = Said | LeftOut | null
export type WordedRow = readonly [activity: string | null, label: string, cells: readonly WordedCell[]]

export const says = (words: string, ...answers: readonly Answer[]): Said => ({ words, answers })

/** A table whose cells hold words. */
export function wordedTable(
  head: TableHead & { readonly columns: readonly ColumnFacts[] },
  entries: readonly WordedRow[],
): TableFacts {
  const rows = entries.map(([activity, label, cells], index): RowFacts => {
    const source = at(head.document, { clause: head.clause, place: `Row ${index + 1}` })
    return { group: null, label, activity, cells: cells.map((cell) => wordedCell(cell, source)) }
  })
  return { ...tableOf(head), columns: head.columns, rows }
}

function wordedCell(cell: WordedCell, source: SourcePlace): CellContent | null {
  if (cell === null) return null
  if ('silentBecause' in cell) return { ...EMPTY, silent: true, exception: cell.silentBecause, source }
  return {
    ...EMPTY,
    words: cell.words,
    answers: [...cell.answers],
    footnote: cell.footnote ?? null,
    exception: cell.exception ?? null,
    source: cell.clause === undefined ? source : { ...source, clause: cell.clause, place: null },
  }
}

/** "Not stated": the whole document was read for the question. */
export const silentCell = (document: PolicyDocument): CellContent => ({
  ...EMPTY,
  silent: true,
  source: at(document, { clause: 'Whole document', place: 'Read for this, nothing found' }),
})

/** A rule from a sentence: the clause it stands in, our own short words for it, and how it is understood. */
export const rule = (
  clause: string,
  words: string,
  ...answers: readonly Answer[]
): Said & { readonly clause: string } => ({ words, answers, clause })

/** The cell of one rule in prose. */
export const ruleCell = (document: PolicyDocument, said: Said & { readonly clause: string }): CellContent => ({
  ...EMPTY,
  words: said.words,
  answers: [...said.answers],
  source: at(document, { clause: said.clause, place: null }),
})

const tableOf = (head: TableHead): Omit<TableFacts, 'columns' | 'rows'> => ({
  title: head.title,
  kind: head.kind,
  rowHeading: head.rowHeading,
  document: head.document,
})
