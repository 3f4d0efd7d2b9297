/**
 * What values in a file may mean, as a proposal for a person (R109). Only words that leave no doubt have one; for every
 * other value nobody has said yet, and rows that hold it wait. Pure.
 */
import type { ColumnMeaning, ValueMeaning } from '@contract/imports'
import type { Registration, Relationship } from '@contract/pupils'
import { folded } from './wording'

/** Whether a Yes under a heading says yes to the picture. */
export type Polarity = 'asks-for-yes' | 'asks-for-no'

const YES = ['y', 'yes', 'true', 't', '1', '✓', '✔', '☑', '✅', 'agree', 'agreed', 'agrees', 'ok', 'okay']
const NO = ['n', 'no', 'false', 'f', '0', '✗', '✘', '❌', '☒', 'disagree', 'disagreed', 'disagrees']
const GIVEN = [
  ...[
    'given',
    'consented',
    'consent given',
    'consent',
    'granted',
    'consent granted',
    'accepted',
    'approved',
    'allowed',
  ],
  ...['permitted', 'permission given', 'permission granted', 'opted in', 'opt in', 'yes - consent given', 'i consent'],
  ...['i give consent', 'i do give consent', 'i agree', 'yes, i consent', 'yes i consent', 'consents'],
]
const REFUSED = [
  ...['refused', 'declined', 'denied', 'consent denied', 'consent refused', 'not given', 'not consented', 'no consent'],
  ...[
    'not granted',
    'not allowed',
    'not permitted',
    'permission refused',
    'opted out',
    'opt out',
    'rejected',
    'withheld',
  ],
  ...[
    'consent not given',
    'i do not consent',
    "i don't consent",
    'i do not give consent',
    'i do not agree',
    'objected',
  ],
  ...['do not use', 'do not photograph', 'no photos', 'does not consent'],
]
const WITHDRAWN = ['withdrawn', 'consent withdrawn', 'revoked', 'rescinded', 'retracted', 'taken back']
/** Said of questions that have no answer. */
const NOTHING = [
  ...[
    'pending',
    'awaiting',
    'awaiting response',
    'pending/awaiting',
    'no response',
    'not returned',
    'not yet returned',
  ],
  ...['not answered', 'unanswered', 'no answer', 'not asked', 'unknown', 'not known', 'requested', 'sent', 'n/a', 'na'],
  ...[
    'none',
    '-',
    'not recorded',
    'not set',
    'not completed',
    'expired',
    'not provided',
    'not specified',
    'not stated',
  ],
  ...['no data', 'no reply', 'not submitted', 'not yet answered', 'not selected'],
]
/** Whole sentences of form tools, alone or behind the Yes or No they explain; anything more in them leaves doubt. */
const SAYS_YES =
  /^(?:yes[,;:]? (?:- )?)?(?:i|we) (?:do )?(?:give|consent|agree)(?: (?:my|our))?(?: (?:consent|permission))?$/
