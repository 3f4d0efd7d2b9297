import { strToU8, zipSync } from 'fflate' // writes the packages these tests try
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadDocument, type Block } from '@contract/document'
import { Fault } from '@contract/fault'
import '../support/properties'
import type { Parsed } from '../../src-main/reader/format'
import { parseCsv } from '../../src-main/reader/formats/csv'
import { parseXlsx } from '../../src-main/reader/formats/xlsx'
import { shownNumber } from '../../src-main/reader/formats/xlsx-values'

const told = { progress: () => {} }
const csv = (text: string | Uint8Array): Parsed =>
  parseCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, told) as Parsed

const short = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`
    if (block.kind === 'break') return '---'
    if (block.kind !== 'table') return block.text
    return block.rows.map(({ cells }) => cells.map(({ text }) => text).join(' | ')).join(' / ')
  })

describe('a list of values', () => {
  test.each([
    ['commas', 'Use,Staff\nPhones,"Yes, in class"\n'],
    ['semicolons', 'Use;Staff\r\nPhones;Yes, in class\r\n'],
    ['tabs', 'Use\tStaff\nPhones\tYes, in class'],
    ['pipes', 'Use|Staff\rPhones|Yes, in class'],
    ['a stated sign', 'sep=;\r\nUse;Staff\r\nPhones;Yes, in class'],
  ])('parted by %s', (_, text) => {
    expect(short(csv(text).blocks)).toEqual(['Use | Staff / Phones | Yes, in class'])
  })

  test('formulas are text, our apostrophe comes off, line ends in cells stay, rows may differ', () => {
    const { blocks } = csv('a,=1+1,\'=2,\'-x,\'tis\n"one\r\ntwo",,,\nlast,"say ""no"""')
    expect(short(blocks)).toEqual(['a | =1+1 | =2 | -x | \'tis / one\ntwo |  |  |  / last | say "no"'])
    expect(blocks[0]).toMatchObject({ rows: [{ line: 1 }, { line: 2 }, { line: 4 }] })
  })

  test('titles, facts, tables and notes parted by blank rows, padded or not', () => {
    const rows = [
      'Rules',
      'School,Oak',
      'Next review,',
      '',
      'Use of phones',
      'Use,Staff,Pupils',
      'Calls,X,',
      'Photos,,',
      '',
      'Notes',
      'One note',
      'Two',
    ]
    const wanted = ['# Rules', 'School | Oak / Next review | ', '## Use of phones']
    const notes = ['Notes', 'One note', 'Two']
    expect(short(csv(rows.join('\n')).blocks)).toEqual([
      ...wanted,
      'Use | Staff | Pupils / Calls | X |  / Photos |  | ',
      ...notes,
    ])
    const padded = rows.map((row) => row + ','.repeat(5 - row.split(',').length))
    expect(short(csv(padded.join('\n')).blocks).filter((text) => !text.startsWith('School'))).toEqual([
      '# Rules',
      '## Use of phones',
      'Use | Staff | Pupils / Calls | X |  / Photos |  | ',
      ...notes,
    ])
  })

  test('a footnote line under a table is a paragraph; a heading row inside it is a row', () => {
    expect(short(csv('Use,Staff\nSocial,\nChat,X*\n* with leave').blocks)).toEqual([
      'Use | Staff / Social |  / Chat | X*',
      '* with leave',
    ])
  })

  test.each([
    ['rows', 'a,b\n'.repeat(200_001)],
    ['columns', `${'a,'.repeat(500)}a`],
    ['cells', ','.repeat(4_000_001)],
    ['quotation marks', 'a,"never closed\nb'],
  ])('too many %s are refused', (_, text) => {
    expect(() => csv(text)).toThrow(Fault)
  })

  test('whatever the bytes, blocks the contract takes', () => {
    const piece = fc.constantFrom(
      'a',
      ',',
      ';',
      '\t',
      '"',
      '""',
      '\n',
      '\r\n',
      "'",
      '=',
      ' ',
      'X*',
      '✓',
      '|',
      'sep=,\n',
      '\f',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        try {
          const { blocks, leftOut, pages } = csv(pieces.join(''))
          ReadDocument.parse({ name: 'a.csv', format: 'csv', pages, blocks, leftOut })
        } catch (error) {
          if (!(error instanceof Fault)) throw error
        }
      }),
      { numRuns: 600 },
    )
  })
})

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

interface Made {
  readonly sheets: readonly {
    readonly name: string
    readonly state?: string
    readonly rows: string
    readonly after?: string
  }[]
  readonly shared?: string
  readonly styles?: string
  readonly more?: Readonly<Record<string, string>>
  readonly prefix?: string
}

/** A workbook as Excel writes it, with rows as given. */
function workbook({ sheets, shared = '', styles = '', more = {}, prefix = '' }: Made): Uint8Array {
  const tag = prefix === '' ? '' : `${prefix}:`
  const xmlns = prefix === '' ? `xmlns="${MAIN}"` : `xmlns:${prefix}="${MAIN}"`
  const sheetTags = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" ${state === undefined ? '' : `state="${state}"`} r:id="r${at}"/>`,
  )
  const relations = sheets.map((_, at) => `<Relationship Id="r${at}" Type="x" Target="worksheets/sheet${at + 1}.xml"/>`)
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${sheetTags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    ...more,
  }
  sheets.forEach(({ rows, after = '' }, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<${tag}worksheet ${xmlns}><${tag}sheetData>${rows}</${tag}sheetData>${after}</${tag}worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const xlsx = (made: Made): Parsed => parseXlsx(workbook(made), told) as Parsed
const text = (ref: string, words: string): string => `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`

describe('a workbook', () => {
  test('cells stand where their address says, whatever the file leaves out', () => {
    const { blocks } = xlsx({
      sheets: [
        {
          name: 'A',
          rows: `<row r="3">${text('B3', 'Use')}${text('D3', 'Pupils')}</row><row r="4">${text('B4', 'Chat')}${text('C4', 'X')}</row>`,
        },
      ],
    })
    expect(short(blocks)).toEqual(['Use |  | Pupils / Chat | X | '])
    expect(blocks[0]).toMatchObject({ spans: true, page: 1, line: 3, rows: [{ line: 3 }, { line: 4 }] })
  })

  test('merged cells are spans, down and across; a merge does not end at a row the file leaves out', () => {
    const rows =
      `<row r="1">${text('A1', 'Use')}${text('B1', 'Staff')}<c r="C1"/></row>` +
      `<row r="2"><c r="A2"/>${text('B2', 'Yes')}${text('C2', 'No')}</row>` +
      `<row r="3">${text('A3', 'Group')}${text('B3', 'X')}<c r="C3"/></row><row r="5">${text('B5', 'X')}</row>`
    const after =
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A5"/><mergeCell ref="x"/></mergeCells>'
    const { blocks } = xlsx({ sheets: [{ name: 'A', rows, after }] })
    expect(blocks).toHaveLength(1)
    expect(blocks[0]).toMatchObject({
      rows: [
        {
          cells: [
            { text: 'Use', rows: 2, columns: 1 },
            { text: 'Staff', columns: 2 },
          ],
        },
        { cells: [{ text: 'Yes' }, { text: 'No' }] },
        { cells: [{ text: 'Group', rows: 3 }, { text: 'X' }, { text: '' }] },
        { line: 5, cells: [{ text: 'X' }, { text: '' }] },
      ],
    })
  })

  test('values as the sheet shows them', () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="mmmm yyyy"/></numFmts><fonts><font><name val="Calibri"/></font><font><name val="Wingdings"/></font><font><strike/></font></fonts>' +
      '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    const shared =
      '<si><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t xml:space="preserve"> note_x000D_</t></r><rPh><t>no</t></rPh></si><si><t>ü</t></si>'
    const rows =
      '<row r="1"><c s="1"><v>46266</v></c><c s="2"><v>46266</v></c><c s="3"><v>0.07</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>' +
      '<row r="2"><c t="s"><v>0</v></c><c t="s" s="4"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>a&lt;b</v></c><c t="d"><v>2026-09-01T00:00:00</v></c><c s="5" t="s"><v>1</v></c></row>' +
      '<row r="3"><c><v>0.30000000000000004</v></c>' +
      text('B3', "'=1") +
      '<c t="s"><v>99</v></c></row>'
    const { blocks, leftOut } = xlsx({ sheets: [{ name: 'A', rows }], shared, styles })
    expect(short(blocks)).toEqual([
      '2026-09-01 | September 2026 | 7% | TRUE | #N/A / ¹ note\n | ✓ | a<b | 2026-09-01 |  / 0.3 | =1 |  |  | ',
    ])
    expect(leftOut).toEqual(['Struck-out text was left out.'])
  })

  test('several sheets are pages with headings; a hidden one is left out, and that is said', () => {
    const row = `<row r="1">${text('A1', 'Use')}${text('B1', 'X')}</row>`
    const { blocks, leftOut, pages } = xlsx({
      sheets: [
        { name: 'Staff', rows: row },
        { name: 'Old', state: 'hidden', rows: row },
        { name: 'Pupils', rows: row },
      ],
      more: { 'xl/vbaProject.bin': 'x', 'xl/media/image1.png': 'x', 'xl/comments1.xml': '<a/>' },
    })
    expect(short(blocks)).toEqual(['# Staff', 'Use | X', '---', '# Pupils', 'Use | X'])
    expect(pages).toBe(2)
    expect(blocks.map(({ page }) => page)).toEqual([1, 1, 2, 2, 2])
    expect(leftOut.join()).toMatch(/Macros.*Pictures.*Comments.*hidden sheet “Old”/)
  })

  test('other prefixes are read as well', () => {
    const rows = '<x:row><x:c t="inlineStr"><x:is><x:t>Use</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row>'
    const after = '<x:mergeCells count="1"><x:mergeCell ref="A1:A2"/></x:mergeCells>'
    const { blocks } = xlsx({ sheets: [{ name: 'A', rows, after }], prefix: 'x' })
    expect(blocks[0]).toMatchObject({ rows: [{ cells: [{ text: 'Use', rows: 2 }, { text: '1' }] }] })
  })

  test.each([
    ['nothing', { sheets: [{ name: 'A', rows: '' }] }],
    ['only a hidden sheet', { sheets: [{ name: 'A', state: 'veryHidden', rows: `<row>${text('A1', 'x')}</row>` }] }],
    ['a cell beyond the columns', { sheets: [{ name: 'A', rows: `<row>${text('SH1', 'x')}</row>` }] }],
    ['a broken sheet', { sheets: [{ name: 'A', rows: '<row>' }] }],
    ['a DTD', { sheets: [{ name: 'A', rows: '' }], more: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' } }],
    ['no sheet', { sheets: [] }],
  ] satisfies [string, Made][])('with %s is refused', (_, made) => {
    expect(() => xlsx(made)).toThrow(Fault)
  })

  test('a cell at the far end and merges over everything cost nothing', () => {
    const after = `<mergeCells>${'<mergeCell ref="A1:SF1048576"/>'.repeat(60)}</mergeCells>`
    const { blocks } = xlsx({
      sheets: [{ name: 'A', rows: '<row r="1048576"><c r="B1048576"><v>1</v></c><c r="XFD1048576"/></row>', after }],
    })
    expect(short(blocks)).toEqual(['1'])
  })

  test('whatever the rows, blocks the contract takes', () => {
    const piece = fc.constantFrom(
      ...[
        '<row>',
        '</row>',
        '<row r="7">',
        '<c>',
        '</c>',
        '<c r="B2" t="s">',
        '<c t="inlineStr">',
        '<v>',
        '</v>',
        '1',
        '46266',
        '<is><t>',
      ],
      ...[
        '</t></is>',
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="3"><c r="C3" t="str"><v>X</v></c></row>',
        '<f>1</f>',
        'é',
      ],
    )
    const ref = fc
      .tuple(fc.nat(3), fc.nat(4), fc.nat(3), fc.nat(4))
      .map(([a, b, c, d]) => `${'ABCD'[a] ?? 'A'}${b}:${'ABCD'[c] ?? 'A'}${d}`)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.array(ref, { maxLength: 4 }), (pieces, refs) => {
        const after = `<mergeCells>${refs.map((each) => `<mergeCell ref="${each}"/>`).join('')}</mergeCells>`
        try {
          const { blocks, leftOut, pages } = xlsx({ sheets: [{ name: 'A', rows: pieces.join(''), after }] })
          ReadDocument.parse({ name: 'a.xlsx', format: 'xlsx', pages, blocks, leftOut })
        } catch (error) {
          if (!(error instanceof Fault)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['46266', 'dd/mm/yyyy', '2026-09-01'],
  ['46266.5', 'dd/mm/yyyy hh:mm', '2026-09-01 12:00'],
  ['46266', 'mmm-yy', 'September 2026'],
  ['46266', '[$-809]d mmmm', '1 September'],
  ['46266', 'yyyy', '2026'],
  ['0.75', 'h:mm', '18:00'],
  ['1', 'dd/mm/yyyy', '1900-01-01'],
  ['61', 'dd/mm/yyyy', '1900-03-01'],
  ['0.125', '0.0%', '12.5%'],
  ['7', '000', '007'],
  ['1234.5', '#,##0.00', '1234.5'],
  ['99999999', 'dd/mm/yyyy', '99999999'],
  ['7', '"Year "0', '7'],
  ['7', 'General', '7'],
  ['1E+2', '', '100'],
  ['x', '', 'x'],
])('%s shown as %s is %s', (value, format, wanted) => {
  expect(shownNumber(value, format, false)).toBe(wanted)
})
