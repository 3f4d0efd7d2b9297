/**
 * What has to come down because of whom, since when and how soon, and which sets a No hastens: written a second time from
 * the rules (domain R45, R46, R49-R56, R59, R60, R63, R70, R71). It stands on the oracle of the one decision and shares no
 * code with the product, only the shapes of the facts; what is slow or said twice here is so on purpose.
 */
import type { StandingAnswer } from '../../../src-main/features/consents/rules/validity'
import {
  ages,
  birthday,
  isPupil,
  mightGive,
  oracle,
  oracleNamed,
  renewedUntil,
  saysNo,
  timeOf,
  weightOfNo,
  type Facts,
  type Told,
} from '../consents/oracle'
import { daysAfter } from './calendar'

/** One use of a set as it was recorded, with what became of it. */
export interface UseSaid {
  readonly id: string
  readonly set: string
  readonly from: string
  /** Null: everybody on the set. */
  readonly pupils: readonly string[] | null
  readonly purpose: string
  readonly named: boolean
  /** Null: nothing was recorded. */
  readonly became: 'LIVE' | 'REQUESTED' | 'REMOVED' | 'CANNOT_RECALL' | null
  /** Pupils left out since. */
  readonly leftOut: readonly string[]
  /** Pupils about whom it went out against the decision (R59). */
  readonly against: readonly string[]
}

export interface SetSaid {
  readonly id: string
  readonly pupils: readonly string[]
  readonly purposes: readonly string[]
}

/** What is known of a pupil: the questions about each use, and about the name; null: erased. */
export type PupilSaid = { readonly uses: ReadonlyMap<string, Facts>; readonly name: Facts | null } | null

export interface SchoolSaid {
  readonly sets: readonly SetSaid[]
  readonly uses: readonly UseSaid[]
  readonly pupils: ReadonlyMap<string, PupilSaid>
}

/** A use, a pupil, the day since when, and the day by which. */
export interface Coming {
  readonly use: string
  readonly pupil: string
  readonly since: string
  readonly due: string
}

/** Everything that has to come down. */
export function takeDownOracle({ sets, uses, pupils }: SchoolSaid): readonly Coming[] {
  const coming: Coming[] = []
  for (const use of uses) {
    // R63, R77: what is gone, or out of anybody's reach, is no task.
    if (use.became === 'REMOVED' || use.became === 'CANNOT_RECALL') continue
    const everybody = sets.find(({ id }) => id === use.set)?.pupils ?? []
    for (const pupil of use.pupils ?? everybody) {
      if (use.leftOut.includes(pupil)) continue
      const bar = barOf(use, pupils.get(pupil) ?? null, use.against.includes(pupil))
      if (bar === null) continue
      const since = bar.since !== null && bar.since > use.from ? bar.since : use.from
      coming.push({ use: use.id, pupil, since, due: bar.urgent ? since : daysAfter(since, 2) })
    }
  }
  return coming
}

interface Bar {
  /** Null: nobody knows since when, or it never was allowed. */
  readonly since: string | null
  readonly urgent: boolean
}

const URGENT = ['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING']

/** Why a use may not stay out because of one pupil; null: it may. */
function barOf({ purpose, named }: UseSaid, pupil: PupilSaid, wentOutAgainst: boolean): Bar | null {
  if (pupil === null) return { since: null, urgent: true }
  const picture = pupil.uses.get(purpose)
  if (picture === undefined) return { since: null, urgent: true }
  const told = named ? oracleNamed(picture, pupil.name) : oracle(picture)
  if (told.verdict === 'YES' || told.verdict === 'YES_IF') return null
  if (told.reason !== 'NAME_NOT_ALLOWED') return barOfPicture(picture, wentOutAgainst)
  // R60: the picture is allowed, the name beside it is not.
  if (pupil.name !== null) return barOfPicture(pupil.name, wentOutAgainst)
  const hidden = flagDays(picture, 'NO_NAME')
  return { since: hidden[0] ?? null, urgent: hidden.length > 0 }
}

function barOfPicture(facts: Facts, wentOutAgainst: boolean): Bar | null {
  const told = oracle(facts)
  // S19, C38: they doubt the PC, not the pupil.
  if (told.reason === 'RECORDS_OLD' || told.reason === 'CLOCK_DOUBTFUL') return null
  if (onlyTimePassed(facts, told) && !wentOutAgainst) return null
  return { since: sinceOf(facts, told), urgent: URGENT.includes(told.reason) }
}

/** R45, R49, R51, R61: it was lawful, nobody has said No, and it is to be asked anew. */
function onlyTimePassed(facts: Facts, { reason }: Told): boolean {
  if (reason === 'PUPIL_VIEW_MISSING') return true
  if (reason === 'EXPIRED') return noesOfAChild(facts).length === 0
  if (reason !== 'NOT_YET') return false
  const before = begun(facts)
  const toCome = facts.answers.filter((one) => !before.answers.includes(one))
  const told = oracle(before)
  return (
    toCome.every(({ latestNoOn }) => latestNoOn === null) && told.reason === 'EXPIRED' && onlyTimePassed(before, told)
  )
}

/** Without what is still to come. */
const begun = (facts: Facts): Facts => ({
  ...facts,
  answers: facts.answers.filter((one) => !(one.coversFrom > facts.on || one.decidedOn > facts.on)),
})

/** R51: Noes that bound while the pupil was under 18 are not undone by the birthday. */
function noesOfAChild(facts: Facts): readonly string[] {
  const { dateOfBirth: born } = facts.known
  let day = facts.on
  if (born !== null) {
    const adult = birthday(born, Number(born.slice(0, 4)) + 18)
    if (adult <= day) day = dayBefore(adult)
  }
  const child: Facts = { ...facts, on: day, known: { ...facts.known, dateOfBirth: null, year: 'X' } }
  return noesOf(facts)
    .filter(([answer, no]) => !isPupil(answer) && no <= day && weightOfNo(child, answer) !== 'no-longer')
    .map(([, no]) => no)
    .sort()
}

