/**
 * A store is a post box, not the truth (sync-design 1): it keeps each device's chain where other devices can read it.
 * Nothing a store says or no longer says removes anything here.
 */
import type { LogEvent } from './core/event'

/** The newest event of a chain. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** One stretch of what a store holds for a school. */
export interface Page {
  /** In order per device only; may repeat what was read before. */
  readonly events: readonly LogEvent[]
  /** Where the next read goes on. Opaque. */
  readonly cursor: string
  readonly more: boolean
}

export interface LogStore {
  /** @throws StoreMissing, Unavailable */
  open(): Promise<{ readonly storeId: string }>
  /** The newest event the store holds of a device; a consistent read, never from a lagging copy. */
  head(school: string, device: string): Promise<Head | null>
  /**
   * Adds a device's next events.
   * @param expect the head the caller builds on
   * @throws HeadMoved when the store's head is another one; then nothing was added. Unavailable: perhaps it was.
   */
  append(school: string, device: string, events: readonly LogEvent[], expect: Head | null): Promise<Head>
  /**
   * Reads on from a cursor, from the beginning for null. A cursor that no longer fits what the store holds, because the
   * store was emptied or put back to an earlier state, reads from the beginning again.
   */
  read(school: string, cursor: string | null, limit: number): Promise<Page>
  /** The store's own time, milliseconds since 1970 UTC; null when it has none of its own. */
  clock(): Promise<number | null>
}

/** The store cannot be reached now; to be tried again. What was asked for may or may not have happened. */
export class Unavailable extends Error {}

/** There is no store where there used to be one. */
export class StoreMissing extends Error {}

/** The store's head of a device is not the one the caller built on. */
export class HeadMoved extends Error {
  constructor(readonly actual: Head | null) {
    super('The store holds another head')
  }
}
