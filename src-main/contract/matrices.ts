/**
 * Matrices: one model for five table shapes and for rules in prose (design 5, R11-R26).
 *
 * A matrix has editions. An edition has columns, rows and cells. A column is either *ticked* (it has captions, the
 * printed sub-columns, and a cell holds marks under them) or *worded* (a cell holds free text). Beside what is
 * written stands what it is understood to mean: answers with a level, school years and conditions.
 */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, Note, Reason, StatedDate, TenantId, YearRange } from './primitives'
import { call, type Contract } from './rpc'

/** R12. Blank imports as UNSET, never as NOT_ALLOWED. */
export const LEVELS = [
  'ALLOWED',
  'CERTAIN_TIMES',
  'NOMINATED_OR_PERMISSION',
  'NOT_ALLOWED',
  'ILLEGAL',
  'UNSET',
] as const
export const Level = z.enum(LEVELS)
export type Level = z.output<typeof Level>

/** Two captions of one level, NOMINATED_OR_PERMISSION: someone gives permission, or chosen people may (ux 9). */
export const Permitting = z.enum(['permission', 'selected'])
export type Permitting = z.output<typeof Permitting>

/** `prose`: rules taken from sentences, and questions the document was read for and is silent on. */
export const KINDS = ['permission', 'userActions', 'device', 'incident', 'prose'] as const
export const Kind = z.enum(KINDS)
export type Kind = z.output<typeof Kind>

export const AUDIENCES = ['STAFF', 'LEARNER', 'VISITOR', 'PARENT', 'COMMUNITY', 'EVERYONE'] as const
export const Audience = z.enum(AUDIENCES)
export type Audience = z.output<typeof Audience>

/** R19. */
export const DEVICE_CLASSES = [
  'SCHOOL_SINGLE',
  'SCHOOL_SHARED',
  'AUTHORISED',
  'PUPIL_OWNED',
  'STAFF_OWNED',
  'VISITOR_OWNED',
] as const
export const DeviceClass = z.enum(DEVICE_CLASSES)
export type DeviceClass = z.output<typeof DeviceClass>

/** Key of an activity in the trust's catalogue, such as `phone-in-lessons`. */
export const ActivityKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
export type ActivityKey = z.output<typeof ActivityKey>

/** A printed sub-column of a ticked column and the level a mark under it stands for. For incident grids an action, level null. */
export const Caption = z.strictObject({
  id: z.string().max(40),
  label: z.string().max(200),
  level: Level.nullable(),
  permitting: Permitting.nullable(),
})
export type Caption = z.output<typeof Caption>

export const Column = z.strictObject({
  id: EntityId,
  /** Printed heading above several columns, such as "Personal devices"; null when there is none. */
  group: z.string().max(200).nullable(),
  /** The school's own heading. */
  label: z.string().max(300),
  audience: Audience,
  device: DeviceClass.nullable(),
  /** Empty: a worded column. */
  captions: z.array(Caption).max(20),
  position: z.int(),
})
export type Column = z.output<typeof Column>

export const Row = z.strictObject({
  id: EntityId,
  /** Printed group heading this row stands under; null when there is none. */
  group: z.string().max(600).nullable(),
  /** The activity, device or incident in the school's own words. */
  label: z.string().max(600),
  /** The catalogue activity a person confirmed; null: not mapped yet. */
  activity: ActivityKey.nullable(),
  position: z.int(),
})
export type Row = z.output<typeof Row>

/** A condition on an answer, taken apart; every part may be absent (R14, ux 4 "conditions are structured plus the source words"). */
export const Condition = z.strictObject({
  when: Line.nullable(),
  where: Line.nullable(),
  whoPermits: Line.nullable(),
  purpose: Line.nullable(),
  /** Allowed only to a person with a current agreement (R25). */
  needsAgreement: z.boolean(),
})
export type Condition = z.output<typeof Condition>

/** One understood answer: for all years of the school, or for a range (R16). */
export const Answer = z.strictObject({
  level: Level,
  permitting: Permitting.nullable(),
  years: YearRange.nullable(),
  condition: Condition.nullable(),
})
export type Answer = z.output<typeof Answer>

