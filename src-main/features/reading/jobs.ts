/** Readings that are under way, so that they can be stopped. Kept in memory: a job ends with the process, or with the session. */

const running = new Map<string, AbortController>()

const nameOf = (school: string, job: string): string => `${school} ${job}`

/** Begins a job. @returns null when one of that name is under way */
export function beginJob(school: string, job: string): AbortController | null {
  const name = nameOf(school, job)
  if (running.has(name)) return null
  const stop = new AbortController()
  running.set(name, stop)
  return stop
}

/** Asks a job to stop. @returns false when none of that name is under way */
export function stopJob(school: string, job: string): boolean {
  const stop = running.get(nameOf(school, job))
  stop?.abort()
  return stop !== undefined
}

export function endJob(school: string, job: string): void {
  running.delete(nameOf(school, job))
}
