/** Everything a decision rests on, and what each answer is worth on the day asked (R44-R53, R70, R120). Pure. */
import { isNo, RESTRICTIVENESS, type LawfulBasis, type PurposeCode, type Renewal } from '@contract/answers'
import { STRANGER, type Authority, type PupilStanding } from './pupil-standing'
import { isEvidenced, isOwnWord, lastDayOf, type StandingAnswer, type WordingSince } from './validity'

export interface PurposeKnown {
  readonly id: string
  readonly code: PurposeCode | null
  readonly basis: LawfulBasis
  readonly outside: boolean
  readonly renewal: Renewal
  /** The same three as permit most, where PCs differ (C19); null: they agree. */
  readonly loosest: Pick<PurposeKnown, 'basis' | 'outside' | 'renewal'> | null
}

/** A settlement that stands (R40, R52). */
export interface Settlement {
  readonly outcome: 'GIVEN' | 'REFUSED' | 'OVERRULED'
  readonly covers: readonly string[]
}

/** Everything about one use for one pupil. */
export interface Case {
  readonly pupil: PupilStanding
  readonly purpose: PurposeKnown
  /** Answers that stand for this pupil and use. */
  readonly answers: readonly StandingAnswer[]
  readonly settlements: readonly Settlement[]
  /** A form was printed for the pupil and no answer has come of it. */
  readonly formIsOut: boolean
  readonly since: WordingSince
  readonly records: Records
}

/** What may be trusted of this PC's records. */
export interface Records {
  /** More than 7 days without an exchange with the other PCs (R123), or something has come that this version cannot read (S16). */
  readonly old: boolean
  /** The clock may be wrong (C38). */
  readonly clockDoubtful: boolean
}

/** Answers sorted by what they are worth on that day. */
export interface Weighed extends Case {
  /** Yes by somebody who may give it alone, evidenced, begun and not run out. */
  readonly yes: readonly StandingAnswer[]
  /** The same by the pupil, where a parent's is needed as well. */
  readonly agrees: readonly StandingAnswer[]
  /** Yes by somebody who may, in force but for its evidence. */
  readonly unproven: readonly StandingAnswer[]
  readonly pupilNo: readonly StandingAnswer[]
  readonly bindingNo: readonly StandingAnswer[]
  readonly otherNo: readonly StandingAnswer[]
  readonly objections: readonly StandingAnswer[]
  /** Entities on which two PCs disagree and that no settlement covers. */
  readonly split: boolean
  readonly expired: readonly StandingAnswer[]
  readonly notYet: readonly StandingAnswer[]
  readonly notTheirs: readonly StandingAnswer[]
  /** Whose conditions have to be met. A limit is a No to everything else, and like a No it needs no evidence (R45). */
  readonly limiting: readonly StandingAnswer[]
  /** The settlement that covers all that stands; null when there is none, or two that differ leave it open. */
  readonly settled: Settlement['outcome'] | null
}

/** Weighs every answer of a case. */
export function weigh(of: Case): Weighed {
  const settled = settlementOf(of)
  const worths = of.answers.map((answer) => ({ answer, worth: worthOf(answer, of) }))
  const all = (...wanted: readonly Worth[]): readonly StandingAnswer[] =>
    worths.filter(({ worth }) => wanted.includes(worth)).map(({ answer }) => answer)
  // Whose word counts no more, neither way, cannot leave anything open either (R47, R51).
  const counting = worths.filter(({ answer }) => authorityOf(answer, of.pupil).refuses !== 'no-longer')
  // A settlement for the Yes sets aside those Noes it names, but never the pupil's own (R50, R52).
  const setAside = settled === 'GIVEN'
  return {
    ...of,
    settled,
    yes: all('yes'),
    agrees: all('agrees'),
    unproven: all('unproven'),
    pupilNo: all('pupil-no'),
    bindingNo: setAside ? [] : all('binding-no'),
    otherNo: setAside ? [] : all('other-no'),
    objections: settled === 'OVERRULED' ? [] : all('pupil-no', 'binding-no', 'other-no'),
    split: settled === null && isSplit(counting),
    expired: all('expired'),
    notYet: all('not-yet'),
    notTheirs: all('not-theirs', 'agrees', 'unproven-view'),
    limiting:
      of.purpose.basis === 'CONSENT'
        ? worths.filter((one) => limits(one, of)).map(({ answer }) => answer)
        : all('no-objection'),
  }
}

/** What one answer is worth on that day. */
type Worth =
  | 'yes'
  | 'agrees'
  | 'unproven'
  | 'unproven-view'
  | 'no-objection'
  | 'pupil-no'
  | 'binding-no'
  | 'other-no'
  | 'left'
  | 'expired'
  | 'not-yet'
  | 'not-theirs'
  | 'nothing'

