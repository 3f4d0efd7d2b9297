/** Rules of people and their roles: dates, conflicts of interest (R8), who may give which role. Pure. */
import type { CivilDate, PersonId, Role, SchoolId } from '@contract/primitives'
import { TRUST_WIDE_ROLES } from '@contract/rights'

/** One dated grant of a role: for a school, or for the whole trust when `school` is null. */
export interface DatedGrant {
  readonly id: string
  readonly person: PersonId
  readonly role: Role
  readonly school: SchoolId | null
  readonly from: CivilDate
  /** Last day it holds; null: until ended. */
  readonly until: CivilDate | null
}

/** Roles as they read in the middle of a sentence. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  TRUST_SAFEGUARDING_LEAD: 'trust safeguarding lead',
  POLICY_LEAD: 'policy lead',
  DSL: 'designated safeguarding lead',
  DDSL: 'deputy designated safeguarding lead',
  HEAD: 'headteacher or principal',
  OFFICE_STAFF: 'office staff',
  IT: 'IT',
  DPO: 'data protection officer',
  GOVERNOR: 'governor',
}

/** The role that stands above all others: only its holders may give it, end it, or let a holder unlock a PC. */
export const TOP_ROLE: Role = 'TRUST_SAFEGUARDING_LEAD'

/** Whether a grant holds on a civil date of Europe/London; first and last day included (R7). */
export const holdsOn = (grant: Pick<DatedGrant, 'from' | 'until'>, date: CivilDate): boolean =>
  grant.from <= date && (grant.until === null || date <= grant.until)

/** Whether two spans of days share one. */
const overlap = (a: Pick<DatedGrant, 'from' | 'until'>, b: Pick<DatedGrant, 'from' | 'until'>): boolean =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

/** What forbids a grant, in words; null when nothing does. `others`: what the person holds already. */
export function whyNotGrant(grant: DatedGrant, others: readonly DatedGrant[]): string | null {
  if (grant.until !== null && grant.until < grant.from) {
    return 'The last day comes before the first. Check both dates.'
  }
  if (grant.school !== null && TRUST_WIDE_ROLES.includes(grant.role)) {
    return `The role ${ROLE_WORDS[grant.role]} is for the whole trust. Choose the whole trust, or another role.`
  }
  const same = others.some((held) => held.role === grant.role && held.school === grant.school && overlap(held, grant))
  return same
    ? 'This person holds that role in that time already. End the other one first, or choose other dates.'
    : null
}

const CONFLICTS_WITH_DPO: readonly Role[] = ['HEAD', 'IT']

/** R8: the data protection officer may not check his or her own decisions as head or IT. */
export function grantWarnings(grant: DatedGrant, others: readonly DatedGrant[]): readonly string[] {
  const clashing = (role: Role): readonly Role[] =>
    role === 'DPO' ? CONFLICTS_WITH_DPO : CONFLICTS_WITH_DPO.includes(role) ? ['DPO'] : []
  const held = others.filter((other) => overlap(other, grant)).map(({ role }) => role)
  return clashing(grant.role)
    .filter((role) => held.includes(role))
    .map(
      (role) =>
        `The same person is ${ROLE_WORDS[role]} and ${ROLE_WORDS[grant.role]} at the same time. A data protection officer should not check their own decisions: choose somebody else if you can.`,
    )
}

/** What forbids ending a grant on a day, in words; null when nothing does. `all`: every grant of the trust. */
export function whyNotEnd(
  grant: DatedGrant,
  until: CivilDate,
  today: CivilDate,
  all: readonly DatedGrant[],
): string | null {
  if (grant.until !== null && until > grant.until) {
    return 'The role ends before that day already. Give the role again for a longer time.'
  }
  return leavesNoLead(grant, until, today, all)
    ? 'This is the last trust safeguarding lead. Make another person trust safeguarding lead, without a last day, first.'
    : null
}

/** Whether the trust would have no lasting safeguarding lead once a grant has ended: then nobody could give roles any more. */
export function leavesNoLead(
  ended: DatedGrant,
  until: CivilDate,
  today: CivilDate,
  all: readonly DatedGrant[],
): boolean {
  if (ended.role !== TOP_ROLE || ended.school !== null) return false
  const latest = until > today ? until : today
  return !all.some(
    (grant) =>
      grant.id !== ended.id &&
      grant.role === TOP_ROLE &&
      grant.school === null &&
      grant.until === null &&
      grant.from <= latest,
  )
}
