/** Lists in text files: letters, delimiters, quotation marks, and the rows that are left out rather than mended. */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { TablesRead } from '@contract/tabular'
import { readTables } from '../../src-main/reader/tables'
import { encoded } from '../support/lists'

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? encoded(text) : text)
const read = (text: string | Uint8Array): Promise<TablesRead> => readTables('list.csv', bytesOf(text))
const tableOf = async (text: string | Uint8Array) => (await read(text)).tables[0]!
const rowsOf = async (text: string | Uint8Array) => (await tableOf(text)).rows.map(({ cells }) => cells)
const leftOut = async (text: string | Uint8Array) =>
  (await tableOf(text)).leftOut.map(({ line, why }) => `${line}: ${why}`)

/** The words of the refusal; anything else than a refusal fails. */
async function refusal(text: string | Uint8Array): Promise<string> {
  const error: unknown = await read(text).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Fault)
  expect((error as Fault).code).toBe('bad-input')
  expect((error as Fault).words).toMatch(/^[A-Z].*\. Nothing was read\. [A-Z].*\.$/)
  return (error as Fault).words
}

const HEAD = 'UPN,Surname,Forename,Form'
const joined = (...pieces: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? [...encoded(piece)] : [...piece])))

describe('letters', () => {
  test.each([
    ['utf-8', 'utf-8'],
    ['utf-8-bom', 'utf-8-bom'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
    ['utf-16le-bare', 'utf-16le'],
    ['windows-1252', 'windows-1252'],
  ] as const)('%s', async (written, told) => {
    const { encoding, tables } = await read(
      encoded(`${HEAD}\nA1,O’Marrow,Zoë,8B\nA2,Łódź`.replace('Łódź', 'Šimůnek').replace('ů', 'u'), written),
    )
    expect(encoding).toBe(told)
    expect(tables[0]!.rows[0]!.cells).toEqual(['A1', 'O’Marrow', 'Zoë', '8B'])
    expect(tables[0]!.rows[1]!.cells[1]).toBe('Šimunek')
  })

  test('a file that is plain ASCII throughout is UTF-8 as well', async () => {
    expect((await read(`${HEAD}\nA1,Ash,Bo,8B`)).encoding).toBe('utf-8')
  })

  test.each([
    [
      'lines in UTF-8 beside lines in Windows-1252',
      joined(HEAD, '\nA1,Zoë,B,8B\nA2,Zo', [0xeb], ',B,8B\n'),
      'Line 2 of that list is written in UTF-8 and line 3 in Windows-1252',
    ],
    [
      'the other way round',
      joined(HEAD, '\r\nA2,Zo', [0xeb], ',B,8B\r\nA1,x,y,z\r\nA1,Zoë,B,8B\r\n'),
      'Line 4 of that list is written in UTF-8 and line 2 in Windows-1252',
    ],
    [
      'both in one line',
      joined(HEAD, '\nA1,Zoë,B', [0xeb], ',8B\n'),
      'Line 2 of that list is written partly in UTF-8 and partly in Windows-1252',
    ],
    [
      'a byte that is no letter of Windows-1252',
      joined(HEAD, '\nA1,Zo', [0xeb], ',B,8B\nA2,B', [0x81], ',B,8B'),
      'Line 3',
    ],
    ['a mark of UTF-8 before something else', joined([0xef, 0xbb, 0xbf], HEAD, '\nA1,Zo', [0xeb], ',B,8B'), 'Line 2'],
    [
      'half a letter of UTF-16',
      Buffer.concat([encoded(`${HEAD}\nA1,Zoë,B,8B`, 'utf-16le'), Buffer.from([0x41])]),
      'Line 2 of that list holds half a letter',
    ],
    [
      'a lone half of a pair in UTF-16',
      encoded(`${HEAD}\nA1,Zo\uD83D,B,8B\n`, 'utf-16le'),
      'Line 2 of that list holds half a letter',
    ],
    [
      'UTF-32',
      joined(
        [0xff, 0xfe, 0, 0],
        [...'UPN\nA1\n'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]),
      ),
      'UTF-32',
    ],
  ])('%s is refused with the line', async (_, bytes, words) => {
    expect(await refusal(bytes)).toContain(words)
  })
})

