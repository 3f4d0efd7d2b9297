/** Spoilt policies by the thousand: each is read or refused, fast, within memory, and nothing is read that is not there. */
import { expect, test } from 'vitest'
import { readFile, type Reading } from '../../src-main/reader/read'
import { fuzz, fuzzSeed } from '../fuzz/fuzz'
import { faultOf } from '../fuzz/held'
import { TEXTS } from '../fuzz/policies'
import { RUN_COUNT } from '../fuzz/runs'
import { built } from '../support/reader'

const fileOf = built({ work: 'tests/fuzz/work.child.ts' })

test('20,000 spoilt texts are read or refused, and nothing is invented', { timeout: 600_000 }, async () => {
  const { faults, read, refused, tables } = await fuzz(fileOf('work'), 'text', fuzzSeed, 20_000)
  expect(faults).toEqual([])
  expect(read + refused).toBe(20_000)
  expect(read).toBeGreaterThan(15_000)
  expect(tables).toBeGreaterThan(3000)
})

test('1,000 spoilt Word, Excel and PDF files are read or refused too', { timeout: 600_000 }, async () => {
  const { faults, read, refused, tables } = await fuzz(fileOf('work'), 'package', fuzzSeed, 1000)
  expect(faults).toEqual([])
  expect(read + refused).toBe(1000)
  expect(read).toBeGreaterThan(500)
  expect(tables).toBeGreaterThan(60)
})

test('a long run of any sign or word is read in time that grows with it', { timeout: 600_000 }, async () => {
  const { faults, read, refused } = await fuzz(fileOf('work'), 'run', fuzzSeed, RUN_COUNT)
  expect(faults).toEqual([])
  expect(read + refused).toBe(RUN_COUNT)
})

/** A copy of a reading with something in it changed. */
function changed(reading: Reading, change: (copy: Reading) => void): Reading {
  const copy = structuredClone(reading)
  change(copy)
  return copy
}

test('what holds for every reading finds an invented word, a lost source and a missing cell', async () => {
  const reading = await readFile({ name: 'policy.txt', bytes: new TextEncoder().encode(TEXTS[0]) })
  expect(faultOf(reading)).toBeNull()
  const first = ({ report }: Reading) => report.matrices[0]!.rows[0]!
  const faults = [
    changed(reading, (copy) => (first(copy).cells[0] = 'Forbidden')),
    changed(reading, (copy) => (first(copy).label = 'Mobile phones brought to schools')),
    changed(reading, (copy) => (first(copy).source.block = 5000)),
    changed(reading, (copy) => void first(copy).cells.pop()),
    changed(reading, (copy) => Object.assign(copy.report, { more: 1 })),
  ].map(faultOf)
  expect(faults).toEqual([
    expect.stringContaining('Forbidden'),
    expect.stringContaining('schools'),
    expect.stringContaining('nowhere'),
    expect.stringContaining('differ in number'),
    expect.stringContaining('report'),
  ])
})
