/**
 * What people do at a device about everything but answers: protection, responsibility, the roll, uses and wordings, as
 * the handlers of pupils and consents do it (standing.ts, handlers-roll.ts, handlers-design.ts).
 */
import type { YearCode } from '@contract/primitives'
import type { Care, FlagKind, Responsibility } from '@contract/pupils'
import type { StandingRow } from '@db/repo/pupils'
import { set } from '@vault/entity'
import { SETTINGS, termsKind, viewFromKind } from '../../../../src-main/features/consents/events'
import {
  careKind,
  competenceKind,
  contactKind,
  flagKind,
  membershipKind,
  orderKind,
  pupilKind,
  responsibilityKind,
} from '../../../../src-main/features/pupils/events'
import { flagEntity } from '../../../../src-main/features/pupils/standing'
import type { Draft, Json } from '../../../../src-main/sync/core/event'
import type { Chance } from '../rig'
import { contactFacts, contactId, HOLDS, issued } from './cast'
import { daysAfter, SOMEBODY, type Day } from './days-and-ids'
import { somePupil, someUse, type Moment } from './desk'

type Body = Readonly<Record<string, Json>>

/** Something that changes no answer, where there was nothing to do. */
export const note = (moment: Moment): Draft =>
  set(pupilKind, somePupil(moment), { className: `${moment.chance.below(10)}A` })

const SEALED = '00'

/** Over everything that stands; where several stand, it settles them (`recordAnew`). */
function anew({ desk }: Moment, kind: StandingRow['kind'], type: string, entity: string, body: Body): Draft {
  const parents = desk.standing.filter((row) => row.kind === kind && row.entity === entity).map(({ event }) => event)
  return { type, entity, op: parents.length > 1 ? 'resolve' : 'decide', body: { by: SOMEBODY, ...body }, parents }
}

/** Over everything said of a thing that stands (`decideOver`). */
function over(said: ReturnType<Moment['desk']['said']>, type: string, entity: string, body: Body): Draft {
  const parents = said.map(({ event }) => event)
  return { type, entity, op: parents.length > 1 ? 'resolve' : 'decide', body: { ...body, by: SOMEBODY }, parents }
}

/** What stands of one kind about a pupil. The log has checked every value against its kind. */
function standingOf<T>(
  { desk }: Moment,
  kind: StandingRow['kind'],
  pupil: string,
): readonly (T & { entity: string })[] {
  return desk.standing.flatMap((row) =>
    row.kind === kind && row.pupil === pupil && row.value !== null
      ? [{ ...(JSON.parse(row.value) as T), entity: row.entity }]
      : [],
  )
}

const KINDS_OF_FLAG: readonly (readonly [FlagKind, number])[] = [
  ['NO_PUBLISH', 5],
  ['NO_NAME', 2],
  ['NO_CAPTURE', 1],
]

export function flag(moment: Moment): readonly Draft[] {
  const { chance, today } = moment
  const pupil = somePupil(moment)
  const set = standingOf<{ kind: FlagKind; isSet: boolean; from: Day }>(moment, 'flag', pupil).filter(
    (one) => one.isSet,
  )
  const [first] = set
  const isSet = first === undefined || chance.isTrue(0.45)
  const kind = first !== undefined && chance.isTrue(0.9) ? first.kind : chance.weigh(KINDS_OF_FLAG)
  const from = isSet ? daysAfter(today, chance.pick([0, 0, -3, 2])) : (first?.from ?? today)
  const body = { pupil, kind, isSet, from, reviewOn: daysAfter(from, 90), sealedReason: SEALED }
  return [anew(moment, 'flag', flagKind.type, flagEntity(pupil, kind), body)]
}

