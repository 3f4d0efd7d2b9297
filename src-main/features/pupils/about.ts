/** All a school's file holds about one pupil, as things of the log: what erasing takes and what access shows. */
import { rekeysOf, sheetsOfPupil, oneSheet } from '@db/repo/entry'
import { eventsNaming } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { accessKind, loanKind, signingKind } from '../agreements'
import { answerKind, settlementKind } from '../consents'
import {
  careKind,
  competenceKind,
  contactKind,
  flagKind,
  membershipKind,
  orderKind,
  pupilKind,
  responsibilityKind,
  viewedKind,
} from './events'

/** A thing of the log. */
export interface Thing {
  readonly type: string
  readonly entity: string
}

export interface About {
  /** Things that are about this pupil and nobody else. */
  readonly things: readonly Thing[]
  /** Sheets now of another pupil that were keyed for this one first, with the events that say so. */
  readonly strays: readonly { readonly sheet: string; readonly event: string }[]
}

/** Type of a keyed form. */
export const SHEET = 'entry.sheet'
const REKEY = 'entry.rekey'

/** What protects a pupil: for those alone who may read reasons (R5). */
export const GUARDED: readonly string[] = [flagKind, orderKind, careKind, competenceKind].map(({ type }) => type)

const OWN: readonly string[] = [
  ...[pupilKind, membershipKind, contactKind, responsibilityKind, viewedKind, answerKind, settlementKind].map(
    ({ type }) => type,
  ),
  ...[signingKind, loanKind, accessKind].map(({ type }) => type),
  ...GUARDED,
]

/**
 * Looks at events, not at rows: what was undone or deleted is held all the same. Printed runs of either kind, lists for photographers and
 * askings are about many pupils; they name this one by its id alone and are not among it.
 */
export function aboutPupil({ db }: Pick<Tenant, 'db'>, pupil: string): About {
  const ids = [pupilKind, membershipKind].map(({ type }) => ({ type, entity: pupil }))
  const own = [...ids, ...eventsNaming(db, OWN, pupil)]
  const keyed = eventsNaming(db, [SHEET], pupil)
  const isOwn = (sheet: string): boolean => (oneSheet(db, sheet)?.pupil ?? pupil) === pupil
  const sheets = keyed.filter(({ entity }) => isOwn(entity))
  const rekeys = sheetsOfPupil(db, pupil).flatMap((sheet) =>
    rekeysOf(db, sheet.batch).flatMap((rekey) => (rekey.sheet === sheet.id ? [{ type: REKEY, entity: rekey.id }] : [])),
  )
  const things = new Map(
    [...own, ...sheets, ...rekeys].map(({ type, entity }) => [`${type} ${entity}`, { type, entity }]),
  )
  return {
    things: [...things.values()],
    strays: keyed.flatMap(({ id, entity }) => (isOwn(entity) ? [] : [{ sheet: entity, event: id }])),
  }
}
