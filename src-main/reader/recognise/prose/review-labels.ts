/** What stands on the left of a review block, and which fact of the policy it names. */
import type { MetadataName } from '@contract/report'

/** `review`: a review whose date may be the last or the next one. `date`: belongs to what stands before it. */
export type LabelMeaning = MetadataName | 'review' | 'date' | 'reviewedBy'

export interface Label {
  /** Null: a label of review blocks that says nothing kept here. */
  readonly meaning: LabelMeaning | null
  /** A body the label itself names: "Date approved by governors". */
  readonly body: string | null
}

const POLICY = "(?:(?:this|the|our|current)\\s+)?(?:(?:policy|document|plan|procedure)(?:[’']s)?\\s+)?"
const of = (meaning: LabelMeaning | null, ...forms: string[]): readonly [RegExp, LabelMeaning | null] => [
  new RegExp(`^${POLICY}(?:${forms.join('|')})$`, 'i'),
  meaning,
]

const BODY =
  '(?:the\\s+)?(?:full\\s+|local\\s+|school\\s+)?(?:governing (?:body|board)|governors|governor(?:s)? committee|trustees|trust board|board(?: of (?:trustees|governors|directors))?|fgb|lgb|lgc|elt|slt|committee|directors)'
const WHO = `(?:\\s+(?:${BODY}|(?:the\\s+)?(?:headteacher|head|principal|chair(?: of (?:governors|trustees|the board))?|ceo)))?`

/** In this order; the first that fits says what it is. */
const LABELS: readonly (readonly [RegExp, LabelMeaning | null])[] = [
  of(
    'title',
    'title',
    '(?:policy|document) (?:title|name)',
    'name of (?:policy|document)',
    'title of (?:policy|document)',
  ),
  of('version', 'version', '(?:version|issue|revision|edition) (?:no|number|num|ref|reference)', 'revision', 'edition'),
  of(
    'author',
    '(?:written|prepared|produced|drafted|created|compiled|completed) by',
    'authors?',
    '(?:policy|document) authors?',
    '(?:policy )?writer',
    'originator',
  ),
  of(
    'owner',
    '(?:policy |document )?(?:owner|holder)',
    'owned by',
    'lead professional',
    '(?:policy|slt|staff|lead|strategic) lead',
    'lead (?:person|officer|member of staff|name|staff|manager|for policy|for this policy)',
    'responsible (?:person|officer|member of staff|individual|postholder|manager|staff)',
    '(?:person|staff|officer|member of staff|individual|post|postholder|role|name of person) responsible(?: for (?:this )?(?:policy|document|review))?',
    'responsibility(?: of| for (?:policy|review))?',
  ),
  of(
    'dateApproved',
    `(?:date|month) (?:of )?(?:policy )?(?:approved|approval|adopted|adoption|ratified|ratification|agreed|authorised)(?: by${WHO}| at .*)?`,
    `(?:approved|adopted|ratified|agreed|authorised)(?: on| date|:? date)?`,
    `(?:approval|adoption|ratification|authorisation|sign[- ]?off) date`,
    `(?:governors?|board|trustees?|committee|fgb|lgb) approval(?: date)?`,
    `date of (?:governors?|board|trustees?|committee|fgb|lgb)(?:[’']s?)? approval`,
    `(?:approved|adopted|ratified|agreed) by ${BODY} (?:on|date)`,
    `date (?:signed off|policy (?:was )?(?:approved|adopted|agreed|ratified))`,
  ),
  of(
    'approvedBy',
    `(?:approved|authorised|agreed|signed off|adopted|accepted) by${WHO}`,
    'approver',
    'approved by .{0,30}\\(?name\\)?',
  ),
  of(
    'approvingBody',
    '(?:is )?to be (?:approved|ratified|agreed|adopted) by',
    '(?:approving|approval|ratifying|authorising) (?:body|committee|board|authority|level|group)',
    `ratified by${WHO}`,
    "(?:governors?[’']? |responsible |governing body |board |trust )?committee(?: responsible)?",
    '(?:level of )?approval (?:required|by)',
  ),
  of('reviewingBody', '(?:reviewing|review|monitoring) (?:body|committee|group|board)'),
  of('reviewedBy', 'reviewed by', 'reviewer', 'to be reviewed by', 'review by(?: whom)?', 'person reviewing'),
  of(
    'nextReview',
    'next (?:scheduled |planned |formal )?review(?: date)?(?: due)?(?: date)?(?: by| on| in)?',
    '(?:next )?review (?:is )?due(?: date)?(?: by| on| in)?',
    'date (?:of|for|due for) (?:the )?next (?:scheduled |planned )?review(?: and by whom)?',
    '(?:due|date due) for (?:next )?review(?: on| in| by)?',
    'next (?:review|renewal) date',
    '(?:to be|will be) (?:next )?reviewed(?: on| in| by)?',
    'date (?:to be reviewed|for review|review due|due for review)',
    '(?:renewal|expiry) date',
    'valid until',
    'next due(?: for review)?',
    'next update(?: due)?',
  ),
  of(
    'lastReviewed',
    'last (?:review(?:ed)?|updated?|amended|revised)(?: date| on| in)?',
    'date (?:of )?(?:the )?(?:last|latest|most recent|previous) (?:review|update|revision|amendment)',
    'date (?:last )?(?:reviewed|updated|revised|amended)',
    '(?:reviewed|updated|revised|amended)(?: on| in)?',
    '(?:latest|previous|most recent) (?:review|update|revision)(?: date)?',
    '(?:revision|update) date',
  ),
  of(
    'effectiveFrom',
    'effective(?: from| date| as of)?',
    'date (?:effective|of implementation|implemented|in force|operational)(?: from)?',
    'implement(?:ation|ed)(?: date| on| from)?',
    '(?:in force|valid|operational|live|applies) from',
    '(?:start|commencement|go[- ]live) date',
  ),
  of(
    'issued',
    'issued?(?: date| on)?',
    'date (?:of )?(?:issued?|published|publication|written|created|produced|policy|this policy)',
    'publish(?:ed|ing)(?: date| on)?',
    'publication date',
    '(?:created|written|produced)(?: on| date)?',
    'date of (?:policy|document)',
    '(?:policy|document) date',
  ),
  of(
    'frequency',
    '(?:review )?frequency(?: of (?:the )?review)?',
    'review (?:cycle|period|schedule|interval|frequency|timescale|timetable)',
    '(?:policy )?review frequency',
    'how often(?: reviewed)?',
    'reviewed every',
    'cycle of review',
  ),
  of(
    'review',
    '(?:date of |date for )?(?:policy )?review(?: date)?',
    'date of (?:policy )?review',
    'review(?:ed)? date',
  ),
  of(
    'communication',
    'communication(?:s)?(?: method| channels?)?',
    'communicated (?:to|via|by|through)',
    '(?:method of )?distribution(?: list)?',
    '(?:circulation|dissemination)(?: list)?',
    'circulated to',
    'distributed to',
  ),
  of(
    'location',
    '(?:policy |document |file )?location(?: of (?:policy|document))?',
    '(?:where )?(?:stored|held|located|kept|saved)(?: at| in| on)?',
    '(?:location|place) (?:stored|held)',
  ),
  of('date', 'date'),
]

