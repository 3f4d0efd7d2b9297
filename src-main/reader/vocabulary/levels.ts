/**
 * What a mark under a caption means (R12, R14). A caption is read whole or not at all: a word of it that is not in the
 * vocabulary leaves it unread, so that "Not allowed" can never pass for "Allowed" and a condition never gets lost.
 */
import type { Level, Permitting } from '@contract/matrices'
import { plainWords } from './wording'

export interface CaptionLevel {
  readonly level: Level
  /** How leave is given; null but for NOMINATED_OR_PERMISSION. */
  readonly permitting: Permitting | null
}

const IS = '(?:(?:use )?(?:is|are|may be|can be|will be) )?'
const ALLOW = '(?:allowed|permitted|permissible|acceptable|authorised|authorized)'
const YES = `(?:${IS}(?:always |fully |freely )?${ALLOW}|yes|ok|okay)`
const ALWAYS = '(?: (?:at all times|at any time|any ?time|use|in school|always))?'
const REFUSED = '(?:prohibited|forbidden|banned|disallowed|unacceptable|impermissible|barred)'
const EVER = '(?: (?:at all|at any time|ever|use|in school|on site|under any circumstances))?'
const NO = `(?:(?:use )?(?:is |are )?(?:(?:not|never) (?:ever )?${ALLOW}|(?:strictly |always )?${REFUSED})${EVER}|no|never|no use|not to be used|must not be used)`
const ILLEGAL = '(?:illegal|unlawful|against the law)'
/** "Allowed", "Acceptable but only", or nothing, before a limit that says enough by itself. */
const LEAVE = `(?:${YES},?(?: but)?(?: only)?(?: -)? )?(?:only )?`
const ONLY = '(?: only)?'

const CERTAIN =
  '(?:certain|set|specified|specific|agreed|designated|particular|some|given|restricted|limited|appropriate)'
const BREAK =
  '(?:(?:morning |afternoon )?break(?: ?times?|s)?|lunch(?: ?times?|es)?|dinner ?times?|play ?times?|social times?)'
const TIMES = [
  `at ${CERTAIN} times?`,
  `in ${CERTAIN} (?:areas?|places?|zones?|rooms?|locations?|circumstances|situations)`,
  `(?:at |during |in )?${BREAK}(?:(?: and |/| or |, )(?:at |during |in )?${BREAK}){0,3}`,
  'outside (?:of )?(?:lessons?|lesson times?|class|school hours|the school day)',
  'out of (?:lessons?|lesson times?|school hours|hours)',
  'before and after school|before school|after school',
  '(?:in |for )?emergenc(?:y|ies)(?: use)?',
  'sometimes',
].join('|')
/** Times that could as well be a place or an activity: only after a word of leave. */
const TIMES_AFTER_LEAVE = '(?:in|during) (?:lessons?|lesson times?|class|school hours|the school day)'

const CONSENT = '(?:permission|consent|approval|authorisation|authorization|agreement)'
const WHO = "[a-z'/ ,-]{1,60}"
const PERMISSION = [
  `with (?:${WHO} )?${CONSENT}(?:/awareness)?(?: (?:from|of|by) ${WHO})?`,
  `by (?:${WHO} )?${CONSENT}`,
  `(?:${WHO} )?${CONSENT} (?:is )?(?:required|needed)`,
  `requires (?:${WHO} )?${CONSENT}`,
  `(?:at )?(?:the )?(?:staff|teachers?|head|head ?teacher|principal|school|slt)'?s? discretion`,
  `at the discretion of ${WHO}`,
].join('|')

const CHOSEN = '(?:selected|nominated|named|authorised|authorized|designated|specified|specific|certain|approved|some)'
const PEOPLE =
  '(?:staff|users?|people|persons?|pupils?|students?|learners?|children|adults|individuals|groups?|members of staff|staff members?|year groups?|years)'
const SELECTED = `(?:(?:for|to|by) )?(?:only )?${CHOSEN} ${PEOPLE}`
const SIXTH_FORM =
  '(?:for )?(?:the )?(?:sixth form(?:ers)?|6th form(?:ers)?|sf|post[ -]16)(?: students| pupils| learners)? only'
const YEARS_ONLY = '(?:for )?(?:years?|key stages?|ks|yr) ?[0-9]{1,2}(?:(?: ?- ?| and | to |/)(?:ks)?[0-9]{1,2})? only'

const is = (level: Level, permitting: Permitting | null = null): CaptionLevel => ({ level, permitting })

const CAPTIONS: readonly (readonly [pattern: string, means: CaptionLevel])[] = [
  [`${YES}${ALWAYS}|acceptable use|permitted use`, is('ALLOWED')],
  [`${NO}|no(?: -|,) ${NO}`, is('NOT_ALLOWED')],
  [`(?:${NO}(?: and| -|,)? )?${ILLEGAL}(?: use| activity| activities)?|${ILLEGAL} and ${NO}`, is('ILLEGAL')],
  [`${LEAVE}(?:${TIMES})${ONLY}|${YES} (?:only )?${TIMES_AFTER_LEAVE}${ONLY}`, is('CERTAIN_TIMES')],
  [`${LEAVE}(?:${PERMISSION})${ONLY}`, is('NOMINATED_OR_PERMISSION', 'permission')],
  [`${LEAVE}${SELECTED}${ONLY}|${LEAVE}${SIXTH_FORM}|${LEAVE}${YEARS_ONLY}`, is('NOMINATED_OR_PERMISSION', 'selected')],
  ['not (?:stated|specified)|no rule', is('UNSET')],
]

const PATTERNS = CAPTIONS.map(([pattern, means]) => [new RegExp(`^(?:${pattern})$`), means] as const)

/** Words that turn a sentence round: a caption with one of them is left to a person. */
const TURNS =
  /\b(?:unless|except|excepting|without|but not|however|other than|until|apart from|rarely|usually|normally)\b/
/** A refusal anywhere in a caption that was read as leave. */
const REFUSES =
  /\b(?:not?|never|nor|neither|cannot|can't|isn't|aren't|don't|non|un\w+able|illegal|prohibited|forbidden|banned)\b/

/** The level a mark under this caption stands for; null: the vocabulary does not know the caption. */
export function levelOf(caption: string): CaptionLevel | null {
  const words = plainWords(caption)
  if (words === '' || TURNS.test(words)) return null
  const read = wholeLevel(words) ?? alternatives(words)
  if (read === null) return null
  const leave = read.level === 'ALLOWED' || read.level === 'CERTAIN_TIMES' || read.level === 'NOMINATED_OR_PERMISSION'
  return leave && REFUSES.test(words) ? null : read
}

function wholeLevel(words: string): CaptionLevel | null {
  for (const [pattern, means] of PATTERNS) if (pattern.test(words)) return means
  return null
}

/** "Yes/allowed", "Prohibited or forbidden": two words for one level. Two levels are none. */
function alternatives(words: string): CaptionLevel | null {
  const parts = words.split(/\/| or | - /)
  if (parts.length < 2 || parts.length > 3) return null
  const [first, ...others] = parts.map((part) => wholeLevel(part.trim()))
  if (first === undefined || first === null) return null
  return others.every((other) => other?.level === first.level && other.permitting === first.permitting) ? first : null
}
