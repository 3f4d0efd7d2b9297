/**
 * Queries and writes of what this PC found in folders of pictures, in a school's file beside its records: no event says it.
 * Where an event deletes a list of files, a folder, or records that bytes were destroyed, its projection takes the names out
 * of here in the same transaction (R73, R76).
 */
import { and, asc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { CivilDate } from '@contract/primitives'
import type { LocalDb, ReadableDb } from '../handles'
import { keptWith, placeholdersOf } from '../prepared'
import { amiss, look, moved, problem, unsorted, waiting } from '../schema/found'
import { file } from '../schema/images'

export type LookRow = typeof look.$inferSelect
export type UnsortedRow = typeof unsorted.$inferSelect
export type AmissRow = typeof amiss.$inferSelect
export type ProblemRow = typeof problem.$inferSelect
export type WaitingRow = typeof waiting.$inferSelect
export type MovedRow = typeof moved.$inferSelect

/** Every table of findings, with the column that names the folder. */
const TABLES = [look, unsorted, amiss, problem, waiting, moved] as const

/** The newest look through a folder, null before the first on this PC. */
export const lookAt = (db: ReadableDb, folder: string): LookRow | null =>
  db.select().from(look).where(eq(look.folder, folder)).get() ?? null

/** Whether another PC wrote what is here, as in a file that was carried over. */
export const isOfAnother = (db: ReadableDb, device: string): boolean =>
  db.select({ folder: look.folder }).from(look).where(ne(look.device, device)).limit(1).get() !== undefined

const isOffered = and(eq(unsorted.folder, sql.placeholder('folder')), eq(unsorted.filed, false))

const daysUnsorted = keptWith((db: ReadableDb) =>
  db
    .select({
      ...{ path: unsorted.below, on: unsorted.takenOn, files: sql<number>`count(*)` },
      bytes: sql<number>`sum(${unsorted.size})`,
    })
    .from(unsorted)
    .where(isOffered)
    .groupBy(unsorted.below, unsorted.takenOn)
    .prepare(),
)

/** Files of no set, counted by the folder they lie in and the day they were taken. */
export const unsortedDays = (
  db: ReadableDb,
  folder: string,
): readonly { readonly path: string; readonly on: CivilDate; readonly files: number; readonly bytes: number }[] =>
  daysUnsorted(db).all({ folder })

const unsortedAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(unsorted)
    .where(
      and(
        isOffered,
        // What lies in a folder stands together in the order of paths, with what lies deeper between.
        sql`${unsorted.path} >= ${sql.placeholder('first')} AND ${unsorted.path} < ${sql.placeholder('behind')}`,
        eq(unsorted.below, sql.placeholder('below')),
        sql`${unsorted.takenOn} BETWEEN ${sql.placeholder('from')} AND ${sql.placeholder('to')}`,
      ),
    )
    .orderBy(asc(unsorted.path))
    .prepare(),
)

/** Files of no set that lie in one folder and were taken in a run of days, in the order of their paths. */
export function unsortedIn(
  db: ReadableDb,
  folder: string,
  { path: below, from, to }: { readonly path: string; readonly from: CivilDate; readonly to: CivilDate },
): readonly UnsortedRow[] {
  const [first, behind] = below === '' ? ['', '\u{10ffff}'] : [`${below}/`, `${below}0`]
  return unsortedAmong(db).all({ folder, below, first, behind, from, to })
}

/** Whether a look has seen a file as one of no set, put into one since or not. */
export const wasUnsorted = (db: ReadableDb, folder: string, path: string, ofLook: number): boolean =>
  db
    .select({ path: unsorted.path })
    .from(unsorted)
    .where(and(eq(unsorted.folder, folder), eq(unsorted.path, path), eq(unsorted.look, ofLook)))
    .get() !== undefined

/** Registered files of a set that are not there as they were registered. */
export const amissOfSet = (db: ReadableDb, set: string): readonly AmissRow[] =>
  db.select().from(amiss).where(eq(amiss.set, set)).all()

