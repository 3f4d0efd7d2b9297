/** Printing a known table the ways schools' files hold them. Shares no code with the reader. */
import type { Block, BlockCell, BlockRow, ReadDocument, TableBlock } from '@contract/document'
import type { TrueTable } from './truth'

/** How a table is laid out on its pages. */
export interface Layout {
  /** Rows before which a page ends. */
  readonly breaks: readonly number[]
  /** Whether the headings stand again after a page break. */
  readonly repeatHeadings: boolean
  /** Whether a stray rule stands between two fragments. */
  readonly stray: boolean
}

const widthOf = (table: TrueTable): number => 1 + table.columns.length

/** Heading lines with a group's heading in the first of its columns only. */
function headings(table: TrueTable): string[][] {
  const hasGroups = table.columns.some(({ group }) => group !== null)
  if (!hasGroups) return [[table.rowHeader, ...table.columns.map(({ label }) => label)]]
  return [
    [
      table.rowHeader,
      ...table.columns.map(({ group }, at) => (group !== table.columns[at - 1]?.group ? (group ?? '') : '')),
    ],
    ['', ...table.columns.map(({ label }) => label)],
  ]
}

/** The table's lines cut into pages. */
function fragments(table: TrueTable, { breaks, repeatHeadings }: Layout): string[][][] {
  const pages: string[][][] = [[...headings(table)]]
  table.rows.forEach((row, at) => {
    if (at > 0 && breaks.includes(at)) pages.push(repeatHeadings ? [...headings(table)] : [])
    pages.at(-1)?.push([row.label, ...row.cells])
  })
  return pages
}

/** Plain text with tabs; fragments stand apart by blank lines. */
export function asTabs(table: TrueTable, layout: Layout): string {
  const stray = layout.stray ? [`---${'\t---'.repeat(widthOf(table) - 1)}`] : []
  return fragments(table, layout)
    .map((page, at) => [...page.map((line) => line.join('\t')), ...(at === 0 ? stray : [])].join('\n'))
    .join('\n\n')
}

/** Markdown with pipes. Such tables cannot be cut into pages. */
export function asPipes(table: TrueTable): string {
  const [first = [], ...rest] = fragments(table, { breaks: [], repeatHeadings: false, stray: false })[0] ?? []
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(first), line(first.map(() => '---')), ...rest.map(line)].join('\n')
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** HTML with true spans. */
export function asHtml(table: TrueTable): string {
  const hasGroups = table.columns.some(({ group }) => group !== null)
  const cell = (tag: string, text: string, span = ''): string => `<${tag}${span}>${escaped(text)}</${tag}>`
  const groupRow = table.columns.reduce<{ label: string; width: number }[]>((runs, { group }) => {
    const last = runs.at(-1)
    if (last !== undefined && last.label === (group ?? '')) last.width += 1
    else runs.push({ label: group ?? '', width: 1 })
    return runs
  }, [])
  const head = hasGroups
    ? `<tr>${cell('th', table.rowHeader, ' rowspan="2"')}${groupRow.map(({ label, width }) => cell('th', label, ` colspan="${width}"`)).join('')}</tr>` +
      `<tr>${table.columns.map(({ label }) => cell('th', label)).join('')}</tr>`
    : `<tr>${cell('th', table.rowHeader)}${table.columns.map(({ label }) => cell('th', label)).join('')}</tr>`
  const body = table.rows
    .map((row) => `<tr>${cell('td', row.label)}${row.cells.map((text) => cell('td', text)).join('')}</tr>`)
    .join('')
  return `<table>${head}${body}</table>`
}

/** Comma-separated, every field quoted. */
export function asCsv(table: TrueTable): string {
  const lines = fragments(table, { breaks: [], repeatHeadings: false, stray: false })[0] ?? []
  return lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
}

const cellOf = (text: string, columns = 1, rows = 1): BlockCell => ({ text, columns, rows, heading: false })

/** The table's rows as a file with true spans holds them: a group stands beside all its rows, a heading over all its columns. */
function spannedRows(table: TrueTable): BlockRow[] {
  const isGrouped = table.rows.some(({ group }) => group !== null)
  const hasHeads = table.columns.some(({ group }) => group !== null)
  const corner = cellOf(table.rowHeader, isGrouped ? 2 : 1, hasHeads ? 2 : 1)
  const labels = table.columns.map(({ label }) => cellOf(label))
  const heads: BlockCell[] = []
  for (const { group } of table.columns) {
    const last = heads.at(-1)
    if (last !== undefined && last.text === group) heads[heads.length - 1] = cellOf(group, last.columns + 1)
    else heads.push(cellOf(group ?? ''))
  }
  const top = hasHeads ? [[corner, ...heads], labels] : [[corner, ...labels]]
  const body = table.rows.map((row, at) => {
    const begins = row.group !== null && table.rows[at - 1]?.group !== row.group
    const run = table.rows.filter(({ group }) => group === row.group).length
    const group = begins ? [cellOf(row.group ?? '', 1, run)] : []
    return [...group, cellOf(row.label), ...row.cells.map((cell) => cellOf(cell))]
  })
  return [...top, ...body].map((cells) => ({ cells, page: 1, line: null }))
}

