import { expect, test } from 'vitest'
import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { migration } from '@db/migrations/0010-log'
import { openMemory, type OpenFile } from '@db/open'
import * as schema from '@db/schema/log'
import { hashHex, ready } from '@vault/crypto'

async function made(): Promise<OpenFile> {
  await ready()
  return openMemory([migration], hashHex)
}

test('the tables made are the ones the queries are written for', async () => {
  const file = await made()
  const tables: readonly Table[] = [
    schema.meta,
    schema.device,
    schema.event,
    schema.entity,
    schema.outbox,
    schema.held,
    schema.fork,
  ]
  for (const table of tables) {
    const found = file.client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(getTableName(table))
    const written = Object.values(getTableColumns(table)).map(({ name }) => name)
    expect(found).toEqual(written)
  }
  expect([...schema.LOG_TABLES].sort()).toEqual([...tables.map(getTableName), 'migration'].sort())
  file.close()
})

test('a second event under one number or one id is refused, and so is a flag that is neither yes nor no', async () => {
  const file = await made()
  const insert = (id: string, seq: number, erased: number) =>
    file.client
      .prepare(
        `INSERT INTO event VALUES (?, 'd', ?, 'h', 't', 'e', 'set', '{}', ?, 's', '[]', 'p', 'r', NULL, 'b', NULL, '[]', 1, 'x', 'x', 'x', NULL)`,
      )
      .run(id, seq, erased)
  insert('a', 1, 0)
  expect(() => insert('b', 1, 0)).toThrow(/UNIQUE/)
  expect(() => insert('a', 2, 0)).toThrow(/UNIQUE/)
  expect(() => insert('c', 2, 2)).toThrow(/CHECK/)
  file.close()
})
