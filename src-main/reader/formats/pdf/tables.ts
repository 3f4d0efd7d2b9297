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

/**
 * Cells the file marks as headings: shaded ones at the top and at the left, where the rest of the table is not shaded so.
 * Rows shaded in turns are no headings.
 */
function headingCells(grid: FilledGrid): ReadonlySet<number> {
  const top = leading(grid, 'row')
  const left = leading(grid, 'column')
  const found = new Set<number>()
  grid.cells.forEach((cell, index) => {
    const inTop = cell.row + cell.rows <= top
    const inLeft = cell.column + cell.columns <= left
    if (inTop || inLeft) found.add(index)
  })
  return found
}

/** How many rows from the top, or columns from the left, are shaded all along in colours that come nowhere else. */
function leading(grid: FilledGrid, way: 'row' | 'column'): number {
  const size = way === 'row' ? grid.rows : grid.columns
  const end = (index: number): number => {
    const cell = grid.cells[index]
    if (cell === undefined) return 0
    return way === 'row' ? cell.row + cell.rows : cell.column + cell.columns
  }
  let count = 0
  while (count < size) {
    const here = grid.cells.map((_, index) => index).filter((index) => covers(grid, index, way, count))
    // The corner over row headings is often left blank.
    const isShaded = (index: number): boolean =>
      grid.contents[index]?.shade !== null || (isCorner(grid, index) && here.length > 1)
    if (here.length === 0 || !here.every(isShaded)) break
    count = Math.max(count + 1, ...here.map(end))
  }
  if (count === 0 || count >= size) return 0
  const colours = (wanted: (index: number) => boolean): Set<string> =>
    new Set(grid.contents.flatMap(({ shade }, index) => (shade !== null && wanted(index) ? [shade] : [])))
  const own = colours((index) => end(index) <= count)
  const other = way === 'row' ? 'column' : 'row'
  // Row headings may be shaded like the column headings.
  const rest = colours((index) => end(index) > count && !covers(grid, index, other, 0))
  return [...own].some((colour) => rest.has(colour)) ? 0 : count
}

function isCorner(grid: FilledGrid, index: number): boolean {
  const cell = grid.cells[index]
  return cell?.row === 0 && cell.column === 0 && grid.contents[index]?.lines.length === 0
}

function covers(grid: FilledGrid, index: number, way: 'row' | 'column', place: number): boolean {
  const cell = grid.cells[index]
  if (cell === undefined) return false
  return way === 'row'
    ? cell.row <= place && place < cell.row + cell.rows
    : cell.column <= place && place < cell.column + cell.columns
}
