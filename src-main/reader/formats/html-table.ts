/** Tables of an HTML page with their spans, and the lists of terms that read as tables. */
import type { BlockCell, BlockRow } from '@contract/document'
import { LIMITS } from '../limits'
import { tooLong, tooWide, type Building } from './building'
import { attribute, isElement, lineOf, walk, type Element } from './html-tree'
import { isLeftOut, linesIn } from './html-words'

const ROW_GROUPS = new Set(['thead', 'tbody', 'tfoot'])

/** Rows of a table itself, by row group; those of tables inside it are not looked at. */
function groupsOf(table: Element): { readonly heading: boolean; readonly rows: readonly Element[] }[] {
  const groups: { heading: boolean; rows: Element[] }[] = []
  for (const child of table.childNodes) {
    if (!isElement(child)) continue
    if (ROW_GROUPS.has(child.tagName)) {
      groups.push({ heading: child.tagName === 'thead', rows: elementsOf(child, ['tr']) })
    }
  }
  return groups
}

const elementsOf = (parent: Element, names: readonly string[]): Element[] =>
  parent.childNodes.filter((child): child is Element => isElement(child) && names.includes(child.tagName))

const cellsOf = (row: Element): Element[] => elementsOf(row, ['td', 'th'])

/** A table that only lays the page out: said to be one, or never more than one cell in a row. */
export function isLayout(table: Element): boolean {
  const role = attribute(table, 'role')?.toLowerCase()
  if (role === 'presentation' || role === 'none') return true
  return groupsOf(table).every(({ rows }) => rows.every((row) => cellsOf(row).length < 2))
}

/** The caption's lines; empty: none. */
export function captionOf(table: Element, into: Building): string[] {
  return elementsOf(table, ['caption']).flatMap((caption) => (isLeftOut(caption, into) ? [] : linesIn(caption, into)))
}

/**
 * Rows of a table with real spans. Rows of the head and heading cells are headings.
 * @throws Fault 'bad-input' when it is wider or longer than any that is read
 */
export function rowsOf(table: Element, into: Building): BlockRow[] {
  const rows: BlockRow[] = []
  for (const group of groupsOf(table)) {
    const seen = group.rows.filter((row) => !isLeftOut(row, into))
    for (const [index, row] of seen.entries()) {
      if (rows.length >= LIMITS.rows) throw tooLong()
      const cells = cellsOf(row)
        .filter((cell) => !isLeftOut(cell, into))
        .map((cell) => cellOf(cell, group.heading, seen.length - index, into))
      if (cells.reduce((sum, { columns }) => sum + columns, 0) > LIMITS.columns) throw tooWide()
      rows.push(into.row(cells, { page: null, line: lineOf(row) }))
    }
  }
  return rows
}

/** @param left rows left in the group, this one among them: a span ends with its group, as in browsers */
function cellOf(cell: Element, inHead: boolean, left: number, into: Building): BlockCell {
  const rows = spanOf(attribute(cell, 'rowspan'), 65_534)
  return into.cell(linesIn(cell, into).join('\n'), {
    columns: Math.max(1, spanOf(attribute(cell, 'colspan'), 1000)),
    rows: Math.min(10_000, left, rows === 0 ? left : rows),
    heading: inHead || cell.tagName === 'th',
  })
}

/** A number as browsers read it: leading digits count, anything else is 1. */
function spanOf(value: string | null, most: number): number {
  const digits = /^\s*(\d{1,9})/.exec(value ?? '')?.[1]
  return digits === undefined ? 1 : Math.min(most, Number(digits))
}

/** A list of terms (`dl`) as a table of two columns: several values of one term are lines of one cell. */
export function termsOf(list: Element, into: Building): BlockRow[] {
  const pairs: { term: string; values: string[]; line: number | null }[] = []
  walk(list, {
    enter: (element) => {
      if (isLeftOut(element, into)) return false
      if (element.tagName === 'dt') {
        pairs.push({ term: linesIn(element, into).join('\n'), values: [], line: lineOf(element) })
        return false
      }
      if (element.tagName !== 'dd') return true
      const lines = linesIn(element, into)
      const pair = pairs.at(-1)
      if (pair === undefined) pairs.push({ term: '', values: lines, line: lineOf(element) })
      else pair.values.push(...lines)
      return false
    },
    leave: () => {},
    text: () => {},
  })
  return pairs.map(({ term, values, line }) =>
    into.row([into.cell(term, { heading: term !== '' }), into.cell(values.join('\n'))], { page: null, line }),
  )
}
