/**
 * From what the recognisers report to findings a person decides on, in the order of the document. Each has a key that is
 * the same for the same thing in a later edition: made from kind and identity, never from the value. Pure.
 */
import type { Source } from '@contract/document'
import type { ActivityKey, Audience } from '@contract/matrices'
import type { StatedDate } from '@contract/primitives'
import type { Confidence, DeviceRule, ReadReport, ReadTable, StatedFact } from '@contract/report'
import { METADATA, type MetadataName } from '@contract/report'
import type { Finding } from '@contract/reading'
import type { SchoolFacts } from '@contract/schools'
import { AUDIENCE_WORDS } from '@contract/words'
import { dateWords } from '@vault/clock'
import { hashHex } from '@vault/crypto'
import type { Json } from '../../sync/core/event'
import { ruleWords } from './answers'
import { concerns, type Standing } from './standing'
import { counted, cut, DATE_FACTS, FACT_WORDS, listed, plainText, RULE_ABOUT_WORDS, TABLE_WORDS } from './words'

/** A finding before it is held against the school's records. */
export type BaseFinding = Pick<
  Finding,
  'key' | 'kind' | 'title' | 'asWritten' | 'understood' | 'confidence' | 'why' | 'source' | 'appliesTo' | 'table'
> & {
  /** What it holds beside its words, as the records keep it. */
  readonly data: Json
}

/** What makes a finding the same one in a later edition. */
type Keyed = Omit<BaseFinding, 'key'> & { readonly identity: string }

/** A school as it is spoken of: its name, and its word for children. */
export type Speaking = Pick<SchoolFacts, 'name' | 'learnerWord'>

/** An audience in the middle of a sentence: "staff", "pupils" where the school says so. */
const peopleWords = (audience: Audience, school: Speaking | null): string =>
  audience === 'LEARNER' && school !== null ? `${school.learnerWord}s` : AUDIENCE_WORDS[audience].toLowerCase()

/** Names of the catalogue's questions. */
export type LabelOf = (activity: ActivityKey) => string | null

const NOBODYS: Pick<BaseFinding, 'appliesTo' | 'table' | 'data'> = { appliesTo: [], table: null, data: null }

/**
 * Everything in a report that concerns one school.
 * @param school by its own words; null where the document is read for the whole trust
 */
export function findingsIn(
  report: ReadReport,
  standing: Standing,
  school: Speaking | null,
  labelOf: LabelOf,
): BaseFinding[] {
  const ours = <T extends { readonly appliesTo: readonly string[] }>(items: readonly T[]): readonly T[] =>
    items.filter((item) => concerns(standing, item))
  const all: readonly Keyed[] = [
    ...METADATA.flatMap((name) => factFinding(name, report.metadata[name])),
    ...ours([...report.matrices, ...report.deviceTables]).map((table) => tableFinding(table, school)),
    ...ours(report.deviceRules).map((rule) => ruleFinding(rule, school, labelOf)),
    ...ours(report.consentPurposes).map((purpose) => ({
      ...NOBODYS,
      ...judged(purpose),
      kind: 'purpose' as const,
      identity: plainKey(purpose.label),
      title: cut(purpose.label, 600),
      understood: null,
      data: { purpose: purpose.purpose },
    })),
    ...ours(report.consentRules).map((rule) => ({
      ...NOBODYS,
      ...judged(rule),
      kind: 'consentRule' as const,
      identity: rule.about,
      title: RULE_ABOUT_WORDS[rule.about],
      understood: null,
      data: { about: rule.about },
    })),
    ...ours(report.retention).map((statement) => ({
      ...NOBODYS,
      ...judged(statement),
      kind: 'retention' as const,
      identity: plainKey(statement.subject),
      title: cut(`How long kept: ${statement.subject}`, 600),
      understood: retentionWords(statement),
      data: dataOf(statement, ['subject', 'period', 'trigger', 'action', 'responsible']),
    })),
    ...ours(report.systemsNamed).map((system) => ({
      ...NOBODYS,
      ...judged(system),
      kind: 'system' as const,
      identity: plainKey(system.name),
      title: system.name,
      understood: system.use === null ? null : `Used for: ${system.use}`,
      data: dataOf(system, ['name', 'use']),
    })),
    ...report.declined.map((declined) => ({
      ...NOBODYS,
      kind: 'declined' as const,
      identity: plainKey(declined.what),
      title: cut(declined.what, 600),
      asWritten: cut(declined.what, 4000),
      understood: null,
      confidence: 'possible' as const,
      why: cut(declined.why, 400),
      source: declined.source,
    })),
    ...report.findings.map(noticeFinding),
  ]
  const own = standing.how === 'other' ? all.map(doubted) : all
  return withKeys([...otherSchool(report, standing, school?.name ?? null), ...inOrder(own)])
}

