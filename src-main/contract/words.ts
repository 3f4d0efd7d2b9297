/** Words that both sides of the bridge say, so that a screen and a printed page never call one thing by two names. */
import type { FixedLine } from './agreements'
import type { SheetProblem } from './entry'
import type { Audience, Level } from './matrices'

/** January first. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  STAFF: 'Staff',
  LEARNER: 'Learners',
  VISITOR: 'Visitors',
  PARENT: 'Parents and carers',
  COMMUNITY: 'Community users',
  EVERYONE: 'Everyone',
}

/** Levels as the legend names them (ux 9). `NOMINATED_OR_PERMISSION` has a second caption, "Selected people". */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  ALLOWED: 'Allowed',
  CERTAIN_TIMES: 'At certain times or places',
  NOMINATED_OR_PERMISSION: 'With permission',
  NOT_ALLOWED: 'Not allowed',
  ILLEGAL: 'Not allowed and illegal',
  UNSET: 'Not stated',
}

/** What is wrong with a keyed form, neutral towards whoever may not know more (R5). */
export const SHEET_PROBLEM_WORDS: Readonly<Record<SheetProblem, string>> = {
  UNSIGNED: 'Nobody has signed it',
  UNDATED: 'It has no date',
  FUTURE_DATE: 'Its date is later than the day it came in',
  BEFORE_WORDING: 'It was signed before its wording was issued',
  OLDER_THAN_STANDING: 'The same person has answered later, or said no on that day',
  SIGNER_NOT_RESPONSIBLE: 'Whoever signed is not recorded as somebody who may decide',
  SECOND_PARENT_DIFFERS: 'Another adult has answered differently',
  PROTECTED_PUPIL: 'Ask before any picture of this pupil',
  KEYED_BEFORE: 'A form for this pupil has been keyed before',
  QUERY: 'Marked as a query',
  PUPIL_VIEW_MISSING: 'The pupil’s own answer is missing',
  OTHER_WORDING: 'It was printed for another wording',
  REKEY_DIFFERS: 'It was keyed differently the second time',
}

/** The English of what is fixed on a printed agreement. */
export const FIXED_LINE_WORDS: Readonly<Record<FixedLine, string>> = {
  VERSION: 'Version',
  IN_FORCE: 'In force from',
  LANGUAGE: 'Language',
  FOR: 'For',
  GROUP: 'Class or group',
  FORM_NUMBER: 'Form number',
  CHILD: 'Child or young person',
  FROM_YEAR: 'from Year',
  PARENT: 'Parent or carer',
  ADULT: 'Your signature',
  NAME: 'Name',
  CHILD_NAME: 'Name of the child',
  OWN_NAME: 'Your name',
  CLASS: 'Class',
  SIGNATURE: 'Signature',
  DATE: 'Date',
  READ_WITH_CHILD: 'I have read this with my child.',
  READ_WITH_ME: 'A parent or carer has read this with me.',
}
