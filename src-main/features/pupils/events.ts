/** What can happen to pupils, the people around them and what protects them. All of it lives in the school's file. */
import { z } from 'zod'
import { CivilDate, EntityId, PersonId } from '@contract/primitives'
import {
  Care,
  Competence,
  ContactFacts,
  CourtOrder,
  FlagKind,
  Membership,
  PupilFacts,
  Responsibility,
  Upn,
} from '@contract/pupils'
import { entityKind, fieldOf } from '@vault/entity'

/** What the history says of an entry taken away whole. */
const GONE = 'Took an entry about a pupil away'

/** Sealed under the key of reasons (C22): the file's own readers see that there is one, not what it says. */
const sealedReason = z
  .string()
  .regex(/^[0-9a-f]+$/)
  .max(8000)

/**
 * A pupil of the school. The history is read by roles that may not see pupils (R3), so nothing of it is ever shown there.
 */
export const pupilKind = entityKind({
  type: 'pupils.pupil',
  family: 'fields',
  schema: 1,
  body: PupilFacts.omit({ onRollFrom: true, leftOn: true }).extend({
    /** Earlier number, for the safeguarding leads alone (R104, R105). */
    formerUpn: Upn.nullable(),
  }),
  words: ({ op }, before) =>
    op === 'delete' ? GONE : before === null ? 'Added a pupil to the roll' : 'Changed a pupil on the roll',
  shown: () => null,
  undo: 'pupils.edit',
  reasonTakes: 'pupils.read',
})

/** A person around a pupil. Never deleted, only ended. */
export const contactKind = entityKind({
  type: 'pupils.contact',
  family: 'fields',
  schema: 1,
  body: ContactFacts.extend({ pupil: EntityId }),
  words: ({ op }, before) =>
    op === 'delete' ? GONE : before === null ? 'Added a contact of a pupil' : 'Changed a contact of a pupil',
  shown: () => null,
  undo: 'pupils.edit',
  reasonTakes: 'pupils.read',
})

/** Who, and which pupil it is about; every one of the kinds below carries it. */
const about = { pupil: EntityId, by: PersonId }

/**
 * When a pupil belongs to the school (R69). Entity: the pupil's id. Where two PCs differ, each date is the strictest until a
 * person settles it (C19, see decision-no-clock-decides.md); the rank says alone what a file read in may replace.
 */
export const membershipKind = entityKind({
  type: 'pupils.membership',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ ...about, ...Membership.shape }),
  rank: (value) => -dayNumber(fieldOf(value, 'leftOn')),
  words: (event) =>
    fieldOf(event.body, 'leftOn') === null
      ? 'Recorded that a pupil is on roll'
      : 'Recorded the last day of a pupil on roll',
  undo: 'pupils.edit',
  reasonTakes: 'pupils.read',
})

/** Whether a contact holds parental responsibility. Entity: the contact's id. Where two PCs differ, not holding it is safer. */
export const responsibilityKind = entityKind({
  type: 'pupils.responsibility',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ ...about, contact: EntityId, ...Responsibility.shape }),
  rank: (value) => (fieldOf(value, 'holds') === true ? -dayNumber(fieldOf(value, 'until')) : Infinity),
  words: () => 'Recorded who holds parental responsibility',
})

/** A safeguarding flag (R55). Entity: pupil and kind of flag. Set beats clear unless whoever cleared had seen it set (R121). */
export const flagKind = entityKind({
  type: 'pupils.flag',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    ...about,
    kind: FlagKind,
    isSet: z.boolean(),
    from: CivilDate,
    reviewOn: CivilDate,
    sealedReason,
  }),
  rank: (value) => (fieldOf(value, 'isSet') === false ? 0 : 1),
  words: (event) =>
    fieldOf(event.body, 'isSet') === false ? 'Cleared a safeguarding flag' : 'Set a safeguarding flag',
})

/** A court order (R56). Where two PCs differ, the longer one counts. */
export const orderKind = entityKind({
  type: 'pupils.order',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    ...about,
    ...CourtOrder.omit({ id: true, live: true }).shape,
    /** Why it was lifted; left out otherwise. */
    sealedReason: sealedReason.optional(),
  }),
  rank: (value) => dayNumber(fieldOf(value, 'until')),
  words: (_event, before) => (before === null ? 'Recorded a court order' : 'Changed a court order'),
})

/** How a pupil is looked after (R53). Entity: the pupil's id. */
export const careKind = entityKind({
  type: 'pupils.care',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ ...about, ...Care.shape }),
  rank: (value) => {
    const status = fieldOf(value, 'status')
    if (status === 'NONE' || status === 'PREVIOUSLY') return 0
    return fieldOf(value, 'authority') === null ? 2 : 1
  },
  words: () => 'Recorded who decides for a pupil',
})

/** Whether a pupil is judged able to decide (R49). Entity: the pupil's id. Disagreement is read both ways, see `decide`. */
export const competenceKind = entityKind({
  type: 'pupils.competence',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    ...about,
    competence: Competence,
    sealedReason,
  }),
  rank: () => 0,
  words: () => 'Recorded whether a pupil decides for themselves',
})

/** Somebody looked at what is hidden by default, or took a copy of everything (C24). */
export const viewedKind = entityKind({
  type: 'pupils.viewed',
  family: 'records',
  schema: 1,
  body: z.strictObject({ ...about, what: z.enum(['UPN', 'SUBJECT_ACCESS']) }),
  words: (event) =>
    fieldOf(event.body, 'what') === 'UPN' ? "Looked at a pupil's UPN" : 'Took out everything held on a pupil',
  reasonTakes: 'pupils.read',
})

export const pupilsKinds = [
  pupilKind,
  membershipKind,
  contactKind,
  responsibilityKind,
  flagKind,
  orderKind,
  careKind,
  competenceKind,
  viewedKind,
] as const

/** A date as a number that grows with it; no end is the greatest, anything unreadable too. */
function dayNumber(date: unknown): number {
  const day = typeof date === 'string' ? Date.parse(date) : NaN
  return Number.isNaN(day) ? Infinity : day
}
