/**
 * A document as the reader hands it over: one tree of blocks for every format (design 6). Text only; what was markup in
 * the file is a kind of block here or is gone. Limits hold for what crosses between processes (C35).
 */
import { z } from 'zod'
import './parsing'

export const FORMATS = ['txt', 'md', 'html', 'docx', 'pdf', 'csv', 'xlsx'] as const
export const Format = z.enum(FORMATS)
export type Format = z.output<typeof Format>

/** Most characters of one cell, as in a spreadsheet (C35). */
export const CELL_LIMIT = 32_767
/** Most characters of one paragraph; longer ones are cut into several. */
export const TEXT_LIMIT = 100_000

const at = {
  /** Page it begins on, from 1; null where the format has no pages. A sheet of a workbook counts as a page. */
  page: z.int().positive().nullable(),
  /** Line of the file it begins on, from 1; null where the format has no lines. */
  line: z.int().positive().nullable(),
}

/**
 * One cell of a table. Paragraphs and list items inside it are lines; a list item begins with `• `. A raised footnote
 * sign is a raised character (`¹`). Spans count grid places, as in HTML.
 */
export const BlockCell = z.strictObject({
  text: z.string().max(CELL_LIMIT),
  columns: z.int().min(1).max(500),
  rows: z.int().min(1).max(10_000),
  /** The file itself says that this is a heading. */
  heading: z.boolean(),
})
export type BlockCell = z.output<typeof BlockCell>

export const BlockRow = z.strictObject({ cells: z.array(BlockCell).max(500), ...at })
export type BlockRow = z.output<typeof BlockRow>

export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.int().min(1).max(9), text: z.string().max(TEXT_LIMIT), ...at }),
  z.strictObject({ kind: z.literal('paragraph'), text: z.string().max(TEXT_LIMIT), ...at }),
  z.strictObject({
    kind: z.literal('item'),
    /** 0 for the outermost list. */
    depth: z.int().min(0).max(9),
    /** As printed: `•`, `a.`, `3`; null when the file has none. */
    marker: z.string().max(20).nullable(),
    text: z.string().max(TEXT_LIMIT),
    ...at,
  }),
  z.strictObject({
    kind: z.literal('table'),
    rows: z.array(BlockRow).max(200_000),
    /** Whether the format states spans. False: a heading over several columns stands in the first of them, the others are empty. */
    spans: z.boolean(),
    ...at,
  }),
  /** Where the file begins a new page. */
  z.strictObject({ kind: z.literal('break'), ...at }),
])
export type Block = z.output<typeof Block>
export type TableBlock = Extract<Block, { kind: 'table' }>

export const ReadDocument = z.strictObject({
  /** The file's name without folder. Never a source of facts about the policy. */
  name: z.string().max(300),
  format: Format,
  /** Null where the format has none. */
  pages: z.int().positive().nullable(),
  blocks: z.array(Block).max(300_000),
  /** What could not be taken over, in words: pictures, text boxes, formulas left out. */
  leftOut: z.array(z.string().max(300)).max(100),
})
export type ReadDocument = z.output<typeof ReadDocument>

/** Where something stands in a read document. */
export const Source = z.strictObject({
  /** Index in the document's blocks. */
  block: z.int().nonnegative(),
  /** Row of a table block, from 0; null for the whole block. */
  row: z.int().nonnegative().nullable(),
  page: z.int().positive().nullable(),
  line: z.int().positive().nullable(),
  /** The headings it stands under, outermost first, joined by " / "; empty before the first heading. */
  clause: z.string().max(400),
})
export type Source = z.output<typeof Source>
