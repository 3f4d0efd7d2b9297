/**
 * A document as a Word file: real headings, tables with real spans, header rows that repeat, rows that stay whole,
 * the footer with classification and page numbers (ux 10). It holds no macro, no field but the page number, no link.
 */
// docx writes styles, spans and repeating header rows that Word, LibreOffice and Pages agree on; loaded when first needed.
import type * as Docx from 'docx'
import { laidOut, type LaidCell } from './laid'
import type { PrintDocument, PrintTable } from './document'

/** Twentieths of a point: A4, its margins, and what they leave for text. */
export const PAGE = { short: 11_906, long: 16_838, margin: 1_020 } as const
const HEADING_FILL = 'F2F6FA'
const BORDER = '76808A'

/** The bytes of a .docx file. Text that XML cannot hold (control characters) is left out. */
export async function toDocx(document: PrintDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const { paragraph, heading } = partsWith(docx)
  const inside = (document.landscape ? PAGE.long : PAGE.short) - 2 * PAGE.margin
  const file = new docx.Document({
    title: clean(`${document.title} - ${document.school}`),
    creator: 'Trustward',
    lastModifiedBy: 'Trustward',
    styles: stylesOf(),
    sections: [
      {
        properties: {
          page: {
            // The package turns the page itself: width and height are those of the upright sheet.
            size: {
              width: PAGE.short,
              height: PAGE.long,
              orientation: document.landscape ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT,
            },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        headers: { default: new docx.Header({ children: [paragraph(document.school, 'Footer')] }) },
        footers: { default: footerOf(docx, document) },
        children: [
          heading(document.title, 1),
          paragraph(document.school),
          ...(document.facts.length > 0 ? [factsOf(docx, document.facts, inside)] : []),
          ...document.tables.flatMap((table) => [
            heading(table.caption, 2),
            tableOf(docx, table, inside),
            ...(table.footnotes ?? []).map((footnote) => paragraph(footnote, 'TableText')),
          ]),
          ...(document.notes.length > 0 ? [heading('Notes', 2)] : []),
          ...document.notes.map((note) => paragraph(note)),
        ],
      },
    ],
  })
  return new Uint8Array(await docx.Packer.toArrayBuffer(file))
}

function partsWith(docx: typeof Docx) {
  const levels = { 1: docx.HeadingLevel.HEADING_1, 2: docx.HeadingLevel.HEADING_2 }
  return {
    paragraph: (text: string, style?: string) =>
      new docx.Paragraph({ children: runs(docx, text), ...(style === undefined ? {} : { style }) }),
    heading: (text: string, level: 1 | 2) =>
      new docx.Paragraph({ children: runs(docx, text), heading: levels[level], keepNext: true }),
  }
}

/** Lines of a text become line breaks, so that one cell stays one paragraph. */
function runs(docx: typeof Docx, text: string, bold = false): Docx.TextRun[] {
  return clean(text)
    .split('\n')
    .map(
      (line, index) => new docx.TextRun({ text: line, ...(bold ? { bold } : {}), ...(index > 0 ? { break: 1 } : {}) }),
    )
}

/** Label and value beside each other, without lines. */
export function factsOf(docx: typeof Docx, facts: PrintDocument['facts'], inside: number): Docx.Table {
  const columnWidths = [Math.floor(inside / 5), inside - Math.floor(inside / 5)]
  const cell = (text: string, at: number, bold: boolean): Docx.TableCell =>
    new docx.TableCell({
      width: { size: columnWidths[at] ?? 0, type: docx.WidthType.DXA },
      children: [new docx.Paragraph({ children: runs(docx, text, bold) })],
    })
  return new docx.Table({
    width: { size: inside, type: docx.WidthType.DXA },
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    borders: docx.TableBorders.NONE,
    rows: facts.map(
      ({ label, value }) =>
        new docx.TableRow({ cantSplit: true, children: [cell(label, 0, true), cell(value, 1, false)] }),
    ),
  })
}

function footerOf(docx: typeof Docx, { classification, made }: PrintDocument): Docx.Footer {
  const { PageNumber, TextRun } = docx
  const pages = new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })
  const words = runs(docx, `${classification}. ${made}. `)
  return new docx.Footer({ children: [new docx.Paragraph({ style: 'Footer', children: [...words, pages] })] })
}

