/** Single rows: label, heading over or beside it, values. Headings beside the rows may be broken by a page end too. */
import { peopleOf } from '../../vocabulary/audiences'
import type { BodyRow, Line, Unreadable } from './body'
import { beginsSmall } from './breaks'
import type { Columns } from './columns'
import { inShort, printedIn, textAt, type GridRow } from './grid'

/** The text of a value column; what reaches there from a label is no value. */
export function valueAt(row: GridRow, column: number, labels: number): { text: string; shared: boolean } {
  const place = row.places[column]
  if (place === undefined || place.text === '') return { text: '', shared: false }
  if (place.begins) return { text: place.text, shared: place.columns > 1 }
  let begin = column
  while (begin > 0 && row.places[begin]?.begins === false && row.places[begin - 1]?.text === place.text) begin -= 1
  return begin < labels ? { text: '', shared: false } : { text: place.text, shared: true }
}

/** Words that stand over the labels of a table, where its corner is empty. */
const OVER_LABELS =
  /^(?:types? of )?(?:user |online |online safety |e-?safety |communications? |pupil |student |learner |staff )?(?:incidents?|activit(?:y|ies)|actions?|behaviours?|technolog(?:y|ies)|uses?|misuse|breach(?:es)?|items?|devices?)(?: types?)?:?$/i

/** Whether a lone text in the first row below the headings stands over the labels. */
export const isOverLabels = (text: string, { corner }: Columns): boolean => corner === '' && OVER_LABELS.test(text)

interface Reading {
  readonly rows: BodyRow[]
  /** Heading in a row of its own. */
  group: string | null
  /** Heading in the column beside the labels. */
  side: string | null
  rowHeader: string | null
}

/** @param headings indexes of the lines that are headings over the lines below them */
export function readLines(
  lines: readonly Line[],
  headings: ReadonlySet<number>,
  columns: Columns,
): { rows: readonly BodyRow[]; rowHeader: string | null } | Unreadable {
  const reading: Reading = { rows: [], group: null, side: null, rowHeader: null }
  let broken: boolean = false
  for (const [index, { row, afterBreak }] of lines.entries()) {
    const atBreak: boolean = afterBreak || broken
    broken = false
    if (headings.has(index)) {
      const text = textAt(row, 0) || textAt(row, printedIn(row)[0] ?? 0)
      if (peopleOf(text) !== null) return { unreadable: inRowOfItsOwn(text) }
      if (index === 0 && isOverLabels(text, columns)) reading.rowHeader = text
      else reading.group = text
      broken = atBreak
    } else if (index === 0 && atBreak && cornerGoesOn(row, columns)) {
      reading.rowHeader = `${columns.corner} ${textAt(row, 0)}`
    } else readRow(row, atBreak, columns, reading)
  }
  return { rows: reading.rows, rowHeader: reading.rowHeader }
}

const inRowOfItsOwn = (text: string): string =>
  `“${inShort(text)}” stands in a row of its own: whom the rows below it are for is not in the columns.`

/** A page ended within the heading over the labels. */
const cornerGoesOn = (row: GridRow, { corner }: Columns): boolean =>
  corner !== '' && printedIn(row).length === 1 && beginsSmall(textAt(row, 0))

function readRow(row: GridRow, afterBreak: boolean, columns: Columns, reading: Reading): void {
  const values = columns.values.map(({ at }) => valueAt(row, at, columns.labels))
  const blank = values.every(({ text }) => text === '')
  let beside = labelsOf(row, columns.labels)
  const first = row.places[0]
  if (afterBreak && columns.labels > 1 && first?.begins === true && beginsSmall(first.text)) {
    const goesOn = sideGoesOn(first.text, beside.alone, reading)
    if (goesOn && beside.alone && blank) return
    if (goesOn) beside = { label: textAt(row, columns.labels - 1), side: '', below: false, alone: false }
  }
  if (beside.side !== '') reading.side = beside.side
  if (beside.alone) reading.side = null
  reading.rows.push({
    label: beside.label,
    group: reading.side ?? reading.group,
    cells: values.map(({ text }) => text),
    block: row.block,
    row: row.row,
    afterBreak,
    joined: false,
    shared: values.flatMap(({ shared }, at) => (shared ? [at] : [])),
  })
}

/**
 * A page ended within a heading beside the rows: its words go on here, and the rows it stood beside get the whole of it.
 * @param alone nothing but the words stands in this row
 */
function sideGoesOn(words: string, alone: boolean, reading: Reading): boolean {
  const { rows, side } = reading
  const last = rows.at(-1)
  if (side !== null) {
    const whole = `${side} ${words}`
    for (let at = rows.length - 1; at >= 0; at -= 1) {
      const row = rows[at]
      if (row?.group !== side) break
      rows[at] = { ...row, group: whole }
    }
    reading.side = whole
    return true
  }
  if (alone || last === undefined || last.group !== reading.group || last.cells.some((cell) => cell !== ''))
    return false
  rows.pop()
  reading.side = `${last.label} ${words}`
  return true
}

const NUMBER = /^\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]?$/i

interface Beside {
  readonly label: string
  readonly side: string
  /** The heading beside the row reaches here from above. */
  readonly below: boolean
  /** The label stands across the column of headings. */
  readonly alone: boolean
}

/** The label of a row, and the heading beside it where the table has a column of headings. */
function labelsOf(row: GridRow, labels: number): Beside {
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
