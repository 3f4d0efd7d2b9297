/** Lists in text files, whatever parts their values and in any encoding that is read. */
import type { TableDelimiter, TableEncoding } from '@contract/tabular'
import type { PackedRows } from '@contract/tabular-packed'
import type { Told } from '../format'
import { delimitedOf } from './delimiter'
import { lettersOf } from './encoding'
import { Table, type TableForm } from './table'
import type { Budget } from './limits'
import { readRecords } from './records'

export interface TextTable {
  readonly encoding: TableEncoding
  readonly delimiter: TableDelimiter | null
  /** Null: nothing but blank lines. */
  readonly table: PackedRows | null
}

/** Records between two words of progress. */
const TELL_EVERY = 2000
const NONE: readonly number[] = []

/** @throws Fault 'bad-input' over a limit, with a line that cannot be read, or for bytes that are no text */
export async function readText(
  bytes: Uint8Array,
  form: Pick<TableForm, 'name' | 'headings'>,
  budget: Budget,
  told: Told,
): Promise<TextTable> {
  const { encoding, utf8: whole } = lettersOf(bytes)
  const { delimiter, utf8, firstLine } = delimitedOf(whole)
  const table = new Table({ ...form, places: 'counted' }, budget)
  let records = 0
  await readRecords(utf8, { delimiter, firstLine }, (cells, line, done) => {
    records += 1
    if (records % TELL_EVERY === 0) told.progress(done, utf8.length)
    table.row({ line, cells, dates: NONE, numbers: NONE, refused: null })
  })
  return { encoding, delimiter, table: table.end() }
}
