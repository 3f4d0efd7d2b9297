/** Signs that stand for words or notes: raised footnote signs, ticks and crosses drawn as pictures. */

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()abcdefghijklmnoprstuvwxyz'].map((sign, index) => [
    sign,
    [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'][index] ?? sign,
  ]),
)

/** Longest raised text that is taken for a footnote sign. */
const LONGEST_SIGN = 6

/**
 * Raised text as it is kept: a footnote sign becomes raised characters, so that it cannot be read as part of the number
 * or word it follows; the ending of an ordinal (1st) and longer raised words stay as they are.
 */
export function raised(text: string): string {
  const sign = text.trim()
  if (/^(?:st|nd|rd|th)$/i.test(sign) || [...sign].length > LONGEST_SIGN) return text
  return [...text].map((letter) => RAISED[letter.toLowerCase()] ?? letter).join('')
}

/**
 * What a picture with these words beside it stands for in a cell.
 * @returns `✓`, `✗` or the word yes or no as written; null when the words describe some other picture
 */
export function markOfPicture(words: string): string | null {
  const plain = words.trim()
  if (/^[✓✔✗✘☑☒×]\ufe0f?$/u.test(plain)) return plain
  if (/^(?:yes|no)$/i.test(plain)) return plain
  const drawn =
    /^(?:an? )?(?:(?:green|red|black|blue|white|small|large) )*(tick|check|cross|x)(?:ed)?(?:[ -]?mark)?(?: (?:icon|symbol|sign))?$/i
  const kind = drawn.exec(plain)?.[1]?.toLowerCase()
  if (kind === undefined) return null
  return kind === 'tick' || kind === 'check' ? '✓' : '✗'
}
