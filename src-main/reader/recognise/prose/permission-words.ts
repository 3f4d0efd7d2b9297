/** How sentences allow, forbid or condition something. */

export type Mood =
  /** It may not be done. */
  | 'forbid'
  /** It may be done. */
  | 'allow'
  /** It may be done only so. */
  | 'only'
  /** Someone has to say yes first. */
  | 'approve'
  /** It may be there, kept so. */
  | 'keep'

export interface Predicate {
  readonly mood: Mood
  readonly start: number
  readonly end: number
}

const DO =
  '(?:use|bring|take|carry|have|possess|access|connect|join|install|download|upload|store|save|share|send|publish|post|communicate|contact|text|message|e-?mail|call|charge|wear|record|film|photograph|capture|create|transfer|input|enter|forward|make|receive|answer|check|plug|insert|borrow|lend|run|play|stream|open|set up|accept|befriend|add|give|exchange|operate|log in|log on|bypass|browse|visit|subscribe|sync)'
const DONE =
  '(?:used|brought|taken|carried|worn|accessed|connected|installed|downloaded|uploaded|stored|saved|shared|sent|published|posted|transferred|contacted|recorded|filmed|photographed|created|captured|made|opened|joined|played|streamed|inputted|entered|forwarded|answered|checked|charged|plugged|inserted|switched on|turned on|visible|seen|heard|out|in use|accessible|operated|kept|left on|added|accepted)'
const DOING =
  '(?:using|bringing|taking|carrying|having|accessing|connecting|installing|downloading|uploading|storing|saving|sharing|sending|publishing|posting|communicating|contacting|texting|recording|filming|photographing|capturing|transferring|inputting|entering|forwarding|making|plugging|inserting|playing|streaming)'
const MODAL = '(?:must|will|shall|should|may|can|do|does|is|are|need|ought)'
const BE = '(?:is|are|be|being|remains?|will be|must be|should be)'
const GAP =
  '(?:[, ]+(?:under any circumstances?|in any circumstances?|at any (?:time|point)|at all|knowingly|deliberately|normally|routinely|generally|ever|also|then|directly|themselves|either|attempt to|try to|intentionally|otherwise|usually|therefore))*[, ]+'

const FORBID = [
  `\\b${MODAL}(?: also| therefore| normally)? (?:not|never)${GAP}(?:be (?:allowed |permitted )?(?:to )?)?(?:${DO}|${DONE})\\b`,
  `\\b(?:cannot|can not|can['’]t|won['’]t|mustn['’]t|don['’]t|shouldn['’]t|doesn['’]t)${GAP}?(?:be )?(?:${DO}|${DONE})\\b`,
  `\\b${BE}(?: strictly| expressly| also| generally| currently| absolutely| therefore| normally)* (?:not (?:be )?(?:permitted|allowed|acceptable|authorised|to be ${DONE}|to ${DO})|never (?:permitted|allowed|to be ${DONE})|forbidden|prohibited|banned|disallowed|out of bounds)`,
  `\\bnot (?:be )?(?:permitted|allowed) (?:to|in|on|during|at|for|into|without|unless)\\b`,
  `\\b(?:do|does|will|must|should|shall|may|can|would) (?:not|never) (?:permit|allow|authorise|let)\\b`,
  `\\b(?:prohibits?|bans?|forbids?)\\b(?= (?:the use|pupils|students|learners|staff|all|any|mobile|personal|children))`,
  `\\bno [\\w ,/'’-]{3,70}? (?:is|are|may|should|will|must|can|to)(?: to)?(?: ever)?(?: be)? (?:allowed|permitted|${DONE})\\b`,
  `\\bno reference should be made\\b`,
  `(?:^|\\bto |\\bincluding:? |\\bmeans:? )not (?:to )?(?:${DO}|${DOING})\\b`,
  `\\b(?:and|or) not (?:to )?${DO}\\b`,
  `(?:^|\\band )not (?:be )?(?:used|brought|taken|transferred)\\b`,
  `(?:^|\\band |\\bor |: |, |\\bmust |\\bshould |\\bwill )never (?:be )?(?:${DO}|${DONE})\\b`,
  `\\brefrain from ${DOING}\\b`,
  `\\b(?:have|has) (?:bluetooth|air ?drop)[^.]{0,30}(?:off|disabled)\\b`,
]
const ONLY = [
  `\\b(?:must|will|shall|should|may|can|are to|is to) only (?:be )?(?:${DO}|${DONE}|accessed or used)\\b`,
  `\\b(?:is|are) only (?:permitted|allowed|to be ${DONE})\\b`,
  `\\b(?:is|are) (?:permitted|allowed) only\\b`,
  `\\b(?:must|should|will|is|are)(?: to)?(?: be)? (?:restricted|limited|confined) to\\b`,
  `^(?:[\\w ,]{0,30})?\\bonly (?:those |the )?[\\w ,'’/-]{3,70}? (?:may|must|will|should|can|are to) be (?:${DONE})\\b`,
]
const APPROVE = [
  `\\b(?:needs?|has|have|must|should|will)(?: to)?(?: first)? be (?:approved|authorised|agreed|sanctioned|signed off)(?: in advance)? by\\b`,
  `\\brequires? (?:the |their )?(?:prior |written |express |explicit )*(?:permission|approval|consent|authorisation)\\b`,
  `\\b(?:permission|consent|approval|authorisation) (?:from [\\w /]{3,50} )?(?:must|should|will|needs? to|has to|is to) (?:first |always )?be (?:sought|obtained|given|granted|requested|gained|agreed)\\b`,
  `\\b(?:must|will|should|shall|need to|needs to|are required to|have to|are expected to|are asked to) (?:always |first )?(?:ask|seek|obtain|get|gain|request|have)(?: for)?(?: [\\w'’-]+){0,4}? (?:permission|consent|approval|authorisation)\\b`,
]
const KEPT =
  '(?:kept|switched|turned|handed|left|stored|locked|put away|silenced|placed|deposited|given in|powered|collected|out of sight|hidden|disabled|secured)'
