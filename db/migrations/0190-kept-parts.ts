import type { Migration } from './migration'

/** Parts of a template left to the school that are meant as the trust has them, with who said so and when. */
export const migration: Migration = {
  id: 190,
  name: 'kept parts',
  up: [
    `CREATE TABLE agreement_kept (
      id TEXT PRIMARY KEY NOT NULL,
      agreement TEXT NOT NULL,
      clause TEXT NOT NULL,
      version TEXT NOT NULL,
      words TEXT NOT NULL,
      by TEXT NOT NULL,
      on_date TEXT NOT NULL
    ) STRICT`,
  ],
}
