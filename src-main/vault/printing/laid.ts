/** Printed lines with every place of the grid told, for formats that write a merged cell once for each line it covers. */
import type { PrintCell } from './document'

export interface LaidCell {
  readonly cell: PrintCell
  /** First grid column it covers. */
  readonly x: number
  readonly columns: number
  /** Which part of a cell over several lines this is: all of it, its first line, one of the lines below. */
  readonly part: 'whole' | 'first' | 'below'
}

/** Each line from left to right without gaps; a place no cell covers is an empty cell of its own. All lines are equally wide. */
export function laidOut(lines: readonly (readonly PrintCell[])[]): readonly (readonly LaidCell[])[] {
  const places: (LaidCell | undefined)[][] = lines.map(() => [])
  lines.forEach((line, y) => {
    let x = 0
    for (const cell of line) {
      while (places[y]?.[x] !== undefined) x += 1
      lay(places, cell, x, y)
    }
  })
  const width = Math.max(0, ...places.map((line) => line.length))
  return places.map((line) => {
    const cells: LaidCell[] = []
    for (let x = 0; x < width; x += cells.at(-1)?.columns ?? 1) {
      cells.push(line[x] ?? { cell: { text: '' }, x, columns: 1, part: 'whole' })
    }
    return cells
  })
}

function lay(places: (LaidCell | undefined)[][], cell: PrintCell, x: number, y: number): void {
  const rows = Math.min(cell.rows ?? 1, places.length - y)
  for (let dy = 0; dy < rows; dy += 1) {
    const line = places[y + dy] ?? []
    const part = rows === 1 ? 'whole' : dy === 0 ? 'first' : 'below'
    const columns = cell.columns ?? 1
    for (let dx = 0; dx < columns; dx += 1) line[x + dx] = { cell, x, columns, part }
  }
}
