import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAST, PATIENCE, ScanWatch, type Step } from '@renderer/features/entry/scan'

const NUMBER = '12345678901234'

/** Presses keys at their times and lists what was said to each. */
function run(
  watch: ScanWatch,
  presses: readonly { readonly key: string; readonly at: number; readonly byHand?: boolean }[],
) {
  return presses.map(({ key, at, byHand = false }) => watch.next({ key, at, byHand }))
}
/** A text with the same time between its keys, Enter behind it unless told. */
const typed = (text: string, gap: number, from = 10_000, end: readonly string[] = ['Enter']) =>
  [...text, ...end].map((key, at) => ({ key, at: from + at * gap }))
const kinds = (steps: readonly Step[]) => steps.map(({ kind }) => kind)
const passes = (step: Step) => step.kind === 'pass' || step.kind === 'pass-first'

describe('a scanner is told from a hand', () => {
  test('eight keys under 50 ms apart are caught, the rest is held, and Enter ends it', () => {
    const steps = run(new ScanWatch(), typed(`TW${NUMBER}`, 12))
    expect(kinds(steps.slice(0, 7)).every((kind) => kind.startsWith('pass'))).toBe(true)
    expect(steps[7]).toEqual({ kind: 'caught', from: 1 })
    expect(new Set(kinds(steps.slice(8, 16)))).toEqual(new Set(['hold']))
    expect(steps[16]).toEqual({ kind: 'done', text: `TW${NUMBER}`, from: null })
  })

  test('a slow scanner is known by its prefix, in capitals or not, and behind text that was typed', () => {
    for (const text of [`TW${NUMBER}`, `tw${NUMBER}`]) {
      const watch = new ScanWatch()
      run(watch, typed('Not clear ', 110, 1000, []))
      const steps = run(watch, typed(text, 90, 2400))
      expect(steps.slice(0, -1).every(passes)).toBe(true)
      expect(steps.at(-1)).toEqual({ kind: 'done', text, from: 11 })
    }
  })

  test('every key a code may begin with is marked, so that what it did can be taken back', () => {
    const watch = new ScanWatch()
    run(watch, typed('a', 100, 1000, []))
    const [t] = run(watch, typed(`T`, 100, 1120, []))
    expect(t).toEqual({ kind: 'pass-first' })
    const steps = run(watch, typed(`W${NUMBER}`, 90, 1210))
    expect(steps.at(-1)).toEqual({ kind: 'done', text: `TW${NUMBER}`, from: 2 })
  })

  test('a short code of something else is one too when Enter comes as fast', () => {
    expect(run(new ScanWatch(), typed('1234', 20)).at(-1)).toEqual({ kind: 'done', text: '1234', from: 1 })
    expect(run(new ScanWatch(), typed('123', 20)).at(-1)).toEqual({ kind: 'pass' })
  })

  test('a scan that no Enter ends is over when its keys stop', () => {
    const watch = new ScanWatch()
    run(watch, typed(`TW${NUMBER}`, 10, 0, []))
    expect(watch.stopped(150 + FAST - 1)).toBeNull()
    expect(watch.stopped(150 + FAST)).toBe(`TW${NUMBER}`)
    expect(watch.stopped(1000)).toBeNull()
    expect(kinds(run(watch, typed('ab', 120, 2000)))).toEqual(['pass-first', 'pass-first', 'pass'])
  })

  test('a code that is halted in the middle is still one code, and none of its halves is typed', () => {
    for (const stop of [3, 6, 9, 14]) {
      const watch = new ScanWatch()
      const text = `TW${NUMBER}`
      const presses = [...text, 'Enter'].map((key, at) => ({ key, at: 5000 + at * 10 + (at >= stop ? 300 : 0) }))
      const steps = run(watch, presses)
      expect(steps.at(-1)).toEqual({ kind: 'done', text, from: null })
      expect(steps.find(({ kind }) => kind === 'caught')).toEqual({ kind: 'caught', from: 1 })
      expect(watch.stopped(6000)).toBeNull()
    }
  })

  test('a key of a hand right before the code is not taken back with it', () => {
    const watch = new ScanWatch()
    run(watch, [{ key: 'n', at: 980 }])
    const steps = run(watch, typed(`TW${NUMBER}`, 10, 1000))
    expect(steps.find(({ kind }) => kind === 'caught')).toEqual({ kind: 'caught', from: 2 })
    expect(steps.at(-1)).toEqual({ kind: 'done', text: `TW${NUMBER}`, from: null })
  })

  test('half a code is waited for; the Enter of a code that was taken without it goes nowhere', () => {
    const watch = new ScanWatch()
    run(watch, typed('TW12345678', 10, 0, []))
    expect(watch.stopped(200)).toBeNull()
    expect(watch.stopped(90 + PATIENCE)).toBe('TW12345678')
    run(watch, typed(`TW${NUMBER}`, 10, 2000, []))
    expect(watch.stopped(2250)).toBe(`TW${NUMBER}`)
    expect(run(watch, [{ key: 'Enter', at: 2400 }])).toEqual([{ kind: 'hold' }])
    expect(run(watch, [{ key: 'Enter', at: 2800 }])).toEqual([{ kind: 'pass' }])
  })

  test('Tab ends a scan as Enter does', () => {
    expect(run(new ScanWatch(), typed(NUMBER, 10, 0, ['Tab'])).at(-1)).toMatchObject({ kind: 'done', text: NUMBER })
  })

  test('Shift between the keys of a scanner means nothing', () => {
    const presses = typed(`TW${NUMBER}`, 10).flatMap((press) => [{ key: 'Shift', at: press.at - 1 }, press])
    expect(run(new ScanWatch(), presses).at(-1)).toMatchObject({ kind: 'done', text: `TW${NUMBER}` })
  })

  test.each(['Backspace', 'ArrowDown', 'Escape', 'F8'])('%s in between is a hand', (key) => {
    const watch = new ScanWatch()
    run(watch, typed('1234567', 10, 0, []))
    run(watch, [{ key, at: 75 }])
    expect(run(watch, typed('89', 10, 80)).every(passes)).toBe(true)
  })

  test('a key that is held down is a hand', () => {
    const steps = run(
      new ScanWatch(),
      typed('yyyyyyyyyyyyyyyy', 30).map((press) => ({ ...press, byHand: true })),
    )
    expect(steps.every(passes)).toBe(true)
  })
})

