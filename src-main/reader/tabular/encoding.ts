/** The letters of a list, in the encodings spreadsheets and school systems save in (R112). */
import { isUtf8 } from 'node:buffer'
import type { TableEncoding } from '@contract/tabular'
import { HIGH, wideEncoding } from '../decode'
import { unreadable } from '../limits'

export interface Letters {
  readonly encoding: TableEncoding
  /** The same text in UTF-8, without a mark in front. */
  readonly utf8: Uint8Array
}

/** Bytes looked at to tell text from other files. */
const SAMPLE = 16_384

const AS_UTF8 = 'Open it in a text editor, save it with the encoding UTF-8, check the letters, and choose that.'

/**
 * Tells the encoding by the bytes alone: a mark, empty bytes in every other place, UTF-8 that holds throughout, or else
 * Windows-1252.
 * @throws Fault 'bad-input' with the first line that does not fit: bytes that are no letter in the encoding, lines in
 * UTF-8 beside lines in Windows-1252. Guessing would turn one child's name into another's
 */
export function lettersOf(bytes: Uint8Array): Letters {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) && bytes.length % 4 === 0) {
    throw unreadable('That list is stored as UTF-32, which is not read here.', AS_UTF8)
  }
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8-bom', utf8: sound(bytes.subarray(3)) }
  const wide = wideEncoding(bytes)
  if (wide !== null) return { encoding: wide, utf8: fromWide(bytes, wide) }
  if (isBinary(bytes)) throw noList()
  if (isUtf8(bytes)) return { encoding: 'utf-8', utf8: bytes }
  return { encoding: 'windows-1252', utf8: fromWindows1252(bytes) }
}

/** A file of another kind, whatever its name says. */
export const noList = (): Error =>
  unreadable(
    'That file is no list that Trustward reads, whatever its name says.',
    'Save the list where it comes from as .csv or .xlsx and choose that.',
  )

const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte)

/** More than a few control characters. A single one is the matter of its row. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  let controls = 0
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32)) controls += 1
  return controls > Math.max(2, sample.length / 50)
}

/** Marked as UTF-8, so it has to be. */
function sound(bytes: Uint8Array): Uint8Array {
  if (isUtf8(bytes)) return bytes
  throw unreadable(
    `Line ${firstLine(bytes, 'broken')} of that list holds bytes that are no letter in UTF-8, as which the file is marked.`,
    AS_UTF8,
  )
}

function fromWide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch (error) {
    const text = new TextDecoder(encoding).decode(bytes)
    const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n?|\n/).length
    throw unreadable(`Line ${line} of that list holds half a letter: the file was cut or altered.`, AS_UTF8, error)
  }
}

const EMPTY = new Uint8Array()
/** What each byte of Windows-1252 is in UTF-8; nothing for the five that are no letter. */
const LETTERS: readonly Uint8Array[] = Array.from({ length: 256 }, (_, byte) => {
  const letter = byte >= 0x80 && byte < 0xa0 ? (HIGH[byte - 0x80] ?? '\uFFFD') : String.fromCharCode(byte)
  return letter === '\uFFFD' ? EMPTY : new Uint8Array(Buffer.from(letter))
})

function fromWindows1252(bytes: Uint8Array): Uint8Array {
  refuseMixed(bytes)
  let length = 0
  let line = 1
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      if (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)) line += 1
      length += 1
      continue
    }
    const letter = LETTERS[byte] ?? EMPTY
    if (letter.length === 0) {
      throw unreadable(
        `Line ${line} of that list holds a byte that is no letter in the encodings that are read, UTF-8, UTF-16 and Windows-1252.`,
        AS_UTF8,
      )
    }
    length += letter.length
  }
  const utf8 = new Uint8Array(length)
  let to = 0
  for (const byte of bytes) {
    if (byte < 0x80) {
      utf8[to] = byte
      to += 1
      continue
    }
    for (const part of LETTERS[byte] ?? EMPTY) {
      utf8[to] = part
      to += 1
    }
  }
  return utf8
}

/** Two files of different encodings pasted together: one of both halves would come out as other letters. */
function refuseMixed(bytes: Uint8Array): void {
  const whole = firstLine(bytes, 'whole')
  const broken = firstLine(bytes, 'broken')
  if (whole === null || broken === null) return
  const where =
    whole === broken
      ? `Line ${whole} of that list is written partly in UTF-8 and partly in Windows-1252`
      : `Line ${whole} of that list is written in UTF-8 and line ${broken} in Windows-1252`
  throw unreadable(`${where}, so that letters of one of them would come out wrong.`, AS_UTF8)
}

/** @returns the first line, from 1, with a letter of several bytes, or with bytes that are none; null without */
function firstLine(bytes: Uint8Array, wanted: 'whole' | 'broken'): number | null {
  let line = 1
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0x0a || (byte === 0x0d && bytes[at + 1] !== 0x0a)) line += 1
    if (byte < 0x80) continue
    const length = letterAt(bytes, at)
    if (length > 0 === (wanted === 'whole')) return line
    at += Math.max(0, length - 1)
  }
  return null
}

/** @returns how many bytes the letter of several bytes that begins here has in UTF-8; 0 when none does */
function letterAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  for (let next = 1; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1] ?? 0
  const isOutside =
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f)
  return isOutside ? 0 : length
}
