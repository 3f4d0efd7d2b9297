/** Rows of documents read into a school's file, of what was decided on them and accepted; made in migrations/0060-reading.ts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Format } from '@contract/document'
import type { PersonId, SchoolId } from '@contract/primitives'
import type { FindingKind, Verdict } from '@contract/reading'

/** One reading of one document. What it says stands in the log, as parts of packed text. */
export const document = sqliteTable('reading_document', {
  id: text('id').primaryKey(),
  /** Stamp of the event that brought it: readings are in the order of these. */
  stamp: text('stamp').notNull(),
  fileName: text('file_name').notNull(),
  format: text('format').$type<Format>().notNull(),
  pages: integer('pages'),
  /** Hash of the file's bytes, and of the words in it whatever the file around them. */
  bytes: text('bytes').notNull(),
  words: text('words').notNull(),
  title: text('title').notNull(),
  /** The first reading of the same document: its later editions share it. Itself when it is the first. */
  series: text('series').notNull(),
  /** Canonical JSON, a list of texts. */
  leftOut: text('left_out').notNull(),
  /** How many parts the blocks and the report are packed in. */
  blockParts: integer('block_parts').notNull(),
  reportParts: integer('report_parts').notNull(),
  person: text('person').$type<PersonId>().notNull(),
  /** The school whose reading was laid before this one as well; null: read here. */
  sharedFrom: text('shared_from').$type<SchoolId>(),
  discarded: integer('discarded', { mode: 'boolean' }).notNull(),
})

/** What a person decided on one finding of one document. */
export const finding = sqliteTable('reading_finding', {
  id: text('id').primaryKey(),
  document: text('document').notNull(),
  key: text('key').notNull(),
  title: text('title').notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  /** Canonical JSON of the correction. */
  correction: text('correction'),
  applied: integer('applied', { mode: 'boolean' }).notNull(),
})

/** Something accepted from a document; a later edition takes the place of an earlier one. */
export const record = sqliteTable('reading_record', {
  id: text('id').primaryKey(),
  series: text('series').notNull(),
  key: text('key').notNull(),
  kind: text('kind').$type<FindingKind>().notNull(),
  title: text('title').notNull(),
  asWritten: text('as_written').notNull(),
  /** What the reader had read where a person corrected it; null: not corrected. */
  asRead: text('as_read'),
  understood: text('understood'),
  /** Canonical JSON of what the finding holds beside its words. */
  data: text('data').notNull(),
  /** For a table: the matrix it became; null for all else. */
  matrix: text('matrix'),
  document: text('document').notNull(),
  documentTitle: text('document_title').notNull(),
  /** Canonical JSON of the place. */
  source: text('source').notNull(),
  person: text('person').$type<PersonId>().notNull(),
  /** Milliseconds since 1970 UTC. */
  changedAt: integer('changed_at').notNull(),
})
