/** Applying a file as it was tried out: whole or not at all, in one batch. */
import { Fault } from '@contract/fault'
import type { DryRun, ImportRun, Mapping } from '@contract/imports'
import type { CivilDate, SchoolId } from '@contract/primitives'
import { mappingFor, oneImport, type ImportRow } from '@db/repo/imports'
import { onePupil } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { canonical, type Draft, type Json } from '../../sync/core/event'
import { leaverDraft, pupilDrafts } from './drafts'
import { importKind, mappingKind } from './events'
import { groundOf, type GroundRead } from './ground'
import { mappingId } from './intake'
import { dropJob, jobIn, stoppable, type FileInHand, type Job, type Work } from './jobs'
import { inLots, toldOfWriting, worked } from './progress'
import { looksLike } from './rules/headings'
import { headingAt } from './rules/columns'
import type { Plan } from './rules/plan'
import { counted, listed } from './rules/wording'
import { workOut } from './rules/working-out'
import { recordsNow, tableOf, triedIn } from './trying'

/** What a person decided about rows and pupils the file alone does not settle. */
export interface Choices {
  readonly choices: readonly { readonly line: number; readonly pupil: string | null }[]
  readonly leavers: readonly { readonly pupil: string; readonly on: CivilDate }[]
}

const WRITING = 'Writing all changes at once. This cannot be stopped any more'

const CHANGED_SINCE =
  'The records have changed since this file was tried out. Nothing was changed. Try it out again and look at what it says now.'

/**
 * Applies the last dry run: drafted in turns, which can be stopped, then written in one transaction.
 * @throws Fault 'conflict' when it was refused, was not made, or would say something else now; 'unavailable' when stopped
 */
export function apply(school: SchoolId, id: string, choices: Choices, ctx: Ctx): Promise<ImportRun> {
  return stoppable(ctx.tenant(asTenant(school)), id, (work) => applied(school, work, choices, ctx))
}

async function applied(school: SchoolId, work: Work, choices: Choices, ctx: Ctx): Promise<ImportRun> {
  const { id } = work
  const tenant = ctx.tenant(asTenant(school))
  const job = jobIn(tenant, id)
  const { mapping, plan: tried, records: seenThen } = triedIn(school, id, ctx)
  if (tried.refused !== null) throw new Fault('conflict', tried.refused)
  refuseUnknownChoices(tried, choices)
  const records = recordsNow(tenant, ctx)
  const chosen = new Map(choices.choices.map(({ line, pupil }) => [line, pupil]))
  const read = groundOf(school, { table: tableOf(job.file, mapping), mapping, choices: chosen }, ctx)
  if (records !== seenThen) {
    const unchosen = { ...read.ground, choices: new Map<number, string | null>() }
    const again = await worked(workOut(unchosen), work, 'Checking once more', ctx)
    if (!isSame(tried, again)) throw new Fault('conflict', CHANGED_SINCE)
  }
  const isSettled = chosen.size === 0 && records === seenThen
  const plan = isSettled ? tried : await worked(workOut(read.ground), work, 'Checking once more', ctx)
  const from = ctx.newId()
  const writing = { tenant, job, mapping, plan, read, from, leavers: choices.leavers }
  const drafts = await worked(drafted(writing, ctx), work, 'Preparing the changes', ctx)
  await toldOfWriting(drafts.length, work, WRITING, ctx)
  // While it was worked out, others may have written: from here on nobody can.
  if (ctx.tenant(asTenant(school)) !== tenant || recordsNow(tenant, ctx) !== records) {
    throw new Fault('conflict', CHANGED_SINCE)
  }
  ctx.append(tenant, drafts)
  dropJob(tenant, id)
  return runOf(oneImport(tenant.db, from))
}

const canonicalOf = (value: unknown): string => canonical(value as Json) // Plain values alone are handed in.

/** Whether two plans say the same of every row. */
const isSame = (a: Plan, b: Plan): boolean =>
  a.refused === b.refused &&
  canonicalOf(a.counts) === canonicalOf(b.counts) &&
  canonicalOf(a.consents) === canonicalOf(b.consents) &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, at) => row === b.rows[at] || canonicalOf(row) === canonicalOf(b.rows[at])) &&
  canonicalOf(a.missing) === canonicalOf(b.missing)

/** @throws Fault 'bad-input' for a choice or a leaver that the dry run did not ask about */
function refuseUnknownChoices(plan: Plan, { choices, leavers }: Choices): void {
  const open = new Map(plan.rows.flatMap((row) => (row.outcome === 'TO_CONFIRM' ? [[row.line, row] as const] : [])))
  for (const { line, pupil } of choices) {
    const row = open.get(line)
    if (row === undefined || (pupil !== null && !row.candidates.some((one) => one.pupil === pupil))) {
      throw new Fault(
        'bad-input',
        `Line ${line} does not wait for that choice. Nothing was changed. Try the file out again.`,
      )
    }
  }
  const missing = new Set(plan.missing.map(({ pupil }) => pupil))
  if (
    leavers.some(({ pupil }) => !missing.has(pupil)) ||
    new Set(leavers.map(({ pupil }) => pupil)).size < leavers.length
  ) {
    throw new Fault(
      'bad-input',
      'Somebody is said to have left who is in the file. Nothing was changed. Try it out again.',
    )
  }
}

