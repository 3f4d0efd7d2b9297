/** Which rows at the top of a table are its headings. */
import { readsAsRule } from '../../vocabulary/activities'
import { isSign, saysNothing } from './marks'
import { isCaption, type Caption } from './captions'
import { printedIn, textAt, type GridRow } from './grid'
import { isNoiseRow, repeats } from './noise'

export interface Head {
  /** Rows above the headings with one text each: titles. */
  readonly titles: readonly GridRow[]
  readonly rows: readonly GridRow[]
  /** Index of the first row below the headings. */
  readonly end: number
}

const MOST_TITLES = 4
const MOST_HEADING_ROWS = 5

type Read = (text: string) => Caption

/** Finds the titles and headings at the top; `rows` is empty when there are none. */
export function headOf(rows: readonly GridRow[], read: Read): Head {
  let start = 0
  while (start < rows.length && start < MOST_TITLES && isTitle(rows[start])) start += 1
  const titles = rows.slice(0, start).filter((row) => !isNoiseRow(row))
  const firstMark = rows.findIndex((row, index) => index >= start && hasSign(row))
  const end =
    (firstMark >= 0 ? aboveMarks(rows, start, firstMark, read) : 0) || aboveWords(rows, start, firstMark, read)
  if (end <= start) return { titles, rows: [], end: start }
  return { titles, rows: rows.slice(start, end).filter((row) => !isNoiseRow(row)), end }
}

/** One printed text in the first column, and nothing beside it. */
function isTitle(row: GridRow | undefined): boolean {
  if (row === undefined) return false
  const printed = printedIn(row)
  return printed.length === 0 || (printed.length === 1 && printed[0] === 0 && !/^\W*$/.test(textAt(row, 0)))
}

const hasSign = (row: GridRow): boolean =>
  row.places.some((place, column) => column > 0 && place.begins && isSign(place.text))

/** Texts beside the first column that are no marks. */
const wordsBeside = (row: GridRow): string[] =>
  row.places.flatMap(({ text, begins }, column) => (column > 0 && begins && !saysNothing(text) ? [text] : []))

/** In a ticked table everything above the first mark that holds words beside the first column is heading. */
function aboveMarks(rows: readonly GridRow[], start: number, firstMark: number, read: Read): number {
  const last = Math.min(firstMark, start + MOST_HEADING_ROWS)
  let end = 0
  for (let index = start; index < last; index += 1) {
    const row = rows[index]
    if (row === undefined) break
    if (isNoiseRow(row)) continue
    const words = wordsBeside(row)
    const over = end > 0 && (words.length === 0 || repeats(row, rows.slice(start, end)))
    if (over) break
    const captions = words.filter((text) => isCaption(read(text))).length
    const continues = end > 0 && textAt(row, 0) === ''
    if (captions > 0 || continues) end = index + 1
    else if (end > 0) break
    if (end === index + 1 && isWorded(rows.slice(start, end), rows[index + 1], read)) break
  }
  return end
}

/** Headings of people or devices, one for each column, over a row that is no wider: the marks below are another table's. */
function isWorded(rows: readonly GridRow[], next: GridRow | undefined, read: Read): boolean {
  const [kept, last] = [rows.filter((row) => !isNoiseRow(row)), rows.at(-1)]
  if (last === undefined || standsOverMore(last, next) || !isComplete(kept, read)) return false
  return wordsBeside(last).every((text) => read(text).level === null && isCaption(read(text)))
}

/** Without marks the headings end where every column has its own, or where a row is no longer one of headings. */
function aboveWords(rows: readonly GridRow[], start: number, firstMark: number, read: Read): number {
  let end = 0
  const last = Math.min(firstMark >= 0 ? firstMark : rows.length, start + MOST_HEADING_ROWS)
  for (let index = start; index < last; index += 1) {
    const row = rows[index]
    if (row === undefined) break
    if (isNoiseRow(row)) continue
    const words = wordsBeside(row)
    if (words.length === 0) {
      if (end > 0) break
      continue
    }
    const captions = words.filter((text) => isCaption(read(text))).length
    // Under a heading over several columns stand their own, whether they are known words or not.
    const isUnder = end > 0 && (row.places[0]?.begins !== true || textAt(row, 0) === '')
    if (captions * 10 < words.length * 6 && !isUnder) break
    end = index + 1
    if (
      isComplete(
        rows.slice(start, end).filter((above) => !isNoiseRow(above)),
        read,
      )
    )
      break
  }
  return end
}

/** The next row states so many more cells that each heading of this one covers two or more of them. */
const standsOverMore = (row: GridRow, next: GridRow | undefined): boolean =>
  next !== undefined && next.stated - 1 >= (row.stated - 1) * 2

/** Every value column has a heading of its own, and no two say the same. */
export function isComplete(rows: readonly GridRow[], read: Read): boolean {
  const last = rows.at(-1)
  if (last === undefined) return false
  const first = firstValueColumn(rows, read)
  if (first === null) return false
  const own: string[] = []
  const end = Math.max(...rows.map(({ stated }) => stated))
  for (let column = first; column < end; column += 1) {
    const text = textAt(last, column) || rows.map((row) => textAt(row, column)).find((above) => above !== '') || ''
    if (text === '') return false
    own.push(text)
  }
  const levels = own.filter((text) => read(text).level !== null && read(text).people.length === 0).length
  return levels * 2 > own.length || new Set(own).size === own.length
}

/**
 * The first column after the labels. A known heading stands over it, or its cells show that it holds values: a heading
 * nobody knows must not make labels of marks.
 * @param body rows below the headings, as far as they are known
 * @returns null when no known heading stands over any column
 */
export function firstValueColumn(rows: readonly GridRow[], read: Read, body: readonly GridRow[] = []): number | null {
  let known: number | null = null
  for (const row of rows) {
    const column = row.places.findIndex(({ text }, index) => index > 0 && text !== '' && isCaption(read(text)))
    if (column > 0 && (known === null || column < known)) known = column
  }
  if (known === null) return null
  for (let column = 1; column < known; column += 1) {
    const headed = rows.some((row) => row.places[column]?.begins === true && textAt(row, column) !== '')
    if (headed && body.length > 0 && holdsValues(body, column)) return column
  }
  return known
}

const MOST_LOOKED_AT = 60

/** Marks, words of permission or nothing at all: no labels. */
function holdsValues(body: readonly GridRow[], column: number): boolean {
  const texts = body
    .slice(0, MOST_LOOKED_AT)
    .flatMap((row) => (row.places[column]?.begins === true ? [textAt(row, column)] : []))
    .filter((text) => !saysNothing(text))
  return texts.length === 0 || texts.some(isSign) || texts.filter(readsAsRule).length * 2 > texts.length
}