export function order(moment: Moment): readonly Draft[] {
  const { chance, today } = moment
  const pupil = somePupil(moment)
  const orders = standingOf<{ from: Day; until: Day | null; scope: readonly string[] | null }>(moment, 'order', pupil)
  const live = orders.filter(({ until }) => until === null || until >= today)
  const words = { pupil, kind: 'prohibited steps', reference: 'order 7' }
  if (live.length === 0) {
    const from = daysAfter(today, chance.pick([0, 0, -2, 3]))
    const until = chance.pick([null, null, daysAfter(from, 8), daysAfter(from, 60)])
    const scope = chance.isTrue(0.5) ? null : [someUse(moment)]
    return [anew(moment, 'order', orderKind.type, chance.id(), { ...words, scope, from, until })]
  }
  const { entity, from, scope } = chance.pick(live)
  const isLifted = chance.isTrue(0.75)
  const ends = daysAfter(today, chance.pick([-1, 0, 1]))
  const until = isLifted ? ends : chance.pick([null, daysAfter(today, 30)])
  const reason = isLifted ? { sealedReason: SEALED } : {}
  return [anew(moment, 'order', orderKind.type, entity, { ...words, scope, from, until, ...reason })]
}

export function responsibility(moment: Moment): readonly Draft[] {
  const { chance, desk, today, theme } = moment
  const pupil = somePupil(moment)
  const of = desk.contacts.filter((one) => one.pupil === pupil)
  if (of.length === 0) return []
  const themed = contactId(pupil, theme.person)
  const { id } = of.find((one) => one.id === themed && chance.isTrue(0.7)) ?? chance.pick(of)
  const held: Responsibility = chance.weigh<Responsibility>([
    [HOLDS, 5],
    [{ ...HOLDS, holds: false }, 1],
    [{ ...HOLDS, until: daysAfter(today, chance.pick([-3, 0, 5])) }, 3],
    [{ ...HOLDS, from: daysAfter(today, 2) }, 1],
  ])
  return [anew(moment, 'responsibility', responsibilityKind.type, id, { pupil, contact: id, ...held })]
}

export function care(moment: Moment): readonly Draft[] {
  const { chance } = moment
  const pupil = somePupil(moment)
  const isIn = standingOf<Care>(moment, 'care', pupil).some(({ status }) => status !== 'NONE')
  const { status, authority } = chance.weigh<Pick<Care, 'status' | 'authority'>>([
    [{ status: 'NONE', authority: null }, isIn ? 6 : 1],
    [{ status: 'CARE_ORDER', authority: null }, 1],
    [{ status: 'CARE_ORDER', authority: 'LOCAL_AUTHORITY' }, 2],
    [{ status: 'CARE_ORDER', authority: 'CARER' }, 1],
    [{ status: 'ACCOMMODATED', authority: 'PARENTS' }, 2],
  ])
  return [anew(moment, 'care', careKind.type, pupil, { pupil, status, authority, evidence: null })]
}

export function competence(moment: Moment): readonly Draft[] {
  const pupil = somePupil(moment)
  const judged = moment.chance.pick(['COMPETENT', 'NOT_COMPETENT', 'BY_AGE', 'BY_AGE'] as const)
  return [anew(moment, 'competence', competenceKind.type, pupil, { pupil, competence: judged, sealedReason: SEALED })]
}

/** A new contact, one ended or taken up again, or a carer's delegation ended. */
export function contact(moment: Moment): readonly Draft[] {
  const { chance, desk, today } = moment
  const pupil = somePupil(moment)
  const carer = desk.contacts.find((one) => one.pupil === pupil && one.relationship === 'FOSTER_CARER')
  if (carer !== undefined && chance.isTrue(0.5)) {
    const change = chance.isTrue(0.5) ? { endedOn: carer.endedOn === null ? today : null } : { delegated: null }
    return [set(contactKind, carer.id, change)]
  }
  const known = desk.contacts.filter((one) => one.pupil === pupil)
  if (known.length > 0 && chance.isTrue(0.4)) {
    const { id, endedOn } = chance.pick(known)
    return [set(contactKind, id, { endedOn: endedOn === null ? daysAfter(today, chance.pick([-1, 0])) : null })]
  }
  const id = chance.id()
  const body = { pupil, contact: id, ...HOLDS }
  return [
    set(contactKind, id, { ...contactFacts('GUARDIAN'), pupil }),
    anew(moment, 'responsibility', responsibilityKind.type, id, body),
  ]
}

