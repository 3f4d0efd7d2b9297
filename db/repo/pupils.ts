/** Queries and projections of pupils, contacts and what stands about a pupil. Asked of a school's file. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Membership } from '@contract/pupils'
import { canonical } from '../../src-main/sync/core/event'
import { fieldsOf, type Merged, type Restrictiveness } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, rowKeeper, rowsOf } from '../prepared'
import { event } from '../schema/log'
import { contact, membership, pupil, pupilOfSchool, standing } from '../schema/pupils'
import { inOrder, nodesOf } from './graph'

export type PupilRow = typeof pupilOfSchool.$inferSelect
/** What is known of a pupil but when they belong to the school. */
export type PupilFactsRow = typeof pupil.$inferSelect
export type MembershipRow = typeof membership.$inferSelect
export type ContactRow = typeof contact.$inferSelect
export type StandingRow = typeof standing.$inferSelect

const pupilRows = rowsOf(pupilOfSchool)

const roll = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(pupilOfSchool)
    .orderBy(asc(pupilOfSchool.legalSurname), asc(pupilOfSchool.legalForename), asc(pupilOfSchool.id))
    .prepare(),
)

/** Every pupil ever on roll, by surname and forename. */
export const allPupils = (db: ReadableDb): readonly PupilRow[] => pupilRows(roll(db).values())

/** What says where a pupil belongs on a day, for counting thousands. */
export type PupilPlace = Pick<
  PupilRow,
  'id' | 'year' | 'dateOfBirth' | 'onRollFrom' | 'leftOn' | 'lastLeft' | 'className'
>

const places = keptWith((db: ReadableDb) =>
  db
    .select({
      ...{
        id: pupilOfSchool.id,
        year: pupilOfSchool.year,
        dateOfBirth: pupilOfSchool.dateOfBirth,
        onRollFrom: pupilOfSchool.onRollFrom,
      },
      ...{ leftOn: pupilOfSchool.leftOn, lastLeft: pupilOfSchool.lastLeft, className: pupilOfSchool.className },
    })
    .from(pupilOfSchool)
    .prepare(),
)

/** The same of every pupil ever on roll, in no order. */
export const pupilPlaces = (db: ReadableDb): readonly PupilPlace[] =>
  (places(db).values() as PupilPlace[keyof PupilPlace][][]).map((line) => {
    const [id, year, dateOfBirth, onRollFrom, leftOn, lastLeft, className] = line
    return { id, year, dateOfBirth, onRollFrom, leftOn, lastLeft, className } as PupilPlace // In the order of the columns above.
  })

/** One pupil, null when there is none of that id. */
export const onePupil = (db: ReadableDb, id: string): PupilRow | null => somePupils(db, [id])[0] ?? null

const pupilsAmong = keptWith((db: ReadableDb) =>
  db.select().from(pupilOfSchool).where(isAmongIds(pupilOfSchool.id)).prepare(),
)

/** Pupils of these ids, in no order; unknown ids are left out. */
export const somePupils = (db: ReadableDb, ids: readonly string[]): readonly PupilRow[] =>
  ids.length === 0 ? [] : pupilRows(pupilsAmong(db).values({ ids: JSON.stringify(ids) }))

/** Pupils of an admission number: one, unless two PCs gave the same (R103). */
export const pupilsByAdmissionNumber = (db: ReadableDb, number: string): readonly PupilRow[] =>
  db.select().from(pupilOfSchool).where(eq(pupilOfSchool.admissionNumber, number)).all()

/** The same for a UPN as it is stored. */
export const pupilsByUpn = (db: ReadableDb, upn: string): readonly PupilRow[] =>
  db.select().from(pupilOfSchool).where(eq(pupilOfSchool.upn, upn)).all()

/** Events of some types whose content names a pupil anywhere, the oldest first. Costs a look at every event of the types. */
export const eventsNaming = (
  db: ReadableDb,
  types: readonly string[],
  of: string,
): readonly { readonly id: string; readonly type: string; readonly entity: string }[] =>
  db
    .select({ id: event.id, type: event.type, entity: event.entity })
    .from(event)
    // Content is canonical JSON, so an id in it stands between quotation marks and nowhere else.
    .where(and(inArray(event.type, [...types]), sql`instr(${event.body}, ${`"${of}"`}) > 0`))
    .orderBy(asc(event.hlc), asc(event.id))
    .all()

