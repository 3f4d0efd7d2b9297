/** School years: their order, ranges of them, and splits of an answer by years (R16, edge cases 25 and 26). */
import type { Answer } from '@contract/matrices'
import { YEAR_CODES, type YearCode, type YearRange } from '@contract/primitives'
import { strictest } from './levels'

/** Years that have a place in the order; `X`, "not by year", has none. */
export const ORDERED_YEARS: readonly YearCode[] = YEAR_CODES.filter((code) => code !== 'X')

const PLACE: ReadonlyMap<YearCode, number> = new Map(ORDERED_YEARS.map((code, index) => [code, index]))

/** Place of a year in teaching order, null for `X`. */
export const placeOf = (year: YearCode): number | null => PLACE.get(year) ?? null

/** Years from..to in order, both included; empty when they run backwards. A school taught "not by year" has just `X`. */
export function yearsBetween(from: YearCode, to: YearCode): readonly YearCode[] {
  const [first, last] = [placeOf(from), placeOf(to)]
  if (first === null || last === null) return from === to ? [from] : []
  return ORDERED_YEARS.slice(first, last + 1)
}

/** Whether a range names years in order. */
export const inOrder = (range: YearRange): boolean => yearsBetween(range.from, range.to).length > 0

/** Whether a range holds a year. */
export function holds(range: YearRange, year: YearCode): boolean {
  const [first, last, place] = [placeOf(range.from), placeOf(range.to), placeOf(year)]
  if (first === null || last === null || place === null) return range.from === year && range.to === year
  return first <= place && place <= last
}

/** Whether an answer speaks for a year. An answer without a range speaks for all. */
export const speaksFor = (part: Answer, year: YearCode): boolean => part.years === null || holds(part.years, year)

/** The answer for one year, null where none speaks for it. Where ranges overlap the strictest counts (fail closed). */
export function answerIn(answers: readonly Answer[], year: YearCode): Answer | null {
  const parts = answers.filter((part) => speaksFor(part, year))
  return parts.length > 1 ? (strictest(parts) ?? parts[0] ?? null) : (parts[0] ?? null)
}

/** What is wrong with a split. All lists in teaching order. */
export interface SplitFaults {
  /** Years of the school no part speaks for. */
  readonly gaps: readonly YearCode[]
  /** Years of the school two parts speak for. */
  readonly overlaps: readonly YearCode[]
  /** Years named that the school does not teach. A table shared by several schools may well name them (R17). */
  readonly outside: readonly YearCode[]
}

const NO_FAULTS: SplitFaults = { gaps: [], overlaps: [], outside: [] }

/**
 * Holds a split against the years of a school.
 * @param taught null when the years are not known, as in the trust's baseline: then only holes between the parts count as gaps
 */
export function splitFaults(answers: readonly Answer[], taught: readonly YearCode[] | null): SplitFaults {
  if (answers.length < 2 && answers.every((part) => part.years === null)) return NO_FAULTS
  const years = taught ?? span(answers)
  const speaking = (year: YearCode): number => answers.filter((part) => speaksFor(part, year)).length
  const named = ORDERED_YEARS.filter((year) => answers.some((part) => part.years !== null && holds(part.years, year)))
  return {
    gaps: years.filter((year) => speaking(year) === 0),
    overlaps: years.filter((year) => speaking(year) > 1),
    outside: taught === null ? [] : named.filter((year) => !taught.includes(year)),
  }
}

/** All years from the lowest named to the highest; every year where an answer names none. */
function span(answers: readonly Answer[]): readonly YearCode[] {
  if (answers.some((part) => part.years === null)) return ORDERED_YEARS
  const named = ORDERED_YEARS.filter((year) => answers.some((part) => speaksFor(part, year)))
  const [first, last] = [named[0], named.at(-1)]
  return first === undefined || last === undefined ? [] : yearsBetween(first, last)
}

/**
 * A split as it counts in one school: ranges cut to its years, parts outside them left out (R17), and a part that
 * speaks for every year taught made whole. Parts keep their order.
 */
export function withinYears(answers: readonly Answer[], taught: readonly YearCode[]): readonly Answer[] {
  return answers.flatMap((part) => {
    if (part.years === null) return [part]
    const kept = taught.filter((year) => speaksFor(part, year))
    const [from, to] = [kept[0], kept.at(-1)]
    if (from === undefined || to === undefined) return []
    return [{ ...part, years: kept.length === taught.length ? null : { from, to } }]
  })
}

/** Years in words: "Year 7", "Years 7 to 11", "Reception to Year 2", "Year 3, Years 9 to 11". */
export function yearsInWords(years: readonly YearCode[]): string {
  const runs: (readonly [YearCode, YearCode])[] = []
  for (const year of ORDERED_YEARS.filter((code) => years.includes(code))) {
    const last = runs.at(-1)
    if (last && (placeOf(last[1]) ?? 0) + 1 === placeOf(year)) runs[runs.length - 1] = [last[0], year]
    else runs.push([year, year])
  }
  if (years.includes('X')) runs.push(['X', 'X'])
  return runs.map(([from, to]) => rangeInWords({ from, to })).join(', ')
}

/** One range in words. */
export function rangeInWords({ from, to }: YearRange): string {
  if (from === to) return NAMES[from] ?? `Year ${from}`
  if (NAMES[from] === undefined && NAMES[to] === undefined) return `Years ${from} to ${to}`
  return `${NAMES[from] ?? `Year ${from}`} to ${NAMES[to] ?? `Year ${to}`}`
}

const NAMES: Readonly<Partial<Record<YearCode, string>>> = {
  E1: 'early years (first)',
  E2: 'early years (second)',
  N1: 'Nursery (first)',
  N2: 'Nursery (second)',
  R: 'Reception',
  X: 'pupils not taught by year',
}
