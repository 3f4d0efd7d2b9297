import type { Migration } from './migration'

/** The log of one file: events, merged states, what waits to be sent or applied, and the devices that write here. */
export const migration: Migration = {
  id: 10,
  name: 'log',
  up: [
    `CREATE TABLE meta (
      name TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE device (
      id TEXT PRIMARY KEY NOT NULL,
      public_key TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL,
      frozen INTEGER NOT NULL CHECK (frozen IN (0, 1))
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE event (
      id TEXT PRIMARY KEY NOT NULL,
      device TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hlc TEXT NOT NULL,
      type TEXT NOT NULL,
      entity TEXT NOT NULL,
      op TEXT NOT NULL,
      body TEXT NOT NULL,
      erased INTEGER NOT NULL CHECK (erased IN (0, 1)),
      salt TEXT,
      parents TEXT NOT NULL,
      person TEXT NOT NULL,
      role TEXT NOT NULL,
      reason TEXT,
      batch TEXT NOT NULL,
      undoes TEXT,
      based_on TEXT NOT NULL,
      schema INTEGER NOT NULL,
      payload_hash TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL,
      signature TEXT
    ) STRICT`,
    `CREATE UNIQUE INDEX event_device_seq ON event (device, seq)`,
    `CREATE INDEX event_hlc ON event (hlc)`,
    `CREATE INDEX event_entity_hlc ON event (entity, hlc)`,
    `CREATE INDEX event_type_hlc ON event (type, hlc)`,
    `CREATE INDEX event_batch ON event (batch)`,
    `CREATE INDEX event_told ON event (device, seq) WHERE based_on <> '[]'`,

    `CREATE TABLE entity (
      type TEXT NOT NULL,
      entity TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (type, entity)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY NOT NULL
    ) STRICT`,

    `CREATE TABLE held (
      event TEXT PRIMARY KEY NOT NULL,
      why TEXT NOT NULL,
      hlc TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE fork (
      id TEXT NOT NULL,
      device TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL,
      event TEXT NOT NULL,
      PRIMARY KEY (device, seq, hash)
    ) STRICT, WITHOUT ROWID`,
  ],
}
