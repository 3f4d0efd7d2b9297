/**
 * One device's copy of one tenant's log, with the merged state of every entity: the whole of sync's meaning without a
 * file, a clock or a network. Any number of them live in one process. Memory follows what the store has made durable,
 * never the other way round, so that a failed write leaves the replica as it was.
 */
import { admit, whyHeld, type Admission, type Chain, type Ingested } from './admit'
import { nodeOf, tick, witness, ZERO } from './clock'
import { canonical, OPERATIONS, type Draft, type Family, type Heads, type Json, type LogEvent } from './event'
import {
  currentDecision,
  fieldsOf,
  headsOf,
  merge,
  Unmergeable,
  type CurrentDecision,
  type Graph,
  type Merged,
  type Restrictiveness,
} from './merge'
import { renamed } from './rename'
import { beginningOf, hashesHold, seal, type Sealing } from './seal'

/** What the replica must know of an entity type. */
export interface Kind {
  readonly family: Family
  /** Newest version of the body this version of the app can apply (S16). */
  readonly schema: number
  /** For `decisions`. */
  readonly rank?: Restrictiveness
  /** Fields of the body that list ids of events. */
  readonly references?: readonly string[]
}

/** What is durable. Replaced as a whole, never changed in place. */
export interface Kept {
  /** Proven events, each device's in order. */
  readonly events: readonly LogEvent[]
  /** Ids of events kept but not applied. */
  readonly held: ReadonlySet<string>
  /** Events that prove a second history, by device (S5). */
  readonly frozen: ReadonlyMap<string, readonly LogEvent[]>
}

export const NOTHING_KEPT: Kept = { events: [], held: new Set(), frozen: new Map() }

/** Where a replica keeps its log. */
export interface ReplicaStore {
  load(): Kept
  /** All or nothing. @throws whatever stops it; then nothing was kept */
  save(kept: Kept): void
}

/** Everything from outside. */
export interface ReplicaPorts extends Sealing {
  readonly school: string
  /** This device's id, 32 hex digits. */
  readonly device: string
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /** A fresh random id, 32 hex digits. */
  readonly newId: () => string
  /** Null for a type this version does not know. */
  readonly kindOf: (type: string) => Kind | null
  readonly store: ReplicaStore
  /** Last number accepted of a removed device, null otherwise (S14). */
  readonly removedAfter?: (device: string) => number | null
  /** Whether an event's payload was lawfully erased; none is, unless said. */
  readonly mayBeErased?: (event: LogEvent) => boolean
}

/** Who writes, and as part of what. */
export interface Authorship {
  readonly person: string
  readonly role: string
  readonly reason?: string | null
  readonly undoes?: string | null
}

const keyOf = (type: string, entity: string): string => `${type} ${entity}`

export class Replica {
  #kept: Kept
  #chains = new Map<string, readonly LogEvent[]>()
  #states = new Map<string, Merged>()
  #last = ZERO
  /** Unsigned runs; lost with the process and read again, because the heads have not moved. */
  readonly #waiting = new Map<string, readonly LogEvent[]>()

  constructor(protected readonly ports: ReplicaPorts) {
    this.#kept = ports.store.load()
    this.#rebuild()
    this.applyHeld()
  }

  get device(): string {
    return this.ports.device
  }

