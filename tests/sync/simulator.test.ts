import { expect, test } from 'vitest'
import { trial } from './simulator/simulator'

const asked = process.env['SYNC_SEED']
const steps = process.env['SYNC_STEPS']
const BATCH = 25
const SEEDS = 500

const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + i)

if (asked !== undefined) {
  test(`replays seed ${asked}`, async () => {
    expect(await trial(Number(asked), steps === undefined ? {} : { most: Number(steps) })).toBeNull()
  })
} else {
  test.each(seedsFrom(0, SEEDS / BATCH))(
    `devices come to what the rules say when sessions fail in every way (batch %i of ${SEEDS} seeds)`,
    async (batch) => {
      for (const seed of seedsFrom(batch * BATCH + 1, BATCH)) expect(await trial(seed)).toBeNull()
    },
  )
}
