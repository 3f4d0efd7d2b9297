/**
 * Made-up histories of consent: a pupil, the people around them, what protects them, and answers given over years on one
 * to three PCs that now and then hear of one another. What stands is worked out by the product's own merge and rows, so that
 * decisions made apart are among them. A history is known by its seed and its number.
 */
import { CAPACITIES, LAWFUL_BASES, PURPOSE_CODES, RENEWALS, type ConsentAnswer, type Renewal } from '@contract/answers'
import type { CivilDate, PersonId, YearCode } from '@contract/primitives'
import type { Care, Competence, Relationship, Responsibility } from '@contract/pupils'
import type { AnswerBody } from '../../../src-main/features/consents/events'
import type { Case, PurposeKnown } from '../../../src-main/features/consents/rules/decide'
import {
  standingOn,
  type ContactKnown,
  type PupilKnown,
} from '../../../src-main/features/consents/rules/pupil-standing'
import { chance, type Chance } from '../../fuzz/chance'
import type { Facts } from './oracle'
import { exchange, record, SETTLED, settlementsIn, standingIn, type Pc } from './pcs'

/** A question about a picture, and the one about the name beside it; null: this school names nobody. */
export interface History {
  readonly picture: Question
  readonly name: Question | null
}

/** Facts whose dates are of the product's own type. */
export type Question = Facts & { readonly on: CivilDate }

/** The same facts as the product takes them. */
export const caseOf = ({ known, on, pupilViewFrom, otherAges = [], ...rest }: Question): Case => ({
  ...rest,
  pupil: standingOn(known, on, pupilViewFrom, ...otherAges),
})

const DAY = 86_400_000
const dayOf = (number: number): CivilDate => new Date(number * DAY).toISOString().slice(0, 10) as CivilDate // As it writes dates.
const numberOf = (date: string): number => Date.parse(date) / DAY

const FIRST = numberOf('2021-09-01')
const LAST = numberOf('2027-12-31')

/** A day, the one before, or the one after. */
const beside = (by: Chance, day: number): number => day - 1 + by.upTo(3)

/** Days at which rules turn. */
const TURNS = ['08-31', '09-01', '02-28', '03-01', '12-31', '01-31', '04-30', '10-31']

/** Wordings this school has issued, and one it has not. */
const WORDINGS: ReadonlyMap<string, CivilDate> = new Map([
  ['first', dayOf(FIRST - 400)],
  ['second', '2024-06-10' as CivilDate],
])
export const since = (wording: string): CivilDate | null => WORDINGS.get(wording) ?? null

/** What another PC may say of the age from which a pupil decides. */
const OTHER_AGES = [9, 12, 16, null] as const

/** Makes one history. */
export function historyOf(seed: number, number: number): History {
  const by = chance(seed, number)
  const end = FIRST + 200 + by.upTo(LAST - FIRST - 200)
  const turn = by.upTo(4) === 0 ? numberOf(`${dayOf(end).slice(0, 4)}-${by.one(TURNS)}`) : end
  const asked = by.in(40) ? numberOf('2024-02-29') : turn
  const pupil = pupilOf(by, asked)
  const around = { by, known: pupil, asked }
  const nearby = daysNear(pupil)
  const on = dayOf(nearby.length > 0 && by.in(4) ? beside(by, by.one(nearby)) : asked)
  const shared = {
    ...{ on, since, pupilViewFrom: by.one([13, 13, 13, 12, 16, 18, null]) },
    // Of the number, so that everything else about a history stays as it was.
    otherAges: number % 8 === 0 ? [OTHER_AGES[(number / 8) % OTHER_AGES.length] ?? null] : [],
    records: { old: by.in(12), clockDoubtful: by.in(12) },
  }
  const known = protectedPupil(by, pupil, numberOf(on))
  const picture = purposeOf(by, 'picture')
  const naming: PurposeKnown = { ...purposeOf(by, 'naming'), code: 'NAME_WITH_IMAGE' }
  return {
    picture: { ...shared, known, purpose: picture, formIsOut: by.in(2), ...answersOf(around, picture) },
    name: by.in(8)
      ? null
      : { ...shared, known, purpose: naming, formIsOut: by.in(2), ...answersOf({ ...around, isKind: true }, naming) },
  }
}

