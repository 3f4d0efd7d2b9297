/** Rows of lawful erasures. They hold ids, hashes and words without personal data, never what was erased (R73). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One record of an erasure; an erasure of many events is several records of one batch. */
export const erasure = sqliteTable('erasure', {
  id: text('id').primaryKey(),
  /** The record's own event, which says who erased, in which role and batch. */
  event: text('event').notNull(),
  /** Milliseconds since 1970 UTC, from the event's stamp. */
  erasedAt: integer('erased_at').notNull(),
  /** The basis in words. */
  why: text('why').notNull(),
  /** What kind of thing was erased, in words. */
  kind: text('kind').notNull(),
  /** How many of that kind. */
  count: integer('count').notNull(),
})

/** The payloads a record names: each by its event's id and its own hash. */
export const erasureEvent = sqliteTable(
  'erasure_event',
  {
    event: text('event').notNull(),
    payloadHash: text('payload_hash').notNull(),
    erasure: text('erasure').notNull(),
  },
  (table) => [primaryKey({ columns: [table.event, table.payloadHash, table.erasure] })],
)
