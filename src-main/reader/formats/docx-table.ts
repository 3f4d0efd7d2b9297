/** A table of a Word file: merged cells of both directions as spans, tables inside cells, rows taken out by tracked changes. */
import { CELL_LIMIT, type Block, type BlockCell, type BlockRow, type TableBlock } from '@contract/document'
import { LIMITS, unreadable } from '../limits'

/** A cell as the file writes it: merges downwards are told line by line. */
export interface WrittenCell {
  readonly blocks: readonly Block[]
  readonly columns: number
  /** Begins a merge downwards, goes on with one from above, or stands alone. */
  readonly merge: 'restart' | 'continue' | null
  /** Goes on with the cell to its left: an older way of merging. */
  readonly joinsLeft: boolean
}

export interface WrittenRow {
  readonly cells: readonly WrittenCell[]
  /** Grid columns left free before the first cell and after the last. */
  readonly before: number
  readonly after: number
  readonly heading: boolean
  readonly page: number
}

/** Deepest row span the contract holds. */
const DEEPEST = 10_000

interface Told {
  /** Something that could not be taken over, in words. */
  readonly leaveOut: (what: string) => void
}

/**
 * Blocks of one table. Usually one; a frame of one column around other tables gives what stands in it, and a table with
 * lines and columns of its own inside a cell follows the one it stands in.
 * @throws Fault 'bad-input' with more rows or columns than are read
 */
export function tableBlocks(rows: readonly WrittenRow[], told: Told): Block[] {
  const first = rows[0]
  if (first === undefined) return []
  if (rows.length > LIMITS.rows) {
    throw unreadable('That file has a table of more than 200,000 rows.', 'Save it in parts and choose those.')
  }
  if (rows.every(({ cells }) => cells.length <= 1) && rows.some(({ cells }) => cells.some(holdsTable))) {
    return rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks))
  }
  const after: Block[] = []
  const laid = spanned(rows, told, after)
  return [{ kind: 'table', rows: laid, spans: true, page: first.page, line: null }, ...after]
}

const isGrid = (block: Block): block is TableBlock =>
  block.kind === 'table' && block.rows.length > 1 && block.rows.some(({ cells }) => cells.length > 1)
const holdsTable = (cell: WrittenCell): boolean => cell.blocks.some((block) => block.kind === 'table')

/** A cell while cells below may still join it. */
interface Open {
  cell: { -readonly [K in keyof BlockCell]: BlockCell[K] }
  readonly columns: number
  readonly merges: boolean
}

function spanned(rows: readonly WrittenRow[], told: Told, after: Block[]): BlockRow[] {
  let above = new Map<number, Open>()
  return rows.map((row) => {
    const here = new Map<number, Open>()
    const cells: Open['cell'][] = []
    let x = row.before
    if (row.before > 0) cells.push(empty(row.before))
    let left: Open | null = null
    for (const written of row.cells) {
      const columns = widthOf(written, x)
      if (written.joinsLeft && left !== null) {
        left.cell.columns += columns
        if (textOf(written.blocks) !== '') told.leaveOut(HIDDEN)
      } else {
        const upper = above.get(x)
        const joins =
          written.merge === 'continue' &&
          upper?.merges === true &&
          upper.columns === columns &&
          upper.cell.rows < DEEPEST
        if (joins) {
          upper.cell.rows += 1
          here.set(x, upper)
          left = upper
          if (textOf(written.blocks) !== '') told.leaveOut(HIDDEN)
        } else {
          left = opened(written, columns, row.heading, told, after)
          here.set(x, left)
          cells.push(left.cell)
        }
      }
      x += columns
    }
    if (row.after > 0) cells.push(empty(Math.min(row.after, LIMITS.columns)))
    above = here
    return { cells, page: row.page, line: null }
  })
}

const HIDDEN = 'Words in cells that are hidden under a merged cell'

const empty = (columns: number): Open['cell'] => ({ text: '', columns, rows: 1, heading: false })

function widthOf(written: WrittenCell, x: number): number {
  if (x + written.columns > LIMITS.columns) {
    throw unreadable('That file has a table of more than 500 columns.', 'Save the table in parts and choose those.')
  }
  return written.columns
}

function opened(written: WrittenCell, columns: number, heading: boolean, told: Told, after: Block[]): Open {
  const inner = written.blocks.filter(isGrid)
  for (const block of inner) after.push(block)
  const text = textOf(written.blocks.filter((block) => !isGrid(block)))
  if (text.length > CELL_LIMIT) told.leaveOut('The end of table cells longer than 32,767 characters')
  return {
    cell: { text: cut(text), columns, rows: 1, heading },
    columns,
    merges: written.merge !== null,
  }
}

/** Cut to the limit, never inside a character. */
function cut(text: string): string {
  if (text.length <= CELL_LIMIT) return text
  const end = /[\ud800-\udbff]/.test(text.charAt(CELL_LIMIT - 1)) ? CELL_LIMIT - 1 : CELL_LIMIT
  return text.slice(0, end)
}

/** Signs that Word prints as the bullet of an empty line and a reader sees as a mark. */
const MARKS = /^[✓✔☑✗✘☒☐×√■●•]$/u

/** Lines of a cell. A list item begins with its bullet or number. */
export function textOf(blocks: readonly Block[]): string {
  const lines: string[] = []
  for (const block of blocks) {
    if (block.kind === 'paragraph' || block.kind === 'heading') lines.push(block.text)
    else if (block.kind === 'item') lines.push(itemLine(block))
    else if (block.kind === 'table')
      lines.push(...block.rows.map(({ cells }) => cells.map(({ text }) => text).join('\t')))
  }
  return lines.join('\n').trim()
}

function itemLine({ marker, text }: Extract<Block, { kind: 'item' }>): string {
  if (marker === null) return text
  if (text === '') return marker
  return `${MARKS.test(marker) ? '•' : marker} ${text}`
}
