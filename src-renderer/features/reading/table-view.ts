/** A table as read, with what a person corrected, what changed against the records and what to look at. Pure. */
import type { Correction, Finding, ReadTable, UnderstoodColumn } from '@contract'
import { ANSWER_KINDS } from '../matrices/cell-entry'

type TableCorrection = Extract<Correction, { of: 'table' }>

export interface ShownCell {
  readonly text: string
  /** As the document has it; null: not corrected. */
  readonly read: string | null
  /** What the records hold here; null: not changed. Empty: blank, or not there. */
  readonly before: string | null
}

export interface ShownRow {
  readonly label: string
  readonly readLabel: string | null
  readonly group: string | null
  readonly items: readonly string[]
  readonly cells: readonly ShownCell[]
  /** New in this edition as a whole. */
  readonly added: boolean
  /** What to look at, and for which school only: sentences. */
  readonly notes: readonly string[]
}

export interface ShownColumn {
  readonly label: string
  readonly understood: UnderstoodColumn
  readonly corrected: boolean
}

export interface ShownTable {
  readonly title: string
  readonly rowHeader: string
  readonly groups: readonly { readonly label: string | null; readonly span: number }[]
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly ShownRow[]
  /** What to look at in the table as a whole or in one of its columns. */
  readonly notes: readonly string[]
  readonly footnotes: ReadTable['footnotes']
  /** Rows of the records that are not in this edition any more, in words. */
  readonly gone: readonly string[]
}

const NOTHING: UnderstoodColumn = { audience: null, device: null, level: null, permitting: null }

/** @param sentence says that some words hold for some schools only */
export function shownTable(
  table: ReadTable,
  correction: Correction | null,
  changes: Finding['changes'],
  sentence: (exception: ReadTable['rows'][number]['exceptions'][number]) => string,
): ShownTable {
  const own = correction?.of === 'table' ? correction : null
  const cells = new Map(own?.cells.map(({ row, column, text }) => [`${row}:${column}`, text]))
  const labels = new Map(own?.rows.map(({ row, label }) => [row, label]))
  const meanings = new Map(own?.columns.map(({ column, ...meaning }) => [column, meaning]))
  const changed = new Map(changes.map((change) => [`${change.row ?? ''}:${change.column ?? ''}`, change]))
  const rows = table.rows.map((row, at): ShownRow => {
    const label = labels.get(at)
    return {
      label: label ?? row.label,
      readLabel: label === undefined || label === row.label ? null : row.label,
      group: row.group,
      items: row.items,
      cells: table.columns.map((_, column): ShownCell => {
        const read = row.cells[column] ?? ''
        const text = cells.get(`${at}:${column}`)
        const change = changed.get(`${at}:${column}`)
        return {
          text: text ?? read,
          read: text === undefined || text === read ? null : read,
          before: change === undefined ? null : (change.before ?? ''),
        }
      }),
      added: changed.get(`${at}:`)?.before === null,
      notes: [
        ...table.flags.filter((flag) => flag.row === at).map(({ words }) => words),
        ...row.exceptions.map(sentence),
      ],
    }
  })
  return {
    title: own?.title ?? table.title,
    rowHeader: table.rowHeader,
    groups: groupSpans(table),
    columns: table.columns.map((label, at) => ({
      label,
      understood: meanings.get(at) ?? table.understood[at] ?? NOTHING,
      corrected: meanings.has(at),
    })),
    rows,
    notes: table.flags.filter(({ row }) => row === null).map(({ words }) => words),
    footnotes: table.footnotes,
    gone: changes.filter(({ row, after }) => row === null && after === null).map(({ place }) => place),
  }
}

/** The upper heading row: each group over the columns it names, label null over a column that stands alone. */
export function groupSpans({ columns, columnGroups }: Pick<ReadTable, 'columns' | 'columnGroups'>): {
  label: string | null
  span: number
}[] {
  const spans: { label: string | null; span: number }[] = []
  let next = 0
  for (let at = 0; at < columns.length;) {
    const group = columnGroups[next]
    const begins =
      group !== undefined &&
      group.columns.length > 0 &&
      group.columns.every((label, offset) => columns[at + offset] === label)
    spans.push(begins ? { label: group.label, span: group.columns.length } : { label: null, span: 1 })
    at += begins ? group.columns.length : 1
    if (begins) next += 1
  }
  return spans
}

/** The group a column stands under; null for none. */
export function groupOfColumn(table: Pick<ReadTable, 'columns' | 'columnGroups'>, column: number): string | null {
  let first = 0
  for (const { label, span } of groupSpans(table)) {
    if (column < first + span) return label
    first += span
  }
  return null
}

/** A table on its way through the form of corrections. */
export interface TableEntry {
  title: string
  /** For each row its label and its cells. */
  rows: { label: string; cells: string[] }[]
  columns: ColumnEntry[]
}

/** What a column means, as lists to choose from hold it; empty: nobody can say. */
export interface ColumnEntry {
  audience: NonNullable<UnderstoodColumn['audience']> | ''
  device: NonNullable<UnderstoodColumn['device']> | ''
  level: (typeof ANSWER_KINDS)[number]['value'] | 'UNSET' | ''
}

export const columnEntry = ({ audience, device, level, permitting }: UnderstoodColumn): ColumnEntry => ({
  audience: audience ?? '',
  device: device ?? '',
  level:
    level === 'UNSET'
      ? 'UNSET'
      : (ANSWER_KINDS.find((kind) => kind.level === level && kind.permitting === permitting)?.value ??
        ANSWER_KINDS.find((kind) => kind.level === level)?.value ??
        ''),
})

export function columnMeaning({ audience, device, level }: ColumnEntry): UnderstoodColumn {
  const kind = ANSWER_KINDS.find(({ value }) => value === level)
  return {
    audience: audience === '' ? null : audience,
    device: device === '' ? null : device,
    level: level === 'UNSET' ? 'UNSET' : (kind?.level ?? null),
    permitting: kind?.permitting ?? null,
  }
}

/** The form of a table, corrections made so far included. */
export function tableEntry(table: ReadTable, correction: Correction | null): TableEntry {
  const shown = shownTable(table, correction, [], () => '')
  return {
    title: shown.title,
    rows: shown.rows.map(({ label, cells }) => ({ label, cells: cells.map(({ text }) => text) })),
    columns: shown.columns.map(({ understood }) => columnEntry(understood)),
  }
}

/** What the form says differently from the table as read; null: nothing. */
export function tableCorrection(table: ReadTable, entry: TableEntry): TableCorrection | null {
  const cells = entry.rows.flatMap(({ cells: own }, row) =>
    own.flatMap((text, column) => (text === (table.rows[row]?.cells[column] ?? '') ? [] : [{ row, column, text }])),
  )
  const rows = entry.rows.flatMap(({ label }, row) => {
    const own = label.trim()
    return own === '' || own === table.rows[row]?.label.trim() ? [] : [{ row, label: own }]
  })
  const columns = entry.columns.flatMap((own, column) => {
    const read = columnEntry(table.understood[column] ?? NOTHING)
    const same = own.audience === read.audience && own.device === read.device && own.level === read.level
    return same ? [] : [{ column, ...columnMeaning(own) }]
  })
  const title = entry.title.trim()
  const named = title !== '' && title !== table.title.trim() ? title : null
  if (named === null && cells.length + rows.length + columns.length === 0) return null
  return { of: 'table', title: named, cells, rows, columns }
}
