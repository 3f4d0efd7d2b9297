import type { Migration } from './migration'

/** Files read in, and how files of the same headings are read. */
export const migration: Migration = {
  id: 120,
  name: 'imports',
  up: [
    `CREATE TABLE import_mapping (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      mapping TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE import_run (
      id TEXT PRIMARY KEY NOT NULL,
      file_name TEXT NOT NULL,
      digest TEXT NOT NULL,
      words TEXT NOT NULL,
      by TEXT NOT NULL,
      undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
      applied_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX import_run_digest ON import_run (digest)`,
  ],
}
