import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { escape, fileName, grid, neutral, toCsv, toHtml, toXlsx, type PrintDocument } from '@vault/printing'

const document: PrintDocument = {
  title: 'Rules',
  school: "St Brígid's",
  facts: [{ label: 'Status', value: 'In force' }],
  tables: [
    {
      caption: 'Use',
      header: [
        [
          { text: 'Activity', rows: 2, heading: 'column' },
          { text: 'Staff', columns: 2, heading: 'column' },
        ],
        [
          { text: 'Allowed', heading: 'column' },
          { text: 'Not allowed', heading: 'column' },
        ],
      ],
      body: [[{ text: '=cmd()', heading: 'row' }, { text: 'X*' }, { text: '' }]],
      footnotes: ['* Not in exams'],
    },
  ],
  notes: ['[1] note'],
  landscape: true,
  classification: 'No personal data',
  made: 'Made today',
}

describe('grid', () => {
  it('puts a cell beside, never under, one that spans down', () => {
    const laid = grid(document.tables[0]?.header ?? [])
    expect(laid.map((line) => line.map((cell) => cell?.text ?? null))).toEqual([
      ['Activity', 'Staff', null],
      [null, 'Allowed', 'Not allowed'],
    ])
  })

  it('gives lines of one length when spans differ', () => {
    const cell = fc.record({
      text: fc.string(),
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }), (lines) => {
        const laid = grid(lines)
        expect(new Set(laid.map((line) => line.length)).size).toBeLessThanOrEqual(1)
        expect(laid.flat().filter((place) => place !== null)).toHaveLength(lines.flat().length)
      }),
    )
  })
})

describe('neutral', () => {
  it.each(['=1+1', '+44', '-5', '@sum', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x'])(
    'takes the formula out of %j',
    (text) => {
      expect(neutral(text)).toBe(`'${text}`)
    },
  )

  it.each(['', 'X', 'a=b', ' -'])('leaves %j alone', (text) => {
    expect(neutral(text)).toBe(text)
  })
})

describe('fileName', () => {
  it('drops what file systems refuse', () => {
    expect(fileName(['A/B: "C"', 'School', ''], 'pdf')).toBe('A B C - School.pdf')
  })
})

describe('toCsv', () => {
  it('holds every cell, mark and note and no formula when read back', () => {
    const bytes = toCsv(document)
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows: string[][] = parse(Buffer.from(bytes), { bom: true, relax_column_count: true })
    expect(rows).toContainEqual(['Activity', 'Staff', ''])
    expect(rows).toContainEqual(["'=cmd()", 'X*', ''])
    expect(rows).toContainEqual(['[1] note'])
    expect(rows).toContainEqual(['* Not in exams'])
  })
})

describe('toCsv with several lines in a cell', () => {
  it('keeps them in that cell', () => {
    const body = [[{ text: 'Staff: yes\nVisitors: no' }, { text: 'x' }]]
    const bytes = toCsv({ ...document, tables: [{ caption: 'Use', header: [], body }] })
    const rows: string[][] = parse(Buffer.from(bytes), { bom: true, relax_column_count: true })
    expect(rows).toContainEqual(['Staff: yes\nVisitors: no', 'x'])
  })
})

describe('toXlsx', () => {
  it('holds every cell, mark and note and no formula when read back', async () => {
    const bytes = await toXlsx(document)
    const sheets = await readXlsxFile(Buffer.from(bytes))
    const texts = JSON.stringify(sheets)
    for (const text of [
      'Activity',
      'Staff',
      'Not allowed',
      "'=cmd()",
      'X*',
      '* Not in exams',
      '[1] note',
      "St Brígid's",
    ]) {
      expect(texts).toContain(text)
    }
    const xml = allXml(bytes)
    expect(xml).toContain('<sheetData>')
    expect(xml).not.toMatch(/<f>|<f /)
  })
})

describe('toHtml', () => {
  it('marks headings with their scope', () => {
    const html = toHtml(document)
    expect(html).toContain('<th scope="colgroup" colspan="2">Staff</th>')
    expect(html).toContain('<th scope="row">=cmd()</th>')
    expect(html).toContain('lang="en-GB"')
    expect(html).toContain('</table><p class="note">* Not in exams</p>')
  })

  it('keeps the lines of a cell and does not end one inside a number', () => {
    const body = [[{ text: 'No (7-11)\nYes (12-13)' }, { text: '<b>-</b>' }]]
    const html = toHtml({ ...document, tables: [{ caption: 'Use', header: [], body }] })
    expect(html).toContain('<td>No <span>(7-11)</span><br>Yes <span>(12-13)</span></td>')
    expect(html).toContain('&lt;b&gt;-&lt;/b&gt;')
    expect(html).toContain('td span, th span { white-space: nowrap; }')
  })

  it('lets no text become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escape(text)).not.toMatch(/[<>"']/)
      }),
    )
    expect(toHtml({ ...document, title: '<script>alert(1)</script>' })).not.toContain('<script>')
  })
})

/** All parts of a zip as text, found through its central directory. */
function allXml(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  let text = ''
  for (let at = buffer.indexOf('PK\u0001\u0002'); at !== -1; at = buffer.indexOf('PK\u0001\u0002', at + 4)) {
    const size = buffer.readUInt32LE(at + 20)
    const local = buffer.readUInt32LE(at + 42)
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
    const packed = buffer.subarray(start, start + size)
    text += (buffer.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
  }
  return text
}
