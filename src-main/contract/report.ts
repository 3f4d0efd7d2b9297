/**
 * What the recognisers found in one document: the answer of `read FILE --json`, version 1 (design 6).
 * Values are text as written; what is understood stands beside them. What a document does not say is null or an empty
 * list, never a guess.
 */
import { z } from 'zod'
import { Source } from './document'
import { ActivityKey, Audience, DeviceClass, Level, Permitting } from './matrices'
import { StatedDate } from './primitives'

export const REPORT_VERSION = 1

export const CONFIDENCES = ['certain', 'likely', 'possible'] as const
export const Confidence = z.enum(CONFIDENCES)
export type Confidence = z.output<typeof Confidence>

const Text = z.string().max(4000)
const Tags = z.array(z.string().max(120)).max(50)

/** How sure, and why, in words a person can judge. */
const judged = { confidence: Confidence, why: z.string().max(400), source: Source }

/** One stated fact of the review block or the head of the document. */
export const StatedFact = z.strictObject({
  asWritten: Text,
  /** Null where the value is no date, or is a malformed one: then `precision` is null too. */
  iso: z.union([StatedDate, z.string().regex(/^\d{4}$/)]).nullable(),
  precision: z.enum(['day', 'month', 'year']).nullable(),
  ...judged,
})
export type StatedFact = z.output<typeof StatedFact>

/** Facts by name; null: the document does not say, or leaves it blank, or has only a placeholder there. */
export const METADATA = [
  'title',
  'version',
  'author',
  'owner',
  'approvedBy',
  'approvingBody',
  'reviewingBody',
  'dateApproved',
  'issued',
  'effectiveFrom',
  'lastReviewed',
  'nextReview',
  'frequency',
  'communication',
  'location',
] as const
export const MetadataName = z.enum(METADATA)
export type MetadataName = z.output<typeof MetadataName>

const fact = StatedFact.nullable()
export const Metadata = z.strictObject({
  title: fact,
  version: fact,
  author: fact,
  owner: fact,
  approvedBy: fact,
  approvingBody: fact,
  reviewingBody: fact,
  dateApproved: fact,
  issued: fact,
  effectiveFrom: fact,
  lastReviewed: fact,
  nextReview: fact,
  frequency: fact,
  communication: fact,
  location: fact,
})
export type Metadata = z.output<typeof Metadata>

/** A printed row of the review block, whether understood or not. Value empty: blank in the source. */
export const ReviewLine = z.strictObject({
  label: Text,
  value: Text,
  field: MetadataName.nullable(),
  source: Source,
})
export type ReviewLine = z.output<typeof ReviewLine>

/** How one printed column of a table is understood; null: nobody can say. */
export const UnderstoodColumn = z.strictObject({
  audience: Audience.nullable(),
  device: DeviceClass.nullable(),
  /** Of a mark under this column; null for a column that holds words, or whose caption says no level. */
  level: Level.nullable(),
  permitting: Permitting.nullable(),
})
export type UnderstoodColumn = z.output<typeof UnderstoodColumn>

/** Words that limit a value to some schools, such as "(Not TRC)" or "(Sitwell only)". */
export const TagException = z.strictObject({
  /** As written, brackets included. */
  words: z.string().max(300),
  /** Tags it leaves out, or tags it speaks of alone. */
  not: Tags,
  only: Tags,
  /** Cell it stands in; null: the row's label. */
  column: z.int().nonnegative().nullable(),
})
export type TagException = z.output<typeof TagException>

export const ReadRow = z.strictObject({
  label: Text,
  /** Printed heading it stands under; null: none. */
  group: Text.nullable(),
  /** One text for each column, as written; empty: blank in the source. */
  cells: z.array(Text).max(500),
  /** Single examples where one printed row lists several under one set of marks; else empty. */
  items: z.array(Text).max(200),
  exceptions: z.array(TagException).max(20),
  source: Source,
})
export type ReadRow = z.output<typeof ReadRow>

export const TABLE_KINDS = ['permission', 'userActions', 'incident', 'device'] as const

