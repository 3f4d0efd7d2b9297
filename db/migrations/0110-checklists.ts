import type { Migration } from './migration'

/** Lists taken to an event, what they said, and copies that came back. */
export const migration: Migration = {
  id: 110,
  name: 'checklists',
  up: [
    `CREATE TABLE checklist (
      id TEXT PRIMARY KEY NOT NULL,
      event TEXT NOT NULL,
      on_date TEXT NOT NULL,
      classes TEXT NOT NULL,
      purposes TEXT NOT NULL,
      named INTEGER NOT NULL CHECK (named IN (0, 1)),
      photographer TEXT NOT NULL,
      copies INTEGER NOT NULL,
      pupils INTEGER NOT NULL,
      noes INTEGER NOT NULL,
      by TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE checklist_said (
      checklist TEXT NOT NULL,
      pupil TEXT NOT NULL,
      verdicts TEXT NOT NULL,
      PRIMARY KEY (checklist, pupil)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX checklist_said_pupil ON checklist_said (pupil)`,
    `CREATE TABLE checklist_returned (
      id TEXT PRIMARY KEY NOT NULL,
      checklist TEXT NOT NULL,
      copies INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX checklist_returned_of ON checklist_returned (checklist)`,
  ],
}
