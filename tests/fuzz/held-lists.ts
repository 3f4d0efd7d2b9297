/** What holds for every list that was read, whatever the file was: its rows stand in the file, where they say, as they say. */
import { unzipSync } from 'fflate'
import { isPasswordHeading, type ReadRows, type TableEncoding, type TablesRead } from '@contract/tabular'
import { checkedTables } from '../../src-main/features/imports/checked'

/**
 * Holds a list against its schema and against the bytes it was read from.
 * @returns null when all holds; otherwise what does not
 */
export function listFaultOf(read: TablesRead, bytes: Uint8Array): string | null {
  try {
    checkedTables(read)
  } catch (error) {
    return `shape: ${String(error).slice(0, 200)}`
  }
  if (read.source === 'csv') return textFault(read.tables[0]!, bytes, read.encoding, read.delimiter)
  const parts = partsOf(bytes)
  // What this unzip cannot open is held against nothing else than its shape.
  if (parts === null) return null
  if (read.source === 'xlsx') return sheetsFault(read, parts)
  for (const table of read.tables) {
    const part = Object.entries(parts).find(
      ([name]) => name.split('/').at(-1)?.toLowerCase() === table.name.toLowerCase(),
    )
    if (part === undefined) return `a file that is not there: ${table.name}`
    const faults = ENCODINGS.map((encoding) => textFault(table, part[1], encoding, undefined))
    if (!faults.includes(null)) return faults[0] ?? null
  }
  return null
}

const ENCODINGS: readonly TableEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']

function partsOf(bytes: Uint8Array): Record<string, Uint8Array> | null {
  try {
    return unzipSync(bytes)
  } catch {
    return null
  }
}

function decoded(bytes: Uint8Array, encoding: TableEncoding | null): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding?.replace('-bom', '') ?? 'utf-8').decode(bytes)
  const high = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : String.fromCharCode(byte),
  ).join('')
}

/** Places where lines begin, by one kind of line end; a first line that only states the delimiter may have its own. */
function startsOf(text: string, end: string): readonly number[] {
  const stated = /^\uFEFF?"?sep=[^\r\n]"?(?:\r\n|\r|\n)/i.exec(text)?.[0].length
  const starts = stated === undefined ? [0] : [0, stated]
  for (let at = text.indexOf(end, stated); at >= 0; at = text.indexOf(end, at + 1)) {
    starts.push(end === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1)
  }
  return starts
}

/** @param delimiter undefined: one of those there are */
function textFault(
  table: ReadRows,
  bytes: Uint8Array,
  encoding: TableEncoding | null,
  delimiter: string | null | undefined,
): string | null {
  const text = decoded(bytes, encoding)
  const faults = ['\n', '\r'].map((end) => linesFault(table, text, startsOf(text, end), delimiter))
  return faults.includes(null) ? null : (faults.find((fault) => fault !== NO_LINE) ?? NO_LINE)
}

const NO_LINE = 'a line that is none, or twice'

