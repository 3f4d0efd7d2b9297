/** The text state of a page while it is drawn, and the words that come of it. */
import type { PdfFont } from './drawing'
import type { Operators } from './library'
import { type Matrix, IDENTITY, times } from './matrix'
import { type Box, contains, type Drawing, type Turn, type Word } from './page'
import { type Spell, spelling, UNREADABLE } from './symbols'

/** A gap of this many letter heights parts two words. */
const GAP = 0.17
/** Text that steps back this many letter heights begins anew. */
const BACK = -0.35
/** Of one page. */
const MOST_WORDS = 20_000
const INVISIBLE = 3

interface TextState {
  readonly font: string
  readonly size: number
  readonly spacing: number
  readonly wordSpacing: number
  /** Of the width of letters; 1 as drawn. */
  readonly stretch: number
  readonly leading: number
  readonly rise: number
  readonly mode: number
}

const FRESH: TextState = {
  ...{ font: '', size: 0, spacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0, mode: 0 },
}

interface Known extends PdfFont {
  readonly number: number
  readonly spell: Spell
}

interface Glyph {
  readonly unicode?: unknown
  readonly width?: unknown
  readonly isSpace?: unknown
  readonly vmetric?: unknown
}

export class Pen {
  private text: TextState = FRESH
  private readonly stack: TextState[] = []
  private matrix: Matrix = IDENTITY
  private line: Matrix = IDENTITY
  private readonly fonts = new Map<string, Known>()
  private readonly words: Word[] = []
  private word: { -readonly [Part in keyof Word]: Word[Part] } | null = null
  private spaced = false
  private full = false
  private isNewPiece = false
  private joints: Word['joints'][number][] = []
  private readonly counts = { characters: 0, unreadable: 0, invisible: 0, slanted: 0, cut: 0 }

  constructor(private readonly fontOf: (id: string) => PdfFont) {}

  save(): void {
    this.stack.push(this.text)
  }

  restore(): void {
    this.text = this.stack.pop() ?? this.text
  }

  done(): Pick<Drawing, 'words' | 'characters' | 'unreadable' | 'invisible' | 'slanted' | 'cut' | 'full'> {
    this.end()
    return { words: this.words, full: this.full, ...this.counts }
  }

  /** Takes one operator; those that are not about text change nothing. */
  write(operator: number, given: readonly unknown[], is: Operators, matrix: Matrix, clip: Box): void {
    const value = amount(given[0])
    switch (operator) {
      case is.beginText:
        this.matrix = this.line = IDENTITY
        return
      case is.setFont:
        this.text = { ...this.text, font: typeof given[0] === 'string' ? given[0] : '', size: amount(given[1]) }
        return
      case is.setGState:
        this.graphics(given[0])
        return
      case is.setCharSpacing:
        this.text = { ...this.text, spacing: value }
        return
      case is.setWordSpacing:
        this.text = { ...this.text, wordSpacing: value }
        return
      case is.setHScale:
        this.text = { ...this.text, stretch: value / 100 }
        return
      case is.setLeading:
        this.text = { ...this.text, leading: value }
        return
      case is.setTextRise:
        this.text = { ...this.text, rise: value }
        return
      case is.setTextRenderingMode:
        this.text = { ...this.text, mode: value }
        return
      case is.moveText:
        this.move(value, amount(given[1]))
        return
      case is.setLeadingMoveText:
        this.text = { ...this.text, leading: -amount(given[1]) }
        this.move(value, amount(given[1]))
        return
      case is.nextLine:
        this.move(0, -this.text.leading)
        return
      case is.setTextMatrix:
        this.matrix = this.line = textMatrix(given)
        return
      case is.showText:
        this.show(given[0], matrix, clip)
        return
      default:
    }
  }

  private move(x: number, y: number): void {
    this.matrix = this.line = times(this.line, [1, 0, 0, 1, x, y])
  }

  private graphics(states: unknown): void {
    for (const state of Array.isArray(states) ? (states as unknown[]) : []) {
      const [key, value] = Array.isArray(state) ? (state as unknown[]) : []
      if (key !== 'Font' || !Array.isArray(value)) continue
      const [font, size] = value as unknown[]
      this.text = { ...this.text, font: typeof font === 'string' ? font : '', size: amount(size) }
    }
  }

  private font(): Known {
    const { font: id } = this.text
    let font = this.fonts.get(id)
    if (font === undefined) {
      const found = this.fontOf(id)
      font = { ...found, number: this.fonts.size, spell: spelling(found.name) }
      this.fonts.set(id, font)
    }
    return font
  }