interface Written {
  readonly tenant: Tenant
  readonly job: Job & { readonly file: FileInHand }
  readonly mapping: Mapping
  readonly plan: Plan
  readonly read: GroundRead
  /** Id of the import. */
  readonly from: string
  readonly leavers: Choices['leavers']
}

/** Everything that is written, in one batch. @throws Fault 'conflict', 'bad-input' */
function* drafted(
  { tenant, job, mapping, plan, read, from, leavers }: Written,
  ctx: Ctx,
): Generator<number, readonly Draft[]> {
  if (plan.refused !== null) throw new Fault('conflict', plan.refused)
  const writing = { tenant, ctx, from, wording: mapping.wording, standing: read.standing }
  for (const { pupil, on } of leavers) refuseEarlyLeaving(tenant, pupil, on)
  const drafts: Draft[] = [
    set(importKind, from, {
      ...{ fileName: job.file.fileName, digest: job.file.digest, by: ctx.actor.id, undone: false },
      words: runWords(plan, leavers.length),
    }),
    ...mappingDrafts(tenant, job.file, mapping),
  ]
  for (const { lot, part } of inLots(plan.pupils)) {
    for (const planned of lot) drafts.push(...pupilDrafts(planned, writing))
    yield part
  }
  return [...drafts, ...leavers.map((leaver) => leaverDraft(leaver, writing))]
}

/** @throws Fault 'bad-input' */
function refuseEarlyLeaving(tenant: Tenant, pupil: string, on: CivilDate): void {
  const from = onePupil(tenant.db, pupil)?.onRollFrom ?? null
  if (from === null || from <= on) return
  throw new Fault('bad-input', 'A last day comes before the first day on roll. Check it. Nothing was changed.')
}

/** Longest mapping that is remembered, in letters of its JSON: an event holds no more. */
const MOST_REMEMBERED = 50_000

/** How the file was read is kept for the next one of its headings; nothing where that is kept already. */
function mappingDrafts(tenant: Tenant, file: FileInHand, mapping: Mapping): readonly Draft[] {
  const table = tableOf(file, mapping)
  const id = mappingId(table)
  const headings = Array.from({ length: table.columns }, (_, column) => headingAt(table, column))
  const meanings = mapping.columns.map(({ meaning }) => meaning)
  const kept = mappingFor(tenant.db, id)
  // Columns that are left out are left out again by not being in it.
  const worth = { ...mapping, columns: mapping.columns.filter(({ meaning }) => meaning !== 'ignore') }
  const text = canonicalOf(worth)
  const isKept = kept !== null && canonicalOf(kept.mapping) === text
  return isKept || text.length > MOST_REMEMBERED
    ? []
    : [set(mappingKind, id, { mapping: worth, name: looksLike(headings, meanings) })]
}

const COUNT_WORDS: readonly (readonly [keyof DryRun['counts'], string])[] = [
  ['new', 'new'],
  ['changed', 'changed'],
  ['same', 'as before'],
  ['leftOut', 'left out'],
  ['toConfirm', 'not confirmed'],
]

function runWords({ counts, consents }: Plan, leavers: number): string {
  const rows = COUNT_WORDS.flatMap(([key, words]) =>
    counts[key] === 0 ? [] : [`${counted(counts[key], 'row')} ${words}`],
  )
  const answers = [
    ...(consents.raised === 0 ? [] : [counted(consents.raised, 'yes', 'yeses')]),
    ...(consents.lowered === 0 ? [] : [counted(consents.lowered, 'no', 'noes')]),
    ...(consents.keptLower === 0 ? [] : [`${counted(consents.keptLower, 'yes', 'yeses')} left out under a no`]),
    ...(consents.unevidenced === 0
      ? []
      : [`${counted(consents.unevidenced, 'yes', 'yeses')} without evidence left out`]),
  ]
  const left = leavers === 0 ? [] : [counted(leavers, 'leaver')]
  return [listed([...rows, ...left]), listed(answers)].filter((words) => words !== '').join('; ') || 'Nothing in it'
}

/** An import as the page gets it. @throws Fault 'not-found' */
export function runOf(row: ImportRow | null): ImportRun {
  if (row === null) throw new Fault('not-found', 'This school has no such import. Nothing was changed.')
  const { id, fileName, appliedAt, by, words, undone } = row
  return { id, fileName, appliedAt, appliedBy: by, words, undone }
}
