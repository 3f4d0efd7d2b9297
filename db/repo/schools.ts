/** Queries and projections of schools and posts. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { SchoolFacts } from '@contract/schools'
import type { SchoolId } from '@contract/primitives'
import { canonical } from '../../src-main/sync/core/event'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { keptWith } from '../prepared'
import { appointment, registerReading, school } from '../schema/schools'

export type SchoolRow = typeof school.$inferSelect
export type AppointmentRow = typeof appointment.$inferSelect
export type RegisterReadingRow = typeof registerReading.$inferSelect

/** Schools of the trust in the order of their names. Asked of the trust's file. */
export function allSchools(db: ReadableDb): readonly SchoolRow[] {
  return db.select().from(school).orderBy(asc(school.name), asc(school.id)).all()
}

const schoolById = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(school)
    .where(eq(school.id, sql.placeholder('id')))
    .prepare(),
)

/** One school, null when the trust has none of that id. */
export function oneSchool(db: ReadableDb, id: SchoolId): SchoolRow | null {
  return schoolById(db).get({ id }) ?? null
}

/** All appointments ever made in a school, newest first. Asked of the school's file. */
export function appointments(db: ReadableDb): readonly AppointmentRow[] {
  return db.select().from(appointment).orderBy(asc(appointment.post), desc(appointment.from), asc(appointment.id)).all()
}

/** One appointment, null when there is none of that id. */
export function oneAppointment(db: ReadableDb, id: string): AppointmentRow | null {
  return db.select().from(appointment).where(eq(appointment.id, id)).get() ?? null
}

/** The newest reading of the national register, null when it was never read. Asked of the trust's file. */
export function newestRegisterReading(db: ReadableDb): RegisterReadingRow | null {
  return db.select().from(registerReading).orderBy(desc(registerReading.readOn), desc(registerReading.id)).get() ?? null
}

const projectSchool: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  const schoolId = id as SchoolId // The entity id of a school is its id.
  if (fields === null) {
    db.delete(school).where(eq(school.id, schoolId)).run()
    return
  }
  // Canonical order of keys: the row must not depend on the order in which fields were set, or `verify` would object.
  const facts = JSON.parse(canonical(fields)) as SchoolFacts // The log has checked every field against the kind.
  const row = { id: schoolId, name: facts.name, facts }
  db.insert(school).values(row).onConflictDoUpdate({ target: school.id, set: row }).run()
}

const projectAppointment: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(appointment).where(eq(appointment.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<AppointmentRow, 'id'>) } // The log has checked every field against the kind.
  db.insert(appointment).values(row).onConflictDoUpdate({ target: appointment.id, set: row }).run()
}

const projectReading: Projection<WritableDb> = (db, id, state) => {
  if (state.family !== 'records') return
  // A lawful erasure leaves a record without a value.
  if (state.record.value === null) {
    db.delete(registerReading).where(eq(registerReading.id, id)).run()
    return
  }
  const row = { id, ...(state.record.value as Omit<RegisterReadingRow, 'id'>) } // As above.
  db.insert(registerReading).values(row).onConflictDoUpdate({ target: registerReading.id, set: row }).run()
}

/** Projections by entity type. */
export const schoolsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'schools.school': projectSchool,
  'schools.appointment': projectAppointment,
  'schools.register': projectReading,
}
