/** Blocks written down in few signs, and what the recogniser of tables makes of them. */
import type { Block, ReadDocument } from '@contract/document'
import type { ReadTable } from '@contract/report'
import { outlineOf } from '../../src-main/reader/recognise/outline'
import { recogniseTables, type RecognisedTables } from '../../src-main/reader/recognise/tables'
import { expect } from 'vitest'
import type { SchoolNames } from '../../src-main/reader/recognise/context'

export interface CellSketch {
  readonly text: string
  readonly columns?: number
  readonly rows?: number
  readonly heading?: boolean
}
export type RowSketch = readonly (string | CellSketch)[]

const at = { page: null, line: null }

export const table = (rows: readonly RowSketch[], spans = false): Block => ({
  kind: 'table',
  spans,
  ...at,
  rows: rows.map((row) => ({
    ...at,
    cells: row.map((cell) => ({
      columns: 1,
      rows: 1,
      heading: false,
      ...(typeof cell === 'string' ? { text: cell } : cell),
    })),
  })),
})

/** A table from lines with strokes between the cells. */
export const sketch = (text: string, spans = false): Block =>
  table(
    text
      .trim()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim())),
    spans,
  )

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text, ...at })
export const heading = (text: string, level = 2): Block => ({ kind: 'heading', level, text, ...at })
export const pageBreak: Block = { kind: 'break', ...at }

/** Schools by the tags A, B and C only. */
const names: SchoolNames = {
  school: null,
  schools: [],
  tags: { AAA: 'First School', BBB: 'Second School' },
  trust: null,
  exceptionsIn: (text) =>
    [...text.matchAll(/\(not (AAA|BBB)\)/gi)].map((found) => ({ words: found[0], not: [found[1] ?? ''], only: [] })),
  tagsIn: (text) => [...text.matchAll(/\b(?:AAA|BBB)\b/g)].map((found) => found[0]),
  appliesTo: () => [],
}

export function readBlocks(blocks: readonly Block[]): RecognisedTables {
  const document: ReadDocument = { name: 'policy.txt', format: 'txt', pages: null, blocks: [...blocks], leftOut: [] }
  return recogniseTables({ document, outline: outlineOf(document), names })
}

/** Every table that was read, of any kind. */
export const tablesIn = (blocks: readonly Block[]): readonly ReadTable[] => {
  const { matrices, deviceTables } = readBlocks(blocks)
  return [...matrices, ...deviceTables]
}

/** The one table in the blocks. */
export const only = (blocks: readonly Block[]): ReadTable => {
  const tables = tablesIn(blocks)
  expect(tables).toHaveLength(1)
  return tables[0]!
}
/** Codes of a table's flags. */
export const codes = ({ flags }: ReadTable): string[] => flags.map(({ code }) => code)
/** Why nothing was read. */
export const declined = (blocks: readonly Block[]): string[] => {
  const read = readBlocks(blocks)
  expect([...read.matrices, ...read.deviceTables]).toEqual([])
  return read.declined.map(({ why }) => why)
}
