/**
 * Moving a pupil to another school of the trust (R124). The new school's file is written first: should something break
 * between, the pupil stands protected in both, and moving again goes on where it stopped. Consents stay where they were
 * given; the new school asks again.
 */
import { Fault } from '@contract/fault'
import type { pupils } from '@contract/pupils'
import type { z } from 'zod'
import { allPurposes } from '@db/repo/consents'
import {
  allPupils,
  contactsOf,
  pupilsByAdmissionNumber,
  pupilsByUpn,
  standingEver,
  standingOf,
  type ContactRow,
  type PupilRow,
  type StandingRow,
} from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { asTenant } from '@vault/opened'
import type { Draft } from '../../sync/core/event'
import { namesOf } from './cards'
import { checkAdmissionNumber } from './checks'
import { contactKind, pupilKind } from './events'
import { membershipAsRead, membershipChanged, NEVER_HERE, refuseDiffering } from './membership'
import { fileOf, pupilIn } from './places'
import { MATCH_WORDS, matchPupil, rollIndex } from './rules/matching'
import { foldName } from './rules/names'
import {
  flagEntity,
  reasonOf,
  recordBeside,
  saidAs,
  standsAs,
  type OrderSaid,
  type SaidOf,
  type StandingKind,
} from './standing'
import { revealed } from './views'

type Moving = z.output<(typeof pupils)['pupils.transfer']['input']>

/** A move between two open files. */
interface Move {
  readonly old: Tenant
  readonly next: Tenant
  readonly row: PupilRow
  /** What stands about the pupil in the old school. */
  readonly standing: readonly StandingRow[]
  /** The pupil's id in the new school. */
  readonly id: string
  readonly ctx: Ctx
}

/**
 * @returns the pupil's id in the new school, the same however often the move is made
 * @throws Fault 'denied' without the right to protect pupils in both schools, 'bad-input' for a day before the pupil
 *   joined, 'conflict' when a number is another pupil's in the new school
 */
export function transfer(moving: Moving, ctx: Ctx): { pupil: string; words: string } {
  const { school, pupil, to, on } = moving
  const old = fileOf(school, ctx)
  const row = pupilIn(old, pupil)
  if (to === school) throw new Fault('bad-input', 'The pupil is in that school already. Nothing was changed.')
  if (ctx.may('pupils.protect', asTenant(to)) === null) {
    throw new Fault(
      'denied',
      'Moving a pupil takes the right to protect pupils in both schools, and you have it in one. Ask a safeguarding lead of both. Nothing was changed.',
    )
  }
  const next = fileOf(to, ctx)
  if (row.onRollFrom !== null && on < row.onRollFrom) {
    throw new Fault('bad-input', 'The pupil joined this school after that day. Check the date. Nothing was changed.')
  }
  const there = sameChild(next, row, moving.admissionNumber)
  const id = there?.id ?? ctx.newId()
  const move = { old, next, row, standing: standingOf(old.db, pupil), id, ctx }
  ctx.append(next, [...pupilDrafts(move, there, moving), ...contactDrafts(move), ...protectionDrafts(move)])
  if (row.leftOn === null || row.leftOn > on) {
    ctx.append(old, membershipChanged(old, row, ctx.actor.id, { leftOn: on }))
  }
  return { pupil: id, words: MOVED }
}

const MOVED =
  'Moved. Contacts, flags and court orders went along on the same day. Consents did not: the new school asks again, and until then no use is allowed there.'