/** Every No that stands with its day, but for those somebody has settled for the Yes (R40, R52). */
function noesOf({ answers, settlements }: Facts): readonly (readonly [StandingAnswer, string])[] {
  const noes: [StandingAnswer, string][] = []
  for (const answer of answers) {
    if (!saysNo(answer)) continue
    if (settlements.some(({ outcome, covers }) => outcome !== 'REFUSED' && covers.includes(answer.event))) continue
    const isItself = ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(answer.answer)
    noes.push([answer, isItself ? answer.decidedOn : (answer.latestNoOn ?? answer.decidedOn)])
  }
  return noes
}

/** First day of what bars it; null: no day is known. */
function sinceOf(facts: Facts, { reason }: Told): string | null {
  const { known, on, purpose } = facts
  if (reason === 'NOT_YET') return sinceOf(begun(facts), oracle(begun(facts)))
  if (reason === 'CARE_AUTHORITY_MISSING') return on
  if (reason === 'LEFT') return daysAfter(known.leftOn ?? on, 1)
  if (reason === 'EXPIRED') return noesOfAChild(facts)[0] ?? ranOut(facts)
  if (reason === 'COURT_ORDER') {
    const live = known.orders.filter((order) => {
      const isOver = order.until !== null && order.until < on
      return order.from <= on && !isOver && (order.scope === null || order.scope.includes(purpose.id))
    })
    return live.map(({ from }) => from).sort()[0] ?? null
  }
  if (reason === 'PROTECTED') {
    const isName = purpose.code === 'NAME_WITH_IMAGE' || purpose.code === 'PUPIL_WORK_NAMED'
    const days = [
      ...flagDays(facts, 'NO_CAPTURE'),
      ...(purpose.outside ? flagDays(facts, 'NO_PUBLISH') : []),
      ...(isName ? flagDays(facts, 'NO_NAME') : []),
    ]
    return days.sort()[0] ?? null
  }
  if (['PUPIL_SAID_NO', 'RESPONSIBLE_SAID_NO', 'OTHER_SAID_NO', 'OBJECTED', 'DISPUTED'].includes(reason)) {
    const noes = noesOf(facts)
      .filter(([answer]) => weightOfNo(facts, answer) !== 'no-longer')
      .map(([, no]) => (no > on ? on : no))
    if (noes.length > 0) return noes.sort()[0] ?? null
    const days = facts.answers.map(({ decidedOn }) => decidedOn as string).filter((day) => day <= on)
    return days.sort().at(-1) ?? on
  }
  return null
}

const flagDays = ({ known, on }: Facts, kind: string): string[] =>
  known.flags
    .filter((flag) => flag.kind === kind && flag.isSet && flag.from <= on)
    .map(({ from }): string => from)
    .sort()

/** R51, R61: the day after the last on which one of those a Yes is worth asking for anew held. */
function ranOut(facts: Facts): string {
  const { known, on, purpose } = facts
  const isGrown = ages(facts).oldest >= 18
  let last: string | null = null
  for (const yes of facts.answers) {
    const counts = mightGive(facts, yes) || (yes.contact !== null && isGrown)
    if (yes.answer !== 'GIVEN' || saysNo(yes) || timeOf(facts, yes) !== 'ended' || !counts) continue
    const ends: (string | null)[] = [renewedUntil(yes, purpose.renewal), yes.expiresOn]
    if (known.lastLeft !== null && yes.decidedOn <= known.lastLeft) ends.push(known.lastLeft)
    if (known.dateOfBirth !== null && !isPupil(yes) && yes.contact !== null) {
      ends.push(dayBefore(birthday(known.dateOfBirth, Number(known.dateOfBirth.slice(0, 4)) + 18)))
    }
    const end = ends.filter((day) => day !== null && day < on).sort()[0] ?? null
    if (end !== null && (last === null || end > last)) last = end
  }
  return last === null ? on : daysAfter(last, 1)
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** When nothing allowed keeping a set on one pupil's account any more, and whether somebody's No ended it. */
export interface EndedSaid {
  readonly set: string
  readonly pupil: string
  readonly on: string
  /** R71: it is due from that day on, if it is held on consent. */
  readonly hastened: boolean
}

/** Pupils of sets about whom nothing is allowed any more. */
export function endedOracle({ sets, pupils }: SchoolSaid, today: string): readonly EndedSaid[] {
  const ended: EndedSaid[] = []
  for (const set of sets) {
    for (const pupil of set.pupils) {
      const known = pupils.get(pupil) ?? null
      // An erasure asks that nothing be kept.
      if (known === null) {
        ended.push({ set: set.id, pupil, on: today, hastened: true })
        continue
      }
      let [isOver, hastened, last] = [true, false, '']
      for (const purpose of set.purposes) {
        const facts = known.uses.get(purpose)
        if (facts === undefined) continue
        const told = oracle(facts)
        const isNo = told.verdict === 'NO'
        if (!isNo && !(told.reason === 'EXPIRED' && onlyTimePassed(facts, told))) isOver = false
        // Leaving and time end it as well, and are nobody's No (R70).
        if (isNo && told.reason !== 'LEFT') hastened = true
        const since = sinceOf(facts, told) ?? ''
        if (since > last) last = since
      }
      if (isOver && last !== '') ended.push({ set: set.id, pupil, on: last, hastened })
    }
  }
  return ended
}
