/** Entries whose PC had a wrong clock, as two people declared: they do not count when it is asked how late it must be by now. */
import { and, countDistinct, desc, eq, gt, lte, max, min, not, or, sql } from 'drizzle-orm'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { clockWrong } from '../schema/images'
import { event } from '../schema/log'
import { recordOf } from './graph'

export type ClockWrongRow = typeof clockWrong.$inferSelect

/** How many people have to say so. */
const PEOPLE = 2

/** The last stamp of a millisecond, which is given as 12 hex digits. */
const endOf = (ms: string): string => ms + 'f'.repeat(20)

/** Every declaration, of whichever entry, the oldest first. */
export const clocksDeclared = (db: ReadableDb): readonly ClockWrongRow[] =>
  db.select().from(clockWrong).orderBy(clockWrong.on, clockWrong.id).all()

/** Stamps that do not count: of one PC, behind the true time of the declaration, up to the wrong one. */
const wrongStamps = (db: ReadableDb) =>
  db
    .select({ device: clockWrong.device, after: max(clockWrong.after), upTo: min(clockWrong.upTo) })
    .from(clockWrong)
    .groupBy(clockWrong.event, clockWrong.device)
    .having(sql`${countDistinct(clockWrong.by)} >= ${PEOPLE}`)
    .all()

function isCounted(db: ReadableDb) {
  const wrong = wrongStamps(db).flatMap(({ device, after, upTo }) =>
    after === null || upTo === null
      ? []
      : [and(eq(event.device, device), gt(event.hlc, endOf(after)), lte(event.hlc, endOf(upTo)))],
  )
  const any = or(...wrong)
  return any === undefined ? undefined : not(any)
}

/** Stamp of the newest entry that counts, null when there is none. */
export const newestCounted = (db: ReadableDb): string | null =>
  db.select({ hlc: event.hlc }).from(event).where(isCounted(db)).orderBy(desc(event.hlc)).limit(1).get()?.hlc ?? null

/** Entries that count and are stamped behind a moment: of each PC the newest, and how many there are. @param after milliseconds as `clockWrong.after` */
export const countedAfter = (
  db: ReadableDb,
  after: string,
): readonly { readonly id: string; readonly device: string; readonly entries: number }[] =>
  db
    // SQLite takes the other columns from the row that has the greatest.
    .select({ id: event.id, device: event.device, entries: sql<number>`count(*)`, newest: max(event.hlc) })
    .from(event)
    .where(and(gt(event.hlc, endOf(after)), isCounted(db)))
    .groupBy(event.device)
    .orderBy(event.device)
    .all()

const projectClock: Projection<WritableDb> = (db, id, state) => {
  db.delete(clockWrong).where(eq(clockWrong.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  // The log has checked it against its kind.
  const { event: of, device, after, upTo, by, reason, on } = record.value as unknown as ClockWrongRow
  db.insert(clockWrong).values({ id, event: of, device, after, upTo, by, reason, on }).run()
}

/** Projections by entity type. */
export const clocksProjections: Readonly<Record<string, Projection<WritableDb>>> = { 'images.clock': projectClock }
