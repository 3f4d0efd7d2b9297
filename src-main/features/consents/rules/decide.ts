/**
 * The one decision: may this pupil be in a picture for this use on this day? Ask, checklists, the register, publications
 * and imports all come here. It fails closed, and the first reason that applies is the one told (R54). Pure.
 */
import type { AskVerdict, ConsentState, ReasonCode } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import { lastDayOfYes } from './holding'
import { isFlagged, orderForbids } from './pupil-standing'
import { readingsOf } from './readings'
import { isOwnWord, type StandingAnswer } from './validity'
import { weigh, type Case, type Weighed } from './weighing'

export type { Case, PurposeKnown, Records, Settlement } from './weighing'

/** What was found. `answers` are those the reason rests on. */
export interface Found {
  readonly verdict: AskVerdict
  readonly state: ConsentState
  readonly reason: ReasonCode
  readonly answers: readonly StandingAnswer[]
  /** Conditions in the words they were given. */
  readonly conditions: readonly string[]
  /** The picture may be used, the name may not (NO_NAME). */
  readonly withoutName: boolean
  /** The last day of an unbroken Yes; null: nothing known ends it, or no Yes. */
  readonly holdsUntil: CivilDate | null
}

const NOTHING = { answers: [], conditions: [], withoutName: false, holdsUntil: null } as const

/** R54, from the highest: the first rule that has something to say decides. */
const LADDER: readonly ((of: Weighed) => Found | null)[] = [
  courtOrder,
  protection,
  careAuthority,
  disputed,
  unevidenced,
  pupilSaidNo,
  responsibleSaidNo,
  otherSaidNo,
  left,
  pupilViewMissing,
  doubtfulRecords,
  given,
  noYes,
]

/** The ladder of uses that need no consent: nobody's Yes is asked, an objection forbids (R39, R40). */
const LADDER_WITHOUT_CONSENT: readonly ((of: Weighed) => Found | null)[] = [
  courtOrder,
  protection,
  objected,
  leftWithoutConsent,
  doubtfulRecords,
  noConsentNeeded,
]

/** @returns the answer and its reason; never a Yes that some rule forbids */
export function decide(of: Case): Found {
  const found = foundOn(of)
  return isYes(found) ? { ...found, holdsUntil: lastDayOfYes(of, (later) => isYes(foundOn(later))) } : found
}

const isYes = ({ verdict }: Found): boolean => verdict === 'YES' || verdict === 'YES_IF'

/** The decision of the day asked alone: the first reading of it that is no Yes, or what has to be met by all of them. */
function foundOn(of: Case): Found {
  const [first, ...others] = readingsOf(of).map(foundIn)
  if (first === undefined) return foundIn(of)
  const all = [first, ...others]
  const refused = all.find((found) => !isYes(found))
  if (refused !== undefined || others.length === 0) return refused ?? first
  const conditions = [...new Set(all.flatMap((found) => found.conditions))]
  return { ...first, conditions, verdict: all.some(({ verdict }) => verdict === 'YES_IF') ? 'YES_IF' : 'YES' }
}

/** The same of one reading. */
function foundIn(of: Case): Found {
  const weighed = weigh(of)
  const found = firstOf(of.purpose.basis === 'CONSENT' ? LADDER : LADDER_WITHOUT_CONSENT, weighed)
  // An approval lifts the flag alone: whatever forbids the use besides is told.
  return found.verdict !== 'NO' && needsApproval(weighed) ? { ...PROTECTED, verdict: 'CHECK_FIRST' } : found
}

function firstOf(ladder: typeof LADDER, weighed: Weighed): Found {
  for (const rule of ladder) {
    const found = rule(weighed)
    if (found !== null) return found
  }
  // Every ladder ends with a rule that always answers; should one ever not, nobody may be shown.
  return { ...NOTHING, verdict: 'NO', state: 'NOT_ASKED', reason: 'NOT_ASKED' }
}

/**
 * The same for a picture with the pupil's name beside it: the picture must be allowed, and the name by a use of its
 * own (R60).
 * @param name the case of the use NAME_WITH_IMAGE; null: this school names nobody in pictures
 */
