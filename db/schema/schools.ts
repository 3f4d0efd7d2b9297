/** Rows of schools (in the trust's file), posts and roll (in a school's file). */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SchoolFacts } from '@contract/schools'
import type { CivilDate, PersonId, Post, SchoolId } from '@contract/primitives'

export const school = sqliteTable('school', {
  id: text('id').$type<SchoolId>().primaryKey(),
  name: text('name').notNull(),
  facts: text('facts', { mode: 'json' }).$type<SchoolFacts>().notNull(),
})

export const appointment = sqliteTable('appointment', {
  id: text('id').primaryKey(),
  post: text('post').$type<Post>().notNull(),
  person: text('person').$type<PersonId>(),
  holderName: text('holder_name'),
  deputy: integer('deputy', { mode: 'boolean' }).notNull(),
  from: text('from_date').$type<CivilDate>().notNull(),
  until: text('until_date').$type<CivilDate>(),
})

export const registerReading = sqliteTable('register_reading', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  rows: integer('rows').notNull(),
  leftOut: integer('left_out').notNull(),
  readOn: text('read_on').$type<CivilDate>().notNull(),
  digest: text('digest').notNull(),
})
