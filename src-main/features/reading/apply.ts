/**
 * Putting what was accepted into the school's records: facts, purposes and rules as records of their own, tables as
 * matrices. Everything of one call is one batch, or nothing is.
 */
import { Fault } from '@contract/fault'
import type { Source } from '@contract/document'
import type { StatedDate } from '@contract/primitives'
import { StatedDate as StatedDateShape } from '@contract/primitives'
import type { Finding } from '@contract/reading'
import type { MetadataName } from '@contract/report'
import { recordsOf } from '@db/repo/reading'
import { dateWords } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { remove, set, setAgain } from '@vault/entity'
import { canonical, type Draft, type Json } from '../../sync/core/event'
import { editionKind, memoryOf, settledActivity } from '../matrices'
import { keepingTheRest, type Difference } from './changes'
import { findingId } from './decide'
import { changedEdition, changesInDraft, newMatrix, type Making, type StatedFacts } from './editions'
import { findingKind, recordKind } from './events'
import { linesIn, tableNews, type HeldMatrix, type TableNews } from './held'
import { PROSE_KEY, PROSE_TITLE, proseTable, questionOf, ruleIn, type AcceptedRule } from './prose'
import type { Around, OpenReading } from './readings'
import type { BuiltTable } from './tables'
import { counted, cut, oneLine } from './words'

/** One thing that was made, in words; `edition` where it is a matrix. */
export interface Made {
  readonly key: string
  readonly words: string
  readonly edition: string | null
}

export interface Applying {
  readonly drafts: readonly Draft[]
  readonly made: readonly Made[]
}

/** A record is one thing on every PC: a later edition takes the place of an earlier one. */
export const recordId = (series: string, key: string): string =>
  hashHex(canonical(['reading.record', series, key])).slice(0, 32)

/**
 * The events for everything accepted and not yet applied.
 * @throws Fault 'conflict' when somebody's draft of a matrix to be changed is open
 */
export function applyDrafts(reading: OpenReading, around: Around, ctx: Ctx): Applying {
  const waiting = reading.findings.filter(({ verdict, applied }) => verdict === 'accepted' && !applied)
  const work: Work = { reading, around, ctx, making: makingFor(ctx), stated: statedBy(reading) }
  const parts = waiting.map((finding) => applied(finding, work))
  const rules = waiting.flatMap((finding) => acceptedRules(finding, work))
  const prose = rules.length === 0 ? [] : [appliedRules(rules, work)]
  refuseTwice([...parts, ...prose])
  return {
    drafts: [
      ...[...parts, ...prose].flatMap(({ drafts }) => drafts),
      ...waiting.map(({ key }) => set(findingKind, findingId(reading.row.id, key), { applied: true })),
    ],
    made: [...parts, ...prose].flatMap(({ made }) => made),
  }
}

/** Two things may not change one matrix at once: the second would not know of the first. */
function refuseTwice(parts: readonly Applying[]): void {
  const opened = parts.flatMap(({ drafts }) =>
    drafts.flatMap(({ type, body }) => (type === editionKind.type && isFields(body) ? [body['matrix']] : [])),
  )
  if (new Set(opened).size === opened.length) return
  throw new Fault(
    'conflict',
    'Two of the things accepted change the same matrix. Leave one of them undecided, put the other in, and then go on. Nothing was put into the records.',
  )
}

/** The rule of a finding; and the one it takes the place of, or that is gone, to be taken out of the rules in prose. */
function acceptedRules(finding: Finding, { reading, around }: Work): readonly AcceptedRule[] {
  const { key, news, correction } = finding
  const base = news === 'gone' ? undefined : reading.base.get(key)
  const rule = base === undefined ? null : ruleIn(base)
  const now = rule === null ? [] : [{ rule, correction, isGone: false }]
  if (finding.kind !== 'rule' || news === 'new' || reading.prose === null) return now
  const record = recordsOf(around.tenant.db, reading.row.series).find((one) => one.key === key)
  if (record === undefined) return now
  const before = ruleIn({
    kind: record.kind,
    data: JSON.parse(record.data) as Json, // As the kind checked it, as is the place.
    asWritten: record.asRead ?? record.asWritten,
    source: JSON.parse(record.source) as Source,
  })
  return before === null ? now : [...now, { rule: before, correction: null, isGone: true }]
}

interface Work {
  readonly reading: OpenReading
  readonly around: Around
  readonly ctx: Ctx
  readonly making: Making
  readonly stated: StatedFacts
}

function makingFor(ctx: Ctx): Making {
  const memory = memoryOf(ctx.trust().db)
  return { newId: ctx.newId, activityOf: (label) => settledActivity(memory, label) }
}

