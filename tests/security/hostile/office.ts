/** Hostile Word documents and Excel workbooks. */
import { expect } from 'vitest'
import { textOf, times, type Hostile } from './case'
import { cell, docx, outward, paragraph, sharedStrings, wordXml, xlsx, zip, type Part } from './zip'

const LINE = 'Pupils keep phones in lockers all day'
const BODY = paragraph(LINE)
const reads: Hostile['then'] = (reading) => expect(textOf(reading)).toContain(LINE)

const withPart =
  (part: Part): (() => Uint8Array) =>
  () =>
    docx(BODY, [part])
const named = (what: string, name: string, then: RegExp = /leads out of the file/): Hostile => ({
  what: `a part named ${what}`,
  name: 'policy.docx',
  bytes: withPart({ name, content: 'x' }),
  then,
})

/** An old Office container that holds streams of the names given. */
function container(...streams: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(4096)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  streams.forEach((stream, index) => Buffer.from(stream, 'utf16le').copy(bytes, 1024 + index * 128))
  return bytes
}

const doctype = (inside: string): string => `<!DOCTYPE w:document [${inside}]>`
const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${times(`&l${n};`, 10)}">`).join('')
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le')

const table = (rows: string): string => `<w:tbl>${rows}</w:tbl>${BODY}`
const wordCell = (properties: string, inside = BODY): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`

const packages: readonly Hostile[] = [
  {
    what: 'a part that unpacks to a thousand times its size',
    name: 'bomb.docx',
    bytes: withPart({ name: 'word/footnotes.xml', content: new Uint8Array(50_000_000) }),
    then: 'either',
  },
  {
    what: 'a main part that unpacks to a thousand times its size',
    name: 'bomb.docx',
    bytes: () => docx('', [], new Uint8Array(50_000_000)),
    then: /far more than its size/,
  },
  {
    what: 'a main part that unpacks to more than the directory says',
    name: 'liar.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: new Uint8Array(5_000_000), says: { size: 400_000 } }]),
    then: /far more than its size|do not hold together/,
  },
  {
    what: 'parts that come to more than 200 MB',
    name: 'large.xlsx',
    bytes: () =>
      xlsx(
        '',
        Array.from({ length: 3 }, (_, n) => ({
          name: `xl/part${n}.xml`,
          content: Buffer.alloc(1_000_000, 'abc'),
          stored: true,
          says: { size: 70_000_000 },
        })),
      ),
    then: /more than 200 MB/,
  },
  {
    what: 'parts that share their packed bytes',
    name: 'overlap.docx',
    bytes: () => {
      const first: Part = { name: 'word/document.xml', content: Buffer.alloc(100_000, wordXml(BODY)) }
      const others = Array.from({ length: 500 }, (_, n) => ({ ...first, name: `word/part${n}.xml`, sharesWith: 0 }))
      return zip([first, ...others])
    },
    then: /do not hold together|far more than its size|more than 200 MB/,
  },
  {
    what: 'a zip inside',
    ...{ name: 'policy.docx', then: /another packed file/ },
    bytes: withPart({ name: 'word/a.zip', content: zip([]) }),
  },
  {
    what: 'a zip in place of the main part',
    name: 'policy.docx',
    bytes: () => docx('', [], zip([{ name: 'a.txt', content: times('abc', 100) }])),
    then: /another packed file/,
  },
  named('with two dots', '../../../../etc/passwd'),
  named('with two dots the other way', '..\\..\\windows\\win.ini'),
  named('with two dots inside', 'word/../../up.xml'),
  named('from the root', '/etc/passwd'),
  named('from a drive', 'C:\\windows\\win.ini'),
  named('with an empty byte', 'word/a\0.xml'),
  named('with nothing', ''),
  named('like the main part', 'WORD/document.xml', /two parts of the same name/),
  {
    what: '10,000 parts',
    name: 'many.docx',
    bytes: () =>
      docx(
        BODY,
        Array.from({ length: 10_000 }, (_, n) => ({ name: `word/${n}.xml`, content: '' })),
      ),
    then: /more than 1,000 parts/,
  },
  {
    what: 'a directory that claims more parts than it has',
    name: 'claims.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: wordXml(BODY) }], 900),
    then: /do not hold together/,
  },
  {
    what: 'a part marked as encrypted',
    name: 'secret.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: wordXml(BODY), says: { flags: 1 } }]),
    then: /encrypted/,
  },
  {
    what: 'a part packed in an unknown way',
    name: 'odd.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: wordXml(BODY), says: { method: 99 } }]),
    then: /do not hold together/,
  },
  {
    what: 'a part with a wrong checksum',
    name: 'altered.docx',
    bytes: () => zip([{ name: 'word/document.xml', content: wordXml(BODY), says: { checksum: 7 } }]),
    then: /do not hold together/,
  },
  ...[10, 400, 700].map((left): Hostile => ({
    what: `cut off after ${left} bytes`,
    name: 'cut.docx',
    bytes: () => docx(BODY).slice(0, left),
    then: /do not hold together/,
  })),
  {
    what: 'a password (Word)',
    name: 'a.docx',
    bytes: () => container('EncryptionInfo', 'EncryptedPackage'),
    then: /password/,
  },
  { what: 'a password (Excel)', name: 'a.xlsx', bytes: () => container('EncryptedPackage'), then: /password/ },
  { what: 'the older Word format', name: 'a.docx', bytes: () => container('WordDocument'), then: /older Word/ },
  {
    what: 'no main part',
    name: 'a.docx',
    bytes: () => zip([{ name: 'word/styles.xml', content: '' }]),
    then: /main part/,
  },
]

const word: readonly Hostile[] = [
  {
    what: 'a DTD',
    name: 'dtd.docx',
    bytes: () => docx('', [], wordXml(BODY, doctype('<!ELEMENT a (b)>'))),
    then: /building blocks/,
  },
  {
    what: 'entities that multiply',
    name: 'laughs.docx',
    bytes: () => docx('', [], wordXml(paragraph('&l9;'), doctype(`<!ENTITY l0 "ha">${laughs}`))),
    then: /building blocks/,
  },
  {
    what: 'an entity that is a file of this PC',
    name: 'external.docx',
    bytes: ({ path }) => docx('', [], wordXml(paragraph('&x;'), doctype(`<!ENTITY x SYSTEM "file://${path}">`))),
    then: /building blocks/,
  },
  {
    what: 'an entity from the network in UTF-16',
    name: 'external.docx',
    bytes: ({ url }) =>
      docx(
        '',
        [],
        utf16(wordXml(paragraph('&x;'), doctype(`<!ENTITY % p SYSTEM "${url}"> %p;`)).replace('UTF-8', 'UTF-16')),
      ),
    then: /building blocks/,
  },
  {
    what: 'pictures and templates from the network and from this PC',
    name: 'outward.docx',
    bytes: ({ url, path }) =>
      docx(
        `${BODY}<w:altChunk r:id="o3"/>`,
        [],
        undefined,
        outward('o1', 'image', `${url}/pixel.png`) +
          outward('o2', 'attachedTemplate', `file://${path}`) +
          outward('o3', 'aFChunk', `file://${path}`),
      ),
    then: reads,
  },
  {
    what: 'a field that runs a program',
    name: 'dde.docx',
    bytes: ({ path }) =>
      docx(
        `${BODY}<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"><w:r><w:t>x</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "${path}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
      ),
    then: (reading) => expect(textOf(reading)).not.toMatch(/cmd\.exe|INCLUDETEXT/),
  },
  {
    what: 'script strings',
    name: 'script.docx',
    bytes: () => docx(BODY + paragraph('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')),
    then: (reading) => expect(textOf(reading)).toContain('<script>alert(1)</script>'),
  },
  { what: 'no well-formed XML', name: 'a.docx', bytes: () => docx('', [], '<w:document><w:body>'), then: 'either' },
  {
    what: 'binary in place of XML',
    name: 'a.docx',
    bytes: () => docx('', [], Buffer.from('fffefdfc00', 'hex')),
    then: /hold together/,
  },
  {
    what: '20,000 tables inside one another',
    name: 'deep.docx',
    bytes: () => docx(times('<w:tbl><w:tr><w:tc>', 20_000) + BODY + times('</w:tc></w:tr></w:tbl>', 20_000)),
    then: 'either',
  },
  {
    what: '50,000 content controls inside one another',
    name: 'deep.docx',
    bytes: () => docx(times('<w:sdt><w:sdtContent>', 50_000) + BODY + times('</w:sdtContent></w:sdt>', 50_000)),
    then: 'either',
  },
  {
    what: 'a cell over a billion columns',
    name: 'span.docx',
    bytes: () => docx(table(`<w:tr>${wordCell('<w:gridSpan w:val="1000000000"/>')}</w:tr>`)),
    then: 'either',
  },
  {
    what: 'a cell over minus one columns, and one that goes on from nothing',
    name: 'span.docx',
    bytes: () =>
      docx(
        table(
          `<w:tr>${wordCell('<w:gridSpan w:val="-1"/>')}${wordCell('<w:vMerge/>')}${wordCell('<w:gridSpan w:val="x"/>')}</w:tr>`,
        ),
      ),
    then: 'either',
  },
  {
    what: '501 columns',
    name: 'wide.docx',
    bytes: () => docx(table(`<w:tr>${times(wordCell(''), 501)}</w:tr>`)),
    then: 'either',
  },
  {
    what: 'one paragraph of five million letters',
    name: 'long.docx',
    bytes: () => docx(paragraph(times('Pupils keep phones in lockers. 7b3k ', 140_000))),
    then: 'either',
  },
  {
    what: 'a cell of 40,000 letters',
    name: 'long.docx',
    bytes: () => docx(table(`<w:tr>${wordCell('', paragraph(times('word ', 8000)))}</w:tr>`)),
    then: 'either',
  },
]

const rowsOf = (count: number, row: (n: number) => string): string =>
  `<sheetData>${Array.from({ length: count }, (_, n) => row(n + 1)).join('')}</sheetData>`

const excel: readonly Hostile[] = [
  {
    what: '200,001 rows',
    name: 'rows.xlsx',
    bytes: () => xlsx(rowsOf(200_001, (n) => `<row r="${n}"><c r="A${n}"><v>${n * 7919}</v></c></row>`)),
    then: /200,000 rows/,
  },
  {
    what: '501 columns',
    name: 'columns.xlsx',
    bytes: () => xlsx(`<sheetData><row r="1">${cell('A1', 'first')}${cell('SG1', 'last')}</row></sheetData>`),
    then: /500 columns/,
  },
  {
    what: 'one cell in the farthest corner',
    name: 'corner.xlsx',
    bytes: () =>
      xlsx(`<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">${cell('XFD1048576', 'x')}</row></sheetData>`),
    then: 'either',
  },
  {
    what: 'cells merged over the whole sheet',
    name: 'merged.xlsx',
    bytes: () =>
      xlsx(
        `<sheetData><row r="1">${cell('A1', LINE)}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
      ),
    then: 'either',
  },
  {
    what: 'texts that are not there, and four thousand million announced',
    name: 'strings.xlsx',
    bytes: () =>
      xlsx(
        `<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c><c r="B1" t="s"><v>-1</v></c>${cell('C1', LINE)}</row></sheetData>`,
        [sharedStrings('<si><t>one</t></si>', ' count="4000000000" uniqueCount="4000000000"')],
      ),
    then: 'either',
  },
  {
    what: 'cells at places that do not exist',
    name: 'places.xlsx',
    bytes: () =>
      xlsx(
        `<sheetData><row r="-5"><c r="!!"><v>1</v></c><c r="A0"><v>2</v></c><c r="A99999999999"><v>3</v></c></row></sheetData>`,
      ),
    then: 'either',
  },
  {
    what: 'formulas that run programs',
    name: 'formulas.xlsx',
    bytes: () =>
      xlsx(
        `<sheetData><row r="1"><c r="A1" t="str"><f>cmd|' /C calc'!A0</f><v>shown</v></c>${cell('B1', LINE)}</row></sheetData>`,
      ),
    then: (reading) => expect(textOf(reading)).not.toContain('calc'),
  },
  {
    what: 'a cell of 40,000 letters',
    name: 'long.xlsx',
    bytes: () => xlsx(`<sheetData><row r="1">${cell('A1', times('word ', 8000))}</row></sheetData>`),
    then: 'either',
  },
  {
    what: 'a DTD in a sheet',
    name: 'dtd.xlsx',
    bytes: ({ path }) =>
      xlsx('', [], `<!DOCTYPE x [<!ENTITY x SYSTEM "file://${path}">]><worksheet><sheetData/></worksheet>`),
    then: /building blocks/,
  },
  {
    what: 'no sheet at all',
    name: 'a.xlsx',
    bytes: () => zip([{ name: 'xl/workbook.xml', content: '<workbook/>' }]),
    then: 'either',
  },
]

export const OFFICE: readonly Hostile[] = [...packages, ...word, ...excel]
