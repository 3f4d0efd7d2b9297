/**
 * Tables without upright rules: rows between level rules, and rows with no rules at all. Their columns are the gaps that
 * run through every row, so they are taken for tables only where no single row decides what the columns are. All else
 * stays text: a wrongly parted row would be an invented cell.
 */
import type { Grid, GridCell } from './grid'
import { linesOf, type Segment } from './lines'
import type { Rule, Word } from './page'

/** Narrowest gap between two columns: in points, and in letter heights. */
const NARROWEST = 7
const NARROWEST_HEIGHTS = 0.9
/** Rules of one table begin and end this close to one another. */
const SAME_END = 4
const LEAST_BANDS = 3
const MOST_LINES_OF_BAND = 6
const LEAST_ROWS = 3
const LEAST_COLUMNS = 3
/** Usual letters of a cell above which the rows are columns of running text. */
const MOST_LETTERS = 26

interface Span {
  readonly from: number
  readonly to: number
}

/** Grids of the words between level rules, one row for each stretch between two of them. */
export function levelGrids(rules: readonly Rule[], words: readonly Word[]): Grid[] {
  const usual = words.filter(({ turn }) => turn === 0)
  return groups(rules).flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    if (first === undefined || last === undefined || group.length < LEAST_BANDS + 1) return []
    const bands = group.slice(1).map((rule, index) => {
      const above = group[index]?.at ?? rule.at
      return usual.filter(
        ({ x, y }) => y > above && y <= rule.at && x > first.from - SAME_END && x < first.to + SAME_END,
      )
    })
    if (bands.some((band) => band.length === 0 || linesOf(band).length > MOST_LINES_OF_BAND)) return []
    const columns = agreed(bands)
    if (columns === null || columns.length < 2) return []
    return [
      gridOf(
        columns,
        group.map(({ at }) => at),
        first,
      ),
    ]
  })
}

/** Level rules that begin and end alike, from top to bottom. */
function groups(rules: readonly Rule[]): Rule[][] {
  const found: Rule[][] = []
  for (const rule of rules) {
    const group = found.find(
      ([first]) =>
        first !== undefined && Math.abs(first.from - rule.from) < SAME_END && Math.abs(first.to - rule.to) < SAME_END,
    )
    if (group === undefined) found.push([rule])
    else if (rule.at - (group.at(-1)?.at ?? rule.at) > SAME_END) group.push(rule)
  }
  return found
}

/** Grids of rows without any rules: three rows and three columns at least, every row on one line. */
export function bareGrids(words: readonly Word[]): Grid[] {
  const lines = linesOf(words.filter(({ turn }) => turn === 0))
  const grids: Grid[] = []
  // Where a row may go on in the next line, nothing below it is a table either until the rows stand apart.
  let isUnclear = false
  for (let start = 0; start < lines.length;) {
    if (start > 0 && !follows(lines, start)) isUnclear = false
    let end = start
    while (end < lines.length && (lines[end]?.length ?? 0) >= 2 && (end === start || follows(lines, end))) end += 1
    const rows = lines.slice(start, end)
    if (rows.length >= LEAST_ROWS && isCrowded(rows, lines[start - 1], lines[end])) isUnclear = true
    const grid = isUnclear ? null : bareGrid(rows)
    if (grid !== null) grids.push(grid)
    start = Math.max(end, start + 1)
  }
  return grids
}

type Lines = readonly (readonly Segment[])[]

/** A line stands under the one before at a step rows may have. */
function follows(lines: Lines, index: number): boolean {
  const [above, here] = [lines[index - 1]?.[0], lines[index]?.[0]]
  return above !== undefined && here !== undefined && here.base - above.base < 3.2 * above.size
}

/** A line so close above or below that it may be part of a cell. */
function isCrowded(rows: Lines, before: Lines[number] | undefined, after: Lines[number] | undefined): boolean {
  const steps = rows.slice(1).map((row, index) => (row[0]?.base ?? 0) - (rows[index]?.[0]?.base ?? 0))
  const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]]
  if (first === undefined || last === undefined) return true
  const close = Math.min(1.15 * Math.min(...steps), 1.7 * first.size)
  const [above, below] = [before?.[0], after?.[0]]
  return (
    (above !== undefined && first.base - above.base < close) || (below !== undefined && below.base - last.base < close)
  )
}

