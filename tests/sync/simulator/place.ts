/** The place many devices share, and everything that can go wrong with it in one session. */
import { stubOf, type LogEvent } from '../../../src-main/sync/core/event'
import { seal } from '../../../src-main/sync/core/seal'
import { StoreMissing, Unavailable, type Head, type LogStore, type Page } from '../../../src-main/sync/log-store'
import { MemoryStore, type Stored } from '../../../src-main/sync/stores/memory'
import { Crash, sealingOf, sha256, signAs, type Chance } from './rig'

/** What goes wrong during one session. `at` counts calls of the place. */
export type PlaceFault =
  | { readonly kind: 'refused' | 'missing' | 'foreign' | 'emptied' | 'forked' | 'stale' }
  | { readonly kind: 'rolled-back'; readonly share: number }
  | { readonly kind: 'request-lost' | 'reply-lost' | 'crash-before-call' | 'crash-after-call'; readonly at: number }
  | { readonly kind: 'partial-upload' }
  /** What one device wrote is not listed yet: folders of others arrive first. */
  | { readonly kind: 'withheld' }
  | { readonly kind: 'duplicated' | 'reordered' | 'garbage' | 'stripped' | 'wrong-school' | 'twin' }

export const STORE_ID = 'a'.repeat(32)

export class Place extends MemoryStore {
  /** Forgets everything but its id. */
  empty(): void {
    this.spaces.clear()
  }

  /** Goes back to the first share of what each school holds, as a folder put back from an old copy does. */
  rollBack(share: number): void {
    for (const [school, stored] of this.spaces) {
      const rest = stored.slice(0, Math.floor(stored.length * share))
      this.spaces.set(school, rest.slice(0, rest.findLastIndex(({ event }) => event.signature !== null) + 1))
    }
  }

  events(school: string): readonly LogEvent[] {
    return this.all(school).map(({ event }) => event)
  }

  memory(): ReadonlyMap<string, readonly Stored[]> {
    return new Map(this.spaces)
  }

  putBack(memory: ReadonlyMap<string, readonly Stored[]>): void {
    this.spaces = new Map(memory)
  }

  schools(): readonly string[] {
    return [...this.spaces.keys()]
  }
}

/** An event its own device signed, in the same place as another one: what only a copied device can make. */
export function twinOf(event: LogEvent, body: LogEvent['body'], seal: (bare: LogEvent) => LogEvent): LogEvent {
  return seal({ ...event, body, id: sha256(`twin of ${event.id}`).slice(0, 32) })
}

/** One device's way to the place during one session. */
export class FaultyWay implements LogStore {
  #calls = 0
  /** Twins handed out, with the events they contradict. */
  readonly twins: LogEvent[] = []

  private readonly place: Place

  /** @param foreign where the device comes to when it is pointed at another trust's place */
  constructor(
    /** Id of the device whose way it is. */
    private readonly own: string,
    place: Place,
    foreign: Place,
    private readonly fault: PlaceFault | null,
    private readonly chance: Chance,
    private readonly makeTwin: (event: LogEvent) => LogEvent,
    /** Runs between calls: what a person sees and does meanwhile. */
    private readonly between: () => void,
  ) {
    this.place = fault?.kind === 'foreign' ? foreign : place
  }

  async open(): Promise<{ readonly storeId: string }> {
    if (this.fault?.kind === 'refused') throw new Unavailable('refused')
    if (this.fault?.kind === 'missing') throw new StoreMissing('no such folder')
    return await this.#call(() => this.place.open())
  }

  head(school: string, device: string): Promise<Head | null> {
    return this.#call(() => this.place.head(school, device))
  }

