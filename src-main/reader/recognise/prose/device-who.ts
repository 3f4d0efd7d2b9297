/** For whom a clause rules: named in it, before its list, in the sentence before or by the heading. */
import type { Audience } from '@contract/matrices'
import { audiencesIn, audiencesOfClause } from './audiences'
import type { Clause } from './device-clauses'
import type { Passage } from './passages'

export type WhoFrom = 'sentence' | 'list' | 'before' | 'heading' | 'nobody'

export const WHO_WORDS: Readonly<Record<WhoFrom, string>> = {
  sentence: 'The sentence says for whom.',
  list: 'The words before the list say for whom.',
  before: 'The sentence before says for whom.',
  heading: 'The heading says for whom.',
  nobody: 'No audience is named; read as everyone.',
}

export interface Who {
  readonly audiences: readonly Audience[]
  readonly from: WhoFrom
}

/** Who forbids is not who is forbidden. */
export const SUBJECT_SCHOOL =
  /^(?:\W*(?:therefore|however|additionally|also),?\s*)?(?:(?:the|our) (?:school|college|academy|trust|nursery|governors?|governing body|headteacher|head)|we|[\p{Lu}][\w'’]+(?: [\p{Lu}][\w'’]+)* (?:School|Academy|College))\b/u
const CASELESS_SCHOOL = new RegExp(
  SUBJECT_SCHOOL.source.replace("|[\\p{Lu}][\\w'’]+(?: [\\p{Lu}][\\w'’]+)* (?:School|Academy|College)", ''),
  'iu',
)
/** Communications of the school are those of its staff. */
const STAFF_ONLY = /\b(?:for|to) (?:any )?(?:official|these communications|school business|work purposes)/i
const MODAL = /\b(?:must|will|should|shall|may|can|are|is|have)\b/i
/** The clause in front speaks of the same people only when the main clause takes up what it brought. */
const SAME = /^\W*(?:they|it|this|these|the (?:mobile |personal )?(?:phone|device)s?|their)\b/i
/** Who agrees is not who is ruled. */
const GIVES_LEAVE = /\b(?:agree\w*|allow\w*|permit\w*|permission|approv\w+|authoris\w+|consent\w*|decide\w*|ask\w*)\b/i
const REFERS = /^\W*(?:they|it|these|such|those)\b/i

export const isSchool = (before: string): boolean => SUBJECT_SCHOOL.test(before) || CASELESS_SCHOOL.test(before)

/** The subject of what leads a list in: "It is the responsibility of pupils to", "Staff must". */
function leadSubject(lead: string): string {
  const duty = /\b(?:responsibilit\w+|duty|expectations?) (?:of|for) (.{3,80}?)(?: to| that|:|$)/i.exec(lead)?.[1]
  if (duty !== undefined) return duty
  const modal = MODAL.exec(lead)
  const subject = modal === null ? lead : lead.slice(0, modal.index)
  return isSchool(lead) ? '' : subject
}

/** Who sees to something, asks or tells is not the one it is about: "Staff must make sure that pupils do not …". */
const SEES_TO =
  /^[^]*\b(?:make|makes|making) (?:sure|certain)\b|^[^]*\b(?:ensur\w+|check(?:s|ing)?|see to it|insists?|tells?|told|informs?|informed|advis\w+|asks?|asked|instruct\w*|requires?|expects?|warn\w*|notif\w+)\b/i
