/** What a document says, packed so that each part fits one event of the log (decision-document-in-log.md). */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { PARTS_LIMIT } from './events'

/** Characters of one part; an event's body holds 60,000 with everything around it. */
const PART = 54_000

/** Unpacked, in bytes: more than any document the reader lets through. */
const UNPACKED_LIMIT = 400_000_000

/** @returns the parts in order; null when there would be too many of them */
export function packed(value: unknown): readonly string[] | null {
  const bytes = Buffer.from(JSON.stringify(value), 'utf8')
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 6,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const text = brotliCompressSync(bytes, { params }).toString('base64')
  const parts = Array.from({ length: Math.ceil(text.length / PART) }, (_part, index) =>
    text.slice(index * PART, (index + 1) * PART),
  )
  return parts.length > PARTS_LIMIT ? null : parts
}

/** @throws Error when a part is missing or altered */
export function unpacked(parts: readonly string[]): unknown {
  const bytes = Buffer.from(parts.join(''), 'base64')
  return JSON.parse(brotliDecompressSync(bytes, { maxOutputLength: UNPACKED_LIMIT }).toString('utf8'))
}
