/** Reading a file's matrices: rows from the repository, facts and understanding from the rules. */
import type { Cell, EditionFacts, Kind, MatrixCard, MatrixView } from '@contract/matrices'
import type { SchoolId, TenantId, YearCode } from '@contract/primitives'
import type { SchoolFacts } from '@contract/schools'
import type { ReadableDb } from '@db/handles'
import { allApprovals, allEditions, boundTexts, changeCount, lastChanges, partsOf, type Parts } from '@db/repo/matrices'
import { oneSchool, type SchoolRow } from '@db/repo/schools'
import type { Ctx, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { byMatrix, chosen, factsOf, shownOn, type Asked, type KeptEdition } from './editions'
import { problemsOf } from './problems'
import { statementsOf, type MatrixStatement, type ReadEdition } from './statements'
import { understand } from './understand'
import { yearsBetween } from './years'

/** Years as a school teaches them, null when they are not known: then splits are only held against themselves. */
export type Taught = readonly YearCode[] | null

/** Years a school's facts give. */
export function taughtBy(facts: Pick<SchoolFacts, 'lowYear' | 'highYear'>): Taught {
  const years = yearsBetween(facts.lowYear, facts.highYear)
  return years.length === 0 ? null : years
}

/** The school a file belongs to as the trust lists it, null for the trust's own file. */
export function schoolOf(tenant: Tenant, ctx: Ctx): SchoolRow | null {
  if (tenant.kind === 'trust') return null
  return oneSchool(ctx.trust().db, tenant.id as TenantId & SchoolId) // A school's file has the school's own id.
}

/** Years taught in a file's school; null for the trust, whose baseline speaks to every school. */
export function taughtIn(tenant: Tenant, ctx: Ctx): Taught {
  const school = schoolOf(tenant, ctx)
  return school === null ? null : taughtBy(school.facts)
}

/**
 * Hash of everything an approval is bound to: the edition's own words, and each column, row and cell (C23).
 * @param bound the edition's parts as letters, in order
 */
export function contentHash(
  { title, kind, rowHeading, document }: Pick<KeptEdition, 'title' | 'kind' | 'rowHeading' | 'document'>,
  bound: readonly string[],
): string {
  return hashHex(JSON.stringify([title, kind, rowHeading, document, ...bound]))
}

/** What was read of one file, as long as nothing in the file has changed since. */
interface Remembered {
  readonly changes: number
  readonly editions: readonly KeptEdition[]
  /** Editions with every cell understood, by id and by the years they were understood for. */
  readonly understood: Map<string, UnderstoodParts>
}

/** Columns and rows in printed order, and cells with their meaning. */
type UnderstoodParts = Pick<ReadEdition, 'columns' | 'rows' | 'cells'>

const remembered = new WeakMap<ReadableDb, Remembered>()

function memoryOf(db: ReadableDb): Remembered {
  const changes = changeCount(db)
  const known = remembered.get(db)
  if (known?.changes === changes) return known
  const fresh: Remembered = { changes, editions: readEditions(db), understood: new Map() }
  remembered.set(db, fresh)
  return fresh
}

/** Every edition of a file with what its standing follows from. */
export const keptEditions = (db: ReadableDb): readonly KeptEdition[] => memoryOf(db).editions

function readEditions(db: ReadableDb): readonly KeptEdition[] {
  const stored = allEditions(db)
  if (stored.length === 0) return []
  const approvals = allApprovals(db)
  const changes = lastChanges(db)
  const bound = boundTexts(db, [...new Set(approvals.map(({ edition }) => edition))])
  return stored.map((edition) => {
    const approved = bound.get(edition.id)
    return {
      ...edition,
      changedAt: changes.get(edition.id) ?? edition.changedAt,
      approvals: approvals.filter((approval) => approval.edition === edition.id),
      content: approved === undefined ? null : contentHash(edition, approved),
    }
  })
}

/** Some editions with every cell understood, in the order asked for. Cells of rows or columns that are gone are left out. */
function understoodParts(db: ReadableDb, editions: readonly KeptEdition[], taught: Taught): readonly UnderstoodParts[] {
  const { understood } = memoryOf(db)
  const keyOf = (edition: KeptEdition): string => `${edition.id} ${taught === null ? '' : taught.join(' ')}`
  const missing = editions.filter((edition) => !understood.has(keyOf(edition)))
  const parts = partsOf(
    db,
    missing.map(({ id }) => id),
  )
  for (const edition of missing) {
    understood.set(keyOf(edition), understandParts(edition.kind, parts.get(edition.id) ?? NO_PARTS, taught))
  }
  return editions.map((edition) => understood.get(keyOf(edition)) ?? NO_UNDERSTOOD)
}

function understandParts(kind: Kind, { columns, rows, cells }: Parts, taught: Taught): UnderstoodParts {
  const columnOf = new Map(columns.map((column) => [column.id, column]))
  const known = new Set(rows.map((row) => row.id))
  return {
    columns,
    rows,
    cells: cells.flatMap((cell): Cell[] => {
      const column = columnOf.get(cell.column)
      if (column === undefined || !known.has(cell.row)) return []
      const { answers, state, asWritten } = understand(kind, column, cell.content, taught)
      return [{ ...cell, answers: [...answers], state, asWritten }]
    }),
  }
}

const NO_PARTS: Parts = { columns: [], rows: [], cells: [] }
const NO_UNDERSTOOD: UnderstoodParts = { columns: [], rows: [], cells: [] }

/** An edition for the screen, null when the file has none of that id. */
export function viewOf(db: ReadableDb, id: string, taught: Taught, today: string): MatrixView | null {
  const kept = keptEditions(db)
  const edition = kept.find((one) => one.id === id)
  if (edition === undefined) return null
  const siblings = kept.filter(({ matrix }) => matrix === edition.matrix)
  const [read = NO_UNDERSTOOD] = understoodParts(db, [edition], taught)
  return {
    edition: factsOf(edition, siblings, today),
    editions: inOrderOfTime(siblings, today),
    columns: [...read.columns],
    rows: [...read.rows],
    cells: [...read.cells],
    problems: [...problemsOf({ kind: edition.kind, ...read }, taught)],
  }
}

/** Drafts first, then from the newest to the oldest. */
function inOrderOfTime(siblings: readonly KeptEdition[], today: string): EditionFacts[] {
  const place = (facts: EditionFacts): string => (facts.status === 'DRAFT' ? '9999' : (facts.effectiveFrom ?? '0000'))
  return siblings
    .map((edition) => factsOf(edition, siblings, today))
    .sort((a, b) => place(b).localeCompare(place(a)) || b.changedAt - a.changedAt)
}

/** The order matrices are listed in. */
const KIND_ORDER: readonly EditionFacts['kind'][] = ['permission', 'userActions', 'device', 'prose', 'incident']

/** Every matrix of a file, by the edition it is shown by today. */
export function cardsOf(db: ReadableDb, taught: Taught, today: string): MatrixCard[] {
  return shownEditions(db, taught, today)
    .map(({ read, siblings }): MatrixCard => {
      const problems = problemsOf({ kind: read.edition.kind, ...read }, taught)
      return {
        matrix: read.edition.matrix,
        title: read.edition.title,
        kind: read.edition.kind,
        shown: read.edition.id,
        editions: inOrderOfTime(siblings, today),
        rows: read.rows.length,
        problems: problems.length,
        blocking: problems.filter(({ blocks }) => blocks).length,
        unmappedRows: problems.filter(({ code }) => code === 'unmapped').length,
      }
    })
    .sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || a.title.localeCompare(b.title, 'en'))
}

