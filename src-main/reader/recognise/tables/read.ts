/** One printed table: read as a table of rules, declined with a reason, or passed over as something else. */
import type { Block } from '@contract/document'
import { isOnSubject, readsAsRule } from '../../vocabulary/activities'
import { bodyOf, type Body, type BodyRow } from './body'
import { captionReader, isCaption, type Caption } from './captions'
import { beginsSmall } from './breaks'
import { onSubject, readDevices, readWorded } from './cells'
import { columnsOf, type Columns } from './columns'
import { padded, printedIn, textAt, withoutEmptyColumns, type GridRow } from './grid'
import { headOf, type Head } from './heads'
import { mixesSigns, strays } from './judge'
import { audienceIsInAColumn } from './listed'
import { isSign, saysNothing } from './marks'
import { isNoiseRow } from './noise'
import { keyIn, type KeyEntry } from './notes'
import type { CaptionLevel } from '../../vocabulary/levels'
import type { Run } from './runs'
import { shapeOf, type Shape } from './shape'
import { lineAbove, titleOf } from './titles'
import { turned } from './turn'

/** A printed table, understood as far as it goes. */
export interface Reading {
  readonly shape: Exclude<Shape, 'form'>
  readonly title: string
  readonly head: Head
  readonly columns: Columns
  readonly body: Body
  /** Keys found with it. */
  readonly key: readonly KeyEntry[]
  /** What a mark under any of its columns stands for, by a key; null: the headings say, or nobody. */
  readonly keyLevel: CaptionLevel | null
  /** Ticks and crosses whose meaning is not printed. */
  readonly unclearSigns: boolean
  readonly emptyColumns: number
  readonly turned: boolean
}

/** `declined`: why. Null: no table of rules. */
export type Outcome = { readonly reading: Reading } | { readonly declined: string; readonly what: string } | null

interface Sheet {
  readonly rows: readonly GridRow[]
  readonly above: string
  readonly key: readonly KeyEntry[]
  readonly emptyColumns: number
  readonly turned: boolean
}

/** @param namesSchools whether a text names schools by their short forms */
export function readRun(
  run: Run,
  blocks: readonly Block[],
  read: (text: string) => Caption,
  namesSchools: (text: string) => boolean,
): Outcome {
  const [first, last] = [run.segments[0], run.segments.at(-1)]
  if (first === undefined || last === undefined) return null
  const width = Math.max(...run.segments.map((part) => part.width))
  const all = padded(
    run.segments.flatMap((part) => part.rows),
    width,
  )
  const { rows, removed } = withoutEmptyColumns(all, width, (text) => isCaption(read(text)))
  const above = lineAbove(blocks, first.block)
  const sheet = { rows, above, key: keysNear(blocks, first.block, last.block), emptyColumns: removed, turned: false }
  const outcome = readSheet(sheet, read, namesSchools)
  if (outcome !== null && 'reading' in outcome) return outcome
  const other = run.segments.length === 1 ? turned(rows, read) : null
  const again = other === null ? null : readSheet({ ...sheet, rows: other, turned: true }, read, namesSchools)
  return again !== null && 'reading' in again ? again : outcome
}

function readSheet(sheet: Sheet, read: (text: string) => Caption, namesSchools: (text: string) => boolean): Outcome {
  const { rows, above } = sheet
  const head = headOf(rows, read)
  const what = (title: string): string => (title === '' ? firstWords(rows) : title).slice(0, 400)
  if (head.rows.length === 0) {
    const name = what(titleOf(head, '', above, namesSchools))
    return withoutHead(rows, head, name) ?? listed(rows, head, name, read)
  }
  const columns = columnsOf(head.rows, rows.slice(head.end), read)
  if (columns === null) return listed(rows, head, what(titleOf(head, '', above, namesSchools)), read)
  if ('unclear' in columns) {
    const worth = onSubjectRows(rows) >= 0.3
    return worth ? { declined: columns.unclear, what: what(titleOf(head, '', above, namesSchools)) } : null
  }
  const title = titleOf(head, columns.corner, above, namesSchools)
  const shape = shapeOf(columns, title)
  if (shape === 'form') return null
  if (shape === null)
    return listed(rows, head, what(title), read) ?? underOtherWords(rows.slice(head.end), columns, what(title))
  const body = bodyOf(rows, head, columns)
  if ('unreadable' in body) {
    const plain = columns.values.some(({ people, level }) => people && level !== null)
    return plain || onSubjectRows(rows) >= 0.3 ? { declined: body.unreadable, what: what(title) } : null
  }
  const reading = { ...sheet, shape, title, head, columns, body, key: allKeys(sheet.key, body) }
  const taken = takes(reading)
  if (typeof taken === 'string') return { declined: taken, what: what(title) }
  return taken === null ? null : { reading: { ...reading, ...taken } }
}

