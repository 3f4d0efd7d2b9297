/** How long pictures are kept, what blocks their disposal, and the disposal itself with its proof (R66-R78). */
import { z } from 'zod'
import { ImageClass } from './images'
import { CivilDate, EntityId, Instant, Line, PersonId, Post, Reason, SchoolId, TenantId } from './primitives'
import { call, type Contract } from './rpc'

/** What sets a retention clock going (R67). */
export const TRIGGERS = ['CAPTURE', 'ACADEMIC_YEAR_END', 'LEAVING', 'CONSENT_END', 'LAST_USE', 'BIRTH'] as const
export const Trigger = z.enum(TRIGGERS)
export type Trigger = z.output<typeof Trigger>

export const RetentionRuleFacts = z.strictObject({
  label: Line,
  /** Class it is for; null: any class without a rule of its own. */
  imageClass: ImageClass.nullable(),
  trigger: Trigger,
  /** Whole months from the trigger to the due date. */
  months: z.int().min(0).max(1200),
  /** Months from due to dispose-by (R68). */
  windowMonths: z.int().min(0).max(60),
  action: z.enum(['DELETE', 'ANONYMISE', 'ARCHIVE']),
  /** Why so long, in words (R66). */
  basis: Line,
  /** Who sees to it. */
  post: Post,
  /** First day on which it no longer counts. */
  retiredOn: CivilDate.nullable(),
})
export type RetentionRuleFacts = z.output<typeof RetentionRuleFacts>
export const RetentionRule = RetentionRuleFacts.extend({
  id: EntityId,
  /** Sets it applies to today. */
  sets: z.int(),
})
export type RetentionRule = z.output<typeof RetentionRule>

/** What a change of a rule would do, before anything is saved. */
export const WhatIf = z.strictObject({
  sets: z.int(),
  /** Sets whose date changes. `title` is empty for whoever may not see sets. */
  changes: z
    .array(
      z.strictObject({
        set: EntityId,
        title: z.string(),
        before: CivilDate.nullable(),
        after: CivilDate.nullable(),
        /** Would be due today and is not now. */
        dueNow: z.boolean(),
      }),
    )
    .max(500),
  changed: z.int(),
  dueNow: z.int(),
})
export type WhatIf = z.output<typeof WhatIf>

export const HOLD_KINDS = ['LITIGATION', 'POLICE', 'INQUIRY', 'SUBJECT_ACCESS', 'COMPLAINT', 'OTHER'] as const
/** What blocks a disposal (R72). */
export const HoldFacts = z.strictObject({
  set: EntityId,
  kind: z.enum(HOLD_KINDS),
  owner: PersonId,
  reason: Reason,
  reviewOn: CivilDate,
})
export type HoldFacts = z.output<typeof HoldFacts>
export const Hold = HoldFacts.extend({
  id: EntityId,
  title: z.string(),
  from: CivilDate,
  /** A hold never ends by itself when its review date passes. */
  reviewOverdue: z.boolean(),
})
export type Hold = z.output<typeof Hold>

/** Result for one place copies lie in (R73, R75, R77). */
export const DISPOSAL_RESULTS = ['DELETED', 'ALREADY_GONE', 'KEPT', 'BEYOND_USE', 'PURGED', 'CANNOT_RECALL'] as const
export const DisposalResult = z.enum(DISPOSAL_RESULTS)
export type DisposalResult = z.output<typeof DisposalResult>

/** Places copies may lie in, each to be answered for (R73). */
export const SYSTEMS = [
  'REGISTERED_FOLDER',
  'SHARED_DRIVE',
  'DEVICES',
  'APP',
  'WEBSITE',
  'SOCIAL',
  'PRINT_STOCK',
  'OFF_SITE',
  'BACKUP',
] as const
export const DisposalSystem = z.enum(SYSTEMS)
export type DisposalSystem = z.output<typeof DisposalSystem>

export const DISPOSAL_PHASES = ['PROPOSED', 'APPROVED', 'REFUSED', 'BEGUN', 'BROKEN_OFF', 'CARRIED_OUT'] as const

export const Disposal = z.strictObject({
  id: EntityId,
  /** On the printed record: a number of this school, with a letter where two PCs gave the same one. */
  number: z.string(),
  /** `BROKEN_OFF`: begun and not finished, some files may be there still. */
  phase: z.enum(DISPOSAL_PHASES),
  sets: z.array(
    z.strictObject({
      set: EntityId,
      title: z.string(),
      rule: z.string(),
      dueOn: CivilDate,
      files: z.int(),
      /** Files that are still to be dealt with, and those kept with a reason. */
      pending: z.int(),
      kept: z.int(),
    }),
  ),
  why: z.string(),
  proposedBy: PersonId,
  proposedOn: CivilDate,
  /** Who approved or refused. */
  answeredBy: PersonId.nullable(),
  answeredOn: CivilDate.nullable(),
  note: z.string().nullable(),
  carriedOutAt: Instant.nullable(),
  results: z.array(
    z.strictObject({
      system: DisposalSystem,
      result: DisposalResult,
      items: z.int(),
      words: z.string(),
      /** `BEYOND_USE` until then (R75). */
      purgeBy: CivilDate.nullable(),
      by: PersonId,
      at: Instant,
    }),
  ),
  /** Places not answered for yet. */
  open: z.array(DisposalSystem),
  /** What happened to files that could not be deleted, in words. */
  problems: z.array(z.string()).max(200),
})
export type Disposal = z.output<typeof Disposal>

