/**
 * Queries of matrices. Whole editions are read with one statement for each kind of part, however many editions are
 * asked for, and statements are prepared once for each open file, so that a comparison of many schools stays cheap.
 */
import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Activity, Caption, Cell, CellContent, Column, Row } from '@contract/matrices'
import type { ReadableDb } from '../handles'
import { activity, approval, cell, column, edition, row, wording } from '../schema/matrices'

export type EditionRow = typeof edition.$inferSelect
export type ApprovalRow = typeof approval.$inferSelect

/** A cell as it is stored: without what it is understood to mean. */
export type StoredCell = Pick<Cell, 'id' | 'row' | 'column' | 'content'>

/** Parts of one edition: columns and rows in printed order, cells in no particular one. */
export interface Parts {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly cells: readonly StoredCell[]
}

/** Ids of editions, handed over as one JSON list. */
const asked = sql`(SELECT value FROM json_each(${sql.placeholder('editions')}))`

function prepare(db: ReadableDb) {
  return {
    changes: db
      .select({ count: sql<number>`total_changes()` })
      .from(sql`(SELECT 1)`)
      .prepare(),
    editions: db.select().from(edition).orderBy(asc(edition.id)).prepare(),
    approvals: db.select().from(approval).orderBy(asc(approval.at), asc(approval.id)).prepare(),
    columns: db
      .select()
      .from(column)
      .where(sql`${column.edition} IN ${asked}`)
      .orderBy(asc(column.position), asc(column.id))
      .prepare(),
    rows: db
      .select()
      .from(row)
      .where(sql`${row.edition} IN ${asked}`)
      .orderBy(asc(row.position), asc(row.id))
      .prepare(),
    cells: db
      .select({ edition: cell.edition, id: cell.id, row: cell.row, column: cell.column, content: cell.content })
      .from(cell)
      .where(sql`${cell.edition} IN ${asked}`)
      .prepare(),
  }
}

const statements = new WeakMap<ReadableDb, ReturnType<typeof prepare>>()

/** The statements of one open file; they go with it. */
function preparedFor(db: ReadableDb): ReturnType<typeof prepare> {
  const known = statements.get(db)
  if (known !== undefined) return known
  const made = prepare(db)
  statements.set(db, made)
  return made
}

/** Grows with every row this file's one connection writes: what was read of the file holds until it does. */
export const changeCount = (db: ReadableDb): number => preparedFor(db).changes.get()?.count ?? -1

/** Every edition of a file, in the order of ids: the one order that is the same on every PC. */
export const allEditions = (db: ReadableDb): readonly EditionRow[] => preparedFor(db).editions.all()

/** Every approval of a file, oldest first. */
export const allApprovals = (db: ReadableDb): readonly ApprovalRow[] => preparedFor(db).approvals.all()

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
export function partsOf(db: ReadableDb, ids: readonly string[]): ReadonlyMap<string, Parts> {
  const found = new Map(
    ids.map((id) => [id, { columns: [] as Column[], rows: [] as Row[], cells: [] as StoredCell[] }]),
  )
  if (ids.length === 0) return found
  const prepared = preparedFor(db)
  const editions = JSON.stringify(ids)
  for (const { edition: of, id, group, label, audience, device, captions, position } of prepared.columns.all({
    editions,
  })) {
    const parsed = JSON.parse(captions) as Caption[] // Written by the projection alone, from what the kind had checked.
    found.get(of)?.columns.push({ id, group, label, audience, device, captions: parsed, position })
  }
  for (const { edition: of, id, group, label, activity: mapped, position } of prepared.rows.all({ editions })) {
    found.get(of)?.rows.push({ id, group, label, activity: mapped, position })
  }
  for (const [of, id, inRow, inColumn, content] of prepared.cells.values({ editions }) as CellValues[]) {
    const parsed = JSON.parse(content) as CellContent // As above.
    found.get(of)?.cells.push({ id, row: inRow, column: inColumn, content: parsed })
  }
  return found
}

/** Values of a cell in the order they are selected: there are many cells, so they are not made into objects twice. */
type CellValues = [edition: string, id: string, row: string, column: string, content: string]

/**
 * Everything of some editions that an approval binds, as letters, by edition and in one order on every PC (C23). The
 * activity of a row is left out: matching it changes what is compared, not what was approved.
 */
export function boundTexts(db: ReadableDb, ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map(ids.map((id) => [id, [] as string[]]))
  if (ids.length === 0) return found
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const texts = db.values<[string, string]>(
    sql`SELECT edition, json_array('column', id, group_label, label, audience, device, captions, position)
        FROM matrix_column WHERE edition IN ${wanted}
      UNION ALL SELECT edition, json_array('row', id, group_label, label, position)
        FROM matrix_row WHERE edition IN ${wanted}
      UNION ALL SELECT edition, json_array('cell', id, row_id, column_id, content)
        FROM matrix_cell WHERE edition IN ${wanted}
      ORDER BY 1, 2`,
  )
  for (const [of, text] of texts) found.get(of)?.push(text)
  return found
}

/** The line each part of an edition belongs to, by the part's id: copies in other editions are of the same line. */
export function linesOf(db: ReadableDb, id: string): ReadonlyMap<string, string> {
  const lines = [column, row, cell].flatMap((table) =>
    db.select({ id: table.id, lineage: table.lineage }).from(table).where(eq(table.edition, id)).all(),
  )
  return new Map(lines.map((line) => [line.id, line.lineage]))
}

/** Ids of a cell and of its copies in other editions, oldest first, for a history that spans editions. Empty for an unknown cell. */
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

export type WordingRow = typeof wording.$inferSelect

/** Every wording schools of the trust matched to a question, the newest match first. Asked of the trust's file. */
export const allWordings = (db: ReadableDb): readonly WordingRow[] =>
  db.select().from(wording).orderBy(desc(wording.stamp), asc(wording.id)).all()
