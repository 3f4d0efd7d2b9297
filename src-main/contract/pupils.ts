/** Pupils on roll, the people around them, and what protects them. All of it lives in the school's own file. */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, PersonId, Reason, SchoolId, YearCode } from './primitives'
import { call, type Contract } from './rpc'

/** How a pupil belongs to this school (edge cases 21, 22): a dually registered pupil stands in two schools' files. */
export const REGISTRATIONS = ['MAIN', 'SUBSIDIARY', 'GUEST'] as const
export const Registration = z.enum(REGISTRATIONS)
export type Registration = z.output<typeof Registration>

/** Shape of a unique pupil number, check letter not looked at (domain section 8). */
export const Upn = z.string().regex(/^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/)

/** What is known of a pupil. Legal and preferred names stand apart (R113); a pupil may have one name only (edge case 31). */
export const PupilFacts = z.strictObject({
  legalForename: Line.nullable(),
  legalSurname: Line,
  /** Null: as the legal one. */
  preferredForename: Line.nullable(),
  preferredSurname: Line.nullable(),
  dateOfBirth: CivilDate.nullable(),
  /** Stored, never computed: schools teach out of cohort (domain section 7). */
  year: YearCode,
  className: z.string().trim().min(1).max(40).nullable(),
  /** Text: leading zeros are kept. Unique in the school (R103). */
  admissionNumber: z.string().trim().min(1).max(20),
  /** Null when missing, which is allowed (R102). */
  upn: Upn.nullable(),
  registration: Registration,
  /** First day on roll; null when not known. */
  onRollFrom: CivilDate.nullable(),
  /** Last day on roll, the actual one (R69); null while on roll. */
  leftOn: CivilDate.nullable(),
})
export type PupilFacts = z.output<typeof PupilFacts>

/** When a pupil belongs to the school. Where two PCs differ, the stricter dates count until a person settles it (C19). */
export const Membership = PupilFacts.pick({ onRollFrom: true, leftOn: true }).extend({
  /** Last day of an earlier stay: consents up to it stay ended when a leaver comes back (edge case 20). */
  lastLeft: CivilDate.nullable(),
})
export type Membership = z.output<typeof Membership>

/** What one PC says of it, and who said so there and when. */
export const MembershipSaid = Membership.extend({ event: EntityId, by: PersonId, at: Instant })
export type MembershipSaid = z.output<typeof MembershipSaid>

/** Whether a pupil is on roll on a date. */
export const RollState = z.enum(['ON_ROLL', 'JOINING', 'LEFT'])
export type RollState = z.output<typeof RollState>

/** One line of a list. Holds neither date of birth nor UPN (R105), and of protection only a mark without its reason (R5, R6). */
export const PupilCard = z.strictObject({
  id: EntityId,
  /** Preferred names where there are any (R113). */
  forename: z.string().nullable(),
  surname: z.string(),
  year: YearCode,
  className: z.string().nullable(),
  admissionNumber: z.string(),
  roll: RollState,
  /** A restriction is in force: ask before any picture. */
  restricted: z.boolean(),
})
export type PupilCard = z.output<typeof PupilCard>

export const RELATIONSHIPS = [
  'MOTHER',
  'FATHER',
  'STEP_PARENT',
  'GRANDPARENT',
  'GUARDIAN',
  'FOSTER_CARER',
  'LOCAL_AUTHORITY',
  'OTHER',
] as const
export const Relationship = z.enum(RELATIONSHIPS)
export type Relationship = z.output<typeof Relationship>

/** Why a contact holds parental responsibility (R48). */
export const RESPONSIBILITY_BASES = [
  'MOTHER',
  'MARRIED_FATHER',
  'BIRTH_CERTIFICATE',
  'AGREEMENT',
  'ORDER',
  'ADOPTION',
  'SPECIAL_GUARDIANSHIP',
  'CARE_ORDER',
] as const
export const ResponsibilityBasis = z.enum(RESPONSIBILITY_BASES)
export type ResponsibilityBasis = z.output<typeof ResponsibilityBasis>

/** Whether a contact holds parental responsibility, on what basis, and since and until when (R47, R48). */
export const Responsibility = z.strictObject({
  holds: z.boolean(),
  basis: ResponsibilityBasis.nullable(),
  /** What was seen that shows it, such as "order of 3 May 2024"; null when nothing was. */
  evidence: Line.nullable(),
  from: CivilDate.nullable(),
  /** Last day it is held; null: open. */
  until: CivilDate.nullable(),
})
export type Responsibility = z.output<typeof Responsibility>

