/** Classes of devices by owner, in the words schools use (R19). A heading is read whole or not at all. */
import type { DeviceClass } from '@contract/matrices'
import { audienceOf } from './audiences'
import { plainWords } from './wording'

const THING = '(?:devices?|equipment|technolog(?:y|ies)|phones?|mobiles?|mobile phones?|tablets?|laptops?)'
const PUPIL = '(?:pupil|student|learner|child|children)'
const STAFF = '(?:staff|teacher|employee)'
const VISITOR = '(?:visitor|guest)'
const SCHOOL = '(?:school|college|academy|trust|school/college|school/academy)'

const owned = (who: string): RegExp =>
  new RegExp(
    `^(?:${who}(?:'s|s'|s)?[ -](?:owned|own|personal|personally owned)(?: ${THING})?|(?:${THING} )?owned by (?:an? |the )?${who}s?|(?:personal|own) ${THING} ?[-:,]? ?(?:of |for )?${who}s?)$`,
  )

const HAS_SCHOOL = new RegExp(`^${SCHOOL}[ -](?:owned|provided|issued|managed|supplied)|^${SCHOOL} ${THING}`)
const SINGLE =
  /\b(?:individual use|individuals?|individual users?|single use|single users?|one user|one person|sole use|allocated|1:1|one[ -]to[ -]one)$/
const SHARED = /\b(?:multiple users?|multiple use|shared|shared use|several users?|more than one user|many users?)$/
const OWN_GROUP = new RegExp(`^(?:personal|personally owned|own|privately owned)(?: ${THING})?$`)
const SCHOOL_GROUP = new RegExp(`^${SCHOOL}(?:[ -](?:owned|provided|issued|managed|supplied))?(?: ${THING})?$`)

const PERSONAL: readonly (readonly [RegExp, DeviceClass])[] = [
  [owned(PUPIL), 'PUPIL_OWNED'],
  [owned(STAFF), 'STAFF_OWNED'],
  [owned(VISITOR), 'VISITOR_OWNED'],
]

/** Whether a heading over several columns says whose devices stand below it. */
export function deviceGroupOf(text: string): 'school' | 'personal' | null {
  const words = plainWords(text)
  if (OWN_GROUP.test(words)) return 'personal'
  return SCHOOL_GROUP.test(words) && words.includes(' ') ? 'school' : null
}

/**
 * The class of device a heading names.
 * @param group heading it stands under; null: none
 * @returns null when it names none of R19, or leaves open which
 */
export function deviceOf(text: string, group: string | null = null): DeviceClass | null {
  const words = plainWords(text)
  if (words === '') return null
  if (/^(?:authori[sz]ed)(?: (?:devices?|personal devices?))?$/.test(words)) {
    return words.includes('device') || deviceGroupOf(group ?? '') !== null ? 'AUTHORISED' : null
  }
  for (const [pattern, found] of PERSONAL) if (pattern.test(words)) return found
  const under = group === null ? null : deviceGroupOf(group)
  if (under === 'personal') return byOwner(text)
  if (under !== 'school' && !HAS_SCHOOL.test(words)) return null
  if (SINGLE.test(words)) return 'SCHOOL_SINGLE'
  return SHARED.test(words) ? 'SCHOOL_SHARED' : null
}

function byOwner(text: string): DeviceClass | null {
  const audience = audienceOf(text)
  if (audience === 'LEARNER') return 'PUPIL_OWNED'
  if (audience === 'STAFF') return 'STAFF_OWNED'
  return audience === 'VISITOR' ? 'VISITOR_OWNED' : null
}
