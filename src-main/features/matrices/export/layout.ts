/**
 * An edition as a printed table in the school's own shape: its headings, its sub-columns, its marks (issue point "export
 * in the school's own shape"; the exported file holds every cell, mark and note). Pure.
 */
import type { Cell, Column, MatrixView, Row } from '@contract/matrices'
import type { PrintCell, PrintTable } from '@vault/printing'

const heading = (text: string, columns = 1, rows = 1): PrintCell => ({ text, columns, rows, heading: 'column' })

/** Footnote marks in printing order: the n-th footnote of the table is printed as [n]. */
export interface Footnotes {
  readonly numberOf: (cell: Cell) => number | null
  readonly lines: readonly string[]
}

/** Cells by row and column. */
export function cellsByPlace(view: MatrixView): (row: Row, column: Column) => Cell | undefined {
  const places = new Map(view.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]))
  return (row, column) => places.get(`${row.id}/${column.id}`)
}

/** Numbers every footnote and exception of an edition, row by row. */
export function footnotesOf(view: MatrixView): Footnotes {
  const at = cellsByPlace(view)
  const numbers = new Map<string, number>()
  const lines: string[] = []
  for (const row of view.rows) {
    for (const column of view.columns) {
      const cell = at(row, column)
      const words = cell === undefined ? '' : noteWords(cell)
      if (cell === undefined || words === '') continue
      lines.push(`[${lines.length + 1}] ${row.label}, ${column.label}: ${words}`)
      numbers.set(cell.id, lines.length)
    }
  }
  return { numberOf: (cell) => numbers.get(cell.id) ?? null, lines }
}

function noteWords(cell: Cell): string {
  const { footnote, exception } = cell.content
  const parts: string[] = []
  if (footnote) parts.push(`${footnote.mark} ${footnote.text ?? '(the document gives no text for this mark)'}`)
  if (exception !== null) parts.push(`Exception: ${exception}`)
  return parts.join('. ')
}

/** The printed table. A group column stands first where any row has a group heading. */
export function ownShape(view: MatrixView): PrintTable {
  const columns = [...view.columns].sort((a, b) => a.position - b.position)
  const rows = [...view.rows].sort((a, b) => a.position - b.position)
  const grouped = rows.some((row) => row.group !== null)
  return {
    caption: view.edition.title,
    header: headerLines(view, columns, grouped),
    body: bodyLines(view, rows, columns, grouped),
  }
}

/** Heading lines: group of columns, column, caption; a line that would say nothing is left out. */
function headerLines(view: MatrixView, columns: readonly Column[], grouped: boolean): PrintCell[][] {
  const hasGroups = columns.some((column) => column.group !== null)
  const hasCaptions = columns.some((column) => column.captions.length > 0)
  const depth = 1 + (hasGroups ? 1 : 0) + (hasCaptions ? 1 : 0)
  const corner: PrintCell[] = [...(grouped ? [heading('', 1, depth)] : []), heading(view.edition.rowHeading, 1, depth)]
  const names = columns.map((column) => heading(column.label, width(column)))
  const lines: PrintCell[][] = []
  if (hasGroups) lines.push(groupLine(columns))
  lines.push(
    hasCaptions
      ? columns.map((column) => heading(column.label, width(column), column.captions.length > 0 ? 1 : 2))
      : names,
  )
  if (hasCaptions) lines.push(columns.flatMap((column) => column.captions.map((caption) => heading(caption.label))))
  lines[0] = [...corner, ...(lines[0] ?? [])]
  return lines
}

function groupLine(columns: readonly Column[]): PrintCell[] {
  const line: PrintCell[] = []
  for (const column of columns) {
    const last = line.at(-1)
    if (last !== undefined && column.group !== null && last.text === column.group) {
      line[line.length - 1] = heading(last.text, (last.columns ?? 1) + width(column))
    } else line.push(heading(column.group ?? '', width(column)))
  }
  return line
}

const width = (column: Column): number => Math.max(1, column.captions.length)

function bodyLines(
  view: MatrixView,
  rows: readonly Row[],
  columns: readonly Column[],
  grouped: boolean,
): PrintCell[][] {
  const at = cellsByPlace(view)
  const footnotes = footnotesOf(view)
  return rows.map((row, index) => {
    const line: PrintCell[] = []
    if (grouped && (index === 0 || rows[index - 1]?.group !== row.group)) {
      line.push({ text: row.group ?? '', rows: runLength(rows, index), heading: 'row' })
    }
    line.push({ text: row.label, heading: 'row' })
    for (const column of columns) line.push(...printedCell(at(row, column), column, footnotes))
    return line
  })
}

function runLength(rows: readonly Row[], from: number): number {
  const group = rows[from]?.group
  const end = rows.findIndex((row, index) => index > from && row.group !== group)
  return (end === -1 ? rows.length : end) - from
}

function printedCell(cell: Cell | undefined, column: Column, footnotes: Footnotes): PrintCell[] {
  const number = cell === undefined ? null : footnotes.numberOf(cell)
  const note = number === null ? '' : ` [${number}]`
  if (column.captions.length === 0) {
    const words = cell?.content.silent === true ? 'Not stated' : (cell?.content.words ?? '')
    return [{ text: `${words}${note}`.trim() }]
  }
  const marks = cell?.content.marks ?? []
  const printed = column.captions.map((caption) =>
    marks
      .filter((mark) => mark.caption === caption.id)
      .map((mark) => mark.mark)
      .join(' '),
  )
  const first = printed.findIndex((text) => text !== '')
  return printed.map((text, index) => ({ text: index === Math.max(first, 0) ? `${text}${note}`.trim() : text }))
}
