/**
 * From a table as read to a matrix: columns with their captions, rows, cells with marks, words, footnotes, exceptions and
 * the place each came from (R11-R20). Marks and words stay as they are written. Pure.
 */
import type { Audience, CellContent, Column, DeviceClass, Kind, Row, SourcePlace } from '@contract/matrices'
import type { ReadRow, ReadTable, UnderstoodColumn } from '@contract/report'
import { AUDIENCE_WORDS } from '@contract/words'
import { BLANK } from '../matrices'
import { leavesOut, type Standing } from './standing'
import { ACTIONS, counted, cut, NOT_STATED, oneLine, plainText, TABLE_WORDS } from './words'

export type BuiltColumn = Omit<Column, 'id' | 'position'>

export interface BuiltRow extends Pick<Row, 'group' | 'label'> {
  /** Row of the read table it comes from; several examples under one mark share one. */
  readonly read: number
  /** One for each column; null: nothing is said here, whatever the records hold. */
  readonly cells: readonly (CellContent | null)[]
}

/** A matrix before it has ids. */
export interface BuiltTable {
  readonly title: string
  readonly kind: Kind
  readonly rowHeading: string
  readonly columns: readonly BuiltColumn[]
  /** Columns of the read table each column was made of, one for each caption or one alone. */
  readonly from: readonly (readonly number[])[]
  readonly rows: readonly BuiltRow[]
}

/** The document a table stands in, as the places of its cells name it. */
export interface StandsIn {
  readonly id: string
  readonly title: string
}

/** A mark that is no word: a cross, a tick, a bullet, with or without the sign of a footnote. */
const MARK = /^[x✓✔√●■•☑☒✗✘*](?: ?[^a-z0-9]{0,4}[¹²³⁰-⁹]?)$/i
/** The same, or one of the short words a mark may be. */
const MARK_OR_WORD = /^(?:[x✓✔√●■•☑☒✗✘*]|yes|y|tick)(?: ?[^a-z0-9]{0,4}[¹²³⁰-⁹]?)$/i

const MARK_LIMIT = 20

/** A column with the heading over it and what stands under it. */
interface ReadColumn extends UnderstoodColumn {
  readonly index: number
  readonly label: string
  readonly group: string | null
  /** Number of the heading over it, so that two headings of one name are two. */
  readonly run: number
  readonly ticked: boolean
}

/**
 * Builds the matrix of a table, with its exceptions resolved for one school.
 * @param table with corrections in it
 */
export function builtTable(table: ReadTable, standing: Standing, document: StandsIn): BuiltTable {
  const read = readColumns(table)
  const groups = columnGroups(read)
  const columns = groups.map((group) => columnOf(group, table.kind, isCrossed(read)))
  return {
    title: cut(oneLine(table.title) || oneLine(table.rowHeader) || TABLE_WORDS[table.kind], 200),
    kind: table.kind,
    rowHeading: cut(oneLine(table.rowHeader) || 'Activity', 200),
    columns,
    from: groups.map((group) => group.map(({ index }) => index)),
    rows: table.rows.flatMap((row, index) => builtRows(table, row, index, { groups, columns, standing, document })),
  }
}

/** What has to be settled before a table can be taken over, in words; empty when nothing has. */
export function unsettled(table: ReadTable): readonly string[] {
  const columns = readColumns(table)
  const name = ({ label, group, index }: ReadColumn): string =>
    `“${[group, label].filter((part) => part !== null && part !== '').join(', ') || `Column ${String(index + 1)}`}”`
  const long = table.rows.find(({ label, items }) =>
    (items.length > 0 ? items : [label]).some((text) => text.length > LABEL_LIMIT),
  )
  const wordy = table.rows.find(({ cells }) => cells.some((text) => text.length > WORDS_LIMIT))
  return [
    ...(columns.length === 0 || table.rows.length === 0 ? ['The table holds nothing yet.'] : []),
    ...columnGroups(columns).flatMap((group) => (group[0]?.audience === null ? [whomWords(group, name)] : [])),
    ...columns.flatMap((column) =>
      column.ticked && column.level === null && table.kind !== 'incident'
        ? [`Say what a mark under ${name(column)} means.`]
        : [],
    ),
    ...columnGroups(columns).flatMap((group) =>
      group.length > CAPTION_LIMIT && group[0]?.ticked === true
        ? [`More than ${counted(CAPTION_LIMIT, 'heading')} stand under ${name(group[0])}. Say which belong together.`]
        : [],
    ),
    ...(long === undefined ? [] : [`The row “${cut(long.label, 60)}” is too long for one. Shorten its label.`]),
    ...(wordy === undefined ? [] : [`A cell of the row “${cut(wordy.label, 60)}” is too long. Shorten it.`]),
  ]
}

