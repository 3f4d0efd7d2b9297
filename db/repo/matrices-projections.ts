/** Rows of matrices, written from the merged state of their entities. */
import { eq } from 'drizzle-orm'
import type { CellContent } from '@contract/matrices'
import { parts } from '../../src-main/sync/core/clock'
import { canonical, type Json } from '../../src-main/sync/core/event'
import { fieldsOf, type Merged } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { WritableDb } from '../handles'
import { rowKeeper } from '../prepared'
import { activity, approval, cell, column, edition, row, wording } from '../schema/matrices'

type Project = Projection<WritableDb>

/** The newest stamp among an entity's fields. */
function newestStamp(state: Extract<Merged, { family: 'fields' }>): string {
  const stamps = Object.values(state.fields).map(({ hlc }) => hlc)
  if (state.deleted !== null) stamps.push(state.deleted.hlc)
  return stamps.reduce((newest, hlc) => (hlc > newest ? hlc : newest), '')
}

/** The same in milliseconds since 1970 UTC. */
function changedAt(state: Extract<Merged, { family: 'fields' }>): number {
  const stamp = newestStamp(state)
  return stamp === '' ? 0 : parts(stamp).ms
}

/**
 * Keeps a row as the entity's fields have it, and deletes it with the entity. The log has checked every field against
 * the kind, so that `F` is what the fields are.
 */
const keep =
  <F>(
    write: (db: WritableDb, id: string, fields: F, at: number) => void,
    erase: (db: WritableDb, id: string) => void,
  ): Project =>
  (db, id, state) => {
    const fields = fieldsOf(state)
    if (fields === null || state.family !== 'fields') erase(db, id)
    else write(db, id, fields as unknown as F, changedAt(state))
  }

const keepEdition = rowKeeper(edition, edition.id)
const keepColumn = rowKeeper(column, column.id)
const keepRow = rowKeeper(row, row.id)
const keepCell = rowKeeper(cell, cell.id)
const keepActivity = rowKeeper(activity, activity.id)

const projectEdition = keep<Omit<typeof edition.$inferSelect, 'id' | 'changedAt'>>(
  (db, id, fields, at) => {
    keepEdition(db, { ...fields, id, changedAt: at })
  },
  (db, id) => db.delete(edition).where(eq(edition.id, id)).run(),
)

type ColumnFields = Omit<typeof column.$inferSelect, 'id' | 'changedAt' | 'captions'> & { readonly captions: Json }

const projectColumn = keep<ColumnFields>(
  (db, id, { captions, ...fields }, at) => {
    keepColumn(db, { ...fields, id, captions: canonical(captions), changedAt: at })
  },
  (db, id) => db.delete(column).where(eq(column.id, id)).run(),
)

const projectRow = keep<Omit<typeof row.$inferSelect, 'id' | 'changedAt'>>(
  (db, id, fields, at) => {
    keepRow(db, { ...fields, id, changedAt: at })
  },
  (db, id) => db.delete(row).where(eq(row.id, id)).run(),
)

type CellFields = Omit<typeof cell.$inferSelect, 'id' | 'changedAt' | 'content'> & CellContent

const projectCell = keep<CellFields>(
  (db, id, fields, at) => {
    const { marks, words, answers, footnote, silent, exception, source } = fields
    const content = canonical({ marks, words, answers, footnote, silent, exception, source })
    const { edition: of, lineage, row: inRow, column: inColumn } = fields
    keepCell(db, { id, edition: of, lineage, row: inRow, column: inColumn, content, changedAt: at })
  },
  (db, id) => db.delete(cell).where(eq(cell.id, id)).run(),
)

type ApprovalRecord = Omit<typeof approval.$inferSelect, 'id' | 'at'> & { readonly title: string }

const projectApproval: Project = (db, id, state) => {
  if (state.family !== 'records') return
  // A lawful erasure leaves a record without a value, and an edition without its approval.
  if (state.record.value === null) {
    db.delete(approval).where(eq(approval.id, id)).run()
    return
  }
  const { title: _title, ...record } = state.record.value as unknown as ApprovalRecord // Checked as above.
  const values = { ...record, id, at: parts(state.record.hlc).ms }
  db.insert(approval).values(values).onConflictDoUpdate({ target: approval.id, set: values }).run()
}

const projectActivity = keep<Omit<typeof activity.$inferSelect, 'id'>>(
  (db, id, fields) => {
    keepActivity(db, { ...fields, id })
  },
  (db, id) => db.delete(activity).where(eq(activity.id, id)).run(),
)

type WordingFields = Omit<typeof wording.$inferSelect, 'id' | 'stamp'>

const projectWording: Project = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null || state.family !== 'fields') {
    db.delete(wording).where(eq(wording.id, id)).run()
    return
  }
  const values = { id, stamp: newestStamp(state), ...(fields as unknown as WordingFields) } // Checked as above.
  db.insert(wording).values(values).onConflictDoUpdate({ target: wording.id, set: values }).run()
}

/** Projections by entity type. */
export const matricesProjections: Readonly<Record<string, Project>> = {
  'matrices.edition': projectEdition,
  'matrices.approval': projectApproval,
  'matrices.column': projectColumn,
  'matrices.row': projectRow,
  'matrices.cell': projectCell,
  'matrices.activity': projectActivity,
  'matrices.wording': projectWording,
}
