/** Pages whose text lies on its side, and text drawn twice. */
import { type Box, contains, type Drawing, type Rule, type Turn, type Word } from './page'
import { framed, unframed } from './pen'
import { latticesOf } from './rules'

/** Turns a page round when most of its words lie on their side, as a wide table printed on an upright page does. */
export function upright(drawing: Drawing): Drawing {
  const turn = mainTurn(drawing)
  if (turn === 0) return drawing
  const move = turned(turn, drawing)
  const box = ({ left, top, right, bottom }: Box): Box => {
    const [x1, y1] = move(left, top)
    const [x2, y2] = move(right, bottom)
    return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) }
  }
  return {
    ...drawing,
    width: drawing.height,
    height: drawing.width,
    words: drawing.words.map((word) => turnedWord(word, turn, move)),
    rules: drawing.rules.map((rule) => turnedRule(rule, box)),
    areas: drawing.areas.map((area) => ({ ...box(area), colour: area.colour })),
    pictures: drawing.pictures.map(box),
    shapes: drawing.shapes.map(box),
  }
}

function mainTurn({ words, rules }: Drawing): Turn {
  const letters = { 0: 0, 90: 0, 270: 0 }
  for (const { turn, text } of words) letters[turn] += text.length
  const most: Turn = letters[90] > letters[270] ? 90 : 270
  if (letters[most] <= 2 * (letters[0] + letters[most === 90 ? 270 : 90])) return 0
  // A table with turned headings has words both ways; one that lies on its side has not.
  const tables = latticesOf(rules, []) ?? []
  const isMixed = tables.some(({ box }) => words.some(({ turn, x, y }) => turn === 0 && contains(box, x, y)))
  return isMixed ? 0 : most
}

type Move = (x: number, y: number) => [number, number]

function turned(turn: Turn, { width, height }: Drawing): Move {
  return (x, y) => (turn === 90 ? [height - y, x] : [y, width - x])
}

function turnedWord(word: Word, turn: Turn, move: Move): Word {
  const start = move(...unframed([word.left, word.base], word.turn))
  const end = move(...unframed([word.right, word.base], word.turn))
  const own = ((word.turn - turn + 360) % 360) as Turn | 180
  // Upside down against the rest: kept as it stands, in the usual direction.
  const facing: Turn = own === 180 ? 0 : own
  const [left, base] = framed(start, facing)
  const [right] = framed(end, facing)
  const [x, y] = move(word.x, word.y)
  return { ...word, turn: facing, left: Math.min(left, right), right: Math.max(left, right), base, x, y }
}

function turnedRule(rule: Rule, box: (box: Box) => Box): Rule {
  const { left, top, right, bottom } = box(
    rule.lies === 'across'
      ? { left: rule.from, right: rule.to, top: rule.at, bottom: rule.at }
      : { left: rule.at, right: rule.at, top: rule.from, bottom: rule.to },
  )
  return rule.lies === 'across'
    ? { lies: 'down', at: left, from: top, to: bottom }
    : { lies: 'across', at: top, from: left, to: right }
}

/** Words without their doubles: some programs draw bold letters twice, a little apart. */
export function withoutDoubles(words: readonly Word[]): Word[] {
  const seen = new Map<string, Word[]>()
  return words.filter((word) => {
    const key = `${word.turn} ${word.text}`
    const same = seen.get(key) ?? []
    const near = 0.2 * word.size
    if (same.some((other) => Math.abs(other.left - word.left) < near && Math.abs(other.base - word.base) < near)) {
      return false
    }
    seen.set(key, [...same.slice(-200), word])
    return true
  })
}
