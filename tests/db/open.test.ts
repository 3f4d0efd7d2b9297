import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Fault, type FaultCode } from '@contract/fault'
import { codeOf } from '@db/faults'
import { createFile, openFile, type FileRequest, type OpenFile } from '@db/open'
import { meta } from '@db/schema/log'
import { KEY, newRequest } from './file'

/** What a call threw, which must be a fault with words that hold no path, key or SQL. */
function faultOf(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    expect(error.words).toMatch(/^[A-Z].*\.$/)
    expect(error.words).not.toMatch(/SELECT|PRAGMA|SQLITE|[0-9a-f]{16}|\/|\\|key/i)
    return error
  }
  throw new Error('No fault')
}

const codeFor = (work: () => unknown): FaultCode => faultOf(work).code

function made(request: FileRequest, about = { kind: 'school' }): OpenFile {
  return createFile(request, about)
}

/** A file with something in it, closed. */
function filled(request: FileRequest): FileRequest {
  const file = made(request)
  file.write(() => {
    const note = file.client.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
    for (let i = 0; i < 400; i++) note.run(`fact ${String(i)}`, 'x'.repeat(200))
  })
  file.close()
  return request
}

const filesIn = (request: FileRequest): readonly string[] => readdirSync(dirname(request.file)).sort()