function bareGrid(rows: Lines): Grid | null {
  if (rows.length < LEAST_ROWS) return null
  const columns = agreed(rows)
  if (columns === null || columns.length < LEAST_COLUMNS || (rows[0]?.length ?? 0) < columns.length - 1) return null
  // Rows with few marks in them are told by the heading row that fills every column.
  const full = rows.filter((row) => row.length >= LEAST_COLUMNS).length
  if (full < LEAST_ROWS && (full === 0 || rows.length <= LEAST_ROWS)) return null
  if (!rows.every((row) => (row[0]?.left ?? Infinity) < (columns[0]?.to ?? 0))) return null
  const cells = rows.flat()
  if (cells.reduce((sum, { text }) => sum + text.length, 0) / cells.length > MOST_LETTERS) return null
  if (cells.some(({ text }) => /\.{4,}|…/.test(text)) || isContents(rows)) return null
  const [first, last] = [rows[0]?.[0], rows.at(-1)?.[0]]
  if (first === undefined || last === undefined) return null
  const bases = rows.map((row) => row[0]?.base ?? 0)
  const edges = [
    first.base - first.size,
    ...bases.slice(1).map((base, index) => (base + (bases[index] ?? base)) / 2 - 0.3 * first.size),
    last.base + 0.4 * last.size,
  ]
  const width = { from: Math.min(...cells.map(({ left }) => left)), to: Math.max(...cells.map(({ right }) => right)) }
  return gridOf(columns, edges, width)
}

/** Titles and page numbers. */
function isContents(rows: Lines): boolean {
  const numbers = rows.map((row) => Number(row.at(-1)?.text))
  const plain = numbers.filter((number) => Number.isInteger(number))
  return plain.length >= rows.length - 1 && plain.every((number, index) => number >= (plain[index - 1] ?? 0))
}

interface Placed {
  readonly left: number
  readonly right: number
  readonly size: number
}

/** The columns, when all rows agree on them even without any one of the rows; else null. */
function agreed(rows: readonly (readonly Placed[])[]): Span[] | null {
  const columns = columnsOf(rows.flat())
  for (let without = 0; without < rows.length; without += 1) {
    const others = columnsOf(rows.filter((_, index) => index !== without).flat())
    if (others.length !== columns.length) return null
  }
  return columns
}

/** Where words stand, parted by gaps nothing reaches into. */
function columnsOf(words: readonly Placed[]): Span[] {
  const size = Math.max(0, ...words.map((word) => word.size))
  const gap = Math.max(NARROWEST, NARROWEST_HEIGHTS * size)
  const columns: { from: number; to: number }[] = []
  for (const { left, right } of [...words].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last !== undefined && left - last.to < gap) last.to = Math.max(last.to, right)
    else columns.push({ from: left, to: right })
  }
  return columns
}

function gridOf(columns: readonly Span[], ys: readonly number[], { from, to }: Span): Grid {
  const xs = [
    Math.min(from, columns[0]?.from ?? from) - 1,
    ...columns.slice(1).map((column, index) => (column.from + (columns[index]?.to ?? column.from)) / 2),
    Math.max(to, columns.at(-1)?.to ?? to) + 1,
  ]
  const rows = ys.length - 1
  const cells = Array.from({ length: rows * columns.length }, (_, index): GridCell => {
    const row = Math.floor(index / columns.length)
    const column = index % columns.length
    return {
      ...{ row, column, rows: 1, columns: 1 },
      ...{ left: xs[column] ?? 0, right: xs[column + 1] ?? 0, top: ys[row] ?? 0, bottom: ys[row + 1] ?? 0 },
    }
  })
  return {
    ...{ rows, columns: columns.length, cells, irregular: false },
    ...{ left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 },
  }
}
