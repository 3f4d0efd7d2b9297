/**
 * An edition as a printed table in the school's own shape: its headings, its sub-columns, its marks (issue point "export
 * in the school's own shape"; the exported file holds every cell, mark and note). Pure.
 */
import type { Cell, Column, MatrixView, Row } from '@contract/matrices'
import type { PrintCell, PrintTable } from '@vault/printing'
import { cellsByPlace, footnotesOf, textsIn, type Footnotes } from './footnotes'

const heading = (text: string, columns = 1, rows = 1): PrintCell => ({ text, columns, rows, heading: 'column' })

/** The printed table. A group column stands first where any row has a group heading. */
export function ownShape(view: MatrixView): PrintTable {
  const columns = [...view.columns].sort((a, b) => a.position - b.position)
  const rows = [...view.rows].sort((a, b) => a.position - b.position)
  const grouped = rows.some((row) => row.group !== null)
  const footnotes = footnotesOf(view, rows, columns)
  return {
    caption: view.edition.title,
    header: headerLines(view, columns, grouped),
    body: bodyLines(view, rows, columns, grouped, footnotes),
    footnotes: footnotes.lines,
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
  footnotes: Footnotes,
): PrintCell[][] {
  const at = cellsByPlace(view)
  return rows.map((row, index) => {
    const line: PrintCell[] = []
    if (grouped && row.group !== null && (index === 0 || rows[index - 1]?.group !== row.group)) {
      line.push({ text: row.group, rows: runLength(rows, index), heading: 'row' })
    }
    // A label without a group takes the room of both, so that no empty place is taken for the group above.
    line.push({ text: row.label, heading: 'row', ...(grouped && row.group === null ? { columns: 2 } : {}) })
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
  if (cell === undefined) return Array.from({ length: width(column) }, () => ({ text: '' }))
  const printed = textsIn(cell, column)
  // What belongs to the whole cell stands with the first thing printed in it.
  const first = Math.max(
    printed.findIndex((text) => text !== ''),
    0,
  )
  return printed.map((text, index) => ({ text: index === first ? `${text}${footnotes.after(cell)}`.trim() : text }))
}
