/** Comparison: one question down, many schools across; every difference named, every answer one key from its source. */
import { z } from 'zod'
import {
  CivilDate,
  EntityId,
  Instant,
  Line,
  Note,
  PersonId,
  SchoolId,
  StatedDate,
  TenantId,
  YearCode,
} from './primitives'
import { ActivityKey, Answer, Audience, EditionStatus, SourcePlace } from './matrices'
import { FileState } from './schools'
import { call, type Contract } from './rpc'

/** Key of one question: an activity and, for device tables, `.` and the device class in lower case. */
export const QuestionKey = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z_]+)?$/)
  .max(100)
export type QuestionKey = z.output<typeof QuestionKey>

/** How one school answers one question for one audience and year. The kinds of "no answer" stay apart (design 1, R117). */
export const AnswerState = z.enum([
  'answered',
  /** The row is there, its cell is empty. */
  'blank',
  /** The document was read for this and is silent. */
  'not-stated',
  /** No row of this school is mapped to the question. */
  'no-equivalent',
  /** Two marks, or two statements that disagree; the strictest applies (R15). */
  'conflict',
  /** Words nobody has understood yet. */
  'unread',
  /** The school does not teach this year. */
  'no-such-year',
  /** The school's file cannot be read now; never counted as an answer. */
  'file-closed',
])
export type AnswerState = z.output<typeof AnswerState>

/** R119, against the reference of the mode. `same` and `none` are not differences. */
export const Difference = z.enum([
  'same',
  'stricter',
  'looser',
  'different-kind',
  'missing',
  'conflict',
  'wording-only',
  'none',
])
export type Difference = z.output<typeof Difference>

export const SchoolAnswer = z.strictObject({
  state: AnswerState,
  /** Parts by years; one part with years null when the answer does not split. */
  answers: z.array(Answer),
  /** As written, in one line; several statements are joined by " / ". */
  asWritten: z.string(),
  difference: Difference,
  /** Schools with equal `group` answer alike on this row (mode 5). */
  group: z.int(),
})
export type SchoolAnswer = z.output<typeof SchoolAnswer>

export const ComparedSchool = z.strictObject({
  school: TenantId,
  name: z.string(),
  shortName: z.string(),
  file: FileState,
  fileWords: z.string().nullable(),
  /** The trust's baseline stands in this list too, as its own column, when it is the reference. */
  baseline: z.boolean(),
  lowYear: YearCode.nullable(),
  highYear: YearCode.nullable(),
  /** Which editions were read (R118). */
  editions: z.array(
    z.strictObject({
      edition: EntityId,
      title: z.string(),
      document: z.string(),
      status: EditionStatus,
      effectiveFrom: StatedDate.nullable(),
      nextReview: StatedDate.nullable(),
      draft: z.boolean(),
      overdue: z.boolean(),
    }),
  ),
})
export type ComparedSchool = z.output<typeof ComparedSchool>

export const ComparedRow = z.strictObject({
  question: QuestionKey,
  activity: ActivityKey,
  label: z.string(),
  area: z.string(),
  /** In the order of `schools`. */
  answers: z.array(SchoolAnswer),
  /** Distinct ways of answering among open schools, less one: 0 when all agree. */
  disagreement: z.int(),
  /** Digest of the answers on this row; a reviewed mark belongs to it and falls away when it changes. */
  digest: z.string(),
  reviewed: z.boolean(),
  notes: z.int(),
  actions: z.int(),
})
export type ComparedRow = z.output<typeof ComparedRow>

/** What differences are measured against. `commonest`: the answer most schools give. */
export const Reference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commonest') }),
  z.strictObject({ kind: z.literal('baseline') }),
  z.strictObject({ kind: z.literal('school'), of: SchoolId }),
])
export type Reference = z.output<typeof Reference>

