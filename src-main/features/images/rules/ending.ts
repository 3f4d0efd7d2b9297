/**
 * What the one decision means for pictures that are kept or in use already: whether a use has to come down, and whether
 * anything still allows a set to be kept (R45, R46, R70, R71). Pure.
 */
import type { AskVerdict, ReasonCode } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'

/** What `decide` found for one pupil and use, and since when. */
export interface Decided {
  readonly verdict: AskVerdict
  readonly reason: ReasonCode
  /** Some Yes was given and has run out. */
  readonly ranOut: boolean
  /** First day of the reason, null where it has none, as when nobody was ever asked. */
  readonly since: CivilDate | null
}

/** What a live use needs because of one pupil. `LAPSED`: earlier use stays lawful, the Yes is to be asked for anew (R45, R61). */
export type UseStanding = 'ALLOWED' | 'LAPSED' | 'TAKE_DOWN'

/** Reasons that doubt this PC or the day, and say nothing of the pupil. */
const ABOUT_THIS_PC: readonly ReasonCode[] = ['RECORDS_OLD', 'CLOCK_DOUBTFUL']

/** @returns what a use that is out already needs; whatever is neither allowed nor merely run out comes down */
export function useStanding({ verdict, reason, ranOut }: Decided): UseStanding {
  if (verdict === 'YES' || verdict === 'YES_IF' || ABOUT_THIS_PC.includes(reason)) return 'ALLOWED'
  if (reason === 'EXPIRED') return 'LAPSED'
  const isUnanswered = reason === 'NOT_ASKED' || reason === 'NOT_RETURNED' || reason === 'NOT_YET'
  return isUnanswered && ranOut ? 'LAPSED' : 'TAKE_DOWN'
}

/** Somebody's No, protection or an order: the pictures themselves may not be kept on that pupil's account (R71). */
const SAID_NO: readonly ReasonCode[] = ['COURT_ORDER', 'PROTECTED', 'PUPIL_SAID_NO', 'RESPONSIBLE_SAID_NO', 'OBJECTED']

/** When nothing allowed any use of a set for one pupil any more. */
export interface Ended {
  readonly endedOn: CivilDate | null
  readonly withdrawn: boolean
}

/**
 * @param decided what was found for each use the pictures were taken for
 * @returns no day while one of them is allowed, or while somebody still has to look: doubt destroys nothing
 */
export function endedOf(decided: readonly Decided[]): Ended {
  const goesOn = decided.some(({ verdict, reason }) => verdict !== 'NO' || ABOUT_THIS_PC.includes(reason))
  const days = decided.flatMap(({ since }) => (since === null ? [] : [since])).sort()
  const last = days.at(-1)
  if (goesOn || last === undefined) return { endedOn: null, withdrawn: false }
  return { endedOn: last, withdrawn: decided.some(({ reason }) => SAID_NO.includes(reason)) }
}

/** Days from the reason to the day by which a use should be down; protection and orders do not wait (R46). */
export const TAKE_DOWN_DAYS = 2

/** Whether a take-down is for the day itself. */
export const isUrgent = ({ reason }: Pick<Decided, 'reason'>): boolean =>
  reason === 'COURT_ORDER' || reason === 'PROTECTED' || reason === 'CARE_AUTHORITY_MISSING'
