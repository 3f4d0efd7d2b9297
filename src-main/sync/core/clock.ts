/**
 * Hybrid logical clock (sync-design 4): 6 bytes milliseconds, 2 bytes counter, 8 bytes device, as 32 hex digits that
 * sort as time does. Pure: the wall clock is handed in.
 */

/** How far ahead of the local clock an event may be before it is kept aside until due (sync-design 6). */
export const AHEAD_LIMIT_MS = 5 * 60_000

const COUNTER_LIMIT = 0xffff

/** The stamp before all stamps. */
export const ZERO = '0'.repeat(32)

/** The stamp no device ever comes to. */
export const END_OF_TIME = 'f'.repeat(32)

/** The parts of a stamp. */
export function parts(hlc: string): { readonly ms: number; readonly counter: number; readonly node: string } {
  return { ms: parseInt(hlc.slice(0, 12), 16), counter: parseInt(hlc.slice(12, 16), 16), node: hlc.slice(16) }
}

/** A stamp from its parts. A full counter rolls into the next millisecond instead of failing. */
export function stamp(ms: number, counter: number, node: string): string {
  const [time, count] = counter > COUNTER_LIMIT ? [ms + 1, 0] : [ms, counter]
  return time.toString(16).padStart(12, '0') + count.toString(16).padStart(4, '0') + node
}

/** The node part for a device id: its first eight bytes. */
export const nodeOf = (device: string): string => device.slice(0, 16)

/**
 * The next stamp of this device.
 * @param last the newest stamp this device has made or witnessed
 * @param nowMs wall clock, milliseconds since 1970 UTC; a clock that went back does not take the stamps back
 */
export function tick(last: string, nowMs: number, node: string): string {
  const before = parts(last)
  const now = Math.floor(nowMs)
  return now > before.ms ? stamp(now, 0, node) : stamp(before.ms, before.counter + 1, node)
}

/** The newer of two stamps. */
export const latest = (own: string, seen: string): string => (seen > own ? seen : own)

/** Whether a stamp is so far ahead that a field it sets is held until due. */
export const isAhead = (hlc: string, nowMs: number): boolean => parts(hlc).ms > nowMs + AHEAD_LIMIT_MS

/**
 * The newest stamp after seeing another device's. A stamp that is ahead leaves the own clock alone, or one PC with a
 * wrong clock would drag every other PC's stamps out of the limit with it (S15).
 */
export const witness = (own: string, seen: string, nowMs: number): string =>
  isAhead(seen, nowMs) ? own : latest(own, seen)
