/** Acceptable use agreements: who they are for, their texts in versions, and what changed between two of them. */
import { z } from 'zod'
import { CivilDate, EntityId, Line, PersonId, Reason, TenantId, YearCode, YearRange } from './primitives'
import { call, type Contract } from './rpc'

/** Whom an agreement is for (R27, requirements 3). `DEVICE_LOAN` and `OWN_DEVICE` are asked of those who have one. */
export const AGREEMENT_AUDIENCES = [
  'EARLY_YEARS_KS1',
  'KS2',
  'KS3_UP',
  'SIXTH_FORM',
  'STAFF_VOLUNTEER',
  'GOVERNOR',
  'PARENT',
  'COMMUNITY',
  'VISITOR',
  'EXTERNAL',
  'SUPPLY',
  'DEVICE_LOAN',
  'OWN_DEVICE',
] as const
export const AgreementAudience = z.enum(AGREEMENT_AUDIENCES)
export type AgreementAudience = z.output<typeof AgreementAudience>

/** Audiences of pupils by year; a school may move their borders. */
export const PUPIL_AUDIENCES = ['EARLY_YEARS_KS1', 'KS2', 'KS3_UP', 'SIXTH_FORM'] as const
export type PupilAudience = (typeof PUPIL_AUDIENCES)[number]

/** Who has to sign (R29). */
export const SIGNERS = ['CHILD', 'PARENT', 'BOTH', 'ADULT'] as const
export const Signers = z.enum(SIGNERS)
export type Signers = z.output<typeof Signers>

/** How long a signature holds (R32, R35). `VISIT`: the day itself, unless a later day is written on it. */
export const VALIDITIES = ['ACADEMIC_YEAR', 'UNTIL_LEFT', 'VISIT', 'MONTHS'] as const
export const Validity = z.enum(VALIDITIES)
export type Validity = z.output<typeof Validity>

export const AgreementFacts = z.strictObject({
  title: Line,
  /** One form may serve several (R27). */
  audiences: z.array(AgreementAudience).min(1).max(AGREEMENT_AUDIENCES.length),
  variant: z.enum(['PLAIN', 'SYMBOLS', 'TRANSLATION']),
  /** Language of a translation, such as "Polish"; null otherwise. */
  language: Line.nullable(),
  /** The agreement it says the same as, in another form; null: none. A signature under either counts for both. */
  variantOf: EntityId.nullable(),
  signers: Signers,
  /** With `BOTH`: the first year in which the child signs as well; null: in every year (R29). */
  childFrom: YearCode.nullable(),
  validity: Validity,
  /** With `MONTHS`. */
  months: z.int().min(1).max(120).nullable(),
  /** The trust's template it is made from; null: the school's own. */
  template: EntityId.nullable(),
  /** First day on which nobody is asked for it. */
  retiredOn: CivilDate.nullable(),
})
export type AgreementFacts = z.output<typeof AgreementFacts>

export const Clause = z.strictObject({
  /** Stays with the clause through every version, whatever its number. */
  id: EntityId,
  heading: z.string().trim().max(200),
  text: z.string().trim().min(1).max(8000),
  /** In a template: the school may write its own. In a school's text: the school's own part. */
  local: z.boolean(),
  /** Name of a picture for symbol-supported texts; null: none. */
  symbol: z.string().max(40).nullable(),
})
export type Clause = z.output<typeof Clause>

/** Lines that stand on every printed agreement, beside its own text. */
export const FIXED_LINES = [
  ...(['VERSION', 'IN_FORCE', 'LANGUAGE', 'FOR', 'GROUP', 'FORM_NUMBER'] as const),
  ...(['CHILD', 'FROM_YEAR', 'PARENT', 'ADULT', 'NAME', 'CHILD_NAME', 'OWN_NAME', 'CLASS'] as const),
  ...(['SIGNATURE', 'DATE', 'READ_WITH_CHILD', 'READ_WITH_ME'] as const),
] as const
export type FixedLine = (typeof FIXED_LINES)[number]

/** A language tag such as `ur` or `zh-Hant`; empty: not known. */
export const LanguageTag = z
  .string()
  .max(35)
  .regex(/^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/)

/** What a translation says instead of the fixed lines, in the school's own words. A line that is not there stays English. */
export const FixedWords = z.strictObject({
  tag: LanguageTag,
  lines: z.array(z.strictObject({ line: z.enum(FIXED_LINES), words: Line })).max(FIXED_LINES.length),
})
export type FixedWords = z.output<typeof FixedWords>

