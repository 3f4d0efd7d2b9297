/** Lists in workbooks: what a cell shows, what is a real date, what is said of formulas, hidden and merged cells. */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import { readTables } from '../../src-main/reader/tables'
import { XmlPieces } from '../../src-main/reader/xml'
import { numeric, shared, workbook, type BookMade, type SheetCell, type SheetMade } from '../support/lists'

const HEAD = ['Adno', 'Surname', 'Born', 'Photo']
const read = (sheets: readonly SheetMade[], made?: BookMade) => readTables('list.xlsx', workbook(sheets, made))
const tableOf = async (rows: readonly (readonly SheetCell[])[], made?: BookMade, more: Partial<SheetMade> = {}) =>
  (await read([{ rows, ...more }], made)).tables[0]!
const noted = ({ notes }: { notes: readonly { kind: string; column: number | null; lines: number[] }[] }) =>
  notes.map(({ kind, column, lines }) => [kind, column, lines])
const inside = (xml: string, attributes = ''): SheetCell => ({ attributes, inside: xml })

async function refusal(sheets: readonly SheetMade[], made?: BookMade): Promise<string> {
  const error: unknown = await read(sheets, made).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Fault)
  return (error as Fault).words
}

describe('dates', () => {
  test.each<[string, SheetCell, string, boolean]>([
    ['a whole date', numeric(41155, 1), '2012-09-03', true],
    ['a date in words', numeric(41155, 2), '2012-09-03', true],
    ['a date with the time of midnight', numeric(41155, 3), '2012-09-03', true],
    ['a date with a time', numeric(41155.5, 3), '2012-09-03 12:00', false],
    ['a month', numeric(41155, 4), 'September 2012', false],
    ['a time', numeric(0.5, 5), '12:00', false],
    ['a date kept as text of ISO', inside('<v>2012-09-03T00:00:00</v>', 't="d"'), '2012-09-03', true],
    ['a date somebody typed', '03/09/2012', '03/09/2012', false],
    ['an ISO date somebody typed', '2012-09-03', '2012-09-03', false],
    ['a number like a day', numeric(41155), '41155', false],
    ['the day 0 of an empty cell', numeric(0, 1), '0', false],
    ['a day beyond the calendar', numeric(99999999, 1), '99999999', false],
  ])('%s', async (_, cell, text, isDate) => {
    const formats = ['dd/mm/yyyy', '[$-809]d mmmm yyyy;@', 'dd/mm/yyyy hh:mm', 'mmm-yy', 'hh:mm']
    const { rows } = await tableOf([HEAD, ['1a', 'Ash', cell, 'Y']], { formats })
    expect(rows[0]).toMatchObject({ cells: ['1a', 'Ash', text, 'Y'], dates: isDate ? [2] : [] })
  })

  test('count from 1904 where the workbook says so', async () => {
    const { rows } = await tableOf([HEAD, ['1a', 'Ash', numeric(39693, 1), 'Y']], {
      formats: ['dd/mm/yyyy'],
      from1904: true,
    })
    expect(rows[0]).toMatchObject({ cells: ['1a', 'Ash', '2012-09-03', 'Y'], dates: [2] })
  })

  test('keep their place when a column of passwords before them is dropped', async () => {
    const table = await tableOf(
      [
        ['Password', 'Surname', 'Born'],
        ['heron', 'Ash', numeric(41155, 1)],
      ],
      { formats: ['dd/mm/yyyy'] },
    )
    expect(table).toMatchObject({ columns: 2, header: ['Surname', 'Born'] })
    expect(table.rows).toEqual([{ line: 2, cells: ['Ash', '2012-09-03'], dates: [1] }])
  })
})

