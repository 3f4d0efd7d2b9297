/** The head of a document: its title, and what a sentence there says about approval and review. */
import type { MetadataName } from '@contract/report'
import type { Passage } from './passages'
import { isPlaceholder } from './placeholders'
import { labelOf } from './review-labels'
import { datesIn, dateOf, type DateReading } from './stated-date'

/** A fact as found in running words. */
export interface Said {
  readonly name: MetadataName
  readonly asWritten: string
  readonly date: DateReading | null
  readonly passage: Passage
  readonly confidence: 'certain' | 'likely' | 'possible'
  readonly why: string
}

const KIND = /\b(?:polic(?:y|ies)|agreements?|procedures?|strategy|code of conduct|handbook|guidelines)\b/i
const NOT_TITLE =
  /^(?:contents|introduction|aims?|purpose|scope|statement|review|version|date|author|approved|this|the (?:purpose|aim)|our|we|at|in|all|linked|related|see|rationale|policy statement|policy aims|policy scope)\b/i
const LONGEST_TITLE = 140
const HEAD_PASSAGES = 40
const VERSION_END = /[\s,(–—-]+(?:version|ver|v|issue|rev)\.?\s*(\d+(?:\.\d+)*)\)?\s*$/i

/** The passages before the first section: everything up to the heading that follows the title. */
export function headOf(passages: readonly Passage[], title: Passage | null): Passage[] {
  const head: Passage[] = []
  let seen = title === null
  for (const passage of passages.slice(0, HEAD_PASSAGES)) {
    if (passage === title) {
      seen = true
      continue
    }
    if (passage.kind === 'heading' && seen && head.length > 0) break
    head.push(passage)
  }
  return head
}

interface Title {
  readonly said: readonly Said[]
  readonly passage: Passage
}

/**
 * The policy's own title, and the date or version printed behind it.
 * @param schools names that are no title by themselves
 */
