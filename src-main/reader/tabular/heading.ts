/** Which row of a list holds its headings: by the words in it, and by how it differs from the rows below. Pure. */
import { isPasswordHeading } from '@contract/tabular'
import { hasHeadingWord } from './heading-words'

/** A row that is not blank. */
export interface Candidate {
  readonly cells: readonly string[]
  /** Places of real dates. */
  readonly dates: readonly number[]
  /** A blank row stands before it. */
  readonly afterGap: boolean
}

export interface Heading {
  /** The row of headings; null: none. */
  readonly row: number | null
  /** The first row of the list itself; those before it, but for the headings, are instructions. */
  readonly first: number
  /** How many headings have a word that headings have. */
  readonly known: number
}

/** Rows looked through for headings. */
const DEEPEST = 40
/** Rows compared with a row of headings. */
const BELOW = 30
/** Longest heading: forms ask whole questions. */
const LONGEST = 500
/** Part of a row's cells that must be filled for it to belong to the list. */
const DENSE = 0.6
/** Most rows of facts about the list (school, date) between its title and its headings. */
const MOST_FACTS = 6

/**
 * Finds the headings. Rows above them are sparsely filled, or are few and parted from them by a blank row; where a row of
 * values comes first, the list has no headings, since else pupils would be lost as instructions.
 */
export function findHeading(rows: readonly Candidate[]): Heading {
  const width = widthOf(rows)
  const isDense = (at: number): boolean => filledIn(rows[at]) >= Math.max(1, Math.ceil(DENSE * width))
  const deepest = Math.min(rows.length, DEEPEST)
  for (let at = 0; at < deepest; at += 1) {
    if (!isDense(at)) continue
    const judged = judge(rows, at, width)
    const later = width > 1 || judged.isTitle ? headingAfter(rows, at, width, deepest, judged.isTitle) : null
    if (judged.isHeading && (later === null || later.known <= judged.known)) return last(rows, at, width, isDense)
    return later ?? withPasswords(rows, at, width) ?? { row: null, first: at, known: 0 }
  }
  return { row: null, first: 0, known: 0 }
}

const filledIn = (row: Candidate | undefined): number => row?.cells.filter((cell) => cell.trim() !== '').length ?? 0

/** Cells filled in the fullest rows; one that stands alone with more is torn by a comma too many. */
function widthOf(rows: readonly Candidate[]): number {
  const counts = rows.map(filledIn).sort((a, b) => b - a)
  return counts.find((count, index) => count === counts[index + 1]) ?? counts[0] ?? 0
}

/** Of rows of headings in two tiers, the lower one names the columns. */
function last(rows: readonly Candidate[], from: number, width: number, isDense: (at: number) => boolean): Heading {
  let row = from
  let { known } = judge(rows, from, width)
  for (;;) {
    const below = isDense(row + 1) ? judge(rows, row + 1, width) : null
    const isNearer =
      below !== null && below.isHeading && (width === 1 || below.different > judge(rows, row, width).different)
    if (below === null || !isNearer || below.known < known) return { row, first: row + 1, known }
    row += 1
    known = below.known
  }
}

/** A row of headings below titles in a list of one column, or below facts about the list and a blank row. */
function headingAfter(
  rows: readonly Candidate[],
  from: number,
  width: number,
  deepest: number,
  isTitle: boolean,
): Heading | null {
  for (let at = from + 1; at < Math.min(deepest, from + 1 + MOST_FACTS); at += 1) {
    const row = rows[at]
    if (row === undefined) return null
    const judged = judge(rows, at, width)
    const above = Math.max(...rows.slice(from, at).map(filledIn))
    const isParted = row.afterGap && judged.known * 2 >= filledIn(row) && above < filledIn(row)
    if (judged.isHeading && (isTitle || isParted)) return { row: at, first: at + 1, known: judged.known }
    if (isTitle && !judged.isTitle) return null
  }
  return null
}

