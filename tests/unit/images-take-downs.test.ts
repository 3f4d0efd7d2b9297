/** What has to come down because of whom, by the rules and by an oracle that shares no code with them (R46, R63, R71). */
import { expect, it, test } from 'vitest'
import { schoolOf } from '../support/images/pictures-in-use'
import { MUTANTS, SOUND, type Mutant } from '../support/images/take-down-mutants'
import { differencesIn, PRODUCT, takeDownsAgainstOracle } from '../support/images/take-downs-compared'

const SEED = 20_261_130
const SCHOOLS = 5_000

test(`${SCHOOLS} histories open the take-downs of the oracle and no others, and end the same sets`, () => {
  const { differences, met } = takeDownsAgainstOracle(SEED, SCHOOLS)
  expect(differences).toEqual([])
  expect(met.uses).toBeGreaterThan(10_000)
  expect(met.takeDowns).toBeGreaterThan(8_000)
  expect(met.lapsed).toBeGreaterThan(500)
  expect(met.hastened).toBeGreaterThan(1_000)
  const few = [...REASONS].filter(([reason, least]) => (met.reasons.get(reason) ?? 0) < least)
  expect(few, JSON.stringify([...met.reasons])).toEqual([])
})

/** How often each cause of a take-down has to be met at least. */
const REASONS: ReadonlyMap<string, number> = new Map([
  ...([
    ['COURT_ORDER', 100],
    ['PROTECTED', 200],
    ['CARE_AUTHORITY_MISSING', 150],
    ['DISPUTED', 400],
  ] as const),
  ...([
    ['PUPIL_SAID_NO', 100],
    ['RESPONSIBLE_SAID_NO', 800],
    ['OTHER_SAID_NO', 250],
    ['OBJECTED', 300],
  ] as const),
  ...([
    ['LEFT', 250],
    ['EXPIRED', 100],
    ['PUPIL_VIEW_MISSING', 10],
    ['NAME_NOT_ALLOWED', 50],
  ] as const),
  ...([
    ['UNEVIDENCED', 90],
    ['NOT_YET', 300],
    ['ERASED', 250],
    ['NO_SUCH_USE', 200],
  ] as const),
])

/** The number of the first school that shows a fault, null when none does. */
function foundBy(mutant: Mutant): number | null {
  const steps = { ...PRODUCT, ...mutant }
  for (let number = 0; number < SCHOOLS; number++)
    if (differencesIn(schoolOf(SEED, number), steps).length > 0) return number
  return null
}

it.each(Object.keys(MUTANTS))('the oracle finds out when %s', (name) => {
  expect(foundBy(MUTANTS[name] ?? {})).not.toBeNull()
})

it.each(Object.keys(SOUND))('the oracle finds no fault in %s', (name) => {
  expect(foundBy(SOUND[name] ?? {})).toBeNull()
})
