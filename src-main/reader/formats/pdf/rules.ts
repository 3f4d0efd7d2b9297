/** Drawn rules made ready: joined where they continue one another, underlines taken out, put together where they touch. */
import type { Box, Rule, Word } from './page'

/** Rules this close lie on one line; this far apart end to end they go on. In points. */
const SAME_LINE = 1.6
const SAME_RULE = 3.2
/** Ends this close to another rule touch it. Cells drawn as boxes of their own stand that far apart. */
const TOUCHING = 3.2
/** Shorter ones are dashes and dots, and the gaps between them. */
const SHORTEST = 5
/** A page with more is a drawing, not a table. */
const MOST = 3000

/** Rules that hang together: the skeleton of one table, or of a box. */
export interface Lattice {
  readonly across: readonly Rule[]
  readonly down: readonly Rule[]
  readonly box: Box
}

/** Lattices of a page from top to bottom; null when there is more drawn than any table has. */
export function latticesOf(drawn: readonly Rule[], words: readonly Word[]): readonly Lattice[] | null {
  const { across, down } = ready(drawn, words)
  if (across.length > MOST || down.length > MOST) return null
  return together(across, down)
    .filter((lattice) => lattice.across.length > 0 && lattice.down.length > 0)
    .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
}

/** Level rules of a page that no upright rule touches, from top to bottom. */
export function levelRules(drawn: readonly Rule[], words: readonly Word[]): readonly Rule[] {
  const { across, down } = ready(drawn, words)
  if (across.length > MOST || down.length > MOST) return []
  return together(across, down)
    .filter((lattice) => lattice.down.length === 0)
    .flatMap((lattice) => lattice.across)
    .sort((a, b) => a.at - b.at)
}

function ready(drawn: readonly Rule[], words: readonly Word[]): { across: Rule[]; down: Rule[] } {
  const isUnderline = underlines(words)
  return {
    across: joined(drawn.filter((rule) => rule.lies === 'across' && !isUnderline(rule))),
    down: joined(drawn.filter(({ lies }) => lies === 'down')),
  }
}

/** Joins pieces that lie on one line and overlap or follow one another. */
function joined(rules: readonly Rule[]): Rule[] {
  const result: Rule[] = []
  let line: Rule[] = []
  const finish = (): void => {
    line.sort((a, b) => a.from - b.from)
    let last: { -readonly [Part in keyof Rule]: Rule[Part] } | null = null
    let length = 0
    for (const rule of line) {
      if (last !== null && rule.from - last.to <= SAME_RULE) {
        const more = rule.to - rule.from
        last.at = length + more > 0 ? (last.at * length + rule.at * more) / (length + more) : last.at
        last.to = Math.max(last.to, rule.to)
        length += more
      } else {
        if (last !== null) result.push(last)
        last = { ...rule }
        length = rule.to - rule.from
      }
    }
    if (last !== null) result.push(last)
    line = []
  }
  let first = -Infinity
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    if (rule.at - first > SAME_LINE) {
      finish()
      first = rule.at
    }
    line.push(rule)
  }
  finish()
  return result.filter(({ from, to }) => to - from >= SHORTEST)
}

function together(across: readonly Rule[], down: readonly Rule[]): Lattice[] {
  const all = [...across, ...down]
  const parent = all.map((_, index) => index)
  const find = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at
      at = parent[at] ?? at
    }
    return at
  }
  const byPlace = down.map((rule, index) => ({ rule, index })).sort((a, b) => a.rule.at - b.rule.at)
  across.forEach((line, index) => {
    let low = 0
    let high = byPlace.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((byPlace[middle]?.rule.at ?? 0) < line.from - TOUCHING) low = middle + 1
      else high = middle
    }
    for (let place = low; place < byPlace.length; place += 1) {
      const other = byPlace[place]
      if (other === undefined || other.rule.at > line.to + TOUCHING) break
      if (line.at < other.rule.from - TOUCHING || line.at > other.rule.to + TOUCHING) continue
      parent[find(across.length + other.index)] = find(index)
    }
  })
  const groups = new Map<number, { across: Rule[]; down: Rule[] }>()
  all.forEach((rule, index) => {
    const root = find(index)
    const group = groups.get(root) ?? { across: [], down: [] }
    group[rule.lies].push(rule)
    groups.set(root, group)
  })
  return [...groups.values()].map((group) => ({ ...group, box: around(group) }))
}

function around({ across, down }: { readonly across: readonly Rule[]; readonly down: readonly Rule[] }): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { at, from, to } of across) {
    box.left = Math.min(box.left, from)
    box.right = Math.max(box.right, to)
    box.top = Math.min(box.top, at)
    box.bottom = Math.max(box.bottom, at)
  }
  for (const { at, from, to } of down) {
    box.left = Math.min(box.left, at)
    box.right = Math.max(box.right, at)
    box.top = Math.min(box.top, from)
    box.bottom = Math.max(box.bottom, to)
  }
  return box
}

/** A line just under or through words and as long as they are belongs to the words. */
function underlines(words: readonly Word[]): (rule: Rule) => boolean {
  const usual = words.filter(({ turn }) => turn === 0).sort((a, b) => a.base - b.base)
  const largest = Math.max(0, ...usual.slice(0, 5000).map(({ size }) => size))
  return (rule) => {
    let left = Infinity
    let right = -Infinity
    for (let index = firstFrom(usual, rule.at - 0.32 * largest); index < usual.length; index += 1) {
      const word = usual[index]
      if (word === undefined || word.base > rule.at + 0.45 * largest) break
      const below = rule.at - word.base
      if (below > 0.32 * word.size || below < -0.45 * word.size) continue
      if (word.right < rule.from - 1 || word.left > rule.to + 1) continue
      left = Math.min(left, word.left)
      right = Math.max(right, word.right)
    }
    return Math.abs(left - rule.from) < 2.5 && Math.abs(right - rule.to) < 4
  }
}

/** Place of the first word whose base line is not above a height. */
function firstFrom(words: readonly Word[], height: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.base ?? 0) < height) low = middle + 1
    else high = middle
  }
  return low
}
