/**
 * What a file from outside may be at most, and how an Office package is unpacked within it (C35). Every breach has its
 * own words; a package is refused before anything in it is unpacked wherever its directory already shows the breach.
 */
import { inflateRawSync } from 'node:zlib'
// Node's own inflating hands over a part whole or later; this one hands it over in pieces and at once. Small, and without threads.
import { Inflate } from 'fflate/browser'
import { Fault } from '@contract/fault'
import { checksum, directoryOf, type Entry } from './zip'

export const LIMITS = {
  fileBytes: 50 * 1024 * 1024,
  entries: 1000,
  unpackedBytes: 200 * 1024 * 1024,
  /** Unpacked to packed, for each entry of more than `looseBytes`: a policy full of tables packs tighter than this. */
  ratio: 100,
  looseBytes: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 500,
} as const

const NOTHING_READ = 'Nothing was read.'

/** A file that cannot be read; `what` alone is why, for whoever has other advice to give. */
export class Unreadable extends Fault {
  constructor(
    readonly what: string,
    next: string,
    cause?: unknown,
  ) {
    super('bad-input', `${what} ${NOTHING_READ} ${next}`, cause === undefined ? {} : { cause })
  }
}

/** A file that cannot be read, in words for a person. @param next what to do; a whole sentence */
export function unreadable(what: string, next: string, cause?: unknown): Fault {
  return new Unreadable(what, next, cause)
}

/** @throws Fault 'bad-input' when a file is larger than any that is read */
export function sizeWithin(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.fileBytes) {
    throw unreadable(
      `That file is ${Math.ceil(bytes.length / 1024 / 1024)} MB; files up to 50 MB are read.`,
      'Save the document without its pictures, or in parts, and choose that.',
    )
  }
}

/**
 * Unpacks an Office document (.docx, .xlsx).
 * @param wanted which parts to unpack, by name; the others are judged by the directory alone. Missing: all of them
 * @returns parts by name, with forward slashes, in the order of the directory
 * @throws Fault 'bad-input': too many parts, too large unpacked, packed suspiciously tightly, encrypted, a package in the
 * package, a name that leads out of the package, two parts of one name, damaged
 */
export function unzipWithin(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
): Map<string, Uint8Array> {
  sizeWithin(bytes)
  const entries = entriesWithin(bytes)
  const parts = new Map<string, Uint8Array>()
  for (const entry of entries) {
    if (entry.name.endsWith('/') || !wanted(entry.name)) continue
    const part = unpack(entry)
    if (isArchive(part)) throw nested()
    parts.set(entry.name, part)
  }
  return parts
}

/**
 * Names of the parts of a package, judged by its directory alone; nothing is unpacked.
 * @throws Fault 'bad-input' as `unzipWithin` does
 */
export function partNames(bytes: Uint8Array): readonly string[] {
  sizeWithin(bytes)
  return entriesWithin(bytes).map(({ name }) => name)
}

function entriesWithin(bytes: Uint8Array): readonly Entry[] {
  const directory = directoryOf(bytes, LIMITS.entries)
  if (directory === 'too-many') {
    throw unreadable(
      'That file holds more than 1,000 parts, more than an Office document has.',
      'Open it in Word or Excel, save it again, and choose the saved file.',
    )
  }
  if (directory === 'damaged') throw damaged()
  let packed = 0
  let unpacked = 0
  const names = new Set<string>()
  for (const entry of directory) {
    packed += entry.packed.length
    unpacked += entry.size
    judgeName(entry.name)
    if (names.has(entry.name.toLowerCase())) {
      throw unreadable(
        'That file holds two parts of the same name, so that nobody can say which is meant.',
        'Open it in Word or Excel, save it again, and choose the saved file.',
      )
    }
    names.add(entry.name.toLowerCase())
    if (entry.encrypted) {
      throw unreadable(
        'Parts of that file are encrypted.',
        'Ask for a copy without a password, or save one in Word or Excel, and choose that.',
      )
    }
  }
  if (unpacked > LIMITS.unpackedBytes) throw tooLarge()
  // Parts that share their packed bytes are the mark of a file made to fill the memory.
  if (packed > bytes.length) throw damaged()
  return directory
}

