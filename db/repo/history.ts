/** Which batches were reversed. */
import { inArray } from 'drizzle-orm'
import type { ReadableDb } from '../handles'
import { event } from '../schema/log'

/**
 * Of the given batches, those that stand reversed now. A batch whose reversal was itself reversed stands again.
 */
export function undoneBatches(db: ReadableDb, batches: readonly string[]): ReadonlySet<string> {
  if (batches.length === 0) return new Set()
  const rows = db
    .selectDistinct({ batch: event.batch, undoes: event.undoes })
    .from(event)
    .where(inArray(event.undoes, [...batches]))
    .all()
  const reversals = rows.map(({ batch }) => batch)
  const reversed = undoneBatches(db, reversals)
  return new Set(rows.flatMap(({ batch, undoes }) => (undoes !== null && !reversed.has(batch) ? [undoes] : [])))
}
