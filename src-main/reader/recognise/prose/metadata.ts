/** The facts of the policy, put together from its review block, its title and the sentences at its head (R83-R86). */
import {
  METADATA,
  type Metadata,
  type MetadataName,
  type Notice,
  type ReviewLine,
  type StatedFact,
} from '@contract/report'
import type { Context } from '../context'
import { headOf, saidIn, titleIn, type Said } from './head'
import { notice, type NoticeQuote } from './notice'
import { sourceOf, type Passage } from './passages'
import { isPlaceholder } from './placeholders'
import { namesBody } from './review-labels'
import { isSentence, printedLines, type PrintedLine } from './review-lines'
import { dateOf, datesIn, type DateReading, type FoundDate } from './stated-date'
import { versionsIn } from './version-table'

export interface ReadMetadata {
  readonly metadata: Metadata
  readonly reviewBlock: readonly ReviewLine[]
  readonly notices: readonly Notice[]
}

const DATES = new Set<MetadataName>(['dateApproved', 'issued', 'effectiveFrom', 'lastReviewed', 'nextReview'])
const APPROVAL = new Set<MetadataName>(['approvedBy', 'approvingBody', 'dateApproved'])
const LONGEST_VERSION = 40
const EVERY =
  /\b(?:annual|annually|yearly|biannual(?:ly)?|bi-annual(?:ly)?|biennial(?:ly)?|termly|monthly|every\b|each (?:year|term)|once a|\d\s*years?\b|(?:one|two|three|four) years?)/i

/** Labels as a person would say them. */
const WORDS: Readonly<Record<MetadataName, string>> = {
  ...{ title: 'title', version: 'version', author: 'author', owner: 'owner', approvedBy: 'approved by' },
  ...{ approvingBody: 'approving body', reviewingBody: 'reviewing body', dateApproved: 'date approved' },
  ...{ issued: 'date issued', effectiveFrom: 'effective from', lastReviewed: 'last review', nextReview: 'next review' },
  ...{ frequency: 'frequency of review', communication: 'communication', location: 'location' },
}

interface Found {
  readonly fact: StatedFact
  readonly name: MetadataName
}

/** Reads the review block and the head. */
export function metadataOf(context: Context, passages: readonly Passage[]): ReadMetadata {
  const lines = printedLines(context, passages)
  const notices: Notice[] = []
  const found: Found[] = []
  const reviewBlock: ReviewLine[] = []
  const later: { line: PrintedLine; at: number }[] = []

  const place = (
    name: MetadataName,
    asWritten: string,
    line: PrintedLine,
    reading: DateReading | null = null,
  ): void => {
    const why = `Printed beside “${line.label}”.`
    found.push({ name, fact: factOf(asWritten, reading, 'certain', why, line.source) })
  }

  lines.forEach((line, at) => {
    const outcome = understood(line, lines[at - 1])
    for (const { name, words, reading } of outcome.facts) place(name, words, line, reading)
    if (outcome.later) later.push({ line, at: reviewBlock.length })
    reviewBlock.push({
      label: line.label.slice(0, 4000),
      value: line.value.slice(0, 4000),
      field: outcome.field,
      source: line.source,
    })
    notices.push(...noticesOf(line, outcome))
  })

  const title = titleIn(passages, context.names.schools)
  const head = headOf(passages, title?.passage ?? null)
  const places = new Set(lines.map(({ source }) => `${source.block}.${source.row}`))
  const spoken = passages.filter(({ block, row }) => !places.has(`${block}.${row}`))
  const said = [...(title?.said ?? []), ...saidIn(spoken, head)]
  const printed = new Set(found.map(({ name }) => name))
  // What the block leaves blank or open stays so: a sentence elsewhere does not fill it.
  const blank = new Set(
    reviewBlock.flatMap(({ field, value }) =>
      field !== null && (value === '' || isPlaceholder(value)) ? [field] : [],
    ),
  )
  for (const one of said) {
    if (printed.has(one.name) || blank.has(one.name)) continue
    found.push({
      name: one.name,
      fact: factOf(one.asWritten, one.date, one.confidence, one.why, sourceOf(context, one.passage)),
    })
    const quote = { asWritten: one.asWritten, source: sourceOf(context, one.passage) }
    if (one.date?.trouble === 'malformed') notices.push(malformed(WORDS[one.name], quote))
    if (one.date?.trouble === 'vague') notices.push(unclear(WORDS[one.name], quote))
  }
  const version =
    found.some(({ name }) => name === 'version') || blank.has('version') ? null : versionsIn(context, passages)
  if (version !== null) found.push({ name: 'version', fact: version })

  for (const { line, at } of later) {
    const reading = dateOf(line.value)
    const name = whichReview(reading.iso, found)
    const row = reviewBlock[at]
    if (name === null || row === undefined) {
      notices.push(
        notice(
          'review-date-unclear',
          'check',
          `It is not said whether “${line.label}” is the last review or the next one.`,
          [{ asWritten: `${line.label}: ${line.value}`, source: line.source }],
        ),
      )
      continue
    }
    reviewBlock[at] = { ...row, field: name }
    const why = `Printed beside “${line.label}”; ${name === 'nextReview' ? 'later than the approval, so the next review' : 'earlier than the next review or the approval, so the last review'}.`
    found.push({ name, fact: factOf(line.value, reading, 'likely', why, line.source) })
  }

  const block = sentenceLines(context, head)
  const metadata = Object.fromEntries(METADATA.map((name) => [name, chosen(name, found, notices)])) as Metadata
  return { metadata, reviewBlock: [...block, ...reviewBlock].slice(0, 100), notices }
}

