/** The order in which a page is read: down the page, and column by column where it is clearly set in columns. */
import type { Box } from './page'

/** Something on the page that is read as one: a piece of a line, or a table. */
export interface Placed extends Box {
  /** Characters of a piece of a line; null for a table. */
  readonly letters: number | null
}

/** Least lines on each side, letters in a line, and share of the side's width that a usual line fills. */
const LEAST_LINES = 5
const LEAST_LETTERS = 16
const LEAST_FILLED = 0.55
const NARROWEST = 9
const MOST_COLUMNS = 3

/** The parts of a page in reading order; inside a part everything is read from top to bottom. */
export function partsOf<T extends Placed>(items: readonly T[], depth = 0): readonly (readonly T[])[] {
  const sorted = [...items].sort((a, b) => a.top - b.top || a.left - b.left)
  const runs = depth + 1 < MOST_COLUMNS ? bestRuns(sorted) : []
  if (runs.length === 0) return sorted.length > 0 ? [sorted] : []
  const parts: (readonly T[])[] = []
  let next = 0
  for (const { from, to, gutter } of runs) {
    if (from > next) parts.push(sorted.slice(next, from))
    const run = sorted.slice(from, to)
    parts.push(
      ...partsOf(
        run.filter(({ right }) => right <= gutter),
        depth + 1,
      ),
      ...partsOf(
        run.filter(({ left }) => left >= gutter),
        depth + 1,
      ),
    )
    next = to
  }
  if (next < sorted.length) parts.push(sorted.slice(next))
  return parts
}

interface Run {
  readonly from: number
  readonly to: number
  readonly gutter: number
}

/** Stretches of the page set in two columns at the gutter that serves most of it. */
function bestRuns(items: readonly Placed[]): readonly Run[] {
  const left = items.reduce((least, item) => Math.min(least, item.left), Infinity)
  const right = items.reduce((most, item) => Math.max(most, item.right), -Infinity)
  let best: readonly Run[] = []
  let most = 0
  const width = right - left
  const step = Math.max(4, width / 150)
  // Counted, not added up: far outside any page a step added to a place is that place again.
  const steps = Math.floor((0.6 * width) / step)
  for (let count = 0; count <= steps; count += 1) {
    const gutter = left + 0.2 * width + count * step
    const runs = runsAt(items, gutter)
    const served = runs.reduce((sum, { from, to }) => sum + to - from, 0)
    if (served > most) [best, most] = [runs, served]
  }
  return best
}

function runsAt(items: readonly Placed[], gutter: number): Run[] {
  const runs: Run[] = []
  let from = 0
  for (let index = 0; index <= items.length; index += 1) {
    const item = items[index]
    const crosses = item === undefined || (item.left < gutter + 1 && item.right > gutter - 1)
    if (!crosses) continue
    if (isColumns(items.slice(from, index), gutter)) runs.push({ from, to: index, gutter })
    from = index + 1
  }
  return runs
}

function isColumns(items: readonly Placed[], gutter: number): boolean {
  if (items.length < 2 * LEAST_LINES) return false
  const sides = [items.filter(({ right }) => right <= gutter), items.filter(({ left }) => left >= gutter)] as const
  const [before, after] = sides
  if (!sides.every(isProse)) return false
  if (Math.min(...after.map(({ left }) => left)) - Math.max(...before.map(({ right }) => right)) < NARROWEST)
    return false
  const [a, b] = [extent(before), extent(after)]
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return shared >= 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top)
}

function isProse(side: readonly Placed[]): boolean {
  const lines = side.filter(({ letters }) => letters !== null)
  if (lines.length < LEAST_LINES) return false
  const letters = lines.reduce((sum, line) => sum + (line.letters ?? 0), 0)
  if (letters / lines.length < LEAST_LETTERS) return false
  const widths = lines.map(({ left, right }) => right - left).sort((x, y) => x - y)
  const width = Math.max(...lines.map(({ right }) => right)) - Math.min(...lines.map(({ left }) => left))
  return (widths[widths.length >> 1] ?? 0) >= LEAST_FILLED * width
}

function extent(items: readonly Placed[]): { top: number; bottom: number } {
  return { top: Math.min(...items.map(({ top }) => top)), bottom: Math.max(...items.map(({ bottom }) => bottom)) }
}
