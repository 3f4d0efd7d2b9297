/** Small words that the outcomes of an import are put together from. Pure. */

/** "1 row", "11 rows". */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`

/** "A", "A and B", "A, B and C". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1)
  if (last === undefined) return ''
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** Most lines a sentence names. */
const NAMED = 5

/** "line 4", "lines 4 and 9", "lines 4, 9, 12, 15, 16 and 3 more". */
export function linesWords(lines: readonly number[]): string {
  const shown = lines.slice(0, NAMED).map(String)
  const more = lines.length - shown.length
  return `${lines.length === 1 ? 'line' : 'lines'} ${listed(more > 0 ? [...shown, `${more} more`] : shown)}`
}

/** As many characters as a field holds, the cut shown. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`

/** A value as it is kept: without spaces around it, each run of white space one space, letters composed. */
export const tidy = (text: string): string =>
  PLAIN.test(text) ? text : text.normalize('NFC').replace(/\s+/gu, ' ').trim()

/** By which values and headings are the same: capitals, widths and spaces do not count. */
export const folded = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase() : tidy(text.normalize('NFKC')).toLowerCase()

/** One word of plain letters, as nearly all values of a list are: nothing in it to put right. */
const PLAIN = /^[!-~]*$/
