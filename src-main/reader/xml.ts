/** Reading the XML parts of an Office package, step by step, without DTD and without entities of its own (C35). */
// Saxen is small and streams; read-excel-file brings it along in any case.
import { Parser } from 'saxen'
import { Fault } from '@contract/fault'
import { damaged, unreadable } from './limits'

/** Larger parts would not fit the reader's memory as text. */
export const LARGEST_PART = 64 * 1024 * 1024

/** Longest text of one element that is looked through. */
const LONGEST_TEXT = 4_000_000

/** Called in the order of the part. Names carry the prefixes given to `readXml`, whatever the part itself calls them. */
export interface XmlSteps {
  /** @param attributes values by name, decoded; read only when asked for, and only during the call */
  readonly open?: (name: string, attributes: () => Readonly<Record<string, string>>) => void
  /** Also called for elements without content. */
  readonly close?: (name: string) => void
  /** Decoded; one text may come in several pieces. */
  readonly text?: (text: string) => void
}

/**
 * Reads one part.
 * @param prefixes prefix by namespace address: `{ 'http://...': 'w' }` makes every element of it `w:...`. Give every
 * address that stands for the same thing (the strict and the usual form of a format) the same prefix.
 * @throws Fault 'bad-input' when the part is no well-formed XML or declares a DTD or entities; a Fault thrown by a step
 * comes through as it is
 */
export function readXml(part: Uint8Array, prefixes: Readonly<Record<string, string>>, steps: XmlSteps): void {
  const xml = xmlText(part)
  const { open, close, text } = steps
  const parser = new Parser().ns(prefixes)
  if (open !== undefined) {
    parser.on('openTag', (name, attributes) => {
      let read: Readonly<Record<string, string>> | null = null
      open(name, () => (read ??= decodedAll(attributes())))
    })
  }
  if (close !== undefined) parser.on('closeTag', (name) => close(name))
  if (text !== undefined) {
    parser.on('text', (piece) => text(decoded(piece)))
    parser.on('cdata', (piece) => text(piece))
  }
  parser.on('attention', () => {
    throw withDtd()
  })
  parser.on('error', (error) => {
    throw error instanceof Fault ? error : damaged(error)
  })
  parser.parse(xml)
}

/** The text of a part: UTF-8 or UTF-16, as the formats allow. @throws Fault 'bad-input' with a DTD, or no such text */
export function xmlText(part: Uint8Array): string {
  if (part.length > LARGEST_PART) {
    throw unreadable(
      'A part of that file is larger than 64 MB unpacked.',
      'Save the part of the document that holds the rules as a file of its own and choose that.',
    )
  }
  const [first, second] = part
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  let xml: string
  try {
    xml = new TextDecoder(encoding, { fatal: true }).decode(part)
  } catch (error) {
    throw damaged(error)
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw withDtd()
  return xml
}

const withDtd = (): Fault =>
  unreadable(
    'A part of that file declares its own building blocks (a DTD), as no Office document does.',
    'Open it in Word or Excel, save it again, and choose the saved file.',
  )

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Character references only; a reference that means nothing stays as written. */
function decoded(text: string): string {
  if (!text.includes('&')) return text
  if (text.length > LONGEST_TEXT) {
    throw unreadable(
      'A part of that file holds one text of more than 4 million letters.',
      'Save the part of the document that holds the rules as a file of its own and choose that.',
    )
  }
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return valid ? String.fromCodePoint(code) : whole
  })
}

function decodedAll(attributes: Record<string, string>): Readonly<Record<string, string>> {
  for (const name in attributes) {
    const value = attributes[name] ?? ''
    if (value.includes('&')) attributes[name] = decoded(value)
  }
  return attributes
}
