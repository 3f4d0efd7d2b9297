/** Words that both sides of the bridge say, so that a screen and a printed page never call one thing by two names. */
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
