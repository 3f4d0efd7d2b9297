/**
 * Who a heading speaks of, in the words schools use. A heading is read whole or not at all: "Staff owned" is no
 * audience, "Student teachers" are no learners, and "Staff and pupils" are two audiences and so none (design 6).
 */
import type { Audience } from '@contract/matrices'
import { plainWords } from './wording'

const WORDS: Readonly<Record<Audience, readonly string[]>> = {
  STAFF: [
    ...['staff', 'staff member', 'staff members', 'member of staff', 'members of staff', 'teacher', 'teachers'],
    ...['teaching staff', 'employee', 'employees', 'adults working in school', 'adults in school'],
  ],
  LEARNER: [...['learner', 'learners', 'pupil', 'pupils', 'student', 'students', 'child', 'children', 'young people']],
  VISITOR: ['visitor', 'visitors', 'guest', 'guests'],
  PARENT: ['parent', 'parents', 'carer', 'carers', 'guardian', 'guardians'],
  COMMUNITY: [
    ...['community', 'community user', 'community users', 'community member', 'community members'],
    ...['member of community', 'members of community', 'members of the community', 'wider community'],
  ],
  EVERYONE: [
    ...[
      'everyone',
      'everybody',
      'anyone',
      'all',
      'user',
      'users',
      'all users',
      'school community',
      'whole school community',
    ],
    ...['all members of school community', 'all members of the school community'],
  ],
}

const BY_WORD: ReadonlyMap<string, Audience> = new Map(
  (Object.keys(WORDS) as Audience[]).flatMap((audience) => WORDS[audience].map((word) => [word, audience] as const)),
)

/** People named beside staff who make no audience of their own in such a heading (R27). */
const BESIDE_STAFF = new Set([
  ...['other adults', 'other adult', 'volunteers', 'volunteer', 'support staff', 'supply staff', 'other staff'],
  ...['adult volunteers', 'associate staff', 'teaching assistants'],
])

/** Part of an audience: some years, some posts. A rule for them is no rule for the whole audience. */
const SOME_ONLY =
  /\b(?:year|years|yr|yrs|y ?\d|ks ?\d|key stage|eyfs|reception|nursery|early years|sixth form|6th form|sixth formers?|post[ -]16|infants?|juniors?|primary|secondary|support|supply|office|senior|governors?|trustees?|contractors?|volunteers?|technicians?|leaders?|agency|other adults)\b/

const BEFORE =
  /^(?:for |use by |used by |by |who: ?|audience: ?)?(?:all (?:the |our |school )?|the |our |school |other )?/
const AFTER =
  /(?: (?:use|usage|access|rules|users?|may|can))?$|(?: (?:including|incl|inc)\.? (?:all )?(?:volunteers|other adults|supply staff|governors|volunteers and governors|contractors))$/

/** The audience a heading names; null: none, several, or only a part of one. */
export function audienceOf(text: string): Audience | null {
  const named = peopleOf(text)
  return named !== null && named.length === 1 ? (named[0] ?? null) : null
}

/** Several audiences, or a part of one ("Sixth form"): a heading about people that fits no one audience. */
export function speaksOfPeople(text: string): boolean {
  const words = plainWords(text)
  if (words === '') return false
  const named = peopleOf(text)
  return (named !== null && named.length > 0) || (words.split(' ').length <= 6 && SOME_ONLY.test(words))
}

/** Every audience a heading names, when it is nothing but names of audiences; null otherwise. */
export function peopleOf(text: string): readonly Audience[] | null {
  const words = plainWords(text)
    .replace(/'s\b/g, '')
    .replace(/s'(?= |$)/g, 's')
  const whole = BY_WORD.get(words)
  if (whole !== undefined) return [whole]
  const bare = words.replace(BEFORE, '').replace(AFTER, '')
  if (bare === '') return null
  const parts = bare
    .split(/\/|, (?:and )?| and (?:the )?| or |, /)
    .map((part) => part.replace(BEFORE, '').replace(AFTER, '').trim())
  const found = new Set<Audience>()
  let besideStaff = false
  for (const part of parts.length > 1 ? partsAsWritten(bare, parts) : parts) {
    const audience = BY_WORD.get(part)
    if (audience !== undefined) found.add(audience)
    else if (BESIDE_STAFF.has(part)) besideStaff = true
    else return null
  }
  if (besideStaff && !found.has('STAFF')) return null
  return [...found]
}

/** "other adults" keeps its "other": alone it would be cut off as a word before. */
function partsAsWritten(bare: string, parts: readonly string[]): string[] {
  const asWritten = bare.split(/\/|, (?:and )?| and (?:the )?| or |, /).map((part) => part.trim())
  return parts.map((part, index) => (BESIDE_STAFF.has(asWritten[index] ?? '') ? (asWritten[index] ?? part) : part))
}
