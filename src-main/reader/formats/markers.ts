/** Marks in front of list items as they are printed: bullets, numbers, letters. */

export interface Marked {
  /** As printed: `•`, `a.`, `3)`. The signs Markdown and typewriters use for a bullet are `•`. */
  readonly marker: string
  readonly text: string
  readonly bullet: boolean
}

/** The last ones are codes of Word's sign fonts. */
const BULLET = /^([-*+•·▪▫◦●○■□◆◇❖➢➤►▶‣⁃∙–—\uf06c\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8])[ \t]+(\S.*)$/s
/** Word's second bullet is the letter o; a word is told from it by the wide gap. */
const ROUND = /^o(?:\t| {2,})[ \t]*(\S.*)$/s
const NUMBER =
  /^(\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\(?[a-z][.)]|\(?x{0,3}(?:ix|iv|v?i{0,3})[.)]|\(?[A-Z]\))[ \t]+(\S.*)$/s

/**
 * Takes the mark off a line that begins with one. A bullet followed by a number or letter (`- a. Text`) has that mark.
 * @param line without white space in front
 * @returns null when it begins with none
 */
export function listMarker(line: string): Marked | null {
  const bullet = BULLET.exec(line)
  const round = bullet === null ? ROUND.exec(line) : null
  const text = bullet?.[2] ?? round?.[1]
  const number = NUMBER.exec(text ?? line)
  if (number?.[1] !== undefined && number[1].replace(/[().]/g, '') !== '') {
    return { marker: number[1], text: number[2] ?? '', bullet: text !== undefined }
  }
  return text === undefined ? null : { marker: '•', text, bullet: true }
}

/** A list's number as its style prints it. @param style as in HTML: `1`, `a`, `A`, `i`, `I` */
export function listNumber(number: number, style: string): string {
  if (number < 1 || number > 999) return String(number)
  switch (style) {
    case 'a':
      return letters(number)
    case 'A':
      return letters(number).toUpperCase()
    case 'i':
      return roman(number)
    case 'I':
      return roman(number).toUpperCase()
    default:
      return String(number)
  }
}

function letters(number: number): string {
  const rest = (number - 1) % 26
  return (number > 26 ? letters((number - 1 - rest) / 26) : '') + String.fromCharCode(97 + rest)
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** 1 to 3999 in small roman numerals; other numbers in digits. */
export function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let left = number
  let text = ''
  for (const [value, sign] of ROMAN) {
    for (; left >= value; left -= value) text += sign
  }
  return text
}
