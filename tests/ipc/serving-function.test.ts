/** The serving function on its own, over a contract made for it. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { call, Fault } from '@contract/index'
import { serve, type Run } from '@vault/serve'

const window = { id: '7', school: null }
const noted: { ref: string; call: string | null; code: string; cause: unknown }[] = []
const made = {
  'toy.echo': call('none', z.strictObject({ text: z.string() }), z.strictObject({ text: z.string() })),
  'toy.missing': call('none', z.strictObject({}), z.null()),
}
const ask = (run: Run) =>
  serve({
    contract: made,
    run: { 'toy.echo': run },
    gate: () => null,
    newRef: () => '0badcafe',
    note: (fault) => noted.push(fault),
  })
const secret = 'Orla Pennywhistle'

test('passes the words of a known fault and keeps its cause for the log', async () => {
  const reply = await ask(() => {
    throw new Fault('conflict', 'Somebody was quicker.', { cause: new Error(secret) })
  })('toy.echo', { text: 'a' }, window)
  expect(reply).toEqual({ ok: false, error: { code: 'conflict', message: 'Somebody was quicker.', ref: '0badcafe' } })
  expect(noted.at(-1)).toMatchObject({ call: 'toy.echo', code: 'conflict' })
})

test.each([new Error(secret), secret, null, undefined, { message: secret }])(
  'says only general words when a handler throws something unknown',
  async (thrown) => {
    const reply = await ask(() => Promise.reject(thrown))('toy.echo', { text: 'a' }, window)
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal', ref: '0badcafe' } })
    expect(JSON.stringify(reply)).not.toContain(secret)
  },
)

test('says only general words when an answer does not fit', async () => {
  for (const answer of [{ text: 1 }, { text: secret, more: secret }, null, undefined]) {
    const reply = await ask(() => answer)('toy.echo', { text: 'a' }, window)
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain(secret)
  }
})

test('says it is not ready when a call has no handler', async () => {
  expect(await ask(() => null)('toy.missing', {}, window)).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  })
})

test('does not find handlers that objects inherit', async () => {
  expect(await ask(() => null)('toString', {}, window)).toMatchObject({ ok: false, error: { code: 'not-found' } })
})