interface Judged {
  readonly asWritten: string
  readonly confidence: Confidence
  readonly why: string
  readonly source: Source
  readonly appliesTo: readonly string[]
}

const judged = ({ asWritten, confidence, why, source, appliesTo }: Judged) => ({
  asWritten: cut(asWritten, 4000),
  ...{ confidence, why, source, appliesTo: [...appliesTo] },
})

function dataOf<T extends object, K extends keyof T & string>(item: T, names: readonly K[]): Json {
  return Object.fromEntries(names.map((name) => [name, item[name] as Json])) // Texts and nulls, as the report has them.
}

const plainKey = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replace(/[.:;,]+$/, '')

function factFinding(name: MetadataName, fact: StatedFact | null): readonly Keyed[] {
  if (fact === null) return []
  const { asWritten, iso, precision, confidence, why, source } = fact
  const finding = { ...NOBODYS, kind: 'fact' as const, identity: name, title: FACT_WORDS[name] }
  const understood = DATE_FACTS.includes(name) ? dateUnderstood(iso) : null
  return [{ ...finding, asWritten, confidence, why, source, understood, data: { name, iso, precision } }]
}

/** A date in words; a value that is none is kept as written and says so. */
function dateUnderstood(iso: StatedFact['iso']): string {
  if (iso === null) return 'No date can be read from these words'
  return iso.length === 4 ? `The year ${iso}` : dateWords(iso as StatedDate) // Not a bare year, so a day or a month.
}

function tableFinding(table: ReadTable, school: Speaking | null): Keyed {
  const { title, rowHeader, kind, columns, columnGroups, rows, flags, confidence, why, source, appliesTo } = table
  const headings = columnGroups.length > 0 ? columnGroups.map(({ label }) => label) : columns
  const audiences = [...new Set(table.understood.flatMap(({ audience }) => audience ?? []))]
  const whom = audiences.length === 0 ? '' : ` for ${listed(audiences.map((one) => peopleWords(one, school)))}`
  const looks = flags.length === 0 ? '' : `; ${counted(flags.length, 'place', 'places')} to look at`
  return {
    kind: 'table',
    identity: `${kind} ${plainKey(title) || [rowHeader, ...columns].map(plainKey).sort().join(' ')}`,
    title: cut(title || rowHeader || TABLE_WORDS[kind], 600),
    asWritten: cut(listed([...headings].filter((label) => label !== '')), 4000),
    understood: `${TABLE_WORDS[kind]}: ${counted(rows.length, 'row')}${whom}${looks}`,
    ...{ confidence, why, source, appliesTo, table },
    data: { kind, title },
  }
}

function ruleFinding(rule: DeviceRule, school: Speaking | null, labelOf: LabelOf): Keyed {
  const { audience, device, deviceClass, activity, quote, appliesTo, source } = rule
  const label = activity === null ? null : labelOf(activity)
  const about = label ?? device
  // What is allowed is read, what for is not: nobody may take such a rule over unseen.
  const isOpen = label === null && rule.confidence === 'certain'
  const confidence = isOpen ? 'likely' : rule.confidence
  const why = isOpen ? cut(`${rule.why} It answers none of the trust’s questions.`, 400) : rule.why
  return {
    ...{ ...NOBODYS, appliesTo, confidence, why, source },
    kind: 'rule',
    identity: [audience, activity ?? plainKey(device), deviceClass ?? ''].join(' '),
    title: cut(`${about}: ${peopleWords(audience, school)}`, 600),
    asWritten: quote,
    understood: cut(ruleWords(rule), 1000),
    data: dataOf(rule, ['audience', 'device', 'deviceClass', 'activity', 'permission', 'permitting', 'conditions']),
  }
}

