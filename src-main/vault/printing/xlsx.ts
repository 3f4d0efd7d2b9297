/** A document as an Excel workbook: one sheet a table, merged headings, frozen header, no formulas (ux 10, R114). */
import writeExcelFile from 'write-excel-file/node'
import { grid, neutral, type PrintCell, type PrintDocument, type PrintTable } from './document'

interface SheetCell {
  value: string
  type: typeof String
  wrap: true
  alignVertical: 'top'
  fontWeight?: 'bold'
  backgroundColor?: string
  borderStyle?: 'thin'
  columnSpan?: number
  rowSpan?: number
}

const HEADING_FILL = '#F2F6FA'

/** The first sheet holds facts, first table and notes, so that a person who opens the file sees everything of it. */
export async function toXlsx(document: PrintDocument): Promise<Uint8Array> {
  const sheets = document.tables.map((table, index) => sheetOf(document, table, index === 0))
  const names = uniqueNames(document.tables.map((table) => table.caption))
  const bytes = await writeExcelFile(
    sheets.map((sheet, index) => ({
      data: sheet.rows,
      sheet: names[index] ?? `Sheet ${index + 1}`,
      columns: sheet.widths.map((width) => ({ width })),
      ...(document.landscape ? { orientation: 'landscape' as const } : {}),
      stickyRowsCount: sheet.frozen,
    })),
  ).toBuffer()
  return new Uint8Array(bytes)
}

function sheetOf(
  document: PrintDocument,
  table: PrintTable,
  first: boolean,
): { rows: (SheetCell | null)[][]; widths: number[]; frozen: number } {
  const laid = grid([...table.header, ...table.body])
  const width = laid[0]?.length ?? 1
  const rows: (SheetCell | null)[][] = [[title(first ? document.title : table.caption)]]
  if (first) {
    rows.push([plain('School'), plain(document.school)])
    for (const fact of document.facts) rows.push([plain(fact.label), plain(fact.value)])
    rows.push([], [title(table.caption)])
  }
  const frozen = rows.length + table.header.length
  for (const line of laid) rows.push(line.map((cell) => (cell === null ? null : boxed(cell))))
  for (const footnote of table.footnotes ?? []) rows.push([plain(footnote)])
  if (first) {
    if (document.notes.length > 0) rows.push([], [title('Notes')], ...document.notes.map((note) => [plain(note)]))
    rows.push([], [plain(document.classification)], [plain(document.made)])
  }
  return { rows, widths: widthsOf(laid, width), frozen }
}

/** Wide enough for the longest word and a fair share of the text, in characters. */
function widthsOf(laid: readonly (readonly (PrintCell | null)[])[], width: number): number[] {
  return Array.from({ length: width }, (_, x) => {
    const texts = laid
      .map((line) => line[x])
      .filter((cell) => cell !== null && cell !== undefined && (cell.columns ?? 1) === 1)
    const longest = Math.max(8, ...texts.map((cell) => cell?.text.length ?? 0))
    return Math.min(longest + 2, x === 0 ? 60 : 28)
  })
}

function boxed(cell: PrintCell): SheetCell {
  return {
    ...plain(cell.text),
    borderStyle: 'thin',
    ...(cell.heading ? { fontWeight: 'bold' as const, backgroundColor: HEADING_FILL } : {}),
    ...((cell.columns ?? 1) > 1 ? { columnSpan: cell.columns as number } : {}),
    ...((cell.rows ?? 1) > 1 ? { rowSpan: cell.rows as number } : {}),
  }
}

const plain = (text: string): SheetCell => ({ value: neutral(text), type: String, wrap: true, alignVertical: 'top' })

const title = (text: string): SheetCell => ({
  value: neutral(text),
  type: String,
  wrap: true,
  alignVertical: 'top',
  fontWeight: 'bold',
})

/** Sheet names: at most 31 characters, without the signs Excel refuses, no two alike. */
function uniqueNames(captions: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return captions.map((caption) => {
    const base =
      caption
        .replace(/[\\/?*[\]:]/g, ' ')
        .trim()
        .slice(0, 28) || 'Sheet'
    let name = base
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base} ${n}`
    taken.add(name.toLowerCase())
    return name
  })
}
