import type { Migration } from './migration'

/** Documents read, what was decided on them and accepted; in the trust's file, rows matched to questions before. */
export const migration: Migration = {
  id: 60,
  name: 'reading',
  up: [
    `CREATE TABLE reading_document (
      id TEXT PRIMARY KEY,
      stamp TEXT NOT NULL,
      file_name TEXT NOT NULL,
      format TEXT NOT NULL,
      pages INTEGER,
      bytes TEXT NOT NULL,
      words TEXT NOT NULL,
      title TEXT NOT NULL,
      series TEXT NOT NULL,
      left_out TEXT NOT NULL,
      block_parts INTEGER NOT NULL,
      report_parts INTEGER NOT NULL,
      person TEXT NOT NULL,
      shared_from TEXT,
      discarded INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX reading_document_by_bytes ON reading_document (bytes)`,
    `CREATE TABLE reading_finding (
      id TEXT PRIMARY KEY,
      document TEXT NOT NULL,
      key TEXT NOT NULL,
      title TEXT NOT NULL,
      verdict TEXT NOT NULL,
      correction TEXT,
      applied INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX reading_finding_of ON reading_finding (document)`,
    `CREATE TABLE reading_record (
      id TEXT PRIMARY KEY,
      series TEXT NOT NULL,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      as_written TEXT NOT NULL,
      as_read TEXT,
      understood TEXT,
      data TEXT NOT NULL,
      matrix TEXT,
      document TEXT NOT NULL,
      document_title TEXT NOT NULL,
      source TEXT NOT NULL,
      person TEXT NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX reading_record_of ON reading_record (series)`,
    `CREATE TABLE matrix_wording (
      id TEXT PRIMARY KEY,
      wording TEXT NOT NULL,
      label TEXT NOT NULL,
      activity TEXT NOT NULL,
      school TEXT,
      person TEXT NOT NULL,
      stamp TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX matrix_wording_of ON matrix_wording (wording)`,
  ],
}