/** How many files are amiss, by set and state. @param folder null: of all folders */
export const amissCounts = (
  db: ReadableDb,
  folder: string | null = null,
): readonly { readonly set: string; readonly state: AmissRow['state']; readonly files: number }[] =>
  db
    .select({ set: amiss.set, state: amiss.state, files: sql<number>`count(*)` })
    .from(amiss)
    .where(folder === null ? undefined : eq(amiss.folder, folder))
    .groupBy(amiss.set, amiss.state)
    .all()

/** What is to be said of files of a folder, in the order it was found. */
export const problemsIn = (db: ReadableDb, folder: string): readonly ProblemRow[] =>
  db.select().from(problem).where(eq(problem.folder, folder)).orderBy(asc(problem.position)).all()

/** Of how many files of a set something of one kind was told. */
export const filesToldOf = (db: ReadableDb, set: string, kind: string): number =>
  db
    .select({ files: sql<number>`count(*)` })
    .from(problem)
    .innerJoin(file, and(eq(file.folder, problem.folder), eq(file.path, problem.path)))
    .where(and(eq(problem.kind, kind), eq(file.set, set)))
    .get()?.files ?? 0

/** The next files that wait to be judged. @param after position of the last one seen, -1 at the beginning */
export const waitingAfter = (db: ReadableDb, folder: string, after: number, most: number): readonly WaitingRow[] =>
  db
    .select()
    .from(waiting)
    .where(and(eq(waiting.folder, folder), gt(waiting.position, after)))
    .orderBy(asc(waiting.position))
    .limit(most)
    .all()

/** Lists that name files found elsewhere. */
export const partsMoved = (db: ReadableDb, folder: string): readonly string[] =>
  db
    .selectDistinct({ part: moved.part })
    .from(moved)
    .where(eq(moved.folder, folder))
    .orderBy(asc(moved.part))
    .all()
    .map(({ part }) => part)

/** Files of one list found elsewhere. */
export const movedOf = (db: ReadableDb, folder: string, part: string): readonly MovedRow[] =>
  db
    .select()
    .from(moved)
    .where(and(eq(moved.folder, folder), eq(moved.part, part)))
    .all()

/** Keeps where a look has come to, in place of the look before. */
export function keepLook(db: LocalDb, row: LookRow): void {
  db.insert(look).values(row).onConflictDoUpdate({ target: look.folder, set: row }).run()
}

const unsortedInsert = keptWith((db: LocalDb) =>
  db
    .insert(unsorted)
    .values(placeholdersOf(unsorted))
    .onConflictDoUpdate({
      target: [unsorted.folder, unsorted.path],
      set: {
        ...{ size: sql`excluded.size`, takenOn: sql`excluded.taken_on`, hash: sql`excluded.hash` },
        ...{ look: sql`excluded.look`, filed: sql`excluded.filed` },
      },
    })
    .prepare(),
)

/** Keeps files of no set, each in place of what was known of its path. */
export function keepUnsorted(db: LocalDb, rows: readonly UnsortedRow[]): void {
  for (const row of rows) unsortedInsert(db).run(row)
}

const amissInsert = keptWith((db: LocalDb) =>
  db
    .insert(amiss)
    .values(placeholdersOf(amiss))
    .onConflictDoUpdate({
      target: [amiss.folder, amiss.path, amiss.set],
      set: {
        ...{ state: sql`excluded.state`, size: sql`excluded.size`, takenOn: sql`excluded.taken_on` },
        ...{ hash: sql`excluded.hash`, look: sql`excluded.look` },
      },
    })
    .prepare(),
)

/** Keeps files that are amiss, each in place of what was known of it. */
export function keepAmiss(db: LocalDb, rows: readonly AmissRow[]): void {
  for (const row of rows) amissInsert(db).run(row)
}

