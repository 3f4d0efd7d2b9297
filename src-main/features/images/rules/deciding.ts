/**
 * The one decision asked for pictures that are kept or in use: what it says, and since when nothing else could be said.
 * Pure.
 */
import { isNo } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import type { FlagKind } from '@contract/pupils'
import { addDays } from '@vault/clock'
import { decide, decideNamed, type Case } from '../../consents/rules/decide'
import { standingOn } from '../../consents/rules/pupil-standing'
import { isOwnWord, lastDayOf, type StandingAnswer } from '../../consents/rules/validity'
import { weigh } from '../../consents/rules/weighing'
import { turnsOn } from '../../pupils/rules/age'
import type { Decided } from './ending'

/** What is decided about a picture without a name. */
export function decidedOf(of: Case): Decided {
  const { verdict, reason } = decide(of)
  if (reason === 'NOT_YET') return { ...withoutThoseToCome(of), verdict, reason }
  const noes = reason === 'EXPIRED' ? noesOfAChild(of) : []
  return {
    verdict,
    reason,
    ranOut: reason === 'EXPIRED' && noes.length === 0,
    since: firstOf(noes) ?? sinceOf(of, reason),
  }
}

/** A Yes still to come changes nothing about a use that is out today, nor that whoever gives it had said No before. */
function withoutThoseToCome(of: Case): Pick<Decided, 'ranOut' | 'since'> {
  const { on } = of.pupil
  const [begun, toCome] = [true, false].map((wanted) =>
    of.answers.filter(({ coversFrom, decidedOn }) => (coversFrom <= on && decidedOn <= on) === wanted),
  ) as [StandingAnswer[], StandingAnswer[]] // One for each of the two.
  const today = decidedOf({ ...of, answers: begun })
  return { ranOut: today.ranOut && toCome.every(({ latestNoOn }) => latestNoOn === null), since: today.since }
}

/**
 * Days of Noes that bound until the pupil was 18. From then on nobody's word but the pupil's counts (R51); a picture that had
 * to come down before has to come down still.
 */
function noesOfAChild(of: Case): readonly CivilDate[] {
  const { known, on } = of.pupil
  const eve = known.dateOfBirth === null ? on : addDays(turnsOn(known.dateOfBirth, 18), -1)
  const day = eve < on ? eve : on
  const { contacts } = standingOn({ ...known, dateOfBirth: null, year: 'X' }, day, null)
  const settled = settledForYes(of)
  return of.answers.flatMap((answer) => {
    const no = noOf(answer)
    if (no === null || no > day || settled.has(answer.event) || answer.contact === null) return []
    return contacts.get(answer.contact)?.refuses === 'no-longer' ? [] : [no]
  })
}

/**
 * The same with the pupil's name beside it. Where the picture is allowed and the name is not, what bars the name is told:
 * a name protected by a flag is as urgent as the picture would be (R55, R60).
 * @param name the case of the use NAME_WITH_IMAGE; null: this school names nobody in pictures
 */
export function decidedNamedOf(picture: Case, name: Case | null): Decided {
  const { verdict, reason } = decideNamed(picture, name)
  if (verdict === 'YES' || verdict === 'YES_IF') return { verdict, reason, ranOut: false, since: null }
  if (reason !== 'NAME_NOT_ALLOWED') return decidedOf(picture)
  if (name !== null) return decidedOf(name)
  const since = firstOf(flagDays(picture, ['NO_NAME']))
  return { verdict, reason: since === null ? reason : 'PROTECTED', ranOut: false, since }
}

/** First day of a reason; null where it has none, as when nobody was ever asked. */
function sinceOf(of: Case, reason: Decided['reason']): CivilDate | null {
  const { on, known } = of.pupil
  switch (reason) {
    case 'COURT_ORDER':
      return firstOf(ordersFrom(of)) ?? on
    case 'PROTECTED':
      return firstOf(flagDays(of, forbidding(of))) ?? on
    case 'LEFT':
      return known.leftOn === null ? on : addDays(known.leftOn, 1)
    case 'EXPIRED':
      return ranOutOn(of)
    case 'PUPIL_SAID_NO':
    case 'RESPONSIBLE_SAID_NO':
    case 'OTHER_SAID_NO':
    case 'OBJECTED':
    case 'DISPUTED':
      return saidNoOn(of)
    case 'CARE_AUTHORITY_MISSING':
      return on
    default:
      return null
  }
}

