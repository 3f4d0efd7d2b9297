/** How somebody stands to an agreement on a day, and whether that clears them for access (R29-R37). Pure. */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningOutcome, SigningState } from '@contract/signatures'
import { academicYear, addDays, addMonths } from '@vault/clock'
import { turns18On } from '../../pupils/rules/age'
import type { Requirement, VersionLife } from './requirements'
import {
  belonging,
  DEVICE_AUDIENCES,
  requiredOf,
  yearOfPupil,
  type AgreementKnown,
  type Scope,
  type Subject,
} from './scope'

/** A recorded answer that stands. Two of one version and capacity: two PCs recorded it differently. */
export interface SigningKnown {
  readonly version: string
  readonly capacity: SigningCapacity
  readonly outcome: SigningOutcome
  readonly signedOn: CivilDate
  /** Last day written on it; null: as the agreement says. */
  readonly until: CivilDate | null
  readonly witness: string | null
}

/** Why somebody stands as they do, for a sentence to be made of. */
export const STANDING_CODES = [
  /** `date`: from when a text comes; null: none is known. */
  'NO_TEXT',
  /** `capacity` refused on `date`. */
  'REFUSED',
  /** The newest of the signatures that count is of `date`. */
  'SIGNED',
  /** As `SIGNED`, by the parent alone, because the child cannot sign. */
  'SIGNED_FOR_CHILD',
  /** `capacity` has still to sign; another one has. */
  'ONE_OF_TWO',
  /** `capacity` cannot sign, said on `date`. */
  'CANNOT_SIGN',
  /** The text signed was replaced or retired on `date`. */
  'TEXT_CHANGED',
  /** What was signed held to `date`. */
  'ENDED',
  /** Signed is only a text that comes into force on `date`. */
  'SIGNED_FOR_LATER',
  'NOBODY_SIGNED',
] as const
export type StandingCode = (typeof STANDING_CODES)[number]

export interface StandingKnown {
  readonly requirement: Requirement
  readonly state: SigningState
  readonly because: {
    readonly code: StandingCode
    readonly capacity: SigningCapacity | null
    readonly date: CivilDate | null
  }
  /** Last day it holds as far as is known on the day; null: no end, or not current. */
  readonly holdsUntil: CivilDate | null
  /** Required capacities that have not signed, without a child who cannot and has a parent to sign. */
  readonly missing: readonly SigningCapacity[]
  /** Current, and a change asks that they are told of it. */
  readonly toInform: boolean
}

/** Newcomers sign before they come: within so many days before their first one it counts from that. Longer ago it is not taken. */
export const STARTER_DAYS = 90

