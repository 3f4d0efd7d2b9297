/** Parts of one table: fragments a page end has broken it into are put in a row, tables that follow each other are not. */
import type { Block } from '@contract/document'
import { isCaption, type Caption } from './captions'
import { gridOf, padded, printedIn, textAt, type GridRow, type Segment } from './grid'
import { firstValueColumn, headOf, isComplete, type Head } from './heads'
import { isSign, saysNothing } from './marks'
import { isNoiseRow, isPageNoise, repeats, saysContinued } from './noise'
import { noteIn } from './notes'

/** The parts of one printed table, in order. */
export interface Run {
  readonly segments: readonly Segment[]
  /** Blocks that stand between the parts and are footnotes. */
  readonly notes: readonly number[]
  /** It follows the table before with nothing between them but what belongs to the page. */
  readonly touches: boolean
  readonly width: number
  /** It has headings of rules, and nothing below them. */
  readonly headOnly: boolean
}

type Read = (text: string) => Caption

const WIDEST_GAP = 10

/** A run as it grows: what is known of its headings is kept, so that each part is looked at once. */
interface Growing {
  readonly segments: Segment[]
  readonly touches: boolean
  readonly notes: number[]
  head: Head
  width: number
  /** Nothing but headings so far. */
  headOnly: boolean
  /** Its rows below the headings. */
  readonly body: GridRow[]
  closed: boolean
}

/** Every printed table of the document, whatever it is about; tables beyond any size of rules are left out. */
export function runsOf(blocks: readonly Block[], read: Read): Run[] {
  const runs: Growing[] = []
  const running = runningTexts(blocks)
  let gap: { blocks: number; notes: number[] } = { blocks: 0, notes: [] }
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'table') {
      const grid = gridOf(block, index)
      for (const segment of grid === null ? [] : segmentsOf(grid, read)) {
        const last = runs.at(-1)
        if (last !== undefined && !last.closed && belongs(last, segment, read)) {
          add(last, segment, read)
          last.notes.push(...gap.notes)
        } else runs.push(begin(segment, last?.closed === false, read))
        gap = { blocks: 0, notes: [] }
      }
      continue
    }
    const current = runs.at(-1)
    if (current === undefined || current.closed) continue
    const note = block.kind !== 'break' && noteIn(block.text) !== null
    gap = { blocks: gap.blocks + 1, notes: note ? [...gap.notes, index] : gap.notes }
    current.closed = (!note && !isOfPage(block, running)) || gap.blocks > WIDEST_GAP
  }
  return runs
}

function begin(segment: Segment, touches: boolean, read: Read): Growing {
  const head = headOf(segment.rows, read)
  const run: Growing = {
    segments: [segment],
    touches,
    notes: [],
    head,
    width: segment.width,
    headOnly: segment.rows.slice(head.end).every(isNoiseRow),
    body: [...segment.rows.slice(head.end)],
    closed: false,
  }
  return run
}

function add(run: Growing, part: Segment, read: Read): void {
  const segment = run.headOnly && goesOnWithHead(run, part) ? endHead(run, part, read) : part
  run.segments.push(segment)
  run.width = Math.max(run.width, segment.width)
  if (run.headOnly) {
    const rows = padded(
      run.segments.flatMap((part) => part.rows),
      run.width,
    )
    run.head = headOf(rows, read)
    run.headOnly = rows.slice(run.head.end).every(isNoiseRow)
  }
  run.body.push(...segment.rows)
}

const digitsAside = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()

/** Short texts that come again and again: heads and feet of pages. */
function runningTexts(blocks: readonly Block[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const block of blocks) {
    if (block.kind === 'table' || block.kind === 'break' || block.text.length > 120) continue
    const key = digitsAside(block.text)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 2).map(([key]) => key))
}

function isOfPage(block: Exclude<Block, { kind: 'table' }>, running: ReadonlySet<string>): boolean {
  if (block.kind === 'break') return true
  const text = block.text.trim()
  return isPageNoise(text) || saysContinued(text) || (block.text.length <= 120 && running.has(digitsAside(text)))
}

const bare = (caption: Caption): boolean =>
  caption.level === null && (caption.people.length > 0 || caption.device !== null || caption.deviceGroup)

const captionsBeside = (row: GridRow, read: Read): Caption[] =>
  printedIn(row).flatMap((column) =>
    column > 0 && !saysNothing(textAt(row, column)) ? [read(textAt(row, column))] : [],
  )

