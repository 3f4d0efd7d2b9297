/** Lines that are one sentence broken at the right-hand edge, told from lines that stand alone. */

/** Longest line of a text that is broken at an edge at all. */
const WIDEST_PAGE = 130
const NARROWEST_PAGE = 50
/** Shorter lines in front of a small letter may be entries of a list without marks. */
const SHORTEST_BROKEN = 40

/**
 * The width at which a text's lines are broken: what nine of ten lines that are followed by another one stay within.
 * @returns null when its lines are not broken at an edge
 */
export function widthOf(lengths: readonly number[]): number | null {
  if (lengths.length < 4) return null
  const sorted = [...lengths].sort((a, b) => a - b)
  const width = sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 0
  return width >= NARROWEST_PAGE && width <= WIDEST_PAGE ? width : null
}

/**
 * Whether a line goes on where the one before it broke off: it begins with a small letter after a long line without a
 * stop, or its first word did not fit the line before.
 */
export function goesOn(before: string, line: string, width: number | null): boolean {
  const open = !/[.:;!?|]["'’”)]?$/.test(before)
  if (open && before.length >= SHORTEST_BROKEN && /^(?!https?:|www\.)["'‘“(]?\p{Ll}/u.test(line)) return true
  if (width === null || /^[\p{L} ]{1,40}:(?:\s|$)/u.test(line)) return false
  const [word = ''] = line.split(/\s/, 1)
  return before.length + 1 + word.length > width && before.length <= width * 1.15
}

/** Puts broken lines together; a word broken by a hyphen keeps it, as nobody can say whose it is. */
export function joined(
  lines: readonly string[],
  width: number | null = widthOf(lines.slice(0, -1).map((line) => line.length)),
): string[] {
  const whole: string[] = []
  let last = ''
  for (const line of lines) {
    const before = whole.at(-1)
    if (before !== undefined && goesOn(last, line, width)) whole[whole.length - 1] = `${before} ${line}`
    else whole.push(line)
    last = line
  }
  return whole
}
