/** Paper forms: printed with a number, keyed in batches, checked by a second pair of eyes (ux 6). */
import { z } from 'zod'
import { Capacity } from './answers'
import { Decider, WordingQuestion } from './consents'
import { CivilDate, EntityId, Instant, Line, PersonId, SchoolId } from './primitives'
import { PupilCard, Relationship } from './pupils'
import { call, type Contract } from './rpc'

/** Number on a printed form: 12 random digits and 2 check digits; says nothing about the child. */
export const FormNumber = z.string().regex(/^\d{14}$/)

export const PrintRun = z.strictObject({
  id: EntityId,
  wording: EntityId,
  version: z.string(),
  /** Class, or what else was chosen. */
  label: z.string(),
  printedAt: Instant,
  printedBy: PersonId,
  forms: z.int(),
  /** Forms of it that have been keyed. */
  returned: z.int(),
})
export type PrintRun = z.output<typeof PrintRun>

/** One box on a form: ticked Yes, ticked No, or blank or unclear (which permits nothing, R41). */
export const Tick = z.enum(['Y', 'N', 'U'])
export type Tick = z.output<typeof Tick>

/** What is wrong with a keyed form; amber holds it in "To check", red stops it (ux 6). */
export const SHEET_PROBLEMS = [
  'UNSIGNED',
  'UNDATED',
  /** Dated after today, or after the day it came in. */
  'FUTURE_DATE',
  'BEFORE_WORDING',
  'OLDER_THAN_STANDING',
  'SIGNER_NOT_RESPONSIBLE',
  'SECOND_PARENT_DIFFERS',
  'PROTECTED_PUPIL',
  'KEYED_BEFORE',
  'QUERY',
  'PUPIL_VIEW_MISSING',
  'OTHER_WORDING',
  /** A second person keyed it differently; nobody has looked yet. */
  'REKEY_DIFFERS',
] as const
export const SheetProblem = z.enum(SHEET_PROBLEMS)
export type SheetProblem = z.output<typeof SheetProblem>

/** What is keyed from one form. */
export const SheetFacts = z.strictObject({
  pupil: EntityId,
  /** Null: found by name. */
  number: FormNumber.nullable(),
  /** In paper order, one for each question of the wording. */
  ticks: z.array(Tick).max(40),
  /** Null: unsigned. */
  signedBy: Decider.nullable(),
  capacity: Capacity.nullable(),
  /** Null: undated. */
  signedOn: CivilDate.nullable(),
  /** The pupil's own part: agrees, does not, or left it blank. */
  pupilAgrees: Tick,
  query: z.boolean(),
  note: Line.nullable(),
})
export type SheetFacts = z.output<typeof SheetFacts>

export const Sheet = SheetFacts.extend({
  id: EntityId,
  /** Place in the batch, from 1. */
  position: z.int(),
  /** `DRAFT`: being keyed; `SAVED`: its answers count; `TO_CHECK`: held until somebody looks; `SET_ASIDE`: counts for nothing. */
  state: z.enum(['DRAFT', 'SAVED', 'TO_CHECK', 'SET_ASIDE']),
  problems: z.array(SheetProblem),
  /** Who it is about, for the list. */
  card: PupilCard,
})
export type Sheet = z.output<typeof Sheet>

export const BatchCard = z.strictObject({
  id: EntityId,
  wording: EntityId,
  version: z.string(),
  receivedOn: CivilDate,
  /** How many forms were counted in the pile. */
  expected: z.int(),
  keyed: z.int(),
  toCheck: z.int(),
  owner: PersonId,
  state: z.enum(['OPEN', 'PAUSED', 'CLOSED']),
  startedAt: Instant,
  /** Blind re-key: forms to key again, keyed again, and found to differ. */
  rekey: z.strictObject({
    sample: z.int(),
    done: z.int(),
    differing: z.int(),
    /** Over 1 per cent of boxes differ (ux 6). */ full: z.boolean(),
  }),
})
export type BatchCard = z.output<typeof BatchCard>

export const Batch = BatchCard.extend({
  questions: z.array(WordingQuestion.extend({ label: z.string() })),
  sheets: z.array(Sheet),
})
export type Batch = z.output<typeof Batch>

