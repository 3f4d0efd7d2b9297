/** What recorded answers come to, one for each version and capacity, with the days on which they count (R30, R32-R35). Pure. */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningOutcome } from '@contract/signatures'
import { academicYear, addDays, addMonths } from '@vault/clock'
import type { Requirement, VersionLife } from './requirements'
import { belonging, type AgreementKnown, type Subject } from './scope'

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

/** Newcomers sign before they come: within so many days before their first one it counts from that. Longer ago it is not taken. */
export const STARTER_DAYS = 90

/** Everything recorded of one version and capacity, put into one. Days included; `until` null: open. */
export interface Answer {
  readonly capacity: SigningCapacity
  readonly outcome: SigningOutcome
  readonly life: VersionLife
  /** Where PCs differ, the earliest; of a refusal the latest. */
  readonly signedOn: CivilDate
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** In the order of capacity, day and version, whatever the order they were recorded in. What counts as nothing is left out. */
export function answersOf(
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
): readonly Answer[] {
  const { on, lives } = requirement
  // Taking back is about the record, whatever day stands in it; the others are no answer before their day.
  const theirs = signings.filter(
    ({ version, outcome, signedOn }) => lives.has(version) && (outcome === 'VOID' || signedOn <= on),
  )
  const answers: Answer[] = []
  theirs.forEach((one, at) => {
    if (theirs.findIndex((other) => isSameEntity(one, other)) < at) return
    const answer = answerOf(subject, requirement, theirs, one)
    if (answer !== null) answers.push(answer)
  })
  return answers.length > 1 ? answers.sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1)) : answers
}

const isSameEntity = (a: SigningKnown, b: SigningKnown): boolean => a.version === b.version && a.capacity === b.capacity

const orderKey = ({ capacity, signedOn, life }: Answer): string => `${capacity} ${signedOn} ${life.version.id}`

const RESTRICTIVENESS: Readonly<Record<SigningOutcome, number>> = { SIGNED: 0, VOID: 1, CANNOT_SIGN: 2, REFUSED: 3 }

/** @returns null where what was recorded of the version and capacity of `first` counts as nothing */
function answerOf(
  subject: Subject,
  { lives }: Requirement,
  all: readonly SigningKnown[],
  first: SigningKnown,
): Answer | null {
  const life = lives.get(first.version)
  if (life === undefined) return null
  let { outcome } = first
  for (const one of all) {
    if (isSameEntity(one, first) && RESTRICTIVENESS[one.outcome] > RESTRICTIVENESS[outcome]) outcome = one.outcome
  }
  if (outcome === 'VOID') return null
  let joined: Answer | null = null
  for (const one of all) {
    if (one.outcome !== outcome || !isSameEntity(one, first)) continue
    if (isSound(one, life, subject)) joined = together(joined, single(one, life, subject))
    // Any refusal binds; of the others each must count, since nobody knows which of them is right.
    else if (outcome !== 'REFUSED') return null
  }
  return joined
}

/** Two records of one answer: the days on which both count; of refusals those on which either does. */
function together(a: Answer | null, b: Answer): Answer {
  if (a === null) return b
  const isRefusal = a.outcome === 'REFUSED'
  return {
    ...a,
    signedOn: isRefusal ? later(a.signedOn, b.signedOn) : earlier(a.signedOn, b.signedOn),
    from: isRefusal ? earlier(a.from, b.from) : later(a.from, b.from),
    until: a.until === null || b.until === null ? (a.until ?? b.until) : earlier(a.until, b.until),
  }
}

function single(one: SigningKnown, life: VersionLife, subject: Subject): Answer {
  const { capacity, outcome, signedOn } = one
  const from = later(signedOn, life.version.effectiveFrom)
  const until = outcome === 'REFUSED' ? life.lastUnchanged : endOf(one, life, subject)
  return { capacity, outcome, life, signedOn, from, until }
}

/** Given to a text that was there, in this stay, and where somebody cannot sign, seen by a witness. */
const isSound = (one: SigningKnown, { version }: VersionLife, subject: Subject): boolean =>
  one.signedOn >= version.issuedOn &&
  !(subject.kind === 'PUPIL' && subject.lastLeft !== null && one.signedOn <= subject.lastLeft) &&
  (one.outcome !== 'CANNOT_SIGN' || one.witness !== null)

/** Last day a signature holds; null: open. */
function endOf(one: SigningKnown, { version, agreement, lastGood }: VersionLife, subject: Subject): CivilDate | null {
  const isDated = one.until !== null && agreement.validity === 'VISIT'
  const own = isDated ? one.until : validityEnd(one.signedOn, version.effectiveFrom, agreement, subject)
  return first(first(own, one.until), first(belonging(subject).until, lastGood))
}

function validityEnd(
  signedOn: CivilDate,
  effectiveFrom: CivilDate,
  { validity, months }: AgreementKnown,
  subject: Subject,
): CivilDate | null {
  if (validity === 'UNTIL_LEFT') return null
  const from = countsFrom(signedOn, effectiveFrom, subject)
  if (validity === 'VISIT') return from
  // Months that were never set fall back to what is usual, the academic year (R32).
  return validity === 'MONTHS' && months !== null ? addDays(addMonths(from, months), -1) : academicYear(from).ends
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

const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)
const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b)

/** The earlier of two ends, null being none. */
const first = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || b === null ? (a ?? b) : earlier(a, b)