function retentionWords(statement: ReadReport['retention'][number]): string | null {
  const parts = [
    statement.period === null ? null : `Kept: ${statement.period}`,
    statement.trigger === null ? null : `from: ${statement.trigger}`,
    statement.action === null ? null : `then: ${statement.action}`,
    statement.responsible === null ? null : `by: ${statement.responsible}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : cut(parts.join('; '), 1000)
}

function noticeFinding({ code, severity, words, quotes }: ReadReport['findings'][number]): Keyed {
  const [first] = quotes
  return {
    ...NOBODYS,
    kind: 'notice',
    identity: `${code} ${plainKey(first?.asWritten ?? words)}`,
    title: words,
    asWritten: cut(quotes.map(({ asWritten }) => `“${asWritten}”`).join(' / '), 4000),
    understood: null,
    confidence: severity === 'check' ? 'certain' : 'possible',
    why: severity === 'check' ? 'Worth checking.' : 'For your information.',
    source: first?.source ?? BEGINNING,
  }
}

const BEGINNING: Source = { block: 0, row: null, page: null, line: null, clause: '' }

/** Nothing is hidden of a document for another school; everything in it is surer of itself than it ought to be. */
function otherSchool(report: ReadReport, { how }: Standing, school: string | null): readonly Keyed[] {
  if (how !== 'other') return []
  const named = report.schools.length > 0 ? report.schools : [report.school ?? 'another school']
  const words = `This document names ${listed(named)}, not ${school ?? 'this school'}. Check that it is the right one.`
  const notice = { code: 'other-school', severity: 'check' as const, words: cut(words, 600), quotes: [] }
  return [{ ...noticeFinding(notice), identity: 'other-school' }]
}

const LESS: Readonly<Record<Confidence, Confidence>> = { certain: 'likely', likely: 'possible', possible: 'possible' }

const doubted = (finding: Keyed): Keyed =>
  finding.kind === 'notice'
    ? finding
    : {
        ...finding,
        confidence: LESS[finding.confidence],
        why: cut(`The document names another school. ${finding.why}`, 400),
      }

const inOrder = (findings: readonly Keyed[]): readonly Keyed[] =>
  findings
    .map((finding, index) => ({ finding, index }))
    .sort(
      (a, b) =>
        a.finding.source.block - b.finding.source.block ||
        (a.finding.source.row ?? -1) - (b.finding.source.row ?? -1) ||
        a.index - b.index,
    )
    .map(({ finding }) => finding)

/** Two things of one identity are told apart by their words, the first keeping the plain key. */
function withKeys(findings: readonly Keyed[]): BaseFinding[] {
  const taken = new Set<string>()
  return findings.map(({ identity, ...finding }) => {
    const told = [identity, `${identity} ${plainKey(finding.asWritten)}`].map((text) => keyOf(finding.kind, text))
    let key = told.find((one) => !taken.has(one))
    for (let copy = 2; key === undefined; copy += 1) {
      const next = keyOf(finding.kind, `${identity} ${String(copy)}`)
      if (!taken.has(next)) key = next
    }
    taken.add(key)
    return { key, ...finding }
  })
}

/** Facts by their names, so that a key can be read; all else by a hash. */
const keyOf = (kind: Finding['kind'], identity: string): string =>
  kind === 'fact' && /^[a-zA-Z]{1,40}$/.test(identity)
    ? `fact:${identity}`
    : `${kind}:${hashHex(identity).slice(0, 32)}`
