/** Queries and projections of lawful erasures, and the writes that take a payload out of the log (R73, R76, C54). */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { parts } from '../../src-main/sync/core/clock'
import { canonical, type LogEvent } from '../../src-main/sync/core/event'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { erasure, erasureEvent } from '../schema/erasure'
import * as log from '../schema/log'
import { evidenceText } from './log-texts'

export type ErasureRow = typeof erasure.$inferSelect

/** A payload as a record names it: by its event and its hash. */
export type Payload = Pick<LogEvent, 'id' | 'payloadHash'>

/** The first erasure that names an event's payload, null when none does. */
export function erasureOf(db: ReadableDb, { id, payloadHash }: Payload): ErasureRow | null {
  const row = db
    .select({ erasure })
    .from(erasureEvent)
    .innerJoin(erasure, eq(erasure.id, erasureEvent.erasure))
    .where(and(eq(erasureEvent.event, id), eq(erasureEvent.payloadHash, payloadHash)))
    .orderBy(asc(erasure.erasedAt), asc(erasure.id))
    .limit(1)
    .get()
  return row?.erasure ?? null
}

/** Every erasure, the oldest first. */
export const allErasures = (db: ReadableDb): readonly ErasureRow[] =>
  db.select().from(erasure).orderBy(asc(erasure.erasedAt), asc(erasure.id)).all()

/** Whether an erasure names a payload, as a question prepared once for an open file. */
export function namingIn(db: ReadableDb): (payload: Payload) => boolean {
  const one = db
    .select({ erasure: erasureEvent.erasure })
    .from(erasureEvent)
    .where(
      and(
        eq(erasureEvent.event, sql.placeholder('event')),
        eq(erasureEvent.payloadHash, sql.placeholder('payloadHash')),
      ),
    )
    .limit(1)
    .prepare()
  return ({ id, payloadHash }) => one.get({ event: id, payloadHash }) !== undefined
}

/** Puts a payload, or the lack of it, in the place of what an event holds; its header stays as it is. */
export function putPayload(db: WritableDb, { id, body, reason, salt, erased }: LogEvent): void {
  db.update(log.event)
    .set({ body: canonical(body), reason, salt, erased })
    .where(eq(log.event.id, id))
    .run()
}

/** The same for an event kept as evidence of a second history. */
export function putEvidence(db: WritableDb, event: LogEvent): void {
  const { device, seq, hash } = event
  db.update(log.fork)
    .set({ event: evidenceText(event) })
    .where(and(eq(log.fork.device, device), eq(log.fork.seq, seq), eq(log.fork.hash, hash)))
    .run()
}

/** SQLite's limit of variables in one statement is far above it. */
const ENTITIES_AT_ONCE = 500

/** Ids of all events of some entities of one type, in the order of their stamps; held ones among them. */
export function eventIdsOf(db: ReadableDb, type: string, entities: readonly string[]): readonly string[] {
  const found: { readonly id: string; readonly hlc: string }[] = []
  for (let from = 0; from < entities.length; from += ENTITIES_AT_ONCE) {
    const some = entities.slice(from, from + ENTITIES_AT_ONCE)
    const { event } = log
    const rows = db
      .select({ id: event.id, hlc: event.hlc })
      .from(event)
      .where(and(inArray(event.entity, some), eq(event.type, type)))
      .all()
    found.push(...rows)
  }
  return found.sort((a, b) => (a.hlc < b.hlc ? -1 : 1)).map(({ id }) => id)
}

/** What a record says, as far as rows need it. The log has checked it against the kind. */
interface Said {
  readonly events: readonly Payload[]
  readonly why: string
  readonly about: { readonly kind: string; readonly count: number }
}

const projectErasure: Projection<WritableDb> = (db, id, state) => {
  if (state.family !== 'records') return
  const { value, event, hlc } = state.record
  db.delete(erasureEvent).where(eq(erasureEvent.erasure, id)).run()
  // A record keeps its words for ever; where a device sent one without them, it names nothing.
  if (value === null) {
    db.delete(erasure).where(eq(erasure.id, id)).run()
    return
  }
  const { events, why, about } = value as unknown as Said // Checked as above.
  const row = { id, event, erasedAt: parts(hlc).ms, why, ...about }
  db.insert(erasure).values(row).onConflictDoUpdate({ target: erasure.id, set: row }).run()
  for (const { id: named, payloadHash } of events) {
    db.insert(erasureEvent).values({ event: named, payloadHash, erasure: id }).onConflictDoNothing().run()
  }
}

/** Projections by entity type. */
export const erasureProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'erasure.record': projectErasure,
}
