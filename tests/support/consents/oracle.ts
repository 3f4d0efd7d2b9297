/**
 * What `decide` should say, written a second time: from the rules (domain 3.4, R39-R64, and R120-R124) as one table of
 * reasons, highest first. It shares no code with the product, only the shapes of the facts, and does its own sums of dates
 * and ages; what is slow or said twice here is so on purpose.
 */
import type { AskVerdict, ReasonCode } from '@contract/answers'
import type { PurposeKnown, Records, Settlement } from '../../../src-main/features/consents/rules/decide'
import type { ContactKnown, PupilKnown } from '../../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer, WordingSince } from '../../../src-main/features/consents/rules/validity'

/** Everything one question rests on. */
export interface Facts {
  readonly known: PupilKnown
  /** The day asked, Europe/London, as all dates here. */
  readonly on: string
  /** Age from which the pupil's own view is needed (R49); null: from 18 only. */
  readonly pupilViewFrom: number | null
  /** The same by other PCs; left out: they agree. */
  readonly otherAges?: readonly (number | null)[]
  readonly purpose: PurposeKnown
  readonly answers: readonly StandingAnswer[]
  readonly settlements: readonly Settlement[]
  readonly formIsOut: boolean
  readonly since: WordingSince
  readonly records: Records
}

export interface Told {
  readonly verdict: AskVerdict
  readonly reason: ReasonCode
}

type Line = readonly [applies: boolean, verdict: AskVerdict, reason: ReasonCode]

/**
 * C19: where two PCs differ about when a pupil left, from which age a pupil decides or what a use rests on, a picture is allowed as far as each of them alone
 * would allow it, and all together.
 */
export function oracle(facts: Facts): Told {
  const told = asEachSays(facts).map(byTable)
  const [first = byTable(facts)] = told
  const limited = told.find(({ verdict }) => verdict === 'YES_IF')
  return told.find(({ verdict }) => !verdict.startsWith('YES')) ?? { ...first, verdict: (limited ?? first).verdict }
}

function asEachSays(facts: Facts): readonly Facts[] {
  const { known, purpose } = facts
  const [dates, terms] = [known.loosest, purpose.loosest]
  const onRoll = dates === null ? facts : { ...facts, known: { ...known, ...dates } }
  const used = (of: Facts): Facts => (terms === null ? of : { ...of, purpose: { ...purpose, ...terms } })
  const ages = [facts.pupilViewFrom, ...(facts.otherAges ?? [])]
  return [facts, onRoll, used(facts), used(onRoll)].flatMap((of) =>
    ages.map((pupilViewFrom) => ({ ...of, pupilViewFrom })),
  )
}

/** The table: the first line that applies is told. */
function byTable(facts: Facts): Told {
  const lines = [...protection(facts), ...(facts.purpose.basis === 'CONSENT' ? consent(facts) : noConsent(facts))]
  const told = lines.find(([applies]) => applies)
  if (told === undefined) throw new Error('No line of the table applies')
  // R55: the safeguarding lead may approve an identity photograph, and can approve nothing that is forbidden otherwise.
  if (told[1] !== 'NO' && isFlagged(facts, 'NO_CAPTURE')) return { verdict: 'CHECK_FIRST', reason: 'PROTECTED' }
  return { verdict: told[1], reason: told[2] }
}

/** R54, R55, R56: what comes before anybody's word. */
function protection(facts: Facts): readonly Line[] {
  const { known, on, purpose } = facts
  const flagged = (kind: string): boolean => isFlagged(facts, kind)
  const order = known.orders.some(
    ({ scope, from, until }) =>
      from <= on && (until === null || on <= until) && (scope === null || scope.includes(purpose.id)),
  )
  return [
    [order, 'NO', 'COURT_ORDER'],
    [flagged('NO_CAPTURE') && purpose.code !== 'ID_PHOTO', 'NO', 'PROTECTED'],
    [flagged('NO_PUBLISH') && purpose.outside, 'NO', 'PROTECTED'],
    [flagged('NO_NAME') && ['NAME_WITH_IMAGE', 'PUPIL_WORK_NAMED'].includes(purpose.code ?? ''), 'NO', 'PROTECTED'],
  ]
}

