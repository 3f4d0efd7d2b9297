/**
 * Rows of a spreadsheet as blocks. A spreadsheet keeps titles, facts, tables and notes in one grid, parted by blank rows
 * alone, so: lines of a single cell above a table are paragraphs, the last of them is the table's heading; lines of a
 * single cell without a table are paragraphs; lines below a table that hold no second cell, not even a blank one, are
 * paragraphs (footnotes); everything else is a table. Facts written as label and value are therefore
 * a table of two columns, as a review block is in a document.
 */
import type { BlockRow } from '@contract/document'
import type { Building } from './building'

export interface GridCell {
  readonly text: string
  /** Grid places it covers; missing means 1. */
  readonly columns?: number
  readonly rows?: number
}

export interface GridRow {
  /** From 1, in the file or on the sheet. */
  readonly line: number
  /** One for each place from the left; null: covered by a cell to the left or above. */
  readonly cells: readonly (GridCell | null)[]
}

/** Blank cells are many and all alike. */
const BLANK: GridCell = { text: '' }

export const gridCell = (text: string): GridCell => (text === '' ? BLANK : { text })

/** Gathers rows and gives each run of them between blank rows to the document. */
export class SheetBlocks {
  readonly #into: Building
  readonly #page: number | null
  readonly #spans: boolean
  #level: number
  #run: GridRow[] = []

  /** @param level of the first heading; later ones are one below it */
  constructor(into: Building, { page, spans, level }: { page: number | null; spans: boolean; level: number }) {
    this.#into = into
    this.#page = page
    this.#spans = spans
    this.#level = level
  }

  row(row: GridRow): void {
    if (isBlank(row)) this.end()
    else this.#run.push(row)
  }

  /** Gives out what has been gathered. */
  end(): void {
    const run = this.#run
    this.#run = []
    if (run.length === 0) return
    const left = run.reduce((least, row) => Math.min(least, startOf(row)), Number.MAX_SAFE_INTEGER)
    const lines = run.map((row) => soleText(row, left))
    const first = lines.findIndex((text) => text === null)
    const last = first < 0 ? lines.length : endOfTable(run, lines)
    for (const [index, text] of lines.entries()) {
      const line = run[index]?.line ?? null
      if (index === first) this.#table(run.slice(first, last), left)
      if (text === null || (index >= first && first >= 0 && index < last)) continue
      if (index + 1 === first) this.#heading(text, line)
      else for (const part of text.split('\n')) this.#into.paragraph(part, { page: this.#page, line })
    }
  }

  #heading(text: string, line: number | null): void {
    this.#into.heading(this.#level, text.replace(/\s*\n\s*/g, ' '), { page: this.#page, line })
    if (this.#level === 1) this.#level = 2
  }

  #table(rows: readonly GridRow[], left: number): void {
    // Rows saved by a spreadsheet reach as far as the widest of the file; only the places this table uses are its own.
    const right = rows.reduce((most, row) => Math.max(most, endOf(row)), 0)
    this.#into.table(
      rows.map((row) => this.#blockRow(row, left, right)),
      this.#spans,
      { page: this.#page, line: rows[0]?.line ?? null },
    )
  }

  #blockRow({ line, cells }: GridRow, left: number, right: number): BlockRow {
    const own = cells.slice(left, right)
    // A sheet is a grid and says where it ends; a list of values says nothing of the cells it leaves out.
    while (this.#spans && own.length < right - left) own.push(BLANK)
    return this.#into.row(
      own.flatMap((cell) =>
        cell === null ? [] : [this.#into.cell(cell.text, { columns: cell.columns ?? 1, rows: cell.rows ?? 1 })],
      ),
      { page: this.#page, line },
    )
  }
}

/** The index behind the last row that reaches beyond one cell. */
function endOfTable(run: readonly GridRow[], lines: readonly (string | null)[]): number {
  let end = run.length
  while (end > 0 && lines[end - 1] !== null && run[end - 1]?.cells.length === 1) end -= 1
  return end
}

/** A row that only a cell reaching down covers is none. */
const isBlank = ({ cells }: GridRow): boolean => cells.every((cell) => cell !== null && cell.text.trim() === '')

/** The text of a row whose only text stands in the first place of its run; null for a row of a table. */
function soleText({ cells }: GridRow, left: number): string | null {
  const first = cells[left]
  if (first === null || first === undefined || first.text.trim() === '' || (first.rows ?? 1) > 1) return null
  const width = first.columns ?? 1
  return cells.every((cell, at) => (at >= left && at < left + width) || (cell !== null && cell.text.trim() === ''))
    ? first.text.trim()
    : null
}

/** The first place a row has text in; beyond all places when it has none. */
function startOf({ cells }: GridRow): number {
  const at = cells.findIndex((cell) => cell !== null && cell.text.trim() !== '')
  return at < 0 ? Number.MAX_SAFE_INTEGER : at
}

/** The place behind the last one a row uses. */
function endOf({ cells }: GridRow): number {
  let end = 0
  cells.forEach((cell, at) => {
    if (cell === null) end = Math.max(end, at + 1)
    else if (cell.text.trim() !== '') end = Math.max(end, at + (cell.columns ?? 1))
  })
  return end
}
