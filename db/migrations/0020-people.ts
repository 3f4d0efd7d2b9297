import type { Migration } from './migration'

/** The trust, its people and their dated roles; and the way from a batch to whatever reverses it. */
export const migration: Migration = {
  id: 20,
  name: 'people',
  up: [
    `CREATE TABLE trust (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE session_settings (
      id TEXT PRIMARY KEY NOT NULL,
      idle_minutes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE person (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE role_grant (
      id TEXT PRIMARY KEY NOT NULL,
      person TEXT NOT NULL,
      role TEXT NOT NULL,
      school TEXT,
      from_date TEXT NOT NULL,
      until_date TEXT
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX role_grant_person ON role_grant (person)`,
    `CREATE INDEX event_undoes ON event (undoes) WHERE undoes IS NOT NULL`,
  ],
}