/** The same child in the new school: left half way by a move that broke off, registered there too, or back again. */
function sameChild(next: Tenant, row: PupilRow, admissionNumber: string): PupilRow | null {
  const isSame = (other: PupilRow): boolean =>
    foldName(other.legalSurname) === foldName(row.legalSurname) &&
    foldName(other.legalForename ?? '') === foldName(row.legalForename ?? '') &&
    other.dateOfBirth === row.dateOfBirth &&
    other.upn === row.upn
  const same = pupilsByAdmissionNumber(next.db, admissionNumber).find(isSame)
  if (same !== undefined) return same
  const roll = allPupils(next.db)
  const asKnown = (one: PupilRow) => ({ ...namesOf(one), dateOfBirth: one.dateOfBirth, upn: one.upn })
  const index = rollIndex(roll.map((one) => ({ ...asKnown(one), id: one.id, admissionNumber: one.admissionNumber })))
  const match = matchPupil(index, { ...asKnown(row), admissionNumber })
  if (match.kind === 'same') return roll.find(({ id }) => id === match.pupil) ?? null
  if (match.kind === 'conflict') {
    throw new Fault(
      'conflict',
      `In the new school: ${MATCH_WORDS[match.why]} Check the numbers in both schools. Nothing was changed.`,
    )
  }
  if (match.kind === 'candidates' && match.why === 'name-and-birth') {
    throw new Fault(
      'conflict',
      'A pupil of the same names and date of birth is in the new school already, with another admission number. If it is the same child, move with that number. Nothing was changed.',
    )
  }
  return null
}

/** A new pupil, or one who comes back; who is on roll there already, or was moved on this day, stays as that school has it. */
function pupilDrafts(
  { next, row, id, ctx }: Move,
  there: PupilRow | null,
  { on, year, admissionNumber }: Moving,
): readonly Draft[] {
  if (there !== null && (there.leftOn === null || there.leftOn >= on || there.onRollFrom === on)) return []
  checkAdmissionNumber(next, admissionNumber, there?.id ?? null)
  if (row.upn !== null && pupilsByUpn(next.db, row.upn).some((other) => other.id !== there?.id)) {
    throw new Fault(
      'conflict',
      'Another pupil of the new school has that UPN. Check both in your MIS. Nothing was changed.',
    )
  }
  const begins = { year, className: null, admissionNumber }
  const joins = { ...NEVER_HERE, onRollFrom: on }
  if (there !== null) {
    // What was answered in the earlier stay ends with it, so it has to be known when that was.
    refuseDiffering(there)
    const back = { ...joins, lastLeft: there.leftOn }
    return [set(pupilKind, id, begins), membershipAsRead(next, id, ctx.actor.id, back)]
  }
  const { id: _id, onRollFrom: _from, leftOn: _left, lastLeft: _last, loosest: _loosest, ...facts } = row
  return [
    set(pupilKind, id, { ...facts, ...begins, registration: 'MAIN' }),
    membershipAsRead(next, id, ctx.actor.id, joins),
  ]
}

/** Contacts with their responsibility; one of the same name and relationship is taken for the same. */
function contactDrafts({ old, next, row, standing, id, ctx }: Move): readonly Draft[] {
  const keyOf = ({ name, relationship }: Pick<ContactRow, 'name' | 'relationship'>) =>
    `${foldName(name)} ${relationship}`
  const known = new Map(contactsOf(next.db, id).map((contact) => [keyOf(contact), contact.id]))
  return contactsOf(old.db, row.id).flatMap((contact) => {
    const { id: before, pupil: _pupil, ...facts } = contact
    const entity = known.get(keyOf(contact)) ?? ctx.newId()
    const said = saidAs('responsibility', standing)
      .filter((one) => one.contact === before)
      .map((one) => ({ ...one, pupil: id, contact: entity }))
    return [
      ...(known.has(keyOf(contact)) ? [] : [set(contactKind, entity, { ...facts, pupil: id })]),
      ...carried(
        next,
        'responsibility',
        entity,
        said,
        (a, b) => a.holds === b.holds && a.basis === b.basis && a.from === b.from && a.until === b.until,
      ),
    ]
  })
}