function judgeName(name: string): void {
  const outside =
    name === '' ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.includes('\0') ||
    name.split('/').includes('..')
  if (outside) {
    throw unreadable(
      'A part of that file has a name that leads out of the file, as in files made to do harm.',
      'Ask the person it came from for a fresh copy.',
    )
  }
  // What is embedded in a document (the figures behind a chart) is never unpacked, so it may stay where it is.
  if (/\.(zip|7z|rar|gz|docx|docm|xlsx|xlsm|pptx|odt|ods|jar)$/i.test(name) && !/\/embeddings\//i.test(name))
    throw nested()
}

/** Parts up to this size are unpacked whole. */
const WHOLE = 8 * 1024 * 1024
/** Packed bytes that are unpacked at a time. */
const STEP = 64 * 1024

/**
 * Unpacks one part, a large one in pieces, so that it never stands in the memory as a whole.
 * @param take is given the pieces in their order; what it was given counts only once this has returned
 * @throws Fault 'bad-input' as `unzipWithin` does, and when there is no part of that name
 */
export function unzipPieces(bytes: Uint8Array, name: string, take: (piece: Uint8Array) => void): void {
  sizeWithin(bytes)
  const entry = entriesWithin(bytes).find((one) => one.name === name)
  if (entry === undefined) throw damaged()
  if (entry.size <= WHOLE || entry.method === 0) {
    const part = unpack(entry)
    if (isArchive(part)) throw nested()
    take(part)
    return
  }
  refuseTight(entry)
  if (entry.method !== 8) throw damaged()
  let length = 0
  let sum = 0
  inflatedInSteps(entry, (piece) => {
    if (length === 0 && isArchive(piece)) throw nested()
    length += piece.length
    if (length > entry.size) throw tooTight()
    sum = checksum(piece, sum)
    take(piece)
  })
  if (length !== entry.size || sum !== entry.checksum) throw damaged()
}

function inflatedInSteps({ packed }: Entry, take: (piece: Uint8Array) => void): void {
  const inflate = new Inflate((piece) => {
    if (piece.length > 0) take(piece)
  })
  for (let at = 0; at < packed.length; at += STEP) {
    try {
      inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
    } catch (error) {
      throw error instanceof Fault ? error : damaged(error)
    }
  }
}

function refuseTight(entry: Entry): void {
  if (entry.size > LIMITS.looseBytes && entry.size > entry.packed.length * LIMITS.ratio) throw tooTight()
}

function unpack(entry: Entry): Uint8Array {
  refuseTight(entry)
  if (entry.method === 0) {
    if (entry.size !== entry.packed.length || checksum(entry.packed) !== entry.checksum) throw damaged()
    return entry.packed
  }
  if (entry.method !== 8) throw damaged()
  // A part of no length still has to be a whole stream; the limit of the inflating may not be 0.
  const part = inflated(entry)
  if (part.length !== entry.size || checksum(part) !== entry.checksum) throw damaged()
  return part
}

/** Room behind a part for what comes out beyond it where a directory says too little. */
const SLACK = 64

/** Stops as soon as more comes out than the directory says, whatever the packed bytes claim. */
function inflated(entry: Entry): Uint8Array {
  try {
    const part = inflateRawSync(entry.packed, {
      maxOutputLength: Math.max(1, entry.size),
      // One buffer takes all of it: of many small ones, joined at the end, it would stand in the memory twice.
      chunkSize: entry.size + SLACK,
    })
    return new Uint8Array(part.buffer, part.byteOffset, part.length)
  } catch (error) {
    throw error instanceof RangeError ? tooTight() : damaged(error)
  }
}

/** Packages and archives by their first bytes. */
function isArchive(part: Uint8Array): boolean {
  const starts = (...head: number[]): boolean => head.every((byte, index) => part[index] === byte)
  return (
    starts(0x50, 0x4b, 0x03, 0x04) ||
    starts(0x1f, 0x8b) ||
    starts(0x37, 0x7a, 0xbc, 0xaf) ||
    starts(0x52, 0x61, 0x72, 0x21)
  )
}

/** A package whose bytes do not hold together: cut off, altered, or written wrongly. */
export function damaged(cause?: unknown): Fault {
  return unreadable(
    'That file is damaged: its parts do not hold together.',
    'Open it in Word or Excel; if it opens there, save it again and choose the saved file.',
    cause,
  )
}

const nested = (): Fault =>
  unreadable('That file holds another packed file.', 'Unpack it first and choose the documents themselves.')

const tooLarge = (): Fault =>
  unreadable(
    'That file would unpack to more than 200 MB.',
    'Save the document without its pictures, or in parts, and choose that.',
  )

const tooTight = (): Fault =>
  unreadable(
    'A part of that file unpacks to far more than its size, as in files made to fill the memory.',
    'Open it in Word or Excel, save it again, and choose the saved file.',
  )
