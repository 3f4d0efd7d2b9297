/** Tables of the log; the statements that make them are in migrations/0010-log.ts. Hex ids and hashes throughout. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Facts about the file itself: `id` of the tenant, `kind`, `createdAt` in milliseconds UTC. */
export const meta = sqliteTable('meta', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

/** A PC that writes here: its Ed25519 key and the newest event known of it. */
export const device = sqliteTable('device', {
  id: text('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  /** 0 and the chain's beginning until its first event is known. */
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
  /** Two different events were seen under one number: nothing more is taken from it (S5). */
  frozen: integer('frozen', { mode: 'boolean' }).notNull(),
})

/** The events, as they were signed. `body`, `parents` and `based_on` are canonical JSON. */
export const event = sqliteTable('event', {
  id: text('id').primaryKey(),
  device: text('device').notNull(),
  seq: integer('seq').notNull(),
  hlc: text('hlc').notNull(),
  type: text('type').notNull(),
  entity: text('entity').notNull(),
  op: text('op').notNull(),
  body: text('body').notNull(),
  erased: integer('erased', { mode: 'boolean' }).notNull(),
  /** Null once erased. */
  salt: text('salt'),
  parents: text('parents').notNull(),
  person: text('person').notNull(),
  role: text('role').notNull(),
  reason: text('reason'),
  batch: text('batch').notNull(),
  undoes: text('undoes'),
  basedOn: text('based_on').notNull(),
  schema: integer('schema').notNull(),
  payloadHash: text('payload_hash').notNull(),
  previous: text('previous').notNull(),
  hash: text('hash').notNull(),
  signature: text('signature'),
})

/** Merged state of each entity, canonical JSON: what its rows are computed from. */
export const entity = sqliteTable(
  'entity',
  { type: text('type').notNull(), entity: text('entity').notNull(), state: text('state').notNull() },
  (table) => [primaryKey({ columns: [table.type, table.entity] })],
)

/** Own events no store has confirmed yet, by their number. */
export const outbox = sqliteTable('outbox', { seq: integer('seq').primaryKey() })

/** Events kept in the chain but not applied yet: `ahead` of the clock, of a `newer` kind or version, or `unfit` for their kind. */
export const held = sqliteTable('held', {
  event: text('event').primaryKey(),
  why: text('why', { enum: ['ahead', 'newer', 'unfit'] }).notNull(),
  hlc: text('hlc').notNull(),
})

/** Evidence of a forked chain: the events that contradict the ones taken first (S5). */
export const fork = sqliteTable(
  'fork',
  {
    id: text('id').notNull(),
    device: text('device').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    event: text('event').notNull(),
  },
  (table) => [primaryKey({ columns: [table.device, table.seq, table.hash] })],
)

/** Tables that are not computed from the events by projections. */
export const LOG_TABLES: readonly string[] = [
  'meta',
  'device',
  'event',
  'entity',
  'outbox',
  'held',
  'fork',
  'migration',
]
