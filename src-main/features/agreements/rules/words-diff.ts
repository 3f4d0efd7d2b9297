/** What is different between two texts, word by word, with as few marks as there can be. Pure. */

/** `=` in both, `+` only after, `-` only before. */
export interface WordMark {
  readonly mark: '=' | '+' | '-'
  readonly text: string
}

/** Figures with what parts them, words, the spaces between, and every other sign by itself; joined again they are the text. */
const PIECES = /\s+|\p{N}+(?:[.,:/]\p{N}+)+|[\p{L}\p{M}\p{N}'’-]+|./gsu

const piecesOf = (text: string): readonly string[] => text.match(PIECES) ?? []

/** The words of a text without what is between them, in small letters. */
export const wordsOf = (text: string): readonly string[] =>
  piecesOf(text.toLowerCase()).filter((piece) => /[\p{L}\p{N}]/u.test(piece))

/** Texts with more changes than that are shown as one taken out and one put in: word by word nobody could read them. */
const MOST_CHANGES = 1000

/**
 * Marks in reading order, neighbours of one mark joined; where both stand together, what was taken out comes first.
 * `=` and `-` joined are the text before, `=` and `+` the text after.
 */
export function wordMarks(before: string, after: string): readonly WordMark[] {
  const [old, fresh] = [piecesOf(before), piecesOf(after)]
  const runs: Run[] = []
  let run: Run = { out: '', in: '', same: '' }
  let [i, j] = [0, 0]
  for (const [x, y] of [...commonPairs(old, fresh), [old.length, fresh.length] as const]) {
    if (x > i || y > j) {
      runs.push(run)
      run = { out: old.slice(i, x).join(''), in: fresh.slice(j, y).join(''), same: '' }
    }
    run = { ...run, same: run.same + (old[x] ?? '') }
    ;[i, j] = [x + 1, y + 1]
  }
  return readable([...runs, run]).flatMap(({ out, in: put, same }): WordMark[] => [
    ...(out === '' ? [] : [{ mark: '-' as const, text: out }]),
    ...(put === '' ? [] : [{ mark: '+' as const, text: put }]),
    ...(same === '' ? [] : [{ mark: '=' as const, text: same }]),
  ])
}

/** One change, and what stays the same behind it. Only the first of a text may have no change. */
interface Run {
  readonly out: string
  readonly in: string
  readonly same: string
}

/**
 * Joins two changes that have less between them than each of them is long: word by word such a passage is confetti, and
 * people read it as one passage taken out and one put in.
 */
function readable(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    let next = run
    for (let last = joined.at(-1); last !== undefined && isBetween(last, next); last = joined.at(-1)) {
      joined.pop()
      next = { out: last.out + last.same + next.out, in: last.in + last.same + next.in, same: next.same }
    }
    joined.push(next)
  }
  return joined
}

const isBetween = (before: Run, after: Run): boolean => {
  const between = before.same.trim().length
  return isChange(before) && isChange(after) && between <= sizeOf(before) && between <= sizeOf(after)
}

const isChange = ({ out, in: put }: Run): boolean => out !== '' || put !== ''
const sizeOf = ({ out, in: put }: Run): number => Math.max(out.trim().length, put.trim().length)

/**
 * A longest common subsequence as pairs of places, both rising: E. W. Myers, "An O(ND) difference algorithm and its
 * variations" (1986), section 4, greedy with the furthest reaching ends of each round kept.
 * @returns only what both begin and end with when they differ in more than {@link MOST_CHANGES} places
 */
export function commonPairs<T>(a: readonly T[], b: readonly T[]): readonly (readonly [number, number])[] {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const middle = myers(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return [
    ...Array.from({ length: head }, (_, i) => [i, i] as const),
    ...middle.map(([x, y]) => [x + head, y + head] as const),
    ...Array.from({ length: tail }, (_, i) => [a.length - tail + i, b.length - tail + i] as const),
  ]
}

/** Ends of one round by diagonal, -d-1 to d+1; -1 where none was reached. */
type Ends = Int32Array

const endOn = (ends: Ends, k: number): number => ends[k + ((ends.length - 1) >> 1)] ?? -1

function myers<T>(a: readonly T[], b: readonly T[]): readonly (readonly [number, number])[] {
  const rounds: Ends[] = []
  let ends: Ends = new Int32Array([-1, -1, 0])
  for (let d = 0; d <= Math.min(a.length + b.length, MOST_CHANGES); d++) {
    rounds.push(ends)
    const next: Ends = new Int32Array(2 * d + 3).fill(-1)
    for (let k = -d; k <= d; k += 2) {
      let { x } = entry(ends, k, d)
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      next[k + d + 1] = x
      if (x >= a.length && x - k >= b.length) return walkedBack(rounds, a.length, b.length)
    }
    ends = next
  }
  return []
}

/** Where round `d` enters diagonal `k`: down from the one above, or right from the one below where that reaches further. */
function entry(ends: Ends, k: number, d: number): { readonly x: number; readonly isDown: boolean } {
  const [down, right] = [endOn(ends, k + 1), endOn(ends, k - 1) + 1]
  const isDown = k === -d || (k !== d && right <= down)
  return { x: isDown ? down : right, isDown }
}

function walkedBack(rounds: readonly Ends[], width: number, height: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let [x, y] = [width, height]
  for (const [d, ends] of [...rounds.entries()].reverse()) {
    const { x: start, isDown } = entry(ends, x - y, d)
    for (; x > start; x--, y--) pairs.push([x - 1, y - 1])
    if (isDown) y--
    else x--
  }
  return pairs.reverse()
}
