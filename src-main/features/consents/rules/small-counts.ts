/** Hiding counts that could point at a child, and those by which a hidden one could be worked out (R4, C39). Pure. */
import type { FigureLine } from '@contract/consents'

/** Counts below it are hidden. */
export const SMALLEST = 5

/** Whether a count points at few. Nobody at all is nobody's secret. */
const isSmall = (count: number | null): boolean => count !== null && count > 0 && count < SMALLEST

/**
 * FigureLine for whoever may not see pupils. Where a class has any count that is too small, the class is shown with its size
 * alone; if that is one class only, the next smallest goes with it, since the whole school less the others would give it
 * away. The same holds for the whole school by itself.
 */
export function hideSmall(whole: FigureLine, classes: readonly FigureLine[]): readonly FigureLine[] {
  const small = classes.filter(hasSmall)
  const hidden = new Set(small)
  if (small.length === 1) {
    const [next] = classes.filter((one) => !hidden.has(one)).sort((a, b) => (a.pupils ?? 0) - (b.pupils ?? 0))
    if (next !== undefined) hidden.add(next)
  }
  return [hasSmall(whole) ? emptied(whole) : whole, ...classes.map((one) => (hidden.has(one) ? emptied(one) : one))]
}

const hasSmall = (line: FigureLine): boolean =>
  isSmall(line.pupils) ||
  isSmall(line.notReturned) ||
  line.uses.some(({ yes, no, check }) => isSmall(yes) || isSmall(no) || isSmall(check))

const emptied = (line: FigureLine): FigureLine => ({
  className: line.className,
  pupils: isSmall(line.pupils) ? null : line.pupils,
  uses: line.uses.map(() => ({ yes: null, no: null, check: null })),
  notReturned: null,
})