function applied(finding: Finding, work: Work): Applying {
  const { reading, around } = work
  const { key, title } = finding
  if (finding.news === 'gone') {
    const words = `Took “${title}” off the records`
    return { drafts: [remove(recordKind, recordId(reading.row.series, key))], made: [{ key, words, edition: null }] }
  }
  const table = reading.tables.get(key)
  if (table !== undefined) {
    refuseUnsettled(finding, table.toSettle)
    return appliedTable(finding, table.built, table.news, work)
  }
  const words = `${finding.news === 'changed' ? 'Recorded anew' : 'Recorded'} “${title}”`
  return {
    drafts: setAgain(around.tenant, recordKind, recordId(reading.row.series, key), recordFields(finding, work)),
    made: [{ key, words, edition: null }],
  }
}

/** What was settled when it was accepted may have rested on a matrix that is gone since. */
function refuseUnsettled({ title }: Finding, toSettle: readonly string[]): void {
  if (toSettle.length === 0) return
  throw new Fault(
    'conflict',
    `“${title}” cannot be put in yet. ${toSettle.slice(0, 5).join(' ')} Nothing was put into the records.`,
  )
}

/** What a record holds: the document's own words, or a person's in their place with what had been read beside them. */
function recordFields(finding: Finding, { reading, ctx }: Work): Readonly<Record<string, Json>> {
  const { row, base } = reading
  const { correction } = finding
  const words = correction?.of === 'words' ? correction : null
  const data = base.get(finding.key)?.data ?? null
  const dated = isFields(data) && 'iso' in data
  return {
    ...{ series: row.series, key: finding.key, kind: finding.kind, title: cut(finding.title, 600) },
    asWritten: words?.words ?? finding.asWritten,
    asRead: words === null ? null : finding.asWritten,
    understood: words === null ? finding.understood : words.iso === null ? null : dateWords(words.iso),
    data: words !== null && dated ? { ...data, iso: words.iso, precision: precisionOf(words.iso) } : data,
    matrix: null,
    ...{ document: row.id, documentTitle: row.title, source: { ...finding.source }, person: ctx.actor.id },
  }
}

const isFields = (data: Json): data is Readonly<Record<string, Json>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

const precisionOf = (iso: StatedDate | null): 'day' | 'month' | null =>
  iso === null ? null : iso.length === 7 ? 'month' : 'day'

/** What became of a table, and the record that links the document to its matrix. */
function appliedTable(finding: Finding, built: BuiltTable, news: TableNews, work: Work): Applying {
  const { drafts, words, edition, matrix } = placed(built, news, work)
  const link = linkDrafts(
    finding.key,
    { title: built.title, asWritten: finding.asWritten, source: finding.source },
    work,
    {
      edition,
      matrix,
    },
  )
  return { drafts: [...drafts, ...link], made: [{ key: finding.key, words, edition }] }
}

function linkDrafts(
  key: string,
  said: Pick<Finding, 'title' | 'asWritten' | 'source'>,
  { reading: { row }, around, ctx }: Work,
  to: { readonly edition: string; readonly matrix: string },
): readonly Draft[] {
  return setAgain(around.tenant, recordKind, recordId(row.series, key), {
    ...{ series: row.series, key, kind: 'table', title: cut(said.title, 600), asWritten: said.asWritten, asRead: null },
    ...{
      understood: null,
      data: { edition: to.edition },
      matrix: to.matrix,
      document: row.id,
      documentTitle: row.title,
    },
    ...{ source: { ...said.source }, person: ctx.actor.id },
  })
}

interface Placed {
  readonly drafts: readonly Draft[]
  readonly words: string
  readonly edition: string
  readonly matrix: string
}

function placed(built: BuiltTable, news: TableNews, work: Work): Placed {
  const { ctx, making, stated } = work
  if (news.news === 'new') {
    const ids = { matrix: ctx.newId(), edition: ctx.newId() }
    const words = `Took “${built.title}” over as in use: ${counted(built.rows.length, 'row')}`
    return { drafts: newMatrix(built, stated, ids, making), words, ...ids }
  }
  const { edition } = news.held
  if (news.news === 'same') {
    return { drafts: [], words: `“${edition.title}” says this already`, edition: edition.id, matrix: edition.matrix }
  }
  return changedMatrix(
    news.held,
    news.difference,
    (parts) => tableNews(built, { ...news.held, parts, draft: null }),
    work,
  )
}

/**
 * A draft with the changes in it. A draft this very reading opened before goes on; anybody else's is left alone.
 * @param against holds the table against the parts of an open draft
 */
