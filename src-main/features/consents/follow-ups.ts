/** Where something may be out that a withdrawal makes wrong (R46): lists with photographers. */
import type { FollowUp } from '@contract/consents'
import { copiesReturned, listsWith, oneChecklist } from '@db/repo/checklists'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'

/** What to see to after a pupil's answer has changed, the most urgent first. */
export function followUps(tenant: Tenant, pupil: string, ctx: Ctx): readonly FollowUp[] {
  return listsWith(tenant.db, pupil).flatMap((id): readonly FollowUp[] => {
    const list = oneChecklist(tenant.db, id)
    if (list === null || list.on < ctx.today()) return []
    const out = list.copies - copiesReturned(tenant.db, id)
    if (out <= 0) return []
    const copies = out === 1 ? 'the copy' : `all ${out} copies`
    return [
      {
        words: `Collect ${copies} of the list for ${list.event} on ${dateWords(list.on)} from ${list.photographer}, and make a new one.`,
        checklist: id,
      },
    ]
  })
}
