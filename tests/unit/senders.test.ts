import { describe, expect, test } from 'vitest'
import { REQUEST_LIMIT, type Reply } from '@contract/rpc'
import { answerCall } from '../../src-main/ipc/door'
import { Pace } from '../../src-main/ipc/pace'
import { Senders, type Asking, type AskingFrame } from '../../src-main/ipc/senders'
import { SessionWatch } from '../../src-main/ipc/session-watch'
import type { CallingWindow } from '../../src-main/vault/wire'

const OWN = 7

/** What Electron tells of a call from the app's own page, but for what a test changes. */
function asking(changed: Partial<AskingFrame> & { id?: number; destroyed?: boolean; gone?: boolean } = {}): Asking {
  const { id = OWN, destroyed = false, gone = false, ...frame } = changed
  return {
    sender: { id, mainFrame: { processId: 4, routingId: 1 }, isDestroyed: () => destroyed },
    senderFrame: gone
      ? null
      : {
          url: 'trustward://app/#/today',
          origin: 'trustward://app',
          parent: null,
          processId: 4,
          routingId: 1,
          ...frame,
        },
  }
}

function ownWindow(): Senders {
  const senders = new Senders()
  senders.register(OWN)
  return senders
}

describe('a sender is trusted', () => {
  test('when its main frame shows the page of a window of ours', () => {
    expect(ownWindow().trusted(asking())).toBe(OWN)
  })

  test('no more when its window has closed', () => {
    const senders = ownWindow()
    senders.drop(OWN)
    expect(senders.trusted(asking())).toBeNull()
  })

  test.each([
    ['is none of our windows', asking({ id: 8 })],
    ['has been destroyed', asking({ destroyed: true })],
    ['is a frame that is gone', asking({ gone: true })],
    ['is a frame inside the page', asking({ parent: {} })],
    ['is another frame of the same process', asking({ routingId: 2 })],
    ['is a frame of another process with the same number', asking({ processId: 5 })],
    ['is a sandboxed page whose origin is null', asking({ origin: 'null' })],
    ['has an origin other than its address', asking({ origin: 'https://www.gov.uk' })],
  ])('never when it %s', (_why, event) => {
    expect(ownWindow().trusted(event)).toBeNull()
  })

  test.each([
    'trustward://app.evil.example/',
    'trustward://app@evil.example/',
    'trustward://evil.example/trustward://app/',
    'trustward://evil.example/?trustward://app/',
    'trustward://evil.example/#trustward://app/',
    'trustward://user@app/',
    'trustward://user:word@app/',
    'trustward://app:8080/',
    'trustward://APP/',
    'trustward://app./',
    'trustward://xapp/',
    'trustward://app%2eevil.example/',
    'trustward://blank/',
    'trustward:/app/',
    'trustward:app/',
    'trustwards://app/',
    'xtrustward://app/',
    'trustward-print://page/',
    'http://app/',
    'https://app/',
    'http://localhost:5173/',
    'file:///app/out/renderer/index.html',
    'blob:trustward://app/7d0e6f04',
    'filesystem:trustward://app/temporary/x',
    'data:text/html,trustward://app/',
    'javascript:location="trustward://app/"',
    'about:blank',
    'about:srcdoc',
    'chrome-error://chromewebdata/',
    'devtools://devtools/bundled/inspector.html',
    '',
    'app',
  ])('never when it stands at %s', (url) => {
    expect(ownWindow().trusted(asking({ url, origin: 'trustward://app' }))).toBeNull()
  })
})

/** A door whose relay keeps what reaches it. */
function door(reply: Reply = { ok: true, value: null }) {
  const reached: { window: CallingWindow; name: string; input: string }[] = []
  let now = 0
  let locks = 0
  const parts = {
    senders: ownWindow(),
    pace: new Pace(() => now),
    watch: new SessionWatch(() => {}),
    relay: {
      call: (window: CallingWindow, name: string, input: string) => {
        reached.push({ window, name, input })
        return Promise.resolve(reply)
      },
    },
    lock: () => {
      locks += 1
      return Promise.resolve(reply)
    },
  }
  return { parts, reached, locks: () => locks, pass: (ms: number) => (now += ms) }
}

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code)

