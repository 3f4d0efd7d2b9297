import type { Migration } from './migration'

/** The roll, the people around each pupil, and what stands about a pupil. */
export const migration: Migration = {
  id: 80,
  name: 'pupils',
  up: [
    `CREATE TABLE pupil (
      id TEXT PRIMARY KEY NOT NULL,
      legal_forename TEXT,
      legal_surname TEXT NOT NULL,
      preferred_forename TEXT,
      preferred_surname TEXT,
      date_of_birth TEXT,
      year TEXT NOT NULL,
      class_name TEXT,
      admission_number TEXT NOT NULL,
      upn TEXT,
      former_upn TEXT,
      registration TEXT NOT NULL,
      on_roll_from TEXT,
      left_on TEXT,
      last_left TEXT
    ) STRICT`,
    `CREATE INDEX pupil_by_class ON pupil (class_name)`,
    `CREATE INDEX pupil_by_admission_number ON pupil (admission_number)`,
    `CREATE INDEX pupil_by_upn ON pupil (upn)`,
    `CREATE TABLE contact (
      id TEXT PRIMARY KEY NOT NULL,
      pupil TEXT NOT NULL,
      name TEXT NOT NULL,
      relationship TEXT NOT NULL,
      resident INTEGER NOT NULL CHECK (resident IN (0, 1)),
      asks_to_be_consulted INTEGER NOT NULL CHECK (asks_to_be_consulted IN (0, 1)),
      delegated TEXT,
      ended_on TEXT
    ) STRICT`,
    `CREATE INDEX contact_of ON contact (pupil)`,
    `CREATE TABLE pupil_standing (
      event TEXT PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL,
      entity TEXT NOT NULL,
      pupil TEXT NOT NULL,
      value TEXT,
      recorded_at INTEGER NOT NULL,
      stands INTEGER NOT NULL CHECK (stands IN (0, 1))
    ) STRICT`,
    `CREATE INDEX pupil_standing_of ON pupil_standing (pupil, stands)`,
    `CREATE INDEX pupil_standing_entity ON pupil_standing (kind, entity)`,
  ],
}
