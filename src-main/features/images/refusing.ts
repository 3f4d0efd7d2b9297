/** Why a disposal may not go on, in words for a person; none of them names a set, because a title may name a child. */
import { Fault, type FaultCode } from '@contract/fault'
import type { HOLD_KINDS } from '@contract/retention'
import type { HoldFacts } from '@contract/retention'
import type { HoldRow } from '@db/repo/retention'
import { dateWords } from '@vault/clock'
import type { Refusal } from './rules/disposing'
import type { SetStanding } from './standing'

/** What was to be done. */
export type Step = 'PROPOSE' | 'APPROVE' | 'CARRY_OUT' | 'DECLARE'

/** What is safe. */
const SAFE: Readonly<Record<Step, string>> = {
  PROPOSE: 'Nothing was proposed.',
  APPROVE: 'Nothing was approved.',
  CARRY_OUT: 'Nothing more was deleted.',
  DECLARE: 'Nothing was declared.',
}

const CODES: Readonly<Partial<Record<Refusal['code'], FaultCode>>> = {
  CLOCK_DIFFERS: 'bad-input',
  SAME_PERSON: 'denied',
  NOT_PROPOSED: 'not-found',
}

/** @param standing the set it is about; null where it is about none */
export function refusing(step: Step, refusal: Refusal, standing: SetStanding | null): Fault {
  const [what, next] = refusalWords(refusal, standing)
  return new Fault(CODES[refusal.code] ?? 'conflict', `${what} ${SAFE[step]} ${next}`)
}

/** @returns what is so, and what to do next: two sentences or more */
export function refusalWords(refusal: Refusal, standing: SetStanding | null): readonly [what: string, next: string] {
  const set =
    standing === null ? 'A set of pictures' : `A set of pictures taken on ${dateWords(standing.known.takenOn)}`
  switch (refusal.code) {
    // The date of the PC is not told: typed off the screen it would prove nothing.
    case 'CLOCK_DIFFERS':
      return [
        'The date typed is not the one this PC has, so one of the two is wrong.',
        'Look at a calendar. Where the PC is wrong, have IT set its clock, then try again.',
      ]
    case 'CLOCK_BEHIND':
      return [
        `Something was recorded on ${dateWords(refusal.recorded)}, and the clock of this PC has not got there yet.`,
        'Have IT set the clock, then try again. Where the clock of this PC is right, see under Disposals what stands in the way: two people can declare that the other clock was wrong.',
      ]
    case 'RECORDS_DOUBTFUL':
      return [
        'The records here may not be all there are, because the clock was wrong or something of another PC cannot be read.',
        'Have IT look at the clock and at updates of Trustward, then try again.',
      ]
    case 'ALREADY_DISPOSED':
      return [`${set} has been disposed of already.`, 'Leave it out.']
    case 'ON_HOLD':
      return [
        `${set} is on hold${holdsWords(standing?.holds ?? [])}.`,
        'It stays until whoever owns the hold lifts it. Leave it out, or ask them.',
      ]
    case 'NOT_DUE':
      return [
        refusal.dueOn === null
          ? `${set} has no date on which it is due.`
          : `${set} is due on ${dateWords(refusal.dueOn)}, not before.`,
        'Leave it out. Where that is wrong, put right what its date rests on.',
      ]
    case 'IN_USE':
      return [
        `${set} is still in use in ${counted(refusal.uses, 'place', 'places')} the school can take it down from.`,
        'Have it taken down and record that, then try again.',
      ]
    case 'ALREADY_PROPOSED':
      return [`${set} is part of another disposal that is not finished.`, 'Go on with that one, or have it refused.']
    case 'NOT_PROPOSED':
      return ['There is no such disposal.', 'Open the list of disposals again.']
    case 'ALREADY_APPROVED':
      return [`This was approved on ${dateWords(refusal.on)} already.`, 'It can be carried out.']
    case 'SAME_PERSON':
      return ['Whoever proposes a disposal may not be the one who approves it.', 'Have another person look at it.']
    case 'NOT_APPROVED':
      return ['Nobody has approved this yet.', 'Have another person look at it.']
    case 'REFUSED':
      return [`This was refused on ${dateWords(refusal.on)}.`, 'Propose anew what should still go.']
    case 'APPROVAL_OLD':
      return [`The approval held until ${dateWords(refusal.until)}.`, 'Have it approved again.']
  }
}

/** "(police, to be looked at again by 3 March 2027)"; empty without holds. */
export const holdsWords = (holds: readonly Pick<HoldRow, 'facts'>[]): string =>
  holds.length === 0 ? '' : ` (${holds.map(({ facts }) => holdWords(facts)).join('; ')})`

/** "police, to be looked at again by 3 March 2027" */
export const holdWords = ({ kind, reviewOn }: HoldFacts): string =>
  `${HOLD_WORDS[kind]}, to be looked at again by ${dateWords(reviewOn)}`

const HOLD_WORDS: Readonly<Record<(typeof HOLD_KINDS)[number], string>> = {
  LITIGATION: 'legal claim',
  POLICE: 'police',
  INQUIRY: 'inquiry',
  SUBJECT_ACCESS: 'subject access',
  COMPLAINT: 'complaint',
  OTHER: 'other reason',
}

/** `1 file`, `1,200 files`. */
export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
