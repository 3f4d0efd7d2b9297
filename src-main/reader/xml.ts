/** Reading the XML parts of an Office package, step by step, without DTD and without entities of its own (C35). */
import { isUtf8 } from 'node:buffer'
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
  parse(xmlText(part), prefixes, steps)
}

function parse(xml: string, prefixes: Readonly<Record<string, string>>, steps: XmlSteps): void {
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

/** Bytes that are read at a time. */
const PIECE = 2 * 1024 * 1024
/** Bytes within which the first of the repeated elements begins. */
const HEAD = 256 * 1024

/**
 * Reads a part that is one long row of elements of one name, as it comes in pieces: as one text, a sheet of two hundred
 * thousand rows would not fit the memory. The elements around them are opened and closed again for each piece.
 */
export class XmlPieces {
  #held = Buffer.alloc(0)
  #around: Around | null = null
  #isWhole = false

  /** @param element local name of the repeated elements, none of which lies in another */
  constructor(
    private readonly element: string,
    private readonly prefixes: Readonly<Record<string, string>>,
    private readonly steps: XmlSteps,
  ) {}

  /** @throws Fault 'bad-input' as `readXml` does */
  push(bytes: Uint8Array): void {
    this.#held = Buffer.concat([this.#held, bytes])
    if (this.#held.length > LARGEST_PART) throw tooLarge()
    if (this.#isWhole || this.#held.length < PIECE) return
    const around = this.#around ?? aroundFirst(this.#held, this.element)
    if (around === null) {
      // Nothing to part it by: it is read as one.
      this.#isWhole = true
      return
    }
    const end = this.#held.lastIndexOf(around.end)
    if (end < 0) return
    const to = end + around.end.length
    const opened = this.#around === null ? '' : around.open
    this.#around = around
    this.#parse(opened, this.#held.subarray(0, to), around.close)
    this.#held = Buffer.from(this.#held.subarray(to))
  }

  /** To be called once, after the last piece. @throws Fault 'bad-input' as `readXml` does */
  end(): void {
    if (this.#around === null) readXml(this.#held, this.prefixes, this.steps)
    else this.#parse(this.#around.open, this.#held, '')
  }

  #parse(opened: string, piece: Buffer, closed: string): void {
    if (!isUtf8(piece)) throw damaged()
    const xml = piece.toString('utf8').replace(/^\ufeff/, '')
    if (hasDtd(xml)) throw withDtd()
    parse(opened + xml + closed, this.prefixes, this.steps)
  }
}

/** Tags that are open where the first element of a name begins, and how such an element ends. */
interface Around {
  readonly open: string
  readonly close: string
  readonly end: string
}

function aroundFirst(part: Buffer, element: string): Around | null {
  const head = part.toString('utf8', 0, HEAD)
  const open: { readonly name: string; readonly tag: string }[] = []
  for (const [tag, slash = '', name = '', rest = ''] of head.matchAll(/<!--[^]*?-->|<(\/?)([\w.:-]+)([^<>]*)>/g)) {
    if (name === '') continue
    if (slash !== '') open.pop()
    else if (name.slice(name.indexOf(':') + 1) === element) {
      const closing = open.map((one) => `</${one.name}>`).reverse()
      return { open: open.map((one) => one.tag).join(''), close: closing.join(''), end: `</${name}>` }
    } else if (!rest.endsWith('/')) open.push({ name, tag })
  }
  return null
}

/** The text of a part: UTF-8 or UTF-16, as the formats allow. @throws Fault 'bad-input' with a DTD, or no such text */
export function xmlText(part: Uint8Array): string {
  if (part.length > LARGEST_PART) throw tooLarge()
  const [first, second] = part
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  let xml: string
  try {
    xml = new TextDecoder(encoding, { fatal: true }).decode(part)
  } catch (error) {
    throw damaged(error)
  }
  if (hasDtd(xml)) throw withDtd()
  return xml
}

const hasDtd = (xml: string): boolean => /<!(?:DOCTYPE|ENTITY)/i.test(xml)

const tooLarge = (): Fault =>
  unreadable(
    'A part of that file is larger than 64 MB unpacked.',
    'Save the part of the document that holds the rules as a file of its own and choose that.',
  )

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
