import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, OPERATIONS, stubOf, type Family, type Json, type LogEvent } from '../../src-main/sync/core/event'
import {
  currentDecision,
  fieldsOf,
  headsOf,
  merge,
  Unmergeable,
  type Graph,
  type Merged,
} from '../../src-main/sync/core/merge'
import { event, idOf, stampAt } from './support/events'

const families: readonly Family[] = ['fields', 'records', 'decisions', 'revisions']
const RANKS = ['GIVEN', 'DISPUTED', 'REFUSED', 'WITHDRAWN']
const rank = (value: Json): number => RANKS.indexOf(String(value))

const fold = (family: Family, events: readonly LogEvent[]): Merged | null =>
  events.reduce<Merged | null>((state, one) => merge(family, state, one), null)

const text = (state: Merged | null): string => canonical(state as unknown as Json)

const nodesOf = (events: readonly LogEvent[]): Graph => {
  const state = fold('decisions', events)
  return state?.family === 'decisions' ? state.nodes : {}
}

/** Up to eight events of one entity: any operation of the family, stamps and parents as they may come, some erased. */
function eventsOf(family: Family, mayErase = true): fc.Arbitrary<readonly LogEvent[]> {
  const one = fc.record({
    op: fc.constantFrom(...OPERATIONS[family]),
    fields: fc.dictionary(fc.constantFrom('mark', 'words', '__proto__', 'constructor'), fc.integer({ max: 9 })),
    answer: fc.constantFrom(...RANKS),
    ms: fc.integer({ min: 1, max: 4 }),
    device: fc.constantFrom('a', 'b', 'c'),
    parents: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    erased: mayErase ? fc.integer({ max: 9, min: 0 }).map((roll) => roll === 0) : fc.constant(false),
  })
  return fc.array(one, { minLength: 1, maxLength: 8 }).map((all) =>
    all.map(({ op, fields, answer, ms, device, parents, erased }, i) => {
      const body = op === 'set' ? fields : op === 'delete' || op === 'restore' ? null : answer
      return event(`event ${i}`, op, erased ? null : body, {
        hlc: stampAt(ms, idOf(device), i),
        // The ninth is never there: a parent that has not arrived.
        parents:
          op === 'set' || op === 'delete' || op === 'restore' || op === 'add'
            ? []
            : parents.map((p) => idOf(`event ${p}`)),
        erased,
      })
    }),
  )
}

describe.each(families)('%s', (family) => {
  test('come to the same when events arrive in any order and any number of times', () => {
    const delivery = eventsOf(family).chain((events) =>
      fc.record({
        events: fc.constant(events),
        order: fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
      }),
    )
    fc.assert(
      fc.property(delivery, ({ events, order }) => {
        const late = [...order, ...events]
        expect(text(fold(family, late))).toBe(text(fold(family, events)))
      }),
      { numRuns: 400 },
    )
  })

  test('come to the same when merged in any grouping', () => {
    const split = eventsOf(family).chain((events) => fc.tuple(fc.constant(events), fc.nat({ max: events.length })))
    fc.assert(
      fc.property(split, ([events, at]) => {
        const [first, second] = [events.slice(0, at), events.slice(at)]
        expect(text(fold(family, [...second, ...first]))).toBe(text(fold(family, [...first, ...second])))
      }),
    )
  })

  test('leave the state before untouched', () => {
    fc.assert(
      fc.property(eventsOf(family), (events) => {
        const before = fold(family, events.slice(1))
        const written = text(before)
        const [first] = events
        if (first) merge(family, before, first)
        expect(text(before)).toBe(written)
      }),
    )
  })

  test('refuse what another family does', () => {
    const foreign = families.flatMap((other) => OPERATIONS[other]).filter((op) => !OPERATIONS[family].includes(op))
    for (const op of foreign) expect(() => merge(family, null, event('x', op, {}))).toThrow(Unmergeable)
  })
})

