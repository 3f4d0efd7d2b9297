/** A reading put into the report's words: every cell as written, what it is understood to mean beside it. */
import type { ReadRow, ReadTable } from '@contract/report'
import type { Audience, DeviceClass } from '@contract/matrices'
import type { Context } from '../context'
import { footnotesOf } from './footnotes'
import { contradictions, flag, markFlags, strays, type Flag } from './judge'
import type { BodyRow } from './body'
import type { ValueColumn } from './columns'
import type { Reading } from './read'
import type { Run } from './runs'
import { audienceInTitle } from './titles'

const LONGEST_TEXT = 4000
const MOST_FLAGS = 2000
const MOST_ITEMS = 200

/** @returns null when a text of the table is longer than a report may hold */
export function tableOf(reading: Reading, run: Run, { document, outline, names }: Context): ReadTable | null {
  const { columns, body, title } = reading
  const first = run.segments[0]
  if (first === undefined || !fits(reading)) return null
  const audience = audienceOfAll(reading)
  const values = columns.values.map((value) => understoodColumn(value, reading, audience))
  const { footnotes, flags: noteFlags } = footnotesOf(reading, run, document.blocks)
  const rows = body.rows.map((row) => readRow(row, reading, names, outline))
  const flags = [...flagsOf(reading, run, values), ...noteFlags].slice(0, MOST_FLAGS)
  const named = names.tagsIn(title)
  const corner = named.length > 0 ? named : names.tagsIn(columns.corner)
  return {
    kind: kindOf(reading),
    title: (title === '' ? (body.rowHeader ?? '') : title).slice(0, LONGEST_TEXT),
    appliesTo: [...(corner.length > 0 ? corner : names.appliesTo(first.block))],
    rowHeader: body.rowHeader ?? columns.corner,
    columnGroups: groupsOf(columns.values),
    columns: columns.values.map(({ caption }) => caption),
    understood: values,
    rows,
    footnotes: [...footnotes],
    flags,
    ...judged(reading, flags, audience),
    source: outline.source(first.block),
  }
}

function fits({ columns, body }: Reading): boolean {
  const texts = [columns.corner, ...columns.values.map(({ caption }) => caption)]
  const cells = body.rows.flatMap((row) => [row.label, row.group ?? '', ...row.cells])
  return [...texts, ...cells].every((text) => text.length <= LONGEST_TEXT)
}

function kindOf({ shape, columns, title }: Reading): ReadTable['kind'] {
  if (shape === 'incident' || shape === 'device') return shape
  const illegal = columns.values.some(({ level }) => level?.level === 'ILLEGAL')
  return illegal || saysUserActions(`${title} ${columns.corner}`) ? 'userActions' : 'permission'
}

const saysUserActions = (text: string): boolean => /\buser actions?\b/i.test(text)

/** One audience for the whole table: in its title or corner; users of any kind in a chart of user actions. */
function audienceOfAll({ shape, columns, title }: Reading): Audience | null {
  if (shape !== 'ticked' || columns.values.some(({ people }) => people)) return null
  const named = audienceInTitle(title) ?? audienceInTitle(columns.corner)
  if (named !== null) return named
  return saysUserActions(`${title} ${columns.corner}`) ? 'EVERYONE' : null
}

/** Who owns the device, where the class says so (R19). */
const OWNERS: Readonly<Partial<Record<DeviceClass, Audience>>> = {
  AUTHORISED: 'LEARNER',
  PUPIL_OWNED: 'LEARNER',
  STAFF_OWNED: 'STAFF',
  VISITOR_OWNED: 'VISITOR',
}

function understoodColumn(
  value: ValueColumn,
  { shape, keyLevel }: Reading,
  audience: Audience | null,
): ReadTable['understood'][number] {
  const none = { audience: null, device: null, level: null, permitting: null }
  if (shape === 'incident') return none
  if (shape === 'device') {
    return { ...none, device: value.device, audience: value.device === null ? null : (OWNERS[value.device] ?? null) }
  }
  const level = value.level ?? (value.people ? keyLevel : null)
  const whom = value.audience ?? (value.level === null ? null : audience)
  return { ...none, audience: whom, level: level?.level ?? null, permitting: level?.permitting ?? null }
}

function groupsOf(values: readonly ValueColumn[]): ReadTable['columnGroups'] {
  const groups: { label: string; columns: string[]; last: number }[] = []
  for (const [index, { group, caption }] of values.entries()) {
    const before = groups.at(-1)
    if (group === null) continue
    if (before?.label === group && before.last === index - 1) {
      before.columns.push(caption)
      before.last = index
    } else groups.push({ label: group, columns: [caption], last: index })
  }
  return groups.map(({ label, columns }) => ({ label, columns }))
}

