/** Serving the calls that protect a pupil: flags, court orders, care and competence (R5, R49, R53, R55, R56). */
import { Fault } from '@contract/fault'
import type { pupils } from '@contract/pupils'
import type { Handlers } from '@contract/rpc'
import { onePurpose } from '@db/repo/consents'
import { standingEvents, type StandingRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { checkCare, checkSpan } from './checks'
import { fileOf, pupilIn } from './places'
import { flagEntity, reasonOf, recordAnew, saidAs, type FlagSaid, type OrderSaid } from './standing'
import { ordersOf, viewOf } from './views'

type ProtectionCalls = Pick<
  Handlers<typeof pupils, Ctx>,
  | 'pupils.setFlag'
  | 'pupils.clearFlag'
  | 'pupils.setOrder'
  | 'pupils.liftOrder'
  | 'pupils.setCare'
  | 'pupils.setCompetence'
>

export const protectionHandlers: ProtectionCalls = {
  'pupils.setFlag': ({ school, pupil, kind, from, reviewOn, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    if (reviewOn < from) {
      throw new Fault('bad-input', 'The review comes before the flag begins. Check both dates. Nothing was changed.')
    }
    recordFlag(tenant, { pupil, kind, isSet: true, from, reviewOn }, reason, ctx)
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.clearFlag': ({ school, pupil, kind, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    const set = saidAs('flag', standingEvents(tenant.db, 'flag', flagEntity(pupil, kind))).find(({ isSet }) => isSet)
    if (set === undefined) {
      throw new Fault('conflict', 'This flag is not set, so there is nothing to clear. Nothing was changed.')
    }
    recordFlag(tenant, { pupil, kind, isSet: false, from: set.from, reviewOn: set.reviewOn }, reason, ctx)
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.setOrder': ({ school, pupil, order, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    if (order !== null) orderIn(tenant, pupil, order)
    checkSpan(facts)
    checkScope(tenant, facts.scope)
    ctx.append(tenant, [recordAnew(tenant, 'order', order ?? ctx.newId(), { pupil, by: ctx.actor.id, ...facts })])
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.liftOrder': ({ school, pupil, order, on, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    const [standing] = ordersOf(orderIn(tenant, pupil, order), ctx.today())
    if (standing === undefined) throw noOrder()
    const { kind, scope, reference, from } = standing
    if (standing.until !== null && standing.until <= on) {
      throw new Fault('conflict', 'This order ends by then anyway. Nothing was changed.')
    }
    checkSpan({ from, until: on })
    const said: OrderSaid = {
      ...{ pupil, by: ctx.actor.id, kind, scope, reference, from, until: on },
      sealedReason: ctx.confide(tenant, reasonOf('order', order), reason),
    }
    ctx.append(tenant, [recordAnew(tenant, 'order', order, said)])
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.setCare': ({ school, pupil, care }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    checkCare(care)
    ctx.append(tenant, [recordAnew(tenant, 'care', pupil, { pupil, by: ctx.actor.id, ...care })])
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.setCompetence': ({ school, pupil, competence, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    const sealedReason = ctx.confide(tenant, reasonOf('competence', pupil), reason)
    ctx.append(tenant, [recordAnew(tenant, 'competence', pupil, { pupil, by: ctx.actor.id, competence, sealedReason })])
    return viewOf(tenant, pupil, ctx)
  },
}

function recordFlag(tenant: Tenant, flag: Omit<FlagSaid, 'by' | 'sealedReason'>, reason: string, ctx: Ctx): void {
  const entity = flagEntity(flag.pupil, flag.kind)
  const sealedReason = ctx.confide(tenant, reasonOf('flag', entity), reason)
  ctx.append(tenant, [recordAnew(tenant, 'flag', entity, { ...flag, by: ctx.actor.id, sealedReason })])
}

/** What stands of one order. @throws Fault 'not-found' for an order of nobody, or of another pupil */
function orderIn(tenant: Tenant, pupil: string, order: string): readonly StandingRow[] {
  const standing = standingEvents(tenant.db, 'order', order)
  if (standing.length === 0 || standing.some((row) => row.pupil !== pupil)) throw noOrder()
  return standing
}

/** An order that names no use, or one this school does not have, would forbid nothing. @throws Fault 'bad-input' */
function checkScope(tenant: Tenant, scope: readonly string[] | null): void {
  if (scope === null) return
  if (scope.length === 0) {
    throw new Fault('bad-input', 'Choose the uses the order forbids, or all of them. Nothing was changed.')
  }
  if (scope.some((purpose) => onePurpose(tenant.db, purpose) === null)) {
    throw new Fault('bad-input', 'This school has no such use. Choose from the list. Nothing was changed.')
  }
}

const noOrder = (): Fault =>
  new Fault('not-found', 'This pupil has no such order. Nothing was changed. Open the pupil again.')