/** One school in figures: what the trust sees of pictures kept. */
export const ImagesFigures = z.strictObject({
  school: SchoolId,
  /** Null for a file that cannot be opened here. */
  counts: z
    .strictObject({
      sets: z.int(),
      due: z.int(),
      overdue: z.int(),
      onHold: z.int(),
      noRule: z.int(),
      takeDowns: z.int(),
      takeDownsOverdue: z.int(),
      breachesOpen: z.int(),
      oldestOverdue: CivilDate.nullable(),
    })
    .nullable(),
})
export type ImagesFigures = z.output<typeof ImagesFigures>

const inSchool = { school: SchoolId }
const ofDisposal = { ...inSchool, disposal: EntityId }
/** The date as the person who acts knows it, typed: a wrong clock destroys nothing (C38). */
const saidToday = CivilDate

/** An entry of the history that is dated ahead of this PC's clock: the newest one of the PC that recorded it. */
export const ClockEntry = z.strictObject({
  event: EntityId,
  /** What was recorded, without names of pupils. */
  words: z.string(),
  /** By the clock of the PC that recorded it. */
  at: Instant,
  /** First eight characters of that PC's id, as the history shows it; whether it is this one. */
  device: z.string(),
  isHere: z.boolean(),
  by: PersonId,
  /** How many entries of that PC are ahead, this one among them. */
  entries: z.int().positive(),
  /** Who has declared its clock wrong so far. */
  declared: z.array(z.strictObject({ by: PersonId, on: CivilDate, reason: z.string() })),
})
export type ClockEntry = z.output<typeof ClockEntry>

export const retention = {
  /** Rules of a school, or the trust's defaults when its own id is given. */
  'images.rules': call('images.schedule', z.strictObject({ school: TenantId }), z.array(RetentionRule)),
  'images.saveRule': call(
    'images.rules',
    z.strictObject({ school: TenantId, rule: EntityId.nullable(), facts: RetentionRuleFacts, reason: Reason }),
    RetentionRule,
  ),
  /** Copies those of the trust's defaults for which the school has no rule. */
  'images.adoptDefaults': call('images.rules', z.strictObject(inSchool), z.array(RetentionRule)),
  'images.whatIf': call(
    'images.rules',
    z.strictObject({ ...inSchool, rule: EntityId.nullable(), facts: RetentionRuleFacts }),
    WhatIf,
  ),
  /** Holds that stand. */
  'images.holds': call('images.read', z.strictObject(inSchool), z.array(Hold)),
  'images.hold': call('images.hold', z.strictObject({ ...inSchool, facts: HoldFacts }), Hold),
  'images.reviewHold': call(
    'images.hold',
    z.strictObject({ ...inSchool, hold: EntityId, reviewOn: CivilDate, reason: Reason }),
    z.array(Hold),
  ),
  'images.liftHold': call(
    'images.hold',
    z.strictObject({ ...inSchool, hold: EntityId, reason: Reason }),
    z.array(Hold),
  ),

  'images.disposals': call('images.read', z.strictObject(inSchool), z.array(Disposal)),
  /** @throws Fault 'conflict' when one of the sets is not due, on hold, in use or proposed already; then nothing is proposed */
  'images.propose': call(
    'images.dispose',
    z.strictObject({ ...inSchool, sets: z.array(EntityId).min(1).max(100), why: Reason, saidToday }),
    Disposal,
  ),
  /** A second person approves or refuses (R74). @throws Fault 'denied' for whoever proposed it */
  'images.approve': call(
    'images.approve',
    z.strictObject({ ...ofDisposal, approved: z.boolean(), note: Reason, saidToday }),
    Disposal,
  ),
  /** Deletes the files of registered folders whose hash is still the registered one; can be gone on with after a break. Tells `progress` of `job`. */
  'images.carryOut': call('images.dispose', z.strictObject({ ...ofDisposal, job: EntityId, saidToday }), Disposal),
  /** Says what became of the copies in one place the app cannot reach. */
  'images.recordResult': call(
    'images.dispose',
    z.strictObject({
      ...ofDisposal,
      system: DisposalSystem,
      result: DisposalResult,
      items: z.int().nonnegative(),
      words: Line,
      purgeBy: CivilDate.nullable(),
    }),
    Disposal,
  ),
  /** What is dated ahead of this PC's clock and so stops disposals, and yeses of Ask (C38). */
  'images.clocks': call('images.read', z.strictObject(inSchool), z.array(ClockEntry)),
  /**
   * Declares that the clock behind such an entry was wrong. With a second person's word it counts no more.
   * @throws Fault 'bad-input' when the date typed is not this PC's, 'denied' for whoever has said so already
   */
  'images.declareClock': call(
    'images.approve',
    z.strictObject({ ...inSchool, event: EntityId, reason: Reason, saidToday }),
    z.array(ClockEntry),
  ),
  /** The numbered destruction record as a PDF, without names of pupils (R73). */
  'images.saveRecord': call(
    'images.read',
    z.strictObject(ofDisposal),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  /** Counts of every school this person may see. */
  'images.figures': call('images.schedule', z.strictObject({}), z.array(ImagesFigures)),
} satisfies Contract
