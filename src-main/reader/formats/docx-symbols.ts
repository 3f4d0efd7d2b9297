/**
 * Signs that Word prints from symbol fonts, as the characters they look like. A tick is often no letter of the text but
 * a place in Wingdings; read as a letter it would be `ü`. A place that is not listed becomes `\uFFFD`, so that a marked cell
 * never turns into an empty one.
 */

/** Code places from 0x20 to 0xFF, as the fonts lay them out. */
const WINGDINGS: Readonly<Record<number, string>> = {
  0x6c: '●',
  0x6d: '❍',
  0x6e: '■',
  0x6f: '☐',
  0x70: '☐',
  0x71: '☐',
  0x72: '☐',
  0x75: '◆',
  0x76: '❖',
  0x78: '☒',
  0x9e: '·',
  0x9f: '•',
  0xa1: '○',
  0xa7: '▪',
  0xa8: '☐',
  0xd8: '➢',
  0xe0: '→',
  0xe8: '➔',
  0xf0: '⇨',
  0xfb: '✗',
  0xfc: '✓',
  0xfd: '☒',
  0xfe: '☑',
}

const WINGDINGS_2: Readonly<Record<number, string>> = {
  0x4f: '✗',
  0x50: '✓',
  0x51: '☒',
  0x52: '☑',
  0x53: '☒',
  0x54: '☒',
  0x55: '✗',
  0x56: '✗',
  0x97: '●',
  0x98: '●',
  0xa1: '■',
  0xa2: '■',
  0xa3: '☐',
  0xa4: '☐',
}

const WEBDINGS: Readonly<Record<number, string>> = {
  0x61: '✓',
  0x63: '☐',
  0x67: '■',
  0x6e: '●',
  0x72: '✗',
}

/** Greek letters are left to the reader of the document: only what stands for a mark or a list is listed. */
const SYMBOL: Readonly<Record<number, string>> = {
  0x20: ' ',
  0x2a: '*',
  0x2b: '+',
  0x2d: '−',
  0xa3: '≤',
  0xa8: '♦',
  0xab: '↔',
  0xac: '←',
  0xae: '→',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb7: '•',
  0xd6: '√',
  0xde: '⇒',
}

const FONTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: WINGDINGS,
  'wingdings 2': WINGDINGS_2,
  'wingdings 3': {},
  webdings: WEBDINGS,
  symbol: SYMBOL,
}

/** Said for a place nobody listed: a sign that is there and cannot be read, never an empty box. */
export const NOT_KNOWN = '\uFFFD'

const tableOf = (font: string | null): Readonly<Record<number, string>> | undefined =>
  font === null ? undefined : FONTS[font.trim().toLowerCase()]

/** One sign of `w:sym`. @param place code as the file gives it, with or without the private-use offset F000 */
export function symbolOf(font: string | null, place: number): string {
  const table = tableOf(font)
  const isPrivate = place >= 0xf000 && place <= 0xf0ff
  const low = isPrivate ? place - 0xf000 : place
  if (table !== undefined && low <= 0xff) return table[low] ?? (low === 0x20 ? ' ' : NOT_KNOWN)
  if (isPrivate) return NOT_KNOWN
  return place > 0 && place <= 0x10ffff && !(place >= 0xd800 && place <= 0xdfff)
    ? String.fromCodePoint(place)
    : NOT_KNOWN
}

/** Text of a run in a font. Other fonts' text comes back as it is, private-use places excepted. */
export function lettersOf(text: string, font: string | null): string {
  if (tableOf(font) === undefined) {
    return /[\uf020-\uf0ff]/.test(text) ? text.replace(/[\uf020-\uf0ff]/g, privateSign) : text
  }
  // Plain letters set in Symbol are shown as letters; in the pictorial fonts every place is a picture.
  const plain = font?.trim().toLowerCase() === 'symbol' ? /[^\uf020-\uf0ff\u00b7]/ : null
  return [...text].map((letter) => (plain?.test(letter) ? letter : symbolOf(font, letter.codePointAt(0) ?? 0))).join('')
}

/** Without a font named, a private-use place is nearly always one of Symbol (bullets) or Wingdings (ticks). */
function privateSign(letter: string): string {
  const place = letter.charCodeAt(0) - 0xf000
  return (place === 0xb7 ? SYMBOL[place] : WINGDINGS[place]) ?? NOT_KNOWN
}