const KEEP_DO =
  '(?:keep|switch off|turn off|hand (?:in|over|their|them)|leave|store|lock|put away|silence|place|deposit|power down|hide|disable|secure)'
const KEEP = [
  `\\b(?:must|should|will)(?: always)? have (?:their|any|all) [\\w ]{3,40}? (?:on [‘'"“]?silent|switched off|turned off|off\\b|out of sight)`,
  `\\b(?:must|should|will|shall|are to|is to|need to|needs to|have to|has to)(?: always| all| both)? (?:be|remain|stay) (?:${KEPT}|off\\b|silent|on silent|out of sight|in (?:their |a )?(?:bags?|lockers?))`,
  `\\b(?:must|should|will|shall|are to|need to|have to|are expected to|are required to|are asked to|(?:will be |are )?advised to|^)(?: always| ensure (?:that )?(?:all )?[\\w ,()'’]{0,80}? (?:is|are))? ?(?:${KEEP_DO}|${KEPT})\\b`,
  `\\b(?:must|should|will|shall|to) ensure (?:that )?[^.;]{3,110}? (?:is|are) (?:${KEPT}|off|silent|on silent|not visible)\\b`,
]
const MAY_DO =
  '(?:use|bring|take|carry|wear|access|connect|keep|check|send|make|download|install|store|record|film|photograph|post|publish|join|borrow|upload|share)'
const ALLOW = [
  `\\bmay(?: also| still)? (?:${MAY_DO}|be (?:used|brought|taken|carried|worn|connected|kept|accessed|downloaded|installed|checked|published|posted|shared|recorded))\\b`,
  `\\b(?:is|are|be)(?: also| generally| normally)? (?:permitted|allowed|welcome|entitled|free)(?: to| in| on| during| at| for| with| if| when| where| as| onto| into|\\b(?=\\s*$))`,
  `\\b(?:allows?|permits?) (?:[\\w ,'’/-]{3,60}?) to ${DO}\\b`,
  `(?<=\\b(?:staff|pupils|students|learners|children|visitors|parents|carers|teachers|volunteers|governors|contractors|sixth formers)(?: in [\\w ]{3,20})?\\s)can(?: also| still)? ${MAY_DO}\\b`,
  `\\b(?:must|will|should|shall)(?: always| only)? use (?:only )?(?:the |their )?(?:approved|school|official|work|allocated|college|academy)`,
  `\\b(?:must|will|should|shall) use (?:their )?(?:[\\w ]{0,20})?(?:mobile phones|phones|devices|equipment)[^.;]{0,60}\\b(?:in accordance with|in line with)\\b`,
  `\\b(?:must|will|should|shall)(?: always)? be used (?:in accordance with|in line with|in compliance with|responsibly)\\b`,
  `\\b(?:is|are) encouraged to use\\b`,
]

