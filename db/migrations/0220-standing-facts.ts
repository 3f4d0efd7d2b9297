import type { Migration } from './migration'

/**
 * When a pupil belongs to the school, and what a use rests on, in tables of their own: what counts of everything that
 * stands of them, and in `loosest` what permits most of it where PCs differ. A pupil or a use that lacks its part, because
 * it was erased or has not arrived yet, is none.
 */
export const migration: Migration = {
  id: 220,
  name: 'standing facts',
  up: [
    `CREATE TABLE pupil_membership (
      pupil TEXT PRIMARY KEY NOT NULL,
      on_roll_from TEXT,
      left_on TEXT,
      last_left TEXT,
      loosest TEXT
    ) STRICT, WITHOUT ROWID`,
    `ALTER TABLE pupil DROP COLUMN on_roll_from`,
    `ALTER TABLE pupil DROP COLUMN left_on`,
    `ALTER TABLE pupil DROP COLUMN last_left`,
    `CREATE VIEW pupil_of_school AS
      SELECT pupil.*, on_roll_from, left_on, last_left, loosest
      FROM pupil JOIN pupil_membership ON pupil_membership.pupil = pupil.id`,
    `CREATE TABLE consent_terms (
      purpose TEXT PRIMARY KEY NOT NULL,
      basis TEXT NOT NULL,
      outside INTEGER NOT NULL CHECK (outside IN (0, 1)),
      renewal TEXT NOT NULL,
      retired_on TEXT,
      loosest TEXT
    ) STRICT, WITHOUT ROWID`,
    `ALTER TABLE consent_purpose DROP COLUMN basis`,
    `ALTER TABLE consent_purpose DROP COLUMN outside`,
    `ALTER TABLE consent_purpose DROP COLUMN renewal`,
    `ALTER TABLE consent_purpose DROP COLUMN retired_on`,
    `CREATE VIEW consent_use AS
      SELECT consent_purpose.*, basis, outside, renewal, retired_on, loosest
      FROM consent_purpose JOIN consent_terms ON consent_terms.purpose = consent_purpose.id`,
  ],
}