function purposeOf(by: Chance, id: string): PurposeKnown {
  const known: PurposeKnown = {
    id,
    code: by.in(4)
      ? by.one(['ID_PHOTO', 'NAME_WITH_IMAGE', 'PUPIL_WORK_NAMED'] as const)
      : by.one([...PURPOSE_CODES, null]),
    basis: by.in(4) ? by.one(LAWFUL_BASES) : 'CONSENT',
    outside: by.in(2),
    renewal: by.one(RENEWALS),
    loosest: null,
  }
  return by.in(8) ? { ...known, loosest: looserUse(by, known) } : known
}

/** What another PC says of a use, which asks for no more. */
const looserUse = (by: Chance, { basis, outside, renewal }: PurposeKnown): PurposeKnown['loosest'] => ({
  basis: basis === 'CONSENT' && by.in(2) ? by.one(LAWFUL_BASES) : basis,
  outside: outside && by.in(2),
  renewal: RENEWALS[Math.min(2, RENEWALS.indexOf(renewal) + by.upTo(3))] ?? renewal,
})

/** What another PC says of a stay: a later last day or none, an earlier stay that ended before or never was. */
function looserStay(by: Chance, leftOn: CivilDate | null, lastLeft: CivilDate | null): PupilKnown['loosest'] {
  const other = (date: CivilDate | null, sign: number): CivilDate | null =>
    date === null || by.in(2) ? null : dayOf(numberOf(date) + sign * by.upTo(40))
  return (leftOn ?? lastLeft) !== null && by.in(3) ? { leftOn: other(leftOn, 1), lastLeft: other(lastLeft, -1) } : null
}

const RELATIONS: readonly Relationship[] = ['GRANDPARENT', 'STEP_PARENT', 'GUARDIAN', 'FOSTER_CARER', 'OTHER']

/** A pupil of any age of school, taught with the age group or a year beside it. */
function pupilOf(by: Chance, asked: number): PupilKnown {
  const age = by.in(5) ? by.one([12, 13, 17, 18, 19]) : 3 + by.upTo(16)
  const spread = by.in(6) ? by.one([-1, 0, 1]) : by.upTo(365)
  const born = by.in(25) ? leapDay(asked, age) : numberOf(yearsBefore(dayOf(asked), age)) - spread
  const isCare = by.in(9)
  const isPlaced = isCare && by.in(3)
  const contacts: readonly ContactKnown[] = [
    contactOf(by, 'mother', 'MOTHER', by.in(8) ? 'any' : 'holds', asked),
    contactOf(by, 'father', 'FATHER', by.in(3) ? 'any' : 'holds', asked),
    isPlaced ? carerOf(by, asked) : contactOf(by, 'other', by.one(RELATIONS), by.in(4) ? 'any' : 'none', asked),
    ...(isCare || by.in(10) ? [contactOf(by, 'authority', 'LOCAL_AUTHORITY', by.in(2) ? 'holds' : 'none', asked)] : []),
  ]
  const left = by.in(10) ? dayOf(asked - 30 + by.upTo(50)) : null
  const lastLeft = left === null && by.in(15) ? dayOf(asked - 30 - by.upTo(700)) : null
  return {
    dateOfBirth: by.in(8) ? null : by.in(300) ? dayOf(asked + 400) : dayOf(born),
    year: by.in(12) ? by.one(['14', 'X'] as const) : yearOf(born, asked, by.in(8) ? by.one([-1, 1]) : 0),
    yearAt: dayOf(by.in(4) ? asked - 400 + by.upTo(800) : asked),
    leftOn: left,
    lastLeft,
    loosest: looserStay(by, left, lastLeft),
    contacts,
    ...{ flags: [], orders: [] },
    care:
      isPlaced && !by.in(4)
        ? [care('CARE_ORDER', 'CARER')]
        : isCare
          ? careOf(by)
          : by.in(10)
            ? [care(by.one(['NONE', 'PREVIOUSLY'] as const), null)]
            : [],
    competence: by.in(5) ? competenceOf(by) : [],
  }
}