/** What a change asks of those who signed before (R32, R34). */
export const CHANGE_CLASSES = ['WORDING', 'INFORM', 'RESIGN'] as const
export const ChangeClass = z.enum(CHANGE_CLASSES)
export type ChangeClass = z.output<typeof ChangeClass>

export const VersionFacts = z.strictObject({
  agreement: EntityId,
  /** As printed, such as "2026/27" or "3.1". */
  label: Line,
  clauses: z.array(Clause).min(1).max(200),
  /** The first day on which it is in force; may lie after its issue. */
  effectiveFrom: CivilDate,
  /** Against the version before, for each audience of the agreement; empty for a first version. */
  changes: z.array(z.strictObject({ audience: AgreementAudience, change: ChangeClass })).max(20),
  /** What changed, in a few plain words for those who sign. */
  summary: z.string().trim().max(2000),
  /** Version of the trust's template whose text it carries; null: none. */
  templateVersion: EntityId.nullable(),
  /** Of a translation: its words for what is fixed on paper; left out: none were given. */
  fixedWords: FixedWords.exactOptional(),
})
export type VersionFacts = z.output<typeof VersionFacts>

export const VERSION_STATES = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'ISSUED'] as const
export const VersionState = z.enum(VERSION_STATES)
export type VersionState = z.output<typeof VersionState>

/**
 * How a part the trust left to the school stands: the school's own words; the trust's, confirmed as meant (`KEPT`) or not
 * yet (`OPEN`); the trust's with something in it to fill in; left out.
 */
export const LOCAL_PART_STATES = ['OWN', 'KEPT', 'OPEN', 'TO_FILL', 'LEFT_OUT'] as const
export const LocalPart = z.strictObject({
  clause: EntityId,
  heading: z.string(),
  state: z.enum(LOCAL_PART_STATES),
  /** With `KEPT`: who confirmed that it is meant as the trust has it, and when. */
  by: PersonId.nullable(),
  on: CivilDate.nullable(),
})
export type LocalPart = z.output<typeof LocalPart>

export const Version = VersionFacts.extend({
  id: EntityId,
  state: VersionState,
  /** Of the canonical text; an approval is of exactly this. */
  hash: z.string(),
  issuedOn: CivilDate.nullable(),
  approvedBy: PersonId.nullable(),
  approvedOn: CivilDate.nullable(),
  /** What its reviewer said, or whose approval fell away because the text was changed. */
  note: z.string().nullable(),
  author: PersonId,
  /** In force today. */
  inForce: z.boolean(),
  /** What keeps it from being issued, in words. */
  problems: z.array(z.string()),
  /** The parts the trust left to the school, in the trust's order; empty without a template. */
  localParts: z.array(LocalPart),
})
export type Version = z.output<typeof Version>

export const Agreement = AgreementFacts.extend({
  id: EntityId,
  /** The version in force today; null: none yet. */
  inForce: z.strictObject({ id: EntityId, label: z.string(), since: CivilDate }).nullable(),
  /** Issued and in force from a later day; null: none. */
  coming: z.strictObject({ id: EntityId, label: z.string(), from: CivilDate }).nullable(),
  versions: z.int(),
  drafts: z.int(),
  /** The trust's template has an issued version newer than the one this text carries. */
  templateNewer: z.boolean(),
})
export type Agreement = z.output<typeof Agreement>

/** One clause of two versions side by side. */
export const CLAUSE_CHANGES = ['SAME', 'ADDED', 'REMOVED', 'CHANGED', 'MOVED', 'RENUMBERED'] as const
export const ClauseDiff = z.strictObject({
  clause: EntityId,
  change: z.enum(CLAUSE_CHANGES),
  /** Places from 1; null where it is not there. */
  before: z.int().nullable(),
  after: z.int().nullable(),
  heading: z.string(),
  /**
   * Place from 1 where most words of an added clause stood before, or where most of a removed one stand now: a clause was
   * split, or two became one. Null: nowhere.
   */
  kin: z.int().nullable(),
  /** Words of both in reading order; `=` in both, `+` only after, `-` only before. */
  words: z.array(z.strictObject({ mark: z.enum(['=', '+', '-']), text: z.string() })),
})
export type ClauseDiff = z.output<typeof ClauseDiff>