const compiled = (sources: readonly string[]): RegExp[] => sources.map((source) => new RegExp(source, 'iu'))
const MOODS: readonly (readonly [Mood, readonly RegExp[]])[] = [
  ['forbid', compiled(FORBID)],
  ['only', compiled(ONLY)],
  ['approve', compiled(APPROVE)],
  ['keep', compiled(KEEP)],
  ['allow', compiled(ALLOW)],
]

/** In front of words that allow or forbid: then they are denied, told of others, or of another time. */
const DENIED =
  /\b(?:not|no|nothing|nowhere)\b[^.;]{0,60}\bthat\b|\b(?:false|untrue|wrong) that\b|\b(?:said|suggest(?:s|ed)?|recommend(?:s|ed)?|propos(?:es|ed)|claim(?:s|ed)?|argued?|thought|felt|wish(?:es)?|hopes?|would like)\b|\b(?:some|other|many|most|several|certain) (?:other )?(?:schools|academies|colleges|trusts|settings)\b|\bnot (?:all|every)\b|\b(?:in the past|previously|formerly|until (?:now|recently)|historically)\b/i
/** A subject that is none: "Neither pupils nor visitors may", "No pupil may", "Under no circumstances may pupils". */
const NONE_OF =
  /^\W*(?:no(?! (?:longer|later|doubt|matter))|none of|nobody|neither|nor)\b|\b(?:neither\b|nobody\b|no[- ]one\b|no (?:other )?(?:pupils?|students?|learners?|child(?:ren)?|staff|members?|visitors?|parents?|adults?|teachers?|person|users?|individuals?)\b|nor (?:any|do|does|may|can|are|is)\b|(?:at|under|in) no (?:time|point|circumstances?|case|event)\b)/i
/** An exception in front of a rule turns whom it is for round. */
const EXCEPT_FRONT = /^\W*(?:with the exception of|except(?:ing)?|apart from|other than|excluding|save for)\b/i

/** "We do not ban phones" allows nothing yet. */
const NOT_SO = /(?:\b(?:not|never|cannot|no longer)|n['’]t)\s*$/i
/** Who may allow something decides in each case: "Teachers may allow pupils to use …". */
const MAY = /\b(?:may|can|might|could)(?: also| only| sometimes)?\s*$/i
const LETS = /^(?:allow|permit)s?\b/i

/**
 * What a clause rules; null: nothing, or what it says is denied in front of it. Two denials are not counted up to a
 * permission: nothing is read then.
 */
export function ruleIn(clause: string): Predicate | null {
  const found = predicateIn(clause)
  if (found === null) return null
  const before = clause.slice(0, found.start)
  if (DENIED.test(before) || NOT_SO.test(before) || EXCEPT_FRONT.test(before)) return null
  // "Do not have to" leaves free what "do not have" forbids.
  if (found.mood === 'forbid' && /\bhave$/i.test(clause.slice(0, found.end)) && /^ to\b/i.test(clause.slice(found.end)))
    return null
  if (!NONE_OF.test(before)) {
    const leaves = found.mood === 'allow' && MAY.test(before) && LETS.test(clause.slice(found.start, found.end))
    return leaves ? { ...found, mood: 'approve' } : found
  }
  return found.mood === 'allow' ? { ...found, mood: 'forbid' } : null
}

/** What allows or forbids first in a clause; null: nothing does. */
export function predicateIn(clause: string): Predicate | null {
  let best: Predicate | null = null
  for (const [mood, patterns] of MOODS) {
    for (const pattern of patterns) {
      const match = pattern.exec(clause)
      if (match === null) continue
      const found = { mood, start: match.index, end: match.index + match[0].length }
      if (best === null || found.start < best.start) best = found
    }
  }
  return best
}

/** Somebody who says yes. */
export const NEEDS_YES =
  /\b(?:permission|consent|approv(?:ed|al)|authoris(?:ed|ation)|agree(?:d|ment) (?:by|with|of|from)|agree[ds]|directed by|instructed by|at the (?:request|direction) of|sanctioned)\b/i
export const SELECTED =
  /\b(?:nominated|selected|designated|named|authorised|specified)\s+(?:members? of staff|staff|pupils|students|learners|users|adults|people|persons?)\b/i
