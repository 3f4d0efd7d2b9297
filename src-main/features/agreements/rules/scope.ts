/** Who is asked for which agreement on a day (R27, R33, R37). Pure. */
import {
  PUPIL_AUDIENCES,
  type AgreementAudience,
  type AgreementFacts,
  type PupilAudience,
  type VersionFacts,
} from '@contract/agreements'
import { YEAR_CODES, type CivilDate, type YearCode, type YearRange } from '@contract/primitives'
import type { AdultFacts, SigningCapacity } from '@contract/signatures'
import { turns18On } from '../../pupils/rules/age'
import { yearOn } from '../../pupils/rules/years'

/** A school device lent to somebody. `returnedOn`: the day it came back; null: it has not. */
export interface LoanKnown {
  readonly from: CivilDate
  readonly returnedOn: CivilDate | null
}

interface DevicesKnown {
  readonly loans: readonly LoanKnown[]
  /** Their own device is known to be on the school's network. */
  readonly ownDevice: boolean
}

export interface PupilSubject extends DevicesKnown {
  readonly kind: 'PUPIL'
  readonly year: YearCode
  /** A day on which the pupil was in that year. */
  readonly yearAt: CivilDate
  readonly dateOfBirth: CivilDate | null
  /** First day on roll; null: not known, and taken as on roll. */
  readonly onRollFrom: CivilDate | null
  readonly leftOn: CivilDate | null
  /** Last day of an earlier stay at this school; null: none is known. */
  readonly lastLeft: CivilDate | null
}

