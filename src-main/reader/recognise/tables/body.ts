/** The rows below the headings: which are rules, which are headings between them, which belong to the page. */
import { peopleOf } from '../../vocabulary/audiences'
import { onOneLine } from '../../vocabulary/wording'
import { joinBroken } from './breaks'
import type { Columns } from './columns'
import { printedIn, textAt, type GridRow } from './grid'
import type { Head } from './heads'
import { saysNothing } from './marks'
import { isNoiseRow, repeats } from './noise'
import { isNoteText } from './notes'

export interface BodyRow {
  readonly label: string
  readonly group: string | null
  /** One text for each value column. */
  readonly cells: readonly string[]
  readonly block: number
  readonly row: number
  /** A page ended, or something of the page stood, between the row before and this one. */
  readonly afterBreak: boolean
  /** Put together from parts on two pages. */
  readonly joined: boolean
  /** Value columns whose text reaches over several rows or columns. */
  readonly shared: readonly number[]
}

export interface Body {
  readonly rows: readonly BodyRow[]
  /** A lone text below the headings that stands over the labels. */
  readonly rowHeader: string | null
  /** Rows that were the page's own, and heading rows printed again. */
  readonly noise: number
  readonly repeated: number
  /** Rows that hold a footnote or a key. */
  readonly notes: readonly string[]
  /** Rows at a page end without any value: nobody can say whether they belong to their neighbour. */
  readonly doubtful: readonly number[]
}

export interface Unreadable {
  readonly unreadable: string
}

interface Line {
  readonly row: GridRow
  readonly afterBreak: boolean
}

/** Reads the rows below the headings, or says why they cannot be read. */
export function bodyOf(rows: readonly GridRow[], head: Head, columns: Columns): Body | Unreadable {
  const lines: Line[] = []
  const notes: string[] = []
  let [noise, repeated, broken] = [0, 0, false]
  let before: GridRow | null = null
  for (const row of rows.slice(head.end)) {
    const changed = before !== null && (before.block !== row.block || pageTurned(before, row))
    const [only, ...others] = printedIn(row)
    if (isNoiseRow(row)) [noise, broken] = [noise + 1, true]
    else if (repeats(row, [...head.rows, ...head.titles])) [repeated, broken] = [repeated + 1, true]
    else if (only !== undefined && others.length === 0 && isNoteText(textAt(row, only))) notes.push(textAt(row, only))
    else {
      lines.push({ row, afterBreak: broken || changed })
      broken = false
      before = row
    }
  }
  const uneven = unevenRow(lines, columns)
  if (uneven !== null) return { unreadable: uneven }
  const headings = headingsBetween(lines, columns)
  const read = readLines(lines, headings, columns)
  if ('unreadable' in read) return read
  const { rows: joined, unclear, doubtful } = joinBroken(read.rows, columns.values)
  if (unclear !== null) {
    return { unreadable: `A page ends before “${clip(unclear)}”, and it is not clear whether that is a new row.` }
  }
  const orphan = joined.find((row) => row.label === '')
  if (orphan !== undefined) return { unreadable: 'A row of values has no label, so nobody can say what it is about.' }
  return { rows: joined, rowHeader: read.rowHeader, noise, repeated, notes, doubtful }
}

const pageTurned = (one: GridRow, next: GridRow): boolean =>
  one.page !== null && next.page !== null && one.page !== next.page

/** The text of a value column; what reaches there from a label is no value. */
function valueAt(row: GridRow, column: number, labels: number): { text: string; shared: boolean } {
  const place = row.places[column]
  if (place === undefined || place.text === '') return { text: '', shared: false }
  if (place.begins) return { text: place.text, shared: place.columns > 1 }
  let begin = column
  while (begin > 0 && row.places[begin]?.begins === false && row.places[begin - 1]?.text === place.text) begin -= 1
  return begin < labels ? { text: '', shared: false } : { text: place.text, shared: true }
}

const hasValues = (row: GridRow, columns: Columns): boolean =>
  columns.values.some(({ at }) => valueAt(row, at, columns.labels).text !== '')

/** A row that states fewer cells than the others, where the others state empty ones too: its values may have moved. */
function unevenRow(lines: readonly Line[], columns: Columns): string | null {
  const withValues = lines.filter(({ row }) => hasValues(row, columns))
  const most = Math.max(0, ...withValues.map(({ row }) => row.stated))
  const trimmed = withValues.every(({ row }) => !saysNothing(textAt(row, row.stated - 1)))
  const uneven = trimmed ? undefined : withValues.find(({ row }) => row.stated < most)
  if (uneven === undefined) return null
  return `The row “${clip(textAt(uneven.row, 0))}” has fewer cells than the others, so it is not clear under which headings its values stand.`
}

