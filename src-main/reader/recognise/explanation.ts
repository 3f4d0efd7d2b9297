/**
 * What the app's own exports add to a school's table: the same rules once more, one in a row, beside what each is
 * understood to mean. Read again it would be a second table of rules, or a declined one.
 */
import type { Block, ReadDocument } from '@contract/document'

/** As `features/matrices/export/understood.ts` prints them. */
const HEADINGS = ['as written', 'as understood', 'stands in']
/** The headings stand in the first row, or under a title in the same sheet. */
const ROWS_LOOKED_AT = 3

/** The document without such tables; every other block stays where it is. */
export function withoutExplanation(document: ReadDocument): ReadDocument {
  if (!document.blocks.some(isExplanation)) return document
  const blocks = document.blocks.map((block): Block =>
    isExplanation(block) ? { kind: 'paragraph', text: '', page: block.page, line: block.line } : block,
  )
  return { ...document, blocks }
}

function isExplanation(block: Block): boolean {
  if (block.kind !== 'table') return false
  return block.rows.slice(0, ROWS_LOOKED_AT).some(({ cells }) => {
    const texts = new Set(cells.map(({ text }) => text.replace(/\s+/g, ' ').trim().toLowerCase()))
    return HEADINGS.every((heading) => texts.has(heading))
  })
}
