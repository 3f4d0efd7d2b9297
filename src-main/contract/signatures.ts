/** Who signed which text, who is cleared for access today, and who is not (R29-R38). */
import { z } from 'zod'
import { AgreementAudience } from './agreements'
import { FormNumber } from './entry'
import { Level } from './matrices'
import { CivilDate, EntityId, Instant, Line, PersonId, Reason, SchoolId } from './primitives'
import { PupilCard } from './pupils'
import { call, type Contract } from './rpc'

/** In what capacity somebody signs (R29, R30). */
export const SIGNING_CAPACITIES = ['CHILD', 'PARENT', 'ADULT'] as const
export const SigningCapacity = z.enum(SIGNING_CAPACITIES)
export type SigningCapacity = z.output<typeof SigningCapacity>

/** What came of asking (R37). `CANNOT_SIGN`: support is needed, so a witness says why. */
export const OUTCOMES = ['SIGNED', 'REFUSED', 'CANNOT_SIGN', 'VOID'] as const
export const SigningOutcome = z.enum(OUTCOMES)
export type SigningOutcome = z.output<typeof SigningOutcome>

export const SIGNING_METHODS = ['PAPER', 'AT_DESK', 'IN_CLASS', 'IMPORT'] as const
export const SigningMethod = z.enum(SIGNING_METHODS)
export type SigningMethod = z.output<typeof SigningMethod>

/** How somebody stands to one agreement on a day; computed, never typed (R32-R37). */
export const SIGNING_STATES = [
  'CURRENT',
  /** Nobody has signed. */
  'NOT_SIGNED',
  /** One of two has signed. */
  'PART_SIGNED',
  /** Signed a version that a newer one has replaced. */
  'RESIGN_DUE',
  'EXPIRED',
  'REFUSED',
  'CANNOT_SIGN',
  /** There is no text in force to sign. */
  'NO_TEXT',
] as const
export const SigningState = z.enum(SIGNING_STATES)
export type SigningState = z.output<typeof SigningState>

/** An adult of a school who is no user of this app: staff, volunteer, governor, visitor, firm. */
export const AdultFacts = z.strictObject({
  name: Line,
  audience: z.enum(['STAFF_VOLUNTEER', 'GOVERNOR', 'COMMUNITY', 'VISITOR', 'EXTERNAL', 'SUPPLY']),
  /** Department or team; null: none. */
  group: Line.nullable(),
  organisation: Line.nullable(),
  /** First and last day at the school; of a visit, the visit. */
  from: CivilDate,
  until: CivilDate.nullable(),
})
export type AdultFacts = z.output<typeof AdultFacts>
export const Adult = AdultFacts.extend({ id: EntityId })
export type Adult = z.output<typeof Adult>

/** Whom a signature covers. A parents' agreement covers the pupil's family. */
export const Signee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PUPIL'), id: EntityId }),
  z.strictObject({ kind: z.literal('ADULT'), id: EntityId }),
])
export type Signee = z.output<typeof Signee>

export const SigningFacts = z.strictObject({
  version: EntityId,
  signee: Signee,
  capacity: SigningCapacity,
  outcome: z.enum(['SIGNED', 'REFUSED', 'CANNOT_SIGN']),
  /** Who signed for whom it covers: a contact of the pupil; null: the signee, or somebody named below. */
  contact: EntityId.nullable(),
  /** Name as signed, where it is no contact. */
  name: Line.nullable(),
  signedOn: CivilDate,
  method: SigningMethod,
  /** Adult who saw it; needed in class and where somebody cannot sign. */
  witness: Line.nullable(),
  /** Last day it holds, where it is for a time (R35); null: as the agreement says. */
  until: CivilDate.nullable(),
  /** A parent has read it with the child. */
  parentRead: z.boolean(),
  note: Line.nullable(),
})
export type SigningFacts = z.output<typeof SigningFacts>

export const Signing = SigningFacts.extend({
  id: EntityId,
  label: z.string(),
  title: z.string(),
  /** Of the text that was signed. */
  hash: z.string(),
  /** A parent's name, of the contact or as signed; null: the signee signed, nobody was named, or the caller may not see pupils; then contact and name are null too. */
  signer: z.string().nullable(),
  recordedBy: PersonId,
  recordedAt: Instant,
  /** Taken back as recorded in error. */
  isVoid: z.boolean(),
  /** The same act was recorded otherwise since, and that stands. */
  isCorrected: z.boolean(),
  batch: EntityId,
  /** Answers recorded in the same batch, this one included. */
  together: z.int(),
})
export type Signing = z.output<typeof Signing>

/** Answers recorded at once: a file, a class, a form with several lines. */
export const Together = z.strictObject({
  batch: EntityId,
  recordedAt: Instant,
  recordedBy: PersonId,
  method: SigningMethod,
  title: z.string(),
  label: z.string(),
  witness: z.string().nullable(),
  records: z.int(),
  /** How many of them were taken back. */
  takenBack: z.int(),
})
export type Together = z.output<typeof Together>

