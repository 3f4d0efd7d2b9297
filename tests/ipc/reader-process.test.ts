/** Limits held against real processes: what loops, fills memory or ends is told in words, and the next file is read. */
import { kill } from 'node:process'
import { afterEach, expect, test } from 'vitest'
import { readerUnderNode } from '../../src-main/cli/reader-process'
import { BROKE_OFF, Readers, STOPPED, TOO_LONG, TOO_MUCH, type ReadAnswer } from '../../src-main/reader/child'
import { after, built } from '../support/reader'

const fileOf = built({ hostile: 'tests/ipc/hostile.child.ts' })
const started: Readers[] = []
afterEach(() => {
  for (const readers of started.splice(0)) readers.end()
})

function readersWithin(limits: { ms: number; bytes: number }) {
  const readers = new Readers(readerUnderNode(fileOf('hostile')), after, limits)
  started.push(readers)
  return (name: string, stop = new AbortController().signal): Promise<ReadAnswer> =>
    readers.read({ name, bytes: new Uint8Array([1]) }, { progress: () => {}, stop })
}

const MEGABYTE = 1024 * 1024
const wide = { ms: 30_000, bytes: 512 * MEGABYTE }
const pidOf = (answer: ReadAnswer): number => {
  if (!answer.ok || typeof answer.value !== 'number') throw new Error(JSON.stringify(answer))
  return answer.value
}
const isRunning = (pid: number): boolean => {
  try {
    kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a file that loops is ended when its time is over, and the next one is read in a fresh process', async () => {
  const read = readersWithin({ ...wide, ms: 1000 })
  const first = pidOf(await read('good'))
  expect(await read('loop')).toEqual({ ok: false, code: 'bad-input', words: TOO_LONG })
  const next = pidOf(await read('good'))
  expect(next).not.toBe(first)
  await expect.poll(() => isRunning(first)).toBe(false)
})

test('a file that fills memory outside the heap is ended', async () => {
  // Elsewhere than on Linux the limit on the heap holds alone.
  if (process.platform !== 'linux') return
  expect(await readersWithin({ ...wide, bytes: 200 * MEGABYTE })('fill')).toEqual({
    ok: false,
    code: 'bad-input',
    words: TOO_MUCH,
  })
})

test('a file that fills the heap is ended by one limit or the other', async () => {
  const answer = await readersWithin(wide)('heap')
  expect([TOO_MUCH, BROKE_OFF]).toContain(answer.ok ? 'read' : answer.words)
})

test.each(['end', 'crash'])('a reader that ends by itself is told as broken off: %s', async (name) => {
  const read = readersWithin(wide)
  expect(await read(name)).toEqual({ ok: false, code: 'bad-input', words: BROKE_OFF })
  expect((await read('good')).ok).toBe(true)
})

test('a file that loops is ended at once when it is not wanted any more', async () => {
  const read = readersWithin(wide)
  const first = pidOf(await read('good'))
  const stop = new AbortController()
  const answer = read('loop', stop.signal)
  stop.abort()
  expect(await answer).toEqual({ ok: false, code: 'unavailable', words: STOPPED })
  await expect.poll(() => isRunning(first)).toBe(false)
})

test('a reader that talks without end is heard to the end', async () => {
  expect((await readersWithin(wide)('flood')).ok).toBe(true)
})

test('files of one job are read in one process', async () => {
  const read = readersWithin(wide)
  expect(pidOf(await read('a'))).toBe(pidOf(await read('b')))
})
