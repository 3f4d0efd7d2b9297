/** Rows of text into paragraphs and list items. What is a heading is decided by the whole document (headings.ts). */
import type { Row } from './layout'
import { endedEarly, joined, marked, tidy, type Vocabulary } from './wording'

export interface Paragraph {
  readonly kind: 'text'
  readonly page: number
  /** List sign as printed; null: none. */
  readonly marker: string | null
  text: string
  /** Where its list sign or first line begins, from the left of the page. */
  readonly left: number
  readonly size: number
  /** All of it is bold. */
  bold: boolean
  lines: number
  /** It stands apart by a wide gap inside a line: a label and its value, a contents entry. */
  tabbed: boolean
  /** Ends lower on the page than anything after it could go on from. */
  last: Row
}

interface Open {
  readonly paragraph: Paragraph
  /** Where its words begin, after the list sign. */
  readonly start: number
  readonly row: Row
}

interface Read {
  readonly marker: string | null
  readonly text: string
  /** Where the words begin, after the list sign. */
  readonly start: number
  readonly tabbed: boolean
}

/**
 * The paragraphs of some rows that follow one another on one page, with nothing between them.
 * @param edges how far text goes in each part of the page
 */
export function paragraphsOf(
  rows: readonly Row[],
  page: number,
  edges: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
): Paragraph[] {
  const leading = usualStep(rows)
  const paragraphs: Paragraph[] = []
  let open: Open | null = null
  for (const row of rows) {
    const [first] = row.segments
    if (first === undefined) continue
    const read = readRow(row)
    if (open !== null && goesOn(open, row, read, leading, edges.get(row.part) ?? Infinity)) {
      const paragraph: Paragraph = open.paragraph
      paragraph.text = joined(paragraph.text, read.text, vocabulary)
      paragraph.bold &&= row.segments.every(({ bold }) => bold)
      paragraph.lines += 1
      paragraph.tabbed ||= read.tabbed
      paragraph.last = row
      open = { paragraph, start: open.start, row }
      continue
    }
    const paragraph: Paragraph = {
      ...{ kind: 'text', page, marker: read.marker, text: read.text, left: first.left, size: first.size },
      ...{ bold: row.segments.every(({ bold }) => bold), lines: 1, tabbed: read.tabbed, last: row },
    }
    paragraphs.push(paragraph)
    open = { paragraph, start: read.start, row }
  }
  for (const paragraph of paragraphs) paragraph.text = paragraph.text.split('\t').map(tidy).join('\t')
  return paragraphs
}

function readRow(row: Row): Read {
  const [first, second] = row.segments
  const whole = row.segments.map(({ text }) => text).join('\t')
  if (first === undefined) return { marker: null, text: '', start: 0, tabbed: false }
  if (row.bullet) return { marker: '•', text: whole, start: first.left, tabbed: second !== undefined }
  const { marker, text } = marked(whole)
  // A line that begins with a ticked or crossed cell of some table is no list.
  const isSign =
    second !== undefined &&
    text ===
      row.segments
        .slice(1)
        .map((segment) => segment.text)
        .join('\t')
  const rest = row.segments.length - (isSign ? 1 : 0)
  return { marker, text, start: isSign && marker !== null ? second.left : first.left, tabbed: rest > 1 }
}

function goesOn(open: Open, next: Row, read: Read, leading: number, edge: number): boolean {
  const [before] = open.row.segments.slice(-1)
  const [after] = next.segments
  if (before === undefined || after === undefined || before.turn !== after.turn) return false
  if (open.row.part !== next.part || read.tabbed || open.paragraph.tabbed) return false
  if (Math.abs(after.size - open.paragraph.size) > 0.09 * open.paragraph.size) return false
  if (read.marker !== null && (read.marker.length === 1 || next.bullet || isListed(open.paragraph))) return false
  const down = after.base - before.base
  const size = Math.max(before.size, after.size)
  if (down <= 0.5 * size || down > Math.max(1.28 * leading * size, 1.35 * size)) return false
  // A line that could have taken the next word was ended on purpose.
  if (endedEarly(before, after, edge)) return false
  if (read.marker !== null) return false
  if (open.paragraph.marker === null) return after.left < open.row.left + 1.3 * size || open.paragraph.lines > 1
  return after.left > open.paragraph.left + 2 || open.start <= open.paragraph.left + 2 || after.left >= open.start - 3
}

function isListed(paragraph: Paragraph): boolean {
  return paragraph.marker !== null
}

/** Usual step from line to line, in letter heights: the smallest that is common. */
function usualStep(rows: readonly Row[]): number {
  const steps: number[] = []
  rows.forEach((row, index) => {
    const next = rows[index + 1]
    const [a, b] = [row.segments[0], next?.segments[0]]
    if (a === undefined || b === undefined || next?.part !== row.part) return
    const step = (b.base - a.base) / Math.max(a.size, b.size)
    if (step > 0.8 && step < 2.6) steps.push(step)
  })
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 4)] ?? 1.2
}
