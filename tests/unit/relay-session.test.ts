import { describe, expect, test } from 'vitest'
import { IdleClock } from '../../src-main/ipc/idle'
import { SessionWatch, type SessionFacts } from '../../src-main/ipc/session-watch'

const TRUST = '1'.repeat(32)
const FIRST = 'a'.repeat(32)
const SECOND = 'b'.repeat(32)

const state = (changed: object = {}) => ({
  ok: true as const,
  value: { state: 'open', idleMinutes: 5, trust: { id: TRUST, name: 'x' }, school: null, ...changed },
})

function watching() {
  const heard: SessionFacts[] = []
  return { watch: new SessionWatch((facts) => heard.push(facts)), heard }
}

describe('what main knows of the session', () => {
  test('is that it is shut when nothing has been said', () => {
    expect(watching().watch.facts.open).toBe(false)
  })

  test('follows the replies of the vault', () => {
    const { watch, heard } = watching()
    watch.learn(7, 'session.unlock', state({ idleMinutes: 3 }))
    watch.learn(7, 'session.state', state({ idleMinutes: 3 }))
    watch.learn(7, 'session.setIdleMinutes', state({ idleMinutes: 1 }))
    watch.learn(7, 'session.leavePractice', state({ state: 'locked', trust: null }))
    expect(heard).toEqual([
      { open: true, idleMinutes: 3, trust: TRUST },
      { open: true, idleMinutes: 1, trust: TRUST },
      { open: false, idleMinutes: 1 + 4, trust: null },
    ])
  })

  test('does not change when a call is refused or is none of the session', () => {
    const { watch, heard } = watching()
    watch.learn(7, 'session.unlock', { ok: false, error: { code: 'denied', message: 'x', ref: 'x' } })
    watch.learn(7, 'people.list', state())
    watch.learn(7, 'session.strength', { ok: true, value: { accepted: true } })
    expect(heard).toEqual([])
  })

  test.each([0, -5, 999, Number.NaN, 'never', null])(
    'keeps the idle limit between one and fifteen minutes when the vault says %s',
    (idleMinutes) => {
      const { watch } = watching()
      watch.learn(7, 'session.unlock', state({ idleMinutes }))
      expect(watch.facts.idleMinutes).toBeGreaterThanOrEqual(1)
      expect(watch.facts.idleMinutes).toBeLessThanOrEqual(15)
    },
  )

  test('follows the events of the vault', () => {
    const { watch } = watching()
    watch.learnEvent('session', { state: 'open' })
    expect(watch.facts.open).toBe(true)
    watch.learnEvent('session', { state: 'locked' })
    expect(watch.facts.open).toBe(false)
  })
})

describe('the school of a window', () => {
  test('is forgotten when another session begins, the vault ends or the window closes', () => {
    for (const forget of [
      (watch: SessionWatch) => watch.learn(8, 'session.practice', state()),
      (watch: SessionWatch) => watch.learn(8, 'session.unlock', state()),
      (watch: SessionWatch) => watch.shut(),
      (watch: SessionWatch) => watch.drop(7),
    ]) {
      const { watch } = watching()
      watch.learn(7, 'session.enterSchool', state({ school: FIRST }))
      expect(watch.schoolOf(7, 'people.list')).toBe(FIRST)
      forget(watch)
      expect(watch.schoolOf(7, 'people.list')).toBeNull()
    }
  })

  test('is none when the window goes back to the whole trust', () => {
    const { watch } = watching()
    watch.learn(7, 'session.enterSchool', state({ school: FIRST }))
    watch.learn(7, 'session.enterSchool', state({ school: null }))
    expect(watch.schoolOf(7, 'people.list')).toBeNull()
  })

  test('stays as it was when entering another is refused', () => {
    const { watch } = watching()
    watch.learn(7, 'session.enterSchool', state({ school: FIRST }))
    watch.learn(7, 'session.enterSchool', { ok: false, error: { code: 'denied', message: 'x', ref: 'x' } })
    expect(watch.schoolOf(7, 'people.list')).toBe(FIRST)
  })

  test('does not go along when the call begins another session', () => {
    const { watch } = watching()
    watch.learn(7, 'session.enterSchool', state({ school: FIRST }))
    expect(watch.schoolOf(7, 'session.unlock')).toBeNull()
  })

  test("decides which changes a window hears of: its own school's and the trust's", () => {
    const { watch } = watching()
    watch.learn(7, 'session.unlock', state())
    watch.learn(7, 'session.enterSchool', state({ school: FIRST }))
    const hears = (window: number, school: string) => watch.concerns(window, 'changed', { school, types: [], ids: [] })
    expect([hears(7, FIRST), hears(7, SECOND), hears(7, TRUST)]).toEqual([true, false, true])
    expect([hears(8, FIRST), hears(8, SECOND), hears(8, TRUST)]).toEqual([true, true, true])
    expect(watch.concerns(7, 'progress', {})).toBe(true)
    expect(watch.concerns(7, 'changed', null)).toBe(false)
  })
})

