/** Compares the tables of two files row by row. */
import type { OpenFile } from './open'

/** How the rows of one table differ. */
export interface TableDifference {
  readonly table: string
  /** In the second file only, in the first only, under one key with other values. */
  readonly missing: number
  readonly extra: number
  readonly altered: number
}

type Row = Readonly<Record<string, unknown>>

/** Names of a file's own tables, sorted. */
export function tablesOf({ client }: OpenFile): readonly string[] {
  return client
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
    .map(({ name }) => name)
}

/**
 * @param found the file in use
 * @param expected the file rebuilt
 * @returns one entry per table that differs
 */
export function compareTables(
  found: OpenFile,
  expected: OpenFile,
  tables: readonly string[],
): readonly TableDifference[] {
  return tables.map((table) => compareTable(found, expected, table)).filter((d) => d.missing + d.extra + d.altered > 0)
}

/** Both sides in the order of their keys, so that neither is ever held in memory whole. */
function compareTable(found: OpenFile, expected: OpenFile, table: string): TableDifference {
  const keys = keyOf(found, table)
  const left = rowsOf(found, table, keys)
  const right = rowsOf(expected, table, keys)
  let [missing, extra, altered] = [0, 0, 0]
  let [a, b] = [left.next(), right.next()]
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : orderOf(a.value, b.value, keys)
    if (order < 0) extra++
    else if (order > 0) missing++
    else if (!a.done && !b.done && !isSame(a.value, b.value)) altered++
    if (order <= 0) a = left.next()
    if (order >= 0) b = right.next()
  }
  return { table, missing, extra, altered }
}

/** Columns of the primary key, or all columns of a table without one. */
function keyOf({ client }: OpenFile, table: string): readonly string[] {
  const columns = client
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(table)
  const keys = columns.filter(({ pk }) => pk > 0).sort((x, y) => x.pk - y.pk)
  return (keys.length > 0 ? keys : columns).map(({ name }) => name)
}

function rowsOf({ client }: OpenFile, table: string, keys: readonly string[]): Iterator<Row> {
  const order = keys.map((key) => `"${key}"`).join(', ')
  return client.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY ${order}`).iterate()
}

/** The order SQLite sorts in: nothing, numbers, text by its bytes, bytes. */
function orderOf(a: Row, b: Row, keys: readonly string[]): number {
  for (const key of keys) {
    const order = orderOfValues(a[key], b[key])
    if (order !== 0) return order
  }
  return 0
}

function orderOfValues(a: unknown, b: unknown): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b)
  return 0
}

function rankOf(value: unknown): number {
  return value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3
}

function isSame(a: Row, b: Row): boolean {
  const columns = Object.keys(a)
  return columns.length === Object.keys(b).length && columns.every((name) => orderOfValues(a[name], b[name]) === 0)
}
