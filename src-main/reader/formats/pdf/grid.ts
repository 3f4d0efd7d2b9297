/**
 * Cells from rules. Every place between two neighbouring rules is a grid place; places with no rule between them are
 * one cell, which is how spans are known. Nothing about the words of a table is used to find its cells.
 */
import type { Box, Rule } from './page'
import type { Lattice } from './rules'

/** Rules this close to one another are one edge: double lines, and cells drawn as boxes of their own. In points. */
const SAME_EDGE = 4.5
/** Share of a place's side that has to be drawn for the side to be there. */
const DRAWN = 0.55
/** Rules that go on this far past the last edge across them stand for an edge that is not drawn. */
const OPEN = 8
/** Places of a grid; a page with more of them is a drawing on squared paper. */
const MOST_PLACES = 6000

export interface GridCell extends Box {
  /** Grid place of its top left corner, and how many places it covers. */
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

export interface Grid extends Box {
  readonly rows: number
  readonly columns: number
  /** By row, then by column. */
  readonly cells: readonly GridCell[]
  /** Some places hung together in no rectangle and were parted; a person should look. */
  readonly irregular: boolean
}

/** Null when the lattice is one box only, one column only, or more than a table. */
export function gridOf({ across, down }: Lattice): Grid | null {
  const xs = edges(down, across)
  const ys = edges(across, down)
  const columns = xs.length - 1
  const rows = ys.length - 1
  if (columns < 2 || rows < 1 || rows * columns > MOST_PLACES) return null
  const isWall = walls(down, xs, ys)
  const isFloor = walls(across, ys, xs)
  const found = cellsOf(rows, columns, isWall, isFloor)
  const cells = found.cells.map((cell) => ({
    ...cell,
    left: middle(xs[cell.column]),
    top: middle(ys[cell.row]),
    right: middle(xs[cell.column + cell.columns]),
    bottom: middle(ys[cell.row + cell.rows]),
  }))
  if (cells.length < 2 || cells.every((cell) => cell.columns === columns)) return null
  return {
    ...{ rows, columns, cells, irregular: found.irregular },
    ...{ left: middle(xs[0]), top: middle(ys[0]), right: middle(xs[columns]), bottom: middle(ys[rows]) },
  }
}

interface Edge {
  readonly from: number
  readonly to: number
}

function middle(edge: Edge | undefined): number {
  return edge === undefined ? 0 : (edge.from + edge.to) / 2
}

/** Where rules of one direction lie, close ones taken as one, with an edge added on a side where the others run on. */
function edges(rules: readonly Rule[], others: readonly Rule[]): readonly Edge[] {
  const found: { from: number; to: number }[] = []
  for (const at of rules.map((rule) => rule.at).sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last !== undefined && at - last.from <= SAME_EDGE) last.to = at
    else found.push({ from: at, to: at })
  }
  const first = found[0]
  const last = found.at(-1)
  if (first === undefined || last === undefined) return found
  const before = others.map(({ from }) => from).filter((from) => from < first.from - OPEN)
  const after = others.map(({ to }) => to).filter((to) => to > last.to + OPEN)
  const needed = Math.min(2, others.length)
  if (before.length >= needed) found.unshift(at(Math.min(...before)))
  if (after.length >= needed) found.push(at(Math.max(...after)))
  return found
}

function at(place: number): Edge {
  return { from: place, to: place }
}

/** Says whether edge `edge` is drawn along the place between two neighbouring edges of the other direction. */
function walls(
  rules: readonly Rule[],
  own: readonly Edge[],
  other: readonly Edge[],
): (edge: number, place: number) => boolean {
  const last = other.length - 1
  const drawn = own.map(() => new Float64Array(Math.max(last, 0)))
  for (const rule of rules) {
    const edge = own.findIndex(({ from, to }) => rule.at >= from - 0.01 && rule.at <= to + 0.01)
    const covered = drawn[edge]
    if (covered === undefined) continue
    for (let place = 0; place < last; place += 1) {
      const from = middle(other[place])
      const to = middle(other[place + 1])
      const share = (Math.min(rule.to, to) - Math.max(rule.from, from)) / Math.max(to - from, 0.01)
      // Double lines cover a side twice, so the longest counts and pieces on one line are joined already.
      if (share > 0) covered[place] = Math.max(covered[place] ?? 0, share)
    }
  }
  return (edge, place) => (drawn[edge]?.[place] ?? 0) >= DRAWN
}

interface Places {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

function cellsOf(
  rows: number,
  columns: number,
  isWall: (edge: number, row: number) => boolean,
  isFloor: (edge: number, column: number) => boolean,
): { readonly cells: readonly Places[]; readonly irregular: boolean } {
  const seen = new Uint8Array(rows * columns)
  const cells: Places[] = []
  let irregular = false
  for (let start = 0; start < rows * columns; start += 1) {
    if (seen[start] === 1) continue
    seen[start] = 1
    const places = [start]
    for (let next = 0; next < places.length; next += 1) {
      const place = places[next] ?? 0
      const row = Math.floor(place / columns)
      const column = place % columns
      const reach = (to: number, open: boolean): void => {
        if (!open || seen[to] === 1) return
        seen[to] = 1
        places.push(to)
      }
      reach(place + 1, column + 1 < columns && !isWall(column + 1, row))
      reach(place - 1, column > 0 && !isWall(column, row))
      reach(place + columns, row + 1 < rows && !isFloor(row + 1, column))
      reach(place - columns, row > 0 && !isFloor(row, column))
    }
    const whole = spanned(places, columns)
    if (whole.rows * whole.columns === places.length) cells.push(whole)
    else {
      irregular = true
      cells.push(...stripes(places, columns))
    }
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { cells, irregular }
}

function spanned(places: readonly number[], columns: number): Places {
  let [top, left, bottom, right] = [Infinity, Infinity, 0, 0]
  for (const place of places) {
    const row = Math.floor(place / columns)
    const column = place % columns
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    left = Math.min(left, column)
    right = Math.max(right, column)
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 }
}

/** Places that make no rectangle, parted into runs of one row: the smaller cells, so that nothing is joined wrongly. */
function stripes(places: readonly number[], columns: number): Places[] {
  const parted: { row: number; column: number; rows: number; columns: number }[] = []
  for (const place of [...places].sort((a, b) => a - b)) {
    const row = Math.floor(place / columns)
    const column = place % columns
    const last = parted.at(-1)
    if (last?.row === row && last.column + last.columns === column) last.columns += 1
    else parted.push({ row, column, rows: 1, columns: 1 })
  }
  return parted
}