export const ContactFacts = z.strictObject({
  name: Line,
  relationship: Relationship,
  /** The pupil lives with this person (R52). */
  resident: z.boolean(),
  /** Has asked to be consulted beside the other parent (R52). */
  asksToBeConsulted: z.boolean(),
  /** Recorded authority, delegated by the local authority, to decide on images (R47, R53); null: none. */
  delegated: Line.nullable(),
  endedOn: CivilDate.nullable(),
})
export type ContactFacts = z.output<typeof ContactFacts>

export const Contact = ContactFacts.extend({
  id: EntityId,
  responsibility: Responsibility.nullable(),
  /** Two PCs recorded it differently: the safer reading counts until somebody records it anew. */
  disagrees: z.boolean(),
  /** Holds parental responsibility today. */
  responsible: z.boolean(),
})
export type Contact = z.output<typeof Contact>

/** Safeguarding flags (R55). They never lapse by themselves. */
export const FLAG_KINDS = ['NO_PUBLISH', 'NO_NAME', 'NO_CAPTURE'] as const
export const FlagKind = z.enum(FLAG_KINDS)
export type FlagKind = z.output<typeof FlagKind>

export const Flag = z.strictObject({
  kind: FlagKind,
  from: CivilDate,
  reviewOn: CivilDate,
  reviewOverdue: z.boolean(),
  setBy: PersonId,
  /** Null for whoever may not read reasons (R5). */
  reason: z.string().nullable(),
})
export type Flag = z.output<typeof Flag>

/** A court order that forbids uses of images while it is live (R56). */
export const CourtOrder = z.strictObject({
  id: EntityId,
  kind: Line,
  /** Purposes it forbids; null: every use of images. */
  scope: z.array(EntityId).max(100).nullable(),
  reference: Line,
  from: CivilDate,
  until: CivilDate.nullable(),
  live: z.boolean(),
})
export type CourtOrder = z.output<typeof CourtOrder>

/**
 * How a pupil is looked after (R53): under a care order, or accommodated by agreement, where parents go on deciding
 * (edge case 3). `PREVIOUSLY` is kept for the designated teacher and changes no decision.
 */
export const CARE_STATUSES = ['NONE', 'CARE_ORDER', 'ACCOMMODATED', 'PREVIOUSLY'] as const
export const CareStatus = z.enum(CARE_STATUSES)
export type CareStatus = z.output<typeof CareStatus>

/** Who decides on images for a looked-after pupil; null: not recorded, and then nobody may (R53). */
export const CareAuthority = z.enum(['PARENTS', 'LOCAL_AUTHORITY', 'CARER'])
export type CareAuthority = z.output<typeof CareAuthority>

export const Care = z.strictObject({
  status: CareStatus,
  authority: CareAuthority.nullable(),
  /** Where that stands, such as "placement plan of 4 May 2026". */
  evidence: Line.nullable(),
})
export type Care = z.output<typeof Care>

/** Whether this pupil is judged able to decide; `BY_AGE` leaves it to the school's age (R49). */
export const COMPETENCES = ['BY_AGE', 'COMPETENT', 'NOT_COMPETENT'] as const
export const Competence = z.enum(COMPETENCES)
export type Competence = z.output<typeof Competence>

export const PupilView = z.strictObject({
  card: PupilCard,
  /** UPN left out: `pupils.revealUpn` shows it and notes that it did (R105, C24). */
  facts: PupilFacts.omit({ upn: true }),
  hasUpn: z.boolean(),
  /** A temporary number is to be replaced (R104). */
  temporaryUpn: z.boolean(),
  contacts: z.array(Contact),
  /** `BY_AGE` for whoever may not read reasons. */
  competence: Competence,
  /** Flags that are set, those that begin later too; none for whoever may not read reasons: the card's mark tells them (R5, R6). */
  flags: z.array(Flag),
  /** Null for whoever may not see them. */
  orders: z.array(CourtOrder).nullable(),
  care: Care.nullable(),
  /** Former number; null when there is none, or for whoever may not see it (R105). */
  formerUpn: z.string().nullable(),
  /** What PCs that differ say of joining and leaving, the oldest first; empty where they agree. */
  membershipSaid: z.array(MembershipSaid),
})
export type PupilView = z.output<typeof PupilView>

const inSchool = { school: SchoolId }
const ofPupil = { school: SchoolId, pupil: EntityId }

