/** Dotted lines: many small round things in a row are one rule, and no bullets. */
import type { Box, Rule } from './page'

/** Largest dot in points, and widest step from one to the next in dots: the bullets of a list stand further apart. */
const LARGEST = 4.5
const WIDEST_STEP = 2.4
const FEWEST = 6
/** Dots of one line are this close to it, in points. */
const SAME_LINE = 0.6

/** Parts small shapes into dotted lines and the rest. */
export function dottedRules(shapes: readonly Box[]): {
  readonly rules: readonly Rule[]
  readonly rest: readonly Box[]
} {
  const dots = shapes.filter((box) => Math.max(box.right - box.left, box.bottom - box.top) <= LARGEST)
  if (dots.length < FEWEST) return { rules: [], rest: shapes }
  const used = new Set<Box>()
  const rules = [...linesOf(dots, 'across', used), ...linesOf(dots, 'down', used)]
  return { rules, rest: shapes.filter((box) => !used.has(box)) }
}

function linesOf(dots: readonly Box[], lies: Rule['lies'], used: Set<Box>): Rule[] {
  const places = dots.map((box) => {
    const x = (box.left + box.right) / 2
    const y = (box.top + box.bottom) / 2
    const size = Math.max(box.right - box.left, box.bottom - box.top)
    return lies === 'across' ? { box, size, at: y, along: x } : { box, size, at: x, along: y }
  })
  const rules: Rule[] = []
  let run: typeof places = []
  const finish = (): void => {
    const [first, last] = [run[0], run.at(-1)]
    if (first !== undefined && last !== undefined && run.length >= FEWEST) {
      rules.push({ lies, at: first.at, from: first.along - first.size / 2, to: last.along + last.size / 2 })
      for (const { box } of run) used.add(box)
    }
    run = []
  }
  // Dots of one line come in one go only when those of a hair's difference count as one place.
  const step = (at: number): number => Math.round(at / SAME_LINE)
  for (const place of places.sort((a, b) => step(a.at) - step(b.at) || a.along - b.along)) {
    const last = run.at(-1)
    const goesOn =
      last !== undefined &&
      Math.abs(place.at - last.at) <= SAME_LINE &&
      place.along - last.along <= WIDEST_STEP * Math.max(place.size, 1)
    if (!goesOn) finish()
    run.push(place)
  }
  finish()
  return rules
}
