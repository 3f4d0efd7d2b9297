/**
 * One exchange between this PC's log of one school and one store: read what others wrote, then offer what the store
 * lacks of this PC's own. Any session may end anywhere; the next one goes on.
 *
 * Decision record: what a session believes.
 *
 * Context. A store can be emptied, put back, swapped, listed late, or lie; a PC can be copied or restored; an answer
 * can be lost after the work was done. Sync that keeps notes about the other side ("sent up to 7") is wrong as soon as
 * the other side changes behind its back, and the notes then hide the gap for ever.
 *
 * Choice. Two things are true: this PC's own log, and what the store answers in this very session.
 * - What is still to be sent is what lies after the store's present head of our chain, so an emptied or put-back store
 *   is filled again (S8), and an append retried after a lost answer adds nothing (S9). No outbox decides.
 * - A cursor only saves reading. It is kept after what was read is durable, and whenever our heads do not cover what a
 *   page showed (a gap, an altered copy, a run without its signature) the next session reads from the beginning.
 * - We read before we send. Own events that the store holds and we do not are taken like any others (S6). If the
 *   store's head is then another one than ours under the same number, or another device has seen more of our chain than
 *   we and the store have, this PC was copied or restored and has gone on: nothing is sent, never overwritten, and
 *   `shared` says from where it must be re-issued.
 * - Another store's id, or no store, ends the session before anything is read (S7). Nothing absent removes anything.
 * - With a store that has a clock, a PC more than five minutes off goes on working and reading, and sends nothing until
 *   its clock is right; what it never sent is then stamped anew. Without such a clock nobody can be called wrong,
 *   so sending goes on: "behind the newest stamp seen" would let one fast PC silence all others (S15).
 *
 * Given up. A chain that stays broken in the store is read from the beginning in every session until it is mended. A
 * chain whose PC is gone is not offered again by anybody else.
 *
 * Revisit when the folder store can read one device's chain by itself, and when generations exist.
 *
 * Status: in force.
 */
import { isEvent } from './core/admit'
import { AHEAD_LIMIT_MS, isAhead } from './core/clock'
import type { LogEvent } from './core/event'
import type { LocalLog } from './local-log'
import { HeadMoved, StoreMissing, Unavailable, type Head, type LogStore, type Page } from './log-store'

/** What a session leaves for the next one, kept in the same file as the log so that a restored copy restores both. */
export interface Bookmark {
  /** The store this school is shared through; null before the first session. */
  readonly storeId: string | null
  readonly cursor: string | null
  /** The store showed something our log does not cover yet. */
  readonly readAgain: boolean
  /** Newest own event ever handed to a store, kept before it is: nobody else has seen a later one. */
  readonly offered: number
  /** Newest own event a store has confirmed. */
  readonly published: number
  /** Newest own event another device says it has seen. */
  readonly seenByOthers: number
  /** A second history of this PC's own chain was seen; stays until the PC is enrolled anew. */
  readonly isCopied: boolean
  /** This PC's clock was wrong when it was last held against a store's. */
  readonly wasClockWrong: boolean
}

export const NO_BOOKMARK: Bookmark = {
  storeId: null,
  cursor: null,
  readAgain: false,
  offered: 0,
  published: 0,
  seenByOthers: 0,
  isCopied: false,
  wasClockWrong: false,
}

export interface Bookmarks {
  load(): Bookmark
  save(bookmark: Bookmark): void
}

export interface EnginePorts {
  readonly school: string
  /** This PC's id, 32 hex digits. */
  readonly device: string
  readonly log: LocalLog
  readonly store: LogStore
  readonly bookmarks: Bookmarks
  /** This PC's wall clock, milliseconds since 1970 UTC. */
  readonly now: () => number
  /** Events per request. */
  readonly pageSize?: number
}

/** How a session ended. */
export type Ending =
  | 'done'
  /** The store could not be reached; try again later. */
  | 'unavailable'
  /** There is no store where there used to be one (S7). */
  | 'missing-store'
  /** Not the store this school was shared through before (S7). */
  | 'another-store'
  /** The store has more of this PC's own chain than could be read; nothing was sent. */
  | 'incomplete'
  /** This PC's data was copied or restored (S6). */
  | 'copied'
  /** This PC's clock is wrong; nothing was sent (S15). */
  | 'wrong-clock'