/** One block may hold several tables, as a sheet of a workbook does: each new set of headings begins another. */
function segmentsOf(grid: Segment, read: Read): Segment[] {
  const cuts: number[] = [0]
  let head: Head = headOf(grid.rows, read)
  let blank = -1
  for (let index = head.end; index < grid.rows.length; index += 1) {
    const row = grid.rows[index]
    if (row === undefined) break
    if (printedIn(row).length === 0) blank = index
    if (isNoiseRow(row)) continue
    const above = blank >= 0 && onlyTitles(grid.rows, blank, index) ? grid.rows.slice(blank, index) : null
    const after = (): readonly GridRow[] => rowsAfter(grid.rows, index, head)
    const place = { after, row, head, above, before: grid.rows.slice(cuts.at(-1), index), next: grid.rows[index + 1] }
    if (!opensTable(place, read)) continue
    const from = above === null ? index : blank
    cuts.push(from)
    head = { ...headOf(grid.rows.slice(from), read) }
    head = { ...head, end: from + head.end }
    index = Math.max(index, head.end - 1)
    blank = -1
  }
  return cuts.map((from, place) => segment(grid, from, cuts[place + 1] ?? grid.rows.length))
}

const onlyTitles = (rows: readonly GridRow[], from: number, to: number): boolean =>
  to - from <= 4 && rows.slice(from, to).every((row) => printedIn(row).length <= 1)

interface Place {
  readonly row: GridRow
  readonly head: Head
  /** A blank row and the titles below it, when they stand just above; else null. */
  readonly above: readonly GridRow[] | null
  /** The rows of the table so far. */
  readonly before: readonly GridRow[]
  readonly next: GridRow | undefined
  /** The rows below, to the next heading like it. */
  readonly after: () => readonly GridRow[]
}

const hasSigns = (row: GridRow): boolean => row.places.some(({ text, begins }, at) => at > 0 && begins && isSign(text))

/** Whether a row below the headings is one of headings itself, of another table that touches this one. */
function opensTable({ row, head, above, before, next, after }: Place, read: Read): boolean {
  if (head.rows.length > 0 && repeats(row, head.rows)) {
    const titled = above?.find((one) => !isNoiseRow(one))
    if (isTwin(before.slice(head.rows.length), after(), head, read)) return true
    return titled !== undefined && !repeats(titled, head.titles) && !saysContinued(textAt(titled, 0))
  }
  const beside = printedIn(row).filter((column) => column > 0 && !saysNothing(textAt(row, column)))
  if (beside.length < 2 || beside.some((column) => isSign(textAt(row, column)))) return false
  const first = read(textAt(row, beside[0] ?? 0))
  const second = read(textAt(row, beside[1] ?? 0))
  if (!isCaption(first) && !isCaption(second)) return false
  const captions = captionsBeside(row, read)
  if (captions.every(bare)) return true
  const share = (test: (caption: Caption) => boolean): boolean =>
    captions.filter(test).length * 10 >= captions.length * 6
  if (share(({ action }) => action !== null)) return true
  if (!share(({ level }) => level !== null)) return false
  const kinds = kindsOf(head, read)
  const [signsBefore, signsNext] = [before.some(hasSigns), next !== undefined && hasSigns(next)]
  if (!signsBefore && !signsNext) return false
  return kinds.levels || !kinds.bare || !signsBefore
}

function segment(grid: Segment, from: number, to: number): Segment {
  const rows = grid.rows.slice(from, to)
  const width = Math.max(0, ...rows.map((row) => row.places.findLastIndex(({ text }) => text !== '') + 1))
  const stated = Math.max(width, ...rows.map((row) => row.stated))
  return { ...grid, width: stated, rows: rows.map((row) => ({ ...row, places: row.places.slice(0, stated) })) }
}

/** Whether a part goes on with the table whose parts stand before it. */
function belongs(run: Growing, next: Segment, read: Read): boolean {
  const { head, width } = run
  if (head.rows.length === 0) return false
  const other = headOf(next.rows, read)
  if (run.headOnly && (completes(run, other, next, read) || goesOnWithHead(run, next))) return true
  if (other.rows.length === 0 || onlyWords(other, next, head, read)) {
    const narrower = !next.spans && next.width < width && !next.rows.some((row) => textAt(row, row.stated - 1) === '')
    return next.width === width || narrower
  }
  if (other.rows.every((row) => repeats(row, head.rows)) && other.titles.every((row) => repeats(row, head.titles))) {
    return !isTwin(run.body, next.rows.slice(other.end), head, read)
  }
  return false
}

