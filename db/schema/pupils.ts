/** Rows of pupils, contacts and what stands about them, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Registration, Relationship } from '@contract/pupils'

export const pupil = sqliteTable('pupil', {
  id: text('id').primaryKey(),
  legalForename: text('legal_forename'),
  legalSurname: text('legal_surname').notNull(),
  preferredForename: text('preferred_forename'),
  preferredSurname: text('preferred_surname'),
  dateOfBirth: text('date_of_birth').$type<CivilDate>(),
  year: text('year').$type<YearCode>().notNull(),
  className: text('class_name'),
  admissionNumber: text('admission_number').notNull(),
  upn: text('upn'),
  formerUpn: text('former_upn'),
  registration: text('registration').$type<Registration>().notNull(),
  onRollFrom: text('on_roll_from').$type<CivilDate>(),
  leftOn: text('left_on').$type<CivilDate>(),
  lastLeft: text('last_left').$type<CivilDate>(),
})

export const contact = sqliteTable('contact', {
  id: text('id').primaryKey(),
  pupil: text('pupil').notNull(),
  name: text('name').notNull(),
  relationship: text('relationship').$type<Relationship>().notNull(),
  resident: integer('resident', { mode: 'boolean' }).notNull(),
  asksToBeConsulted: integer('asks_to_be_consulted', { mode: 'boolean' }).notNull(),
  delegated: text('delegated'),
  endedOn: text('ended_on').$type<CivilDate>(),
})

/**
 * What stands about a pupil: flags, orders, parental responsibility, care, competence. A row for every event ever
 * recorded; `stands` marks those nothing later supersedes. Two that stand for one entity disagree, and the safer counts.
 */
export const standing = sqliteTable('pupil_standing', {
  event: text('event').primaryKey(),
  kind: text('kind').$type<'flag' | 'order' | 'responsibility' | 'care' | 'competence'>().notNull(),
  entity: text('entity').notNull(),
  pupil: text('pupil').notNull(),
  /** Canonical JSON of what the event said; null once erased. */
  value: text('value'),
  recordedAt: integer('recorded_at').notNull(),
  stands: integer('stands', { mode: 'boolean' }).notNull(),
})