/** First days of the live orders that forbid this use (R56); those of other uses and those that are over say nothing. */
const ordersFrom = ({ pupil: { known, on }, purpose }: Case): readonly CivilDate[] =>
  known.orders
    .filter(
      ({ from, until, scope }) =>
        from <= on && (until === null || on <= until) && (scope?.includes(purpose.id) ?? true),
    )
    .map(({ from }) => from)

/** Kinds of flag that bar this use (R55). */
const forbidding = ({ purpose: { outside, code } }: Case): readonly FlagKind[] => [
  'NO_CAPTURE',
  ...(outside ? (['NO_PUBLISH'] as const) : []),
  ...(code === 'NAME_WITH_IMAGE' || code === 'PUPIL_WORK_NAMED' ? (['NO_NAME'] as const) : []),
]

const flagDays = ({ pupil: { known, on } }: Case, kinds: readonly FlagKind[]): readonly CivilDate[] =>
  known.flags.flatMap(({ kind, isSet, from }) => (isSet && from <= on && kinds.includes(kind) ? [from] : []))

/**
 * The day of the first No that counts and was not settled for the Yes since: a second No puts nothing off. Where nobody
 * said No, as when two PCs differ, the day of the newest answer.
 */
function saidNoOn(of: Case): CivilDate {
  const { on } = of.pupil
  const settled = settledForYes(of)
  const noes = of.answers.flatMap((answer) => {
    const day = noOf(answer)
    return day === null || settled.has(answer.event) || countsNoLonger(of, answer) ? [] : [day < on ? day : on]
  })
  const days = of.answers.map(({ decidedOn }) => decidedOn).filter((day) => day <= on)
  return firstOf(noes) ?? lastOf(days) ?? on
}

/** Events of answers that a settlement set aside. */
const settledForYes = ({ settlements }: Case): ReadonlySet<string> =>
  new Set(settlements.flatMap(({ outcome, covers }) => (outcome === 'REFUSED' ? [] : covers)))

/** The day of somebody's No, which a Yes that is older than it stands for as well (R120). */
function noOf({ answer, decidedOn, latestNoOn }: StandingAnswer): CivilDate | null {
  if (isNo(answer)) return decidedOn
  return answer !== 'VOID' && latestNoOn !== null && decidedOn < latestNoOn ? latestNoOn : null
}

const countsNoLonger = ({ pupil }: Case, answer: StandingAnswer): boolean =>
  (isOwnWord(answer) ? pupil.own : pupil.contacts.get(answer.contact ?? ''))?.refuses === 'no-longer'

/** The day after the last on which a Yes held: by its own limit, by renewal, until the pupil was 18 or left once (R51, R61). */
function ranOutOn(of: Case): CivilDate {
  const { on, known } = of.pupil
  const grown = known.dateOfBirth === null ? null : addDays(turnsOn(known.dateOfBirth, 18), -1)
  const ends = weigh(of).expired.flatMap((answer) => {
    const limits = [
      lastDayOf(answer, of.purpose.renewal),
      answer.contact === null ? null : grown,
      // An earlier stay ends what was given in it, and nothing that was given since.
      known.lastLeft !== null && answer.decidedOn <= known.lastLeft ? known.lastLeft : null,
    ]
    return firstOf(limits.filter((day) => day !== null && day < on)) ?? []
  })
  const last = lastOf(ends)
  return last === null ? on : addDays(last, 1)
}

const firstOf = (days: readonly (CivilDate | null)[]): CivilDate | null =>
  days.filter((day) => day !== null).sort()[0] ?? null

const lastOf = (days: readonly CivilDate[]): CivilDate | null => [...days].sort().at(-1) ?? null