function changedMatrix(
  held: HeldMatrix,
  difference: Difference,
  against: (parts: HeldMatrix['parts']) => TableNews,
  { reading, around, ctx, making }: Work,
): Placed {
  const { edition, parts } = held
  const open = held.isDraft ? { edition, parts } : held.draft
  if (open !== null) {
    if (![...reading.made.values()].includes(open.edition.id)) {
      throw new Fault(
        'conflict',
        `A draft of “${edition.title}” is open already. Have it approved or discard it first, then put this in. Nothing was put into the records.`,
      )
    }
    const news = against(open.parts)
    const rest = news.news === 'changed' ? news.difference : difference
    const words = `Put ${counted(rest.changes.length, 'more change')} into the draft of “${edition.title}”`
    return { drafts: changesInDraft(open, rest, making), words, edition: open.edition.id, matrix: edition.matrix }
  }
  const id = ctx.newId()
  const opened = {
    id,
    because: `Read from ${cut(oneLine(reading.row.title), 400)}`,
    document: cut(oneLine(reading.row.title), 200),
  }
  const lines = linesIn(around.tenant.db, edition)
  return {
    drafts: changedEdition({ edition, parts, lines }, difference, opened, making),
    words: `Opened a draft of “${edition.title}” with ${counted(difference.changes.length, 'change')}`,
    edition: id,
    matrix: edition.matrix,
  }
}

/** Rules go beside one another into the document's table of rules in prose; what else stands in it stays. */
function appliedRules(rules: readonly AcceptedRule[], work: Work): Applying {
  const { reading, around, making } = work
  const { questions } = around
  const whole = proseTable(rules, questions, reading.row)
  const taken = around.matrices.some(({ edition }) => edition.title === PROSE_TITLE)
  const built = { ...whole, title: taken ? cut(`${PROSE_TITLE}: ${oneLine(reading.row.title)}`, 200) : whole.title }
  const asked: Making = {
    ...making,
    activityOf: (label) => questionOf(rules, questions, label) ?? making.activityOf(label),
  }
  const news = proseNews(built, reading.prose)
  const { drafts, words, edition, matrix } =
    news.news === 'changed'
      ? changedMatrix(news.held, news.difference, (parts) => proseNews(built, { ...news.held, parts, draft: null }), {
          ...work,
          making: asked,
        })
      : placed(built, news, { ...work, making: asked })
  const [first] = rules
  const said = { title: built.title, asWritten: '', source: first?.rule.source ?? NOWHERE }
  return {
    drafts: [...drafts, ...linkDrafts(PROSE_KEY, said, work, { edition, matrix })],
    made: [{ key: PROSE_KEY, words, edition }],
  }
}

const NOWHERE = { block: 0, row: null, page: null, line: null, clause: '' }

/** Rules added to a table change only the places they speak of. */
function proseNews(built: BuiltTable, held: HeldMatrix | null): TableNews {
  const news = tableNews(built, held)
  if (news.news !== 'changed') return news
  const difference = keepingTheRest(news.difference)
  if (difference.changes.length === 0) return { news: 'same', held: news.held }
  return { ...news, difference }
}

/** Words a body of people is named by; a person who approved is no approving body (R86). */
const BODY =
  /\b(?:governors?|governing|governance|board|committee|trust|trustees|council|cabinet|team|leadership|group|authority|directors?|[ES]LT|LGB|LAB)\b/i

/**
 * What the document states of itself, with corrections, without what was rejected: the dates an edition taken over counts
 * by, and its approval if there is one (R86). A year alone is no date to count by.
 */
export function statedBy({ row, findings, base }: OpenReading): StatedFacts {
  const fact = (name: MetadataName): { readonly words: string; readonly date: StatedDate | null } | null => {
    const finding = findings.find(({ key, news }) => key === `fact:${name}` && news !== 'gone')
    if (finding === undefined || finding.verdict === 'rejected') return null
    if (finding.correction?.of === 'words') return { words: finding.correction.words, date: finding.correction.iso }
    const data = base.get(finding.key)?.data ?? null
    const iso = isFields(data) ? StatedDateShape.safeParse(data['iso']).data : undefined
    return { words: oneLine(finding.asWritten), date: iso ?? null }
  }
  const dates = (['effectiveFrom', 'issued', 'dateApproved', 'lastReviewed'] as const).map((name) => fact(name)?.date)
  const approvedBy = fact('approvedBy')?.words ?? null
  const body = fact('approvingBody')?.words ?? (approvedBy !== null && BODY.test(approvedBy) ? approvedBy : null)
  return {
    document: cut(oneLine(row.title), 200),
    effectiveFrom: dates.find((date) => date !== null && date !== undefined) ?? null,
    approvedOn: fact('dateApproved')?.date ?? null,
    approvingBody: body === null ? null : cut(body, 200),
    nextReview: fact('nextReview')?.date ?? null,
  }
}
