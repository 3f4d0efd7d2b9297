/**
 * What reading a list costs: rows of text from a file against the plain parser's own records, or against unpacking a
 * workbook and taking the text out of its XML; and a row of a long list against one of a short one.
 */
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'csv-parse/sync'
import { Parser } from 'saxen'
import { checkedTables } from '../../src-main/features/imports/checked'
import { readPacked } from '../../src-main/reader/tables'
import { encoded, numeric, shared, workbook, type SheetCell } from '../support/lists'
import { against, type Figure } from './measure'

const HEADINGS =
  'UPN,Admission Number,Forename,Surname,Year,Form,Photo - Internal,Photo - Website,Photo - Social Media,Photo - Press,Photo - Prospectus,Video,Name with photo,Signed by,Relationship,Date signed'.split(
    ',',
  )
const ANSWERS = ['Y', 'N', 'Yes', 'No', '']
const ROWS = 5000
const LONG = 50_000

const answer = (row: number, question: number): string => ANSWERS[(row * 7 + question * 3) % ANSWERS.length] ?? ''

/** Everything of a row but the date at its end. */
const rowOf = (row: number): string[] => [
  `P831900${String(row).padStart(6, '0')}`,
  String(4000 + row).padStart(6, '0'),
  `Forename ${row % 700}`,
  `Surname ${row % 900}`,
  String(7 + (row % 5)),
  `${7 + (row % 5)}${'ABCDE'[row % 5]}`,
  ...Array.from({ length: 7 }, (_, question) => answer(row, question)),
  `Parent ${row}`,
  row % 2 === 0 ? 'Mother' : 'Father',
]

function textFile(rows: number): Uint8Array {
  const lines = Array.from({ length: rows }, (_, row) => [...rowOf(row), `0${1 + (row % 9)}/09/2025`].join(','))
  return encoded([HEADINGS.join(','), ...lines].join('\r\n'))
}

/** As Excel saves it: texts are shared, dates are days. */
function bookFile(rows: number): Uint8Array {
  const texts = new Map<string, number>()
  const at = (text: string): number => {
    const known = texts.get(text) ?? texts.size
    texts.set(text, known)
    return known
  }
  const cells = Array.from({ length: rows }, (_, row): SheetCell[] => [
    ...rowOf(row).map((text) => (text === '' ? '' : shared(at(text)))),
    numeric(45_900 + (row % 9), 1),
  ])
  return workbook([{ rows: [HEADINGS, ...cells] }], {
    shared: [...texts.keys()].map((text) => `<t>${text}</t>`),
    formats: ['dd/mm/yyyy'],
  })
}

/** The text alone: unpacked, and the text of every cell and of every shared text. */
function bookText(bytes: Uint8Array): string {
  const parts = unzipSync(bytes)
  const words: string[] = []
  for (const name of ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml']) {
    new Parser().on('text', (piece: string) => void words.push(piece)).parse(strFromU8(parts[name] ?? new Uint8Array()))
  }
  return words.join('\n')
}

const FORMATS = [
  {
    name: 'list.csv',
    label: 'text file',
    make: textFile,
    plain: (bytes: Uint8Array) => parse(Buffer.from(bytes)),
    taken: "csv-parse's records of it",
    target: 3,
  },
  {
    name: 'list.xlsx',
    label: 'workbook',
    make: bookFile,
    plain: bookText,
    taken: 'unpacking it and reading the text of its XML',
    // Besides its text, every cell has an address, a kind and a style to read.
    target: 4,
  },
] as const

/** How much dearer a row of a long list may be than one of a short one. */
const FLAT = 1.5

export async function tables(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { name, label, make, plain, taken, target } of FORMATS) {
    const bytes = make(ROWS)
    figures.push(
      await against(
        `Read a list of ${ROWS} rows, ${label}`,
        () => readPacked(name, bytes),
        () => plain(bytes),
        { target, against: taken },
      ),
    )
    const long = make(LONG)
    const readFew = async (): Promise<void> => {
      for (let done = 0; done < LONG; done += ROWS) await readPacked(name, bytes)
    }
    figures.push(
      await against(`Read a row of ${LONG}, ${label}`, () => readPacked(name, long), readFew, {
        pairs: 3,
        target: FLAT,
        against: `a row of ${ROWS}`,
      }),
    )
  }
  const packed = await readPacked('list.csv', textFile(ROWS))
  const pieces = packed.tables.flatMap(({ rows }) => rows)
  figures.push(
    await against(
      `Unpack and check a list of ${ROWS} rows`,
      () => checkedTables(packed),
      () => pieces.map((piece): unknown => JSON.parse(new TextDecoder().decode(piece))),
      { target: null, against: 'taking its JSON apart' },
    ),
  )
  return figures
}
