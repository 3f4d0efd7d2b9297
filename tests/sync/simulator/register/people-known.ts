/** Who a device's log says somebody is, read for the check of safety: ages, responsibility, who may give (R47 to R53). */
import type { Ledger, Said } from './ledger'

interface Day {
  readonly pupil: string
  readonly on: string
  readonly today: string
}

/** Whole years the pupil may be of on the day; both the same where the date of birth is known. */
export function ageSpan(
  ledger: Ledger,
  { pupil, on, today }: Day,
): { readonly youngest: number; readonly oldest: number } {
  const { dateOfBirth, year } = ledger.thing('pupils.pupil', pupil) ?? {}
  if (typeof dateOfBirth === 'string' && dateOfBirth <= on) {
    const years = Number(on.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
    const age = on.slice(5) < dateOfBirth.slice(5) ? years - 1 : years
    return { youngest: age, oldest: age }
  }
  // By the year group, with a year of margin (domain section 7): Year 1 is five at its start.
  const begins = Number(year) + 4
  if (Number.isNaN(begins)) return { youngest: 0, oldest: 99 }
  // Another school year may find the pupil moved on, or not.
  const moved = schoolYear(on) - schoolYear(today)
  return { youngest: begins + Math.min(0, moved) - 1, oldest: begins + Math.max(0, moved) + 2 }
}

const schoolYear = (day: string): number => new Date(Date.parse(day) + 122 * 86_400_000).getUTCFullYear()

/** Every age from which a pupil decides that nobody answered; null: never by age. */
export function viewAgesIn(ledger: Ledger): readonly (number | null)[] {
  const said = ledger.standing('consents.viewFrom', 'settings').map(({ says }) => says['from'] as number | null)
  return said.length === 0 ? [13] : said
}

/** Whether the pupil's own word may count, and whether it surely does (R49, R50). */
export function ownWord(ledger: Ledger, day: Day): { readonly mayCount: boolean; readonly surely: boolean } {
  // By each of several ages that stand (C19): it may count by any, and surely does by all.
  const froms = viewAgesIn(ledger).map((age) => age ?? 18)
  const { youngest, oldest } = ageSpan(ledger, day)
  const judged = new Set(ledger.standing('pupils.competence', day.pupil).map(({ says }) => says['competence']))
  // Found unable to decide, nobody's own word is enough, of age or not.
  const isDoubted = judged.has('NOT_COMPETENT')
  if (judged.size > 1) return { mayCount: true, surely: youngest >= 18 && !isDoubted }
  const isByAge = judged.size === 0 || judged.has('BY_AGE')
  const isAble = judged.has('COMPETENT')
  return {
    mayCount: oldest >= 18 || isAble || (isByAge && froms.some((from) => oldest >= from)),
    surely: (youngest >= 18 && !isDoubted) || isAble || (isByAge && froms.every((from) => youngest >= from)),
  }
}

export interface ContactSeen {
  readonly id: string
  readonly relationship: unknown
  /** Decides by delegation of the local authority. */
  readonly isDelegated: boolean
  /** Last day the school counts them among the pupil's contacts; null: open. */
  readonly endedOn: string | null
}

export function contactsOf(ledger: Ledger, pupil: string): readonly ContactSeen[] {
  return ledger.things('pupils.contact').flatMap((id) => {
    const says = ledger.thing('pupils.contact', id)
    if (says?.['pupil'] !== pupil) return []
    const endedOn = says['endedOn'] as string | null
    return [{ id, relationship: says['relationship'], isDelegated: says['delegated'] !== null, endedOn }]
  })
}

/** What every unanswered record of a contact's responsibility says of the day, taken together (R48). */
export function responsibilityOf(
  ledger: Ledger,
  contact: ContactSeen,
  { pupil, on }: Day,
): { readonly surely: boolean; readonly isOver: boolean } {
  const records = ledger.standing('pupils.responsibility', contact.id).map(({ says }) => says)
  const until = (says: Said): string => (says['until'] === null ? '9999' : String(says['until']))
  const from = (says: Said): string => (says['from'] === null ? '' : String(says['from']))
  const holds = (says: Said): boolean => says['holds'] === true && from(says) <= on && on <= until(says)
  const isOver = records.length > 0 && records.every((says) => says['holds'] === true && until(says) < on)
  return {
    surely: records.length > 0 && records.every(holds),
    isOver: isOver && !decidesInCare(ledger, contact, pupil),
  }
}

/** Who decides for a pupil looked after: by the one authority all records agree on. */
function authorityIn(ledger: Ledger, pupil: string): unknown {
  const records = ledger.standing('pupils.care', pupil).map(({ says }) => says)
  const deciders = new Set(
    records.map(({ status, authority }) =>
      status === 'CARE_ORDER' || status === 'ACCOMMODATED' ? authority : 'PARENTS',
    ),
  )
  const [only = 'PARENTS'] = deciders
  return deciders.size > 1 ? null : only
}

function decidesInCare(ledger: Ledger, contact: ContactSeen, pupil: string): boolean {
  const authority = authorityIn(ledger, pupil)
  if (authority === 'LOCAL_AUTHORITY') return contact.relationship === 'LOCAL_AUTHORITY'
  return authority === 'CARER' && contact.isDelegated
}

/** Whether somebody may by every record give consent alone on the day (R47, R51, R53). */
export function mayGive(ledger: Ledger, day: Day, { contact: id, name }: Said): boolean {
  if (id === null && name === null) return ownWord(ledger, day).surely
  const contact = contactsOf(ledger, day.pupil).find((one) => one.id === id)
  if (contact === undefined || ageSpan(ledger, day).oldest >= 18) return false
  if (contact.endedOn !== null && contact.endedOn < day.on) return false
  if (authorityIn(ledger, day.pupil) === 'PARENTS') return responsibilityOf(ledger, contact, day).surely
  return decidesInCare(ledger, contact, day.pupil)
}

/** First day on which a wording could be signed: its issue, or its own first day if that came before; null: not issued here. */
export function sinceOf(ledger: Ledger, wording: string): string | null {
  const issue = ledger.thing('consents.issue', wording)
  if (issue === null) return null
  return [String(issue['issuedOn']), String(issue['effectiveFrom'])].sort()[0] ?? null
}
