import type { Migration } from './migration'

/** Pictures kept, by reference: folders, sets, files, who is on them, uses, rules, holds, disposals. */
export const migration: Migration = {
  id: 150,
  name: 'images',
  up: [
    `CREATE TABLE image_folder (
      id TEXT PRIMARY KEY NOT NULL,
      label TEXT NOT NULL,
      path TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_scanned (
      folder TEXT PRIMARY KEY NOT NULL,
      at INTEGER NOT NULL,
      complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
      missing INTEGER NOT NULL,
      changed INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE image_set (
      id TEXT PRIMARY KEY NOT NULL,
      taken_on TEXT NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX image_set_taken ON image_set (taken_on)`,
    `CREATE TABLE image_file (
      part TEXT NOT NULL,
      position INTEGER NOT NULL,
      set_id TEXT NOT NULL,
      folder TEXT NOT NULL,
      path TEXT NOT NULL,
      size INTEGER NOT NULL,
      taken_on TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (part, position)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX image_file_path ON image_file (folder, path)`,
    `CREATE INDEX image_file_hash ON image_file (hash)`,
    `CREATE INDEX image_file_set ON image_file (set_id)`,
    `CREATE TABLE image_shown (
      entity TEXT PRIMARY KEY NOT NULL,
      set_id TEXT NOT NULL,
      pupil TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX image_shown_set ON image_shown (set_id)`,
    `CREATE INDEX image_shown_pupil ON image_shown (pupil)`,
    `CREATE TABLE image_people (
      set_id TEXT PRIMARY KEY NOT NULL,
      staff TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_personal (
      set_id TEXT PRIMARY KEY NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_parents_photos (
      id TEXT PRIMARY KEY NOT NULL,
      on_date TEXT NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_publication (
      id TEXT PRIMARY KEY NOT NULL,
      set_id TEXT NOT NULL,
      from_date TEXT NOT NULL,
      facts TEXT NOT NULL,
      by TEXT NOT NULL,
      checked_at INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX image_publication_set ON image_publication (set_id)`,
    `CREATE TABLE image_publication_state (
      publication TEXT PRIMARY KEY NOT NULL,
      state TEXT NOT NULL,
      on_date TEXT NOT NULL,
      evidence TEXT NOT NULL,
      by TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_take_down (
      id TEXT PRIMARY KEY NOT NULL,
      publication TEXT NOT NULL,
      pupil TEXT NOT NULL,
      owner TEXT NOT NULL,
      due_on TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_left_out (
      id TEXT PRIMARY KEY NOT NULL,
      publication TEXT NOT NULL,
      pupil TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX image_left_out_publication ON image_left_out (publication)`,
    `CREATE TABLE image_breach (
      publication TEXT PRIMARY KEY NOT NULL,
      pupils TEXT NOT NULL,
      why TEXT NOT NULL,
      by TEXT NOT NULL,
      opened_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE image_breach_decision (
      publication TEXT PRIMARY KEY NOT NULL,
      decision TEXT NOT NULL,
      note TEXT NOT NULL,
      by TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_rule (
      id TEXT PRIMARY KEY NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_hold (
      id TEXT PRIMARY KEY NOT NULL,
      set_id TEXT NOT NULL,
      facts TEXT NOT NULL,
      from_date TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX image_hold_set ON image_hold (set_id)`,
    `CREATE TABLE image_proposal (
      id TEXT PRIMARY KEY NOT NULL,
      number INTEGER NOT NULL,
      why TEXT NOT NULL,
      sets TEXT NOT NULL,
      by TEXT NOT NULL,
      on_date TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE image_approval (
      disposal TEXT PRIMARY KEY NOT NULL,
      approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
      note TEXT NOT NULL,
      by TEXT NOT NULL,
      on_date TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE image_destroyed (
      id TEXT NOT NULL,
      position INTEGER NOT NULL,
      file TEXT NOT NULL,
      hash TEXT NOT NULL,
      disposal TEXT NOT NULL,
      set_id TEXT NOT NULL,
      phase TEXT NOT NULL,
      result TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (id, position)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX image_destroyed_hash ON image_destroyed (hash)`,
    `CREATE INDEX image_destroyed_disposal ON image_destroyed (disposal)`,
    `CREATE TABLE image_disposed (
      set_id TEXT PRIMARY KEY NOT NULL,
      disposal TEXT NOT NULL,
      by TEXT NOT NULL,
      on_date TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE image_result (
      id TEXT PRIMARY KEY NOT NULL,
      disposal TEXT NOT NULL,
      system TEXT NOT NULL,
      result TEXT NOT NULL,
      items INTEGER NOT NULL,
      words TEXT NOT NULL,
      purge_by TEXT,
      by TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX image_result_disposal ON image_result (disposal)`,
  ],
}
