/** Rows of agreements, in a school's file; those of templates in the trust's. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AgreementFacts, AgreementSettings, VersionFacts } from '@contract/agreements'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { AdultFacts, LoanFacts } from '@contract/signatures'

export const agreement = sqliteTable('agreement', {
  id: text('id').primaryKey(),
  facts: text('facts', { mode: 'json' }).$type<AgreementFacts>().notNull(),
})

export const agreementSettings = sqliteTable('agreement_settings', {
  id: text('id').primaryKey(),
  years: text('years', { mode: 'json' }).$type<AgreementSettings['years']>().notNull(),
})

/** What an issue says beside the text. */
export interface Issued {
  readonly issuedOn: CivilDate
  readonly hash: string
  readonly author: PersonId
  readonly approvedBy: PersonId
  readonly approvedOn: CivilDate
  readonly by: PersonId
}

/** A version: its draft, and its issue, which stands for it whatever is drafted afterwards. */
export const version = sqliteTable('agreement_version', {
  id: text('id').primaryKey(),
  draft: text('draft', { mode: 'json' }).$type<VersionFacts>(),
  author: text('author').$type<PersonId>(),
  issued: text('issued', { mode: 'json' }).$type<VersionFacts & Issued>(),
})

/** Parts left to the school that are meant as the trust has them. */
export const keptPart = sqliteTable('agreement_kept', {
  id: text('id').primaryKey(),
  agreement: text('agreement').notNull(),
  clause: text('clause').notNull(),
  version: text('version').notNull(),
  /** Hash of the words it was said of. */
  words: text('words').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
})

/** The review that counts. */
export const review = sqliteTable('agreement_review', {
  version: text('version').primaryKey(),
  step: text('step').$type<'SENT' | 'APPROVED' | 'CHANGES'>().notNull(),
  hash: text('hash').notNull(),
  note: text('note'),
  by: text('by').$type<PersonId>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
})

export const adult = sqliteTable('agreement_adult', {
  id: text('id').primaryKey(),
  facts: text('facts', { mode: 'json' }).$type<AdultFacts>().notNull(),
})

export const run = sqliteTable('agreement_run', {
  id: text('id').primaryKey(),
  version: text('version').notNull(),
  label: text('label').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  printedAt: integer('printed_at').notNull(),
})

export const form = sqliteTable('agreement_form', {
  number: text('number').primaryKey(),
  run: text('run').notNull(),
  version: text('version').notNull(),
  signeeKind: text('signee_kind').$type<'PUPIL' | 'ADULT'>().notNull(),
  signee: text('signee').notNull(),
})

export const loan = sqliteTable('agreement_loan', {
  id: text('id').primaryKey(),
  facts: text('facts', { mode: 'json' }).$type<LoanFacts>().notNull(),
  returnedOn: text('returned_on').$type<CivilDate>(),
  condition: text('condition'),
})

export const access = sqliteTable('agreement_access', {
  id: text('id').primaryKey(),
  signeeKind: text('signee_kind').$type<'PUPIL' | 'ADULT'>().notNull(),
  signee: text('signee').notNull(),
  system: text('system').notNull(),
  grantedOn: text('granted_on').$type<CivilDate>().notNull(),
  by: text('by').$type<PersonId>().notNull(),
  endedOn: text('ended_on').$type<CivilDate>(),
})