/** R40-R54, R61, R70 for a use that asks for a Yes. */
function consent(facts: Facts): readonly Line[] {
  const { answers, records, formIsOut } = facts
  const covers = coveredBy(facts)
  const noes = answers.filter((answer) => saysNo(answer))
  const binding = noes.filter((answer) => weightOfNo(facts, answer) === 'binds')
  const looked = noes.filter((answer) => weightOfNo(facts, answer) === 'look')
  const yeses = answers.filter((answer) => answer.answer === 'GIVEN' && !saysNo(answer))
  const live = yeses.filter((answer) => timeOf(facts, answer) === 'live')
  const counting = answers.filter((answer) => weightOfNo(facts, answer) !== 'no-longer')
  const split = counting.some((one) =>
    counting.some(
      (other) => one !== other && one.entity === other.entity && differ(worth(facts, one), worth(facts, other)),
    ),
  )
  const theirs = live.filter((answer) => mayGive(facts, answer))
  const given = theirs.filter((answer) => isProven(facts, answer))
  // The pupil's No is no dispute: it beats the others' Yes (R50), and no settlement lifts it.
  const opposed = binding.some((no) => !isPupil(no)) && theirs.some((yes) => !isPupil(yes))
  const settled = covers('GIVEN') && !covers('REFUSED') && !covers('OVERRULED')
  const ownView = live.some((answer) => isProven(facts, answer) && isPupil(answer))
  // A limit is a No to all else: it is owed to everybody whose No would bind.
  const conditions = live.some(
    (answer) => (isPupil(answer) || weightOfNo(facts, answer) === 'binds') && answer.conditions !== null,
  )
  const could = given.length > 0
  return [
    [careMissing(facts), 'CHECK_FIRST', 'CARE_AUTHORITY_MISSING'],
    [(split || opposed) && !settled && !covers('REFUSED'), 'CHECK_FIRST', 'DISPUTED'],
    [theirs.length > 0 && given.length === 0, 'CHECK_FIRST', 'UNEVIDENCED'],
    [binding.some(isPupil), 'NO', 'PUPIL_SAID_NO'],
    [(binding.length > 0 && !settled) || covers('REFUSED'), 'NO', 'RESPONSIBLE_SAID_NO'],
    [looked.length > 0 && !settled, 'CHECK_FIRST', 'OTHER_SAID_NO'],
    [hasLeft(facts) && !could, 'NO', 'LEFT'],
    [could && needsOwnView(facts) && !ownView, 'CHECK_FIRST', 'PUPIL_VIEW_MISSING'],
    [could && records.old, 'CHECK_FIRST', 'RECORDS_OLD'],
    [could && records.clockDoubtful, 'CHECK_FIRST', 'CLOCK_DOUBTFUL'],
    [could && (conditions || noName(facts)), 'YES_IF', 'GIVEN'],
    [could, 'YES', 'GIVEN'],
    [yeses.some((yes) => timeOf(facts, yes) === 'not-yet' && mightGive(facts, yes)), 'CHECK_FIRST', 'NOT_YET'],
    // What any contact gave has run out where only the pupil decides (R51).
    [
      yeses.some(
        (yes) =>
          timeOf(facts, yes) === 'ended' &&
          (mightGive(facts, yes) || (yes.contact !== null && ages(facts).oldest >= 18)),
      ),
      'CHECK_FIRST',
      'EXPIRED',
    ],
    [yeses.length > 0, 'CHECK_FIRST', 'NOT_THEIRS_TO_GIVE'],
    [formIsOut, 'CHECK_FIRST', 'NOT_RETURNED'],
    [true, 'CHECK_FIRST', 'NOT_ASKED'],
  ]
}