function tableOf(docx: typeof Docx, table: PrintTable, inside: number): Docx.Table {
  const lines = laidOut([...table.header, ...table.body])
  const isWide = (lines[0] ?? []).reduce((all, { columns }) => all + columns, 0) > MOST_AT_FULL_SIZE
  const columnWidths = widthsOf(lines, inside, isWide ? LETTER * (SMALL / FULL) : LETTER)
  const look = isWide ? 'Small' : ''
  const edge = { style: docx.BorderStyle.SINGLE, size: 4, color: BORDER }
  return new docx.Table({
    width: { size: sum(columnWidths), type: docx.WidthType.DXA },
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: lines.map(
      (line, index) =>
        new docx.TableRow({
          tableHeader: index < table.header.length,
          cantSplit: true,
          children: line.map((cell) => cellOf(docx, cell, columnWidths, look)),
        }),
    ),
  })
}

function cellOf(
  docx: typeof Docx,
  { cell, x, columns, part }: LaidCell,
  columnWidths: readonly number[],
  look: string,
): Docx.TableCell {
  const merge = { first: docx.VerticalMergeType.RESTART, below: docx.VerticalMergeType.CONTINUE }
  const width = sum(columnWidths.slice(x, x + columns))
  return new docx.TableCell({
    columnSpan: columns,
    width: { size: width, type: docx.WidthType.DXA },
    ...(part === 'whole' ? {} : { verticalMerge: merge[part] }),
    ...(cell.heading ? { shading: { fill: HEADING_FILL, color: 'auto', type: docx.ShadingType.CLEAR } } : {}),
    children: [
      new docx.Paragraph({
        style: `${cell.heading ? 'TableHeading' : 'TableText'}${look}`,
        children: part === 'below' ? [] : runs(docx, cell.text),
      }),
    ],
  })
}

/** Half points. Tables of more columns than that are set smaller. */
const FULL = 18
const SMALL = 15
const MOST_AT_FULL_SIZE = 8

/** Twentieths of a point that a letter of a table takes, and what stands around a cell's text. */
const LETTER = 112
const AROUND = 200
/** Longer words, such as addresses, may be broken. */
const LONGEST_WORD = 24

/** Where a line may end inside a text, and where it has to when the table would be wider than the page. */
const BREAKS = [/[\s-]+/, /[\s/-]+/]

/** Each column has room for its longest word; what is left goes to columns with long texts. */
function widthsOf(lines: readonly (readonly LaidCell[])[], inside: number, letter: number): number[] {
  const [least = []] = BREAKS.map((gap) => leastWidths(lines, letter, gap)).sort(
    (a, b) => Number(sum(a) > inside) - Number(sum(b) > inside),
  )
  const needed = sum(least)
  if (needed >= inside) return least.map((width) => Math.floor((width / needed) * inside))
  const wanted = least.map((width, at) => {
    const texts = lines.flatMap((line) => line.filter(({ x, columns }) => x === at && columns === 1))
    const longest = Math.max(0, ...texts.map(({ cell }) => cell.text.length))
    return Math.max(1, Math.min(longest, at === 0 ? 48 : 30) * letter + AROUND - width)
  })
  return least.map((width, at) => width + Math.floor(((wanted[at] ?? 0) / sum(wanted)) * (inside - needed)))
}

function leastWidths(lines: readonly (readonly LaidCell[])[], letter: number, gap: RegExp): number[] {
  const least: number[] = []
  for (const { cell, x, columns } of lines.flat()) {
    // Wide headings say nothing about one of their columns.
    const words = columns > 1 ? [] : cell.text.split(gap)
    const longest = Math.max(x === 0 ? 20 : 4, ...words.map((word) => word.length))
    for (let at = x; at < x + columns; at += 1)
      least[at] = Math.max(least[at] ?? 0, Math.min(longest, LONGEST_WORD) * letter + AROUND)
  }
  return least
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

export function stylesOf(): Docx.IStylesOptions {
  const next = 'Normal'
  return {
    default: {
      document: { run: { font: 'Calibri', size: 21, language: { value: 'en-GB' } } },
      heading1: { run: { size: 36, bold: true, color: '1B1F23' }, paragraph: { spacing: { after: 60 } } },
      heading2: { run: { size: 26, bold: true, color: '1B1F23' }, paragraph: { spacing: { before: 280, after: 80 } } },
    },
    paragraphStyles: [
      { id: 'TableText', name: 'Table text', basedOn: next, run: { size: FULL } },
      { id: 'TableHeading', name: 'Table heading', basedOn: next, run: { size: FULL, bold: true } },
      { id: 'TableTextSmall', name: 'Table text small', basedOn: next, run: { size: SMALL } },
      { id: 'TableHeadingSmall', name: 'Table heading small', basedOn: next, run: { size: SMALL, bold: true } },
      { id: 'Footer', name: 'footer', basedOn: next, run: { size: 17 } },
    ],
  }
}

/** Text as XML may hold it: line ends as `\n`, no control characters, no half of a surrogate pair. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