describe('numbers', () => {
  test('keep zeros in front where the format shows them or they are text; where they may be lost, that is told', async () => {
    const table = await tableOf(
      [
        ['Adno', 'Surname', 'Ref', 'Room', 'Score'],
        [numeric(45, 1), 'Ash', '0045', numeric(7), numeric(12)],
        [numeric(46, 1), 'Fell', numeric(46), '007', numeric(13)],
      ],
      { formats: ['000000'] },
    )
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['000045', 'Ash', '0045', '7', '12'],
      ['000046', 'Fell', '46', '007', '13'],
    ])
    expect(noted(table)).toEqual([
      ['lost-zeros', 2, []],
      ['lost-zeros', 3, []],
    ])
  })

  test('are told as possibly lost in a column by which pupils are known', async () => {
    expect(noted(await tableOf([HEAD, [numeric(45), 'Ash', '', 'Y']]))).toEqual([['lost-zeros', 0, []]])
  })

  test('a truth value is TRUE or FALSE, an error stays as it is', async () => {
    const { rows } = await tableOf([
      HEAD,
      ['1a', 'Ash', inside('<v>#N/A</v>', 't="e"'), inside('<v>1</v>', 't="b"')],
      ['2a', 'Fell', '', inside('<v>0</v>', 't="b"')],
    ])
    expect(rows.map(({ cells }) => cells.slice(2))).toEqual([
      ['#N/A', 'TRUE'],
      ['', 'FALSE'],
    ])
  })
})

describe('formulas', () => {
  test('count with the value saved with them, which is told; nothing is reckoned', async () => {
    const table = await tableOf([
      HEAD,
      ['1a', inside('<f>UPPER("ash")</f><v>ASH</v>', 't="str"'), inside('<f>1+1</f><v>7</v>'), 'Y'],
      ['2a', 'Fell', '', inside('<f>""</f><v></v>', 't="str"')],
    ])
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['1a', 'ASH', '7', 'Y'],
      ['2a', 'Fell', '', ''],
    ])
    expect(noted(table)).toContainEqual(['formulas', null, [2, 3]])
  })

  test('without a saved value leave their row out', async () => {
    const table = await tableOf([HEAD, ['1a', 'Ash', inside('<f>TODAY()</f>'), 'Y'], ['2a', 'Fell', '', 'N']])
    expect(table.leftOut).toEqual([{ line: 2, why: 'A formula in it has no value saved with it.' }])
    expect(table.rows).toHaveLength(1)
  })

  test('text that begins like one is text', async () => {
    const { rows } = await tableOf([HEAD, ['1a', '=1+1', '@x', '-Y']])
    expect(rows[0]!.cells).toEqual(['1a', '=1+1', '@x', '-Y'])
  })
})

describe('texts', () => {
  test('are put together from their runs, without phonetic ones, spaces kept, raised letters as they are', async () => {
    const { rows } = await tableOf([HEAD, [shared(0), shared(1), shared(2), shared(3)]], {
      shared: [
        '<r><t xml:space="preserve"> A</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>',
        '<t>Ash</t><rPh sb="0" eb="1"><t>ASSHU</t></rPh>',
        '<t>Ash &amp; Fell &#x41;_x000D_\n</t>',
        '<r><rPr><rFont val="Wingdings"/></rPr><t>ü</t></r>',
      ],
    })
    expect(rows[0]!.cells).toEqual([' A1', 'Ash', 'Ash & Fell A\r\n', '✓'])
  })

  test.each([
    ['in a style', ['1a', 'Ash', numeric(1), shared(0, 1)] as SheetCell[]],
    ['in a run', ['1a', 'Ash', '', shared(1)] as SheetCell[]],
    [
      'in a text of the cell itself',
      ['1a', 'Ash', '', inside('<is><r><rPr><strike/></rPr><t>Y</t></r></is>', 't="inlineStr"')] as SheetCell[],
    ],
  ])('struck out %s leave their row out: nobody can say whether they count', async (_, cells) => {
    const table = await tableOf([HEAD, cells, ['2a', 'Fell', '', 'N']], {
      shared: ['<t>Y</t>', '<r><t>N </t></r><r><rPr><strike val="1"/></rPr><t>Y</t></r>'],
      formats: ['General'],
      struck: [1],
    })
    expect(table.leftOut).toEqual([{ line: 2, why: expect.stringContaining('struck out') }])
    expect(table.rows).toHaveLength(1)
  })

  test.each([
    ['_x0007_', 'nobody can see'],
    ['&#xFFFD;', 'lost before'],
    ['_xD83D_', 'nobody can see'],
    ['\u202e', 'nobody can see'],
  ])('with %s leave their row out', async (sign, why) => {
    const table = await tableOf([HEAD, ['1a', shared(0), '', 'Y']], { shared: [`<t>Ash${sign}</t>`] })
    expect(table.leftOut).toEqual([{ line: 2, why: expect.stringContaining(why) }])
  })

  test('a number of a text that is not there is damage, not an empty cell', async () => {
    expect(await refusal([{ rows: [HEAD, ['1a', shared(7), '', 'Y']] }])).toContain('damaged')
  })

  test.each([
    ['out of their order', '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'],
    ['of one number', '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'],
  ])('rows %s are damage', async (_, rows) => {
    expect(await refusal([{ rows: [], before: `<sheetData>${rows}</sheetData>` }])).toContain('damaged')
  })

  test('two values for one cell leave their row out', async () => {
    const table = await tableOf([HEAD, ['1a', inside('<v>1</v></c><c r="B2"><v>2</v>'), '', 'Y']])
    expect(table.leftOut).toEqual([{ line: 2, why: 'It has two values for one cell.' }])
  })
})

