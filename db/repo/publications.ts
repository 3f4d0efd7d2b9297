/** Queries and projections of uses of pictures. Asked of a school's file. */
import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { PersonId } from '@contract/primitives'
import type { PublicationFacts } from '@contract/publications'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { breach, breachAware, breachDecision, leftOut, publication, publicationState, takeDown } from '../schema/images'
import { inOrder, nodesOf, recordOf } from './graph'

export type PublicationRow = typeof publication.$inferSelect
export type PublicationStateRow = typeof publicationState.$inferSelect
export type TakeDownRow = typeof takeDown.$inferSelect
export type BreachRow = typeof breach.$inferSelect
export type BreachDecisionRow = typeof breachDecision.$inferSelect

/** Uses, the newest first. @param sets null: all */
export const allPublications = (db: ReadableDb, sets: readonly string[] | null = null): readonly PublicationRow[] =>
  db
    .select()
    .from(publication)
    .where(sets === null ? undefined : inArray(publication.set, [...sets]))
    .orderBy(desc(publication.from), asc(publication.id))
    .all()

export const onePublication = (db: ReadableDb, id: string): PublicationRow | null =>
  db.select().from(publication).where(eq(publication.id, id)).get() ?? null

/** What became of uses; a use without a row is live. */
export const publicationStates = (db: ReadableDb): ReadonlyMap<string, PublicationStateRow> =>
  new Map(
    db
      .select()
      .from(publicationState)
      .all()
      .map((row) => [row.publication, row]),
  )

/** Who sees to take-downs, by entity. */
export const assignedTakeDowns = (db: ReadableDb): ReadonlyMap<string, TakeDownRow> =>
  new Map(
    db
      .select()
      .from(takeDown)
      .all()
      .map((row) => [row.id, row]),
  )

/** Pupils who are on a use no more, by use. */
export function pupilsLeftOut(db: ReadableDb): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>()
  for (const row of db.select().from(leftOut).all()) {
    const pupils = by.get(row.publication) ?? new Set()
    by.set(row.publication, pupils.add(row.pupil))
  }
  return by
}

/** Breaches, the newest first. */
export const allBreaches = (db: ReadableDb): readonly BreachRow[] =>
  db.select().from(breach).orderBy(desc(breach.openedAt), asc(breach.publication)).all()

/** Since when breaches that were found are known, milliseconds since 1970 UTC, by publication. */
export const breachesKnownSince = (db: ReadableDb): ReadonlyMap<string, number> =>
  new Map(
    db
      .select()
      .from(breachAware)
      .all()
      .map(({ publication: of, at }) => [of, at]),
  )

export const breachDecisions = (db: ReadableDb): ReadonlyMap<string, BreachDecisionRow> =>
  new Map(
    db
      .select()
      .from(breachDecision)
      .all()
      .map((row) => [row.publication, row]),
  )

const projectPublication: Projection<WritableDb> = (db, id, state) => {
  db.delete(publication).where(eq(publication.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  // The log has checked it against its kind.
  const { by, checkedAt, ...facts } = inOrder(record.value) as unknown as PublicationFacts & {
    readonly by: PersonId
    readonly checkedAt: number
  }
  db.insert(publication)
    .values({ id, set: facts.set, from: facts.from, facts, by, checkedAt, recordedAt: record.at })
    .run()
}

const projectState: Projection<WritableDb> = (db, id, state, rank) => {
  db.delete(publicationState).where(eq(publicationState.publication, id)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  // Where two PCs differ, what leaves more to do counts.
  const [counts] = standing.sort((a, b) => rank(b.value) - rank(a.value))
  if (counts === undefined) return
  const { publication: _of, ...row } = counts.value as unknown as PublicationStateRow // As above.
  db.insert(publicationState)
    .values({ publication: id, state: row.state, on: row.on, evidence: row.evidence, by: row.by })
    .run()
}

const projectTakeDown: Projection<WritableDb> = (db, id, state) => {
  db.delete(takeDown).where(eq(takeDown.id, id)).run()
  const fields = fieldsOf(state)
  if (fields === null) return
  const { publication: of, pupil, owner, dueOn } = fields as unknown as Omit<TakeDownRow, 'id'> // As above.
  db.insert(takeDown).values({ id, publication: of, pupil, owner, dueOn }).run()
}

const projectLeftOut: Projection<WritableDb> = (db, id, state) => {
  db.delete(leftOut).where(eq(leftOut.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { publication: of, pupil } = record.value as unknown as { readonly publication: string; readonly pupil: string } // As above.
  db.insert(leftOut).values({ id, publication: of, pupil }).run()
}

const projectBreach: Projection<WritableDb> = (db, id, state) => {
  db.delete(breach).where(eq(breach.publication, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { pupils, why, by } = record.value as unknown as Pick<BreachRow, 'pupils' | 'why' | 'by'> // As above.
  db.insert(breach).values({ publication: id, pupils, why, by, openedAt: record.at }).run()
}

const projectBreachAware: Projection<WritableDb> = (db, id, state) => {
  db.delete(breachAware).where(eq(breachAware.publication, id)).run()
  const record = recordOf(state)
  if (record !== null) db.insert(breachAware).values({ publication: id, at: record.at }).run()
}

const projectBreachDecision: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(breachDecision).where(eq(breachDecision.publication, entity)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  const [counts] = standing.sort((a, b) => rank(b.value) - rank(a.value))
  if (counts === undefined) return
  const { decision, note, by } = counts.value as unknown as BreachDecisionRow // As above.
  db.insert(breachDecision).values({ publication: entity, decision, note, by }).run()
}

/** Projections by entity type. */
export const publicationsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'images.publication': projectPublication,
  'images.state': projectState,
  'images.takedown': projectTakeDown,
  'images.leftout': projectLeftOut,
  'images.breach': projectBreach,
  'images.breachaware': projectBreachAware,
  'images.breachdecision': projectBreachDecision,
}
