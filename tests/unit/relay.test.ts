import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import type { Reply } from '@contract/rpc'
import type { Host } from '@vault/context'
import { serveVault, type ServedVault } from '@vault/port'
import type { CallingWindow, HostAnswer, HostAsk, ToVault, VaultStart } from '@vault/wire'
import { Relay, type VaultLink } from '../../src-main/ipc/relay'

const start: VaultStart = { folder: '/nowhere', packaged: false, nativeBinding: null }
const window: CallingWindow = { id: '7', school: null }

/** One pretended vault process. */
interface Process {
  readonly posted: ToVault[]
  say: (message: unknown) => void
  /** It ends by itself. */
  die: () => void
  ended: boolean
}

/** A relay over pretended processes that say only what a test has them say. */
function relayOver(options: { host?: (ask: HostAsk) => Promise<HostAnswer>; graceIsOver?: Promise<void> } = {}) {
  const processes: Process[] = []
  const events: [string, unknown][] = []
  const deaths: boolean[] = []
  const asked: { ask: HostAsk; window: string | null }[] = []
  const relay = new Relay({
    start,
    open: (told): VaultLink => {
      const process: Process = { posted: [], say: told.message, die: () => told.gone(), ended: false }
      processes.push(process)
      return {
        post: (message) => process.posted.push(message),
        end: () => {
          process.ended = true
          told.gone()
          return Promise.resolve()
        },
      }
    },
    host: async (ask, from) => {
      asked.push({ ask, window: from })
      return options.host === undefined ? { ok: true, value: null } : options.host(ask)
    },
    event: (topic, payload) => events.push([topic, payload]),
    died: (wasReady) => deaths.push(wasReady),
    wait: () => options.graceIsOver ?? new Promise(() => {}),
  })
  const process = (at: number): Process => {
    const one = processes[at]
    if (one === undefined) throw new Error(`no process ${at}`)
    return one
  }
  return { relay, processes, process, events, deaths, asked }
}

const calls = ({ posted }: Process) => posted.filter((message) => message.kind === 'call')
const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code)

