/** Pages into blocks: what only the whole document shows is settled here. */
import type { Parsed } from '../../format'
import { unreadable } from '../../limits'
import { Building } from '../building'
import { type Paragraph, paragraphsOf } from './flow'
import { withoutFurniture } from './furniture'
import { headingsOf } from './headings'
import type { ReadPage } from './index'
import type { Layout, Row, Table } from './layout'
import { rowsOf } from './tables'
import { countWords, joined, type Vocabulary } from './wording'

/** Share of letters nobody can spell above which the text is not worth reading. */
const MOST_UNREADABLE = 0.2
const LEAST_LETTERS = 12

/** @throws Fault 'bad-input' when there is no text to read */
export function assemble(pages: readonly ReadPage[]): Parsed {
  refuseUnreadable(pages)
  const building = new Building()
  const bared = withoutFurniture(pages.map(({ layout }) => layout))
  noteLosses(pages, bared.removed, building)
  const vocabulary = vocabularyOf(bared.pages)
  const parts = bared.pages.flatMap((layout, index) => [
    ...(index > 0 ? [{ kind: 'break' as const, page: index + 1 }] : []),
    ...partsOf(layout, index + 1, vocabulary),
  ])
  write(goneOn(parts, vocabulary), bared.pages, vocabulary, building)
  return { pages: pages.length, blocks: building.blocks, leftOut: building.leftOut }
}

type Part = Paragraph | (Table & { readonly page: number }) | { readonly kind: 'break'; readonly page: number }

function partsOf(layout: Layout, page: number, vocabulary: Vocabulary): Part[] {
  const parts: Part[] = []
  let rows: Row[] = []
  const edges = edgesOf(layout)
  const flush = (): void => {
    parts.push(...paragraphsOf(rows, page, edges, vocabulary))
    rows = []
  }
  for (const piece of layout.pieces) {
    if (piece.kind === 'row') rows.push(piece)
    else {
      flush()
      parts.push({ ...piece, page })
    }
  }
  flush()
  return parts
}

/** How far text goes in each part of a page: its longest line, tables apart. */
function edgesOf({ pieces }: Layout): ReadonlyMap<number, number> {
  const edges = new Map<number, number>()
  for (const piece of pieces) {
    if (piece.kind !== 'row') continue
    const right = Math.max(...piece.segments.map((segment) => segment.right))
    edges.set(piece.part, Math.max(edges.get(piece.part) ?? -Infinity, right))
  }
  return edges
}

/** Sentences that a page break cuts are put together again, on the page they begin on. */
function goneOn(parts: readonly Part[], vocabulary: Vocabulary): readonly Part[] {
  const result: Part[] = []
  for (const part of parts) {
    const [before, gap] = [result.at(-2), result.at(-1)]
    if (part.kind === 'text' && gap?.kind === 'break' && before?.kind === 'text' && isOneSentence(before, part)) {
      before.text = joined(before.text, part.text, vocabulary)
      before.bold &&= part.bold
      before.lines += part.lines
    } else result.push(part)
  }
  return result
}

function isOneSentence(before: Paragraph, after: Paragraph): boolean {
  return (
    after.marker === null &&
    !before.tabbed &&
    !after.tabbed &&
    before.bold === after.bold &&
    Math.abs(before.size - after.size) < 0.5 &&
    /^\p{Ll}/u.test(after.text) &&
    !/[.!?:;]["'”’)]?$/.test(before.text)
  )
}

function write(parts: readonly Part[], pages: readonly Layout[], vocabulary: Vocabulary, building: Building): void {
  const paragraphs = parts.filter((part) => part.kind === 'text')
  const headings = headingsOf(paragraphs, cellLetters(pages))
  let indents: number[] = []
  for (const part of parts) {
    const place = { page: part.page, line: null }
    if (part.kind === 'break') building.break(place)
    else if (part.kind === 'table')
      building.table(rowsOf(part.grid, part.page, vocabulary, building), part.spans, place)
    else {
      const level = headings.levelOf(part)
      if (level !== null) {
        indents = []
        building.heading(level, whole(part).replace(/\t/g, ' '), place)
      } else if (part.marker !== null) {
        indents = [...indents.filter((left) => left < part.left - 4), part.left]
        building.item(indents.length - 1, part.marker, part.text, place)
      } else building.paragraph(part.text, place)
    }
  }
}

function whole({ marker, text }: Paragraph): string {
  return marker === null ? text : `${marker} ${text}`
}

function cellLetters(pages: readonly Layout[]): ReadonlyMap<number, number> {
  const letters = new Map<number, number>()
  for (const { pieces } of pages) {
    for (const piece of pieces) {
      if (piece.kind !== 'table') continue
      for (const { lines } of piece.grid.contents) {
        for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length)
      }
    }
  }
  return letters
}

function vocabularyOf(pages: readonly Layout[]): Vocabulary {
  const words = new Map<string, number>()
  for (const { pieces } of pages) {
    for (const piece of pieces) {
      if (piece.kind === 'row') for (const { text } of piece.segments) countWords(text, words)
      else for (const { lines } of piece.grid.contents) for (const { text } of lines) countWords(text, words)
    }
  }
  return words
}

function refuseUnreadable(pages: readonly ReadPage[]): void {
  const sum = (count: (layout: Layout) => number): number =>
    pages.reduce((total, { layout }) => total + count(layout), 0)
  const letters = sum(({ characters }) => characters)
  const scanned = pages.filter((page) => page.scanned).length
  if (letters < LEAST_LETTERS) {
    throw scanned > 0
      ? unreadable(
          'That PDF is a scan: its pages are pictures and hold no text.',
          'Choose the document it was printed from, such as the Word file, or have a scanner make a PDF with text.',
        )
      : unreadable('That PDF holds no text.', 'Choose the document itself.')
  }
  if (sum(({ unreadable: lost }) => lost) > MOST_UNREADABLE * letters) {
    throw unreadable(
      'That PDF does not say which letters its characters are, so its words cannot be read.',
      'Choose the document it was made from, such as the Word file, or export it as a PDF again.',
    )
  }
}

function noteLosses(pages: readonly ReadPage[], removed: readonly string[], building: Building): void {
  const note = (words: string, is: (page: ReadPage) => boolean): void => {
    const numbers = pages.flatMap((page, index) => (is(page) ? [index + 1] : []))
    if (numbers.length > 0) building.leaveOut(`${numbers.length === 1 ? 'Page' : 'Pages'} ${listed(numbers)}: ${words}`)
  }
  note('a scan without text; nothing was read there.', (page) => page.scanned)
  note('damaged in part; check it against the document.', (page) => page.faulty)
  note('the text lies behind a scanned picture and may hold wrong letters.', ({ layout }) => layout.invisible > 0)
  note(
    'some signs are in a font that does not say what they are; each reads \uFFFD.',
    ({ layout }) => layout.unreadable > 0,
  )
  note('text set at an angle was left out.', ({ layout }) => layout.slanted > 0)
  note('some text runs off the page and was left out.', ({ layout }) => layout.cut > 0)
  note('too much is drawn there to follow all of it; check it against the document.', ({ layout }) => layout.overdrawn)
  note('pictures were left out.', (page) => page.layout.pictures > 0 && !page.scanned)
  for (const words of removed) building.leaveOut(`Repeated at the head or foot of pages, left out: “${words}”.`)
}

/** "1, 3 to 5 and 9" */
function listed(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const words = runs.map(([from, to]) =>
    from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
  )
  const shown = words.length > 12 ? [...words.slice(0, 12), 'others'] : words
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}