const ofOnePupil = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(contact)
    .where(eq(contact.pupil, sql.placeholder('of')))
    .orderBy(asc(contact.name), asc(contact.id))
    .prepare(),
)

export const contactsOf = (db: ReadableDb, of: string): readonly ContactRow[] => ofOnePupil(db).all({ of })

export const oneContact = (db: ReadableDb, id: string): ContactRow | null =>
  db.select().from(contact).where(eq(contact.id, id)).get() ?? null

const contactRows = rowsOf(contact)
const everyContact = keptWith((db: ReadableDb) => db.select().from(contact).prepare())
const contactsAmong = keptWith((db: ReadableDb) => db.select().from(contact).where(isAmongIds(contact.pupil)).prepare())

/** Contacts of several pupils, or of all with null. */
export const contactsOfAll = (db: ReadableDb, of: readonly string[] | null): readonly ContactRow[] =>
  contactRows(of === null ? everyContact(db).values() : contactsAmong(db).values({ ids: JSON.stringify(of) }))

/** What stands about a pupil; what was superseded is left out. */
export const standingOf = (db: ReadableDb, of: string): readonly StandingRow[] => standingOfAll(db, [of])

const standingRows = rowsOf(standing)
const allStanding = keptWith((db: ReadableDb) => db.select().from(standing).where(eq(standing.stands, true)).prepare())
const standingAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(standing)
    .where(and(isAmongIds(standing.pupil), eq(standing.stands, true)))
    .prepare(),
)

/** The same for several pupils, or for all with null. */
export const standingOfAll = (db: ReadableDb, of: readonly string[] | null): readonly StandingRow[] =>
  standingRows(of === null ? allStanding(db).values() : standingAmong(db).values({ ids: JSON.stringify(of) }))

const everOfOne = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(standing)
    .where(eq(standing.pupil, sql.placeholder('of')))
    .orderBy(asc(standing.recordedAt), asc(standing.event))
    .prepare(),
)

/** Everything ever recorded about a pupil's protection, oldest first. */
export const standingEver = (db: ReadableDb, of: string): readonly StandingRow[] =>
  standingRows(everOfOne(db).values({ of }))

const standingByEntity = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(standing)
    .where(
      and(
        eq(standing.kind, sql.placeholder('kind')),
        eq(standing.entity, sql.placeholder('entity')),
        eq(standing.stands, true),
      ),
    )
    .prepare(),
)

/** Events that stand for one entity, whose ids a later event names as its parents. */
export const standingEvents = (db: ReadableDb, kind: StandingRow['kind'], entity: string): readonly StandingRow[] =>
  standingRows(standingByEntity(db).values({ kind, entity }))

/** Pupils on roll per year; years without pupils are left out. Leavers up to a date do not count. */
export function rollByYear(
  db: ReadableDb,
  today: string,
): readonly { readonly year: YearCode; readonly pupils: number }[] {
  return db
    .select({ year: pupilOfSchool.year, pupils: sql<number>`count(*)` })
    .from(pupilOfSchool)
    .where(sql`${pupilOfSchool.leftOn} IS NULL OR ${pupilOfSchool.leftOn} >= ${today}`)
    .groupBy(pupilOfSchool.year)
    .all()
}

/** The row a pupil's state stands for, null when there is none: deleted, or erased. */
export function pupilRowOf(id: string, state: Merged | null): PupilFactsRow | null {
  const fields = fieldsOf(state)
  // An erased pupil has lost what every pupil has. The log has checked every field against the kind.
  return fields === null || fields['legalSurname'] === undefined
    ? null
    : { id, ...(fields as Omit<PupilFactsRow, 'id'>) }
}

/**
 * When a pupil belongs to the school. Where PCs differ, no clock decides (C19): each date is the strictest any of them
 * says, the earliest last day and the latest first one, and what permits most stands beside it.
 * @returns null where something that stands was erased, which may have been stricter: then there is no such pupil
 */
