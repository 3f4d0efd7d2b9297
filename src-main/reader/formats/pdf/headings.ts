/** Which paragraphs are headings, and of which level: by size, weight and numbering against the rest of the document. */
import type { Paragraph } from './flow'

const LONGEST = 180
const LONGEST_BOLD = 130
const LARGER = 1.09

export interface Headings {
  /** Level from 1; null: it is no heading. */
  readonly levelOf: (paragraph: Paragraph) => number | null
}

/** Learns what body text looks like, and which kinds of heading there are. */
export function headingsOf(paragraphs: readonly Paragraph[], cellLetters: ReadonlyMap<number, number>): Headings {
  const body = bodySize(paragraphs, cellLetters)
  const letters = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  const bold = paragraphs.reduce((sum, paragraph) => sum + (paragraph.bold ? paragraph.text.length : 0), 0)
  // Where most of a document is bold, being bold says nothing.
  const boldSpeaks = bold < 0.5 * letters
  const isHeading = (paragraph: Paragraph): boolean => looksLikeHeading(paragraph, body, boldSpeaks)
  const styles = new Map<string, Style>()
  for (const paragraph of paragraphs) {
    if (!isHeading(paragraph)) continue
    const style = styleOf(paragraph)
    styles.set(nameOf(style), style)
  }
  const ranked = [...styles.values()].sort(
    (a, b) => b.size - a.size || Number(b.bold) - Number(a.bold) || a.depth - b.depth,
  )
  const levels = new Map(ranked.map((style, index) => [nameOf(style), Math.min(index + 1, 9)]))
  return { levelOf: (paragraph) => (isHeading(paragraph) ? (levels.get(nameOf(styleOf(paragraph))) ?? 9) : null) }
}

interface Style {
  readonly size: number
  readonly bold: boolean
  /** Parts of its number: 2 for "3.1"; 1 without a number. */
  readonly depth: number
}

function styleOf({ size, bold, marker, text }: Paragraph): Style {
  const number = /^\d{1,2}(?:\.\d{1,2}){0,5}(?=[.)\s\t]|$)/.exec(marker === null ? text : marker)?.[0]
  return { size: Math.round(size * 2) / 2, bold, depth: number === undefined ? 1 : number.split('.').length }
}

function nameOf({ size, bold, depth }: Style): string {
  return `${size} ${bold} ${depth}`
}

function looksLikeHeading(paragraph: Paragraph, body: number, boldSpeaks: boolean): boolean {
  const { text, marker, size, bold, lines, tabbed } = paragraph
  if (text.length > LONGEST || lines > 4 || !/\p{L}/u.test(text)) return false
  if (marker !== null && !/\d|^\(?[a-z][.)]$/i.test(marker)) return false
  if (/\.{4,}|…{2,}|\t\d{1,3}$/.test(text)) return false
  const numbered = marker !== null || /^\d{1,2}(?:\.\d{1,2})*[.)]?[\s\t]/.test(text)
  if (tabbed && !(numbered && text.split('\t').length <= 2)) return false
  if (size >= LARGER * body) return true
  if (!bold || !boldSpeaks || text.length > LONGEST_BOLD || size < 0.95 * body) return false
  return numbered ? !/[.,]$/.test(text) : !/[.,:;]$/.test(text)
}

/** The size most letters have, to half a point. */
function bodySize(paragraphs: readonly Paragraph[], cellLetters: ReadonlyMap<number, number>): number {
  const letters = new Map<number, number>()
  const add = (size: number, count: number): void => {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + count)
  }
  for (const { text, size } of paragraphs) add(size, text.length)
  const outside = [...letters.values()].reduce((sum, count) => sum + count, 0)
  // A document that is nearly all table has no other body text.
  if (outside < 400) for (const [size, count] of cellLetters) add(size, count)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}