/** An idle clock whose time a test moves. */
function idleClock() {
  let steady = 0
  let wall = 1_800_000_000_000
  let timers: { at: number; act: () => void }[] = []
  const heard: string[] = []
  const clock = new IdleClock({
    clocks: [() => steady, () => wall],
    after: (ms, act) => {
      const timer = { at: steady + ms, act }
      timers.push(timer)
      return () => (timers = timers.filter((one) => one !== timer))
    },
    warn: (seconds) => heard.push(`warn ${seconds}`),
    lock: () => heard.push('lock'),
  })
  const pass = (ms: number) => {
    const end = steady + ms
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      wall += next.at - steady
      steady = next.at
      timers = timers.filter((one) => one !== next)
      next.act()
    }
    wall += end - steady
    steady = end
  }
  return {
    clock,
    heard,
    pass,
    sleep: (ms: number) => (wall += ms),
    setBack: (ms: number) => (wall -= ms),
    timers: () => timers.length,
  }
}

const MINUTE = 60_000

describe('the idle lock', () => {
  test('warns a minute before and then locks when nobody touches anything', () => {
    const { clock, heard, pass } = idleClock()
    clock.start(5 * MINUTE)
    pass(4 * MINUTE - 1)
    expect(heard).toEqual([])
    pass(1)
    expect(heard).toEqual(['warn 60'])
    pass(MINUTE)
    expect(heard).toEqual(['warn 60', 'lock'])
  })

  test('warns half way when the limit is one minute', () => {
    const { clock, heard, pass } = idleClock()
    clock.start(MINUTE)
    pass(30_000)
    expect(heard).toEqual(['warn 30'])
  })

  test('does not lock when somebody keeps touching, and warns again later', () => {
    const { clock, heard, pass } = idleClock()
    clock.start(5 * MINUTE)
    pass(4 * MINUTE + 30_000)
    clock.touch()
    pass(4 * MINUTE - 1)
    expect(heard).toEqual(['warn 60'])
    pass(1)
    pass(MINUTE)
    expect(heard).toEqual(['warn 60', 'warn 60', 'lock'])
  })

  test('goes by the shorter limit when it is changed', () => {
    const { clock, heard, pass } = idleClock()
    clock.start(15 * MINUTE)
    pass(3 * MINUTE)
    clock.start(2 * MINUTE)
    expect(heard).toEqual(['lock'])
  })

  test('locks on waking when the steady clock stood still during sleep', () => {
    const { clock, heard, pass, sleep } = idleClock()
    clock.start(5 * MINUTE)
    sleep(60 * MINUTE)
    pass(4 * MINUTE)
    expect(heard).toContain('lock')
  })

  test('locks in time when the wall clock is set back', () => {
    const { clock, heard, pass, setBack } = idleClock()
    clock.start(5 * MINUTE)
    setBack(24 * 60 * MINUTE)
    pass(5 * MINUTE)
    expect(heard).toContain('lock')
  })

  test('does nothing more when the session has ended', () => {
    const { clock, heard, pass, timers } = idleClock()
    clock.start(5 * MINUTE)
    clock.stop()
    pass(60 * MINUTE)
    expect(heard).toEqual([])
    expect(timers()).toBe(0)
  })
})
