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

/** One row's texts, to be held against another's; what says "continued" is left out. */
export const rowKey = (row: GridRow): string =>
  row.places.map(({ text }) => plainWords(withoutContinued(text)) || text.slice(0, 80)).join('\n')

/** Whether a row repeats a heading row; its corner may have been left blank, or filled. */
export function repeats(row: GridRow, headings: readonly GridRow[]): boolean {
  const key = rowKey(row)
  const [, ...rest] = key.split('\n')
  return headings.some((heading) => {
    const model = rowKey(heading)
    if (model === key) return true
    const [, ...modelRest] = model.split('\n')
    const blankCorner = textAt(row, 0) === '' || textAt(heading, 0) === ''
    return blankCorner && rest.join('\n') === modelRest.join('\n') && rest.some((text) => text !== '')
  })
}