function worthOf(answer: StandingAnswer, { pupil, purpose, since }: Case): Worth {
  const isOwn = isOwnWord(answer)
  const authority = authorityOf(answer, pupil)
  // What was signed before a No of the same person cannot take that No back, whichever was recorded first.
  const isOlderThanNo = answer.latestNoOn !== null && answer.decidedOn < answer.latestNoOn
  if (isNo(answer.answer) || (answer.answer !== 'VOID' && isOlderThanNo)) {
    if (authority.refuses === 'no-longer') return 'nothing'
    return authority.refuses === 'look' ? 'other-no' : isOwn ? 'pupil-no' : 'binding-no'
  }
  if (purpose.basis !== 'CONSENT' && RESTRICTIVENESS[answer.answer] === 0) {
    return authority.refuses === 'no-longer' ? 'nothing' : 'no-objection'
  }
  if (answer.answer !== 'GIVEN') return 'nothing'
  if (!authority.gives && !isOwn) {
    // From 18 on what parents gave has run out (R51).
    return pupil.mayBeAdult && answer.contact !== null ? 'expired' : 'not-theirs'
  }
  const time = timeOf(answer, { pupil, purpose })
  // A pupil's view that is not enough alone waits for a parent's Yes, in force or not.
  if (time === 'expired' || time === 'not-yet') return authority.gives ? time : 'not-theirs'
  if (time === 'left') return 'left'
  if (!isEvidenced(answer, since)) return authority.gives ? 'unproven' : 'unproven-view'
  return authority.gives ? 'yes' : 'agrees'
}

/** Where a day stands to the days a Yes is for. */
function timeOf(
  answer: StandingAnswer,
  { pupil: { on, known }, purpose }: Pick<Case, 'pupil' | 'purpose'>,
): 'expired' | 'not-yet' | 'left' | 'in-force' {
  // What was given before an earlier stay ended stays ended (edge case 20).
  if (known.lastLeft !== null && answer.decidedOn <= known.lastLeft) return 'expired'
  const last = lastDayOf(answer, purpose.renewal)
  if (last !== null && last < on) return 'expired'
  // A Yes dated in the future is none yet (edge case 17).
  if (answer.coversFrom > on || answer.decidedOn > on) return 'not-yet'
  // R70: after leaving only a Yes that expressly outlasts it.
  return known.leftOn !== null && on > known.leftOn && !answer.outlastsLeaving ? 'left' : 'in-force'
}

const LIMITING: readonly Worth[] = ['yes', 'agrees', 'unproven', 'unproven-view']

/** Whether the limit of a Yes has to be met: that of everybody whose No would bind, though their Yes may not count. */
function limits({ answer, worth }: { readonly answer: StandingAnswer; readonly worth: Worth }, of: Case): boolean {
  if (LIMITING.includes(worth)) return true
  return (
    worth === 'not-theirs' && authorityOf(answer, of.pupil).refuses === 'binds' && timeOf(answer, of) === 'in-force'
  )
}

const UNPROVEN: readonly Worth[] = ['unproven', 'unproven-view']

function authorityOf(answer: StandingAnswer, pupil: PupilStanding): Authority {
  if (isOwnWord(answer)) return pupil.own
  return (answer.contact === null ? undefined : pupil.contacts.get(answer.contact)) ?? STRANGER
}

/** Refused on one PC and taken back on another is a No on both. */
const sayTheSame = (one: StandingAnswer, other: StandingAnswer): boolean =>
  one.answer === other.answer || (isNo(one.answer) && isNo(other.answer))

/**
 * Two PCs recorded one person differently, so that nobody knows which it is (R120, S19). Two records without evidence
 * agree about nothing: if they did, taking the evidence from one of them would settle that they differ.
 */
function isSplit(worths: readonly { readonly answer: StandingAnswer; readonly worth: Worth }[]): boolean {
  const first = new Map<string, { readonly answer: StandingAnswer; readonly worth: Worth }>()
  return worths.some((one) => {
    const other = first.get(one.answer.entity)
    if (other === undefined) first.set(one.answer.entity, one)
    if (other === undefined) return false
    return other.worth !== one.worth || !sayTheSame(one.answer, other.answer) || UNPROVEN.includes(one.worth)
  })
}

/**
 * A settlement counts while it names every answer that stands: whatever came after it opens the case again. One for the
 * No goes on while it names every Yes, for a further No cannot lift it. Overruling an objection settles nothing where
 * consent is asked by now, nor the other way about.
 */
function settlementOf({ settlements, answers, purpose }: Case): Settlement['outcome'] | null {
  const covering = settlements.filter(({ covers, outcome }) => {
    const left = answers.filter(({ event }) => !covers.includes(event))
    return left.length < answers.length && left.every(({ answer }) => outcome === 'REFUSED' && isNo(answer))
  })
  const outcomes = new Set(covering.map(({ outcome }) => outcome))
  if (outcomes.has('REFUSED')) return 'REFUSED'
  const [only] = outcomes
  if (only === undefined || outcomes.size > 1) return null
  return (only === 'OVERRULED') === (purpose.basis === 'CONSENT') ? null : only
}
