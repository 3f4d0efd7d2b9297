/** Schools and the posts in them; the national register of establishments to pick from. */
import { z } from 'zod'
import {
  CivilDate,
  EntityId,
  Line,
  PersonId,
  Post,
  Reason,
  SchoolId,
  StatedDate,
  TenantId,
  YearCode,
} from './primitives'
import { call, type Contract } from './rpc'

/** Phase as the register names it; years never follow from it (R101). */
export const PHASES = [
  'NURSERY',
  'PRIMARY',
  'MIDDLE',
  'SECONDARY',
  'SIXTH_FORM',
  'ALL_THROUGH',
  'SPECIAL',
  'OTHER',
] as const
export const Phase = z.enum(PHASES)
export type Phase = z.output<typeof Phase>

/** What is known of a school. All identifiers are text, leading zeros kept (R100). */
export const SchoolFacts = z.strictObject({
  name: Line,
  /** Short code for narrow columns, such as `OHS`. */
  shortName: z.string().trim().min(1).max(12),
  phase: Phase,
  /** Lowest and highest year taught, both included (edge case 25). */
  lowYear: YearCode,
  highYear: YearCode,
  urn: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  laEstab: z
    .string()
    .regex(/^\d{7}$/)
    .nullable(),
  ukprn: z
    .string()
    .regex(/^\d{8}$/)
    .nullable(),
  localAuthority: Line.nullable(),
  policeForce: Line.nullable(),
  postcode: z.string().trim().max(10).nullable(),
  /** The word this school uses for children: it follows everywhere, print included (ux 11). */
  learnerWord: z.enum(['pupil', 'learner', 'student']),
  /** Registration before a conversion (R99). */
  predecessorUrn: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
})
export type SchoolFacts = z.output<typeof SchoolFacts>

/** Whether a school's file can be read. Anything but `open` is listed as such, never counted as empty (models B1). */
export const FileState = z.enum(['open', 'missing', 'damaged', 'newer', 'foreign', 'busy'])
export type FileState = z.output<typeof FileState>

export const SchoolCard = z.strictObject({
  id: SchoolId,
  facts: SchoolFacts,
  file: FileState,
  /** Plain words when the file cannot be read: what happened, what is safe, what to do. */
  fileWords: z.string().nullable(),
  /** Post alerts (R7, R8), in words. */
  alerts: z.array(z.string()),
  /** Null when the file cannot be read. */
  matrices: z
    .strictObject({
      count: z.int(),
      conflicts: z.int(),
      unmappedRows: z.int(),
      nextReview: StatedDate.nullable(),
      reviewOverdue: z.boolean(),
    })
    .nullable(),
  pupils: z.int().nullable(),
})
export type SchoolCard = z.output<typeof SchoolCard>

export const Appointment = z.strictObject({
  id: EntityId,
  post: Post,
  /** A person of the app, or null when the holder is known by name only or the post is vacant. */
  person: PersonId.nullable(),
  holderName: z.string().nullable(),
  deputy: z.boolean(),
  from: CivilDate,
  until: CivilDate.nullable(),
  current: z.boolean(),
})
export type Appointment = z.output<typeof Appointment>

/** One row of the national register, as far as a trust needs it. */
export const Establishment = z.strictObject({
  urn: z.string(),
  name: z.string(),
  laCode: z.string(),
  localAuthority: z.string(),
  laEstab: z.string(),
  type: z.string(),
  status: z.string(),
  phase: Phase,
  lowAge: z.int().nullable(),
  highAge: z.int().nullable(),
  postcode: z.string(),
  ukprn: z.string().nullable(),
  trust: z.string().nullable(),
  openDate: CivilDate.nullable(),
})
export type Establishment = z.output<typeof Establishment>

export const RegisterState = z.strictObject({
  rows: z.int(),
  fileName: z.string().nullable(),
  readOn: CivilDate.nullable(),
  /** Rows left out and why, in words. */
  leftOut: z.array(z.strictObject({ line: z.int(), why: z.string() })).max(100),
})

export const schools = {
  'schools.list': call('schools.read', z.strictObject({}), z.array(SchoolCard)),
  'schools.create': call('trust.manage', z.strictObject({ facts: SchoolFacts }), SchoolCard),
  'schools.edit': call(
    'schools.edit',
    z.strictObject({ school: SchoolId, facts: SchoolFacts, reason: Reason }),
    SchoolCard,
  ),
  'schools.posts': call(
    'schools.read',
    z.strictObject({ school: SchoolId }),
    z.strictObject({
      appointments: z.array(Appointment),
      alerts: z.array(z.string()),
    }),
  ),
  'schools.appoint': call(
    'posts.edit',
    z.strictObject({
      school: SchoolId,
      post: Post,
      person: PersonId.nullable(),
      holderName: Line.nullable(),
      deputy: z.boolean(),
      from: CivilDate,
      until: CivilDate.nullable(),
    }),
    z.strictObject({ appointment: Appointment, warnings: z.array(z.string()) }),
  ),
  'schools.endAppointment': call(
    'posts.edit',
    z.strictObject({ school: SchoolId, appointment: EntityId, until: CivilDate, reason: Reason }),
    Appointment,
  ),
  /** Asks for the register file and keeps its rows to pick from; nothing is kept when the file is refused. */
  'schools.readRegister': call('trust.manage', z.strictObject({}), RegisterState.nullable()),
  'schools.register': call('schools.read', z.strictObject({}), RegisterState),
  'schools.searchRegister': call(
    'schools.read',
    z.strictObject({ query: z.string().trim().min(2).max(80), openOnly: z.boolean().default(true) }),
    z.array(z.strictObject({ establishment: Establishment, facts: SchoolFacts })).max(20),
  ),
  /** How many pupils on roll each year holds; the roll itself is `pupils.list`. */
  'schools.roll': call(
    'schools.read',
    z.strictObject({ school: TenantId }),
    z.array(z.strictObject({ year: YearCode, pupils: z.int() })),
  ),
} satisfies Contract
