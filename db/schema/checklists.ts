/** Rows of lists taken to an event, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AskVerdict } from '@contract/answers'
import type { CivilDate, PersonId } from '@contract/primitives'

export const checklist = sqliteTable('checklist', {
  id: text('id').primaryKey(),
  event: text('event').notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
  classes: text('classes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  purposes: text('purposes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  named: integer('named', { mode: 'boolean' }).notNull(),
  photographer: text('photographer').notNull(),
  copies: integer('copies').notNull(),
  pupils: integer('pupils').notNull(),
  noes: integer('noes').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  madeAt: integer('made_at').notNull(),
})

/** What a list said of a pupil. */
export const said = sqliteTable('checklist_said', {
  checklist: text('checklist').notNull(),
  pupil: text('pupil').notNull(),
  /** In the order of the list's uses. */
  verdicts: text('verdicts', { mode: 'json' }).$type<readonly AskVerdict[]>().notNull(),
})

export const returned = sqliteTable('checklist_returned', {
  id: text('id').primaryKey(),
  checklist: text('checklist').notNull(),
  copies: integer('copies').notNull(),
})