  private show(glyphs: unknown, outer: Matrix, clip: Box): void {
    if (!Array.isArray(glyphs)) return
    const font = this.font()
    const { size, spacing, wordSpacing, stretch, rise, mode } = this.text
    const whole = times(outer, this.matrix)
    const along: readonly [number, number] = [whole[0] * size * stretch, whole[1] * size * stretch]
    const height = Math.hypot(whole[2], whole[3]) * Math.abs(size)
    const turn = turnOf(along)
    let x = 0
    this.isNewPiece = true
    for (const glyph of glyphs as readonly unknown[]) {
      if (typeof glyph === 'number') {
        x -= (glyph / 1000) * size * stretch
        continue
      }
      if (typeof glyph !== 'object' || glyph === null) continue
      const { unicode, width, isSpace } = glyph as Glyph
      const drawn = amount(width) * font.unit * size * stretch
      const at = [whole[0] * x + whole[2] * rise + whole[4], whole[1] * x + whole[3] * rise + whole[5]] as const
      const end = [at[0] + whole[0] * drawn, at[1] + whole[1] * drawn] as const
      const spelt = font.spell(typeof unicode === 'string' ? unicode : '')
      this.put(spelt, { at, end, turn, height, font, mode, clip })
      x += drawn + (spacing + (isSpace === true ? wordSpacing : 0)) * stretch
    }
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, 0])
  }

  private put(
    text: string,
    glyph: {
      readonly at: readonly [number, number]
      readonly end: readonly [number, number]
      readonly turn: Turn | null
      readonly height: number
      readonly font: Known
      readonly mode: number
      readonly clip: Box
    },
  ): void {
    if (text === '') return
    if (text.trim() === '') {
      this.end()
      this.spaced = true
      return
    }
    const { turn, height } = glyph
    const x = (glyph.at[0] + glyph.end[0]) / 2
    const y = (glyph.at[1] + glyph.end[1]) / 2
    if (!Number.isFinite(x + y + height) || height < SMALLEST) return
    if (!contains(glyph.clip, x, y, 0.25 * height)) {
      this.counts.cut += text.length
      return
    }
    this.counts.characters += text.length
    if (turn === null) {
      this.counts.slanted += text.length
      this.end()
      return
    }
    if (text.includes(UNREADABLE)) this.counts.unreadable += text.length
    if (glyph.mode === INVISIBLE) this.counts.invisible += text.length
    const [left, base] = framed(glyph.at, turn)
    const [end] = framed(glyph.end, turn)
    const [from, to] = [Math.min(left, end), Math.max(left, end)]
    const { word } = this
    const fits =
      word?.turn === turn &&
      Math.abs(base - word.base) < 0.08 * height &&
      Math.abs(height - word.size) < 0.12 * height &&
      from - word.right < GAP * height &&
      from - word.right > BACK * height
    if (word !== null && fits) {
      if (this.isNewPiece) this.joints.push({ letters: word.text.length, at: from, end: word.right })
      this.isNewPiece = false
      word.text += text
      word.right = Math.max(word.right, to)
      return
    }
    this.end()
    if (this.words.length >= MOST_WORDS) {
      this.full = true
      return
    }
    const bold = glyph.font.bold || glyph.mode === 2
    this.joints = []
    this.word = {
      ...{ text, turn, left: from, right: to, base, size: height, bold, font: glyph.font.number },
      ...{ spaced: this.spaced, joints: this.joints, x: 0, y: 0 },
    }
    this.spaced = false
    this.isNewPiece = false
  }

  private end(): void {
    const { word } = this
    this.word = null
    if (word === null) return
    ;[word.x, word.y] = unframed([(word.left + word.right) / 2, word.base - 0.3 * word.size], word.turn)
    this.words.push(word)
  }
}

/** In points; text smaller than this cannot be read on paper either. */
const SMALLEST = 1.5

function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function textMatrix(given: readonly unknown[]): Matrix {
  const numbers = (typeof given[0] === 'number' ? given : (given[0] as readonly unknown[] | undefined)) ?? []
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, index) => amount(numbers[index])) as [...Matrix]
  return [a, b, c, d, e, f]
}

/** Null: at an angle, or upside down. */
function turnOf([x, y]: readonly [number, number]): Turn | null {
  if (Math.abs(y) <= 0.05 * Math.abs(x)) return x > 0 ? 0 : null
  if (Math.abs(x) <= 0.05 * Math.abs(y)) return y < 0 ? 90 : 270
  return null
}

/** From the page to along and across the reading direction. */
export function framed([x, y]: readonly [number, number], turn: Turn): [number, number] {
  if (turn === 0) return [x, y]
  return turn === 90 ? [-y, x] : [y, -x]
}

export function unframed([along, across]: readonly [number, number], turn: Turn): [number, number] {
  if (turn === 0) return [along, across]
  return turn === 90 ? [across, -along] : [-across, along]
}
