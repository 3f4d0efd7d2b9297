/** Rows of what people answered to agreements, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { SigningCapacity, SigningFacts, SigningOutcome } from '@contract/signatures'

/** Everything ever recorded of every act, and whether it still stands. */
export const signing = sqliteTable('agreement_signing', {
  event: text('event').primaryKey(),
  entity: text('entity').notNull(),
  agreement: text('agreement').notNull(),
  version: text('version').notNull(),
  signeeKind: text('signee_kind').$type<'PUPIL' | 'ADULT'>().notNull(),
  signee: text('signee').notNull(),
  capacity: text('capacity').$type<SigningCapacity>().notNull(),
  /** Of a parent the contact, or else the name as signed; null: a parent nobody named, or the one whom it covers. */
  signer: text('signer'),
  /** Once all that it says was taken back elsewhere: `VOID`, while it stands. */
  outcome: text('outcome').$type<SigningOutcome>().notNull(),
  signedOn: text('signed_on').$type<CivilDate>().notNull(),
  until: text('until').$type<CivilDate>(),
  /** The record whose answer this one says again; null: an answer of its own, or nothing any more. */
  restores: text('restores'),
  /** Null once erased. */
  facts: text('facts', { mode: 'json' }).$type<
    Omit<SigningFacts, 'outcome'> & {
      readonly hash: string
      readonly by: PersonId
      /** Events it takes back as recorded in error. */
      readonly voids: readonly string[]
    }
  >(),
  recordedAt: integer('recorded_at').notNull(),
  stands: integer('stands', { mode: 'boolean' }).notNull(),
})
