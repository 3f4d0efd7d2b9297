import { describe, expect, test } from 'vitest'
import { reactive } from 'vue'
import { z } from 'zod'
import { contract, Fault } from '@contract'
import { call } from '@contract/rpc'
import { connect, listen, type Bridge } from '@renderer/ipc/client'

const calls = {
  'matrices.read': call(
    'session',
    z.strictObject({ school: z.string().length(3), note: z.string().trim() }),
    z.string(),
  ),
}

/** A bridge that keeps what it is sent and answers what a test wants. */
function bridgeThat(answers: () => unknown) {
  const sent: [string, unknown][] = []
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const bridge: Bridge = {
    call: async (name, input) => {
      sent.push([name, input])
      return answers()
    },
    on: (topic, listener) => {
      const here = listeners.get(topic) ?? new Set()
      listeners.set(topic, here.add(listener))
      return () => here.delete(listener)
    },
  }
  const emit = (topic: string, payload: unknown) => listeners.get(topic)?.forEach((listener) => listener(payload))
  return { bridge, sent, emit }
}

const fault = async (run: Promise<unknown>): Promise<Fault> => {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Fault)) throw new Error(`not a fault: ${String(error)}`)
  return error
}

describe('the client', () => {
  test('has a function for every call of the contract and nothing else', () => {
    const { bridge } = bridgeThat(() => null)
    expect(Object.keys(connect(contract, bridge)).sort()).toEqual(Object.keys(contract).sort())
  })

  test('gives the value out of the envelope', async () => {
    const { bridge, sent } = bridgeThat(() => ({ ok: true, value: 'answer' }))
    const client = connect(calls, bridge)
    expect(await client['matrices.read']({ school: 'abc', note: ' x ' })).toBe('answer')
    expect(sent).toEqual([['matrices.read', { school: 'abc', note: 'x' }]])
  })

  test('sends a plain copy when the page hands over a reactive object', async () => {
    const { bridge, sent } = bridgeThat(() => ({ ok: true, value: 'answer' }))
    await connect(calls, bridge)['matrices.read'](reactive({ school: 'abc', note: 'x' }))
    expect(() => structuredClone(sent[0]?.[1])).not.toThrow()
  })

  test('finds bad input before anything is sent, and names the place and not the value', async () => {
    const { bridge, sent } = bridgeThat(() => null)
    const error = await fault(connect(calls, bridge)['matrices.read']({ school: 'Oakwood', note: 'x' }))
    expect(error.code).toBe('bad-input')
    expect(error.words).toContain('school')
    expect(error.words).not.toContain('Oakwood')
    expect(sent).toEqual([])
  })

  test('turns a refusal into a fault with the same code and words', async () => {
    const { bridge } = bridgeThat(() => ({ ok: false, error: { code: 'locked', message: 'Unlock first.', ref: 'r1' } }))
    const error = await fault(connect(calls, bridge)['matrices.read']({ school: 'abc', note: 'x' }))
    expect([error.code, error.words, error.cause]).toEqual(['locked', 'Unlock first.', 'r1'])
  })

  test.each([
    undefined,
    null,
    'words',
    {},
    { ok: 'true', value: 1 },
    { ok: true },
    { ok: false },
    { ok: false, error: 'words' },
    { ok: false, error: { code: 'no-such-code', message: 'x', ref: 'r' } },
    { ok: false, error: { code: 'locked' } },
  ])('turns what is no envelope into an internal fault: %j', async (reply) => {
    const { bridge } = bridgeThat(() => reply)
    expect((await fault(connect(calls, bridge)['matrices.read']({ school: 'abc', note: 'x' }))).code).toBe('internal')
  })

  test('turns a failure of the bridge itself into an internal fault without its words', async () => {
    const { bridge } = bridgeThat(() => {
      throw new Error('Error invoking remote method /home/somebody')
    })
    const error = await fault(connect(calls, bridge)['matrices.read']({ school: 'abc', note: 'x' }))
    expect(error.code).toBe('internal')
    expect(error.words).not.toContain('somebody')
  })
})

describe('listening', () => {
  test('hands over the payload of its own topic until it is ended', () => {
    const { bridge, emit } = bridgeThat(() => null)
    const heard: unknown[] = []
    const end = listen(bridge, 'lockSoon', (payload) => heard.push(payload))
    emit('lockSoon', { seconds: 60 })
    emit('session', { state: 'locked' })
    end()
    emit('lockSoon', { seconds: 30 })
    expect(heard).toEqual([{ seconds: 60 }])
  })

  test('hands over nothing when a payload does not fit its topic', () => {
    const { bridge, emit } = bridgeThat(() => null)
    const heard: unknown[] = []
    listen(bridge, 'session', (payload) => heard.push(payload))
    expect(() => emit('session', { state: 'open', person: 'x' })).toThrow()
    expect(heard).toEqual([])
  })
})
