/** Words made comparable: what differs only in print (case, dashes, quotes, breaks, footnote signs) is the same. */

/** Signs that lead to a footnote, raised or not, at either end of a text. */
const SIGNS = '*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰'
const SIGN_BEFORE = new RegExp(`^[${SIGNS}\\s]+`)

/** Longest text that is ever compared as a whole; captions are shorter. */
const LONGEST = 240

/**
 * A caption in lower case on one line: dashes and quotes of one kind, `&` as "and", brackets, footnote signs and closing
 * punctuation gone.
 * @returns empty for a text too long to be a caption
 */
export function plainWords(text: string): string {
  if (text.length > LONGEST) return ''
  const words = unspelt(text)
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[‘’`´]/g, "'")
    .replace(/&/g, ' and ')
    .replace(/[()[\]“”"]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?\/ ?/g, '/')
    .replace(SIGN_BEFORE, '')
  return withoutClosing(words).trim()
}

const CLOSING = new Set([...SIGNS, ' ', '.', ',', ':', ';', '?', '!'])

function withoutClosing(words: string): string {
  let end = words.length
  while (end > 0 && CLOSING.has(words.charAt(end - 1))) end -= 1
  return words.slice(0, end)
}

/** A heading printed with one letter to a line, as some upright headings come out, put together again. */
function unspelt(text: string): string {
  const lines = text.split('\n')
  return lines.length > 3 && lines.every((line) => line.trim().length <= 1) ? lines.map((l) => l.trim()).join('') : text
}

/** A caption on one line, as printed otherwise. */
export function onOneLine(text: string): string {
  return unspelt(text).replace(/\s+/g, ' ').trim()
}
