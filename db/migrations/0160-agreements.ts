import type { Migration } from './migration'

/** Agreements: their texts in versions, adults of a school, signatures, printed forms, loans, access. */
export const migration: Migration = {
  id: 160,
  name: 'agreements',
  up: [
    `CREATE TABLE agreement (
      id TEXT PRIMARY KEY NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE agreement_settings (
      id TEXT PRIMARY KEY NOT NULL,
      years TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE agreement_version (
      id TEXT PRIMARY KEY NOT NULL,
      draft TEXT,
      author TEXT,
      issued TEXT
    ) STRICT`,
    `CREATE TABLE agreement_review (
      version TEXT PRIMARY KEY NOT NULL,
      step TEXT NOT NULL,
      hash TEXT NOT NULL,
      note TEXT,
      by TEXT NOT NULL,
      on_date TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE agreement_adult (
      id TEXT PRIMARY KEY NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE agreement_signing (
      event TEXT PRIMARY KEY NOT NULL,
      entity TEXT NOT NULL,
      agreement TEXT NOT NULL,
      version TEXT NOT NULL,
      signee_kind TEXT NOT NULL,
      signee TEXT NOT NULL,
      capacity TEXT NOT NULL,
      outcome TEXT NOT NULL,
      signed_on TEXT NOT NULL,
      until TEXT,
      facts TEXT,
      recorded_at INTEGER NOT NULL,
      stands INTEGER NOT NULL CHECK (stands IN (0, 1))
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX agreement_signing_entity ON agreement_signing (entity)`,
    `CREATE INDEX agreement_signing_signee ON agreement_signing (signee, stands)`,
    `CREATE TABLE agreement_run (
      id TEXT PRIMARY KEY NOT NULL,
      version TEXT NOT NULL,
      label TEXT NOT NULL,
      by TEXT NOT NULL,
      printed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE agreement_form (
      number TEXT PRIMARY KEY NOT NULL,
      run TEXT NOT NULL,
      version TEXT NOT NULL,
      signee_kind TEXT NOT NULL,
      signee TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX agreement_form_run ON agreement_form (run)`,
    `CREATE TABLE agreement_loan (
      id TEXT PRIMARY KEY NOT NULL,
      facts TEXT NOT NULL,
      returned_on TEXT,
      condition TEXT
    ) STRICT`,
    `CREATE TABLE agreement_access (
      id TEXT PRIMARY KEY NOT NULL,
      signee_kind TEXT NOT NULL,
      signee TEXT NOT NULL,
      system TEXT NOT NULL,
      granted_on TEXT NOT NULL,
      by TEXT NOT NULL,
      ended_on TEXT
    ) STRICT`,
  ],
}
