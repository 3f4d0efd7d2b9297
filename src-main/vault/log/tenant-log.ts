/**
 * The log of one open file. Every change of the product goes through `append`, every change from elsewhere through
 * `ingest`; each is one transaction over log, states, rows and outbox (design 4, S18).
 */
import type { OpenFile } from '@db/open'
import { newestCounted } from '@db/repo/clocks'
import { LogRows, type DeviceRow, type HeldWhy } from '@db/repo/log'
import type { ReadableDb } from '@db/handles'
import type { Verification } from '../../contract/history'
import { Fault } from '../../contract/fault'
import { admit, type Chain, type Ingested } from '../../sync/core/admit'
import { AHEAD_LIMIT_MS, latest, stamp, witness, ZERO } from '../../sync/core/clock'
import { canonical, type Draft, type Heads, type LogEvent, type Texts } from '../../sync/core/event'
import { merge, type Merged } from '../../sync/core/merge'
import { beginningOf, hashesHold, type Sealing } from '../../sync/core/seal'
import { hashHex } from '../crypto'
import type { Registry } from '../registry'
import { accept, acceptWhole, EventShape, whyHeld } from './acceptance'
import { States, type Touched } from './apply'
import { compose } from './compose'
import { Erasures, mayBeErased, type ErasureBasis } from './erase'
import type { Author, Log } from './log'
import { rebuild } from './rebuild'
import { deviceIdOf, sealingOf, type Device } from './seal'
import { verify } from './verify'

/** What a committed change touched. */
export interface Change {
  readonly types: readonly string[]
  readonly ids: readonly string[]
}

/** Everything a log needs from outside; nothing in it reads a clock or makes an id by itself. */
export interface LogPorts {
  readonly file: OpenFile
  /** Id of the tenant the file belongs to. */
  readonly school: string
  /** This PC. */
  readonly device: Device
  readonly registry: Registry
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /** A fresh random id, 32 hex digits. */
  readonly newId: () => string
  /** An empty file in memory with the same structure, for rebuilding rows. */
  readonly memory: () => OpenFile
  /** Called after a change is durable, never for one that failed. */
  readonly onCommit: (change: Change) => void
}

export class TenantLog implements Log {
  readonly #rows: LogRows
  readonly #sealing: Sealing
  readonly #erasures: Erasures
  /** Unsigned runs by device (S3); lost with the process and offered again, because the heads have not moved. */
  readonly #waiting = new Map<string, readonly LogEvent[]>()
  readonly #devices = new Map<string, DeviceRow>()
  /** By kind. */
  readonly #writes = new Map<string, number>()
  /** Newest stamp made or witnessed; null until it is first needed. */
  #last: string | null = null

