/**
 * Reading documents: a school's policy becomes findings, a person decides on each, and what is accepted goes into the
 * school's records with its source (design 6). Nothing of a document counts before somebody accepted it.
 */
import { z } from 'zod'
import { Block, Format, Source } from './document'
import { Audience, DeviceClass, Level, Permitting } from './matrices'
import { EntityId, Instant, Line, Reason, SchoolId, StatedDate, TenantId } from './primitives'
import { Confidence, ReadTable, TABLE_KINDS } from './report'
import { call, type Contract } from './rpc'

/** `declined`: a table that could not be read and may be finished by hand. `notice`: to know, nothing to accept. */
export const FINDING_KINDS = [
  'fact',
  'table',
  'rule',
  'purpose',
  'consentRule',
  'retention',
  'system',
  'declined',
  'notice',
] as const
export const FindingKind = z.enum(FINDING_KINDS)
export type FindingKind = z.output<typeof FindingKind>

export const VERDICTS = ['undecided', 'accepted', 'rejected'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.output<typeof Verdict>

/** What a person puts in place of what was read. */
export const Correction = z.discriminatedUnion('of', [
  /** For a fact, rule, purpose, retention statement or system: the words, and the date where it is one. */
  z.strictObject({ of: z.literal('words'), words: z.string().trim().min(1).max(2000), iso: StatedDate.nullable() }),
  /** For a table as read: single cells, row labels, and what columns mean. Row and column count from 0 in the table. */
  z.strictObject({
    of: z.literal('table'),
    title: Line.nullable(),
    cells: z.array(z.strictObject({ row: z.int(), column: z.int(), text: z.string().max(2000) })).max(2000),
    rows: z.array(z.strictObject({ row: z.int(), label: z.string().trim().min(1).max(600) })).max(500),
    columns: z
      .array(
        z.strictObject({
          column: z.int(),
          audience: Audience.nullable(),
          device: DeviceClass.nullable(),
          level: Level.nullable(),
          permitting: Permitting.nullable(),
        }),
      )
      .max(500),
  }),
  /** For a declined table: what each of its printed columns is. Finished by hand beside the page. */
  z.strictObject({
    of: z.literal('hand'),
    title: Line,
    kind: z.enum(TABLE_KINDS),
    /** Rows of the printed table that are headings. */
    headingRows: z.int().min(0).max(20),
    columns: z
      .array(
        z.strictObject({
          use: z.enum(['label', 'group', 'value', 'leave-out']),
          label: z.string().max(200),
          group: z.string().max(200).nullable(),
          audience: Audience.nullable(),
          device: DeviceClass.nullable(),
          level: Level.nullable(),
          permitting: Permitting.nullable(),
        }),
      )
      .min(1)
      .max(100),
  }),
])
export type Correction = z.output<typeof Correction>

/** One place where a newly read table differs from the school's records. */
export const TableChange = z.strictObject({
  /** "Use of mobile phones in lessons, Staff". */
  place: z.string().max(1000),
  row: z.int().nullable(),
  column: z.int().nullable(),
  /** As written; empty: blank. Null: was not there, or is not there any more. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type TableChange = z.output<typeof TableChange>

export const Finding = z.strictObject({
  /** The same for the same thing in a later edition: made from kind and identity, not from the value. */
  key: z.string().max(64),
  kind: FindingKind,
  /** "Next review", "Technology Matrix (SJS)", "Website". */
  title: z.string().max(600),
  /** The document's own words, in one line or few. */
  asWritten: z.string().max(4000),
  /** What it is understood to mean, in plain words; null: the words say it all. */
  understood: z.string().max(1000).nullable(),
  confidence: Confidence,
  why: z.string().max(400),
  source: Source,
  /** Schools of a shared document it speaks for, as tags; empty: all. */
  appliesTo: z.array(z.string()),
  /** Against the school's records: `same` needs no decision; `gone` was accepted from an earlier edition and is not in this one. */
  news: z.enum(['new', 'changed', 'same', 'gone']),
  /** What the records hold, as written; null when new. */
  before: z.string().max(4000).nullable(),
  /** For a table that changed: where. Empty otherwise. */
  changes: z.array(TableChange).max(5000),
  verdict: Verdict,
  /** A person's own; for a declined table nobody decided on yet, how it was finished in the edition before. */
  correction: Correction.nullable(),
  /** Already in the school's records. */
  applied: z.boolean(),
  /**
   * The table as read, corrections not applied; null for other kinds. What nobody could read of a column is filled in where
   * the school's matrix of it says so.
   */
  table: ReadTable.nullable(),
})
export type Finding = z.output<typeof Finding>

export const DocumentCard = z.strictObject({
  id: EntityId,
  /** The policy's own title, or the file's name where none was found. */
  title: z.string(),
  fileName: z.string(),
  format: Format,
  pages: z.int().nullable(),
  readAt: Instant,
  readBy: z.string(),
  /** Undecided findings that are new or changed. */
  toDecide: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** Accepted and not yet in the records. */
  waiting: z.int(),
  /** The earlier reading this one is held against; null: the first of its kind. */
  earlier: EntityId.nullable(),
  /** Other schools of this trust the document also speaks for. */
  alsoFor: z.array(z.strictObject({ school: SchoolId, name: z.string(), shared: z.boolean() })),
  /** What could not be taken over. */
  leftOut: z.array(z.string()),
})
export type DocumentCard = z.output<typeof DocumentCard>

export const DocumentView = z.strictObject({
  card: DocumentCard,
  blocks: z.array(Block),
  findings: z.array(Finding),
})
export type DocumentView = z.output<typeof DocumentView>

/** What came of one picked file. `known`: these very bytes were read before. */
export const ReadOutcome = z.strictObject({
  fileName: z.string(),
  state: z.enum(['read', 'known', 'refused', 'cancelled']),
  document: EntityId.nullable(),
  /** Findings to decide on. */
  toDecide: z.int(),
  /** One sentence: what happened, what is safe, what to do next. */
  words: z.string(),
})
export type ReadOutcome = z.output<typeof ReadOutcome>

/** Something accepted from a document, as the school's records hold it. */
export const RecordedFact = z.strictObject({
  id: EntityId,
  kind: FindingKind,
  title: z.string(),
  asWritten: z.string(),
  understood: z.string().nullable(),
  document: EntityId,
  documentTitle: z.string(),
  source: Source,
  acceptedAt: Instant,
  acceptedBy: z.string(),
})
export type RecordedFact = z.output<typeof RecordedFact>

const where = { school: TenantId, document: EntityId }

export const reading = {
  /** Asks for files or a folder and reads them one by one; each has its own outcome. Progress comes by topic under `job`. */
  'reading.read': call(
    'reading.review',
    z.strictObject({ school: TenantId, from: z.enum(['files', 'folder']), job: EntityId }),
    z.array(ReadOutcome),
  ),
  /** Stops a running job: what was read stays, the file in hand and those after it are left. */
  'reading.cancel': call(
    'reading.review',
    z.strictObject({ school: TenantId, job: EntityId }),
    z.strictObject({ cancelled: z.boolean() }),
  ),
  'reading.list': call('reading.see', z.strictObject({ school: TenantId }), z.array(DocumentCard)),
  'reading.open': call('reading.see', z.strictObject(where), DocumentView),
  /** Notes what a person decided; kept at once, put into the records only by `reading.apply`. */
  'reading.decide': call(
    'reading.review',
    z.strictObject({
      ...where,
      decisions: z
        .array(z.strictObject({ key: z.string().max(64), verdict: Verdict, correction: Correction.nullable() }))
        .min(1)
        .max(500),
    }),
    z.strictObject({ card: DocumentCard, findings: z.array(Finding), batch: EntityId }),
  ),
  /** Puts everything accepted and not yet applied into the school's records, in one batch. */
  'reading.apply': call(
    'reading.review',
    z.strictObject({ ...where, reason: Reason }),
    z.strictObject({
      view: DocumentView,
      batch: EntityId.nullable(),
      /** What was made, in words: "Opened a draft of “Technology Matrix (SJS)” with 3 changes". */
      made: z.array(z.strictObject({ key: z.string(), words: z.string(), edition: EntityId.nullable() })),
    }),
  ),
  /** Lays a document that speaks for several schools before the others as well. */
  'reading.share': call(
    'reading.review',
    z.strictObject({ ...where, to: z.array(SchoolId).min(1).max(100) }),
    z.strictObject({
      card: DocumentCard,
      shared: z.int(),
      /** Schools that were left out, each with why, in words. */
      leftOut: z.array(z.string()).default([]),
    }),
  ),
  /** Takes a reading off the list. What was put into the records from it stays. */
  'reading.discard': call(
    'reading.review',
    z.strictObject({ ...where, reason: Reason }),
    z.strictObject({ batch: EntityId }),
  ),
  /** Everything accepted from documents that is not a matrix. */
  'reading.records': call('reading.see', z.strictObject({ school: TenantId }), z.array(RecordedFact)),
} satisfies Contract
