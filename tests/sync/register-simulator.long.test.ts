/** The register's runs in thousands, each up to several times as long. */
import { ready } from '@vault/crypto'
import { beforeAll, expect, test } from 'vitest'
import { registerTrial } from './simulator/register/trial'

const BATCH = 100
const first = Number(process.env['SYNC_FIRST'] ?? 1001)
const count = Number(process.env['SYNC_SEEDS'] ?? 4000)
const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => first + i * BATCH)

/** Longest run of a seed here; the default programme keeps to shorter ones. */
const STEPS = 200

beforeAll(ready)

test.each(batches)('no device shows a pupil against what it knows over many steps, from seed %i on', async (from) => {
  for (let seed = from; seed < Math.min(from + BATCH, first + count); seed++) {
    expect(await registerTrial(seed, { most: STEPS })).toBeNull()
  }
})
