/** Who may decide for a pupil on a day, and what forbids every picture before anybody is asked (R47-R56). Pure. */
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import type { Care, Competence, CourtOrder, FlagKind, Relationship, Responsibility } from '@contract/pupils'
import { academicYear, addDays, addYears } from '@vault/clock'
import { ageOn, oldestAge, turnsOn, youngestAge } from '../../pupils/rules/age'
import { yearsOn } from '../../pupils/rules/years'

/** What is known of a pupil, as far as a decision needs it. Lists hold everything that stands: more than one means two PCs disagree. */
export interface PupilKnown {
  readonly dateOfBirth: CivilDate | null
  readonly year: YearCode
  /** A day on which the pupil was in that year. */
  readonly yearAt: CivilDate
  readonly leftOn: CivilDate | null
  readonly lastLeft: CivilDate | null
  /** The same two dates as permit most, where PCs differ (C19); null: they agree. */
  readonly loosest: { readonly leftOn: CivilDate | null; readonly lastLeft: CivilDate | null } | null
  readonly contacts: readonly ContactKnown[]
  readonly flags: readonly { readonly kind: FlagKind; readonly isSet: boolean; readonly from: CivilDate }[]
  readonly orders: readonly Pick<CourtOrder, 'scope' | 'from' | 'until'>[]
  readonly care: readonly Care[]
  readonly competence: readonly Competence[]
}

export interface ContactKnown {
  readonly id: string
  readonly relationship: Relationship
  readonly delegated: string | null
  /** Last day on which the school counts them among the pupil's contacts; null: open. */
  readonly endedOn: CivilDate | null
  /** Everything that stands about this contact's parental responsibility; empty: nothing was ever recorded. */
  readonly responsibility: readonly Responsibility[]
}

/** Whether somebody's word counts: as a Yes, as a No, or not at all. */
export interface Authority {
  /** May give consent alone. */
  readonly gives: boolean
  /** Whose No it is: one that binds, one that somebody has to look at, one that counts no more. */
  readonly refuses: 'binds' | 'look' | 'no-longer'
}

/** A pupil on one day, worked out once for all uses. */
export interface PupilStanding {
  readonly known: PupilKnown
  readonly on: CivilDate
  /** The pupil alone may decide, or may be old enough for that: 18 (R47, R51). A parent's Yes is not taken any more. */
  readonly mayBeAdult: boolean
  /** The pupil's own Yes is needed beside a parent's, or instead of it (R49, R50). */
  readonly needsOwnView: boolean
  /** Looked after, and nobody's authority to decide is recorded (R53). */
  readonly careAuthorityMissing: boolean
  /** The pupil's own word. */
  readonly own: Authority
  /** A contact's word, by contact id. */
  readonly contacts: ReadonlyMap<string, Authority>
  /** Days after which something of the above may be otherwise, those of the past too, in no order. */
  readonly turns: () => readonly CivilDate[]
  /** The same by every other age from which a pupil decides, where PCs differ about that (C19). */
  readonly others: readonly PupilStanding[]
  /** The same pupil on the day after another. */
  readonly after: (day: CivilDate) => PupilStanding
}

/**
 * @param pupilViewFrom age from which a pupil's own view is needed, null: never by age before 18 (R49)
 * @param otherAges the same by other PCs
 */
export function standingOn(
  known: PupilKnown,
  on: CivilDate,
  pupilViewFrom: number | null,
  ...otherAges: readonly (number | null)[]
): PupilStanding {
  const adult = reaches(known, on, 18)
  const viewAge = pupilViewFrom ?? 18
  const byAge = reaches(known, on, viewAge)
  // Where two PCs judged differently, the pupil's No counts and the pupil's Yes is needed but is not enough alone.
  const judged = new Set(known.competence).size > 1 ? null : (known.competence[0] ?? 'BY_AGE')
  const mayDecide = judged === null || (judged === 'BY_AGE' ? byAge.may : judged === 'COMPETENT')
  const surelyDecides = judged === 'BY_AGE' ? byAge.surely : judged === 'COMPETENT'
  const needsOwnView = adult.may || mayDecide
  // Of age nobody decides instead of the pupil (R47, R51); found unable to decide, the pupil is not taken at a Yes either.
  const isDoubted = known.competence.includes('NOT_COMPETENT')
  const care = careOf(known.care)
  const others = otherAges.map((age) => standingOn(known, on, age))
  const later = new Map<CivilDate, PupilStanding>()
  return {
    known,
    on,
    mayBeAdult: adult.may,
    needsOwnView,
    careAuthorityMissing: !adult.surely && care !== null && care.authority === null,
    own: { gives: adult.surely ? !isDoubted : surelyDecides, refuses: needsOwnView ? 'binds' : 'look' },
    contacts: new Map(
      known.contacts.map((contact) => {
        const { gives, refuses } = authorityOf(contact, care, on)
        // From 18 on nobody else decides, neither way (R47, R51); where the age is not known, both readings are kept.
        return [contact.id, { gives: gives && !adult.may, refuses: adult.surely ? 'no-longer' : refuses }]
      }),
    ),
    turns: once(() => [...turnsOf(known, on, viewAge), ...others.flatMap(({ turns }) => turns())]),
    others,
    after: (day) => {
      const standing = later.get(day) ?? standingOn(known, addDays(day, 1), pupilViewFrom, ...otherAges)
      later.set(day, standing)
      return standing
    },
  }
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null
  return () => (done ??= { value: work() }).value
}