const TOLD_BY =
  /\b(?:told|informed|advised|asked|instructed|warned|notified|reminded)(?: \w+ly)? by (?:(?:the|our|a|any|all|member|members|of|class|office|reception) )*[\w’'-]+/gi

/** "Staff who see a pupil" is about staff. */
function withoutRelative(text: string): string {
  const cut = text.replace(/\b(?:who|whom|whose)\b[^,;]*/gi, ' ')
  return audiencesIn(cut).length > 0 ? cut : text
}

/** The people a clause is about, without those who see to it, where it names others. */
function subjects(before: string): readonly Audience[] {
  const told = withoutRelative(before.replace(TOLD_BY, ' '))
  const inner = audiencesIn(told.replace(SEES_TO, ' '))
  return inner.length > 0 ? inner : audiencesIn(told)
}

/** "Phones are banned for pupils." */
const FOR_WHOM =
  /\b(?:banned|prohibited|forbidden|disallowed|allowed|permitted|acceptable) (?:at all times |in school |on site )?for ((?:(?:all|any|the|our|other|younger|older|primary|secondary) )*[\w’'-]+(?:(?:,| and| or|, and) (?:(?:all|any|the|our|other) )*[\w’'-]+){0,2})/i

/**
 * @param before what stands before the words that allow or forbid, @param rest those words and what follows
 * @param said audiences of the rule before in the same passage
 */
export function whoOf(
  clause: Clause,
  before: string,
  rest: string,
  passage: Passage,
  path: string,
  said: readonly Audience[],
): Who {
  const by =
    /(?<!\b(?:approved|authorised|agreed|supervised|accompanied|issued|provided|supplied|owned|managed|led|directed|instructed|given|set|monitored|requested|granted|confirmed|sanctioned|permitted|allowed|told|asked|not) )\bby ((?:any |all |the )*(?:members? of )?(?:the )?[\w/]+(?:(?:,| and| or) [\w/]+){0,2})/i.exec(
      rest,
    )?.[1]
  const whom =
    /\b(?:permit|allow|authorise|allows|permits|prohibits?|bans?|forbids?)s? ((?:[\w'’/-]+ ){0,5}?[\w'’/-]+)(?= (?:to|from|in|having|bringing|using)\b)/i.exec(
      rest,
    )?.[1] ?? /\blet ((?:[\w'’/-]+ ){0,3}?[\w'’/-]+)(?= (?:use|bring|have|take|keep|borrow|wear)\b)/i.exec(rest)?.[1]
  // Who lets somebody use something is not the one who uses it.
  const used = audiencesIn(whom ?? '')
  const own = used.length > 0 ? used : isSchool(before) ? [] : subjects(before)
  if (own.length > 0) return { audiences: own, from: 'sentence' }
  for (const words of [
    FOR_WHOM.exec(rest)?.[1] ?? '',
    by ?? '',
    SAME.test(clause.main) && !GIVES_LEAVE.test(clause.leading) ? clause.leading.replace(/^to\b.*/i, '') : '',
    clause.inherited,
  ]) {
    const named = audiencesIn(words)
    if (named.length > 0) return { audiences: named, from: 'sentence' }
  }
  // "Use by adult leaders": somebody is named whom nobody here knows.
  if (/\bby (?:the |any |all )?[\p{L}’']+/iu.test(before)) return { audiences: [], from: 'nobody' }
  for (const lead of [...passage.leads].reverse()) {
    const named = audiencesIn(leadSubject(lead))
    if (named.length === 1 || (named.length > 1 && lead === passage.leads.at(-1)))
      return { audiences: named, from: 'list' }
  }
  const back =
    REFERS.test(clause.main) ||
    /\b(?:these|those|such)\b/i.test(before) ||
    /^\W*(?:in (?:exceptional|some|certain)|exceptionally)/i.test(clause.leading)
  // Within one paragraph the same people are spoken of until others are named.
  if (said.length > 0) return { audiences: said, from: 'before' }
  const heading = audiencesOfClause(path)
  if (heading.length > 0) return { audiences: heading, from: 'heading' }
  if (back || /\b(?:such|these|those|this)\b/i.test(rest)) {
    const earlier = audiencesIn(clause.earlier.split(MODAL)[0] ?? '')
    if (earlier.length === 1) return { audiences: earlier, from: 'before' }
  }
  if (STAFF_ONLY.test(rest)) return { audiences: ['STAFF'], from: 'before' }
  return { audiences: ['EVERYONE'], from: 'nobody' }
}
