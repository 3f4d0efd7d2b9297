/** Rows of what people answered to agreements, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { SigningCapacity, SigningFacts, SigningOutcome } from '@contract/signatures'

/** Every outcome ever recorded, and whether it still stands. */
export const signing = sqliteTable('agreement_signing', {
  event: text('event').primaryKey(),
  entity: text('entity').notNull(),
  agreement: text('agreement').notNull(),
  version: text('version').notNull(),
  signeeKind: text('signee_kind').$type<'PUPIL' | 'ADULT'>().notNull(),
  signee: text('signee').notNull(),
  capacity: text('capacity').$type<SigningCapacity>().notNull(),
  outcome: text('outcome').$type<SigningOutcome>().notNull(),
  signedOn: text('signed_on').$type<CivilDate>().notNull(),
  until: text('until').$type<CivilDate>(),
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
