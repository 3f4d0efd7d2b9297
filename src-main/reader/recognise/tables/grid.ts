/** A table block laid out on its grid: every place knows the text that stands in it and where that text begins. */
import type { BlockRow, TableBlock } from '@contract/document'
import { onOneLine } from '../../vocabulary/wording'

export interface Place {
  readonly text: string
  /** The file says that it is a heading. */
  readonly heading: boolean
  /** The printed cell begins here; else it reaches here from the left or from above. */
  readonly begins: boolean
  /** It reaches here from the row above. */
  readonly below: boolean
  /** Columns of the printed cell, counted from where it begins in this row. */
  readonly columns: number
}

export interface GridRow {
  readonly places: readonly Place[]
  /** Places the file states for this row; the rest was added to make the rows even. */
  readonly stated: number
  readonly block: number
  /** Row of the block. */
  readonly row: number
  readonly page: number | null
}

/** Part of a table block, or all of it. */
export interface Segment {
  readonly block: number
  readonly spans: boolean
  readonly rows: readonly GridRow[]
  readonly width: number
}

/** Widest table that is looked at; tables of rules have fewer columns. */
export const MOST_COLUMNS = 100
/** Most rows of a table of rules (contract). */
export const MOST_ROWS = 5000
/** Most places of a table of rules. */
const MOST_PLACES = 60_000

const NOTHING: Place = { text: '', heading: false, begins: true, below: false, columns: 1 }

interface Reach {
  readonly place: Place
  readonly left: number
}

/**
 * Lays out a block.
 * @returns null when it is wider or longer than any table of rules
 */
export function gridOf(block: TableBlock, index: number): Segment | null {
  const widest = block.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (block.rows.length > MOST_ROWS || block.rows.length * widest > MOST_PLACES) return null
  const reaching: (Reach | undefined)[] = []
  const rows: { places: Place[]; stated: number; row: number; page: number | null }[] = []
  let width = 0
  for (const [row, printed] of block.rows.entries()) {
    const places = rowOf(printed, reaching)
    if (places === null) return null
    width = Math.max(width, places.length)
    if (block.rows.length * width > MOST_PLACES) return null
    rows.push({ places, stated: places.length, row, page: printed.page })
  }
  for (const { places } of rows) while (places.length < width) places.push(NOTHING)
  return { block: index, spans: block.spans, width, rows: rows.map((row) => ({ ...row, block: index })) }
}

function rowOf(printed: BlockRow, reaching: (Reach | undefined)[]): Place[] | null {
  const places: Place[] = []
  const fillFromAbove = (): void => {
    for (let reach = reaching[places.length]; reach !== undefined; reach = reaching[places.length]) {
      reaching[places.length] = reach.left > 1 ? { place: reach.place, left: reach.left - 1 } : undefined
      places.push(reach.place)
    }
  }
  for (const cell of printed.cells) {
    fillFromAbove()
    if (places.length + cell.columns > MOST_COLUMNS) return null
    const text = cell.text.trim()
    for (let step = 0; step < cell.columns; step += 1) {
      const place = { text, heading: cell.heading, begins: step === 0, below: false, columns: cell.columns - step }
      if (cell.rows > 1)
        reaching[places.length] = { place: { ...place, begins: false, below: true }, left: cell.rows - 1 }
      places.push(place)
    }
  }
  fillFromAbove()
  return places.length > MOST_COLUMNS ? null : places
}

export const textAt = (row: GridRow, column: number): string => row.places[column]?.text ?? ''

/** The beginning of a text, to name a row by. */
export const inShort = (text: string): string =>
  text.length > 80 ? `${onOneLine(text.slice(0, 160)).slice(0, 80)} …` : onOneLine(text)

/** Columns in which a printed cell with text begins. */
export function printedIn(row: GridRow): number[] {
  const found: number[] = []
  for (const [column, place] of row.places.entries()) if (place.begins && place.text !== '') found.push(column)
  return found
}

/** Rows made as wide as the table; what is added is blank and was not stated. */
export const padded = (rows: readonly GridRow[], width: number): GridRow[] =>
  rows.map((row) =>
    row.places.length >= width
      ? row
      : { ...row, places: [...row.places, ...Array.from({ length: width - row.places.length }, () => NOTHING)] },
  )

/**
 * Takes out the columns in which no row has any text, so that all rows stay even. A first column stays where only
 * headings of values would stand first without it: the labels are blank, not missing.
 */
export function withoutEmptyColumns(
  rows: readonly GridRow[],
  width: number,
  isValueHeading: (text: string) => boolean,
): { rows: GridRow[]; removed: number } {
  const used = Array.from({ length: width }, (_, column) => rows.some((row) => textAt(row, column) !== ''))
  const first = used.indexOf(true)
  const texts = rows.map((row) => textAt(row, first)).filter((text) => text !== '')
  if (first > 0 && texts.every(isValueHeading)) used[0] = true
  const removed = used.filter((kept) => !kept).length
  if (removed === 0) return { rows: [...rows], removed }
  return {
    rows: rows.map((row) => ({
      ...row,
      places: row.places.filter((_, column) => used[column]),
      stated: row.places.slice(0, row.stated).filter((_, column) => used[column]).length,
    })),
    removed,
  }
}
