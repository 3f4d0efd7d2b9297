/** Queries and projections of files read in. Asked of a school's file. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { parts } from '../../src-main/sync/core/clock'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { mapping, run } from '../schema/imports'
import { inOrder } from './graph'

export type MappingRow = typeof mapping.$inferSelect
export type ImportRow = typeof run.$inferSelect

/** How files of these headings were read before, null when none was. @param id hash of the headings */
export const mappingFor = (db: ReadableDb, id: string): MappingRow | null =>
  db.select().from(mapping).where(eq(mapping.id, id)).get() ?? null

/** Imports, the newest first. */
export const allImports = (db: ReadableDb): readonly ImportRow[] =>
  db.select().from(run).orderBy(desc(run.appliedAt), asc(run.id)).all()

export const oneImport = (db: ReadableDb, id: string): ImportRow | null =>
  db.select().from(run).where(eq(run.id, id)).get() ?? null

/** An import of the very same file that still counts, null when there is none (R107). */
export const importOf = (db: ReadableDb, digest: string): ImportRow | null =>
  db
    .select()
    .from(run)
    .where(and(eq(run.digest, digest), eq(run.undone, false)))
    .get() ?? null

const projectMapping: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(mapping).where(eq(mapping.id, id)).run()
    return
  }
  const { name, mapping: kept } = fields as unknown as Omit<MappingRow, 'id'> // The log has checked every field against the kind.
  const row = { id, name, mapping: inOrder(kept) }
  db.insert(mapping).values(row).onConflictDoUpdate({ target: mapping.id, set: row }).run()
}

const projectImport: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null || state.family !== 'fields') {
    db.delete(run).where(eq(run.id, id)).run()
    return
  }
  const first = Object.values(state.fields).reduce((least, { hlc }) => (hlc < least ? hlc : least), 'f'.repeat(32))
  const row = { id, ...(fields as Omit<ImportRow, 'id' | 'appliedAt'>), appliedAt: parts(first).ms } // As above.
  db.insert(run).values(row).onConflictDoUpdate({ target: run.id, set: row }).run()
}

/** Projections by entity type. */
export const importsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'imports.mapping': projectMapping,
  'imports.run': projectImport,
}
