/** A table that could not be read, finished by a person: what each of its printed columns is. Pure. */
import type { Correction, TableBlock } from '@contract'
import { columnCount, gridOf } from './block-view'
import { columnEntry, columnMeaning, type ColumnEntry } from './table-view'

export type HandCorrection = Extract<Correction, { of: 'hand' }>
export const HAND_USES = ['label', 'group', 'value', 'leave-out'] as const
export type HandUse = (typeof HAND_USES)[number]

export interface HandColumn extends ColumnEntry {
  use: HandUse
  label: string
  group: string
}

export interface HandEntry {
  title: string
  kind: HandCorrection['kind'] | ''
  headingRows: number
  columns: HandColumn[]
}

/** Most heading rows and columns a table finished by hand may have. */
export const MOST_HEADING_ROWS = 20
export const MOST_COLUMNS = 100

/** Rows at the top that the file itself marks as headings; a table without any most likely has one. */
export function headingRowsOf({ rows }: TableBlock): number {
  const first = rows.findIndex(({ cells }) => !cells.every(({ heading, text }) => heading || text.trim() === ''))
  const marked = first < 0 ? rows.length : first
  return Math.min(Math.max(1, marked), Math.max(0, rows.length - 1), MOST_HEADING_ROWS)
}

/**
 * The form as it first stands: names as printed, the first column naming the rows. What a column means is never
 * guessed here; the table was declined because nobody can say it from the words.
 */
export function handEntry(table: TableBlock, title: string, correction: Correction | null): HandEntry {
  if (correction?.of === 'hand') {
    const { columns, ...rest } = correction
    return {
      ...rest,
      columns: columns.map(({ use, label, group, ...meaning }) => ({
        use,
        label,
        group: group ?? '',
        ...columnEntry(meaning),
      })),
    }
  }
  const headingRows = headingRowsOf(table)
  return {
    title: title.slice(0, 200),
    kind: '',
    headingRows,
    columns: printedNames(table, headingRows).map((names, at) => ({
      use: at === 0 ? 'label' : 'value',
      ...names,
      audience: '',
      device: '',
      level: '',
    })),
  }
}

/** For each grid column the lowest heading over it, and the one above that, which may span several columns. */
export function printedNames(table: TableBlock, headingRows: number): { label: string; group: string }[] {
  const grid = gridOf(table)
  const heads = grid.slice(0, headingRows).map((line, at) => spread(line, table, at, headingRows))
  return Array.from({ length: columnCount(table) }, (_, column) => {
    const texts = heads.map((line) => line[column] ?? '').filter((text) => text !== '')
    const label = texts.at(-1) ?? ''
    const above = texts.slice(0, -1).filter((text) => text !== label)
    return { label: oneLine(label), group: oneLine(above.at(-1) ?? '') }
  })
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)

/** A heading over several columns, given to each of them; not in the last heading row, where each column has its own. */
function spread(line: readonly string[], table: TableBlock, at: number, headingRows: number): string[] {
  if (at === headingRows - 1) return [...line]
  const own = [...line]
  if (table.spans) {
    let column = 0
    for (const cell of table.rows[at]?.cells ?? []) {
      // Cells hanging down from a row above shift this row's cells; the grid has their texts in the right place.
      const first = line.indexOf(cell.text, column)
      if (cell.text === '' || first < 0) continue
      for (let across = 1; across < cell.columns; across += 1) own[first + across] = cell.text
      column = first + cell.columns
    }
    return own
  }
  // Without spans a heading over several columns stands in the first of them and the others are empty.
  for (let column = 2; column < own.length; column += 1) {
    if (own[column] === '' && own[column - 1] !== undefined) own[column] = own[column - 1] ?? ''
  }
  return own
}

const TICK = /[✓✔☑√]/
const CROSS = /^\s*[✗✘☒✕✖×xX][*†‡]?\s*$/

/**
 * Whether ticks and crosses stand side by side in the columns that hold answers. A cross may then say "not this", and
 * would be taken for a mark like any other, so that the table would say the opposite of what is printed.
 */
export function mixesMarks(table: TableBlock, entry: HandEntry): boolean {
  const texts = gridOf(table)
    .slice(entry.headingRows)
    .flatMap((line) => line.filter((_, at) => entry.columns[at]?.use === 'value'))
  return texts.some((text) => TICK.test(text)) && texts.some((text) => CROSS.test(text))
}

/** What is still missing before it can be saved, by field. */
export function handProblems(entry: HandEntry): { title: boolean; kind: boolean; label: boolean; value: boolean } {
  const uses = (use: HandUse) => entry.columns.some((column) => column.use === use)
  return { title: entry.title.trim() === '', kind: entry.kind === '', label: !uses('label'), value: !uses('value') }
}

/** @returns null while something is missing */
export function handCorrection(entry: HandEntry): HandCorrection | null {
  const { title, kind, headingRows, columns } = entry
  if (kind === '' || Object.values(handProblems(entry)).some(Boolean)) return null
  return {
    of: 'hand',
    title: title.trim(),
    kind,
    headingRows,
    columns: columns.map(({ use, label, group, ...meaning }) => ({
      use,
      label: label.trim(),
      group: group.trim() === '' ? null : group.trim(),
      // The columns of an incident grid are actions, which have no level (R26).
      ...columnMeaning(kind === 'incident' ? { ...meaning, level: '' } : meaning),
    })),
  }
}
