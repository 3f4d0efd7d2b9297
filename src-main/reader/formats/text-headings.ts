/**
 * Headings of a text that does not mark them: lines in capitals, numbered titles, short titles between blank lines.
 * Careful: a heading is where something stands, so a sentence or an entry of a list taken for one would mislead.
 */
import { isTabbed } from './text-tables'
import { listMarker } from './markers'
import { isBlank, isRule, type TextLine } from './text-lines'

const LONGEST = 110
const MOST_WORDS = 16
/** More titles in a row than this are a list or a contents page. */
const MOST_IN_A_ROW = 3

interface Candidate {
  readonly index: number
  readonly kind: 'capitals' | 'numbered' | 'title' | 'appendix'
  /** How deep its number is: 3.1 is 2; 0 without one. */
  readonly depth: number
}

/**
 * Levels of headings by index in `lines`; 0 for a list entry that lost its mark.
 * @param lines of a text without Markdown headings
 */
export function unmarkedHeadings(lines: readonly TextLine[]): ReadonlyMap<number, number> {
  const written = lines.map((line, index) => ({ line, index })).filter(({ line }) => !isBlank(line) && !line.isBreak)
  const rows = written.map(({ line, index }, place) => {
    const next = written[place + 1]
    return {
      index,
      candidate: next === undefined ? null : candidateOf(lines, index, next.line),
      lostMark: next !== undefined && isLostEntry(line.text.trim(), next.line.text.trim()),
    }
  })
  const levels = new Map<number, number>()
  const leveller = new Leveller()
  for (let place = 0; place < rows.length;) {
    const chain: Candidate[] = []
    for (let row = rows[place]; row?.candidate != null; row = rows[place]) {
      chain.push(row.candidate)
      place += 1
      if (row.lostMark) {
        chain.pop()
        levels.set(row.index, 0)
        break
      }
    }
    if (chain.length === 0) place += 1
    const next = written[place]?.line.text.trim() ?? ''
    for (const [position, candidate] of titlesOf(chain, isBody(next)).entries()) {
      levels.set(candidate.index, leveller.levelOf(candidate, position > 0))
    }
  }
  return levels
}

/** Of many titles in a row only the last before text, with the ones it stands under, can be one. */
function titlesOf(chain: readonly Candidate[], beforeText: boolean): readonly Candidate[] {
  if (chain.length <= MOST_IN_A_ROW) return chain
  if (!beforeText) return []
  let first = chain.length - 1
  while (first > 0 && isAbove(chain[first - 1], chain[first])) first -= 1
  return chain.slice(first)
}

/** A sentence, a list or a row of cells, and no further title. */
const isBody = (text: string): boolean =>
  text.length > 60 || /[.:;]$|\t/.test(text) || listMarker(text)?.bullet === true

const isAbove = (upper: Candidate | undefined, lower: Candidate | undefined): boolean =>
  upper !== undefined && lower !== undefined && upper.depth > 0 && lower.depth > upper.depth

/** Gives levels: numbers by their depth, below the title they begin under; titles without number below the last number. */
class Leveller {
  #base = 1
  #numbered = 0
  #last: { readonly kind: Candidate['kind']; readonly level: number } | null = null
  #isFirst = true

  levelOf({ kind, depth }: Candidate, followsTitle: boolean): number {
    const level = this.#level(kind, depth, followsTitle)
    this.#last = { kind, level }
    this.#isFirst = false
    return Math.min(9, level)
  }

  #level(kind: Candidate['kind'], depth: number, followsTitle: boolean): number {
    if (this.#isFirst && depth === 0) return 1
    if (kind === 'appendix' || kind === 'capitals') {
      this.#numbered = 0
      this.#base = 1
      return kind === 'appendix' ? 2 : 1
    }
    if (kind === 'numbered') {
      if (depth === 1 && followsTitle && this.#last !== null && this.#last.kind !== 'numbered')
        this.#base = this.#last.level
      this.#numbered = this.#base + depth
      return this.#numbered
    }
    return this.#numbered > 0 ? this.#numbered + 1 : 2
  }
}

function candidateOf(lines: readonly TextLine[], index: number, next: TextLine): Candidate | null {
  const line = lines[index] as TextLine
  const bold = /^\s*(\*\*|__)(?=\S)([^*_]+)\1\s*$/.exec(line.text)?.[2]
  const text = (bold ?? line.text).trim()
  const words = text.split(/\s+/)
  if (text.length > LONGEST || words.length > MOST_WORDS || isTabbed(line) || text.includes('|')) return null
  if (/[.,;!?]$|https?:|www\.|@|\.{4,}|\S {3,}\S|_{3,}/.test(text) || isRule(text)) return null
  if (/^\s*\p{Ll}/u.test(next.text) && !isTabbed(next)) return null
  const above = lines[index - 1]
  const below = lines[index + 1]
  const parted = above === undefined || isBlank(above) || above.isBreak || isRule(above.text)
  const alone = parted && (below === undefined || isBlank(below) || below.isBreak)
  if (/^(?:appendix|annex|schedule)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b/i.test(text)) {
    return alone ? { index, kind: 'appendix', depth: 0 } : null
  }
  const number = /^(?:section |part )?(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+(\p{Lu}.*)$/iu.exec(text)
  if (number?.[1] !== undefined && /^\p{Lu}/u.test(number[2] ?? '')) {
    const depth = number[1].split('.').length
    if (isSentence(number[2] ?? '') || /\s\d{1,3}$/.test(text) || isDate(text)) return null
    return alone || (depth > 1 && parted) ? { index, kind: 'numbered', depth } : null
  }
  if (listMarker(text) !== null || !/\p{L}{3,}/u.test(text)) return null
  if (!/\p{Ll}/u.test(text) && words.length <= 12 && /\p{Lu}{4,}/u.test(text)) {
    return parted ? { index, kind: 'capitals', depth: 0 } : null
  }
  if (!alone || !/^["'‘“(]?\p{Lu}/u.test(text) || /^page\s+\d/i.test(text) || isDate(text)) return null
  if (bold === undefined && (/:\s/.test(text) || (text.endsWith(':') && words.length > 2) || isSentence(text)))
    return null
  return { index, kind: 'title', depth: 0 }
}

/** A verb that titles of policies do not hold. */
const isSentence = (text: string): boolean =>
  /\s(?:will|must|should|shall|may|can|is|are|was|were|has|have|does|do|need|needs)(?:\s|$)/i.test(text)

const isDate = (text: string): boolean =>
  /^(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:(?:spring|summer|autumn)(?:\s+term)?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\.?\s+(?:19|20)\d\d$/i.test(
    text,
  )

const PLACE_WORD =
  /^(?:about|after|as|at|before|by|during|for|from|in|inside|of|on|outside|through|to|under|via|when|with|within)$/i

/** A line that begins as the list entry below it does (On ..., In ...) is the list's first entry, whose mark was lost. */
function isLostEntry(text: string, next: string): boolean {
  const entry = listMarker(next)
  const [first = ''] = text.split(/\s/, 1)
  return entry?.bullet === true && PLACE_WORD.test(first) && entry.text.split(/\s/, 1)[0] === first
}
