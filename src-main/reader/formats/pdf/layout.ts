/** One page as its pieces in reading order: lines of text and grids with what stands in them. */
import { bareGrids, levelGrids } from './aligned'
import { fill, type FilledGrid, isBulletOf } from './cells'
import { partsOf } from './columns'
import { type Grid, gridOf } from './grid'
import { dottedRules } from './dots'
import { linesOf, type Segment } from './lines'
import { type Box, contains, type Drawing, type Turn, type Word } from './page'
import { latticesOf, levelRules } from './rules'
import { upright, withoutDoubles } from './upright'

/** A line outside tables. Its pieces stand apart by a wide gap each. */
export interface Row extends Box {
  readonly kind: 'row'
  readonly segments: readonly Segment[]
  /** A bullet drawn as a shape stands before it. */
  readonly bullet: boolean
  /** Number of the part of the page, in reading order. */
  readonly part: number
}

export interface Table extends Box {
  readonly kind: 'table'
  readonly grid: FilledGrid
  /** Its rules say which places are one cell. */
  readonly spans: boolean
}

export type Piece = Row | Table

export interface Layout {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
  /** Pictures that stand in no table. */
  readonly pictures: number
  /** More is drawn on it than any table or page of text has, so that not all of it was followed. */
  readonly overdrawn: boolean
  readonly characters: number
  readonly unreadable: number
  readonly invisible: number
  readonly slanted: number
  readonly cut: number
}

/** Finds the tables of a page and orders the rest. */
export function layoutOf(drawn: Drawing): Layout {
  const turned = upright(drawn)
  const dotted = dottedRules(turned.shapes)
  const drawing = { ...turned, rules: [...turned.rules, ...dotted.rules], shapes: dotted.rest }
  const words = withoutDoubles(drawing.words)
  const lattices = latticesOf(drawing.rules, words)
  const grids = outermost((lattices ?? []).flatMap((lattice) => gridOf(lattice) ?? []))
  let rest: readonly Word[] = words
  const tables: Table[] = []
  const take = (grid: Grid, spans: boolean): void => {
    const put = fill(grid, drawing, rest)
    if (put.filled.contents.every(({ lines }) => lines.length === 0)) return
    rest = put.rest
    tables.push({ kind: 'table', grid: put.filled, spans, ...boxed(grid) })
  }
  for (const grid of grids) take(grid, true)
  const rules = levelRules(drawing.rules, words)
  if (rules.length > 3) for (const grid of levelGrids(rules, rest)) take(grid, false)
  for (const grid of bareGrids(rest)) take(grid, false)
  const { width, height, characters, unreadable, invisible, slanted, cut } = drawing
  return {
    ...{ width, height, characters, unreadable, invisible, slanted, cut },
    pieces: ordered(rest, tables, drawing.shapes),
    pictures: drawing.pictures.filter(
      (box) => !tables.some((table) => contains(table, (box.left + box.right) / 2, (box.top + box.bottom) / 2)),
    ).length,
    overdrawn: lattices === null || drawing.full,
  }
}

/** Tables inside a table's cell are read as that cell's text, but a frame around the page is not a table of one cell. */
function outermost(grids: readonly Grid[]): readonly Grid[] {
  const kept: Grid[] = []
  for (const grid of [...grids].sort((a, b) => area(b) - area(a))) {
    const outer = kept.find((other) => contains(other, (grid.left + grid.right) / 2, (grid.top + grid.bottom) / 2))
    if (outer === undefined) kept.push(grid)
    else if (outer.cells.length <= 4 && grid.cells.length > outer.cells.length)
      kept.splice(kept.indexOf(outer), 1, grid)
  }
  return kept.sort((a, b) => a.top - b.top || a.left - b.left)
}

function area({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top)
}

function boxed({ left, top, right, bottom }: Box): Box {
  return { left, top, right, bottom }
}

function ordered(words: readonly Word[], tables: readonly Table[], shapes: readonly Box[]): Piece[] {
  const usual = linesOf(words.filter(({ turn }) => turn === 0)).flat()
  const placed = [
    ...usual.map((segment) => ({
      ...segmentBox(segment),
      letters: segment.text.length as number | null,
      segment,
      table: null,
    })),
    ...tables.map((table) => ({ ...boxed(table), letters: null, segment: null, table })),
  ]
  const pieces = partsOf(placed).flatMap((items, part): Piece[] => {
    const segments = items.flatMap(({ segment }) => segment ?? [])
    const rows = rowsOf(segments, part, shapes)
    return [...rows, ...items.flatMap(({ table }) => table ?? [])].sort((a, b) => a.top - b.top || a.left - b.left)
  })
  const turned = ([90, 270] satisfies Turn[]).flatMap((turn) =>
    linesOf(words.filter((word) => word.turn === turn)).map((segments): Row => {
      const [first] = segments
      return { kind: 'row', segments, bullet: false, part: -1, ...turnedBox(first) }
    }),
  )
  return [...pieces, ...turned]
}

/** Segments on one base line are one row. */
function rowsOf(segments: readonly Segment[], part: number, shapes: readonly Box[]): Row[] {
  const rows: Segment[][] = []
  for (const segment of [...segments].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const last = rows.at(-1)
    const first = last?.[0]
    if (last !== undefined && first !== undefined && Math.abs(first.base - segment.base) < 0.35 * first.size)
      last.push(segment)
    else rows.push([segment])
  }
  return rows.map((row) => {
    const line = row.sort((a, b) => a.left - b.left)
    const [first] = line
    const bullet = first !== undefined && shapes.some((shape) => isBulletOf(shape, first))
    return { kind: 'row', segments: line, bullet, part, ...around(line.map(segmentBox)) }
  })
}

function segmentBox({ left, right, base, size }: Segment): Box {
  return { left, right, top: base - 0.8 * size, bottom: base + 0.2 * size }
}

function turnedBox(segment: Segment | undefined): Box {
  if (segment === undefined) return { left: 0, top: 0, right: 0, bottom: 0 }
  const { turn, left, right, base } = segment
  return turn === 90
    ? { left: base, right: base, top: -right, bottom: -left }
    : { left: -base, right: -base, top: left, bottom: right }
}

function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  }
}
