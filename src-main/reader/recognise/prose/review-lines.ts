/** The printed lines of a review block: tables of labels and values, and lines "Label: value". */
import type { ReviewLine } from '@contract/report'
import type { Context } from '../context'
import type { Passage } from './passages'
import { labelOf, namesBody, twoLabels, type Label } from './review-labels'
import { dateOf } from './stated-date'

export interface PrintedLine {
  readonly label: string
  /** Empty: blank in the source. */
  readonly value: string
  readonly source: ReviewLine['source']
  /** Null: two labels run together, or one nobody knows. */
  readonly meaning: Label | null
  readonly joined: readonly [string, string] | null
}

const LONGEST_VALUE = 240
/** Blocks from either end in which a single line may be one of a review block. */
const EDGE = 40
const MOST_ROWS = 60

interface Pair {
  readonly label: string
  readonly value: string
}

const isLabel = (text: string): boolean => labelOf(text) !== null || twoLabels(text) !== null

/** "Chair of Governors" and "Committee" are labels somewhere, and values beside another label. */
const startsPair = (text: string): boolean =>
  (/:$/.test(text) && isLabel(text)) || (labelOf(text)?.meaning != null && !namesBody(text)) || twoLabels(text) !== null

/** "Label: value" in one text; null when what stands before the colon is no label. */
function inline(text: string): Pair | null {
  const match = /^([^:\t\n]{2,70}?)\s*(?::|\t|\s[–—-]\s)\s*(.*)$/s.exec(text.trim())
  if (match?.[1] === undefined) return null
  return isLabel(match[1]) ? { label: match[1], value: (match[2] ?? '').trim() } : null
}

/** Labels and values of one row: in cells side by side, or both in one cell. */
function pairsOf(cells: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  for (let at = 0; at < cells.length; at += 1) {
    const text = cells[at] ?? ''
    if (text === '') continue
    const both = inline(text)
    if (both !== null && both.value !== '') {
      pairs.push(both)
      continue
    }
    const named = isLabel(text)
    if (!named && !(at === 0 && /:$/.test(text) && cells.length > 1)) continue
    const next = cells[at + 1] ?? ''
    const empty = next === '' || (startsPair(next) && cells.length > 2) || inline(next) !== null
    pairs.push({ label: text.replace(/\s*:\s*$/, ''), value: empty ? '' : next })
    if (!empty) at += 1
  }
  return pairs
}

/** A heading row of labels with one row of values below: the same block, printed the other way round. */
function turned(rows: readonly (readonly string[])[]): Pair[] {
  const [head, body] = rows
  if (rows.length !== 2 || head === undefined || body === undefined || head.length < 2) return []
  const labels = head.filter((text) => isLabel(text))
  if (labels.length < 2 || labels.length < head.length - 1 || body.some((text) => isLabel(text))) return []
  return head.flatMap((label, at) => (isLabel(label) ? [{ label, value: body[at] ?? '' }] : []))
}

/** Labels side by side head a table of editions or of meetings; the row below holds none. */
const headsEditions = (rows: readonly (readonly string[])[]): boolean =>
  rows.slice(0, 2).some((cells, at) => {
    const next = rows[at + 1]
    const beside = cells.some((text, column) => isLabel(text) && isLabel(cells[column + 1] ?? ''))
    return beside && cells.filter((text) => text !== '').length > 2 && next !== undefined && !next.some(isLabel)
  })

const counts = (pairs: readonly Pair[]): number =>
  pairs.filter(({ label }) => labelOf(label)?.meaning != null || twoLabels(label) !== null).length

