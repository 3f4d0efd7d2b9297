/** Rules of schools and posts: who must be in post (R7, R8), which years a school teaches (R101). Pure. */
import { YEAR_CODES, type CivilDate, type PersonId, type Post, type YearCode } from '@contract/primitives'
import type { Phase } from '@contract/schools'

/** A post held or vacant, as far as the rules need it. */
export interface HeldPost {
  readonly post: Post
  readonly person: PersonId | null
  readonly holderName: string | null
  readonly deputy: boolean
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** Posts in plain words, as they read in the middle of a sentence. */
export const POST_WORDS: Readonly<Record<Post, string>> = {
  HEAD: 'headteacher or principal',
  DSL: 'designated safeguarding lead',
  DEPUTY_DSL: 'deputy designated safeguarding lead',
  ONLINE_SAFETY_LEAD: 'online safety lead',
  ONLINE_SAFETY_GOVERNOR: 'online safety governor',
  SAFEGUARDING_GOVERNOR: 'safeguarding governor',
  FM_SENIOR_LEADER: 'senior leader for filtering and monitoring',
  FM_GOVERNOR: 'governor for filtering and monitoring',
  IT_PROVIDER: 'IT service provider',
  ONLINE_SAFETY_OFFICER: 'online safety officer',
  DPO: 'data protection officer',
  CHAIR: 'chair of governors',
  IT_MANAGER: 'IT manager',
  SENDCO: 'special educational needs co-ordinator',
  COMPUTING_LEAD: 'computing lead',
  PSHE_LEAD: 'PSHE lead',
}

/** Posts every school must have filled (R7). */
export const REQUIRED_POSTS: readonly Post[] = ['DSL', 'FM_SENIOR_LEADER', 'FM_GOVERNOR', 'DPO']

/** Posts that may not be combined with that of data protection officer without a warning (R8). */
const CONFLICTS_WITH_DPO: readonly Post[] = ['HEAD', 'IT_PROVIDER', 'IT_MANAGER']

/** Whether a dated thing holds on a civil date; both ends are included, no end means until ended. */
export function holdsOn(dated: { readonly from: string; readonly until: string | null }, date: CivilDate): boolean {
  return dated.from <= date && (dated.until === null || date <= dated.until)
}

/** Whether somebody fills the post: a vacant post has neither person nor name. */
const filled = (held: HeldPost): boolean => held.person !== null || held.holderName !== null

/**
 * What is wrong with a school's posts on a date, in words; empty when all is well (R7, R8).
 * A deputy does not fill the post.
 */
export function postAlerts(posts: readonly HeldPost[], date: CivilDate): readonly string[] {
  const current = posts.filter((held) => holdsOn(held, date) && filled(held))
  const vacant = REQUIRED_POSTS.filter((post) => !current.some((held) => held.post === post && !held.deputy))
  return [...vacant.map((post) => `No ${POST_WORDS[post]} is recorded`), ...dpoConflicts(current)]
}

function dpoConflicts(current: readonly HeldPost[]): readonly string[] {
  return current
    .filter((held) => held.post === 'DPO')
    .flatMap((dpo) => current.filter((held) => CONFLICTS_WITH_DPO.includes(held.post) && sameHolder(held, dpo)))
    .map((held) => `The data protection officer is also ${POST_WORDS[held.post]}: a conflict of interest`)
}

function sameHolder(a: HeldPost, b: HeldPost): boolean {
  if (a.person !== null || b.person !== null) return a.person === b.person
  return a.holderName !== null && a.holderName === b.holderName
}

/**
 * Years taught from the register's statutory ages: a pupil is `low` at the start of the lowest year and `high` at the
 * end of the highest (domain section 7). Never from the phase: special schools have none (R101).
 * @returns null where the register gives no usable ages
 */
export function yearsFromAges(
  low: number | null,
  high: number | null,
): { readonly low: YearCode; readonly high: YearCode } | null {
  if (low === null || high === null || high <= low) return null
  const lowYear = yearStartingAt(low)
  const highYear = yearStartingAt(Math.min(high, 18) - 1)
  if (lowYear === null || highYear === null) return null
  return { low: lowYear, high: highYear }
}

function yearStartingAt(age: number): YearCode | null {
  const index = YEAR_CODES.indexOf('R') + (age - 4)
  const year = YEAR_CODES[Math.max(index, 0)]
  return year === undefined || year === 'X' ? null : year
}

/** Whether the years are in teaching order; `X` stands outside it. */
export function yearsInOrder(low: YearCode, high: YearCode): boolean {
  return YEAR_CODES.indexOf(low) <= YEAR_CODES.indexOf(high)
}

const PHASE_BY_CODE: Readonly<Record<string, Phase>> = {
  '1': 'NURSERY',
  '2': 'PRIMARY',
  '3': 'MIDDLE',
  '4': 'SECONDARY',
  '5': 'MIDDLE',
  '6': 'SIXTH_FORM',
  '7': 'ALL_THROUGH',
}

/** The register's phase code in our words (R101). Phase 0 with a special type is SPECIAL, otherwise OTHER. */
export function phaseOf(code: string, typeName: string): Phase {
  return PHASE_BY_CODE[code.trim()] ?? (/special/i.test(typeName) ? 'SPECIAL' : 'OTHER')
}

/** A short code from a school's name: initials of its words, or the first letters of a single word. */
export function shortNameOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .split(/\s+/)
    .filter((word) => !/^(the|of|and|at|for)$/i.test(word))
  const initials = words.map((word) => word.charAt(0).toUpperCase()).join('')
  return (initials.length >= 2 ? initials : (words[0] ?? name).slice(0, 4).toUpperCase()).slice(0, 12)
}
