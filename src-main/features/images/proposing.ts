/** Proposing what is to go, and a second person's answer to it (R74). Either judges anew with the facts of its own day. */
import { Fault } from '@contract/fault'
import type { Disposal, retention } from '@contract/retention'
import { allProposals, allRules } from '@db/repo/retention'
import type { z } from 'zod'
import type { Ctx, Tenant } from '@vault/context'
import { add, decideOver } from '@vault/entity'
import { setsSharing } from '@db/repo/disposals'
import { disposedSets } from '@db/repo/retention'
import { fileOf } from '../consents'
import { dayOf, Disposing, proposalIn } from './disposal-known'
import { disposalOf, SHARED_NEXT } from './disposal-view'
import { approvalKind, proposalKind } from './events-retention'
import { refusing } from './refusing'
import { mayApprove, mayPropose } from './rules/disposing'
import { becauseWords } from './set-view'
import { Pictures, type SetStanding } from './standing'

type Proposing = z.output<(typeof retention)['images.propose']['input']>
type Answering = z.output<(typeof retention)['images.approve']['input']>

/** @throws Fault with why, when one of the sets may not go; then nothing is proposed */
export function propose({ school, sets, why, saidToday }: Proposing, ctx: Ctx): Disposal {
  const tenant = fileOf(school, ctx)
  const pictures = new Pictures(tenant, ctx)
  const day = dayOf(tenant, ctx, saidToday)
  const wanted = [...new Set(sets)].map((set) => pictures.of(set))
  for (const standing of wanted) {
    const refusal = mayPropose(ofSet(standing, pictures), day)
    if (refusal !== null) throw refusing('PROPOSE', refusal, standing)
  }
  refuseShared(tenant, wanted)
  const id = ctx.newId()
  const number = allProposals(tenant.db).reduce((highest, row) => Math.max(highest, row.number), 0) + 1
  const proposed = wanted.map((standing) => ({
    ...{ set: standing.row.id, title: standing.row.facts.title, rule: ruleWords(standing, pictures) },
    // Without a due day it would have been refused.
    dueOn: standing.retention.dueOn ?? ctx.today(),
    ...{ files: standing.files, count: standing.row.facts.count ?? 0 },
  }))
  ctx.append(tenant, [add(proposalKind, id, { number, why, sets: proposed, by: ctx.actor.id, on: ctx.today() })])
  return disposalOf(tenant, proposalIn(tenant, id), ctx)
}

export const ofSet = (standing: SetStanding, { rules }: Pick<Pictures, 'rules'>) => ({
  ...{ set: standing.known, rules, usesInReach: standing.usesInReach },
})

const LONGEST = 200

/** The rule with its basis, as it was when the set was proposed (R73). */
function ruleWords({ retention }: SetStanding, { rules, tenant }: Pictures): string {
  const basis = allRules(tenant.db).find(({ id }) => id === retention.rule)?.facts.basis
  const words = becauseWords(retention, { rules })
  return (basis === undefined ? words : `${words}. ${basis}`).slice(0, LONGEST)
}

/** @throws Fault 'conflict' where a file is also named by a set that stays */
function refuseShared({ db }: Tenant, wanted: readonly SetStanding[]): void {
  const going = new Set(wanted.map(({ row }) => row.id))
  const gone = disposedSets(db)
  const stays = ({ set }: { readonly set: string }): boolean => !going.has(set) && !gone.has(set)
  if (wanted.some(({ row }) => setsSharing(db, row.id).some(stays))) {
    throw new Fault(
      'conflict',
      `Some of these files also belong to a set that stays. Nothing was proposed. ${SHARED_NEXT}`,
    )
  }
}

/** @throws Fault 'denied' for whoever proposed it, otherwise with why it may not be approved; then nothing is answered */
export function answer({ school, disposal, approved, note, saidToday }: Answering, ctx: Ctx): Disposal {
  const tenant = fileOf(school, ctx)
  const row = proposalIn(tenant, disposal)
  const disposing = new Disposing(tenant, row, new Pictures(tenant, ctx))
  if (approved) {
    const day = dayOf(tenant, ctx, saidToday)
    const { left, known, pictures } = disposing
    if (left.length === 0) throw refusing('APPROVE', { code: 'ALREADY_DISPOSED' }, null)
    for (const standing of left) {
      const refusal = mayApprove(ofSet(standing, pictures), known, ctx.actor.id, day)
      if (refusal !== null) throw refusing('APPROVE', refusal, standing)
    }
  } else refuseRefusing(disposing, ctx)
  const value = { disposal, approved, note, by: ctx.actor.id, on: ctx.today() }
  ctx.append(tenant, [decideOver(tenant, approvalKind, disposal, value)])
  return disposalOf(tenant, row, ctx)
}

/** Refusing destroys nothing, so neither the day nor the sets are asked. @throws Fault 'denied' or 'conflict' */
function refuseRefusing({ known }: Disposing, ctx: Ctx): void {
  if (known.proposedBy === ctx.actor.id) throw refusing('APPROVE', { code: 'SAME_PERSON' }, null)
  if (known.finishedOn !== null) {
    throw new Fault('conflict', 'This has been carried out, so nothing can be refused any more. Nothing was changed.')
  }
  if (known.decision?.approved === false) throw refusing('APPROVE', { code: 'REFUSED', on: known.decision.on }, null)
}
