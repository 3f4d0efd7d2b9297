import { describe, expect, test } from 'vitest'
import {
  BROKE_OFF,
  NOT_STARTED,
  Readers,
  STOPPED,
  TOO_LONG,
  TOO_MUCH,
  type ReadAnswer,
  type ToReader,
} from '../../src-main/reader/child'

const LIMITS = { ms: 30_000, bytes: 512_000 }
const file = (name = 'a.pdf') => ({ name, bytes: new Uint8Array([1, 2]) })

/** A pretended process. */
interface Process {
  readonly posted: ToReader[]
  say: (message: unknown) => void
  die: () => void
  killed: number
  bytes: number | null
}

/** Readers over pretended processes and a clock that stands until it is moved. */
function readersOver(options: { fails?: boolean; failsToPost?: boolean } = {}) {
  const processes: Process[] = []
  const timers = new Map<() => void, number>()
  let now = 0
  const readers = new Readers(
    (told) => {
      if (options.fails === true) throw new Error('ENOENT')
      const process: Process = { posted: [], say: told.message, die: told.gone, killed: 0, bytes: 1000 }
      processes.push(process)
      return {
        post: (message) => {
          if (options.failsToPost === true) throw new Error('closed')
          process.posted.push(message)
        },
        kill: () => {
          process.killed += 1
          told.gone()
        },
        memory: () => process.bytes,
      }
    },
    (ms, act) => {
      const timer = () => act()
      timers.set(timer, now + ms)
      return () => void timers.delete(timer)
    },
    LIMITS,
  )
  /** Moves the clock on, timer by timer. */
  const pass = (ms: number): void => {
    const until = now + ms
    for (;;) {
      const [next] = [...timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)
      if (next === undefined) break
      now = next[1]
      timers.delete(next[0])
      next[0]()
    }
    now = until
  }
  const process = (at: number): Process => {
    const one = processes[at]
    if (one === undefined) throw new Error(`no process ${at}`)
    return one
  }
  const progress: [number, number | null][] = []
  const read = (name?: string, stop = new AbortController().signal): Promise<ReadAnswer> =>
    readers.read(file(name), { progress: (done, total) => progress.push([done, total]), stop })
  /** Lets a process read what it was given last. */
  const finish = (at: number, value: unknown = 'read'): void =>
    process(at).say({ kind: 'read', id: process(at).posted.at(-1)?.id, value })
  return { readers, processes, process, pass, progress, read, finish, waiting: () => timers.size }
}

const words = (answer: ReadAnswer): string => (answer.ok ? 'ok' : `${answer.code}: ${answer.words}`)

describe('one file', () => {
  test('is handed over by name and bytes alone, and what was read comes back', async () => {
    const { read, process, progress, finish } = readersOver()
    const answer = read('policy.pdf')
    expect(process(0).posted).toEqual([{ kind: 'read', id: 1, name: 'policy.pdf', bytes: new Uint8Array([1, 2]) }])
    process(0).say({ kind: 'progress', id: 1, done: 3, total: 60 })
    process(0).say({ kind: 'progress', id: 1, done: 4, total: null })
    finish(0, { document: 1, report: 2 })
    expect(await answer).toEqual({ ok: true, value: { document: 1, report: 2 } })
    expect(progress).toEqual([
      [3, 60],
      [4, null],
    ])
  })

  test('is ended and told when it takes longer than 30 seconds', async () => {
    const { read, process, pass } = readersOver()
    const answer = read()
    process(0).say({ kind: 'ready' })
    pass(29_999)
    expect(process(0).killed).toBe(0)
    pass(1)
    expect(words(await answer)).toBe(`bad-input: ${TOO_LONG}`)
    expect(process(0).killed).toBe(1)
  })

  test('is ended and told when it takes more than the memory allowed', async () => {
    const { read, process, pass } = readersOver()
    const answer = read()
    pass(500)
    process(0).bytes = LIMITS.bytes + 1
    pass(100)
    expect(words(await answer)).toBe(`bad-input: ${TOO_MUCH}`)
    expect(process(0).killed).toBe(1)
  })

  test('is ended and told when it is not wanted any more', async () => {
    const { read, process } = readersOver()
    const stop = new AbortController()
    const answer = read('a.pdf', stop.signal)
    stop.abort()
    expect(words(await answer)).toBe(`unavailable: ${STOPPED}`)
    expect(process(0).killed).toBe(1)
  })

  test('starts nothing when it is not wanted to begin with', async () => {
    const { read, processes } = readersOver()
    expect(words(await read('a.pdf', AbortSignal.abort()))).toBe(`unavailable: ${STOPPED}`)
    expect(processes).toEqual([])
  })

  test('is told as broken off when its process ends by itself', async () => {
    const { read, process } = readersOver()
    const answer = read()
    process(0).say({ kind: 'ready' })
    process(0).die()
    expect(words(await answer)).toBe(`bad-input: ${BROKE_OFF}`)
  })

  test('is told otherwise when its process did not even start', async () => {
    const { read, process } = readersOver()
    const answer = read()
    process(0).die()
    expect(words(await answer)).toBe(`unavailable: ${NOT_STARTED}`)
    expect(words(await readersOver({ fails: true }).read())).toBe(`unavailable: ${NOT_STARTED}`)
  })

  test('is told as broken off when it cannot be handed over', async () => {
    expect(words(await readersOver({ failsToPost: true }).read())).toBe(`bad-input: ${BROKE_OFF}`)
  })

  test('keeps the words of the reader when it refuses, and never more than a few lines of them', async () => {
    const { read, process } = readersOver()
    const answer = read()
    process(0).say({ kind: 'refused', id: 1, words: `It is encrypted. ${'x'.repeat(10_000)}` })
    const told = await answer
    expect(words(told)).toMatch(/^bad-input: It is encrypted\./)
    expect(words(told).length).toBeLessThan(700)
  })

  test('leaves no timer behind, whatever came of it', async () => {
    const { read, process, pass, waiting, finish } = readersOver()
    const first = read()
    finish(0)
    await first
    const second = read()
    process(0).say({ kind: 'refused', id: 2, words: 'No.' })
    await second
    pass(60_000)
    expect(waiting()).toBe(0)
  })
})

