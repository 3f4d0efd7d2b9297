/** Serving the calls of the people around a pupil and of who holds parental responsibility (R47, R48). */
import type { pupils, Relationship, Responsibility } from '@contract/pupils'
import type { Handlers } from '@contract/rpc'
import { standingOf, type ContactRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import type { Json } from '../../sync/core/event'
import { checkResponsibility } from './checks'
import { contactKind } from './events'
import { contactIn, fileOf, pupilIn } from './places'
import { recordAnew, saidAs } from './standing'
import { viewOf } from './views'

type ContactCalls = Pick<
  Handlers<typeof pupils, Ctx>,
  'pupils.addContact' | 'pupils.editContact' | 'pupils.setResponsibility'
>

export const contactHandlers: ContactCalls = {
  'pupils.addContact': ({ school, pupil, facts, responsibility }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    if (responsibility !== null) checkResponsibility(responsibility, facts)
    const id = ctx.newId()
    const held = responsibility ?? byLaw(tenant, pupil, facts.relationship)
    ctx.append(tenant, [
      set(contactKind, id, { ...facts, pupil }),
      ...(held === null
        ? []
        : [recordAnew(tenant, 'responsibility', id, { pupil, by: ctx.actor.id, contact: id, ...held })]),
    ])
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.editContact': ({ school, pupil, contact, facts, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    const before: ContactRow & Readonly<Record<string, Json>> = contactIn(tenant, pupil, contact)
    const changed = Object.entries(facts).filter(([name, value]) => before[name] !== value)
    if (changed.length > 0) {
      ctx.append(tenant, [set(contactKind, contact, Object.fromEntries(changed))], { reason })
    }
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.setResponsibility': ({ school, pupil, contact, responsibility }, ctx) => {
    const tenant = fileOf(school, ctx)
    pupilIn(tenant, pupil)
    checkResponsibility(responsibility, contactIn(tenant, pupil, contact))
    ctx.append(tenant, [
      recordAnew(tenant, 'responsibility', contact, { pupil, by: ctx.actor.id, contact, ...responsibility }),
    ])
    return viewOf(tenant, pupil, ctx)
  },
}

/**
 * What is recorded where nobody said anything: mothers hold parental responsibility by law (R48). An adoption ends that,
 * so for a pupil somebody holds it for by adoption nothing is recorded, and a person has to say.
 */
function byLaw(tenant: Tenant, pupil: string, relationship: Relationship): Responsibility | null {
  if (relationship !== 'MOTHER') return null
  const isAdopted = saidAs('responsibility', standingOf(tenant.db, pupil)).some(
    ({ holds, basis }) => holds && basis === 'ADOPTION',
  )
  return isAdopted ? null : { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null }
}
