/**
 * Excel workbooks, read from their own parts within the limits: what is merged is what a heading stands over, and
 * read-excel-file, which reads workbooks elsewhere, does not tell it. Every sheet is a page.
 */
import { visible } from '../decode'
import type { Parse } from '../format'
import { unreadable } from '../limits'
import { Building } from './building'
import { SheetBlocks } from './sheet-blocks'
import { workbookOf } from './xlsx-package'
import { readSheet } from './xlsx-sheet'

/**
 * A hidden sheet is left out, and said to be: nobody who opens the workbook sees it. Hidden rows and columns are read, as
 * they are often only folded away, and that is said as well.
 */
export const parseXlsx: Parse = (bytes, told) => {
  const book = workbookOf(bytes)
  const into = new Building()
  for (const words of book.leftOut) into.leaveOut(words)
  const shown = book.sheets.filter(({ isHidden }) => !isHidden)
  for (const { name, isHidden } of book.sheets) {
    if (isHidden)
      into.leaveOut(`The hidden sheet “${visible(name).slice(0, 40)}” was left out. Show it in Excel to have it read.`)
  }
  for (const [index, sheet] of shown.entries()) {
    told.progress(index, shown.length)
    const page = index + 1
    if (index > 0) into.break({ page, line: null })
    if (shown.length > 1) into.heading(1, visible(sheet.name), { page, line: null })
    const blocks = new SheetBlocks(into, { page, spans: true, level: shown.length > 1 ? 2 : 1 })
    readSheet(sheet.part(), book, into, blocks)
  }
  if (into.blocks.every(({ kind }) => kind === 'break' || kind === 'heading')) {
    throw unreadable(
      'That workbook holds no text in the sheets that are shown.',
      'Choose the workbook that holds the rules.',
    )
  }
  return { pages: Math.max(1, shown.length), blocks: into.blocks, leftOut: into.leftOut }
}