/** Last days before an age, on roll and of a contact, and the first and last days of responsibility, flags and orders. */
function turnsOf(known: PupilKnown, on: CivilDate, viewAge: number): readonly CivilDate[] {
  const { dateOfBirth: born, leftOn, contacts, flags, orders } = known
  const responsibility = contacts.flatMap((contact) => contact.responsibility)
  const begins = [
    ...(born === null ? [] : [born, turnsOn(born, viewAge), turnsOn(born, 18)]),
    ...[...flags, ...orders, ...responsibility].map(({ from }) => from),
  ]
  const ends = [leftOn, ...contacts.map(({ endedOn }) => endedOn), ...responsibility.map(({ until }) => until)]
  return [
    ...(born === null || born > on ? yearEndsThatAge(known, on, [viewAge, 18]) : []),
    ...begins.flatMap((day) => (day === null || day <= on ? [] : [addDays(day, -1)])),
    ...ends.flatMap((day) => (day === null ? [] : [day])),
  ]
}

/** Ends of school years after which a pupil whose year group alone tells the age may be of one. */
function yearEndsThatAge(known: PupilKnown, on: CivilDate, ages: readonly number[]): readonly CivilDate[] {
  const { ends } = academicYear(on)
  return Array.from({ length: YEAR_CODES.length }, (_, i) => addYears(ends, i)).filter((end) =>
    ages.some((age) => reaches(known, end, age).may !== reaches(known, addDays(end, 1), age).may),
  )
}

/** A person who is no contact of the pupil. */
export const STRANGER: Authority = { gives: false, refuses: 'look' }

/**
 * Whether a pupil may be of an age, and whether that is sure; they differ where no date of birth is held, or one that is
 * still to come and so cannot be right.
 */
function reaches(
  { dateOfBirth, year, yearAt }: Pick<PupilKnown, 'dateOfBirth' | 'year' | 'yearAt'>,
  on: CivilDate,
  age: number,
): { readonly may: boolean; readonly surely: boolean } {
  const known = dateOfBirth === null ? null : ageOn(dateOfBirth, on)
  if (known !== null) return { may: known >= age, surely: known >= age }
  const [lowest, highest] = yearsOn(year, yearAt, on)
  const [oldest, youngest] = [oldestAge(highest), youngestAge(lowest)]
  return { may: oldest === null || oldest >= age, surely: youngest !== null && youngest >= age }
}

/** The care that counts; null when the pupil is not looked after by any PC's record. */
function careOf(standing: readonly Care[]): Care | null {
  const looked = standing.find(isLookedAfter)
  if (looked === undefined) return null
  // Where records differ about who decides, nobody does until somebody records it anew. Without care it is the parents.
  const deciders = new Set(standing.map((one) => (isLookedAfter(one) ? one.authority : 'PARENTS')))
  return deciders.size > 1 ? { ...looked, authority: null } : looked
}

const isLookedAfter = ({ status }: Care): boolean => status === 'CARE_ORDER' || status === 'ACCOMMODATED'

/** R47, R48, R53: a contact's word on a day. */
function authorityOf(contact: ContactKnown, care: Care | null, on: CivilDate): Authority {
  const responsible = contact.responsibility.map((one) => holdsOn(one, on))
  const surelyHolds = responsible.length > 0 && responsible.every((one) => one)
  const mayHold = responsible.some((one) => one)
  const decidesInCare =
    (care?.authority === 'LOCAL_AUTHORITY' && contact.relationship === 'LOCAL_AUTHORITY') ||
    (care?.authority === 'CARER' && contact.delegated !== null)
  const isPast = contact.endedOn !== null && contact.endedOn < on
  return {
    // The law knows nothing of the school's list of contacts: whoever was taken off it says No as before. A Yes that the
    // school can no longer ask about is not relied on.
    gives: !isPast && (care === null || care.authority === 'PARENTS' ? surelyHolds : decidesInCare),
    // Parents of a looked-after pupil keep their responsibility, and so their No.
    refuses: mayHold || decidesInCare ? 'binds' : hasEnded(contact, on) ? 'no-longer' : 'look',
  }
}

const holdsOn = ({ holds, from, until }: Responsibility, on: CivilDate): boolean =>
  holds && (from === null || from <= on) && (until === null || on <= until)

/** Responsibility that was held and is recorded to have ended (edge case 5); never the same as none recorded. */
const hasEnded = ({ responsibility }: ContactKnown, on: CivilDate): boolean =>
  responsibility.length > 0 && responsibility.every(({ holds, until }) => holds && until !== null && until < on)

/** Whether a live order forbids a use (R56). @param purpose id of the use */
export const orderForbids = ({ known, on }: PupilStanding, purpose: string): boolean =>
  known.orders.some(
    ({ scope, from, until }) =>
      from <= on && (until === null || on <= until) && (scope === null || scope.includes(purpose)),
  )

/** Whether a flag of a kind is in force (R55): any PC's word that it is set is enough. */
export const isFlagged = ({ known, on }: PupilStanding, kind: FlagKind): boolean =>
  known.flags.some((flag) => flag.kind === kind && flag.isSet && flag.from <= on)
