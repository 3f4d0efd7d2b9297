/** One device's copy of one school: its disk, its replica and its sessions. */
import { seal } from '../../../src-main/sync/core/seal'
import type { Draft, LogEvent } from '../../../src-main/sync/core/event'
import { Replica, type ReplicaPorts } from '../../../src-main/sync/core/replica'
import { Engine, NO_BOOKMARK, type Outcome } from '../../../src-main/sync/engine'
import type { Content, ContentOf } from './content'
import { FaultyWay, STORE_ID, twinOf, type Place, type PlaceFault } from './place'
import { Disk, sealingOf, type Chance, type Saved } from './rig'
import { TOY } from './toy'

/** The parts under test; a mutant replaces one of them. */
export interface Parts {
  readonly Replica: new (ports: ReplicaPorts) => Replica
  readonly Engine: typeof Engine
  readonly contentOf: ContentOf
}

export const SOUND: Parts = { Replica, Engine, contentOf: () => TOY }

/** What a seat shares with the rest of the run. */
export interface Surroundings {
  readonly parts: Parts
  readonly content: Content
  readonly place: Place
  /** Another trust's place. */
  readonly foreign: Place
  readonly pageSize: number
  readonly newId: () => string
  readonly removedAfter: (school: string, device: string) => number | null
}

export class Seat {
  readonly disk = new Disk()
  replica: Replica
  #id: string
  #copy: { readonly id: string; readonly saved: Saved } | null = null

  constructor(
    readonly school: string,
    /** Number of the PC. */
    readonly pc: number,
    private readonly around: Surroundings,
    /** The PC's clock and the version of its app, which change. */
    readonly state: { version: 1 | 2; now: () => number; newest: number },
  ) {
    this.#id = around.newId()
    // Enrolment names the store.
    this.disk.bookmarks.save({ ...NO_BOOKMARK, storeId: STORE_ID })
    this.replica = this.#open()
  }

  get id(): string {
    return this.#id
  }

  /** All events in the log, the chains one after another. */
  log(): readonly LogEvent[] {
    return this.replica.heads().flatMap(({ device }) => this.replica.eventsAfter(device, 0, Infinity))
  }

  restart(): void {
    this.disk.failAt(null)
    this.replica = this.#open()
  }

  backUp(): void {
    this.#copy = { id: this.#id, saved: this.disk.copy() }
  }

  restore(): void {
    if (this.#copy) {
      // The key file comes back with the rest: the PC is who it was then.
      this.#id = this.#copy.id
      this.disk.putBack(this.#copy.saved)
    }
    this.restart()
  }

  append(drafts: readonly Draft[]): readonly LogEvent[] {
    return this.replica.append(drafts, { person: `person ${this.pc}`, role: 'dsl' })
  }

  /** One session with the place. @returns how it ended, and the twins that were handed out */
  async session(
    fault: PlaceFault | null,
    chance: Chance,
    meanwhile: (() => void) | null,
  ): Promise<{ readonly outcome: Outcome; readonly twins: readonly LogEvent[] }> {
    const { place, foreign, content } = this.around
    // Signs another story with the key of the event's own device.
    const makeTwin = (event: LogEvent): LogEvent =>
      twinOf(event, content.twinOf(event), (bare) => seal(sealingOf(bare.device), bare, true))
    // What has been read so far is on the screen while the rest is on its way.
    const between = (): void => {
      content.look(this, false)
      meanwhile?.()
    }
    const way = new FaultyWay(this.#id, place, foreign, fault, chance, makeTwin, between)
    const engine = new this.around.parts.Engine({
      school: this.school,
      device: this.#id,
      log: this.replica,
      store: way,
      bookmarks: this.disk.bookmarks,
      now: this.state.now,
      pageSize: this.around.pageSize,
    })
    return { outcome: await engine.session(), twins: way.twins }
  }

  /** Goes on under a new id, taking along what only this copy of the old chain holds. @returns the events moved */
  enrolAnew(shared: number): { readonly before: readonly LogEvent[]; readonly after: readonly LogEvent[] } {
    const old = this.#id
    this.disk.failAt(null)
    const before = this.replica.eventsAfter(old, shared, Infinity)
    this.#id = this.around.newId()
    this.disk.bookmarks.save({ ...NO_BOOKMARK, storeId: STORE_ID })
    this.replica = this.#open()
    this.replica.reissue(old, shared)
    return { before, after: this.replica.eventsAfter(this.#id, 0, Infinity) }
  }

  /** The same log opened a second time: what its states should be. */
  rebuilt(): Replica {
    const { kept } = this.disk.copy()
    return this.#open({ load: () => kept, save: () => {} })
  }

  #open(store = this.disk.log): Replica {
    const { parts, content, newId, removedAfter } = this.around
    return new parts.Replica({
      ...sealingOf(this.#id),
      school: this.school,
      device: this.#id,
      now: this.state.now,
      newId,
      kindOf: (type) => content.kindOf(this.state.version, type),
      store,
      removedAfter: (device) => (device === this.#id ? null : removedAfter(this.school, device)),
    })
  }
}