export function decideNamed(picture: Case, name: Case | null): Found {
  const found = decide(picture)
  if (!isYes(found)) return found
  const named = name === null ? null : decide(name)
  const refused = { ...found, conditions: [], reason: 'NAME_NOT_ALLOWED' as const, holdsUntil: null }
  if (named === null || found.withoutName || named.verdict === 'NO') return { ...refused, verdict: 'NO' }
  if (named.verdict === 'CHECK_FIRST') return { ...refused, verdict: 'CHECK_FIRST' }
  const conditions = [...new Set([...found.conditions, ...named.conditions])]
  return {
    ...found,
    conditions,
    verdict: conditions.length > 0 ? 'YES_IF' : 'YES',
    holdsUntil: earlier(found.holdsUntil, named.holdsUntil),
  }
}

/** Whether `decide` would say that a picture may be used, with or without a condition; not until when. */
export const isAllowed = (picture: Case): boolean => isYes(foundOn(picture))

/** The same for `decideNamed`. */
export function isAllowedNamed(picture: Case, name: Case | null): boolean {
  const found = foundOn(picture)
  return isYes(found) && !found.withoutName && name !== null && isAllowed(name)
}

function courtOrder({ pupil, purpose }: Weighed): Found | null {
  return orderForbids(pupil, purpose.id) ? { ...NOTHING, verdict: 'NO', state: 'REFUSED', reason: 'COURT_ORDER' } : null
}

const PROTECTED = { ...NOTHING, state: 'REFUSED', reason: 'PROTECTED' } as const

/** R55. */
function protection({ pupil, purpose }: Weighed): Found | null {
  const forbids =
    (isFlagged(pupil, 'NO_PUBLISH') && purpose.outside) ||
    (isFlagged(pupil, 'NO_NAME') && isNaming(purpose)) ||
    (isFlagged(pupil, 'NO_CAPTURE') && purpose.code !== 'ID_PHOTO')
  return forbids ? { ...PROTECTED, verdict: 'NO' } : null
}

/** R55: with NO_CAPTURE an identity photograph is the safeguarding lead's to approve. */
const needsApproval = ({ pupil, purpose }: Weighed): boolean =>
  isFlagged(pupil, 'NO_CAPTURE') && purpose.code === 'ID_PHOTO'

/** Uses that are the name itself, with which nothing is left once it is taken away. */
const isNaming = ({ code }: Case['purpose']): boolean => code === 'NAME_WITH_IMAGE' || code === 'PUPIL_WORK_NAMED'

/** R53: looked-after pupils start at denied. */
function careAuthority({ pupil }: Weighed): Found | null {
  if (!pupil.careAuthorityMissing) return null
  return { ...NOTHING, verdict: 'CHECK_FIRST', state: 'DISPUTED', reason: 'CARE_AUTHORITY_MISSING' }
}

/** R52, R120. A pupil's own No is no dispute: it outranks the others' Yes (R50). */
function disputed(of: Weighed): Found | null {
  const differ =
    of.settled === null && of.bindingNo.length > 0 && [...of.yes, ...of.unproven].some((one) => !isOwnWord(one))
  if (!differ && !of.split) return null
  return { ...NOTHING, answers: of.answers, verdict: 'CHECK_FIRST', state: 'DISPUTED', reason: 'DISPUTED' }
}

/** R44: treated as denied for new use. */
function unevidenced({ yes, unproven }: Weighed): Found | null {
  if (unproven.length === 0 || yes.length > 0) return null
  return { ...NOTHING, answers: unproven, verdict: 'CHECK_FIRST', state: 'NOT_ASKED', reason: 'UNEVIDENCED' }
}

function pupilSaidNo({ pupilNo }: Weighed): Found | null {
  return pupilNo.length === 0 ? null : no(pupilNo, 'PUPIL_SAID_NO')
}

function responsibleSaidNo({ bindingNo, settled, answers }: Weighed): Found | null {
  if (settled === 'REFUSED') return no(answers, 'RESPONSIBLE_SAID_NO')
  return bindingNo.length === 0 ? null : no(bindingNo, 'RESPONSIBLE_SAID_NO')
}

function otherSaidNo({ otherNo }: Weighed): Found | null {
  return otherNo.length === 0 ? null : { ...no(otherNo, 'OTHER_SAID_NO'), verdict: 'CHECK_FIRST' }
}

