/** Queries and projections of the trust, its people and their roles. All asked of the trust's file. */
import { asc, eq, sql } from 'drizzle-orm'
import type { PersonId, TenantId } from '@contract/primitives'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { keptWith } from '../prepared'
import { person, roleGrant, sessionSettings, trust } from '../schema/people'

export type PersonRow = typeof person.$inferSelect
export type GrantRow = typeof roleGrant.$inferSelect

/** The trust's name, null before it was written. */
export function trustName(db: ReadableDb): string | null {
  return db.select().from(trust).get()?.name ?? null
}

/** Minutes without a key or pointer before the session locks, null when nobody chose. */
export function idleMinutes(db: ReadableDb): number | null {
  return db.select().from(sessionSettings).get()?.idleMinutes ?? null
}

/** Everybody, in the order of their names. */
export function allPeople(db: ReadableDb): readonly PersonRow[] {
  return db.select().from(person).orderBy(asc(person.name), asc(person.id)).all()
}

const personById = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(person)
    .where(eq(person.id, sql.placeholder('id')))
    .prepare(),
)

/** One person, null when the trust has none of that id. */
export function onePerson(db: ReadableDb, id: PersonId): PersonRow | null {
  return personById(db).get({ id }) ?? null
}

/** Every grant ever made, oldest first. */
export function allGrants(db: ReadableDb): readonly GrantRow[] {
  return db.select().from(roleGrant).orderBy(asc(roleGrant.from), asc(roleGrant.id)).all()
}

const grantsByPerson = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(roleGrant)
    .where(eq(roleGrant.person, sql.placeholder('id')))
    .orderBy(asc(roleGrant.from), asc(roleGrant.id))
    .prepare(),
)

/** Grants of one person, oldest first; past and future ones among them. Asked for every right. */
export function grantsOf(db: ReadableDb, id: PersonId): readonly GrantRow[] {
  return grantsByPerson(db).all({ id })
}

const projectTrust: Projection<WritableDb> = (db, entity, state) => {
  const fields = fieldsOf(state)
  const id = entity as TenantId // The entity id of the trust is its tenant id.
  if (fields === null) {
    db.delete(trust).where(eq(trust.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<typeof trust.$inferSelect, 'id'>) } // The log has checked every field against the kind.
  db.insert(trust).values(row).onConflictDoUpdate({ target: trust.id, set: row }).run()
}

const projectSettings: Projection<WritableDb> = (db, entity, state) => {
  const fields = fieldsOf(state)
  const id = entity as TenantId // As above.
  if (fields === null) {
    db.delete(sessionSettings).where(eq(sessionSettings.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<typeof sessionSettings.$inferSelect, 'id'>) } // As above.
  db.insert(sessionSettings).values(row).onConflictDoUpdate({ target: sessionSettings.id, set: row }).run()
}

const projectPerson: Projection<WritableDb> = (db, entity, state) => {
  const fields = fieldsOf(state)
  const id = entity as PersonId // The entity id of a person is the person's id.
  if (fields === null) {
    db.delete(person).where(eq(person.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<PersonRow, 'id'>) } // As above.
  db.insert(person).values(row).onConflictDoUpdate({ target: person.id, set: row }).run()
}

const projectGrant: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(roleGrant).where(eq(roleGrant.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<GrantRow, 'id'>) } // As above.
  db.insert(roleGrant).values(row).onConflictDoUpdate({ target: roleGrant.id, set: row }).run()
}

/** Kept in the history alone; there are no rows to write. */
const inHistoryOnly: Projection<WritableDb> = () => {}

/** Projections by entity type. */
export const peopleProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'people.person': projectPerson,
  'people.grant': projectGrant,
  'people.access': inHistoryOnly,
}

/** Projections by entity type. */
export const sessionProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'session.trust': projectTrust,
  'session.settings': projectSettings,
}