const problemInsert = keptWith((db: LocalDb) => db.insert(problem).values(placeholdersOf(problem)).prepare())
const waitingInsert = keptWith((db: LocalDb) => db.insert(waiting).values(placeholdersOf(waiting)).prepare())
const movedInsert = keptWith((db: LocalDb) => db.insert(moved).values(placeholdersOf(moved)).prepare())

export function keepProblems(db: LocalDb, rows: readonly ProblemRow[]): void {
  for (const row of rows) problemInsert(db).run(row)
}

export function keepWaiting(db: LocalDb, rows: readonly WaitingRow[]): void {
  for (const row of rows) waitingInsert(db).run(row)
}

export function keepMoved(db: LocalDb, rows: readonly MovedRow[]): void {
  for (const row of rows) movedInsert(db).run(row)
}

/** Takes out files that are as they were registered, in whichever set. */
export const dropAmiss = (db: LocalDb, folder: string, paths: readonly string[]): void =>
  dropAmong(db, amiss, folder, amiss.path, paths)

/** Takes out one file of one set that is right again. */
export function dropAmissOf(db: LocalDb, folder: string, path: string, set: string): void {
  db.delete(amiss)
    .where(and(eq(amiss.folder, folder), eq(amiss.path, path), eq(amiss.set, set)))
    .run()
}

/** Takes out what looks before one have told of single files, and what an unfinished one has left. */
export function beginLook(db: LocalDb, folder: string): void {
  db.delete(problem).where(eq(problem.folder, folder)).run()
  dropScratch(db, folder)
}

/** Takes out what is needed only while a look goes on. */
export function dropScratch(db: LocalDb, folder: string): void {
  for (const table of [waiting, moved]) db.delete(table).where(eq(table.folder, folder)).run()
}

/** Takes out what a look that saw everything has not seen, and what is in a set by now. */
export function dropOlder(db: LocalDb, folder: string, ofLook: number): void {
  for (const table of [unsorted, amiss]) {
    db.delete(table)
      .where(and(eq(table.folder, folder), lt(table.look, ofLook)))
      .run()
  }
  db.delete(unsorted)
    .where(and(eq(unsorted.folder, folder), eq(unsorted.filed, true)))
    .run()
}

/** Files that are in a set are offered no more. */
export function markFiled(db: LocalDb, folder: string, paths: readonly string[]): void {
  const at = and(eq(unsorted.folder, folder), inArray(unsorted.path, listOf(paths)))
  db.update(unsorted).set({ filed: true }).where(at).run()
}

/** Takes every trace of some files out, as where their list is deleted: names of files may be names of children. */
export function forgetPaths(db: LocalDb, folder: string, paths: readonly string[]): void {
  if (paths.length === 0) return
  for (const table of [unsorted, amiss, waiting, moved]) dropAmong(db, table, folder, table.path, paths)
  for (const column of [problem.path, problem.other]) dropAmong(db, problem, folder, column, paths)
}

/** Takes out files with bytes that were destroyed: they are offered for no set again (R76). Empty files are all alike. */
export function forgetBytes(db: LocalDb, hashes: readonly string[]): void {
  const among = listOf(hashes)
  db.delete(unsorted)
    .where(and(inArray(unsorted.hash, among), gt(unsorted.size, 0)))
    .run()
}

/** Takes out everything that was found in a folder. */
export function forgetFolder(db: LocalDb, folder: string): void {
  for (const table of TABLES) db.delete(table).where(eq(table.folder, folder)).run()
}

/** Takes out everything. */
export function clearFound(db: LocalDb): void {
  for (const table of TABLES) db.delete(table).run()
}

/** A list in one variable, however long. */
const listOf = (texts: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(texts)}))`

function dropAmong(
  db: LocalDb,
  table: Exclude<(typeof TABLES)[number], typeof look>,
  folder: string,
  column: SQLiteColumn,
  among: readonly string[],
): void {
  if (among.length === 0) return
  db.delete(table)
    .where(and(eq(table.folder, folder), inArray(column, listOf(among))))
    .run()
}
