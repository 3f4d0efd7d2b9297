/**
 * No unsafe Yes on any device at any step (R120, R121, S19, edge cases 32 and 33): the consent register moved by the real
 * merge through sessions that fail in every way, with opposite decisions made offline.
 */
import { ready } from '@vault/crypto'
import { beforeAll, expect, test } from 'vitest'
import { registerTrial } from './simulator/register/trial'
import { Tally } from './simulator/register/tally'

const asked = process.env['SYNC_SEED']
const steps = process.env['SYNC_STEPS']
const BATCH = 16
const SEEDS = 256
const batches = Array.from({ length: SEEDS / BATCH }, (_, i) => 1 + i * BATCH)
const tally = new Tally()

beforeAll(ready)

if (asked !== undefined) {
  test(`replays seed ${asked}`, async () => {
    expect(await registerTrial(Number(asked), steps === undefined ? {} : { most: Number(steps) })).toBeNull()
  })
} else {
  test.each(batches)(
    `no device shows a pupil against what it knows, from seed %i on (${BATCH} of ${SEEDS})`,
    async (from) => {
      for (let seed = from; seed < from + BATCH; seed++) expect(await registerTrial(seed, { tally })).toBeNull()
    },
  )

  test('the runs have met what they are about', () => {
    const { counts } = tally
    const least = { asked: 250_000, yes: 120_000, no: 40_000, ...{ opposites: 600, flags: 90, others: 500 } }
    const few = Object.entries({ ...least, opened: 150, orphans: 10 }).filter(
      ([name, count]) => (counts[name] ?? 0) < count,
    )
    expect(few, JSON.stringify(counts)).toEqual([])
  })
}
