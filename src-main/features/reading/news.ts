/**
 * What of a reading is new: each finding held against what was accepted from the document's earlier editions, each table
 * against the school's matrix of it. What the records hold already asks for no decision. Pure.
 */
import type { Source } from '@contract/document'
import type { Answer } from '@contract/matrices'
import type { Correction, Finding } from '@contract/reading'
import type { FindingRow, RecordRow } from '@db/repo/reading'
import { understand } from '../matrices'
import type { BaseFinding } from './findings'
import type { HeldMatrix, TableNews } from './held'
import { PROSE_KEY, ruleIn } from './prose'
import { plainText } from './words'

/** A finding of the reading before this one, and what became of it there. */
export interface Earlier {
  readonly says: string
  readonly rejected: boolean
  readonly correction: Correction | null
}

/** What a finding is held against. */
export interface Known {
  /** Accepted from this document and its other editions, by key. */
  readonly records: ReadonlyMap<string, RecordRow>
  /** Decisions on this very reading, by key. */
  readonly decisions: ReadonlyMap<string, FindingRow>
  /** What the reading before this one held, by key. */
  readonly earlier: ReadonlyMap<string, Earlier>
  /** Tables, read or finished by hand, by key. */
  readonly tables: ReadonlyMap<string, TableNews>
  /** The school's tables of rules in prose taken from the same document. */
  readonly proses: readonly HeldMatrix[]
}

/** Findings as a person sees them. */
export function withNews(base: readonly BaseFinding[], known: Known): Finding[] {
  return base.map(({ data, ...finding }): Finding => {
    const decision = known.decisions.get(finding.key)
    const correction = correctionNow(finding, known)
    return {
      ...finding,
      ...newsOf({ data, ...finding }, correction, known),
      verdict: decision?.verdict ?? 'undecided',
      correction,
      applied: decision?.applied ?? false,
    }
  })
}

/** The correction a decision carries, as it was checked when it was made. */
export const correctionOf = (decision: Pick<FindingRow, 'correction'> | undefined): Correction | null =>
  decision?.correction === undefined || decision.correction === null
    ? null
    : (JSON.parse(decision.correction) as Correction)

/**
 * The correction that counts: a person's own, else for a table nobody could read what its columns were in the edition
 * before, so that it need not be said every year.
 */
export function correctionNow(
  { key, kind }: Pick<BaseFinding, 'key' | 'kind'>,
  { decisions, earlier }: Pick<Known, 'decisions' | 'earlier'>,
): Correction | null {
  const decision = decisions.get(key)
  if (decision !== undefined || kind !== 'declined') return correctionOf(decision)
  return earlier.get(key)?.correction ?? null
}

type News = Pick<Finding, 'news' | 'before' | 'changes'>

const NEW: News = { news: 'new', before: null, changes: [] }
const same = (before: string | null): News => ({ news: 'same', before, changes: [] })

function newsOf(finding: BaseFinding, correction: Correction | null, known: Known): News {
  if (finding.kind === 'table' || finding.kind === 'declined') {
    const table = known.tables.get(finding.key)
    if (table !== undefined) {
      if (table.news === 'changed') {
        return { news: 'changed', before: table.held.edition.title, changes: [...table.difference.changes] }
      }
      if (table.news === 'same') return same(table.held.edition.title)
    }
    return turnedDown(finding, known) ? same(null) : NEW
  }
  if (finding.kind === 'notice') return known.earlier.has(finding.key) ? same(null) : NEW
  const record = known.records.get(finding.key)
  if (record !== undefined) {
    const says = correction?.of === 'words' ? correction.words : finding.asWritten
    const isSame = [record.asWritten, record.asRead].some(
      (held) => held !== null && plainText(held) === plainText(says),
    )
    return isSame ? same(record.asWritten) : { news: 'changed', before: record.asWritten, changes: [] }
  }
  return ruleNews(finding, known.proses) ?? (turnedDown(finding, known) ? same(null) : NEW)
}