export const ComparisonQuery = z.strictObject({
  /** Empty: every school of the trust. */
  schools: z.array(SchoolId).max(200).default([]),
  audience: Audience,
  /** One year, or null for all years the school teaches (splits are shown). */
  year: YearCode.nullable(),
  /** Civil date the rules are asked for (R118). */
  asAt: CivilDate,
  /** Read drafts instead of editions in force for these schools. */
  drafts: z.array(SchoolId).max(200).default([]),
  /** Read just this edition of its matrix for a school, whatever the date. */
  pinned: z
    .array(z.strictObject({ pinFor: SchoolId, edition: EntityId }))
    .max(400)
    .default([]),
  reference: Reference,
})
export type ComparisonQuery = z.output<typeof ComparisonQuery>

export const Comparison = z.strictObject({
  asAt: CivilDate,
  audience: Audience,
  year: YearCode.nullable(),
  schools: z.array(ComparedSchool),
  rows: z.array(ComparedRow),
  /** Differences per area, for the strip above the table. */
  areas: z.array(z.strictObject({ area: z.string(), rows: z.int(), differing: z.int() })),
  reviewed: z.int(),
})
export type Comparison = z.output<typeof Comparison>

/** One statement behind an answer: the school's own words and where they stand. */
export const Statement = z.strictObject({
  school: TenantId,
  schoolName: z.string(),
  edition: EntityId,
  matrix: z.string(),
  status: EditionStatus,
  rowLabel: z.string(),
  columnLabel: z.string(),
  asWritten: z.string(),
  footnote: z.string().nullable(),
  exception: z.string().nullable(),
  answers: z.array(Answer),
  state: AnswerState,
  source: SourcePlace.nullable(),
})
export type Statement = z.output<typeof Statement>

export const ComparisonNote = z.strictObject({
  id: EntityId,
  question: QuestionKey,
  audience: Audience,
  text: z.string(),
  by: z.string(),
  at: Instant,
})

export const ComparisonAction = z.strictObject({
  id: EntityId,
  question: QuestionKey,
  questionLabel: z.string(),
  audience: Audience,
  about: SchoolId,
  schoolName: z.string(),
  text: z.string(),
  owner: z.strictObject({ id: PersonId, name: z.string() }),
  dueOn: CivilDate,
  state: z.enum(['open', 'done']),
  outcome: z.string().nullable(),
  overdue: z.boolean(),
})
export type ComparisonAction = z.output<typeof ComparisonAction>

const row = { question: QuestionKey, audience: Audience }

export const comparison = {
  'comparison.compare': call('comparison.read', ComparisonQuery, Comparison),
  /** All statements behind one row, side by side. */
  'comparison.sources': call('comparison.read', ComparisonQuery.extend({ question: QuestionKey }), z.array(Statement)),
  'comparison.setReviewed': call(
    'comparison.annotate',
    z.strictObject({ ...row, year: YearCode.nullable(), digest: z.string().max(100), reviewed: z.boolean() }),
    z.strictObject({ reviewed: z.boolean() }),
  ),
  'comparison.addNote': call('comparison.annotate', z.strictObject({ ...row, text: Note }), ComparisonNote),
  'comparison.notes': call('comparison.read', z.strictObject(row), z.array(ComparisonNote)),
  'comparison.raiseAction': call(
    'comparison.annotate',
    z.strictObject({ ...row, about: SchoolId, text: Note, owner: PersonId, dueOn: CivilDate }),
    ComparisonAction,
  ),
  'comparison.closeAction': call(
    'comparison.annotate',
    z.strictObject({ action: EntityId, outcome: Line }),
    ComparisonAction,
  ),
  'comparison.actions': call('comparison.read', z.strictObject({}), z.array(ComparisonAction)),
  /** Saves the comparison as shown: mode and filters are kept, the as-at date and editions are printed. */
  'comparison.export': call(
    'export.plain',
    z.strictObject({ query: ComparisonQuery, differencesOnly: z.boolean(), format: z.enum(['xlsx', 'pdf', 'csv']) }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
} satisfies Contract
