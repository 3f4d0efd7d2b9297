/**
 * What the characters of a font show. Word writes ticks, crosses and bullets in fonts that draw signs in place of
 * letters, and the file then says `ü` or a private code where the page shows a tick.
 */
import { NOT_KNOWN, symbolOf } from '../docx-symbols'

/** Stands for a character whose letter nobody can say; it is no mark and no blank to any recogniser. */
export const UNREADABLE = NOT_KNOWN

/** Fonts of signs as PDF writers name them, and the names they go by. */
const DRAWN = [
  { name: /wingdings[\s-]*2/i, font: 'wingdings 2' },
  { name: /wingdings[\s-]*3/i, font: 'wingdings 3' },
  { name: /wingdings/i, font: 'wingdings' },
  { name: /webdings/i, font: 'webdings' },
  { name: /^symbol(?:mt|ps)?\b/i, font: 'symbol' },
] as const

/** Dingbats that do not stand in Unicode in the order the font has them. */
const DINGBATS: Readonly<Record<number, string>> = {
  ...{ 0x25: '☎', 0x2a: '☛', 0x2b: '☞', 0x48: '★', 0x6c: '●', 0x6e: '■', 0x73: '▲', 0x74: '▼', 0x75: '◆', 0x77: '◗' },
  ...{ 0xa8: '♣', 0xa9: '♦', 0xaa: '♥', 0xab: '♠', 0xd5: '→', 0xd6: '↔', 0xd7: '↕' },
}

/** A place of the font ZapfDingbats; Unicode took the rest over in their order. */
function dingbat(code: number): string {
  if (DINGBATS[code] !== undefined) return DINGBATS[code]
  if (code >= 0xac && code <= 0xb5) return String.fromCodePoint(0x2460 + code - 0xac)
  if (code > 0x20 && code < 0x7f) return String.fromCodePoint(0x2701 + code - 0x21)
  return code > 0xa0 && code < 0xff ? String.fromCodePoint(0x2761 + code - 0xa1) : UNREADABLE
}

/** From what the file says a character is to what it shows. */
export type Spell = (unicode: string) => string

/** How a font's characters are spelt. @param name the font's name as the file has it */
export function spelling(name: string): Spell {
  const plain = name.replace(/^[A-Z]{6}\+/, '')
  const font = DRAWN.find((drawn) => drawn.name.test(plain))?.font ?? null
  const isDingbats = /dingbats/i.test(plain)
  return (unicode) => {
    const code = unicode.codePointAt(0) ?? 0
    if (code === 0x20 || code === 0xf020) return ' '
    if (isDingbats && code <= 0xff) return dingbat(code)
    if (isPrivate(code)) return symbolOf(font ?? (code === 0xf0b7 ? 'symbol' : 'wingdings'), code)
    if (font === null || code > 0xff) return plainText(unicode)
    const sign = symbolOf(font, code)
    // Symbol has figures and brackets at their usual places.
    return sign === UNREADABLE && font === 'symbol' ? plainText(unicode) : sign
  }
}

function isPrivate(code: number): boolean {
  return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000
}

/** Ligatures apart, odd spaces as spaces, nothing invisible; a control character means that the letter is not known. */
function plainText(unicode: string): string {
  if (unicode.length === 1 && unicode >= '!' && unicode <= '~') return unicode
  return unicode
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]|\p{Variation_Selector}/gu, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\t\r\n]/g, ' ')
    .replace(/\p{Cc}/gu, UNREADABLE)
}
