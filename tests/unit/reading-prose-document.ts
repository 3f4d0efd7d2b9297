/** Small documents for the tests of reading prose, written as one would jot them down. */
import type { Block, ReadDocument } from '@contract/document'
import type { ReadReport } from '@contract/report'
import { outlineOf } from '../../src-main/reader/recognise/outline'
import { recogniseProse, type RecognisedProse } from '../../src-main/reader/recognise/prose'
import { schoolNamesIn } from '../../src-main/reader/recognise/schools'
import type { Context } from '../../src-main/reader/recognise/context'

const at = (line: number) => ({ page: null, line })

/**
 * Lines to blocks: `# ` a heading, `- ` an item (two spaces in front for each depth), `a | b` a row of a table, anything
 * else a paragraph. An empty line ends a table.
 */
export function documentOf(text: string, name = 'policy.docx'): ReadDocument {
  const blocks: Block[] = []
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd()
    const heading = /^(#+) (.*)$/.exec(line)
    const item = /^( *)- (.*)$/.exec(line)
    const last = blocks.at(-1)
    if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]!, ...at(index + 1) })
    } else if (item) {
      blocks.push({ kind: 'item', depth: item[1]!.length / 2, marker: '•', text: item[2]!, ...at(index + 1) })
    } else if (line.includes('|')) {
      const cells = line.split('|').map((cell) => ({ text: cell.trim(), columns: 1, rows: 1, heading: false }))
      const row = { cells, ...at(index + 1) }
      if (last?.kind === 'table' && text.split('\n')[index - 1]!.includes('|')) last.rows.push(row)
      else blocks.push({ kind: 'table', rows: [row], spans: false, ...at(index + 1) })
    } else if (line.trim() !== '') {
      blocks.push({ kind: 'paragraph', text: line.trim(), ...at(index + 1) })
    }
  })
  return { name, format: 'docx', pages: null, blocks, leftOut: [] }
}

export function contextOf(text: string, name?: string): Context {
  const document = documentOf(text, name)
  const outline = outlineOf(document)
  return { document, outline, names: schoolNamesIn(document, outline) }
}

const NO_TABLES = { matrices: [], deviceTables: [], declined: [] }

export const proseOf = (text: string, name?: string): RecognisedProse =>
  recogniseProse(contextOf(text, name), NO_TABLES)

/** The facts a document states, by name; those it does not state are left out. */
export const factsOf = (text: string, name?: string): Partial<Record<keyof ReadReport['metadata'], string>> =>
  Object.fromEntries(
    Object.entries(proseOf(text, name).metadata).flatMap(([key, fact]) => (fact ? [[key, fact.asWritten]] : [])),
  )

export const codesOf = (prose: RecognisedProse): string[] => prose.findings.map(({ code }) => code)
