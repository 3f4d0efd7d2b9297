/**
 * Tables laid out by spaces. Read only where the columns cannot be mistaken: a mark that might stand under either of two
 * headings would swap what is allowed.
 */
import type { BlockRow } from '@contract/document'
import type { Building } from './building'
import { plainLines } from './inline'
import { listMarker } from './markers'
import { isBlank, isRule, type TextLine } from './text-lines'

const LEAST_ROWS = 3
const WIDEST_LINE = 2000
/** Longer runs are no table of rules. */
const MOST_ROWS = 5000
/** Lines at the top that may run across columns, as a heading over several does. */
const MOST_HEADINGS = 3
/** Marks of one column may stand this far apart. */
const MARK_SPREAD = 4

/** Whether a line has wide gaps between words, as a row of such a table has. */
export function isGapped(line: TextLine): boolean {
  const text = line.text.trim()
  return (
    !line.isBreak &&
    text.length < WIDEST_LINE &&
    !line.text.includes('\t') &&
    /\S {2,}\S/.test(text) &&
    !/[.!?] {2}\S/.test(text.replace(/ {3,}/g, '\u0001')) &&
    listMarker(text) === null &&
    !/\.{4,}/.test(text)
  )
}

/**
 * The table that begins at `first`.
 * @returns null when there is none; rows null when the lines look like one whose columns cannot be told apart
 */
export function spacedTable(
  lines: readonly TextLine[],
  first: number,
  into: Building,
): { readonly rows: readonly BlockRow[] | null; readonly end: number } | null {
  let end = first
  while (
    end < lines.length &&
    end - first < MOST_ROWS &&
    !isBlank(lines[end] as TextLine) &&
    !(lines[end] as TextLine).isBreak
  )
    end += 1
  const run = lines.slice(first, end)
  const body = run.filter(({ text }) => !isRule(text) && !/^[\s-]+$/.test(text))
  const gapped = body.filter(isGapped).length
  if (body.length < LEAST_ROWS || gapped < body.length * 0.7) return null
  if (body.some(({ text }) => text.includes('\t') || text.length >= WIDEST_LINE)) return null
  for (let headings = 0; headings <= Math.min(MOST_HEADINGS, body.length - 2); headings += 1) {
    const starts = columnsOf(body.slice(headings).map(({ text }) => text))
    if (starts.length < 2) continue
    const cells = body.map(({ text }, index) => cellsOf(text, starts, index < headings))
    if (cells.some((row) => row === null)) continue
    const rows = cells as readonly (readonly Placed[])[]
    if (isDoubtful(rows, headings) || (headings > 0 && !isFull(rows[headings]))) continue
    return {
      end,
      rows: rows.map((row, index) =>
        into.row(
          row.map(({ text }) => into.cell(plainLines(text, into).join('\n'))),
          { page: body[index]?.page ?? null, line: body[index]?.line ?? null },
        ),
      ),
    }
  }
  return { end, rows: null }
}

/** Below a heading across columns each of them has to have its own. */
const isFull = (row: readonly Placed[] | undefined): boolean =>
  row !== undefined && row.slice(1).every(({ text }) => text !== '')

interface Placed {
  readonly text: string
  /** Where it begins in its line; -1 for a blank cell. */
  readonly at: number
}

/** Where columns begin: behind every gap of two places and more that all lines share. */
function columnsOf(texts: readonly string[]): readonly number[] {
  const width = texts.reduce((most, text) => Math.max(most, text.trimEnd().length), 0)
  const taken = new Uint8Array(width + 1)
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) if (text[at] !== ' ') taken[at] = 1
  }
  const starts: number[] = []
  let gap = 2
  for (let at = 0; at < width; at += 1) {
    if (taken[at] === 1) {
      if (gap >= 2) starts.push(at)
      gap = 0
    } else gap += 1
  }
  return starts
}

/** A line's cells; null when a text lies across columns although it may not. */
function cellsOf(text: string, starts: readonly number[], mayCross: boolean): readonly Placed[] | null {
  const cells: { text: string; at: number }[] = starts.map(() => ({ text: '', at: -1 }))
  for (const { 0: piece, index: at } of text.matchAll(/\S+(?: \S+)*/g)) {
    let column = starts.length - 1
    while (column > 0 && (starts[column] ?? 0) > at) column -= 1
    const next = starts[column + 1]
    if (!mayCross && next !== undefined && at + piece.length > next) return null
    const cell = cells[column]
    if (cell === undefined || cell.text !== '') return null
    cell.text = piece
    cell.at = at
  }
  return cells
}

/** Marks of a column that stand far apart may belong to two columns whose headings ran together. */
function isDoubtful(rows: readonly (readonly Placed[])[], headings: number): boolean {
  const columns = rows[0]?.length ?? 0
  for (let column = 1; column < columns; column += 1) {
    const marks = rows
      .slice(headings)
      .map((row) => row[column])
      .filter((cell): cell is Placed => cell !== undefined && cell.at >= 0 && cell.text.length <= 3)
      .map(({ at }) => at)
    const [first = 0] = marks
    const [least, most] = marks.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [first, first])
    if (most - least > MARK_SPREAD) return true
  }
  // A heading line that was let across columns has to begin with one.
  return rows
    .slice(0, headings)
    .some((row) => row.slice(1).some(({ at }, index) => at >= 0 && !near(rows, headings, index + 1, at)))
}

function near(rows: readonly (readonly Placed[])[], headings: number, column: number, at: number): boolean {
  return rows.slice(headings).some((row) => {
    const cell = row[column]
    return cell !== undefined && cell.at >= 0 && Math.abs(cell.at - at) <= MARK_SPREAD
  })
}