describe('sheets', () => {
  test('hidden ones are left out by name, hidden rows and columns are read and told', async () => {
    const { tables, notes } = await read([
      {
        name: 'Pupils',
        rows: [HEAD, ['1a', 'Ash', '', 'Y']],
        hidden: [2],
        before: '<cols><col min="2" max="2" hidden="1"/></cols>',
      },
      { name: 'Old', state: 'veryHidden', rows: [HEAD, ['2a', 'Fell', '', 'N']] },
    ])
    expect(tables.map(({ name }) => name)).toEqual(['Pupils'])
    expect(noted(tables[0]!)).toEqual([
      ['hidden-columns', null, []],
      ['hidden-rows', null, [2]],
    ])
    expect(notes).toEqual([expect.objectContaining({ kind: 'hidden-sheet', words: expect.stringContaining('“Old”') })])
  })

  test('merged cells keep their value in the first, which is told for the rows below the headings', async () => {
    const table = await tableOf(
      [['Consents'], HEAD, ['1a', 'Ash', '', 'Y'], ['2a', 'Fell']],
      {},
      { after: '<mergeCells><mergeCell ref="D3:D4"/><mergeCell ref="A1:D1"/></mergeCells>' },
    )
    expect(table.rows.map(({ cells }) => cells[3])).toEqual(['Y', ''])
    expect(noted(table)).toEqual([['merged', null, [3]]])
  })

  test('a row longer than its headings keeps its values in their places', async () => {
    const table = await tableOf([HEAD, ['1a', 'Ash', '', 'Y'], ['2a', 'Fell', '', 'N', '', 'see office']])
    expect(table.header).toEqual([...HEAD, ''])
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['1a', 'Ash', '', 'Y', ''],
      ['2a', 'Fell', '', 'N', 'see office'],
    ])
  })

  test('pictures and macros are told as not read', async () => {
    const { notes } = await read([{ rows: [HEAD, ['1a', 'Ash', '', 'Y']] }], {
      more: [
        { name: 'xl/vbaProject.bin', content: 'x' },
        { name: 'xl/media/image1.png', content: 'x' },
      ],
    })
    expect(notes.map(({ kind }) => kind)).toEqual(['not-read', 'not-read'])
  })

  test('a workbook without any value is refused', async () => {
    expect(await refusal([{ rows: [] }, { rows: [['x']], state: 'hidden' }])).toContain('holds nothing')
  })

  test('a value in column 501 is refused', async () => {
    const wide = [...Array<string>(500).fill('Name'), 'Name']
    expect(await refusal([{ rows: [wide] }])).toContain('more than 500 columns')
    expect((await tableOf([wide.slice(0, 500), wide.slice(0, 500).map((_, at) => `${at}x`)])).columns).toBe(500)
  })
})

