/** How somebody stands to an agreement on a day, and whether that clears them for access (R29-R37). Pure. */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningState } from '@contract/signatures'
import { addDays } from '@vault/clock'
import { turns18On } from '../../pupils/rules/age'
import { answersOf, type Answer, type SigningKnown } from './answers'
import type { Requirement } from './requirements'
import { DEVICE_AUDIENCES, requiredOf, yearOfPupil, type Scope, type Subject } from './scope'

export type { SigningKnown } from './answers'

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
  /** Everybody whose refusal stands, in the order of capacity and day; empty unless `REFUSED`. */
  readonly refusedBy: readonly Refuser[]
}

/** Who would not sign, and when. `signer` as in {@link SigningKnown}. */
export type Refuser = Pick<Answer, 'capacity' | 'signer' | 'signedOn'>

/**
 * How a subject stands to one requirement on its day.
 * @param signings of this subject, to any version, in any order; those of other agreements are passed over
 */
export const standingOf = (
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
): StandingKnown => standingWith(subject, requirement, signings, lastCurrentDay)

/** The state alone, without looking ahead: for counting thousands. */
export const stateOf = (
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
): StandingKnown['state'] => standingWith(subject, requirement, signings, () => null).state

function standingWith(
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
  last: typeof lastCurrentDay,
): StandingKnown {
  const { on, inForce, coming } = requirement
  const answers = answersOf(subject, requirement, signings)
  const told = tell(subject, requirement, answers, on)
  const { required, missing, signed } = told
  const as = (
    state: SigningState,
    code: StandingCode,
    date: CivilDate | null,
    capacity: SigningCapacity | null = null,
  ): StandingKnown => {
    const because = { code, capacity, date }
    return { requirement, state, because, holdsUntil: null, missing, toInform: false, refusedBy: [] }
  }

  if (inForce === null) return { ...as('NO_TEXT', 'NO_TEXT', coming?.effectiveFrom ?? null), missing: required }
  const [refusal] = told.refusals
  if (refusal !== undefined) {
    return { ...as('REFUSED', 'REFUSED', refusal.signedOn, refusal.capacity), refusedBy: told.refusals }
  }
  if (missing.length === 0) {
    const isChildExcused = required.some((capacity) => !hasOf(signed, capacity))
    const code = isChildExcused ? 'SIGNED_FOR_CHILD' : 'SIGNED'
    return {
      ...{ requirement, state: 'CURRENT', missing, refusedBy: [] },
      because: { code, capacity: null, date: latest(signed.map(({ signedOn }) => signedOn)) },
      holdsUntil: last(subject, requirement, answers, told),
      toInform: required.some((capacity) => isToInform(signed, capacity, on)),
    }
  }
  if (signed.length > 0) return as('PART_SIGNED', 'ONE_OF_TWO', null, missing[0])
  const [unable] = told.unable
  if (unable !== undefined) return as('CANNOT_SIGN', 'CANNOT_SIGN', unable.signedOn, unable.capacity)
  return { ...as('NOT_SIGNED', 'NOBODY_SIGNED', null), ...lapsed(answers, required, on) }
}

const hasOf = (answers: readonly Answer[], capacity: SigningCapacity): boolean =>
  answers.some((one) => one.capacity === capacity)

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
  const holding = answers.filter(
    ({ capacity, from, until }) => from <= day && (until === null || day <= until) && required.includes(capacity),
  )
  const signed = holding.filter(({ outcome }) => outcome === 'SIGNED')
  const unable = holding.filter(({ outcome }) => outcome === 'CANNOT_SIGN')
  const refusals = holding.filter((one) => one.outcome === 'REFUSED' && !isTakenBack(one, answers, day))
  const isExcused = (capacity: SigningCapacity) =>
    capacity === 'CHILD' && required.includes('PARENT') && hasOf(unable, 'CHILD')
  const missing = required.filter(
    (capacity) => hasOf(refusals, capacity) || !(hasOf(signed, capacity) || isExcused(capacity)),
  )
  return { required, missing, refusals, signed, unable }
}

/** A refusal ends when the same signer signs on a later day a text that is still asked for; an unnamed one's when any does. */
const isTakenBack = (refusal: Answer, answers: readonly Answer[], day: CivilDate): boolean =>
  answers.some(
    ({ capacity, signer, outcome, signedOn, from, life }) =>
      capacity === refusal.capacity &&
      (refusal.signer === null || signer === refusal.signer) &&
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

function lastCurrentDay(
  subject: Subject,
  requirement: Requirement,
  answers: readonly Answer[],
  { required }: Told,
): CivilDate | null {
  const { on } = requirement
  const turned = subject.kind === 'PUPIL' && subject.dateOfBirth !== null ? turns18On(subject.dateOfBirth) : null
  const ofAge = turned !== null && turned > on ? turned : null
  const ends = answers.flatMap(({ until }) => until ?? []).sort()
  // Mostly each signer has answered once, and nobody turns 18 near it: then the first end is the end.
  const isFar = ofAge === null || (ends[0] !== undefined && yearIn(ofAge) > yearIn(ends[0]) + 1)
  if (answers.length === required.length && isFar) return ends[0] ?? null

  // Otherwise each later day is looked at on which anything known may turn.
  const turns = answers.flatMap(({ from, until, life }) => [
    ...[from, life.resignFrom],
    until === null ? null : addDays(until, 1),
  ])
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

const yearIn = (day: CivilDate): number => Number(day.slice(0, 4))

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