  /**
   * Writes one batch of this device, signed on its last event.
   * @throws Unmergeable for a draft its family does not accept; then nothing is written
   */
  append(drafts: readonly Draft[], by: Authorship): readonly LogEvent[] {
    this.applyHeld()
    const batch = this.ports.newId()
    const basedOn = this.heads().filter(({ device }) => device !== this.device)
    const events = this.#chainOn(
      this.#headOf(this.device),
      this.#last,
      drafts.map((draft) => ({
        id: this.ports.newId(),
        type: draft.type,
        entity: draft.entity,
        op: draft.op,
        body: draft.body,
        salt: this.ports.newId(),
        parents: draft.parents ?? [],
        ...by,
        reason: by.reason ?? null,
        undoes: by.undoes ?? null,
        batch,
        basedOn,
        schema: this.#kindFor(draft).schema,
      })),
    )
    this.#accept(events, new Set())
    return events
  }

  /** Takes one event from elsewhere. */
  ingest(event: LogEvent): Ingested {
    this.applyHeld()
    const admission = this.admission(event)
    switch (admission.verdict) {
      case 'take':
        return this.#take(event.device, admission.events)
      case 'wait':
        this.#waiting.set(event.device, admission.run)
        return 'held'
      case 'gap':
        this.#waiting.delete(event.device)
        return 'gap'
      case 'fork':
        this.#freeze(event.device, admission.evidence)
        return 'fork'
      case 'frozen':
        return 'fork'
      default:
        return admission.verdict
    }
  }

  /** Applies what was kept aside and may be applied now: stamps that have become due, types a new version knows. */
  applyHeld(): number {
    if (this.#kept.held.size === 0) return 0
    const due = this.#kept.events.filter((event) => this.#kept.held.has(event.id) && this.#whyHeld(event) === null)
    if (due.length === 0) return 0
    const held = new Set(this.#kept.held)
    for (const { id } of due) held.delete(id)
    const states = this.#statesAfter(due)
    this.#keep({ ...this.#kept, held })
    this.#adopt(due, states)
    return due.length
  }

  heads(): Heads {
    return [...this.#chains].flatMap(([device, chain]) => (chain.length > 0 ? [{ device, seq: chain.length }] : []))
  }

  eventsAfter(device: string, seq: number, limit: number): readonly LogEvent[] {
    return (this.#chains.get(device) ?? []).slice(seq, seq + limit)
  }

  /** Ids of events kept but not applied: what a page counts as waiting. */
  held(): ReadonlySet<string> {
    return this.#kept.held
  }

  /** Devices whose chain is frozen, with what proves their second history. */
  frozen(): ReadonlyMap<string, readonly LogEvent[]> {
    return this.#kept.frozen
  }

  stateOf(type: string, entity: string): Merged | null {
    return this.#states.get(keyOf(type, entity)) ?? null
  }

  /** Present fields of an entity, null when deleted or unknown. */
  fields(type: string, entity: string): ReturnType<typeof fieldsOf> {
    return fieldsOf(this.stateOf(type, entity))
  }

  /** What counts now of a decision, null when nothing was decided. */
  decision(type: string, entity: string): CurrentDecision | null {
    const rank = this.ports.kindOf(type)?.rank
    return rank ? this.current(this.#graph(type, entity), rank) : null
  }

  /** Ids of the texts, or decisions, nobody has superseded. */
  standing(type: string, entity: string): readonly string[] {
    return this.decision(type, entity)?.heads ?? this.texts(this.#graph(type, entity))
  }

  /** All states in one text: equal on devices that know the same. Keys in order, whatever the order of arrival. */
  dump(): string {
    // A state is JSON through and through; only its interfaces have no index signature to say so.
    return canonical(Object.fromEntries(this.#states) as unknown as Json)
  }

  /** Digest of what this device itself holds; never taken over from elsewhere. */
  digest(): string {
    return this.ports.hash(this.dump())
  }

  /** Stamps own events after a sequence number anew; only for events nobody has seen. */
  restamp(after: number): void {
    this.reissue(this.device, after)
  }

  /**
   * Moves the events of a chain after a sequence number to the end of this device's own: in one write, in their order,
   * batch by batch. On this device's own chain that is a new stamp for events nobody has seen. For a device that was
   * restored from a copy and has gone on under a new id, they get new ids, because the old ones may be known elsewhere.
   */
  reissue(device: string, after: number): void {
    const tail = this.eventsAfter(device, after, Infinity)
    if (tail.length === 0) return
    const rest = this.#kept.events.filter((event) => event.device !== device || event.seq <= after)
    const isOwn = device === this.device
    const ids = new Map(tail.map(({ id }) => [id, isOwn ? id : this.ports.newId()]))
    const events = this.#chainOn(
      this.#headAt(this.device, isOwn ? (tail[0]?.seq ?? 1) - 1 : this.#headOf(this.device).seq),
      this.stampAfter(rest),
      tail.map((event) => ({
        ...renamed(event, ids, this.ports.kindOf(event.type)?.references),
        salt: event.salt ?? this.ports.newId(),
      })),
    )
    const gone = new Set(tail.map(({ id }) => id))
    const held = new Set([...this.#kept.held].filter((id) => !gone.has(id)))
    for (const event of events) if (this.#whyHeld(event) !== null) held.add(event.id)
    const frozen = new Map(this.#kept.frozen)
    if (!isOwn) frozen.delete(device)
    this.#keep({ events: [...rest, ...events], held, frozen })
    this.#waiting.delete(device)
    this.#rebuild()
  }

  /** Judges an event against what is known of its chain. */
  protected admission(event: LogEvent): Admission {
    const { school, hash, verify, mayBeErased = () => false } = this.ports
    return admit(event, (device) => this.chain(device), {
      school,
      hashesHold: (one) => hashesHold(hash, one),
      signatureHolds: (one) => one.signature !== null && verify(one.device, one.hash, one.signature),
      mayBeErased,
    })
  }

  /** What is known of a device's chain. */
  protected chain(device: string): Chain {
    return {
      seq: this.#headOf(device).seq,
      at: (seq) => (seq === 0 ? this.#headAt(device, 0) : (this.#chains.get(device)?.[seq - 1] ?? null)),
      waiting: this.#waiting.get(device) ?? [],
      frozen: this.#kept.frozen.has(device),
      removedAfter: this.ports.removedAfter?.(device) ?? null,
    }
  }

  protected combine(family: Family, state: Merged | null, event: LogEvent): Merged {
    return merge(family, state, event)
  }

  protected current(nodes: Graph, rank: Restrictiveness): CurrentDecision | null {
    return currentDecision(nodes, rank)
  }

  protected texts(nodes: Graph): readonly string[] {
    return headsOf(nodes)
  }

  protected whyNot(event: LogEvent, kind: Kind | null): ReturnType<typeof whyHeld> {
    return whyHeld(event, kind, this.ports.now())
  }

  /** The newest stamp made or witnessed, after some more events. */
  protected stampAfter(events: readonly LogEvent[], from = ZERO): string {
    const now = this.ports.now()
    return events.reduce(
      (last, { device, hlc }) => (device === this.device && hlc > last ? hlc : witness(last, hlc, now)),
      from,
    )
  }

  #kindFor({ type, op }: Draft): Kind {
    const kind = this.ports.kindOf(type)
    if (!kind || !OPERATIONS[kind.family].includes(op)) throw new Unmergeable(`${type} takes no ${op}`)
    return kind
  }

  /** Own events never wait for the clock that made them. */
  #whyHeld(event: LogEvent): ReturnType<typeof whyHeld> {
    const why = this.whyNot(event, this.ports.kindOf(event.type))
    return why === 'ahead' && event.device === this.device ? null : why
  }

  #graph(type: string, entity: string): Graph {
    const state = this.stateOf(type, entity)
    return state && 'nodes' in state ? state.nodes : {}
  }

  #headOf(device: string): { readonly seq: number; readonly hash: string; readonly hlc: string } {
    return this.#headAt(device, this.#chains.get(device)?.length ?? 0)
  }

  #headAt(device: string, seq: number): { readonly seq: number; readonly hash: string; readonly hlc: string } {
    const event = this.#chains.get(device)?.[seq - 1]
    return event ?? { seq: 0, hash: beginningOf(this.ports.hash, this.ports.school, device), hlc: '' }
  }

  /** Seals events as the next of this device's chain; the last of each batch is signed. */
  #chainOn(
    head: { readonly seq: number; readonly hash: string },
    stamp: string,
    bare: readonly Omit<LogEvent, 'school' | 'device' | 'seq' | 'hlc' | 'previous' | keyof Proof>[],
  ): readonly LogEvent[] {
    const { school, device, now } = this.ports
    let last: { readonly seq: number; readonly hash: string } = head
    let hlc = stamp
    return bare.map((event, i) => {
      hlc = tick(hlc, now(), nodeOf(device))
      const isLast = bare[i + 1]?.batch !== event.batch
      const place = { school, device, seq: last.seq + 1, hlc, previous: last.hash }
      const sealed = seal(this.ports, { ...event, ...place }, isLast)
      last = sealed
      return sealed
    })
  }

  #take(device: string, events: readonly LogEvent[]): Ingested {
    const held = new Set(events.filter((event) => this.#whyHeld(event) !== null).map(({ id }) => id))
    this.#accept(events, held)
    this.#waiting.delete(device)
    return held.has(events.at(-1)?.id ?? '') ? 'held' : 'applied'
  }

  #accept(events: readonly LogEvent[], held: ReadonlySet<string>): void {
    const applied = events.filter(({ id }) => !held.has(id))
    const states = this.#statesAfter(applied)
    this.#keep({
      ...this.#kept,
      events: [...this.#kept.events, ...events],
      held: new Set([...this.#kept.held, ...held]),
    })
    for (const event of events) this.#chains.set(event.device, [...(this.#chains.get(event.device) ?? []), event])
    this.#adopt(events, states)
  }

  #freeze(device: string, evidence: readonly LogEvent[]): void {
    this.#keep({ ...this.#kept, frozen: new Map([...this.#kept.frozen, [device, evidence]]) })
    this.#waiting.delete(device)
  }

  #keep(kept: Kept): void {
    this.ports.store.save(kept)
    this.#kept = kept
  }

  #statesAfter(events: readonly LogEvent[]): ReadonlyMap<string, Merged> {
    const states = new Map<string, Merged>()
    for (const event of events) {
      const family = this.ports.kindOf(event.type)?.family
      const key = keyOf(event.type, event.entity)
      if (family) states.set(key, this.combine(family, states.get(key) ?? this.#states.get(key) ?? null, event))
    }
    return states
  }

  /** Takes over what has become durable: states, and stamps, also of events that are held. */
  #adopt(events: readonly LogEvent[], states: ReadonlyMap<string, Merged>): void {
    for (const [key, state] of states) this.#states.set(key, state)
    this.#last = this.stampAfter(events, this.#last)
  }

  #rebuild(): void {
    this.#chains = new Map()
    for (const event of this.#kept.events) {
      this.#chains.set(event.device, [...(this.#chains.get(event.device) ?? []), event])
    }
    this.#states = new Map()
    this.#last = ZERO
    const applied = this.#kept.events.filter(({ id }) => !this.#kept.held.has(id))
    this.#adopt(this.#kept.events, this.#statesAfter(applied))
  }
}

/** The parts of an event that sealing makes. */
type Proof = Pick<LogEvent, 'payloadHash' | 'hash' | 'signature' | 'erased'>