describe('a large sheet', () => {
  const LONG = 'Said by telephone. '.repeat(24)

  test('is read in pieces as it is read whole', async () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `<t>Surname of pupil number ${n}, é ☑</t>`)
    const rows = texts.map((_, n): SheetCell[] => [
      `00${n}`,
      shared(n),
      numeric(41155 + (n % 900), 1),
      n % 7 === 0 ? '' : 'Y',
      LONG,
    ])
    // Larger than what is unpacked whole.
    expect(rows.length * LONG.length).toBeGreaterThan(8 * 1024 * 1024)
    const book = { shared: texts, formats: ['dd/mm/yyyy'] }
    const merged = { after: '<mergeCells><mergeCell ref="A19000:A19001"/></mergeCells>' }
    const table = await tableOf([[...HEAD, 'Notes'], ...rows], book, merged)
    expect(table.rows).toHaveLength(20_000)
    for (const [n, { line, cells, dates }] of table.rows.entries()) {
      if (
        line !== n + 2 ||
        cells[0] !== `00${n}` ||
        cells[1] !== `Surname of pupil number ${n}, é ☑` ||
        dates[0] !== 2
      ) {
        throw new Error(`row ${n} is ${JSON.stringify({ line, cells, dates })}`)
      }
    }
    expect(noted(table)).toEqual([['merged', null, [19_000]]])
  })

  const steps = () => {
    const seen: string[] = []
    return {
      seen,
      xml: new XmlPieces('row', { 'urn:a': 'a' }, { open: (name) => seen.push(name), text: (text) => seen.push(text) }),
    }
  }
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const HALF = 1_200_000

  test.each([
    [
      'a comment that is cut',
      `<t xmlns="urn:a"><!-- <row> --><row>${' '.repeat(HALF)}</row><!-- </row>${' '.repeat(HALF)} --></t>`,
    ],
    ['an element that is never closed', `<t xmlns="urn:a"><row>x</row>${'<row>'.repeat(HALF)}`],
    [
      'a DTD further down',
      `<t xmlns="urn:a"><row>${' '.repeat(HALF)}</row><row>${' '.repeat(HALF)}</row><!DOCTYPE x></t>`,
    ],
    ['bytes that are no letter', null],
  ])('with %s is refused, or read without inventing anything', (_, text) => {
    const { seen, xml } = steps()
    const whole =
      text === null
        ? Uint8Array.from([...bytes('<t xmlns="urn:a"><row>'), 0xff, ...bytes(`${' '.repeat(3_000_000)}</row></t>`)])
        : bytes(text)
    try {
      for (let at = 0; at < whole.length; at += 500_000) xml.push(whole.subarray(at, at + 500_000))
      xml.end()
    } catch (error) {
      expect(error).toBeInstanceOf(Fault)
    }
    expect(new Set(seen.map((one) => one.trim()).filter((one) => one !== ''))).toEqual(
      new Set(
        seen.some((one) => one.trim() === 'x') ? ['a:t', 'a:row', 'x'] : seen.length === 0 ? [] : ['a:t', 'a:row'],
      ),
    )
  })

  test('with a prefix of its own and a mark in front is read as well', () => {
    const { seen, xml } = steps()
    const rows = Array.from({ length: 90_000 }, (_, n) => `<x:row r="${n}">${n}</x:row>`)
    const whole = bytes(`\uFEFF<?xml version="1.0"?><x:t xmlns:x="urn:a"><x:s/><x:u>${rows.join('\n')}</x:u></x:t>`)
    for (let at = 0; at < whole.length; at += 100_000) xml.push(whole.subarray(at, at + 100_000))
    xml.end()
    expect(seen.filter((one) => one === 'a:row')).toHaveLength(90_000)
    expect(seen.filter((one) => /^\d+$/.test(one))).toEqual(rows.map((_, n) => String(n)))
  })
})
