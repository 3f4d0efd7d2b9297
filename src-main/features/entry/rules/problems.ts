/** What is wrong with a keyed form, and which of it holds the form until somebody has looked (ux 6). Pure. */
import { isNo, type ConsentAnswer } from '@contract/answers'
import { SHEET_PROBLEMS, type SheetFacts, type SheetProblem } from '@contract/entry'
import type { CivilDate } from '@contract/primitives'
import type { SaidAnswer } from './said'

/** Whether a problem holds the form; the others only tell. The reasons stand in decision-held-forms.md. */
const HOLDS: Readonly<Record<SheetProblem, boolean>> = {
  UNSIGNED: true,
  UNDATED: true,
  FUTURE_DATE: true,
  BEFORE_WORDING: true,
  OLDER_THAN_STANDING: true,
  SIGNER_NOT_RESPONSIBLE: true,
  SECOND_PARENT_DIFFERS: false,
  PROTECTED_PUPIL: false,
  KEYED_BEFORE: true,
  QUERY: true,
  PUPIL_VIEW_MISSING: false,
  OTHER_WORDING: true,
  REKEY_DIFFERS: false,
}

export const isHeld = (problems: readonly SheetProblem[]): boolean => problems.some((problem) => HOLDS[problem])

/** An answer to one of the form's uses, recorded otherwise than by this form. */
export interface OtherAnswer {
  readonly answer: ConsentAnswer
  readonly decidedOn: CivilDate
}

/** What is known around a form when it is judged. */
export interface AroundForm {
  readonly today: CivilDate
  /** Day the pile came in. */
  readonly receivedOn: CivilDate
  /** First day its wording could be signed. */
  readonly since: CivilDate | null
  readonly isOtherWording: boolean
  readonly wasKeyedBefore: boolean
  /** Something restricts pictures of the pupil; what, is not told (R5). */
  readonly isRestricted: boolean
  /** Whoever signed may decide for the pupil on that day, as far as is recorded. */
  readonly signerMay: boolean
  /** Old enough for a say of their own on that day (R49). */
  readonly needsOwnView: boolean
  /** What the same person has answered about a use, in any order; what was taken back as an error is left out. */
  readonly ownAnswers: (said: SaidAnswer) => readonly OtherAnswer[]
  /** What stands for a use by other adults. */
  readonly othersAnswers: (purpose: string) => readonly OtherAnswer[]
  /** The pupil's own Yes stands for a use. */
  readonly pupilSaidYes: (purpose: string) => boolean
}

/** Problems of a form, in the order they are told. */
export function problemsOf(
  facts: SheetFacts,
  said: readonly SaidAnswer[],
  around: AroundForm,
): readonly SheetProblem[] {
  const { signedOn, signedBy } = facts
  const isFuture = signedOn !== null && (signedOn > around.today || signedOn > around.receivedOn)
  const found: Readonly<Record<SheetProblem, boolean>> = {
    UNSIGNED: signedBy === null,
    UNDATED: signedOn === null,
    FUTURE_DATE: isFuture,
    BEFORE_WORDING: signedOn !== null && (around.since === null || signedOn < around.since),
    OLDER_THAN_STANDING: signedOn !== null && said.some((one) => isOlder(one, signedOn, around)),
    SIGNER_NOT_RESPONSIBLE: signedBy !== null && !around.signerMay,
    SECOND_PARENT_DIFFERS: said.some((one) => one.who === 'SIGNER' && differs(one, around)),
    PROTECTED_PUPIL: around.isRestricted,
    KEYED_BEFORE: around.wasKeyedBefore,
    QUERY: facts.query,
    PUPIL_VIEW_MISSING:
      around.needsOwnView &&
      facts.pupilAgrees === 'U' &&
      said.some(({ who, purpose, answer }) => who === 'SIGNER' && answer === 'GIVEN' && !around.pupilSaidYes(purpose)),
    OTHER_WORDING: around.isOtherWording,
    REKEY_DIFFERS: false,
  }
  return SHEET_PROBLEMS.filter((problem) => found[problem])
}

/**
 * The same person has answered later, or has said No on that very day: paper comes in late, and a Yes must not take back
 * what was said after it.
 */
function isOlder(said: SaidAnswer, signedOn: CivilDate, { ownAnswers }: AroundForm): boolean {
  return ownAnswers(said).some(
    ({ answer, decidedOn }) => decidedOn > signedOn || (decidedOn === signedOn && isNo(answer) && !isNo(said.answer)),
  )
}

const differs = ({ purpose, answer }: SaidAnswer, { othersAnswers }: AroundForm): boolean =>
  othersAnswers(purpose).some((other) => other.answer !== 'VOID' && isNo(other.answer) !== isNo(answer))

/**
 * What has to be put right before a held form may count, in words; null when looking at it was enough. A Yes needs who,
 * when and to which words (R44), and none of these can be looked away.
 */
export function whyNotReleased(
  facts: SheetFacts,
  said: readonly SaidAnswer[],
  { today, since, hasOtherQuestions }: { today: CivilDate; since: CivilDate | null; hasOtherQuestions: boolean },
): string | null {
  if (hasOtherQuestions) {
    return 'This form asks other questions than this batch. Key it in a batch of its own wording, and set it aside here.'
  }
  if (said.every(({ answer }) => isNo(answer))) return null
  const { signedBy, signedOn } = facts
  if (signedBy === null) return 'A yes needs a signature. Open the form and enter who signed, or set it aside.'
  if (signedOn === null) return 'A yes needs the day it was signed. Open the form and enter it, or set it aside.'
  if (signedOn > today)
    return 'The day it was signed lies in the future. Open the form and correct it, or set it aside.'
  if (since === null || signedOn < since) {
    return 'It was signed before its wording was issued. Open the form and correct the day, or set it aside.'
  }
  return null
}
