/** What stands in or between the parts of a table and belongs to the page, not to the table. */
import { printedIn, textAt, type GridRow } from './grid'
import { plainWords } from '../../vocabulary/wording'

const STROKES = /^:?[-‐-―_=.*~]{2,}:?$/
const PAGE_NUMBER = /^(?:-+ ?)?(?:page |p\.? ?)?\d{1,3}(?: ?(?:of|\/) ?\d{1,3})?(?: ?-+)?$/i
const CONTINUED = /[([]?\b(?:continued(?: (?:overleaf|over|from .{1,40}|on .{1,40}))?|cont'?d|cont\.?)[)\]]?$/i

/** Lines of strokes and page numbers. */
export const isPageNoise = (text: string): boolean =>
  text === '' || (text.length <= 60 && (STROKES.test(text) || PAGE_NUMBER.test(text)))

/** "Table 2 (continued)", "continued overleaf": says only that a table goes on. */
export const saysContinued = (text: string): boolean => text.length <= 120 && CONTINUED.test(text.trim())

/** A text without the words that say it goes on. */
export const withoutContinued = (text: string): string => text.trim().replace(CONTINUED, '').trim()

/** A row that holds nothing of the table. */
export function isNoiseRow(row: GridRow): boolean {
  const printed = printedIn(row)
  if (printed.length === 0) return true
  if (printed.length === 1) return isPageNoise(textAt(row, printed[0] ?? 0))
  return printed.every((column) => STROKES.test(textAt(row, column)))
}

/** Texts of heading rows made comparable, once for each row. */
const comparable = new WeakMap<GridRow, readonly string[]>()

const plainOf = (text: string): string => plainWords(withoutContinued(text)) || text.slice(0, 80)

function textsOf(heading: GridRow): readonly string[] {
  const known = comparable.get(heading)
  if (known !== undefined) return known
  const texts = heading.places.map(({ text }) => plainOf(text))
  comparable.set(heading, texts)
  return texts
}

/** Whether a row repeats a heading row; its corner may have been left blank, or filled. */
export function repeats(row: GridRow, headings: readonly GridRow[]): boolean {
  return headings.some((heading) => {
    const model = textsOf(heading)
    if (row.places.length !== model.length) return false
    const rest = row.places.every(({ text }, at) => at === 0 || isSame(text, model[at] ?? ''))
    if (!rest) return false
    const corner = textAt(row, 0)
    if (isSame(corner, model[0] ?? '')) return true
    return (corner === '' || model[0] === '') && row.places.some(({ text }, at) => at > 0 && text !== '')
  })
}

/** Short marks and long words are told apart without a closer look. */
const isSame = (text: string, plain: string): boolean =>
  text === plain || (text !== '' && plain !== '' && text.length * 4 > plain.length && plainOf(text) === plain)
