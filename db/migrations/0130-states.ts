import type { Migration } from './migration'

/**
 * Merged states in an ordinary table. In one without row numbers a state of more than a quarter of a page takes a page
 * of its own for its end, and most states of answers do: the file was half as large again, and every write with it.
 */
export const migration: Migration = {
  id: 130,
  name: 'states',
  up: [
    `CREATE TABLE entity_in_rows (
      type TEXT NOT NULL,
      entity TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (type, entity)
    ) STRICT`,
    `INSERT INTO entity_in_rows (type, entity, state) SELECT type, entity, state FROM entity`,
    `DROP TABLE entity`,
    `ALTER TABLE entity_in_rows RENAME TO entity`,
  ],
}