/** The child a form is about, with what the keyer needs and no more. */
export const FormTarget = z.strictObject({
  card: PupilCard,
  number: FormNumber.nullable(),
  /** Contacts to choose the signer from: who may decide first. `responsible`: may decide today, as far as is recorded. */
  signers: z.array(
    z.strictObject({ contact: EntityId, name: z.string(), relationship: Relationship, responsible: z.boolean() }),
  ),
  /** The pupil's own part is on the form. */
  pupilSigns: z.boolean(),
  /** Printed for another wording than the batch's; null: the same, or found by name. */
  otherWording: z.string().nullable(),
  keyedBefore: z.boolean(),
})
export type FormTarget = z.output<typeof FormTarget>

const inSchool = { school: SchoolId }
const ofBatch = { ...inSchool, batch: EntityId }

export const entry = {
  'entry.runs': call('entry.key', z.strictObject(inSchool), z.array(PrintRun)),
  /** Prints forms for classes, one run a class, as one PDF with cover sheets. Nothing is recorded when saving is cancelled. */
  'entry.print': call(
    'entry.key',
    z.strictObject({
      ...inSchool,
      wording: EntityId,
      classes: z.array(z.string().max(40)).max(200),
      /** Only pupils nobody has answered for under this wording. */
      onlyMissing: z.boolean(),
    }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable(), forms: z.int() }),
  ),
  /** One form again, with a number of its own. */
  'entry.reprint': call(
    'entry.key',
    z.strictObject({ ...inSchool, wording: EntityId, pupil: EntityId }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  'entry.batches': call('entry.key', z.strictObject(inSchool), z.array(BatchCard)),
  'entry.start': call(
    'entry.key',
    z.strictObject({ ...inSchool, wording: EntityId, receivedOn: CivilDate, expected: z.int().min(1).max(2000) }),
    Batch,
  ),
  'entry.batch': call('entry.key', z.strictObject(ofBatch), Batch),
  /** Pauses, takes up again (whoever does so owns it from then on), or counts again how many there are. */
  'entry.pause': call('entry.key', z.strictObject(ofBatch), BatchCard),
  'entry.resume': call('entry.key', z.strictObject(ofBatch), Batch),
  'entry.recount': call('entry.key', z.strictObject({ ...ofBatch, expected: z.int().min(1).max(2000) }), BatchCard),
  /** Closes a batch. @throws Fault 'conflict' while its count differs or a re-key is due */
  'entry.close': call('entry.key', z.strictObject(ofBatch), BatchCard),
  /** The child behind a scanned number. @throws Fault 'not-found' for a number of no form of this school */
  'entry.scan': call('entry.key', z.strictObject({ ...ofBatch, number: z.string().trim().max(40) }), FormTarget),
  /** The child chosen by name. */
  'entry.target': call('entry.key', z.strictObject({ ...ofBatch, pupil: EntityId }), FormTarget),
  /** Keeps a form in the middle of keying, so that a crash loses nothing. */
  'entry.keep': call(
    'entry.key',
    z.strictObject({ ...ofBatch, sheet: EntityId.nullable(), facts: SheetFacts }),
    z.strictObject({ sheet: EntityId }),
  ),
  /** Saves a form: its answers count at once, or it is held with its problems. Saving a reopened form corrects its answers. */
  'entry.save': call('entry.key', z.strictObject({ ...ofBatch, sheet: EntityId.nullable(), facts: SheetFacts }), Sheet),
  /** Lets a held form count after somebody has looked, with what was found out. */
  'entry.release': call('entry.key', z.strictObject({ ...ofBatch, sheet: EntityId, note: Line }), Sheet),
  /** Takes a form out: what it had said no longer counts. */
  'entry.setAside': call('entry.key', z.strictObject({ ...ofBatch, sheet: EntityId, note: Line }), Sheet),
  /** Forms a second person keys again without seeing what was keyed. @throws Fault 'denied' for whoever keyed them */
  'entry.sample': call(
    'entry.key',
    z.strictObject(ofBatch),
    z.array(z.strictObject({ sheet: EntityId, position: z.int(), card: PupilCard, done: z.boolean() })),
  ),
  'entry.rekey': call(
    'entry.key',
    z.strictObject({ ...ofBatch, sheet: EntityId, ticks: z.array(Tick).max(40), signedOn: CivilDate.nullable() }),
    /** Numbers of the questions that differ, from 1; 0 stands for the date. */
    z.strictObject({ differs: z.array(z.int()), batch: BatchCard }),
  ),
  /** The slip that goes on top of the pile: counts, differences, who keyed. */
  'entry.slip': call(
    'entry.key',
    z.strictObject(ofBatch),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
} satisfies Contract
