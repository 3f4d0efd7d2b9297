/**
 * Files in hand: from when they are picked until they are applied or dropped. Kept in memory alone and never on disk, by the
 * open file of their school, so that they end with the session at the latest (C36).
 */
import { Fault } from '@contract/fault'
import type { Mapping } from '@contract/imports'
import type { ColumnMeaning } from '@contract/imports'
import type { ReadRows, TablesRead } from '@contract/tabular'
import type { Tenant } from '@vault/context'
import type { Plan } from './rules/plan'

/** A file that was read. */
export interface FileInHand {
  readonly fileName: string
  /** BLAKE2b-256 of its bytes, hex. */
  readonly digest: string
  readonly source: TablesRead['source']
  readonly tables: readonly ReadRows[]
  /** What the columns of the one table of a joined set mean; null: to be proposed by their headings. */
  readonly meanings: readonly ColumnMeaning[] | null
  /** Whether a set says that everybody is in it; null: the file does not say. */
  readonly wholeRoll: boolean | null
  readonly notes: readonly string[]
}

/** What a file would do, as a person saw it last. */
export interface TriedOut {
  readonly mapping: Mapping
  readonly plan: Plan
  /** What the records were when it was worked out: while they stay so, it would be the same again. */
  readonly records: string
}

export interface Job {
  readonly id: string
  /** Stops what is being done with the file. */
  readonly stop: AbortController
  /** Null while it is being read. */
  file: FileInHand | null
  /** Null until it was tried out. */
  tried: TriedOut | null
}

/** Most files of a school in hand at once; an older one is forgotten. */
const MOST = 3

const inHand = new WeakMap<Tenant, Map<string, Job>>()

const jobsOf = (tenant: Tenant): Map<string, Job> => {
  const known = inHand.get(tenant)
  if (known !== undefined) return known
  const jobs = new Map<string, Job>()
  inHand.set(tenant, jobs)
  return jobs
}

/** Takes a file in hand. @throws Fault 'conflict' when one of that id is */
export function beginJob(tenant: Tenant, id: string): Job {
  const jobs = jobsOf(tenant)
  if (jobs.has(id)) throw new Fault('conflict', 'This file is being read in already. Nothing was changed.')
  const job: Job = { id, stop: new AbortController(), file: null, tried: null }
  jobs.set(id, job)
  for (const oldest of [...jobs.keys()].slice(0, -MOST)) dropJob(tenant, oldest)
  return job
}

/** A file in hand that was read. @throws Fault 'not-found' */
export function jobIn(tenant: Tenant, id: string): Job & { readonly file: FileInHand } {
  const job = jobsOf(tenant).get(id)
  if (job?.file == null) {
    throw new Fault('not-found', 'This file is not open any more. Nothing was changed. Choose it again.')
  }
  return job as Job & { readonly file: FileInHand } // Just seen to be read.
}

/** Stops and forgets a file; one that is not in hand is forgotten already. */
export function dropJob(tenant: Tenant, id: string): void {
  const jobs = jobsOf(tenant)
  jobs.get(id)?.stop.abort()
  jobs.delete(id)
  stopWork(tenant, id)
}

/** Something done in turns, under the name its progress is told by. */
export interface Work {
  readonly id: string
  readonly signal: AbortSignal
}

const underWay = new WeakMap<Tenant, Map<string, AbortController>>()

/** Does something that can be stopped by its name. @throws Fault 'conflict' when it is being done already */
export async function stoppable<T>(tenant: Tenant, id: string, work: (work: Work) => Promise<T>): Promise<T> {
  const works = underWay.get(tenant) ?? new Map<string, AbortController>()
  underWay.set(tenant, works)
  if (works.has(id)) throw new Fault('conflict', 'This is being done already. Wait for it to end.')
  const stop = new AbortController()
  works.set(id, stop)
  try {
    return await work({ id, signal: stop.signal })
  } finally {
    works.delete(id)
  }
}

/** Stops what is done under a name before it is written; what is done already stays done. */
export const stopWork = (tenant: Tenant, id: string): void => underWay.get(tenant)?.get(id)?.abort()

/** Something was stopped by the person. */
export const stopped = (): Fault => new Fault('unavailable', 'Stopped. Nothing was changed.')