/** What is asked of columns nobody can place: once for all that stand together. */
function whomWords(group: readonly ReadColumn[], name: (column: ReadColumn) => string): string {
  const [first, last] = [group[0], group.at(-1)]
  if (first === undefined || last === undefined || group.length === 1) {
    return `Say whom the column ${first === undefined ? '' : name(first)} speaks of.`
  }
  if (first.group !== null && first.group !== '') return `Say whom the columns under “${first.group}” speak of.`
  return `Say whom the columns from ${name(first)} to ${name(last)} speak of.`
}

/** What the columns mean, with whom they speak of where a device or the title tells it (R19, R26). */
export function understoodIn({ understood, kind, title, source }: ReadTable): ReadTable['understood'] {
  const told = `${title} ${source.clause.split(' / ').at(-1) ?? ''}`
  return understood.map((one) => ({ ...one, audience: one.audience ?? audienceSaid(one.device, kind, told) }))
}

/**
 * Whom a column speaks of where its own headings do not say: a school's own device is for everyone, and a table of
 * responses may name in its title whose incidents it is about. Null: a person has to say.
 */
function audienceSaid(device: DeviceClass | null, kind: ReadTable['kind'], told: string): Audience | null {
  if (device === 'SCHOOL_SINGLE' || device === 'SCHOOL_SHARED') return 'EVERYONE'
  if (kind !== 'incident') return null
  const [staff, learners] = [/\bstaff\b/i.test(told), /\b(?:pupil|learner|student|child)/i.test(told)]
  if (staff === learners) return null
  return staff ? 'STAFF' : 'LEARNER'
}

const LABEL_LIMIT = 600
const WORDS_LIMIT = 2000
const CAPTION_LIMIT = 20

function readColumns(table: ReadTable): readonly ReadColumn[] {
  const { columns, columnGroups: printed, rows, kind } = table
  const understood = understoodIn(table)
  const over = headingsOver(columns, printed)
  const first = columns.map((label, index) => {
    const texts = rows.map(({ cells }) => (cells[index] ?? '').trim()).filter((text) => text !== '')
    const meaning = understood[index] ?? { audience: null, device: null, level: null, permitting: null }
    const marked = texts.length > 0 && texts.every((text) => MARK.test(text))
    const ticked = meaning.level !== null || kind === 'incident' || marked
    return {
      ...meaning,
      index,
      label: oneLine(label),
      ...(over[index] ?? NO_HEADING),
      ticked,
      empty: texts.length === 0,
    }
  })
  // A column nobody ever marked is one of the captions where those beside it under the same heading are.
  return first.map(({ empty, ...column }) => {
    const siblings = first.filter(({ run, index }) => run === column.run && index !== column.index)
    const ticked = column.ticked || (empty && column.group !== null && siblings.some((one) => one.ticked))
    return { ...column, ticked }
  })
}

const NO_HEADING = { group: null, run: -1 }

/** The heading over each column. Names may repeat, so headings are laid over the columns from left to right. */
function headingsOver(
  columns: readonly string[],
  groups: ReadTable['columnGroups'],
): readonly { readonly group: string | null; readonly run: number }[] {
  const over = columns.map((): { group: string | null; run: number } => ({ ...NO_HEADING }))
  let from = 0
  groups.forEach((group, run) => {
    const width = group.columns.length
    for (let at = from; width > 0 && at + width <= columns.length; at += 1) {
      if (!group.columns.every((label, offset) => columns[at + offset] === label)) continue
      for (let offset = 0; offset < width; offset += 1) over[at + offset] = { group: oneLine(group.label), run }
      from = at + width
      return
    }
  })
  return over
}

