/** Pupil lists and consents from other systems: looked at, mapped, tried, applied, taken back (ux 4 Import, R106-R115). */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, PersonId, SchoolId } from './primitives'
import { call, type Contract } from './rpc'

/** What a column may mean. `consent` columns carry the use beside them. */
export const COLUMN_MEANINGS = [
  'ignore',
  'sourceId',
  'admissionNumber',
  'upn',
  'legalForename',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
  'fullName',
  'dateOfBirth',
  'year',
  'className',
  'onRollFrom',
  'leftOn',
  'inCare',
  'registration',
  'consent',
  'consentType',
  'consentStatus',
  'consentDenied',
  'consentDate',
  'signedBy',
  'relationship',
  'contactName',
  'contactRelationship',
  'contactResponsibility',
  /** Says that the row is of the past: it raises nothing. */
  'archived',
  /** URN, LAESTAB or name of the school a row is of (R106). */
  'school',
  /** Of a OneRoster set that brings changes only: `active` or `tobedeleted` (R115). */
  'rosterStatus',
] as const
export const ColumnMeaning = z.enum(COLUMN_MEANINGS)
export type ColumnMeaning = z.output<typeof ColumnMeaning>

/** What a value in a consent column says. `STOP`: nobody has said yet, and the row waits (R109). */
export const ValueMeaning = z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN', 'NOTHING', 'STOP'])
export type ValueMeaning = z.output<typeof ValueMeaning>

export const ColumnMap = z.strictObject({
  column: z.int().nonnegative(),
  meaning: ColumnMeaning,
  /** The use a `consent` column answers; null for other columns. */
  purpose: EntityId.nullable(),
  /** What each value found in the column means, polarity included; empty for columns without consent. */
  values: z.array(z.strictObject({ value: z.string().max(200), means: ValueMeaning })).max(200),
})
export type ColumnMap = z.output<typeof ColumnMap>

/** How one file is read; remembered for files of the same headings. */
export const Mapping = z.strictObject({
  table: z.int().nonnegative(),
  columns: z.array(ColumnMap).max(500),
  /** Long lists: a use for each value of the `consentType` column. */
  types: z.array(z.strictObject({ value: z.string().max(200), purpose: EntityId.nullable() })).max(200),
  /** Order of day and month in its dates; null: no ambiguous date in it. Files whose dates fit neither are refused whole (R112). */
  dates: z.enum(['DMY', 'ISO']).nullable(),
  /** Whether every pupil on roll should be in it: then those missing are listed (R108). */
  wholeRoll: z.boolean(),
  /** The wording a Yes in this file was given under; null: none, and then a Yes raises nothing (R110). */
  wording: EntityId.nullable(),
})
export type Mapping = z.output<typeof Mapping>

export const ColumnSeen = z.strictObject({
  column: z.int(),
  heading: z.string(),
  /** A few values as written. UPNs are not among them. */
  samples: z.array(z.string()).max(5),
  /** Different values with their counts, when there are at most 30. */
  values: z.array(z.strictObject({ value: z.string(), rows: z.int() })).max(30),
})

export const FileSeen = z.strictObject({
  job: EntityId,
  fileName: z.string(),
  source: z.enum(['csv', 'xlsx', 'oneroster']),
  /** What it looks like, in words: "SIMS report of pupils". */
  looksLike: z.string(),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int(),
      columns: z.array(ColumnSeen),
      preamble: z.array(z.string()).max(20),
    }),
  ),
  /** How its likeliest table may be read. */
  mapping: Mapping,
  /** How each of the tables may be, in their order. */
  mappings: z.array(Mapping),
  /** The mapping is one kept from an earlier file of the same headings. */
  remembered: z.boolean(),
  notes: z.array(z.string()),
})
export type FileSeen = z.output<typeof FileSeen>

