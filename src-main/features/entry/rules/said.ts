/** What a keyed form says, and how much of it counts while it is held (R41, R42, R50). Pure. */
import { isNo, type ConsentAnswer } from '@contract/answers'
import type { SheetFacts, Tick } from '@contract/entry'
import type { CivilDate } from '@contract/primitives'

/** One row of the form, in paper order. */
export interface AskedUse {
  readonly purpose: string
  /** Asks for consent; otherwise the use is only objected to (R39). */
  readonly asksConsent: boolean
}

/** Whose answer it is: of whoever signed, or the pupil's own. */
export interface SaidAnswer {
  readonly who: 'SIGNER' | 'PUPIL'
  readonly purpose: string
  readonly answer: ConsentAnswer
}

type Answered = Pick<SheetFacts, 'ticks' | 'signedBy' | 'pupilAgrees'>

/**
 * Everything a form says. A box left blank or unclear says nothing, so it permits nothing (R41).
 *
 * A pupil who signs answers for themselves. A pupil who agrees beside a parent gives the same answers. One who does not
 * agree has not said to which of them, so it is a No to every use: whatever was meant, nothing is shown that was not wanted.
 */
export function saidOn(facts: Answered, uses: readonly AskedUse[]): readonly SaidAnswer[] {
  const signer = facts.signedBy?.kind === 'PUPIL' ? 'PUPIL' : 'SIGNER'
  const ticked = uses.flatMap((use, i) => answerTo(use, facts.ticks[i] ?? 'U', signer))
  if (signer === 'PUPIL') return ticked
  switch (facts.pupilAgrees) {
    case 'Y':
      return [...ticked, ...uses.flatMap((use, i) => answerTo(use, facts.ticks[i] ?? 'U', 'PUPIL'))]
    case 'N':
      return [...ticked, ...uses.flatMap((use) => answerTo(use, 'N', 'PUPIL'))]
    case 'U':
      return ticked
  }
}

function answerTo({ purpose, asksConsent }: AskedUse, tick: Tick, who: SaidAnswer['who']): readonly SaidAnswer[] {
  if (tick === 'U') return []
  const answer = tick === 'Y' ? (asksConsent ? 'GIVEN' : 'NO_OBJECTION') : asksConsent ? 'REFUSED' : 'OBJECTED'
  return [{ who, purpose, answer }]
}

/** What counts of it: all once saved, the Noes alone while it is held, nothing of a draft or of what was set aside. */
export function countingIn(
  state: 'DRAFT' | 'SAVED' | 'TO_CHECK' | 'SET_ASIDE',
  said: readonly SaidAnswer[],
): readonly SaidAnswer[] {
  if (state === 'SAVED') return said
  return state === 'TO_CHECK' ? said.filter(({ answer }) => isNo(answer)) : []
}

/**
 * The day its answers are of. A form without a day, or with one that cannot be, is of the day it came in: no later, so that
 * nothing is invented, and no earlier, so that a No on it is not taken for an old one.
 */
export function answeredOn(
  { signedOn }: Pick<SheetFacts, 'signedOn'>,
  { receivedOn, today, trusted }: { receivedOn: CivilDate; today: CivilDate; trusted: boolean },
): CivilDate {
  if (signedOn === null || signedOn > today) return receivedOn
  return !trusted && signedOn > receivedOn ? receivedOn : signedOn
}
