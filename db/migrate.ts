/**
 * Brings a file's structure up to date. An own runner, because the stock one skips a step stamped earlier than the
 * last one in silence, and cannot switch foreign keys off for a rebuild of a table (models B3).
 */
import type { Database } from 'better-sqlite3'
import { Fault } from '../src-main/contract/fault'
import { fileFault } from './faults'
import type { Migration } from './migrations/migration'

/** One-way hash of a text, hex; handed in because cryptography has its own place. */
export type HashText = (text: string) => string

interface Applied {
  readonly id: number
  readonly hash: string
}

const hashOf = (migration: Migration, hashText: HashText): string => hashText(migration.up.join(';\n'))

/** The version a file has after every step, `user_version`; 0 for none. */
export const newestOf = (migrations: readonly Migration[]): number => migrations.at(-1)?.id ?? 0

/**
 * Applies what is missing, all of it or nothing.
 * @param beforeChange called once, before the first change, when there is something to apply
 * @returns ids of the steps applied now
 * @throws Fault 'newer-version' when the file knows a step this list does not; 'damaged' when a step is missing from
 *   the middle, was changed after it was applied, or would lose rows or leave dangling references
 */
export function migrate(
  client: Database,
  migrations: readonly Migration[],
  hashText: HashText,
  beforeChange: () => void = () => undefined,
): readonly number[] {
  refuseBadList(migrations)
  const applied = appliedIn(client)
  compare(applied, migrations, hashText)
  const missing = migrations.slice(applied.length)
  if (missing.length === 0) return []
  beforeChange()
  // Not possible inside a transaction, and a rebuilt table would otherwise take the rows that refer to it along.
  client.pragma('foreign_keys = OFF')
  try {
    client.transaction(() => apply(client, missing, hashText)).immediate()
  } finally {
    client.pragma('foreign_keys = ON')
  }
  return missing.map(({ id }) => id)
}

function apply(client: Database, missing: readonly Migration[], hashText: HashText): void {
  client.exec(`CREATE TABLE IF NOT EXISTS migration (
    id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT`)
  const note = client.prepare<[number, string, string]>('INSERT INTO migration (id, name, hash) VALUES (?, ?, ?)')
  const before = rowCounts(client)
  for (const migration of missing) {
    for (const statement of migration.up) client.exec(statement)
    note.run(migration.id, migration.name, hashOf(migration, hashText))
  }
  const after = rowCounts(client)
  for (const [table, count] of before) {
    const now = after.get(table)
    if (now !== undefined && now < count) throw stopped(`Table ${table} lost rows`)
  }
  if (client.prepare('PRAGMA foreign_key_check').all().length > 0) throw stopped('References left dangling')
  client.pragma(`user_version = ${newestOf(missing)}`)
}

/** Steps the file has been through, oldest first. */
function appliedIn(client: Database): readonly Applied[] {
  const table = client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get()
  if (table === undefined) return []
  return client.prepare<[], Applied>('SELECT id, hash FROM migration ORDER BY id').all()
}

function compare(applied: readonly Applied[], migrations: readonly Migration[], hashText: HashText): void {
  if (applied.some(({ id }) => id > newestOf(migrations))) throw fileFault('newer-version')
  applied.forEach(({ id, hash }, i) => {
    const known = migrations[i]
    if (!known || known.id !== id) throw stopped(`Step ${known?.id ?? id} is missing from the file or from the list`)
    if (hashOf(known, hashText) !== hash) throw stopped(`Step ${id} is not the one the file went through`)
  })
}

function refuseBadList(migrations: readonly Migration[]): void {
  let last = 0
  for (const { id } of migrations) {
    if (id <= last || id % 10 !== 0) throw new Error(`Migration ${id} is out of order or not a multiple of ten`)
    last = id
  }
}

function rowCounts(client: Database): ReadonlyMap<string, number> {
  const tables = client
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'migration'`,
    )
    .all()
  return new Map(
    tables.map(({ name }) => {
      const row = client.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${name}"`).get()
      return [name, row?.n ?? 0] as const
    }),
  )
}

/** A change of structure that must not go on. The cause names tables and steps only, never a row. */
function stopped(cause: string): Fault {
  return new Fault(
    'damaged',
    'This file could not be brought up to date and was left as it was. Keep it, and ask for help before going on.',
    { cause: new Error(cause) },
  )
}
