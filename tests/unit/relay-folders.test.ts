/** Folders over the wire: what the vault asks, and what it believes of the answers. */
import { expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Host } from '@vault/context'
import { serveVault } from '@vault/port'
import type { HostAnswer, HostAsk, ToVault } from '@vault/wire'
import { readFromVault } from '../../src-main/ipc/from-vault'

/** What comes of `work` with a host whose main process answers with `value`; and what was asked of it. */
async function over(work: (host: Host) => Promise<unknown>, answer: HostAnswer) {
  const asked: HostAsk[] = []
  let listen: (message: ToVault) => void = () => {}
  const outcome = await new Promise<unknown>((resolve) => {
    serveVault(
      {
        post(message) {
          const read = readFromVault(structuredClone(message))
          if (read?.kind !== 'ask') return
          asked.push(read.ask)
          queueMicrotask(() => listen({ kind: 'answer', id: read.id, answer: structuredClone(answer) }))
        },
        listen: (hear) => (listen = hear),
      },
      (_facts, host) => {
        work(host).then(resolve, (error: unknown) => resolve(error instanceof Fault ? error.code : error))
        return { on: () => {}, call: () => Promise.reject(new Error('not called')) }
      },
    )
    listen({ kind: 'start', start: { folder: '/nowhere', packaged: false, nativeBinding: null } })
  })
  return { asked, outcome }
}

const ok = (value: unknown): HostAnswer => ({ ok: true, value })
const hash = 'a'.repeat(64)
const counts = { files: 1, bytes: 5, leftOut: 0, folders: 1 }
const file = { kind: 'FILE', path: 'a.jpg', size: 5, modifiedAt: 1, takenOn: '2026-06-19', dated: 'PICTURE', hash }
const batch = { entries: [file], sofar: counts, end: { ...counts, complete: true, ended: 'WHOLE' } }
const toDestroy = { path: 'trip/a.jpg', size: 5, hash }

test.each<[string, (host: Host) => Promise<unknown>, unknown, HostAsk, unknown]>([
  ['a folder', (host) => host.pickFolder({ title: 'x' }), '/share', { what: 'pickFolder', title: 'x' }, '/share'],
  ['none', (host) => host.pickFolder({ title: 'x' }), null, { what: 'pickFolder', title: 'x' }, null],
  ['half a path', (host) => host.pickFolder({ title: 'x' }), 'share', { what: 'pickFolder', title: 'x' }, null],
  ['a ticket', (host) => host.openScan('/share'), 't', { what: 'openScan', root: '/share' }, 't'],
  ['a batch', (host) => host.nextScanned('t'), batch, { what: 'nextScanned', ticket: 't' }, batch],
  ['closing', (host) => host.closeScan('t'), null, { what: 'closeScan', ticket: 't' }, undefined],
  [
    'results',
    (host) => host.destroyFiles('/share', [toDestroy]),
    [{ path: 'trip/a.jpg', result: 'DELETED' }],
    { what: 'destroyFiles', root: '/share', files: [toDestroy] },
    [{ path: 'trip/a.jpg', result: 'DELETED' }],
  ],
])('%s', async (_what, work, value, ask, outcome) => {
  expect(await over(work, ok(value))).toEqual({ asked: [ask], outcome })
})

test.each<[string, unknown]>([
  ['no batch', null],
  ['a path that steps out', { ...batch, entries: [{ ...file, path: '../a.jpg' }] }],
  ['a path from the top', { ...batch, entries: [{ ...file, path: '/a.jpg' }] }],
  ['no hash', { ...batch, entries: [{ ...file, hash: 'x' }] }],
  ['a day that is not', { ...batch, entries: [{ ...file, takenOn: '2026-02-30' }] }],
  ['more than was agreed', { ...batch, entries: Array<unknown>(501).fill(file) }],
  ['whole and gone at once', { ...batch, end: { ...batch.end, ended: 'GONE' } }],
  ['something besides', { ...batch, more: 1 }],
])('a batch is not believed: %s', async (_why, value) => {
  expect((await over((host) => host.nextScanned('t'), ok(value))).outcome).toBe('unavailable')
})

test.each<[string, unknown]>([
  ['none', []],
  ['of another file', [{ path: 'b.jpg', result: 'DELETED' }]],
  ['of another kind', [{ path: 'trip/a.jpg', result: 'GONE' }]],
  ['too many', Array<unknown>(2).fill({ path: 'trip/a.jpg', result: 'DELETED' })],
])('results are not believed: %s', async (_why, value) => {
  expect((await over((host) => host.destroyFiles('/share', [toDestroy]), ok(value))).outcome).toBe('unavailable')
})

test.each<[string, (host: Host) => Promise<unknown>]>([
  ['a scan of half a path', (host) => host.openScan('share')],
  ['destroying in half a path', (host) => host.destroyFiles('share', [toDestroy])],
  ['a file outside', (host) => host.destroyFiles('/share', [{ ...toDestroy, path: '../a.jpg' }])],
  ['a file without a hash', (host) => host.destroyFiles('/share', [{ ...toDestroy, hash: '' }])],
  ['more than 200', (host) => host.destroyFiles('/share', Array<typeof toDestroy>(201).fill(toDestroy))],
])('main is not even asked: %s', async (_what, work) => {
  expect(await over(work, ok(null))).toEqual({ asked: [], outcome: 'bad-input' })
})

test('a failure over there comes with its code', async () => {
  const answer: HostAnswer = { ok: false, code: 'not-found', words: 'Not open.' }
  expect((await over((host) => host.nextScanned('t'), answer)).outcome).toBe('not-found')
})