interface Understood {
  readonly field: MetadataName | null
  readonly facts: readonly { name: MetadataName; words: string; reading: DateReading | null }[]
  /** A review date, to be told apart when the other dates are known. */
  readonly later: boolean
  readonly trouble: DateReading['trouble'] | 'placeholder' | 'blank' | 'joined'
}

const nothing = (field: MetadataName | null, trouble: Understood['trouble'] = null): Understood => ({
  ...{ field, facts: [], later: false, trouble },
})

/** What one printed line says. @param before the line printed before it, to which a bare "Date" belongs */
function understood(line: PrintedLine, before: PrintedLine | undefined): Understood {
  if (line.joined !== null) return nothing(null, 'joined')
  const label = line.meaning
  if (label?.meaning == null) return nothing(null)
  const { meaning } = label
  const near =
    before !== undefined && line.source.block - before.source.block < 2 ? (before.meaning?.meaning ?? null) : null
  const dateOfBefore: MetadataName | null =
    near === 'approvedBy' || near === 'approvingBody' ? 'dateApproved' : near === 'reviewedBy' ? 'lastReviewed' : null
  const field: MetadataName | null =
    meaning === 'review' || meaning === 'reviewedBy' ? null : meaning === 'date' ? dateOfBefore : meaning
  if (line.value === '') return nothing(field, field === null ? null : 'blank')
  // "Date: ____" beside a signature is there to be signed.
  if (isPlaceholder(line.value)) return nothing(field, meaning === 'date' && field === null ? null : 'placeholder')

  const reading = dateOf(line.value)
  const body = namesBody(line.value)
  const one = (name: MetadataName, words = line.value, date: DateReading | null = null) => ({
    name,
    words,
    reading: date,
  })

  if (meaning === 'review') {
    if (reading.trouble === 'none')
      return EVERY.test(line.value) ? { ...nothing('frequency'), facts: [one('frequency')] } : nothing(null)
    return { ...nothing(null, reading.trouble), later: true }
  }
  if (meaning === 'reviewedBy') {
    // "Standards Committee, March 2026" names the body and the day; a person's name is kept as printed only.
    const { words, date } = withoutDate(line.value)
    const facts = body && words !== '' ? [one('reviewingBody', words)] : []
    if (date !== null) facts.push(one('lastReviewed', date.words, date))
    return { ...nothing(facts[0]?.name ?? null), facts }
  }
  if (field === null) return nothing(null)
  if (DATES.has(field)) {
    if (reading.trouble === 'none') {
      if (field === 'dateApproved' && body) {
        return { ...nothing('approvedBy'), facts: [one('approvedBy'), one('approvingBody')] }
      }
      if (EVERY.test(line.value)) return { ...nothing('frequency'), facts: [one('frequency')] }
      return nothing(null)
    }
    const named = label.body === null ? [] : [one('approvingBody', label.body)]
    return { ...nothing(field, reading.trouble), facts: [one(field, line.value, reading), ...named] }
  }
  if (field === 'approvedBy' || field === 'approvingBody') {
    const { words, date } = withoutDate(line.value)
    const facts = field === 'approvedBy' ? [one('approvedBy', words)] : []
    if (body || field === 'approvingBody') facts.push(one('approvingBody', words))
    if (date !== null) facts.push(one('dateApproved', date.words, date))
    if (words === '' && date !== null) {
      // "Agreed by governors: September 2025" names the body on the left and the date on the right.
      const named = label.body === null ? [] : [one('approvingBody', label.body)]
      return { ...nothing('dateApproved'), facts: [one('dateApproved', line.value, date), ...named] }
    }
    return { ...nothing(field), facts: words === '' ? [] : facts }
  }
  if (field === 'version' && line.value.length > LONGEST_VERSION) return nothing(null)
  return { ...nothing(field), facts: [one(field)] }
}

/** "Full Governing Body, 12 March 2025": the words and the date. */
function withoutDate(value: string): { words: string; date: FoundDate | null } {
  const date = datesIn(value).find(({ iso }) => iso !== null)
  if (date === undefined) return { words: value, date: null }
  const words = value
    .replace(date.words, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:;()–-]+|(?:[\s,:;()–-]|\b(?:on|in|date|dated)\b)+$/gi, '')
  return { words, date }
}

