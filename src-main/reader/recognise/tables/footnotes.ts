/** The footnotes of a table: every sign printed in it, with its text, or without one where the document has none (R18). */
import type { Block } from '@contract/document'
import type { ReadTable } from '@contract/report'
import { flag, type Flag } from './judge'
import { keyIn, noteIn, sameSign, signsIn } from './notes'
import type { Reading } from './read'
import type { Run } from './runs'

export interface Footnotes {
  readonly footnotes: ReadTable['footnotes']
  readonly flags: readonly Flag[]
}

const BLOCKS_AFTER = 8
const LONGEST = 4000

/** Collects the signs of a table and finds their texts: in its rows, between its parts, in the lines after it. */
export function footnotesOf(reading: Reading, run: Run, blocks: readonly Block[]): Footnotes {
  const used = signsUsed(reading)
  const texts = new Map<string, string>()
  const candidates = [...reading.body.notes, ...linesNear(run, blocks)]
  for (const candidate of candidates) {
    const note = noteIn(candidate)
    const key = note === null ? null : sameSign(note.mark)
    if (note !== null && key !== null && used.has(key) && !texts.has(key)) texts.set(key, note.text.slice(0, LONGEST))
  }
  const flags: Flag[] = []
  const footnotes = [...used].map(([key, { mark, row, column }]) => {
    const text = texts.get(key) ?? null
    if (text === null) flags.push(flag('footnote-missing', `No text was found for the sign “${mark}”.`, row, column))
    return { mark, text }
  })
  const keys = reading.key.map(({ sign, words }) => ({ mark: sign.slice(0, 20), text: words }))
  const unkeyed = footnotes.filter(({ mark }) => !keys.some((entry) => entry.mark === mark))
  return { footnotes: [...unkeyed, ...keys].slice(0, 100), flags }
}

interface Used {
  readonly mark: string
  readonly row: number | null
  readonly column: number | null
}

/** Signs by their plain form, in printed order, with the first place of each. */
function signsUsed({ title, columns, body }: Reading): Map<string, Used> {
  const used = new Map<string, Used>()
  const note = (text: string, row: number | null, column: number | null): void => {
    for (const mark of signsIn(text)) if (!used.has(sameSign(mark))) used.set(sameSign(mark), { mark, row, column })
  }
  note(title, null, null)
  note(columns.corner, null, null)
  for (const { group } of columns.values) note(group ?? '', null, null)
  for (const [column, { caption }] of columns.values.entries()) note(caption, null, column)
  for (const [index, row] of body.rows.entries()) {
    note(row.group ?? '', index, null)
    note(row.label, index, null)
    for (const [column, cell] of row.cells.entries()) note(cell, index, column)
  }
  return used
}

function linesNear(run: Run, blocks: readonly Block[]): string[] {
  const lines = run.notes.flatMap((index) => textOf(blocks[index]))
  const last = run.segments.at(-1)?.block ?? blocks.length
  for (const block of blocks.slice(last + 1, last + 1 + BLOCKS_AFTER)) {
    if (block.kind === 'table' || block.kind === 'heading') break
    const [line] = textOf(block)
    if (line !== undefined && keyIn(line) === null) lines.push(line)
  }
  return lines
}

const textOf = (block: Block | undefined): string[] =>
  block === undefined || block.kind === 'table' || block.kind === 'break' ? [] : [block.text]