/** R39, R40 for a use that may only be objected to. */
function noConsent(facts: Facts): readonly Line[] {
  const { answers, records } = facts
  const covers = coveredBy(facts)
  const objected = answers.some((answer) => saysNo(answer) && weightOfNo(facts, answer) !== 'no-longer')
  const overruled = covers('OVERRULED') && !covers('REFUSED') && !covers('GIVEN')
  const conditions = answers.some(
    (answer) =>
      ['GIVEN', 'NO_OBJECTION'].includes(answer.answer) &&
      !saysNo(answer) &&
      answer.conditions !== null &&
      weightOfNo(facts, answer) !== 'no-longer',
  )
  const reason = overruled ? 'OVERRULED' : 'NO_CONSENT_NEEDED'
  return [
    [objected && !overruled, 'NO', 'OBJECTED'],
    [hasLeft(facts), 'NO', 'LEFT'],
    [records.old, 'CHECK_FIRST', 'RECORDS_OLD'],
    [records.clockDoubtful, 'CHECK_FIRST', 'CLOCK_DOUBTFUL'],
    [conditions || noName(facts), 'YES_IF', reason],
    [true, 'YES', reason],
  ]
}

/** Whether a settlement names all that stands, so that nothing came after it (R40, R52); no further No lifts a refusal. */
const coveredBy =
  ({ answers, settlements }: Facts) =>
  (outcome: string): boolean =>
    settlements.some(({ outcome: settled, covers }) => {
      const named = answers.filter(({ event }) => covers.includes(event))
      const asked = outcome === 'REFUSED' ? answers.filter((one) => !isNo(one) || named.includes(one)) : answers
      return settled === outcome && named.length > 0 && named.length === asked.length
    })

const isFlagged = ({ known, on }: Facts, kind: string): boolean =>
  known.flags.some((one) => one.kind === kind && one.isSet && one.from <= on)

const noName = (facts: Facts): boolean => isFlagged(facts, 'NO_NAME')

/** R70: the last day on roll is a day on roll. */
const hasLeft = ({ known, on }: Facts): boolean => known.leftOn !== null && on > known.leftOn

// One answer

/** R120, edge case 19: a Yes or "no objection" older than the same person's newest No is that No. */
export const saysNo = (one: StandingAnswer): boolean =>
  isNo(one) || (one.answer !== 'VOID' && one.latestNoOn !== null && one.decidedOn < one.latestNoOn)

const isNo = ({ answer }: StandingAnswer): boolean => ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(answer)

export const isPupil = ({ contact, name, capacity }: StandingAnswer): boolean =>
  contact === null && name === null && capacity === 'PUPIL'

/** R44: who, in what capacity, when, how, and what they were told. */
function isProven({ since }: Facts, answer: StandingAnswer): boolean {
  const issued = answer.wording === null ? null : since(answer.wording)
  const who = isPupil(answer) || (answer.contact !== null && answer.capacity !== 'PUPIL')
  return who && answer.capacity !== 'OTHER' && issued !== null && answer.decidedOn >= issued
}

/** R51, R61, R70, edge cases 17 and 20. */
export function timeOf(facts: Facts, yes: StandingAnswer): 'live' | 'not-yet' | 'ended' | 'left' {
  const { known, on, purpose } = facts
  if (known.lastLeft !== null && yes.decidedOn <= known.lastLeft) return 'ended'
  if (yes.contact !== null && ages(facts).oldest >= 18) return 'ended'
  const lastDay = renewedUntil(yes, purpose.renewal)
  if ((lastDay !== null && on > lastDay) || (yes.expiresOn !== null && on > yes.expiresOn)) return 'ended'
  if (yes.coversFrom > on || yes.decidedOn > on) return 'not-yet'
  return hasLeft(facts) && !yes.outlastsLeaving ? 'left' : 'live'
}

