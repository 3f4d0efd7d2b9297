/** What makes it unclear for whom a clause rules, or turns its words round: then no rule is read from it. */
import type { Audience } from '@contract/matrices'
import { audiencesIn } from './audiences'
import { mentionsIn } from './device-words'
import type { Mood } from './permission-words'

const NEGATION =
  /\b(?:not|never|no|none|neither|nor|nobody|nothing|nowhere|cannot|hardly|rarely|seldom|scarcely|barely|few|little|without|unable|refus\w+|den(?:y|ies|ied)|avoid\w*|fail\w*)\b|n['’]t\b/i
/** What is out of use is still what is spoken of. */
const HARMLESS =
  /\bnot (?:in use|(?:being |currently )?used|needed|required|handed in|collected|working)\b|\b(?:that|which|who) (?:is|are|do|does) not (?:belong|owned|needed|in use)\b|\bno[- ]phones?\b/gi
/** "Neither pupils nor visitors may", "No pupil may": then the words of leave forbid. */
const NOBODY =
  /^\W*(?:(?:at|in|during|on) [^,]{3,40}, )?(?:neither\b[^,;]{3,60}\bnor\b|no(?= (?:pupil|student|learner|child|staff|member|teacher|visitor|parent|carer|volunteer|contractor|one\b|adult))|none of|nobody|no[- ]one|(?:at|under|in) no (?:time|point|circumstances?|case|event))\b/i
const MODAL = /\b(?:must|may|can|will|shall|should|are|is|do|does|did|was|were|has|have|had)\b/i
const UNREAL = /(?<!\b(?:that|which|who) )\b(?:would|could|might|was|were|had)\b/i
/** Who is told, and who tells, is not who is ruled. */
const TOLD =
  /\b(?:told|tells?|telling|informed?|informs|advis(?:e|es|ed|ing)|notif(?:y|ied|ies)|ask(?:s|ed|ing)?|requests?|requested|instruct(?:s|ed)?|warn(?:s|ed)?|says?|said|stat(?:es|ed)|argu\w+|claim\w*|report(?:s|ed)?|expects?|expected|requires?|hopes?|wants?|insists?|believes?|thinks?|suggest\w*|recommend\w*|decides?|decided|entitled|called|leaflet|poster|see that|checks?|checked|checking|stop(?:s|ped)?|prevents?)\b/i
/** "Staff are advised to" rules staff. */
const DUTY = /\b(?:be|are|is)(?: \w+ly)? (?:advised|asked|told|required|expected|instructed|requested)\W*(?:to\W*)?$/i
const SEES_TO =
  /^.*\b(?:(?:make|makes|making|made) (?:sure|certain)|ensur(?:e|es|ed|ing)|see to it|(?:to|must|will|should) (?:tell|inform|remind))\b(?: that)?/is
const AND = /\s*(?:[,/&]|\b(?:and|or|nor|as well as|together with|along with|including)\b)\s*/i
/** What may be done to somebody's phone by those who look after them. */
const ABOUT_OTHERS =
  /^[^.;]{0,12}\b(?:prevent|stop|ban|forbid|refuse|confiscate|remove|seize|search|inspect|examine|look|restrict|limit|withdraw|prohibit|monitor|report|block|ask|request|require|tell|remind|challenge|decide|grant|allow|permit|let|give)\b/i
const NOWHERE =
  /\b(?:(?:at|under|in|on|by|to|for) (?:no|none|neither|nobody|few)\b|nowhere|never|no longer|not (?:by|for|to|in|at|during|on)\b)/i

const PEOPLE =
  '(?:pupils?|students?|learners?|children|child|staff|members? of staff|teachers?|visitors?|parents?|carers?|contractors?|volunteers?|governors?|adults?|leaders?|sixth[- ]form(?:ers?)?|years? \\d|year groups?|key stages?|ks\\d|reception|those\\b(?! (?:times|lessons))|anyone|people|users?|slt|the headteacher|first aiders?)'
/** Rules that leave some people out: without them the rule is wrong. */
const EXEMPTS = new RegExp(
  `\\b(?:except(?:ing)?|apart from|other than|excluding|with the exception of|save for|aside from|unlike|as opposed to|in contrast (?:to|with)|rather than|instead of|but not)(?: (?:for|by|to|all|any|the|our|some|in|a|an|certain|designated|senior|older|younger|school))* ${PEOPLE}|\\bbut (?:(?:for|the|our|some|younger|older) )*(?:years? \\d|sixth|those|some|key stages?|ks\\d|reception)|\\b(?:exempt(?:ed|ions?)?|not covered|not subject|not bound|not affected|waived?)\\b|\\b(?:do|does|will|shall|did)(?: not|n['’]t) (?:\\w+ )?(?:apply|extend|hold|cover|affect|include)\\b|\\bnot appl(?:y|icable)\\b|\\bappl(?:y|ies) only\\b|\\bonly appl(?:y|ies)\\b`,
  'i',
)
const POINTS_BACK =
  /^\W*(?:however,? |but )?(?:this|these|that|those|the (?:above|rule|rules|ban|restriction)|it|they)\b/i

/** Whether a text leaves somebody out of a rule: "staff are exempt", "except sixth formers", "this does not apply to". */
export const exempts = (text: string): boolean => EXEMPTS.test(text)

/** The same, of what was said before it. */
export const exemptsEarlier = (text: string): boolean =>
  EXEMPTS.test(text) && (POINTS_BACK.test(text) || (/\bexempt/i.test(text) && mentionsIn(text).length === 0))

const negates = (text: string): boolean => NEGATION.test(text.replace(HARMLESS, ' '))

/** Words before a list, or a heading, that say its items may not be done. */
export const forbids = (lead: string): boolean =>
  negates(lead) || /\b(?:forbidden|prohibited|banned|unacceptable|misuse|don['’]?ts?)\b/i.test(lead)

/**
 * The mood of a clause with what stands before its words taken in.
 * @returns null when what stands before turns it round in a way nobody should guess
 */
export function moodWith(mood: Mood, before: string, inherited: string, leading: string, rest: string): Mood | null {
  if (/\b(?:at|under|in|on) no\b/i.test(leading) || UNREAL.test(before)) return null
  if (negates(inherited) && /^\W*$/.test(before)) return null
  const nobody = NOBODY.exec(before)
  if (nobody !== null) {
    // The words of leave behind it were taken for a ban already.
    const further = before.slice(nobody.index + nobody[0].length)
    return mood === 'forbid' && !negates(further) && !NOWHERE.test(rest) && !/\bbut\b/i.test(further) ? mood : null
  }
  if (negates(before)) return null
  return mood !== 'forbid' && mood !== 'approve' && NOWHERE.test(rest.split(/\b(?:but|and)\b|[,;]/i)[0] ?? '')
    ? null
    : mood
}

/** Leave that is somebody's to give, or that one person gives another, is no leave yet. */
export function isLeaveOfOthers(says: string, before: string, following: string, bySchool: boolean): boolean {
  if (/^be\b/i.test(says) && /\b(?:may|can|should)(?: also| only| sometimes)?\s*$/i.test(before)) return true
  if (/\b(?:allows?|permits?)\b/i.test(says)) return !bySchool || /\b(?:may|can|sometimes|occasionally)\b/i.test(before)
  return /\bto\s*$/i.test(says) && ABOUT_OTHERS.test(following)
}

/** "Only sixth formers", "pupils with diabetes": some of them, which an audience cannot say. */
export const isOfSome = (before: string): boolean =>
  /\b(?:some|many|most|several|certain|half|a few|a number|not all|individual|older|younger)(?: of)?(?: (?:the|our|members of))* (?:pupils|students|learners|children|staff|teachers|parents|carers|visitors|contractors|users)\b/i.test(
    before,
  ) ||
  /\bonly\b[^,;]{0,60}\b(?:years?|sixth|key stages?|ks\d|with|who|whose|aged|from|in)\b/i.test(before) ||
  /\b(?:pupils|students|learners|children|staff|parents|visitors|contractors|those|anyone|someone|people)\b[^,;]{0,20}\b(?:who|whose|with(?! their)|needing|requiring|having)\b/i.test(
    before,
  )

/**
 * The words that name who is ruled, out of all that stands before what allows or forbids.
 * @returns null when two people are named there in different parts, or somebody only sees to it that others do
 */
export function ruledIn(before: string): string | null {
  const embedded = SEES_TO.exec(before)
  if (embedded !== null) {
    const inner = before.slice(embedded[0].length)
    return audiencesIn(inner).length > 0 ? ruledIn(inner) : null
  }
  if (TOLD.test(before.replace(DUTY, ' '))) return null
  const named = audiencesIn(before)
  if (named.length < 2) return before
  const pieces = before.split(AND)
  const last = pieces.findLastIndex((piece) => audiencesIn(piece).length > 0)
  const plain = pieces.every(
    (piece, at) => at > last || (audiencesIn(piece).length < 2 && (at === last || !MODAL.test(piece))),
  )
  return plain && !/\b(?:but|whereas|while|whilst|unlike|not)\b/i.test(before) ? before : null
}

/** "Staff must ensure that pupils' phones are off" rules pupils; only one's own is one's own to keep. */
export const keepsOfOthers = (says: string): boolean =>
  /\bensure\b/i.test(says) && !/\b(?:their|own|personal|bluetooth|air ?drop)\b/i.test(says)

const FOR_PEOPLE = new RegExp(`\\bfor ((?:(?:all|any|our|the|other) )*${PEOPLE})(?![’'\\p{L}])`, 'iu')

/** Whether a thing is said to be banned or allowed for others than those the rule was going to be about. */
export function isForOthers(rest: string, audiences: readonly Audience[]): boolean {
  const named = audiencesIn(FOR_PEOPLE.exec(rest)?.[1] ?? '')
  return named.length > 0 && named.some((audience) => !audiences.includes(audience))
}