describe('the relay', () => {
  test('keeps calls back until the vault is ready', () => {
    const { relay, process } = relayOver()
    relay.start()
    void relay.call(window, 'people.list', '{}')
    expect(process(0).posted).toEqual([{ kind: 'start', start }])
    process(0).say({ kind: 'ready' })
    expect(calls(process(0))).toEqual([{ kind: 'call', id: 1, name: 'people.list', input: '{}', window }])
  })

  test('gives each call its own answer when answers come in another order', async () => {
    const { relay, process } = relayOver()
    const first = relay.call(window, 'a', '{}')
    const second = relay.call(window, 'b', '{}')
    process(0).say({ kind: 'ready' })
    process(0).say({ kind: 'reply', id: 2, reply: { ok: true, value: 'two' } })
    process(0).say({ kind: 'reply', id: 1, reply: { ok: true, value: 'one' } })
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'one' },
      { ok: true, value: 'two' },
    ])
  })

  test('answers a call once when a second answer, or one to nothing, arrives', async () => {
    const { relay, process } = relayOver()
    const call = relay.call(window, 'a', '{}')
    process(0).say({ kind: 'ready' })
    process(0).say({ kind: 'reply', id: 99, reply: { ok: true, value: 'stray' } })
    process(0).say({ kind: 'reply', id: 1, reply: { ok: true, value: 'first' } })
    process(0).say({ kind: 'reply', id: 1, reply: { ok: true, value: 'second' } })
    expect(await call).toEqual({ ok: true, value: 'first' })
  })

  test.each([
    ['nothing', undefined],
    ['text', 'ok'],
    ['a list', [true]],
    ['neither yes nor no', { ok: 'yes', value: 1 }],
    ['yes without a value', { ok: true }],
    ['no without a reason', { ok: false }],
    ['a reason without words', { ok: false, error: { code: 'denied', ref: 'x' } }],
    ['an error object', { ok: false, error: new Error('secret') }],
  ])('answers with an envelope of its own when a reply is %s', async (_what, reply) => {
    const { relay, process } = relayOver()
    const call = relay.call(window, 'a', '{}')
    process(0).say({ kind: 'ready' })
    process(0).say({ kind: 'reply', id: 1, reply })
    const answer = await call
    expect(codeOf(answer)).toBe('internal')
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  test.each([
    [null],
    [undefined],
    [7],
    ['ready'],
    [[]],
    [{}],
    [{ kind: 'constructor' }],
    [{ kind: 'event', topic: 7 }],
    [{ kind: 'reply', id: '1', reply: { ok: true, value: 1 } }],
    [{ kind: 'refused', error: 'words' }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'openUrl', url: 'https://evil.example/' } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'saveFile', suggestedName: 'a', bytes: 'text' } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'openFile', title: 'a', extensions: [7], maxBytes: 1 } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'pickDocuments', title: 'a', folder: 1, extensions: [] } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'pickDocuments', title: 'a', folder: true } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'openPicked', ticket: 7, index: 0, maxBytes: 1 } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'openPicked', ticket: 'a', index: -1, maxBytes: 1 } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'openPicked', ticket: 'a', index: '0', maxBytes: 1 } }],
    [{ kind: 'ask', id: 1, window: null, ask: { what: 'readDocument', name: 'a', bytes: [1] } }],
    [{ kind: 'stop', id: 'all' }],
  ])('passes over what is no message of the vault: %j', (message) => {
    const { relay, process, events, asked, deaths } = relayOver()
    relay.start()
    process(0).say(message)
    expect({ events, asked, deaths, posted: process(0).posted.length }).toEqual({
      events: [],
      asked: [],
      deaths: [],
      posted: 1,
    })
  })

  test('answers every pending call and says so when the vault dies', async () => {
    const { relay, process, deaths } = relayOver()
    const pending = [relay.call(window, 'a', '{}'), relay.call(window, 'b', '{}')]
    process(0).say({ kind: 'ready' })
    process(0).die()
    expect((await Promise.all(pending)).map(codeOf)).toEqual(['internal', 'internal'])
    expect(deaths).toEqual([true])
  })

  test('asks a fresh process when the one before has died', async () => {
    const { relay, process, processes } = relayOver()
    relay.start()
    process(0).say({ kind: 'ready' })
    process(0).die()
    const call = relay.call(window, 'a', '{}')
    expect(processes).toHaveLength(2)
    process(1).say({ kind: 'ready' })
    process(1).say({ kind: 'reply', id: 1, reply: { ok: true, value: 1 } })
    expect(await call).toEqual({ ok: true, value: 1 })
  })

  test('starts no process by itself when one dies before it was ready', async () => {
    const { relay, process, processes, deaths } = relayOver()
    const call = relay.call(window, 'a', '{}')
    process(0).die()
    expect(codeOf(await call)).toBe('unavailable')
    expect(deaths).toEqual([false])
    expect(processes).toHaveLength(1)
  })

  test("hands out the vault's own reason when it cannot start", async () => {
    const { relay, process } = relayOver()
    const early = relay.call(window, 'a', '{}')
    const error = { code: 'busy', message: 'Trustward runs already.', ref: 'x' }
    process(0).say({ kind: 'refused', error })
    expect(await early).toEqual({ ok: false, error })
    expect(await relay.call(window, 'b', '{}')).toEqual({ ok: false, error })
  })

  test('hears nothing of a process that it has let go', async () => {
    const { relay, process, events } = relayOver()
    relay.start()
    await relay.end(null)
    const call = relay.call(window, 'a', '{}')
    process(0).say({ kind: 'event', topic: 'session', payload: { state: 'open' } })
    process(0).say({ kind: 'reply', id: 1, reply: { ok: true, value: 'old' } })
    process(1).say({ kind: 'ready' })
    process(1).say({ kind: 'reply', id: 1, reply: { ok: true, value: 'new' } })
    expect(events).toEqual([])
    expect(await call).toEqual({ ok: true, value: 'new' })
  })
})

describe('locking', () => {
  test('asks the vault to close, then ends it and refuses what was pending', async () => {
    const { relay, process, deaths } = relayOver()
    const pending = relay.call(window, 'a', '{}')
    process(0).say({ kind: 'ready' })
    const end = relay.end(window)
    expect(calls(process(0)).map(({ name }) => name)).toEqual(['a', 'session.lock'])
    process(0).say({ kind: 'reply', id: 2, reply: { ok: true, value: 'shut' } })
    expect(await end).toEqual({ ok: true, value: 'shut' })
    expect(codeOf(await pending)).toBe('locked')
    expect(process(0).ended).toBe(true)
    expect(deaths).toEqual([])
  })

  test('ends the vault all the same when it does not answer in time', async () => {
    const { relay, process } = relayOver({ graceIsOver: Promise.resolve() })
    relay.start()
    process(0).say({ kind: 'ready' })
    expect(codeOf(await relay.end(null))).toBe('locked')
    expect(process(0).ended).toBe(true)
  })

  test('is no accident when the vault ends by itself in the middle of it', async () => {
    const { relay, process, deaths } = relayOver()
    const pending = relay.call(window, 'a', '{}')
    process(0).say({ kind: 'ready' })
    const end = relay.end(null)
    process(0).die()
    expect(codeOf(await end)).toBe('locked')
    expect(codeOf(await pending)).toBe('locked')
    expect(deaths).toEqual([])
  })

  test('does not wait when the vault was not even ready', async () => {
    const { relay, process } = relayOver()
    relay.start()
    await relay.end(null)
    expect(calls(process(0))).toEqual([])
    expect(process(0).ended).toBe(true)
  })

  test('lets the answer of a dialog come to nothing when it is given after the lock', async () => {
    let answer: (given: HostAnswer) => void = () => {}
    const { relay, process } = relayOver({
      host: () => new Promise((resolve) => (answer = resolve)),
      graceIsOver: Promise.resolve(),
    })
    relay.start()
    process(0).say({ kind: 'ready' })
    const ask = { what: 'openFile', title: 'x', extensions: ['csv'], maxBytes: 1 }
    process(0).say({ kind: 'ask', id: 1, window: '7', ask })
    await relay.end(null)
    answer({ ok: true, value: null })
    await Promise.resolve()
    expect(process(0).posted.filter(({ kind }) => kind === 'answer')).toEqual([])
  })
})

