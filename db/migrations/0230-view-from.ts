import type { Migration } from './migration'

/** From which age a pupil decides, in a table of its own: every age that stands, so that a Yes can be held against all of them. */
export const migration: Migration = {
  id: 230,
  name: 'view from',
  up: [
    `CREATE TABLE consent_view_from (
      id TEXT PRIMARY KEY NOT NULL,
      ages TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `ALTER TABLE consent_settings DROP COLUMN pupil_view_from`,
  ],
}