export const pupils = {
  /** Type-to-find: surname letters, optionally a space and letters of the forename, or an admission number or UPN. */
  'pupils.find': call(
    'pupils.read',
    z.strictObject({ ...inSchool, query: z.string().trim().min(1).max(80), leavers: z.boolean().default(false) }),
    z
      .array(
        PupilCard.extend({ /** Another pupil has the same names: a person has to choose. */ homonym: z.boolean() }),
      )
      .max(12),
  ),
  /** The whole roll in the order of surnames. */
  'pupils.list': call(
    'pupils.read',
    z.strictObject({ ...inSchool, leavers: z.boolean().default(false) }),
    z.array(PupilCard),
  ),
  /** Finds each line of a pasted list; a line that fits nobody or several is returned as such, never guessed. */
  'pupils.findAll': call(
    'pupils.read',
    z.strictObject({ ...inSchool, lines: z.array(z.string().max(200)).min(1).max(500) }),
    z.array(z.strictObject({ line: z.string(), found: z.array(PupilCard).max(12) })),
  ),
  'pupils.view': call('pupils.read', z.strictObject(ofPupil), PupilView),
  'pupils.add': call('pupils.edit', z.strictObject({ ...inSchool, facts: PupilFacts }), PupilView),
  'pupils.edit': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, facts: PupilFacts.omit({ upn: true }), reason: Reason }),
    PupilView,
  ),
  /** Sets or clears the number; the earlier one is kept as the former number on request (R104). */
  'pupils.setUpn': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, upn: z.string().trim().max(20).nullable(), keepFormer: z.boolean(), reason: Reason }),
    z.strictObject({ view: PupilView, warnings: z.array(z.string()) }),
  ),
  /** Shows the number and notes in the history that it was shown. */
  'pupils.revealUpn': call('pupils.edit', z.strictObject(ofPupil), z.strictObject({ upn: z.string().nullable() })),
  /** Records the last day on roll (R69). */
  'pupils.leave': call('pupils.edit', z.strictObject({ ...ofPupil, on: CivilDate }), PupilView),
  /** A leaver comes back: earlier consents stay ended (edge case 20). */
  'pupils.return': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, from: CivilDate, year: YearCode, className: PupilFacts.shape.className }),
    PupilView,
  ),
  /** Settles what two PCs recorded differently of joining and leaving: what one of them says is right. */
  'pupils.settleMembership': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, /** One of `membershipSaid`. */ event: EntityId, reason: Reason }),
    PupilView,
  ),
  'pupils.addContact': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, facts: ContactFacts, responsibility: Responsibility.nullable() }),
    PupilView,
  ),
  'pupils.editContact': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, contact: EntityId, facts: ContactFacts, reason: Reason }),
    PupilView,
  ),
  'pupils.setResponsibility': call(
    'pupils.edit',
    z.strictObject({ ...ofPupil, contact: EntityId, responsibility: Responsibility }),
    PupilView,
  ),
  /** Sets a flag, or changes its review date and reason (R5). */
  'pupils.setFlag': call(
    'pupils.protect',
    z.strictObject({ ...ofPupil, kind: FlagKind, from: CivilDate, reviewOn: CivilDate, reason: Reason }),
    PupilView,
  ),
  'pupils.clearFlag': call('pupils.protect', z.strictObject({ ...ofPupil, kind: FlagKind, reason: Reason }), PupilView),
  'pupils.setOrder': call(
    'pupils.protect',
    z.strictObject({ ...ofPupil, order: EntityId.nullable(), facts: CourtOrder.omit({ id: true, live: true }) }),
    PupilView,
  ),
  /** Ends an order: it forbids up to and including `on`, and stays in the history. */
  'pupils.liftOrder': call(
    'pupils.protect',
    z.strictObject({ ...ofPupil, order: EntityId, on: CivilDate, reason: Reason }),
    PupilView,
  ),
  'pupils.setCare': call('pupils.protect', z.strictObject({ ...ofPupil, care: Care }), PupilView),
  'pupils.setCompetence': call(
    'pupils.protect',
    z.strictObject({ ...ofPupil, competence: Competence, reason: Reason }),
    PupilView,
  ),
  /** Moves a pupil to another school of the trust: flags and orders go the same day, consents do not (R124). */
  'pupils.transfer': call(
    'pupils.protect',
    z.strictObject({
      ...ofPupil,
      to: SchoolId,
      on: CivilDate,
      year: YearCode,
      admissionNumber: PupilFacts.shape.admissionNumber,
    }),
    z.strictObject({ pupil: EntityId, words: z.string() }),
  ),
  /** Everything held on one pupil, as a PDF to read and a JSON file, saved where the person chooses. Noted in the history. */
  'pupils.subjectAccess': call(
    'pupils.subject',
    z.strictObject({ ...ofPupil, reason: Reason, format: z.enum(['pdf', 'json']) }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  /** Erases everything held on a pupil; leaves provable stubs and a record of what was erased and why (R73, R76, R78). */
  'pupils.erase': call(
    'pupils.erase',
    z.strictObject({ ...ofPupil, why: Reason, /** The admission number typed again. */ confirm: z.string().max(20) }),
    z.strictObject({ events: z.int(), words: z.string() }),
  ),
} satisfies Contract