/** What another school knew is written beside what stands, over nothing of it (`recordBeside`). */
export function transferred(moment: Moment): readonly Draft[] {
  const { chance, today } = moment
  const pupil = somePupil(moment)
  const kind = chance.weigh(KINDS_OF_FLAG)
  const about = { by: SOMEBODY, pupil }
  const flagged = { ...about, kind, isSet: true, from: today, reviewOn: daysAfter(today, 90), sealedReason: SEALED }
  return chance.isTrue(0.5)
    ? [{ type: flagKind.type, entity: flagEntity(pupil, kind), op: 'decide', body: flagged }]
    : [{ type: careKind.type, entity: pupil, op: 'decide', body: { ...about, ...LOOKED_AFTER } }]
}

const LOOKED_AFTER = { status: 'CARE_ORDER', authority: 'LOCAL_AUTHORITY', evidence: null }

/** Leaving, coming back, a date of birth put right; only what differs is written. */
export function roll(moment: Moment): readonly Draft[] {
  const { chance, desk, today } = moment
  const pupil = somePupil(moment)
  const row = desk.pupils.find(({ id }) => id === pupil)
  if (row === undefined) return []
  const { onRollFrom, leftOn, lastLeft } = row
  const dates = { onRollFrom, leftOn, lastLeft }
  const said = desk.said('pupils.membership', pupil)
  // Somebody settles what PCs differ about, as one of them has it (`pupils.settleMembership`).
  if (row.loosest !== null && chance.isTrue(0.4))
    return [over(said, membershipKind.type, pupil, chance.pick(said).says)]
  if (leftOn !== null && chance.isTrue(0.7)) {
    const back = { onRollFrom: daysAfter(leftOn, 1), leftOn: null, lastLeft: leftOn }
    // Coming back is refused while PCs differ; a file says it without looking (`membershipAsRead`).
    return row.loosest === null
      ? [over(said, membershipKind.type, pupil, { pupil, ...back })]
      : [{ ...over(said, membershipKind.type, pupil, { pupil, ...back }), op: 'decide' }]
  }
  if (leftOn !== null || chance.isTrue(0.4)) {
    const left = { pupil, ...dates, leftOn: chance.isTrue(0.8) ? daysAfter(today, chance.pick([-1, 0, 4, 9])) : null }
    const draft = over(said, membershipKind.type, pupil, left)
    return [chance.isTrue(0.3) ? { ...draft, op: 'decide' } : draft]
  }
  const age = chance.pick([9, 12, 13, 17, 18])
  return chance.isTrue(0.8)
    ? [set(pupilKind, row.id, { dateOfBirth: aboutBirthday(chance, today, age) })]
    : [set(pupilKind, row.id, { year: String(Math.max(1, age - 5)) as YearCode, dateOfBirth: null })]
}

function aboutBirthday(chance: Chance, today: Day, age: number): Day {
  const day = daysAfter(today, chance.pick([-100, -1, 1, 4]))
  // No rule is asked here about 29 February: R51 has its own tests for that.
  return `${Number(day.slice(0, 4)) - age}${day.slice(4).replace('-02-29', '-02-28')}` as Day
}

export function purpose(moment: Moment): readonly Draft[] {
  const { chance } = moment
  const id = someUse(moment)
  const row = moment.desk.purposes.find((one) => one.id === id)
  if (row === undefined) return []
  const said = moment.desk.said('consents.terms', id)
  if (row.loosest !== null && chance.isTrue(0.4)) return [over(said, termsKind.type, id, chance.pick(said).says)]
  const { basis, outside, renewal, retiredOn } = row
  const change = chance.weigh<Body>([
    [{ renewal: chance.pick(['ANNUAL', 'KEY_STAGE', 'ON_ENTRY']) }, 2],
    [{ basis: 'CONSENT' }, 2],
    [{ basis: chance.pick(['LEGITIMATE_INTERESTS', 'PUBLIC_TASK']) }, 1],
    [{ outside: chance.isTrue(0.7) }, 2],
  ])
  return [over(said, termsKind.type, id, { purpose: id, basis, outside, renewal, retiredOn, ...change })]
}

export const settings = ({ chance, desk }: Moment): readonly Draft[] => [
  over(desk.said(viewFromKind.type, SETTINGS), viewFromKind.type, SETTINGS, {
    from: chance.pick([9, 12, 13, 16, null]),
  }),
]

export const wording = ({ chance, today }: Moment): readonly Draft[] => [
  issued(chance.id(), daysAfter(today, chance.pick([0, 0, 3]))),
]