/** What two PCs' records of one person are held against each other by: what was said, and what it is worth on the day. */
function worth(facts: Facts, answer: StandingAnswer): string {
  // One No is as good as another: refused here and taken back there, nobody said yes.
  if (saysNo(answer)) return `${isNo(answer) ? 'no' : answer.answer}, a no that ${weightOfNo(facts, answer)}`
  if (answer.answer !== 'GIVEN') return answer.answer
  const time = timeOf(facts, answer)
  const isLive = time === 'live' || time === 'left'
  const idle = isPupil(answer) ? !isLive && !mayGive(facts, answer) : !mayGive(facts, answer)
  if (idle) return 'GIVEN, idle'
  return time === 'live' && !isProven(facts, answer) ? 'GIVEN, unproven' : `GIVEN, ${time}`
}

/** Two records without evidence are no agreement. */
const differ = (one: string, other: string): boolean => one !== other || one === 'GIVEN, unproven'

const LAST_YEARS = ['R', '2', '6', '9', '11', '13']
const YEARS = ['E1', 'E2', 'N1', 'N2', 'R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13']

/** The calendar year in which the academic year of a date begins. */
const startOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0)

export function renewedUntil({ coversFrom, decidedOn, yearThen }: StandingAnswer, renewal: string): string | null {
  if (renewal === 'ON_ENTRY') return null
  const starts = startOf(coversFrom)
  const place = YEARS.indexOf(yearThen) + (starts - startOf(decidedOn))
  const stays =
    renewal === 'ANNUAL' || !YEARS.includes(yearThen)
      ? 0
      : YEARS.slice(place).findIndex((year) => LAST_YEARS.includes(year))
  return `${starts + 1 + Math.max(0, stays)}-08-31`
}

// Who somebody is (R47-R53)

/**
 * Whole years of age, or the span of it where only the year group tells (domain section 7): a year of margin each way. In
 * another school year the group may have moved on, or not have: a roll is changed in July here and in October there.
 */
export function ages({ known, on }: Facts): { readonly youngest: number; readonly oldest: number } {
  const { dateOfBirth: born, year, yearAt } = known
  // A date of birth that is still to come is none.
  if (born === null || born > on) {
    const start = YEARS.indexOf(year)
    if (start < 0) return { youngest: 0, oldest: 99 }
    const moved = startOf(on) - startOf(yearAt)
    return { youngest: Math.max(0, start + Math.min(0, moved) - 1), oldest: start + Math.max(0, moved) + 2 }
  }
  const birthYear = Number(born.slice(0, 4))
  let age = 0
  while (birthday(born, birthYear + age + 1) <= on) age++
  return { youngest: age, oldest: age }
}