/** Everything recorded of one version and capacity, put into one. Days included; `until` null: open. */
interface Answer {
  readonly capacity: SigningCapacity
  readonly outcome: Exclude<SigningOutcome, 'VOID'>
  readonly life: VersionLife
  /** Where PCs differ, the earliest; of a refusal the latest. */
  readonly signedOn: CivilDate
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/**
 * How a subject stands to one requirement on its day.
 * @param signings of this subject, to any version, in any order; those of other agreements are passed over
 */
export function standingOf(
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
): StandingKnown {
  const { on, inForce, coming } = requirement
  const answers = answersOf(subject, requirement, signings)
  const told = tell(subject, requirement, answers, on)
  const { required, missing } = told
  const as = (
    state: SigningState,
    code: StandingCode,
    date: CivilDate | null,
    capacity: SigningCapacity | null = null,
  ): StandingKnown => ({
    ...{ requirement, state, because: { code, capacity, date }, holdsUntil: null, missing, toInform: false },
  })

  if (inForce === null) return { ...as('NO_TEXT', 'NO_TEXT', coming?.effectiveFrom ?? null), missing: required }
  const [refusal] = told.refusals
  if (refusal !== undefined) return as('REFUSED', 'REFUSED', refusal.signedOn, refusal.capacity)
  if (missing.length === 0) {
    const isChildExcused = required.some((capacity) => !told.signed.some((one) => one.capacity === capacity))
    return {
      ...as('CURRENT', isChildExcused ? 'SIGNED_FOR_CHILD' : 'SIGNED', latest(told.signed.map((one) => one.signedOn))),
      holdsUntil: lastCurrentDay(subject, requirement, answers),
      toInform: required.some((capacity) => isToInform(told.signed, capacity, on)),
    }
  }
  if (told.signed.length > 0) return as('PART_SIGNED', 'ONE_OF_TWO', null, missing[0])
  const [unable] = told.unable
  if (unable !== undefined) return as('CANNOT_SIGN', 'CANNOT_SIGN', unable.signedOn, unable.capacity)
  return { ...as('NOT_SIGNED', 'NOBODY_SIGNED', null), ...lapsed(answers, required, on) }
}

interface Told {
  readonly required: readonly SigningCapacity[]
  readonly missing: readonly SigningCapacity[]
  /** All of required capacities only, and in force on the day. */
  readonly refusals: readonly Answer[]
  readonly signed: readonly Answer[]
  readonly unable: readonly Answer[]
}

function tell(subject: Subject, { lead, audiences }: Requirement, answers: readonly Answer[], day: CivilDate): Told {
  const required = requiredOf(subject, lead, audiences, day)
  const asked = answers.filter(({ capacity }) => required.includes(capacity))
  const holding = asked.filter(({ from, until }) => from <= day && (until === null || day <= until))
  const [signed, unable] = (['SIGNED', 'CANNOT_SIGN'] as const).map((outcome) =>
    holding.filter((one) => one.outcome === outcome),
  )
  const refusals = holding.filter((one) => one.outcome === 'REFUSED' && !isTakenBack(one, asked, day))
  const [does, cannot] = [signed ?? [], unable ?? []].map((list) => new Set(list.map(({ capacity }) => capacity)))
  const isExcused = (capacity: SigningCapacity) =>
    capacity === 'CHILD' && required.includes('PARENT') && cannot?.has('CHILD') === true
  const missing = required.filter(
    (capacity) =>
      refusals.some((one) => one.capacity === capacity) || !(does?.has(capacity) === true || isExcused(capacity)),
  )
  return { required, missing, refusals, signed: signed ?? [], unable: unable ?? [] }
}

/** A refusal ends when the same capacity signs on a later day a text that is still the one asked for. */
const isTakenBack = (refusal: Answer, answers: readonly Answer[], day: CivilDate): boolean =>
  answers.some(
    ({ capacity, outcome, signedOn, from, life }) =>
      capacity === refusal.capacity &&
      outcome === 'SIGNED' &&
      signedOn > refusal.signedOn &&
      from <= day &&
      (life.resignFrom === null || day < life.resignFrom),
  )

const isToInform = (signed: readonly Answer[], capacity: SigningCapacity, on: CivilDate): boolean => {
  const own = signed.filter((one) => one.capacity === capacity)
  return own.length > 0 && own.every(({ life }) => life.informFrom !== null && life.informFrom <= on)
}

/** What signatures that count no more, or not yet, make of somebody of whom none counts. */
function lapsed(
  answers: readonly Answer[],
  required: readonly SigningCapacity[],
  on: CivilDate,
): Partial<Pick<StandingKnown, 'state' | 'because'>> {
  const signed = answers.filter(({ capacity, outcome }) => outcome === 'SIGNED' && required.includes(capacity))
  const because = (code: StandingCode, date: CivilDate | null) => ({ code, capacity: null, date })
  const changed = latest(signed.flatMap(({ life: { resignFrom } }) => (isBy(resignFrom, on) ? resignFrom : [])))
  if (changed !== null) return { state: 'RESIGN_DUE', because: because('TEXT_CHANGED', changed) }
  const ended = latest(signed.flatMap(({ until, from }) => (from <= on && until !== null && until < on ? until : [])))
  if (ended !== null) return { state: 'EXPIRED', because: because('ENDED', ended) }
  const [later] = signed.map(({ from }) => from).sort()
  return later === undefined ? {} : { because: because('SIGNED_FOR_LATER', later) }
}

const isBy = (day: CivilDate | null, on: CivilDate): day is CivilDate => day !== null && day <= on

const latest = (days: readonly CivilDate[]): CivilDate | null => [...days].sort().at(-1) ?? null

/** Looks at each later day on which anything known may turn, in order. */
function lastCurrentDay(subject: Subject, requirement: Requirement, answers: readonly Answer[]): CivilDate | null {
  const { on } = requirement
  const turns = answers.flatMap(({ from, until, life }) => [
    ...[from, life.resignFrom, life.otherFrom],
    until === null ? null : addDays(until, 1),
  ])
  const ofAge = subject.kind === 'PUPIL' && subject.dateOfBirth !== null ? turns18On(subject.dateOfBirth) : null
  const days = [...new Set([...turns, ofAge])].filter((day): day is CivilDate => day !== null && day > on).sort()
  // The year a pupil will be in is not known on the day.
  const asKnown: Subject =
    subject.kind === 'PUPIL' ? { ...subject, year: yearOfPupil(subject, on), yearAt: on } : subject
  const first = days.find((day) => {
    const { refusals, missing } = tell(asKnown, requirement, answers, day)
    return refusals.length > 0 || missing.length > 0
  })
  return first === undefined ? null : addDays(first, -1)
}

function answersOf(subject: Subject, requirement: Requirement, signings: readonly SigningKnown[]): readonly Answer[] {
  const grouped = new Map<string, SigningKnown[]>()
  for (const one of signings) {
    // Taking back is about the record, whatever day stands in it; the others are no answer before their day.
    if (!requirement.lives.has(one.version) || (one.outcome !== 'VOID' && one.signedOn > requirement.on)) continue
    const key = `${one.version} ${one.capacity}`
    const group = grouped.get(key)
    if (group === undefined) grouped.set(key, [one])
    else group.push(one)
  }
  // Told in the same way whatever the order they were recorded in.
  return [...grouped.values()]
    .flatMap((group) => answerOf(subject, requirement, group) ?? [])
    .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))
}