  constructor(private readonly ports: LogPorts) {
    this.#rows = new LogRows(ports.file.writable, ports.school)
    this.#sealing = sealingOf(ports.device, (id) => this.#devices.get(id)?.publicKey ?? null)
    this.#erasures = new Erasures(this.#rows, ports)
    for (const row of this.#rows.devices()) this.#devices.set(row.id, row)
    this.admit(ports.device)
    this.applyHeld()
    this.sweep()
  }

  /**
   * Lets a device write here from now on. Known devices are left as they are.
   * @throws Fault 'denied' when the id is not the one of the public key
   */
  admit({ id, publicKey }: Pick<Device, 'id' | 'publicKey'>): void {
    if (this.#devices.has(id)) return
    if (deviceIdOf(publicKey) !== id) {
      throw new Fault('denied', 'That PC does not prove who it is. It was not added. Ask IT to set it up again.')
    }
    const row = { id, publicKey, seq: 0, hash: beginningOf(hashHex, this.ports.school, id), frozen: false }
    this.ports.file.write(() => this.#rows.putDevice(row))
    this.#devices.set(id, row)
  }

  append(drafts: readonly Draft[], author: Author, options: Parameters<Log['append']>[2]): readonly LogEvent[] {
    if (drafts.length === 0) return []
    this.applyHeld()
    const own = this.#own()
    const accepted = drafts.map((draft) => accept(this.ports.registry, draft))
    const schemas = accepted.map(({ registered }) => registered.kind.schema)
    // Each body is written several times; between here and the end of the transaction nobody can change one.
    const texts = new Map(drafts.map(({ body }, i) => [body, accepted[i]?.text ?? canonical(body)]))
    const start = { seq: own.seq, hash: own.hash, hlc: this.#newest() }
    const place = { last: start, schemas, texts, told: this.#untold(), author, options }
    const events = compose(this.ports, this.#sealing, drafts, place)
    const last = events.at(-1) ?? start
    const states = this.#states()
    for (const event of events) states.merge(event)
    for (const { registered, state } of states.all()) acceptWhole(registered.kind, state)
    const row = { ...own, seq: last.seq, hash: last.hash }
    const erased = this.ports.file.write(() => {
      for (const event of events) this.#rows.insertEvent(event, texts)
      this.#rows.putOutbox(own.seq + 1, last.seq)
      this.#rows.putDevice(row)
      return this.#apply(states, events, texts)
    })
    this.#devices.set(row.id, row)
    this.#last = last.hlc
    this.#tell([...states.all(), ...erased])
    return events
  }

  erase(
    events: readonly string[],
    author: Author,
    { batch, reason, about }: ErasureBasis & { readonly batch: string },
  ) {
    this.applyHeld()
    const drafts = this.#erasures.drafts(events, { reason, about })
    const records = this.append(drafts, author, { batch, reason, undoes: null })
    this.applyHeld()
    this.sweep()
    return records
  }

  eventsAbout(entities: readonly { readonly type: string; readonly entity: string }[]): readonly string[] {
    return this.#erasures.about(entities)
  }

  sweep(): boolean {
    return this.#erasures.sweep()
  }

  ingest(event: LogEvent): Ingested {
    this.applyHeld()
    // A device that was never admitted has no key here: nothing of it can be proven.
    const known = EventShape.safeParse(event).success ? this.#devices.get(event.device) : undefined
    if (!known) return 'refused'
    const admission = admit(event, () => this.#chainOf(known), {
      school: this.ports.school,
      hashesHold: (one) => hashesHold(hashHex, one),
      signatureHolds: (one) => one.signature !== null && this.#sealing.verify(one.device, one.hash, one.signature),
      mayBeErased,
    })
    switch (admission.verdict) {
      case 'take':
        return this.#take(known, admission.events)
      case 'wait':
        this.#waiting.set(known.id, admission.run)
        return 'held'
      case 'gap':
        this.#waiting.delete(known.id)
        return 'gap'
      case 'fork':
        this.#freeze(known, admission.evidence)
        return 'fork'
      case 'frozen':
        return 'fork'
      case 'duplicate':
        return this.#fill(event)
      default:
        return admission.verdict
    }
  }

  /**
   * Applies what was kept aside and can be applied now: stamps that have become due, kinds a new version knows.
   * Runs when the file opens and before every change. @returns how many events were applied
   */
  applyHeld(): number {
    const due = this.#rows
      .held()
      .map(({ event }) => this.#rows.event(event))
      .filter((event): event is LogEvent => event !== null && this.#isDue(event))
    if (due.length === 0) return 0
    const states = this.#states()
    for (const event of due) states.merge(event)
    const erased = this.ports.file.write(() => {
      for (const { id } of due) this.#rows.release(id)
      return this.#apply(states, due)
    })
    for (const event of due) this.#last = this.#seen(event)
    this.#tell([...states.all(), ...erased])
    return due.length
  }

  held(): readonly { readonly event: string; readonly why: HeldWhy }[] {
    return this.#rows.held()
  }

  /** Events that prove a forked chain, kept as they came (S5). */
  evidence(): readonly LogEvent[] {
    return this.#rows.evidence()
  }

  /** Numbers of own events no store has confirmed, oldest first. */
  outbox(): readonly number[] {
    return this.#rows.outbox()
  }

  /** Notes that a store holds own events up to and including a number. */
  delivered(upToSeq: number): void {
    this.ports.file.write(() => this.#rows.clearOutbox(upToSeq))
  }

  heads(): Heads {
    return [...this.#devices.values()].filter(({ seq }) => seq > 0).map(({ id, seq }) => ({ device: id, seq }))
  }

  eventsAfter(device: string, seq: number, limit: number): readonly LogEvent[] {
    return this.#rows.eventsAfter(device, seq, limit)
  }

  stateOf(type: string, entity: string): Merged | null {
    return this.#rows.state(type, entity)
  }

  stateAsOf(type: string, entity: string, atMs: number): Merged | null {
    const registered = this.ports.registry.get(type)
    if (!registered) return null
    return this.#rows
      .applied({ type, entity }, endOf(atMs))
      .reduce<Merged | null>((state, event) => merge(registered.kind.family, state, event), null)
  }

  rowsAsOf(atMs: number): { readonly db: ReadableDb; close(): void } {
    const { file } = rebuild(this.#rows, this.ports, endOf(atMs))
    return { db: file.readable, close: () => file.close() }
  }

  event(id: string): LogEvent | null {
    return this.#rows.event(id)
  }

  batch(id: string): readonly LogEvent[] {
    return this.#rows.batch(id)
  }

  newestStamp(): string | null {
    return newestCounted(this.ports.file.readable)
  }

  writesOf(type: string): number {
    return this.#writes.get(type) ?? 0
  }

  find({ beforeEvent, ...query }: Parameters<Log['find']>[0]): readonly LogEvent[] {
    const before = beforeEvent === undefined ? undefined : this.#rows.event(beforeEvent)
    if (before === null) return []
    return this.#rows.find(before === undefined ? query : { ...query, before })
  }

  verify(): Verification {
    this.applyHeld()
    return verify(this.#rows, this.ports)
  }

  #own(): DeviceRow {
    const own = this.#devices.get(this.ports.device.id)
    if (!own) throw new Error('This device was not admitted')
    if (!own.frozen) return own
    throw new Fault(
      'conflict',
      "This PC's records were copied or restored from an older copy, so nothing more is saved here. What is there is safe. Ask your administrator.",
    )
  }

  /** Other devices' newest events that this device has not yet named in its own. */
  #untold(): Heads {
    const others = this.heads().filter(({ device }) => device !== this.ports.device.id)
    if (others.length === 0) return []
    const told = this.#rows.told(this.ports.device.id)
    return others.filter(({ device, seq }) => seq > (told.get(device) ?? 0))
  }

  #chainOf({ id, seq, frozen }: DeviceRow): Chain {
    const { school } = this.ports
    return {
      seq,
      at: (place) =>
        place === 0 ? { hash: beginningOf(hashHex, school, id), hlc: '' } : this.#rows.eventAt(id, place),
      waiting: this.#waiting.get(id) ?? [],
      frozen,
      removedAfter: null,
    }
  }

  #take(known: DeviceRow, run: readonly LogEvent[]): Ingested {
    const events = run.map((event) => this.#erasures.asKept(event))
    const last = events.at(-1)
    if (!last) return 'refused'
    const row = { ...known, seq: last.seq, hash: last.hash }
    const held = events.map((event) => this.#whyHeld(event))
    const applied = events.filter((_event, i) => !held[i])
    const states = this.#states()
    for (const event of applied) states.merge(event)
    const erased = this.ports.file.write(() => {
      events.forEach((event, i) => {
        this.#rows.insertEvent(event)
        const why = held[i]
        if (why) this.#rows.hold(event, why)
      })
      this.#rows.putDevice(row)
      return this.#apply(states, applied)
    })
    this.#devices.set(row.id, row)
    this.#waiting.delete(row.id)
    for (const event of events) this.#last = this.#seen(event)
    this.#tell([...states.all(), ...erased])
    return held.at(-1) || (last.erased && !this.#erasures.names(last)) ? 'held' : 'applied'
  }

  /** Writes what applied events come to, and erases what they say is to be erased. Inside a transaction. */
  #apply(states: States, applied: readonly LogEvent[], known?: Texts): readonly Touched[] {
    states.write(this.#rows, this.ports.file.writable, known)
    return this.#erasures.carryOut(applied)
  }

  /** Takes the payload of an event that is known without one, unless a record says that it has to be gone. */
  #fill(event: LogEvent): Ingested {
    const stored = this.#rows.event(event.id)
    const isMissing = stored?.hash === event.hash && stored.erased && !event.erased && !this.#erasures.names(event)
    if (!isMissing || this.#whyHeld(event) !== this.#whyHeld(stored)) return 'duplicate'
    this.#tell(this.ports.file.write(() => this.#erasures.fill(event)))
    return 'applied'
  }

  /** S5: both histories are kept, nothing more is taken from that device until a person has looked. */
  #freeze(known: DeviceRow, evidence: readonly LogEvent[]): void {
    const row = { ...known, frozen: true }
    this.ports.file.write(() => {
      for (const event of evidence) this.#rows.keepEvidence(this.#erasures.asKept(event))
      this.#rows.putDevice(row)
    })
    this.#devices.set(row.id, row)
    this.#waiting.delete(row.id)
  }

  /** The newest stamp after an event: an own one always counts, another's only when it is not ahead (S15). */
  #seen({ device, hlc }: LogEvent): string {
    const last = this.#newest()
    return device === this.ports.device.id ? latest(last, hlc) : witness(last, hlc, this.ports.now())
  }

  /** What the own clock has reached: own stamps, and others' that are not ahead. */
  #newest(): string {
    if (this.#last !== null) return this.#last
    const { device, now } = this.ports
    const own = this.#rows.eventAt(device.id, this.#devices.get(device.id)?.seq ?? 0)?.hlc ?? ZERO
    const others = this.#rows.newestStamp(endOf(now() + AHEAD_LIMIT_MS)) ?? ZERO
    return (this.#last = latest(own, others))
  }

  /** What waited may have been altered meanwhile; such an event stays where `verify` finds it. */
  #isDue(event: LogEvent): boolean {
    return this.#whyHeld(event) === null && hashesHold(hashHex, event)
  }

  #whyHeld(event: LogEvent): HeldWhy | null {
    return whyHeld(this.ports.registry, event, this.ports.now(), this.ports.device.id)
  }

  #states(): States {
    return new States(this.ports.registry, (type, entity) => this.#rows.state(type, entity))
  }

  #tell(touched: Iterable<Touched>): void {
    const all = [...touched]
    if (all.length === 0) return
    const types = [...new Set(all.map(({ registered }) => registered.kind.type))]
    for (const type of types) this.#writes.set(type, this.writesOf(type) + 1)
    this.ports.onCommit({
      types,
      ids: [...new Set(all.map(({ entity }) => entity))],
    })
  }
}

/** The last stamp any device can give within a millisecond. */
const endOf = (ms: number): string => stamp(ms, 0xffff, 'f'.repeat(16))
