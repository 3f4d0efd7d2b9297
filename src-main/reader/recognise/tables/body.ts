/** The rows below the headings: which are rules, which are headings between them, which belong to the page. */
import { beginsSmall, joinBroken } from './breaks'
import type { Columns } from './columns'
import { inShort, printedIn, textAt, type GridRow } from './grid'
import type { Head } from './heads'
import { isSign, saysNothing } from './marks'
import { isNoiseRow, repeats } from './noise'
import { isNoteText } from './notes'
import { isOverLabels, readLines, valueAt } from './rows'

export interface BodyRow {
  readonly label: string
  readonly group: string | null
  /** One text for each value column. */
  readonly cells: readonly string[]
  readonly block: number
  readonly row: number
  /** A page ended, or something of the page stood, between the row before and this one. */
  readonly afterBreak: boolean
  /** Put together from parts on two pages. */
  readonly joined: boolean
  /** Value columns whose text reaches over several rows or columns. */
  readonly shared: readonly number[]
}

export interface Body {
  readonly rows: readonly BodyRow[]
  /** A lone text below the headings that stands over the labels. */
  readonly rowHeader: string | null
  /** Rows that were the page's own, and heading rows printed again. */
  readonly noise: number
  readonly repeated: number
  /** Rows that hold a footnote or a key. */
  readonly notes: readonly string[]
  /** Rows at a page end without any value: nobody can say whether they belong to their neighbour. */
  readonly doubtful: readonly number[]
}

export interface Unreadable {
  readonly unreadable: string
}

export interface Line {
  readonly row: GridRow
  readonly afterBreak: boolean
}

/** Reads the rows below the headings, or says why they cannot be read. */
export function bodyOf(rows: readonly GridRow[], head: Head, columns: Columns): Body | Unreadable {
  const lines: Line[] = []
  const notes: string[] = []
  let [noise, repeated, broken] = [0, 0, false]
  let before: GridRow | null = head.rows.at(-1) ?? null
  for (const row of rows.slice(head.end)) {
    const changed = before !== null && (before.block !== row.block || pageTurned(before, row))
    const [only, ...others] = printedIn(row)
    if (isNoiseRow(row)) [noise, broken] = [noise + 1, true]
    else if (repeats(row, [...head.rows, ...head.titles])) [repeated, broken] = [repeated + 1, true]
    else if (only !== undefined && others.length === 0 && isNoteText(textAt(row, only))) notes.push(textAt(row, only))
    else {
      lines.push({ row, afterBreak: broken || changed })
      broken = false
      before = row
    }
  }
  const uneven = unevenRow(lines, columns)
  if (uneven !== null) return { unreadable: uneven }
  const headings = headingsBetween(lines, columns)
  const read = readLines(lines, headings, columns)
  if ('unreadable' in read) return read
  const { rows: joined, unclear, doubtful } = joinBroken(read.rows, columns.values)
  if (unclear !== null) {
    return { unreadable: `A page ends before “${inShort(unclear)}”, and it is not clear whether that is a new row.` }
  }
  const orphan = joined.find((row) => row.label === '')
  if (orphan !== undefined) return { unreadable: 'A row of values has no label, so nobody can say what it is about.' }
  const moved = joined.find(({ label, cells }) => isValue(label) && cells.some((cell) => cell !== ''))
  if (moved !== undefined) {
    return { unreadable: `A row begins with “${inShort(moved.label)}”, a value and no label: its cells have moved.` }
  }
  return { rows: joined, rowHeader: read.rowHeader, noise, repeated, notes, doubtful }
}

/** A mark, or an answer and nothing else. */
const isValue = (text: string): boolean =>
  isSign(text) || /^(?:yes|no|(?:not )?(?:allowed|permitted|acceptable)|unacceptable|with permission)$/i.test(text)

const pageTurned = (one: GridRow, next: GridRow): boolean =>
  one.page !== null && next.page !== null && one.page !== next.page

const hasValues = (row: GridRow, columns: Columns): boolean =>
  columns.values.some(({ at }) => valueAt(row, at, columns.labels).text !== '')

/**
 * A row that states fewer cells than the others, so that its values may have moved. Where every row ends with a value
 * and many are short, the file leaves out the empty cells at the end of a row, and nothing has moved.
 */
function unevenRow(lines: readonly Line[], columns: Columns): string | null {
  const withValues = lines.filter(({ row }) => hasValues(row, columns))
  const most = withValues.reduce((widest, { row }) => Math.max(widest, row.stated), 0)
  const short = withValues.filter(({ row }) => row.stated < most)
  const trimmed = withValues.every(({ row }) => !saysNothing(textAt(row, row.stated - 1)))
  const uneven = trimmed && short.length * 3 >= withValues.length ? undefined : short[0]
  if (uneven === undefined) return null
  return `The row “${inShort(textAt(uneven.row, 0))}” has fewer cells than the others, so it is not clear under which headings its values stand.`
}

/** Which lines are headings over the rows below them, by index; the value says how. */
function headingsBetween(lines: readonly Line[], columns: Columns): ReadonlySet<number> {
  const alone = lines.flatMap(({ row }, index) => (hasValues(row, columns) ? [] : [index]))
  const width = columns.values.length
  const most = Math.max(0, ...lines.map(({ row }) => row.stated))
  const flagged = lines.filter(({ row }) => row.places[0]?.heading === true).length * 2 < lines.length
  const printedAsHeading = (index: number): boolean => {
    const { row, afterBreak } = lines[index] ?? {}
    const place = row?.places[0]
    if (row === undefined || place === undefined || place.text === '') return false
    if (afterBreak === true && beginsSmall(place.text)) return false
    const reaches = place.columns >= columns.labels + Math.ceil(width / 2)
    const short = row.stated === 1 && most > 2
    return reaches || short || (flagged && place.heading) || place.text.endsWith(':') || isCapitals(place.text)
  }
  const found = new Set(alone.filter(printedAsHeading))
  const first = lines[0]
  const over = first !== undefined && alone[0] === 0 && isOverLabels(textAt(first.row, 0), columns)
  const goesOn = lines[1]?.afterBreak === true && beginsSmall(textAt(lines[1].row, 0))
  return over && lines.length > 1 && !goesOn ? new Set([0, ...found]) : found
}

const isCapitals = (text: string): boolean =>
  /[A-Z]{2}.*[A-Z]{2}/.test(text) && text === text.toUpperCase() && text.length <= 80
