/** Tables of matrices and, in the trust's file, of the activities a trust added; made in migrations/0040-matrices.ts. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ActivityKey, Audience, DeviceClass, Kind } from '@contract/matrices'
import type { CivilDate, PersonId, SchoolId, StatedDate } from '@contract/primitives'

/** What every part of an edition carries: where it belongs and what it descends from. */
const part = {
  id: text('id').primaryKey(),
  edition: text('edition').notNull(),
  /** Id of the first of this thing: copies in later editions share it, so its history can be followed. */
  lineage: text('lineage').notNull(),
  /** Milliseconds since 1970 UTC. */
  changedAt: integer('changed_at').notNull(),
}

export const edition = sqliteTable('matrix_edition', {
  id: text('id').primaryKey(),
  matrix: text('matrix').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<Kind>().notNull(),
  rowHeading: text('row_heading').notNull(),
  document: text('document').notNull(),
  /** Taken over as it was already in use; its approval is what the document states (R86). Otherwise approved here. */
  inUse: integer('in_use', { mode: 'boolean' }).notNull(),
  effectiveFrom: text('effective_from').$type<StatedDate>(),
  approvedOn: text('approved_on').$type<StatedDate>(),
  approvingBody: text('approving_body'),
  nextReview: text('next_review').$type<StatedDate>(),
  openedBecause: text('opened_because'),
  /** Edition this one was copied from. */
  openedFrom: text('opened_from'),
  changedAt: integer('changed_at').notNull(),
})

export const approval = sqliteTable('matrix_approval', {
  id: text('id').primaryKey(),
  edition: text('edition').notNull(),
  /** Hash of the exact content approved. */
  content: text('content').notNull(),
  approvingBody: text('approving_body').notNull(),
  approvedOn: text('approved_on').$type<CivilDate>().notNull(),
  effectiveFrom: text('effective_from').$type<CivilDate>().notNull(),
  nextReview: text('next_review').$type<StatedDate>(),
  minute: text('minute'),
  /** Milliseconds since 1970 UTC. */
  at: integer('at').notNull(),
})

export const column = sqliteTable('matrix_column', {
  ...part,
  group: text('group_label'),
  label: text('label').notNull(),
  audience: text('audience').$type<Audience>().notNull(),
  device: text('device').$type<DeviceClass>(),
  /** Canonical JSON, a list of captions: kept as text, so that an approval can be held against the very same letters. */
  captions: text('captions').notNull(),
  position: integer('position').notNull(),
})

export const row = sqliteTable('matrix_row', {
  ...part,
  group: text('group_label'),
  label: text('label').notNull(),
  activity: text('activity').$type<ActivityKey>(),
  position: integer('position').notNull(),
})

export const cell = sqliteTable('matrix_cell', {
  ...part,
  row: text('row_id').notNull(),
  column: text('column_id').notNull(),
  /** Canonical JSON of the content, kept as text for the same reason. */
  content: text('content').notNull(),
})

export const activity = sqliteTable('activity', {
  id: text('id').primaryKey(),
  key: text('key').$type<ActivityKey>().notNull(),
  label: text('label').notNull(),
  area: text('area').notNull(),
  position: integer('position').notNull(),
})

/** That a school matched rows worded so to a question; in the trust's file, so that its other schools are told. */
export const wording = sqliteTable('matrix_wording', {
  id: text('id').primaryKey(),
  /** The label as it is matched: lower case, quotes and signs of footnotes gone. */
  wording: text('wording').notNull(),
  label: text('label').notNull(),
  activity: text('activity').$type<ActivityKey>().notNull(),
  /** Null: the trust itself, for its baseline. */
  school: text('school').$type<SchoolId>(),
  person: text('person').$type<PersonId>().notNull(),
  /** Stamp of the newest change. */
  stamp: text('stamp').notNull(),
})
