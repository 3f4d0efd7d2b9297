/** Files that are no lists, lists over a limit, and lists made to do harm: each refused in words of its own (C35). */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import { TABLE_CELLS } from '@contract/tabular'
import { LIMITS } from '../../src-main/reader/limits'
import { readTables } from '../../src-main/reader/tables'
import { docx, zip } from '../security/hostile/zip'
import { commas, encoded, numeric, rosterZip, workbook, type SheetCell } from '../support/lists'

async function refusal(bytes: Uint8Array, name = 'list.csv'): Promise<string> {
  const error: unknown = await readTables(name, bytes).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Fault)
  expect((error as Fault).code).toBe('bad-input')
  expect((error as Fault).words).toMatch(/^[A-Z“].*\. Nothing was read\. [A-Z].*\.$/)
  expect((error as Fault).words.length).toBeLessThan(600)
  return (error as Fault).words
}

const HEAD = 'UPN,Surname,Forename,Form'
const deflated = (name: string, content: string | Uint8Array) => ({ name, content })
const bytes = (...codes: number[]): Uint8Array => Uint8Array.from([...codes, ...Array<number>(40).fill(0x41)])

describe('no list', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['white space', encoded(' \r\n\t\n'), 'white space'],
    ['commas alone', encoded(',,,\n,,,\n'), 'white space'],
    ['a PDF', encoded('%PDF-1.7\n'), 'PDF'],
    ['a Word document', docx(''), 'Word document'],
    ['an older workbook', Buffer.concat([bytes(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('Workbook', 'utf16le')]), '.xls'],
    [
      'a workbook with a password',
      Buffer.concat([bytes(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('EncryptedPackage', 'utf16le')]),
      'password',
    ],
    ['a zip of something else', zip([deflated('readme.txt', 'x')]), '.zip'],
    ['a zip of another system', zip([deflated('Student.csv', 'SIS ID\n1\n')]), '.zip'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47), 'picture'],
    ['a program', bytes(0x7f, 0x45, 0x4c, 0x46), 'program'],
    [
      'a web page under the ending of a workbook',
      encoded('<html><body><table><tr><td>UPN</td></tr></table></body></html>'),
      'web page',
    ],
    ['a web page in UTF-16', encoded('<table><tr><td>UPN</td></tr></table>', 'utf-16le'), 'web page'],
    ['XML', encoded('<?xml version="1.0"?><Workbook/>'), 'XML'],
    ['JSON', encoded('[{"upn": "A1"}]'), 'no list'],
    ['other data', Uint8Array.from({ length: 400 }, (_, n) => (n * 7) % 32), 'no list'],
  ])('%s', async (_, file, words) => {
    expect(await refusal(file)).toContain(words)
  })

  test('is never told apart by its name', async () => {
    const list = encoded(`${HEAD}\nA1,Ash,Bo,8B`)
    for (const name of ['a.pdf', 'a.xlsx', '', '../../a', 'C:\\a\\b.csv']) {
      const { tables } = await readTables(name, list)
      expect(tables[0]!.rows).toHaveLength(1)
      expect(tables[0]!.name).not.toMatch(/[/\\]/)
    }
  })
})

