/** Faults planted on purpose: the histories have to show each of them, and each within the number asked in every run. */
import { expect, it } from 'vitest'
import { historyOf } from '../support/consents/histories'
import { MUTANTS, SOUND, type Mutant } from '../support/consents/mutants'
import { oracle } from '../support/consents/oracle'

const SEED = 20_261_130
const HISTORIES = 20_000

/** The number of the first history that shows a fault, null when none does. */
function foundBy(mutant: Mutant): number | null {
  for (let number = 0; number < HISTORIES; number++) {
    const { picture } = historyOf(SEED, number)
    const [told, expected] = [mutant(picture), oracle(picture)]
    if (told.verdict !== expected.verdict || told.reason !== expected.reason) return number
  }
  return null
}

it.each(Object.keys(MUTANTS))('the oracle finds out when %s', (name) => {
  expect(foundBy(MUTANTS[name] ?? SOUND)).not.toBeNull()
})
