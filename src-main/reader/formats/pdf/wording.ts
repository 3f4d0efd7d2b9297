/** From lines back to sentences: which line ends were meant, and how words parted at them go together again. */
import type { Segment } from './lines'

/** How often each word stands in the document, in small letters. */
export type Vocabulary = ReadonlyMap<string, number>

/** Signs that begin an item of a list. `o` and dashes only count when a gap follows. */
const BULLET = /^([•◦▪▫‣·●○■□◻◼❑❒❖◆◊➢➤►▶✓✔⁃∙*–—-]|o)[\s]+(?=\S)/u
const NUMBER = /^(\(?(?:\d{1,3}|[a-z]|[ivx]{2,6})[.)])[\s]+(?=\S)/i

export interface Marked {
  readonly marker: string | null
  readonly text: string
}

/** A line parted into its list sign and the rest. */
export function marked(text: string): Marked {
  const found = BULLET.exec(text) ?? NUMBER.exec(text)
  const marker = found?.[1]
  return found === null || marker === undefined ? { marker: null, text } : { marker, text: text.slice(found[0].length) }
}

/** Puts the next line behind what is there, where the line end was only for want of room. */
export function joined(before: string, after: string, vocabulary: Vocabulary): string {
  const head = before.trimEnd()
  const tail = after.trimStart()
  if (head === '' || tail === '') return head + tail
  if (head.endsWith('\u00AD')) return head.slice(0, -1) + tail
  const left = /(\p{L}+)[-\u2010]$/u.exec(head)?.[1]
  const right = /^\p{L}+/u.exec(tail)?.[0]
  if (left !== undefined && right !== undefined) {
    const whole = (left + right).toLowerCase()
    const parted = `${left}-${right}`.toLowerCase()
    const isKnown = (vocabulary.get(whole) ?? 0) > 0 && (vocabulary.get(parted) ?? 0) === 0
    return isKnown ? head.slice(0, -1) + tail : head + tail
  }
  if (/[\p{L}\p{N}]\/$/u.test(head) && /^\p{L}/u.test(tail)) return head + tail
  // A range, such as 7-11, parted behind its dash.
  if (/\d[-–]$/u.test(head) && /^\d/u.test(tail)) return head + tail
  return `${head} ${tail}`
}

/** Words of one or two letters; any other such end of a line is what is left of a longer word. */
const SHORT_WORDS = new Set(
  'a i an am as at be by do go he if in is it me my no of on or so to up us we e g ie eg'.split(' '),
)

/**
 * Whether a word too long for its cell was broken inside, without a hyphen: it stands alone on its line and fills it,
 * and what its two halves make is a word of this document, or the second is no word at all.
 * @param right how far text may go
 */
export function brokenInside(line: Segment, next: Segment, right: number, vocabulary: Vocabulary): boolean {
  if (/\s/u.test(line.text) || right - line.right > 0.75 * line.size) return false
  if (line.right + next.firstWidth < right) return false
  const head = /\p{L}+$/u.exec(line.text)?.[0]
  const tail = /^\p{Ll}+/u.exec(next.text)?.[0]
  if (head === undefined || tail === undefined) return false
  const isWhole = (vocabulary.get((head + tail).toLowerCase()) ?? 0) > 0
  return isWhole || (tail.length <= 2 && !SHORT_WORDS.has(tail))
}

/** Words of a text for the vocabulary. */
export function countWords(text: string, into: Map<string, number>): void {
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+(?:[-\u2010]\p{L}+)*/gu))
    into.set(word, (into.get(word) ?? 0) + 1)
}

/** Soft hyphens inside a line say where a word might be parted, and are no part of it. */
export function tidy(text: string): string {
  return text
    .replace(/\u00AD/g, '')
    .replace(/[ ]{2,}/g, ' ')
    .trim()
}

/**
 * Whether a line was ended although the next word would have fitted.
 * @param right how far text may go
 */
export function endedEarly(line: Segment, next: Segment, right: number): boolean {
  return line.right + 0.28 * line.size + next.firstWidth < right - 0.35 * line.size
}
