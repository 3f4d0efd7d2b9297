import type { Migration } from './migration'

/** When a breach became known, entries whose clock was declared wrong, and how many names a destroyed file had. */
export const migration: Migration = {
  id: 210,
  name: 'aware and clocks',
  up: [
    `CREATE TABLE image_breach_aware (
      publication TEXT PRIMARY KEY NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE clock_wrong (
      id TEXT PRIMARY KEY NOT NULL,
      event TEXT NOT NULL,
      device TEXT NOT NULL,
      after TEXT NOT NULL,
      up_to TEXT NOT NULL,
      by TEXT NOT NULL,
      reason TEXT NOT NULL,
      on_date TEXT NOT NULL
    ) STRICT`,
    `ALTER TABLE image_destroyed ADD COLUMN other_names INTEGER`,
  ],
}
