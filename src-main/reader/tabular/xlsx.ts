/** Lists in Excel workbooks: every sheet that is shown and holds anything is a table. */
import type { ReadRows, TableNote } from '@contract/tabular'
import type { Told } from '../format'
import { packageOf, type Sheet } from '../formats/xlsx-package'
import { mergesOf } from '../formats/xlsx-sheet'
import { unreadable } from '../limits'
import { LARGEST_PART } from '../xml'
import type { Budget } from './limits'
import { Notes } from './notes'
import { readSheetRows, type Texts } from './sheet'
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
): { readonly tables: ReadRows[]; readonly notes: TableNote[] } {
  const { sharedPart, ...book } = packageOf(bytes)
  const texts: Texts = { book, shared: sharedTexts(sharedPart) }
  const notes = new Notes()
  for (const words of book.leftOut) notes.add('not-read', { words })
  const tables: ReadRows[] = []
  for (const [index, sheet] of book.sheets.entries()) {
    told.progress(index, book.sheets.length)
    if (sheet.isHidden) {
      notes.add('hidden-sheet', {
        words: `The hidden sheet “${nameOf(sheet)}” was left out. Show it in Excel to have it read.`,
      })
      continue
    }
    const read = readSheet(sheet, texts, budget)
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

function readSheet(sheet: Sheet, texts: Texts, budget: Budget): ReadRows | null {
  const part = sheet.part()
  if (part.length > LARGEST_PART) {
    throw unreadable(
      'A sheet of that workbook is larger than 64 MB unpacked.',
      'Save the sheet as .csv (UTF-8) and choose that.',
    )
  }
  const merged = mergesOf(part).map(({ top }) => top + 1)
  const table = new Table({ name: nameOf(sheet), headings: 'find', places: 'fixed', merged }, budget)
  readSheetRows(part, texts, table)
  return table.end()
}

const nameOf = ({ name }: Sheet): string => withoutUnseen(name).slice(0, LONGEST_NAME)