  append(school: string, device: string, events: readonly LogEvent[], expect: Head | null): Promise<Head> {
    return this.#call(async () => {
      if (this.fault?.kind !== 'partial-upload') return await this.place.append(school, device, events, expect)
      // What a device sends as one is never torn: a file is renamed into place, a message arrives whole or not.
      const ends = events.flatMap(({ signature }, i) => (signature === null ? [] : [i + 1]))
      await this.place.append(school, device, events.slice(0, this.chance.pick(ends)), expect)
      throw new Unavailable('cut off')
    })
  }

  async read(school: string, cursor: string | null, limit: number): Promise<Page> {
    if (this.fault?.kind === 'stale') {
      const page = await this.#call(() => this.place.read(school, cursor, Math.max(1, limit >> 1)))
      return { ...page, more: false }
    }
    if (this.fault?.kind === 'withheld') {
      const { events } = await this.#call(() => this.place.read(school, cursor, Infinity))
      const [late] = events.flatMap(({ device }) => (device === this.own ? [] : [device])).sort()
      return { events: events.filter(({ device }) => device !== late), cursor: cursor ?? '', more: false }
    }
    const page = await this.#call(() => this.place.read(school, cursor, limit))
    return { ...page, events: this.#spoil(school, page.events) }
  }

  clock(): Promise<number | null> {
    return this.#call(() => this.place.clock())
  }

  async #call<T>(ask: () => Promise<T>): Promise<T> {
    this.between()
    const fault = this.fault
    const isNow = fault !== null && 'at' in fault && fault.at === this.#calls++
    if (isNow && fault.kind === 'request-lost') throw new Unavailable('request lost')
    if (isNow && fault.kind === 'crash-before-call') throw new Crash('before a call')
    const answer = await ask()
    if (isNow && fault.kind === 'reply-lost') throw new Unavailable('reply lost')
    if (isNow && fault.kind === 'crash-after-call') throw new Crash('after a call')
    return answer
  }

  #spoil(school: string, events: readonly LogEvent[]): readonly LogEvent[] {
    switch (this.fault?.kind) {
      case 'duplicated':
        return events
          .flatMap((event) => (this.chance.isTrue(0.5) ? [event, event] : [event]))
          .concat(events.slice(0, 2))
      case 'reordered':
        return this.#reorder(events)
      case 'garbage':
        return events.flatMap((event) => (this.chance.isTrue(0.4) ? this.#spoilOne(event) : [event]))
      case 'stripped':
        return events.map((event) => (this.chance.isTrue(0.4) ? stubOf(event) : event))
      case 'wrong-school': {
        const others = this.place.schools().filter((other) => other !== school)
        const strangers = others.flatMap((other) => this.place.events(other))
        return events.flatMap((event) =>
          strangers.length > 0 && this.chance.isTrue(0.5) ? [this.chance.pick(strangers), event] : [event],
        )
      }
      case 'twin':
        return events.flatMap((event) => (this.chance.isTrue(0.2) ? this.#withTwin(event) : [event]))
      default:
        return events
    }
  }

  /** Mixes the chains anew, each in its own order. */
  #reorder(events: readonly LogEvent[]): readonly LogEvent[] {
    const devices = [...new Set(events.map(({ device }) => device))]
    const queues = new Map(devices.map((device) => [device, events.filter((event) => event.device === device)]))
    const mixed: LogEvent[] = []
    while (mixed.length < events.length) {
      const next = queues.get(this.chance.pick(devices))?.shift()
      if (next) mixed.push(next)
    }
    return mixed
  }

  #withTwin(event: LogEvent): readonly LogEvent[] {
    const twin = this.makeTwin(event)
    this.twins.push(twin)
    return this.chance.isTrue(0.5) ? [twin, event] : [event, twin]
  }

  /** What comes instead of the true event, or beside it. */
  #spoilOne(event: LogEvent): readonly LogEvent[] {
    const flip = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1)
    const bad = this.chance.pick<LogEvent>([
      { ...event, body: { answer: 'GIVEN', mark: 'flipped' } },
      { ...event, hash: flip(event.hash) },
      { ...event, signature: event.signature === null ? signAs('x', event.hash) : flip(event.signature) },
      { ...event, previous: flip(event.previous) },
      { ...event, seq: event.seq + 1 },
      { ...event, device: flip(event.device) },
      { ...event, hlc: flip(event.hlc) },
      { ...event, parents: [], op: 'resolve' },
      { ...event, signature: null },
      twinOf(event, { answer: 'GIVEN', mark: 'forged' }, (bare) => seal(sealingOf('intruder'), bare, true)),
      // What a broken file may hold where an event should be.
      JSON.parse('{"id":7,"parents":null}') as LogEvent,
      JSON.parse('null') as LogEvent,
    ])
    return this.chance.isTrue(0.5) ? [bad] : this.chance.isTrue(0.5) ? [bad, event] : [event, bad]
  }
}