/** Every line of the document's review blocks, in its order. */
export function printedLines(context: Context, passages: readonly Passage[]): PrintedLine[] {
  const { document, outline } = context
  const lines: PrintedLine[] = []
  const aside = new Map(
    passages.filter(({ aside }) => aside !== null && aside !== 'wide').map(({ block, aside }) => [block, aside]),
  )
  const push = (pair: Pair, block: number, row: number | null): void => {
    lines.push({
      label: pair.label.replace(/\s+/g, ' ').trim(),
      value: pair.value.replace(/\s+/g, ' ').trim(),
      source: outline.source(block, row),
      meaning: labelOf(pair.label),
      joined: twoLabels(pair.label),
    })
  }

  document.blocks.forEach((block, index) => {
    if (block.kind !== 'table' || block.rows.length > MOST_ROWS || aside.has(index)) return
    const rows = block.rows.map(({ cells }) => cells.map(({ text }) => text.trim()))
    const other = turned(rows)
    if (other.length > 0) {
      for (const pair of other) push(pair, index, 1)
      return
    }
    if (headsEditions(rows)) return
    const byRow = rows.map((cells) => pairsOf(cells))
    const hits = byRow.reduce((sum, pairs) => sum + counts(pairs), 0)
    const dated = byRow.some((pairs) => pairs.some(({ value }) => dateOf(value).iso !== null))
    if (hits < 2 && !(hits === 1 && dated && rows.length < 4)) return
    if (hits * 4 < rows.length) return
    byRow.forEach((pairs, row) => {
      for (const pair of pairs) push(pair, index, row)
      // A row of the block whose label nobody knows is kept as printed.
      const [label = '', ...rest] = rows[row] ?? []
      if (pairs.length === 0 && label !== '' && rest.some((text) => text !== '') && rest.length < 3) {
        push({ label, value: rest.join(' ') }, index, row)
      }
    })
  })

  const last = document.blocks.length - 1
  const runs = runsOf(passages.filter(({ kind, aside: why }) => kind !== 'cell' && why === null))
  for (const run of runs) {
    const known = counts(run.map(({ pair }) => pair))
    const atEdge = run.some(({ block }) => block < EDGE || last - block < EDGE)
    const telling = run.some(({ pair }) => dateOf(pair.value).iso !== null || pair.value === '')
    const listed = run.some(({ item }) => item)
    if (known === 0 || (listed && known < 2) || (known === 1 && !(atEdge && (telling || run[0]?.pair.value !== ''))))
      continue
    for (const { pair, block } of run) push(pair, block, null)
  }
  return lines.sort((a, b) => a.source.block - b.source.block || (a.source.row ?? 0) - (b.source.row ?? 0))
}

interface Placed {
  /** In a list, where single lines are no review block. */
  readonly item: boolean
  readonly pair: Pair
  readonly block: number
}

/** Lines "Label: value" that stand together. */
function runsOf(passages: readonly Passage[]): Placed[][] {
  const runs: Placed[][] = []
  let run: Placed[] = []
  let before = -10
  for (const { text, block, kind } of passages) {
    const pairs = text.split('\n').flatMap((line) => splitLine(line))
    const usable = pairs.filter(({ value }) => value.length <= LONGEST_VALUE && !isSentence(value))
    if (usable.length === 0) continue
    if (block - before > 2 && run.length > 0) {
      runs.push(run)
      run = []
    }
    run.push(...usable.map((pair) => ({ pair, block, item: kind === 'item' })))
    before = block
  }
  if (run.length > 0) runs.push(run)
  return runs
}

/** "Approved by: Governing Body   Date: June 2024" holds two, also where the room between them was lost. */
function splitLine(line: string): Pair[] {
  const parts = line.split(/\t+|\s{3,}|\s+[|•]\s+|;\s+(?=[^:;]{2,40}:)/).flatMap((part) => atLabels(part))
  const pairs: Pair[] = []
  for (const part of parts) {
    const pair = inline(part)
    const previous = pairs.at(-1)
    if (pair !== null) pairs.push(pair)
    else if (previous !== undefined && previous.value === '' && part.trim() !== '') {
      pairs[pairs.length - 1] = { label: previous.label, value: part.trim() }
    } else if (pairs.length === 0 && isLabel(part) && parts.length > 1) {
      pairs.push({ label: part, value: '' })
    }
  }
  return pairs
}

const MOST_LABEL_WORDS = 6

/** A line cut before each label that stands inside it: "12.03.24 Review date: 12.03.25". */
function atLabels(part: string): string[] {
  const pieces = part.length > LONGEST_VALUE ? [part] : part.split(/(?<=:)\s/)
  if (pieces.length < 3) return [part]
  const lines: string[] = []
  let open = pieces[0] ?? ''
  for (const piece of pieces.slice(1)) {
    const words = piece.replace(/:$/, '').split(' ')
    const from = /:$/.test(piece)
      ? words.findIndex(
          (_, at) => at > 0 && words.length - at <= MOST_LABEL_WORDS && isLabel(words.slice(at).join(' ')),
        )
      : -1
    if (from < 0) {
      open = `${open} ${piece}`
      continue
    }
    lines.push(`${open} ${words.slice(0, from).join(' ')}`)
    open = `${words.slice(from).join(' ')}:`
  }
  return [...lines, open]
}

/** A sentence after a colon says something; it is no value. */
export const isSentence = (value: string): boolean =>
  value.length > 60 &&
  /\b(?:will|must|should|is|are|has|have|may|was|were)\b/i.test(value) &&
  value.split(' ').length > 9
