/** The written record of who was granted access to what, and since when it ought to have ended (R31). */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { AccessGrant, Signee } from '@contract/signatures'
import { allAccess, type AccessRow } from '@db/repo/agreements'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { accessKind } from './events'
import { Signatures } from './signatures'

const signeeOf = ({ signeeKind, signee }: AccessRow): Signee => ({ kind: signeeKind, id: signee })

/** The newest first; of people who were erased nothing is left to list. */
export function accessOf(tenant: Tenant, ctx: Ctx): AccessGrant[] {
  const rows = allAccess(tenant.db)
  const signatures = new Signatures(tenant, ctx, { of: rows.map(signeeOf) })
  return rows.flatMap((row) => {
    const person = signatures.personOrNull(signeeOf(row))
    if (person === null) return []
    const { id, system, grantedOn, by, endedOn } = row
    const isOn = endedOn === null || endedOn > ctx.today()
    const toEnd = isOn && !signatures.cleared(signatures.find(person)).cleared
    return [{ ...{ id, system, grantedOn, grantedBy: by, endedOn, toEnd }, member: signatures.member(person) }]
  })
}

/** @throws Fault 'not-found', 'bad-input', 'conflict' when one of them is not cleared today; then nobody was granted anything */
export function grant(
  tenant: Tenant,
  { signees, system, on }: { readonly signees: readonly Signee[]; readonly system: string; readonly on: CivilDate },
  ctx: Ctx,
): AccessGrant[] {
  const nothing = 'Nobody was granted access.'
  if (on > ctx.today()) throw new Fault('bad-input', `That day is in the future. ${nothing}`)
  const wanted = [...new Map(signees.map((signee) => [signee.id, signee])).values()]
  const signatures = new Signatures(tenant, ctx, { of: wanted })
  const judged = wanted.map((signee, at) => {
    const clearance = signatures.clearance(signatures.find(signatures.person(signee)), false)
    return { signee, at, clearance }
  })
  const against = judged.filter(({ clearance }) => !clearance.cleared)
  if (against.length > 0) throw new Fault('conflict', `${whoIsNot(against, wanted.length)} ${nothing}`)
  const has = new Set(
    allAccess(tenant.db)
      .filter((row) => row.system === system && (row.endedOn === null || row.endedOn > ctx.today()))
      .map(({ signee }) => signee),
  )
  const drafts = wanted
    .filter(({ id }) => !has.has(id))
    .map((signee) => set(accessKind, ctx.newId(), { signee, system, grantedOn: on, by: ctx.actor.id, endedOn: null }))
  if (drafts.length > 0) ctx.append(tenant, drafts)
  const entities = new Set(drafts.map(({ entity }) => entity))
  const isAsked = ({ id, member, system: of }: AccessGrant): boolean =>
    entities.has(id) || (of === system && wanted.some(({ id: one }) => one === member.signee.id))
  return accessOf(tenant, ctx).filter((one) => isAsked(one) && one.endedOn === null)
}

/** Most places a sentence names. */
const NAMED = 10

/** By their places in what was asked: who they are is on the page, and a fault names nobody. */
function whoIsNot(
  against: readonly { readonly at: number; readonly clearance: { readonly words: string | null } }[],
  of: number,
): string {
  const [first] = against
  if (of === 1) return `This person is not cleared today. ${first?.clearance.words ?? ''}`.trim()
  const places = against.slice(0, NAMED).map(({ at }) => String(at + 1))
  const more = against.length > NAMED ? ` and ${against.length - NAMED} more` : ''
  return `${against.length} of ${of} are not cleared today: number ${places.join(', ')}${more} of those chosen. Take them out, or have them sign.`
}

/** @throws Fault 'not-found', 'bad-input' for a day before the grant or in the future */
export function end(
  tenant: Tenant,
  { grants, on }: { readonly grants: readonly string[]; readonly on: CivilDate },
  ctx: Ctx,
): AccessGrant[] {
  const rows = new Map(allAccess(tenant.db).map((row) => [row.id, row]))
  if (on > ctx.today()) throw new Fault('bad-input', 'That day is in the future. Nothing was changed.')
  const wanted = [...new Set(grants)].map((id) => {
    const row = rows.get(id)
    if (row === undefined)
      throw new Fault('not-found', 'There is no such access here. Nothing was changed. Open the list again.')
    if (on < row.grantedOn) throw new Fault('bad-input', 'That is before access was granted. Nothing was changed.')
    return row
  })
  const drafts = wanted.filter(({ endedOn }) => endedOn === null).map(({ id }) => set(accessKind, id, { endedOn: on }))
  if (drafts.length > 0) ctx.append(tenant, drafts)
  const ids = new Set(wanted.map(({ id }) => id))
  return accessOf(tenant, ctx).filter(({ id }) => ids.has(id))
}
