/** Readings as people see them: a document's card, its findings with what is new of them, its blocks. */
import type { TenantId } from '@contract/primitives'
import type { SchoolId } from '@contract/primitives'
import { Fault } from '@contract/fault'
import type { Correction, DocumentCard, DocumentView, Finding } from '@contract/reading'
import type { ReadReport, ReadTable } from '@contract/report'
import { changeCount } from '@db/repo/matrices'
import { onePerson } from '@db/repo/people'
import {
  allDocuments,
  documentOfBytes,
  findingsOf,
  oneDocument,
  recordsOf,
  type DocumentRow,
  type FindingRow,
} from '@db/repo/reading'
import { allSchools, oneSchool, type SchoolRow } from '@db/repo/schools'
import type { Ctx, Tenant } from '@vault/context'
import { parts as stampParts } from '../../sync/core/clock'
import { catalogueOf } from '../matrices'
import { blocksOf, reportOf, wholeOf } from './contents'
import { corrected, tableByHand } from './corrections'
import { findingsIn, type BaseFinding } from './findings'
import {
  heldMatrices,
  pairTables,
  proseMatrices,
  proseMatrix,
  settledAs,
  tableNews,
  type HeldMatrix,
  type TableNews,
} from './held'
import { correctionNow, correctionOf, goneFrom, isToDecide, whatItSays, withNews, type Earlier } from './news'
import { PROSE_KEY, type Questions } from './prose'
import { alsoNamed, standingOf, type Standing } from './standing'
import { builtTable, understoodIn, unsettled, type BuiltTable } from './tables'

/** What every reading of one file is held against; made once for a call. */
export interface Around {
  readonly tenant: Tenant
  readonly school: SchoolRow | null
  readonly documents: readonly DocumentRow[]
  readonly matrices: readonly HeldMatrix[]
  readonly questions: Questions
  /** Changes with the names and questions findings are worded by. */
  readonly wordedBy: string
}

export function aroundOf(school: TenantId, ctx: Ctx): Around {
  const tenant = ctx.tenant(school)
  const trust = ctx.trust().db
  // A school's file has the school's own id.
  const own = tenant.kind === 'trust' ? null : oneSchool(trust, tenant.id as TenantId & SchoolId)
  return {
    tenant,
    school: own,
    documents: allDocuments(tenant.db),
    matrices: heldMatrices(tenant.db, ctx.today()),
    questions: new Map(catalogueOf(trust).map((activity) => [activity.key, activity])),
    wordedBy: `${String(changeCount(trust))} ${tenant.id}`,
  }
}

/** A table of a reading, as it would be taken over, and what it is to the records. */
export interface ReadingTable {
  readonly built: BuiltTable
  readonly news: TableNews
  /** What nobody has said of it yet, in words; empty when it can be taken over. */
  readonly toSettle: readonly string[]
}

/** One reading, held against the records. */
export interface OpenReading {
  readonly row: DocumentRow
  readonly report: ReadReport
  readonly standing: Standing
  readonly base: ReadonlyMap<string, BaseFinding>
  readonly findings: readonly Finding[]
  readonly tables: ReadonlyMap<string, ReadingTable>
  readonly prose: HeldMatrix | null
  /** Editions this very reading opened or made, by the keys of its records. */
  readonly made: ReadonlyMap<string, string>
}

/** @throws Fault 'not-found' for a document the file does not have */
export function documentIn({ tenant }: Pick<Around, 'tenant'>, id: string): DocumentRow {
  const row = oneDocument(tenant.db, id)
  if (row !== null) return row
  throw new Fault('not-found', 'That document was not read here. Nothing was changed. Open the list again.')
}

