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
  return `${head} ${tail}`
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