function linesFault(
  table: ReadRows,
  text: string,
  starts: readonly number[],
  delimiter: string | null | undefined,
): string | null {
  const lines = [...table.rows, ...table.leftOut].map(({ line }) => line).sort((a, b) => a - b)
  if (lines.some((line, at) => line > starts.length || line === lines[at - 1])) return NO_LINE
  const between =
    delimiter === undefined ? /^[",;|\t]*$/ : new RegExp(`^["${delimiter === '|' ? '\\|' : (delimiter ?? '')}]*$`)
  // A column that was dropped leaves a gap.
  const hasGaps = table.notes.some(({ kind }) => kind === 'password')
  const regionOf = (line: number): string => {
    const next = lines.find((one) => one > line) ?? Number.POSITIVE_INFINITY
    return text.slice(starts[line - 1] ?? 0, starts[next - 1] ?? text.length).replace(/^\uFEFF/, '')
  }
  const inPlace = (line: number, cells: readonly string[]): boolean =>
    standsIn(regionOf(line), cells, hasGaps ? /^[^]*$/ : between)
  const lost = table.rows.find(({ line, cells }) => !inPlace(line, cells))
  if (lost !== undefined) return `a row that does not stand on its line: ${JSON.stringify(lost).slice(0, 300)}`
  const isPlain = !table.notes.some(({ kind }) => kind === 'heading-signs')
  if (table.header !== null && isPlain && !inPlace(table.headerLine ?? 0, table.header)) {
    return `headings that do not stand on their line: ${JSON.stringify(table.header).slice(0, 300)}`
  }
  return hasGaps ? secretFault(table, delimiter ?? ',', regionOf) : null
}

/** Whether cells stand one after another with nothing but what parts and quotes them in between. */
function standsIn(region: string, cells: readonly string[], between: RegExp): boolean {
  let at = 0
  for (const cell of cells) {
    if (cell === '') continue
    const places = [cell, cell.replaceAll('"', '""')].map((written) => [region.indexOf(written, at), written] as const)
    const [found] = places.filter(([place]) => place >= 0).sort(([a], [b]) => a - b)
    if (found === undefined || !between.test(region.slice(at, found[0]))) return false
    at = found[0] + found[1].length
  }
  return true
}

/** What stood under a heading of passwords is left away, and it alone; told by rows without quotation marks. */
function secretFault(
  { headerLine, rows }: ReadRows,
  delimiter: string,
  regionOf: (line: number) => string,
): string | null {
  const split = (line: number): string[] =>
    regionOf(line)
      .replace(/(?:\r\n|\n|\r)$/, '')
      .split(delimiter)
  const headings = split(headerLine ?? 1)
  if (headings.some((heading) => heading.includes('"'))) return null
  const leaked = rows.find(({ line, cells }) => {
    const written = split(line)
    if (written.some((cell) => /["\r\n]/.test(cell))) return false
    const open = written.filter((cell, at) => cell !== '' && !isPasswordHeading(headings[at] ?? ''))
    return JSON.stringify(open) !== JSON.stringify(cells.filter((cell) => cell !== ''))
  })
  return leaked === undefined ? null : `a row with what is no part of it: ${JSON.stringify(leaked).slice(0, 300)}`
}

const MADE = [
  /^(?:TRUE|FALSE)$/,
  /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?%?$/i,
  /^\d{4}(?:-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)?$/,
  /^\d\d:\d\d(?::\d\d)?$/,
]

/** Values of a workbook are texts of its parts, or numbers and dates made of them. */
function sheetsFault(read: TablesRead, parts: Readonly<Record<string, Uint8Array>>): string | null {
  const xml = Object.entries(parts)
    .filter(([name]) => /\.xml$/i.test(name))
    .map(([, part]) => new TextDecoder().decode(part))
    .join('\n')
  const texts = Array.from(xml.matchAll(/<(?:t|v)\b[^<>]*>([^<]*)</g), ([, text]) => text ?? '')
  const words = [xml, xml.replace(/<[^<>]*>/g, ''), texts.join('')].map(unescaped)
  const stands = (cell: string): boolean =>
    MADE.some((made) => made.test(cell)) || words.some((whole) => standsInPieces(whole, cell))
  for (const { rows, header } of read.tables) {
    const invented = [...(header ?? []), ...rows.flatMap(({ cells }) => cells)].find((cell) => !stands(cell))
    if (invented !== undefined) return `a value that the file has not: ${JSON.stringify(invented).slice(0, 300)}`
  }
  return null
}

/** Most pieces a value may be put together from: the runs of a text, and what spoilt markup joins. */
const MOST_PIECES = 4
const SHORTEST_PIECE = 2

function standsInPieces(whole: string, text: string): boolean {
  let at = 0
  for (let pieces = 0; pieces < MOST_PIECES && at < text.length; pieces += 1) {
    let end = text.length
    while (end > at && !whole.includes(text.slice(at, end))) end -= 1
    if (end < at + Math.min(SHORTEST_PIECE, text.length)) return false
    at = end
  }
  return at === text.length
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (xml: string): string =>
  xml
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