describe('fields', () => {
  const at = (name: string, op: 'set' | 'delete' | 'restore', ms: number, body: Json = null): LogEvent =>
    event(name, op, body, { hlc: stampAt(ms) })

  test('show each field as it was set last when two people set different fields', () => {
    const state = fold('fields', [at('a', 'set', 1, { mark: 1, words: 'x' }), at('b', 'set', 2, { mark: 2 })])
    expect(fieldsOf(state)).toEqual({ mark: 2, words: 'x' })
  })

  test('are gone when deleted, stay gone when set meanwhile, and come back whole when restored', () => {
    const edits = [at('a', 'set', 1, { mark: 1 }), at('b', 'delete', 2), at('c', 'set', 3, { mark: 2 })]
    expect(fieldsOf(fold('fields', edits))).toBeNull()
    expect(fieldsOf(fold('fields', [...edits, at('d', 'restore', 4)]))).toEqual({ mark: 2 })
    expect(fieldsOf(fold('fields', [...edits, at('d', 'restore', 1)]))).toBeNull()
  })

  test('are unknown when nothing but a restore has arrived', () => {
    expect(fieldsOf(fold('fields', [at('a', 'restore', 1)]))).toBeNull()
  })

  test('keep a field named like a part of every object', () => {
    const body = JSON.parse('{"__proto__":1,"constructor":2}') as Json
    expect(Object.entries(fieldsOf(fold('fields', [at('a', 'set', 1, body)])) ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })

  test.each([null, 7, 'text', [1]])('refuse a set whose body is %j', (body) => {
    expect(() => merge('fields', null, event('a', 'set', body))).toThrow(Unmergeable)
  })
})

describe('erasure', () => {
  const erased = stubOf

  test('of a decision keeps it in force without its value, which permits nothing', () => {
    const given = event('given', 'decide', 'GIVEN')
    const withdrawn = event('withdrawn', 'decide', 'WITHDRAWN', { parents: [given.id] })
    const now = currentDecision(nodesOf([given, erased(withdrawn)]), rank)
    expect(now).toMatchObject({ event: withdrawn.id, value: null, erased: true, heads: [withdrawn.id] })
  })

  test('of a deletion leaves it a deletion', () => {
    const set = event('a', 'set', { mark: 1 }, { hlc: stampAt(1) })
    expect(fieldsOf(fold('fields', [set, erased(event('b', 'delete', null, { hlc: stampAt(2) }))]))).toBeNull()
  })

  test('of a set takes its values and no others', () => {
    const first = event('a', 'set', { mark: 1 }, { hlc: stampAt(1) })
    const second = event('b', 'set', { mark: 2 }, { hlc: stampAt(2) })
    expect(fieldsOf(fold('fields', [first, erased(second)]))).toEqual({ mark: 1 })
  })

  test.each(['records', 'decisions', 'revisions'] as const)(
    'of %s comes to the same whether the full event was known before, later or never',
    (family) => {
      fc.assert(
        fc.property(eventsOf(family, false), fc.nat({ max: 7 }), (events, i) => {
          const one = events[i % events.length]
          if (!one) return
          const rest = events.filter(({ id }) => id !== one.id)
          const never = text(fold(family, [...rest, erased(one)]))
          expect(text(fold(family, [...events, erased(one)]))).toBe(never)
          expect(text(fold(family, [erased(one), ...events]))).toBe(never)
        }),
      )
    },
  )
})

describe('records', () => {
  test('stand as first written when a second one comes under the same name', () => {
    const first = event('a', 'add', 'first', { hlc: stampAt(1) })
    const second = event('b', 'add', 'second', { hlc: stampAt(2) })
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      expect(fold('records', order)).toMatchObject({ record: { value: 'first', event: first.id } })
    }
  })
})

describe('decisions', () => {
  const decide = (name: string, value: string, ...over: readonly LogEvent[]): LogEvent =>
    event(name, 'decide', value, { parents: over.map(({ id }) => id) })
  const resolve = (name: string, value: string, ...over: readonly LogEvent[]): LogEvent =>
    event(name, 'resolve', value, { parents: over.map(({ id }) => id) })
  const shown = (...events: readonly LogEvent[]): unknown => {
    const now = currentDecision(nodesOf(events), rank)
    return now && [now.value, now.open]
  }

  const given = decide('given', 'GIVEN')
  const refused = decide('refused', 'REFUSED')

  test('count as refused and open when given and refused apart (R120)', () => {
    expect(shown(given, refused)).toEqual(['REFUSED', true])
  })

  test('count as given when given knowing of the refusal (R120)', () => {
    expect(shown(refused, decide('later', 'GIVEN', refused))).toEqual(['GIVEN', false])
  })

  test('stay refused when given plainly over both answers, and change when resolved (S19)', () => {
    expect(shown(given, refused, decide('plain', 'GIVEN', given, refused))).toEqual(['REFUSED', true])
    expect(shown(given, refused, resolve('settled', 'GIVEN', given, refused))).toEqual(['GIVEN', false])
  })

  test('are settled by a plain answer no less restrictive than all before it', () => {
    expect(shown(given, refused, decide('plain', 'WITHDRAWN', given, refused))).toEqual(['WITHDRAWN', false])
  })

  test('stay refused while a parent of the later answer has not arrived', () => {
    const later = decide('later', 'GIVEN', refused, given)
    expect(shown(refused, later)).toEqual(['REFUSED', true])
    expect(shown(refused, later, given)).toEqual(['REFUSED', true])
  })

  test('open again when a withdrawal arrives that the person who settled them did not know', () => {
    const settled = resolve('settled', 'GIVEN', given, refused)
    expect(shown(given, refused, settled, decide('unseen', 'WITHDRAWN', given))).toEqual(['WITHDRAWN', true])
  })

  test('are open when answers are equally restrictive but not the same', () => {
    expect(currentDecision(nodesOf([decide('a', 'x'), decide('b', 'y')]), () => 1)?.open).toBe(true)
  })

  test('permit nothing when a value cannot be ranked', () => {
    const odd = decide('odd', '?')
    expect(currentDecision(nodesOf([given, odd]), (value) => (value === '?' ? NaN : 0))?.event).toBe(odd.id)
  })

  test('are not emptied by a decision that names itself or a forged circle', () => {
    expect(shown(decide('self', 'REFUSED', event('self', 'decide', '')))).toEqual(['REFUSED', false])
    const circle = [decide('x', 'GIVEN', event('y', 'decide', '')), decide('y', 'REFUSED', event('x', 'decide', ''))]
    expect(shown(...circle)).toEqual(['REFUSED', true])
  })

  test('never show less than an answer nobody has followed, whatever else arrives', () => {
    fc.assert(
      fc.property(eventsOf('decisions', false), (events) => {
        const followed = new Set(events.flatMap(({ id, parents }) => parents.filter((parent) => parent !== id)))
        const bare = events.filter(({ id }) => !followed.has(id)).map(({ body }) => rank(body))
        const now = currentDecision(nodesOf(events), rank)
        expect(rank(now?.value ?? null)).toBeGreaterThanOrEqual(Math.max(-1, ...bare))
      }),
      { numRuns: 500 },
    )
  })

  test('show the safer answer in every order of up to five answers given apart', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...RANKS), { minLength: 1, maxLength: 5 }), (answers) => {
        const safest = Math.max(...answers.map(rank))
        const events = answers.map((answer, i) => decide(`d${i}`, answer))
        for (const order of orders(events)) {
          expect(currentDecision(nodesOf(order), rank)?.value).toBe(RANKS[safest])
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('revisions', () => {
  const revise = (name: string, ...over: readonly LogEvent[]): LogEvent =>
    event(name, 'revise', name, { parents: over.map(({ id }) => id) })
  const heads = (...events: readonly LogEvent[]): readonly string[] => headsOf(nodesIn(events))
  const nodesIn = (events: readonly LogEvent[]): Graph => {
    const state = fold('revisions', events)
    return state?.family === 'revisions' ? state.nodes : {}
  }
  const start = revise('start')
  const mine = revise('mine', start)
  const theirs = revise('theirs', start)

  test('keep both texts when two people rewrite one apart', () => {
    expect(heads(start, mine, theirs)).toEqual([mine.id, theirs.id].sort())
  })

  test('keep both when one of them is rewritten, or a third is written over both without settling', () => {
    const next = revise('next', mine)
    expect(heads(start, mine, theirs, next)).toEqual([next.id, theirs.id].sort())
    const third = revise('third', mine, theirs)
    expect(heads(start, mine, theirs, third)).toEqual([mine.id, theirs.id, third.id].sort())
  })

  test('become one when a person settles them', () => {
    const settled = event('settled', 'resolve', 'both', { parents: [mine.id, theirs.id] })
    expect(heads(start, mine, theirs, settled)).toEqual([settled.id])
  })
})

function orders<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all]
  return all.flatMap((first, i) => orders(all.filter((_, j) => j !== i)).map((rest) => [first, ...rest]))
}
