/** What a change of a draft edition is made of: events, in the words and order the log keeps them. */
import type { CellContent, Column, Row } from '@contract/matrices'
import type { Parts } from '@db/repo/matrices'
import { set } from '@vault/entity'
import type { Draft, Json } from '../../sync/core/event'
import type { KeptEdition } from './editions'
import { cellKind, columnKind, editionKind, rowKind } from './events'
import { BLANK, understand } from './understand'

/** Makes a fresh id. */
export type NewId = () => string

/** What an edition is, beside its dates. */
type Facts = Pick<KeptEdition, 'matrix' | 'title' | 'kind' | 'rowHeading' | 'document'>

/** A new draft edition. */
export function draftEdition(
  id: string,
  { matrix, title, kind, rowHeading, document }: Facts,
  opened: { readonly because: string | null; readonly from: string | null },
): Draft {
  return set(editionKind, id, {
    ...{ matrix, title, kind, rowHeading, document },
    ...{ effectiveFrom: null, approvedOn: null, approvingBody: null, nextReview: null, inUse: false },
    openedBecause: opened.because,
    openedFrom: opened.from,
  })
}

/** A column of an edition. @param lineage the first of its line, itself when it has no older copy */
export function columnDraft(id: string, edition: string, lineage: string, column: Omit<Column, 'id'>): Draft {
  const { group, label, audience, device, captions, position } = column
  return set(columnKind, id, { edition, lineage, group, label, audience, device, captions, position })
}

export function rowDraft(id: string, edition: string, lineage: string, row: Omit<Row, 'id'>): Draft {
  const { group, label, activity, position } = row
  return set(rowKind, id, { edition, lineage, group, label, activity, position })
}

/** Where a cell stands, in words for the history. */
export const placeWords = (row: { readonly label: string }, column: { readonly label: string }): string =>
  `“${row.label}”, ${column.label}`

/** What a cell says, in words for the history. */
export function sayingOf(kind: KeptEdition['kind'], column: Pick<Column, 'captions'>, content: CellContent): string {
  const { asWritten, state } = understand(kind, column, content, null)
  return state === 'silent' ? 'Not stated' : asWritten.slice(0, 4000)
}

/** A new cell with its content. */
export function cellDraft(
  id: string,
  {
    edition,
    kind,
    lineage,
  }: { readonly edition: string; readonly kind: KeptEdition['kind']; readonly lineage: string },
  row: { readonly id: string; readonly label: string },
  column: Pick<Column, 'id' | 'label' | 'captions'>,
  content: CellContent,
): Draft {
  const words = { place: placeWords(row, column), saying: sayingOf(kind, column, content) }
  return set(cellKind, id, { edition, lineage, row: row.id, column: column.id, ...fieldsOf(content), ...words })
}

/** Content as the log carries it. */
const fieldsOf = (content: CellContent): Readonly<Record<string, Json>> => ({ ...content })

/** Blank cells for a new row, one under each column, so that no two PCs make two cells for one place. */
export function blankCells(
  edition: Pick<KeptEdition, 'id' | 'kind'>,
  row: { readonly id: string; readonly label: string },
  columns: readonly Column[],
  newId: NewId,
): readonly Draft[] {
  return columns.map((column) => {
    const id = newId()
    return cellDraft(id, { edition: edition.id, kind: edition.kind, lineage: id }, row, column, BLANK)
  })
}

/**
 * A whole edition copied into a new draft: new ids throughout, the lines kept.
 * @param lines the line of each part, by its id
 */
export function copyOf(
  edition: KeptEdition,
  parts: Parts,
  lines: ReadonlyMap<string, string>,
  opened: { readonly id: string; readonly because: string },
  newId: NewId,
): readonly Draft[] {
  const to = opened.id
  const lineOf = (id: string): string => lines.get(id) ?? id
  const columns = new Map(parts.columns.map((column) => [column.id, { ...column, id: newId() }]))
  const rows = new Map(parts.rows.map((row) => [row.id, { ...row, id: newId() }]))
  return [
    draftEdition(to, edition, { because: opened.because, from: edition.id }),
    ...[...columns].map(([old, column]) => columnDraft(column.id, to, lineOf(old), column)),
    ...[...rows].map(([old, row]) => rowDraft(row.id, to, lineOf(old), row)),
    ...parts.cells.flatMap((cell) => {
      const [row, column] = [rows.get(cell.row), columns.get(cell.column)]
      if (row === undefined || column === undefined) return []
      return cellDraft(
        newId(),
        { edition: to, kind: edition.kind, lineage: lineOf(cell.id) },
        row,
        column,
        cell.content,
      )
    }),
  ]
}

/** Room left between the positions of rows, so that one can come in between. */
const STEP = 1000

/**
 * Where a new row goes, and which rows make room for it.
 * @param after the row it follows; null: behind the last
 */
export function placeAfter(
  rows: readonly Row[],
  after: string | null,
): { readonly position: number; readonly moved: readonly Draft[] } {
  const index = after === null ? rows.length - 1 : rows.findIndex((row) => row.id === after)
  const [before, behind] = [rows[index], rows[index + 1]]
  const from = before?.position ?? 0
  if (behind === undefined) return { position: from + STEP, moved: [] }
  const between = Math.floor((from + behind.position) / 2)
  if (between > from) return { position: between, moved: [] }
  const moved = rows.slice(index + 1).map((row, place) => set(rowKind, row.id, { position: from + (place + 2) * STEP }))
  return { position: from + STEP, moved }
}

/** A change of a cell's content with what follows from it: saying nothing and saying something exclude each other. */
export function changed(
  content: CellContent,
  change: { readonly [K in keyof CellContent]?: CellContent[K] | undefined },
): CellContent {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next: CellContent = { ...content, ...given }
  if (change.silent === true) return { ...next, marks: [], words: null, answers: null }
  const speaks = next.marks.length > 0 || (next.words ?? '').trim() !== '' || (next.answers ?? []).length > 0
  return speaks ? { ...next, silent: false } : next
}

/** The fields in which two contents differ. */
export function differing(before: CellContent, after: CellContent): Readonly<Record<string, Json>> {
  const old: Readonly<Record<string, Json>> = { ...before }
  return Object.fromEntries(
    Object.entries(fieldsOf(after)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name] ?? null),
    ),
  )
}
