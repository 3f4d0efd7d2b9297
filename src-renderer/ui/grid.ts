/** What a table is told about its columns, and how it lays out headings that span several of them. */

export interface GridColumn {
  readonly key: string
  readonly label: string
  /** Printed heading above several neighbouring columns; null for a column that stands alone. */
  readonly group?: string | null
  /** The cells of this column name their row. At most one column, the first; it stays in view. */
  readonly heading?: boolean
  readonly sortable?: boolean
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end'
  /** Wished width in px; binding when only part of the columns is drawn. */
  readonly width?: number
}

export interface GridSort {
  readonly key: string
  readonly descending: boolean
}

/** Width of a column that does not wish for one, where widths are binding. */
export const COLUMN_WIDTH = 148

/** Rows of a page in a plain table (A3). */
export const PLAIN_PAGE = 50

/** One cell of the upper header row. */
export interface HeaderCell {
  readonly key: string
  readonly label: string | null
  readonly span: number
  /** The columns below it. */
  readonly columns: readonly GridColumn[]
}

/** The upper header row: neighbouring columns of one group share a cell; others have a cell of their own, label null. */
export function headerGroups(columns: readonly GridColumn[]): HeaderCell[] {
  const cells: { key: string; label: string | null; columns: GridColumn[] }[] = []
  for (const column of columns) {
    const group = column.group ?? null
    const last = cells.at(-1)
    if (group !== null && last?.label === group) last.columns.push(column)
    else cells.push({ key: column.key, label: group, columns: [column] })
  }
  return cells.map((cell) => ({ ...cell, span: cell.columns.length }))
}

/** Rows under their group heading, in the order given; a group that comes back later gets a second heading. */
export function rowGroups<Row>(
  rows: readonly Row[],
  groupOf: ((row: Row) => string | null) | undefined,
): { label: string | null; first: number; count: number }[] {
  const groups: { label: string | null; first: number; count: number }[] = []
  rows.forEach((row, index) => {
    const label = groupOf?.(row) ?? null
    const last = groups.at(-1)
    if (last?.label === label) last.count += 1
    else groups.push({ label, first: index, count: 1 })
  })
  return groups
}

// Made once: making one for each comparison takes longer than the comparison.
const collator = new Intl.Collator('en-GB', { numeric: true })

/** The order of two values of a column: nothing last, figures by size, words as a person would file them. */
export function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

/** Rows in the order asked; equal rows keep theirs. Rows without a value stand last either way. */
export function sorted<Row>(
  rows: readonly Row[],
  sort: GridSort | null,
  valueOf: (row: Row, key: string) => string | number | null,
): Row[] {
  if (!sort) return [...rows]
  // Each row's value is asked for once, not at every comparison.
  return rows
    .map((row) => ({ row, value: valueOf(row, sort.key) }))
    .sort((a, b) => {
      const order = compareValues(a.value, b.value)
      return sort.descending && a.value !== null && b.value !== null ? -order : order
    })
    .map(({ row }) => row)
}
