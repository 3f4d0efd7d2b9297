/** Taking a whole import back, or nothing of it: fields stand as before, answers are reversed, what it made goes. */
import { Fault } from '@contract/fault'
import type { ImportRun } from '@contract/imports'
import type { SchoolId } from '@contract/primitives'
import { answersOf } from '@db/repo/consents'
import { formsOut, sheetsOfPupil } from '@db/repo/entry'
import { oneImport } from '@db/repo/imports'
import { contactsOf, standingEvents, standingEver } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { asTenant } from '@vault/opened'
import type { Draft, LogEvent } from '../../sync/core/event'
import { answerKind, reverseAnswers } from '../consents'
import { NO_UNDO_WORDS, pastsOf, undoDrafts } from '../history'
import { careKind, contactKind, membershipKind, pupilKind, recordAnew, responsibilityKind, standsAs } from '../pupils'
import { runOf } from './applying'
import { importKind } from './events'
import { stoppable, type Work } from './jobs'
import { inLots, toldOfWriting, worked } from './progress'
import { recordsNow } from './trying'

const CHANGED_SINCE = NO_UNDO_WORDS['changed-since']

const WRITING = 'Taking everything back at once. This cannot be stopped any more'

/**
 * Takes an import back: drafted in turns, which can be stopped, then written in one transaction.
 * @param job names its progress
 * @throws Fault 'not-found', or 'conflict' when it was taken back already or something later changed the same;
 *   'unavailable' when stopped
 */
export function undo(
  school: SchoolId,
  job: string,
  asked: { readonly id: string; readonly reason: string },
  ctx: Ctx,
): Promise<ImportRun> {
  return stoppable(ctx.tenant(asTenant(school)), job, (work) => undone(school, work, asked, ctx))
}

async function undone(
  school: SchoolId,
  work: Work,
  { id, reason }: { readonly id: string; readonly reason: string },
  ctx: Ctx,
): Promise<ImportRun> {
  const tenant = ctx.tenant(asTenant(school))
  if (runOf(oneImport(tenant.db, id)).undone) {
    throw new Fault('conflict', 'This import was taken back already. Nothing was changed.')
  }
  const made = tenant.log.find({ entity: id, typePrefix: importKind.type, limit: 100 }).at(-1)
  if (made === undefined) throw new Fault('not-found', 'This school has no such import. Nothing was changed.')
  const records = recordsNow(tenant, ctx)
  const { batch } = made
  const drafts = await worked(reversed({ id, batch, tenant }, ctx), work, 'Looking at what it changed', ctx)
  await toldOfWriting(drafts.length, work, WRITING, ctx)
  // While it was worked out, others may have written: from here on nobody can.
  if (ctx.tenant(asTenant(school)) !== tenant || recordsNow(tenant, ctx) !== records) {
    throw new Fault(
      'conflict',
      'Something else was recorded while this was looked at. Nothing was taken back. Take it back again.',
    )
  }
  ctx.append(tenant, drafts, { reason, undoes: batch })
  return runOf(oneImport(tenant.db, id))
}

interface Made {
  /** Of the import. */
  readonly id: string
  /** Of the log, which holds everything it changed. */
  readonly batch: string
  readonly tenant: Tenant
}

