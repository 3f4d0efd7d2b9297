/** Rows of printed forms and keyed batches, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SheetFacts, SheetProblem, Tick } from '@contract/entry'
import type { CivilDate, PersonId } from '@contract/primitives'

export const printRun = sqliteTable('entry_run', {
  id: text('id').primaryKey(),
  wording: text('wording').notNull(),
  label: text('label').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  printedAt: integer('printed_at').notNull(),
})

/** One printed form. */
export const form = sqliteTable('entry_form', {
  number: text('number').primaryKey(),
  run: text('run').notNull(),
  wording: text('wording').notNull(),
  pupil: text('pupil').notNull(),
})

export const batch = sqliteTable('entry_batch', {
  id: text('id').primaryKey(),
  wording: text('wording').notNull(),
  receivedOn: text('received_on').$type<CivilDate>().notNull(),
  expected: integer('expected').notNull(),
  owner: text('owner').$type<PersonId>().notNull(),
  state: text('state').$type<'OPEN' | 'PAUSED' | 'CLOSED'>().notNull(),
  startedAt: integer('started_at').notNull(),
})

export const sheet = sqliteTable('entry_sheet', {
  id: text('id').primaryKey(),
  batch: text('batch').notNull(),
  position: integer('position').notNull(),
  pupil: text('pupil').notNull(),
  number: text('number'),
  state: text('state').$type<'DRAFT' | 'SAVED' | 'TO_CHECK' | 'SET_ASIDE'>().notNull(),
  facts: text('facts', { mode: 'json' }).$type<SheetFacts>().notNull(),
  problems: text('problems', { mode: 'json' }).$type<readonly SheetProblem[]>().notNull(),
  keyedBy: text('keyed_by').$type<PersonId>().notNull(),
  outcome: text('outcome'),
})

export const rekey = sqliteTable('entry_rekey', {
  id: text('id').primaryKey(),
  batch: text('batch').notNull(),
  sheet: text('sheet').notNull(),
  ticks: text('ticks', { mode: 'json' }).$type<readonly Tick[]>().notNull(),
  differs: text('differs', { mode: 'json' }).$type<readonly number[]>().notNull(),
  by: text('by').$type<PersonId>().notNull(),
  keyedAt: integer('keyed_at').notNull(),
})
