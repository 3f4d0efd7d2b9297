/** What the reader noticed in the text: lints of content, left-over template words, missing appendices, two bodies (R88, R90). */
import type { Metadata, Notice, ReviewLine } from '@contract/report'
import type { Context } from '../context'
import { notice, type NoticeQuote } from './notice'
import { sourceOf, type Passage } from './passages'
import { placeholdersIn } from './placeholders'

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNTED =
  /\b(two|three|four|five|six|seven|eight|nine|ten)\s+((?:main |key |broad |different )?(?:areas|categories|strands|aspects|types|groups|headings|c['’]?s|elements)(?: of risk)?)\b/i
const RISKS = ['content', 'contact', 'conduct', 'commerce'] as const

const INSTRUCTION =
  /\b(?:schools|academies|settings|trusts|you|the school|this section|this policy template)\s+(?:may|might|could|should|will|can)\s+(?:also\s+)?(?:wish|want|like|need|choose|prefer|consider|amend|adapt|edit|delete|insert|add)\b[^.]{0,40}\b(?:to\b|add|amend|adapt|insert|delete|this|these|whether)|\bdelete (?:as|if|where) (?:appropriate|not applicable|applicable|necessary)|\badd\s*\/\s*delete as\b|\bamend (?:as|where|if) (?:appropriate|necessary)|\b(?:insert|add) (?:your|the|details|name|school)\b[^.]{0,30}\bhere\b|\btemplate (?:can|may) be found\b|\bpolicy template\b|\bbe sure to (?:select|choose|amend)|\bschools will have (?:very )?different\b|\bthis (?:statement|section|paragraph|template|sentence) (?:should|must|needs to|will need to|can|may) be (?:amended|adapted|edited|deleted|removed|agreed|discussed|changed)\b|\bthese statements are agreed and added\b|\bconsideration should be given\b[^.]{0,80}\bschools\b|\bit is suggested that (?:schools|the school)\b|\(?\bas relevant to your (?:school|setting)\b/i
/** Of the school itself only with a verb of editing. */
const ITSELF = /\b(?:the school|you)\b/i
const EDITING = /\b(?:amend|adapt|edit|delete|insert|add)\b/i

const APPENDIX_REFERENCE =
  /\b(?:in|see|at|refer to|found in|(?:section|policy|agreement|chart|form|list)s?\s+(?:in|at))\s+(?:the\s+)?(?:relevant\s+)?(appendi(?:x|ces)|annex(?:es)?)(?:\s+([A-Z]|\d{1,2})\b)?/i
const FORMER: readonly (readonly [RegExp, string])[] = [
  [/\bUKCCIS\b/, 'UKCCIS became UKCIS, the UK Council for Internet Safety.'],
  [
    /\b(?:Local Safeguarding Children(?:['’]s)? Boards?|LSCBs?)\b/,
    'Local safeguarding children boards were replaced by safeguarding partners in 2019.',
  ],
  [/\bdirect\.gov\.uk|\bDirectGov\b/, 'Directgov was replaced by GOV.UK.'],
  [/\bBECTA\b/i, 'Becta closed in 2011.'],
  [
    /\b(?:NCTL|National College for Teaching and Leadership)\b/,
    'The National College for Teaching and Leadership closed in 2018.',
  ],
  [/\bVirtual Global Taskforce\b/, 'The Virtual Global Taskforce site is no longer where reports are made.'],
]

const COMMITTEE = /((?:[\p{Lu}][\p{L}'’]*(?:,)?\s+(?:(?:and|of|&)\s+)?){1,7}Committee)\b/u
const REVIEWS = /\b(?:review(?:ed)?|approv(?:ed|al|e|es)|ratif(?:y|ied)|adopt(?:ed)?|agreed)\b/i
const MOST_QUOTES = 20

/** Every notice on the text, in a fixed order of kinds. */
export function noticesOf(
  context: Context,
  passages: readonly Passage[],
  metadata: Metadata,
  reviewBlock: readonly ReviewLine[],
): Notice[] {
  const printed = new Set(reviewBlock.map(({ source }) => `${source.block}.${source.row}`))
  const spoken = passages.filter(({ aside }) => aside === null || aside === 'table' || aside === 'wide')
  return [
    ...riskNotices(context, spoken),
    ...twoBodies(context, spoken, metadata),
    // What stands open in the review block has a notice of its own.
    ...placeholderNotices(
      context,
      spoken.filter(({ block, row }) => !printed.has(`${block}.${row}`)),
    ),
    ...instructionNotices(context, spoken),
    ...missingAppendices(context, spoken),
    ...formerBodies(context, passages),
  ]
}

const quoteOf = (context: Context, passage: Passage, words: string): NoticeQuote => ({
  asWritten: words,
  source: sourceOf(context, passage),
})

/** A number that does not fit the list it announces, and three risks named where four apply (R90). */
function riskNotices(context: Context, passages: readonly Passage[]): Notice[] {
  const notices: Notice[] = []
  let four = false
  let three: NoticeQuote[] | null = null
  passages.forEach((passage, index) => {
    if (passage.kind === 'heading') return
    const last = passage.sentences.at(-1) ?? ''
    const match = COUNTED.exec(last)
    const list = itemsAfter(passages, index)
    const risks = RISKS.filter((risk) => list.some(({ text }) => text.toLowerCase().startsWith(risk)))
    if (risks.length === 4) four = true
    const quotes = (): NoticeQuote[] => [
      quoteOf(context, passage, last),
      ...list.map((item) => quoteOf(context, item, item.text)),
    ]
    if (risks.length === 3 && !risks.includes('commerce')) three ??= quotes()
    const said = match?.[1] === undefined ? 0 : NUMBERS.indexOf(match[1].toLowerCase()) + 1
    if (said > 0 && /:\s*$/.test(last) && list.length > 0 && list.length !== said) {
      notices.push(
        notice(
          'count-differs',
          'check',
          `The sentence says ${match?.[1]} ${match?.[2]}; the list names ${NUMBERS[list.length - 1] ?? list.length}.`,
          quotes(),
        ),
      )
    }
  })
  if (three !== null && !four) {
    notices.push(
      notice(
        'three-risks',
        'check',
        'Content, contact and conduct are named; commerce, the fourth area of risk, is not.',
        three,
      ),
    )
  }
  return notices
}

function itemsAfter(passages: readonly Passage[], index: number): Passage[] {
  const list: Passage[] = []
  const from = passages[index]
  const depth = passages[index + 1]?.depth ?? 0
  if (from === undefined || (from.kind === 'item' && depth <= from.depth)) return list
  for (let at = index + 1; at < passages.length; at += 1) {
    const item = passages[at]
    if (item?.kind !== 'item' || item.depth < depth) break
    if (item.depth === depth) list.push(item)
  }
  return list
}

/** Two committees named for the review or approval of this policy (R88). */
function twoBodies(context: Context, passages: readonly Passage[], metadata: Metadata): Notice[] {
  const named: { key: string; quote: NoticeQuote }[] = []
  for (const fact of [metadata.reviewingBody, metadata.approvingBody]) {
    if (fact !== null && /committee/i.test(fact.asWritten)) named.push({ key: keyOf(fact.asWritten), quote: fact })
  }
  passages.forEach((passage, index) => {
    if (passage.kind === 'heading' || !/Committee/.test(passage.text)) return
    for (const sentence of passage.sentences) {
      const body = COMMITTEE.exec(sentence)?.[1]
      if (body === undefined || !REVIEWS.test(sentence)) continue
      const around = `${passages[index - 1]?.text ?? ''} ${passage.text}`
      if (!/\bpolic(?:y|ies)\b|\bthis (?:plan|document)\b|\b(?:this|the) review\b/i.test(around)) continue
      named.push({ key: keyOf(body), quote: quoteOf(context, passage, sentence) })
    }
  })
  const [first] = named
  const other = named.find(({ key }) => first !== undefined && !key.includes(first.key) && !first.key.includes(key))
  if (first === undefined || other === undefined) return []
  const place = passages.find(({ block }) => block === first.quote.source.block)
  const whole =
    place === undefined ? undefined : place.sentences.find((sentence) => sentence.includes(first.quote.asWritten))
  const quotes = [{ ...first.quote, asWritten: whole ?? first.quote.asWritten }, other.quote]
  return [
    notice(
      'two-bodies',
      'check',
      'Two different committees are named for the review or approval of this policy (R88).',
      quotes,
    ),
  ]
}

const keyOf = (body: string): string =>
  body
    .toLowerCase()
    .replace(/\b(?:the|of|and|governors?['’]?|committee)\b|[^a-z ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

function placeholderNotices(context: Context, passages: readonly Passage[]): Notice[] {
  const quotes = passages.flatMap((passage) =>
    placeholdersIn(passage.text).length === 0
      ? []
      : passage.sentences
          .filter((sentence) => placeholdersIn(sentence).length > 0)
          .map((sentence) => quoteOf(context, passage, sentence)),
  )
  return quotes.length === 0
    ? []
    : [notice('placeholder', 'check', 'Words of a template still wait to be filled in.', quotes.slice(0, MOST_QUOTES))]
}

function instructionNotices(context: Context, passages: readonly Passage[]): Notice[] {
  const quotes = passages.flatMap((passage) =>
    passage.sentences
      .filter((sentence) => {
        const match = INSTRUCTION.exec(sentence)
        return match !== null && (!ITSELF.test(match[0]) || EDITING.test(match[0]))
      })
      .map((sentence) => quoteOf(context, passage, sentence)),
  )
  return quotes.length === 0
    ? []
    : [
        notice(
          'template-instruction',
          'check',
          'Instructions of a template to its users were left in the text.',
          quotes.slice(0, MOST_QUOTES),
        ),
      ]
}

/** Appendices the text sends its reader to and the document does not contain. */
function missingAppendices(context: Context, passages: readonly Passage[]): Notice[] {
  const present = new Set<string>()
  for (const { text, kind } of passages) {
    const named =
      kind === 'heading' || text.length < 90 ? /^\W*(?:appendix|annex)(?:\s+([A-Z]|\d{1,2})\b)?/i.exec(text) : null
    if (named !== null) present.add((named[1] ?? '').toUpperCase()).add('any')
  }
  const quotes = passages.flatMap((passage) =>
    passage.sentences.flatMap((sentence) => {
      const match = APPENDIX_REFERENCE.exec(sentence)
      if (match === null || passage.kind === 'heading') return []
      const number = match[2]?.toUpperCase()
      const there = number === undefined ? present.has('any') : present.has(number)
      return there ? [] : [quoteOf(context, passage, sentence)]
    }),
  )
  return quotes.length === 0
    ? []
    : [
        notice(
          'missing-appendix',
          'check',
          'The text refers to an appendix that is not in this document.',
          quotes.slice(0, MOST_QUOTES),
        ),
      ]
}

/** Bodies and sites that have another name or none by now; links lists are looked at as well (R90). */
function formerBodies(context: Context, passages: readonly Passage[]): Notice[] {
  return FORMER.flatMap(([pattern, words]) => {
    const quotes = passages
      .filter(({ text, aside }) => aside !== 'contents' && pattern.test(text))
      .map((passage) => {
        const sentence = passage.sentences.find((one) => pattern.test(one)) ?? passage.text
        return quoteOf(context, passage, sentence)
      })
    return quotes.length === 0 ? [] : [notice('former-body', 'note', words, quotes.slice(0, MOST_QUOTES))]
  })
}
