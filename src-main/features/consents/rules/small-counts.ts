/** Hiding counts that could point at a child, and those by which a hidden one could be worked out (R4, C39). Pure. */
import type { FigureLine } from '@contract/consents'

/** Counts below it are hidden. */
export const SMALLEST = 5

/** Whether a count points at few. Nobody at all is nobody's secret. */
const isSmall = (count: number | null): boolean => count !== null && count > 0 && count < SMALLEST

/**
 * Figures for whoever may not see pupils. Where a class has any count that is too small, all its counts are hidden, and
 * those of a second class with it where it is the only one, since the whole school less the others would give it away.
 * The size of a class is hidden when it is small, again never one alone.
 */
export function hideSmall(whole: FigureLine, classes: readonly FigureLine[]): readonly FigureLine[] {
  const counts = neverAlone(classes, hasSmallCount)
  const sizes = neverAlone(classes, ({ pupils }) => isSmall(pupils))
  const shown = (line: FigureLine, hidesCounts: boolean, hidesSize: boolean): FigureLine => ({
    className: line.className,
    pupils: hidesSize ? null : line.pupils,
    uses: hidesCounts ? line.uses.map(() => ({ yes: null, no: null, check: null })) : line.uses,
    notReturned: hidesCounts ? null : line.notReturned,
  })
  return [
    shown(whole, hasSmallCount(whole), isSmall(whole.pupils)),
    ...classes.map((line) => shown(line, counts.has(line) || sizes.has(line), sizes.has(line))),
  ]
}

/** The lines to hide; a second one, the smallest of the others, where there is one only. */
function neverAlone(lines: readonly FigureLine[], isHidden: (line: FigureLine) => boolean): ReadonlySet<FigureLine> {
  const hidden = new Set(lines.filter(isHidden))
  if (hidden.size !== 1) return hidden
  const others = lines.filter((line) => !hidden.has(line)).sort((a, b) => (a.pupils ?? 0) - (b.pupils ?? 0))
  return new Set([...hidden, ...others.slice(0, 1)])
}

/** A class of few pupils gives its counts away whatever they are. */
const hasSmallCount = (line: FigureLine): boolean =>
  isSmall(line.pupils) ||
  isSmall(line.notReturned) ||
  line.uses.some(({ yes, no, check }) => isSmall(yes) || isSmall(no) || isSmall(check))
