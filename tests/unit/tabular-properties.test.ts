/** What is written by the usual writer, in any delimiter, encoding and quoting, reads back cell by cell. */
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TABLE_DELIMITERS } from '@contract/tabular'
import '../support/properties'
import { readTables } from '../../src-main/reader/tables'
import { encoded, TEXT_ENCODINGS, workbook, type TextEncoding } from '../support/lists'

const HEADINGS = ['UPN', 'Surname', 'Forename', 'Form', 'Photo - Website', 'Date signed', 'Notes']

/** What lists are made of, and what they are broken by. */
const PLAIN = [...'abcdefgXYZ 0123456789.,;|\t"\'=+-@/\\', '\n', '\r\n', '""', ', ', '\r']
/** Letters of Windows-1252 in two kinds: one of each beside the other may be one letter of UTF-8. */
const LATIN = [
  [...PLAIN, ...'éèßÅÉüø'],
  [...PLAIN, ...'£€’“…–ŠžŸüø'],
] as const
const WIDER = [...LATIN[0], ...LATIN[1], '漢', '字', 'Ł', 'ů', '👩‍👧', '✓', 'ن', '\u200d', '\u00a0']

const textOf = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map((pieces) => pieces.join(''))

interface Written {
  readonly rows: readonly (readonly string[])[]
  readonly encoding: TextEncoding
  readonly delimiter: (typeof TABLE_DELIMITERS)[number]
  readonly isQuoted: boolean
  readonly end: '\n' | '\r\n'
}

const written: fc.Arbitrary<Written> = fc
  .record({
    encoding: fc.constantFrom(...TEXT_ENCODINGS),
    delimiter: fc.constantFrom(...TABLE_DELIMITERS),
    isQuoted: fc.boolean(),
    end: fc.constantFrom('\n' as const, '\r\n' as const),
    columns: fc.integer({ min: 2, max: HEADINGS.length }),
    kind: fc.constantFrom(0 as const, 1 as const),
  })
  .chain(({ columns, ...form }) =>
    fc
      .array(
        fc.array(textOf(form.encoding === 'windows-1252' ? LATIN[form.kind] : WIDER), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: 1, maxLength: 12 },
      )
      .map((rows) => ({ ...form, rows: [HEADINGS.slice(0, columns), ...rows] })),
  )

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')

/** Where each row begins, in a text of these rows. */
function linesOf(rows: Written['rows']): number[] {
  let line = 1
  return rows.map((row) => {
    const begun = line
    line += 1 + (row.join('').match(/\n/g)?.length ?? 0)
    return begun
  })
}

test('a text file reads back, with the line of each row', async () => {
  await fc.assert(
    fc.asyncProperty(written, async (list) => {
      const text = stringify(
        list.rows.map((row) => [...row]),
        // It quotes what it must: a return of another kind would end a record elsewhere.
        { delimiter: list.delimiter, quoted: list.isQuoted, record_delimiter: list.end, quoted_match: /[\r\n]/ },
      )
      const { tables, encoding, delimiter } = await readTables('list.csv', encoded(text, list.encoding))
      const [head = [], ...rows] = list.rows
      const lines = linesOf(list.rows)
      const kept = rows.flatMap((cells, at) =>
        isBlank(cells) ? [] : [{ line: lines[at + 1]!, cells: [...cells], dates: [] }],
      )
      const table = tables[0]!
      expect(table.leftOut).toEqual([])
      expect({ header: table.header, headerLine: table.headerLine, rows: table.rows }).toEqual({
        header: [...head],
        headerLine: 1,
        rows: kept,
      })
      expect(delimiter).toBe(list.delimiter)
      if (list.encoding === 'windows-1252') expect(['utf-8', 'windows-1252']).toContain(encoding)
      else expect(encoding).toBe(list.encoding.replace('-bare', ''))
    }),
    { numRuns: 600 },
  )
})

test('a workbook reads back', async () => {
  const cell = textOf([...'abcXYZ 0123456789éŁ漢✓,;|"\'=+-@<>&_x0041_', '\n', '\t'])
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
      async (rows) => {
        const bytes = workbook([{ rows: [HEADINGS.slice(0, 4), ...rows] }])
        const { tables } = await readTables('list.xlsx', bytes)
        const kept = rows.flatMap((cells, at) => (isBlank(cells) ? [] : [{ line: at + 2, cells, dates: [] }]))
        expect(tables[0]!.rows).toEqual(kept)
        expect(tables[0]!.leftOut).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
})

test('no row is both taken and left out, none is lost, and every line is told once', async () => {
  const cell = textOf([...PLAIN, '\u0085', '\u200b', '\uFFFD'])
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 }),
      async (rows) => {
        const text = stringify([HEADINGS.slice(0, 4), ...rows], { quoted: true })
        const table = (await readTables('list.csv', encoded(text))).tables[0]!
        const lines = linesOf([HEADINGS.slice(0, 4), ...rows]).slice(1)
        const told = [...table.rows, ...table.leftOut].map(({ line }) => line).sort((a, b) => a - b)
        expect(told).toEqual(lines.filter((_, at) => !isBlank(rows[at]!)))
      },
    ),
    { numRuns: 300 },
  )
})