/** A mark as printed under a caption: `X`, `X*`, a tick. */
export const Mark = z.strictObject({ caption: z.string().max(40), mark: z.string().trim().min(1).max(20) })
export type Mark = z.output<typeof Mark>

/** Where a value stands in the document: clause or heading, and row or page where there is one. */
export const SourcePlace = z.strictObject({
  document: Line,
  clause: z.string().max(400),
  place: z.string().max(200).nullable(),
  /** The very place in a document read into this school's records; null where none was. */
  passage: z
    .strictObject({ document: EntityId, block: z.int().nonnegative(), row: z.int().nonnegative().nullable() })
    .nullable()
    .default(null),
})
export type SourcePlace = z.output<typeof SourcePlace>

/** What a cell holds. Everything a person or a reader may set. */
export const CellContent = z.strictObject({
  marks: z.array(Mark).max(40),
  /** Free text of a worded column, as written; null when blank. */
  words: z.string().max(2000).nullable(),
  /** What a person understood; null: follow the marks and captions. */
  answers: z.array(Answer).max(12).nullable(),
  footnote: z.strictObject({ mark: z.string().max(10), text: z.string().max(1000).nullable() }).nullable(),
  /** The document was read for this and says nothing: "Not stated", which is not "Blank in source". */
  silent: z.boolean(),
  /** Set where this cell differs for one school of a shared document, such as "Not TRC" (R17). */
  exception: z.string().max(300).nullable(),
  source: SourcePlace.nullable(),
})
export type CellContent = z.output<typeof CellContent>

/** Something to settle. `blocks`: approval waits for it, viewing never does. */
export const Problem = z.strictObject({
  rule: z.string(),
  code: z.enum([
    'two-marks',
    'stray-mark',
    'footnote-missing',
    'year-gap',
    'year-overlap',
    'year-outside',
    'network-contradiction',
    'departs-from-guidance',
    'unread-words',
    'blank',
    'unmapped',
    'statements-disagree',
  ]),
  blocks: z.boolean(),
  words: z.string(),
  row: EntityId.nullable(),
  column: EntityId.nullable(),
})
export type Problem = z.output<typeof Problem>

/** How a cell reads: four kinds of "no answer" are never mixed (design 1). */
export const CellState = z.enum(['answered', 'blank', 'silent', 'conflict', 'unread'])
export type CellState = z.output<typeof CellState>

export const Cell = z.strictObject({
  id: EntityId,
  row: EntityId,
  column: EntityId,
  content: CellContent,
  /** Understood: the strictest applies where state is `conflict` (R15). Empty unless answered or conflict. */
  answers: z.array(Answer),
  state: CellState,
  /** The written value in one line: "Allowed at certain times", "No (7-11) Yes (12-13)". Empty when blank. */
  asWritten: z.string(),
})
export type Cell = z.output<typeof Cell>

export const EditionStatus = z.enum(['DRAFT', 'APPROVED', 'IN_FORCE', 'SUPERSEDED', 'NOT_EVIDENCED'])
export type EditionStatus = z.output<typeof EditionStatus>

/** An edition's facts. NOT_EVIDENCED: in use, but approving body or date is missing (R86). */
export const EditionFacts = z.strictObject({
  id: EntityId,
  matrix: EntityId,
  title: z.string(),
  kind: Kind,
  rowHeading: z.string(),
  /** The document this edition was taken from, as the school names it. */
  document: z.string(),
  status: EditionStatus,
  /** In force on or after this date; null for a draft. */
  effectiveFrom: StatedDate.nullable(),
  approvedOn: StatedDate.nullable(),
  approvingBody: z.string().nullable(),
  nextReview: StatedDate.nullable(),
  reviewOverdue: z.boolean(),
  openedBecause: z.string().nullable(),
  changedAt: Instant,
})
export type EditionFacts = z.output<typeof EditionFacts>

export const MatrixCard = z.strictObject({
  matrix: EntityId,
  title: z.string(),
  kind: Kind,
  /** The edition in force today, or the newest there is. */
  shown: EntityId,
  editions: z.array(EditionFacts),
  rows: z.int(),
  problems: z.int(),
  blocking: z.int(),
  unmappedRows: z.int(),
})
export type MatrixCard = z.output<typeof MatrixCard>