export const ReadTable = z.strictObject({
  kind: z.enum(TABLE_KINDS),
  /** As printed over it or in its corner; empty: none. */
  title: Text,
  /** Tags of the schools it speaks for; empty: all the document speaks for. */
  appliesTo: Tags,
  /** Heading over the row labels; empty: none. */
  rowHeader: Text,
  /** Headings over several columns, in order. Columns under no such heading are in none of them. */
  columnGroups: z.array(z.strictObject({ label: Text, columns: z.array(Text) })).max(500),
  /** Every value column from left to right, as printed. */
  columns: z.array(Text).max(500),
  /** One for each of `columns`. */
  understood: z.array(UnderstoodColumn).max(500),
  rows: z.array(ReadRow).max(5000),
  footnotes: z.array(z.strictObject({ mark: z.string().max(20), text: Text.nullable() })).max(100),
  /** What a person should look at; nothing is mended silently. */
  flags: z
    .array(
      z.strictObject({
        code: z.enum([
          'two-marks',
          'stray-mark',
          'footnote-missing',
          'joined',
          'noise-removed',
          'no-level',
          'no-audience',
          'mark-for-several',
          'uneven',
          'contradiction',
        ]),
        words: z.string().max(400),
        row: z.int().nonnegative().nullable(),
        column: z.int().nonnegative().nullable(),
      }),
    )
    .max(2000),
  ...judged,
})
export type ReadTable = z.output<typeof ReadTable>

/** A rule about devices found in a sentence. */
export const DeviceRule = z.strictObject({
  audience: Audience,
  /** In the document's words: "mobile phones", "personal devices". */
  device: z.string().max(200),
  deviceClass: DeviceClass.nullable(),
  activity: ActivityKey.nullable(),
  permission: Level,
  permitting: Permitting.nullable(),
  /** When, where, for what, who permits: as written. */
  conditions: z.array(z.string().max(400)).max(20),
  quote: Text,
  appliesTo: Tags,
  ...judged,
})
export type DeviceRule = z.output<typeof DeviceRule>

export const ConsentPurpose = z.strictObject({
  /** Short name of the use, from the document's words. */
  label: z.string().max(300),
  asWritten: Text,
  /** Key of a default purpose (domain 3.4), such as WEBSITE; null: none fits. */
  purpose: z.string().max(40).nullable(),
  appliesTo: Tags,
  ...judged,
})
export type ConsentPurpose = z.output<typeof ConsentPurpose>

export const ConsentRule = z.strictObject({
  about: z.enum(['needed', 'not-needed', 'when-asked', 'withdrawal', 'participants', 'names', 'families', 'other']),
  asWritten: Text,
  appliesTo: Tags,
  ...judged,
})
export type ConsentRule = z.output<typeof ConsentRule>

export const RetentionStatement = z.strictObject({
  /** What is kept: "images of pupils that have left". */
  subject: z.string().max(400),
  /** As written; null: none stated. */
  period: z.string().max(300).nullable(),
  trigger: z.string().max(300).nullable(),
  action: z.string().max(300).nullable(),
  responsible: z.string().max(300).nullable(),
  asWritten: Text,
  appliesTo: Tags,
  ...judged,
})
export type RetentionStatement = z.output<typeof RetentionStatement>

export const NamedSystem = z.strictObject({
  name: z.string().max(120),
  /** What it is used for, in the document's words; null: not said. */
  use: z.string().max(300).nullable(),
  asWritten: Text,
  appliesTo: Tags,
  ...judged,
})
export type NamedSystem = z.output<typeof NamedSystem>

/** Something that looked like a table of rules and was not read: what and why. A person can finish it by hand. */
export const Declined = z.strictObject({ what: Text, why: Text, source: Source })
export type Declined = z.output<typeof Declined>

/** Something a person should know: two-sided where two places disagree. */
export const Notice = z.strictObject({
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  severity: z.enum(['check', 'note']),
  words: z.string().max(600),
  quotes: z.array(z.strictObject({ asWritten: Text, source: Source })).max(20),
})
export type Notice = z.output<typeof Notice>

export const ReadReport = z.strictObject({
  version: z.literal(REPORT_VERSION),
  /** The one school it speaks for; null: none named, or several. */
  school: z.string().max(200).nullable(),
  /** Every school it speaks for, by name. */
  schools: z.array(z.string().max(200)).max(100),
  /** Short forms the document itself uses for schools: `{OHS: "Oakwood High School"}`. */
  schoolTags: z.record(z.string().max(120), z.string().max(200)),
  trust: z.string().max(200).nullable(),
  metadata: Metadata,
  reviewBlock: z.array(ReviewLine).max(100),
  /** Permission grids, user-actions charts and incident grids. */
  matrices: z.array(ReadTable).max(200),
  deviceTables: z.array(ReadTable).max(50),
  deviceRules: z.array(DeviceRule).max(1000),
  consentPurposes: z.array(ConsentPurpose).max(300),
  consentRules: z.array(ConsentRule).max(300),
  retention: z.array(RetentionStatement).max(300),
  systemsNamed: z.array(NamedSystem).max(300),
  declined: z.array(Declined).max(500),
  findings: z.array(Notice).max(1000),
})
export type ReadReport = z.output<typeof ReadReport>
