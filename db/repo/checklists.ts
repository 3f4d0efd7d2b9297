/** Queries and projections of lists taken to an event. Asked of a school's file. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { checklist, returned, said } from '../schema/checklists'
import { recordOf } from './graph'

export type ChecklistRow = typeof checklist.$inferSelect
export type SaidRow = typeof said.$inferSelect

/** Lists, the newest first. */
export const allChecklists = (db: ReadableDb): readonly ChecklistRow[] =>
  db.select().from(checklist).orderBy(desc(checklist.madeAt), asc(checklist.id)).all()

export const oneChecklist = (db: ReadableDb, id: string): ChecklistRow | null =>
  db.select().from(checklist).where(eq(checklist.id, id)).get() ?? null

/** What a list said of each pupil on it. */
export const saidBy = (db: ReadableDb, of: string): readonly SaidRow[] =>
  db.select().from(said).where(eq(said.checklist, of)).orderBy(asc(said.pupil)).all()

/** Lists a pupil stands on. */
export const listsWith = (db: ReadableDb, pupil: string): readonly string[] =>
  db
    .select({ checklist: said.checklist })
    .from(said)
    .where(eq(said.pupil, pupil))
    .all()
    .map((row) => row.checklist)

/** Copies of a list that have come back. */
export const copiesReturned = (db: ReadableDb, of: string): number =>
  db
    .select({ copies: sql<number>`coalesce(sum(${returned.copies}), 0)` })
    .from(returned)
    .where(eq(returned.checklist, of))
    .get()?.copies ?? 0

const projectChecklist: Projection<WritableDb> = (db, id, state) => {
  db.delete(checklist).where(eq(checklist.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  // The log has checked it against its kind.
  const row = { ...(record.value as unknown as Omit<ChecklistRow, 'id' | 'madeAt'>), id, madeAt: record.at }
  db.insert(checklist).values(row).run()
}

/** Parts of one list come in records of their own, so rows are kept by list and pupil. */
const projectSaid: Projection<WritableDb> = (db, _id, state) => {
  const record = recordOf(state)
  if (record === null) return
  const { checklist: of, lines } = record.value as unknown as {
    readonly checklist: string
    readonly lines: readonly Omit<SaidRow, 'checklist'>[]
  } // As above.
  for (const line of lines)
    db.insert(said)
      .values({ ...line, checklist: of })
      .onConflictDoNothing()
      .run()
}

const projectReturned: Projection<WritableDb> = (db, id, state) => {
  db.delete(returned).where(eq(returned.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { checklist: of, copies } = record.value as unknown as { readonly checklist: string; readonly copies: number } // As above.
  db.insert(returned).values({ id, checklist: of, copies }).run()
}

/** Projections by entity type. */
export const checklistsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'checklists.checklist': projectChecklist,
  'checklists.said': projectSaid,
  'checklists.returned': projectReturned,
}
