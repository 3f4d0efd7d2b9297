/** The one decision asked for pictures that are kept: what it says and since when it says so. */
import type { CivilDate } from '@contract/primitives'
import type { PurposeRow } from '@db/repo/consents'
import type { PupilRow } from '@db/repo/pupils'
import { addDays, addYears } from '@vault/clock'
import { lastDayOf, type Found, type Knowledge } from '../consents'
import type { Decided } from './rules/ending'

/** @param named with the pupil's name beside the picture */
export function decidedOf(knowledge: Knowledge, pupil: PupilRow, purpose: PurposeRow, named: boolean): Decided {
  const found = knowledge.decide(pupil, purpose, named)
  const { naming } = knowledge
  const isName = found.reason === 'NAME_NOT_ALLOWED' && naming !== null
  const [of, use] = isName ? [knowledge.decide(pupil, naming, false), naming] : [found, purpose]
  return {
    verdict: found.verdict,
    // A name that merely ran out is no more than that.
    reason: isName && of.reason === 'EXPIRED' ? 'EXPIRED' : found.reason,
    ranOut: knowledge.answersOf(pupil.id, use.id).some(({ answer }) => answer === 'GIVEN'),
    since: sinceOf(knowledge, pupil, use, of),
  }
}

/** First day of a reason; the day asked about where its own day cannot be told. */
function sinceOf(knowledge: Knowledge, pupil: PupilRow, purpose: PurposeRow, found: Found): CivilDate | null {
  const { on } = knowledge
  const { flags, orders } = knowledge.standingOf(pupil).known
  switch (found.reason) {
    case 'COURT_ORDER':
      return firstOf(orders.map(({ from }) => from).filter((from) => from <= on)) ?? on
    case 'PROTECTED':
      return firstOf(flags.flatMap(({ isSet, from }) => (isSet && from <= on ? [from] : []))) ?? on
    case 'LEFT':
      return pupil.leftOn === null ? on : addDays(pupil.leftOn, 1)
    case 'EXPIRED':
      return ranOutOn(pupil, purpose, found, on)
    case 'PUPIL_SAID_NO':
    case 'RESPONSIBLE_SAID_NO':
    case 'OTHER_SAID_NO':
    case 'OBJECTED':
    case 'DISPUTED':
      return lastOf(found.answers.map(({ decidedOn }) => decidedOn).filter((day) => day <= on)) ?? on
    case 'CARE_AUTHORITY_MISSING':
      return on
    default:
      return null
  }
}

/** The day after the last on which a Yes held: by its own limit, by renewal, or until the pupil was 18 (R51). */
function ranOutOn(pupil: PupilRow, purpose: PurposeRow, { answers }: Found, on: CivilDate): CivilDate {
  const grown = pupil.dateOfBirth === null ? null : addDays(addYears(pupil.dateOfBirth, 18), -1)
  const ends = answers.flatMap((answer) => {
    const days = [lastDayOf(answer, purpose.renewal), grown, pupil.lastLeft].filter((day) => day !== null && day < on)
    return firstOf(days.filter((day) => day !== null)) ?? []
  })
  const last = lastOf(ends)
  return last === null ? on : addDays(last, 1)
}

const firstOf = (days: readonly CivilDate[]): CivilDate | null => [...days].sort()[0] ?? null

const lastOf = (days: readonly CivilDate[]): CivilDate | null => [...days].sort().at(-1) ?? null
