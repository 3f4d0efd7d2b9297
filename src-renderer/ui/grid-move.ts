/** Where the focus goes in a table for each key (WAI grid pattern). Pure: positions in, position out. */

/** A cell by its place; row -1 is the header when it can be entered. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly page: number
  /** Whether the header row can be entered, because it sorts. */
  readonly header: boolean
}

/** The part of a key press that moves. */
export interface MoveKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const between = (low: number, value: number, high: number) => Math.max(low, Math.min(value, high))

/** The place after a key press, or null when the key does not move. Nothing wraps round. */
export function moved(from: GridPlace, press: MoveKey, size: GridSize): GridPlace | null {
  if (press.altKey || press.shiftKey || size.columns === 0) return null
  const ends = press.ctrlKey || press.metaKey
  const top = size.header ? -1 : 0
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const at = (row: number, column: number): GridPlace => ({
    row: between(top, row, Math.max(last.row, top)),
    column: between(0, column, last.column),
  })
  switch (press.key) {
    case 'ArrowUp':
      return at(ends ? 0 : from.row - 1, from.column)
    case 'ArrowDown':
      return at(ends ? last.row : from.row + 1, from.column)
    case 'ArrowLeft':
      return at(from.row, ends ? 0 : from.column - 1)
    case 'ArrowRight':
      return at(from.row, ends ? last.column : from.column + 1)
    case 'Home':
      return at(ends ? 0 : from.row, 0)
    case 'End':
      return at(ends ? last.row : from.row, last.column)
    case 'PageUp':
      return ends ? null : at(Math.max(0, from.row - size.page), from.column)
    case 'PageDown':
      return ends ? null : at(from.row + size.page, from.column)
    default:
      return null
  }
}
