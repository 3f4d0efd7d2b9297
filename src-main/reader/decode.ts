/** Bytes as text: UTF-8, UTF-16 and Windows-1252, never guessed at so that other letters come out unnoticed. */
import { unreadable } from './limits'

export interface Decoded {
  readonly text: string
  /** What a person should know about the letters, in words. */
  readonly notes: readonly string[]
}

/** Letters of Windows-1252 from 0x80 to 0x9F; a missing one is no letter there. */
export const HIGH = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD' + '\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

/** Bytes looked at to tell text from other files. */
const SAMPLE = 16_384

/**
 * Decodes a text file and takes out what nobody can see: control characters, marks of no width, signs that turn the
 * writing direction round.
 * @param declared the encoding the file itself names, as an HTML page does; null: none
 * @throws Fault 'bad-input' when the bytes are no text, or in an encoding that cannot be told
 */
export function textOf(bytes: Uint8Array, declared: string | null = null): Decoded {
  const { text, notes } = lettersOf(bytes, declared)
  const lost = countOf(text, '\uFFFD')
  return {
    text: visible(text),
    notes:
      lost === 0
        ? notes
        : [...notes, `${lost} ${lost === 1 ? 'letter' : 'letters'} could not be read: shown as \uFFFD.`],
  }
}

function lettersOf(bytes: Uint8Array, declared: string | null): Decoded {
  const wide = wideEncoding(bytes)
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), notes: [] }
  if (isBinary(bytes)) throw noText()
  const utf8 = decodedAs('utf-8', bytes)
  if (utf8 !== null) return { text: utf8, notes: [] }
  // One broken letter in a text that is otherwise UTF-8 must not turn all the others into pairs of wrong ones.
  if (isMostlyUtf8(bytes)) return { text: new TextDecoder().decode(bytes), notes: [] }
  if (declared !== null && !/^(utf-?8|us-ascii|iso-8859-1|iso-8859-15|windows-1252|latin-?1)$/i.test(declared)) {
    const text = decodedAs(declared, bytes)
    if (text !== null) return { text, notes: [] }
    throw unreadable(
      `The letters of that file are stored as “${declared.slice(0, 40)}”, which is not read here.`,
      'Save it with the encoding UTF-8 and choose that.',
    )
  }
  return { text: fromWindows1252(bytes), notes: [] }
}

/** UTF-16 by its mark, or by every other byte of Latin text being empty. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) {
    if (third === 0 && fourth === 0 && bytes.length % 4 === 0) throw noText()
    return 'utf-16le'
  }
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE)
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const half = sample.length / 2
  if (sample.length < 8) return null
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.05 ? 'utf-16be' : null
}

/** Whether the bytes are no text in any encoding read here: empty bytes, or more than a few control characters. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return wideEncoding(bytes) === null
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) controls += 1
  }
  return controls > Math.max(2, sample.length / 50)
}

function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** More whole letters of several bytes than broken ones. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const more = byte >= 0xf0 && byte < 0xf8 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0
    let followed = 0
    while (followed < more && ((bytes[at + followed + 1] ?? 0) & 0xc0) === 0x80) followed += 1
    if (more > 0 && followed === more) whole += 1
    else broken += 1
    at += followed
  }
  return whole > broken
}

function fromWindows1252(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    const codes = Array.from(bytes.subarray(at, at + 8192), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? HIGH.charCodeAt(byte - 0x80) : byte,
    )
    pieces.push(String.fromCharCode(...codes))
  }
  return pieces.join('')
}

/** Text as a person sees it: without control characters, marks of no width and signs that turn the direction round. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return text.replace(/[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, '')
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}

const noText = (): Error =>
  unreadable(
    'That file is called a text but holds other data.',
    'Open it in the program it was made with, save it as .docx or .pdf, and choose that.',
  )
