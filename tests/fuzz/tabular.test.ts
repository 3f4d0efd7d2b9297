/** The fuzz of lists, ten times as long, with inputs of its own. */
import { expect, test } from 'vitest'
import { built } from '../support/reader'
import { fuzz, fuzzSeed } from './fuzz'

const fileOf = built({ work: 'tests/fuzz/work.child.ts' })

test.each([
  ['list', 200_000],
  ['set', 10_000],
] as const)('spoilt files of kind %s are read or refused, and no row is invented: %i', async (kind, count) => {
  const { faults, read, refused } = await fuzz(fileOf('work'), kind, fuzzSeed + 1, count)
  expect(faults).toEqual([])
  expect(read + refused).toBe(count)
})
