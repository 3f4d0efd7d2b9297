/** Rows of pictures kept, in a school's file. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ParentsPhotosFacts, PersonalEquipment, SetFacts, StaffShown } from '@contract/images'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { PublicationFacts, PublicationState } from '@contract/publications'
import type { DisposalResult, DisposalSystem, HoldFacts, RetentionRuleFacts } from '@contract/retention'

export const folder = sqliteTable('image_folder', {
  id: text('id').primaryKey(),
  label: text('label').notNull(),
  path: text('path').notNull(),
})

/** What the newest look through a folder found. */
export const scanned = sqliteTable('image_scanned', {
  folder: text('folder').primaryKey(),
  at: integer('at').notNull(),
  complete: integer('complete', { mode: 'boolean' }).notNull(),
  missing: integer('missing').notNull(),
  changed: integer('changed').notNull(),
})

export const imageSet = sqliteTable('image_set', {
  id: text('id').primaryKey(),
  takenOn: text('taken_on').$type<CivilDate>().notNull(),
  facts: text('facts', { mode: 'json' }).$type<SetFacts>().notNull(),
})

/** A registered file; `part` and `position` say in which event it is named. */
export const file = sqliteTable('image_file', {
  part: text('part').notNull(),
  position: integer('position').notNull(),
  set: text('set_id').notNull(),
  folder: text('folder').notNull(),
  path: text('path').notNull(),
  size: integer('size').notNull(),
  takenOn: text('taken_on').$type<CivilDate>().notNull(),
  hash: text('hash').notNull(),
})

/** Pupils who are on a set. */
export const shown = sqliteTable('image_shown', {
  entity: text('entity').primaryKey(),
  set: text('set_id').notNull(),
  pupil: text('pupil').notNull(),
})

export const peopleShown = sqliteTable('image_people', {
  set: text('set_id').primaryKey(),
  staff: text('staff', { mode: 'json' }).$type<readonly StaffShown[]>().notNull(),
})

export const personal = sqliteTable('image_personal', {
  set: text('set_id').primaryKey(),
  facts: text('facts', { mode: 'json' }).$type<PersonalEquipment>().notNull(),
})

export const parentsPhotos = sqliteTable('image_parents_photos', {
  id: text('id').primaryKey(),
  on: text('on_date').$type<CivilDate>().notNull(),
  facts: text('facts', { mode: 'json' }).$type<ParentsPhotosFacts>().notNull(),
})

export const publication = sqliteTable('image_publication', {
  id: text('id').primaryKey(),
  set: text('set_id').notNull(),
  from: text('from_date').$type<CivilDate>().notNull(),
  facts: text('facts', { mode: 'json' }).$type<PublicationFacts>().notNull(),
  by: text('by').$type<PersonId>().notNull(),
  /** Milliseconds since 1970 UTC, of the group check it rests on. */
  checkedAt: integer('checked_at').notNull(),
  recordedAt: integer('recorded_at').notNull(),
})

/** Since when it is known that a use went out against the decision; milliseconds since 1970 UTC. */
export const breachAware = sqliteTable('image_breach_aware', {
  publication: text('publication').primaryKey(),
  at: integer('at').notNull(),
})

/** A person's word that a PC's clock was wrong when it recorded something; `after` and `upTo`: 12 hex digits of milliseconds. */
export const clockWrong = sqliteTable('clock_wrong', {
  id: text('id').primaryKey(),
  event: text('event').notNull(),
  device: text('device').notNull(),
  after: text('after').notNull(),
  upTo: text('up_to').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  reason: text('reason').notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
})

/** No row: live. */
export const publicationState = sqliteTable('image_publication_state', {
  publication: text('publication').primaryKey(),
  state: text('state').$type<PublicationState>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
  evidence: text('evidence').notNull(),
  by: text('by').$type<PersonId>().notNull(),
})

export const takeDown = sqliteTable('image_take_down', {
  id: text('id').primaryKey(),
  publication: text('publication').notNull(),
  pupil: text('pupil').notNull(),
  owner: text('owner').$type<PersonId>().notNull(),
  dueOn: text('due_on').$type<CivilDate>().notNull(),
})

export const leftOut = sqliteTable('image_left_out', {
  id: text('id').primaryKey(),
  publication: text('publication').notNull(),
  pupil: text('pupil').notNull(),
})

export const breach = sqliteTable('image_breach', {
  publication: text('publication').primaryKey(),
  pupils: text('pupils', { mode: 'json' }).$type<readonly string[]>().notNull(),
  why: text('why').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  openedAt: integer('opened_at').notNull(),
})

export const breachDecision = sqliteTable('image_breach_decision', {
  publication: text('publication').primaryKey(),
  decision: text('decision').$type<'REPORTED' | 'NOT_REPORTED'>().notNull(),
  note: text('note').notNull(),
  by: text('by').$type<PersonId>().notNull(),
})

export const rule = sqliteTable('image_rule', {
  id: text('id').primaryKey(),
  facts: text('facts', { mode: 'json' }).$type<RetentionRuleFacts>().notNull(),
})

/** Holds that stand. */
export const hold = sqliteTable('image_hold', {
  id: text('id').primaryKey(),
  set: text('set_id').notNull(),
  facts: text('facts', { mode: 'json' }).$type<HoldFacts>().notNull(),
  from: text('from_date').$type<CivilDate>().notNull(),
})

/** One set of a proposal as it was when proposed. */
export interface ProposedSet {
  readonly set: string
  readonly title: string
  readonly rule: string
  readonly dueOn: CivilDate
  readonly files: number
  readonly count: number
}

export const proposal = sqliteTable('image_proposal', {
  id: text('id').primaryKey(),
  number: integer('number').notNull(),
  why: text('why').notNull(),
  sets: text('sets', { mode: 'json' }).$type<readonly ProposedSet[]>().notNull(),
  by: text('by').$type<PersonId>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
  at: integer('at').notNull(),
})

export const approval = sqliteTable('image_approval', {
  disposal: text('disposal').primaryKey(),
  approved: integer('approved', { mode: 'boolean' }).notNull(),
  note: text('note').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
})

export const destroyed = sqliteTable('image_destroyed', {
  id: text('id').notNull(),
  position: integer('position').notNull(),
  file: text('file').notNull(),
  hash: text('hash').notNull(),
  disposal: text('disposal').notNull(),
  set: text('set_id').notNull(),
  phase: text('phase').$type<'BEGUN' | 'DONE'>().notNull(),
  result: text('result').notNull(),
  at: integer('at').notNull(),
  /** Further names the file system knew it by, which still lead to its bytes; null: nothing was said of it. */
  otherNames: integer('other_names'),
})

export const disposed = sqliteTable('image_disposed', {
  set: text('set_id').primaryKey(),
  disposal: text('disposal').notNull(),
  by: text('by').$type<PersonId>().notNull(),
  on: text('on_date').$type<CivilDate>().notNull(),
  at: integer('at').notNull(),
})

export const result = sqliteTable('image_result', {
  id: text('id').primaryKey(),
  disposal: text('disposal').notNull(),
  system: text('system').$type<DisposalSystem>().notNull(),
  result: text('result').$type<DisposalResult>().notNull(),
  items: integer('items').notNull(),
  words: text('words').notNull(),
  purgeBy: text('purge_by').$type<CivilDate>(),
  by: text('by').$type<PersonId>().notNull(),
  at: integer('at').notNull(),
})
