/**
 * The fixed words of a consent form, in one place, so that a form in another language replaces them whole. No word here
 * asks for a Yes, and none is joined to another to make a sentence.
 */
import { MONTH_NAMES } from '@contract/words'

/** Who may sign (R47), in the order of the boxes on the form. */
export const SIGNER_BOXES = [
  'MOTHER',
  'FATHER',
  'OTHER_RESPONSIBLE',
  'DELEGATED_CARER',
  'LOCAL_AUTHORITY',
  'PUPIL',
] as const
export type SignerBox = (typeof SIGNER_BOXES)[number]

export interface FormWords {
  readonly pupil: string
  readonly className: string
  readonly formNumber: string
  readonly wording: string
  readonly controller: string
  readonly otherControllers: string
  readonly howToAnswer: string
  readonly use: string
  readonly yes: string
  readonly no: string
  /** What an empty box is called for whoever cannot see it. */
  readonly yesBox: string
  readonly noBox: string
  readonly takeBackHeading: string
  readonly noAnswerHeading: string
  /** What happens where no answer is given: a No (R41). */
  readonly noAnswer: string
  /** That a No has no drawbacks (R46). */
  readonly noDetriment: string
  readonly signHeading: string
  readonly signerName: string
  readonly signature: string
  readonly relationship: string
  readonly signers: Readonly<Record<SignerBox, string>>
  readonly date: string
  readonly day: string
  readonly month: string
  readonly year: string
  readonly pupilHeading: string
  readonly pupilAgrees: string
  readonly returnTo: string
  readonly returnBy: string
  /** January first, for dates in the text. */
  readonly months: readonly string[]
}

export const ENGLISH: FormWords = {
  pupil: 'Pupil',
  className: 'Class',
  formNumber: 'Form number',
  wording: 'Wording version',
  controller: 'Responsible for the pictures (data controller)',
  otherControllers: 'Also relying on these answers',
  howToAnswer:
    'Mark one box in each row. You can say Yes to some uses and No to others. You do not have to give a reason.',
  use: 'Use',
  yes: 'Yes',
  no: 'No',
  yesBox: 'Yes box',
  noBox: 'No box',
  takeBackHeading: 'If you change your mind',
  noAnswerHeading: 'If you do not answer',
  noAnswer: 'We will not use it. A row with no mark, or with both boxes marked, counts as No.',
  noDetriment: 'Your answers make no difference to how your child is taught or looked after.',
  signHeading: 'Signature',
  signerName: 'Your name in capitals',
  signature: 'Signature',
  relationship: 'You are',
  signers: {
    MOTHER: 'the mother',
    FATHER: 'the father',
    OTHER_RESPONSIBLE: 'another person with parental responsibility',
    DELEGATED_CARER: 'a carer with delegated authority',
    LOCAL_AUTHORITY: 'the local authority',
    PUPIL: 'the pupil',
  },
  date: 'Date',
  day: 'DD',
  month: 'MM',
  year: 'YYYY',
  pupilHeading: 'For the pupil',
  pupilAgrees: 'I agree with the answers above',
  returnTo: 'Return this form to',
  returnBy: 'Return by',
  months: MONTH_NAMES,
}
