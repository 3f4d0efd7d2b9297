import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admit, isEvent, whyHeld, type Admission, type Chain, type Proofs } from '../../src-main/sync/core/admit'
import { stubOf, type LogEvent } from '../../src-main/sync/core/event'
import { beginningOf, hashesHold, seal } from '../../src-main/sync/core/seal'
import { sealingOf, sha256, signAs } from './simulator/rig'
import { chain, event, idOf, SCHOOL, stampAt } from './support/events'

const device = idOf('device')
const proofs: Proofs = {
  school: SCHOOL,
  hashesHold: (one) => hashesHold(sha256, one),
  signatureHolds: (one) => one.signature === signAs(one.device, one.hash),
  mayBeErased: () => false,
}

const known = (events: readonly LogEvent[], more: Partial<Chain> = {}): Chain => ({
  seq: events.length,
  at: (seq) => (seq === 0 ? { hash: beginningOf(sha256, SCHOOL, device), hlc: '' } : (events[seq - 1] ?? null)),
  waiting: [],
  frozen: false,
  removedAfter: null,
  ...more,
})

const judge = (one: LogEvent, view: Chain): Admission => admit(one, () => view, proofs)
const at = (events: readonly LogEvent[], i: number): LogEvent => {
  const one = events[i]
  if (!one) throw new Error(`No event ${i}`)
  return one
}
const signed = (one: LogEvent): LogEvent => ({ ...one, signature: signAs(device, one.hash) })

/** Two events, then a run of three under one signature; and the same device's other story after the first event. */
const first = chain(device, null, 'a')
const second = chain(device, at(first, 0), 'b')
const two = [...first, ...second]
const run = chain(device, at(two, 1), 'c', 'd', 'e')
const rival = chain(device, at(two, 0), 'x', 'y', 'z')

describe('an event of a chain', () => {
  test('is taken when it is signed and next', () => {
    expect(judge(at(two, 1), known(first))).toEqual({ verdict: 'take', events: [at(two, 1)] })
  })

  test('waits when no signature covers it yet, and is taken with the one that does', () => {
    const waiting = judge(at(run, 0), known(two))
    expect(waiting).toEqual({ verdict: 'wait', run: [at(run, 0)] })
    expect(judge(at(run, 1), known(two, { waiting: run.slice(0, 1) }))).toEqual({
      verdict: 'wait',
      run: run.slice(0, 2),
    })
    expect(judge(at(run, 2), known(two, { waiting: run.slice(0, 2) }))).toEqual({ verdict: 'take', events: run })
  })

  test('is a duplicate when it is in the log or waits already', () => {
    expect(judge(at(two, 0), known(two)).verdict).toBe('duplicate')
    expect(judge(at(run, 0), known(two, { waiting: run.slice(0, 2) })).verdict).toBe('duplicate')
  })

  test('is taken when it waited stripped of its signature and comes again with it', () => {
    const stripped = { ...at(second, 0), signature: null }
    expect(judge(at(second, 0), known(first, { waiting: [stripped] })).verdict).toBe('take')
  })

  test.each([
    ['signed', at(run, 2)],
    ['unsigned', at(run, 1)],
  ])('leaves a gap when one before it is missing (%s)', (_name, one) => {
    expect(judge(one, known(two)).verdict).toBe('gap')
  })

  test('leaves a gap when the run before it is not its own, so that both are read again', () => {
    const strange = [{ ...at(run, 0), hash: sha256('strange') }]
    expect(judge(signed(at(run, 1)), known(two, { waiting: strange })).verdict).toBe('gap')
  })
})

describe('a second history', () => {
  test('is a fork when one signed event contradicts one in the log', () => {
    const twin = seal(sealingOf(device), { ...at(two, 1), body: 'other' }, true)
    expect(judge(twin, known(two))).toEqual({ verdict: 'fork', evidence: [twin] })
  })

  test('is a fork when the next event names another one before it', () => {
    const other = signed(at(rival, 1))
    expect(judge(other, known(two))).toEqual({ verdict: 'fork', evidence: [other] })
  })

  test('is a fork when only the end of its run is signed', () => {
    expect(judge(at(rival, 0), known(two))).toEqual({ verdict: 'wait', run: rival.slice(0, 1) })
    expect(judge(at(rival, 2), known(two, { waiting: rival.slice(0, 2) }))).toEqual({
      verdict: 'fork',
      evidence: rival,
    })
  })

  test('is not proven when nobody signed it', () => {
    const forged = seal(sealingOf('intruder'), { ...at(two, 1), body: 'other' }, true)
    expect(judge(forged, known(two))).toEqual({ verdict: 'refused', why: 'bad-signature' })
  })

  test('is not looked for any more once the chain is frozen, while duplicates stay duplicates', () => {
    expect(judge(at(run, 0), known(two, { frozen: true })).verdict).toBe('frozen')
    expect(judge(at(two, 1), known(two, { frozen: true })).verdict).toBe('duplicate')
  })
})

