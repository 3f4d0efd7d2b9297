/**
 * Who is current, told a second time from the rules alone (R27-R37 and the decision beside them): day by day, looking at
 * every version and every answer anew, with days counted out in its own way. It shares nothing with the product but types.
 */
import type { AgreementKnown, IssuedVersion, Subject } from '../../../src-main/features/agreements/rules/scope'
import type { SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import { monthsOn, numberOf, schoolYear, schoolYearEnd, textOf } from './days'
import type { History } from './histories'
import { actsTold } from './oracle-acts'

export interface ToldStanding {
  readonly lead: string
  readonly state: string
  readonly because: string
  readonly missing: string
  readonly holdsUntil: string | null
  readonly toInform: boolean
  /** Each refusal that stands: capacity, day, signer; in the order of these words. */
  readonly refusedBy: readonly string[]
}

export interface Told {
  readonly scope: string
  readonly standings: readonly ToldStanding[]
  readonly clearance: string
}

const ORDER = 'E1 E2 N1 N2 R 1 2 3 4 5 6 7 8 9 10 11 12 13 14'.split(' ')
const AUDIENCES_OF_PUPILS = ['EARLY_YEARS_KS1', 'KS2', 'KS3_UP', 'SIXTH_FORM']
const USUAL: Readonly<Record<string, readonly [string, string]>> = {
  EARLY_YEARS_KS1: ['E1', '2'],
  KS2: ['3', '6'],
  KS3_UP: ['7', '11'],
  SIXTH_FORM: ['12', '14'],
}
const FAR = 1_000_000

const number = (text: string | null, otherwise: number): number => (text === null ? otherwise : numberOf(text))

/** The year group on a day, going back with the school years from the day it is known for. */
function groupOn(subject: Subject, on: number): string {
  if (subject.kind === 'ADULT') return ''
  if (subject.year === 'X' || subject.year === '14') return subject.year
  const back = Math.max(0, schoolYear(numberOf(subject.yearAt)) - schoolYear(on))
  return ORDER[Math.max(0, ORDER.indexOf(subject.year) - back)] ?? ''
}

function is18(subject: Subject, on: number): boolean {
  if (subject.kind === 'ADULT' || subject.dateOfBirth === null) return false
  const [year, month, date] = subject.dateOfBirth.split('-')
  const common = month === '02' && date === '29' && (Number(year) + 18) % 4 !== 0
  return numberOf(`${Number(year) + 18}-${month}-${common ? '28' : date}`) <= on
}

function within(group: string, from: string, to: string): boolean {
  if ([group, from, to].includes('X')) return group === from || group === to
  return ORDER.indexOf(from) <= ORDER.indexOf(group) && ORDER.indexOf(group) <= ORDER.indexOf(to)
}

function pupilAudiences(group: string, years: History['years']): readonly string[] {
  const listed = AUDIENCES_OF_PUPILS.filter((name) =>
    years.some(({ audience, range }) => audience === name && within(group, range.from, range.to)),
  )
  if (listed.length > 0) return listed
  return AUDIENCES_OF_PUPILS.filter((name) => {
    const [from, to] = USUAL[name] ?? ['', '']
    return years.every(({ audience }) => audience !== name) && within(group, from, to)
  })
}

const stay = (subject: Subject): readonly [number, number] =>
  subject.kind === 'ADULT'
    ? [numberOf(subject.from), number(subject.until, FAR)]
    : [number(subject.onRollFrom, -FAR), number(subject.leftOn, FAR)]

interface ScopeTold {
  readonly presence: string
  readonly audiences: readonly string[]
  readonly unplaced: boolean
}

function scopeTold({ subject, years }: History, on: number): ScopeTold {
  const [from, until] = stay(subject)
  if (on > until) return { presence: 'LEFT', audiences: [], unplaced: false }
  if (on < from) return { presence: 'TO_COME', audiences: [], unplaced: false }
  const own = subject.kind === 'ADULT' ? [subject.audience] : pupilAudiences(groupOn(subject, on), years)
  const audiences: string[] = [...own]
  if (subject.kind === 'PUPIL' && !is18(subject, on)) audiences.push('PARENT')
  if (subject.loans.some((loan) => numberOf(loan.from) <= on && number(loan.returnedOn, FAR) > on)) {
    audiences.push('DEVICE_LOAN')
  }
  if (subject.ownDevice) audiences.push('OWN_DEVICE')
  return { presence: 'HERE', audiences, unplaced: subject.kind === 'PUPIL' && own.length === 0 }
}

/** Sets of agreements joined by being variants, found by joining until nothing joins any more. */
function together(agreements: readonly AgreementKnown[]): readonly (readonly AgreementKnown[])[] {
  let sets = agreements.map((one) => [one])
  for (let joins = true; joins;) {
    joins = false
    for (const set of sets) {
      const other = sets.find((one) => one !== set && one.some(({ id }) => set.some((own) => own.variantOf === id)))
      if (other === undefined) continue
      sets = [...sets.filter((one) => one !== set && one !== other), [...set, ...other]]
      joins = true
      break
    }
  }
  return sets
}

/** One requirement, with what the oracle asks again and again. */
interface Asked {
  readonly history: History
  readonly on: number
  readonly audiences: readonly string[]
  /** All that serve an audience, retired or not. */
  readonly set: readonly AgreementKnown[]
  readonly lead: AgreementKnown
}

const retired = (one: AgreementKnown, on: number): boolean => number(one.retiredOn, FAR) <= on

const comesAfter = (a: IssuedVersion, b: IssuedVersion): boolean =>
  [a.effectiveFrom, a.issuedOn, a.id].join() > [b.effectiveFrom, b.issuedOn, b.id].join()

/** Versions known on the day of asking and in force, or replaced already, on another day. */
const arrived = (agreement: AgreementKnown, knownOn: number, day: number): readonly IssuedVersion[] =>
  agreement.versions.filter((one) => numberOf(one.issuedOn) <= knownOn && numberOf(one.effectiveFrom) <= day)

/** What the versions after one asked of those who signed it, up to a day. */
function asksSince({ audiences, on }: Asked, agreement: AgreementKnown, version: IssuedVersion, day: number): string[] {
  const theirs = agreement.audiences.filter((one) => audiences.includes(one))
  return arrived(agreement, on, day)
    .filter((one) => comesAfter(one, version))
    .flatMap(({ changes }) =>
      theirs.map((audience) => changes.find((one) => one.audience === audience)?.change ?? 'RESIGN'),
    )
}

function requiredTold({ history: { subject }, audiences, lead, set, on }: Asked, day: number): readonly string[] {
  if (subject.kind === 'ADULT') return ['ADULT']
  if (is18(subject, day)) return ['CHILD']
  const living = set.filter((one) => !retired(one, on))
  const by = audiences.filter((audience) => living.some((one) => one.audiences.some((own) => own === audience)))
  const asksPupil = by.some((one) => one !== 'PARENT')
  const group = groupOn(subject, on)
  const old =
    lead.childFrom === null ||
    lead.childFrom === 'X' ||
    group === 'X' ||
    ORDER.indexOf(group) >= ORDER.indexOf(lead.childFrom)
  const needed: string[] = []
  if (asksPupil && (lead.signers === 'CHILD' || (lead.signers === 'BOTH' && old))) needed.push('CHILD')
  if (by.includes('PARENT') || (asksPupil && lead.signers !== 'CHILD')) needed.push('PARENT')
  return needed
}

/** The day from which an answer to a version counts, and the last day it does, text apart. */
function span(one: SigningKnown, agreement: AgreementKnown, version: IssuedVersion, subject: Subject) {
  const from = Math.max(numberOf(one.signedOn), numberOf(version.effectiveFrom))
  const [joined, left] = stay(subject)
  const isEarly = joined > from && joined - numberOf(one.signedOn) <= 90
  const start = isEarly ? joined : from
  let end = schoolYearEnd(start)
  if (agreement.validity === 'MONTHS' && agreement.months !== null) end = monthsOn(start, agreement.months) - 1
  if (agreement.validity === 'UNTIL_LEFT') end = FAR
  if (agreement.validity === 'VISIT') end = number(one.until, start)
  return { from, end: Math.min(end, left, number(one.until, FAR)) }
}

function isOfThisStay(one: SigningKnown, version: IssuedVersion, subject: Subject): boolean {
  if (one.signedOn < version.issuedOn) return false
  return subject.kind === 'ADULT' || subject.lastLeft === null || one.signedOn > subject.lastLeft
}

/** One act that counts for something: what one signer said of one version in one capacity on one day. */
interface Entity {
  readonly agreement: AgreementKnown
  readonly version: IssuedVersion
  readonly capacity: string
  readonly signer: string | null
  readonly outcome: string
  readonly signedOn: string
  /** More than one: two PCs recorded it with other days or witnesses. */
  readonly heads: readonly SigningKnown[]
}

function entitiesOf({ history, on, set }: Asked): readonly Entity[] {
  return actsTold(history.steps).flatMap(({ outcome, heads }): readonly Entity[] => {
    const [head] = heads
    if (head === undefined || numberOf(head.signedOn) > on) return []
    const agreement = set.find(({ versions }) => versions.some(({ id }) => id === head.version))
    const version = agreement?.versions.find(({ id }) => id === head.version)
    if (agreement === undefined || version === undefined || numberOf(version.issuedOn) > on) return []
    if (!isOfThisStay(head, version, history.subject)) return []
    if (outcome === 'CANNOT_SIGN' && heads.some(({ witness }) => witness === null)) return []
    const { capacity, signer, signedOn } = head
    return [{ agreement, version, capacity, signer, outcome, signedOn, heads }]
  })
}

const textStands = (asked: Asked, { agreement, version }: Entity, day: number, against: readonly string[]): boolean =>
  !retired(agreement, day) && !asksSince(asked, agreement, version, day).some((change) => against.includes(change))

/** A signature, or a child's inability, that counts on a day. */
const counts = (asked: Asked, one: Entity, day: number): boolean =>
  one.heads.every((head) => {
    const { from, end } = span(head, one.agreement, one.version, asked.history.subject)
    return from <= day && day <= end
  }) && textStands(asked, one, day, ['RESIGN'])

function refuses(asked: Asked, entities: readonly Entity[], one: Entity, day: number): boolean {
  const begun = Math.max(numberOf(one.signedOn), numberOf(one.version.effectiveFrom)) <= day
  if (!begun || !textStands(asked, one, day, ['RESIGN', 'INFORM'])) return false
  return !entities.some(
    (other) =>
      other.outcome === 'SIGNED' &&
      other.capacity === one.capacity &&
      (one.signer === null || one.signer === other.signer) &&
      other.signedOn > one.signedOn &&
      numberOf(other.version.effectiveFrom) <= day &&
      textStands(asked, other, day, ['RESIGN']),
  )
}

interface DayTold {
  readonly required: readonly string[]
  readonly missing: readonly string[]
  readonly refusals: readonly Entity[]
  readonly signed: readonly Entity[]
  readonly unable: readonly Entity[]
}

function dayTold(asked: Asked, entities: readonly Entity[], day: number): DayTold {
  const required = requiredTold(asked, day)
  const theirs = entities.filter(({ capacity }) => required.includes(capacity))
  const refusals = theirs.filter((one) => one.outcome === 'REFUSED' && refuses(asked, theirs, one, day))
  const signed = theirs.filter((one) => one.outcome === 'SIGNED' && counts(asked, one, day))
  const unable = theirs.filter((one) => one.outcome === 'CANNOT_SIGN' && counts(asked, one, day))
  const missing = required.filter((capacity) => {
    if (refusals.some((one) => one.capacity === capacity)) return true
    if (signed.some((one) => one.capacity === capacity)) return false
    const excused = capacity === 'CHILD' && required.includes('PARENT')
    return !(excused && unable.some((one) => one.capacity === 'CHILD'))
  })
  return { required, missing, refusals, signed, unable }
}

const WALK = 1300

/** Walks on day by day while it is current. */
function lastDay(asked: Asked, entities: readonly Entity[]): string | null {
  const { on, history } = asked
  const isCurrent = (day: number): boolean => {
    const { missing, refusals } = dayTold(asked, entities, day)
    return missing.length === 0 && refusals.length === 0
  }
  for (let day = on + 1; day < on + WALK; day++) if (!isCurrent(day)) return textOf(day - 1)
  if (history.subject.kind === 'ADULT' || is18(history.subject, on + WALK)) return null
  // Nothing else that is known lies so far ahead.
  let day = on + WALK
  while (day < on + 20 * 366 && !is18(history.subject, day)) day++
  return isCurrent(day) ? null : textOf(day - 1)
}

const first = (texts: readonly string[]): string | undefined => [...texts].sort()[0]
const last = (texts: readonly string[]): string | undefined => [...texts].sort().at(-1)

function standingTold(asked: Asked): ToldStanding {
  const { on, set, lead } = asked
  const living = set.filter((one) => !retired(one, on))
  const entities = entitiesOf(asked)
  const { required, missing, refusals, signed, unable } = dayTold(asked, entities, on)
  const base = { lead: lead.id, missing: missing.join(), holdsUntil: null, toInform: false, refusedBy: [] }

  if (living.every((one) => arrived(one, on, on).length === 0)) {
    const coming = living.flatMap((one) => one.versions.filter(({ issuedOn }) => numberOf(issuedOn) <= on))
    const date = first(coming.map(({ effectiveFrom }) => effectiveFrom))
    return { ...base, state: 'NO_TEXT', because: `NO_TEXT ${date ?? '-'}`, missing: required.join() }
  }
  const inOrder = (of: readonly Entity[]): string =>
    first(of.map(({ capacity, signedOn }) => `${required.indexOf(capacity)} ${signedOn} ${capacity}`)) ?? ''
  if (refusals.length > 0) {
    const by = refusals.map(({ capacity, signedOn, signer }) => [capacity, signedOn, signer ?? '-'].join(' '))
    return { ...base, state: 'REFUSED', because: `REFUSED ${inOrder(refusals)}`, refusedBy: [...new Set(by)].sort() }
  }
  if (missing.length === 0) {
    const alone = required.some((capacity) => signed.every((one) => one.capacity !== capacity))
    const date = last(signed.map(({ signedOn }) => signedOn))
    return {
      ...base,
      ...{ state: 'CURRENT', because: `${alone ? 'SIGNED_FOR_CHILD' : 'SIGNED'} ${date ?? '-'}` },
      holdsUntil: lastDay(asked, entities),
      toInform: required.some((capacity) => {
        const own = signed.filter((one) => one.capacity === capacity)
        const told = own.filter((one) => !asksSince(asked, one.agreement, one.version, on).includes('INFORM'))
        return own.length > 0 && told.length === 0
      }),
    }
  }
  if (signed.length > 0) return { ...base, state: 'PART_SIGNED', because: `ONE_OF_TWO ${missing[0] ?? ''}` }
  if (unable.length > 0) return { ...base, state: 'CANNOT_SIGN', because: `CANNOT_SIGN ${inOrder(unable)}` }
  return { ...base, ...lapsedTold(asked, entities, required) }
}

function lapsedTold(asked: Asked, entities: readonly Entity[], required: readonly string[]) {
  const { on, history } = asked
  const papers = entities.filter((one) => one.outcome === 'SIGNED' && required.includes(one.capacity))
  const gone = papers.filter((one) => !textStands(asked, one, on, ['RESIGN']))
  if (gone.length > 0) {
    const dates = gone.map((one) => {
      const days = [number(one.agreement.retiredOn, FAR)]
      for (const each of one.agreement.versions) {
        const at = Math.max(numberOf(each.effectiveFrom), numberOf(each.issuedOn))
        if (at <= on && comesAfter(each, one.version)) {
          const before = { ...one.agreement, versions: [each] }
          if (asksSince(asked, before, one.version, on).includes('RESIGN')) days.push(at)
        }
      }
      return textOf(Math.min(...days))
    })
    return { state: 'RESIGN_DUE', because: `TEXT_CHANGED ${last(dates) ?? '-'}` }
  }
  const spans = papers.map((one) => {
    const all = one.heads.map((head) => span(head, one.agreement, one.version, history.subject))
    return { from: Math.max(...all.map(({ from }) => from)), end: Math.min(...all.map(({ end }) => end)) }
  })
  const over = spans.filter(({ from, end }) => from <= on && end < on).map(({ end }) => textOf(end))
  if (over.length > 0) return { state: 'EXPIRED', because: `ENDED ${last(over) ?? '-'}` }
  const toCome = first(spans.map(({ from }) => textOf(from)))
  const because = toCome === undefined ? 'NOBODY_SIGNED -' : `SIGNED_FOR_LATER ${toCome}`
  return { state: 'NOT_SIGNED', because }
}

/** Scope, every standing in the order of its agreement, and whether that clears. */
export function oracle(history: History): Told {
  const on = numberOf(history.on)
  const { presence, audiences, unplaced } = scopeTold(history, on)
  const asked = together(history.agreements).flatMap((all): readonly Asked[] => {
    const set = all.filter((one) => one.audiences.some((audience) => audiences.includes(audience)))
    const living = set.filter((one) => !retired(one, on))
    const plain = living.filter((one) => one.variantOf === null)
    const lead = (plain.length > 0 ? plain : living).reduce<AgreementKnown | null>(
      (best, one) => (best === null || one.id < best.id ? one : best),
      null,
    )
    return lead === null ? [] : [{ history, on, audiences, set, lead }]
  })
  const standings = asked.map(standingTold).sort((a, b) => (a.lead < b.lead ? -1 : 1))
  const serves = ({ set }: Asked): boolean =>
    set
      .filter((one) => !retired(one, on))
      .some((one) => one.audiences.some((name) => !/DEVICE/.test(name) && audiences.includes(name)))
  return {
    scope: `${presence} ${[...audiences].sort().join()} ${String(unplaced)}`,
    standings,
    clearance: clearanceTold(presence, unplaced, asked.some(serves), standings),
  }
}

function clearanceTold(
  presence: string,
  unplaced: boolean,
  isOwn: boolean,
  standings: readonly ToldStanding[],
): string {
  if (presence !== 'HERE') return presence
  if (unplaced) return 'YEAR_UNPLACED'
  if (!isOwn) return 'NOTHING_TO_SIGN'
  if (standings.some(({ state }) => state !== 'CURRENT')) return 'NOT_CURRENT'
  return `cleared ${first(standings.flatMap(({ holdsUntil }) => holdsUntil ?? [])) ?? '-'}`
}
