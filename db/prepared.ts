/**
 * Statements kept with the open file they were prepared for: to build and prepare one takes many times what it takes to
 * run it, and the log writes a row or two for every event.
 */
import { Column, getTableColumns, getTableName, sql, type Placeholder, type SQL, type Table } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core'
import type { WritableDb } from './handles'

/** Makes something when it is first needed for a file and keeps it as long as that file's handle lives. */
export function keptWith<Db extends object, T>(make: (db: Db) => T): (db: Db) => T {
  const made = new WeakMap<Db, T>()
  return (db) => {
    const known = made.get(db)
    if (known !== undefined) return known
    const fresh = make(db)
    made.set(db, fresh)
    return fresh
  }
}

/** A placeholder for every column, under the column's own name. */
export function placeholdersOf<T extends Table>(of: T): { [K in keyof T['$inferInsert']]-?: Placeholder } {
  const named = Object.keys(getTableColumns(of)).map((name) => [name, sql.placeholder(name)])
  // Built from the table's own columns, so it has exactly their names.
  return Object.fromEntries(named) as { [K in keyof T['$inferInsert']]-?: Placeholder }
}

/** Whether a column holds one of the ids handed in under `ids` as a list in JSON: one statement for any number of them. */
export const isAmongIds = (column: Column): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`

/**
 * Makes what turns the driver's values, in the order of a table's columns, into its rows: the same as the query library
 * does, for lists of thousands.
 */
export function rowsOf<T extends Table>(table: T): (values: readonly (readonly unknown[])[]) => T['$inferSelect'][] {
  const columns = Object.entries(getTableColumns(table)).map(([name, column]) => ({
    name,
    read: column.mapFromDriverValue === Column.prototype.mapFromDriverValue ? null : column,
  }))
  return (values) =>
    values.map((line) => {
      const row: Record<string, unknown> = {}
      let place = 0
      for (const { name, read } of columns) {
        const value = line[place++]
        row[name] = read === null || value === null ? value : read.mapFromDriverValue(value)
      }
      return row // Every column under its name, read as the table says.
    })
}

/** Makes what adds rows to a table. */
export function rowAdder<T extends SQLiteTable>(table: T): (db: WritableDb, row: T['$inferSelect']) => void {
  const columns = columnsOf(table)
  const statement = keptWith((db: WritableDb) => db.insert(table).values(bare<T>(columns)).prepare())
  return (db, row) => {
    statement(db).run(bound(columns, row))
  }
}

/**
 * Makes what keeps rows of a table: each is put in, or takes the place of the one under its key. A row that is there as
 * it is costs a look and no writing.
 */
export function rowKeeper<T extends SQLiteTable>(
  table: T,
  key: SQLiteColumn,
): (db: WritableDb, row: T['$inferSelect']) => void {
  const columns = columnsOf(table)
  const each = (text: (column: string) => string): SQL =>
    sql.raw(columns.map(({ column }) => text(column.name)).join(', '))
  const statement = keptWith((db: WritableDb) =>
    db
      .insert(table)
      .values(bare<T>(columns))
      .onConflictDoUpdate({
        target: key,
        set: Object.fromEntries(
          columns.map(({ name, column }) => [name, sql.raw(`excluded."${column.name}"`)]),
        ) as SQLiteUpdateSetSource<T>, // Under the table's own column names, from the same list.
        setWhere: sql`(${each((column) => `"${getTableName(table)}"."${column}"`)}) IS NOT (${each((column) => `excluded."${column}"`)})`,
      })
      .prepare(),
  )
  return (db, row) => {
    statement(db).run(bound(columns, row))
  }
}

interface Kept {
  /** Under which a row has it. */
  readonly name: string
  readonly column: Column
  /** Whether the driver takes it as it is. */
  readonly isPlain: boolean
}

const columnsOf = (table: Table): readonly Kept[] =>
  Object.entries(getTableColumns(table)).map(([name, column]) => ({
    ...{ name, column },
    isPlain: column.mapToDriverValue === Column.prototype.mapToDriverValue,
  }))

/** A placeholder for each column that leaves its value as it is: what is bound is encoded before, where null stays null. */
const bare = <T extends SQLiteTable>(columns: readonly Kept[]): SQLiteInsertValue<T> =>
  Object.fromEntries(columns.map(({ name }) => [name, sql`${sql.placeholder(name)}`])) as SQLiteInsertValue<T> // Under the table's own column names.

function bound(columns: readonly Kept[], row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const { name, column, isPlain } of columns) {
    const value = row[name] ?? null
    values[name] = isPlain || value === null ? value : column.mapToDriverValue(value)
  }
  return values
}
