import type { Migration } from './migration'

/** What people laid beside a comparison: reviewed marks, notes, actions. Kept in the trust's file. */
export const migration: Migration = {
  id: 50,
  name: 'comparison',
  up: [
    `CREATE TABLE comparison_review (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      question TEXT NOT NULL,
      audience TEXT NOT NULL,
      year TEXT,
      digest TEXT NOT NULL,
      reviewed INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX comparison_review_by_person ON comparison_review (person, audience)`,
    `CREATE TABLE comparison_note (
      id TEXT PRIMARY KEY,
      question TEXT NOT NULL,
      audience TEXT NOT NULL,
      text TEXT NOT NULL,
      person TEXT NOT NULL,
      noted_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX comparison_note_by_question ON comparison_note (question, audience, noted_at)`,
    `CREATE TABLE comparison_action (
      id TEXT PRIMARY KEY,
      question TEXT NOT NULL,
      audience TEXT NOT NULL,
      about TEXT NOT NULL,
      text TEXT NOT NULL,
      owner TEXT NOT NULL,
      due_on TEXT NOT NULL,
      state TEXT NOT NULL,
      outcome TEXT
    ) STRICT`,
    `CREATE INDEX comparison_action_by_due ON comparison_action (state, due_on)`,
  ],
}