/** One row of the dry run. */
export const DryRow = z.strictObject({
  line: z.int(),
  outcome: z.enum(['NEW', 'CHANGED', 'SAME', 'LEFT_OUT', 'TO_CONFIRM']),
  /** Who it is, as the file has it. */
  name: z.string(),
  pupil: EntityId.nullable(),
  /** Old -> new, in words. */
  changes: z.array(z.string()),
  why: z.string().nullable(),
  /** Pupils it may be the same as; a person chooses (R106). */
  candidates: z.array(z.strictObject({ pupil: EntityId, words: z.string() })),
})
export type DryRow = z.output<typeof DryRow>

export const DryRun = z.strictObject({
  job: EntityId,
  /** Null: may be applied. Otherwise why not, in words: nothing of the file counts. */
  refused: z.string().nullable(),
  counts: z.strictObject({
    new: z.int(),
    changed: z.int(),
    same: z.int(),
    leftOut: z.int(),
    toConfirm: z.int(),
    missing: z.int(),
  }),
  consents: z.strictObject({ lowered: z.int(), raised: z.int(), keptLower: z.int(), unevidenced: z.int() }),
  /** The first rows of each outcome; the rest by `imports.rows`. */
  rows: z.array(DryRow).max(500),
  /** On roll here and not in the file: not leavers by that alone (R108). */
  missing: z.array(z.strictObject({ pupil: EntityId, words: z.string() })).max(500),
  warnings: z.array(z.string()),
})
export type DryRun = z.output<typeof DryRun>

export const ImportRun = z.strictObject({
  id: EntityId,
  fileName: z.string(),
  appliedAt: Instant,
  appliedBy: PersonId,
  words: z.string(),
  undone: z.boolean(),
})
export type ImportRun = z.output<typeof ImportRun>

const inSchool = { school: SchoolId }
const ofJob = { ...inSchool, job: EntityId }

export const imports = {
  /** Asks for a file and looks into it in the reader's process. Null when cancelled. `job` names it from here on, and its progress. */
  'imports.pick': call('imports.run', z.strictObject(ofJob), FileSeen.nullable()),
  /** Tries a mapping; nothing is changed. */
  'imports.tryOut': call('imports.run', z.strictObject({ ...ofJob, mapping: Mapping }), DryRun),
  /** More rows of the dry run. */
  'imports.rows': call(
    'imports.run',
    z.strictObject({ ...ofJob, outcome: DryRow.shape.outcome, from: z.int().nonnegative() }),
    z.array(DryRow).max(500),
  ),
  /**
   * Applies the last dry run whole or not at all, with what a person chose for rows to confirm; rows nobody chose for are
   * left as they are. Remembers the mapping. Told as progress of its job: first in parts, which can be stopped, then as
   * whole, once it is written and cannot be. @throws Fault 'conflict' when the records changed since
   */
  'imports.apply': call(
    'imports.run',
    z.strictObject({
      ...ofJob,
      /** Null: none of the candidates, a pupil new to the roll. */
      choices: z.array(z.strictObject({ line: z.int(), pupil: EntityId.nullable() })).max(5000),
      /** Pupils missing from the file who have left, with their last day. */
      leavers: z.array(z.strictObject({ pupil: EntityId, on: CivilDate })).max(2000),
    }),
    ImportRun,
  ),
  'imports.list': call('imports.run', z.strictObject(inSchool), z.array(ImportRun)),
  /**
   * Takes a whole import back. `job` names its progress, told as that of applying. @throws Fault 'conflict' when something
   * later changed the same
   */
  'imports.undo': call('imports.run', z.strictObject({ ...ofJob, import: EntityId, reason: Line }), ImportRun),
  /** Stops applying or taking back before anything is written; afterwards it changes nothing. A file stays in hand. */
  'imports.stop': call('imports.run', z.strictObject(ofJob), z.strictObject({})),
  /** Rows left out, as a file with a column that says why. */
  'imports.saveLeftOut': call(
    'imports.run',
    z.strictObject(ofJob),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  /** Forgets the file, and stops what is being done with it. */
  'imports.drop': call('imports.run', z.strictObject(ofJob), z.strictObject({})),
} satisfies Contract