/** Whoever is on a list: a pupil or an adult, with what a list shows of them. */
export const Member = z.strictObject({
  signee: Signee,
  name: z.string(),
  /** Class, department, organisation; null: none. */
  group: z.string().nullable(),
  /** Of a pupil the one of the year, `PARENT` where no audience has that year. */
  audience: AgreementAudience,
  /** Null for adults, and for whoever may not see pupils. */
  card: PupilCard.nullable(),
})
export type Member = z.output<typeof Member>

/** One agreement somebody has to have signed. */
export const Standing = z.strictObject({
  agreement: EntityId,
  title: z.string(),
  /** Version in force; null: none. */
  version: EntityId.nullable(),
  state: SigningState,
  /** Why, in one line. */
  words: z.string(),
  /** Last day it holds as far as is known; null: no end, or not current. */
  holdsUntil: CivilDate.nullable(),
  /** Capacities that are missing. */
  missing: z.array(SigningCapacity),
  /** A change asks that they are told, not that they sign again. */
  toInform: z.boolean(),
})
export type Standing = z.output<typeof Standing>

/** R31: the gate. */
export const Clearance = z.strictObject({
  member: Member,
  cleared: z.boolean(),
  /** Why not, in one line; null when cleared. */
  words: z.string().nullable(),
  holdsUntil: CivilDate.nullable(),
  standings: z.array(Standing),
})
export type Clearance = z.output<typeof Clearance>

/** Hidden, null, where it could point at somebody and the caller may not see who signed (R4). */
const count = z.int().nullable()

/** Completion of one agreement in one class or group (R37). Leavers and those still to come are left out. */
export const Completion = z.strictObject({
  agreement: EntityId,
  title: z.string(),
  /** Null: all of them. */
  group: z.string().nullable(),
  inScope: count,
  current: count,
  resignDue: count,
  expired: count,
  refused: count,
  cannotSign: count,
  /** With those of whom one of two has signed. */
  notSigned: count,
})
export type Completion = z.output<typeof Completion>

export const LoanFacts = z.strictObject({
  device: Line,
  serial: Line.nullable(),
  borrower: Signee,
  from: CivilDate,
  dueOn: CivilDate.nullable(),
})
export type LoanFacts = z.output<typeof LoanFacts>
export const Loan = LoanFacts.extend({
  id: EntityId,
  member: Member,
  returnedOn: CivilDate.nullable(),
  condition: z.string().nullable(),
  overdue: z.boolean(),
  /** The statement for loans is signed and current. */
  signed: z.boolean(),
})
export type Loan = z.output<typeof Loan>

/** Written record of access granted to a user (requirements 3). */
export const AccessGrant = z.strictObject({
  id: EntityId,
  member: Member,
  system: z.string(),
  grantedOn: CivilDate,
  grantedBy: PersonId,
  endedOn: CivilDate.nullable(),
  /** No longer cleared, and access was not ended. */
  toEnd: z.boolean(),
})
export type AccessGrant = z.output<typeof AccessGrant>

/** What one row of a matrix allows one person today (R25). */
export const AllowedRow = z.strictObject({
  row: EntityId,
  column: EntityId,
  /** The activity in the school's words. */
  label: z.string(),
  asWritten: z.string(),
  /** Of the answers that speak for this person the strictest; null: none is understood. */
  level: Level.nullable(),
  /** What the agreement makes of it; `AS_BEFORE`: the level alone says it. */
  verdict: z.enum(['ALLOWED', 'NOT_ALLOWED', 'AS_BEFORE']),
  /** The cell depends on the agreement. */
  needsAgreement: z.boolean(),
  /** What that means for this person today; null where it does not depend on the agreement. */
  words: z.string().nullable(),
})
export type AllowedRow = z.output<typeof AllowedRow>

/** What one row of a file of signatures came to. */
export const SignatureRow = z.strictObject({
  row: z.int(),
  outcome: z.enum(['NEW', 'SAME', 'LEFT_OUT']),
  member: z.string(),
  signedOn: CivilDate.nullable(),
  words: z.string(),
})
export type SignatureRow = z.output<typeof SignatureRow>

const inSchool = { school: SchoolId }
const saved = z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() })
const filter = {
  agreement: EntityId.nullable().default(null),
  group: z.string().max(200).nullable().default(null),
  state: SigningState.nullable().default(null),
  on: CivilDate.nullable().default(null),
}

