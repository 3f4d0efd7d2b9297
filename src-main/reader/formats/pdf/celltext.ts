/** The text of one cell: its paragraphs and list items as lines of text (contract: document). */
import type { FilledGrid } from './cells'
import type { GridCell } from './grid'
import type { Segment } from './lines'
import { brokenInside, endedEarly, joined, marked, tidy, type Vocabulary } from './wording'

/** What stands in a cell that holds a picture and no words: a question for a person, never a mark. */
export const PICTURE = '[picture]'

const WIDEST_PADDING = 9
/** Signs that begin an item and are never a mark: a tick or a box before words may be one. */
const BULLETS = ['•', '◦', '▪', '‣', '·', '∙', '➢', '❖', 'o']

/** Room left between a table's rules and its text, as the closest text has it. */
export function paddingOf(grid: FilledGrid): number {
  let least = WIDEST_PADDING
  grid.cells.forEach((cell, index) => {
    for (const line of grid.contents[index]?.lines ?? []) {
      if (line.turn === 0) least = Math.min(least, Math.max(0, line.left - cell.left))
    }
  })
  return least
}

/**
 * Text of one cell; a blank cell is empty.
 * A picture alone stays visible as `[picture]`: what it shows is not known here, and a cell that looked blank would say
 * that nothing was there.
 */
export function textOf(grid: FilledGrid, index: number, padding: number, vocabulary: Vocabulary): string {
  const cell = grid.cells[index]
  const content = grid.contents[index]
  if (cell === undefined || content === undefined) return ''
  if (content.lines.length === 0) return content.picture ? PICTURE : ''
  const paragraphs: string[] = []
  let previous: Segment | null = null
  const leading = closest(content.lines)
  for (const line of content.lines) {
    const { marker, text } = marked(line.text)
    const drawn = content.bullets.some((middle) => middle < line.base + 1 && middle > line.base - line.size)
    const item = drawn || (marker !== null && BULLETS.includes(marker))
    const words = item ? `• ${drawn && marker === null ? line.text : text}` : line.text
    const isNew = previous === null || item || isParagraph(previous, line, cell, padding, leading)
    if (isNew) paragraphs.push(words)
    else if (previous !== null && brokenInside(previous, line, endOf(previous, cell, padding), vocabulary)) {
      paragraphs.push((paragraphs.pop() ?? '') + words)
    } else paragraphs.push(joined(paragraphs.pop() ?? '', words, vocabulary))
    previous = line
  }
  return paragraphs.map(tidy).join('\n')
}

function isParagraph(line: Segment, next: Segment, cell: GridCell, padding: number, leading: number): boolean {
  if (line.turn !== next.turn) return true
  const down = next.base - line.base
  if (down > 1.45 * leading && down > 1.7 * line.size) return true
  return endedEarly(line, next, endOf(line, cell, padding))
}

/** How far the text of a line may go in its cell. */
function endOf(line: Segment, cell: GridCell, padding: number): number {
  const [start, end] = line.turn === 0 ? [cell.left, cell.right] : turnedEnds(line, cell)
  const before = line.left - start
  const after = end - line.right
  // A line in the middle is as wide as it is; the room on both sides of it belongs to the next word too.
  const centred = Math.abs(before - after) < 4 && before > padding + 4
  return centred ? line.right + before + after - 2 * padding : end - padding
}

/** Ends of a cell along the reading direction of turned text. */
function turnedEnds(line: Segment, cell: GridCell): [number, number] {
  return line.turn === 90 ? [-cell.bottom, -cell.top] : [cell.top, cell.bottom]
}

/** The smallest step from line to line. */
function closest(lines: readonly Segment[]): number {
  let least = Infinity
  lines.forEach((line, index) => {
    const next = lines[index + 1]
    if (next?.turn === line.turn && next.base > line.base) least = Math.min(least, next.base - line.base)
  })
  return least
}
