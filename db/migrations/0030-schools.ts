import type { Migration } from './index'

/** Schools of the trust, posts and roll of a school, readings of the national register. */
export const migration: Migration = {
  id: 30,
  name: 'schools',
  up: [
    `CREATE TABLE school (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      facts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE appointment (
      id TEXT PRIMARY KEY,
      post TEXT NOT NULL,
      person TEXT,
      holder_name TEXT,
      deputy INTEGER NOT NULL,
      from_date TEXT NOT NULL,
      until_date TEXT
    ) STRICT`,
    `CREATE INDEX appointment_by_post ON appointment (post, from_date)`,
    `CREATE TABLE register_reading (
      id TEXT PRIMARY KEY,
      file_name TEXT NOT NULL,
      rows INTEGER NOT NULL,
      left_out INTEGER NOT NULL,
      read_on TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT`,
  ],
}