const letter = fc.constantFrom(...'abcdehnuxyz0123456789 .')
const text = fc.array(letter, { minLength: 8, maxLength: 30 }).map((keys) => keys.join(''))

test('whatever was typed before it, a scan is caught whole, and nothing but it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(letter, fc.integer({ min: FAST, max: 900 })), { maxLength: 20 }),
      text,
      fc.array(fc.integer({ min: 0, max: FAST - 1 }), { minLength: 31, maxLength: 31 }),
      fc.integer({ min: FAST, max: 2000 }),
      (before, code, gaps, pause) => {
        const watch = new ScanWatch()
        let at = 0
        const typedBefore = before.map(([key, gap]) => ({ key, at: (at += gap) }))
        expect(run(watch, typedBefore).every(passes)).toBe(true)
        at += pause
        const scan = [...code, 'Enter'].map((key, i) => ({ key, at: i === 0 ? at : (at += gaps[i]!) }))
        const steps = run(watch, scan)
        expect(steps.at(-1)).toEqual({ kind: 'done', text: code, from: null })
        expect(steps.find(({ kind }) => kind === 'caught')).toEqual({ kind: 'caught', from: before.length + 1 })
      },
    ),
  )
})

test('no typing of a hand is ever swallowed, however long, unless it is a whole form code', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...'twTW0123456789ab', 'Enter'), fc.integer({ min: FAST, max: 800 })), {
        maxLength: 60,
      }),
      (keys) => {
        let at = 0
        const steps = run(
          new ScanWatch(),
          keys.map(([key, gap]) => ({ key, at: (at += gap) })),
        )
        for (const [i, step] of steps.entries()) {
          if (passes(step)) continue
          const before = keys.slice(Math.max(0, i - 16), i).map(([key]) => key)
          expect(before.join('')).toMatch(/^TW\d{14}$/i)
        }
      },
    ),
  )
})
