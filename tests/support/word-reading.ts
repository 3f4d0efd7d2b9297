/** Reading Word files made for the tests, and what comes out in short. */
import { ReadDocument, type Block, type TableBlock } from '@contract/document'
import type { Parsed } from '../../src-main/reader/format'
import { parseDocx } from '../../src-main/reader/formats/docx'
import { wordFile, type WordFile } from './word'

/** Reads a file; what comes out keeps the contract. */
export async function parsed(file: WordFile | Uint8Array): Promise<Parsed> {
  const bytes = file instanceof Uint8Array ? file : wordFile(file)
  const read = await parseDocx(bytes, { progress: () => {} })
  ReadDocument.parse({ name: 'policy.docx', format: 'docx', ...read })
  return read
}

/** Blocks of a body. */
export const blocksOf = async (body: string, more: Omit<WordFile, 'body'> = {}): Promise<readonly Block[]> =>
  (await parsed({ body, ...more })).blocks

/** Blocks in short: `# 1 Title`, `1. item`, `text`, `--- page 2`. */
export const shortly = (blocks: readonly Block[]): readonly string[] =>
  blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${block.text}`
      case 'item':
        return `${'  '.repeat(block.depth)}${block.marker ?? ''} ${block.text}`
      case 'break':
        return `--- ${block.page ?? '?'}`
      case 'table':
        return `table ${block.rows.length}`
      default:
        return block.text
    }
  })

/** Blocks of a body in short. */
export const textsOf = async (body: string, more: Omit<WordFile, 'body'> = {}): Promise<readonly string[]> =>
  shortly(await blocksOf(body, more))

/** The first table of a body. */
export async function tableOf(body: string, more: Omit<WordFile, 'body'> = {}): Promise<TableBlock> {
  const found = (await blocksOf(body, more)).find((block) => block.kind === 'table')
  if (found === undefined) throw new Error('No table was read')
  return found
}

/** Cells in short: `text`, with `>n` for columns and `v n` for rows spanned. */
export const cellsOf = ({ rows }: TableBlock): readonly (readonly string[])[] =>
  rows.map(({ cells }) =>
    cells.map(
      ({ text, columns, rows: down }) => `${text}${columns > 1 ? ` >${columns}` : ''}${down > 1 ? ` v${down}` : ''}`,
    ),
  )
