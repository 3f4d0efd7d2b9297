/** One sheet of a workbook as a table: values as the sheet shows them where that says something, else as they are kept. */
import { TABLE_COLUMNS } from '@contract/tabular'
import { isTrue, lettersIn, NAMESPACES, type Package } from '../formats/xlsx-package'
import { columnOf, placeNumber, rowOf } from '../formats/xlsx-sheet'
import { shownNumber } from '../formats/xlsx-values'
import { damaged } from '../limits'
import { XmlPieces } from '../xml'
import { tooWide } from './limits'
import { WHY, type Table } from './table'
import { NOTHING, WrittenText, type SharedTexts, type Written } from './written'

export interface Texts {
  readonly book: Pick<Package, 'styles' | 'from1904'>
  readonly shared: SharedTexts
  /** Numbers as they are shown, by format and number: a list has few different dates. */
  readonly shown: Map<string, string>
}

/** Most numbers remembered. */
const MOST_SHOWN = 20_000

interface Cell {
  readonly type: string
  readonly style: number
  hasFormula: boolean
  hasValue: boolean
  value: string
}

interface Value {
  readonly text: string
  readonly kind: 'date' | 'number' | 'text'
  readonly why: string | null
}

const ISO_DATE = /^\d{4}-\d\d-\d\d$/

/**
 * @returns takes the sheet's part, in pieces or whole, and ends with it
 * @throws Fault 'bad-input' when the sheet is no well-formed part, or larger than any that is read
 */
export function sheetXml(texts: Texts, table: Table): XmlPieces {
  const written = new WrittenText()
  const row = new RowBuilding(table)
  let cell: Cell | null = null
  let column = -1
  let inValue = false
  return new XmlPieces('row', NAMESPACES, {
    open: (name, attributes) => {
      if (name === 's:row') {
        const { r, hidden } = attributes()
        row.begin(placeNumber(r), isTrue(hidden))
        column = -1
      } else if (name === 's:c') {
        const { r = '', t = 'n', s = '0' } = attributes()
        column = placeOf(r) ?? column + 1
        cell = { type: t, style: Number(s), hasFormula: false, hasValue: false, value: '' }
      } else if (name === 's:col') {
        if (isTrue(attributes()['hidden'])) table.notes.add('hidden-columns')
      } else if (name === 's:mergeCell') {
        const top = rowOf((attributes()['ref'] ?? '').split(':')[0] ?? '')
        if (top !== null) table.merged(top + 1)
      } else if (cell === null) return
      else if (name === 's:v') inValue = cell.hasValue = true
      else if (name === 's:f') cell.hasFormula = true
      else written.open(name, attributes)
    },
    text: (text) => {
      if (cell === null) return
      if (inValue) cell.value += text
      else written.text(text)
    },
    close: (name) => {
      if (name === 's:v') inValue = false
      else if (name === 's:c' && cell !== null) {
        row.cell(column, valueOf(cell, written.isBlank ? NOTHING : written.take(), texts), cell.hasFormula)
        cell = null
      } else if (name === 's:row') row.end()
      else written.close(name)
    },
  })
}

const [A, Z, ZERO, NINE] = [0x41, 0x5a, 0x30, 0x39]

/** Column of an address, from 0; null when it is none. Told without a search where it is written as Excel does. */
function placeOf(address: string): number | null {
  let column = 0
  let at = 0
  for (let code = address.charCodeAt(0); code >= A && code <= Z && at < 3; code = address.charCodeAt(at)) {
    column = column * 26 + code - A + 1
    at += 1
  }
  const next = address.charCodeAt(at)
  return at > 0 && next >= ZERO && next <= NINE ? column - 1 : columnOf(address)
}

/** Puts the cells of a row into their places. */
class RowBuilding {
  #line = 0
  #cells: string[] = []
  #dates: number[] = []
  #numbers: number[] = []
  #why: string | null = null
  /** Rows of a list have their dates in the same places; one list of places does for all of them. */
  readonly #places = new Map<string, readonly number[]>()

  constructor(private readonly table: Table) {}

  /** @param place the row's own number less one; null when it has none */
  begin(place: number | null, isHidden: boolean): void {
    const line = place === null ? this.#line + 1 : place + 1
    // No program writes rows out of their order, or two of one number; nobody could say which of them counts.
    if (line <= this.#line) throw damaged()
    this.#line = line
    this.#cells = []
    this.#dates = []
    this.#numbers = []
    this.#why = null
    if (isHidden) this.table.notes.add('hidden-rows', { line: this.#line })
  }

  cell(column: number, { text, kind, why }: Value, hasFormula: boolean): void {
    if (hasFormula) this.table.notes.add('formulas', { line: this.#line })
    this.#why ??= why
    if (text === '') return
    if (column >= TABLE_COLUMNS) throw tooWide()
    while (this.#cells.length < column) this.#cells.push('')
    if ((this.#cells[column] ?? '') !== '') this.#why ??= WHY.twice
    this.#cells[column] = text
    if (kind === 'date') this.#dates.push(column)
    if (kind === 'number') this.#numbers.push(column)
  }

  end(): void {
    const dates = this.#dates.sort((a, b) => a - b)
    const key = dates.join()
    const known = this.#places.get(key)
    if (known === undefined) this.#places.set(key, dates)
    this.table.row({
      line: this.#line,
      cells: this.#cells,
      dates: known ?? dates,
      numbers: this.#numbers,
      refused: this.#why,
    })
  }
}

function valueOf(cell: Cell, inline: Written, texts: Texts): Value {
  const { book, shared } = texts
  const look = book.styles[cell.style]
  const { type, value } = cell
  if (cell.hasFormula && !cell.hasValue && inline.text === '') return { text: '', kind: 'text', why: WHY.unreckoned }
  const written = type === 's' ? sharedText(value, shared) : type === 'inlineStr' ? inline : null
  const isStruck = look?.isStruck === true || written?.isStruck === true
  const shown = written === null ? kept(type, value, look?.format ?? '', texts) : written.text
  const text = written !== null || type === 'str' ? lettersIn(shown, look?.font ?? null) : shown
  const isDate = (type === 'n' || type === 'd') && ISO_DATE.test(text)
  const isNumber = type === 'n' && /^[1-9]\d*$/.test(text)
  return {
    text,
    kind: isDate ? 'date' : isNumber ? 'number' : 'text',
    why: isStruck && text.trim() !== '' ? WHY.struck : null,
  }
}

function sharedText(number: string, { texts, struck }: SharedTexts): Written {
  if (number === '') return NOTHING
  const text = texts[Number(number)]
  if (text === undefined) throw damaged()
  return { text, isStruck: struck.size > 0 && struck.has(Number(number)) }
}

function kept(type: string, value: string, format: string, { book, shown: known }: Texts): string {
  if (type === 'b') return value.trim() === '' ? '' : isTrue(value.trim()) ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')
  if (type !== 'n') return value
  if (format === '') return shownNumber(value, format, book.from1904)
  const key = `${value} ${format}`
  const before = known.get(key)
  if (before !== undefined) return before
  const text = shownNumber(value, format, book.from1904)
  // Day 0 is an empty cell that a formula passed on; no list has that day.
  const shown = Number(value) === 0 && /^\d{4}-/.test(text) ? '0' : text
  if (known.size < MOST_SHOWN) known.set(key, shown)
  return shown
}