function readRow(row: BodyRow, { turned }: Reading, names: Context['names'], outline: Context['outline']): ReadRow {
  const items = row.label.split('\n').flatMap((line) => (line.startsWith('• ') ? [line.slice(2).trim()] : []))
  const inLabel = names.exceptionsIn(row.label).map((exception) => ({ ...exception, column: null }))
  const inCells = row.cells.flatMap((cell, column) =>
    cell === '' ? [] : names.exceptionsIn(cell).map((exception) => ({ ...exception, column })),
  )
  return {
    label: row.label,
    group: row.group,
    cells: [...row.cells],
    items: items.slice(0, MOST_ITEMS),
    exceptions: [...inLabel, ...inCells]
      .slice(0, 20)
      .map((one) => ({ ...one, not: [...one.not], only: [...one.only] })),
    source: outline.source(row.block, turned ? null : row.row),
  }
}

function flagsOf(reading: Reading, run: Run, understood: ReadTable['understood']): Flag[] {
  const { body, columns, shape, unclearSigns } = reading
  const { values } = columns
  const flags: Flag[] = []
  if (run.segments.length > 1) flags.push(flag('joined', `Put together from ${run.segments.length} parts.`))
  if (body.noise > 0 || reading.emptyColumns > 0) {
    flags.push(flag('noise-removed', 'Empty rows or columns, lines of strokes or page numbers were left out.'))
  }
  for (const [index, row] of body.rows.entries()) {
    if (row.joined) flags.push(flag('joined', 'A page end broke this row; its parts were put together.', index))
    if (row.label.split('\n').filter((line) => line.startsWith('• ')).length > 1) {
      flags.push(flag('mark-for-several', 'One set of marks stands beside several examples.', index))
    }
    for (const column of row.shared.filter((at) => (row.cells[at] ?? '') !== '')) {
      flags.push(flag('mark-for-several', 'This cell reaches over more than one place.', index, column))
    }
  }
  for (const index of body.doubtful) {
    flags.push(flag('uneven', 'A page ends here and one of the two rows has no value: they may be one row.', index))
  }
  for (const [column, value] of values.entries()) {
    const level = understood[column]?.level ?? null
    if ((shape === 'ticked' && level === null) || (unclearSigns && value.people)) {
      flags.push(
        flag('no-level', `Nobody can say what a mark under “${value.caption}” means.`.slice(0, 400), null, column),
      )
    }
    const needsAudience = shape === 'worded' || (shape === 'ticked' && value.level !== null)
    if (needsAudience && (understood[column]?.audience ?? null) === null) {
      flags.push(flag('no-audience', `“${value.caption}” names no one audience.`.slice(0, 400), null, column))
    }
  }
  if (shape === 'ticked') flags.push(...markFlags(body.rows, values))
  if (shape === 'incident') flags.push(...body.rows.flatMap((row, index) => strays(row, values, index)))
  if (shape === 'device') flags.push(...contradictions(body.rows, values))
  return flags
}

function judged(
  reading: Reading,
  flags: readonly Flag[],
  audience: Audience | null,
): Pick<ReadTable, 'confidence' | 'why'> {
  const has = (...codes: Flag['code'][]): boolean => flags.some(({ code }) => codes.includes(code))
  const size = `${reading.body.rows.length} rows under ${reading.columns.values.length} headings.`
  const noDevice = reading.shape === 'device' && reading.columns.values.some(({ device }) => device === null)
  if (has('no-level', 'no-audience', 'uneven') || noDevice) {
    return { confidence: 'possible', why: `${size} Not every heading or row is clear.` }
  }
  const doubts = [
    reading.turned ? 'It lies on its side and was turned.' : '',
    reading.columns.cover === 'shared-out'
      ? 'The headings do not stand over their columns and were shared out evenly.'
      : '',
    reading.body.rows.some(({ joined }) => joined) ? 'A page end broke some of its rows.' : '',
    audience !== null && audience !== 'EVERYONE' ? 'Whom it is for stands only in its title.' : '',
  ].filter((words) => words !== '')
  if (doubts.length > 0) return { confidence: 'likely', why: [size, ...doubts].join(' ') }
  return { confidence: 'certain', why: `${size} Every heading is clear.` }
}