export const signatures = {
  'agreements.adults': call(
    'agreements.see',
    z.strictObject({ ...inSchool, past: z.boolean().default(false) }),
    z.array(Adult),
  ),
  'agreements.saveAdult': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, adult: EntityId.nullable(), facts: AdultFacts }),
    Adult,
  ),
  /** Records signatures, refusals and those who cannot sign. One refused row refuses all; nothing is half recorded. Refusals name rows by their place from 1. @throws Fault 'bad-input' with the reason: a draft, before issue, after leaving, a child where a parent is required, another audience, a future day */
  'agreements.sign': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, signings: z.array(SigningFacts).min(1).max(500) }),
    z.strictObject({ recorded: z.int(), same: z.int(), batch: EntityId.nullable(), warnings: z.array(z.string()) }),
  ),
  /** Takes one back that was recorded in error; what it had corrected stands again. @throws Fault 'not-found', 'conflict' for what does not stand any more */
  'agreements.voidSigning': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, signing: EntityId, reason: Reason }),
    Signing,
  ),
  /** What was recorded at once, the newest first; at most 50. */
  'agreements.together': call('agreements.sign', z.strictObject(inSchool), z.array(Together)),
  /** Takes all of a batch back, as one change or not at all; other records stay. `left`: taken back before. @throws Fault 'not-found', 'conflict' when all of it was taken back already */
  'agreements.takeBackTogether': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, batch: EntityId, reason: Reason }),
    z.strictObject({ takenBack: z.int(), left: z.int() }),
  ),
  /** Every signature of one pupil or adult, the newest first. */
  'agreements.signings': call('agreements.see', z.strictObject({ ...inSchool, signee: Signee }), z.array(Signing)),
  /** Whom a printed form is about. @throws Fault 'not-found' for a number this school has not printed */
  'agreements.readForm': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, number: FormNumber }),
    z.strictObject({
      version: EntityId,
      label: z.string(),
      title: z.string(),
      member: Member,
      capacities: z.array(SigningCapacity),
      signers: z.array(z.strictObject({ contact: EntityId, name: z.string(), responsible: z.boolean() })),
      standing: Standing,
    }),
  ),
  /** Who is cleared on a day, and why not. */
  'agreements.clearances': call('agreements.see', z.strictObject({ ...inSchool, ...filter }), z.array(Clearance)),
  'agreements.clearance': call('agreements.see', z.strictObject({ ...inSchool, signee: Signee }), Clearance),
  /** What the columns of a matrix for somebody's audience allow this very person today (R25). @throws Fault 'not-found', 'conflict' for a draft */
  'agreements.mayUse': call(
    'agreements.see',
    z.strictObject({ ...inSchool, signee: Signee, edition: EntityId }),
    z.strictObject({ member: Member, cleared: z.boolean(), rows: z.array(AllowedRow) }),
  ),
  'agreements.completion': call('agreements.figures', z.strictObject(inSchool), z.array(Completion)),
  /** Completion of every school of the trust, without names. Null for a file that cannot be opened here. */
  'agreements.trustCompletion': call(
    'agreements.figures',
    z.strictObject({}),
    z.array(z.strictObject({ school: SchoolId, completion: z.array(Completion).nullable() })),
  ),
  /** Forms for a class or group with a number each, a cover with counts, as a PDF. */
  'agreements.printPack': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, version: EntityId, group: z.string().max(200).nullable(), onlyMissing: z.boolean() }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable(), forms: z.int() }),
  ),
  /** Letters to those who have not signed, as a PDF. */
  'agreements.printLetters': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, agreement: EntityId, group: z.string().max(200).nullable() }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable(), letters: z.int() }),
  ),
  /** What changed since each group last signed, as a PDF. */
  'agreements.printChanges': call('agreements.see', z.strictObject({ ...inSchool, agreement: EntityId }), saved),
  /** Who is cleared, for the network manager: a csv or workbook, without reasons. */
  'agreements.exportClearances': call(
    'agreements.export',
    z.strictObject({ ...inSchool, format: z.enum(['csv', 'xlsx']), reason: Reason }),
    saved,
  ),
  /** Reads a file of a form tool and says what each row comes to; nothing is recorded. Null when cancelled. */
  'agreements.tryFile': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, version: EntityId, capacity: SigningCapacity, job: EntityId }),
    z
      .strictObject({ job: EntityId, fileName: z.string(), rows: z.array(SignatureRow).max(5000), fresh: z.int() })
      .nullable(),
  ),
  'agreements.applyFile': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, job: EntityId }),
    z.strictObject({ recorded: z.int(), batch: EntityId.nullable() }),
  ),
  'agreements.loans': call('agreements.see', z.strictObject(inSchool), z.array(Loan)),
  /** @throws Fault 'conflict' when the borrower has not signed the statement for loans (R38) */
  'agreements.lend': call('agreements.sign', z.strictObject({ ...inSchool, facts: LoanFacts }), Loan),
  'agreements.takeBack': call(
    'agreements.sign',
    z.strictObject({ ...inSchool, loan: EntityId, returnedOn: CivilDate, condition: Line.nullable() }),
    Loan,
  ),
  'agreements.access': call('agreements.see', z.strictObject(inSchool), z.array(AccessGrant)),
  /** @throws Fault 'conflict' for somebody who is not cleared today (R31) */
  'agreements.grantAccess': call(
    'agreements.grant',
    z.strictObject({ ...inSchool, signees: z.array(Signee).min(1).max(500), system: Line, on: CivilDate }),
    z.array(AccessGrant),
  ),
  'agreements.endAccess': call(
    'agreements.grant',
    z.strictObject({ ...inSchool, grants: z.array(EntityId).min(1).max(500), on: CivilDate }),
    z.array(AccessGrant),
  ),
} satisfies Contract
