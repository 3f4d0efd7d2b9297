/** What a sync session needs of the log of one tenant on this PC. The vault's `Log` and the core's `Replica` both fit. */
import type { Ingested } from './core/admit'
import type { Heads, LogEvent } from './core/event'

export interface LocalLog {
  /** Newest proven event known of every device, this one included. */
  heads(): Heads
  /** Proven events of one device after a sequence number, oldest first. */
  eventsAfter(device: string, seq: number, limit: number): readonly LogEvent[]
  /** Takes one event, in its device's order; an event of this very device continues its chain (S6). Durable on return. */
  ingest(event: LogEvent): Ingested
  /** Applies what was kept aside and is due now, so that it does not wait for the next event. */
  applyHeld?(): number
  /** Overwrites what erasures among the events taken have removed (R76). @returns whether nothing of it is left */
  sweep?(): boolean
  /**
   * Stamps own events after a sequence number anew, in order, because they were made while this PC's clock was wrong
   * and nobody has seen them yet (sync-design 6). Left out where that cannot be done: such events then stay here.
   */
  restamp?(after: number): void
}
