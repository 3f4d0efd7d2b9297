/** A filled grid as the rows of a table block. */
import type { BlockRow } from '@contract/document'
import type { Building } from '../building'
import type { FilledGrid } from './cells'
import { paddingOf, PICTURE, textOf } from './celltext'
import type { Vocabulary } from './wording'

/** Rows from top to bottom; a cell stands in the row it begins in. */
export function rowsOf(grid: FilledGrid, page: number, vocabulary: Vocabulary, building: Building): BlockRow[] {
  const padding = paddingOf(grid)
  const headings = headingCells(grid)
  const rows = Array.from({ length: grid.rows }, (): ReturnType<Building['cell']>[] => [])
  grid.cells.forEach((cell, index) => {
    const text = textOf(grid, index, padding, vocabulary)
    if (grid.contents[index]?.picture === true) {
      building.leaveOut(
        text === PICTURE
          ? `Page ${page}: row ${cell.row + 1} of a table has a picture and no words in a cell; it reads ${PICTURE}.`
          : `Page ${page}: a picture in row ${cell.row + 1} of a table was left out.`,
      )
    }
    rows[cell.row]?.push(building.cell(text, { columns: cell.columns, rows: cell.rows, heading: headings.has(index) }))
  })
  if (grid.irregular) building.leaveOut(`Page ${page}: a table has rules missing; check its cells against the page.`)
  return rows.map((cells) => building.row(cells, { page, line: null }))
}

/** Most rows and columns that can be headings. */
const MOST_HEADING_ROWS = 4
const MOST_HEADING_COLUMNS = 3

/**
 * Cells the file marks as headings: shaded ones at the top and at the left, where the rest of the table is not shaded
 * so. Rows shaded in turns are no headings, nor is a single shaded row of a few, unless it is bold.
 */
function headingCells(grid: FilledGrid): ReadonlySet<number> {
  let best = { size: 0, cells: new Set<number>() }
  for (let rows = 0; rows <= Math.min(MOST_HEADING_ROWS, grid.rows - 1); rows += 1) {
    for (let columns = 0; columns <= Math.min(MOST_HEADING_COLUMNS, grid.columns - 1); columns += 1) {
      const cells = marked(grid, rows, columns)
      if (cells !== null && rows + columns > best.size) best = { size: rows + columns, cells }
    }
  }
  return best.cells
}

/** The heading cells if the first rows and columns are headings; null: they are not shaded as such. */
function marked(grid: FilledGrid, rows: number, columns: number): Set<number> | null {
  const headings = new Set<number>()
  const own = new Set<string>()
  const others = new Set<string | null>()
  for (const [index, cell] of grid.cells.entries()) {
    const content = grid.contents[index]
    const inTop = cell.row < rows
    const inLeft = cell.column < columns
    if (!inTop && !inLeft) {
      others.add(content?.shade ?? null)
      continue
    }
    // A heading does not reach into the body.
    if ((!inLeft && cell.row + cell.rows > rows) || (!inTop && cell.column + cell.columns > columns)) return null
    const isCorner = cell.row === 0 && cell.column === 0 && content?.lines.length === 0
    if (content === undefined || (content.shade === null && !isCorner)) return null
    if (content.shade !== null) own.add(content.shade)
    headings.add(index)
  }
  if ([...own].some((colour) => others.has(colour))) return null
  const isBold = [...headings].every((index) => grid.contents[index]?.lines.every(({ bold }) => bold) ?? true)
  const isFew = grid.rows - rows < 3 || (columns > 0 && grid.columns - columns < 2)
  return isFew && !isBold ? null : headings
}
