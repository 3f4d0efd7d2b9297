/** One paragraph of a Word file while it is read, and the block it becomes. */
import { TEXT_LIMIT, type Block } from '@contract/document'
import type { Numbering } from './docx-numbering'
import { over, PLAIN_RUN, type ParagraphLook, type RunLook, type Styles } from './docx-styles'
import { lettersOf } from './docx-symbols'
import { raised } from './signs'
import { joined } from './wrap'

/** Formatting set on the paragraph itself; null: left to its style. */
export interface Direct {
  style: string | null
  outline: number | null
  numId: string | null
  numLevel: number | null
  newPage: boolean | null
  /** Its end was deleted in a tracked change: what follows belongs to it. */
  endDeleted: boolean
  /** It ends a section after which a new page begins. */
  sectionBreak: boolean
}

export const direct = (): Direct => ({
  style: null,
  outline: null,
  numId: null,
  numLevel: null,
  newPage: null,
  endDeleted: false,
  sectionBreak: false,
})

/** Longest line taken for a heading by its look alone. */
const LONGEST_HEADING = 120

export class Paragraph {
  readonly direct = direct()
  #pieces: string[] = []
  #letters = 0
  #boldLetters = 0
  #largest = 0
  /** Page it began on. */
  page: number
  /** Whole blocks that hang on it: text boxes. */
  boxes: Block[] = []

  constructor(page: number) {
    this.page = page
  }

  /**
   * Adds text of a run.
   * @param isSign already the character meant, whatever the font
   * @returns false when the text is hidden and was left out
   */
  add(text: string, run: RunLook, styles: Styles, runStyle: string | null, isSign = false): boolean {
    const own = runStyle === null ? run : over(styles.run(runStyle), run)
    const look = over(this.#look(styles), own)
    if (look.hidden === true) return text.trim() === ''
    const letters = isSign ? text : lettersOf(text, own.font)
    this.#pieces.push(own.raised === true ? raised(letters) : letters)
    const count = text.trim().length
    this.#letters += count
    if (look.bold === true) this.#boldLetters += count
    if (count > 0) this.#largest = Math.max(this.#largest, look.size ?? 0)
    return true
  }

  /** Adds signs that no formatting changes. */
  addSign(text: string): void {
    this.#pieces.push(text)
  }

  get isEmpty(): boolean {
    return this.#pieces.every((piece) => piece.trim() === '')
  }

  /** Takes over what a paragraph whose end was deleted held; called before anything is added here. */
  follow(earlier: Paragraph): void {
    this.#pieces = earlier.#pieces
    this.#letters += earlier.#letters
    this.#boldLetters += earlier.#boldLetters
    this.#largest = Math.max(this.#largest, earlier.#largest)
    this.boxes = earlier.boxes
    this.page = earlier.page
  }

  /** Whether it asks for a new page before it. */
  opensPage(styles: Styles): boolean {
    return (this.direct.newPage ?? this.#look(styles).newPage) === true
  }

  /**
   * The blocks it becomes; none for an empty line.
   * @param inCell inside a table cell, where nothing is a heading by its look
   */
  blocks(styles: Styles, numbering: Numbering, inCell: boolean): Block[] {
    const look = this.#look(styles)
    const written = tidy(this.#pieces.join(''))
    const numId = this.direct.numId ?? look.numId
    const level = this.direct.numLevel ?? look.numLevel ?? 0
    const marker = numId === null || numId === '0' ? null : numbering(numId, level)
    // Some authors type a bullet into a line that has one already.
    const text = marker?.bullet === true ? written.replace(/^[•·▪◦●○]\s+/, '') : written
    const at = { page: this.page, line: null }
    const heading = this.#headingLevel(look, text, inCell, marker !== null)
    if (heading !== null && text !== '') {
      const number = marker === null || marker.bullet || marker.text === '' ? '' : `${marker.text} `
      return [{ kind: 'heading', level: heading, text: onOneLine(`${number}${text}`).slice(0, TEXT_LIMIT), ...at }]
    }
    if (marker !== null && (text !== '' || inCell)) {
      const sign = marker.bullet ? bulletOf(marker.text, text, inCell) : marker.text.slice(0, 20)
      const depth = Math.min(Math.max(level, 0), 9)
      const item = { kind: 'item', depth, marker: sign === '' ? null : sign, ...at } as const
      if (text !== '' || sign !== '')
        return pieces(inCell ? text : onOneLine(text)).map((piece) => ({ ...item, text: piece }))
    }
    if (text === '') return []
    // Lines ended by hand are lines of their own, as in a block of names and dates, unless one is a broken sentence.
    const lines = inCell ? [text] : joined(text.split('\n').filter((line) => line !== ''))
    return lines.flatMap(pieces).map((piece) => ({ kind: 'paragraph', text: piece, ...at }))
  }

  #look(styles: Styles): ParagraphLook {
    return styles.paragraph(this.direct.style)
  }

  /** By outline level, by the title's style, or by its look where it is short and bold throughout. */
  #headingLevel(look: ParagraphLook, text: string, inCell: boolean, isItem: boolean): number | null {
    const outline = this.direct.outline ?? look.outline
    if (/^toc\b/.test(look.name)) return null
    if (outline !== null && outline >= 0 && outline <= 8) return outline + 1
    if (look.name === 'title') return 1
    const looksSo =
      !inCell &&
      !isItem &&
      this.#letters > 2 &&
      this.#boldLetters === this.#letters &&
      text.length <= LONGEST_HEADING &&
      /\p{L}{2}/u.test(text) &&
      !/[:\t\n]|[.;,]$/.test(text)
    if (!looksSo) return null
    return this.#largest >= 40 ? 1 : this.#largest >= 32 ? 2 : this.#largest >= 28 ? 3 : 6
  }
}

/** A run without formatting of its own. */
export const plainRun = (): { -readonly [K in keyof RunLook]: RunLook[K] } => ({ ...PLAIN_RUN })

/** A bullet before words is a bullet, whatever its form; before nothing in a cell it is a mark in that cell. */
function bulletOf(sign: string, text: string, inCell: boolean): string {
  return inCell && text === '' && sign !== '' && sign !== 'o' ? sign.slice(0, 20) : '•'
}

/** Text without signs that only steer line breaking; line ends as `\n`. */
function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

const onOneLine = (text: string): string => text.replaceAll('\n', ' ')

/** Cut into pieces within the limit, at a space where there is one. */
function pieces(text: string): string[] {
  if (text.length <= TEXT_LIMIT) return [text]
  const cut: string[] = []
  for (let from = 0; from < text.length;) {
    const end = Math.min(from + TEXT_LIMIT, text.length)
    const space = end < text.length ? text.lastIndexOf(' ', end) : -1
    const to = space > from ? space : end
    cut.push(text.slice(from, to).trim())
    from = to
  }
  return cut
}