describe('the door', () => {
  test('passes a call on when everything about it holds', async () => {
    const { parts, reached } = door()
    expect(await answerCall(parts, asking(), ['people.list', { a: 1 }])).toEqual({ ok: true, value: null })
    expect(reached).toEqual([{ window: { id: '7', school: null }, name: 'people.list', input: '{"a":1}' }])
  })

  test('answers, and passes nothing on, when the sender is a stranger', async () => {
    const { parts, reached } = door()
    expect(codeOf(await answerCall(parts, asking({ id: 99 }), ['people.list', {}]))).toBe('denied')
    expect(reached).toEqual([])
  })

  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  test.each([
    ['nothing at all', []],
    ['no input', ['people.list']],
    ['more than a name and an input', ['people.list', {}, 'x']],
    ['a name that is no text', [7, {}]],
    ['a list as its name', [['people.list'], {}]],
    ['a very long name', ['x'.repeat(101), {}]],
    ['an input of nothing', ['people.list', undefined]],
    ['an input that turns in a circle', ['people.list', cycle]],
    ['an input with a big integer', ['people.list', { n: 1n }]],
    ['an input that is too large', ['people.list', { text: 'x'.repeat(REQUEST_LIMIT) }]],
  ])('answers with bad input when it is sent %s', async (_what, sent) => {
    const { parts, reached } = door()
    expect(codeOf(await answerCall(parts, asking(), sent))).toBe('bad-input')
    expect(reached).toEqual([])
  })

  test('passes the largest input on when it is just as large as allowed', async () => {
    const { parts, reached } = door()
    const text = 'x'.repeat(REQUEST_LIMIT - '{"t":""}'.length)
    expect(codeOf(await answerCall(parts, asking(), ['people.list', { t: text }]))).toBe('ok')
    expect(reached).toHaveLength(1)
  })

  test('is busy for one window alone, and for a moment, when that window asks without end', async () => {
    const { parts, reached, pass } = door()
    parts.senders.register(8)
    const codes: string[] = []
    for (let n = 0; n < 401; n += 1) codes.push(codeOf(await answerCall(parts, asking(), ['people.list', {}])))
    expect(codes.filter((code) => code === 'busy')).toHaveLength(1)
    expect(codes[400]).toBe('busy')
    expect(codeOf(await answerCall(parts, asking({ id: 8 }), ['people.list', {}]))).toBe('ok')
    pass(1000)
    for (let n = 0; n < 200; n += 1) expect(codeOf(await answerCall(parts, asking(), ['x', {}]))).toBe('ok')
    expect(codeOf(await answerCall(parts, asking(), ['x', {}]))).toBe('busy')
    expect(reached).toHaveLength(601)
  })

  test('locks without asking the vault first when a window asks to lock', async () => {
    const { parts, reached, locks } = door()
    await answerCall(parts, asking(), ['session.lock', {}])
    expect(locks()).toBe(1)
    expect(reached).toEqual([])
  })

  test('sends the school of the window along when the window has entered one', async () => {
    const school = 'a'.repeat(32)
    const { parts, reached } = door({ ok: true, value: { state: 'open', idleMinutes: 5, trust: null, school } })
    parts.senders.register(8)
    await answerCall(parts, asking(), ['session.enterSchool', { enter: school }])
    await answerCall(parts, asking(), ['people.list', {}])
    await answerCall(parts, asking({ id: 8 }), ['people.list', {}])
    expect(reached.map(({ window }) => window)).toEqual([
      { id: '7', school: null },
      { id: '7', school },
      { id: '8', school: null },
    ])
  })

  test('keeps no school of a window when that window closed before the answer came', async () => {
    const school = 'a'.repeat(32)
    const { parts } = door({ ok: true, value: { state: 'open', school } })
    const event = asking()
    let closed = false
    const closing: Asking = { ...event, sender: { ...event.sender, isDestroyed: () => closed } }
    const answer = answerCall(parts, closing, ['session.enterSchool', { enter: school }])
    closed = true
    await answer
    expect(parts.watch.schoolOf(OWN, 'people.list')).toBeNull()
  })
})