export interface Outcome {
  readonly ending: Ending
  /** Events read that were new here, whether applied or held. */
  readonly taken: number
  readonly sent: number
  /** Devices with a gap, or a copy that was not what the device wrote (S2, S4). */
  readonly broken: readonly string[]
  /** Devices that told two stories (S5). */
  readonly forked: readonly string[]
  /** The store holds less of this PC's chain than it once confirmed. */
  readonly storeWentBack: boolean
  /** For `copied`: newest own event this PC and the store are known to share. */
  readonly shared: number
}

/** Ends a session early; never leaves this file. */
class Ended extends Error {
  constructor(readonly ending: Ending) {
    super(ending)
  }
}

/** How often a moved head is compared before the session gives up. */
const HEAD_TRIES = 3

export class Engine {
  protected bookmark: Bookmark
  #taken = 0
  #sent = 0
  #shared = 0
  #storeWentBack = false
  readonly #broken = new Set<string>()
  readonly #forked = new Set<string>()

  /** For one session: make a new one for the next. */
  constructor(protected readonly ports: EnginePorts) {
    this.bookmark = ports.bookmarks.load()
  }

  /** Runs the session. @throws only what this PC's own log or bookmarks throw, such as a full disk */
  async session(): Promise<Outcome> {
    try {
      await this.#open()
      this.ports.log.applyHeld?.()
      await this.pull(this.bookmark.readAgain || this.bookmark.isCopied ? null : this.bookmark.cursor)
      this.ports.log.sweep?.()
      if (this.bookmark.isCopied) throw new Ended('copied')
      await this.push()
      return this.#outcome('done')
    } catch (error) {
      if (error instanceof Ended) return this.#outcome(error.ending)
      if (error instanceof Unavailable) return this.#outcome('unavailable')
      if (error instanceof StoreMissing) return this.#outcome('missing-store')
      throw error
    }
  }

