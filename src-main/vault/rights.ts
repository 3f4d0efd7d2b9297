/**
 * Whether a person may do something today: the one place rights are decided (C20). Pure; everything is refused that
 * no grant allows.
 */
import { ROLES, type CivilDate, type Role, type SchoolId } from '@contract/primitives'
import { RIGHTS, type Action } from '@contract/rights'
import { holdsOn } from '../features/people/rules'

/** One dated grant of a role: for a school, or for the whole trust when `school` is null. */
export interface HeldGrant {
  readonly role: Role
  readonly school: SchoolId | null
  readonly from: CivilDate
  /** Last day it holds; null: until ended. */
  readonly until: CivilDate | null
}

/**
 * Actions that a grant for any school satisfies when the call is about the trust as a whole: everybody who works in
 * one school may see the trust's list of schools, people and catalogue, and save what is shown of it.
 */
const isSharedReading = (action: Action): boolean => action.endsWith('.read') || action === 'export.plain'

/**
 * The role that gives a right today, or null. A grant for the school itself comes before one for the whole trust, so
 * that the history names the nearest authority; among equals the order of `ROLES` decides.
 * @param about the school the call is about, null for the trust as a whole
 */
export function roleFor(
  grants: readonly HeldGrant[],
  action: Action,
  about: SchoolId | null,
  today: CivilDate,
): Role | null {
  const giving = grants.filter((grant) => holdsOn(grant, today) && RIGHTS[grant.role].includes(action))
  const forSchool = giving.filter(({ school }) => about !== null && school === about)
  const forTrust = giving.filter(({ school }) => school === null)
  const shared = about === null && isSharedReading(action) ? giving : []
  return first(forSchool) ?? first(forTrust) ?? first(shared)
}

/** Whether a person may work in a school, or in the trust's view (null), today. */
export function mayEnter(grants: readonly HeldGrant[], school: SchoolId | null, today: CivilDate): boolean {
  const current = grants.filter((grant) => holdsOn(grant, today))
  return school === null
    ? current.length > 0
    : current.some((grant) => grant.school === null || grant.school === school)
}

function first(grants: readonly HeldGrant[]): Role | null {
  return ROLES.find((role) => grants.some((grant) => grant.role === role)) ?? null
}
