/** Rows of the log: statements prepared once per open file. */
import { and, asc, desc, eq, gt, gte, lt, lte, notInArray, sql, type SQL } from 'drizzle-orm'
import type { LogEvent, Texts } from '../../src-main/sync/core/event'
import type { Merged } from '../../src-main/sync/core/merge'
import type { ReadableDb, WritableDb } from '../handles'
import { placeholdersOf, rowAdder } from '../prepared'
import * as table from '../schema/log'
import { eventIn, eventOf, evidenceText, rowOf, stateText, type EventRow } from './log-texts'

/** A device as this file knows it. */
export type DeviceRow = typeof table.device.$inferSelect

/** Why an event is kept but not applied. */
export type HeldWhy = (typeof table.held.$inferSelect)['why']

/** Filters of a history page; newest first. */
export interface EventFilter {
  readonly entity?: string
  readonly typePrefix?: string
  readonly person?: string
  /** Only events older than this one. */
  readonly before?: Pick<LogEvent, 'hlc' | 'id'>
  readonly limit: number
}

/** @returns a fact written into the file at its birth, such as `kind`; null when it is not there */
export function metaValue(db: ReadableDb, name: string): string | null {
  return db.select().from(table.meta).where(eq(table.meta.name, name)).get()?.value ?? null
}

/** A statement is prepared when it is first needed: a file opened to be read pays for what it reads. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The same for each shape of a question. */
function onceEach<A extends Readonly<Record<string, boolean>>, T>(make: (asked: A) => T): (asked: A) => T {
  const made = new Map<string, T>()
  return (asked) => {
    const shape = Object.values(asked).join()
    const known = made.get(shape) ?? make(asked)
    made.set(shape, known)
    return known
  }
}

const addEvent = rowAdder(table.event)