/** Headings over passwords count wherever they stand near the top, so that nothing below them is read. */
function withPasswords(rows: readonly Candidate[], from: number, width: number): Heading | null {
  for (let row = from; row <= Math.min(rows.length - 1, from + MOST_FACTS); row += 1) {
    if (!(rows[row]?.cells.some(isPasswordHeading) ?? false)) continue
    const { isHeading, known } = judge(rows, row, width)
    if (isHeading) return { row, first: row + 1, known }
  }
  return null
}

interface Judged {
  readonly isHeading: boolean
  /** More words than a heading of a one-column list has. */
  readonly isTitle: boolean
  readonly known: number
  /** How many different headings there are. */
  readonly different: number
}

function judge(rows: readonly Candidate[], at: number, width: number): Judged {
  const row = rows[at] ?? { cells: [], dates: [], afterGap: false }
  const below = rows.slice(at + 1, at + 1 + BELOW).filter(({ cells }) => !repeats(cells, row.cells))
  let [filled, known, values, contrasts, agreements, again, longest] = [0, 0, 0, 0, 0, 0, 0]
  const texts = new Set<string>()
  for (const [place, cell] of row.cells.entries()) {
    const text = cell.trim()
    if (text === '') continue
    filled += 1
    texts.add(text.toLowerCase())
    longest = Math.max(longest, text.length)
    const isValue = row.dates.includes(place) || looksLikeValue(text)
    const column = below.filter(({ cells }) => (cells[place] ?? '').trim() !== '')
    const valued = column.filter(
      ({ cells, dates }) => dates.includes(place) || looksLikeValue((cells[place] ?? '').trim()),
    )
    const isValueColumn = column.length > 0 && valued.length * 2 >= column.length
    if (isValue) values += 1
    else if (hasHeadingWord(text)) known += 1
    if (isValueColumn && isValue) agreements += 1
    else if (isValueColumn) contrasts += 1
    if (column.some(({ cells }) => (cells[place] ?? '').trim().toLowerCase() === text.toLowerCase())) again += 1
  }
  const isTitle = width === 1 && (row.cells.find((cell) => cell.trim() !== '') ?? '').trim().split(/\s+/).length > 4
  const hasPassword = filled > 1 && row.cells.some(isPasswordHeading)
  const isNamed = known >= Math.max(1, Math.ceil(filled * 0.3)) && (agreements === 0 || known * 2 >= filled)
  const isHeading =
    filled > 0 &&
    !isTitle &&
    longest <= LONGEST &&
    values * 3 <= filled &&
    again * 2 <= filled &&
    (hasPassword || isNamed || (contrasts > 0 && agreements === 0))
  return { isHeading, isTitle, known, different: texts.size }
}

/** A row of headings is printed again at the top of every page. */
const repeats = (cells: readonly string[], heading: readonly string[]): boolean =>
  cells.some((cell) => cell.trim() !== '') &&
  cells.every((cell, place) => cell.trim() === (heading[place] ?? '').trim())

const VALUES: readonly RegExp[] = [
  // Numbers, dates, times, sums, telephone numbers.
  /^[\d.,:/\-+()£$€%\s]*\d[\d.,:/\-+()£$€%\s]*$/,
  /^\d{1,4}[-/. ][A-Za-z]{3,9}[-/. ]\d{2,4}\b/,
  /^\d{4}-\d\d-\d\d[T ]\d/,
  // Unique pupil numbers and random ids.
  /^[A-Za-z]\d{11}[0-9A-Za-z]$/,
  /^\{?[0-9a-f]{8}-[0-9a-f]{4}-/i,
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  // Answers and marks.
  /^(?:y|n|yes|no|true|false|x|m|f|male|female|✓|✔|✗|✘|☑|☐|☒)\ufe0f?$/i,
  // Years and classes.
  /^(?:year|yr|y)\s*\d{1,2}$/i,
  /^\d{1,2}[A-Za-z]{1,4}(?:[/\- ]?[A-Za-z]{0,3}\d{0,2})$/,
]

/** A school year heads a column of answers. */
const SCHOOL_YEAR = /^20\d\d[/-]\d\d(?:\d\d)?$/

/** Whether a text is what stands in a list and not over it. */
export function looksLikeValue(text: string): boolean {
  return text.length <= 60 && !SCHOOL_YEAR.test(text) && VALUES.some((value) => value.test(text))
}
