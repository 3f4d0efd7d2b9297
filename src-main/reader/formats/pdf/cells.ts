/** What stands in the cells of a grid. */
import type { Grid, GridCell } from './grid'
import { type Segment, linesOf } from './lines'
import { type Area, type Box, contains, type Drawing, type Turn, type Word } from './page'

/** A grid with what stands in it; its cells in the order of the grid's. */
export interface FilledGrid extends Grid {
  readonly contents: readonly Content[]
}

export interface Content {
  /** From top to bottom, text in the usual direction first. */
  readonly lines: readonly Segment[]
  /** A picture or a drawn sign stands in it. */
  readonly picture: boolean
  /** Bullets drawn as shapes, by their height on the page. */
  readonly bullets: readonly number[]
  /** Colour behind it; null: white or none. */
  readonly shade: string | null
}

const TURNS: readonly Turn[] = [0, 90, 270]

/**
 * Puts the page's words into a grid by the middle of each word.
 * @returns the words that stand in none of its cells as well
 */
export function fill(grid: Grid, drawing: Drawing, words: readonly Word[]): { filled: FilledGrid; rest: Word[] } {
  const find = finder(grid)
  const inside = grid.cells.map((): Word[] => [])
  const rest: Word[] = []
  for (const word of words.flatMap((whole) => partedAtWalls(whole, grid, find))) {
    const cell = find(word.x, word.y)
    if (cell === null) rest.push(word)
    else inside[cell]?.push(word)
  }
  const shades = shadesOf(grid, drawing.areas)
  const contents = grid.cells.map((cell, index) => contentOf(cell, inside[index] ?? [], shades[index] ?? null, drawing))
  return { filled: { ...grid, contents }, rest }
}

/** A wall this close to where two pieces of text meet parts them. In points. */
const AT_WALL = 2.5

/**
 * Words of neighbouring cells that stand so close that they were taken for one. They were drawn as two pieces, which
 * meet at the wall between the cells; a long word that runs over its cell's edge has no such place and stays whole.
 */
function partedAtWalls(word: Word, grid: Grid, find: (x: number, y: number) => number | null): Word[] {
  if (word.turn !== 0 || word.joints.length === 0) return [word]
  const first = find(word.left + 0.5, word.y)
  if (first === null || first === find(word.right - 0.5, word.y)) return [word]
  const wall = grid.cells[first]?.right ?? Infinity
  const joint = word.joints.find(({ at, end }) => end <= wall + 0.5 && at >= wall - 0.5 && at - end < 2 * AT_WALL)
  if (joint === undefined) return [word]
  const { letters, at, end } = joint
  const [before, after] = [word.text.slice(0, letters), word.text.slice(letters)]
  const rest = word.joints.filter((other) => other.letters > letters)
  return [
    { ...word, text: before, right: end, joints: [], x: (word.left + end) / 2 },
    ...partedAtWalls(
      {
        ...word,
        ...{ text: after, left: at, spaced: true, x: (at + word.right) / 2 },
        joints: rest.map((other) => ({ ...other, letters: other.letters - letters })),
      },
      grid,
      find,
    ),
  ]
}

function contentOf(cell: GridCell, words: readonly Word[], shade: string | null, drawing: Drawing): Content {
  const lines = TURNS.flatMap((turn) =>
    linesOf(
      words.filter((word) => word.turn === turn),
      Infinity,
    ).flat(),
  )
  const isIn = (box: Box): boolean =>
    contains(cell, (box.left + box.right) / 2, (box.top + box.bottom) / 2, -2) &&
    box.right - box.left < (cell.right - cell.left) * 1.2
  const bullets: number[] = []
  const signs = drawing.shapes.filter((shape) => {
    if (!isIn(shape)) return false
    const isBullet = lines.some((line) => isBulletOf(shape, line))
    if (isBullet) bullets.push((shape.top + shape.bottom) / 2)
    return !isBullet
  })
  return { lines, picture: signs.length > 0 || drawing.pictures.some(isIn), bullets, shade }
}

/** A small drawn thing just before a line stands for its bullet. */
export function isBulletOf(shape: Box, line: Segment): boolean {
  if (line.turn !== 0) return false
  const middle = (shape.top + shape.bottom) / 2
  const gap = line.left - shape.right
  return (
    Math.max(shape.right - shape.left, shape.bottom - shape.top) <= 0.75 * line.size &&
    gap > 0 &&
    gap < 3.5 * line.size &&
    middle < line.base + 0.1 * line.size &&
    middle > line.base - 0.9 * line.size
  )
}

/** Which cell a place of the page is in; null: none. */
function finder(grid: Grid): (x: number, y: number) => number | null {
  // Rows of cells by their top, so that a page of many cells is not searched for every word.
  const byColumn = new Map<number, number[]>()
  grid.cells.forEach((cell, index) => {
    for (let column = cell.column; column < cell.column + cell.columns; column += 1) {
      byColumn.set(column, [...(byColumn.get(column) ?? []), index])
    }
  })
  const columns = [...byColumn.values()].map((cells) => {
    const all = cells.flatMap((index) => grid.cells[index] ?? [])
    return {
      cells,
      left: Math.min(...all.map(({ left }) => left)),
      right: Math.max(...all.map(({ right }) => right)),
    }
  })
  return (x, y) => {
    if (!contains(grid, x, y, 1)) return null
    for (const { cells, left, right } of columns) {
      if (x < left - 1 || x > right + 1) continue
      const found = cells.find((index) => {
        const cell = grid.cells[index]
        return cell !== undefined && contains(cell, x, y)
      })
      if (found !== undefined) return found
    }
    return null
  }
}

/** The last colour painted behind the middle of each cell. */
function shadesOf(grid: Grid, areas: readonly Area[]): (string | null)[] {
  const near = areas.filter(
    (area) => area.right > grid.left && area.left < grid.right && area.bottom > grid.top && area.top < grid.bottom,
  )
  return grid.cells.map((cell) => {
    const x = (cell.left + cell.right) / 2
    const y = (cell.top + cell.bottom) / 2
    const wide = 0.6 * (cell.right - cell.left)
    const high = 0.6 * (cell.bottom - cell.top)
    const behind = near.filter(
      (area) =>
        contains(area, x, y) &&
        Math.min(area.right, cell.right) - Math.max(area.left, cell.left) >= wide &&
        Math.min(area.bottom, cell.bottom) - Math.max(area.top, cell.top) >= high,
    )
    const colour = behind.at(-1)?.colour ?? null
    return colour === null || isWhite(colour) ? null : colour
  })
}

function isWhite(colour: string): boolean {
  return /^#f[c-f]f[c-f]f[c-f]$/i.test(colour)
}
