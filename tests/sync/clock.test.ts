import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AHEAD_LIMIT_MS,
  isAhead,
  latest,
  nodeOf,
  parts,
  stamp,
  tick,
  witness,
  ZERO,
} from '../../src-main/sync/core/clock'
import { idOf } from './support/events'

const node = nodeOf(idOf('device'))
const NOW = 1_800_000_000_000
const DAY = 86_400_000

describe('a stamp', () => {
  test('has the parts it was made of and sorts as text the way its parts do', () => {
    const part = fc.record({ ms: fc.nat({ max: 2 ** 47 }), counter: fc.nat({ max: 0xffff }) })
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [one, other] = [stamp(a.ms, a.counter, node), stamp(b.ms, b.counter, node)]
        expect(parts(one)).toEqual({ ...a, node })
        expect(one).toHaveLength(32)
        expect(Math.sign(Number(one > other) - Number(one < other))).toBe(
          Math.sign(a.ms - b.ms || a.counter - b.counter),
        )
      }),
    )
  })

  test('rolls into the next millisecond when the counter is full', () => {
    const full = stamp(NOW, 0xffff, node)
    expect(parts(tick(full, NOW, node))).toEqual({ ms: NOW + 1, counter: 0, node })
  })

  test('is whole when the wall clock gives parts of a millisecond', () => {
    expect(parts(tick(ZERO, NOW + 0.7, node))).toEqual({ ms: NOW, counter: 0, node })
  })
})

describe('stamps of a device', () => {
  test('only go up when its clock jumps anywhere and others are witnessed', () => {
    const step = fc.record({
      nowMs: fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY }),
      seen: fc.option(fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY })),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let last = ZERO
        for (const { nowMs, seen } of steps) {
          if (seen !== null) last = witness(last, stamp(seen, 3, nodeOf(idOf('other'))), nowMs)
          const next = tick(last, nowMs, node)
          expect(next > last).toBe(true)
          last = next
        }
      }),
    )
  })

  test('follow one witnessed within the limit, so that what was seen is always older', () => {
    const seen = stamp(NOW + AHEAD_LIMIT_MS, 7, 'f'.repeat(16))
    expect(tick(witness(ZERO, seen, NOW), NOW, node) > seen).toBe(true)
  })

  test('do not follow one that is ahead of the limit', () => {
    const own = stamp(NOW - 5, 0, node)
    expect(witness(own, stamp(NOW + AHEAD_LIMIT_MS + 1, 0, node), NOW)).toBe(own)
  })
})

test.each([
  [-DAY, false],
  [0, false],
  [AHEAD_LIMIT_MS, false],
  [AHEAD_LIMIT_MS + 1, true],
  [400 * DAY, true],
])('a stamp %i ms from now is ahead: %s', (offset, ahead) => {
  expect(isAhead(stamp(NOW + offset, 0, node), NOW)).toBe(ahead)
})

test('the newer of two stamps is the same from either side', () => {
  const [a, b] = [stamp(NOW, 1, node), stamp(NOW, 2, node)]
  expect([latest(a, b), latest(b, a)]).toEqual([b, b])
})