/** Headings alone so far, and the row of headings that belongs below them: levels below people, or one for each column. */
function completes(run: Growing, other: Head, next: Segment, read: Read): boolean {
  if (other.titles.length > 0 || other.rows.length !== 1 || other.rows.every((row) => repeats(row, run.head.rows)))
    return false
  const [above, below] = [kindsOf(run.head, read), kindsOf(other, read)]
  const signs = next.rows.some(hasSigns)
  const headOnly = next.rows.slice(other.end).every(isNoiseRow)
  if (above.bare && !above.levels && below.levels && !below.bare) return signs || headOnly
  return run.width === next.width && !isComplete(run.head.rows, read) && isComplete(other.rows, read)
}

/** Headings alone so far, broken off in their last row: overleaf stand the ends of a few of them, and the rows below. */
function goesOnWithHead({ width, head }: Growing, { rows, ...next }: Segment): boolean {
  const [first, ...rest] = rows.filter((row) => !isNoiseRow(row))
  if (first === undefined || next.width !== width || head.rows.length === 0) return false
  const ends = printedIn(first)
  const few = ends.length > 0 && ends.length * 2 < width && !ends.includes(0)
  return few && ends.every((column) => !isSign(textAt(first, column))) && rest.some(hasSigns)
}

/** Puts the ends of headings to their beginnings. @returns the part without them */
function endHead(run: Growing, part: Segment, read: Read): Segment {
  const upper = run.segments.at(-1)
  const lowest = upper?.rows.findLastIndex((row) => !isNoiseRow(row)) ?? -1
  const first = part.rows.findIndex((row) => !isNoiseRow(row))
  const [head, ends] = [upper?.rows[lowest], part.rows[first]]
  if (upper === undefined || head === undefined || ends === undefined) return part
  const places = head.places.map((place, column) => {
    const end = textAt(ends, column)
    return end === '' ? place : { ...place, text: wholeOf(place.text, end, read) }
  })
  const rows = upper.rows.map((row, index) => (index === lowest ? { ...row, places } : row))
  run.segments[run.segments.length - 1] = { ...upper, rows }
  return { ...part, rows: part.rows.filter((_, index) => index !== first) }
}

/** Two parts of a heading as one: with a space, unless the page ended inside a word of a heading that is known. */
function wholeOf(before: string, end: string, read: Read): string {
  const [apart, together] = [`${before} ${end}`.trim(), before + end]
  return read(apart).level === null && read(together).level !== null ? together : apart
}

/** The same labels, or the same headings beside them, under the same headings again: another table, not the rest of this one. */
function isTwin(before: readonly GridRow[], rows: readonly GridRow[], head: Head, read: Read): boolean {
  const labels = firstValueColumn(head.rows, read, before.length === 0 ? rows : before) ?? 1
  const [known, groups] = [
    new Set(before.map((row) => textAt(row, labels - 1))),
    before.map((row) => groupOf(row, labels)),
  ]
  const current = groups.findLast((group) => group !== '')
  const ended = new Set(groups.filter((group) => group !== '' && group !== current))
  // A heading beside the rows may come back further down; a table that begins again begins with its first one.
  const first = groups.find((group) => group !== '')
  const next = rows.map((row) => groupOf(row, labels)).find((group) => group !== '')
  if (first !== undefined && next === first && ended.has(first)) return true
  const again = rows.filter((row) => textAt(row, labels - 1) !== '' && known.has(textAt(row, labels - 1))).length
  return again > 1 && again * 3 >= rows.length
}

const groupOf = (row: GridRow, labels: number): string => (labels > 1 ? textAt(row, 0) : '')

const MOST_LOOKED_AT = 60

function rowsAfter(rows: readonly GridRow[], index: number, head: Head): readonly GridRow[] {
  const below = rows.slice(index + 1, index + MOST_LOOKED_AT)
  const end = below.findIndex((row, at) => at >= head.rows.length - 1 && repeats(row, head.rows))
  return end < 0 ? below : below.slice(0, end)
}

function kindsOf(head: Head, read: Read): { bare: boolean; levels: boolean } {
  const captions = head.rows.flatMap((row) => captionsBeside(row, read)).filter(isCaption)
  return { bare: captions.some(bare), levels: captions.some(({ level }) => level !== null) }
}

/** What looks like headings are the worded values of a table whose columns are people or devices. */
function onlyWords(other: Head, next: Segment, head: Head, read: Read): boolean {
  const [above, below] = [kindsOf(head, read), kindsOf(other, read)]
  const signs = next.rows.some((row) => row.places.some(({ text }, column) => column > 0 && isSign(text)))
  return above.bare && !above.levels && below.levels && !below.bare && !signs
}
