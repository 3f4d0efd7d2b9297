/**
 * Queries of matrices. Whole editions are read with one statement for each kind of part, however many editions are
 * asked for, so that a comparison of many schools stays cheap.
 */
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Activity, Caption, Cell, CellContent, Column, Row } from '@contract/matrices'
import type { ReadableDb } from '../handles'
import { activity, approval, cell, column, edition, row } from '../schema/matrices'

export type EditionRow = typeof edition.$inferSelect
export type ApprovalRow = typeof approval.$inferSelect

/** What is stored of a part beside what the contract shows. */
interface Stored {
  readonly edition: string
  readonly lineage: string
  /** The part as letters, for the hash an approval binds (C23). */
  readonly bound: string
}
export type StoredColumn = Column & Stored
/** The activity is not bound: matching a row to a question changes what is compared, not what was approved. */
export type StoredRow = Row & Stored
export type StoredCell = Pick<Cell, 'id' | 'row' | 'column' | 'content'> & Stored

/** Parts of one edition: columns and rows in printed order, cells in no particular one. */
export interface Parts {
  readonly columns: readonly StoredColumn[]
  readonly rows: readonly StoredRow[]
  readonly cells: readonly StoredCell[]
}

/** Every edition of a file, in the order of ids: the one order that is the same on every PC. */
export function allEditions(db: ReadableDb): readonly EditionRow[] {
  return db.select().from(edition).orderBy(asc(edition.id)).all()
}

/** Every approval of a file, oldest first. */
export function allApprovals(db: ReadableDb): readonly ApprovalRow[] {
  return db.select().from(approval).orderBy(asc(approval.at), asc(approval.id)).all()
}

/** When anything in an edition last changed, by edition: milliseconds since 1970 UTC. */
export function lastChanges(db: ReadableDb): ReadonlyMap<string, number> {
  const rows = db.values<[string, number]>(
    sql`SELECT edition, max(at) FROM (
      SELECT id AS edition, changed_at AS at FROM matrix_edition
      UNION ALL SELECT edition, max(changed_at) FROM matrix_column GROUP BY edition
      UNION ALL SELECT edition, max(changed_at) FROM matrix_row GROUP BY edition
      UNION ALL SELECT edition, max(changed_at) FROM matrix_cell GROUP BY edition
    ) GROUP BY edition`,
  )
  return new Map(rows)
}

/** The parts of some editions, by edition; an edition without parts is in the map too. */
export function partsOf(db: ReadableDb, editions: readonly string[]): ReadonlyMap<string, Parts> {
  const found = new Map(
    editions.map((id) => [id, { columns: [] as StoredColumn[], rows: [] as StoredRow[], cells: [] as StoredCell[] }]),
  )
  if (editions.length === 0) return found
  const ids = [...editions]
  for (const stored of db
    .select()
    .from(column)
    .where(inArray(column.edition, ids))
    .orderBy(asc(column.position), asc(column.id))
    .all()) {
    const { changedAt: _at, captions, ...rest } = stored
    const bound = JSON.stringify([rest.id, rest.group, rest.label, rest.audience, rest.device, captions, rest.position])
    found.get(rest.edition)?.columns.push({ ...rest, captions: JSON.parse(captions) as Caption[], bound }) // Written by the projection alone.
  }
  for (const stored of db
    .select()
    .from(row)
    .where(inArray(row.edition, ids))
    .orderBy(asc(row.position), asc(row.id))
    .all()) {
    const { changedAt: _at, ...rest } = stored
    found
      .get(rest.edition)
      ?.rows.push({ ...rest, bound: JSON.stringify([rest.id, rest.group, rest.label, rest.position]) })
  }
  for (const stored of db.select().from(cell).where(inArray(cell.edition, ids)).orderBy(asc(cell.id)).all()) {
    const { changedAt: _at, content, ...rest } = stored
    const bound = JSON.stringify([rest.id, rest.row, rest.column, content])
    found.get(rest.edition)?.cells.push({ ...rest, content: JSON.parse(content) as CellContent, bound }) // As above.
  }
  return found
}

/** Ids of a cell and of its copies in other editions, for a history that spans editions. Empty for an unknown cell. */
export function cellLine(db: ReadableDb, id: string): readonly string[] {
  const lineage = db.select({ lineage: cell.lineage }).from(cell).where(eq(cell.id, id))
  return db
    .select({ id: cell.id })
    .from(cell)
    .where(inArray(cell.lineage, lineage))
    .orderBy(asc(cell.changedAt), asc(cell.id))
    .all()
    .map((found) => found.id)
}

/** Activities a trust added to the catalogue, or worded anew. Asked of the trust's file. */
export function addedActivities(db: ReadableDb): readonly Activity[] {
  return db
    .select({ key: activity.key, label: activity.label, area: activity.area, position: activity.position })
    .from(activity)
    .orderBy(asc(activity.position), asc(activity.id))
    .all()
}
