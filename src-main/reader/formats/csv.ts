/** Lists of values parted by commas, semicolons, tabs or pipes, in any usual encoding. */
import { parse } from 'csv-parse/sync'
import { textOf } from '../decode'
import type { Parse } from '../format'
import { LIMITS, unreadable } from '../limits'
import { Fault } from '@contract/fault'
import { Building, tooLong, tooManyCells, tooWide } from './building'
import { gridCell, SheetBlocks } from './sheet-blocks'
import { unneutral } from './unneutral'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Characters looked at to tell the delimiter. */
const SAMPLE = 65_536
/** More delimiters than this are more cells than are read. */
const MOST_DELIMITERS = 4_000_000

export const parseCsv: Parse = (bytes) => {
  const { text, notes } = textOf(bytes)
  const into = new Building()
  for (const note of notes) into.leaveOut(note)
  // Excel writes the delimiter into a first line of its own.
  const whole = text.replace(/\r\n?/g, '\n')
  const stated = /^sep=([,;\t|])\n/i.exec(whole)
  const body = stated === null ? whole : whole.slice(stated[0].length)
  const delimiter = stated?.[1] ?? delimiterOf(body.slice(0, SAMPLE))
  if (countOf(body, delimiter) > MOST_DELIMITERS) throw tooManyCells()
  const blocks = new SheetBlocks(into, { page: null, spans: false, level: 1 })
  let rows = 0
  let line = stated === null ? 1 : 2
  readRecords(body, delimiter, (cells, last) => {
    rows += 1
    if (rows > LIMITS.rows) throw tooLong()
    if (cells.length > LIMITS.columns) throw tooWide()
    blocks.row({ line, cells: cells.map((cell) => gridCell(unneutral(cell))) })
    line = last + (stated === null ? 1 : 2)
  })
  blocks.end()
  return { pages: null, blocks: into.blocks, leftOut: into.leftOut }
}

/** @param take cells of one record, and the line it ends on */
function readRecords(text: string, delimiter: string, take: (cells: readonly string[], last: number) => void): void {
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      on_record: (record: readonly string[], { lines }: { lines: number }) => {
        take(record, lines)
        return null
      },
    })
  } catch (error) {
    if (error instanceof Fault) throw error
    throw unreadable(
      'That file is a damaged list: a quotation mark that opens a value is never closed.',
      'Open it in a spreadsheet, save it as .xlsx or .csv again, and choose that.',
      error,
    )
  }
}

/** The delimiter that parts neighbouring lines equally often; of several, the one that stands most often. */
function delimiterOf(text: string): string {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, lines: countsOf(text, delimiter) }))
  const scored = counts.map(({ delimiter, lines }) => {
    let equal = 0
    for (const [index, count] of lines.entries()) if (count > 0 && count === lines[index - 1]) equal += 1
    return { delimiter, equal, total: lines.reduce((sum, count) => sum + count, 0) }
  })
  scored.sort((a, b) => b.equal - a.equal || b.total - a.total)
  return scored[0]?.delimiter ?? ','
}

/** How often a delimiter stands in each line outside quotation marks. */
function countsOf(text: string, delimiter: string): readonly number[] {
  const counts: number[] = []
  let count = 0
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    else if (quoted) continue
    else if (sign === delimiter) count += 1
    else if (sign === '\n') {
      counts.push(count)
      count = 0
    }
  }
  if (count > 0) counts.push(count)
  return counts
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1
  return count
}
