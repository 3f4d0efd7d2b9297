/** Which use of pictures a heading or a type of consent is about, as a proposal for a person. Pure. */
import type { PurposeCode } from '@contract/answers'
import { headingKey } from './headings'
import { folded } from './wording'

/** A use of the school, as far as headings are compared with it. */
export interface UseKnown {
  readonly id: string
  readonly label: string
  readonly code: PurposeCode | null
}

/** Words of headings by the use they name; the first that fits has it, so the narrower stand first. */
const NAMED: readonly (readonly [PurposeCode, RegExp])[] = [
  ['PUPIL_WORK_NAMED', /\bwork\b/],
  ['CLASS_PHOTO_TO_FAMILIES', /\b(?:class|group|team) (?:photo|photograph|picture)s?\b/],
  ['PROFESSIONAL_PHOTOGRAPHER', /\b(?:photographers?|school photos?|individual photos?|official photos?)\b/],
  ['NAME_WITH_IMAGE', /\bnames?\b/],
  ['SOCIAL_MEDIA', /\b(?:social|facebook|twitter|instagram|tiktok|linkedin|x account|blogs?)\b/],
  ['LEARNING_APP', /\b(?:apps?|dojo|seesaw|tapestry|learning journals? online|reward app|learning platform|vle)\b/],
  ['VIDEO_LIVESTREAM', /\b(?:videos?|film(?:s|ed|ing)?|live ?stream(?:s|ed|ing)?|webcams?|recordings?|recorded)\b/],
  ['WEBSITE', /\b(?:web ?sites?|web ?pages?|web|internet|online)\b/],
  ['NEWSLETTER', /\bnewsletters?\b/],
  ['PRESS_MEDIA', /\b(?:press|newspapers?|media|news|television|tv|radio)\b/],
  [
    'PROSPECTUS_PRINT',
    /\b(?:prospectus|print(?:ed)?|brochures?|publicity|promotion(?:al|s)?|marketing|publications?|leaflets?)\b/,
  ],
  ['DISPLAY_OFFSITE', /\b(?:off[ -]?site|outside school|external displays?|displays? off)\b/],
  ['PARTNER_ORG', /\b(?:partners?|third part(?:y|ies)|organisations?|charit(?:y|ies))\b/],
  ['DISPLAY_INTERNAL', /\b(?:internal(?:ly)?|displays?|walls?|in school|on site|inside|noticeboards?|screens?)\b/],
  ['ID_PHOTO', /\b(?:id|identity|identification|mis|sims|records?)\b/],
  ['CLASSROOM_EVIDENCE', /\b(?:evidence|books?|journals?|assessment|learning)\b/],
]

/** Consents that are of another law or no picture at all (R64): never proposed as a use of pictures. */
const OTHER_CONSENTS =
  /\b(?:biometrics?|fingerprints?|cashless|medical|medicines?|paracetamol|trips?|visits?|swimming|first aid|plasters?|sun ?cream|data sharing|email|sms|text messag\w*|wi-?fi|transport|walk home|vaccin\w*|religious|food|cooking)\b/

const PICTURES =
  /\b(?:photos?|photographs?|photography|images?|pictures?|videos?|film\w*|consents?|permissions?|livestream\w*|media)\b/

/** Words that say no more than that consent is asked. */
const plainLabel = (text: string): string =>
  headingKey(
    text.replace(/\b(?:consent|permission|photos?|photographs?|images?|pictures?|for|use|of|on|in|the)\b/gi, ' '),
  )

/** What a heading, or a type of consent, names; null when it names none, or one that is no use of pictures. */
export function useOf<Use extends UseKnown>(text: string, uses: readonly Use[]): Use | null {
  const plain = folded(text).replace(/[_/]/g, ' ')
  if (OTHER_CONSENTS.test(plain)) return null
  const same = uses.filter(({ label }) => headingKey(label) === headingKey(text))
  const alike = same.length > 0 ? same : uses.filter(({ label }) => isAlike(label, text))
  if (alike.length > 0) return alike.length === 1 ? (alike[0] ?? null) : null
  const code = NAMED.find(([, words]) => words.test(plain))?.[0]
  const coded = code === undefined ? [] : uses.filter((use) => use.code === code)
  return coded.length === 1 ? (coded[0] ?? null) : null
}

function isAlike(label: string, text: string): boolean {
  const key = plainLabel(label)
  return key !== '' && key === plainLabel(text)
}

/** Whether a heading asks for consent to pictures at all; its values still have to be answers. */
export function asksForConsent(heading: string, uses: readonly UseKnown[]): boolean {
  const plain = folded(heading).replace(/[_/]/g, ' ')
  if (OTHER_CONSENTS.test(plain)) return false
  return PICTURES.test(plain) || uses.some(({ label }) => isAlike(label, heading))
}
