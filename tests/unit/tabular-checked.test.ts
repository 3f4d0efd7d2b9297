/** What the vault takes from a reader's process: nothing that does not fit together, whatever the process sent. */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { TablesRead } from '@contract/tabular'
import { checkedTables } from '../../src-main/features/imports/checked'
import { readPacked, readTables } from '../../src-main/reader/tables'
import { commas, encoded, numeric, rosterZip, workbook } from '../support/lists'

const list = encoded(
  commas([
    ['UPN', 'Surname', 'Password'],
    ['A1', 'Ash', 'pw'],
    ['A2', 'Fell', 'pw'],
  ]),
)
const book = workbook(
  [
    {
      rows: [
        ['Surname', 'Born'],
        ['Ash', numeric(41155, 1)],
      ],
    },
  ],
  { formats: ['dd/mm/yyyy'] },
)
const set = rosterZip({
  'users.csv': [
    ['sourcedId', 'role'],
    ['u1', 'student'],
  ],
})

test.each([
  ['a text file', list],
  ['a workbook', book],
  ['a OneRoster set', set],
])('%s is taken as it was read, packed or not', async (_, bytes) => {
  const read = await readTables('list', bytes)
  expect(checkedTables(structuredClone(read))).toEqual(read)
  expect(checkedTables(structuredClone(await readPacked('list', bytes)))).toEqual(read)
})

type Change = (read: TablesRead) => unknown
const table = (read: TablesRead) => read.tables[0]!
const row = (read: TablesRead) => table(read).rows[0]!

describe('is refused', () => {
  test.each<[string, Uint8Array, Change]>([
    ['a cell too few', list, (read) => row(read).cells.pop()],
    ['a cell too many', list, (read) => row(read).cells.push('x')],
    ['a cell that is no text', list, (read) => Object.assign(row(read), { cells: ['A1', 7] })],
    ['a cell that is too long', list, (read) => (row(read).cells[0] = 'x'.repeat(32_768))],
    ['a line that is none', list, (read) => (row(read).line = 0)],
    ['a line above the headings', list, (read) => (row(read).line = 1)],
    ['a line that comes twice', list, (read) => (table(read).rows[1]!.line = 2)],
    ['headings of another number', list, (read) => table(read).header!.pop()],
    ['headings without their line', list, (read) => (table(read).headerLine = null)],
    ['a column of passwords', list, (read) => (table(read).header![1] = 'Password')],
    [
      'a note about a column that is not there',
      list,
      (read) => table(read).notes.push({ kind: 'lost-zeros', column: 2, lines: [], count: 0, words: '' }),
    ],
    ['a date in a text file', list, (read) => row(read).dates.push(0)],
    ['a date that is none', book, (read) => (row(read).dates = [0])],
    ['a date in a column that is not there', book, (read) => (row(read).dates = [2])],
    ['dates out of their order', book, (read) => (row(read).dates = [1, 1])],
    ['a workbook with a delimiter', book, (read) => (read.delimiter = ',')],
    ['a workbook with an encoding', book, (read) => (read.encoding = 'utf-8')],
    ['a text file without one', list, (read) => (read.encoding = null)],
    ['two tables in a text file', list, (read) => read.tables.push(table(read))],
    ['no table', list, (read) => (read.tables = [])],
    ['a set without its modes', set, (read) => (read.oneRoster = null)],
    ['modes of no set', list, (read) => (read.source = 'oneroster')],
    ['another version', list, (read) => Object.assign(read, { version: 2 })],
    ['more than was agreed', list, (read) => Object.assign(read, { more: 1 })],
    ['more in a row', list, (read) => Object.assign(row(read), { more: 1 })],
  ])('%s', async (_, bytes, change) => {
    const read = await readTables('list', bytes)
    change(read)
    expect(() => checkedTables(read)).toThrow(Fault)
    // The same, packed again.
    const tables = read.tables.map((one) => ({ ...one, rows: [encoded(JSON.stringify(one.rows))] }))
    expect(() => checkedTables({ ...read, tables })).toThrow(Fault)
  })

  test.each<[string, unknown]>([
    ['no JSON', [encoded('{')]],
    ['no list', [encoded('7')]],
    ['no rows', [encoded('[1]')]],
    ['no bytes', ['[]']],
    ['null', [encoded('[null]')]],
  ])('a piece that is %s', async (_, rows) => {
    const packed = await readPacked('list', list)
    expect(() => checkedTables({ ...packed, tables: [{ ...packed.tables[0], rows }] })).toThrow(Fault)
  })

  test.each([[null], [undefined], ['x'], [[]], [{}], [new Uint8Array(3)], [{ document: {}, report: {} }]])(
    'what is no list at all: %j',
    (answer) => {
      expect(() => checkedTables(answer)).toThrow(Fault)
    },
  )
})
