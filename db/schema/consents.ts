/** Rows of the consent register, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Capacity, Channel, ConsentAnswer, LawfulBasis, PurposeCode, Renewal } from '@contract/answers'
import type { PurposeTerms, WordingFacts } from '@contract/consents'
import type { ViewAges } from '@contract/consents-settings'
import type { CivilDate, PersonId, YearCode } from '@contract/primitives'

const ofPurpose = () => ({
  id: text('id').primaryKey(),
  label: text('label').notNull(),
  asWritten: text('as_written'),
  code: text('code').$type<PurposeCode>(),
  reminderDays: integer('reminder_days').notNull(),
  position: integer('position').notNull(),
  source: text('source'),
})

const ofTerms = () => ({
  basis: text('basis').$type<LawfulBasis>().notNull(),
  outside: integer('outside', { mode: 'boolean' }).notNull(),
  renewal: text('renewal').$type<Renewal>().notNull(),
  retiredOn: text('retired_on').$type<CivilDate>(),
  /** PCs differ, and this is what permits most of what they say; null: they agree. */
  loosest: text('loosest', { mode: 'json' }).$type<PurposeTerms>(),
})

export const purpose = sqliteTable('consent_purpose', ofPurpose())

/** What a use rests on: what counts of everything that stands. */
export const terms = sqliteTable('consent_terms', { purpose: text('purpose').primaryKey(), ...ofTerms() })

/** The two together, to be read alone: a use of which nobody knows what it rests on is none. */
export const use = sqliteTable('consent_use', { ...ofPurpose(), ...ofTerms() })

export const settings = sqliteTable('consent_settings', {
  id: text('id').primaryKey(),
  onlineServiceAge: integer('online_service_age').notNull(),
})

/** Ages from which a pupil's own view is needed, null: never by age; several: PCs differ. */
export const viewFrom = sqliteTable('consent_view_from', {
  id: text('id').primaryKey(),
  ages: text('ages', { mode: 'json' }).$type<ViewAges>().notNull(),
})

/** A draft has no issue; what was issued is never changed by the draft. */
export const wording = sqliteTable('consent_wording', {
  id: text('id').primaryKey(),
  /** Null once only the issue is known. */
  draft: text('draft', { mode: 'json' }).$type<WordingFacts>(),
  issued: text('issued', { mode: 'json' }).$type<WordingFacts>(),
  issuedOn: text('issued_on').$type<CivilDate>(),
  hash: text('hash'),
  by: text('by').$type<PersonId>(),
})

/** Every answer ever recorded. `stands`: nothing later by the same person for the same use supersedes it. */
export const answer = sqliteTable('consent_answer', {
  event: text('event').primaryKey(),
  entity: text('entity').notNull(),
  pupil: text('pupil').notNull(),
  purpose: text('purpose').notNull(),
  contact: text('contact'),
  name: text('name'),
  capacity: text('capacity').$type<Capacity>().notNull(),
  answer: text('answer').$type<ConsentAnswer>().notNull(),
  decidedOn: text('decided_on').$type<CivilDate>().notNull(),
  channel: text('channel').$type<Channel>().notNull(),
  wording: text('wording'),
  coversFrom: text('covers_from').$type<CivilDate>().notNull(),
  yearThen: text('year_then').$type<YearCode>().notNull(),
  expiresOn: text('expires_on').$type<CivilDate>(),
  outlastsLeaving: integer('outlasts_leaving', { mode: 'boolean' }).notNull(),
  conditions: text('conditions'),
  evidence: text('evidence'),
  from: text('from_thing'),
  by: text('by').$type<PersonId>().notNull(),
  recordedAt: integer('recorded_at').notNull(),
  stands: integer('stands', { mode: 'boolean' }).notNull(),
  /** Date of the newest No of this person for this use that was not taken back as an error; null: none. */
  latestNoOn: text('latest_no_on').$type<CivilDate>(),
})

export const settlement = sqliteTable('consent_settlement', {
  event: text('event').primaryKey(),
  entity: text('entity').notNull(),
  pupil: text('pupil').notNull(),
  purpose: text('purpose').notNull(),
  outcome: text('outcome').$type<'GIVEN' | 'REFUSED' | 'OVERRULED'>().notNull(),
  note: text('note').notNull(),
  /** Ids of the answers it settles. */
  covers: text('covers', { mode: 'json' }).$type<readonly string[]>().notNull(),
  settledOn: text('settled_on').$type<CivilDate>().notNull(),
  by: text('by').$type<PersonId>().notNull(),
  recordedAt: integer('recorded_at').notNull(),
  stands: integer('stands', { mode: 'boolean' }).notNull(),
})