/** Null while parts of the document have not arrived on this PC. */
export function openReading(row: DocumentRow, around: Around): OpenReading | null {
  const { tenant, school, documents, matrices } = around
  const report = reportOf(tenant, row)
  if (report === null) return null
  const standing = standingOf(report, school?.facts ?? null)
  const read = wordedOf(row, report, around)
  const { base } = read
  const decisions = byKey(findingsOf(tenant.db, row.id))
  const records = new Map(recordsOf(tenant.db, row.series).map((record) => [record.key, record]))
  const earlier = earlierOf(row, around)
  const built = builtTables(row, read, { decisions, earlier }, standing, around)
  const linked = (key: string): string | null => records.get(key)?.matrix ?? null
  const paired = pairTables(
    [...built].map(([key, table]) => ({ key, built: table.built, linked: linked(key) })),
    matrices,
  )
  const tables = new Map(
    [...built].map(([key, { table, built: first }]): [string, ReadingTable] => {
      const held = paired.get(key) ?? null
      const isSettled = held === null || unsettled(table).length === 0
      const settled = isSettled ? table : settledAs(table, held)
      const whole = isSettled ? first : builtTable(settled, standing, row)
      return [key, { built: whole, news: tableNews(whole, held), toSettle: unsettled(settled) }]
    }),
  )
  const proses = proseMatrices(matrices, linked(PROSE_KEY), row.title)
  const known = {
    ...{ records, decisions, earlier },
    tables: new Map([...tables].map(([key, { news }]) => [key, news])),
    proses,
  }
  const isEarlier = (id: string): boolean => (documents.find((one) => one.id === id)?.stamp ?? '') < row.stamp
  const isPaired = (matrix: string): boolean => [...paired.values()].some((held) => held?.edition.matrix === matrix)
  const titleOf = (matrix: string): string | null =>
    isPaired(matrix) ? null : (matrices.find(({ edition }) => edition.matrix === matrix)?.edition.title ?? null)
  return {
    ...{ row, report, standing, tables, prose: proseMatrix(proses, linked(PROSE_KEY)) },
    base: new Map(base.map((finding) => [finding.key, finding])),
    findings: [
      ...withNews(base, known).map((finding) => withSettled(finding, paired)),
      ...goneFrom(base, known, isEarlier, titleOf),
    ],
    made: new Map(
      [...records.values()].flatMap(({ key, document, data }) => {
        const edition = document === row.id ? editionIn(data) : null
        return edition === null ? [] : [[key, edition] as const]
      }),
    ),
  }
}

/** A table as read, with what the records, its devices or its title say of columns nobody could read. */
function withSettled(finding: Finding, paired: ReadonlyMap<string, HeldMatrix | null>): Finding {
  const { table } = finding
  const held = paired.get(finding.key) ?? null
  if (table === null) return finding
  const known = held === null || unsettled(table).length === 0 ? table : settledAs(table, held)
  return { ...finding, table: { ...known, understood: understoodIn(known) } }
}

/** The edition a table's record names. */
function editionIn(data: string): string | null {
  const value: unknown = JSON.parse(data)
  if (typeof value !== 'object' || value === null || !('edition' in value)) return null
  return typeof value.edition === 'string' ? value.edition : null
}

const byKey = (rows: readonly FindingRow[]): ReadonlyMap<string, FindingRow> =>
  new Map(rows.map((row) => [row.key, row]))

/** What follows from a report alone, for one school: made once, however often a reading is held against the records. */
interface Worded {
  readonly by: string
  readonly base: readonly BaseFinding[]
  /** What each finding says, for the edition after this one. */
  readonly says: ReadonlyMap<string, string>
  /** Tables as they were read, without corrections. */
  readonly tables: ReadonlyMap<string, BuiltTable>
}

const worded = new WeakMap<ReadReport, Worded>()

function wordedOf(row: DocumentRow, report: ReadReport, { school, questions, wordedBy }: Around): Worded {
  const by = `${wordedBy} ${row.id}`
  const known = worded.get(report)
  if (known?.by === by) return known
  const standing = standingOf(report, school?.facts ?? null)
  const labelOf = (activity: string): string | null => questions.get(activity)?.label ?? null
  const base = findingsIn(report, standing, school?.facts ?? null, labelOf)
  const fresh = {
    by,
    base,
    says: new Map(base.map((finding) => [finding.key, whatItSays(finding)])),
    tables: new Map(
      base.flatMap(({ key, table }) => (table === null ? [] : [[key, builtTable(table, standing, row)] as const])),
    ),
  }
  worded.set(report, fresh)
  return fresh
}

/** A table with its corrections, and what it would become. */
interface Taken {
  readonly table: ReadTable
  readonly built: BuiltTable
}

/** Tables as they would be taken over: those read, with corrections, and those finished by hand. */
function builtTables(
  row: DocumentRow,
  { base, tables }: Worded,
  decided: Parameters<typeof correctionNow>[1],
  standing: Standing,
  { tenant }: Around,
): ReadonlyMap<string, Taken> {
  const built = new Map<string, Taken>()
  const put = (key: string, table: ReadTable): void => {
    built.set(key, { table, built: builtTable(table, standing, row) })
  }
  for (const { key, kind, table, source } of base) {
    const correction = correctionNow({ key, kind }, decided)
    const asRead = tables.get(key)
    if (table !== null && asRead !== undefined && correction === null) built.set(key, { table, built: asRead })
    else if (table !== null) put(key, corrected(table, correction))
    if (kind !== 'declined' || correction?.of !== 'hand') continue
    const block = blocksOf(tenant, row)?.[source.block]
    const made = block?.kind === 'table' ? tableByHand(block, correction, source) : null
    if (made !== null && typeof made !== 'string') put(key, made)
  }
  return built
}