const SAYS_NO =
  /^(?:no[,;:]? (?:- )?)?(?:i|we) (?:do not|don't) (?:give|consent|agree)(?: (?:my|our))?(?: (?:consent|permission))?$/

const plain = (text: string): string =>
  folded(text)
    .replace(/[‘’]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(/[.!]+$/, '')

/** Yes, no or neither, as an answer to whatever a heading asks. */
export function yesOrNo(value: string): 'yes' | 'no' | null {
  const word = plain(value)
  if (YES.includes(word)) return 'yes'
  return NO.includes(word) ? 'no' : null
}

/** Proposes what a value says of a use. @param polarity what a Yes means under that heading */
export function proposedMeaning(value: string, polarity: Polarity): ValueMeaning {
  const word = plain(value)
  if (word === '' || NOTHING.includes(word)) return 'NOTHING'
  if (REFUSED.includes(word) || SAYS_NO.test(word)) return 'REFUSED'
  if (WITHDRAWN.includes(word)) return 'WITHDRAWN'
  // "Consent" under "Consent denied" may say either.
  if (GIVEN.includes(word) || SAYS_YES.test(word)) return polarity === 'asks-for-yes' ? 'GIVEN' : 'STOP'
  const answer = yesOrNo(value)
  if (answer === null) return 'STOP'
  return (answer === 'yes') === (polarity === 'asks-for-yes') ? 'GIVEN' : 'REFUSED'
}

/** The same for a box that is ticked to refuse: one left open is no Yes (R41, edge case 15), and a No to a No may be one. */
export function proposedOfRefusal(value: string): ValueMeaning {
  const meaning = proposedMeaning(value, 'asks-for-no')
  return meaning === 'GIVEN' ? 'STOP' : meaning
}

/**
 * Proposes meanings for the values found in a column. Where it is not sure that the column asks for consent, a person has to
 * say what a Yes in it says. Values that differ in capitals alone stand once, as first written.
 */
export function proposedValues(
  values: readonly string[],
  column: { readonly meaning: ColumnMeaning; readonly asksForNo: boolean; readonly isSure: boolean },
): readonly { readonly value: string; readonly means: ValueMeaning }[] {
  const first = new Map<string, string>()
  for (const value of values) if (!first.has(folded(value))) first.set(folded(value), value)
  return [...first.values()].map((value) => {
    if (column.meaning === 'consentDenied') return { value, means: proposedMeaning(value, 'asks-for-no') }
    const means = column.asksForNo ? proposedOfRefusal(value) : proposedMeaning(value, 'asks-for-yes')
    return { value, means: means === 'GIVEN' && !column.isSure ? 'STOP' : means }
  })
}

const ASKS_FOR_NO =
  /\b(?:not?|denied|deny|denies|refus\w*|opt(?:ed|s)?[ -]?out|withh[eo]ld\w*|objects?|objection|do(?:es)?n'?t|without|declin\w*|exclude\w*)\b/

/** Whether ticking under a heading refuses: "Do NOT use photographs", "Opt out of website" (edge case 15). */
export const asksForNo = (heading: string): boolean =>
  ASKS_FOR_NO.test(plain(heading).replace(/\bno\.?:?$|\bno\. /g, ''))

const RELATIONSHIPS: readonly (readonly [Relationship, readonly string[]])[] = [
  ['MOTHER', ['mother', 'mum', 'mam', 'mummy', 'birth mother', 'natural mother', 'parent - mother', 'mother (parent)']],
  ['FATHER', ['father', 'dad', 'daddy', 'birth father', 'natural father', 'parent - father', 'father (parent)']],
  [
    'STEP_PARENT',
    [
      ...['step parent', 'step-parent', 'stepparent', 'step mother', 'stepmother', 'step-mother', 'step father'],
      ...['stepfather', 'step-father', 'step mum', 'stepmum', 'step dad', 'stepdad'],
    ],
  ],
  [
    'GRANDPARENT',
    [
      'grandparent',
      'grandmother',
      'grandfather',
      'grandma',
      'grandad',
      'granddad',
      'nan',
      'gran',
      'nana',
      'grand parent',
    ],
  ],
  ['GUARDIAN', ['guardian', 'legal guardian', 'special guardian']],
  ['FOSTER_CARER', ['foster carer', 'foster mother', 'foster father', 'foster parent', 'foster mum', 'foster dad']],
  ['LOCAL_AUTHORITY', ['local authority', 'social worker', 'la', 'corporate parent', "children's services"]],
  ['OTHER', ['other', 'aunt', 'uncle', 'sister', 'brother', 'sibling', 'carer', 'family friend', 'childminder']],
]

/** Reads how somebody belongs to a pupil; null where the word names nobody for certain ("parent", "contact"). */
export function readRelationship(text: string): Relationship | null {
  const word = plain(text)
  return RELATIONSHIPS.find(([, words]) => words.includes(word))?.[0] ?? null
}

const OWN_WORD = ['student', 'pupil', 'learner', 'self', 'child', 'myself', 'the pupil', 'the student']
/** Says that somebody around the pupil answered, without a name. */
const NAMELESS = [
  'contact',
  'parent',
  'parent/carer',
  'parent / carer',
  'carer',
  'parents',
  'guardian',
  'family',
  'yes',
]

/** Who a text says has answered: the pupil, nobody by name, or a person with that name. */
export function readSigner(text: string): 'PUPIL' | null | { readonly name: string } {
  const word = plain(text)
  if (OWN_WORD.includes(word)) return 'PUPIL'
  const isNameless = word === '' || NAMELESS.includes(word) || NOTHING.includes(word) || readRelationship(text) !== null
  return isNameless || !/\p{L}/u.test(word) ? null : { name: text }
}

const REGISTRATIONS: readonly (readonly [Registration, readonly string[]])[] = [
  ['MAIN', ['c', 'm', 'main', 'single', 'current', 'single registration', 'current single registration', 'sole']],
  [
    'MAIN',
    ['current main', 'main (dual registration)', 'current main (dual registration)', 'dual main', 'main - dual'],
  ],
  ['SUBSIDIARY', ['s', 'subsidiary', 'current subsidiary', 'subsidiary (dual registration)', 'dual subsidiary']],
  ['SUBSIDIARY', ['current subsidiary (dual registration)', 'subsidiary - dual']],
  ['GUEST', ['g', 'guest', 'guest pupil']],
]

/** Reads how a pupil is registered, as the common basic data set writes it; null for anything else. */
export function readRegistration(text: string): Registration | null {
  const word = plain(text)
  return REGISTRATIONS.find(([, words]) => words.includes(word))?.[0] ?? null
}
