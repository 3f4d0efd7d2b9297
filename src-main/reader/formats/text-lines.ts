/** A text file as numbered lines. */
import { unreadable } from '../limits'

export interface TextLine {
  /** Without the line's end; white space at its end is kept, as tabs there are empty cells. */
  readonly text: string
  readonly line: number
  /** From 1; null where the file has no page breaks. */
  readonly page: number | null
  /** A page begins here. */
  readonly isBreak: boolean
}

const MOST_LINES = 1_000_000

/** Splits a text at line ends of every kind; a form feed is a break and lines of its own before and after. */
export function linesOf(text: string): { readonly lines: readonly TextLine[]; readonly pages: number | null } {
  const paged = text.includes('\f')
  const lines: TextLine[] = []
  let page = 1
  let number = 0
  // Line ends are found one by one: cutting up millions of lines at once would cost more memory than there is.
  const end = /\r\n|[\n\r\v\u0085\u2028\u2029]/g
  for (let from = 0; from <= text.length;) {
    const found = end.exec(text)
    const raw = text.slice(from, found?.index ?? text.length)
    number += 1
    if (number > MOST_LINES || lines.length > MOST_LINES) {
      throw unreadable(
        'That file holds more than a million lines.',
        'Choose the policy itself, or save the part that holds it as a file of its own.',
      )
    }
    for (const [index, part] of (paged ? raw.split('\f', MOST_LINES) : [raw]).entries()) {
      if (index > 0) {
        page += 1
        lines.push({ text: '', line: number, page, isBreak: true })
      }
      if (index === 0 || part !== '')
        lines.push({ text: part, line: number, page: paged ? page : null, isBreak: false })
    }
    if (found === null) break
    from = found.index + found[0].length
  }
  return { lines, pages: paged ? page : null }
}

export const isBlank = ({ text, isBreak }: TextLine): boolean => !isBreak && text.trim() === ''

/** Width of the white space a line begins with; a tab reaches to the next fourth place. */
export function indentOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (letter === ' ' || letter === '\u00a0') width += 1
    else if (letter === '\t') width += 4 - (width % 4)
    else break
  }
  return width
}

/** A line of nothing but rules, such as `---` or `=====`; it parts, but says nothing. */
export const isRule = (text: string): boolean => /^\s*([-*_=~.+])(?:[ \t]*\1){2,}\s*$/.test(text)
