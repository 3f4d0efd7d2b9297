/** What parts the values of a text file: as its first line states it, or the sign under which its first lines make a list. */
import { parse } from 'csv-parse/sync'
import { TABLE_DELIMITERS, type TableDelimiter } from '@contract/tabular'
import { unreadable } from '../limits'
import { findHeading, type Candidate } from './heading'
import { unusedSign } from './records'

export interface Delimited {
  /** Null: one value a line. */
  readonly delimiter: TableDelimiter | null
  /** The text after a line that only states the delimiter. */
  readonly utf8: Uint8Array
  /** Line of the file that text begins with. */
  readonly firstLine: number
}

/** Bytes and records looked at. */
const SAMPLE = 32_768
const RECORDS = 60

/** @throws Fault 'bad-input' when the first line states a sign that is not read */
export function delimitedOf(utf8: Uint8Array): Delimited {
  const stated = /^"?sep=([^\r\n])"?[,;\t|]*(?:\r\n?|\n|$)/i.exec(new TextDecoder().decode(utf8.subarray(0, 64)))
  if (stated === null) return { delimiter: delimiterIn(utf8), utf8, firstLine: 1 }
  const delimiter = TABLE_DELIMITERS.find((sign) => sign === stated[1])
  if (delimiter === undefined) {
    throw unreadable(
      'The first line of that list says that its values are parted by a sign which is not read here.',
      'Save it with commas, semicolons or tabs between the values, or as .xlsx, and choose that.',
    )
  }
  return { delimiter, utf8: utf8.subarray(Buffer.byteLength(stated[0])), firstLine: 2 }
}

interface Try {
  readonly delimiter: TableDelimiter | null
  readonly known: number
  readonly evenness: number
  /** How often it stands in most rows that are not blank; 0 when in fewer than half. */
  readonly usual: number
}

/** Of several signs, the one that gives the most headings; else the one that stands most often, and in most lines. */
function delimiterIn(utf8: Uint8Array): TableDelimiter | null {
  const sample = wholeLines(utf8)
  const tries = [null, ...TABLE_DELIMITERS.filter((sign) => sample.includes(sign))].map((delimiter): Try => {
    const { rows, counts } = rowsOf(sample, delimiter ?? unusedSign(sample))
    const { first, known } = findHeading(rows)
    // Under the wrong sign, the last row of a list may look like headings of nothing.
    const isOver = first < rows.length || rows.length === 1
    return { delimiter, known: isOver ? known : 0, ...evennessOf(delimiter === null ? [] : counts) }
  })
  // One comma a line may stand in each name; more than one parts values, headings or not.
  const isParted = tries.some(({ usual }) => usual > 1)
  const [best] = tries
    .filter(({ delimiter }) => delimiter !== null || !isParted)
    .sort((a, b) => b.known - a.known || b.evenness - a.evenness)
  return best?.delimiter ?? null
}

function wholeLines(utf8: Uint8Array): Buffer {
  const sample = Buffer.from(utf8.buffer, utf8.byteOffset, Math.min(SAMPLE, utf8.byteLength))
  if (utf8.byteLength <= SAMPLE) return sample
  const end = Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r'))
  return end < 0 ? sample : sample.subarray(0, end)
}

/** @returns rows that are not blank, and how often the delimiter stands in each row */
function rowsOf(
  sample: Buffer,
  delimiter: string,
): { readonly rows: readonly Candidate[]; readonly counts: readonly number[] } {
  const rows: Candidate[] = []
  const counts: number[] = []
  let afterGap = false
  try {
    parse(sample, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      to: RECORDS,
      on_record: (cells: string[]) => {
        if (cells.length > 1 || cells[0] !== '') counts.push(cells.length - 1)
        const isBlank = cells.every((cell) => cell.trim() === '')
        if (!isBlank) rows.push({ cells, dates: [], afterGap })
        afterGap = isBlank
        return null
      },
    })
  } catch {
    // A quotation mark that the sample does not close. What came before it tells enough.
  }
  return { rows, counts }
}

/** In how many rows it stands, times how often: a comma in a few names is not what parts a list. */
function evennessOf(counts: readonly number[]): Pick<Try, 'evenness' | 'usual'> {
  const parted = counts.filter((count) => count > 0).sort((a, b) => a - b)
  const middle = parted[Math.floor(parted.length / 2)] ?? 0
  const share = parted.length / Math.max(1, counts.length)
  return { evenness: share ** 2 * Math.log2(1 + middle), usual: share < 0.5 ? 0 : middle }
}
