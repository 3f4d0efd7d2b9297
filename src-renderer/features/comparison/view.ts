/** What the comparison shows and says, worked out from what the vault answered. Pure. */
import {
  YEAR_CODES,
  type ComparedRow,
  type ComparedSchool,
  type Comparison,
  type Difference,
  type Reference,
  type SchoolAnswer,
  type YearCode,
} from '@contract'
import { partOf, type ShownPart } from '../matrices/cell-view'
import { kindOfState, MARKS } from '../../ui/permission'
import { DIFFERENCE_WORDS, words } from './words'

/** The five modes, in the order of their keys. */
export const MODES = ['all', 'differences', 'baseline', 'school', 'grouped'] as const
export type Mode = (typeof MODES)[number]

export type RowOrder = 'area' | 'disagreement'

/** Years one may ask for, in teaching order; null stands for all. */
export const ASKED_YEARS: readonly YearCode[] = YEAR_CODES.slice(YEAR_CODES.indexOf('R'), YEAR_CODES.indexOf('13') + 1)

/** Differences that are worth going to; other words for the same rule are named but not counted. */
export function departs(difference: Difference): boolean {
  return difference !== 'same' && difference !== 'none' && difference !== 'wording-only'
}

/** Whether some school departs from the reference on this row. */
export const rowDiffers = (row: ComparedRow): boolean => row.answers.some(({ difference }) => departs(difference))

/** The rows of a mode and area, in the order asked. Equal disagreement keeps the order of areas. */
export function shownRows(
  rows: readonly ComparedRow[],
  mode: Mode,
  area: string | null,
  order: RowOrder,
): ComparedRow[] {
  const kept = rows.filter((row) => (area === null || row.area === area) && (mode !== 'differences' || rowDiffers(row)))
  return order === 'area' ? kept : [...kept].sort((a, b) => b.disagreement - a.disagreement)
}

/** The marks of an answer, each with its years and condition. A conflict shows itself and what applies meanwhile. */
export function partsOf(answer: SchoolAnswer): readonly ShownPart[] {
  const kind = kindOfState(answer.state)
  const parts = answer.answers.map(partOf)
  if (kind === null) return parts
  const own: ShownPart = { kind, years: '', condition: '' }
  return answer.state === 'conflict' || answer.state === 'unread' ? [own, ...parts] : [own]
}

/** An answer in words: "Not allowed, Years 7 to 11. Allowed, Years 12 to 13, at break". */
export function answerWords(answer: SchoolAnswer): string {
  return partsOf(answer)
    .map(({ kind, years, condition }) => [MARKS[kind].word, years, condition].filter((part) => part !== '').join(', '))
    .join('. ')
}

/** What differences are held against, in words. */
export function referenceWords(
  reference: Reference,
  schools: readonly Pick<ComparedSchool, 'school' | 'name'>[],
): string {
  if (reference.kind !== 'school') return words.against[reference.kind]
  // A school's id is its tenant's id; the two brands keep a trust from passing for a school.
  const name = schools.find(({ school }) => String(school) === String(reference.of))?.name
  return words.against.school(name ?? '')
}

/** What follows the word of a difference when it is heard: " than the trust baseline"; empty where there is no word. */
export function differenceTail(difference: Difference, reference: string): string {
  if (DIFFERENCE_WORDS[difference] === '') return ''
  const compares = difference === 'stricter' || difference === 'looser'
  return compares ? words.cell.than(reference) : words.cell.against(reference)
}

/** A difference in words: "Stricter than the trust baseline"; empty where there is none. */
export const differenceWords = (difference: Difference, reference: string): string =>
  DIFFERENCE_WORDS[difference] + differenceTail(difference, reference)

/** What stands before an answer when a cell is heard (A4): its question and its school. */
export const cellHead = (row: ComparedRow, school: ComparedSchool): string =>
  words.cell.head(row.label, school.baseline ? words.head.baseline : school.name)

/** How far schools agree on a row, in words. */
export const agreementWords = ({ disagreement }: ComparedRow): string =>
  disagreement > 0 ? words.row.disagree(disagreement) : words.row.alike

/** Schools that answer alike on one row (mode 5). The trust's baseline is named but is no school to count. */
export interface AlikeGroup {
  /** The answer of the first; its difference is the group's: wording may differ within, and what is measured against has none. */
  readonly answer: SchoolAnswer
  readonly schools: readonly ComparedSchool[]
  /** How many of them are schools. */
  readonly count: number
}

/** The ways of answering one row: commonest first, closed files last. */
export function groupsOf(row: ComparedRow, schools: readonly ComparedSchool[]): readonly AlikeGroup[] {
  const groups = new Map<number, { answer: SchoolAnswer; schools: ComparedSchool[] }>()
  row.answers.forEach((answer, at) => {
    const school = schools[at]
    if (!school) return
    const group = groups.get(answer.group)
    const difference = departs(answer.difference) ? answer.difference : 'same'
    if (!group) groups.set(answer.group, { answer: { ...answer, difference }, schools: [school] })
    else {
      group.schools.push(school)
      if (difference !== 'same') group.answer = { ...group.answer, difference }
    }
  })
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => ({ ...group, count: group.schools.filter(({ baseline }) => !baseline).length }))
}

/** The most ways of answering any of these rows has: how many columns mode 5 needs. */
export function mostGroups(rows: readonly ComparedRow[]): number {
  return rows.reduce((most, row) => Math.max(most, new Set(row.answers.map(({ group }) => group)).size), 0)
}

/** A place in the table: which row, which column of answers. */
export interface Spot {
  readonly row: number
  readonly column: number
}

/**
 * The next difference after a place, reading along the rows; `step` -1 goes back. Null when there is none that way.
 * @param isDifferent whether the cell at a place departs
 */
export function nextDifference(
  from: Spot,
  step: 1 | -1,
  size: { readonly rows: number; readonly columns: number },
  isDifferent: (spot: Spot) => boolean,
): Spot | null {
  let at = from.row * size.columns + from.column + step
  for (; at >= 0 && at < size.rows * size.columns; at += step) {
    const spot = { row: Math.floor(at / size.columns), column: at % size.columns }
    if (isDifferent(spot)) return spot
  }
  return null
}

/** The step of the heat map for a figure, 0 to 4: nothing, then quarters of the greatest. */
export function heatStep(figure: number, greatest: number): 0 | 1 | 2 | 3 | 4 {
  if (figure <= 0 || greatest <= 0) return 0
  const steps = [1, 2, 3, 4] as const
  return steps[Math.min(3, Math.ceil((figure / greatest) * 4) - 1)] ?? 4
}

/** One school's differences, for the plain list (A12). */
export interface SchoolInOrder {
  readonly school: ComparedSchool
  readonly differing: number
  readonly lines: readonly { readonly row: ComparedRow; readonly answer: SchoolAnswer }[]
}

/** Schools with most differences first; equal ones keep the order of the table. */
export function schoolsInOrder(rows: readonly ComparedRow[], schools: readonly ComparedSchool[]): SchoolInOrder[] {
  return schools
    .map((school, at) => {
      const lines = rows.flatMap((row) => {
        const answer = row.answers[at]
        return answer && DIFFERENCE_WORDS[answer.difference] !== '' ? [{ row, answer }] : []
      })
      return { school, lines, differing: lines.filter(({ answer }) => departs(answer.difference)).length }
    })
    .sort((a, b) => b.differing - a.differing)
}

/** What the live region says of an outcome: "23 of 64 questions differ". */
export function outcomeWords(comparison: Comparison): string {
  return words.differ(comparison.rows.filter(rowDiffers).length, comparison.rows.length)
}
