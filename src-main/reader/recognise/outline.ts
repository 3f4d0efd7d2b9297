/** The headings of a document: under which of them each block stands. */
import type { ReadDocument } from '@contract/document'
import type { Outline } from './context'

const LONGEST_CLAUSE = 400
const LONGEST_HEADING = 120

/** Reads the headings once; a heading ends those of its own level and of the levels below it. */
export function outlineOf({ blocks }: Pick<ReadDocument, 'blocks'>): Outline {
  const path: { level: number; text: string }[] = []
  const clauses = blocks.map((block) => {
    if (block.kind === 'heading') {
      while ((path.at(-1)?.level ?? 0) >= block.level) path.pop()
      path.push({ level: block.level, text: block.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_HEADING) })
    }
    return path
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(' / ')
      .slice(0, LONGEST_CLAUSE)
  })
  const clauseOf = (block: number): string => clauses[block] ?? ''
  return {
    clauseOf,
    source: (index, row = null) => {
      const block = blocks[index]
      const at = block?.kind === 'table' && row !== null ? (block.rows[row] ?? block) : block
      return { block: index, row, page: at?.page ?? null, line: at?.line ?? null, clause: clauseOf(index) }
    },
  }
}