/** The reading of the same document before this one, on the list; null when it is the first. */
export function earlierReading(row: DocumentRow, { documents }: Pick<Around, 'documents'>): DocumentRow | null {
  return (
    documents.find(({ series, stamp, discarded }) => series === row.series && stamp < row.stamp && !discarded) ?? null
  )
}

function earlierOf(row: DocumentRow, around: Around): ReadonlyMap<string, Earlier> {
  const earlier = earlierReading(row, around)
  const report = earlier === null ? null : reportOf(around.tenant, earlier)
  if (earlier === null || report === null) return new Map()
  const decisions = byKey(findingsOf(around.tenant.db, earlier.id))
  const { base, says } = wordedOf(earlier, report, around)
  return new Map(
    base.map(({ key, kind }) => {
      const decision = decisions.get(key)
      return [
        key,
        {
          says: says.get(key) ?? '',
          rejected: decision?.verdict === 'rejected',
          correction: kind === 'declined' ? finishedBefore(row, key, around) : null,
        },
      ]
    }),
  )
}

/** How a table nobody could read was last finished by hand in an edition before this one; null when it never was. */
function finishedBefore(row: DocumentRow, key: string, { tenant, documents }: Around): Correction | null {
  for (const { id, series, stamp, discarded } of documents) {
    if (series !== row.series || stamp >= row.stamp || discarded) continue
    const decision = findingsOf(tenant.db, id).find((one) => one.key === key)
    if (decision !== undefined) return decision.verdict === 'rejected' ? null : correctionOf(decision)
  }
  return null
}

/** A document in the list. @param reading null while parts of it have not arrived */
export function cardOf(row: DocumentRow, reading: OpenReading | null, around: Around, ctx: Ctx): DocumentCard {
  const findings = reading?.findings ?? []
  const accepted = findings.filter(({ verdict }) => verdict === 'accepted')
  return {
    ...{ id: row.id, title: row.title, fileName: row.fileName, format: row.format, pages: row.pages },
    readAt: stampParts(row.stamp).ms,
    readBy: onePerson(ctx.trust().db, row.person)?.name ?? 'Somebody no longer listed',
    toDecide: findings.filter(isToDecide).length,
    accepted: accepted.length,
    rejected: findings.filter(({ verdict }) => verdict === 'rejected').length,
    waiting: accepted.filter(({ applied }) => !applied).length,
    earlier: earlierReading(row, around)?.id ?? null,
    alsoFor: reading === null ? [] : alsoFor(reading, around, ctx),
    leftOut: JSON.parse(row.leftOut) as string[], // As the kind checked it.
  }
}

function alsoFor({ row, report }: OpenReading, { tenant }: Around, ctx: Ctx): DocumentCard['alsoFor'] {
  if (report.schools.length < 2) return []
  const others = allSchools(ctx.trust().db).filter(({ id }) => (id as string) !== tenant.id)
  return alsoNamed(report, others).map(({ id, name }) => ({ school: id, name, shared: hasIt(id, row, ctx) }))
}

/** Whether a school's file holds the document; where the person may not look, or the file cannot be read, it is not known to. */
function hasIt(school: SchoolId, { bytes }: DocumentRow, ctx: Ctx): boolean {
  const id = school as string as TenantId // A school's file has the school's own id.
  if (ctx.may('reading.see', id) === null) return false
  try {
    return documentOfBytes(ctx.tenant(id).db, bytes) !== null
  } catch (error) {
    if (error instanceof Fault && error.code !== 'locked') return false
    throw error
  }
}

/** A document opened. @throws Fault 'unavailable' while parts of it have not arrived */
export function viewOf(row: DocumentRow, around: Around, ctx: Ctx): DocumentView {
  const { blocks } = wholeOf(around.tenant, row)
  const reading = openReading(row, around)
  return {
    card: cardOf(row, reading, around, ctx),
    blocks: [...blocks],
    findings: [...(reading?.findings ?? [])],
  }
}
