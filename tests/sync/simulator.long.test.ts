import { expect, test } from 'vitest'
import { trial } from './simulator/simulator'

const BATCH = 250
const first = Number(process.env['SYNC_FIRST'] ?? 1001)
const count = Number(process.env['SYNC_SEEDS'] ?? 10_000)
const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => first + i * BATCH)

/** Longest run of a seed here; the default programme keeps to shorter ones. */
const STEPS = 200

test.each(batches)('devices come to what the rules say over many steps from seed %i on', async (from) => {
  for (let seed = from; seed < Math.min(from + BATCH, first + count); seed++) {
    expect(await trial(seed, { most: STEPS })).toBeNull()
  }
})
