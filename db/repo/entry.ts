/** Queries and projections of printed forms, batches and keyed sheets. Asked of a school's file. */
import { and, asc, count, desc, eq, inArray, max, ne, notInArray, sql } from 'drizzle-orm'
import type { SheetFacts } from '@contract/entry'
import { parts } from '../../src-main/sync/core/clock'
import { fieldsOf, type Merged } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith } from '../prepared'
import { answer } from '../schema/consents'
import { batch, form, printRun, rekey, sheet } from '../schema/entry'
import { inOrder, recordOf } from './graph'

export type PrintRunRow = typeof printRun.$inferSelect
export type FormRow = typeof form.$inferSelect
export type BatchRow = typeof batch.$inferSelect
export type SheetRow = typeof sheet.$inferSelect
export type RekeyRow = typeof rekey.$inferSelect

/** Runs, the newest first. */
export const allRuns = (db: ReadableDb): readonly PrintRunRow[] =>
  db.select().from(printRun).orderBy(desc(printRun.printedAt), asc(printRun.label), asc(printRun.id)).all()

/** The printed form of a number, null when none of this school has it. */
export const formOf = (db: ReadableDb, number: string): FormRow | null =>
  db.select().from(form).where(eq(form.number, number)).get() ?? null

const isOut = sql`NOT EXISTS (SELECT 1 FROM ${sheet} WHERE ${sheet.number} = ${form.number} AND ${sheet.state} IN ('SAVED', 'TO_CHECK'))`
const everyFormOut = keptWith((db: ReadableDb) => db.select().from(form).where(isOut).prepare())
const formsOutAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(form)
    .where(and(isAmongIds(form.pupil), isOut))
    .prepare(),
)

/** Forms printed and not keyed yet, of some pupils; null asks for all. A form held to be checked has come back. */
export const formsOut = (db: ReadableDb, pupils: readonly string[] | null): readonly FormRow[] =>
  pupils === null ? everyFormOut(db).all() : formsOutAmong(db).all({ ids: JSON.stringify(pupils) })

export const allForms = (db: ReadableDb): readonly FormRow[] => db.select().from(form).all()

/** Batches, the newest first. */
export const allBatches = (db: ReadableDb): readonly BatchRow[] =>
  db.select().from(batch).orderBy(desc(batch.startedAt), asc(batch.id)).all()

/** Sheets that came back and were keyed; what is being keyed or was set aside is not among them. */
const counts = inArray(sheet.state, ['SAVED', 'TO_CHECK'])

/** Forms of each run, and how many of them have been keyed. */
export function formCounts(db: ReadableDb): ReadonlyMap<string, { readonly forms: number; readonly returned: number }> {
  const keyed = db.selectDistinct({ number: sheet.number }).from(sheet).where(counts).as('keyed')
  const rows = db
    .select({ run: form.run, forms: count(), returned: count(keyed.number) })
    .from(form)
    .leftJoin(keyed, eq(keyed.number, form.number))
    .groupBy(form.run)
    .all()
  return new Map(rows.map(({ run, forms, returned }) => [run, { forms, returned }]))
}

/**
 * Pupils somebody has answered for under a wording: a form of it was keyed, or an answer to it came in another way and
 * was not taken back as an error.
 */
export function pupilsAnswered(db: ReadableDb, wording: string): ReadonlySet<string> {
  const keyed = db
    .selectDistinct({ pupil: sheet.pupil })
    .from(sheet)
    .innerJoin(batch, eq(batch.id, sheet.batch))
    .where(and(eq(batch.wording, wording), counts))
    .all()
  const taken = db
    .select({ entity: answer.entity })
    .from(answer)
    .where(and(eq(answer.answer, 'VOID'), eq(answer.stands, true)))
  const answered = db
    .selectDistinct({ pupil: answer.pupil })
    .from(answer)
    .where(and(eq(answer.wording, wording), ne(answer.answer, 'VOID'), notInArray(answer.entity, taken)))
    .all()
  return new Set([...keyed, ...answered].map(({ pupil }) => pupil))
}

/** What counting a batch takes, of one batch or of all with null. */
export const sheetStates = (
  db: ReadableDb,
  of: string | null,
): readonly Pick<SheetRow, 'id' | 'batch' | 'position' | 'state' | 'keyedBy' | 'problems'>[] =>
  db
    .select({
      ...{ id: sheet.id, batch: sheet.batch, position: sheet.position, state: sheet.state },
      ...{ keyedBy: sheet.keyedBy, problems: sheet.problems },
    })
    .from(sheet)
    .where(of === null ? undefined : eq(sheet.batch, of))
    .all()

