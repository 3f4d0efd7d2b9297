/** Faults planted on purpose: the sets have to show each of them, within the number compared in every run. */
import { expect, it } from 'vitest'
import { agrees, product } from '../support/images/compared'
import { MUTANTS, SOUND, type Mutant } from '../support/images/mutants'
import { askedOf } from '../support/images/sets'

const SEED = 20_261_130
const SETS = 10_000

/** The number of the first set that shows a fault, null when none does. */
function foundBy(mutant: Mutant): number | null {
  for (let number = 0; number < SETS; number++) if (!agrees(askedOf(SEED, number), mutant)) return number
  return null
}

it.each(Object.keys(MUTANTS))('the oracle finds out when %s', (name) => {
  expect(foundBy(MUTANTS[name] ?? product)).not.toBeNull()
})

it.each(Object.keys(SOUND))('the oracle finds no fault in %s', (name) => {
  expect(foundBy(SOUND[name] ?? product)).toBeNull()
})
