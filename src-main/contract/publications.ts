/** Where pictures are used, what has to come down, and what went out against the decision (R57-R60, R63, R77). */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, PersonId, Reason, SchoolId } from './primitives'
import { PupilCard } from './pupils'
import { call, type Contract } from './rpc'

/** Kinds of place a picture is used in. What is printed or with the press is out of the school's reach (R77). */
export const PLACES = ['WEBSITE', 'SOCIAL', 'APP', 'DISPLAY', 'VIDEO', 'PRINT', 'PRESS', 'OTHER'] as const
export const PublicationPlace = z.enum(PLACES)
export type PublicationPlace = z.output<typeof PublicationPlace>

/** Places from which nothing can be taken back: a use ends at REQUESTED or CANNOT_RECALL (R77). */
export const OUT_OF_REACH: readonly PublicationPlace[] = ['PRINT', 'PRESS']

/** Status of one use (R63, R77). */
export const PUBLICATION_STATES = ['LIVE', 'REQUESTED', 'REMOVED', 'CANNOT_RECALL'] as const
export const PublicationState = z.enum(PUBLICATION_STATES)
export type PublicationState = z.output<typeof PublicationState>

export const PublicationFacts = z.strictObject({
  set: EntityId,
  purpose: EntityId,
  place: PublicationPlace,
  /** Where, in words: "School website, news of 4 October". */
  channel: Line,
  address: z.string().trim().min(1).max(2000).nullable(),
  printRun: z.int().positive().nullable(),
  from: CivilDate,
  /** Last day; null: until it is taken down. */
  until: CivilDate.nullable(),
  named: z.boolean(),
  /** Pupils on the pictures used; null: everybody on the set. */
  pupils: z.array(EntityId).max(1500).nullable(),
  /** Captions as they go out, to be looked through for names (R60). */
  captions: z.string().trim().max(10_000),
  /** File names as they go out. */
  fileNames: z.array(z.string().trim().min(1).max(255)).max(500),
  /** The senior leader who approved it (requirements 6). */
  approvedBy: PersonId,
})
export type PublicationFacts = z.output<typeof PublicationFacts>

export const Publication = PublicationFacts.omit({ pupils: true, captions: true, fileNames: true }).extend({
  id: EntityId,
  /** Of the set. */
  title: z.string(),
  /** Of the use. */
  label: z.string(),
  state: PublicationState,
  /** Since when, and what shows it; null while live. */
  stateOn: CivilDate.nullable(),
  evidence: z.string().nullable(),
  pupils: z.int(),
  /** Pupils on it because of whom it has to come down. */
  blocked: z.int(),
  /** Pupils whose Yes has run out since: to be asked anew. Earlier use stays lawful (R45). */
  lapsed: z.int(),
  /** Was to end and is still up. */
  overran: z.boolean(),
  publishedBy: PersonId,
})
export type Publication = z.output<typeof Publication>

/** What stands in the way of a publication (R57, R58, R60). */
export const PublicationCheck = z.strictObject({
  /** Nobody is in the way, no name is in the texts, and the set says who is on it. */
  free: z.boolean(),
  pupils: z.int(),
  blockers: z.array(z.strictObject({ pupil: PupilCard, words: z.string() })),
  /** Conditions to be met, each with how many pupils it is for. */
  conditions: z.array(z.strictObject({ words: z.string(), pupils: z.int() })),
  /** Full names found in captions or file names. */
  names: z.array(z.strictObject({ where: z.string(), found: z.string() })).max(200),
  /** Other reasons why it may not go out, in words. */
  obstacles: z.array(z.string()),
  /** What does not stop it but should be known. */
  warnings: z.array(z.string()),
  checkedAt: Instant,
})
export type PublicationCheck = z.output<typeof PublicationCheck>

/** One use that has to come down because of one pupil (R46, R63). Worked out from the records, never typed. */
export const TakeDown = z.strictObject({
  publication: EntityId,
  title: z.string(),
  channel: z.string(),
  address: z.string().nullable(),
  place: PublicationPlace,
  state: PublicationState,
  pupil: PupilCard,
  /** Why, without anything this person may not know. */
  words: z.string(),
  since: CivilDate,
  owner: PersonId,
  dueOn: CivilDate,
  overdue: z.boolean(),
})
export type TakeDown = z.output<typeof TakeDown>

/** A picture used against the decision (R59): 72 hours to decide whether the regulator is told. Named by its publication. */
export const Breach = z.strictObject({
  publication: EntityId,
  title: z.string(),
  channel: z.string(),
  /** `KNOWINGLY`: recorded as one that went out all the same. `FOUND`: another PC had recorded a No before it went out. */
  kind: z.enum(['KNOWINGLY', 'FOUND']),
  openedAt: Instant,
  decideBy: Instant,
  overdue: z.boolean(),
  pupils: z.int(),
  why: z.string(),
  decision: z.enum(['REPORTED', 'NOT_REPORTED']).nullable(),
  note: z.string().nullable(),
  decidedBy: PersonId.nullable(),
})
export type Breach = z.output<typeof Breach>

const inSchool = { school: SchoolId }
const ofPublication = { ...inSchool, publication: EntityId }

export const publications = {
  /** The group check (R57). Changes nothing. */
  'images.check': call('images.read', z.strictObject({ ...inSchool, facts: PublicationFacts }), PublicationCheck),
  /**
   * Records a publication; checked anew in the same moment, so that no check is older than the last answer (R58).
   * `despite` records one that went out all the same, and opens a breach (R59).
   * @throws Fault 'conflict' when something stands in the way and `despite` is null
   */
  'images.publish': call(
    'images.publish',
    z.strictObject({ ...inSchool, facts: PublicationFacts, despite: Reason.nullable().default(null) }),
    Publication,
  ),
  'images.publications': call(
    'images.read',
    z.strictObject({
      ...inSchool,
      state: PublicationState.nullable().default(null),
      set: EntityId.nullable().default(null),
    }),
    z.array(Publication),
  ),
  /** Says what became of a use, with what shows it. @throws Fault 'bad-input' for REMOVED of what is out of reach (R77) */
  'images.setPublication': call(
    'images.publish',
    z.strictObject({ ...ofPublication, state: PublicationState, on: CivilDate, evidence: Line }),
    Publication,
  ),
  'images.takeDowns': call(
    'images.read',
    z.strictObject({ ...inSchool, pupil: EntityId.nullable().default(null) }),
    z.array(TakeDown),
  ),
  'images.assignTakeDown': call(
    'images.publish',
    z.strictObject({ ...ofPublication, pupil: EntityId, owner: PersonId, dueOn: CivilDate }),
    z.array(TakeDown),
  ),
  /** The pupil is on that use no more: the picture was cropped, changed or left out. Needs what shows it. */
  'images.leaveOut': call(
    'images.publish',
    z.strictObject({ ...ofPublication, pupil: EntityId, evidence: Line }),
    z.array(TakeDown),
  ),
  'images.breaches': call('images.read', z.strictObject(inSchool), z.array(Breach)),
  'images.decideBreach': call(
    'images.breach',
    z.strictObject({ ...ofPublication, decision: z.enum(['REPORTED', 'NOT_REPORTED']), note: Reason }),
    Breach,
  ),
} satisfies Contract
