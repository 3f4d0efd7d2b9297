/**
 * Word documents: the text with its headings, lists, tables and notes. Own reading instead of a converter, because the
 * tables decide: merged cells, automatic numbers, ticks from symbol fonts, and pages are lost on the way through HTML.
 */
import type { Block } from '@contract/document'
import type { Parse } from '../format'
import { unreadable } from '../limits'
import { walk, type Shared } from './docx-body'
import { readNumbering } from './docx-numbering'
import { wordParts } from './docx-package'
import { LEFT_OUT } from './docx-state'
import { readStyles } from './docx-styles'

const MOST_BLOCKS = 300_000

/** Nothing outside the file is opened, no macro is run, no picture is unpacked (C33-C35). */
export const parseDocx: Parse = (bytes) => {
  const parts = wordParts(bytes)
  const leftOut = new Set<string>()
  const styles = readStyles(parts.styles)
  const notes = new Map<string, string>()
  const shared = (): Shared => ({
    styles,
    // Notes count their own lists: they stand beside the text, not in it.
    numbering: readNumbering(parts.numbering, styles),
    notes,
    leaveOut: (words) => leftOut.add(words),
  })
  for (const part of [parts.footnotes, parts.endnotes]) {
    if (part !== null) for (const [key, text] of walk(part, shared()).notes) notes.set(key, text)
  }
  const { blocks, breaks } = walk(parts.body, shared())
  if (parts.hasHeaders) leftOut.add(LEFT_OUT.headers)
  if (parts.hasMacros) leftOut.add(LEFT_OUT.macros)
  if (blocks.every((block) => block.kind === 'break')) {
    throw unreadable(
      leftOut.has(LEFT_OUT.picture)
        ? 'That Word document holds pictures but no words, as a scan does.'
        : 'That Word document holds no words.',
      'Choose the document the school writes its policy in.',
    )
  }
  if (blocks.length > MOST_BLOCKS) {
    throw unreadable('That Word document has more than 300,000 paragraphs.', 'Save it in parts and choose those.')
  }
  // Without the saving program's own notes nobody knows where pages began, unless its count agrees.
  const known = breaks.rendered > 0 || parts.pages === breaks.all + 1
  return {
    pages: known ? breaks.all + 1 : null,
    blocks: known ? blocks : blocks.map(withoutPage),
    leftOut: [...leftOut],
  }
}

function withoutPage(block: Block): Block {
  if (block.kind !== 'table') return { ...block, page: null }
  return { ...block, page: null, rows: block.rows.map((row) => ({ ...row, page: null })) }
}
