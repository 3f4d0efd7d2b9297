/**
 * Footnotes and exceptions of an exported table, printed as a school prints them: the sign stands in the cell, its text
 * under the table; an exception in brackets stands in the cell itself. What has no sign that can stand there gets a
 * raised number.
 */
import type { Cell, CellContent, Column, MatrixView, Row } from '@contract/matrices'

export interface Footnotes {
  /** What follows the cell's own text. */
  readonly after: (cell: Cell) => string
  /** Lines under the table: sign and text. A star stands close to its text: with a space it would read as a bullet. */
  readonly lines: readonly string[]
}

/** Cells by row and column. */
export function cellsByPlace(view: MatrixView): (row: Row, column: Column) => Cell | undefined {
  const places = new Map(view.cells.map((cell) => [`${cell.row}/${cell.column}`, cell]))
  return (row, column) => places.get(`${row.id}/${column.id}`)
}

/**
 * What is printed in the places of a cell, without signs that are added to it.
 * @returns one text for each caption of a ticked column, one for a worded column
 */
export function textsIn({ content }: Cell, column: Column): readonly string[] {
  if (column.captions.length === 0) return [content.silent ? 'Not stated' : (content.words ?? '')]
  return column.captions.map((caption) =>
    content.marks
      .filter((mark) => mark.caption === caption.id)
      .map((mark) => mark.mark)
      .join(' '),
  )
}

type Note = NonNullable<CellContent['footnote']>

/** Gives every footnote and exception of an edition its printed form, row by row. */
export function footnotesOf(view: MatrixView, rows: readonly Row[], columns: readonly Column[]): Footnotes {
  const at = cellsByPlace(view)
  const signs = new Signs(view.cells.flatMap(({ content }) => content.footnote ?? []))
  const after = new Map<string, string>()
  for (const row of rows) {
    for (const column of columns) {
      const cell = at(row, column)
      if (cell === undefined) continue
      const printed = [row.label, ...textsIn(cell, column)]
      after.set(cell.id, footnoteAfter(cell.content.footnote, printed, signs) + exceptionAfter(cell.content, signs))
    }
  }
  return { after: (cell) => after.get(cell.id) ?? '', lines: signs.lines }
}

/** The sign to add, unless the words printed there end with it already. */
function footnoteAfter(note: Note | null, printed: readonly string[], signs: Signs): string {
  if (note === null) return ''
  const sign = signs.of(note)
  return sign === null || printed.some((text) => text.trimEnd().endsWith(sign)) ? '' : sign
}

function exceptionAfter({ exception }: CellContent, signs: Signs): string {
  if (exception === null) return ''
  return /^\([^()]*\)$/.test(exception) ? ` ${exception}` : signs.numbered(`Exception: ${exception}`)
}

/** Signs that a reader of any table knows for a footnote's. */
const SIGN = /^[*\u2020\u2021\u00a7]{1,4}$/
const FIGURE = /^[0-9]{1,2}$/

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const raised = (figure: string): string => figure.replace(/\d/g, (digit) => RAISED.charAt(Number(digit)))
const lowered = (sign: string): string => sign.replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(RAISED.indexOf(digit)))

/** The signs of one table: each stands for one text. */
class Signs {
  /** Text by sign, in the order they are met; null: the document gives none (R18). */
  readonly #texts = new Map<string, string | null>()
  /** Signs the school itself uses; a number for something else is never one of them. */
  readonly #own: ReadonlySet<string>

  constructor(notes: readonly Note[]) {
    this.#own = new Set(notes.flatMap(({ mark }) => ownSign(mark) ?? []))
  }

  get lines(): readonly string[] {
    return [...this.#texts].flatMap(([sign, text]) =>
      text === null ? [] : [`${sign}${sign.startsWith('*') ? '' : ' '}${text}`],
    )
  }

  /** @returns null where nothing can be printed: a sign of no kind, without a text */
  of({ mark, text }: Note): string | null {
    const sign = ownSign(mark)
    if (sign !== null) {
      const known = this.#texts.get(sign)
      if (known === undefined) this.#texts.set(sign, text)
      if (known === undefined || known === text) return sign
    }
    return text === null ? null : this.numbered(text)
  }

  /** The raised number that stands for a text. */
  numbered(text: string): string {
    for (let number = 1; ; number += 1) {
      const sign = raised(String(number))
      if (this.#own.has(sign)) continue
      if (!this.#texts.has(sign)) this.#texts.set(sign, text)
      if (this.#texts.get(sign) === text) return sign
    }
  }
}

/** The form in which a sign of the school's is printed; null when it could be taken for part of the text. */
function ownSign(mark: string): string | null {
  const plain = lowered(mark.trim())
  if (FIGURE.test(plain)) return raised(plain)
  return SIGN.test(plain) ? plain : null
}