const orderKey = ({ capacity, signedOn, life }: Answer): string => `${capacity} ${signedOn} ${life.version.id}`

const RESTRICTIVENESS: Readonly<Record<SigningOutcome, number>> = { SIGNED: 0, VOID: 1, CANNOT_SIGN: 2, REFUSED: 3 }

/** @returns null where what was recorded counts as nothing */
function answerOf(subject: Subject, { lives }: Requirement, group: readonly SigningKnown[]): Answer | null {
  const outcome = group.map((one) => one.outcome).reduce((a, b) => (RESTRICTIVENESS[a] >= RESTRICTIVENESS[b] ? a : b))
  const said = group.filter((one) => one.outcome === outcome)
  const [first] = said
  const life = first === undefined ? undefined : lives.get(first.version)
  if (first === undefined || life === undefined || outcome === 'VOID') return null
  const sound = said.filter((one) => isSound(one, life, subject))
  // Any refusal binds; of the others each must count, since nobody knows which of them is right.
  if (sound.length === 0 || (outcome !== 'REFUSED' && sound.length < said.length)) return null
  const days = sound.map(({ signedOn }) => signedOn).sort()
  const froms = sound.map((one) => later(one.signedOn, life.version.effectiveFrom)).sort()
  const common = { capacity: first.capacity, outcome, life }
  if (outcome === 'REFUSED') {
    const until = life.otherFrom === null ? null : addDays(life.otherFrom, -1)
    return { ...common, signedOn: days.at(-1) ?? first.signedOn, from: froms[0] ?? first.signedOn, until }
  }
  const ends = sound.flatMap((one) => endOf(one, life, subject) ?? []).sort()
  return {
    ...common,
    signedOn: days[0] ?? first.signedOn,
    from: froms.at(-1) ?? first.signedOn,
    until: ends[0] ?? null,
  }
}

