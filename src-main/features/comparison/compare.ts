/** The whole comparison: questions in the order of the catalogue, every column answering each of them. Pure. */
import type { ComparedRow, ComparedSchool, ComparisonQuery, Statement } from '@contract/comparison'
import { DEVICE_CLASSES, type Activity, type Audience, type CellState, type DeviceClass } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { AREAS, questionKey, questionLabel, speaksTo, type MatrixStatement } from '../matrices'
import { asksByYear, closed, combine } from './combine'
import { holdRow, type RowReference } from './rows'

/** One column: a school, or the trust's baseline, with all it states. */
export interface ReadColumn {
  readonly compared: ComparedSchool
  /** Years taught in order; null when not known, as for the baseline. */
  readonly years: readonly YearCode[] | null
  /** Statements by question; null when the file cannot be read. */
  readonly statements: ReadonlyMap<string, readonly MatrixStatement[]> | null
}

export interface Question {
  readonly key: string
  readonly activity: string
  readonly label: string
  readonly area: string
}

/** What people laid beside the rows. */
export interface Beside {
  /** Digests this person has marked reviewed, by question, for the audience and year asked. */
  readonly reviewed: ReadonlyMap<string, string>
  readonly notes: ReadonlyMap<string, number>
  readonly actions: ReadonlyMap<string, number>
  /** Hash of a row's content, in hex. */
  readonly digest: (content: string) => string
}

/** Statements by question. A place in a table of prose without a cell is no statement: nothing is printed there to be blank. */
export function byQuestion(statements: readonly MatrixStatement[]): ReadonlyMap<string, readonly MatrixStatement[]> {
  const found = new Map<string, MatrixStatement[]>()
  for (const statement of statements) {
    if (statement.cell === null && statement.edition.kind === 'prose') continue
    const list = found.get(statement.question)
    if (list) list.push(statement)
    else found.set(statement.question, [statement])
  }
  return found
}

/** Areas in the catalogue's order; a trust's own areas come behind, in order of their first activity. */
function inCatalogueOrder(catalogue: readonly Activity[]): readonly Activity[] {
  const areas: string[] = [...AREAS]
  for (const { area } of catalogue) if (!areas.includes(area)) areas.push(area)
  return [...catalogue].sort(
    (a, b) => areas.indexOf(a.area) - areas.indexOf(b.area) || a.position - b.position || (a.key < b.key ? -1 : 1),
  )
}

const DEVICES: readonly (DeviceClass | null)[] = [null, ...DEVICE_CLASSES]

/** Every question the catalogue can ask, by device class too, in order. */
export const questionsOf = (catalogue: readonly Activity[]): readonly Question[] =>
  inCatalogueOrder(catalogue).flatMap(({ key, label, area }) =>
    DEVICES.map((device) => ({
      key: questionKey(key, device),
      activity: key,
      label: questionLabel(label, device),
      area,
    })),
  )

/** Questions at least one column states something on for the audience; what nobody states cannot be compared. */
function asked(
  questions: readonly Question[],
  columns: readonly ReadColumn[],
  audience: Audience,
): readonly Question[] {
  return questions.filter(({ key }) =>
    columns.some(({ statements }) => statements?.get(key)?.some((statement) => speaksTo(statement, audience))),
  )
}

/** The reference of the query as a column of the row. */
function referenceIn(columns: readonly ReadColumn[], reference: ComparisonQuery['reference']): RowReference {
  switch (reference.kind) {
    case 'commonest':
      return { kind: 'commonest' }
    case 'baseline':
      return { kind: 'column', id: columns.find(({ compared }) => compared.baseline)?.compared.school ?? '' }
    case 'school':
      return { kind: 'column', id: reference.of }
  }
}

/** All rows of a comparison. */
export function compareColumns(
  columns: readonly ReadColumn[],
  catalogue: readonly Activity[],
  query: Pick<ComparisonQuery, 'audience' | 'year' | 'reference'>,
  beside: Beside,
): readonly ComparedRow[] {
  const { audience, year } = query
  const reference = referenceIn(columns, query.reference)
  return asked(questionsOf(catalogue), columns, audience).map(({ key, activity, label, area }) => {
    const placed = columns.map(({ compared, years, statements }) => ({
      id: compared.school,
      baseline: compared.baseline,
      answer: statements === null ? closed : combine(statements.get(key) ?? [], audience, year, years),
    }))
    const { answers, disagreement, content } = holdRow(placed, reference)
    const digest = beside.digest(content)
    return {
      question: key,
      activity,
      label,
      area,
      answers: [...answers],
      disagreement,
      digest,
      reviewed: beside.reviewed.get(key) === digest,
      notes: beside.notes.get(key) ?? 0,
      actions: beside.actions.get(key) ?? 0,
    }
  })
}

/** The year a mark is kept under: years do not count for audiences without them. */
export const yearAsked = (audience: Audience, year: YearCode | null): YearCode | null =>
  asksByYear(audience) ? year : null

const STATES: Readonly<Record<CellState, Statement['state']>> = {
  answered: 'answered',
  blank: 'blank',
  silent: 'not-stated',
  conflict: 'conflict',
  unread: 'unread',
}

/**
 * The statements behind one row, column by column. That a document is silent is told only where nothing else of the
 * school speaks.
 */
export function sourcesOf(columns: readonly ReadColumn[], question: string, audience: Audience): readonly Statement[] {
  return columns.flatMap(({ compared, statements }) => {
    const said = (statements?.get(question) ?? []).filter((statement) => speaksTo(statement, audience))
    const speaking = said.filter(({ state }) => state !== 'silent')
    const silent = said.find((statement) => statement.audience === audience) ?? said[0]
    const shown = speaking.length > 0 || silent === undefined ? speaking : [silent]
    return shown.map(({ edition, row, column, asWritten, footnote, exception, answers, state, source }): Statement => ({
      school: compared.school,
      schoolName: compared.name,
      edition: edition.id,
      matrix: edition.title,
      status: edition.status,
      rowLabel: row.label,
      columnLabel: column.group === null ? column.label : `${column.group}: ${column.label}`,
      asWritten,
      footnote,
      exception,
      answers: [...answers],
      state: STATES[state],
      source,
    }))
  })
}
