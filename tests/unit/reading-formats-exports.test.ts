/** What the app writes reads back with every cell in its place (R114): csv, xlsx, html. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, TableBlock } from '@contract/document'
import { grid, toCsv, toHtml, toXlsx, type PrintCell, type PrintDocument, type PrintTable } from '@vault/printing'
import '../support/properties'
import { parseCsv } from '../../src-main/reader/formats/csv'
import { parseHtml } from '../../src-main/reader/formats/html'
import { parseXlsx } from '../../src-main/reader/formats/xlsx'
import { formatOf } from '../../src-main/reader/sniff'

const told = { progress: () => {} }

const word = fc.constantFrom(
  ...[
    'Yes',
    'No',
    'X',
    'X*',
    '✓',
    '✗',
    'Allowed at certain times',
    'No (7-11) Yes (12-13)',
    '-',
    '=1+1',
    '@home',
    '+',
    "it's",
  ],
  ...[
    'a, b; c',
    'say "no"',
    'Sixth form only',
    'é',
    '5 < 6 & 7 > 2',
    '<b>bold</b>',
    '&amp;',
    '0012',
    '1.50',
    '50%',
    'TRUE',
  ],
)
const value = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 3, arbitrary: word })

/** A table as the app prints them: a heading over groups of columns, row labels, marks. */
const table: fc.Arbitrary<PrintTable> = fc
  .array(fc.record({ label: word, columns: fc.array(word, { minLength: 1, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((groups) => {
    const width = groups.reduce((sum, { columns }) => sum + columns.length, 0)
    const row = fc.tuple(word, fc.array(value, { minLength: width, maxLength: width }))
    return fc.array(row, { minLength: 1, maxLength: 6 }).map((rows): PrintTable => ({
      caption: 'Use of technology',
      header: [
        [
          { text: 'Activity', rows: 2, heading: 'column' },
          ...groups.map(({ label, columns }): PrintCell => ({
            text: label,
            columns: columns.length,
            heading: 'column',
          })),
        ],
        groups.flatMap(({ columns }) => columns.map((text): PrintCell => ({ text, heading: 'column' }))),
      ],
      body: rows.map(([label, cells]) => [{ text: label, heading: 'row' }, ...cells.map((text) => ({ text }))]),
    }))
  })

const printed: fc.Arbitrary<PrintDocument> = fc.array(table, { minLength: 1, maxLength: 2 }).map((tables) => ({
  title: 'Online safety',
  school: 'Oak Primary',
  facts: [
    { label: 'Status', value: 'In force' },
    { label: 'Next review', value: '' },
  ],
  tables,
  notes: ['* with a note', 'Blank means not stated'],
  landscape: true,
  classification: 'No personal data',
  made: 'Made today',
}))

const tablesOf = (blocks: readonly Block[]): readonly TableBlock[] => blocks.filter((block) => block.kind === 'table')

/** Every place of a table with its text; a place covered by another cell is null. */
const places = (rows: readonly (readonly { text: string; columns: number; rows: number }[])[]): unknown =>
  grid(rows).map((line) => line.map((cell) => cell?.text ?? null))

const wanted = (tables: readonly PrintTable[]): unknown[] =>
  tables.map(({ header, body }) => grid([...header, ...body]).map((line) => line.map((cell) => cell?.text ?? null)))

describe('an export reads back', () => {
  test('as .xlsx: every cell, and what each heading stands over', async () => {
    await fc.assert(
      fc.asyncProperty(printed, async (document) => {
        const bytes = await toXlsx(document)
        expect(formatOf({ name: 'x.bin', bytes })).toBe('xlsx')
        const { blocks, pages } = await parseXlsx(bytes, told)
        expect(pages).toBe(document.tables.length)
        const tables = tablesOf(blocks)
        expect(tables.every(({ spans }) => spans)).toBe(true)
        const facts = tables.filter(({ rows }) => rows[0]?.cells[0]?.text === 'School')
        expect(facts.map(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text)))).toEqual([
          [
            ['School', 'Oak Primary'],
            ['Status', 'In force'],
            ['Next review', ''],
          ],
        ])
        const others = tables.filter((each) => !facts.includes(each))
        expect(others.map(({ rows }) => places(rows.map(({ cells }) => cells)))).toEqual(wanted(document.tables))
        const said = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
        expect(said).toEqual(expect.arrayContaining(['Notes', '* with a note', 'No personal data', 'Made today']))
      }),
      { numRuns: 60 },
    )
  })

  test('as .html: every cell, its spans, and which are headings', async () => {
    await fc.assert(
      fc.asyncProperty(printed, async (document) => {
        const bytes = new TextEncoder().encode(toHtml(document))
        expect(formatOf({ name: 'x.txt', bytes })).toBe('html')
        const { blocks } = await parseHtml(bytes, told)
        const [facts, ...tables] = tablesOf(blocks)
        expect(facts?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
          ['Status', 'In force'],
          ['Next review', ''],
        ])
        expect(tables.map(({ rows }) => places(rows.map(({ cells }) => cells)))).toEqual(wanted(document.tables))
        for (const { rows } of tables) {
          expect(rows.slice(0, 2).every(({ cells }) => cells.every(({ heading }) => heading))).toBe(true)
          expect(rows.slice(2).every(({ cells }) => cells.every(({ heading }, at) => heading === (at === 0)))).toBe(
            true,
          )
        }
        const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
        expect(headings).toEqual(['Online safety', ...document.tables.map(({ caption }) => caption), 'Notes'])
      }),
      { numRuns: 100 },
    )
  })

  test('as .csv: every cell; a heading stands in the first of its columns', async () => {
    await fc.assert(
      fc.asyncProperty(printed, async (document) => {
        const bytes = toCsv(document)
        expect(formatOf({ name: 'x.csv', bytes })).toBe('csv')
        const { blocks } = await parseCsv(bytes, told)
        const [facts, ...tables] = tablesOf(blocks)
        expect(facts?.rows[0]?.cells.map(({ text }) => text)).toEqual(['School', 'Oak Primary'])
        const texts = tables.map(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text)))
        expect(texts.map(withoutTail)).toEqual(
          wanted(document.tables).map((each) =>
            withoutTail((each as (string | null)[][]).map((row) => row.map((text) => text ?? ''))),
          ),
        )
        const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
        expect(headings).toEqual(['Online safety', ...document.tables.map(({ caption }) => caption)])
      }),
      { numRuns: 100 },
    )
  })
})

/** A column that is blank from its heading down says nothing, and a list of values cannot tell it from padding. */
function withoutTail(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(...rows.map((row) => row.findLastIndex((text) => text !== '') + 1))
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''))
}
