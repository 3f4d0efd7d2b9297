/** Nothing goes early: 10,000 made-up lives with holds, restores and wrong clocks, and the faults they have to show. */
import { expect, it } from 'vitest'
import { MUTANTS } from '../support/images/disposal-mutants'
import { lived, type Asks } from '../support/images/disposals'

const SEED = 20_261_130
const LIVES = 10_000

it('10,000 lives destroy nothing early, under a hold, in use, twice or by one person', () => {
  const all = Array.from({ length: LIVES }, (_, number) => lived(SEED, number))
  expect(all.flatMap(({ unsafe }) => unsafe)).toEqual([])
  expect(all.flatMap(({ differences }) => differences).slice(0, 10)).toEqual([])
  // Lives in which nothing can happen would prove nothing.
  expect(all.filter(({ destroyed }) => destroyed).length).toBeGreaterThan(1000)
  expect(new Set(all.flatMap(({ refused }) => refused)).size).toBe(14)
})

/** The first life that shows a fault, null when none does. */
function foundBy(asks: Asks, shows: 'unsafe' | 'differences'): number | null {
  for (let number = 0; number < LIVES; number++) if (lived(SEED, number, asks)[shows].length > 0) return number
  return null
}

it.each(Object.entries(MUTANTS))('the lives show when %s', (_name, [asks, shows]) => {
  expect(foundBy(asks, shows)).not.toBeNull()
})
