/** A roll and a file to work an import out on, without a vault. */
import type { Mapping } from '@contract/imports'
import { CivilDate } from '@contract/index'
import type { ReadRows } from '@contract/tabular'
import { lookAtTable, proposed } from '../../../src-main/features/imports/rules/columns'
import type { PupilKept } from '../../../src-main/features/imports/rules/difference'
import type { Ground, Plan } from '../../../src-main/features/imports/rules/plan'
import { workOut } from '../../../src-main/features/imports/rules/working-out'
import { readTables } from '../../../src-main/reader/tables'
import { schoolFacts } from '../vault'

export const TODAY = CivilDate.parse('2026-10-01')

/** The first table of a file, as the reader hands it over. */
export async function tableOf(bytes: Uint8Array): Promise<ReadRows> {
  const { tables } = await readTables('pupils.csv', bytes)
  const [table] = tables
  if (table === undefined) throw new Error('The file holds no table')
  return table
}

/** The mapping that is proposed for a table, in a school that asks about nothing. */
export const mappingOf = (table: ReadRows, change: Partial<Mapping> = {}): Mapping => ({
  ...proposed(lookAtTable(table), 0, { uses: [], onRoll: 0, wholeRoll: null, meanings: null }).mapping,
  ...change,
})

export const groundOf = (
  table: ReadRows,
  roll: readonly PupilKept[],
  mapping: Mapping,
  change: Partial<Ground> = {},
): Ground => ({
  ...{ table, mapping, roll, today: TODAY, choices: new Map<number, string | null>() },
  school: { facts: schoolFacts({ lowYear: 'R', highYear: '13', phase: 'ALL_THROUGH' }) },
  contactsOf: () => [],
  isLookedAfter: () => false,
  uses: new Map(),
  wordedFrom: () => null,
  answersOf: () => [],
  entityOf: () => '',
  others: [],
  authorities: null,
  ...change,
})

/** The plan, worked out in one go. */
export function planOf(ground: Ground): Plan {
  const working = workOut(ground)
  for (;;) {
    const step = working.next()
    if (step.done === true) return step.value
  }
}
