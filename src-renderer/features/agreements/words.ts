/** Words all screens of agreements share: audiences, signers, how long it holds, states, and the screens' own names. */
import type {
  AgreementAudience,
  AgreementFacts,
  ChangeClass,
  LocalPart,
  SigningState,
  Signers,
  Validity,
  Version,
} from '@contract'
import { counted } from '../../ui/words'

/** Shape of a state word, as `AppBadge` draws it. */
export type Tone = 'act' | 'soon' | 'fine' | 'plain'

export const AUDIENCE_WORDS: Readonly<Record<AgreementAudience, string>> = {
  EARLY_YEARS_KS1: 'Early years and key stage 1',
  KS2: 'Key stage 2',
  KS3_UP: 'Key stage 3 and up',
  SIXTH_FORM: 'Sixth form',
  STAFF_VOLUNTEER: 'Staff and volunteers',
  GOVERNOR: 'Governors',
  PARENT: 'Parents and carers',
  COMMUNITY: 'Community users',
  VISITOR: 'Visitors',
  EXTERNAL: 'External organisations',
  SUPPLY: 'Supply staff',
  DEVICE_LOAN: 'Who borrows a school device',
  OWN_DEVICE: 'Who uses their own device on the network',
}

export const SIGNER_WORDS: Readonly<Record<Signers, string>> = {
  CHILD: 'The child',
  PARENT: 'A parent or carer',
  BOTH: 'The child, and a parent or carer',
  ADULT: 'The adult',
}

export const VALIDITY_WORDS: Readonly<Record<Validity, string>> = {
  ACADEMIC_YEAR: 'Until the end of the academic year',
  UNTIL_LEFT: 'Until they leave the school',
  VISIT: 'For the visit',
  MONTHS: 'For a number of months',
}

/** How long a signature holds, in one phrase. */
export const validityText = ({ validity, months }: Pick<AgreementFacts, 'validity' | 'months'>): string =>
  validity === 'MONTHS' && months !== null ? `For ${counted(months, 'month', 'months')}` : VALIDITY_WORDS[validity]

export const VARIANT_WORDS: Readonly<Record<AgreementFacts['variant'], string>> = {
  PLAIN: 'Plain text',
  SYMBOLS: 'With symbols',
  TRANSLATION: 'Translation',
}

/** A version's state, as word and shape. In force and replaced are told apart by `versionState`. */
export const VERSION_STATE_WORDS: Readonly<
  Record<
    'DRAFT' | 'CHANGES' | 'IN_REVIEW' | 'APPROVED' | 'IN_FORCE' | 'COMING' | 'REPLACED',
    { words: string; tone: Tone }
  >
> = {
  DRAFT: { words: 'Draft', tone: 'plain' },
  CHANGES: { words: 'Draft, with a note', tone: 'soon' },
  IN_REVIEW: { words: 'In review', tone: 'soon' },
  APPROVED: { words: 'Approved', tone: 'fine' },
  IN_FORCE: { words: 'In force', tone: 'fine' },
  COMING: { words: 'Issued, not yet in force', tone: 'soon' },
  REPLACED: { words: 'Replaced', tone: 'plain' },
}

/** @param today as a civil date of London */
export function versionState(
  { state, note, inForce, effectiveFrom }: Pick<Version, 'state' | 'note' | 'inForce' | 'effectiveFrom'>,
  today: string,
): { words: string; tone: Tone } {
  if (state === 'DRAFT') return VERSION_STATE_WORDS[note === null ? 'DRAFT' : 'CHANGES']
  if (state !== 'ISSUED') return VERSION_STATE_WORDS[state]
  return VERSION_STATE_WORDS[inForce ? 'IN_FORCE' : effectiveFrom > today ? 'COMING' : 'REPLACED']
}

export const CHANGE_WORDS: Readonly<Record<ChangeClass, { words: string; means: string }>> = {
  WORDING: { words: 'Wording only', means: 'Nobody signs again.' },
  INFORM: { words: 'Tell them', means: 'Those who signed are told. Nobody signs again.' },
  RESIGN: { words: 'Sign again', means: 'Everybody signs again from the day it is in force.' },
}

/** Shapes of what became of a clause. */
export const CLAUSE_TONES = {
  SAME: 'plain',
  ADDED: 'fine',
  REMOVED: 'act',
  CHANGED: 'soon',
  MOVED: 'plain',
  RENUMBERED: 'plain',
} as const satisfies Record<string, Tone>

/** Shapes of how a part left to the school stands. */
export const PART_TONES = {
  OWN: 'fine',
  KEPT: 'fine',
  OPEN: 'act',
  TO_FILL: 'act',
  LEFT_OUT: 'plain',
} as const satisfies Record<LocalPart['state'], Tone>

/** How somebody stands to an agreement (R32 to R37), as word and shape. */
export const SIGNING_STATE_WORDS: Readonly<Record<SigningState, { words: string; tone: Tone }>> = {
  CURRENT: { words: 'Signed', tone: 'fine' },
  NOT_SIGNED: { words: 'Not signed', tone: 'act' },
  PART_SIGNED: { words: 'One of two has signed', tone: 'soon' },
  RESIGN_DUE: { words: 'To sign again', tone: 'soon' },
  EXPIRED: { words: 'Ran out', tone: 'act' },
  REFUSED: { words: 'Refused', tone: 'act' },
  CANNOT_SIGN: { words: 'Cannot sign', tone: 'plain' },
  NO_TEXT: { words: 'No text in force', tone: 'plain' },
}

export const words = {
  title: 'Agreements',
  titles: {
    templates: 'Agreement templates',
    template: 'Agreement template',
    agreement: 'Agreement',
    version: 'Version of an agreement',
    compare: 'Compare versions',
  },
  home: {
    intro: 'Each school keeps its own agreements and who signed them. Choose whose to open.',
    pick: 'Choose a school',
    templates: 'The trust’s templates',
  },
  nav: {
    label: 'Screens of agreements',
    texts: 'Agreements',
    notSigned: 'Not signed',
    cleared: 'Cleared today',
    sign: 'Sign',
    access: 'Loans and access',
  },
}