/** Read columns that make one column of the matrix: captions of one audience together, each column of words alone. */
function columnGroups(columns: readonly ReadColumn[]): readonly (readonly ReadColumn[])[] {
  const crossed = isCrossed(columns)
  const groups: ReadColumn[][] = []
  for (const column of columns) {
    const home = column.ticked
      ? groups.find(([first]) => first?.ticked === true && belongTogether(first, column, crossed))
      : undefined
    // Captions beside one another belong together; where headings and audiences are crossed, also those further apart.
    if (home !== undefined && (crossed || home === groups.at(-1))) home.push(column)
    else groups.push([column])
  }
  return groups
}

const belongTogether = (a: ReadColumn, b: ReadColumn, crossed: boolean): boolean =>
  a.audience === b.audience && a.device === b.device && (crossed || a.run === b.run)

/** Whether levels stand over audiences, as in "Allowed: staff, pupils; Not allowed: staff, pupils". */
const isCrossed = (columns: readonly ReadColumn[]): boolean =>
  columns.some(({ run, audience, ticked }) =>
    columns.some((other) => ticked && other.ticked && run >= 0 && other.run === run && other.audience !== audience),
  )

function columnOf(group: readonly ReadColumn[], kind: ReadTable['kind'], crossed: boolean): BuiltColumn {
  const [first] = group
  if (first === undefined) throw new Error('A column of a matrix is made of at least one')
  // A table with an audience nobody has settled is never taken over; it can still be looked at and compared.
  const { audience, device } = { audience: first.audience ?? 'EVERYONE', device: first.device }
  if (!first.ticked)
    return { group: heading(first.group), label: cut(first.label, 300), audience, device, captions: [] }
  const alone = group.length === 1 && first.group === null
  const single = crossed ? first.label : (first.group ?? (kind === 'incident' ? ACTIONS : AUDIENCE_WORDS[audience]))
  return {
    group: null,
    label: cut(alone ? first.label : single, 300),
    audience,
    device,
    captions: group.map(({ index, label, group: over, level, permitting }) => ({
      id: `c${String(index + 1)}`,
      label: cut(alone ? '' : crossed ? (over ?? label) : label, 200),
      level: kind === 'incident' ? null : level,
      permitting,
    })),
  }
}

const heading = (group: string | null): string | null => (group === null || group === '' ? null : cut(group, 200))

interface Around {
  readonly groups: readonly (readonly ReadColumn[])[]
  readonly columns: readonly BuiltColumn[]
  readonly standing: Standing
  readonly document: StandsIn
}

/** One row, or one for each of the examples that stand under a single mark. */
function builtRows(table: ReadTable, row: ReadRow, index: number, around: Around): readonly BuiltRow[] {
  const printed = `Row ${String(index + 1)}`
  const label = oneLine(row.label)
  if (row.items.length === 0) {
    return [
      {
        group: groupOf(row.group),
        label: cut(label, LABEL_LIMIT),
        read: index,
        cells: cellsOf(table, row, label, printed, around),
      },
    ]
  }
  const group = groupOf([row.group, leadOf(row)].filter((part) => part !== null && part !== '').join(' '))
  const shared = { mark: '', text: `One mark for ${counted(row.items.length, 'example')}` }
  return row.items.map((item, place) => {
    const example = oneLine(item)
    const where = `${printed}, example ${String(place + 1)} of ${String(row.items.length)}`
    const cells = cellsOf(table, row, example, where, around)
    const marked = cells.map((cell) =>
      cell.marks.length + (cell.words ?? '').length > 0 && cell.footnote === null
        ? { ...cell, footnote: shared }
        : cell,
    )
    return { group, label: cut(example, LABEL_LIMIT), read: index, cells: marked }
  })
}

/** What a label says before its examples. */
const leadOf = ({ label }: ReadRow): string =>
  label
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('•'))
    .join(' ')

const groupOf = (group: string | null): string | null => {
  const plain = group === null ? '' : oneLine(group)
  return plain === '' ? null : cut(plain, LABEL_LIMIT)
}