test.each([
  [null],
  ['read'],
  [[]],
  [{}],
  [{ kind: 'read', id: 7, value: 'of another' }],
  [{ kind: 'read', value: 'of none' }],
  [{ kind: 'read', id: '1', value: 'text as number' }],
  [{ kind: 'read', id: 1 }],
  [{ kind: 'refused', id: 1 }],
  [{ kind: 'refused', id: 1, words: { toString: 'x' } }],
  [{ kind: 'progress', id: 1, done: -1, total: 5 }],
  [{ kind: 'progress', id: 1, done: Number.NaN, total: 5 }],
  [{ kind: 'progress', id: 1, done: 1, total: 'many' }],
  [{ kind: 'save', id: 1, path: '/etc' }],
])('what is no message of a reader comes to nothing: %j', async (message) => {
  const { read, process, progress, finish } = readersOver()
  const answer = read()
  process(0).say(message)
  finish(0, 'the real one')
  expect(await answer).toEqual({ ok: true, value: 'the real one' })
  expect(progress).toEqual([])
})

describe('a job of several files', () => {
  test('has one process for all of them, which ends when nothing more comes', async () => {
    const { read, processes, process, pass, finish } = readersOver()
    for (const name of ['a', 'b', 'c']) {
      const answer = read(name)
      finish(0)
      expect((await answer).ok).toBe(true)
    }
    expect(processes).toHaveLength(1)
    expect(process(0).killed).toBe(0)
    pass(10_000)
    expect(process(0).killed).toBe(1)
  })

  test('goes on in a fresh process after a file that was not read', async () => {
    const { read, processes, process, finish } = readersOver()
    const first = read('hostile')
    process(0).say({ kind: 'refused', id: 1, words: 'No.' })
    await first
    expect(process(0).killed).toBe(1)
    const second = read('good')
    finish(1)
    expect((await second).ok).toBe(true)
    expect(processes).toHaveLength(2)
  })

  test('goes on in a fresh process when the one before has grown', async () => {
    const { read, processes, process, finish } = readersOver()
    const first = read()
    process(0).bytes = 400 * 1024 * 1024
    finish(0)
    await first
    const second = read()
    finish(1)
    await second
    expect(processes).toHaveLength(2)
  })

  test('hears nothing of a file that is over', async () => {
    const { read, process, progress, finish } = readersOver()
    const first = read()
    finish(0)
    await first
    const second = read()
    process(0).say({ kind: 'progress', id: 1, done: 9, total: 9 })
    process(0).say({ kind: 'refused', id: 1, words: 'Late.' })
    finish(0, 'second')
    expect(await second).toEqual({ ok: true, value: 'second' })
    expect(progress).toEqual([])
  })

  test('takes the process that was started ahead of it', async () => {
    const { readers, read, processes, finish } = readersOver()
    readers.warm()
    readers.warm()
    const answer = read()
    finish(0)
    await answer
    expect(processes).toHaveLength(1)
  })

  test('has a process each when two files are read at once', async () => {
    const { read, processes, finish } = readersOver()
    const both = [read('a'), read('b')]
    finish(1, 'b')
    finish(0, 'a')
    expect(await Promise.all(both)).toEqual([
      { ok: true, value: 'a' },
      { ok: true, value: 'b' },
    ])
    expect(processes).toHaveLength(2)
  })

  test('is over at once when all readers are ended', async () => {
    const { readers, read, process } = readersOver()
    const answer = read()
    readers.end()
    expect(words(await answer)).toBe(`unavailable: ${STOPPED}`)
    expect(process(0).killed).toBe(1)
  })
})