/** Whether the reading before this one said the very same and a person turned it down: it is not asked again. */
function turnedDown(finding: BaseFinding, { earlier }: Known): boolean {
  const before = earlier.get(finding.key)
  return before?.rejected === true && before.says === whatItSays(finding)
}

/** What a finding says, for telling whether a later edition says the same. */
export const whatItSays = ({ table, asWritten }: Pick<BaseFinding, 'table' | 'asWritten'>): string =>
  table === null
    ? plainText(asWritten)
    : JSON.stringify([
        table.columnGroups,
        table.columns,
        table.rows.map(({ label, cells, items }) => [label, cells, items]),
      ])

/** A rule the school's own rules in prose answer already, keyed by hand or from another reading. */
function ruleNews(finding: BaseFinding, proses: readonly HeldMatrix[]): News | null {
  const rule = ruleIn(finding)
  if (rule === null || rule.activity === null) return null
  const isOwn = ({ level, permitting }: Answer): boolean => level === rule.permission && permitting === rule.permitting
  const said = proses.flatMap(({ edition, parts }) => {
    const row = parts.rows.find(({ activity }) => activity === rule.activity)
    return parts.columns.flatMap((column) => {
      const cell = parts.cells.find((one) => one.row === row?.id && one.column === column.id)
      if (cell === undefined || column.audience !== rule.audience) return []
      if (column.device !== null && column.device !== rule.deviceClass) return []
      const { answers, asWritten } = understand(edition.kind, column, cell.content, null)
      return asWritten === '' ? [] : [{ asWritten, isSame: answers.some(isOwn) }]
    })
  })
  const [first] = said
  if (first === undefined) return null
  const alike = said.find(({ isSame }) => isSame)
  return alike === undefined ? { news: 'changed', before: first.asWritten, changes: [] } : same(alike.asWritten)
}

const NOWHERE: Source = { block: 0, row: null, page: null, line: null, clause: '' }

/**
 * What was accepted from an earlier edition and is not in this one. Accepting it takes it off the records; a matrix whose
 * table is gone stays in use until somebody withdraws it, so that is only told.
 * @param isEarlier whether a reading is older than this one
 * @param matrixTitle of a matrix no table of this reading is, null when it is gone itself
 */
export function goneFrom(
  base: readonly BaseFinding[],
  known: Known,
  isEarlier: (document: string) => boolean,
  matrixTitle: (matrix: string) => string | null,
): Finding[] {
  const here = new Set(base.map(({ key }) => key))
  return [...known.records.values()].flatMap((record): Finding[] => {
    if (record.key === PROSE_KEY || here.has(record.key) || !isEarlier(record.document)) return []
    const title = record.matrix === null ? record.title : matrixTitle(record.matrix)
    if (title === null) return []
    const decision = known.decisions.get(record.key)
    const source = JSON.parse(record.source) as Source // As the kind checked it.
    const facts = { key: record.key, confidence: 'certain' as const, appliesTo: [], changes: [], table: null }
    const said = { source: { ...NOWHERE, clause: source.clause }, news: 'gone' as const, before: record.asWritten }
    const decided = { correction: null, applied: decision?.applied ?? false }
    if (record.matrix !== null) {
      const words = `“${title}” is not in this edition. The matrix stays in use until somebody withdraws it.`
      const notice = { kind: 'notice' as const, title: words, asWritten: '', understood: null, why: 'Worth checking.' }
      return [{ ...facts, ...said, ...notice, ...decided, verdict: decision?.verdict ?? 'undecided' }]
    }
    const why = `It was accepted from “${record.documentTitle}” and is not in this edition.`
    return [
      {
        ...{ ...facts, ...said, ...decided, kind: record.kind, title, asWritten: record.asWritten, why },
        understood: record.understood,
        verdict: decision?.verdict ?? 'undecided',
      },
    ]
  })
}

/** Whether a person is still to decide on it. Notices are only for knowing. */
export const isToDecide = ({ kind, news, verdict }: Pick<Finding, 'kind' | 'news' | 'verdict'>): boolean =>
  kind !== 'notice' && news !== 'same' && verdict === 'undecided'
