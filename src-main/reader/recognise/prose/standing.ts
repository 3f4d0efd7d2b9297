/**
 * Whether a sentence states a rule of this school as it stands today. Questions, templates left open, what others do or
 * say, what used to be, what is only proposed or imagined, examples, and denials that there is a rule state none.
 */
import { placeholdersIn } from './placeholders'

const any = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'iu')

const ORGANISATION =
  '(?:we|(?:the |our )?(?:school|college|academy|trust|nursery|governors?|governing (?:body|board)|trustees|headteacher|head|principal|slt|leadership team|leaders|school council|student council|council|committee|board|pta))'
const DATE =
  '(?:the (?:start|beginning|end) of )?(?:the )?(?:next (?:year|term|september|january|academic year|school year)|(?:(?:\\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer)(?: term)?,? )?(?:19|20)\\d\\d)'

const QUESTION = /\?["”’)\]]*\s*$/
/** What a template leaves to fill in, and alternatives to strike out. */
const OPEN = any(
  '_{3,}',
  '\\.{5,}',
  '…{2,}',
  '[[<{]\\s*(?:x+|n|no\\.?|number|period|time|days?|weeks?|months?|years?|audience|device|choose|select|either)\\b[^\\]>}]{0,80}[\\]>}]',
  '\\b(?:may|must|can|will|should|are|is|do)\\s?\\/\\s?(?:may |must |can |will |should |are |is |do )?(?:not|cannot)\\b',
  '\\b(?:may|can|will) or (?:may |can |will )?(?:not|cannot)\\b',
  '\\bdelete (?:as|where|if) (?:appropriate|applicable|necessary)\\b',
)
/** Rules of other schools and words of other people. */
const OTHERS = any(
  '\\b(?:some|many|most|other|several|certain|few|a few|a number of|neighbouring|nearby|local|lots of|various|different|not all)(?: of (?:the|our))?(?: (?:local|other|nearby|primary|secondary|independent|special|infant|junior|neighbouring)){0,2} (?:schools|academies|colleges|trusts|nurseries|settings|countries|headteachers|heads|policies|people)\\b',
  '^\\W*(?:in )?schools (?:may|can|could|might|often|sometimes|usually|are free|are able|decide|choose)\\b',
  '\\b(?:at|in) (?:an|any|the)?other (?:school|academy|college|country)\\b',
  '\\bat (?:his|her|their|my) (?:old|former|previous|last) (?:school|academy|college)\\b',
  '\\belsewhere\\b[^.]{0,30}(?:,|\\b(?:pupils|students|staff|phones|schools)\\b)',
  '\\b(?:dfe|department for education|government|ministers?|ofsted|guidance|unions?|experts?|researchers?|research|newspapers?|press|law|report)\\b(?: \\w+){0,2} (?:says?|said|states?|stated|recommends?|recommended|advises|advised|suggests?|suggested|proposes?|proposed|expects|wants?|believes?|argues?|is clear|makes? clear)\\b',
  '\\b(?:parents?|carers|pupils|students|learners|children|staff|teachers|governors|visitors|people|families|a parent|a pupil|one pupil|everyone|they|he|she)(?: (?:often|sometimes|have|has|had|may|might|also|who))* (?:said|says?|think|thinks|thought|feel|feels|felt|believed?|argued?|claim(?:s|ed)?|complain(?:s|ed)?|suggest(?:s|ed)?|propose[sd]?|(?:want|wish|prefer)(?:s|ed|es|red)? (?:us|pupils|students|phones|mobile|the (?:school|ban|rule|college|academy)|to be (?:allowed|permitted))|voted?|told us|asked us|asked (?:that|whether|if|for))\\b',
)
/** Not decided, only planned, or asked of others first. */
const PROPOSED = any(
  `\\b${ORGANISATION}(?: (?:have|has|had|are|is|was|were|will|be|been|would|also|now|currently|therefore|still))* (?:propos(?:e|es|ed|ing)|consider(?:ed|ing)? (?!that)|plan(?:s|ned|ning)? (?:to|on|for)|intend(?:s|ed|ing)? to|hop(?:e|es|ed|ing) (?:to|that)|consult(?:s|ed|ing)?|discuss(?:ed|ing)?|debat(?:e|ed|ing)|explor(?:e|ed|ing)|looking (?:at|into)|thinking (?:about|of)|trial(?:led|ling)?|pilot(?:ed|ing)?|surveyed|voted|asked (?:parents|pupils|staff|families|whether|if)|like to)\\b`,
  '\\bit (?:is|was|has been|had been) (?:also )?(?:propos|suggest|plann|hop|argu|claim|rumour|report|said|thought|believ|recommend)\\w*\\b',
  '\\b(?:proposals?|proposed|suggestions?|petition|motion|consultation|survey|referendum|undecided)\\b',
  "\\b(?:not|n[o’']t|never) (?:yet )?(?:decided|made up|reached a decision|been decided|been agreed)\\b",
  '\\bno decision\\b',
  '\\byet to (?:decide|agree|be (?:decided|agreed))\\b',
  '\\b(?:under|in|open to|up for) (?:discussion|consideration|debate|consultation)\\b',
  '\\bunder (?:the |these |this |our )?(?:plans?|draft|old|previous|former)\\b',
  `\\b(?:from|as of|with effect from|starting|beginning|as from|until|till|up to|before|prior to) ${DATE}(?![\\p{L}\\p{N}-])`,
)
/** What used to hold. */
const PAST = any(
  '\\bused to (?:be|allow|ban|permit|have|let|bring|keep|require|forbid|prohibit|need|ask|carry)\\b',
  '\\b(?:was|were|had(?: been)?)(?: (?:not|never|once|previously|only|also|still|always|strictly|formerly))* (?:allowed|permitted|banned|prohibited|forbidden|able|free|welcome|required|kept|retained|stored|held|needed|obtained|sought)\\b',
  '\\b(?:formerly|historically|in the past|in former (?:years|times)|in previous years|until (?:recently|now|last)|up to now|last year|years ago)\\b',
  '(?:^|[,;(]\\s*)previously\\b|\\b(?:the|our|a) (?:old|former|previous|earlier) (?:rule|policy|polic\\w+|ban|version|agreement|code|system|headteacher|head|edition)\\b',
  '\\b(?:rules?|policy|ban) (?:was|were|had been|used to|has been (?:lifted|removed|withdrawn|dropped))\\b',
)
/** What is only imagined. */
const IMAGINED = any(
  '\\b(?:if|were|imagine|suppose|pretend|assum\\w+)\\b[^,.;]{0,60}\\bwere\\b',
  '\\b(?:imagine|suppose|pretend)\\b',
  '\\b(?:the question (?:of|is)|what if|as if|as though)\\b[^.;]{0,80}\\b(?:allowed|permitted|banned|may|should|must|can)\\b',
  '\\b(?:it would|that would|this would|which would|would (?:be|not be|never be|have been|like|prefer|mean|welcome|allow|permit|ban) (?:allowed|permitted|banned|able|pupils|students|staff|parents|visitors|to see))\\b',
)
/** A rule shown as one that might be written, or that stands in another document. */
const EXAMPLE = any(
  '^\\W*(?:for example|for instance|e\\.g\\.?|an? example|examples? (?:of|might|could|include)|example)\\b',
  '\\b(?:polic(?:y|ies)|rules?|signs?|posters?|notices?|letters?|leaflets?|sentences?|statements?|clauses?|slogans?|headlines?|contracts?|articles?|books?|songs?)(?: (?:might|could|may|would|should|can|that|which|also|in the \\w+))* (?:says?|said|saying|stat(?:es?|ed|ing)|reads?|reading|include|called|titled|entitled|headed|known as)\\b',
  '\\b(?:entitled|titled|headed|so-called)\\b',
)
/** A rule said not to be one. */
const DENIED = any(
  "\\b(?:no|without (?:a|any)|not (?:a|any)|isn[’']t (?:a|any)|nor (?:a|any)|never (?:a|any)) (?:\\w+ ){0,3}?(?:rules?|requirements?|bans?|restrictions?|prohibitions?|obligations?|laws?|suggestions?|expectations?|plans?|intentions?|reasons?|objections?|polic(?:y|ies)|duty|question)\\b(?: (?:on|against|that|which|to|for|about|why|of|here|at)|[,.;]|\\s*$)",
  "\\b(?:it|this|that) (?:is|was|isn[’']t|wasn[’']t)(?: not)? (?:the case|true|correct|so|our (?:policy|rule|view|intention|practice)|intended|meant|suggested|necessary that|required that|expected that|decided|agreed that|clear|certain|known|untrue|false|wrong that|incorrect|a myth|unclear|unlikely|a mistake|a misunderstanding)\\b",
  "\\b(?:(?:do|does|did|will|would|can|could|should|must)(?: not|n[’']t)|cannot|never) (?:\\w+ )?(?:mean|imply|suggest|say|state|claim|prevent|stop|prohibit|ban|forbid|refuse|deny|require|insist|expect|want|believe|think|intend|be (?:prevented|stopped|banned|forbidden|refused|denied|prohibited|punished|barred|discouraged|expected|required|told|asked))\\b",
  '\\bnothing\\b[^.;]{0,60}\\b(?:prevents?|stops?|prohibits?|forbids?|bans?|means|says)\\b',
  "\\b(?:not|never|n[’']t|no) (?:\\w+ )?(?:prevented|stopped|forbidden|prohibited|banned|barred|discouraged|refused|denied)\\b",
  '\\b(?:rather than|instead of|without|stopped|against|object\\w* to|opposed to) (?:a |an )?(?:blanket |outright |complete |total )?(?:ban|banning|prohibiting|forbidding|allowing|permitting|prohibition)\\b',
  '\\bnot (?:only|just|merely|simply)\\b',
  '\\b(?:lift(?:ed|ing)?|scrap(?:ped)?|abolish(?:ed)?|repeal(?:ed)?|withdr(?:ew|awn)|drop(?:ped)?|end(?:ed)?|remov(?:e|ed)|relax(?:ed)?) (?:the|our|its|this|that|any) (?:\\w+ ){0,2}(?:rules?|ban|restrictions?|prohibition|requirement)\\b',
)
const DOUBTS = [QUESTION, OPEN, OTHERS, PROPOSED, PAST, IMAGINED, EXAMPLE]

/** Headings over what is no rule, or no rule yet. */
const HEADING =
  /\b(?:propos(?:ed|als?)|consultations?|previous(?:ly)?|former(?:ly)?|history|case stud(?:y|ies)|scenarios?|other schools|surveys?|quiz(?:zes)?|myths?|worked examples?|sample polic(?:y|ies)|(?:parents|pupils|students|staff|people|others) (?:say|said|told|think))\b/i

/**
 * @param text a sentence, with the words that lead its list in
 * @returns false when it asks, imagines, proposes, remembers or tells of others, or has to be filled in
 */
export const isOfHereAndNow = (text: string): boolean =>
  !DOUBTS.some((doubt) => doubt.test(text)) && placeholdersIn(text).length === 0

/** The same, and that it does not say there is no such rule. */
export const statesRule = (text: string): boolean => isOfHereAndNow(text) && !DENIED.test(text)

/** @param clause path of headings over a passage; the innermost says what the passage is */
export const ruledUnder = (clause: string): boolean => !HEADING.test(clause.split(' / ').at(-1) ?? '')

/** Where a text is in quotation marks: somebody else's words. A mark without a partner reaches to the end. */
export function inQuotes(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const count = (mark: RegExp): number => (before.match(mark) ?? []).length
  return count(/"/g) % 2 === 1 || count(/[“«]/g) > count(/[”»]/g) || count(/(?<!\p{L})‘/gu) > count(/’(?!\p{L})/gu)
}
