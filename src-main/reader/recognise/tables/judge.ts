/** What a person should look at in a table that was read. Nothing is mended here; a flag only says where to look. */
import type { ReadTable } from '@contract/report'
import { levelOf } from '../../vocabulary/levels'
import type { BodyRow } from './body'
import type { ValueColumn } from './columns'
import { markIn, saysNothing } from './marks'

export type Flag = ReadTable['flags'][number]

export const flag = (
  code: Flag['code'],
  words: string,
  row: number | null = null,
  column: number | null = null,
): Flag => ({
  code,
  words,
  row,
  column,
})

/** Columns that share an audience: those under one heading, or all where there is none. */
export function setsOf(values: readonly ValueColumn[]): number[][] {
  const sets = new Map<string, number[]>()
  for (const [index, { level, group, audience }] of values.entries()) {
    if (level === null) continue
    const key = `${group ?? ''}\n${audience ?? ''}`
    sets.set(key, [...(sets.get(key) ?? []), index])
  }
  return [...sets.values()]
}

/** R15: two marks for one audience in one row. Marks that are no marks are strays. */
export function markFlags(rows: readonly BodyRow[], values: readonly ValueColumn[]): Flag[] {
  const sets = setsOf(values)
  return rows.flatMap((row, index) => {
    const flags: Flag[] = []
    for (const set of sets) {
      const marked = set.filter((column) => !saysNothing(row.cells[column] ?? ''))
      const [first] = marked
      if (marked.length > 1 && first !== undefined) {
        const under = marked.map((column) => `“${values[column]?.caption ?? ''}”`).join(' and ')
        flags.push(
          flag('two-marks', `More than one mark for the same people: under ${under}.`.slice(0, 400), index, first),
        )
      }
    }
    return [...flags, ...strays(row, values, index)]
  })
}

/** Cells of a ticked column that hold neither a mark nor nothing. */
export function strays(row: BodyRow, values: readonly ValueColumn[], index: number): Flag[] {
  return row.cells.flatMap((cell, column) => {
    const value = values[column]
    const ticked = value !== undefined && (value.level !== null || value.action !== null)
    if (!ticked || saysNothing(cell) || markIn(cell) !== null) return []
    return [flag('stray-mark', `“${cell.slice(0, 120)}” stands where a mark is expected.`, index, column)]
  })
}

/**
 * Ticks and crosses both, in one row for one audience: a cross may then say "not this", so the marks have no one
 * meaning.
 */
export function mixesSigns(rows: readonly BodyRow[], values: readonly ValueColumn[]): boolean {
  const sets = setsOf(values)
  return rows.some((row) =>
    sets.some((set) => {
      const signs = new Set(set.flatMap((column) => markIn(row.cells[column] ?? '')?.sign ?? []))
      return signs.has('cross') && (signs.has('tick') || signs.has('word'))
    }),
  )
}

const isYes = (cell: string | undefined): boolean => levelOf(cell ?? '')?.level === 'ALLOWED'
const isNo = (cell: string | undefined): boolean => levelOf(cell ?? '')?.level === 'NOT_ALLOWED'

/** R20: full network and internet only are not both Yes, and neither is where the device is not allowed in school. */
export function contradictions(rows: readonly BodyRow[], values: readonly ValueColumn[]): Flag[] {
  const find = (wording: RegExp): number => rows.findIndex(({ label }) => wording.test(label))
  const [inSchool, full, internet] = [
    find(/\b(?:allowed|permitted|brought|bring)\b.*\b(?:school|college|site|academy)\b/i),
    find(/\bfull\b.*\b(?:network|access)\b/i),
    find(/\binternet\b.*\bonly\b|\bonly\b.*\binternet\b/i),
  ]
  return values.flatMap((value, column) => {
    const at = (row: number): string | undefined => rows[row]?.cells[column]
    if (isYes(at(full)) && isYes(at(internet))) {
      return [
        flag(
          'contradiction',
          `“${value.caption}” has both the full network and the internet only.`.slice(0, 400),
          internet,
          column,
        ),
      ]
    }
    const access = [full, internet].find((row) => isYes(at(row)))
    if (!isNo(at(inSchool)) || access === undefined) return []
    return [
      flag(
        'contradiction',
        `“${value.caption}” is not allowed in school and has access all the same.`.slice(0, 400),
        access,
        column,
      ),
    ]
  })
}
