/** Queries and projections of how long pictures are kept. Rules also lie in the trust's file, as its defaults. */
import { asc, desc, eq } from 'drizzle-orm'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { HoldFacts, RetentionRuleFacts } from '@contract/retention'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, rowsOf } from '../prepared'
import { approval, destroyed, disposed, hold, proposal, result, rule } from '../schema/images'
import { clocksProjections } from './clocks'
import { forgetBytes } from './found'
import { inOrder, nodesOf, recordOf } from './graph'

export type RuleRow = typeof rule.$inferSelect
export type HoldRow = typeof hold.$inferSelect
export type ProposalRow = typeof proposal.$inferSelect
export type ApprovalRow = typeof approval.$inferSelect
export type DestroyedRow = typeof destroyed.$inferSelect
export type DisposedRow = typeof disposed.$inferSelect
export type ResultRow = typeof result.$inferSelect

export const allRules = (db: ReadableDb): readonly RuleRow[] => db.select().from(rule).orderBy(asc(rule.id)).all()

/** Holds that stand. */
export const allHolds = (db: ReadableDb): readonly HoldRow[] =>
  db.select().from(hold).orderBy(asc(hold.from), asc(hold.id)).all()

export const oneHold = (db: ReadableDb, id: string): HoldRow | null =>
  db.select().from(hold).where(eq(hold.id, id)).get() ?? null

/** Disposals, the newest first. */
export const allProposals = (db: ReadableDb): readonly ProposalRow[] =>
  db.select().from(proposal).orderBy(desc(proposal.number), asc(proposal.id)).all()

export const oneProposal = (db: ReadableDb, id: string): ProposalRow | null =>
  db.select().from(proposal).where(eq(proposal.id, id)).get() ?? null

/** The answer that counts, by disposal. */
export const approvals = (db: ReadableDb): ReadonlyMap<string, ApprovalRow> =>
  new Map(
    db
      .select()
      .from(approval)
      .all()
      .map((row) => [row.disposal, row]),
  )

/** What became of files of one disposal, in the order it was recorded. */
export const destroyedIn = (db: ReadableDb, disposal: string): readonly DestroyedRow[] =>
  db
    .select()
    .from(destroyed)
    .where(eq(destroyed.disposal, disposal))
    .orderBy(asc(destroyed.at), asc(destroyed.id), asc(destroyed.position))
    .all()

const destroyedRows = rowsOf(destroyed)
const destroyedAmongHashes = keptWith((db: ReadableDb) =>
  db.select().from(destroyed).where(isAmongIds(destroyed.hash)).prepare(),
)

/** Files with some hashes that were destroyed under a disposal, in no order: they must not come back (R76). */
export const destroyedWithHash = (db: ReadableDb, hashes: readonly string[]): readonly DestroyedRow[] =>
  hashes.length === 0
    ? []
    : destroyedRows(destroyedAmongHashes(db).values({ ids: JSON.stringify(hashes) })).filter(
        ({ result: came }) => came === 'DELETED' || came === 'ALREADY_GONE',
      )

/** Whether a file with this hash was destroyed under a disposal (R76). */
export const wasDestroyed = (db: ReadableDb, hash: string): boolean => destroyedWithHash(db, [hash]).length > 0

/** Sets that were disposed of. */
export const disposedSets = (db: ReadableDb): ReadonlyMap<string, DisposedRow> =>
  new Map(
    db
      .select()
      .from(disposed)
      .all()
      .map((row) => [row.set, row]),
  )

/** What became of copies in other places, in the order it was recorded. */
export const resultsOf = (db: ReadableDb, disposal: string): readonly ResultRow[] =>
  db.select().from(result).where(eq(result.disposal, disposal)).orderBy(asc(result.at), asc(result.id)).all()

const projectRule: Projection<WritableDb> = (db, id, state) => {
  db.delete(rule).where(eq(rule.id, id)).run()
  const facts = inOrder(fieldsOf(state)) as RetentionRuleFacts | null // The log has checked them against their kind.
  if (facts !== null) db.insert(rule).values({ id, facts }).run()
}

const projectHold: Projection<WritableDb> = (db, id, state, rank) => {
  db.delete(hold).where(eq(hold.id, id)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  const held = standing
    .map(({ value }) => inOrder(value) as unknown as HoldValue) // As above.
    .filter(({ isHeld }) => isHeld)
  const [first] = held
  if (first === undefined) return
  const { isHeld: _held, by: _by, from, ...facts } = first
  db.insert(hold).values({ id, set: facts.set, facts, from }).run()
}

type HoldValue = HoldFacts & { readonly isHeld: boolean; readonly by: PersonId; readonly from: CivilDate }

const projectProposal: Projection<WritableDb> = (db, id, state) => {
  db.delete(proposal).where(eq(proposal.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const row = inOrder(record.value) as unknown as Omit<ProposalRow, 'id' | 'at'> // As above.
  db.insert(proposal)
    .values({ ...row, id, at: record.at })
    .run()
}

const projectApproval: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(approval).where(eq(approval.disposal, entity)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  const [counts] = standing.sort((a, b) => rank(b.value) - rank(a.value))
  if (counts === undefined) return
  const { approved, note, by, on } = counts.value as unknown as ApprovalRow // As above.
  db.insert(approval).values({ disposal: entity, approved, note, by, on }).run()
}

const projectDestroyed: Projection<WritableDb> = (db, id, state) => {
  db.delete(destroyed).where(eq(destroyed.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const of = record.value as unknown as {
    readonly disposal: string
    readonly set: string
    readonly phase: 'BEGUN' | 'DONE'
    readonly files: readonly (Pick<DestroyedRow, 'file' | 'hash' | 'result'> & { readonly otherNames?: number })[]
  } // As above.
  for (const [position, one] of of.files.entries())
    db.insert(destroyed)
      .values({ id, position, disposal: of.disposal, set: of.set, phase: of.phase, at: record.at, ...one })
      .run()
  const gone = of.files.filter(({ result: what }) => what === 'DELETED' || what === 'ALREADY_GONE')
  if (gone.length > 0)
    forgetBytes(
      db,
      gone.map(({ hash }) => hash),
    )
}

const projectDisposed: Projection<WritableDb> = (db, id, state) => {
  db.delete(disposed).where(eq(disposed.set, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { disposal, by, on } = record.value as unknown as Pick<DisposedRow, 'disposal' | 'by' | 'on'> // As above.
  db.insert(disposed).values({ set: id, disposal, by, on, at: record.at }).run()
}

const projectResult: Projection<WritableDb> = (db, id, state) => {
  db.delete(result).where(eq(result.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const row = record.value as unknown as Omit<ResultRow, 'id' | 'at'> // As above.
  db.insert(result)
    .values({ ...row, id, at: record.at })
    .run()
}

/** Projections by entity type. */
export const retentionProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'images.rule': projectRule,
  'images.hold': projectHold,
  'images.proposal': projectProposal,
  'images.approval': projectApproval,
  ...clocksProjections,
  'images.destroyed': projectDestroyed,
  'images.disposed': projectDisposed,
  'images.result': projectResult,
}
