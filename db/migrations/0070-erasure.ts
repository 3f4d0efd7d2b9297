import type { Migration } from './migration'

/** Lawful erasures, and the payloads each of them names (R73, R76). */
export const migration: Migration = {
  id: 70,
  name: 'erasure',
  up: [
    `CREATE TABLE erasure (
      id TEXT PRIMARY KEY NOT NULL,
      event TEXT NOT NULL,
      erased_at INTEGER NOT NULL,
      why TEXT NOT NULL,
      kind TEXT NOT NULL,
      count INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE erasure_event (
      event TEXT NOT NULL,
      payload_hash TEXT NOT NULL,
      erasure TEXT NOT NULL,
      PRIMARY KEY (event, payload_hash, erasure)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX erasure_event_by_erasure ON erasure_event (erasure)`,
  ],
}
