/**
 * One table being read: its first rows wait until the headings among them are found, then each row is taken whole as it
 * is written, or left out with its line and the reason. Nothing is corrected: a name that is not as the school wrote it is
 * another child's.
 */
import { CELL_LIMIT } from '@contract/document'
import { isPasswordHeading, TABLE_COLUMNS, TABLE_ROWS, type LeftOutRow } from '@contract/tabular'
import type { PackedRows } from '@contract/tabular-packed'
import { findHeading } from './heading'
import { hasHeadingWord } from './heading-words'
import { tooLong, tooWide, type Budget } from './limits'
import { Notes } from './notes'
import { Packing, repacked } from './packing'
import { hasLost, hasUnseen, withoutUnseen } from './signs'

/** Rows that wait for the headings. */
const WAITING = 60
const LONGEST_PREAMBLE = 2000
const MOST_PREAMBLE = 100
const MOST_MERGED = 50_000

export const WHY = {
  unseen: 'It holds signs that nobody can see, such as control characters.',
  lost: 'A letter in it was lost before the file was saved: it stands there as \uFFFD.',
  long: 'A value in it is longer than 32,767 letters.',
  wider: 'It has more values than there are headings, so a value may stand under the wrong one.',
  widerThanOthers: 'It has more values than the other rows, so a value may stand in the wrong place.',
  narrow:
    'It has fewer values than there are headings, and one of the columns holds passwords: any of its values may be one.',
  torn: 'It has too few values and a line break in one of them: a quotation mark may be missing.',
  repeated: 'It repeats the headings.',
  further: 'From here on a second list begins, with passwords in it. Nothing of that was read.',
  struck: 'A value in it is struck out, so nobody can say whether it counts.',
  unreckoned: 'A formula in it has no value saved with it.',
  twice: 'It has two values for one cell.',
} as const

/** A row as it stands in the file. */
export interface ListRow {
  readonly line: number
  /** Given away: the table keeps and changes it. */
  readonly cells: string[]
  /** Places of real dates. */
  readonly dates: readonly number[]
  /** Places of whole numbers that are kept as numbers and shown without zeros in front. */
  readonly numbers: readonly number[]
  /** Why the row cannot be taken; null when it can. */
  readonly refused: string | null
}

export interface TableForm {
  readonly name: string
  /** Whether the first row holds the headings for certain, or they have to be found. */
  readonly headings: 'first' | 'find'
  /**
   * In a sheet every cell has its place, so that a row may be longer than its headings; in a text file a longer row has
   * lost a quotation mark, and its values may have moved.
   */
  readonly places: 'fixed' | 'counted'
}

interface Waiting extends ListRow {
  readonly afterGap: boolean
}

/** Quicker than splitting every cell into its words. */
const MAYBE_PASSWORD = /pass.?w|pwd/i

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

export class Table {
  readonly notes = new Notes()
  #waiting: Waiting[] | null = []
  #afterGap = false
  #header: string[] | null = null
  #headerLine: number | null = null
  readonly #preamble: string[] = []
  readonly #merged: number[] = []
  readonly #passwords: number[] = []
  /** Nothing is taken any more: further headings, one of them over passwords, have come. */
  #isClosed = false
  #width = 0
  /** Width before any row was taken. */
  #begun = 0
  /** As many values as have a heading, those between them included. */
  #named = 0
  #counted = 0
  readonly #packing = new Packing()
  #rows = 0
  readonly #leftOut: LeftOutRow[] = []
  /** Whether a column holds anything. */
  readonly #used: boolean[] = []
  /** How many cells of a column are whole numbers, and how many are texts that begin with a zero. */
  readonly #numbers = new Map<number, { numbers: number; zeros: number }>()

  constructor(
    private readonly form: TableForm,
    private readonly budget: Budget,
  ) {}

