/** How a read document is cut up for the screen. Pure: blocks in, what is drawn out. */
import type { Block, BlockRow, TableBlock } from '@contract'

type Item = Extract<Block, { kind: 'item' }>

/** One thing to draw: list items that follow one another are one list. */
export type Segment =
  | { readonly kind: 'list'; readonly items: readonly { readonly index: number; readonly block: Item }[] }
  | { readonly kind: 'block'; readonly index: number; readonly block: Exclude<Block, { kind: 'item' }> }

/** A stretch of the document that is drawn, or left undrawn while it is out of view, as one. */
export interface Chunk {
  /** Indexes of its first and last block. */
  readonly first: number
  readonly last: number
  readonly segments: readonly Segment[]
  /** Height to expect before it has been drawn, in px. */
  readonly height: number
}

/** Blocks of one chunk: a page or so. */
const CHUNK = 24
/** Rows of a table drawn at a time. */
export const ROWS_DRAWN = 200

export function chunksOf(blocks: readonly Block[], size = CHUNK): Chunk[] {
  const chunks: Chunk[] = []
  for (let first = 0; first < blocks.length; first += size) {
    const part = blocks.slice(first, first + size)
    chunks.push({
      first,
      last: first + part.length - 1,
      segments: segmentsOf(part, first),
      height: part.reduce((sum, block) => sum + heightOf(block), 0),
    })
  }
  return chunks
}

function segmentsOf(blocks: readonly Block[], first: number): Segment[] {
  const segments: Segment[] = []
  blocks.forEach((block, at) => {
    const index = first + at
    if (block.kind !== 'item') {
      segments.push({ kind: 'block', index, block })
      return
    }
    const last = segments.at(-1)
    if (last?.kind === 'list') segments[segments.length - 1] = { ...last, items: [...last.items, { index, block }] }
    else segments.push({ kind: 'list', items: [{ index, block }] })
  })
  return segments
}

/** A rough height, so that the scrollbar is about right before everything was drawn: 22 px a line of 75 letters. */
function heightOf(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return 48
    case 'break':
      return 40
    case 'table':
      return 34 * Math.min(block.rows.length, ROWS_DRAWN) + 16
    case 'paragraph':
    case 'item':
      return 22 * Math.ceil(Math.max(1, block.text.length) / 75) + 8
  }
}

/**
 * The rows of a long table that are drawn, end not included: all of a short one, else a stretch around a row.
 * @param row the row that must be in it; null: begin at the top
 */
export function rowsAround(count: number, row: number | null): { from: number; to: number } {
  if (count <= ROWS_DRAWN) return { from: 0, to: count }
  const from = Math.min(Math.max(0, (row ?? 0) - ROWS_DRAWN / 2), count - ROWS_DRAWN)
  return { from, to: from + ROWS_DRAWN }
}

/** What a heading cell heads: its column when every filled cell of its row is a heading, else its row; null: a plain cell. */
export function scopeOf(row: BlockRow, cell: BlockRow['cells'][number]): 'col' | 'row' | null {
  if (!cell.heading) return null
  return row.cells.every(({ heading, text }) => heading || text.trim() === '') ? 'col' : 'row'
}

/** Where each cell of a table begins on its grid, cells hanging down from above counted; and how wide the grid is. */
function laidOut(table: TableBlock): { places: { row: number; column: number; text: string }[]; width: number } {
  const places: { row: number; column: number; text: string }[] = []
  // For each column how many rows more it is taken by a cell from above.
  const hanging: number[] = []
  let width = 0
  table.rows.forEach(({ cells }, row) => {
    const free = hanging.map((rows) => rows === 0)
    for (let at = 0; at < hanging.length; at += 1) hanging[at] = Math.max(0, (hanging[at] ?? 0) - 1)
    let column = 0
    for (const cell of cells) {
      while (free[column] === false) column += 1
      places.push({ row, column, text: cell.text })
      for (let across = 0; across < cell.columns; across += 1) {
        hanging[column + across] = Math.max(hanging[column + across] ?? 0, cell.rows - 1)
      }
      column += cell.columns
      width = Math.max(width, column)
    }
  })
  return { places, width }
}

/** How many grid columns a table has, spans counted. */
export const columnCount = (table: TableBlock): number => laidOut(table).width

/**
 * A printed table laid out on its grid: one text for each place. A cell over several places gives its text to the
 * first of them; the others are empty.
 */
export function gridOf(table: TableBlock): string[][] {
  const { places, width } = laidOut(table)
  const grid = table.rows.map(() => Array.from({ length: width }, () => ''))
  for (const { row, column, text } of places) {
    const line = grid[row]
    if (line) line[column] = text
  }
  return grid
}