export interface AdultSubject extends DevicesKnown {
  readonly kind: 'ADULT'
  readonly audience: AdultFacts['audience']
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** Whom a signature covers, as far as these rules need it. */
export type Subject = PupilSubject | AdultSubject

/** Years of audiences of pupils, as a school keeps them. */
export type AudienceYears = readonly { readonly audience: PupilAudience; readonly range: YearRange }[]

export const DEFAULT_YEARS: AudienceYears = [
  { audience: 'EARLY_YEARS_KS1', range: { from: 'E1', to: '2' } },
  { audience: 'KS2', range: { from: '3', to: '6' } },
  { audience: 'KS3_UP', range: { from: '7', to: '11' } },
  { audience: 'SIXTH_FORM', range: { from: '12', to: '14' } },
]

/** First and last day somebody belongs to the school; null: not known, or no end. */
export function belonging(subject: Subject): { readonly from: CivilDate | null; readonly until: CivilDate | null } {
  return subject.kind === 'PUPIL'
    ? { from: subject.onRollFrom, until: subject.leftOn }
    : { from: subject.from, until: subject.until }
}

export const PRESENCES = ['HERE', 'TO_COME', 'LEFT'] as const
export type Presence = (typeof PRESENCES)[number]

export function presenceOn(subject: Subject, on: CivilDate): Presence {
  const { from, until } = belonging(subject)
  if (until !== null && on > until) return 'LEFT'
  return from !== null && on < from ? 'TO_COME' : 'HERE'
}

/** Whether a pupil is known to be 18 or over, so that parents are not asked any more (R47). Adults are. */
export const isOfAge = (subject: Subject, on: CivilDate): boolean =>
  subject.kind === 'ADULT' || (subject.dateOfBirth !== null && turns18On(subject.dateOfBirth) <= on)

/** The year a pupil was in on a day. */
export const yearOfPupil = ({ year, yearAt }: Pick<PupilSubject, 'year' | 'yearAt'>, on: CivilDate): YearCode =>
  yearOn(year, yearAt, on)

/**
 * The audiences of pupils a year belongs to. What the school lists goes before the usual years; listed ranges that overlap
 * both count, since the safer reading asks for both.
 */
export function audiencesOfYear(year: YearCode, years: AudienceYears): readonly PupilAudience[] {
  const listed = fitting(year, years)
  if (listed.length > 0) return listed
  const set = new Set(years.map(({ audience }) => audience))
  return fitting(
    year,
    DEFAULT_YEARS.filter(({ audience }) => !set.has(audience)),
  )
}

const fitting = (year: YearCode, years: AudienceYears): readonly PupilAudience[] =>
  PUPIL_AUDIENCES.filter((audience) => years.some((one) => one.audience === audience && holds(one.range, year)))

/** `X` stands outside the order, so a range holds it only by naming it. */
function holds({ from, to }: YearRange, year: YearCode): boolean {
  if (year === 'X' || from === 'X' || to === 'X') return from === year || to === year
  const place = YEAR_CODES.indexOf(year)
  return YEAR_CODES.indexOf(from) <= place && place <= YEAR_CODES.indexOf(to)
}

/** How somebody stands to the audiences of a school on a day. */
export interface Scope {
  readonly presence: Presence
  /** In the order of the contract. Empty for leavers and future starters, who are out of scope (R37). */
  readonly audiences: readonly AgreementAudience[]
  /** A pupil of a year no audience has, so that nobody knows which agreement is theirs. */
  readonly yearUnplaced: boolean
}

/** @param years what the school has set; empty: the usual years */
export function scopeOn(subject: Subject, years: AudienceYears, on: CivilDate): Scope {
  const presence = presenceOn(subject, on)
  if (presence !== 'HERE') return { presence, audiences: [], yearUnplaced: false }
  const own = ownAudiences(subject, years, on)
  const hasLoan = subject.loans.some(({ from, returnedOn }) => from <= on && (returnedOn === null || on < returnedOn))
  return {
    presence,
    audiences: [
      ...own,
      ...(hasLoan ? (['DEVICE_LOAN'] as const) : []),
      ...(subject.ownDevice ? (['OWN_DEVICE'] as const) : []),
    ],
    yearUnplaced: subject.kind === 'PUPIL' && own.every((audience) => audience === 'PARENT'),
  }
}

/** Audiences somebody has without any device. A parents' agreement is asked of every pupil's family, until the pupil is 18. */
export function ownAudiences(subject: Subject, years: AudienceYears, on: CivilDate): readonly AgreementAudience[] {
  if (subject.kind === 'ADULT') return [subject.audience]
  const ofYear = audiencesOfYear(yearOfPupil(subject, on), years)
  return isOfAge(subject, on) ? ofYear : [...ofYear, 'PARENT']
}

/** Audiences of devices: their agreements are signed before a device is handed out or let in, so anybody may sign them. */
export const DEVICE_AUDIENCES: readonly AgreementAudience[] = ['DEVICE_LOAN', 'OWN_DEVICE']

const isOfPupils = (audience: AgreementAudience): boolean =>
  (PUPIL_AUDIENCES as readonly AgreementAudience[]).includes(audience) || DEVICE_AUDIENCES.includes(audience)

/**
 * Who has to sign an agreement for somebody on a day (R29), in the order CHILD, PARENT, ADULT.
 * @param audiences those by which it is asked of this subject
 */
export function requiredOf(
  subject: Subject,
  { signers, childFrom }: Pick<AgreementFacts, 'signers' | 'childFrom'>,
  audiences: readonly AgreementAudience[],
  on: CivilDate,
): readonly SigningCapacity[] {
  if (subject.kind === 'ADULT') return ['ADULT']
  if (isOfAge(subject, on)) return ['CHILD']
  const forPupil = audiences.some(isOfPupils)
  const child = forPupil && (signers === 'CHILD' || (signers === 'BOTH' && signsWithParent(subject, childFrom, on)))
  // Where an adult has to sign and the subject is a child, that is a parent.
  const parent = (forPupil && signers !== 'CHILD') || audiences.includes('PARENT')
  return [...(child ? (['CHILD'] as const) : []), ...(parent ? (['PARENT'] as const) : [])]
}

function signsWithParent(subject: PupilSubject, childFrom: YearCode | null, on: CivilDate): boolean {
  const year = yearOfPupil(subject, on)
  // `X` has no place in the order: the safer reading asks the child as well.
  if (childFrom === null || childFrom === 'X' || year === 'X') return true
  return YEAR_CODES.indexOf(year) >= YEAR_CODES.indexOf(childFrom)
}

/** A version that was issued. */
export interface IssuedVersion extends Pick<VersionFacts, 'effectiveFrom' | 'changes'> {
  readonly id: string
  readonly issuedOn: CivilDate
}

/** An agreement with everything of it that was issued. */
export interface AgreementKnown extends Pick<
  AgreementFacts,
  'audiences' | 'variantOf' | 'signers' | 'childFrom' | 'validity' | 'months' | 'retiredOn'
> {
  readonly id: string
  /** In any order. */
  readonly versions: readonly IssuedVersion[]
}

export const isRetired = ({ retiredOn }: Pick<AgreementFacts, 'retiredOn'>, on: CivilDate): boolean =>
  retiredOn !== null && retiredOn <= on

/**
 * Agreements that say the same in other forms, together: whatever `variantOf` joins, however many steps away.
 * Each set is in the order of its ids, with the one that is a variant of nothing in front.
 */
export function variantSets<T extends Pick<AgreementKnown, 'id' | 'variantOf'>>(
  agreements: readonly T[],
): readonly (readonly T[])[] {
  const byId = new Map(agreements.map((one) => [one.id, one]))
  const joined = new Map<string, Set<string>>()
  for (const one of agreements) {
    const other = one.variantOf === null ? undefined : byId.get(one.variantOf)
    const all = new Set([...(joined.get(one.id) ?? [one.id]), ...(other ? (joined.get(other.id) ?? [other.id]) : [])])
    for (const id of all) joined.set(id, all)
  }
  return [...new Set(joined.values())].map((ids) =>
    [...ids]
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => Number(a.variantOf !== null) - Number(b.variantOf !== null) || (a.id < b.id ? -1 : 1)),
  )
}