const tableBlock = (rows: readonly BlockRow[], page: number): TableBlock => ({
  kind: 'table',
  rows: rows.map((row) => ({ ...row, page })),
  spans: true,
  page,
  line: null,
})

const paragraph = (text: string, page: number): Block => ({ kind: 'paragraph', text, page, line: null })

/** A document of blocks around tables. */
export function documentOf(blocks: readonly Block[]): ReadDocument {
  const head: Block = { kind: 'heading', level: 1, text: 'Online safety policy', page: 1, line: null }
  return {
    name: 'policy.pdf',
    format: 'pdf',
    pages: 9,
    blocks: [head, paragraph('The tables say what the school has decided.', 1), ...blocks],
    leftOut: [],
  }
}

/** Tables with true spans that touch, so that the file holds them as one. */
export const asOneBlock = (...tables: readonly TrueTable[]): Block =>
  tableBlock(
    tables.flatMap((table) => spannedRows(table)),
    1,
  )

/**
 * A table whose page ends inside a row: the words go on overleaf, the marks stand where the row began. Overleaf the
 * group's cell is empty, or goes on as well.
 * @param row the row the page ends in @param word how many of its words stand before the break
 */
export function brokenInRow(table: TrueTable, row: number, word: number): Block[] {
  const rows = spannedRows(table)
  const first = rows.length - table.rows.length
  const isGrouped = table.rows.some(({ group }) => group !== null)
  const at = first + row
  const broken = rows[at]
  const label = table.rows[row]?.label ?? ''
  const words = label.split(' ')
  const cut = Math.min(Math.max(1, word), words.length - 1)
  if (broken === undefined || words.length < 2) return [tableBlock(rows, 1)]
  const upper = {
    ...broken,
    cells: broken.cells.map((cell) => (cell.text === label ? cellOf(words.slice(0, cut).join(' ')) : cell)),
  }
  const lower = [
    ...(isGrouped ? [cellOf('')] : []),
    cellOf(words.slice(cut).join(' ')),
    ...table.columns.map(() => cellOf('')),
  ]
  const rest = rows.slice(at + 1).map((line) => {
    // Overleaf the group's cell is cut off from its words, so every row has a cell there again.
    const isShort = isGrouped && line.cells.length === 1 + table.columns.length
    return isShort ? { ...line, cells: [cellOf(''), ...line.cells] } : line
  })
  return [
    tableBlock(
      [...rows.slice(0, at), upper].map((line) => ({ ...line, cells: line.cells.map(within(at - first)) })),
      1,
    ),
    { kind: 'break', page: 2, line: null },
    tableBlock(
      [
        { cells: lower, page: 2, line: null },
        ...rest.map((line) => ({ ...line, cells: line.cells.map((cell) => ({ ...cell, rows: 1 })) })),
      ],
      2,
    ),
  ]
}

/** A table whose page ends inside its lowest headings: the last words of the longer ones stand overleaf. */
export function brokenInHead(table: TrueTable): Block[] {
  const rows = spannedRows(table)
  const at = rows.length - table.rows.length - 1
  const head = rows[at]
  if (head === undefined) return [tableBlock(rows, 1)]
  const parted = (text: string): readonly [string, string] => {
    const words = text.split(' ')
    return words.length < 4 ? [text, ''] : [words.slice(0, -1).join(' '), words.at(-1) ?? '']
  }
  const upper = { ...head, cells: head.cells.map((cell) => ({ ...cell, text: parted(cell.text)[0] })) }
  const ends = [cellOf(''), ...table.columns.map(({ label }) => cellOf(parted(label)[1]))]
  const lower = { cells: ends, page: 2, line: null }
  const hasEnds = ends.some(({ text }) => text !== '')
  return [
    tableBlock(
      [...rows.slice(0, at), upper].map((line) => ({ ...line, cells: line.cells.map(within(2)) })),
      1,
    ),
    { kind: 'break', page: 2, line: null },
    tableBlock([...(hasEnds ? [lower] : []), ...rows.slice(at + 1)], 2),
  ]
}

/** A span that would reach over the end of the page ends there. */
const within =
  (last: number) =>
  (cell: BlockCell): BlockCell =>
    cell.rows > last + 1 ? { ...cell, rows: Math.max(1, last + 1) } : cell
