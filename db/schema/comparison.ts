/** Rows of what people laid beside a comparison. All in the trust's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Audience } from '@contract/matrices'
import type { CivilDate, PersonId, SchoolId, YearCode } from '@contract/primitives'

/** One person's mark on one row; it counts while the row's digest is still the same. */
export const comparisonReview = sqliteTable('comparison_review', {
  id: text('id').primaryKey(),
  person: text('person').$type<PersonId>().notNull(),
  question: text('question').notNull(),
  audience: text('audience').$type<Audience>().notNull(),
  /** Null: all years. */
  year: text('year').$type<YearCode>(),
  digest: text('digest').notNull(),
  reviewed: integer('reviewed', { mode: 'boolean' }).notNull(),
})

export const comparisonNote = sqliteTable('comparison_note', {
  id: text('id').primaryKey(),
  question: text('question').notNull(),
  audience: text('audience').$type<Audience>().notNull(),
  text: text('text').notNull(),
  person: text('person').$type<PersonId>().notNull(),
  /** Milliseconds since 1970 UTC, from the event's stamp. */
  notedAt: integer('noted_at').notNull(),
})

export const comparisonAction = sqliteTable('comparison_action', {
  id: text('id').primaryKey(),
  question: text('question').notNull(),
  audience: text('audience').$type<Audience>().notNull(),
  /** The school the action is about. */
  about: text('about').$type<SchoolId>().notNull(),
  text: text('text').notNull(),
  owner: text('owner').$type<PersonId>().notNull(),
  dueOn: text('due_on').$type<CivilDate>().notNull(),
  state: text('state').$type<'open' | 'done'>().notNull(),
  outcome: text('outcome'),
})
