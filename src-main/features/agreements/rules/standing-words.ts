/** How somebody stands, in plain sentences. Nothing in them tells why anybody is protected (R5). Pure. */
import type { CivilDate, YearCode } from '@contract/primitives'
import type { SigningCapacity } from '@contract/signatures'
import { dateWords } from '@vault/clock'
import type { ClearanceKnown, StandingKnown } from './standing'

/** The newest signature to a requirement that is recorded, whether it counts or not. */
export interface LastSigned {
  /** Of the version that was signed. */
  readonly label: string
  readonly signedOn: CivilDate
}

const WHO: Readonly<Record<SigningCapacity, string>> = { CHILD: 'The pupil', PARENT: 'A parent', ADULT: 'This person' }

const on = (date: CivilDate | null): string => (date === null ? '' : ` on ${dateWords(date)}`)

const dayOf = (date: CivilDate | null): string => (date === null ? 'a day that is not known' : dateWords(date))

/**
 * @param last null: nobody has signed any version of it
 * @param refusers names of those who refused, in their order, null for one that is not named; empty: none may be
 */
export function standingWords(
  {
    because: { code, capacity, date },
    holdsUntil,
    toInform,
    refusedBy,
  }: Omit<StandingKnown, 'requirement' | 'missing' | 'state'>,
  last: LastSigned | null,
  refusers: readonly (string | null)[] = [],
): string {
  const who = capacity === null ? '' : WHO[capacity]
  const signed = last === null ? 'Signed' : `Signed ${last.label} on ${dateWords(last.signedOn)}`
  const holds = holdsUntil === null ? '' : `; holds until ${dateWords(holdsUntil)}`
  const told = toInform ? ' A change since then is still to be told.' : ''
  switch (code) {
    case 'NO_TEXT':
      return date === null
        ? 'No text is in force to sign.'
        : `No text is in force to sign; one is from ${dateWords(date)}.`
    case 'REFUSED':
      return refusedBy
        .map((one, at) => `${refusers[at] ?? WHO[one.capacity]} would not sign on ${dateWords(one.signedOn)}.`)
        .filter((words, at, all) => all.indexOf(words) === at)
        .join(' ')
    case 'SIGNED':
      return `${signed}${holds}.${told}`
    case 'SIGNED_FOR_CHILD':
      return `${signed} by a parent, since the pupil cannot sign${holds}.${told}`
    case 'ONE_OF_TWO':
      return `One of two has signed. ${who} has not.`
    case 'CANNOT_SIGN':
      return `${who} cannot sign, as said${on(date)}.`
    case 'TEXT_CHANGED':
      return `${signed}; a new text is in force since ${dayOf(date)}.`
    case 'ENDED':
      return `${signed}; that held until ${dayOf(date)}.`
    case 'SIGNED_FOR_LATER':
      return `${signed}; that counts from ${dayOf(date)}.`
    case 'NOBODY_SIGNED':
      return 'Nobody has signed.'
  }
}

/**
 * Why somebody is not cleared, in one line; null when cleared.
 * @param around.open title and words of each standing that is not current
 */
export function clearanceWords(
  { code }: Pick<ClearanceKnown, 'code'>,
  around: {
    readonly from: CivilDate | null
    readonly until: CivilDate | null
    readonly year: YearCode | null
    readonly open: readonly { readonly title: string; readonly words: string }[]
  },
): string | null {
  const { from, until, year, open } = around
  const [first] = open
  switch (code) {
    case null:
      return null
    case 'LEFT':
      return `Has left${until === null ? '' : `; the last day was ${dateWords(until)}`}.`
    case 'TO_COME':
      return `Is still to come${from === null ? '' : `, on ${dateWords(from)}`}.`
    case 'YEAR_UNPLACED':
      return `No agreement of this school is for Year ${year ?? ''}. Set which years each agreement is for.`
    case 'NOTHING_TO_SIGN':
      return 'This school has no agreement for this person to sign.'
    case 'NOT_CURRENT':
      if (first === undefined) return 'Something to sign is not current.'
      return open.length === 1
        ? `${first.title}: ${first.words}`
        : `${open.length} agreements are not current: ${open.map(({ title }) => title).join(', ')}.`
  }
}
