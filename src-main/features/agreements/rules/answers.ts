/** What acts come to, one answer for each, with the days on which it counts (R30, R32-R35). Pure. */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningOutcome } from '@contract/signatures'
import { academicYear, addDays, addMonths } from '@vault/clock'
import { RESTRICTIVENESS } from './acts'
import type { Requirement, VersionLife } from './requirements'
import { belonging, type AgreementKnown, type Subject } from './scope'

/** What stands of an act. Two of one act: two PCs recorded it differently. */
export interface SigningKnown {
  readonly version: string
  readonly capacity: SigningCapacity
  /** A parent's contact, or name as signed, folded. Null: a parent nobody named; or the child or adult whom it covers. */
  readonly signer: string | null
  readonly outcome: SigningOutcome
  readonly signedOn: CivilDate
  /** Last day written on it; null: as the agreement says. */
  readonly until: CivilDate | null
  readonly witness: string | null
}

/** Newcomers sign before they come: within so many days before their first one it counts from that. Longer ago it is not taken. */
export const STARTER_DAYS = 90

/** What one act comes to. Days included; `until` null: open. */
export interface Answer {
  readonly capacity: SigningCapacity
  readonly signer: string | null
  readonly outcome: SigningOutcome
  readonly life: VersionLife
  readonly signedOn: CivilDate
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/**
 * In the order of capacity, day, version and signer, whatever the order they were recorded in. What counts as nothing is
 * left out, and so is what was said after the day asked about.
 */
export function answersOf(
  subject: Subject,
  requirement: Requirement,
  signings: readonly SigningKnown[],
): readonly Answer[] {
  const { on, lives } = requirement
  const theirs = signings.filter(({ version, signedOn }) => lives.has(version) && signedOn <= on)
  const answers: Answer[] = []
  theirs.forEach((one, at) => {
    if (theirs.findIndex((other) => isSameAct(one, other)) < at) return
    const answer = answerOf(subject, requirement, theirs, one)
    if (answer !== null) answers.push(answer)
  })
  return answers.length > 1 ? answers.sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1)) : answers
}

/** Whether two records are of one act. */
export const isSameAct = (
  a: Pick<SigningKnown, 'version' | 'capacity' | 'signer' | 'signedOn'>,
  b: Pick<SigningKnown, 'version' | 'capacity' | 'signer' | 'signedOn'>,
): boolean => a.version === b.version && a.capacity === b.capacity && a.signedOn === b.signedOn && a.signer === b.signer

const orderKey = ({ capacity, signedOn, life, signer }: Answer): string =>
  `${capacity} ${signedOn} ${life.version.id} ${signer ?? ''}`

/** @returns null where what was recorded of the act of `first` counts as nothing */
function answerOf(
  subject: Subject,
  { lives }: Requirement,
  all: readonly SigningKnown[],
  first: SigningKnown,
): Answer | null {
  const life = lives.get(first.version)
  if (life === undefined || !isSound(first, life, subject)) return null
  let { outcome } = first
  for (const one of all) {
    if (isSameAct(one, first) && RESTRICTIVENESS[one.outcome] > RESTRICTIVENESS[outcome]) outcome = one.outcome
  }
  if (outcome === 'VOID') return null
  const { capacity, signer, signedOn } = first
  const from = later(signedOn, life.version.effectiveFrom)
  let until: CivilDate | null = null
  for (const one of all) {
    if (one.outcome !== outcome || !isSameAct(one, first)) continue
    if (outcome === 'CANNOT_SIGN' && one.witness === null) return null
    // Nobody knows which of two last days is right, so the first of them.
    until = sooner(until, outcome === 'REFUSED' ? life.lastUnchanged : endOf(one, life, subject))
  }
  return { capacity, signer, outcome, life, signedOn, from, until }
}

/** Given to a text that was there, and in this stay. */
const isSound = ({ signedOn }: SigningKnown, { version }: VersionLife, subject: Subject): boolean =>
  signedOn >= version.issuedOn &&
  !(subject.kind === 'PUPIL' && subject.lastLeft !== null && signedOn <= subject.lastLeft)

/** Last day a signature holds; null: open. */
function endOf(one: SigningKnown, { version, agreement, lastGood }: VersionLife, subject: Subject): CivilDate | null {
  const isDated = one.until !== null && agreement.validity === 'VISIT'
  const own = isDated ? one.until : validityEnd(one.signedOn, version.effectiveFrom, agreement, subject)
  return sooner(sooner(own, one.until), sooner(belonging(subject).until, lastGood))
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

/** The earlier of two ends, null being none. */
const sooner = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b