export const MatrixView = z.strictObject({
  edition: EditionFacts,
  editions: z.array(EditionFacts),
  columns: z.array(Column),
  rows: z.array(Row),
  cells: z.array(Cell),
  problems: z.array(Problem),
})
export type MatrixView = z.output<typeof MatrixView>

/** An activity of the trust's catalogue: the question schools are compared on (R117). */
export const Activity = z.strictObject({
  key: ActivityKey,
  /** The question in plain words: "Bring a mobile phone to school". */
  label: z.string(),
  area: z.string(),
  position: z.int(),
})
export type Activity = z.output<typeof Activity>

/** Why a mapping is proposed, in words a person can judge. */
export const MappingProposal = z.strictObject({
  row: EntityId,
  activity: ActivityKey,
  confidence: z.enum(['certain', 'likely', 'possible']),
  why: z.string(),
})
export type MappingProposal = z.output<typeof MappingProposal>

/** What an edition can be saved as; each of them reads back to the same matrix. */
export const EXPORT_FORMATS = ['xlsx', 'docx', 'pdf', 'html', 'csv'] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.output<typeof ExportFormat>

const where = { school: TenantId, edition: EntityId }

export const matrices = {
  'matrices.list': call('matrices.read', z.strictObject({ school: TenantId }), z.array(MatrixCard)),
  'matrices.open': call('matrices.read', z.strictObject(where), MatrixView),
  'matrices.create': call(
    'matrices.edit',
    z.strictObject({
      school: TenantId,
      title: Line,
      kind: Kind,
      rowHeading: Line,
      document: Line,
      columns: z
        .array(Column.omit({ id: true, position: true }))
        .min(1)
        .max(40),
    }),
    MatrixView,
  ),
  /** Opens a draft edition as a copy of the given one; the one in force stays as it is. */
  'matrices.openDraft': call('matrices.edit', z.strictObject({ ...where, reason: Reason }), MatrixView),
  'matrices.discardDraft': call(
    'matrices.edit',
    z.strictObject({ ...where, reason: Reason }),
    z.strictObject({ shown: EntityId }),
  ),
  /** Sets parts of one cell of a draft. Parts left out stay as they are. */
  'matrices.setCell': call(
    'matrices.edit',
    z.strictObject({
      ...where,
      row: EntityId,
      column: EntityId,
      change: CellContent.partial(),
      reason: Reason,
    }),
    z.strictObject({ cell: Cell, batch: EntityId, problems: z.array(Problem) }),
  ),
  'matrices.addRow': call(
    'matrices.edit',
    z.strictObject({
      ...where,
      label: Line,
      group: z.string().max(600).nullable(),
      after: EntityId.nullable(),
      reason: Reason,
    }),
    MatrixView,
  ),
  'matrices.renameRow': call(
    'matrices.edit',
    z.strictObject({ ...where, row: EntityId, label: Line, reason: Reason }),
    MatrixView,
  ),
  'matrices.removeRow': call('matrices.edit', z.strictObject({ ...where, row: EntityId, reason: Reason }), MatrixView),
  /** Confirms or clears the catalogue activity of a row. Allowed on an edition in force: it changes understanding, not wording. */
  'matrices.mapRow': call(
    'matrices.map',
    z.strictObject({ ...where, row: EntityId, activity: ActivityKey.nullable() }),
    MatrixView,
  ),
  'matrices.proposeMappings': call('matrices.read', z.strictObject(where), z.array(MappingProposal)),
  /** Approves a draft. Refused while a problem blocks, without body and date (R86), or by its own author (C23). */
  'matrices.approve': call(
    'matrices.approve',
    z.strictObject({
      ...where,
      approvingBody: Line,
      approvedOn: CivilDate,
      effectiveFrom: CivilDate,
      nextReview: StatedDate.nullable(),
      minute: Note.nullable(),
    }),
    MatrixView,
  ),
  /** Saves the edition in its own printed shape where the person chooses. */
  'matrices.export': call(
    'export.plain',
    z.strictObject({ ...where, format: ExportFormat }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  'matrices.catalogue': call('matrices.read', z.strictObject({ school: TenantId.optional() }), z.array(Activity)),
  'matrices.addActivity': call('catalogue.edit', z.strictObject({ label: Line, area: Line, reason: Reason }), Activity),
} satisfies Contract