export function titleIn(passages: readonly Passage[], schools: readonly string[]): Title | null {
  const lines = passages.slice(0, HEAD_PASSAGES).filter(({ kind, aside }) => aside === null && kind !== 'item')
  const plain = (text: string): string => text.replace(/[*_#]/g, '').replace(/\s+/g, ' ').trim()
  const isSchool = (text: string): boolean => schools.some((name) => same(name, text))
  const wanted = lines.find(({ text, kind }) => {
    const line = plain(text)
    if (line.length > LONGEST_TITLE || line.length < 5 || line.includes('\n')) return false
    if (kind === 'cell' && labelOf(line) !== null) return false
    return KIND.test(line) && !NOT_TITLE.test(line) && !/[.!?;:]$/.test(line) && !isSchool(line) && !isVerbal(line)
  })
  const named =
    wanted ??
    lines.find(
      ({ kind, text }) =>
        kind === 'heading' &&
        !NOT_TITLE.test(text) &&
        !isSchool(plain(text)) &&
        text.length < LONGEST_TITLE &&
        !/^\d/.test(text),
    )
  if (named === undefined) return null
  let text = plain(named.text)
  if (isPlaceholder(text)) return null
  const said: Said[] = []
  // "Online Safety" on one line and "Policy" on the next are one title.
  const before = lines[lines.indexOf(named) - 1]
  if (
    /^policy\b/i.test(text) &&
    before?.block === named.block - 1 &&
    plain(before.text).length < 60 &&
    !isSchool(plain(before.text))
  ) {
    text = `${plain(before.text)} ${text}`
  }
  const version = VERSION_END.exec(text)
  if (version?.[1] !== undefined) {
    said.push({
      name: 'version',
      asWritten: version[1],
      date: null,
      passage: named,
      confidence: 'likely',
      why: 'Printed behind the title.',
    })
    text = text.slice(0, version.index).trim()
  }
  const date = datesIn(text).at(-1)
  const year = /[\s,(–—-]+((?:19|20)\d{2})\)?$/.exec(text)
  const end =
    date !== undefined && date.start + date.words.length >= text.length - 1 ? date.start : (year?.index ?? null)
  if (end !== null && end > 4 && !/\d{4}\s*[/–-]\s*$/.test(text.slice(0, end + 1))) {
    const words = text.slice(end).replace(/^[\s,(–—-]+|[\s).]+$/g, '')
    const reading = dateOf(words)
    if (reading.trouble !== 'none') {
      const confidence = reading.precision === 'year' ? 'possible' : 'likely'
      said.push({
        name: 'issued',
        asWritten: words,
        date: reading,
        passage: named,
        confidence,
        why: 'Printed behind the title.',
      })
      text = text.slice(0, end)
    }
  }
  text = text.replace(/[\s,:;(–—-]+$/, '').replace(/^\W*?(?=[\p{L}\p{N}"“'‘])/u, '')
  const why = wanted === undefined ? 'The first heading.' : 'The first line that names a policy.'
  const confidence = wanted === undefined ? 'possible' : 'certain'
  said.unshift({ name: 'title', asWritten: text, date: null, passage: named, confidence, why })
  return { said, passage: named }
}

const same = (a: string, b: string): boolean =>
  a.replace(/^the\s+/i, '').toLowerCase() === b.replace(/^the\s+/i, '').toLowerCase()

/** "Approve the policy", "Read and sign the agreement": a task, no title. */
const IS_TASK = /^\W*\p{L}+(?:,? (?:and|or) \p{L}+)? (?:the|this|that|our|your|all|any|an?) /iu
const FIRST_WORD_OF_NAME =
  /^\W*(?:\p{L}+ing|use|care|policy|procedures?|guidelines|code|for|in|on|of|to|the|our|a|an) /iu

/** A line that says something is no title. */
const isVerbal = (line: string): boolean =>
  (IS_TASK.test(line) && !FIRST_WORD_OF_NAME.test(line)) ||
  /\b(?:is|are|was|will|must|should|has|have|applies|applied|reflects|outlines|agreed|adopted|approved|published|produced)\b/i.test(
    line,
  )

const DATE_WORDS =
  '((?:\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?(?:[A-Z][a-z]{2,8}\\.?,?\\s+)(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{2,5}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{4})'
const BODY_NAME =
  "((?:[A-Z][\\w'’&]*\\s+(?:(?:of|and|&|for|the)\\s+){0,2}|[A-Z][\\w'’]*,\\s+|(?:full|local|school)\\s+)*(?:[Gg]overning [Bb]od(?:y|ies)|[Gg]overning [Bb]oard|[Gg]overnors|[Bb]oard(?: of (?:[Tt]rustees|[Gg]overnors|[Dd]irectors))?|[Tt]rustees|[Cc]ommittee|[Dd]irectors|FGB|LGB|LGC|ELT|SLT))(?![\\w])"

const NEXT = new RegExp(
  `\\b(?:[Nn]ext (?:scheduled |planned |formal |full )?review(?: date)?|[Nn]ext (?:be )?reviewed|(?:review is |be )?due (?:for|to be) review(?:ed)?|(?:will|to) be (?:next )?reviewed(?: again)?(?= (?:in|on|by) ))\\b[^.;]{0,40}?${DATE_WORDS}`,
  'd',
)
const EVERY =
  /\b(?:reviewed|review(?:s| this policy| the policy| it)?|reviews? (?:will )?take place|revisited|updated)\s+(?:and [a-z]+ed )?((?:at least |formally |on an? )?(?:annual(?:ly)?(?: basis)?|yearly(?: basis)?|every (?:(?:\d+|two|three|four|five|six|twelve|eighteen|other)\s+)?(?:years?|months?|terms?)|once (?:a|every|per) (?:academic )?year|each (?:academic )?year|termly|bi-?annual(?:ly)?|biennial(?:ly)?|every (?:second|third) year))/i
const APPROVED = new RegExp(
  `\\b(?:approved|ratified|adopted|agreed|signed off)\\s+by\\s+(?:the\\s+|our\\s+)?${BODY_NAME}(?:[^.;]{0,40}?\\b(?:on|in|dated|:)?\\s*${DATE_WORDS})?`,
  'd',
)
const APPROVED_ON = new RegExp(`\\b(?:approved|ratified|adopted|agreed)(?:\\s+(?:on|in)|:)\\s+${DATE_WORDS}`, 'd')
const REVIEWED_ON = new RegExp(
  `\\b(?:last\\s+)?(?:reviewed|updated|revised)(?:\\s+(?:on|in)|:)?\\s+${DATE_WORDS}`,
  'id',
)
const EFFECTIVE = new RegExp(
  `\\b(?:effective|in force|comes? into (?:force|effect)|applies)\\s+(?:from|on)\\s+${DATE_WORDS}`,
  'id',
)
const REVIEWING = new RegExp(
  `\\b(?:(?:taken|brought|presented|submitted|reported|put|go(?:es)?) (?:back )?to|(?:reviewed|monitored)(?: [a-z]+){0,3} by)\\s+(?:the\\s+|our\\s+)?${BODY_NAME}`,
)

/** Statements about the policy itself: "This policy was approved by … on …". Elsewhere than in the head they must say so. */
const OF_ITSELF =
  /\b(?:this|the|our) (?:[\w-]+ ){0,4}(?:policy|plan|document|procedure)\b|^\W*(?:the |our |date of (?:the )?)?next (?:\w+ )?review\b/i
/** Said of the law, of guidance or of a thing the school uses: its dates are not those of this policy. */
const OF_OTHERS =
  /^[^.;,]{0,60}?\b(?:acts?|laws?|legislation|regulations?|guidance|framework|template|ofsted|kcsie|keeping children safe)\b[^.;,]{0,60}?\b(?:was|were|is|are|has|have|came|comes)\b/i
/** Said of some case, not of this policy. */
const SUPPOSES = /^\W*(?:if|where|unless|when)\b|\bif (?:the|this|a) policy\b/i

/** What the head's sentences say, and what sentences elsewhere say of the policy itself with a date. */
export function saidIn(passages: readonly Passage[], head: readonly Passage[]): Said[] {
  const inHead = new Set(head)
  const said: Said[] = []
  for (const passage of passages) {
    if (passage.aside !== null || passage.kind === 'heading') continue
    const atHead = inHead.has(passage)
    if (!atHead && !/approved|ratified|adopted|agreed|next review|reviewed/i.test(passage.text)) continue
    if (passage.kind === 'cell' && !atHead) continue
    for (const sentence of passage.sentences) {
      if (SUPPOSES.test(sentence)) continue
      if (!OF_ITSELF.test(sentence) && (!atHead || OF_OTHERS.test(sentence))) continue
      said.push(...saidBy(sentence, passage, atHead))
    }
  }
  return said
}

function saidBy(sentence: string, passage: Passage, atHead: boolean): Said[] {
  const said: Said[] = []
  const why = atHead ? 'Said in a sentence at the head of the document.' : 'Said in a sentence about this policy.'
  const confidence = atHead ? 'likely' : 'possible'
  const add = (name: MetadataName, words: string | undefined, date: DateReading | null): void => {
    const asWritten = words?.replace(/[\s,;:–—-]+$/, '').trim() ?? ''
    if (asWritten !== '' && !isPlaceholder(asWritten)) said.push({ name, asWritten, date, passage, confidence, why })
  }
  const dated = (name: MetadataName, words: string | undefined): void => {
    if (words === undefined) return
    const reading = dateOf(words)
    if (reading.trouble !== 'none') add(name, words, reading)
  }
  const next = NEXT.exec(sentence)
  dated('nextReview', next?.[1])
  const approved = APPROVED.exec(sentence)
  // "will be approved by" and "needs to be approved by" tell of no approval.
  const done = approved !== null && !/\b(?:be|being|is|are)\s+$/.test(sentence.slice(0, approved.index))
  if (approved !== null && (atHead || approved[2] !== undefined)) {
    add('approvingBody', approved[1], null)
    if (done) {
      add('approvedBy', approved[1], null)
      dated('dateApproved', approved[2])
    }
  } else if (approved === null) dated('dateApproved', APPROVED_ON.exec(sentence)?.[1])
  dated('effectiveFrom', EFFECTIVE.exec(sentence)?.[1])
  if (!atHead) return said
  const reviewed = REVIEWED_ON.exec(sentence)
  if (reviewed !== null && !/\b(?:be|next)\s+$/.test(sentence.slice(0, reviewed.index)))
    dated('lastReviewed', reviewed[1])
  add('frequency', EVERY.exec(sentence)?.[1], null)
  add('reviewingBody', REVIEWING.exec(sentence)?.[1], null)
  return said
}