const clip = (text: string): string => (text.length > 80 ? `${onOneLine(text).slice(0, 80)} …` : onOneLine(text))

/** Which lines are headings over the rows below them, by index; the value says how. */
function headingsBetween(lines: readonly Line[], columns: Columns): ReadonlySet<number> {
  const alone = lines.flatMap(({ row }, index) => (hasValues(row, columns) ? [] : [index]))
  const width = columns.values.length
  const most = Math.max(0, ...lines.map(({ row }) => row.stated))
  const flagged = lines.filter(({ row }) => row.places[0]?.heading === true).length * 2 < lines.length
  const printedAsHeading = (index: number): boolean => {
    const row = lines[index]?.row
    const place = row?.places[0]
    if (row === undefined || place === undefined || place.text === '') return false
    const reaches = place.columns >= columns.labels + Math.ceil(width / 2)
    const short = row.stated === 1 && most > 2
    return reaches || short || (flagged && place.heading) || place.text.endsWith(':') || isCapitals(place.text)
  }
  const found = new Set(alone.filter(printedAsHeading))
  const lone =
    alone.length === 1 &&
    alone[0] === 0 &&
    lines[1]?.afterBreak === false &&
    overLabels(textAt(lines[0]?.row ?? NO_ROW, 0), columns)
  return lone ? new Set(alone) : found
}

const NO_ROW: GridRow = { places: [], stated: 0, block: 0, row: 0, page: null }

/** Words that stand over the labels of a table, where its corner is empty. */
const OVER_LABELS =
  /^(?:types? of )?(?:user |online |online safety |e-?safety |communications? |pupil |student |learner |staff )?(?:incidents?|activit(?:y|ies)|actions?|behaviours?|technolog(?:y|ies)|uses?|misuse|breach(?:es)?|items?|devices?)(?: types?)?:?$/i

const overLabels = (text: string, { corner }: Columns): boolean => corner === '' && OVER_LABELS.test(text)

const isCapitals = (text: string): boolean =>
  /[A-Z]{2}.*[A-Z]{2}/.test(text) && text === text.toUpperCase() && text.length <= 80

function readLines(
  lines: readonly Line[],
  headings: ReadonlySet<number>,
  columns: Columns,
): { rows: BodyRow[]; rowHeader: string | null } | Unreadable {
  const rows: BodyRow[] = []
  let group: string | null = null
  let side: string | null = null
  let rowHeader: string | null = null
  let broken = false
  for (const [index, { row, afterBreak }] of lines.entries()) {
    if (headings.has(index)) {
      const text = textAt(row, 0) || textAt(row, printedIn(row)[0] ?? 0)
      if (peopleOf(text) !== null)
        return {
          unreadable: `“${clip(text)}” stands in a row of its own: whom the rows below it are for is not in the columns.`,
        }
      if (index === 0 && overLabels(text, columns)) rowHeader = text
      else group = text
      broken = broken || afterBreak
      continue
    }
    const beside = labelsOf(row, columns.labels)
    if (beside.side !== '') side = beside.side
    if (beside.alone) side = null
    const values = columns.values.map(({ at }) => valueAt(row, at, columns.labels))
    rows.push({
      label: beside.label,
      group: beside.side === '' && !beside.below ? (side ?? group) : ((beside.side || side) ?? group),
      cells: values.map(({ text }) => text),
      block: row.block,
      row: row.row,
      afterBreak: afterBreak || broken,
      joined: false,
      shared: values.flatMap(({ shared }, at) => (shared ? [at] : [])),
    })
    broken = false
  }
  return { rows, rowHeader }
}

const NUMBER = /^\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]?$/i

/** The label of a row, and the heading beside it where the table has a column of headings. */
function labelsOf(row: GridRow, labels: number): { label: string; side: string; below: boolean; alone: boolean } {
  const last = row.places[labels - 1]
  const first = row.places[0]
  const numbered = labels > 1 && NUMBER.test(first?.text ?? '')
  if (labels === 1 || numbered || first === undefined) {
    return { label: last?.text ?? '', side: '', below: false, alone: false }
  }
  const across = last !== undefined && !last.begins && !last.below && last.text === first.text
  if (across || (last?.text === '' && first.text !== '' && !first.below)) {
    return { label: first.text, side: '', below: false, alone: true }
  }
  return { label: last?.text ?? '', side: first.text, below: first.below, alone: false }
}