function noticesOf(line: PrintedLine, { field, trouble }: Understood): Notice[] {
  const quotes: NoticeQuote[] = [{ asWritten: `${line.label}: ${line.value}`.replace(/: $/, ':'), source: line.source }]
  if (trouble === 'joined' && line.joined !== null) {
    const [one, other] = line.joined
    return [
      notice(
        'labels-run-together',
        'check',
        `Two labels are printed as one, “${one}” and “${other}”; it is not said which of them the value answers.`,
        quotes,
      ),
    ]
  }
  if (trouble === 'placeholder')
    return [notice('placeholder', 'check', `“${line.label}” holds only a placeholder.`, quotes)]
  if (trouble === 'malformed') return [malformed(`“${line.label}”`, quotes[0] as NoticeQuote)]
  if (trouble === 'vague') return [unclear(`“${line.label}”`, quotes[0] as NoticeQuote)]
  if (trouble === 'blank' && field !== null && APPROVAL.has(field)) {
    return [
      notice(
        'blank-in-source',
        'check',
        `“${line.label}” is left blank: this approval is not evidenced (R86).`,
        quotes,
      ),
    ]
  }
  return []
}

const unclear = (what: string, quote: NoticeQuote): Notice =>
  notice('date-unclear', 'check', `What is given for ${what} is no single day, month or year; it is kept as written.`, [
    quote,
  ])

const malformed = (what: string, quote: NoticeQuote): Notice =>
  notice('malformed-date', 'check', `The date of ${what} is no date of the calendar; it is kept as written.`, [quote])

const factOf = (
  asWritten: string,
  reading: DateReading | null,
  confidence: StatedFact['confidence'],
  why: string,
  source: StatedFact['source'],
): StatedFact => ({
  asWritten: asWritten.slice(0, 4000),
  iso: (reading?.iso ?? null) as StatedFact['iso'],
  precision: reading?.precision ?? null,
  ...{ confidence, why: why.slice(0, 400), source },
})

/** One fact for each name; where the document gives two, the first stands and a person is told. */
function chosen(name: MetadataName, found: readonly Found[], notices: Notice[]): StatedFact | null {
  const facts = found.filter((one) => one.name === name).map(({ fact }) => fact)
  const [first] = facts
  if (first === undefined) return null
  const other = facts.find((fact) => (fact.iso ?? plain(fact.asWritten)) !== (first.iso ?? plain(first.asWritten)))
  if (other === undefined) return first
  const quotes = [first, other].map(({ asWritten, source }) => ({ asWritten, source }))
  const bodies = name === 'approvingBody' || name === 'reviewingBody'
  notices.push(
    notice(
      bodies ? 'two-bodies' : 'two-values',
      'check',
      `The document gives two different values for ${WORDS[name]}.`,
      quotes,
    ),
  )
  return { ...first, confidence: 'possible', why: `${first.why} Elsewhere the document says otherwise.` }
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * A bare review date is the next one when it is later than the approval, the last one when a later next review is stated
 * or when it is not later than the approval. Alone it is neither: null.
 */
function whichReview(iso: string | null, found: readonly Found[]): 'lastReviewed' | 'nextReview' | null {
  if (iso === null) return null
  const known = (name: MetadataName): string | null =>
    found.find((one) => one.name === name && one.fact.iso !== null)?.fact.iso ?? null
  const upTo = (other: string): number => {
    const length = Math.min(iso.length, other.length)
    return iso.slice(0, length).localeCompare(other.slice(0, length))
  }
  const next = known('nextReview')
  if (next !== null) return upTo(next) <= 0 && known('lastReviewed') === null ? 'lastReviewed' : null
  const before = known('dateApproved') ?? known('effectiveFrom') ?? known('issued') ?? known('lastReviewed')
  if (before === null) return null
  if (upTo(before) > 0) return 'nextReview'
  return known('lastReviewed') === null ? 'lastReviewed' : null
}

/** A label in the head that is followed by a whole sentence is shown as printed, beside the facts taken from it. */
function sentenceLines({ outline }: Context, head: readonly Passage[]): ReviewLine[] {
  return head.flatMap(({ text, block, row, aside }) => {
    const match = /^([\p{L} ]{3,40}):\s+(.{20,600})$/u.exec(text)
    if (aside !== null || match?.[1] === undefined || match[2] === undefined) return []
    if (
      !/^(?:review|monitoring|approval|policy review|monitoring and review)$/i.test(match[1].trim()) ||
      !isSentence(match[2])
    )
      return []
    return [{ label: match[1].trim(), value: match[2], field: null, source: outline.source(block, row) }]
  })
}

export type { Said }