/** Everything that takes it back, in one batch. @throws Fault 'conflict' */
function* reversed({ id, batch, tenant }: Made, ctx: Ctx): Generator<number, readonly Draft[]> {
  const events = tenant.log.batch(batch)
  const of = (...types: readonly string[]): readonly LogEvent[] => events.filter(({ type }) => types.includes(type))
  if (events.some(({ erased }) => erased)) throw new Fault('conflict', NO_UNDO_WORDS['erased-before'])
  const changed = of(pupilKind.type, membershipKind.type, contactKind.type)
  const things = new Map(changed.map((event) => [`${event.type} ${event.entity}`, event]))
  const drafts: Draft[] = []
  for (const { lot, part } of inLots([...things.values()])) {
    const fields = undoDrafts(batch, pastsOf(lot, tenant, ctx), ctx.actor.id)
    if (typeof fields === 'string') throw new Fault('conflict', NO_UNDO_WORDS[fields])
    drafts.push(...fields)
    yield part * 0.3
  }
  yield* refuseUsed(tenant, [...drafts], { from: id, events })
  refuseSuperseded(tenant, of(responsibilityKind.type), 'responsibility')
  for (const { lot, part } of inLots(of(answerKind.type))) {
    drafts.push(...reverseAnswers(tenant, lot, ctx.actor.id))
    yield 0.6 + part * 0.4
  }
  for (const event of of(careKind.type)) drafts.push(careBefore(tenant, event, ctx))
  return [...drafts, set(importKind, id, { undone: true })]
}

/** What the import made may carry something of others by now; then it cannot go. @throws Fault 'conflict' */
function* refuseUsed(
  tenant: Tenant,
  drafts: readonly Draft[],
  { from, events }: { readonly from: string; readonly events: readonly LogEvent[] },
): Generator<number, void> {
  const own = new Set(events.map(({ id }) => id))
  const gone = (type: string): ReadonlySet<string> =>
    new Set(drafts.flatMap((draft) => (draft.type === type && draft.op === 'delete' ? [draft.entity] : [])))
  const [pupils, contacts] = [gone(pupilKind.type), gone(contactKind.type)]
  const out = new Set(pupils.size === 0 ? [] : formsOut(tenant.db, [...pupils]).map(({ pupil }) => pupil))
  for (const { lot, part } of inLots([...pupils])) {
    for (const pupil of lot) {
      const isUsed =
        out.has(pupil) ||
        sheetsOfPupil(tenant.db, pupil).length > 0 ||
        answersOf(tenant.db, pupil).some((answer) => answer.from !== from) ||
        standingEver(tenant.db, pupil).some(({ event }) => !own.has(event)) ||
        contactsOf(tenant.db, pupil).some(({ id }) => !contacts.has(id))
      if (isUsed) throw new Fault('conflict', CHANGED_SINCE)
    }
    yield 0.3 + part * 0.2
  }
  const pupilOf = new Map(events.flatMap(({ entity, body }) => (contacts.has(entity) ? [[entity, pupilIn(body)]] : [])))
  for (const { lot, part } of inLots([...pupilOf])) {
    for (const [contact, pupil] of lot) {
      const isUsed = answersOf(tenant.db, pupil ?? '').some(
        (answer) => answer.contact === contact && answer.from !== from,
      )
      if (isUsed) throw new Fault('conflict', CHANGED_SINCE)
    }
    yield 0.5 + part * 0.1
  }
}

const pupilIn = (body: LogEvent['body']): string =>
  typeof body === 'object' && body !== null && 'pupil' in body && typeof body.pupil === 'string' ? body.pupil : ''

/** @throws Fault 'conflict' when something else stands by now */
function refuseSuperseded(tenant: Tenant, events: readonly LogEvent[], kind: 'responsibility' | 'care'): void {
  for (const event of events) {
    const standing = standingEvents(tenant.db, kind, event.entity)
    if (standing.length !== 1 || standing[0]?.event !== event.id) throw new Fault('conflict', CHANGED_SINCE)
  }
}

/** What was recorded of care before; that nobody was looked after where nothing was. */
function careBefore(tenant: Tenant, event: LogEvent, ctx: Ctx): Draft {
  refuseSuperseded(tenant, [event], 'care')
  const before = standsAs('care', standingEver(tenant.db, event.entity)).find((one) =>
    event.parents.includes(one.event),
  )
  const said = before?.value ?? { pupil: event.entity, status: 'NONE' as const, authority: null, evidence: null }
  return recordAnew(tenant, 'care', event.entity, { ...said, by: ctx.actor.id })
}
