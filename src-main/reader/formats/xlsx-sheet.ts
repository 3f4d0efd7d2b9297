/** One sheet of a workbook, row by row, with its merged cells as spans. */
import { visible } from '../decode'
import { LIMITS } from '../limits'
import { readXml } from '../xml'
import { tooLong, tooWide, type Building } from './building'
import { gridCell, type GridCell, type GridRow, type SheetBlocks } from './sheet-blocks'
import { unneutral } from './unneutral'
import { isTrue, lettersIn, NAMESPACES, RichText, type Workbook } from './xlsx-package'
import { shownNumber } from './xlsx-values'

/** A merged block of cells; places count from 0. */
interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const MOST_MERGES = 50_000

interface Raw {
  readonly type: string
  readonly style: number
  text: string
}

/**
 * Reads a sheet's rows into blocks. A formula counts with the value the file has for it.
 * @throws Fault 'bad-input' when the sheet is larger than any that is read
 */
export function readSheet(part: Uint8Array, book: Workbook, into: Building, blocks: SheetBlocks): void {
  const merges = mergesOf(part)
  const sheet = new SheetRows(merges, blocks)
  const rich = new RichText()
  let raw: Raw | null = null
  let column = -1
  let row = -1
  let inValue = false
  let cells: (string | undefined)[] = []
  readXml(part, NAMESPACES, {
    open: (name, attributes) => {
      if (name === 's:row') {
        const { r, hidden } = attributes()
        row = placeNumber(r) ?? row + 1
        column = -1
        cells = []
        if (isTrue(hidden)) into.leaveOut('Hidden rows of a sheet were read as well.')
      } else if (name === 's:c') {
        const { r = '', t = 'n', s = '0' } = attributes()
        column = columnOf(r) ?? column + 1
        raw = { type: t, style: Number(s), text: '' }
      } else if (name === 's:v') inValue = raw !== null
      else if (name === 's:col') {
        if (isTrue(attributes()['hidden'])) into.leaveOut('Hidden columns of a sheet were read as well.')
      } else if (raw !== null) rich.open(name, attributes)
    },
    text: (text) => {
      if (raw === null) return
      if (inValue) raw.text += text
      else rich.text(text)
    },
    close: (name) => {
      if (name === 's:v') inValue = false
      else if (name === 's:c' && raw !== null) {
        const inline = rich.take()
        const text = shown(raw.type === 'inlineStr' ? { ...raw, text: inline } : raw, book, into)
        raw = null
        // Cells that are only coloured in reach to the end of the sheet.
        if (column < LIMITS.columns) cells[column] = text
        else if (text !== '') throw tooWide()
      } else if (name === 's:row') sheet.row(row, cells)
      else rich.close(name)
    },
  })
  if (rich.struck > 0) into.leaveOut('Struck-out text was left out.')
  sheet.end()
}

/** Lays merged cells over the rows as they come. */
class SheetRows {
  readonly #blocks: SheetBlocks
  readonly #byTop = new Map<number, Merge[]>()
  /** For each place the merged cell reaching down to it from above. */
  #reaching: (Merge | undefined)[] = []
  #next = 0
  #rows = 0

  constructor(merges: readonly Merge[], blocks: SheetBlocks) {
    this.#blocks = blocks
    for (const merge of merges) {
      const row = this.#byTop.get(merge.top)
      if (row === undefined) this.#byTop.set(merge.top, [merge])
      // No row has more blocks than columns; the others would lie over them.
      else if (row.length < LIMITS.columns) row.push(merge)
    }
  }

  row(index: number, texts: readonly (string | undefined)[]): void {
    // Rows out of order are no sheet any program writes; they are taken as they come.
    if (index > this.#next) this.#gap(index)
    this.#next = Math.max(this.#next, index + 1)
    const merges = this.#byTop.get(index) ?? []
    const reach = this.#reaching.findLastIndex((merge) => merge !== undefined) + 1
    const width = merges.reduce((most, { right }) => Math.max(most, right + 1), Math.max(texts.length, reach))
    const cells: (GridCell | null)[] = Array.from({ length: width }, (_, at) => gridCell(texts[at] ?? ''))
    this.#reaching.forEach((merge, at) => {
      if (merge !== undefined && merge.bottom >= index) cells[at] = null
    })
    for (const merge of merges) this.#lay(merge, cells, texts[merge.left] ?? '')
    this.#reaching = this.#reaching.map((merge) => (merge !== undefined && merge.bottom > index ? merge : undefined))
    this.#blocks.row({ line: index + 1, cells } satisfies GridRow)
    if (!cells.every((cell) => cell === null || cell.text === '')) this.#rows += 1
    if (this.#rows > LIMITS.rows) throw tooLong()
  }

