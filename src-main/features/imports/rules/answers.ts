/**
 * What answers in a file do to those that stand (R109, R110): a No counts at once; a Yes needs who, when and which wording,
 * and never takes a No back that is as new or newer (edge case 19). Pure.
 */
import { isNo, type ConsentAnswer, type LawfulBasis } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import { addYears, dateWords } from '@vault/clock'
import type { IncomingAnswer } from './incoming'
import type { Answerer } from './people'

/** A use as far as an answer to it is judged. */
export interface UseAsked {
  readonly id: string
  readonly label: string
  readonly basis: LawfulBasis
}

/** An answer of the same person to the same use that stands. */
export interface AnswerKept {
  readonly answer: ConsentAnswer
  readonly decidedOn: CivilDate
  readonly latestNoOn: CivilDate | null
}

/** One answer with who gave it. */
export interface Answered {
  readonly line: number
  readonly answer: IncomingAnswer
  readonly by: Answerer
}

/** An answer to be recorded. */
export interface AnswerToRecord {
  readonly line: number
  readonly purpose: string
  readonly by: Answerer
  readonly answer: ConsentAnswer
  readonly decidedOn: CivilDate
  /** Whether the wording of the import is what was agreed to. */
  readonly worded: boolean
}

/** What becomes of one answer of the file. */
export type Effect = 'lowered' | 'raised' | 'kept-lower' | 'unevidenced' | 'same'

export interface AnswerOutcome {
  readonly line: number
  readonly effect: Effect
  /** Null: nothing is recorded. */
  readonly record: AnswerToRecord | null
  /** Null where nothing changes. */
  readonly words: string | null
}

/** What answers are judged by. */
export interface Judging {
  readonly uses: ReadonlyMap<string, UseAsked>
  /** First day on which the wording of the import could be signed, for a use it asks about; null: no wording was chosen, or it does not ask. */
  readonly wordedFrom: (purpose: string) => CivilDate | null
  /** What stands of a person for a use; more than one where two PCs disagree. */
  readonly standing: (purpose: string, by: Answerer) => readonly AnswerKept[]
  /** What stands of anybody for a use. */
  readonly anybody: (purpose: string) => readonly AnswerKept[]
  /** First day on roll; null when not known. */
  readonly onRollFrom: CivilDate | null
  readonly today: CivilDate
}

