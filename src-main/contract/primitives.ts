/**
 * The words every contract is written in: ids, dates, school years and short texts.
 * Everything here is data that may cross the bridge; nothing here reads a clock.
 */
import { z } from 'zod'
import './parsing'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/** One school: 16 random bytes in hex. Made only by parsing, so that no plain string passes for one. */
export const SchoolId = hex(16).brand<'SchoolId'>()
export type SchoolId = z.output<typeof SchoolId>

/** A school or the trust itself: whoever owns one encrypted file (R1). */
export const TenantId = hex(16).brand<'TenantId'>()
export type TenantId = z.output<typeof TenantId>

/** One person of the trust, staff or governor. Pupils have ids of their own. */
export const PersonId = hex(16).brand<'PersonId'>()
export type PersonId = z.output<typeof PersonId>

/** Any other thing in a tenant: an edition, a row, a note, a batch of changes. */
export const EntityId = hex(16)
export type EntityId = z.output<typeof EntityId>

/** A hash of 32 bytes: of a file, a text, a payload. Which one is said where it stands. */
export const Hash = hex(32)

/** A civil date in Europe/London, `2026-09-03`; checked against the calendar. */
export const CivilDate = z.iso.date().brand<'CivilDate'>()
export type CivilDate = z.output<typeof CivilDate>

/** A month without a day, `2024-06`: some policies state no more than that (R84). */
export const CivilMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .brand<'CivilMonth'>()
export type CivilMonth = z.output<typeof CivilMonth>

/** A date with the precision the source gave it: a day or a month (R84). */
export const StatedDate = z.union([CivilDate, CivilMonth])
export type StatedDate = z.output<typeof StatedDate>

/** A moment, milliseconds since 1970 UTC. */
export const Instant = z.int().nonnegative()

/** National Curriculum year codes in teaching order (domain section 7); `X` is "not by year" and has no place in the order. */
export const YEAR_CODES = [
  'E1',
  'E2',
  'N1',
  'N2',
  'R',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  'X',
] as const
export const YearCode = z.enum(YEAR_CODES)
export type YearCode = z.output<typeof YearCode>

/** Years from..to, both included. */
export const YearRange = z.strictObject({ from: YearCode, to: YearCode })
export type YearRange = z.output<typeof YearRange>

/** One line a person typed: trimmed, no control characters, at most 200 characters. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // eslint-disable-next-line no-control-regex -- control characters are exactly what a typed line may not hold (2026-11-22)
  .regex(/^[^\u0000-\u001f\u007f]*$/)

/** Why a change was made; kept with the change for ever. */
export const Reason = z.string().trim().min(3).max(500)

/** A longer note, line breaks allowed. */
export const Note = z.string().trim().min(1).max(4000)

/** A passphrase on its way in; never on its way out. Length is judged by the strength rule, not here. */
export const Passphrase = z.string().min(1).max(1024)

/** The posts an online safety policy names (requirements section 1, R7). */
export const POSTS = [
  'HEAD',
  'DSL',
  'DEPUTY_DSL',
  'ONLINE_SAFETY_LEAD',
  'ONLINE_SAFETY_GOVERNOR',
  'SAFEGUARDING_GOVERNOR',
  'FM_SENIOR_LEADER',
  'FM_GOVERNOR',
  'IT_PROVIDER',
  'ONLINE_SAFETY_OFFICER',
  'DPO',
  'CHAIR',
  'IT_MANAGER',
  'SENDCO',
  'COMPUTING_LEAD',
  'PSHE_LEAD',
] as const
export const Post = z.enum(POSTS)
export type Post = z.output<typeof Post>

/** Roles in the app. A role is always granted for one school or for the whole trust, from a date (design 4, R7). */
export const ROLES = [
  'TRUST_SAFEGUARDING_LEAD',
  'POLICY_LEAD',
  'DSL',
  'DDSL',
  'HEAD',
  'OFFICE_STAFF',
  'IT',
  'DPO',
  'GOVERNOR',
] as const
export const Role = z.enum(ROLES)
export type Role = z.output<typeof Role>
