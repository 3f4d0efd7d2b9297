import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Migration } from '@db/migrations'
import { migrations } from '@db/migrations'
import { copyName, createFile, openFile, type FileRequest } from '@db/open'
import { newRequest } from './file'

const parents: Migration = {
  id: 99_910,
  name: 'parents',
  up: ['CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT) STRICT'],
}
const children: Migration = {
  id: 99_920,
  name: 'children',
  up: [
    `CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE) STRICT`,
  ],
}
/** The usual way of changing a table: rows copied to a new one, the old one dropped. */
const rebuilt: Migration = {
  id: 99_930,
  name: 'rebuilt',
  up: [
    'CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT',
    'INSERT INTO parent_new SELECT id, name FROM parent',
    'DROP TABLE parent',
    'ALTER TABLE parent_new RENAME TO parent',
  ],
}
const base = [...migrations, parents, children]

/** A closed file at step 99,920 with one parent and two children. */
async function family(): Promise<FileRequest> {
  const request = await newRequest({ migrations: base })
  const file = createFile(request, { kind: 'school' })
  file.write(() => {
    file.client.exec("INSERT INTO parent VALUES (1, 'A'); INSERT INTO child VALUES (1, 1), (2, 1)")
  })
  file.close()
  return request
}

const codeFor = (work: () => { close(): void }): string => {
  try {
    work().close()
    return 'none'
  } catch (error) {
    if (error instanceof Fault) return error.code
    throw error
  }
}

describe('bringing a file up to date', () => {
  test('keeps child rows when a parent table is rebuilt', async () => {
    const request = await family()
    const file = openFile({ ...request, migrations: [...base, rebuilt] })
    expect(file.client.prepare('SELECT * FROM child ORDER BY id').all()).toEqual([
      { id: 1, parent: 1 },
      { id: 2, parent: 1 },
    ])
    expect(file.client.pragma('user_version', { simple: true })).toBe(99_930)
    expect(file.client.pragma('foreign_keys', { simple: true })).toBe(1)
    file.close()
  })

  test('applies each step once', async () => {
    const request = await family()
    const later = { ...request, migrations: [...base, rebuilt] }
    openFile(later).close()
    const file = openFile(later)
    expect(file.client.prepare('SELECT id FROM migration ORDER BY id').pluck().all()).toEqual(
      [...base, rebuilt].map(({ id }) => id),
    )
    file.close()
  })

  test.each<[string, readonly Migration[]]>([
    ['a step fails', [...base, { ...rebuilt, up: [...rebuilt.up, 'NOT SQL'] }]],
    ['rows would be lost', [...base, { id: 99_930, name: 'loss', up: ['DELETE FROM child WHERE id = 1'] }]],
    ['references would dangle', [...base, { id: 99_930, name: 'dangling', up: ['UPDATE child SET parent = 7'] }]],
    ['a step is missing from the middle', [...base.slice(0, -2), children, rebuilt]],
    ['a step was slipped in before the last', [...base.slice(0, -1), { ...rebuilt, id: 99_915 as number }, children]],
    [
      'a step was changed after it was applied',
      [...base.slice(0, -1), { ...children, up: [...children.up, 'SELECT 1'] }],
    ],
  ])('writes nothing when %s', async (_name, list) => {
    const request = await family()
    expect(codeFor(() => openFile({ ...request, migrations: list }))).toMatch(/^(damaged|internal|newer-version)$/)
    const file = openFile(request)
    expect(file.client.prepare('SELECT count(*) FROM child').pluck().get()).toBe(2)
    expect(file.client.pragma('user_version', { simple: true })).toBe(99_920)
    expect(file.client.prepare("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'parent%'").pluck().get()).toBe(1)
    file.close()
  })

  test('leaves an encrypted copy of the older file until the next good opening', async () => {
    const request = await family()
    const later = { ...request, migrations: [...base, rebuilt] }
    const copy = copyName(request.file)
    openFile(later).close()
    expect(readFileSync(copy).subarray(0, 16).toString('latin1')).not.toBe('SQLite format 3\0')
    const older = openFile({ ...request, file: copy })
    expect(older.client.pragma('user_version', { simple: true })).toBe(99_920)
    expect(older.client.prepare('SELECT count(*) FROM child').pluck().get()).toBe(2)
    older.close()
    openFile(later).close()
    expect(existsSync(copy)).toBe(false)
  })
})

test("the product's own steps are in tens, in order, and named once", () => {
  const ids = migrations.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort((a, b) => a - b))
  expect(ids.filter((id) => id % 10 !== 0)).toEqual([])
  expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length)
})
