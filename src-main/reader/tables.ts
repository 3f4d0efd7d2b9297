/**
 * Reading a list from another system: which kind of file it is, and its rows as text. Nothing is understood here and
 * nothing is corrected; what a heading or a value means is for the import to ask. Runs in a process without keys (C33).
 */
import type { TablesRead } from '@contract/tabular'
import { rowsIn, type PackedTables } from '@contract/tabular-packed'
import type { Told } from './format'
import { LIMITS, partNames, unreadable, Unreadable } from './limits'
import { plainName } from './read'
import { isPdf } from './sniff'
import { refuseForeign } from './sniff-foreign'
import { officeFormat } from './sniff-office'
import { readText } from './tabular/csv'
import { noList } from './tabular/encoding'
import { Budget } from './tabular/limits'
import { isRoster, readRoster } from './tabular/one-roster'
import { readWorkbook } from './tabular/xlsx'

const AS_LIST = 'Save or export the list as .csv or .xlsx and choose that.'

/**
 * Reads a list: text with values parted by commas, semicolons, tabs or pipes, an Excel workbook, or a OneRoster set.
 * @param name shown, without its folders; the kind of a file is told by its bytes alone
 * @throws Fault 'bad-input' with words for a person, and the line where one is at fault; then nothing is left behind
 */
export async function readTables(
  name: string,
  bytes: Uint8Array,
  told: Told = { progress: () => {} },
): Promise<TablesRead> {
  const packed = await readPacked(name, bytes, told)
  return { ...packed, tables: packed.tables.map((table) => ({ ...table, rows: rowsIn(table.rows) })) }
}

/** The same, with rows packed for the way to the vault. */
export async function readPacked(
  name: string,
  bytes: Uint8Array,
  told: Told = { progress: () => {} },
): Promise<PackedTables> {
  if (bytes.length === 0) throw unreadable('That file is empty.', 'Choose the list itself.')
  if (bytes.length > LIMITS.fileBytes) {
    throw unreadable(
      `That file is ${Math.ceil(bytes.length / 1024 / 1024)} MB; lists up to 50 MB are read.`,
      'Save the list in parts, a school or a few years each, and choose them one after another.',
    )
  }
  const budget = new Budget()
  const kind = kindOf(bytes)
  if (kind === 'oneroster') {
    return { version: 1, source: kind, delimiter: null, ...(await readRoster(bytes, budget, told)) }
  }
  if (kind === 'xlsx') {
    const none = { encoding: null, delimiter: null, oneRoster: null }
    return { version: 1, source: kind, ...none, ...readWorkbook(bytes, budget, told) }
  }
  const { encoding, delimiter, table } = await readText(
    bytes,
    { name: plainName(name), headings: 'find' },
    budget,
    told,
  )
  if (table === null) throw unreadable('That file holds only white space.', 'Choose the list itself.')
  return { version: 1, source: 'csv', encoding, delimiter, tables: [table], notes: [], oneRoster: null }
}

/** @throws Fault 'bad-input' for files that are no lists, each in its own words */
function kindOf(bytes: Uint8Array): TablesRead['source'] {
  if (isPackage(bytes) && isRoster(advised(AS_LIST, () => partNames(bytes)))) return 'oneroster'
  if (isPdf(bytes)) throw unreadable('That file is a PDF, which keeps a picture of a list and not its values.', AS_LIST)
  const office = advised(AS_LIST, () => officeFormat(bytes))
  if (office === 'xlsx') return 'xlsx'
  if (office !== null) throw unreadable('That file is a Word document.', AS_LIST)
  advised(AS_LIST, () => refuseForeign(bytes))
  refuseMarkup(bytes)
  return 'csv'
}

const isPackage = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05)

/** Some systems hand out web pages, or XML, under the ending of a workbook. */
function refuseMarkup(bytes: Uint8Array): void {
  const head = new TextDecoder()
    .decode(bytes.subarray(0, 2048))
    .replace(/[\0\uFFFD]/g, '')
    .trimStart()
  if (/^(?:<!--[^]{0,1000}?-->\s*)?<(?:!doctype|html|head|body|table|meta|style|div)\b/i.test(head)) {
    throw unreadable(
      'That file is a web page, whatever its name says.',
      'Open it in Excel, save it as .xlsx, and choose that.',
    )
  }
  if (/^<\?(?:xml|mso)\b/i.test(head)) {
    throw unreadable(
      'That file is XML, whatever its name says.',
      'Open it in Excel, save it as .xlsx, and choose that.',
    )
  }
  if (/^(?:\{\s*"|\[\s*[{[])/.test(head)) throw noList()
}

/** Gives the advice that is right for a list in place of the one for a document. */
function advised<T>(next: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw error instanceof Unreadable ? unreadable(error.what, next, error) : error
  }
}