export function membershipRowOf(id: string, state: Merged, rank: Restrictiveness): MembershipRow | null {
  const standing = nodesOf(state, rank).filter(({ stands }) => stands)
  const said = standing.flatMap(({ value }) => (value === null ? [] : [value as unknown as Membership])) // As above.
  if (said.length === 0 || said.length < standing.length) return null
  const days = (name: keyof Membership): readonly (CivilDate | null)[] => said.map((one) => one[name])
  const strictest = {
    onRollFrom: latest(days('onRollFrom')),
    leftOn: earliest(days('leftOn')),
    lastLeft: latest(days('lastLeft')),
  }
  const loosest = {
    onRollFrom: earliestOrNone(days('onRollFrom')),
    leftOn: latestOrNone(days('leftOn')),
    lastLeft: earliestOrNone(days('lastLeft')),
  }
  const differ = canonical(strictest) !== canonical(loosest)
  return { pupil: id, ...strictest, loosest: differ ? inOrder(loosest) : null }
}

const given = (days: readonly (CivilDate | null)[]): readonly CivilDate[] =>
  days.filter((day): day is CivilDate => day !== null).sort()
const earliest = (days: readonly (CivilDate | null)[]): CivilDate | null => given(days)[0] ?? null
const latest = (days: readonly (CivilDate | null)[]): CivilDate | null => given(days).at(-1) ?? null
const earliestOrNone = (days: readonly (CivilDate | null)[]): CivilDate | null =>
  days.includes(null) ? null : earliest(days)
const latestOrNone = (days: readonly (CivilDate | null)[]): CivilDate | null =>
  days.includes(null) ? null : latest(days)

/** The same for a contact. */
export function contactRowOf(id: string, state: Merged | null): ContactRow | null {
  const fields = fieldsOf(state)
  return fields === null || fields['pupil'] === undefined ? null : { id, ...(fields as Omit<ContactRow, 'id'>) } // As above.
}

/** The rows of one entity of the kinds that are decided on: every event of it. */
export function standingRowsOf(
  kind: StandingRow['kind'],
  entity: string,
  state: Merged,
  rank: Restrictiveness,
): readonly StandingRow[] {
  const nodes = nodesOf(state, rank)
  const known = nodes.find(({ value }) => value !== null)?.value
  if (known === undefined) return []
  const { pupil: of } = known as { pupil: string } // As above: every one of these kinds names its pupil.
  return nodes.map(({ event, value, recordedAt, stands }) => ({
    ...{ event, kind, entity, pupil: of, recordedAt, stands },
    value: value === null ? null : canonical(value),
  }))
}

const keepPupil = rowKeeper(pupil, pupil.id)

const projectPupil: Projection<WritableDb> = (db, id, state) => {
  const row = pupilRowOf(id, state)
  if (row === null) db.delete(pupil).where(eq(pupil.id, id)).run()
  else keepPupil(db, row)
}

const keepMembership = rowKeeper(membership, membership.pupil)

const projectMembership: Projection<WritableDb> = (db, id, state, rank) => {
  const row = membershipRowOf(id, state, rank)
  if (row === null) db.delete(membership).where(eq(membership.pupil, id)).run()
  else keepMembership(db, row)
}

const keepContact = rowKeeper(contact, contact.id)

const projectContact: Projection<WritableDb> = (db, id, state) => {
  const row = contactRowOf(id, state)
  if (row === null) db.delete(contact).where(eq(contact.id, id)).run()
  else keepContact(db, row)
}

const keepStanding = rowKeeper(standing, standing.event)

/** No event ever leaves a graph, so that the rows of those before stay; only an entity erased whole has none. */
const projectStanding =
  (kind: StandingRow['kind']): Projection<WritableDb> =>
  (db, entity, state, rank) => {
    const rows = standingRowsOf(kind, entity, state, rank)
    if (rows.length === 0) {
      db.delete(standing)
        .where(and(eq(standing.kind, kind), eq(standing.entity, entity)))
        .run()
    }
    for (const row of rows) keepStanding(db, row)
  }

/** Projections by entity type. */
export const pupilsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'pupils.pupil': projectPupil,
  'pupils.membership': projectMembership,
  'pupils.contact': projectContact,
  'pupils.responsibility': projectStanding('responsibility'),
  'pupils.flag': projectStanding('flag'),
  'pupils.order': projectStanding('order'),
  'pupils.care': projectStanding('care'),
  'pupils.competence': projectStanding('competence'),
  'pupils.viewed': () => {},
}
