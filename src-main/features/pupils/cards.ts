/** A pupil as a line of a list: shown names, class, and a mark without its reason (R5, R6, R113). */
import type { CivilDate } from '@contract/primitives'
import type { Care, CourtOrder, PupilCard, RollState } from '@contract/pupils'
import { standingOfAll, type PupilRow, type StandingRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { shownName, sortKey } from './rules/names'

/** Whether a pupil is on roll on a date; the last day still counts. */
export function rollState({ onRollFrom, leftOn }: Pick<PupilRow, 'onRollFrom' | 'leftOn'>, on: CivilDate): RollState {
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
export function restrictedPupils(db: Tenant['db'], of: readonly string[] | null, on: CivilDate): ReadonlySet<string> {
  return new Set(standingOfAll(db, of).flatMap((row) => (restricts(row, on) ? [row.pupil] : [])))
}

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
      const { status, authority } = said as Care
      return (status === 'CARE_ORDER' || status === 'ACCOMMODATED') && authority === null
    }
    case 'responsibility':
    case 'competence':
      return false
  }
}