function shownEditions(
  db: ReadableDb,
  taught: Taught,
  today: string,
): readonly { readonly read: ReadEdition; readonly siblings: readonly KeptEdition[] }[] {
  const matrices = [...byMatrix(keptEditions(db)).values()]
  const shown = matrices.flatMap((siblings) => {
    const edition = shownOn(siblings, today)
    return edition === null ? [] : [{ edition, siblings }]
  })
  const parts = understoodParts(
    db,
    shown.map(({ edition }) => edition),
    taught,
  )
  return shown.map(({ edition, siblings }, index) => ({
    siblings,
    read: { edition: factsOf(edition, siblings, today), ...(parts[index] ?? NO_UNDERSTOOD) },
  }))
}

/** What a list of schools says of their matrices. */
export interface MatricesSummary {
  count: number
  conflicts: number
  unmappedRows: number
  /** The earliest of the next reviews stated. */
  nextReview: EditionFacts['nextReview']
  reviewOverdue: boolean
}

/** A school's matrices in figures. */
export function summaryOf(
  tenant: Pick<Tenant, 'db'>,
  facts: Pick<SchoolFacts, 'lowYear' | 'highYear'>,
  today: string,
): MatricesSummary {
  const shown = shownEditions(tenant.db, taughtBy(facts), today).map(({ read }) => read)
  const reviews = shown.flatMap(({ edition }) => edition.nextReview ?? [])
  return {
    count: shown.length,
    conflicts: shown.reduce((sum, { cells }) => sum + cells.filter(({ state }) => state === 'conflict').length, 0),
    unmappedRows: shown
      .filter(({ edition }) => edition.kind !== 'incident')
      .reduce((sum, { rows }) => sum + rows.filter(({ activity }) => activity === null).length, 0),
    nextReview: [...reviews].sort()[0] ?? null,
    reviewOverdue: shown.some(({ edition }) => edition.reviewOverdue),
  }
}

/** What a school's matrices say on a day, and which editions say it (R118). */
export interface StatedRules {
  readonly editions: readonly EditionFacts[]
  readonly statements: readonly MatrixStatement[]
}

/**
 * All statements of a file as at a date: of the edition of each matrix that counts then, of its draft when drafts are
 * asked for, or of the one pinned. Facts of editions are those of that date.
 */
export function rulesAsAt(db: ReadableDb, asked: Asked, taught: Taught): StatedRules {
  const kept = keptEditions(db)
  const editions = chosen(kept, asked)
  const parts = understoodParts(db, editions, taught)
  const read = editions.map((edition, index): ReadEdition => {
    const siblings = kept.filter(({ matrix }) => matrix === edition.matrix)
    return { edition: factsOf(edition, siblings, asked.asAt), ...(parts[index] ?? NO_UNDERSTOOD) }
  })
  return { editions: read.map(({ edition }) => edition), statements: read.flatMap((one) => statementsOf(one, taught)) }
}