/** Judges the answers of one pupil. Of several by one person to one use the newest counts; where two are as new, the No. */
export function outcomesOf(answers: readonly Answered[], judging: Judging): readonly AnswerOutcome[] {
  const groups = new Map<string, Answered[]>()
  const outcomes: AnswerOutcome[] = []
  for (const answered of answers) {
    const use = judging.uses.get(answered.answer.purpose)
    if (use === undefined) continue
    const settled = settledWithout(answered, use, judging)
    if (settled !== null) {
      outcomes.push(settled)
      continue
    }
    const key = `${use.id} ${whoKey(answered.by)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [answered])
    else group.push(answered)
  }
  for (const group of groups.values()) {
    const [newest, ...older] = [...group].sort((a, b) => compare(a.answer, b.answer, judging.today))
    if (newest === undefined) continue
    outcomes.push(outcomeOf(newest, judging))
    for (const { line } of older) outcomes.push({ line, effect: 'same', record: null, words: null })
  }
  return outcomes
}

/** Answers that are told apart before it matters which of several is the newest; null for those that may be recorded. */
function settledWithout(answered: Answered, use: UseAsked, judging: Judging): AnswerOutcome | null {
  const { line, answer } = answered
  const same = { line, effect: 'same' as const, record: null, words: null }
  if (!raises(answer)) {
    // A No that nobody signed adds nothing to one somebody did, and would outlast it.
    const isKnown = answer.signer === null && judging.anybody(use.id).some((kept) => isNo(kept.answer))
    return isKnown ? same : null
  }
  const why = unfit(answered, use, judging)
  if (why === null) return null
  const stands = judging.anybody(use.id)
  if (stands.some((kept) => isNo(kept.answer))) {
    return { ...same, effect: 'kept-lower', words: `${use.label}: yes left out, a no stands` }
  }
  return stands.some((kept) => kept.answer === 'GIVEN') || use.basis !== 'CONSENT'
    ? same
    : { ...same, effect: 'unevidenced', words: `${use.label}: yes left out. ${why}` }
}

const whoKey = (by: Answerer): string => JSON.stringify(by)

const raises = ({ says }: IncomingAnswer): boolean => says === 'GIVEN'

/** Newest first; of one day the more restrictive first. A No without a day is as new as can be. */
function compare(a: IncomingAnswer, b: IncomingAnswer, today: CivilDate): number {
  const [dayA, dayB] = [a.decidedOn ?? today, b.decidedOn ?? today]
  if (dayA !== dayB) return dayA > dayB ? -1 : 1
  return RANK[a.says] - RANK[b.says]
}

const RANK: Readonly<Record<IncomingAnswer['says'], number>> = { WITHDRAWN: 0, REFUSED: 1, GIVEN: 2 }

/** Why a Yes raises nothing; null when it has everything R44 asks for. */
function unfit({ answer, by }: Answered, use: UseAsked, judging: Judging): string | null {
  if (use.basis !== 'CONSENT') return 'It needs no consent.'
  if (answer.archived) return 'It is of the past.'
  if (answer.decidedOn === null) return 'The day it was given is missing.'
  if (by.kind === 'OTHER') return 'Whoever gave it is not a contact of the pupil, or is not named.'
  const from = judging.wordedFrom(use.id)
  if (from === null) return 'No wording says what was agreed to.'
  if (answer.decidedOn < from) return 'It is older than the wording.'
  // A form for a new pupil is signed some months ahead, not years (edge case 16).
  const { onRollFrom } = judging
  if (onRollFrom !== null && answer.decidedOn < addYears(onRollFrom, -1))
    return 'It is from long before the pupil came.'
  return null
}

function outcomeOf(answered: Answered, judging: Judging): AnswerOutcome {
  const { line, answer, by } = answered
  const use = judging.uses.get(answer.purpose)
  const label = use?.label ?? ''
  const standing = judging.standing(answer.purpose, by)
  const nothing = { line, record: null, words: null }
  const decidedOn = answer.decidedOn ?? judging.today
  const on = dateWords(decidedOn)
  if (raises(answer)) {
    const newestNo = standing.reduce<CivilDate | null>((last, kept) => laterOf(last, noOf(kept)), null)
    if (newestNo !== null && newestNo >= decidedOn) {
      const words = `${label}: yes of ${on} left out, a no of ${dateWords(newestNo)} stands`
      return { ...nothing, effect: 'kept-lower', words }
    }
    if (standing.some((kept) => kept.answer === 'GIVEN' && kept.decidedOn >= decidedOn))
      return { ...nothing, effect: 'same' }
    const record = { line, purpose: answer.purpose, by, answer: 'GIVEN' as const, decidedOn, worded: true }
    return { line, effect: 'raised', record, words: `${label}: ${wasWords(standing)} → yes of ${on}` }
  }
  const said: ConsentAnswer = use?.basis === 'CONSENT' ? answer.says : 'OBJECTED'
  if (standing.length > 0 && standing.every((kept) => isNo(kept.answer))) {
    const isNewer = answer.decidedOn !== null && standing.every((kept) => kept.decidedOn < decidedOn)
    if (!isNewer) return { ...nothing, effect: 'same' }
  }
  // A No that was superseded since, knowingly: reading the old file again does not bring it back (R107). One that was taken
  // back as an error does not count among the known ones.
  const { decidedOn: day } = answer
  if (day !== null && standing.some(({ latestNoOn }) => latestNoOn !== null && latestNoOn >= day)) {
    return { ...nothing, effect: 'same' }
  }
  const record = { line, purpose: answer.purpose, by, answer: said, decidedOn, worded: false }
  return {
    line,
    effect: 'lowered',
    record,
    words: `${label}: ${wasWords(standing)} → ${NO_WORDS[said] ?? 'no'} of ${on}`,
  }
}

const NO_WORDS: Readonly<Partial<Record<ConsentAnswer, string>>> = {
  REFUSED: 'no',
  WITHDRAWN: 'taken back',
  OBJECTED: 'objection',
}

/** The day of the newest No of that person, superseded ones included. */
const noOf = ({ answer, decidedOn, latestNoOn }: AnswerKept): CivilDate | null =>
  isNo(answer) ? laterOf(decidedOn, latestNoOn) : latestNoOn

const laterOf = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || b === null ? (a ?? b) : a > b ? a : b

function wasWords(standing: readonly AnswerKept[]): string {
  const [kept, other] = standing
  if (kept === undefined) return 'not answered'
  if (other !== undefined) return 'two answers'
  if (kept.answer === 'VOID') return 'not answered'
  const word = isNo(kept.answer) ? (NO_WORDS[kept.answer] ?? 'no') : kept.answer === 'GIVEN' ? 'yes' : 'no objection'
  return `${word} of ${dateWords(kept.decidedOn)}`
}
