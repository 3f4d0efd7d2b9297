/** What a person put in place of what was read, laid over a table; and tables finished by hand from the printed one. Pure. */
import type { TableBlock } from '@contract/document'
import type { Correction } from '@contract/reading'
import type { ReadTable, UnderstoodColumn } from '@contract/report'
import { plainText } from './words'

type TableCorrection = Extract<Correction, { of: 'table' }>
export type HandCorrection = Extract<Correction, { of: 'hand' }>

/** A table with a person's corrections in it. Places that are not in the table were refused when the correction came. */
export function corrected(table: ReadTable, correction: Correction | null): ReadTable {
  if (correction?.of !== 'table') return table
  const cells = new Map(correction.cells.map(({ row, column, text }) => [`${String(row)} ${String(column)}`, text]))
  const labels = new Map(correction.rows.map(({ row, label }) => [row, label]))
  const meanings = new Map(correction.columns.map(({ column, ...meaning }) => [column, meaning]))
  return {
    ...table,
    title: correction.title ?? table.title,
    understood: table.understood.map((understood, column) => meanings.get(column) ?? understood),
    rows: table.rows.map((row, index) => ({
      ...row,
      label: labels.get(index) ?? row.label,
      cells: row.cells.map((text, column) => cells.get(`${String(index)} ${String(column)}`) ?? text),
    })),
  }
}

/** The first place a correction names that the table does not have, in words; null when all are there. */
export function misplaced(table: ReadTable, correction: TableCorrection): string | null {
  const isRow = (row: number): boolean => row >= 0 && row < table.rows.length
  const isColumn = (column: number): boolean => column >= 0 && column < table.columns.length
  const wrong =
    correction.cells.some(({ row, column }) => !isRow(row) || !isColumn(column)) ||
    correction.rows.some(({ row }) => !isRow(row)) ||
    correction.columns.some(({ column }) => !isColumn(column))
  return wrong ? 'The table has no such row or column. Open the document again. Nothing was changed.' : null
}

/**
 * The printed table as a grid of texts: a cell that spans several places stands in each of them, as it does on paper.
 * A format that states no spans has each text in its one place.
 */
export function gridOf(block: TableBlock): readonly (readonly string[])[] {
  const grid: string[][] = block.rows.map(() => [])
  block.rows.forEach((row, at) => {
    const line = grid[at] ?? []
    let place = 0
    for (const cell of row.cells) {
      while (line[place] !== undefined) place += 1
      for (let down = 0; down < cell.rows && at + down < grid.length; down += 1) {
        for (let along = 0; along < cell.columns; along += 1) (grid[at + down] ?? [])[place + along] = cell.text
      }
      place += cell.columns
    }
  })
  const width = Math.max(0, ...grid.map((line) => line.length))
  return grid.map((line) => Array.from({ length: width }, (_place, index) => line[index] ?? ''))
}

/**
 * The table a person made of a printed one by saying what each of its columns is. Every text is the document's.
 * @returns words where it cannot be made so
 */
export function tableByHand(
  block: TableBlock,
  correction: HandCorrection,
  source: ReadTable['source'],
): ReadTable | string {
  const grid = gridOf(block)
  const width = grid[0]?.length ?? 0
  const { columns, headingRows, kind, title } = correction
  if (columns.length !== width) {
    return `The printed table has ${String(width)} columns. Say for each of them what it is. Nothing was changed.`
  }
  const used = (use: HandCorrection['columns'][number]['use']): readonly number[] =>
    columns.flatMap((column, index) => (column.use === use ? [index] : []))
  const values = used('value')
  if (values.length === 0) return 'Choose at least one column that holds values. Nothing was changed.'
  if (used('label').length === 0) return 'Choose the column that says what each row is about. Nothing was changed.'
  const textOf = (line: readonly string[], places: readonly number[]): string =>
    [...new Set(places.map((place) => (line[place] ?? '').trim()))].filter((text) => text !== '').join(' ')
  const rows = grid.flatMap((line, index): ReadTable['rows'] => {
    const label = textOf(line, used('label'))
    if (index < headingRows || (label === '' && textOf(line, values) === '')) return []
    const printed = block.rows[index]
    return [
      {
        label,
        group: textOf(line, used('group')) || null,
        cells: values.map((place) => (line[place] ?? '').trim()),
        items: [],
        exceptions: [],
        source: { ...source, row: index, page: printed?.page ?? null, line: printed?.line ?? null },
      },
    ]
  })
  const chosen = values.flatMap((place) => columns[place] ?? [])
  const marks = rows.flatMap(({ cells }) => cells.filter((_, index) => chosen[index]?.level != null))
  if (marks.some((text) => TICK.test(text)) && marks.some((text) => CROSS.test(text))) {
    return 'Both ticks and crosses stand in these columns, so a mark alone does not say what is meant. Leave the level of the columns open and say in words what each cell means. Nothing was changed.'
  }
  const meaning = ({ audience, device, level, permitting }: UnderstoodColumn): UnderstoodColumn => ({
    ...{ audience, device, level, permitting },
  })
  return {
    ...{ kind, title, appliesTo: [], rows, footnotes: [], flags: [], source },
    rowHeader: textOf(grid[Math.max(0, headingRows - 1)] ?? [], headingRows > 0 ? used('label') : []),
    columnGroups: groupsIn(chosen),
    columns: chosen.map(({ label }) => label),
    understood: chosen.map(meaning),
    confidence: 'certain',
    why: 'Finished by hand.',
  }
}

/** A mark that may say yes, and one that may say no, where both stand in one table. */
const TICK = /^[✓✔√☑]/u
const CROSS = /^[xX✗✘×☒]/u

/** Runs of columns under one heading. */
function groupsIn(columns: readonly HandCorrection['columns'][number][]): ReadTable['columnGroups'] {
  const groups: ReadTable['columnGroups'] = []
  let last: string | null = null
  for (const { group, label } of columns) {
    const name = group === null || plainText(group) === '' ? null : group
    if (name !== null && name === last) groups.at(-1)?.columns.push(label)
    else if (name !== null) groups.push({ label: name, columns: [label] })
    last = name
  }
  return groups
}
