import type { Migration } from './migration'

/** Uses of images, their wordings, every answer and what settled differing ones. */
export const migration: Migration = {
  id: 90,
  name: 'consents',
  up: [
    `CREATE TABLE consent_purpose (
      id TEXT PRIMARY KEY NOT NULL,
      label TEXT NOT NULL,
      as_written TEXT,
      code TEXT,
      basis TEXT NOT NULL,
      outside INTEGER NOT NULL CHECK (outside IN (0, 1)),
      renewal TEXT NOT NULL,
      reminder_days INTEGER NOT NULL,
      position INTEGER NOT NULL,
      retired_on TEXT,
      source TEXT
    ) STRICT`,
    `CREATE TABLE consent_settings (
      id TEXT PRIMARY KEY NOT NULL,
      pupil_view_from INTEGER,
      online_service_age INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE consent_wording (
      id TEXT PRIMARY KEY NOT NULL,
      draft TEXT,
      issued TEXT,
      issued_on TEXT,
      hash TEXT,
      by TEXT
    ) STRICT`,
    `CREATE TABLE consent_answer (
      event TEXT PRIMARY KEY NOT NULL,
      entity TEXT NOT NULL,
      pupil TEXT NOT NULL,
      purpose TEXT NOT NULL,
      contact TEXT,
      name TEXT,
      capacity TEXT NOT NULL,
      answer TEXT NOT NULL,
      decided_on TEXT NOT NULL,
      channel TEXT NOT NULL,
      wording TEXT,
      covers_from TEXT NOT NULL,
      year_then TEXT NOT NULL,
      expires_on TEXT,
      outlasts_leaving INTEGER NOT NULL CHECK (outlasts_leaving IN (0, 1)),
      conditions TEXT,
      evidence TEXT,
      from_thing TEXT,
      by TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
      latest_no_on TEXT
    ) STRICT`,
    `CREATE INDEX consent_answer_standing ON consent_answer (pupil, purpose) WHERE stands = 1`,
    `CREATE INDEX consent_answer_of ON consent_answer (pupil)`,
    `CREATE INDEX consent_answer_entity ON consent_answer (entity)`,
    `CREATE INDEX consent_answer_from ON consent_answer (from_thing)`,
    `CREATE TABLE consent_settlement (
      event TEXT PRIMARY KEY NOT NULL,
      entity TEXT NOT NULL,
      pupil TEXT NOT NULL,
      purpose TEXT NOT NULL,
      outcome TEXT NOT NULL,
      note TEXT NOT NULL,
      covers TEXT NOT NULL,
      settled_on TEXT NOT NULL,
      by TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      stands INTEGER NOT NULL CHECK (stands IN (0, 1))
    ) STRICT`,
    `CREATE INDEX consent_settlement_of ON consent_settlement (pupil, purpose)`,
    `CREATE INDEX consent_settlement_entity ON consent_settlement (entity)`,
  ],
}