  async #open(): Promise<void> {
    const { storeId } = await this.ports.store.open()
    if (this.bookmark.storeId === null) this.keep({ storeId })
    else if (this.bookmark.storeId !== storeId) throw new Ended('another-store')
  }

  /** Reads on from a cursor until the store has no more. */
  protected async pull(from: string | null): Promise<void> {
    const { store, school, pageSize = 200 } = this.ports
    const shown = new Map<string, number>()
    let cursor = from
    let more = true
    let isDamaged = false
    while (more) {
      const page = await store.read(school, cursor, pageSize)
      isDamaged = this.takePage(page, shown) || isDamaged
      this.keep({ cursor: page.cursor, readAgain: isDamaged || this.#isUncovered(shown) })
      cursor = page.cursor
      more = page.more
    }
  }

  /**
   * Takes the events of a page into the log.
   * @param shown newest number seen of each device, added to
   * @returns whether something was not what any device wrote, so that what stood in its place is still to be read
   */
  protected takePage({ events }: Page, shown: Map<string, number>): boolean {
    let isDamaged = false
    let { seenByOthers } = this.bookmark
    for (const event of events) {
      if (!isEvent(event)) {
        isDamaged = true
        continue
      }
      const taken = this.ports.log.ingest(event)
      if (taken === 'refused') {
        isDamaged = true
        this.#broken.add(event.device)
        continue
      }
      shown.set(event.device, Math.max(shown.get(event.device) ?? 0, event.seq))
      if (taken === 'gap') this.#broken.add(event.device)
      if (taken === 'fork') {
        this.#forked.add(event.device)
        if (event.device === this.ports.device) this.keep({ isCopied: true })
      }
      if (taken === 'gap' || taken === 'fork') continue
      if (taken !== 'duplicate') this.#taken++
      if (event.device === this.ports.device && this.isOurs(event)) this.#shared = Math.max(this.#shared, event.seq)
      for (const { device, seq } of event.basedOn) {
        if (device === this.ports.device) seenByOthers = Math.max(seenByOthers, seq)
      }
    }
    this.keep({ seenByOthers })
    return isDamaged
  }

  /** Whether the store showed more of some chain than the log now holds; a frozen chain is not waited for. */
  #isUncovered(shown: ReadonlyMap<string, number>): boolean {
    const heads = new Map(this.ports.log.heads().map(({ device, seq }) => [device, seq]))
    return [...shown].some(([device, seq]) => !this.#forked.has(device) && seq > (heads.get(device) ?? 0))
  }

  /** Offers what the store lacks of this PC's chain. */
  protected async push(): Promise<void> {
    const { store, school, device } = this.ports
    let head = await this.#ownHead()
    await this.#checkClock(head)
    for (let tries = 0; tries < HEAD_TRIES;) {
      const events = this.#nextToSend(head?.seq ?? 0)
      if (events.length === 0) return
      this.keep({ offered: Math.max(this.bookmark.offered, events.at(-1)?.seq ?? 0) })
      try {
        head = await store.append(school, device, events, head)
        this.#sent += events.length
        this.keep({ published: Math.max(head.seq, this.bookmark.published) })
      } catch (error) {
        if (!(error instanceof HeadMoved)) throw error
        // Our own earlier try may have arrived after all (S9).
        this.#checkLineage(error.actual)
        head = error.actual
        tries++
      }
    }
    throw new Unavailable('The head kept moving')
  }

  /**
   * Own events after a number, whole transactions only: a store that held half of one could not prove it to a copy of
   * this PC that was restored from before it.
   */
  #nextToSend(after: number): readonly LogEvent[] {
    const { log, device, pageSize = 200 } = this.ports
    for (let limit = pageSize, newest = this.#ownSeq(); after < newest; limit *= 2) {
      const events = log.eventsAfter(device, after, limit)
      const end = events.findLastIndex(({ signature }) => signature !== null)
      if (end >= 0) return events.slice(0, end + 1)
      if (events.length < limit) break
    }
    return []
  }

  /** The store's head of our chain, once it is certain that it is ours to go on from. */
  async #ownHead(): Promise<Head | null> {
    const { store, school, device } = this.ports
    let head = await store.head(school, device)
    if (!this.isOurs(head)) {
      await this.pull(null)
      head = await store.head(school, device)
    }
    this.#checkLineage(head)
    const held = head?.seq ?? 0
    this.#storeWentBack = held < this.bookmark.published
    this.keep({ published: Math.max(held, this.bookmark.published) })
    return head
  }

  /** @throws Ended unless what we would send follows the store's head and everything known of our chain elsewhere */
  #checkLineage(head: Head | null): void {
    const own = this.#ownSeq()
    // Of our own chain, but not read yet: a late listing, or a copy that still runs. Reading again will tell.
    if (head && head.seq > own && !this.bookmark.isCopied) {
      this.keep({ readAgain: true })
      throw new Ended('incomplete')
    }
    if (this.bookmark.isCopied || !this.isOurs(head) || this.bookmark.seenByOthers > own) {
      this.keep({ isCopied: true })
      throw new Ended('copied')
    }
  }

  /** Whether the log holds the event a head names. */
  protected isOurs(head: Head | null): boolean {
    if (head === null) return true
    const [event] = this.ports.log.eventsAfter(this.ports.device, head.seq - 1, 1)
    return event?.hash === head.hash
  }

  async #checkClock(head: Head | null): Promise<void> {
    const { store, log, now } = this.ports
    const time = await store.clock()
    if (time === null) return
    if (Math.abs(time - now()) > AHEAD_LIMIT_MS) {
      this.keep({ wasClockWrong: true })
      throw new Ended('wrong-clock')
    }
    const { offered, seenByOthers, wasClockWrong } = this.bookmark
    const seen = Math.max(head?.seq ?? 0, offered, seenByOthers)
    if (wasClockWrong || this.#isEarly(seen, time)) log.restamp?.(seen)
    // Stamps go on from the last one sent; where that is ahead too, the rest stays here until it is due.
    if (this.#isEarly(seen, time)) throw new Ended('wrong-clock')
    this.keep({ wasClockWrong: false })
  }

  /** Whether an own event after a number is ahead of a time: the newest tells, because stamps of a chain only go up. */
  #isEarly(after: number, time: number): boolean {
    const { log, device } = this.ports
    const [newest] = log.eventsAfter(device, Math.max(after, this.#ownSeq() - 1), 1)
    return newest !== undefined && isAhead(newest.hlc, time)
  }

  #ownSeq(): number {
    return this.ports.log.heads().find(({ device }) => device === this.ports.device)?.seq ?? 0
  }

  /** Keeps the bookmark, if that changes it. */
  protected keep(change: Partial<Bookmark>): void {
    const next = { ...this.bookmark, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.bookmark)) return
    this.ports.bookmarks.save(next)
    this.bookmark = next
  }

  #outcome(ending: Ending): Outcome {
    return {
      ending,
      taken: this.#taken,
      sent: this.#sent,
      broken: [...this.#broken],
      forked: [...this.#forked],
      storeWentBack: this.#storeWentBack,
      shared: Math.max(this.#shared, this.bookmark.published),
    }
  }
}
