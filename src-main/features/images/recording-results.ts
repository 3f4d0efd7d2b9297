/** Recording what became of copies in a place the app cannot reach (R73, R75, R77). */
import { Fault } from '@contract/fault'
import type { Disposal, retention } from '@contract/retention'
import type { z } from 'zod'
import type { Ctx } from '@vault/context'
import { add } from '@vault/entity'
import { fileOf } from '../consents'
import { disposedDrafts, eraseLists } from './destroying'
import { Disposing, proposalIn } from './disposal-known'
import { disposalOf, refusalNow } from './disposal-view'
import { resultKind } from './events-retention'
import { refusing } from './refusing'
import { Pictures } from './standing'
import { isAnswered, refuseResult } from './systems'

type Recording = z.output<(typeof retention)['images.recordResult']['input']>

/** @throws Fault 'conflict' before it is approved, 'bad-input' or 'conflict' for a result that cannot be true */
export function recordResult({ school, disposal, ...said }: Recording, ctx: Ctx): Disposal {
  const tenant = fileOf(school, ctx)
  const row = proposalIn(tenant, disposal)
  const before = new Disposing(tenant, row, new Pictures(tenant, ctx))
  refuseUnapproved(before)
  refuseResult(before, said, ctx.today())
  ctx.append(tenant, [add(resultKind, ctx.newId(), { disposal, ...said, by: ctx.actor.id })])
  const after = new Disposing(tenant, row, new Pictures(tenant, ctx))
  const gone = after.left.filter((standing) => {
    if (after.deletes(standing) || !isAnswered(after, standing.row.facts)) return false
    const refusal = refusalNow(after, standing, ctx)
    // Deleting elsewhere takes its time; it was begun while the approval held.
    return refusal === null || refusal.code === 'APPROVAL_OLD'
  })
  if (gone.length > 0) {
    ctx.append(
      tenant,
      gone.flatMap((standing) => disposedDrafts(tenant, disposal, standing.row.id, ctx)),
    )
  }
  eraseLists(tenant, ctx)
  return disposalOf(tenant, row, ctx)
}

/** What has begun may be answered for whatever became of its approval. @throws Fault */
function refuseUnapproved({ known, isBegun }: Disposing): void {
  if (isBegun) return
  const { decision, proposedBy } = known
  const refusal =
    decision === null
      ? ({ code: 'NOT_APPROVED' } as const)
      : decision.approved
        ? null
        : ({ code: 'REFUSED', on: decision.on } as const)
  if (refusal !== null) throw refusing('CARRY_OUT', refusal, null)
  if (decision?.by === proposedBy)
    throw new Fault(
      'denied',
      'One person proposed and approved this, on two PCs. Nothing was recorded. Have another person approve a new proposal.',
    )
}
