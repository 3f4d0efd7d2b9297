/** Who is on the pictures of a set. */
import { Fault } from '@contract/fault'
import type { StaffShown } from '@contract/images'
import type { PupilCard } from '@contract/pupils'
import { pupilsShown } from '@db/repo/images'
import { somePupils } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { decideOver, entityOf, set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { pupilsIn } from '../consents'
import { cardOf, inListOrder, restrictedPupils } from '../pupils'
import { peopleShownKind, shownKind } from './events'

/** Pupils on a set in the order of lists; none for whoever may not see pupils. */
export function cardsOnSet(tenant: Tenant, id: string, ctx: Ctx): PupilCard[] {
  if (ctx.may('pupils.read', tenant.id) === null) return []
  const shown = pupilsShown(tenant.db, [id]).get(id) ?? []
  const rows = inListOrder(somePupils(tenant.db, shown), (row) => row)
  const restricted = restrictedPupils(tenant.db, shown, ctx.today())
  return rows.map((row) => cardOf(row, ctx.today(), restricted.has(row.id)))
}

/** Who is said to be on a set. */
export interface PeopleShown {
  readonly pupils: readonly string[]
  readonly staff: readonly StaffShown[]
}

/**
 * Drafts of who is on a set: one decision for each pupil of whom something else is said than stands.
 * @throws Fault 'bad-input' when a pupil is taken off without a reason, 'not-found' for one who is not of this school
 */
export function peopleDrafts(
  tenant: Tenant,
  id: string,
  { pupils, staff }: PeopleShown,
  reason: string | null,
  ctx: Ctx,
): readonly Draft[] {
  const before = new Set(pupilsShown(tenant.db, [id]).get(id) ?? [])
  const now = new Set(pupils)
  const on = [...now].filter((pupil) => !before.has(pupil))
  const off = [...before].filter((pupil) => !now.has(pupil))
  pupilsIn(tenant, on)
  if (off.length > 0 && reason === null) {
    throw new Fault('bad-input', 'Say why a pupil who was on these pictures is not on them. Nothing was saved.')
  }
  return [
    ...on.map((pupil) => shownDraft(tenant, id, pupil, true, ctx)),
    ...off.map((pupil) => shownDraft(tenant, id, pupil, false, ctx)),
    // Said each time, so that it is known even where nobody is on them.
    set(peopleShownKind, id, { staff, by: ctx.actor.id }),
  ]
}

function shownDraft(tenant: Tenant, id: string, pupil: string, isShown: boolean, ctx: Ctx): Draft {
  const body = { set: id, pupil, isShown, by: ctx.actor.id }
  const draft = decideOver(tenant, shownKind, entityOf('images.shown', id, pupil), body)
  // Whoever says it has before them what two PCs said differently.
  return (draft.parents ?? []).length > 1 ? { ...draft, op: 'resolve' } : draft
}
