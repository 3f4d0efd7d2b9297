/** What may be trusted of this PC's records on a day (R123, C38). */
import type { Ctx, Tenant } from '@vault/context'
import { parts } from '../../sync/core/clock'
import type { Records } from './rules/decide'

/** Clocks of offices differ by a few minutes. */
const TOLERATED_MS = 5 * 60_000

/**
 * Without other PCs the records here are all there is, and cannot be older than themselves. A clock that runs behind what
 * was recorded already is wrong, or that was: dates that permit are not judged by it.
 */
export function recordsOf(tenant: Tenant, ctx: Pick<Ctx, 'now'>): Records {
  const [newest] = tenant.log.find({ limit: 1 })
  const behind = newest !== undefined && parts(newest.hlc).ms > ctx.now() + TOLERATED_MS
  return { old: false, clockDoubtful: behind }
}
