/** Rows of the trust itself, its people and their roles; filled in the trust's file only. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CivilDate, PersonId, Role, SchoolId, TenantId } from '@contract/primitives'

/** One row: the trust this file belongs to. */
export const trust = sqliteTable('trust', {
  id: text('id').$type<TenantId>().primaryKey(),
  name: text('name').notNull(),
})

/** One row: how sessions behave on every PC of the trust. */
export const sessionSettings = sqliteTable('session_settings', {
  id: text('id').$type<TenantId>().primaryKey(),
  idleMinutes: integer('idle_minutes').notNull(),
})

export const person = sqliteTable('person', {
  id: text('id').$type<PersonId>().primaryKey(),
  name: text('name').notNull(),
})

/** `grant` is a word of SQL. */
export const roleGrant = sqliteTable('role_grant', {
  id: text('id').primaryKey(),
  person: text('person').$type<PersonId>().notNull(),
  role: text('role').$type<Role>().notNull(),
  school: text('school').$type<SchoolId>(),
  from: text('from_date').$type<CivilDate>().notNull(),
  until: text('until_date').$type<CivilDate>(),
})