  end(): void {
    this.#blocks.end()
  }

  /** Rows the file leaves out are blank. One blank row parts as well as many. */
  #gap(index: number): void {
    this.#reaching = this.#reaching.map((merge) => (merge !== undefined && merge.bottom >= index ? merge : undefined))
    if (this.#reaching.some((merge) => merge !== undefined)) return
    this.#blocks.row({ line: index, cells: [] })
  }

  #lay(merge: Merge, cells: (GridCell | null)[], text: string): void {
    if (cells.slice(merge.left, merge.right + 1).some((cell) => cell === null)) return
    for (let at = merge.left; at <= merge.right; at += 1) {
      cells[at] = null
      if (merge.bottom > merge.top) this.#reaching[at] = merge
    }
    cells[merge.left] = {
      text,
      columns: merge.right - merge.left + 1,
      rows: Math.min(10_000, merge.bottom - merge.top + 1),
    }
  }
}

/** Merged blocks stand behind the rows, so that only the end of the part is read for them. */
function mergesOf(part: Uint8Array): readonly Merge[] {
  const rows = Buffer.from(part.buffer, part.byteOffset, part.byteLength).lastIndexOf('sheetData>')
  const merges: Merge[] = []
  const take = (ref: string): void => {
    const [from = '', to = ''] = ref.split(':')
    const [top, left] = [rowOf(from), columnOf(from)]
    const [bottom, right] = [rowOf(to), columnOf(to)]
    if (top === null || left === null || bottom === null || right === null || merges.length >= MOST_MERGES) return
    if (top <= bottom && left <= right && right < LIMITS.columns) merges.push({ top, left, bottom, right })
  }
  if (rows >= 0) {
    const end = new TextDecoder().decode(part.subarray(rows))
    for (const [, ref = ''] of end.matchAll(/<(?:[\w.-]{1,40}:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"'<>]{1,40})["']/g))
      take(ref)
    return merges
  }
  readXml(part, NAMESPACES, {
    open: (name, attributes) => {
      if (name === 's:mergeCell') take(attributes()['ref'] ?? '')
    },
  })
  return merges
}

function shown({ type, style, text }: Raw, book: Workbook, into: Building): string {
  const look = book.styles[style]
  if (look?.isStruck === true && text !== '') {
    into.leaveOut('Struck-out text was left out.')
    return ''
  }
  switch (type) {
    case 's': {
      const shared = book.shared[Number(text)]
      return text === '' || shared === undefined ? '' : unneutral(lettersIn(shared, look?.font ?? null))
    }
    case 'inlineStr':
    case 'str':
      return worded(text, look?.font ?? null)
    case 'b':
      return text === '' ? '' : isTrue(text) ? 'TRUE' : 'FALSE'
    case 'd':
      return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
    case 'n':
      return shownNumber(text, look?.format ?? '', book.from1904)
    default:
      return text
  }
}

const worded = (text: string, font: string | null): string =>
  unneutral(visible(lettersIn(text, font)).replace(/\r\n?/g, '\n'))

/** Column of an address such as `BC12`, from 0; null when it is none. */
export function columnOf(address: string): number | null {
  const letters = /^\$?([A-Za-z]{1,3})\$?\d/.exec(address)?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

export const rowOf = (address: string): number | null => placeNumber(/(\d{1,7})$/.exec(address)?.[1])

/** A row's number, from 1 in the file and from 0 here; null when it is none. */
export function placeNumber(number: string | undefined): number | null {
  if (number === undefined || !/^\d{1,7}$/.test(number)) return null
  return Math.max(0, Number(number) - 1)
}