function no(answers: readonly StandingAnswer[], reason: ReasonCode): Found {
  const state = answers.some(({ answer }) => answer === 'WITHDRAWN') ? 'WITHDRAWN' : 'REFUSED'
  return { ...NOTHING, answers, verdict: 'NO', state, reason }
}

/** R70. */
function left(of: Weighed): Found | null {
  return of.yes.length > 0 ? null : leftWithoutConsent(of)
}

function leftWithoutConsent(of: Weighed): Found | null {
  return hasLeft(of) ? { ...NOTHING, verdict: 'NO', state: 'EXPIRED', reason: 'LEFT' } : null
}

const hasLeft = ({ pupil: { known, on } }: Weighed): boolean => known.leftOn !== null && on > known.leftOn

/** R49, R50: a parent decides for a pupil who can decide only with the pupil. */
function pupilViewMissing({ yes, agrees, pupil }: Weighed): Found | null {
  if (yes.length === 0 || !pupil.needsOwnView || [...yes, ...agrees].some(isOwnWord)) return null
  return { ...NOTHING, answers: yes, verdict: 'CHECK_FIRST', state: 'REQUESTED', reason: 'PUPIL_VIEW_MISSING' }
}

/** R123, C38: only what would be a Yes is stopped by them. */
function doubtfulRecords(of: Weighed): Found | null {
  const isConsent = of.purpose.basis === 'CONSENT'
  if (isConsent && of.yes.length === 0) return null
  const reason = of.records.old ? 'RECORDS_OLD' : of.records.clockDoubtful ? 'CLOCK_DOUBTFUL' : null
  if (reason === null) return null
  return { ...NOTHING, verdict: 'CHECK_FIRST', state: isConsent ? 'GIVEN' : 'NO_OBJECTION', reason }
}

function given(of: Weighed): Found | null {
  if (of.yes.length === 0) return null
  return allowed(of, { answers: [...of.yes, ...of.agrees], state: 'GIVEN', reason: 'GIVEN' })
}

/** R40, ux 4: everything that has to be met, each once. */
const conditionsOf = ({ limiting }: Weighed): readonly string[] => [
  ...new Set(limiting.flatMap(({ conditions }) => (conditions === null ? [] : [conditions]))),
]

function allowed(of: Weighed, found: Pick<Found, 'answers' | 'state' | 'reason'>): Found {
  const withoutName = isFlagged(of.pupil, 'NO_NAME')
  const conditions = conditionsOf(of)
  const verdict = withoutName || conditions.length > 0 ? 'YES_IF' : 'YES'
  return { ...NOTHING, ...found, withoutName, conditions, verdict }
}

/** Why there is no Yes, where nobody said No (R41). */
function noYes({ expired, notYet, notTheirs, formIsOut }: Weighed): Found {
  const check = { ...NOTHING, verdict: 'CHECK_FIRST' as const }
  if (notYet.length > 0) return { ...check, answers: notYet, state: 'REQUESTED', reason: 'NOT_YET' }
  if (expired.length > 0) return { ...check, answers: expired, state: 'EXPIRED', reason: 'EXPIRED' }
  if (notTheirs.length > 0) return { ...check, answers: notTheirs, state: 'NOT_ASKED', reason: 'NOT_THEIRS_TO_GIVE' }
  if (formIsOut) return { ...check, state: 'REQUESTED', reason: 'NOT_RETURNED' }
  return { ...check, state: 'NOT_ASKED', reason: 'NOT_ASKED' }
}

/** R40: any objection, or a No from a time when consent was asked, forbids until it is overruled. */
function objected({ objections }: Weighed): Found | null {
  if (objections.length === 0) return null
  return { ...NOTHING, answers: objections, verdict: 'NO', state: 'OBJECTED', reason: 'OBJECTED' }
}

function noConsentNeeded(of: Weighed): Found {
  const overruled = of.settled === 'OVERRULED'
  return allowed(of, {
    answers: [],
    state: overruled ? 'OBJECTION_OVERRULED' : 'NO_OBJECTION',
    reason: overruled ? 'OVERRULED' : 'NO_CONSENT_NEEDED',
  })
}

const earlier = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b
