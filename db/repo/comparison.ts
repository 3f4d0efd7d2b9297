/** Queries and projections of reviewed marks, notes and actions. Asked of the trust's file. */
import { and, asc, count, eq } from 'drizzle-orm'
import type { Audience } from '@contract/matrices'
import type { PersonId } from '@contract/primitives'
import { parts } from '../../src-main/sync/core/clock'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { comparisonAction, comparisonNote, comparisonReview } from '../schema/comparison'

export type ReviewRow = typeof comparisonReview.$inferSelect
export type NoteRow = typeof comparisonNote.$inferSelect
export type ActionRow = typeof comparisonAction.$inferSelect

/** The marks one person has set for one audience, those taken back left out. */
export function reviewsOf(db: ReadableDb, person: PersonId, audience: Audience): readonly ReviewRow[] {
  return db
    .select()
    .from(comparisonReview)
    .where(
      and(
        eq(comparisonReview.person, person),
        eq(comparisonReview.audience, audience),
        eq(comparisonReview.reviewed, true),
      ),
    )
    .all()
}

/** Notes on one row, oldest first. */
export function notesOn(db: ReadableDb, question: string, audience: Audience): readonly NoteRow[] {
  return db
    .select()
    .from(comparisonNote)
    .where(and(eq(comparisonNote.question, question), eq(comparisonNote.audience, audience)))
    .orderBy(asc(comparisonNote.notedAt), asc(comparisonNote.id))
    .all()
}

/** How many notes each row of an audience has, by question. */
export function noteCounts(db: ReadableDb, audience: Audience): ReadonlyMap<string, number> {
  const rows = db
    .select({ question: comparisonNote.question, notes: count() })
    .from(comparisonNote)
    .where(eq(comparisonNote.audience, audience))
    .groupBy(comparisonNote.question)
    .all()
  return new Map(rows.map(({ question, notes }) => [question, notes]))
}

/** How many open actions each row of an audience has, by question. */
export function openActionCounts(db: ReadableDb, audience: Audience): ReadonlyMap<string, number> {
  const rows = db
    .select({ question: comparisonAction.question, actions: count() })
    .from(comparisonAction)
    .where(and(eq(comparisonAction.audience, audience), eq(comparisonAction.state, 'open')))
    .groupBy(comparisonAction.question)
    .all()
  return new Map(rows.map(({ question, actions }) => [question, actions]))
}

/** Every action, open ones first, the earliest due first. */
export function allActions(db: ReadableDb): readonly ActionRow[] {
  return db
    .select()
    .from(comparisonAction)
    .orderBy(eq(comparisonAction.state, 'done'), asc(comparisonAction.dueOn), asc(comparisonAction.id))
    .all()
}

/** One action, null when there is none of that id. */
export function oneAction(db: ReadableDb, id: string): ActionRow | null {
  return db.select().from(comparisonAction).where(eq(comparisonAction.id, id)).get() ?? null
}

const projectReview: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(comparisonReview).where(eq(comparisonReview.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<ReviewRow, 'id'>) } // The log has checked every field against the kind.
  db.insert(comparisonReview).values(row).onConflictDoUpdate({ target: comparisonReview.id, set: row }).run()
}

const projectNote: Projection<WritableDb> = (db, id, state) => {
  if (state.family !== 'records') return
  const { value, hlc } = state.record
  // A lawful erasure leaves a record without a value.
  if (value === null) {
    db.delete(comparisonNote).where(eq(comparisonNote.id, id)).run()
    return
  }
  const row = { id, notedAt: parts(hlc).ms, ...(value as Omit<NoteRow, 'id' | 'notedAt'>) } // As above.
  db.insert(comparisonNote).values(row).onConflictDoUpdate({ target: comparisonNote.id, set: row }).run()
}

const projectAction: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(comparisonAction).where(eq(comparisonAction.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<ActionRow, 'id'>) } // As above.
  db.insert(comparisonAction).values(row).onConflictDoUpdate({ target: comparisonAction.id, set: row }).run()
}

/** Projections by entity type. */
export const comparisonProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'comparison.review': projectReview,
  'comparison.note': projectNote,
  'comparison.action': projectAction,
}