/** Labels that stand in review blocks and name nothing kept here. */
const OTHERS =
  /^(?:external review(?:er)?|internal review(?:er)?|pa\/?\s?hr officer|(?:policy |document )?(?:reference|ref|number|no|code|id|status|type|category|level)|statutory(?: policy)?|signed(?: by)?|signature|school|academy|trust|linked (?:policies|documents)|related (?:policies|documents)|target audience|audience|applies to|scope|consult(?:ation|ed)(?: with)?|equality impact assessment(?: completed)?|eia|on (?:school )?website|website|published on website|dpo|headteacher|head teacher|principal|chair of (?:governors|trustees)|link governor|minute (?:ref|reference|number)|(?:summary of |key |details of |description of |reason for )?(?:changes?|amendments?|revisions?)(?: made)?|summary|amendments?|comments|notes|designated safeguarding lead|dsl|department|source|template|storage|position|role|print name|named? governor)$/i

const BODY_IN_LABEL = new RegExp(
  `\\b(?:by|of|at)\\s+(${BODY})\\b|^(governors?|board|trustees?|fgb|lgb)(?:[’']s?)? approval`,
  'i',
)

/** More is no label, however much of it is signs; a page of dashes would be searched from each of them. */
const LONGEST_LOOKED_AT = 300

const BODIED: ReadonlySet<LabelMeaning | null> = new Set(['dateApproved', 'approvedBy', 'approvingBody'])

const tidy = (text: string): string =>
  text
    .slice(0, LONGEST_LOOKED_AT)
    .replace(/\((?:s|es)\)/g, '')
    .replace(/[*_|]/g, ' ')
    .replace(/\s*[:;.–—-]+\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()

/** @returns what a label names; null when it is no label of a review block */
export function labelOf(text: string): Label | null {
  const label = tidy(text)
  if (label === '' || label.length > 70) return null
  for (const [pattern, meaning] of LABELS) {
    if (!pattern.test(label)) continue
    const named = BODIED.has(meaning) ? BODY_IN_LABEL.exec(label) : null
    const body = named?.[1] ?? named?.[2] ?? null
    return { meaning, body: body?.replace(/^the\s+/i, '') ?? null }
  }
  return OTHERS.test(label) ? { meaning: null, body: null } : null
}

/**
 * Two labels printed as one, such as "Lead Professional External Review": which of them the value answers cannot be told.
 * @returns the two labels; null when it is one label or none
 */
export function twoLabels(text: string): readonly [string, string] | null {
  const label = tidy(text)
  const whole = labelOf(label)
  if ((whole !== null && !/[/&]| and /.test(label)) || label.length > 90) return null
  if (whole?.meaning != null) return null
  const words = label.split(' ')
  for (let at = 1; at < words.length; at += 1) {
    const left = words
      .slice(0, at)
      .join(' ')
      .replace(/\s*(?:[/&]|and)$/i, '')
    const right = words
      .slice(at)
      .join(' ')
      .replace(/^(?:[/&]|and\s)\s*/i, '')
    const [one, other] = [labelOf(left), labelOf(right)]
    if (one === null || other === null) continue
    if (one.meaning === null && other.meaning === null) continue
    if (one.meaning !== other.meaning) return [left, right]
  }
  return null
}

const IS_BODY =
  /\b(?:governing (?:body|board)|governors|committee|trustees|board|directors|fgb|lgb|lgc|gb|elt|slt|smt|council|executive|leadership team|panel|working party|local authority)\b/i
const A_PERSON = /^(?:the )?(?:chair|vice[- ]chair|clerk|link|lead|safeguarding|named)\b.*\b(?:of|for|to)?\b/i

/** Whether a value names a body rather than a person: "Full Governing Body", "ELT / Trust Safeguarding Committee". */
export const namesBody = (value: string): boolean =>
  IS_BODY.test(value) && !(A_PERSON.test(value) && !/committee/i.test(value))
