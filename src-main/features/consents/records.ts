/** What may be trusted of this PC's records on a day (R123, C38). */
import type { CivilDate } from '@contract/primitives'
import { londonToday } from '@vault/clock'
import type { Ctx } from '@vault/context'
import type { Log } from '@vault/log/log'
import { parts } from '../../sync/core/clock'
import type { Records } from './rules/decide'

/** The same with the day these records are of, Europe/London. */
export interface RecordsHere extends Records {
  readonly asOf: CivilDate
}

/** Clocks of offices differ by a few minutes. */
const TOLERATED_MS = 5 * 60_000

/**
 * Without other PCs the records here are all there is, and cannot be older than themselves. A clock that runs behind what
 * was recorded already is wrong, or that was: dates that permit are not judged by it.
 */
export function recordsOf(
  { log }: { readonly log: Pick<Log, 'newestStamp' | 'held' | 'event'> },
  ctx: Pick<Ctx, 'now'>,
): RecordsHere {
  const newest = log.newestStamp()
  const behind = newest !== null && parts(newest).ms > ctx.now() + TOLERATED_MS
  return { old: !behind && hasUnread(log), clockDoubtful: behind, asOf: londonToday(ctx.now()) }
}

/** Features whose records say whether a picture may be used. */
const DECIDING = /^(?:pupils|consents)\./

/**
 * Whether another PC recorded something about pupils or consent that is not applied here: this version of the app cannot
 * read it (S16), or it waited for a clock that has been put right since and is applied with the next change. It may be
 * a No, so nothing is answered with yes until then (S19).
 */
const hasUnread = (log: Pick<Log, 'held' | 'event'>): boolean =>
  log.held().some(({ event }) => DECIDING.test(log.event(event)?.type ?? ''))
