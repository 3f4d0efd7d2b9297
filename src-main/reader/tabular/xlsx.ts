/** Lists in Excel workbooks: every sheet that is shown and holds anything is a table. */
import type { TableNote } from '@contract/tabular'
import type { PackedRows } from '@contract/tabular-packed'
import type { Told } from '../format'
import { packageOf, type Sheet } from '../formats/xlsx-package'
import { unreadable, unzipPieces } from '../limits'
import type { Budget } from './limits'
import { Notes } from './notes'
import { sheetXml, type Texts } from './sheet'
import { withoutUnseen } from './signs'
import { Table } from './table'
import { sharedTexts } from './written'

/** Longest name of a sheet that is shown. */
const LONGEST_NAME = 300

/** @throws Fault 'bad-input' when the package is damaged or over a limit, or when the sheets that are shown hold nothing */
export function readWorkbook(
  bytes: Uint8Array,
  budget: Budget,
  told: Told,
): { readonly tables: PackedRows[]; readonly notes: TableNote[] } {
  const { sharedPath, ...book } = packageOf(bytes)
  const texts: Texts = { book, shared: sharedTexts(bytes, sharedPath), shown: new Map() }
  const notes = new Notes()
  for (const words of book.leftOut) notes.add('not-read', { words })
  const tables: PackedRows[] = []
  for (const [index, sheet] of book.sheets.entries()) {
    told.progress(index, book.sheets.length)
    if (sheet.isHidden) {
      notes.add('hidden-sheet', {
        words: `The hidden sheet “${nameOf(sheet)}” was left out. Show it in Excel to have it read.`,
      })
      continue
    }
    const read = readSheet(bytes, sheet, texts, budget)
    if (read !== null) tables.push(read)
  }
  if (tables.length === 0) {
    throw unreadable(
      'That workbook holds nothing in the sheets that are shown.',
      'Choose the workbook that holds the list.',
    )
  }
  return { tables, notes: notes.all() }
}

function readSheet(bytes: Uint8Array, sheet: Sheet, texts: Texts, budget: Budget): PackedRows | null {
  const table = new Table({ name: nameOf(sheet), headings: 'find', places: 'fixed' }, budget)
  const xml = sheetXml(texts, table)
  unzipPieces(bytes, sheet.path, (piece) => xml.push(piece))
  xml.end()
  return table.end()
}

const nameOf = ({ name }: Sheet): string => withoutUnseen(name).slice(0, LONGEST_NAME)
