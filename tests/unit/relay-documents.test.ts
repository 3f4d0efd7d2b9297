/** Picking and reading documents over the wire: the vault asks, main does, progress and stopping travel both ways. */
import { expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import { serveVault } from '@vault/port'
import type { CallingWindow, HostAnswer, HostAsk, ToVault } from '@vault/wire'
import { Relay, type HostJob } from '../../src-main/ipc/relay'

const window: CallingWindow = { id: '7', school: null }

/** A vault whose one call does `work` with its host; main's side is `host`. Every message is copied, as the wire copies it. */
function joined(
  work: (host: Host) => Promise<unknown>,
  host: (ask: HostAsk, left: AbortSignal, job: HostJob) => Promise<HostAnswer>,
) {
  const relay = new Relay({
    start: { folder: '/nowhere', packaged: false, nativeBinding: null },
    open: (told) => {
      let listen: (message: ToVault) => void = () => {}
      serveVault(
        {
          post: (message) => queueMicrotask(() => told.message(structuredClone(message))),
          listen: (hear) => (listen = hear),
        },
        (_facts, own) => ({ on: () => {}, call: async () => ({ ok: true, value: await work(own) }) }),
      )
      return {
        post: (message) => queueMicrotask(() => listen(structuredClone(message))),
        end: () => Promise.resolve(),
      }
    },
    host: (ask, _from, left, job) => host(ask, left, job),
    event: () => {},
    died: () => {},
    wait: () => Promise.resolve(),
  })
  return { relay, call: () => relay.call(window, 'x', '{}') }
}

const reading = { name: 'a.pdf', bytes: new Uint8Array([1, 2]) }
const forever = new AbortController().signal

test('picked documents come as names and sizes, and each is opened by its number', async () => {
  const asked: HostAsk[] = []
  const { call } = joined(
    async (host) => {
      const picked = await host.pickDocuments({ title: 'Policies', folder: true, extensions: ['pdf'] })
      return { files: picked?.files, bytes: await picked?.open(1, 50) }
    },
    (ask) => {
      asked.push(ask)
      const files = ['a.pdf', 'b.pdf'].map((name) => ({ name, size: 3 }))
      const value = ask.what === 'pickDocuments' ? { ticket: 'secret', files } : new Uint8Array([9])
      return Promise.resolve({ ok: true, value })
    },
  )
  expect(await call()).toEqual({
    ok: true,
    value: {
      files: [
        { name: 'a.pdf', size: 3 },
        { name: 'b.pdf', size: 3 },
      ],
      bytes: new Uint8Array([9]),
    },
  })
  expect(asked).toEqual([
    { what: 'pickDocuments', title: 'Policies', folder: true, extensions: ['pdf'] },
    { what: 'openPicked', ticket: 'secret', index: 1, maxBytes: 50 },
  ])
})

test.each([
  [null],
  ['a.pdf'],
  [{ ticket: 1, files: [] }],
  [{ ticket: 'a', files: [{ name: 'a' }] }],
  [{ ticket: 'a' }],
])('nothing is picked when main answers %j', async (value) => {
  const { call } = joined(
    (host) => host.pickDocuments({ title: 'x', folder: false, extensions: [] }),
    () => Promise.resolve({ ok: true, value }),
  )
  expect(await call()).toEqual({ ok: true, value: null })
})

test('a document is read with its progress, and what was read is handed on as it came', async () => {
  const told: [number, number | null][] = []
  const { call } = joined(
    (host) => host.readDocument(reading, { progress: (done, total) => told.push([done, total]), stop: forever }),
    (ask, _left, job) => {
      expect(ask).toEqual({ what: 'readDocument', ...reading })
      job.progress(1, 60)
      job.progress(2, null)
      return Promise.resolve({ ok: true, value: { document: 'd', report: 'r' } })
    },
  )
  expect(await call()).toEqual({ ok: true, value: { document: 'd', report: 'r' } })
  expect(told).toEqual([
    [1, 60],
    [2, null],
  ])
})

test('a list is read the same way, asked for as a list', async () => {
  const told: [number, number | null][] = []
  const { call } = joined(
    (host) => host.readTables(reading, { progress: (done, total) => told.push([done, total]), stop: forever }),
    (ask, _left, job) => {
      expect(ask).toEqual({ what: 'readTables', ...reading })
      job.progress(1, 2)
      return Promise.resolve({ ok: true, value: { tables: [new Uint8Array([7])] } })
    },
  )
  expect(await call()).toEqual({ ok: true, value: { tables: [new Uint8Array([7])] } })
  expect(told).toEqual([[1, 2]])
})

test('main is told to stop when the vault does not want it any more', async () => {
  const stop = new AbortController()
  const { call } = joined(
    (host) =>
      host
        .readDocument(reading, { progress: () => stop.abort(), stop: stop.signal })
        .catch((error: unknown) => (error instanceof Fault ? error.words : 'no fault')),
    (_ask, _left, job) => {
      job.progress(1, 2)
      return new Promise((resolve) =>
        job.stop.addEventListener('abort', () => resolve({ ok: false, code: 'unavailable', words: 'Stopped.' })),
      )
    },
  )
  expect(await call()).toEqual({ ok: true, value: 'Stopped.' })
})

test.each(['readDocument', 'readTables'] as const)(
  'main is not asked at all when it is stopped to begin with: %s',
  async (what) => {
    const { call } = joined(
      (host) =>
        host[what](reading, { progress: () => {}, stop: AbortSignal.abort() }).catch(
          (error: unknown) => error instanceof Fault,
        ),
      () => Promise.reject(new Error('asked')),
    )
    expect(await call()).toEqual({ ok: true, value: true })
  },
)

test('a document in hand is stopped when the vault is locked', async () => {
  let stopped = false
  let begun = (): void => {}
  const inHand = new Promise<void>((resolve) => (begun = resolve))
  const { relay, call } = joined(
    (host) => host.readDocument(reading, { progress: () => {}, stop: forever }),
    (_ask, left, job) => {
      begun()
      return new Promise((resolve) =>
        job.stop.addEventListener('abort', () => {
          stopped = left.aborted
          resolve({ ok: true, value: null })
        }),
      )
    },
  )
  const answer = call()
  await inHand
  await relay.end(null)
  expect(stopped).toBe(true)
  expect(await answer).toMatchObject({ ok: false, error: { code: 'locked' } })
})