describe('an event is refused', () => {
  const next = at(second, 0)
  test.each<[string, string, LogEvent, Chain]>([
    ['another school wrote it', 'another-school', { ...next, school: idOf('elsewhere') }, known(first)],
    ['its content was changed', 'altered', { ...next, body: 'changed' }, known(first)],
    ['its header was changed', 'altered', { ...next, op: 'resolve' }, known(first)],
    ['its payload was stripped', 'payload-withheld', stubOf(next), known(first)],
    ['its signature is another', 'bad-signature', { ...next, signature: sha256('no') }, known(first)],
    ['its device was removed before it', 'removed-device', next, known(first, { removedAfter: 1 })],
    ['unsigned, it follows nothing known', 'unproven-history', { ...at(run, 0), signature: null }, known(rival)],
  ])('when %s', (_name, why, one, view) => {
    expect(judge(one, view)).toEqual({ verdict: 'refused', why })
  })

  test.each([true, false])('when its stamp is not newer than the one before it (signed: %s)', (isSigned) => {
    const stale = seal(sealingOf(device), { ...next, hlc: stampAt(1, device) }, isSigned)
    expect(judge(stale, known(first))).toEqual({ verdict: 'refused', why: 'stamp-goes-back' })
  })

  test('when any one of its parts is changed and nothing else', () => {
    const flips = Object.keys(next).filter((key) => key !== 'erased' && key !== 'signature')
    for (const key of flips) {
      const part = next[key as keyof LogEvent]
      const changed = typeof part === 'number' ? part + 1 : typeof part === 'string' ? `${part}0`.slice(1) : ['x']
      expect(judge({ ...next, [key]: changed }, known(first)).verdict, key).toBe('refused')
    }
  })
})

test('an erased event is taken when its erasure was lawful, because the chain runs over payload hashes', () => {
  const stub = stubOf(at(second, 0))
  expect(admit(stub, () => known(first), { ...proofs, mayBeErased: () => true }).verdict).toBe('take')
})

test('nothing is taken, and nothing thrown, when anything at all comes in', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ key: fc.constantFrom(...Object.keys(at(two, 0))), value: fc.anything() }).map(({ key, value }) => ({
      ...at(second, 0),
      [key]: value,
    })),
  )
  fc.assert(
    fc.property(anything, (value) => {
      const isSame = JSON.stringify(value) === JSON.stringify(at(second, 0))
      fc.pre(!isSame)
      expect(judge(value as LogEvent, known(first)).verdict).not.toBe('take')
    }),
    { numRuns: 1000 },
  )
})

test('the form of an event is known when it is one', () => {
  expect(two.every(isEvent)).toBe(true)
  expect(isEvent({ ...at(two, 0), hlc: stampAt(1, idOf('another device')) })).toBe(false)
})

describe('an admitted event', () => {
  const NOW = 1_000_000
  const soon = { hlc: stampAt(NOW + 300_000) }
  const ahead = { hlc: stampAt(NOW + 300_001) }
  const set = { mark: 1 }
  test.each([
    ['its type is not known', event('a', 'set', set), null, 'newer'],
    ['its body is of a later version', event('a', 'set', set, { schema: 2 }), { family: 'fields', schema: 1 }, 'newer'],
    ['its operation is not one of its family', event('a', 'add', 1), { family: 'fields', schema: 1 }, 'unfit'],
    ['it sets no fields', event('a', 'set', [1]), { family: 'fields', schema: 1 }, 'unfit'],
    ['it sets a field ahead of the clock', event('a', 'set', set, ahead), { family: 'fields', schema: 1 }, 'ahead'],
    ['it deletes ahead of the clock', event('a', 'delete', null, ahead), { family: 'fields', schema: 1 }, 'ahead'],
  ] as const)('waits when %s', (_name, one, kind, why) => {
    expect(whyHeld(one, kind, NOW)).toBe(why)
  })

  test.each([
    ['it is within the limit', event('a', 'set', set, soon), { family: 'fields', schema: 1 }],
    ['its body is of an earlier version', event('a', 'set', set), { family: 'fields', schema: 2 }],
    ['it is a withdrawal ahead of the clock', event('a', 'decide', 1, ahead), { family: 'decisions', schema: 1 }],
    ['it is a signature ahead of the clock', event('a', 'add', 1, ahead), { family: 'records', schema: 1 }],
  ] as const)('is applied when %s', (_name, one, kind) => {
    expect(whyHeld(one, kind, NOW)).toBeNull()
  })
})