/** The statements of one open file. Writing ones work inside `OpenFile.write` only. */
export class LogRows {
  readonly #putEntity = once(() =>
    this.db
      .insert(table.entity)
      .values(placeholdersOf(table.entity))
      .onConflictDoUpdate({ target: [table.entity.type, table.entity.entity], set: { state: sql`excluded.state` } })
      .prepare(),
  )
  readonly #entity = once(() =>
    this.db
      .select({ state: table.entity.state })
      .from(table.entity)
      .where(and(eq(table.entity.type, sql.placeholder('type')), eq(table.entity.entity, sql.placeholder('entity'))))
      .prepare(),
  )
  readonly #byId = once(() =>
    this.db
      .select()
      .from(table.event)
      .where(eq(table.event.id, sql.placeholder('id')))
      .prepare(),
  )
  readonly #byPlace = once(() =>
    this.db
      .select()
      .from(table.event)
      .where(and(eq(table.event.device, sql.placeholder('device')), eq(table.event.seq, sql.placeholder('seq'))))
      .prepare(),
  )
  readonly #after = once(() =>
    this.db
      .select()
      .from(table.event)
      .where(and(eq(table.event.device, sql.placeholder('device')), gt(table.event.seq, sql.placeholder('seq'))))
      .orderBy(asc(table.event.seq))
      .limit(sql.placeholder('limit'))
      .prepare(),
  )
  readonly #newest = once(() =>
    this.db
      .select({ hlc: table.event.hlc })
      .from(table.event)
      .where(lte(table.event.hlc, sql.placeholder('limit')))
      .orderBy(desc(table.event.hlc))
      .limit(1)
      .prepare(),
  )
  readonly #held = once(() => this.db.select().from(table.held).orderBy(asc(table.held.hlc)).prepare())
  readonly #putDevice = once(() =>
    this.db
      .insert(table.device)
      .values(placeholdersOf(table.device))
      .onConflictDoUpdate({
        target: table.device.id,
        set: { seq: sql`excluded.seq`, hash: sql`excluded.hash`, frozen: sql`excluded.frozen` },
      })
      .prepare(),
  )

  readonly #found = onceEach((asked: Readonly<Record<'entity' | 'type' | 'person' | 'before', boolean>>) => {
    const { event } = table
    const { placeholder } = sql
    return this.db
      .select()
      .from(event)
      .where(
        and(
          asked.entity ? eq(event.entity, placeholder('entity')) : undefined,
          asked.type ? and(gte(event.type, placeholder('type')), lt(event.type, placeholder('afterType'))) : undefined,
          asked.person ? eq(event.person, placeholder('person')) : undefined,
          asked.before ? sql`(${event.hlc}, ${event.id}) < (${placeholder('hlc')}, ${placeholder('id')})` : undefined,
        ),
      )
      .orderBy(desc(event.hlc), desc(event.id))
      .limit(placeholder('limit'))
      .prepare()
  })

  constructor(
    private readonly db: WritableDb,
    private readonly school: string,
  ) {}

  /** @returns a fact about the file, null when it is not written */
  meta(name: string): string | null {
    return metaValue(this.db, name)
  }

  putMeta(name: string, value: string): void {
    this.db.insert(table.meta).values({ name, value }).onConflictDoNothing().run()
  }

  dropMeta(name: string): void {
    this.db.delete(table.meta).where(eq(table.meta.name, name)).run()
  }

  /** @param known as of `rowOf` */
  insertEvent(event: LogEvent, known?: Texts): void {
    addEvent(this.db, rowOf(event, known))
  }

  /** Null as well for an event whose text was altered so that it cannot be read. */
  event(id: string): LogEvent | null {
    const row = this.#byId().get({ id })
    return row ? this.read(row) : null
  }

  eventAt(device: string, seq: number): LogEvent | null {
    const row = this.#byPlace().get({ device, seq })
    return row ? eventOf(row, this.school) : null
  }

  /** Events of a device behind a number, oldest first. */
  eventsAfter(device: string, seq: number, limit: number): readonly LogEvent[] {
    return this.#after()
      .all({ device, seq, limit })
      .map((row) => eventOf(row, this.school))
  }

  /** Events of one device as rows, in the order of their numbers, a page at a time. */
  *rowsOfDevice(device: string): Generator<EventRow> {
    for (let seq = 0; ;) {
      const page = this.#after().all({ device, seq, limit: 1000 })
      yield* page
      const last = page.at(-1)
      if (!last) return
      seq = last.seq
    }
  }

  /** Events of one device, oldest first, a page at a time. */
  *eventsOfDevice(device: string): Generator<LogEvent> {
    for (const row of this.rowsOfDevice(device)) yield eventOf(row, this.school)
  }

  /** A row as an event; null when its text is not what `rowOf` writes. */
  read(row: EventRow): LogEvent | null {
    try {
      return eventOf(row, this.school)
    } catch {
      return null // altered text is a finding, not a failure
    }
  }

  batch(id: string): readonly LogEvent[] {
    const { event } = table
    const rows = this.db.select().from(event).where(eq(event.batch, id)).orderBy(asc(event.hlc), asc(event.id)).all()
    return rows.map((row) => eventOf(row, this.school))
  }

  find({ entity, typePrefix, person, before, limit }: EventFilter): readonly LogEvent[] {
    const asked = { entity: entity !== undefined, type: typePrefix !== undefined, person: person !== undefined }
    const rows = this.#found({ ...asked, before: before !== undefined }).all({
      ...{ entity, person, limit, hlc: before?.hlc, id: before?.id },
      ...(typePrefix !== undefined && { type: typePrefix, afterType: afterAll(typePrefix) }),
    })
    return rows.map((row) => eventOf(row, this.school))
  }

  /** Applied events of one entity, or of every entity of types beginning so, stamped up to and including `hlc`. */
  applied(of: { readonly type: string; readonly entity: string } | { readonly typePrefix: string }, hlc: string) {
    const { event, held } = table
    const rows = this.db
      .select()
      .from(event)
      .where(
        and(
          'entity' in of ? and(eq(event.entity, of.entity), eq(event.type, of.type)) : startsWith(of.typePrefix),
          lte(event.hlc, hlc),
          notInArray(event.id, this.db.select({ id: held.event }).from(held)),
        ),
      )
      .orderBy(asc(event.hlc))
      .all()
    return rows.map((row) => eventOf(row, this.school))
  }

  state(type: string, entity: string): Merged | null {
    const row = this.#entity().get({ type, entity })
    return row ? (JSON.parse(row.state) as Merged) : null
  }

  /** @param known texts of values in it that were written before */
  putState(type: string, entity: string, state: Merged, known?: Texts): void {
    this.#putEntity().run({ type, entity, state: stateText(state, known) })
  }

  devices(): readonly DeviceRow[] {
    return this.db.select().from(table.device).orderBy(asc(table.device.id)).all()
  }

  putDevice(row: DeviceRow): void {
    this.#putDevice().run(row)
  }

  /** Notes that own events of these numbers, both ends included, wait to be sent. */
  putOutbox(from: number, upTo: number): void {
    this.db
      .run(sql`WITH RECURSIVE number (seq) AS (SELECT ${from} UNION ALL SELECT seq + 1 FROM number WHERE seq < ${upTo})
      INSERT INTO ${table.outbox} SELECT seq FROM number WHERE true ON CONFLICT DO NOTHING`)
  }

  outbox(): readonly number[] {
    return this.db
      .select()
      .from(table.outbox)
      .orderBy(asc(table.outbox.seq))
      .all()
      .map(({ seq }) => seq)
  }

  /** Removes what a store has confirmed. */
  clearOutbox(upToSeq: number): void {
    this.db.delete(table.outbox).where(lte(table.outbox.seq, upToSeq)).run()
  }

  held(): readonly { readonly event: string; readonly why: HeldWhy; readonly hlc: string }[] {
    return this.#held().all()
  }

  hold(event: LogEvent, why: HeldWhy): void {
    this.db.insert(table.held).values({ event: event.id, why, hlc: event.hlc }).onConflictDoNothing().run()
  }

  release(event: string): void {
    this.db.delete(table.held).where(eq(table.held.event, event)).run()
  }

  keepEvidence(event: LogEvent): void {
    const { id, device, seq, hash } = event
    const text = evidenceText(event)
    this.db.insert(table.fork).values({ id, device, seq, hash, event: text }).onConflictDoNothing().run()
  }

  /** Events kept as evidence; those whose text was altered are left out here and found by `alteredEvidence`. */
  evidence(): readonly LogEvent[] {
    return this.#evidence().flatMap(({ event }) => (event ? [event] : []))
  }

  /** Devices whose evidence is no longer what was kept. */
  alteredEvidence(holds: (event: LogEvent) => boolean): readonly string[] {
    return this.#evidence()
      .filter(({ row, event }) => {
        const same = event && row.id === event.id && row.device === event.device && row.seq === event.seq
        return !same || row.hash !== event.hash || row.event !== evidenceText(event) || !holds(event)
      })
      .map(({ row }) => row.device)
  }

  #evidence() {
    const rows = this.db.select().from(table.fork).orderBy(asc(table.fork.device), asc(table.fork.seq)).all()
    return rows.map((row) => ({ row, event: eventIn(row.event) }))
  }

  /** Newest stamp up to and including a limit, null when there is none. */
  newestStamp(limit: string): string | null {
    return this.#newest().get({ limit })?.hlc ?? null
  }

  /** What one device's events have said so far about how much it had read of the others. */
  told(device: string): ReadonlyMap<string, number> {
    const { event } = table
    const rows = this.db
      .select({ basedOn: event.basedOn })
      .from(event)
      .where(and(eq(event.device, device), sql`${event.basedOn} <> '[]'`))
      .orderBy(asc(event.seq))
      .all()
    return new Map(rows.flatMap((row) => JSON.parse(row.basedOn) as [string, number][]))
  }

  count(): number {
    const row = this.db
      .select({ n: sql<number>`count(*)` })
      .from(table.event)
      .get()
    return row?.n ?? 0
  }
}

/** Types beginning so, as a range the index can answer. */
function startsWith(prefix: string): SQL | undefined {
  return and(gte(table.event.type, prefix), lt(table.event.type, afterAll(prefix)))
}

/** A text behind every one that begins so. */
const afterAll = (prefix: string): string => `${prefix}\u{10ffff}`
