import type { Migration } from './migration'

/** Printed forms, batches, keyed sheets and those keyed again. */
export const migration: Migration = {
  id: 100,
  name: 'entry',
  up: [
    `CREATE TABLE entry_run (
      id TEXT PRIMARY KEY NOT NULL,
      wording TEXT NOT NULL,
      label TEXT NOT NULL,
      by TEXT NOT NULL,
      printed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE entry_form (
      number TEXT PRIMARY KEY NOT NULL,
      run TEXT NOT NULL,
      wording TEXT NOT NULL,
      pupil TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX entry_form_run ON entry_form (run)`,
    `CREATE INDEX entry_form_pupil ON entry_form (pupil)`,
    `CREATE TABLE entry_batch (
      id TEXT PRIMARY KEY NOT NULL,
      wording TEXT NOT NULL,
      received_on TEXT NOT NULL,
      expected INTEGER NOT NULL,
      owner TEXT NOT NULL,
      state TEXT NOT NULL,
      started_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE entry_sheet (
      id TEXT PRIMARY KEY NOT NULL,
      batch TEXT NOT NULL,
      position INTEGER NOT NULL,
      pupil TEXT NOT NULL,
      number TEXT,
      state TEXT NOT NULL,
      facts TEXT NOT NULL,
      problems TEXT NOT NULL,
      keyed_by TEXT NOT NULL,
      outcome TEXT
    ) STRICT`,
    `CREATE INDEX entry_sheet_batch ON entry_sheet (batch, position)`,
    `CREATE INDEX entry_sheet_pupil ON entry_sheet (pupil)`,
    `CREATE INDEX entry_sheet_number ON entry_sheet (number)`,
    `CREATE TABLE entry_rekey (
      id TEXT PRIMARY KEY NOT NULL,
      batch TEXT NOT NULL,
      sheet TEXT NOT NULL,
      ticks TEXT NOT NULL,
      differs TEXT NOT NULL,
      by TEXT NOT NULL,
      keyed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX entry_rekey_batch ON entry_rekey (batch)`,
  ],
}
