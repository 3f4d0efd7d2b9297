/**
 * The events that put a table into the records: a new matrix taken over as in use with what its document states (R86), a
 * draft of the one there is with only the changes set, or the same changes in a draft this document opened before. Pure.
 */
import type { ActivityKey, CellContent } from '@contract/matrices'
import type { StatedDate } from '@contract/primitives'
import { remove, set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import {
  BLANK,
  cellDraft,
  cellKind,
  columnDraft,
  columnKind,
  differing,
  editionKind,
  placeWords,
  plainLabel,
  rowDraft,
  rowKind,
  sayingOf,
  type KeptEdition,
  type Parts,
} from '../matrices'
import type { Difference, MatchedColumn, MatchedRow } from './changes'
import type { BuiltTable } from './tables'

/** What the document states of itself, as an edition taken over carries it. */
export interface StatedFacts {
  readonly document: string
  readonly effectiveFrom: StatedDate | null
  readonly approvedOn: StatedDate | null
  readonly approvingBody: string | null
  readonly nextReview: StatedDate | null
}

/** Makes a fresh id, and says which question the trust has matched a wording to; null: none, or its schools differ. */
export interface Making {
  readonly newId: () => string
  readonly activityOf: (label: string) => ActivityKey | null
}

/** Room left between the positions of rows, so that one can come in between. */
const STEP = 1000

const positionOf = (index: number): number => (index + 1) * STEP

/** A new matrix, in use already. */
export function newMatrix(
  built: BuiltTable,
  stated: StatedFacts,
  ids: { readonly matrix: string; readonly edition: string },
  { newId, activityOf }: Making,
): readonly Draft[] {
  const { edition, matrix } = ids
  const { title, kind, rowHeading } = built
  const columns = built.columns.map((column, position) => ({ ...column, id: newId(), position }))
  return [
    set(editionKind, edition, {
      ...{ matrix, title, kind, rowHeading, ...stated },
      ...{ inUse: true, openedBecause: null, openedFrom: null },
    }),
    ...columns.map((column) => columnDraft(column.id, edition, column.id, column)),
    ...built.rows.flatMap((row, index) => {
      const id = newId()
      const { group, label } = row
      const activity = kind === 'incident' ? null : activityOf(label)
      return [
        rowDraft(id, edition, id, { group, label, activity, position: positionOf(index) }),
        ...columns.flatMap((column, at) => {
          const content = row.cells[at] ?? null
          const cell = newId()
          return content === null
            ? []
            : [cellDraft(cell, { edition, kind, lineage: cell }, { id, label }, column, content)]
        }),
      ]
    }),
  ]
}

/** The edition that is changed, with everything in it. */
export interface Changing {
  readonly edition: KeptEdition
  readonly parts: Parts
  /** The line each part belongs to, by its id. */
  readonly lines: ReadonlyMap<string, string>
}

/** A draft edition: a copy of the one there is with the changes in it. */
export function changedEdition(
  { edition, parts, lines }: Changing,
  difference: Difference,
  opened: { readonly id: string; readonly because: string; readonly document: string },
  { newId, activityOf }: Making,
): readonly Draft[] {
  const { kind, matrix, title, rowHeading } = edition
  const to = opened.id
  const lineOf = (old: string | undefined, id: string): string => (old === undefined ? id : (lines.get(old) ?? old))
  const contents = contentsOf(parts)
  const columns = difference.columns.map((matched, position) => ({ matched, id: newId(), position }))
  return [
    set(editionKind, to, {
      ...{ matrix, title, kind, rowHeading, document: opened.document },
      ...{ effectiveFrom: null, approvedOn: null, approvingBody: null, nextReview: null, inUse: false },
      ...{ openedBecause: opened.because, openedFrom: edition.id },
    }),
    ...columns.map(({ matched, id, position }) =>
      columnDraft(id, to, lineOf(matched.old?.id, id), { ...matched.column, position }),
    ),
    ...difference.rows.flatMap((matched, index) => {
      const id = newId()
      const facts = rowFacts(matched, kind, activityOf)
      return [
        rowDraft(id, to, lineOf(matched.old?.id, id), { ...facts, position: positionOf(index) }),
        ...columns.flatMap((column, at) => {
          const old = contents.get(keyOf(matched, column.matched))
          const content = matched.cells[at] ?? old?.content ?? null
          const cell = newId()
          if (content === null) return []
          const place = { edition: to, kind, lineage: lineOf(old?.id, cell) }
          return [
            cellDraft(cell, place, { id, label: facts.label }, { ...column.matched.column, id: column.id }, content),
          ]
        }),
      ]
    }),
  ]
}

/** The changes alone, in a draft that is open already. */
export function changesInDraft(
  { edition, parts }: Omit<Changing, 'lines'>,
  difference: Difference,
  { newId, activityOf }: Making,
): readonly Draft[] {
  const { id: to, kind } = edition
  const contents = contentsOf(parts)
  const columns = difference.columns.map((matched, position) => ({ matched, id: matched.old?.id ?? newId(), position }))
  const goneRows = new Set(difference.gone.rows.map(({ id }) => id))
  const goneColumns = new Set(difference.gone.columns.map(({ id }) => id))
  return [
    ...columns.flatMap(({ matched, id, position }) => {
      if (matched.old === null) return [columnDraft(id, to, id, { ...matched.column, position })]
      const { label, group, captions } = matched.column
      const same =
        JSON.stringify([label, group, captions]) ===
        JSON.stringify([matched.old.label, matched.old.group, matched.old.captions])
      return same ? [] : [set(columnKind, id, { label, group, captions })]
    }),
    ...difference.rows.flatMap((matched, index) => {
      const id = matched.old?.id ?? newId()
      const facts = rowFacts(matched, kind, activityOf)
      const row = { id, label: facts.label }
      return [
        ...(matched.old === null
          ? [rowDraft(id, to, id, { ...facts, position: positionOf(index) })]
          : facts.label === matched.old.label && facts.group === matched.old.group
            ? []
            : [set(rowKind, id, { ...facts })]),
        ...columns.flatMap((column, at) => {
          const content = matched.cells[at] ?? null
          if (content === null) return []
          const inColumn = { ...column.matched.column, id: column.id }
          const old = contents.get(keyOf(matched, column.matched))
          if (old === undefined) {
            const cell = newId()
            return [cellDraft(cell, { edition: to, kind, lineage: cell }, row, inColumn, content)]
          }
          return [set(cellKind, old.id, cellFields(kind, old.content, content, row, inColumn))]
        }),
      ]
    }),
    ...[...goneRows].map((id) => remove(rowKind, id)),
    ...[...goneColumns].map((id) => remove(columnKind, id)),
    ...parts.cells
      .filter((cell) => goneRows.has(cell.row) || goneColumns.has(cell.column))
      .map((cell) => remove(cellKind, cell.id)),
  ]
}

function cellFields(
  kind: KeptEdition['kind'],
  before: CellContent,
  after: CellContent,
  row: { readonly label: string },
  column: Parameters<typeof placeWords>[1] & Parameters<typeof sayingOf>[1],
): ReturnType<typeof differing> {
  const words = { place: placeWords(row, column), saying: sayingOf(kind, column, after) }
  return { ...differing(before, { ...BLANK, ...after }), ...words }
}

const contentsOf = (parts: Parts): ReadonlyMap<string, Parts['cells'][number]> =>
  new Map(parts.cells.map((cell) => [cell.row + cell.column, cell]))

const keyOf = (row: MatchedRow, column: MatchedColumn): string =>
  row.old === null || column.old === null ? '' : row.old.id + column.old.id

/**
 * A row worded anew asks something a person has yet to confirm, unless the trust matched those very words before: a few
 * words more or less can turn a question round.
 */
function rowFacts({ old, row }: MatchedRow, kind: KeptEdition['kind'], activityOf: Making['activityOf']) {
  const isSame = old !== null && plainLabel(old.label) === plainLabel(row.label)
  const known = kind === 'incident' ? null : activityOf(row.label)
  return {
    group:
      plainLabel(row.group ?? '') === plainLabel(old?.group ?? '')
        ? (old?.group ?? null)
        : (row.group ?? old?.group ?? null),
    label: isSame ? old.label : row.label,
    activity: isSame ? old.activity : known,
  }
}
