/** Lists read in a real process with its doors shut, within its memory; what comes out of it is checked like any answer. */
import { afterEach, expect, test } from 'vitest'
import type { Fault } from '@contract/fault'
import { checkedTables } from '../../src-main/features/imports/checked'
import { LIST_TOO_LONG, LIST_TOO_MUCH, Readers } from '../../src-main/reader/child'
import { readTables } from '../../src-main/reader/tables'
import { readerUnderNode } from '../../src-main/cli/reader-process'
import { after, built } from '../support/reader'
import { commas, encoded, numeric, workbook } from '../support/lists'
import { LAYOUTS } from '../unit/tabular-layouts'

const fileOf = built({ reader: 'src-main/reader/entry.ts', hostile: 'tests/ipc/hostile.child.ts' })
const started: Readers[] = []
afterEach(() => {
  for (const readers of started.splice(0)) readers.end()
})

const MEGABYTE = 1024 * 1024
function readersOf(program = 'reader', limits = { ms: 60_000, bytes: 512 * MEGABYTE }): Readers {
  const readers = new Readers(readerUnderNode(fileOf(program)), after, limits)
  started.push(readers)
  return readers
}
const never = new AbortController().signal
const job = { progress: () => {}, stop: never }

test('every layout comes out of the process as it is read here', async () => {
  const readers = readersOf()
  for (const { name, bytes } of LAYOUTS) {
    const answer = await readers.readTables({ name, bytes }, job)
    expect(answer.ok && checkedTables(answer.value)).toEqual(await readTables(name, bytes))
  }
})

test('a list that is refused is told in its own words, and the next one is read', async () => {
  const readers = readersOf()
  const words = (bytes: Uint8Array) => readTables('a', bytes).catch((error: unknown) => (error as Fault).words)
  for (const bytes of [new Uint8Array(), encoded('UPN,Name\n1,"x\n'), encoded('%PDF-1.7')]) {
    expect(await readers.readTables({ name: 'a', bytes }, job)).toEqual({
      ok: false,
      code: 'bad-input',
      words: await words(bytes),
    })
  }
  expect((await readers.readTables({ name: 'a', bytes: encoded('UPN\n1\n') }, job)).ok).toBe(true)
})

test('a document and a list are read by the same process', async () => {
  const readers = readersOf()
  const bytes = encoded(
    commas([
      ['UPN', 'Surname'],
      ['A1', 'Ash'],
    ]),
  )
  const document = await readers.read({ name: 'list.csv', bytes }, job)
  const list = await readers.readTables({ name: 'list.csv', bytes }, job)
  expect(document.ok && document.value).toMatchObject({ document: { format: 'csv' } })
  expect(list.ok && list.value).toMatchObject({ source: 'csv' })
})

test.each([
  ['loop', { ms: 1000, bytes: 512 * MEGABYTE }, LIST_TOO_LONG],
  ['fill', { ms: 60_000, bytes: 200 * MEGABYTE }, LIST_TOO_MUCH],
])('a list that would %s is ended and told as a list', async (name, limits, words) => {
  // Elsewhere than on Linux the limit on the heap holds alone.
  if (process.platform !== 'linux' && name === 'fill') return
  const answer = await readersOf('hostile', limits).readTables({ name, bytes: new Uint8Array([1]) }, job)
  expect(answer).toEqual({ ok: false, code: 'bad-input', words })
})

/** Rows in which no value is like another, as many as fit 50 MB. */
function fullest(): Uint8Array {
  const head = Array.from({ length: 20 }, (_, column) => `Surname ${column}`).join(',')
  const rows = Array.from({ length: 200_000 }, (_, row) =>
    Array.from({ length: 20 }, (_cell, column) => (row * 20 + column).toString(36).padEnd(11, 'x')).join(','),
  )
  return encoded([head, ...rows].join('\n'))
}

/** A sheet of 200,000 rows, with a real date in each. */
function tallest(): Uint8Array {
  const rows = Array.from({ length: 200_000 }, (_, row) => [
    `Adno ${row}`,
    numeric(30_000 + (row % 9000), 1),
    'Y',
    'Yes',
  ])
  return workbook([{ rows: [['Adno', 'Born', 'Photo', 'Video'], ...rows] }], { formats: ['dd/mm/yyyy'] })
}

test.each([
  ['a text file of 200,000 rows and 48 MB', fullest, 20],
  ['a sheet of 200,000 rows', tallest, 4],
])('%s is read within 512 MB, with its progress', async (_, make, columns) => {
  const told: number[] = []
  const answer = await readersOf().readTables(
    { name: 'list', bytes: make() },
    { progress: (done) => void told.push(done), stop: never },
  )
  expect(answer).toMatchObject({ ok: true })
  const { tables } = checkedTables(answer.ok && answer.value)
  expect(tables[0]).toMatchObject({ columns, leftOut: [] })
  expect(tables[0]!.rows).toHaveLength(200_000)
  expect(tables[0]!.rows.at(-1)).toMatchObject({ line: 200_001, dates: columns === 4 ? [1] : [] })
  expect(told.length).toBeGreaterThan(0)
})
