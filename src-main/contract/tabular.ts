/**
 * Lists from other systems as the reader hands them over: rows of text under their headings, nothing understood yet
 * (domain section 6). Which heading means what, and which value, is for the import to ask. Limits hold for what crosses
 * between processes (C35).
 */
import { z } from 'zod'
import { CELL_LIMIT } from './document'
import './parsing'

/** Endings of files that hold lists, without the dot; a OneRoster set is a zip. */
export const LIST_ENDINGS = ['csv', 'tsv', 'txt', 'xlsx', 'zip'] as const

/** Most rows of one table, without its heading (C35). */
export const TABLE_ROWS = 200_000
/** Most columns of one table (C35). */
export const TABLE_COLUMNS = 500
/** Most cells of one file: what fits the reader's memory together with the file itself. */
export const TABLE_CELLS = 8_000_000

export const TABLE_SOURCES = ['csv', 'xlsx', 'oneroster'] as const
export const TABLE_ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export const TABLE_DELIMITERS = [',', ';', '\t', '|'] as const

export const TableEncoding = z.enum(TABLE_ENCODINGS)
export type TableEncoding = z.output<typeof TableEncoding>
export const TableDelimiter = z.enum(TABLE_DELIMITERS)
export type TableDelimiter = z.output<typeof TableDelimiter>

/**
 * What a person should know of how a table was read:
 * - `formulas`: the values saved with formulas were taken; nothing was reckoned
 * - `lost-zeros`: a column of numbers in which a spreadsheet may have dropped zeros in front
 * - `password`: a column of passwords was dropped unread (C35)
 * - `short-rows`: rows with fewer values than headings, filled up with empty ones
 * - `hidden-rows`, `hidden-columns`: read although the sheet hides them
 * - `hidden-sheet`: left out
 * - `merged`: values of merged cells, which stand in the first of their cells only
 * - `heading-signs`: signs that nobody can see, taken out of headings or of the lines above them
 * - `not-read`: parts of the file that are not read: pictures, macros, further files of a OneRoster set
 * - `no-manifest`, `manifest-differs`: a OneRoster set without manifest.csv, or with one that says otherwise than the files
 */
export const TABLE_NOTES = [
  ...(['formulas', 'lost-zeros', 'password', 'short-rows', 'hidden-rows', 'hidden-columns', 'hidden-sheet'] as const),
  ...(['merged', 'heading-signs', 'not-read', 'no-manifest', 'manifest-differs'] as const),
] as const

/** Most lines a note names. */
export const NOTED_LINES = 20

export const TableNote = z.strictObject({
  kind: z.enum(TABLE_NOTES),
  /** Place of the column it is about, from 0; null when it is about none. */
  column: z.int().nonnegative().nullable(),
  /** The first lines it is about, in their order. */
  lines: z.array(z.int().positive()).max(NOTED_LINES),
  /** How many lines it is about; more than `lines` names where there are many. 0 when it is about no line. */
  count: z.int().nonnegative(),
  /** For a person; one sentence or two. */
  words: z.string().max(600),
})
export type TableNote = z.output<typeof TableNote>
export type TableNoteKind = TableNote['kind']

export const TableRow = z.strictObject({
  /** Line of the file the row begins on, or its number in the sheet; from 1. */
  line: z.int().positive(),
  /** As written, spaces and line breaks included; as many as the table has columns. */
  cells: z.array(z.string().max(CELL_LIMIT)).max(TABLE_COLUMNS),
  /**
   * Places, from 0 and rising, of cells that a workbook keeps as a date and shows as a whole one. Their text is `yyyy-mm-dd`, so that day
   * and month cannot be mistaken; any other date is text that somebody typed. Always empty for text files.
   */
  dates: z.array(z.int().nonnegative()).max(TABLE_COLUMNS),
})
export type TableRow = z.output<typeof TableRow>

/** A row that was not taken, so that nothing of it can be taken wrongly. */
export const LeftOutRow = z.strictObject({
  line: z.int().positive(),
  /** Holds nothing of the row itself. */
  why: z.string().max(300),
})
export type LeftOutRow = z.output<typeof LeftOutRow>

export const ReadRows = z.strictObject({
  /** The sheet's name, or the file's without folders. */
  name: z.string().max(300),
  /** Every row has so many cells. */
  columns: z.int().nonnegative().max(TABLE_COLUMNS),
  /** As written, in their order; the same one twice stays twice, a column without one has an empty one. Null: the table has none. */
  header: z.array(z.string().max(CELL_LIMIT)).max(TABLE_COLUMNS).nullable(),
  /** Line the headings stand on, from 1; null without. */
  headerLine: z.int().positive().nullable(),
  /** Lines above the headings, or above the first row, such as titles and instructions: their cells joined by ` | `. */
  preamble: z.array(z.string().max(2000)).max(100),
  rows: z.array(TableRow).max(TABLE_ROWS),
  leftOut: z.array(LeftOutRow).max(TABLE_ROWS),
  notes: z.array(TableNote).max(600),
})
export type ReadRows = z.output<typeof ReadRows>

/** Files of a OneRoster set that are read, by their names without `.csv`. */
export const ONE_ROSTER_FILES = ['orgs', 'users', 'classes', 'enrollments', 'academicSessions', 'roles'] as const
export type OneRosterFile = (typeof ONE_ROSTER_FILES)[number]

/**
 * `bulk`: everything there is; who is not in it is missing. `delta`: changes only, with `status` saying which (R115).
 * `absent`: not in the set, or said to be none of it.
 */
export const ONE_ROSTER_MODES = ['bulk', 'delta', 'absent'] as const
export const OneRosterMode = z.enum(ONE_ROSTER_MODES)
export type OneRosterMode = z.output<typeof OneRosterMode>

export const OneRoster = z.strictObject({
  /** 1.1 keeps a user's role and schools in `users`, 1.2 in `roles` (R115). As the manifest says; without one, as the files look. */
  version: z.enum(['1.1', '1.2']),
  /** As the manifest says; without one, `delta` where any row of the file has a `status` or `dateLastModified`. */
  modes: z.strictObject({
    orgs: OneRosterMode,
    users: OneRosterMode,
    classes: OneRosterMode,
    enrollments: OneRosterMode,
    academicSessions: OneRosterMode,
    roles: OneRosterMode,
  }),
})
export type OneRoster = z.output<typeof OneRoster>

/** One file of another system, read. */
export const TablesRead = z.strictObject({
  version: z.literal(1),
  source: z.enum(TABLE_SOURCES),
  /** Of a text file, or of all the files of a OneRoster set when they are alike; null for a workbook. */
  encoding: TableEncoding.nullable(),
  /** What parts the values of a text file; null where there is one value a line, and for a workbook. */
  delimiter: TableDelimiter.nullable(),
  /** Sheets that are shown and hold anything, in their order; files of a OneRoster set, named as `users.csv`. */
  tables: z.array(ReadRows).max(1000),
  /** About the file as a whole. */
  notes: z.array(TableNote).max(100),
  oneRoster: OneRoster.nullable(),
})
export type TablesRead = z.output<typeof TablesRead>

/**
 * Whether a heading stands over passwords, in any spelling: `password`, `User Password`, `initialPassword`. Longer ones,
 * such as a question whether a pupil keeps the password to themself, do not.
 */
export function isPasswordHeading(heading: string): boolean {
  const words = heading
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  return words.length <= 3 && /password|passwd|pwd$/.test(words.join(''))
}