/** Born on 29 February: a year older on 28 February of a common year, the day that permits less. */
export function birthday(born: string, year: number): string {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${year}-${!isLeap && born.endsWith('02-29') ? '02-28' : born.slice(5)}`
}

type OwnWord = 'COMPETENT' | 'NOT_COMPETENT' | 'BY_AGE' | 'UNSURE'

function competence({ competence: said }: PupilKnown): OwnWord {
  const kinds = new Set(said)
  return kinds.size > 1 ? 'UNSURE' : (said[0] ?? 'BY_AGE')
}

/** Whether the pupil is, or may be, somebody whose own word counts (R49, R50). */
function ownWordCounts(facts: Facts, age: number): boolean {
  const judged = competence(facts.known)
  const from = facts.pupilViewFrom
  return age >= 18 || judged === 'COMPETENT' || (judged === 'BY_AGE' && from !== null && age >= from)
}

const needsOwnView = (facts: Facts): boolean =>
  ownWordCounts(facts, ages(facts).oldest) || competence(facts.known) === 'UNSURE'

/** R53: a child looked after, until the one who decides is on record. From 18 the pupil decides. */
const isLookedAfter = ({ known }: Facts): boolean =>
  known.care.some(({ status }) => status === 'CARE_ORDER' || status === 'ACCOMMODATED')

/** Who decides; null: nobody, also where two PCs' records differ about it. */
function authority(facts: Facts): string | null {
  const deciders = facts.known.care.map((care) =>
    isLookedAfter({ ...facts, known: { ...facts.known, care: [care] } }) ? care.authority : 'PARENTS',
  )
  return new Set(deciders).size === 1 ? (deciders[0] ?? null) : null
}

const careMissing = (facts: Facts): boolean =>
  isLookedAfter(facts) && authority(facts) === null && ages(facts).youngest < 18

type Held = 'now' | 'perhaps' | 'ended' | 'never'

/** R47, R48: on the day asked; where two PCs differ, a Yes needs it in all records and a No in one. */
function responsibility({ on }: Facts, { responsibility: records }: ContactKnown): Held {
  const holds = records.map((one) => one.holds && (one.from ?? on) <= on && (one.until ?? on) >= on)
  if (records.length > 0 && holds.every(Boolean)) return 'now'
  if (holds.some(Boolean)) return 'perhaps'
  const over = records.every((one) => one.holds && one.until !== null && one.until < on)
  return records.length > 0 && over ? 'ended' : 'never'
}

/** Whether the school had ended this contact by the day asked, whose last day is one of contact still. */
const isPast = ({ on }: Facts, { endedOn }: ContactKnown): boolean => endedOn !== null && endedOn < on

/** Whether this person would be the one to give, were the pupil surely under 18: nobody the school has ended contact with. */
export function mightGive(facts: Facts, answer: StandingAnswer): boolean {
  const contact = facts.known.contacts.find(({ id }) => id === answer.contact)
  return decides(facts, answer) && !(contact !== undefined && isPast(facts, contact))
}

/** Whether deciding is this person's by law, however the school keeps its list of contacts. */
function decides(facts: Facts, answer: StandingAnswer): boolean {
  if (isPupil(answer)) {
    // Of age nobody else decides; whoever was found unable to, does not decide alone either.
    const isDoubted = ages(facts).youngest >= 18 && facts.known.competence.includes('NOT_COMPETENT')
    return ownWordCounts(facts, ages(facts).youngest) && !isDoubted
  }
  const contact = facts.known.contacts.find(({ id }) => id === answer.contact)
  if (contact === undefined) return false
  if (isLookedAfter(facts) && authority(facts) !== 'PARENTS') {
    return authority(facts) === 'LOCAL_AUTHORITY'
      ? contact.relationship === 'LOCAL_AUTHORITY'
      : authority(facts) === 'CARER' && contact.delegated !== null
  }
  return responsibility(facts, contact) === 'now'
}

/** R47, R51: who may give consent alone on the day asked. */
const mayGive = (facts: Facts, answer: StandingAnswer): boolean =>
  mightGive(facts, answer) && (isPupil(answer) || ages(facts).oldest < 18)

/** R50, R54: whose No settles it, whose has to be looked at, whose counts no more. */
export function weightOfNo(facts: Facts, answer: StandingAnswer): 'binds' | 'look' | 'no-longer' {
  if (isPupil(answer)) return needsOwnView(facts) ? 'binds' : 'look'
  const contact = facts.known.contacts.find(({ id }) => id === answer.contact)
  if (contact === undefined) return 'look'
  if (ages(facts).youngest >= 18) return 'no-longer'
  if (decides(facts, answer)) return 'binds'
  const held = responsibility(facts, contact)
  return held === 'now' || held === 'perhaps' ? 'binds' : held === 'ended' ? 'no-longer' : 'look'
}

/** R60: a picture with the pupil's name beside it. @param name the use that allows names; null: the school has none */
export function oracleNamed(picture: Facts, name: Facts | null): Told {
  const shown = oracle(picture)
  if (shown.verdict === 'NO' || shown.verdict === 'CHECK_FIRST') return shown
  const named = name === null || noName(picture) ? 'NO' : oracle(name).verdict
  if (named === 'NO' || named === 'CHECK_FIRST') return { verdict: named, reason: 'NAME_NOT_ALLOWED' }
  return { ...shown, verdict: shown.verdict === 'YES_IF' ? 'YES_IF' : named }
}
