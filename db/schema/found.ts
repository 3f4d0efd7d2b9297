/** What looks through folders of pictures found, as this PC saw it; the statements are in migrations/0200-found-here.ts. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ScanReport } from '@contract/images'
import type { CivilDate } from '@contract/primitives'

/** The newest look through a folder. */
export const look = sqliteTable('here_look', {
  folder: text('folder').primaryKey(),
  /** The PC that looked. */
  device: text('device').notNull(),
  /** Goes up by one with each look. */
  number: integer('number').notNull(),
  /** Milliseconds since 1970 UTC, until when it has looked. */
  at: integer('at').notNull(),
  /** `NOT_YET`: it goes on, or was cut off. `PART`: it ended without having seen everything. */
  ended: text('ended').$type<'NOT_YET' | 'WHOLE' | 'PART'>().notNull(),
  /** Why it did not see everything, in words. */
  stopped: text('stopped'),
  /** Once every registered file was looked for: what is not amiss is there. */
  whole: integer('whole', { mode: 'boolean' }).notNull(),
  counts: text('counts', { mode: 'json' }).$type<ScanReport['counts']>().notNull(),
})

/** A file of no set. `filed`: it has been put into one since it was seen. `below`: the folder it lies in. */
export const unsorted = sqliteTable(
  'here_unsorted',
  {
    folder: text('folder').notNull(),
    path: text('path').notNull(),
    below: text('below').notNull(),
    size: integer('size').notNull(),
    takenOn: text('taken_on').$type<CivilDate>().notNull(),
    hash: text('hash').notNull(),
    look: integer('look').notNull(),
    filed: integer('filed', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.folder, table.path] })],
)

/** A registered file that was not there as it was registered; what lies in its place is null where it was missing. */
export const amiss = sqliteTable(
  'here_amiss',
  {
    folder: text('folder').notNull(),
    path: text('path').notNull(),
    set: text('set_id').notNull(),
    state: text('state').$type<'MISSING' | 'CHANGED'>().notNull(),
    size: integer('size'),
    takenOn: text('taken_on').$type<CivilDate>(),
    hash: text('hash'),
    look: integer('look').notNull(),
  },
  (table) => [primaryKey({ columns: [table.folder, table.path, table.set] })],
)

/** A file with what is to be said of it; `other`: the registered file its words name. */
export const problem = sqliteTable(
  'here_problem',
  {
    folder: text('folder').notNull(),
    kind: text('kind').notNull(),
    position: integer('position').notNull(),
    path: text('path').notNull(),
    other: text('other'),
    words: text('words').notNull(),
  },
  (table) => [primaryKey({ columns: [table.folder, table.kind, table.position] })],
)

/** A file that can be judged only when all others were seen, as JSON of `ScannedFile`; only while a look goes on. */
export const waiting = sqliteTable(
  'here_waiting',
  {
    folder: text('folder').notNull(),
    position: integer('position').notNull(),
    file: text('file').notNull(),
    path: text('path').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.folder, table.position] })],
)

/** A registered file that was found elsewhere, until that is recorded; only while a look goes on. */
export const moved = sqliteTable(
  'here_moved',
  {
    folder: text('folder').notNull(),
    part: text('part').notNull(),
    path: text('path').notNull(),
    to: text('moved_to').notNull(),
  },
  (table) => [primaryKey({ columns: [table.folder, table.part, table.path] })],
)
