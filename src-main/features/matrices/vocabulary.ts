/**
 * The short values a worded cell may hold, and what each means. A value is read whole or not at all: words this list
 * does not know leave the cell unread for a person, so that nothing is invented (design 6).
 */
import type { Answer, Condition, Level, Permitting } from '@contract/matrices'
import type { YearCode, YearRange } from '@contract/primitives'
import { readYear } from '../pupils'
import { inOrder, ORDERED_YEARS, placeOf } from './years'

const NO_CONDITION: Condition = { when: null, where: null, whoPermits: null, purpose: null, needsAgreement: false }

const answer = (level: Level, condition: Partial<Condition> = {}, permitting: Permitting | null = null): Answer => ({
  level,
  permitting,
  years: null,
  condition: Object.keys(condition).length === 0 ? null : { ...NO_CONDITION, ...condition },
})

const YES = '(?:yes|allowed|permitted|acceptable)'
const NO = '(?:no|not allowed|not permitted|unacceptable|not acceptable|prohibited)'
/** "allowed", "allowed but", or nothing at all before a condition that says enough by itself. */
const LEAVE = `(?:${YES}(?: but)? )?`
const AGREEMENT = '(?:the )?(?:aup|aua|acceptable use (?:policy|agreement))'

/** A whole value and its meaning; groups of the pattern are handed over as written. */
type Value = readonly [pattern: string, means: (...groups: string[]) => Answer]

const VALUES: readonly Value[] = [
  [YES, () => answer('ALLOWED')],
  [NO, () => answer('NOT_ALLOWED')],
  [`(?:${NO} and )?illegal`, () => answer('ILLEGAL')],
  [`${LEAVE}at certain times(?: only)?`, () => answer('CERTAIN_TIMES')],
  [`${LEAVE}(?:only )?in emergenc(?:y|ies)(?: only)?`, () => answer('CERTAIN_TIMES', { when: 'In emergencies' })],
  [`${LEAVE}emergenc(?:y|ies) only`, () => answer('CERTAIN_TIMES', { when: 'In emergencies' })],
  [
    `${LEAVE}(?:restricted to )?(?:in )?staff[- ]only areas(?: only)?`,
    () => answer('CERTAIN_TIMES', { where: 'Staff only areas' }),
  ],
  [`${LEAVE}with permission(?: only)?`, () => answer('NOMINATED_OR_PERMISSION', {}, 'permission')],
  [
    `${LEAVE}with (staff|teacher|written|head ?teacher) permission(?: only)?`,
    (who) => answer('NOMINATED_OR_PERMISSION', { whoPermits: `${sentence(who)} permission` }, 'permission'),
  ],
  [
    `${LEAVE}with permission (?:from|of) (?:the )?([a-z /-]{3,80})`,
    (who) => answer('NOMINATED_OR_PERMISSION', { whoPermits: sentence(who) }, 'permission'),
  ],
  [`${LEAVE}(?:for |to )?(?:selected|nominated) (?:staff|users|people)(?: only)?`, () => chosen()],
  [
    `${LEAVE}(?:in accordance|in line) with ${AGREEMENT}|${LEAVE}(?:as|per) ${AGREEMENT}`,
    () => answer('ALLOWED', { needsAgreement: true }),
  ],
  [
    `${LEAVE}(?:for )?(educational|professional) (?:use|reasons|purposes|purpose) only`,
    (kind) => answer('ALLOWED', { purpose: kind === 'educational' ? 'Educational use only' : 'Professional reasons' }),
  ],
  [
    `${YES} for (educational|professional) (?:use|reasons|purposes)`,
    (kind) => answer('ALLOWED', { purpose: kind === 'educational' ? 'Educational use only' : 'Professional reasons' }),
  ],
  [
    `${LEAVE}((?:turned|switched) off(?: (?:all day|during the day|in lessons))?(?: and not used(?: during the day| in lessons)?)?)`,
    (how) => answer('ALLOWED', { when: sentence(how) }),
  ],
]

const chosen = (): Answer => answer('NOMINATED_OR_PERMISSION', {}, 'selected')

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const PATTERNS = VALUES.map(([pattern, means]) => [new RegExp(`^(?:${pattern})$`), means] as const)

/** Who a value may begin by naming; the column says that already. */
const WHO = '(?:pupils?|students?|learners?|staff|visitors?)'
/** A lone letter left over from an older layout, then the people named, singly or with strokes. */
const LEAD_IN = new RegExp(`^(?:[a-z] (?=${WHO}))?(?:${WHO}(?: ?[/,&] ?${WHO})* )?`)

/** Lower case, one space between words, brackets round a closing condition taken off, no full stop. */
function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[‐-–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?\(([^()]*)\)\.?$/, ' $1')
    .replace(/\.$/, '')
    .trim()
}

/**
 * What the words of a cell mean.
 * @param taught years of the school, needed where a value speaks of some years "only"; null when they are not known
 * @returns null when any part of the words is not in the vocabulary
 */
export function readWords(words: string, taught: readonly YearCode[] | null): readonly Answer[] | null {
  const split = readSplit(words)
  if (split !== null) return split
  const sixthForm = readSixthForm(words, taught)
  if (sixthForm !== null) return sixthForm
  const one = readValue(plain(words).replace(LEAD_IN, ''))
  return one === null ? null : [one]
}

function readValue(value: string): Answer | null {
  for (const [pattern, means] of PATTERNS) {
    const found = pattern.exec(value)
    if (found) return means(...found.slice(1).map((group: string | undefined) => group ?? ''))
  }
  return null
}

const YEAR = '(r|reception|1[0-4]|[1-9])(?![0-9])'
const SPLIT_PART = new RegExp(
  `^(${NO}|${YES}) ?\\(?(?:years? |yrs? |y)?${YEAR}(?: ?(?:-|to) ?y?${YEAR})?\\)?[,;/]?(?: and)? ?`,
)

/** "No (7-11) Yes (12-13)": a yes or no for each range of years, two at least. */
function readSplit(words: string): readonly Answer[] | null {
  const parts: Answer[] = []
  let rest = words
    .toLowerCase()
    .replace(/[‐-–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  while (rest !== '') {
    const found = SPLIT_PART.exec(rest)
    const [whole, value, from, to] = found ?? []
    if (whole === undefined || value === undefined || from === undefined) return null
    const part = readValue(value)
    const years = rangeOf(from, to ?? from)
    if (part === null || years === null) return null
    parts.push({ ...part, years })
    rest = rest.slice(whole.length)
  }
  return parts.length > 1 ? parts : null
}

function rangeOf(from: string, to: string): YearRange | null {
  const [first, last] = [readYear(from), readYear(to)]
  if (first === null || last === null) return null
  const range = { from: first, to: last }
  return inOrder(range) ? range : null
}

const SIXTH_FORM: YearRange = { from: '12', to: '13' }

/** "BYOD SF only", "sixth form only": leave for Years 12 and 13, and for nobody else the school teaches. */
function readSixthForm(words: string, taught: readonly YearCode[] | null): readonly Answer[] | null {
  if (!/^(?:byod )?(?:sf|sixth form|6th form) only$/.test(plain(words).replace(LEAD_IN, ''))) return null
  const younger = (taught ?? ORDERED_YEARS).filter((year) => (placeOf(year) ?? 99) < (placeOf('12') ?? 0))
  const [from, to] = [younger[0], younger.at(-1)]
  const open: Answer = { ...answer('ALLOWED'), years: SIXTH_FORM }
  return from === undefined || to === undefined ? [open] : [{ ...answer('NOT_ALLOWED'), years: { from, to } }, open]
}
