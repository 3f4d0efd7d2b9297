/** The folders' process as it ships, under plain Node; and its answers held against their schemas by the vault. */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Folders, FOLDERS_BROKE_OFF, SCAN_CLOSED, type ForkFolders } from '../../src-main/folders/child'
import { ScanBatch } from '../../src-main/folders/wire'
import { after, built } from '../support/reader'
import { temporaryFolder } from '../support/tenant'

const fileOf = built({ folders: 'src-main/folders/entry.ts' })
const started: Folders[] = []
const running = new Set<number>()
afterEach(() => {
  for (const folders of started.splice(0)) folders.end()
})

const underNode: ForkFolders = (told) => {
  const child = fork(fileOf('folders'), [], { env: {}, serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }) // prettier-ignore
  if (child.pid !== undefined) running.add(child.pid)
  child.once('exit', () => {
    running.delete(child.pid!)
    told.gone()
  })
  child.on('message', (message) => told.message(message))
  return { post: (message) => void child.send(message), kill: () => void child.kill('SIGKILL') }
}

function foldersOf(forked: ForkFolders = underNode): Folders {
  let tickets = 0
  const folders = new Folders(forked, after, () => `ticket-${(tickets += 1)}`)
  started.push(folders)
  return folders
}

function share(files: number): string {
  const root = join(temporaryFolder(), 'share')
  mkdirSync(root)
  for (let at = 0; at < files; at += 1) writeFileSync(join(root, `${at}.jpg`), `${at}`)
  return root
}

const valueOf = (answer: Awaited<ReturnType<Folders['nextScanned']>>): unknown => {
  if (!answer.ok) throw new Error(answer.words)
  return answer.value
}

const ticketOf = (folders: Folders, root: string): string => String(valueOf(folders.openScan(root)))

test('a folder is looked through batch by batch, with no variable of ours in its process', async () => {
  const folders = foldersOf()
  const ticket = ticketOf(folders, share(1100))
  const batches: ScanBatch[] = []
  while (batches.at(-1)?.end == null) batches.push(ScanBatch.parse(valueOf(await folders.nextScanned(ticket))))
  expect(batches.flatMap(({ entries }) => entries)).toHaveLength(1100)
  expect(batches.at(-1)?.end).toMatchObject({ files: 1100, complete: true })
  expect(await folders.nextScanned(ticket)).toEqual({ ok: false, code: 'unavailable', words: FOLDERS_BROKE_OFF })
  folders.closeScan(ticket)
  expect(await folders.nextScanned(ticket)).toMatchObject({ ok: false, code: 'not-found' })
  await expect.poll(() => running.size).toBe(0)
})

test('two folders are looked through at the same time, a fifth has to wait', async () => {
  const folders = foldersOf()
  const roots = [share(3), share(5)]
  const tickets = roots.map((root) => ticketOf(folders, root))
  const answers = await Promise.all(tickets.map((ticket) => folders.nextScanned(ticket)))
  expect(answers.map((answer) => ScanBatch.parse(valueOf(answer)).entries.length)).toEqual([3, 5])
  for (let at = 2; at < 4; at += 1) ticketOf(folders, roots[0]!)
  expect(folders.openScan(roots[0]!)).toMatchObject({ ok: false, code: 'busy' })
  folders.closeScan(tickets[0]!)
  expect(folders.openScan(roots[0]!)).toMatchObject({ ok: true })
})

test('closing ends a batch that is waited for, and its process', async () => {
  const folders = foldersOf()
  const ticket = ticketOf(folders, share(400))
  const waiting = folders.nextScanned(ticket)
  folders.closeScan(ticket)
  folders.closeScan(ticket)
  expect(await waiting).toEqual({ ok: false, code: 'unavailable', words: SCAN_CLOSED })
  await expect.poll(() => running.size).toBe(0)
})

test('files are destroyed, and the process ends with the vault', async () => {
  const folders = foldersOf()
  const root = share(3)
  const files = ['0.jpg', '1.jpg', '7.jpg'].map((path) => {
    const bytes = path === '1.jpg' ? '!' : path[0]!
    return { path, size: 1, hash: createHash('sha256').update(bytes).digest('hex') }
  })
  expect(valueOf(await folders.destroyFiles(root, files))).toEqual([
    { path: '0.jpg', result: 'DELETED' },
    { path: '1.jpg', result: 'KEPT_CHANGED' },
    { path: '7.jpg', result: 'ALREADY_GONE' },
  ])
  expect(['0', '1', '2'].map((name) => existsSync(join(root, `${name}.jpg`)))).toEqual([false, true, true])
  expect(valueOf(await folders.destroyFiles(root, files))).toMatchObject([
    ...['ALREADY_GONE', 'KEPT_CHANGED', 'ALREADY_GONE'].map((result) => ({ result })),
  ])
  expect(running.size).toBe(1)
  folders.end()
  await expect.poll(() => running.size).toBe(0)
})

test('a process that ends by itself, or never starts, is told in words', async () => {
  const broke = { ok: false, code: 'unavailable', words: FOLDERS_BROKE_OFF }
  const ending: ForkFolders = (told) => ({ post: () => queueMicrotask(told.gone), kill: () => {} })
  const ended = foldersOf(ending)
  expect(await ended.nextScanned(ticketOf(ended, '/x'))).toEqual(broke)
  expect(await ended.destroyFiles('/x', [])).toEqual(broke)
  const never = foldersOf(() => {
    throw new Error('not started')
  })
  expect(never.openScan('/x')).toEqual(broke)
  expect(await never.destroyFiles('/x', [])).toEqual(broke)
})