function protectionDrafts({ old, next, standing, id, ctx }: Move): readonly Draft[] {
  const resealed = (kind: 'flag' | 'order' | 'competence', before: string, entity: string, sealed: string): string =>
    ctx.confide(next, reasonOf(kind, entity), revealed(old, reasonOf(kind, before), sealed, ctx))
  const flags = standsAs('flag', standing).flatMap(({ entity: before, value }) => {
    if (value === null || !value.isSet) return []
    const entity = flagEntity(id, value.kind)
    const said = { ...value, pupil: id, sealedReason: resealed('flag', before, entity, value.sealedReason) }
    return carried(
      next,
      'flag',
      entity,
      [said],
      (a, b) => a.isSet === b.isSet && a.from === b.from && a.reviewOn === b.reviewOn,
    )
  })
  const care = saidAs('care', standing).map((said) => ({ ...said, pupil: id }))
  const competence = standsAs('competence', standing).flatMap(({ entity: before, value }) =>
    value === null
      ? []
      : [{ ...value, pupil: id, sealedReason: resealed('competence', before, id, value.sealedReason) }],
  )
  return [
    ...flags,
    ...orderDrafts({ old, next, standing, id, ctx }, resealed),
    ...carried(next, 'care', id, care, (a, b) => a.status === b.status && a.authority === b.authority),
    ...carried(next, 'competence', id, competence, (a, b) => a.competence === b.competence),
  ]
}

/** Orders that are not over. Uses are those of a school: what cannot be found again in the new one becomes all of them. */
function orderDrafts(
  { old, next, standing, id, ctx }: Omit<Move, 'row'>,
  resealed: (kind: 'order', before: string, entity: string, sealed: string) => string,
): readonly Draft[] {
  const known = saidAs('order', standingEver(next.db, id))
  const scopeIn = scopeBetween(old, next)
  const entities = new Map<string, string>()
  return standsAs('order', standing).flatMap(({ entity: before, value }) => {
    if (value === null || (value.until !== null && value.until < ctx.today())) return []
    const isKnown = known.some(
      ({ kind, reference, from }) => kind === value.kind && reference === value.reference && from === value.from,
    )
    if (isKnown) return []
    const entity = entities.get(before) ?? ctx.newId()
    entities.set(before, entity)
    const { sealedReason, ...rest } = value
    const said: OrderSaid = { ...rest, pupil: id, scope: scopeIn(value.scope) }
    const withReason =
      sealedReason === undefined ? said : { ...said, sealedReason: resealed('order', before, entity, sealedReason) }
    return [recordBeside('order', entity, withReason)]
  })
}

/** Uses of one school as uses of another, by what they stand for in the trust; null: all, because one has no counterpart. */
function scopeBetween(old: Tenant, next: Tenant): (scope: OrderSaid['scope']) => OrderSaid['scope'] {
  const codes = new Map(allPurposes(old.db).map(({ id, code }) => [id, code]))
  const uses = allPurposes(next.db)
  return (scope) => {
    const mapped = (scope ?? []).map((purpose) => {
      const code = codes.get(purpose) ?? null
      return code === null ? [] : uses.filter((use) => use.code === code).map(({ id }) => id)
    })
    const isWhole = scope !== null && mapped.every((found) => found.length > 0)
    return isWhole ? [...new Set(mapped.flat())].sort() : null
  }
}

/**
 * Records what the old school knew beside what stands in the new one. What was recorded there once already is left out,
 * even where somebody has changed it since: moving again must not raise what was cleared.
 */
function carried<K extends StandingKind>(
  next: Tenant,
  kind: K,
  entity: string,
  said: readonly SaidOf[K][],
  isSame: (there: SaidOf[K], here: SaidOf[K]) => boolean,
): readonly Draft[] {
  const rows = said.flatMap(({ pupil }) => standingEver(next.db, pupil)).filter((row) => row.entity === entity)
  const ever = saidAs(kind, rows)
  return said.filter((one) => !ever.some((other) => isSame(other, one))).map((one) => recordBeside(kind, entity, one))
}
