/**
 * What the one decision means for pictures that are kept or in use already: whether a use has to come down, and whether
 * anything still allows a set to be kept (R45, R46, R70, R71). Pure.
 */
import type { AskVerdict, ReasonCode } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import type { PublicationState } from '@contract/publications'

/** What `decide` found for one pupil and use, and since when. */
export interface Decided {
  readonly verdict: AskVerdict
  readonly reason: ReasonCode
  /** A Yes has run out, and nobody had said No. */
  readonly ranOut: boolean
  /** First day of the reason, null where it has none, as when nobody was ever asked. */
  readonly since: CivilDate | null
}

/** What a live use needs because of one pupil. `LAPSED`: earlier use stays lawful, the Yes is to be asked for anew (R45, R61). */
export type UseStanding = 'ALLOWED' | 'LAPSED' | 'TAKE_DOWN'

/** Reasons that doubt this PC or the day, and say nothing of the pupil. */
const ABOUT_THIS_PC: readonly ReasonCode[] = ['RECORDS_OLD', 'CLOCK_DOUBTFUL']

/**
 * @param decided null: the pupil is erased, or the use is none the school knows
 * @param isAgainst it went out against the decision about this pupil (R59), so that no earlier use was lawful
 * @returns what a use that is out already needs; whatever is neither allowed nor merely run out comes down
 */
export function useStanding(decided: Decided | null, isAgainst = false): UseStanding {
  if (decided === null) return 'TAKE_DOWN'
  const { verdict, reason, ranOut } = decided
  if (verdict === 'YES' || verdict === 'YES_IF' || ABOUT_THIS_PC.includes(reason)) return 'ALLOWED'
  // At the age of a view of their own, as at 18, a pupil is asked: nobody has said No (R49, R51).
  const onlyTime = ranOut || reason === 'PUPIL_VIEW_MISSING'
  return onlyTime && !isAgainst ? 'LAPSED' : 'TAKE_DOWN'
}

/**
 * Who is on a use.
 * @param chosen null: everybody on the set, those added to it later too
 */
export const pupilsOn = (
  chosen: readonly string[] | null,
  onSet: readonly string[],
  leftOut: ReadonlySet<string>,
): readonly string[] => (chosen ?? onSet).filter((pupil) => !leftOut.has(pupil))

/** Whether a use is still to be seen somewhere (R63): asked for is not gone. */
export const isOut = (state: PublicationState): boolean => state === 'LIVE' || state === 'REQUESTED'

/** When a use has to be down because of one pupil. */
export interface Due {
  /** Not before the day it went out. */
  readonly since: CivilDate
  /** For the day itself: protection, orders and erasure do not wait. */
  readonly isUrgent: boolean
}

/**
 * @param from the day the use went out
 * @returns null: it need not come down
 */
export function dueOf(from: CivilDate, decided: Decided | null, isAgainst = false): Due | null {
  if (useStanding(decided, isAgainst) !== 'TAKE_DOWN') return null
  const since = decided?.since ?? null
  return {
    // Not known since when, as for somebody never asked: since it went out.
    since: since === null || since < from ? from : since,
    isUrgent: decided === null || URGENT.includes(decided.reason),
  }
}

const URGENT: readonly ReasonCode[] = ['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING']

/** Days from the reason to the day by which a use should be down, where it is not urgent (R46). */
export const TAKE_DOWN_DAYS = 2

/** Somebody's No, protection or an order: the pictures themselves may not be kept on that pupil's account (R71). */
const SAID_NO: readonly ReasonCode[] = ['COURT_ORDER', 'PROTECTED', 'PUPIL_SAID_NO', 'RESPONSIBLE_SAID_NO', 'OBJECTED']

/** When nothing allowed any use of a set for one pupil any more. */
export interface Ended {
  readonly endedOn: CivilDate | null
  readonly withdrawn: boolean
}

/**
 * @param decided what was found for each use the pictures were taken for
 * @returns no day while one of them is allowed, or while somebody still has to look: doubt destroys nothing. A Yes that
 *   ran out is no doubt, and no No either
 */
export function endedOf(decided: readonly Decided[]): Ended {
  const isOver = ({ verdict, reason, ranOut }: Decided): boolean => verdict === 'NO' || (reason === 'EXPIRED' && ranOut)
  const days = decided.flatMap(({ since }) => (since === null ? [] : [since])).sort()
  const last = days.at(-1)
  if (!decided.every(isOver) || last === undefined) return { endedOn: null, withdrawn: false }
  return {
    endedOn: last,
    withdrawn: decided.some(({ verdict, reason }) => verdict === 'NO' && SAID_NO.includes(reason)),
  }
}

/**
 * The same where PCs differ about the facts, and somebody may be right by whom pictures are kept: no end while one reading
 * has none, the latest of them otherwise, and a No only where every reading has one.
 * @param uses for each use what each reading says of it; one of a single reading is the same by every other
 */
export function endedByAll(uses: readonly (readonly Decided[])[]): Ended {
  const readings = Math.max(1, ...uses.map(({ length }) => length))
  const ends = Array.from({ length: readings }, (_, i) => endedOf(uses.flatMap((one) => one[i] ?? one[0] ?? [])))
  const days = ends.flatMap(({ endedOn }) => (endedOn === null ? [] : [endedOn])).sort()
  return {
    endedOn: days.length < ends.length ? null : (days.at(-1) ?? null),
    withdrawn: ends.every(({ withdrawn }) => withdrawn),
  }
}
