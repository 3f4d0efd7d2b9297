/** The consent register: uses and their wording, answers with their evidence, and one question: may this child be in this photo? */
import { z } from 'zod'
import {
  Capacity,
  Channel,
  ConsentAnswer,
  ConsentState,
  LawfulBasis,
  PurposeCode,
  ReasonCode,
  Renewal,
  AskVerdict,
} from './answers'
import { consentsFiles, ListKind } from './consents-files'
import { ConsentSettings, ConsentSettingsView } from './consents-settings'
import { CivilDate, EntityId, Instant, Line, Note, PersonId, Reason, SchoolId, TenantId } from './primitives'
import { PupilCard } from './pupils'
import { call, type Contract } from './rpc'

/** One use of images in one school, in the school's own words, mapped to the trust's list for comparison. */
export const PurposeFacts = z.strictObject({
  label: Line,
  /** The policy's own words; null when the use is the school's without a document. */
  asWritten: Line.nullable(),
  /** The trust's use it stands for; null: not mapped yet. */
  code: PurposeCode.nullable(),
  basis: LawfulBasis,
  /** The picture is seen outside the school, so that NO_PUBLISH forbids it (R55). */
  outside: z.boolean(),
  renewal: Renewal,
  /** Days before an expiry at which it is listed as due. */
  reminderDays: z.int().min(0).max(365),
  /** Paper order (ux 6). */
  position: z.int().min(0).max(1000),
  /** No longer asked or used from this day; null: in use. */
  retiredOn: CivilDate.nullable(),
  /** Document and clause the use comes from. */
  source: Line.nullable(),
})
export type PurposeFacts = z.output<typeof PurposeFacts>

/** What decides whether a use may be made of a picture, and until when. Where two PCs differ, the stricter counts (C19). */
export const PurposeTerms = PurposeFacts.pick({ basis: true, outside: true, renewal: true, retiredOn: true })
export type PurposeTerms = z.output<typeof PurposeTerms>

/** What one PC says of them, and who said so there and when. */
export const TermsSaid = PurposeTerms.extend({ event: EntityId, by: PersonId, at: Instant })
export type TermsSaid = z.output<typeof TermsSaid>

export const Purpose = PurposeFacts.extend({
  id: EntityId,
  /** Two PCs differ, and this is what permits most by either; null: they agree. */
  loosest: PurposeTerms.nullable(),
})
export type Purpose = z.output<typeof Purpose>

/** What is asked about one use. */
export const WordingQuestion = z.strictObject({
  purpose: EntityId,
  /** The question a Yes agrees to. */
  text: z.string().trim().min(1).max(600),
  /** What will be done with the picture (R43). */
  whatWillBeDone: z.string().trim().max(600),
})
export type WordingQuestion = z.output<typeof WordingQuestion>

/** The exact text shown when consent is asked (R43, R44). Immutable once issued. */
export const WordingFacts = z.strictObject({
  /** Such as "2026/27, 1". */
  version: Line,
  title: Line,
  /** Legal name of the controller (R2, R43). */
  controller: Line,
  /** Others who rely on the consent, by name (R43). */
  otherControllers: z.array(Line).max(10),
  intro: Note,
  questions: z.array(WordingQuestion).max(40),
  /** How consent is taken back, at any time (R43, R45). */
  withdrawal: z.string().trim().max(2000),
  /** BCP 47, such as `en-GB`. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  direction: z.enum(['ltr', 'rtl']),
  /** A Yes on this form counts from here: a form signed in July may be one for September. */
  effectiveFrom: CivilDate,
})
export type WordingFacts = z.output<typeof WordingFacts>

export const Wording = WordingFacts.extend({
  id: EntityId,
  /** Null while a draft. */
  issuedOn: CivilDate.nullable(),
  /** BLAKE2b-256 of its canonical text, hex; null while a draft. */
  hash: z.string().nullable(),
  /** What R43 still asks for, in words; empty when it may be issued. */
  problems: z.array(z.string()),
})
export type Wording = z.output<typeof Wording>

/** Who answered. */
export const Decider = z.union([
  z.strictObject({ kind: z.literal('PUPIL') }),
  z.strictObject({ kind: z.literal('CONTACT'), contact: EntityId }),
  /** Somebody who is no contact of the pupil, by name. */
  z.strictObject({ kind: z.literal('OTHER'), name: Line }),
])
export type Decider = z.output<typeof Decider>

/** One answer as it was recorded (R44). */
export const AnswerEntry = z.strictObject({
  event: EntityId,
  purpose: EntityId,
  /** Contact id, or null for the pupil and for others. */
  contact: EntityId.nullable(),
  /** Name as it was told; null for the pupil. */
  name: z.string().nullable(),
  capacity: Capacity,
  answer: ConsentAnswer,
  decidedOn: CivilDate,
  channel: Channel,
  wording: EntityId.nullable(),
  conditions: z.string().nullable(),
  evidence: z.string().nullable(),
  expiresOn: CivilDate.nullable(),
  recordedAt: Instant,
  recordedBy: PersonId,
  /** Nothing later supersedes it. */
  stands: z.boolean(),
})
export type AnswerEntry = z.output<typeof AnswerEntry>