export const AgreementSettings = z.strictObject({
  /** Years of each audience of pupils in this school. */
  years: z.array(z.strictObject({ audience: z.enum(PUPIL_AUDIENCES), range: YearRange })).max(4),
})
export type AgreementSettings = z.output<typeof AgreementSettings>

/** Documents an agreement is printed as. */
export const AGREEMENT_PRINTS = ['AGREEMENT', 'POSTER'] as const

/** Sizes of paper a poster is made for. */
export const POSTER_PAPERS = ['A4', 'A3'] as const
export type PosterPaper = (typeof POSTER_PAPERS)[number]

const inFile = { school: TenantId }
const ofVersion = { ...inFile, version: EntityId }
const saved = z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() })

export const agreements = {
  /** Agreements of a school, or the trust's templates when its own id is given. */
  'agreements.list': call('agreements.read', z.strictObject(inFile), z.array(Agreement)),
  'agreements.add': call('agreements.edit', z.strictObject({ ...inFile, facts: AgreementFacts }), Agreement),
  'agreements.edit': call(
    'agreements.edit',
    z.strictObject({ ...inFile, agreement: EntityId, facts: AgreementFacts, reason: Reason }),
    Agreement,
  ),
  /** Makes a school's agreement of a template of the trust, with a first draft of its text. */
  'agreements.adopt': call('agreements.edit', z.strictObject({ ...inFile, template: EntityId }), Agreement),
  /** Drafts a version that carries the newest text of the template and the school's own parts of its newest issued version. */
  'agreements.takeOver': call('agreements.edit', z.strictObject({ ...inFile, agreement: EntityId }), Version),
  'agreements.settings': call('agreements.read', z.strictObject(inFile), AgreementSettings),
  'agreements.setSettings': call(
    'agreements.edit',
    z.strictObject({ ...inFile, settings: AgreementSettings, reason: Reason }),
    AgreementSettings,
  ),
  'agreements.versions': call('agreements.read', z.strictObject({ ...inFile, agreement: EntityId }), z.array(Version)),
  'agreements.version': call('agreements.read', z.strictObject(ofVersion), Version),
  /** Saves a draft; null `version` begins one. Editing after review or approval puts it back to draft. @throws Fault 'conflict' for an issued one, or when trust text outside local parts was changed */
  'agreements.saveDraft': call(
    'agreements.edit',
    z.strictObject({ ...inFile, version: EntityId.nullable(), facts: VersionFacts }),
    Version,
  ),
  /**
   * Says of a part the trust left to the school that it is meant as the trust has it, or takes that back. It holds for
   * exactly these words, in later versions too. @throws Fault 'conflict' when the school has words of its own there
   */
  'agreements.keepPart': call(
    'agreements.edit',
    z.strictObject({ ...ofVersion, clause: EntityId, kept: z.boolean() }),
    Version,
  ),
  'agreements.discardDraft': call(
    'agreements.edit',
    z.strictObject({ ...ofVersion, reason: Reason }),
    z.array(Version),
  ),
  'agreements.sendToReview': call('agreements.edit', z.strictObject(ofVersion), Version),
  /** Approves the exact text the reviewer saw, or asks for changes. @throws Fault 'denied' for the author, 'conflict' when the hash is another now */
  'agreements.review': call(
    'agreements.approve',
    z.strictObject({ ...ofVersion, hash: z.string().max(64), approved: z.boolean(), note: Reason }),
    Version,
  ),
  /** Issues an approved version: its text stands for ever (R28). */
  'agreements.issue': call('agreements.approve', z.strictObject({ ...ofVersion, hash: z.string().max(64) }), Version),
  'agreements.compare': call(
    'agreements.read',
    z.strictObject({ ...inFile, before: EntityId, after: EntityId }),
    z.strictObject({ before: Version, after: Version, clauses: z.array(ClauseDiff) }),
  ),
  /**
   * The text as PDF or Word file; or a poster of it, as PDF one page of the paper named. A Word file is A4 always.
   * @throws Fault 'conflict' for a poster of a text too long to be read from a distance on one page
   */
  'agreements.print': call(
    'agreements.read',
    z.strictObject({
      ...ofVersion,
      what: z.enum(AGREEMENT_PRINTS),
      format: z.enum(['pdf', 'docx']),
      paper: z.enum(POSTER_PAPERS).default('A4'),
    }),
    saved,
  ),
} satisfies Contract
