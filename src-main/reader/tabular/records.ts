/** The records of a text file: what csv-parse makes of it, strictly, with the line each one begins on. */
import { CsvError, Parser } from 'csv-parse'
import { CELL_LIMIT } from '@contract/document'
import { TABLE_COLUMNS } from '@contract/tabular'
import { unreadable } from '../limits'
import { noList } from './encoding'

/** Signs that part values in no list that is read: no cell with one of them in it is taken. */
const UNUSED = ['\u001f', '\u001e', '\u001d', '\u001c']

/** A sign that parts nothing, for lists of one value a line. @throws Fault 'bad-input' for a file that has all of them */
export function unusedSign(bytes: Buffer): string {
  const sign = UNUSED.find((one) => !bytes.includes(one))
  if (sign === undefined) throw noList()
  return sign
}

/** Longest line that is read, in bytes: one of nothing but delimiters would be millions of cells before it ended. */
const LONGEST_LINE = 4_000_000

export interface Form {
  /** Null: one value a line. */
  readonly delimiter: string | null
  /** Line of the file the bytes begin with. */
  readonly firstLine: number
}

/**
 * Reads records one after another, empty lines included, as records of one empty value.
 * @param utf8 without a mark in front
 * @param take is given the cells, which it may keep, and how many bytes are done
 * @throws Fault 'bad-input' with the line of a quotation mark that does not fit, and what `take` throws
 */
export async function readRecords(
  utf8: Uint8Array,
  { delimiter, firstLine }: Form,
  take: (cells: string[], line: number, done: number) => void,
): Promise<void> {
  const whole = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength)
  const ends = recordEnds(whole)
  const bytes = withoutHalfEnd(whole, ends)
  refuseLongLine(bytes, ends.includes('\n') ? '\n' : '\r', firstLine)
  const breaks = ends.includes('\n') ? /\n/g : /\r/g
  let line = firstLine
  const parser = new Parser({
    delimiter: delimiter ?? unusedSign(bytes),
    record_delimiter: ends,
    relax_column_count: true,
    max_record_size: TABLE_COLUMNS * CELL_LIMIT,
    on_record: (cells: string[], { bytes: done }: { bytes: number }) => {
      asFirst(parser)
      const begun = line
      line += 1
      for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) line += cell.match(breaks)?.length ?? 0
      take(cells, begun, done)
      return null
    },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('error', reject).on('end', resolve)
      parser.resume()
      parser.end(bytes)
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw unreadable(
      `The row that begins on line ${line} of that list has a quotation mark that opens or closes no value, so nobody can say where its values end.`,
      'Open the list in a spreadsheet, look at that line, save it again as .csv or .xlsx, and choose that.',
      // Its own words would quote the file.
      error.code,
    )
  }
}

/**
 * Holds no record to the length of the one before: the parser makes an error of each that differs, with a copy of the
 * record in it, and only then lets it pass, which takes nine times as long as reading it.
 */
function asFirst(parser: Parser): void {
  // Its count is for reading, says its type; by it alone a record is the first, whose length is any.
  ;(parser.info as { records: number }).records = 0
}

/**
 * How lines end: with line feeds, or as on old Macs with returns, whichever there are more of outside quotation marks. A
 * sign of the other kind is one in a value: a row that it did end has too many values, and is left out.
 */
function recordEnds(bytes: Buffer): string[] {
  let isQuoted = false
  let feeds = 0
  let returns = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === 0x22) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (byte === 0x0a) feeds += 1
    else if (byte === 0x0d && bytes[at + 1] !== 0x0a) returns += 1
  }
  return returns > feeds ? ['\r\n', '\r'] : ['\r\n', '\n']
}

/** The last sign of a file ends its last line, also when it is half of an end, or one of the other kind. */
function withoutHalfEnd(bytes: Buffer, ends: readonly string[]): Buffer {
  const [last, before] = [bytes.at(-1), bytes.at(-2)]
  const isHalf = ends.includes('\n') ? last === 0x0d : last === 0x0a && before !== 0x0d
  return isHalf ? bytes.subarray(0, -1) : bytes
}

function refuseLongLine(bytes: Buffer, end: string, firstLine: number): void {
  let line = firstLine
  for (let from = 0; from <= bytes.length; line += 1) {
    const found = bytes.indexOf(end, from)
    const to = found < 0 ? bytes.length : found
    if (to - from > LONGEST_LINE) {
      throw unreadable(
        `Line ${line} of that list is longer than 4 million letters.`,
        'Save the list where it comes from again as .csv or .xlsx and choose that.',
      )
    }
    from = to + 1
  }
}