/** The last place taken in a batch; 0 in an empty one. */
export const lastPosition = (db: ReadableDb, of: string): number =>
  db
    .select({ last: max(sheet.position) })
    .from(sheet)
    .where(eq(sheet.batch, of))
    .get()?.last ?? 0

/** Sheets at one place of a batch: one, and beside it the draft of its correction. */
export const sheetsAt = (db: ReadableDb, of: string, position: number): readonly SheetRow[] =>
  db
    .select()
    .from(sheet)
    .where(and(eq(sheet.batch, of), eq(sheet.position, position)))
    .all()

export const oneBatch = (db: ReadableDb, id: string): BatchRow | null =>
  db.select().from(batch).where(eq(batch.id, id)).get() ?? null

/** Sheets of a batch in the order they were keyed. */
export const sheetsOf = (db: ReadableDb, of: string): readonly SheetRow[] =>
  db.select().from(sheet).where(eq(sheet.batch, of)).orderBy(asc(sheet.position), asc(sheet.id)).all()

/** Sheets of every batch that count or wait to be looked at. */
export const allSheets = (db: ReadableDb): readonly SheetRow[] =>
  db
    .select()
    .from(sheet)
    .where(and(ne(sheet.state, 'DRAFT'), ne(sheet.state, 'SET_ASIDE')))
    .all()

export const oneSheet = (db: ReadableDb, id: string): SheetRow | null =>
  db.select().from(sheet).where(eq(sheet.id, id)).get() ?? null

const sheetsOfOne = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(sheet)
    .where(eq(sheet.pupil, sql.placeholder('pupil')))
    .prepare(),
)

/** Sheets keyed for one pupil, in any batch. */
export const sheetsOfPupil = (db: ReadableDb, pupil: string): readonly SheetRow[] => sheetsOfOne(db).all({ pupil })

/** Forms keyed again, of one batch or of all with null, oldest first. */
export const rekeysOf = (db: ReadableDb, of: string | null): readonly RekeyRow[] =>
  db
    .select()
    .from(rekey)
    .where(of === null ? undefined : eq(rekey.batch, of))
    .orderBy(asc(rekey.keyedAt), asc(rekey.id))
    .all()

const projectRun: Projection<WritableDb> = (db, id, state) => {
  db.delete(printRun).where(eq(printRun.id, id)).run()
  db.delete(form).where(eq(form.run, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { wording, label, by, forms } = record.value as unknown as Omit<PrintRunRow, 'id' | 'printedAt'> & {
    readonly forms: readonly { readonly number: string; readonly pupil: string }[]
  } // As above.
  db.insert(printRun).values({ id, wording, label, by, printedAt: record.at }).run()
  for (const one of forms)
    db.insert(form)
      .values({ ...one, run: id, wording })
      .onConflictDoNothing()
      .run()
}

/** The first stamp of any field: when the thing began. */
const begunAt = (state: Merged): number =>
  state.family === 'fields'
    ? parts(Object.values(state.fields).reduce((first, { hlc }) => (hlc < first ? hlc : first), 'f'.repeat(32))).ms
    : 0

const projectBatch: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(batch).where(eq(batch.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<BatchRow, 'id' | 'startedAt'>), startedAt: begunAt(state) } // As above.
  db.insert(batch).values(row).onConflictDoUpdate({ target: batch.id, set: row }).run()
}

const projectSheet: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null || fields['pupil'] === undefined) {
    db.delete(sheet).where(eq(sheet.id, id)).run()
    return
  }
  const {
    batch: of,
    position,
    state: now,
    problems,
    keyedBy,
    outcome,
    ...facts
  } = fields as unknown as Pick<SheetRow, 'batch' | 'position' | 'state' | 'problems' | 'keyedBy' | 'outcome'> &
    SheetFacts // As above.
  const row = {
    ...{ id, batch: of, position, state: now, problems, keyedBy, outcome },
    ...{ pupil: facts.pupil, number: facts.number, facts: inOrder(facts) },
  }
  db.insert(sheet).values(row).onConflictDoUpdate({ target: sheet.id, set: row }).run()
}

const projectRekey: Projection<WritableDb> = (db, id, state) => {
  const record = recordOf(state)
  if (record === null) {
    db.delete(rekey).where(eq(rekey.id, id)).run()
    return
  }
  const { batch: of, sheet: keyed, ticks, differs, by } = record.value as unknown as RekeyRow // As above.
  const row = { id, batch: of, sheet: keyed, ticks, differs, by, keyedAt: record.at }
  db.insert(rekey).values(row).onConflictDoUpdate({ target: rekey.id, set: row }).run()
}

/** Projections by entity type. */
export const entryProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'entry.run': projectRun,
  'entry.batch': projectBatch,
  'entry.sheet': projectSheet,
  'entry.rekey': projectRekey,
}
