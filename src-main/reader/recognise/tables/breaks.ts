/** Rows broken over a page end: which parts belong together. Only where a page ended; nothing else is ever joined. */
import type { BodyRow } from './body'
import type { ValueColumn } from './columns'
import { setsOf } from './judge'
import { isSign } from './marks'

/** Words and signs a label cannot end with. */
const OPEN_END = /(?:[,/(&–-]|\b(?:a|an|the|of|or|and|from|with|without|e\.g\.?|i\.e\.?|their|such as|including))$/i
/** Words a label seldom ends with: "logging in" and "what it is for" do. */
const SELDOM_END = /\b(?:to|in|on|at|by|for|that|which|when|using|not|is|are|be|any|other|as)$/i
/** Words a label hardly begins with, and its second part often does. */
const GOES_ON = /^(?:of|or|and|to|with|without|that|which|when|than|by|from|via|into)\b/
/** Names written with a small first letter. */
const SMALL_NAME = /^(?:i[A-Z]|e[A-Z]|e-|x[A-Z])/

/** Whether a text begins with a small letter as the second part of something does, and no name does. */
export const beginsSmall = (text: string): boolean => /^[a-z(]/.test(text) && !SMALL_NAME.test(text)

export interface Joined {
  readonly rows: readonly BodyRow[]
  /** The label of a row that may or may not go on with the one before, both having values of their own; null: none. */
  readonly unclear: string | null
  /** Index of rows that may belong to the row before; they are left as they stand. */
  readonly doubtful: readonly number[]
}

/** Joins the parts of broken rows: the label in one, each cell as the union of its parts. */
export function joinBroken(rows: readonly BodyRow[], values: readonly ValueColumn[]): Joined {
  const sets = setsOf(values)
  const whole = rows.filter(({ label, afterBreak }) => label !== '' && !afterBreak)
  const small = whole.filter(({ label }) => beginsSmall(label)).length
  const smallIsRare = small * 10 <= whole.length * 3
  const filled = rows.filter(({ cells }) => hasAny(cells)).length
  const blankIsRare = filled * 10 >= rows.length * 7
  const joined: BodyRow[] = []
  const doubtful: number[] = []
  let unclear: string | null = null
  for (const row of rows) {
    const before = joined.at(-1)
    if (before === undefined || !row.afterBreak) {
      if (before === undefined && row.afterBreak && !hasAny(row.cells)) doubtful.push(0)
      joined.push(row)
      continue
    }
    const sign = continues(before, row, smallIsRare)
    const twice = sign === 'likely' && bothComplete(before, row, sets)
    if (sign !== null && !twice) joined[joined.length - 1] = together(before, row)
    else {
      const half = blankIsRare && hasAny(before.cells) !== hasAny(row.cells)
      if (twice) unclear ??= row.label
      // "e-mail" may begin a row or go on with one; a row without any value is the rarer case.
      const small = half && row.label.startsWith('e-')
      if (half) doubtful.push(small ? joined.length - 1 : joined.length)
      if (small) joined[joined.length - 1] = together(before, row)
      else joined.push(row)
    }
  }
  return { rows: joined, unclear, doubtful }
}

const hasAny = (cells: readonly string[]): boolean => cells.some((cell) => cell !== '')

/** Whether a row goes on with the one before it; `likely`: its first letter or the last word before says so, not both. */
function continues(before: BodyRow, row: BodyRow, smallIsRare: boolean): 'certain' | 'likely' | null {
  if (row.label === '') return 'certain'
  if (before.label === '') return null
  const small = beginsSmall(row.label)
  if (OPEN_END.test(before.label) || opensBracket(before.label)) return small ? 'certain' : 'likely'
  if (small && SELDOM_END.test(before.label)) return 'certain'
  if (smallIsRare && GOES_ON.test(row.label)) return 'certain'
  return small && smallIsRare && !/[.!?]$/.test(before.label) ? 'likely' : null
}

/** Both parts have values of their own: a mark for each audience, or two values that both begin anew. */
function bothComplete(before: BodyRow, row: BodyRow, sets: readonly (readonly number[])[]): boolean {
  const has = (cells: readonly string[], set: readonly number[]): boolean => set.some((at) => (cells[at] ?? '') !== '')
  const twice = sets.filter((set) => has(before.cells, set) && has(row.cells, set)).length
  if (twice > 0 && twice === sets.length) return true
  if (/^[A-Z]/.test(row.label) && hasAny(before.cells) && hasAny(row.cells)) return true
  return row.cells.some((cell, at) => /^[A-Z]/.test(cell) && !isSign(cell) && (before.cells[at] ?? '') !== '')
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
