/** Words of one reading direction into lines, and what a line says. */
import type { Turn, Word } from './page'
import { raised } from '../signs'

/** Letters this far apart, in letter heights, are in two words. */
const SPACE = 0.17
/** A gap this wide, in letter heights, parts a line: a tab, the next column. */
const WIDE = 1.25
/** Longest raised or lowered sign. */
const LONGEST_RAISED = 6

/** Words on one base line without a wide gap between them. */
export interface Segment {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
  readonly bold: boolean
  readonly turn: Turn
  /** Width of its first word: had it fitted on the line before, that line was ended on purpose. */
  readonly firstWidth: number
  /** Font of its first word and of the rest, to tell a bullet's font from the text's. */
  readonly firstFont: number
  readonly font: number
}

/**
 * The lines of some words, from top to bottom, each parted at wide gaps. Words of one reading direction only.
 * @param wide gap, in letter heights, that parts a line; Infinity: none does
 */
export function linesOf(words: readonly Word[], wide = WIDE): readonly (readonly Segment[])[] {
  const lines: Word[][] = []
  const sorted = [...words].sort((a, b) => a.base - b.base || a.left - b.left)
  let open: { words: Word[]; base: number; size: number }[] = []
  for (const word of sorted) {
    open = open.filter(({ base, size }) => word.base - base < Math.max(size, word.size))
    const line = open.find((candidate) => isOnLine(candidate, word))
    if (line === undefined) {
      const fresh = { words: [word], base: word.base, size: word.size }
      open.push(fresh)
      lines.push(fresh.words)
    } else {
      line.words.push(word)
      if (word.size > line.size * 1.15) {
        line.base = word.base
        line.size = word.size
      }
    }
  }
  return lines.map((line) => segmentsOf(line, wide)).sort((a, b) => (a[0]?.base ?? 0) - (b[0]?.base ?? 0))
}

/** On the same base line, or small and raised or lowered beside it. */
function isOnLine(line: { readonly base: number; readonly size: number }, word: Word): boolean {
  const off = word.base - line.base
  const [small, large] = [Math.min(line.size, word.size), Math.max(line.size, word.size)]
  if (Math.abs(off) <= 0.2 * small) return true
  if (small > 0.9 * large) return false
  // The smaller one stands within the height of the larger one's letters.
  const above = word.size < line.size ? -off : off
  const least = word.size < line.size ? word : null
  if (least !== null && least.text.length > LONGEST_RAISED) return false
  return above <= 0.72 * large && above >= -0.25 * large
}

function segmentsOf(line: readonly Word[], wide: number): Segment[] {
  const words = [...line].sort((a, b) => a.left - b.left)
  const segments: Segment[] = []
  let run: Word[] = []
  let right = -Infinity
  for (const word of words) {
    const height = Math.max(word.size, run.at(-1)?.size ?? 0)
    if (run.length > 0 && word.left - right > wide * height) {
      segments.push(segmentOf(run))
      run = []
      right = -Infinity
    }
    run.push(word)
    right = Math.max(right, word.right)
  }
  if (run.length > 0) segments.push(segmentOf(run))
  return segments
}

function segmentOf(words: readonly Word[]): Segment {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  const main = words.reduce((a, b) => (b.size * (b.text.length + 1) > a.size * (a.text.length + 1) ? b : a))
  const bold = words.reduce((sum, word) => sum + (word.bold ? word.text.length : 0), 0)
  let text = ''
  let right = -Infinity
  let height = 0
  for (const word of words) {
    const gap = word.left - right
    const small = Math.min(word.size, height)
    if (text !== '' && (gap > SPACE * small || (word.spaced && gap > -0.05 * small))) text += ' '
    text += isRaised(word, main) ? raised(word.text) : word.text
    right = Math.max(right, word.right)
    height = word.size
  }
  const first = words[0] ?? main
  return {
    text,
    left: first.left,
    right,
    base: main.base,
    size: main.size,
    bold: bold > letters / 2,
    turn: main.turn,
    firstWidth: first.right - first.left,
    firstFont: first.font,
    font: main.font,
  }
}

function isRaised(word: Word, main: Word): boolean {
  return word.size < 0.9 * main.size && main.base - word.base > 0.15 * main.size
}
