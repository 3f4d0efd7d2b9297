/** The log of one tenant file, as the rest of the product sees it. */
import type { Ingested } from '../../sync/core/admit'
import type { Draft, Heads, LogEvent } from '../../sync/core/event'
import type { Merged } from '../../sync/core/merge'
import type { ReadableDb } from '../../../db/handles'
import type { HeldWhy } from '../../../db/repo/log'
import type { Verification } from '../../contract/history'
import type { ErasureBasis } from './erase'

/** Who writes, for the event's header. */
export interface Author {
  readonly person: string
  readonly role: string
}

export interface Log {
  /** Writes one batch of this device: events, chain, rows and outbox in one transaction. @returns the stored events */
  append(
    drafts: readonly Draft[],
    author: Author,
    options: { readonly batch: string; readonly reason: string | null; readonly undoes: string | null },
  ): readonly LogEvent[]
  /**
   * Erases the payloads of some events lawfully and for good: in one transaction they are replaced by stubs, what they
   * were part of is computed again, and records of what was erased and why are appended. Events that are erased already
   * are left alone. What was overwritten is then swept out of the file.
   * @param events ids, of any kind but erasure records
   * @returns the records, none when nothing was left to erase
   * @throws Fault 'not-found' for an id that is not in the history, 'conflict' for a record of an erasure, otherwise as
   *   `append`; then nothing was erased
   */
  erase(
    events: readonly string[],
    author: Author,
    options: ErasureBasis & { readonly batch: string },
  ): readonly LogEvent[]
  /** Ids of all events of some things, in no promised order; those erased already, and those not applied, among them. */
  eventsAbout(entities: readonly { readonly type: string; readonly entity: string }[]): readonly string[]
  /**
   * Overwrites what erasures took, where that is still due: after records came from another device, or where the disk
   * was full. Costs one rewriting of the file. @returns whether nothing of it is left
   */
  sweep(): boolean
  /** Takes one event of another device, in that device's order. An event whose payload is lawfully erased stays a stub. */
  ingest(event: LogEvent): Ingested
  /** Events kept but not applied, oldest first, and why: too new for this version, stamped ahead of the clock, unreadable. */
  held(): readonly { readonly event: string; readonly why: HeldWhy }[]
  /** Newest event known of every device. */
  heads(): Heads
  /** Events of one device after a sequence number, oldest first. */
  eventsAfter(device: string, seq: number, limit: number): readonly LogEvent[]
  /** Merged state of an entity, null when nothing is known of it. */
  stateOf(type: string, entity: string): Merged | null
  /** State of an entity from the events stamped up to and including an instant, milliseconds UTC (as-of query). */
  stateAsOf(type: string, entity: string, atMs: number): Merged | null
  /**
   * All rows as they stood at an instant, milliseconds UTC, rebuilt in memory: ask it with the same queries as the
   * file itself. Costs one replay of the file's events; the caller closes it.
   */
  rowsAsOf(atMs: number): { readonly db: ReadableDb; close(): void }
  event(id: string): LogEvent | null
  batch(id: string): readonly LogEvent[]
  /**
   * Stamp of the newest event of all, applied or not; null while there is none. Events whose PC had a wrong clock, as two
   * people declared, do not count.
   */
  newestStamp(): string | null
  /** How often rows of a kind of thing were written since the file was opened: while it stands still, so do they. */
  writesOf(type: string): number
  /** Newest first. */
  find(query: {
    readonly entity?: string
    readonly typePrefix?: string
    readonly person?: string
    readonly beforeEvent?: string
    readonly limit: number
  }): readonly LogEvent[]
  /** Recomputes every hash and signature, rebuilds all rows in memory and compares them. */
  verify(): Verification
}