describe('opening refuses', () => {
  test.each([
    '',
    'a1',
    KEY.slice(1),
    KEY.toUpperCase(),
    `${KEY}00`,
    'correct horse battery staple',
    `${KEY.slice(1)}'`,
  ])('a key of the wrong shape, and makes no file: case %#', async (keyHex) => {
    const request = await newRequest({ keyHex })
    expect(codeFor(() => createFile(request, {}))).toBe('internal')
    expect(codeFor(() => openFile(request))).toBe('internal')
    expect(filesIn(request)).toEqual([])
  })

  test('a file that is not there, and makes none', async () => {
    const request = await newRequest()
    expect(codeFor(() => openFile(request))).toBe('not-found')
    expect(filesIn(request)).toEqual([])
  })

  test('a file under another key, and leaves every byte as it was', async () => {
    const request = filled(await newRequest())
    const before = readFileSync(request.file)
    expect(codeFor(() => openFile({ ...request, keyHex: 'b2'.repeat(32) }))).toBe('damaged')
    expect(readFileSync(request.file).equals(before)).toBe(true)
    expect(filesIn(request)).toHaveLength(1)
  })

  test('a plain database, and leaves every byte as it was', async () => {
    const request = await newRequest()
    const plain = new Database(request.file)
    plain.exec('CREATE TABLE meta (name, value)')
    plain.close()
    const before = readFileSync(request.file)
    expect(codeFor(() => openFile(request))).toBe('foreign')
    expect(readFileSync(request.file).equals(before)).toBe(true)
  })

  test("another tenant's file put in its place", async () => {
    const request = filled(await newRequest())
    expect(codeFor(() => openFile({ ...request, id: 'ee'.repeat(16) }))).toBe('foreign')
  })

  test('a file of a newer version, and leaves its structure as it was', async () => {
    const request = await newRequest()
    const later = { id: 99_990, name: 'later', up: ['CREATE TABLE later (id TEXT) STRICT'] }
    const newer = { ...request, migrations: [...request.migrations, later] }
    made(newer).close()
    const before = readFileSync(request.file)
    expect(codeFor(() => openFile(request))).toBe('newer-version')
    expect(readFileSync(request.file).equals(before)).toBe(true)
    openFile(newer).close()
  })

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['junk', () => Buffer.alloc(20_000, 'junk ')],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 3000)],
    ['altered in its first page', (bytes: Buffer) => altered(bytes, 2000)],
  ])('a damaged file: %s', async (_name, damage) => {
    const request = filled(await newRequest())
    const bytes = damage(readFileSync(request.file))
    writeFileSync(request.file, bytes)
    expect(codeFor(() => openFile(request))).toBe('damaged')
    expect(readFileSync(request.file).equals(bytes)).toBe(true)
  })

  test('a page damaged behind the first when the last close was not clean', async () => {
    const request = filled(await newRequest())
    writeFileSync(request.file, altered(readFileSync(request.file), 5 * 4096 + 77))
    writeFileSync(`${request.file}.lock`, '{"pid":0,"host":"","bootedAt":0,"started":null}')
    expect(codeFor(() => openFile(request))).toBe('busy')
    leaveNote(request)
    expect(codeFor(() => openFile(request))).toBe('damaged')
    // And again: the unclean close stays known until the file opens well.
    expect(codeFor(() => openFile(request))).toBe('damaged')
  })

  test('a file that is open already, and opens it once it is closed', async () => {
    const request = await newRequest()
    const first = made(request)
    expect(codeFor(() => openFile(request))).toBe('busy')
    expect(codeFor(() => createFile(request, {}))).toBe('busy')
    first.close()
    openFile(request).close()
    expect(filesIn(request)).toHaveLength(1)
  })

  test('a folder that another program copies', async () => {
    const request = await newRequest()
    const folder = join(dirname(request.file), 'OneDrive - Northfield Trust')
    mkdirSync(folder)
    const unsafe = { ...request, file: join(folder, 'a.trustward') }
    expect(codeFor(() => createFile(unsafe, {}))).toBe('unavailable')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('an open file', () => {
  test('has every setting its safety rests on', async () => {
    const { client, close } = made(await newRequest())
    const setting = (name: string) => client.pragma(name, { simple: true })
    expect({
      cipher: setting('cipher'),
      foreignKeys: setting('foreign_keys'),
      journal: setting('journal_mode'),
      synchronous: setting('synchronous'),
      secureDelete: setting('secure_delete'),
      tempStore: setting('temp_store'),
      trustedSchema: setting('trusted_schema'),
      locking: setting('locking_mode'),
    }).toEqual({
      cipher: 'chacha20',
      foreignKeys: 1,
      journal: 'wal',
      synchronous: 2,
      secureDelete: 1,
      tempStore: 2,
      trustedSchema: 0,
      locking: 'exclusive',
    })
    close()
  })

  test('answers questions and refuses to write for those who were given it to read', async () => {
    const { readable, close } = made(await newRequest())
    expect(readable.select().from(meta).all()).toContainEqual({ name: 'kind', value: 'school' })
    for (const statement of [
      sql`DELETE FROM meta RETURNING name`,
      sql`UPDATE meta SET value = 'other' RETURNING name`,
      sql`PRAGMA user_version = 7`,
    ]) {
      expect(() => readable.all(statement)).toThrow('A query tried to write')
    }
    expect(readable.select().from(meta).all()).toHaveLength(2)
    close()
  })

  test('writes nothing of a transaction when its work fails', async () => {
    const file = made(await newRequest())
    const count = () => file.client.prepare('SELECT count(*) FROM meta').pluck().get()
    const before = count()
    const fault = faultOf(() =>
      file.write(() => {
        file.client.prepare("INSERT INTO meta (name, value) VALUES ('a', 'b')").run()
        throw new TypeError('in the work')
      }),
    )
    expect(fault.code).toBe('internal')
    expect(count()).toBe(before)
    file.close()
  })

  test('keeps what it had and says so when the disk is full, and goes on when there is room', async () => {
    const file = made(await newRequest())
    const pages = Number(file.client.pragma('page_count', { simple: true }))
    const fill = (name: string) => () =>
      file.client.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run(name, 'x'.repeat(100_000))
    file.client.pragma(`max_page_count = ${String(pages + 5)}`)
    const before = file.client.prepare('SELECT * FROM meta').all()
    expect(codeFor(() => file.write(fill('big')))).toBe('no-space')
    expect(file.client.prepare('SELECT * FROM meta').all()).toEqual(before)
    file.client.pragma(`max_page_count = ${String(pages + 500)}`)
    file.write(fill('big'))
    expect(file.isSound()).toBe(true)
    file.close()
  })

  test('tells nothing of what was written when a write is refused', async () => {
    const file = made(await newRequest())
    const marker = 'Secret of Year 8'
    const twice = () => {
      const row = { name: marker, value: marker }
      file.client.prepare('INSERT INTO meta (name, value) VALUES (:name, :value)').run(row)
      file.client.prepare('INSERT INTO meta (name, value) VALUES (:name, :value)').run(row)
    }
    const fault = faultOf(() => file.write(twice))
    expect(codeOf(fault.cause)).toBeNull()
    expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(/Secret|INSERT|trustward é/)
    file.close()
  })
})

describe('making a file', () => {
  test('leaves nothing behind when a step fails', async () => {
    const request = await newRequest()
    const broken = { id: 99_990, name: 'broken', up: ['CREATE TABLE broken (id TEXT) STRICT', 'NOT SQL'] }
    const wrong = { ...request, migrations: [...request.migrations, broken] }
    expect(codeFor(() => createFile(wrong, {}))).toBe('internal')
    expect(filesIn(request)).toEqual([])
  })

  test('takes no notice of the remains of a making that was cut off', async () => {
    const request = await newRequest()
    writeFileSync(`${request.file}.new`, 'half')
    writeFileSync(`${request.file}.new-wal`, 'half')
    made(request).close()
    expect(filesIn(request)).toHaveLength(1)
  })

  test('refuses a place that is taken, and leaves what is there as it was', async () => {
    const request = filled(await newRequest())
    const before = readFileSync(request.file)
    expect(codeFor(() => createFile(request, {}))).toBe('foreign')
    expect(readFileSync(request.file).equals(before)).toBe(true)
  })

  test('leaves no shared-memory file or log beside it once it is closed', async () => {
    const request = filled(await newRequest())
    expect(existsSync(`${request.file}-wal`)).toBe(false)
    expect(filesIn(request)).toHaveLength(1)
  })
})

test('a flipped byte in any page is found or lies where nothing is stored: 300 flips', async () => {
  const request = filled(await newRequest())
  const bytes = readFileSync(request.file)
  const rowsOf = (file: OpenFile) => file.client.prepare('SELECT * FROM meta ORDER BY name').all()
  const file = openFile(request)
  const whole = rowsOf(file)
  file.close()
  let found = 0
  for (let i = 0; i < 300; i++) {
    const at = Math.floor((bytes.length * i) / 300) + (i % 13)
    writeFileSync(request.file, altered(bytes, Math.min(at, bytes.length - 1)))
    try {
      const opened = openFile(request)
      try {
        expect(rowsOf(opened)).toEqual(whole)
        if (!opened.isSound()) found++
      } finally {
        opened.close()
      }
    } catch (error) {
      if (!(error instanceof Error) || (error.name !== 'SqliteError' && error.name !== 'Fault')) throw error
      found++
    }
  }
  expect(found).toBeGreaterThan(250)
  truncateSync(request.file)
})

/** A copy with one byte changed. */
function altered(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0x55
  return copy
}

/** What a process that was ended by force leaves beside its file. */
function leaveNote(request: FileRequest): void {
  const note = `${request.file}.lock`
  const other = made({ ...request, file: join(dirname(request.file), 'other') })
  const text = readFileSync(join(dirname(request.file), 'other.lock'), 'utf8')
  other.close()
  writeFileSync(note, text.replace(/"pid":\d+/, '"pid":0'))
}
