/** Rows of pupils, contacts and what stands about them, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Membership, Registration, Relationship } from '@contract/pupils'

const ofPupil = () => ({
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
})

const ofMembership = () => ({
  /** First day on roll; the latest any PC says. */
  onRollFrom: text('on_roll_from').$type<CivilDate>(),
  /** Last day on roll; the earliest any PC says. */
  leftOn: text('left_on').$type<CivilDate>(),
  /** Last day of an earlier stay; the latest any PC says. */
  lastLeft: text('last_left').$type<CivilDate>(),
  /** PCs differ, and these are the dates that permit most; null: they agree. */
  loosest: text('loosest', { mode: 'json' }).$type<Membership>(),
})

export const pupil = sqliteTable('pupil', ofPupil())

/** When a pupil belongs to the school: what counts of everything that stands. */
export const membership = sqliteTable('pupil_membership', { pupil: text('pupil').primaryKey(), ...ofMembership() })

/** The two together, to be read alone: a pupil without a membership is none of the school. */
export const pupilOfSchool = sqliteTable('pupil_of_school', { ...ofPupil(), ...ofMembership() })

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
