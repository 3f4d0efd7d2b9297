/** Flags and care of the practice rolls, recorded by each school's own safeguarding lead (R5, R53). */
import type { Care, FlagKind } from '@contract/pupils'
import { addDays } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import type { Draft } from '../../sync/core/event'
import { flagEntity, reasonOf, recordBeside } from '../pupils'

/** About one pupil in thirty is protected in one way or another; who follows from the place on the roll. */
const flaggedAt = (turn: number): FlagKind | null =>
  turn % 61 === 13 ? 'NO_CAPTURE' : turn % 61 === 44 ? 'NO_PUBLISH' : null
const careAt = (turn: number): Care | null =>
  turn % 127 === 30 ? { status: 'CARE_ORDER', authority: null, evidence: null } : null

/** Whether a pupil, by the place on the roll, is protected in one way or another. */
export const isProtected = (turn: number): boolean => flaggedAt(turn) !== null || careAt(turn) !== null

/** @param ctx of the safeguarding lead */
export function protectionDrafts(ctx: Ctx, tenant: Tenant, roll: readonly { readonly id: string }[]): readonly Draft[] {
  return roll.flatMap(({ id }, turn): readonly Draft[] => {
    const [kind, care] = [flaggedAt(turn), careAt(turn)]
    const about = { pupil: id, by: ctx.actor.id }
    const flags = kind === null ? [] : [flagDraft(ctx, tenant, { ...about, kind })]
    return care === null ? flags : [...flags, recordBeside('care', id, { ...about, ...care })]
  })
}

function flagDraft(ctx: Ctx, tenant: Tenant, about: { pupil: string; by: Ctx['actor']['id']; kind: FlagKind }): Draft {
  const entity = flagEntity(about.pupil, about.kind)
  return recordBeside('flag', entity, {
    ...about,
    ...{ isSet: true, from: ctx.today(), reviewOn: addDays(ctx.today(), 180) },
    sealedReason: ctx.confide(tenant, reasonOf('flag', entity), 'Made up for practice: ask the safeguarding lead'),
  })
}