  /** @throws Fault 'bad-input' over a limit */
  row(row: ListRow): void {
    if (isBlank(row.cells) && row.refused === null) {
      this.#afterGap = true
      return
    }
    if (this.#waiting === null) {
      this.#take(row)
      return
    }
    this.#waiting.push({ ...row, afterGap: this.#afterGap })
    this.#afterGap = false
    if (this.#waiting.length >= WAITING) this.#begin(this.#waiting)
  }

  /** Says that cells are merged from a line on; sheets tell it after their rows. */
  merged(line: number): void {
    if (this.#merged.length < MOST_MERGED) this.#merged.push(line)
  }

  /** @returns null when there was nothing but blank rows */
  end(): PackedRows | null {
    if (this.#waiting !== null) this.#begin(this.#waiting)
    if (this.#header === null && this.#rows + this.#leftOut.length + this.#preamble.length === 0) return null
    const kept = this.#keptColumns()
    this.#noteLostZeros()
    for (const line of this.#merged.sort((a, b) => a - b)) {
      if (line > (this.#headerLine ?? 0)) this.notes.add('merged', { line })
    }
    return {
      name: this.form.name,
      columns: kept.length,
      header: this.#header === null ? null : placed(this.#header, kept),
      headerLine: this.#headerLine,
      preamble: this.#preamble,
      rows: this.#packed(kept),
      leftOut: this.#leftOut,
      notes: this.notes.all((column) => {
        const at = kept.indexOf(column)
        return at < 0 ? null : at
      }),
    }
  }

  #begin(waiting: readonly Waiting[]): void {
    this.#waiting = null
    const { row, first } = this.form.headings === 'first' ? { row: 0, first: 1 } : findHeading(waiting)
    const heading = row === null ? undefined : waiting[row]
    if (heading !== undefined) this.#head(heading)
    else this.#width = this.#named = usualWidth(waiting, this.form.places)
    if (this.#width > TABLE_COLUMNS) throw tooWide()
    this.#begun = this.#width
    for (const above of waiting.slice(0, row ?? first)) this.#above(above)
    for (const below of waiting.slice(first)) this.#take(below)
  }

  #head({ line, cells }: ListRow): void {
    this.#header = cells.map((cell) => this.#plain(cell, line).slice(0, CELL_LIMIT))
    this.#headerLine = line
    this.#width = cells.length
    this.#named = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    for (const [place, heading] of this.#header.entries()) {
      this.#used[place] = heading.trim() !== ''
      if (isPasswordHeading(heading)) {
        this.#passwords.push(place)
        this.notes.add('password', { line })
      }
    }
  }

  #above({ line, cells }: ListRow): void {
    if (this.#preamble.length >= MOST_PREAMBLE) return
    const words = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    this.#preamble.push(this.#plain(words.join(' | ').slice(0, LONGEST_PREAMBLE), line))
  }

  #plain(text: string, line: number): string {
    if (!hasUnseen(text)) return text
    this.notes.add('heading-signs', { line })
    return withoutUnseen(text)
  }

  #take(row: ListRow): void {
    const { line, cells } = row
    for (const place of this.#passwords) if (place < cells.length) cells[place] = ''
    // Filled up with empty cells, a short row costs as much as a long one.
    const most = Math.max(cells.length, this.#width)
    this.budget.take(most)
    this.#counted += most
    this.#isClosed ||= this.#opensPasswords(cells)
    const why = this.#isClosed ? WHY.further : (row.refused ?? this.#whyNot(cells))
    if (this.#rows + this.#leftOut.length >= TABLE_ROWS) throw tooLong()
    if (why !== null) {
      this.#leftOut.push({ line, why })
      return
    }
    if (cells.length > this.#width) {
      if (this.form.places === 'counted') cells.length = this.#width
      else this.#width = cells.length
      if (this.#width > TABLE_COLUMNS) throw tooWide()
    }
    if (cells.length < this.#width) {
      if (this.form.places === 'counted' && cells.length < this.#named) this.notes.add('short-rows', { line })
      while (cells.length < this.#width) cells.push('')
    }
    for (let place = 0; place < cells.length; place += 1) if (cells[place] !== '') this.#used[place] = true
    if (this.form.places === 'fixed') this.#countNumbers(row)
    this.#rows += 1
    this.#packing.add({ line, cells, dates: row.dates })
  }

  #whyNot(cells: readonly string[]): string | null {
    if (this.form.places === 'counted') {
      if (cells.length > this.#width && !isBlank(cells.slice(this.#width))) {
        return this.#header === null ? WHY.widerThanOthers : WHY.wider
      }
      // A value that is missing in the middle moves a password under another heading.
      if (cells.length < this.#named && this.#passwords.length > 0) return WHY.narrow
      if (cells.length < this.#named && cells.some((cell) => /[\r\n]/.test(cell))) return WHY.torn
    }
    for (const cell of cells) {
      if (cell.length > CELL_LIMIT) return WHY.long
      if (hasUnseen(cell)) return WHY.unseen
      if (hasLost(cell)) return WHY.lost
    }
    return this.#repeatsHeadings(cells) ? WHY.repeated : null
  }

  /** Whether a row is a second row of headings, one of them over passwords, as where a sheet holds two lists. */
  #opensPasswords(cells: readonly string[]): boolean {
    if (!cells.some((cell) => MAYBE_PASSWORD.test(cell) && isPasswordHeading(cell))) return false
    return cells.filter(hasHeadingWord).length >= 2 && !this.#repeatsHeadings(cells)
  }

  #repeatsHeadings(cells: readonly string[]): boolean {
    const header = this.#header
    if (header === null) return false
    return cells.every((cell, place) => cell === (header[place] ?? '') || this.#passwords.includes(place))
  }

  #countNumbers({ cells, numbers }: ListRow): void {
    for (const place of numbers) this.#digits(place).numbers += 1
    for (const [place, cell] of cells.entries()) {
      if (cell.startsWith('0') && /^0\d+$/.test(cell)) this.#digits(place).zeros += 1
    }
  }

  #digits(place: number): { numbers: number; zeros: number } {
    const known = this.#numbers.get(place) ?? { numbers: 0, zeros: 0 }
    this.#numbers.set(place, known)
    return known
  }

  /** A column of numbers by which somebody is known, or one in which others have kept their zeros. */
  #noteLostZeros(): void {
    for (const [column, { numbers, zeros }] of [...this.#numbers].sort(([a], [b]) => a - b)) {
      const known =
        /\b(?:adno|adm|admission|number|no|id|upn|uln|urn|upi|ref|reference|code|tel|phone|telephone|mobile)\b/i
      if (numbers > 0 && (zeros > 0 || known.test(this.#header?.[column] ?? '')))
        this.notes.add('lost-zeros', { column })
    }
  }

  /** Places of the columns handed over: not passwords, and not those without heading and value. */
  #keptColumns(): readonly number[] {
    const places: number[] = []
    for (let place = 0; place < this.#width; place += 1) {
      if (this.#used[place] === true && !this.#passwords.includes(place)) places.push(place)
    }
    return places
  }

  /** Rows that were taken before a longer one came are filled up, and columns that are not handed over dropped. */
  #packed(kept: readonly number[]): Uint8Array[] {
    this.budget.take(Math.max(0, this.#rows * this.#width - this.#counted))
    const pieces = this.#packing.end()
    if (kept.length === this.#width && this.#width === this.#begun) return pieces
    const moved = new Map(kept.map((place, at) => [place, at]))
    return repacked(pieces, ({ line, cells, dates }) => ({
      line,
      cells: placed(cells, kept),
      dates: dates.flatMap((place) => moved.get(place) ?? []),
    }))
  }
}

const placed = (cells: readonly string[], kept: readonly number[]): string[] => kept.map((place) => cells[place] ?? '')

/** Of a list without headings: as many as most rows have; in a sheet, as many as any. */
function usualWidth(rows: readonly ListRow[], places: TableForm['places']): number {
  const widths = rows.map(({ cells }) => cells.length)
  if (places === 'fixed') return Math.max(0, ...widths)
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [usual] = [...counts].sort(([a, few], [b, many]) => many - few || b - a)
  return usual?.[0] ?? 0
}
