/**
 * The sentences of a document in reading order, each with what it hangs on: the sentence that leads its list in, and the
 * headings above. Words broken by a page are joined again. What is quoted from guidance, listed as links, printed on
 * every page or listed as contents is marked, so that nothing is read from it.
 */
import type { Block, Source } from '@contract/document'
import type { Context } from '../context'
import { quotedBlocks } from './quotations'
import { setAside } from './set-aside'

export type PassageKind = 'heading' | 'paragraph' | 'item' | 'cell'

export interface Passage {
  readonly kind: PassageKind
  readonly text: string
  /** The same cut into sentences; lines are sentences of their own. */
  readonly sentences: readonly string[]
  readonly block: number
  /** Row of a table block; null for others. */
  readonly row: number | null
  readonly depth: number
  /** The sentence that leads in the list an item stands in, outermost first; empty for others. */
  readonly leads: readonly string[]
  /** Why nothing is read from it: `table` was read as rules already, `wide` is a table of values. Null: it speaks for the school. */
  readonly aside: 'quoted' | 'links' | 'contents' | 'footer' | 'publisher' | 'table' | 'wide' | null
}

const ENDS = /[.!?:;”"’)\]]\s*$/
/** A paragraph that begins small goes on where the page broke it. */
const GOES_ON = /^[\p{Ll}(]/u
const MOST_LEADS = 4
const MOST_COLUMNS = 3
/** A paragraph of a policy is never longer; what is behind is shown, but not read. */
const LONGEST = 12_000

interface Open {
  readonly depth: number
  readonly text: string
}

type Unread = Omit<Passage, 'sentences'>

/** Reads a document's sentences once. @param tables blocks that were read as tables of rules */
export function passagesOf({ document, outline }: Context, tables: ReadonlySet<number>): Passage[] {
  const { blocks } = document
  const quoted = quotedBlocks(blocks)
  const aside = setAside(blocks, outline.clauseOf)
  const passages: Unread[] = []
  let leads: Open[] = []
  let last: { index: number; kind: Block['kind'] } | null = null

  const add = (passage: Omit<Unread, 'aside'>, why: Passage['aside']): void => {
    passages.push({ ...passage, aside: why })
  }

  blocks.forEach((block, index) => {
    if (block.kind === 'break') return
    if (block.kind === 'table') {
      leads = []
      last = null
      // A table of many columns holds values under headings, not sentences.
      const wide = block.rows.some(({ cells }) => cells.filter(({ text }) => text.trim() !== '').length > MOST_COLUMNS)
      const why = tables.has(index) ? 'table' : (aside.get(index) ?? (wide ? 'wide' : null))
      block.rows.forEach(({ cells }, row) => {
        const previous = passages.at(-1)
        const texts = cells.map(({ text }) => tidy(text))
        const only = texts.filter((text) => text !== '')
        const [text = ''] = only
        // A row whose first cell is empty goes on with the sentence of the row before, also over a page.
        const joins =
          previous?.kind === 'cell' &&
          previous.block >= index - 2 &&
          only.length === 1 &&
          texts[0] === '' &&
          !ENDS.test(previous.text) &&
          previous.aside === why
        if (joins) {
          passages[passages.length - 1] = { ...previous, text: `${previous.text} ${text}` }
          return
        }
        for (const cell of only) {
          if (/^[\d.()a-zA-Z]{1,4}$/.test(cell) && only.length > 1) continue
          add({ kind: 'cell', text: cell, block: index, row, depth: 0, leads: [] }, why)
        }
      })
      return
    }
    const text = tidy(block.text)
    if (text === '') return
    const why = aside.get(index) ?? (quoted.has(index) ? 'quoted' : null)
    if (why === 'footer') return
    const previous = passages.at(-1)
    if (block.kind === 'heading') {
      leads = []
      add({ kind: 'heading', text, block: index, row: null, depth: 0, leads: [] }, why)
    } else if (
      block.kind === 'paragraph' &&
      previous !== undefined &&
      last !== null &&
      (previous.kind === 'paragraph' || previous.kind === 'item') &&
      GOES_ON.test(text) &&
      !ENDS.test(previous.text) &&
      previous.text.length > 40 &&
      previous.aside === why
    ) {
      passages[passages.length - 1] = { ...previous, text: `${previous.text} ${text}` }
    } else if (block.kind === 'paragraph') {
      leads = [{ depth: -1, text: lastSentence(text) }]
      add({ kind: 'paragraph', text, block: index, row: null, depth: 0, leads: [] }, why)
    } else {
      leads = leads.filter(({ depth }) => depth < block.depth)
      add(
        {
          kind: 'item',
          ...{ text, block: index, row: null, depth: block.depth },
          leads: leads.map((lead) => lead.text).filter((lead) => leadsIn(lead)),
        },
        why,
      )
      leads = [...leads, { depth: block.depth, text: lastSentence(text) }].slice(-MOST_LEADS)
    }
    last = { index, kind: block.kind }
  })
  return passages.map((passage) => ({
    ...passage,
    sentences: sentencesOf(passage.text).filter((one) => !QUOTES.test(one)),
  }))
}

/** A sentence that hands on what another says, in quotation marks. */
const QUOTES =
  /\b(?:states?|says?|said|reads?|suggests?|recommends?|advises?|defines)\b[^"“:,]{0,60}[:,]?\s*["“][^"”]{30,}/i

/** One space between words, and no endless rows of dots; a text longer than any paragraph is cut. */
const tidy = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/([^\p{L}\p{N}\s])\1{11,}/gu, (row) => row.slice(0, 12))
    .trim()

/** A list hangs on the last sentence before it. */
const lastSentence = (text: string): string => sentencesOf(text).at(-1) ?? text

/** "Staff must:" and "The school allows" lead a list in; a finished sentence does not. */
const leadsIn = (text: string): boolean =>
  /:[-–\s]*$/.test(text) || (!/[.!?;,]["”’)]*$/.test(text) && text.length < 220)

export const sourceOf = ({ outline }: Context, { block, row }: Pick<Passage, 'block' | 'row'>): Source =>
  outline.source(block, row)

const ABBREVIATION = /\b(?:e\.g|i\.e|inc|incl|no|nos|vs|st|mr|mrs|ms|miss|dr|prof|approx|fig|p|pp|c)\.$/i

/** A text cut into sentences. Lines are sentences of their own. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  for (const line of text.split('\n')) {
    let start = 0
    for (const match of line.matchAll(/(?<![.!?])[.!?]+["”’)\]]*\s+(?=[\p{Lu}\d“"‘(•-])/gu)) {
      const end = match.index + match[0].length
      const piece = line.slice(start, end).trim()
      if (ABBREVIATION.test(piece) || /\b\p{Lu}\.$/u.test(piece)) continue
      if (piece !== '') sentences.push(piece)
      start = end
    }
    const rest = line.slice(start).trim()
    if (rest !== '') sentences.push(rest)
  }
  return sentences
}