type Draft = Pick<Reading, 'shape' | 'title' | 'head' | 'columns' | 'body' | 'key'>
type Taken = Pick<Reading, 'columns' | 'keyLevel' | 'unclearSigns'>

/** Whether a table with fitting headings and rows is one of rules; a text says why it cannot be read. */
function takes(draft: Draft): Taken | string | null {
  const { shape, columns, body } = draft
  if (body.rows.length === 0) return shape === 'ticked' ? 'It has headings and no rows.' : null
  const named = [draft.title, ...draft.head.rows.flatMap((row) => row.places.map(({ text }) => text))].join(' ')
  if (shape === 'worded' || shape === 'device') {
    const read = shape === 'worded' ? readWorded(body.rows, columns.values, draft.key, named) : readDevices(body.rows)
    if (read.take && hasUnheaded(columns.values, body.rows)) return UNHEADED
    return read.take ? { columns, keyLevel: read.level, unclearSigns: read.unclearSigns } : read.why
  }
  const trouble = shape === 'ticked' ? ticksTrouble(draft) : marksTrouble(body.rows, columns)
  return trouble === 'other' ? null : (trouble ?? { columns, keyLevel: null, unclearSigns: false })
}

/** Marks under levels: null when they can be taken, `other` when the table is about something else. */
function ticksTrouble({ columns, body, title, key }: Draft): string | null {
  const { values, corner } = columns
  const forPeople = values.some(({ people }) => people)
  const subject = onSubject(body.rows)
  const near = subject >= 0.3 || isOnSubject(title) || isOnSubject(corner)
  const cells = body.rows.flatMap((row) =>
    row.cells.filter((cell, at) => values[at]?.level != null && !saysNothing(cell)),
  )
  if (!near && !forPeople) return 'other'
  if (cells.length === 0) {
    return near ? 'No mark stands in any of its cells. They may be pictures, or the table was left blank.' : 'other'
  }
  const stray = body.rows.flatMap((row, index) => strays(row, values, index)).length
  if (stray * 10 > cells.length * 3) {
    return cells.some(isSign) && near ? 'Too many of its cells hold words where marks are expected.' : 'other'
  }
  if (cells.some((cell) => /^(?:no|n)\.?$/i.test(cell))) {
    return 'Its cells say No under headings that say what is allowed, so its headings and cells may have moved.'
  }
  if (mixesSigns(body.rows, values)) {
    return 'Ticks and crosses stand side by side in its rows; a cross may say “not this”, so the marks have no one meaning.'
  }
  if (key.some((entry) => entry.level !== null && cells.includes(entry.sign))) {
    return 'Its headings and its key both say what a mark means.'
  }
  return hasUnheaded(values, body.rows) ? UNHEADED : null
}

const UNHEADED = 'A column has no heading of its own, so it is not clear what its values mean.'

/** Marks under actions. */
function marksTrouble(rows: readonly BodyRow[], columns: Columns): string | null {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => !saysNothing(cell)))
  const stray = rows.flatMap((row, index) => strays(row, columns.values, index)).length
  if (cells.length === 0 || stray * 10 > cells.length * 3) return 'other'
  return hasUnheaded(columns.values, rows) ? UNHEADED : null
}

/** A value column without a caption of its own, under a heading or with values: its row of captions may have moved. */
const hasUnheaded = (values: Columns['values'], rows: readonly BodyRow[]): boolean =>
  values.some(
    ({ caption, group }, at) => caption === '' && (group !== null || rows.some((row) => row.cells[at] !== '')),
  )

const bodyLabels = (rows: readonly GridRow[]): string[] =>
  rows.flatMap((row) => (isNoiseRow(row) ? [] : [`${textAt(row, 0)} ${textAt(row, 1)}`]))

