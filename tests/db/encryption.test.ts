import Database from 'better-sqlite3'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createFile } from '@db/open'
import { add, set } from '@vault/entity'
import { filesUnder, hitsIn, hitsUnder } from '../support/markers'
import { makeTenant } from '../support/tenant'
import { shelf, ticket, toyKinds, toyMigration, toyProjections } from '../support/toy'
import { newRequest } from './file'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }
/** What every planted text begins with: finding it finds any of them. */
const planted = 'Marker-of-Year-8-Q'

test('the search for markers finds each form it looks for', () => {
  const marker = 'Marker-1-of-Year-8'
  const utf16 = Buffer.from(marker, 'utf16le')
  const forms = [
    Buffer.from(marker),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(Buffer.from(marker).toString('hex')),
    ...['', 'a', 'ab', 'abc'].map((before) =>
      Buffer.from(Buffer.from(`${before}${marker} and more`).toString('base64')),
    ),
  ]
  for (const form of forms) {
    expect(hitsIn(Buffer.concat([Buffer.from('before'), form, Buffer.from('after')]), [marker])).toBeGreaterThan(0)
  }
  expect(hitsIn(Buffer.from('nothing of the kind'), [marker])).toBe(0)
})

test('nothing written is readable in the file or its log: 500 markers in every field, open and closed', async () => {
  const made = await makeTenant(toy)
  for (let i = 0; i < 500; i++) {
    const marker = `${planted}${String(i)}`
    made.write([set(shelf, made.newId(), { label: marker, size: 1 }), add(ticket, made.newId(), { text: marker })], {
      reason: marker,
    })
  }
  expect(readdirSync(made.folder).filter((name) => name.endsWith('-wal'))).toHaveLength(1)
  expect(hitsUnder(made.folder, [planted])).toEqual({})
  made.close()
  expect(filesUnder(made.folder)).toHaveLength(1)
  expect(hitsUnder(made.folder, [planted])).toEqual({})
})

test('sorting more than memory is meant for opens no temporary file, as it does where the setting is missing', async () => {
  const file = createFile(await newRequest(), { kind: 'school' })
  expect(temporaryFilesWhileSorting(file.client)).toEqual([])
  file.close()
  const plain = new Database(':memory:')
  plain.pragma('temp_store = FILE')
  expect(temporaryFilesWhileSorting(plain).join()).toContain('etilqs')
  plain.close()
})

test('all but a few bytes of a file look random, its beginning included', async () => {
  const made = await makeTenant(toy)
  const text = 'A plain sentence that would compress well. '.repeat(60)
  for (let i = 0; i < 200; i++) made.write([set(shelf, made.newId(), { label: text, size: i })])
  made.close()
  const bytes = readFileSync(made.path)
  expect(bytes.length).toBeGreaterThan(2 ** 20)
  expect(bytes.subarray(0, 16).toString('latin1')).not.toMatch(/SQLite/)
  expect(entropyOf(bytes)).toBeGreaterThanOrEqual(7.99)
})

test('two files with the same content share no more than the few plain bytes', async () => {
  const first = await newRequest()
  const second = { ...first, file: join(dirname(first.file), 'second.trustward'), keyHex: 'c3'.repeat(32) }
  const bytes = [first, second].map((request) => {
    createFile(request, { kind: 'school' }).close()
    return readFileSync(request.file)
  })
  const [a, b] = bytes as [Buffer, Buffer]
  const equal = [...a].filter((byte, i) => byte === b[i]).length
  // One byte in 256 is equal by chance.
  expect(equal).toBeLessThan(128 + (a.length / 256) * 1.5)
})

test('what is deleted is overwritten: its old page cannot be read even with the key', async () => {
  const made = await makeTenant(toy)
  const id = made.newId()
  made.write([set(shelf, id, { label: 'To be deleted for good', size: 1 })])
  made.tenant.file.write(() => {
    for (const table of ['toy_shelf', 'event', 'entity'])
      made.tenant.file.client.prepare(`DELETE FROM "${table}"`).run()
  })
  // Every page as someone with the key could see it; the bytes stay in memory.
  const plain = made.tenant.file.client.serialize()
  expect(plain.includes('To be deleted for good')).toBe(false)
  expect(plain.includes('school')).toBe(true)
})

/** Open files without a name that SQLite holds in the middle of a large sort; it removes their names at once. */
function temporaryFilesWhileSorting(client: Database.Database): readonly string[] {
  client.pragma('cache_size = 10')
  const sorted = client
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
       SELECT i, hex(randomblob(100)) AS text FROM n ORDER BY text`,
    )
    .iterate()
  sorted.next()
  const open = readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)]
    } catch {
      return [] // the handle of the listing itself
    }
  })
  sorted.return?.()
  return open.filter((path) => path.includes('etilqs'))
}

/** Bits per byte. */
function entropyOf(bytes: Buffer): number {
  const counts = new Array<number>(256).fill(0)
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1
  return counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / bytes.length) * Math.log2(n / bytes.length)), 0)
}
