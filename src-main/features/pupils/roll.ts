/** The roll of an open file, ready to be searched: built when it is first asked, thrown away when a pupil was written. */
import type { CivilDate } from '@contract/primitives'
import type { PupilCard } from '@contract/pupils'
import { allPupils, type PupilRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { cardsOf, inListOrder, namesOf, rollState } from './cards'
import { membershipKind, pupilKind } from './events'
import { findPupils, pupilIndex, type FindablePupil, type PupilIndex } from './rules/finding'
import { findPasted, pastedIndex, type PastedIndex } from './rules/pasted'

/** Most lines of an answer, as the contract has it. */
const MOST = 12

/** Lines of an answer; all namesakes of the last one come on top. */
const SHOWN = 8

class Roll {
  readonly #rows: ReadonlyMap<string, PupilRow>
  #present: PupilIndex | null = null
  #ever: PupilIndex | null = null
  #pasted: PastedIndex | null = null

  constructor(
    rows: readonly PupilRow[],
    readonly version: number,
    readonly today: CivilDate,
  ) {
    this.#rows = new Map(rows.map((row) => [row.id, row]))
  }

  /** @param leavers whether they are found as well */
  index(leavers: boolean): PupilIndex {
    if (leavers) return (this.#ever ??= pupilIndex([...this.#rows.values()].map(findable)))
    return (this.#present ??= pupilIndex(this.#presentRows().map(findable)))
  }

  pasted(): PastedIndex {
    return (this.#pasted ??= pastedIndex(this.#presentRows().map(findable)))
  }

  row(id: string): readonly PupilRow[] {
    const row = this.#rows.get(id)
    return row === undefined ? [] : [row]
  }

  #presentRows(): readonly PupilRow[] {
    return [...this.#rows.values()].filter((row) => rollState(row, this.today) !== 'LEFT')
  }
}

/** Former names and the former number are not among it (R105, edge case 9). */
const findable = (row: PupilRow): FindablePupil => ({
  ...{ id: row.id, ...namesOf(row), year: row.year, className: row.className },
  ...{ admissionNumber: row.admissionNumber, upn: row.upn },
})

/** By open file; a file that is closed takes its roll with it. */
const rolls = new WeakMap<Tenant['db'], Roll>()

function rollOf({ db, log }: Pick<Tenant, 'db' | 'log'>, today: CivilDate): Roll {
  const version = log.writesOf(pupilKind.type) + log.writesOf(membershipKind.type)
  const known = rolls.get(db)
  if (known?.version === version && known.today === today) return known
  const roll = new Roll(allPupils(db), version, today)
  rolls.set(db, roll)
  return roll
}

/** Pupils a search means, best first. @param leavers whether those who have left are found as well */
export function findOnRoll(
  tenant: Pick<Tenant, 'db' | 'log'>,
  { query, leavers }: { readonly query: string; readonly leavers: boolean },
  today: CivilDate,
): (PupilCard & { homonym: boolean })[] {
  const roll = rollOf(tenant, today)
  const found = findPupils(roll.index(leavers), query, SHOWN).slice(0, MOST)
  const homonyms = new Map(found.map(({ pupil, homonym }) => [pupil.id, homonym]))
  const rows = found.flatMap(({ pupil }) => roll.row(pupil.id))
  return cardsOf(tenant.db, rows, today).map((card) => ({ ...card, homonym: homonyms.get(card.id) ?? false }))
}

/** Each line with the pupils on roll it names exactly: one, several of a name, or none. */
export function findPastedOnRoll(
  tenant: Pick<Tenant, 'db' | 'log'>,
  lines: readonly string[],
  today: CivilDate,
): { line: string; found: PupilCard[] }[] {
  const roll = rollOf(tenant, today)
  const index = roll.pasted()
  const found = lines.map((line) => findPasted(index, line).slice(0, MOST))
  const rows = [...new Set(found.flat())].flatMap((id) => roll.row(id))
  const cards = new Map(cardsOf(tenant.db, rows, today).map((card) => [card.id, card]))
  return lines.map((line, at) => ({
    line,
    found: (found[at] ?? []).flatMap((id) => {
      const card = cards.get(id)
      return card === undefined ? [] : [card]
    }),
  }))
}

/** The whole roll in the order of surnames. @param leavers whether those who have left are listed as well */
export function listRoll(tenant: Pick<Tenant, 'db'>, leavers: boolean, today: CivilDate): PupilCard[] {
  const rows = allPupils(tenant.db).filter((row) => leavers || rollState(row, today) !== 'LEFT')
  return cardsOf(
    tenant.db,
    inListOrder(rows, (row) => row),
    today,
  )
}