/** Given to a text that was there, in this stay, and where somebody cannot sign, seen by a witness. */
const isSound = (one: SigningKnown, { version }: VersionLife, subject: Subject): boolean =>
  one.signedOn >= version.issuedOn &&
  !(subject.kind === 'PUPIL' && subject.lastLeft !== null && one.signedOn <= subject.lastLeft) &&
  (one.outcome !== 'CANNOT_SIGN' || one.witness !== null)

/** Last day a signature holds; null: open. */
function endOf(one: SigningKnown, { version, agreement, resignFrom }: VersionLife, subject: Subject): CivilDate | null {
  const own =
    one.until !== null && agreement.validity === 'VISIT' ? one.until : validityEnd(one, version, agreement, subject)
  const ends = [own, one.until, belonging(subject).until, resignFrom === null ? null : addDays(resignFrom, -1)]
  return ends.filter((day) => day !== null).sort()[0] ?? null
}

/**
 * The day a signature counts from: its own, or the day its text takes effect, or the first day of somebody who signed
 * within {@link STARTER_DAYS} before coming.
 */
export function countsFrom(signedOn: CivilDate, effectiveFrom: CivilDate, subject: Subject): CivilDate {
  const { from } = belonging(subject)
  const own = later(signedOn, effectiveFrom)
  return from !== null && from > own && isStarter(signedOn, from) ? from : own
}

/** Whether a day lies so shortly before somebody's first that they may have signed already. */
export const isStarter = (signedOn: CivilDate, from: CivilDate): boolean =>
  signedOn < from && addDays(signedOn, STARTER_DAYS) >= from

function validityEnd(
  { signedOn }: SigningKnown,
  { effectiveFrom }: Pick<VersionLife['version'], 'effectiveFrom'>,
  { validity, months }: AgreementKnown,
  subject: Subject,
): CivilDate | null {
  const from = countsFrom(signedOn, effectiveFrom, subject)
  if (validity === 'UNTIL_LEFT') return null
  if (validity === 'VISIT') return from
  // Months that were never set fall back to what is usual, the academic year (R32).
  return validity === 'MONTHS' && months !== null ? addDays(addMonths(from, months), -1) : academicYear(from).ends
}

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

/** Why somebody is not cleared. */
export const CLEARANCE_CODES = [
  'LEFT',
  'TO_COME',
  /** No audience has the pupil's year, so nobody knows what to ask for. */
  'YEAR_UNPLACED',
  /** No agreement is for this audience; one for a device alone clears nobody. */
  'NOTHING_TO_SIGN',
  /** At least one agreement is not current. */
  'NOT_CURRENT',
] as const
export type ClearanceCode = (typeof CLEARANCE_CODES)[number]

export interface ClearanceKnown {
  readonly cleared: boolean
  /** Null when cleared. */
  readonly code: ClearanceCode | null
  /** Standings that keep somebody from being cleared, in the order given. */
  readonly open: readonly StandingKnown[]
  /** Last day of being cleared as far as is known; null: no end, or not cleared. */
  readonly holdsUntil: CivilDate | null
}

/**
 * Cleared is only who has a current signature for everything asked of them (R31).
 * @param standings one for each requirement of the scope
 */
export function clearanceOf(scope: Scope, standings: readonly StandingKnown[]): ClearanceKnown {
  const open = standings.filter(({ state }) => state !== 'CURRENT')
  const code = whyNotCleared(scope, standings, open.length)
  const ends = standings.flatMap(({ holdsUntil }) => holdsUntil ?? []).sort()
  return { cleared: code === null, code, open, holdsUntil: code === null ? (ends[0] ?? null) : null }
}

function whyNotCleared(
  { presence, yearUnplaced }: Scope,
  standings: readonly StandingKnown[],
  open: number,
): ClearanceCode | null {
  if (presence !== 'HERE') return presence
  if (yearUnplaced) return 'YEAR_UNPLACED'
  const isOwn = ({ requirement }: StandingKnown) =>
    requirement.audiences.some((audience) => !DEVICE_AUDIENCES.includes(audience))
  if (!standings.some(isOwn)) return 'NOTHING_TO_SIGN'
  return open > 0 ? 'NOT_CURRENT' : null
}
