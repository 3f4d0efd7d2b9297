/** Rows broken over a page end: which parts belong together. Only where a page ended; nothing else is ever joined. */
import type { BodyRow } from './body'
import { isSign } from './marks'

/** Words and signs a label cannot end with. */
const OPEN_END =
  /(?:[,/(&–-]|\b(?:a|an|the|of|or|and|to|in|on|at|by|for|from|with|without|that|which|when|using|e\.g\.?|i\.e\.?|not|is|are|be|their|any|other|as|such as|including))$/i
/** Names written with a small first letter. */
const SMALL_NAME = /^(?:i[A-Z]|e[A-Z]|e-|x[A-Z])/

export interface Joined {
  readonly rows: readonly BodyRow[]
  /** Index of rows that may belong to the row before; they are left as they stand. */
  readonly doubtful: readonly number[]
}

/** Joins the parts of broken rows: the label in one, each cell as the union of its parts. */
export function joinBroken(rows: readonly BodyRow[]): Joined {
  const capital = rows.filter(({ label }) => /^[^a-z]*[A-Z]/.test(label)).length
  const smallIsRare = capital * 10 >= rows.filter(({ label }) => label !== '').length * 7
  const filled = rows.filter(({ cells }) => hasAny(cells)).length
  const blankIsRare = filled * 10 >= rows.length * 7
  const joined: BodyRow[] = []
  const doubtful: number[] = []
  for (const row of rows) {
    const before = joined.at(-1)
    if (before === undefined || !row.afterBreak) {
      joined.push(row)
      continue
    }
    if (continues(before, row, smallIsRare)) joined[joined.length - 1] = together(before, row)
    else {
      const half = hasAny(before.cells) !== hasAny(row.cells)
      if (half && blankIsRare) doubtful.push(joined.length)
      joined.push(row)
    }
  }
  return { rows: joined, doubtful }
}

const hasAny = (cells: readonly string[]): boolean => cells.some((cell) => cell !== '')

function continues(before: BodyRow, row: BodyRow, smallIsRare: boolean): boolean {
  if (row.label === '') return true
  if (before.label === '' || row.cells.length !== before.cells.length) return false
  if (OPEN_END.test(before.label) || opensBracket(before.label)) return true
  const small = /^[a-z(]/.test(row.label) && !SMALL_NAME.test(row.label)
  return small && smallIsRare && !/[.!?]$/.test(before.label)
}

const opensBracket = (label: string): boolean => label.lastIndexOf('(') > label.lastIndexOf(')')

function together(before: BodyRow, row: BodyRow): BodyRow {
  return {
    ...before,
    label: [before.label, row.label].filter((part) => part !== '').join(' '),
    cells: before.cells.map((cell, index) => union(cell, row.cells[index] ?? '')),
    joined: true,
    shared: [...new Set([...before.shared, ...row.shared])],
  }
}

/** Words go on; a mark printed in both parts is one mark. */
function union(one: string, other: string): string {
  if (one === '' || other === '') return one + other
  return one === other && isSign(one) ? one : `${one} ${other}`
}
