import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentsAt, documentsIn, Picked } from '../../src-main/ipc/documents'
import { HostFailure } from '../../src-main/ipc/refusal'
import { MOST_DOCUMENTS, READABLE } from '../../src-main/reader/child'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'Trustward dócuments '))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, text = 'x'): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const failure = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error)

test('a folder gives its own documents by name, numbers as numbers', async () => {
  for (const name of ['policy 10.docx', 'policy 9.DOCX', 'Älter.pdf', 'b.txt', 'notes.exe', 'noending']) put(name)
  const listed = await documentsIn(folder, READABLE)
  expect(listed.map(({ name }) => name)).toEqual(['Älter.pdf', 'b.txt', 'policy 9.DOCX', 'policy 10.docx'])
  expect(listed.every(({ path, size }) => path.startsWith(folder) && size === 1)).toBe(true)
})

test('a folder passes over hidden and lock files, folders, and links, wherever they lead', async () => {
  put('a.txt')
  for (const name of ['.a.txt', '~$a.docx']) put(name)
  mkdirSync(join(folder, 'folder.txt'))
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere '))
  writeFileSync(join(elsewhere, 'secret.txt'), 'secret')
  symlinkSync(join(elsewhere, 'secret.txt'), join(folder, 'link.txt'))
  symlinkSync(elsewhere, join(folder, 'linked.txt'))
  expect((await documentsIn(folder, READABLE)).map(({ name }) => name)).toEqual(['a.txt'])
  rmSync(elsewhere, { recursive: true })
})

test('a folder without documents, with too many, or gone is refused in words', async () => {
  put('a.exe')
  expect(await failure(documentsIn(folder, READABLE))).toMatchObject({ code: 'bad-input' })
  expect(await failure(documentsIn(join(folder, 'gone'), READABLE))).toMatchObject({ code: 'unavailable' })
  for (let n = 0; n <= MOST_DOCUMENTS; n += 1) put(`${n}.txt`)
  const tooMany = await failure(documentsIn(folder, READABLE))
  expect(tooMany).toBeInstanceOf(HostFailure)
  expect(tooMany).toMatchObject({ code: 'bad-input', words: expect.stringContaining('1,000') })
})

test('files picked one by one come by name, and too many are refused', async () => {
  const listed = await documentsAt([put('b.txt'), put('a.txt', 'abc')])
  expect(listed.map(({ name, size }) => [name, size])).toEqual([
    ['a.txt', 3],
    ['b.txt', 1],
  ])
  const many = Array.from({ length: MOST_DOCUMENTS + 1 }, (_, n) => join(folder, `${n}.txt`))
  expect(await failure(documentsAt(many))).toMatchObject({ code: 'bad-input' })
})

test('the vault is told names and sizes and no path; a picked file is opened by its ticket', async () => {
  const picked = new Picked()
  const list = picked.keep(await documentsAt([put('a.txt', 'first'), put('b.txt', 'second')]))
  expect(JSON.stringify(list)).not.toContain(folder)
  expect(list.ticket).toMatch(/^[0-9a-f]{32}$/)
  expect(new TextDecoder().decode(await picked.open(list.ticket, 1, 100))).toBe('second')
})

test('what was not given out is not opened', async () => {
  const picked = new Picked()
  const { ticket } = picked.keep(await documentsAt([put('a.txt')]))
  for (const [given, index] of [
    ['', 0],
    ['0'.repeat(32), 0],
    [join(folder, 'a.txt'), 0],
    [ticket, 1],
    [ticket, -1],
    [ticket, 0.5],
  ] as const) {
    expect(await failure(picked.open(given, index, 100)), `${given} ${index}`).toMatchObject({ code: 'not-found' })
  }
  picked.forget()
  expect(await failure(picked.open(ticket, 0, 100))).toMatchObject({ code: 'not-found' })
})

test('a file over the size asked for is refused, and one that has gone is told', async () => {
  const picked = new Picked()
  const path = put('a.txt', 'abcdef')
  const { ticket } = picked.keep(await documentsAt([path]))
  expect(await failure(picked.open(ticket, 0, 5))).toMatchObject({ code: 'bad-input' })
  unlinkSync(path)
  expect(await failure(picked.open(ticket, 0, 100))).toMatchObject({ code: 'unavailable' })
})

test.skipIf(process.platform === 'win32')(
  'a file of a folder is not opened once a link stands in its place',
  async () => {
    const picked = new Picked()
    const path = put('a.txt', 'mine')
    const { ticket } = picked.keep(await documentsIn(folder, READABLE))
    renameSync(path, join(folder, 'moved'))
    symlinkSync(join(folder, 'moved'), path)
    expect(await failure(picked.open(ticket, 0, 100))).toMatchObject({ code: 'unavailable' })
  },
)