describe('signs that nobody can see', () => {
  test.each([
    ['an empty byte', 'A\u0000sh'],
    ['a bell', 'A\u0007sh'],
    ['a delete', 'A\u007fsh'],
    ['a control letter of C1', 'O\u0092Marrow'],
    ['a soft hyphen', 'Ash\u00addown'],
    ['a space of no width', 'Ash\u200bdown'],
    ['a mark in the middle', 'Ash\ufeff'],
    ['a mark that turns the direction', 'Ash\u202enwod'],
    ['a tag', 'Ash\u{e0041}'],
    ['a vertical tab', 'Ash\u000b'],
  ])('%s: the row is left out with its line, never cleaned', async (_, name) => {
    expect(await rowsOf(`${HEAD}\nA1,${name},Bo,8B\nA2,Fell,Immy,5O`)).toEqual([['A2', 'Fell', 'Immy', '5O']])
    expect(await leftOut(`${HEAD}\nA1,${name},Bo,8B\nA2,Fell,Immy,5O`)).toEqual([
      '2: It holds signs that nobody can see, such as control characters.',
    ])
  })

  test('a letter that was lost before is told apart from them', async () => {
    expect(await leftOut(`${HEAD}\nA1,Zo\uFFFD,Bo,8B`)).toEqual([expect.stringContaining('2: A letter in it was lost')])
  })

  test('what only looks unusual stays: joiners, marks of emphasis, spaces of other widths, emoji', async () => {
    const cells = ['A1', 'نور\u200cالدین', '✔\ufe0f \u00a0', '👩‍👧']
    expect(await rowsOf(`${HEAD}\n${cells.join(',')}`)).toEqual([cells])
  })

  test('headings lose them, which is told', async () => {
    const table = await tableOf(`\ufeff\ufeffUPN,Sur\u200bname,Forename,Form\nA1,Ash,Bo,8B`)
    expect(table.header).toEqual(['UPN', 'Surname', 'Forename', 'Form'])
    expect(table.notes).toEqual([expect.objectContaining({ kind: 'heading-signs', lines: [1], count: 1 })])
  })
})

describe('text is text', () => {
  test('what a spreadsheet would reckon with stays as written', async () => {
    const cells = ['=1+1', '+44 1632 960001', '-Ash', '@HYPERLINK("x")', "'=2", '\t=3', '  Ash  ', '00012', '1e5']
    const header = 'UPN,Phone,Surname,Forename,Form,Year,House,Adno,Code'
    const text = `${header}\n${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}`
    expect(await rowsOf(text)).toEqual([cells])
  })

  test('the same heading twice stays twice, and an empty one empty while its column holds anything', async () => {
    const table = await tableOf('UPN,Surname,Surname,,\nA1,Ash,Ash,note,\nA2,Fell,Fell,,\n')
    expect(table.header).toEqual(['UPN', 'Surname', 'Surname', ''])
    expect(table.columns).toBe(4)
    expect(table.rows.map(({ cells }) => cells.length)).toEqual([4, 4])
  })

  test('blank rows are dropped, and lines are counted on', async () => {
    const table = await tableOf(`${HEAD}\r\n\r\nA1,Ash,Bo,8B\r\n,,,\r\n  ,,\t,\r\nA2,Fell,Immy,5O\r\n\r\n`)
    expect(table.rows.map(({ line }) => line)).toEqual([3, 6])
  })
})

