/**
 * Who may propose, approve and carry out a disposal, and when (R72, R74, R76, C38). Each step judges anew with the facts
 * of its own day, so that nothing goes because of what was true when it was proposed. Pure.
 */
import type { CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'
import { retentionOf, type Because, type RuleKnown, type SetKnown } from './retention'

/** The last day of an approval, counted in days from the day it was given. */
export const APPROVAL_DAYS = 30

/** What is known of the day itself (C38). */
export interface DayKnown {
  /** By the clock of this PC, Europe/London. */
  readonly today: CivilDate
  /** The date the person typed for this step, from a calendar and not from the screen; null: none. */
  readonly saidToday: CivilDate | null
  /** The newest day of anything recorded in this tenant; null: nothing is. */
  readonly newestRecordedOn: CivilDate | null
  /** An old copy was restored, or the clock is in doubt, and nobody has cleared it (R76, R123). */
  readonly recordsDoubtful: boolean
}

/** A set that is to go, and what its disposal rests on. */
export interface ToDispose {
  readonly set: SetKnown
  /** The whole schedule, rules that are retired included. */
  readonly rules: readonly RuleKnown[]
  /** Uses LIVE or REQUESTED that the school itself can take down. What it asked others to take down ends so (R77). */
  readonly usesInReach: number
}

/** What the log says of one disposal. */
export interface DisposalKnown {
  readonly proposedBy: string
  readonly proposedOn: CivilDate
  /** The newest decision; null: none yet. */
  readonly decision: { readonly by: string; readonly on: CivilDate; readonly approved: boolean } | null
  /** The first file, or the first other copy, was begun. */
  readonly begunOn: CivilDate | null
  /** It was stopped, and not taken up again since. */
  readonly stoppedOn: CivilDate | null
  readonly finishedOn: CivilDate | null
}

/** BROKEN_OFF: stopped with something still there; it may be taken up again while its approval holds. */
export const DISPOSAL_PHASES = ['PROPOSED', 'APPROVED', 'REFUSED', 'BEGUN', 'BROKEN_OFF', 'CARRIED_OUT'] as const
export type DisposalPhase = (typeof DISPOSAL_PHASES)[number]

/** Why a step may not be taken, with what is needed to word it. */
export type Refusal =
  | { readonly code: 'CLOCK_DIFFERS'; readonly today: CivilDate; readonly said: CivilDate | null }
  /** The clock shows a day before one on which something was recorded. */
  | { readonly code: 'CLOCK_BEHIND'; readonly today: CivilDate; readonly recorded: CivilDate }
  | { readonly code: 'RECORDS_DOUBTFUL' }
  | { readonly code: 'ALREADY_DISPOSED' }
  | { readonly code: 'ON_HOLD' }
  | { readonly code: 'NOT_DUE'; readonly dueOn: CivilDate | null; readonly because: Because }
  | { readonly code: 'IN_USE'; readonly uses: number }
  | { readonly code: 'ALREADY_PROPOSED' }
  | { readonly code: 'NOT_PROPOSED' }
  | { readonly code: 'ALREADY_APPROVED'; readonly on: CivilDate }
  | { readonly code: 'SAME_PERSON' }
  | { readonly code: 'NOT_APPROVED' }
  | { readonly code: 'REFUSED'; readonly on: CivilDate }
  /** `until` was the last day of the approval. */
  | { readonly code: 'APPROVAL_OLD'; readonly until: CivilDate }

/** Where a disposal stands. What somebody refused after it had begun is broken off. */
export function phaseOf({ decision, begunOn, stoppedOn, finishedOn }: DisposalKnown): DisposalPhase {
  if (finishedOn !== null) return 'CARRIED_OUT'
  const isRefused = decision?.approved === false
  if (begunOn !== null) return isRefused || stoppedOn !== null ? 'BROKEN_OFF' : 'BEGUN'
  if (isRefused) return 'REFUSED'
  if (stoppedOn !== null) return 'BROKEN_OFF'
  return decision === null ? 'PROPOSED' : 'APPROVED'
}

/**
 * Whether a set may go on this day, whoever asks; what every step asks first.
 * @returns null: it may
 */
export function mayDispose(of: ToDispose, day: DayKnown): Refusal | null {
  return dayStands(day, []) ?? setStands(of, day.today)
}

/** @returns null: somebody may propose that this set goes */
export function mayPropose(of: ToDispose, day: DayKnown): Refusal | null {
  return mayDispose(of, day) ?? (of.set.disposal === 'PROPOSED' ? { code: 'ALREADY_PROPOSED' } : null)
}

/**
 * An approval that has run out may be given again.
 * @param disposal null: nothing was proposed
 * @param by who would approve
 * @returns null: this person may approve on this day
 */
export function mayApprove(of: ToDispose, disposal: DisposalKnown | null, by: string, day: DayKnown): Refusal | null {
  const refusal = dayStands(day, datesOf(disposal)) ?? setStands(of, day.today)
  if (refusal !== null) return refusal
  if (disposal === null) return { code: 'NOT_PROPOSED' }
  if (disposal.finishedOn !== null) return { code: 'ALREADY_DISPOSED' }
  const { decision } = disposal
  if (decision?.approved === false) return { code: 'REFUSED', on: decision.on }
  if (decision !== null && day.today <= lastDayOf(decision.on)) return { code: 'ALREADY_APPROVED', on: decision.on }
  return by === disposal.proposedBy ? { code: 'SAME_PERSON' } : null
}

/**
 * Asked before the first file and again before every file.
 * @param disposal null: nothing was proposed
 * @returns null: what was approved may be carried out on this day
 */
export function mayCarryOut(of: ToDispose, disposal: DisposalKnown | null, day: DayKnown): Refusal | null {
  const refusal = dayStands(day, datesOf(disposal)) ?? setStands(of, day.today)
  if (refusal !== null) return refusal
  if (disposal === null) return { code: 'NOT_PROPOSED' }
  if (disposal.finishedOn !== null) return { code: 'ALREADY_DISPOSED' }
  const { decision, proposedBy } = disposal
  if (decision === null) return { code: 'NOT_APPROVED' }
  if (!decision.approved) return { code: 'REFUSED', on: decision.on }
  // Two PCs that had not met may have recorded what neither would have allowed.
  if (decision.by === proposedBy) return { code: 'SAME_PERSON' }
  const until = lastDayOf(decision.on)
  return day.today > until ? { code: 'APPROVAL_OLD', until } : null
}

const lastDayOf = (approvedOn: CivilDate): CivilDate => addDays(approvedOn, APPROVAL_DAYS)

const datesOf = (disposal: DisposalKnown | null): readonly (CivilDate | null)[] =>
  disposal === null ? [] : [disposal.proposedOn, disposal.decision?.on ?? null, disposal.begunOn, disposal.stoppedOn]

/** The day first: with a wrong clock nothing else that is judged would be true. */
function dayStands(day: DayKnown, dates: readonly (CivilDate | null)[]): Refusal | null {
  const { today, saidToday, newestRecordedOn, recordsDoubtful } = day
  if (saidToday !== today) return { code: 'CLOCK_DIFFERS', today, said: saidToday }
  const [recorded] = [newestRecordedOn, ...dates]
    .filter((date) => date !== null)
    .sort()
    .reverse()
  if (recorded !== undefined && today < recorded) return { code: 'CLOCK_BEHIND', today, recorded }
  return recordsDoubtful ? { code: 'RECORDS_DOUBTFUL' } : null
}

function setStands({ set, rules, usesInReach }: ToDispose, today: CivilDate): Refusal | null {
  if (set.disposal === 'DISPOSED') return { code: 'ALREADY_DISPOSED' }
  if (set.held) return { code: 'ON_HOLD' }
  const { dueOn, because } = retentionOf(set, rules, today)
  if (dueOn === null || today < dueOn) return { code: 'NOT_DUE', dueOn, because }
  return usesInReach > 0 ? { code: 'IN_USE', uses: usesInReach } : null
}
