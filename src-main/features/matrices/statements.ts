/**
 * Statements: what a school's matrices say, one by one, ready to be held beside those of other schools (R117, R118).
 * Every mapped row meets every column: that is one statement about one question for one audience.
 */
import type {
  ActivityKey,
  Answer,
  Audience,
  Cell,
  CellState,
  Column,
  DeviceClass,
  EditionFacts,
  Row,
  SourcePlace,
} from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { questionKey } from './catalogue'
import { withinYears } from './years'

/** One statement of one edition. */
export interface MatrixStatement {
  /** `activity`, or `activity.device_class` for a column of one device class: a `QuestionKey` of the comparison. */
  readonly question: string
  readonly activity: ActivityKey
  readonly device: DeviceClass | null
  readonly audience: Audience
  /** Parts cut to the years the school teaches (R17); one part with years null when the answer does not split. Empty unless answered or conflict. */
  readonly answers: readonly Answer[]
  readonly state: CellState
  readonly asWritten: string
  /** Footnote in one line, mark first; a mark without text stands alone. Null when there is none. */
  readonly footnote: string | null
  readonly exception: string | null
  readonly source: SourcePlace | null
  /** Edition the statement was read from: id, title, status and dates. */
  readonly edition: EditionFacts
  readonly row: Row
  readonly column: Column
  /** Null where the table has no cell at this place. */
  readonly cell: Cell | null
}

/** An edition as it is read: a `MatrixView` is one. */
export interface ReadEdition {
  readonly edition: EditionFacts
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly cells: readonly Cell[]
}

/**
 * All statements of one edition, row by row. Rows nobody has mapped make none: they are "no equivalent" in a
 * comparison, never "not allowed". Incident grids make none either: they answer another kind of question (R26).
 * @param taught the years the school teaches; null when they are not known, as for the trust's baseline
 */
export function statementsOf(read: ReadEdition, taught: readonly YearCode[] | null): readonly MatrixStatement[] {
  if (read.edition.kind === 'incident') return []
  const cells = new Map(read.cells.map((cell) => [cell.row + cell.column, cell]))
  return read.rows.flatMap((row) => {
    const { activity } = row
    if (activity === null) return []
    return read.columns.map((column): MatrixStatement => {
      const cell = cells.get(row.id + column.id) ?? null
      const said = cell?.content
      const answers = cell?.answers ?? []
      return {
        question: questionKey(activity, column.device),
        activity,
        device: column.device,
        audience: column.audience,
        answers: taught === null ? answers : withinYears(answers, taught),
        state: cell?.state ?? 'blank',
        asWritten: cell?.asWritten ?? '',
        footnote: said?.footnote ? [said.footnote.mark, said.footnote.text].filter(Boolean).join(' ') : null,
        exception: said?.exception ?? null,
        source: said?.source ?? null,
        edition: read.edition,
        row,
        column,
        cell,
      }
    })
  })
}

/** Whether a statement speaks to an audience; what is said to everyone is said to each. */
export const speaksTo = (statement: Pick<MatrixStatement, 'audience'>, audience: Audience): boolean =>
  statement.audience === audience || statement.audience === 'EVERYONE'