describe('over a limit', () => {
  test.each<[string, () => Uint8Array, string]>([
    ['50 MB', () => new Uint8Array(LIMITS.fileBytes + 1), '51 MB'],
    ['200,000 rows', () => encoded(`${HEAD}\n${'A1,Ash,Bo,8B\n'.repeat(200_001)}`), '200,000 rows'],
    [
      '200,000 rows, left out ones counted',
      () => encoded(`${HEAD}\n${'A1,Ash,Bo,8B,9\n'.repeat(200_001)}`),
      '200,000 rows',
    ],
    ['500 columns', () => encoded(`${'Surname,'.repeat(500)}Form\n${'x,'.repeat(500)}x\n`), '500 columns'],
    ['500 columns without headings', () => encoded(`${'1,'.repeat(500)}1\n${'2,'.repeat(500)}2\n`), '500 columns'],
    [
      '8 million values',
      () => encoded(`${'Name,'.repeat(499)}Form\n${'x\n'.repeat(TABLE_CELLS / 500 + 1)}`),
      '8 million values',
    ],
    [
      '4 million letters in a line',
      () => encoded(`${HEAD}\n${','.repeat(4_000_001)}\n`),
      'Line 2 of that list is longer than 4 million',
    ],
    [
      'a quotation mark that swallows everything',
      () => encoded(`${HEAD}\n"A1,Ash\n${'A1,Ash,Bo,8B\n'.repeat(1_500_000)}`),
      'begins on line 2',
    ],
    [
      '1,000 entries',
      () => zip(Array.from({ length: 1001 }, (_, n) => ({ ...deflated(`${n}/users.csv`, 'x'), stored: true }))),
      '1,000 parts',
    ],
    ['200 MB unpacked', () => zip([{ ...deflated('users.csv', 'x'), says: { size: 201 * 1024 * 1024 } }]), '200 MB'],
    ['a hundred to one', () => zip([deflated('users.csv', 'x'.repeat(24_000_000))]), 'unpacks to far more'],
    [
      'a hundred to one in a workbook',
      () => workbook([{ rows: [[{ inside: `<v>${'1'.repeat(24_000_000)}</v>` }]] }]),
      'unpacks to far more',
    ],
    [
      'a directory that says too little',
      () => zip([{ ...deflated('users.csv', noise(200_000)), says: { size: 10 } }]),
      'unpacks to far more',
    ],
    ['a sheet whose directory says too little', () => saying(9_000_000), 'unpacks to far more'],
    ['a sheet whose directory says too much', () => saying(19_000_000), 'damaged'],
  ])('%s', async (_, make, words) => {
    expect(await refusal(make())).toContain(words)
  })

  /** A workbook with a sheet of ten megabytes that packs loosely, and a directory that says otherwise. */
  function saying(size: number): Uint8Array {
    const content = `<worksheet>${noise(1_000_000).repeat(10)}</worksheet>`
    const head = 'http://schemas.openxmlformats.org'
    return zip([
      deflated(
        'xl/workbook.xml',
        `<workbook xmlns="${head}/spreadsheetml/2006/main" xmlns:r="${head}/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
      ),
      deflated(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${head}/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      { ...deflated('xl/worksheets/sheet1.xml', content), says: { size } },
    ])
  }

  /** Digits that pack to about half. */
  function noise(length: number): string {
    let state = 1
    return Array.from({ length: length / 4 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return String(1000 + ((state >>> 8) % 9000))
    }).join('')
  }
})

describe('packages made to do harm', () => {
  test.each<[string, Uint8Array, string]>([
    ['a name that leads out', zip([deflated('../users.csv', 'x')]), 'leads out'],
    ['an absolute name', zip([deflated('/etc/users.csv', 'x')]), 'leads out'],
    [
      'a package in the package',
      zip([deflated('users.csv', zip([deflated('users.csv', 'x')]))]),
      'another packed file',
    ],
    [
      'a package beside the list',
      zip([deflated('users.csv', 'sourcedId\n'), deflated('more.zip', 'x')]),
      'another packed file',
    ],
    ['a part twice', zip([deflated('users.csv', 'a'), deflated('USERS.csv', 'b')]), 'same name'],
    ['an encrypted part', zip([{ ...deflated('users.csv', 'x'), says: { flags: 1 } }]), 'encrypted'],
    [
      'parts that share their bytes',
      zip([
        { ...deflated('users.csv', 'x'.repeat(5000)), stored: true },
        { ...deflated('orgs.csv', 'x'.repeat(5000)), stored: true, sharesWith: 0 },
      ]),
      'damaged',
    ],
    [
      'entities of its own',
      workbook([{ rows: [['UPN']] }], { more: [] }).length > 0 ? withDtd() : new Uint8Array(),
      'DTD',
    ],
    ['half of itself', rosterZip({ 'users.csv': [['sourcedId'], ['u1']] }).subarray(0, 60), 'damaged'],
  ])('%s', async (_, file, words) => {
    expect(await refusal(file, 'list.zip')).toContain(words)
  })

  function withDtd(): Uint8Array {
    return workbook([{ rows: [['UPN']], before: '<!DOCTYPE x [<!ENTITY a "b">]>' }])
  }
})

describe('lists made to slow down or to mislead', () => {
  test.each<[string, string]>([
    ['quotation marks', '"'.repeat(1_000_000)],
    ['pairs of quotation marks', '"",'.repeat(1_000_000)],
    ['blank lines', '\n'.repeat(2_000_000)],
    ['returns', '\r'.repeat(2_000_000)],
    ['one column', 'a\n'.repeat(199_000)],
    ['spaces', `${HEAD}\n${' '.repeat(1_000_000)}\n`],
    ['delimiters of every kind', ',;\t|\n'.repeat(100_000)],
    ['headings without end', 'Surname\n'.repeat(100_000)],
    ['stated delimiters', 'sep=,\n'.repeat(100_000)],
  ])('%s come to an end', async (_, text) => {
    const outcome: unknown = await readTables('list.csv', encoded(text)).catch((error: unknown) => error)
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Fault)
  })

  test('passwords do not leave in rows that are left out, in notes, or above the headings', async () => {
    const rows = [
      ['Logins for the autumn'],
      ['Username', 'Password', 'Form', 'User Password'],
      ['bo', 'hunter2', '8B', 'hunter2'],
      ['immy', 'hunter2\u0000', '5O', 'hunter2'],
      ['juno', 'hunter2', '4B', 'hunter2', 'hunter2'],
      ['max', 'hunter2'],
      ['', 'hunter2', '', ''],
    ]
    const cells: SheetCell[][] = rows.map((row) => row.slice(0, 4).map((cell) => cell.replace('\u0000', '')))
    cells.push(['lee', numeric(4711), '4B', 'hunter2'])
    for (const file of [encoded(commas(rows)), workbook([{ rows: cells }])]) {
      const read = await readTables('list', file)
      expect(JSON.stringify(read)).not.toMatch(/hunter2|4711/)
      expect(read.tables[0]).toMatchObject({ header: expect.not.arrayContaining(['Password']) })
      expect(read.tables[0]!.rows.length).toBeGreaterThan(2)
    }
  })

  test('nor where further headings stand over them further down', async () => {
    const rows = [
      ['Surname', 'Forename', 'Form'],
      ['Ash', 'Bo', '8B'],
      ['Username', 'Password', 'Form'],
      ['bo', 'hunter2', '8B'],
      ['immy', 'hunter2', '5O'],
    ]
    for (const file of [encoded(commas(rows)), workbook([{ rows }])]) {
      const { tables } = await readTables('list', file)
      expect(JSON.stringify(tables)).not.toContain('hunter2')
      expect(tables[0]).toMatchObject({
        header: ['Surname', 'Forename', 'Form'],
        leftOut: [3, 4, 5].map((line) => ({ line, why: expect.stringContaining('passwords') })),
      })
      expect(tables[0]!.rows.map(({ cells }) => cells)).toEqual([['Ash', 'Bo', '8B']])
    }
  })

  test('nor where a row of values stands above their headings', async () => {
    const rows = ['8B,2025,x', 'Username,Password,Form', 'bo,hunter2,8B', 'immy,hunter2,5O']
    const { tables } = await readTables('list', encoded(rows.join('\n')))
    expect(JSON.stringify(tables)).not.toContain('hunter2')
    expect(tables[0]).toMatchObject({ header: ['Username', 'Form'], preamble: ['8B | 2025 | x'] })
    expect(tables[0]!.rows).toHaveLength(2)
  })

  test('headings with passwords that are printed again are no second list', async () => {
    const rows = ['Username,Password,Form', 'bo,hunter2,8B', 'Username,Password,Form', 'immy,hunter2,5O']
    const { tables } = await readTables('list', encoded(rows.join('\n')))
    expect(tables[0]!.rows).toHaveLength(2)
    expect(tables[0]!.leftOut).toEqual([{ line: 3, why: 'It repeats the headings.' }])
  })

  test('a value that only speaks of passwords stays', async () => {
    const { tables } = await readTables(
      'list',
      encoded('Surname,Form,Notes\nAsh,8B,password forgotten\nFell,5O,Password'),
    )
    expect(tables[0]!.rows.map(({ cells }) => cells[2])).toEqual(['password forgotten', 'Password'])
  })

  test('a list of nothing but headings is a list without rows', async () => {
    const { tables } = await readTables('list.csv', encoded(`${HEAD}\n`))
    expect(tables[0]).toMatchObject({ header: HEAD.split(','), rows: [], leftOut: [] })
  })
})
