/** A pupil as a line of a list: shown names, class, and a mark without its reason (R5, R6, R113). */
import type { CivilDate } from '@contract/primitives'
import type { Care, CourtOrder, PupilCard, RollState } from '@contract/pupils'
import { standingOfAll, type PupilRow, type StandingRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { loosestOf } from './membership'
import { shownName, sortKey } from './rules/names'

/**
 * Whether a pupil is on roll on a date; the last day still counts. Where PCs differ, whoever may be on roll is: left off a
 * list for a photographer, nobody would know that the answer is No.
 */
export function rollState(
  row: Pick<PupilRow, 'onRollFrom' | 'leftOn' | 'lastLeft' | 'loosest'>,
  on: CivilDate,
): RollState {
  const { onRollFrom, leftOn } = loosestOf(row)
  if (leftOn !== null && on > leftOn) return 'LEFT'
  return onRollFrom !== null && on < onRollFrom ? 'JOINING' : 'ON_ROLL'
}

/** Names as rules take them. */
export const namesOf = (row: PupilRow) => ({
  forename: row.legalForename,
  surname: row.legalSurname,
  preferredForename: row.preferredForename,
  preferredSurname: row.preferredSurname,
})

export function cardOf(row: PupilRow, on: CivilDate, restricted: boolean): PupilCard {
  const { id, year, className, admissionNumber } = row
  return { id, ...shownName(namesOf(row)), year, className, admissionNumber, roll: rollState(row, on), restricted }
}

/** The lines of some pupils, in the order of the rows; what stands about them is read once. */
export function cardsOf(db: Tenant['db'], rows: readonly PupilRow[], on: CivilDate): PupilCard[] {
  const restricted = restrictedPupils(db, rows.length > FEW ? null : rows.map(({ id }) => id), on)
  return rows.map((row) => cardOf(row, on, restricted.has(row.id)))
}

/** Above so many, everything that stands is read at once. */
const FEW = 500

/** Pupils in the order lists have them: by shown surname and forename. */
export function inListOrder<T>(things: readonly T[], pupilOf: (thing: T) => PupilRow): readonly T[] {
  return things
    .map((thing) => ({ thing, key: `${sortKey(namesOf(pupilOf(thing)))} ${pupilOf(thing).id}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ thing }) => thing)
}

/**
 * Ids of the pupils for whom a flag is set, an order is live, or nobody is recorded who may decide. Nothing more is told.
 * @param of ids to look at; null: all
 */
export const restrictedPupils = (db: Tenant['db'], of: readonly string[] | null, on: CivilDate): ReadonlySet<string> =>
  restrictedAmong(standingOfAll(db, of), on)

/** The same from what stands about some pupils. */
export function restrictedAmong(standing: readonly StandingRow[], on: CivilDate): ReadonlySet<string> {
  return new Set([
    ...standing.flatMap((row) => (restricts(row, on) ? [row.pupil] : [])),
    ...undecided(standing.filter(({ kind }) => kind === 'care')),
  ])
}

/** Pupils for whom two PCs recorded different ones to decide: until somebody records it anew, nobody may (R53). */
function undecided(care: readonly StandingRow[]): readonly string[] {
  const deciding = new Map<string, Care['authority']>()
  return care.flatMap(({ pupil, value }) => {
    const said = value === null ? null : (JSON.parse(value) as Care) // As below.
    if (said === null || !isLookedAfter(said)) return []
    const other = deciding.get(pupil)
    deciding.set(pupil, said.authority)
    return other !== undefined && other !== said.authority ? [pupil] : []
  })
}

/** Under a care order or accommodated: somebody's authority to decide has to be recorded (R53). */
export const isLookedAfter = ({ status }: Pick<Care, 'status'>): boolean =>
  status === 'CARE_ORDER' || status === 'ACCOMMODATED'

/** Whether something that stands about a pupil restricts pictures on a day; what was erased may have. */
export function restricts({ kind, value }: Pick<StandingRow, 'kind' | 'value'>, on: CivilDate): boolean {
  if (value === null) return true
  // The log has checked each value against its kind.
  const said: unknown = JSON.parse(value)
  switch (kind) {
    case 'flag': {
      const flag = said as { readonly isSet: boolean; readonly from: CivilDate }
      return flag.isSet && flag.from <= on
    }
    case 'order': {
      const { from, until } = said as CourtOrder
      return from <= on && (until === null || on <= until)
    }
    case 'care': {
      const care = said as Care
      return isLookedAfter(care) && care.authority === null
    }
    case 'responsibility':
    case 'competence':
      return false
  }
}