const YEARS: readonly YearCode[] = ['E1', 'E2', 'N1', 'N2', 'R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
const ALL_YEARS: readonly YearCode[] = [...YEARS, '11', '12', '13']

/** The calendar year in which the academic year of a day begins. */
const startOf = (day: number): number => new Date(day * DAY + 122 * DAY).getUTCFullYear() - 1

function yearOf(born: number, day: number, beside: number): YearCode {
  const age = startOf(day) - startOf(born - 1) - 1
  return ALL_YEARS[Math.min(17, Math.max(0, age + beside))] ?? '13'
}

const yearsBefore = (date: string, years: number): string => {
  const year = Number(date.slice(0, 4)) - years
  return date.endsWith('02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`
}

const leapDay = (asked: number, age: number): number =>
  numberOf(`${Math.floor((new Date(asked * DAY).getUTCFullYear() - age) / 4) * 4}-02-29`)

function contactOf(by: Chance, id: string, relationship: Relationship, mood: string, asked: number): ContactKnown {
  const any = (): Responsibility => ({
    ...{ holds: !by.in(4), basis: null, evidence: null },
    from: by.in(4) ? dayOf(asked - 500 + by.upTo(520)) : null,
    until: by.in(2) ? dayOf(asked - 200 + by.upTo(230)) : null,
  })
  const holds: Responsibility = { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null }
  return {
    ...{ id, relationship },
    delegated: by.in(relationship === 'FOSTER_CARER' ? 2 : 15) ? 'placement plan' : null,
    endedOn: by.in(14) ? dayOf(by.in(2) ? beside(by, asked) : asked - 200 + by.upTo(230)) : null,
    responsibility: mood === 'none' ? [] : mood === 'holds' ? [holds] : by.in(3) ? [any(), any()] : [any()],
  }
}

/** A foster carer to whom deciding is delegated, whose placement may have ended. */
const carerOf = (by: Chance, asked: number): ContactKnown => ({
  ...contactOf(by, 'other', 'FOSTER_CARER', 'none', asked),
  delegated: 'placement plan',
  ...(by.in(2) ? { endedOn: dayOf(by.in(3) ? beside(by, asked) : asked - by.upTo(100)) } : {}),
})

const care = (status: Care['status'], authority: Care['authority']): Care => ({ status, authority, evidence: null })

function careOf(by: Chance): readonly Care[] {
  const one = (): Care =>
    by.in(6)
      ? care(by.one(['NONE', 'PREVIOUSLY'] as const), null)
      : care(
          by.one(['CARE_ORDER', 'ACCOMMODATED'] as const),
          by.one([null, 'PARENTS', 'LOCAL_AUTHORITY', 'CARER'] as const),
        )
  return by.in(4) ? [one(), one()] : [one()]
}

function competenceOf(by: Chance): readonly Competence[] {
  const one = (): Competence => by.one(['COMPETENT', 'COMPETENT', 'NOT_COMPETENT', 'BY_AGE'] as const)
  return by.in(3) ? [one(), one()] : [one()]
}

/** Flags and orders, around the day asked. */
function protectedPupil(by: Chance, known: PupilKnown, on: number): PupilKnown {
  if (!by.in(6)) return known
  const near = (): CivilDate => dayOf(by.in(2) ? on - 60 + by.upTo(70) : beside(by, on))
  return {
    ...known,
    flags: (['NO_PUBLISH', 'NO_NAME', 'NO_CAPTURE'] as const).flatMap((kind) =>
      by.in(kind === 'NO_NAME' ? 2 : 4) ? [{ kind, isSet: !by.in(4), from: near() }] : [],
    ),
    orders: by.in(3)
      ? [
          {
            scope: by.one([null, ['picture'], ['naming'], ['another']]),
            from: near(),
            until: by.in(2) ? dayOf(by.in(2) ? beside(by, on) : on + by.upTo(30)) : null,
          },
        ]
      : [],
  }
}

/** Days of a pupil's life on which something changes. */
const daysNear = ({ dateOfBirth: born, leftOn, lastLeft, contacts }: PupilKnown): readonly number[] =>
  [
    ...(born === null ? [] : [12, 13, 16, 18].map((age) => `${Number(born.slice(0, 4)) + age}${born.slice(4)}`)),
    ...[leftOn, lastLeft],
    ...contacts.flatMap(({ endedOn, responsibility }) => [
      endedOn,
      ...responsibility.flatMap(({ from, until }) => [from, until]),
    ]),
  ].flatMap((date) => {
    // The leap day of a common year is no date; the day after it stands for it.
    const day = date === null ? NaN : numberOf(date)
    return day > FIRST && day < LAST ? [day] : []
  })

interface Around {
  readonly by: Chance
  readonly known: PupilKnown
  readonly asked: number
  /** Mostly a Yes. */
  readonly isKind?: boolean
}

type Said = Pick<Facts, 'answers' | 'settlements'>

/** Plays the answers of several people on up to three PCs, and reads off one of them what stands. */
function answersOf(around: Around, purpose: PurposeKnown): Said {
  const { by, asked } = around
  const pcs: readonly Pc[] = Array.from({ length: 1 + by.upTo(3) }, (): Pc => new Map())
  let day = asked - (by.in(3) ? by.upTo(900) : by.upTo(200))
  const steps = by.in(8) ? 0 : 1 + by.upTo(by.in(4) ? 7 : 3)
  const people = peopleOf(around)
  for (let step = 0; step < steps; step++) {
    const pc = by.one(pcs)
    if (by.in(3)) exchange(by.one(pcs), pc, () => by.in(10))
    if (by.in(8) && step > 0) settle(by, pc, purpose, `${step}`)
    else answer(around, purpose, pc, by.in(60) ? 'no contact of theirs' : by.one(people), { day, step })
    day = Math.min(asked, day + by.upTo(by.in(2) ? 30 : 250))
  }
  const [read] = pcs
  if (read === undefined) throw new Error('There is always a PC')
  for (const pc of pcs) if (!by.in(6)) exchange(pc, read, () => by.in(10))
  const standing = standingIn(read)
  if (standing.some(({ answer: said }) => said !== 'GIVEN') && by.in(4)) settle(by, read, purpose, 'last')
  return { answers: by.in(2) ? standing : [...standing].reverse(), settlements: settlementsIn(read) }
}

/** Who answers in this history: mostly the mother and the father, not always the pupil. */
function peopleOf({ by, known, isKind }: Around): readonly string[] {
  const ids = known.contacts.map(({ id }) => id)
  if (known.care.length > 0 && !by.in(4)) return [...ids.filter((id) => id !== 'father'), 'authority', 'other', 'other']
  const few = [...(by.in(2) ? ['mother'] : []), ...(by.in(2) ? ['PUPIL'] : ['mother'])]
  const people = by.in(3) && isKind !== true ? [...ids, 'PUPIL', 'stranger'] : [...few, 'father', 'mother']
  return by.in(3) ? [by.one(people)] : people
}

function settle(by: Chance, pc: Pc, { basis }: PurposeKnown, id: string): void {
  const standing = standingIn(pc)
  if (standing.length === 0) return
  const outcome = by.in(12)
    ? by.one(['GIVEN', 'REFUSED', 'OVERRULED'] as const)
    : basis === 'CONSENT'
      ? by.one(['GIVEN', 'GIVEN', 'REFUSED'] as const)
      : 'OVERRULED'
  const covers = standing.map(({ event }) => event)
  const parents = settlementsIn(pc).map(({ event }) => event)
  record(pc, { entity: SETTLED, op: 'resolve', id: `settled ${id}`, body: { outcome, covers }, parents })
}

const CAPACITY_OF: Readonly<Record<string, AnswerBody['capacity']>> = {
  ...{ PUPIL: 'PUPIL', mother: 'PARENT', father: 'PARENT', other: 'CARER' },
  ...{ authority: 'LOCAL_AUTHORITY', stranger: 'OTHER' },
}

interface Moment {
  readonly day: number
  readonly step: number
}

/** Somebody answers, with what stood on that PC before as the parents; now and then what was recorded is erased. */
function answer(around: Around, { basis, renewal }: PurposeKnown, pc: Pc, who: string, moment: Moment): void {
  const { by } = around
  const entity = `answer of ${who}`
  const before = standingIn(pc).filter((row) => row.entity === entity)
  const event = `${who} ${moment.step}`
  const body = { ...bodyOf(around, who, moment.day, renewal), answer: saidBy(by, basis, around.isKind === true) }
  const voids = body.answer === 'VOID' && by.in(2) ? before.map((row) => row.event) : []
  const parents = by.in(20) ? ['not here yet'] : before.map((row) => row.event)
  record(pc, { entity, op: by.in(10) ? 'resolve' : 'decide', id: event, body: { ...body, voids }, parents })
  if (by.in(80)) record(pc, { entity, op: 'decide', id: `${event} erased`, body: null, parents: [event] })
}

function saidBy(by: Chance, basis: PurposeKnown['basis'], isKind: boolean): ConsentAnswer {
  if (by.in(12)) return by.one(['GIVEN', 'REFUSED', 'WITHDRAWN', 'NO_OBJECTION', 'OBJECTED', 'VOID'] as const)
  if (basis !== 'CONSENT') return by.in(3) ? 'OBJECTED' : 'NO_OBJECTION'
  return by.in(isKind ? 12 : 4) ? by.one(['REFUSED', 'WITHDRAWN'] as const) : 'GIVEN'
}

function bodyOf({ by, known, asked }: Around, who: string, day: number, renewal: Renewal): Omit<AnswerBody, 'answer'> {
  const last = known.lastLeft === null || !by.in(5) ? null : beside(by, numberOf(known.lastLeft))
  const issued = by.in(20) ? beside(by, numberOf(WORDINGS.get('second') ?? '')) : null
  const decided = last ?? issued ?? (by.in(30) ? asked + 1 + by.upTo(40) : by.in(4) ? day - by.upTo(120) : day)
  const wording = by.in(12) ? by.one([null, 'unknown', 'second']) : issued !== null || by.in(6) ? 'second' : 'first'
  // A form for the next school year, or for some weeks later.
  const covers = by.in(8) ? numberOf(`${startOf(decided) + 1}-09-01`) : by.in(10) ? decided + by.upTo(90) : decided
  const moved = startOf(asked) - startOf(decided)
  const place = ALL_YEARS.indexOf(known.year) - moved
  return {
    ...{ pupil: 'pupil', purpose: 'picture' },
    contact: who === 'PUPIL' || who === 'stranger' ? null : who,
    name: who === 'stranger' ? 'Wren Attercliffe' : null,
    capacity: by.in(25) ? by.one(CAPACITIES) : (CAPACITY_OF[who] ?? 'PARENT'),
    decidedOn: dayOf(decided),
    channel: by.one(['PAPER', 'PORTAL', 'IMPORT']),
    wording,
    coversFrom: dayOf(covers),
    yearThen: known.year === 'X' ? 'X' : (ALL_YEARS[Math.max(0, place)] ?? '13'),
    expiresOn: by.in(renewal === 'ON_ENTRY' ? 5 : 12)
      ? dayOf(by.in(3) ? beside(by, asked) : asked - 40 + by.upTo(200))
      : null,
    outlastsLeaving: by.in(5),
    conditions: by.in(8) ? by.one(['no close-ups', 'in school dress']) : null,
    evidence: null,
    from: null,
    by: '0' as PersonId, // No rule asks who recorded it.
    voids: [],
  }
}
