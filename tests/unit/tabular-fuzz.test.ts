/** Spoilt lists by the thousand: each is read or refused, fast, within memory, and no row is read that is not there. */
import { expect, test } from 'vitest'
import type { TablesRead } from '@contract/tabular'
import { readTables } from '../../src-main/reader/tables'
import { fuzz, fuzzSeed } from '../fuzz/fuzz'
import { listFaultOf } from '../fuzz/held-lists'
import { asText, LISTS } from '../fuzz/lists'
import { encoded, workbook } from '../support/lists'
import { built } from '../support/reader'

const fileOf = built({ work: 'tests/fuzz/work.child.ts' })

test('20,000 spoilt text files are read or refused, and no row is invented', { timeout: 600_000 }, async () => {
  const { faults, read, refused, tables } = await fuzz(fileOf('work'), 'list', fuzzSeed, 20_000)
  expect(faults).toEqual([])
  expect(read + refused).toBe(20_000)
  expect(read).toBeGreaterThan(10_000)
  expect(tables).toBeGreaterThan(20_000)
})

test('1,000 spoilt workbooks and OneRoster sets are read or refused too', { timeout: 600_000 }, async () => {
  const { faults, read, refused, tables } = await fuzz(fileOf('work'), 'set', fuzzSeed, 1000)
  expect(faults).toEqual([])
  expect(read + refused).toBe(1000)
  expect(read).toBeGreaterThan(200)
  expect(tables).toBeGreaterThan(500)
})

/** A copy of what was read with something in it changed. */
function changed(read: TablesRead, change: (copy: TablesRead) => void): TablesRead {
  const copy = structuredClone(read)
  change(copy)
  return copy
}

test('what holds for every list finds an invented value, a moved row and a lost one', async () => {
  const bytes = encoded(asText(LISTS[0]!, ';', '\r\n'))
  const read = await readTables('list.csv', bytes)
  expect(listFaultOf(read, bytes)).toBeNull()
  const rows = (copy: TablesRead) => copy.tables[0]!.rows
  const faults = [
    changed(read, (copy) => void (rows(copy)[0]!.cells[2] = 'Ashdowns')),
    changed(read, (copy) => void (rows(copy)[0]!.cells[2] = rows(copy)[1]!.cells[2]!)),
    changed(read, (copy) => void rows(copy)[0]!.cells.splice(2, 2, 'Orla', 'Ashdown')),
    changed(read, (copy) => void (rows(copy).at(-1)!.line = 9)),
    changed(read, (copy) => void (rows(copy)[1]!.line = 2)),
    changed(read, (copy) => void rows(copy).shift()),
    changed(read, (copy) => rows(copy).forEach((row, at) => (row.line = at === 0 ? 2 : row.line + 1))),
    changed(read, (copy) => void (copy.tables[0]!.header![0] = 'Admission')),
    changed(read, (copy) => void rows(copy)[0]!.cells.pop()),
  ].map((copy) => listFaultOf(copy, bytes))
  expect(faults).toEqual([
    expect.stringContaining('does not stand on its line'),
    expect.stringContaining('does not stand on its line'),
    expect.stringContaining('does not stand on its line'),
    expect.stringContaining('a line that is none'),
    expect.stringContaining('shape'),
    null,
    expect.stringContaining('a line that is none'),
    expect.stringContaining('headings'),
    expect.stringContaining('shape'),
  ])
})

test('it finds an invented value in a workbook as well', async () => {
  const bytes = workbook([{ rows: LISTS[1]! }])
  const read = await readTables('list.xlsx', bytes)
  expect(listFaultOf(read, bytes)).toBeNull()
  expect(
    listFaultOf(
      changed(read, (copy) => void (copy.tables[0]!.rows[0]!.cells[1] = 'Wrens')),
      bytes,
    ),
  ).toContain('Wrens')
})
