import type { Migration } from './migration'

const part = `id TEXT PRIMARY KEY,
      edition TEXT NOT NULL,
      lineage TEXT NOT NULL,
      changed_at INTEGER NOT NULL`

/** Matrices with their editions, and the activities a trust adds to the catalogue. */
export const migration: Migration = {
  id: 40,
  name: 'matrices',
  up: [
    `CREATE TABLE matrix_edition (
      id TEXT PRIMARY KEY,
      matrix TEXT NOT NULL,
      title TEXT NOT NULL,
      kind TEXT NOT NULL,
      row_heading TEXT NOT NULL,
      document TEXT NOT NULL,
      in_use INTEGER NOT NULL,
      effective_from TEXT,
      approved_on TEXT,
      approving_body TEXT,
      next_review TEXT,
      opened_because TEXT,
      opened_from TEXT,
      changed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE matrix_approval (
      id TEXT PRIMARY KEY,
      edition TEXT NOT NULL,
      content TEXT NOT NULL,
      approving_body TEXT NOT NULL,
      approved_on TEXT NOT NULL,
      effective_from TEXT NOT NULL,
      next_review TEXT,
      minute TEXT,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE matrix_column (
      ${part},
      group_label TEXT,
      label TEXT NOT NULL,
      audience TEXT NOT NULL,
      device TEXT,
      captions TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE matrix_row (
      ${part},
      group_label TEXT,
      label TEXT NOT NULL,
      activity TEXT,
      position INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE matrix_cell (
      ${part},
      row_id TEXT NOT NULL,
      column_id TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX matrix_column_of ON matrix_column (edition, changed_at)`,
    `CREATE INDEX matrix_row_of ON matrix_row (edition, changed_at)`,
    `CREATE INDEX matrix_cell_of ON matrix_cell (edition, changed_at)`,
    `CREATE INDEX matrix_cell_line ON matrix_cell (lineage)`,
    `CREATE TABLE activity (
      id TEXT PRIMARY KEY,
      key TEXT NOT NULL,
      label TEXT NOT NULL,
      area TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT`,
  ],
}
