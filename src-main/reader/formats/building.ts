/** Blocks being built within the limits of the contract, whatever the format (C35). */
import { CELL_LIMIT, TEXT_LIMIT, type Block, type BlockCell, type BlockRow } from '@contract/document'
import { LIMITS, unreadable } from '../limits'

/** Most blocks of one document. */
const MOST_BLOCKS = 300_000
/** Most cells of one document: as many as fit the reader's memory. */
const MOST_CELLS = 2_000_000
/** Most letters in all: a workbook may name one long text from every cell. */
const MOST_LETTERS = 60_000_000
/** Most signs of markup that are taken off. */
const MOST_SIGNS = 1_000_000
const MOST_NOTES = 100
const LONGEST_NOTE = 300
const LONGEST_MARKER = 20

/** Where a block begins. */
export interface Place {
  readonly page: number | null
  readonly line: number | null
}

export interface CellForm {
  readonly columns?: number
  readonly rows?: number
  readonly heading?: boolean
}

/** Blank cells are many and all alike. */
const BLANK: BlockCell = { text: '', columns: 1, rows: 1, heading: false }

/** Takes blocks in their order; each method refuses what is over a limit. */
export class Building {
  readonly blocks: Block[] = []
  readonly #leftOut = new Set<string>()
  #cells = 0
  #letters = 0
  #signs = 0

  /** What could not be taken over, in words; the same words once. */
  leaveOut(words: string): void {
    if (this.#leftOut.size < MOST_NOTES) this.#leftOut.add(words.slice(0, LONGEST_NOTE))
  }

  get leftOut(): readonly string[] {
    return [...this.#leftOut]
  }

  heading(level: number, text: string, place: Place): void {
    const words = text.trim()
    if (words !== '')
      this.#add({ kind: 'heading', level: within(level, 1, 9), text: words.slice(0, TEXT_LIMIT), ...place })
  }

  /** A longer text than one block may hold becomes several. */
  paragraph(text: string, place: Place): void {
    for (const piece of pieces(text.trim())) this.#add({ kind: 'paragraph', text: piece, ...place })
  }

  /** @param marker null when the file has none */
  item(depth: number, marker: string | null, text: string, place: Place): void {
    const mark = marker?.slice(0, LONGEST_MARKER) ?? null
    for (const piece of pieces(text.trim())) {
      this.#add({ kind: 'item', depth: within(depth, 0, 9), marker: mark, text: piece, ...place })
    }
  }

  break(place: Place): void {
    this.#add({ kind: 'break', ...place })
  }

  /** A table without rows is none. */
  table(rows: readonly BlockRow[], spans: boolean, place: Place): void {
    if (rows.length > 0) this.#add({ kind: 'table', rows: [...rows], spans, ...place })
  }

  /**
   * One cell, as it goes into a row.
   * @throws Fault 'bad-input' when the document holds more cells than are read
   */
  cell(text: string, { columns = 1, rows = 1, heading = false }: CellForm = {}): BlockCell {
    this.#cells += 1
    if (this.#cells > MOST_CELLS) throw tooManyCells()
    if (text === '' && columns === 1 && rows === 1 && !heading) return BLANK
    if (text.length > CELL_LIMIT) this.leaveOut(`A cell of more than ${CELL_LIMIT} characters was cut off.`)
    this.#count(text.length)
    return { text: text.slice(0, CELL_LIMIT), columns: within(columns, 1, 500), rows: within(rows, 1, 10_000), heading }
  }

  /** @throws Fault 'bad-input' when the row has more places than are read */
  row(cells: readonly BlockCell[], place: Place): BlockRow {
    if (cells.length > LIMITS.columns) throw tooWide()
    return { cells: [...cells], ...place }
  }

  /** Takes over blocks that were built apart. @param placed where something stands here, by the line it had there */
  append(blocks: readonly Block[], placed: (line: number | null) => Place): void {
    for (const block of blocks) {
      const rows = block.kind === 'table' ? { rows: block.rows.map((row) => ({ ...row, ...placed(row.line) })) } : {}
      this.#add({ ...block, ...rows, ...placed(block.line) } as Block)
    }
  }

  #add(block: Block): void {
    if (this.blocks.length >= MOST_BLOCKS) {
      throw unreadable(
        'That file holds more than 300,000 paragraphs.',
        'Choose the policy itself, or save the part that holds it as a file of its own.',
      )
    }
    if ('text' in block) this.#count(block.text.length)
    if (block.kind === 'table' && block.rows.length > LIMITS.rows) throw tooLong()
    this.blocks.push(block)
  }

  /**
   * Whether signs of markup may still be taken off. A text of millions of them is no document, and gets them left in.
   * @param signs how many come next
   */
  allows(signs: number): boolean {
    this.#signs += signs
    if (this.#signs <= MOST_SIGNS) return true
    this.leaveOut('Signs of markup were left in the text from some place on, as there are very many.')
    return false
  }

  #count(letters: number): void {
    this.#letters += letters
    if (this.#letters > MOST_LETTERS) {
      throw unreadable(
        'That file holds more than 60 million letters.',
        'Choose the policy itself, or save the part that holds it as a file of its own.',
      )
    }
  }
}

/** More cells than fit the reader's memory. */
export const tooManyCells = (): Error =>
  unreadable(
    'That file holds more than 2 million cells.',
    'Save the sheet that holds the rules as a file of its own and choose that.',
  )

/** A table with more columns than are read. */
export const tooWide = (): Error =>
  unreadable(
    'That file holds a table with more than 500 columns.',
    'Save the part that holds the rules as a file of its own and choose that.',
  )

/** A table with more rows than are read. */
export const tooLong = (): Error =>
  unreadable(
    'That file holds a table with more than 200,000 rows.',
    'Save the part that holds the rules as a file of its own and choose that.',
  )

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

function pieces(text: string): readonly string[] {
  if (text.length <= TEXT_LIMIT) return text === '' ? [] : [text]
  return Array.from({ length: Math.ceil(text.length / TEXT_LIMIT) }, (_, index) =>
    text.slice(index * TEXT_LIMIT, (index + 1) * TEXT_LIMIT),
  )
}
