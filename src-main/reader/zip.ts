/** The directory of a zip file. Only what Office writes: no parts over several files, no ZIP64 (files are under 50 MB). */
import zlib from 'node:zlib'

export interface Entry {
  /** With forward slashes, as some writers use the other ones. */
  readonly name: string
  readonly encrypted: boolean
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number
  readonly checksum: number
  /** Size unpacked, as the directory says. */
  readonly size: number
  readonly packed: Uint8Array
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff

/**
 * Reads the directory at the end of the file; nothing is unpacked.
 * @returns 'too-many' when it announces more entries than `most`, 'damaged' when it does not fit the file
 */
export function directoryOf(bytes: Uint8Array, most: number): readonly Entry[] | 'too-many' | 'damaged' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return 'damaged'
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > most) return 'too-many'
  const entries: Entry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL) return 'damaged'
    const nameLength = view.getUint16(at + 28, true)
    const next = at + CENTRAL_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return 'damaged'
    const packed = packedAt(view, view.getUint32(at + 42, true), view.getUint32(at + 20, true))
    if (packed === null) return 'damaged'
    entries.push({
      name: nameOf(bytes.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed,
    })
    at = next
  }
  return entries
}

function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  return null
}

function packedAt(view: DataView, header: number, length: number): Uint8Array | null {
  if (header + LOCAL_LENGTH > view.byteLength || view.getUint32(header, true) !== LOCAL) return null
  const start = header + LOCAL_LENGTH + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  if (start + length > view.byteLength) return null
  return new Uint8Array(view.buffer, view.byteOffset + start, length)
}

const nameOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replaceAll('\\', '/')

const STEPS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 byte by byte, for runtimes without their own. */
export function checksumByByte(bytes: Uint8Array, before = 0): number {
  let value = (before ^ 0xffffffff) >>> 0
  for (const byte of bytes) value = (value >>> 8) ^ (STEPS[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}

/**
 * CRC-32 of a part, as the directory states it: a part altered on the way is refused and not read.
 * @param before of what comes in front of these bytes; 0 when nothing does
 */
export function checksum(bytes: Uint8Array, before = 0): number {
  // Missing from the oldest runtime this must work on; many times as fast where it is.
  const ofRuntime = zlib.crc32 as typeof zlib.crc32 | undefined
  return ofRuntime === undefined ? checksumByByte(bytes, before) : ofRuntime(bytes, before)
}