function onSubjectRows(rows: readonly GridRow[]): number {
  const labels = bodyLabels(rows)
  return labels.length === 0 ? 0 : labels.filter(isOnSubject).length / labels.length
}

const firstWords = (rows: readonly GridRow[]): string =>
  rows
    .slice(0, 2)
    .flatMap((row) => printedIn(row).map((column) => textAt(row, column)))
    .join(' | ') || 'A table'

/** Rows of marks that nothing stands over. */
function withoutHead(rows: readonly GridRow[], head: Head, what: string): Outcome {
  const below = rows.slice(head.end).filter((row) => !isNoiseRow(row))
  const marked = below.filter((row) => row.places.filter(({ text }, column) => column > 0 && isSign(text)).length > 0)
  const wide = (rows[0]?.places.length ?? 0) > 2 && below[0] !== undefined && below[0] === marked[0]
  if (!wide || marked.length < 2 || marked.length * 10 < below.length * 6 || onSubjectRows(below) < 0.5) return null
  return { declined: 'Nothing that says what its marks mean stands over them.', what }
}

/** Marks on the subject under people, whose own headings are no words of permission known here. */
function underOtherWords(body: readonly GridRow[], { values }: Columns, what: string): Outcome {
  const below = body.filter((row) => !isNoiseRow(row))
  const marked = below.filter((row) => row.places.some(({ text }, column) => column > 0 && isSign(text)))
  const forPeople =
    values.length > 1 && values.every(({ people, group, action }) => people && group !== null && action === null)
  if (!forPeople || marked.length < 2 || marked.length * 10 < below.length * 6 || onSubjectRows(below) < 0.5)
    return null
  return { declined: 'The headings over its marks do not plainly say what is allowed.', what }
}

/** Rows as wide as the table above, which was read, with values of rules in them: they must not go unmentioned. */
export function leftOver(run: Run, above: Run): string | null {
  const rows = run.segments.flatMap((part) => part.rows)
  const values = rows.some((row) =>
    row.places.some(({ text }, column) => column > 0 && text !== '' && (isSign(text) || readsAsRule(text))),
  )
  const same = run.touches && run.width === above.width
  return same && values ? 'Rows follow the table above, and it is not clear whether they are part of it.' : null
}

const MOST_ROWS_OF_HEADINGS = 3

/** What stands just above a table and was not read may be a part of its headings that a page end has cut off. */
export function headingsCutOff({ columns }: Reading, run: Run, above: Run): string | null {
  const rows = above.segments.flatMap((part) => part.rows).filter((row) => !isNoiseRow(row))
  if (!run.touches || rows.length === 0 || rows.length > MOST_ROWS_OF_HEADINGS) return null
  const begins = beginsSmall(columns.corner) || beginsSmall(columns.values[0]?.caption ?? '')
  const signs = rows.some((row) => row.places.some(({ text }, column) => column > 0 && isSign(text)))
  const read = captionReader()
  const isHeading = (row: GridRow): boolean => {
    const captions = row.places.filter(({ text, begins: own }, at) => at > 0 && own && isCaption(read(text))).length
    return captions > 1 || (captions > 0 && textAt(row, 0) === '')
  }
  const cut = begins || (!signs && rows.some(isHeading))
  return cut ? 'What stands just above it may be a part of its headings.' : null
}

function listed(rows: readonly GridRow[], head: Head, what: string, read: (text: string) => Caption): Outcome {
  const why = audienceIsInAColumn(rows.slice(head.titles.length), read)
  return why === null ? null : { declined: why, what }
}

function allKeys(near: readonly KeyEntry[], body: Body): KeyEntry[] {
  return [...near, ...body.notes.flatMap((text) => keyIn(text) ?? [])]
}

/** Keys in the lines just before and after a table. */
function keysNear(blocks: readonly Block[], first: number, last: number): KeyEntry[] {
  const near = [...blocks.slice(Math.max(0, first - 3), first).reverse(), null, ...blocks.slice(last + 1, last + 5)]
  const found: KeyEntry[] = []
  let closed = false
  for (const block of near) {
    if (block === null) closed = false
    else if (block.kind === 'table' || block.kind === 'heading') closed = true
    else if (!closed && block.kind !== 'break') found.push(...(keyIn(block.text) ?? []))
  }
  return found
}