function cellsOf(
  table: ReadTable,
  row: ReadRow,
  label: string,
  place: string,
  { groups, columns, standing, document }: Around,
): readonly CellContent[] {
  const source: SourcePlace = {
    document: cut(oneLine(document.title), 200),
    clause: row.source.clause,
    place,
    passage: { document: document.id, block: row.source.block, row: row.source.row },
  }
  return groups.map((group, index) => {
    const column = columns[index]
    const about = row.exceptions.filter((one) => one.column === null || group.some((part) => part.index === one.column))
    const gone = about.filter((one) => leavesOut(standing, one))
    const isGone = (part: ReadColumn): boolean => gone.some((one) => one.column === null || one.column === part.index)
    const exception = about.map(({ words }) => oneLine(words)).join(' ')
    const said = group.filter((part) => !isGone(part)).map((part) => ({ part, text: textOf(row, part, about) }))
    const content: CellContent = {
      ...BLANK,
      exception: exception === '' ? null : cut(exception, 300),
      source,
      ...(column === undefined ? {} : written(said, column)),
    }
    if (content.marks.length === 0 && content.words === null && gone.length > 0) return { ...content, silent: true }
    // What this app prints for silence, and what a document that says so means.
    if (plainText(content.words ?? '').toLowerCase() === NOT_STATED.toLowerCase() && content.marks.length === 0) {
      return { ...content, words: null, silent: true }
    }
    const footnote = footnoteOf(table, label, group, said)
    return { ...content, words: withoutSign(content.words, footnote), footnote }
  })
}

/** A cell's text without the words of the exceptions that stand in it. */
function textOf(row: ReadRow, { index }: ReadColumn, exceptions: ReadRow['exceptions']): string {
  const text = row.cells[index] ?? ''
  return exceptions
    .filter(({ column }) => column === index)
    .reduce((rest, { words }) => rest.replace(words, ' '), text)
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function written(
  said: readonly { readonly part: ReadColumn; readonly text: string }[],
  { captions }: BuiltColumn,
): Pick<CellContent, 'marks' | 'words'> {
  const full = said.filter(({ text }) => text !== '')
  if (captions.length === 0) return { marks: [], words: full[0] === undefined ? null : cut(full[0].text, WORDS_LIMIT) }
  const isMark = (text: string): boolean =>
    text.length <= MARK_LIMIT && (MARK_OR_WORD.test(text) || !text.includes(' '))
  const words = full.filter(({ text }) => !isMark(text)).map(({ text }) => text)
  return {
    marks: full
      .filter(({ text }) => isMark(text))
      .map(({ part, text }) => ({ caption: `c${String(part.index + 1)}`, mark: text })),
    words: words.length === 0 ? null : cut(words.join(' / '), WORDS_LIMIT),
  }
}

/** Signs that point to a footnote even where the table explains none (R18). */
const SIGNS = ['*', '†', '‡']
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function footnoteOf(
  { footnotes, columns, columnGroups: printed }: ReadTable,
  label: string,
  group: readonly ReadColumn[],
  said: readonly { readonly text: string }[],
): CellContent['footnote'] {
  const texts = said.map(({ text }) => text).filter((text) => text !== '')
  if (texts.length === 0) return null
  const headings = group.flatMap(({ index, run }) => [columns[index] ?? '', printed[run]?.label ?? ''])
  const places = [...texts, label, ...headings]
  const explained = footnotes.find(({ mark }) => places.some((text) => endsWith(text, mark)))
  if (explained !== undefined)
    return { mark: cut(explained.mark, 10), text: explained.text === null ? null : cut(explained.text, 1000) }
  const sign = SIGNS.find((one) => [...texts, label].some((text) => text.length > 1 && text.endsWith(one)))
  return sign === undefined ? null : { mark: sign, text: null }
}

/** Words without the raised sign behind them: it is kept as the footnote's, and words are read without it. */
function withoutSign(words: string | null, footnote: CellContent['footnote']): string | null {
  if (words === null || footnote === null || !endsWith(words, footnote.mark)) return words
  const rest = words
    .trimEnd()
    .replace(/[⁰¹²³⁴-⁹]+$/, '')
    .trimEnd()
  return rest === '' ? words : rest
}

/** Whether a text ends with the sign of a footnote; a figure counts only where it is raised. */
function endsWith(text: string, mark: string): boolean {
  const raised = mark.replace(/\d/g, (digit) => RAISED.charAt(Number(digit)))
  const isFigure = /^\d+$/.test(mark)
  return mark !== '' && (text.trimEnd().endsWith(raised) || (!isFigure && text.trimEnd().endsWith(mark)))
}
