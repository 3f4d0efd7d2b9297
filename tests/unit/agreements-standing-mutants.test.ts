/** Faults planted on purpose: the histories have to show each of them, within the number compared in every run. */
import { expect, it } from 'vitest'
import { product, wordsOf } from '../support/agreements/compared'
import { historyOf } from '../support/agreements/histories'
import { MUTANTS, SOUND, type Mutant } from '../support/agreements/mutants'
import { oracle } from '../support/agreements/oracle'

const SEED = 20_261_201
const HISTORIES = 5000

/** The oracle's word on each, told once for all faults. */
const expected = Array.from({ length: HISTORIES }, (_, number) => wordsOf(oracle(historyOf(SEED, number))))

/** The number of the first history that shows a fault, null when none does. */
function foundBy(mutant: Mutant): number | null {
  const at = expected.findIndex((words, number) => words !== wordsOf(mutant(historyOf(SEED, number))))
  return at < 0 ? null : at
}

it.each(Object.keys(MUTANTS))('the oracle finds out when %s', (name) => {
  expect(foundBy(MUTANTS[name] ?? product)).not.toBeNull()
})

it.each(Object.keys(SOUND))('the oracle finds no fault in %s', (name) => {
  expect(foundBy(SOUND[name] ?? product)).toBeNull()
})
