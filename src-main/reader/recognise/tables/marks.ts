/** Marks: signs that say no more than "here", with the sign of a footnote after some of them (R18). */

export interface Mark {
  readonly sign: 'tick' | 'cross' | 'dot' | 'word'
  /** Sign of a footnote printed with it, as printed; null: none. */
  readonly note: string | null
}

/** Ticks, also as fonts of symbols leave them when the font is lost. */
const TICKS = '✓✔√☑✅🗸\uf0fc\uf0fe\u{1F5F8}ü'
const CROSSES = 'xX×✕✖✗✘☒❌╳\uf0fb\uf0fd'
const DOTS = '•●■▪◼⬤⚫◾▲◆★\uf0b7\uf06e\uf06c'
const NOTE = /^(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}|\[[0-9a-z]{1,3}\]|\([0-9a-z]{1,2}\)|[0-9])$/
const WORD = /^(?:yes|y|tick|ticked)/i

/** The mark a cell holds; null when it holds none, or words. */
export function markIn(cell: string): Mark | null {
  if (cell === '' || cell.length > 16) return null
  const bold = /^\*\*([^*]+)\*\*$/.exec(cell)?.[1] ?? cell
  const first = String.fromCodePoint(bold.codePointAt(0) ?? 32)
  const word = WORD.exec(bold)?.[0]
  const rest = bold.slice(word === undefined ? first.length : word.length).replace(/^\ufe0f/, '')
  const note = rest.trim()
  if (note !== '' && !NOTE.test(note)) return null
  const sign = word !== undefined ? 'word' : signOf(first)
  return sign === null ? null : { sign, note: note === '' ? null : note }
}

function signOf(character: string): Mark['sign'] | null {
  if (TICKS.includes(character)) return 'tick'
  if (CROSSES.includes(character)) return 'cross'
  return DOTS.includes(character) ? 'dot' : null
}

/** A sign nobody takes for a word: what tells a ticked table from one of words. */
export const isSign = (cell: string): boolean => (markIn(cell)?.sign ?? 'word') !== 'word'

/** An empty box or a stroke: printed, and says that nothing stands here. */
const NOTHING = /^(?:[-‐-―−_.·]{1,4}|☐|□|▢|◻|⬜|n\/?a|none)$/i

/** Whether a cell says nothing: blank, or a sign that stands for blank. */
export const saysNothing = (cell: string): boolean => cell === '' || (cell.length <= 5 && NOTHING.test(cell))