/** What `decide` finds for one pupil and one use. */
export const Decision = z.strictObject({
  verdict: AskVerdict,
  state: ConsentState,
  reason: ReasonCode,
  /** One line, without anything this person may not know (R5). */
  words: z.string(),
  /** Conditions to meet for YES_IF, in words. */
  conditions: z.array(z.string()),
  /** Who can resolve CHECK_FIRST, in words; null for the other verdicts. */
  whoResolves: z.string().nullable(),
  /** The last day it holds; null: open, or no Yes. */
  holdsUntil: CivilDate.nullable(),
})
export type Decision = z.output<typeof Decision>

export const PupilDecision = Decision.extend({ pupil: PupilCard })
export type PupilDecision = z.output<typeof PupilDecision>

export const AskAnswer = z.strictObject({
  /** Id of the record that this was asked; quoted in the copied note. */
  record: EntityId,
  purpose: EntityId,
  named: z.boolean(),
  on: CivilDate,
  askedAt: Instant,
  /** The answer for the picture as a whole: the worst of all (R57). */
  verdict: AskVerdict,
  /** One line: "Crop, retake or leave out: 2 pupils". */
  words: z.string(),
  /** The No's first, then those to check, then the rest, each in the order of surnames. */
  pupils: z.array(PupilDecision),
  /** Uses in which everybody may be shown, by label; empty when there is none. */
  instead: z.array(z.string()),
  /** Warnings about the whole answer, such as records older than a day (R123). */
  warnings: z.array(z.string()),
  /** A dated note to copy. */
  note: z.string(),
})
export type AskAnswer = z.output<typeof AskAnswer>

/** What follows from a withdrawal: where pictures or lists may be out (R46). */
export const FollowUp = z.strictObject({ words: z.string(), checklist: EntityId.nullable() })
export type FollowUp = z.output<typeof FollowUp>

/** One line of the register: a state for each purpose in the order of `purposes`. */
export const RegisterLine = z.strictObject({
  pupil: PupilCard,
  cells: z.array(
    z.strictObject({
      verdict: AskVerdict,
      state: ConsentState,
      holdsUntil: CivilDate.nullable(),
      /** Where nobody's authority to decide in care is recorded, and the reader may know it; the state tells it from nothing. */
      reason: ReasonCode.extract(['CARE_AUTHORITY_MISSING']).optional(),
    }),
  ),
  /** Date of the newest answer on any use; null: none. */
  answeredOn: CivilDate.nullable(),
})
export type RegisterLine = z.output<typeof RegisterLine>

/** Counts of one use. A count under 5 is null for whoever may not see pupils (R4, C39). */
const Count = z.int().nonnegative().nullable()
export const FigureLine = z.strictObject({
  /** Class, or null for the whole school. */
  className: z.string().nullable(),
  pupils: Count,
  /** In the order of `purposes`. */
  uses: z.array(z.strictObject({ yes: Count, no: Count, check: Count })),
  /** Pupils nobody has answered any consent use for. */
  notReturned: Count,
})
export type FigureLine = z.output<typeof FigureLine>

const inSchool = { school: SchoolId }
const ofPupil = { ...inSchool, pupil: EntityId }