/** The relay joined to a served vault; every message is copied as the wire would copy it. */
function joined(make: (host: Host, facts: VaultStart) => ServedVault, host: (ask: HostAsk) => Promise<HostAnswer>) {
  const asked: (string | null)[] = []
  const events: [string, unknown][] = []
  const relay = new Relay({
    start,
    open: (told) => {
      let listen: (message: ToVault) => void = () => {}
      serveVault(
        {
          post: (message) => queueMicrotask(() => told.message(structuredClone(message))),
          listen: (hear) => (listen = hear),
        },
        (facts, own) => make(own, facts),
      )
      return {
        post: (message) => queueMicrotask(() => listen(structuredClone(message))),
        end: () => Promise.resolve(),
      }
    },
    host: (ask, from) => {
      asked.push(from)
      return host(ask)
    },
    event: (topic, payload) => events.push([topic, payload]),
    died: () => {},
    wait: () => Promise.resolve(),
  })
  return { relay, asked, events }
}

const silent = { on: () => {} }
const noHost = (): Promise<HostAnswer> => Promise.resolve({ ok: true, value: null })

describe('a served vault', () => {
  test('is given what main says at the start, and each call with its window', async () => {
    let given: VaultStart | null = null
    const { relay } = joined((_host, facts) => {
      given = facts
      return { ...silent, call: (name, input, from) => Promise.resolve({ ok: true, value: { name, input, from } }) }
    }, noHost)
    expect(await relay.call(window, 'a.b', '{"x":[1]}')).toEqual({
      ok: true,
      value: { name: 'a.b', input: { x: [1] }, from: window },
    })
    expect(given).toEqual(start)
  })

  test('has its dialogs stand before the window that called, when two windows call at once', async () => {
    const { relay, asked } = joined(
      (host) => ({
        ...silent,
        call: async () => ({
          ok: true,
          value: await host.saveFile({ suggestedName: 'a.csv', bytes: new Uint8Array([1]) }),
        }),
      }),
      () => Promise.resolve({ ok: true, value: 'a.csv' }),
    )
    const replies = await Promise.all(['7', '8'].map((id) => relay.call({ id, school: null }, 'x', '{}')))
    expect(replies).toEqual([
      { ok: true, value: 'a.csv' },
      { ok: true, value: 'a.csv' },
    ])
    expect(asked).toEqual(['7', '8'])
  })

  test('is told a failure outside it as a fault with the same code and words', async () => {
    let caught: unknown
    const { relay } = joined(
      (host) => ({
        ...silent,
        call: async () => {
          caught = await host.printPdf('<p>', { title: 't', landscape: false }).catch((error: unknown) => error)
          return { ok: true, value: null }
        },
      }),
      () => Promise.resolve({ ok: false, code: 'no-space', words: 'The disk is full.' }),
    )
    await relay.call(window, 'x', '{}')
    expect(caught).toBeInstanceOf(Fault)
    expect(caught).toMatchObject({ code: 'no-space', words: 'The disk is full.' })
  })

  test('is given a picked file with its bytes', async () => {
    const { relay } = joined(
      (host) => ({
        ...silent,
        call: async () => ({
          ok: true,
          value: await host.openFile({ title: 'x', extensions: ['csv'], maxBytes: 9 }),
        }),
      }),
      () => Promise.resolve({ ok: true, value: { name: 'a.csv', bytes: new Uint8Array([1, 2]) } }),
    )
    expect(await relay.call(window, 'x', '{}')).toEqual({
      ok: true,
      value: { name: 'a.csv', bytes: new Uint8Array([1, 2]) },
    })
  })

  test('tells its events to main', async () => {
    const { relay, events } = joined(
      () => ({
        on: (listener) => listener('session', { state: 'locked' }),
        call: () => Promise.resolve({ ok: true, value: null }),
      }),
      noHost,
    )
    await relay.call(window, 'x', '{}')
    expect(events).toEqual([['session', { state: 'locked' }]])
  })

  test.each([
    ['a fault', new Fault('busy', 'Trustward runs already.'), { code: 'busy', message: 'Trustward runs already.' }],
    ['anything else', new Error('/home/somebody/key'), { code: 'unavailable' }],
  ])('answers every call in words when making it throws %s', async (_what, thrown, expected) => {
    const { relay } = joined(() => {
      throw thrown
    }, noHost)
    const reply = await relay.call(window, 'x', '{}')
    expect(reply).toMatchObject({ ok: false, error: expected })
    expect(JSON.stringify(reply)).not.toContain('somebody')
  })
})