describe('ragged rows', () => {
  test('a shorter one is filled up, which is told with its line', async () => {
    const table = await tableOf(`${HEAD}\nA1,Ash,Bo\nA2,Fell,Immy,5O\nA3`)
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['A1', 'Ash', 'Bo', ''],
      ['A2', 'Fell', 'Immy', '5O'],
      ['A3', '', '', ''],
    ])
    expect(table.notes).toEqual([expect.objectContaining({ kind: 'short-rows', lines: [2, 4], count: 2 })])
  })

  test('a longer one is left out: its values may stand under other headings', async () => {
    const text = `${HEAD}\nA1,Ash, Down,Bo,8B\nA2,Fell,Immy,5O,,\n`
    expect(await rowsOf(text)).toEqual([['A2', 'Fell', 'Immy', '5O']])
    expect(await leftOut(text)).toEqual([
      '2: It has more values than there are headings, so a value may stand under the wrong one.',
    ])
  })

  test('a short one with a line break in it is left out: it may have swallowed the next', async () => {
    const text = `${HEAD}\nA1,Ash,"Bo,8B\nA2,Fell,Immy,5O"\nA3,Pell,Juno,4B`
    expect(await rowsOf(text)).toEqual([['A3', 'Pell', 'Juno', '4B']])
    expect(await leftOut(text)).toEqual([expect.stringContaining('2: It has too few values')])
  })

  test('headings that are printed again are no pupil', async () => {
    expect(await leftOut(`${HEAD}\nA1,Ash,Bo,8B\n${HEAD}\nA2,Fell,Immy,5O`)).toEqual(['3: It repeats the headings.'])
  })

  test('without headings, the usual number of values counts', async () => {
    const table = await tableOf('Ash,Bo,8B,03/09/2012\nFell,Immy,5O,07/03/2015\nPell,Juno,4B,01/01/2016,extra\n')
    expect(table.header).toBeNull()
    expect(table.rows).toHaveLength(2)
    expect(table.leftOut).toEqual([{ line: 3, why: expect.stringContaining('the other rows') }])
  })

  test('a cell of more letters than a spreadsheet holds leaves its row out', async () => {
    expect(await leftOut(`${HEAD}\nA1,${'x'.repeat(32_768)},Bo,8B\nA2,${'x'.repeat(32_767)},Bo,8B`)).toEqual([
      '2: A value in it is longer than 32,767 letters.',
    ])
  })
})

describe('quotation marks that do not fit', () => {
  test.each([
    ['never closed', `${HEAD}\nA1,Ash,Bo,8B\nA2,"Fell,Immy,5O\nA3,Pell,Juno,4B\n`, 3],
    ['closed in the middle of a value', `${HEAD}\nA1,"Ash"down,Bo,8B\n`, 2],
    ['opened in the middle of a value', `${HEAD}\n"A1","Ash\n\nDown",Bo,8B\nA2,Fe"ll,Immy,5O\n`, 5],
    ['closed by the value of another row', `${HEAD}\nA1,"Ash,Bo,8B\n"A2","Fell","Immy","5O"\n`, 2],
  ])('%s: refused with the line its row begins on', async (_, text, line) => {
    const words = await refusal(text)
    expect(words).toContain(`begins on line ${line} of that list`)
    expect(words).not.toMatch(/Ash|Fell/)
  })
})

describe('what parts values', () => {
  test.each([
    [
      'commas in names do not count beside semicolons',
      'Name;Form;Notes\n"Ash, Bo";8B;a, b, c\nFell, Immy;5O;d, e\n',
      ';',
      3,
    ],
    [
      'semicolons in a value do not count beside commas',
      'Name,Form,Uses\nAsh Bo,8B,web;press\nFell Immy,5O,web;press;film\n',
      ',',
      3,
    ],
    [
      'rows whose empty ends were cut',
      'UPN\tSurname\tForename\tForm\tYear\nA1\tAsh, the\tBo\nA2\tFell, the\nA3\tPell, the\tJuno\t4B\t4\n',
      '\t',
      5,
    ],
    ['a stated sign wins over what the lines look like', 'sep=|\nName,x|Form\nAsh,Bo|8B\n', '|', 2],
    ['a stated tab', 'sep=\t\nName\tForm\nAsh\t8B\n', '\t', 2],
  ])('%s', async (_, text, delimiter, columns) => {
    const { delimiter: told, tables } = await read(text)
    expect(told).toBe(delimiter)
    expect(tables[0]!.columns).toBe(columns)
  })

  test('a stated sign that is not read is refused', async () => {
    expect(await refusal('sep=:\nName:Form\nAsh:8B\n')).toContain('parted by a sign')
  })

  test('in a list of one value a line, no control letter parts one', async () => {
    const table = await tableOf('UPN\nA1\u001fx\nA2\n')
    expect(table).toMatchObject({ columns: 1, rows: [{ line: 3, cells: ['A2'] }], leftOut: [{ line: 2 }] })
  })

  test('in a list of one value a line, a comma is part of the value', async () => {
    expect(await rowsOf('Pupil name\nAsh Bo\nFell Immy\n')).toEqual([['Ash Bo'], ['Fell Immy']])
  })
})
