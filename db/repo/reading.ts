/** Queries and projections of documents read, decisions on their findings, and what was accepted from them. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { parts } from '../../src-main/sync/core/clock'
import { canonical, type Json } from '../../src-main/sync/core/event'
import { fieldsOf, type Merged } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { document, finding, record } from '../schema/reading'

export type DocumentRow = typeof document.$inferSelect
export type FindingRow = typeof finding.$inferSelect
export type RecordRow = typeof record.$inferSelect

/** Every reading, those taken off the list too, the newest first. */
export const allDocuments = (db: ReadableDb): readonly DocumentRow[] =>
  db.select().from(document).orderBy(desc(document.stamp), asc(document.id)).all()

/** One reading, on the list or not; null when there is none of that id. */
export const oneDocument = (db: ReadableDb, id: string): DocumentRow | null =>
  db.select().from(document).where(eq(document.id, id)).get() ?? null

/** The newest reading on the list of a file of these very bytes, null when there is none. */
export const documentOfBytes = (db: ReadableDb, bytes: string): DocumentRow | null =>
  db
    .select()
    .from(document)
    .where(and(eq(document.bytes, bytes), eq(document.discarded, false)))
    .orderBy(desc(document.stamp), asc(document.id))
    .get() ?? null

/** The newest reading on the list that says the very same words, null when there is none. */
export const documentOfWords = (db: ReadableDb, words: string): DocumentRow | null =>
  db
    .select()
    .from(document)
    .where(and(eq(document.words, words), eq(document.discarded, false)))
    .orderBy(desc(document.stamp), asc(document.id))
    .get() ?? null

/** What was decided on the findings of one reading. */
export const findingsOf = (db: ReadableDb, of: string): readonly FindingRow[] =>
  db.select().from(finding).where(eq(finding.document, of)).orderBy(asc(finding.id)).all()

/** What was accepted from a document and its other editions. */
export const recordsOf = (db: ReadableDb, series: string): readonly RecordRow[] =>
  db.select().from(record).where(eq(record.series, series)).orderBy(asc(record.key), asc(record.id)).all()

/** Everything accepted from documents, by document and in the order of its keys. */
export const allRecords = (db: ReadableDb): readonly RecordRow[] =>
  db.select().from(record).orderBy(asc(record.documentTitle), asc(record.key), asc(record.id)).all()

type MergedFields = Extract<Merged, { family: 'fields' }>

const stampsOf = (state: MergedFields): readonly string[] => Object.values(state.fields).map(({ hlc }) => hlc)

/**
 * Keeps a row as the entity's fields have it, and deletes it with the entity. The log has checked every field against
 * the kind, so that `F` is what the fields are.
 */
const keep =
  <F>(
    write: (db: WritableDb, id: string, fields: F, state: MergedFields) => void,
    erase: (db: WritableDb, id: string) => void,
  ): Projection<WritableDb> =>
  (db, id, state) => {
    const fields = fieldsOf(state)
    if (fields === null || state.family !== 'fields') erase(db, id)
    else write(db, id, fields as unknown as F, state)
  }

const projectDocument = keep<Omit<DocumentRow, 'id' | 'stamp' | 'leftOut'> & { readonly leftOut: Json }>(
  (db, id, { leftOut, ...fields }, state) => {
    // Its first stamp: what is set later, such as taking it off the list, does not make it a newer reading.
    const stamp = stampsOf(state).reduce((first, hlc) => (hlc < first ? hlc : first))
    const values = { ...fields, id, stamp, leftOut: canonical(leftOut) }
    db.insert(document).values(values).onConflictDoUpdate({ target: document.id, set: values }).run()
  },
  (db, id) => db.delete(document).where(eq(document.id, id)).run(),
)

const projectFinding = keep<Omit<FindingRow, 'id' | 'correction'> & { readonly correction: Json }>(
  (db, id, { correction, ...fields }) => {
    const values = { ...fields, id, correction: correction === null ? null : canonical(correction) }
    db.insert(finding).values(values).onConflictDoUpdate({ target: finding.id, set: values }).run()
  },
  (db, id) => db.delete(finding).where(eq(finding.id, id)).run(),
)

type RecordFields = Omit<RecordRow, 'id' | 'changedAt' | 'data' | 'source'> & {
  readonly data: Json
  readonly source: Json
}

const projectRecord = keep<RecordFields>(
  (db, id, { data, source, ...fields }, state) => {
    const newest = stampsOf(state).reduce((last, hlc) => (hlc > last ? hlc : last))
    const values = {
      ...fields,
      id,
      data: canonical(data),
      source: canonical(source),
      changedAt: parts(newest).ms,
    }
    db.insert(record).values(values).onConflictDoUpdate({ target: record.id, set: values }).run()
  },
  (db, id) => db.delete(record).where(eq(record.id, id)).run(),
)

/** Projections by entity type. Packed text has no rows: it is read from the log, part by part, when a document is opened. */
export const readingProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'reading.document': projectDocument,
  'reading.text': () => {},
  'reading.finding': projectFinding,
  'reading.record': projectRecord,
}
