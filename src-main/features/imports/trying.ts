/** Trying a file out: what it would change, with nothing changed. */
import { Fault } from '@contract/fault'
import type { DryRow, DryRun, Mapping } from '@contract/imports'
import type { SchoolId } from '@contract/primitives'
import type { ReadRows } from '@contract/tabular'
import type { Ctx, Tenant } from '@vault/context'
import { asTenant } from '@vault/opened'
import { groundOf } from './ground'
import { knownWords } from './intake'
import { jobIn, type FileInHand, type Job } from './jobs'
import { worked } from './progress'
import type { Plan } from './rules/plan'
import { workOut } from './rules/working-out'

const OUTCOMES: readonly DryRow['outcome'][] = ['NEW', 'CHANGED', 'SAME', 'LEFT_OUT', 'TO_CONFIRM']
/** Rows of each outcome that come with the dry run itself. */
const FIRST = 100
const PAGE = 500

/** Tries a file with a mapping. The plan is kept, to be applied. @throws Fault 'unavailable' when it is stopped */
export async function tryOut(school: SchoolId, id: string, mapping: Mapping, ctx: Ctx): Promise<DryRun> {
  const tenant = ctx.tenant(asTenant(school))
  const job = jobIn(tenant, id)
  const table = tableOf(job.file, mapping)
  const records = recordsNow(tenant, ctx)
  const { ground } = groundOf(school, { table, mapping, choices: new Map() }, ctx)
  const plan = await worked(workOut(ground), { id, signal: job.stop.signal }, 'Trying the file out', ctx)
  jobIn(ctx.tenant(asTenant(school)), id).tried = { mapping, plan, records }
  return dryRunOf(job, plan, knownWords(job.file, tenant, ctx))
}

/** Names the state of a school's records on a day: any change anywhere in the file gives another. */
export const recordsNow = (tenant: Tenant, ctx: Ctx): string => JSON.stringify([ctx.today(), tenant.log.heads()])

/** The table a mapping is about. @throws Fault 'bad-input' */
export function tableOf({ tables }: FileInHand, mapping: Mapping): ReadRows {
  const table = tables[mapping.table]
  if (table === undefined)
    throw new Fault('bad-input', 'The file has no such table. Nothing was changed. Choose another.')
  return table
}

/** Rows of one outcome, from a place on. @throws Fault 'conflict' when the file was not tried out yet */
export function rowsOf(school: SchoolId, id: string, outcome: DryRow['outcome'], from: number, ctx: Ctx): DryRow[] {
  const rows = triedIn(school, id, ctx).plan.rows.filter((row) => row.outcome === outcome)
  return rows.slice(from, from + PAGE).map((row) => ({ ...row, changes: [...row.changes] }))
}

/** What a file would do, as a person saw it last. @throws Fault 'conflict' when the file was not tried out yet */
export function triedIn(school: SchoolId, id: string, ctx: Ctx): NonNullable<Job['tried']> {
  const { tried } = jobIn(ctx.tenant(asTenant(school)), id)
  if (tried !== null) return tried
  throw new Fault('conflict', 'This file was not tried out yet. Nothing was changed. Try it first.')
}

const dryRunOf = ({ id }: Job, plan: Plan, known: readonly string[]): DryRun => ({
  job: id,
  refused: plan.refused,
  counts: plan.counts,
  consents: plan.consents,
  rows: OUTCOMES.flatMap((outcome) => plan.rows.filter((row) => row.outcome === outcome).slice(0, FIRST)),
  missing: plan.missing.slice(0, PAGE),
  warnings: [...known, ...plan.warnings],
})
