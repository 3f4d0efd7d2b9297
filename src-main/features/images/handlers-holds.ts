/** Serving the calls of holds: they block a disposal until somebody lifts them, whatever the calendar says (R72). */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { Hold, retention } from '@contract/retention'
import type { Handlers } from '@contract/rpc'
import { oneSet } from '@db/repo/images'
import { onePerson } from '@db/repo/people'
import { allHolds, disposedSets, oneHold, type HoldRow } from '@db/repo/retention'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { decideOver } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { fileOf } from '../consents'
import { holdKind } from './events-retention'

export const holdsHandlers: Handlers<
  Pick<typeof retention, 'images.holds' | 'images.hold' | 'images.reviewHold' | 'images.liftHold'>,
  Ctx
> = {
  'images.holds': ({ school }, ctx) => holdsOf(fileOf(school, ctx), ctx),

  'images.hold': ({ school, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (oneSet(tenant.db, facts.set) === null)
      throw new Fault('not-found', 'This school has no such set of pictures. No hold was put. Open the list again.')
    if (disposedSets(tenant.db).has(facts.set))
      throw new Fault('conflict', 'These pictures have been disposed of, so there is nothing left to hold.')
    if (onePerson(ctx.trust().db, facts.owner) === null)
      throw new Fault('not-found', 'That person is not in this trust. No hold was put. Choose somebody of the list.')
    refuseNotAhead(facts.reviewOn, ctx)
    const id = ctx.newId()
    const value = { ...facts, isHeld: true, from: ctx.today(), by: ctx.actor.id }
    ctx.append(tenant, [decideOver(tenant, holdKind, id, value)])
    return holdOf(tenant, holdIn(tenant, id), ctx)
  },

  'images.reviewHold': ({ school, hold, reviewOn, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { facts, from } = holdIn(tenant, hold)
    refuseNotAhead(reviewOn, ctx)
    const value = { ...facts, reviewOn, isHeld: true, from, by: ctx.actor.id }
    ctx.append(tenant, [overAll(decideOver(tenant, holdKind, hold, value))], { reason })
    return holdsOf(tenant, ctx)
  },

  'images.liftHold': ({ school, hold, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { facts, from } = holdIn(tenant, hold)
    const value = { ...facts, isHeld: false, from, by: ctx.actor.id }
    ctx.append(tenant, [overAll(decideOver(tenant, holdKind, hold, value))], { reason })
    return holdsOf(tenant, ctx)
  },
}

/** Where two PCs decided apart, whoever decides now has the hold that stands in front of them: that ends the split. */
const overAll = (draft: Draft): Draft => ((draft.parents?.length ?? 0) > 1 ? { ...draft, op: 'resolve' } : draft)

/** @throws Fault 'not-found' for one that was lifted or never was */
function holdIn({ db }: Tenant, id: string): HoldRow {
  const row = oneHold(db, id)
  if (row === null)
    throw new Fault('not-found', 'No such hold stands any more. Nothing was changed. Open the list of holds again.')
  return row
}

/** @throws Fault 'bad-input' */
function refuseNotAhead(reviewOn: CivilDate, ctx: Ctx): void {
  if (reviewOn > ctx.today()) return
  throw new Fault(
    'bad-input',
    `A hold is looked at again on a day to come, and ${dateWords(reviewOn)} is none. Nothing was changed. Enter a later day.`,
  )
}

const holdsOf = (tenant: Tenant, ctx: Ctx): Hold[] => allHolds(tenant.db).map((row) => holdOf(tenant, row, ctx))

const holdOf = ({ db }: Tenant, { id, facts, from }: HoldRow, ctx: Ctx): Hold => ({
  ...{ ...facts, id, from },
  title: oneSet(db, facts.set)?.facts.title ?? '',
  reviewOverdue: facts.reviewOn < ctx.today(),
})
