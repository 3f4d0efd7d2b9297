/** A document's text as plain lines, for whoever asks what it names rather than how it is built. */
import type { Block, ReadDocument } from '@contract/document'

export interface TextLine {
  readonly block: number
  readonly kind: Block['kind']
  readonly text: string
}

/** Every line of text from the beginning; each cell of a table is a line or several. */
export function linesOf({ blocks }: Pick<ReadDocument, 'blocks'>): TextLine[] {
  const lines: TextLine[] = []
  blocks.forEach((block, index) => {
    const texts =
      block.kind === 'break'
        ? []
        : block.kind === 'table'
          ? block.rows.flatMap(({ cells }) => cells.map(({ text }) => text))
          : [block.text]
    for (const text of texts) {
      for (const line of text.split('\n')) {
        const trimmed = line.replace(/\s+/g, ' ').trim()
        if (trimmed !== '') lines.push({ block: index, kind: block.kind, text: trimmed })
      }
    }
  })
  return lines
}
