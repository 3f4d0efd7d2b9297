/**
 * The day a picture was taken, from the first bytes of its file: `DateTimeOriginal` of its Exif part, else
 * `DateTimeDigitized`. The bytes come from anybody, so every place is checked against the end before it is read, and
 * nothing is followed more than a few steps. The Exif packages that are kept are large or copyleft; one date needs this much.
 *
 * A camera writes the date its own clock showed, without a zone, which is the day it was there: it is taken as it stands.
 */

/** Most entries of one table that are looked at; cameras write a few dozen. */
const MOST_ENTRIES = 512
/** Most places in a HEIC where the mark of an Exif part is tried; thumbnails and films may hold it by chance. */
const MOST_MARKS = 16

const EXIF_TABLE = 0x8769
const TAKEN = 0x9003
const DIGITISED = 0x9004
const [ASCII, LONG, IFD] = [2, 4, 13]

const EXIF_MARK = 'Exif\0\0'

/**
 * @param head the first bytes of a file, 128 KiB are plenty
 * @returns `YYYY-MM-DD`, a day that exists; null when the file states none, or states it further behind. Never throws.
 */
export function takenIn(head: Uint8Array): string | null {
  const bytes = new Bytes(head)
  if (bytes.u16(0, false) === 0xff_d8) return inJpeg(bytes)
  if (bytes.text(0, 8) === '\x89PNG\r\n\x1a\n') return inPng(bytes)
  if (bytes.text(0, 4) === 'RIFF' && bytes.text(8, 4) === 'WEBP') return inWebp(bytes)
  if (bytes.text(4, 4) === 'ftyp') return inHeic(bytes)
  // A raw file of most cameras is a TIFF by its build.
  return inTiff(bytes, 0)
}

/** Reading with the end in view: what lies behind it is null. */
class Bytes {
  readonly #view: DataView
  readonly length: number

  constructor(private readonly all: Uint8Array) {
    this.#view = new DataView(all.buffer, all.byteOffset, all.byteLength)
    this.length = all.length
  }

  u16(at: number, little: boolean): number | null {
    return at >= 0 && at + 2 <= this.length ? this.#view.getUint16(at, little) : null
  }

  u32(at: number, little: boolean): number | null {
    return at >= 0 && at + 4 <= this.length ? this.#view.getUint32(at, little) : null
  }

  /** One letter a byte; shorter at the end. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.all.subarray(at, at + length))
  }

  /** @returns -1 when it is not there */
  indexOf(text: string, from: number): number {
    return Buffer.from(this.all.buffer, this.all.byteOffset, this.length).indexOf(text, from, 'latin1')
  }
}

function inJpeg(bytes: Bytes): string | null {
  let at = 2
  for (;;) {
    const marker = bytes.u16(at, false)
    if (marker === null || marker < 0xff_00) return null
    // Fill bytes stand before a marker; markers without a length stand alone.
    if (marker === 0xff_ff) {
      at += 1
      continue
    }
    if (marker === 0xff_01 || (marker >= 0xff_d0 && marker <= 0xff_d8)) {
      at += 2
      continue
    }
    const length = bytes.u16(at + 2, false)
    // The picture itself begins, or ends: no further parts come.
    if (length === null || length < 2 || marker === 0xff_da || marker === 0xff_d9) return null
    if (marker === 0xff_e1 && bytes.text(at + 4, 6) === EXIF_MARK) {
      const found = inTiff(bytes, at + 10)
      if (found !== null) return found
    }
    at += 2 + length
  }
}

function inPng(bytes: Bytes): string | null {
  for (let at = 8; ;) {
    const length = bytes.u32(at, false)
    if (length === null) return null
    const kind = bytes.text(at + 4, 4)
    if (kind === 'eXIf') return inExif(bytes, at + 8)
    at += 12 + length
  }
}

function inWebp(bytes: Bytes): string | null {
  for (let at = 12; ;) {
    const length = bytes.u32(at + 4, true)
    if (length === null) return null
    if (bytes.text(at, 4) === 'EXIF') return inExif(bytes, at + 8)
    at += 8 + length + (length % 2)
  }
}

/** With or without the mark in front: programs write both. */
const inExif = (bytes: Bytes, at: number): string | null => inTiff(bytes, bytes.text(at, 6) === EXIF_MARK ? at + 6 : at)

/** The part lies where three tables say; its mark finds it as surely, without believing any of them. */
function inHeic(bytes: Bytes): string | null {
  let from = 0
  for (let tried = 0; tried < MOST_MARKS; tried += 1) {
    const at = bytes.indexOf(EXIF_MARK, from)
    if (at < 0) return null
    const found = inTiff(bytes, at + 6)
    if (found !== null) return found
    from = at + 1
  }
  return null
}

/** @param start where the TIFF begins, from which its own places count */
function inTiff(bytes: Bytes, start: number): string | null {
  const order = bytes.text(start, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  if (bytes.u16(start + 2, little) !== 42) return null
  const first = bytes.u32(start + 4, little)
  if (first === null) return null
  const exif = entryOf(bytes, start + first, little, EXIF_TABLE, [LONG, IFD])
  if (exif === null) return null
  for (const tag of [TAKEN, DIGITISED]) {
    const place = entryOf(bytes, start + exif, little, tag, [ASCII])
    const date = place === null ? null : dateIn(bytes.text(start + place, 10))
    if (date !== null) return date
  }
  return null
}

/** @returns the value of an entry, which is a place; null when the table has none of that tag and type */
function entryOf(bytes: Bytes, table: number, little: boolean, tag: number, types: readonly number[]): number | null {
  const count = Math.min(bytes.u16(table, little) ?? 0, MOST_ENTRIES)
  for (let entry = 0; entry < count; entry += 1) {
    const at = table + 2 + entry * 12
    const found = bytes.u16(at, little)
    if (found === null) return null
    if (found === tag && types.includes(bytes.u16(at + 2, little) ?? 0)) return bytes.u32(at + 8, little)
  }
  return null
}

/** `2026:06:19`, as Exif writes it; some programs write hyphens. */
function dateIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[:-](\d\d)[:-](\d\d)$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const date = `${year}-${month}-${day}`
  const at = Date.parse(date)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? date : null
}
