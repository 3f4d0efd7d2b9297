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

/**
 * Makes what keeps rows of a table: each is put in, or takes the place of the one under its key. A row that is there as
 * it is costs a look and no writing.
 */
export function rowKeeper<T extends SQLiteTable>(
  table: T,
  key: SQLiteColumn,
): (db: WritableDb, row: T['$inferSelect']) => void {
  const columns: readonly (readonly [string, Column])[] = Object.entries(getTableColumns(table))
  const each = (text: (column: string) => string): SQL => sql.raw(columns.map(([, { name }]) => text(name)).join(', '))
  const statement = keptWith((db: WritableDb) =>
    db
      .insert(table)
      // Under the table's own column names, from the same list; what is bound is encoded below, where null stays null.
      .values(of(columns, (name) => sql`${sql.placeholder(name)}`) as SQLiteInsertValue<T>)
      .onConflictDoUpdate({
        target: key,
        set: of(columns, (_name, column) => sql.raw(`excluded."${column}"`)) as SQLiteUpdateSetSource<T>, // As above.
        setWhere: sql`(${each((column) => `"${getTableName(table)}"."${column}"`)}) IS NOT (${each((column) => `excluded."${column}"`)})`,
      })
      .prepare(),
  )
  return (db, row: Readonly<Record<string, unknown>>) => {
    const bound = columns.map(([name, column]): [string, unknown] => {
      const value = row[name] ?? null
      return [name, value === null ? null : column.mapToDriverValue(value)]
    })
    statement(db).run(Object.fromEntries(bound))
  }
}

const of = <T>(
  columns: readonly (readonly [string, Column])[],
  make: (name: string, column: string) => T,
): Record<string, T> => Object.fromEntries(columns.map(([name, column]) => [name, make(name, column.name)]))
