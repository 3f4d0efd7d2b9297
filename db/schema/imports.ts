/** Rows of files read in, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Mapping } from '@contract/imports'
import type { PersonId } from '@contract/primitives'

/** How files with certain headings are read; the id is a hash of the headings. */
export const mapping = sqliteTable('import_mapping', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  mapping: text('mapping', { mode: 'json' }).$type<Mapping>().notNull(),
})

export const run = sqliteTable('import_run', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  digest: text('digest').notNull(),
  words: text('words').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  undone: integer('undone', { mode: 'boolean' }).notNull(),
  appliedAt: integer('applied_at').notNull(),
})
