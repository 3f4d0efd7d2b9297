/** What can happen to a school, its posts and its roll, as the log knows it. */
import { z } from 'zod'
import { CivilDate, Line, PersonId, Post, YearCode } from '@contract/primitives'
import { SchoolFacts } from '@contract/schools'
import { entityKind } from '@vault/entity'

/** A school of the trust; lives in the trust's file. Its entity id is the school's id. */
export const schoolKind = entityKind({
  type: 'schools.school',
  family: 'fields',
  schema: 1,
  body: SchoolFacts,
  words: (event, before) => {
    const name = nameIn(event.body) ?? nameIn(before) ?? 'a school'
    return before === null ? `Added ${name}` : `Changed the facts of ${name}`
  },
})

/** A post held, or known to be vacant, from a date; lives in the school's file. */
export const appointmentKind = entityKind({
  type: 'schools.appointment',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    post: Post,
    person: PersonId.nullable(),
    holderName: Line.nullable(),
    deputy: z.boolean(),
    from: CivilDate,
    until: CivilDate.nullable(),
  }),
  words: (_event, before) => (before === null ? 'Appointed somebody to a post' : 'Ended or changed an appointment'),
})

/** A pupil on roll, as little as the practice roll needs; the consent register extends it. Lives in the school's file. */
export const pupilKind = entityKind({
  type: 'schools.pupil',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    forename: Line,
    surname: Line,
    year: YearCode,
    className: Line.nullable(),
    /** Text: leading zeros are kept (R103). */
    admissionNumber: Line,
    /** Null when missing, which is allowed (R102). */
    upn: z.string().length(13).nullable(),
  }),
  words: (_event, before) => (before === null ? 'Added a pupil to the roll' : 'Changed a pupil on the roll'),
})

/** That the national register of establishments was read; the rows themselves are public and stand outside the log. */
export const registerKind = entityKind({
  type: 'schools.register',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    fileName: z.string().max(200),
    rows: z.int(),
    leftOut: z.int(),
    readOn: CivilDate,
    digest: z.string(),
  }),
  words: () => 'Read the national register of schools',
})

export const schoolsKinds = [schoolKind, appointmentKind, pupilKind, registerKind] as const

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null
  return typeof value.name === 'string' ? value.name : null
}
