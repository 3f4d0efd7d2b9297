/** How long a job will go on, from how long it took so far. Pure: the clock is the caller's. */

/** Nothing is said before a job has taken this long (ux 7), in milliseconds. */
const SPEAKS_AFTER = 10_000

/**
 * @param elapsed milliseconds since it began
 * @param done of `total` so far; total null: not known
 * @returns seconds left, whole tens of them; null while nothing sound can be said
 */
export function secondsLeft(elapsed: number, done: number, total: number | null): number | null {
  if (elapsed < SPEAKS_AFTER || total === null || done <= 0 || done >= total) return null
  const left = (elapsed / done) * (total - done)
  return Math.max(10, Math.ceil(left / 10_000) * 10)
}
