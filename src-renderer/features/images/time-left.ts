/** How much of the time to decide about a breach is left (R59). Pure: the clock is the caller's. */

const HOUR = 3_600_000

/**
 * @param until the last moment, milliseconds since 1970 UTC
 * @param now the moment it is
 * @returns whole days and the whole hours beyond them; null when the time is over
 */
export function timeLeft(until: number, now: number): { days: number; hours: number } | null {
  if (now >= until) return null
  const hours = Math.floor((until - now) / HOUR)
  return { days: Math.floor(hours / 24), hours: hours % 24 }
}
