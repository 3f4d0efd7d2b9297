/** What repeats at the head and foot of pages: running titles, page numbers, file names. No part of the document. */
import type { Layout, Piece } from './layout'

/** Share of the page's height from its top and its bottom in which furniture stands. */
const MARGIN = 0.14
/** Share of the pages it has to stand on; left and right pages may have their own. */
const SHARE = 0.4
/** Heights this close, in points, are the same. */
const SAME_HEIGHT = 6
const MOST_NAMED = 6

export interface Bared {
  readonly pages: readonly Layout[]
  /** Furniture taken out, once for each kind, as on its first page. */
  readonly removed: readonly string[]
}

/** Pages without their furniture: the same words, figures apart, at the same height on most pages, outermost first. */
export function withoutFurniture(pages: readonly Layout[]): Bared {
  const places = new Map<string, number[]>()
  pages.forEach((page) => {
    for (const { piece, height } of margins(page).flat()) {
      const key = keyOf(piece)
      places.set(key, [...(places.get(key) ?? []), height])
    }
  })
  const needed = pages.length < 3 ? pages.length : Math.max(3, SHARE * pages.length)
  const repeats = (piece: Piece, height: number): boolean => {
    const near = (places.get(keyOf(piece)) ?? []).filter((other) => Math.abs(other - height) <= SAME_HEIGHT)
    return pages.length > 1 && near.length >= needed
  }
  const removed = new Map<string, string>()
  const bared = pages.map((page, index) => {
    const gone = new Set<Piece>()
    for (const margin of margins(page)) {
      for (const { piece, height } of margin) {
        if (!repeats(piece, height) && !isNumber(piece, index + 1, pages.length)) break
        gone.add(piece)
        const key = keyOf(piece)
        if (!removed.has(key)) removed.set(key, wordsOf(piece))
      }
    }
    return gone.size === 0 ? page : { ...page, pieces: page.pieces.filter((piece) => !gone.has(piece)) }
  })
  return { pages: bared, removed: [...removed.values()].slice(0, MOST_NAMED) }
}

interface Margin {
  readonly piece: Piece
  /** From the nearer end of the page, so that pages of different sizes compare. */
  readonly height: number
}

/** Pieces in the upper and lower margin, outermost first. */
function margins({ pieces, height }: Layout): readonly [readonly Margin[], readonly Margin[]] {
  const upper = pieces
    .filter(({ bottom }) => bottom <= MARGIN * height)
    .map((piece) => ({ piece, height: piece.top }))
    .sort((a, b) => a.height - b.height)
  const lower = pieces
    .filter(({ top }) => top >= (1 - MARGIN) * height)
    .map((piece) => ({ piece, height: height - piece.bottom }))
    .sort((a, b) => a.height - b.height)
  return [upper, lower]
}

function wordsOf(piece: Piece): string {
  const words =
    piece.kind === 'row'
      ? piece.segments.map(({ text }) => text)
      : piece.grid.contents.flatMap(({ lines }) => lines.map(({ text }) => text))
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, 120)
}

function keyOf(piece: Piece): string {
  return `${piece.kind} ${wordsOf(piece).replace(/\d+/g, '#')}`
}

/** A page's own number alone. */
function isNumber(piece: Piece, page: number, pages: number): boolean {
  if (piece.kind !== 'row') return false
  const found = /^(?:[-–|]\s*)?(?:page\s+)?(\d{1,4})(?:\s*(?:of|\/)\s*(\d{1,4}))?(?:\s*[-–|])?$/i.exec(wordsOf(piece))
  if (found === null) return false
  return Number(found[1]) === page && (found[2] === undefined || Number(found[2]) === pages)
}