export const consents = {
  'consents.purposes': call(
    'consents.figures',
    z.strictObject({ ...inSchool, retired: z.boolean().default(false) }),
    z.array(Purpose),
  ),
  'consents.addPurpose': call('consents.design', z.strictObject({ ...inSchool, facts: PurposeFacts }), Purpose),
  'consents.editPurpose': call(
    'consents.design',
    z.strictObject({ ...inSchool, purpose: EntityId, facts: PurposeFacts, reason: Reason }),
    Purpose,
  ),
  /** What PCs that differ say of a use, the oldest first; one line where they agree. */
  'consents.termsSaid': call(
    'consents.figures',
    z.strictObject({ ...inSchool, purpose: EntityId }),
    z.array(TermsSaid),
  ),
  /** Settles what two PCs recorded differently of a use: what one of them says is right. */
  'consents.settleTerms': call(
    'consents.design',
    z.strictObject({
      ...inSchool,
      purpose: EntityId,
      /** One of `consents.termsSaid`. */ event: EntityId,
      reason: Reason,
    }),
    Purpose,
  ),
  'consents.settings': call('consents.figures', z.strictObject(inSchool), ConsentSettingsView),
  'consents.setSettings': call(
    'consents.design',
    z.strictObject({ ...inSchool, settings: ConsentSettings, reason: Reason }),
    ConsentSettingsView,
  ),
  /** Settles from which age a pupil decides, where two PCs recorded it differently: what one of them says is right. */
  'consents.settleViewFrom': call(
    'consents.design',
    z.strictObject({ ...inSchool, /** One of `viewFromSaid`. */ event: EntityId, reason: Reason }),
    ConsentSettingsView,
  ),
  'consents.wordings': call('consents.figures', z.strictObject(inSchool), z.array(Wording)),
  /** Makes a draft, or changes one. @throws Fault 'conflict' for an issued wording */
  'consents.saveWording': call(
    'consents.design',
    z.strictObject({ ...inSchool, wording: EntityId.nullable(), facts: WordingFacts }),
    Wording,
  ),
  /** Issues a draft: from then on its text stands for ever. Refused while R43 asks for something. */
  'consents.issueWording': call('consents.design', z.strictObject({ ...inSchool, wording: EntityId }), Wording),

  /** The register on a date, as the records stood then. */
  'consents.register': call(
    'consents.read',
    z.strictObject({ ...inSchool, on: CivilDate.nullable().default(null) }),
    z.strictObject({ on: CivilDate, purposes: z.array(Purpose), lines: z.array(RegisterLine) }),
  ),
  /** Every use of one pupil with its decision, and every answer ever recorded. */
  'consents.ofPupil': call(
    'consents.read',
    z.strictObject(ofPupil),
    z.strictObject({
      uses: z.array(z.strictObject({ purpose: Purpose, decision: Decision })),
      answers: z.array(AnswerEntry),
    }),
  ),
  /**
   * May these pupils be in this picture, for this use, on this date? Fails closed. Each asking is recorded (C24).
   * `knownOn` asks what the records of a past day would have said.
   */
  'consents.ask': call(
    'consents.ask',
    z.strictObject({
      ...inSchool,
      pupils: z.array(EntityId).min(1).max(2000),
      purpose: EntityId,
      named: z.boolean(),
      on: CivilDate,
      knownOn: CivilDate.nullable().default(null),
    }),
    AskAnswer,
  ),
  /** Records answers of one person for one pupil. A Yes needs what R44 asks. */
  'consents.record': call(
    'consents.record',
    z.strictObject({
      ...ofPupil,
      by: Decider,
      capacity: Capacity,
      decidedOn: CivilDate,
      channel: Channel,
      wording: EntityId.nullable(),
      evidence: Line.nullable(),
      answers: z
        .array(
          z.strictObject({
            purpose: EntityId,
            answer: ConsentAnswer.exclude(['VOID']),
            conditions: Line.nullable().default(null),
            expiresOn: CivilDate.nullable().default(null),
            outlastsLeaving: z.boolean().default(false),
          }),
        )
        .min(1)
        .max(40),
    }),
    z.strictObject({ batch: EntityId, warnings: z.array(z.string()) }),
  ),
  /** Takes consent back, for any uses, through any channel; effective when saved (R45, R46). */
  'consents.withdraw': call(
    'consents.record',
    z.strictObject({
      ...ofPupil,
      by: Decider,
      capacity: Capacity,
      askedOn: CivilDate,
      channel: Channel,
      /** Empty: every use that asks for consent. */
      purposes: z.array(EntityId).max(100),
      note: Line.nullable(),
    }),
    z.strictObject({ batch: EntityId, uses: z.int(), followUps: z.array(FollowUp) }),
  ),
  /** Adds reversing answers for one batch of answers; each person's earlier answer stands again (ux 7). */
  'consents.reverse': call(
    'consents.record',
    z.strictObject({ ...inSchool, batch: EntityId, reason: Reason }),
    z.strictObject({ batch: EntityId, words: z.string() }),
  ),
  /** Settles a dispute with a note (R52). `GIVEN` needs a Yes with evidence among those it settles. */
  'consents.settle': call(
    'consents.settle',
    z.strictObject({ ...ofPupil, purpose: EntityId, outcome: z.enum(['GIVEN', 'REFUSED']), note: Reason }),
    Decision,
  ),
  /** Overrules an objection to a use without consent, with a reason (R40). */
  'consents.overrule': call(
    'consents.overrule',
    z.strictObject({ ...ofPupil, purpose: EntityId, note: Reason }),
    Decision,
  ),

  'consents.figures': call(
    'consents.figures',
    z.strictObject(inSchool),
    z.strictObject({ on: CivilDate, purposes: z.array(Purpose), lines: z.array(FigureLine) }),
  ),
  'consents.list': call(
    'consents.read',
    z.strictObject({ ...inSchool, kind: ListKind }),
    z.array(z.strictObject({ pupil: PupilCard, words: z.string(), dueOn: CivilDate.nullable() })),
  ),
  ...consentsFiles,
  /** Every school's counts side by side by the trust's uses; small counts hidden (R4, R117). */
  'consents.compare': call(
    'consents.figures',
    z.strictObject({}),
    z.array(
      z.strictObject({
        school: TenantId,
        name: z.string(),
        /** Null when its file cannot be read. */
        pupils: Count,
        uses: z.array(
          z.strictObject({
            code: PurposeCode,
            asked: z.boolean(),
            basis: LawfulBasis.nullable(),
            renewal: Renewal.nullable(),
            yes: Count,
          }),
        ),
      }),
    ),
  ),
} satisfies Contract
