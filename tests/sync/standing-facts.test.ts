/** A pupil's stay and what a use rests on, over graphs as they may come: order, duplicates, what counts of several (C19). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LAWFUL_BASES, RENEWALS } from '@contract/answers'
import { termsRowOf, viewFromRowOf, type TermsRow, type ViewFromRow } from '@db/repo/consents'
import { membershipRowOf, type MembershipRow } from '@db/repo/pupils'
import { termsKind, viewFromKind } from '../../src-main/features/consents/events'
import { membershipKind } from '../../src-main/features/pupils/events'
import type { Json, LogEvent } from '../../src-main/sync/core/event'
import { headsOf, merge, type Merged } from '../../src-main/sync/core/merge'
import { event, idOf, stampAt } from './support/events'

const DAYS = ['2026-07-01', '2026-07-20', '2026-09-01', null] as const
const day = fc.constantFrom(...DAYS)

const stays = fc.record({ onRollFrom: day, leftOn: day, lastLeft: day })
const terms = fc.record({
  basis: fc.constantFrom(...LAWFUL_BASES),
  outside: fc.boolean(),
  renewal: fc.constantFrom(...RENEWALS),
  retiredOn: day,
})

/** Up to seven events of one thing from three PCs, some settling, some erased, some over what has not arrived. */
const eventsOf = (says: fc.Arbitrary<Json>): fc.Arbitrary<readonly LogEvent[]> =>
  fc
    .array(
      fc.record({
        says,
        op: fc.constantFrom('decide' as const, 'decide' as const, 'resolve' as const),
        ms: fc.integer({ min: 1, max: 4 }),
        device: fc.constantFrom('a', 'b', 'c'),
        parents: fc.array(fc.nat({ max: 8 }), { maxLength: 3 }),
        erased: fc.integer({ min: 0, max: 15 }).map((roll) => roll === 0),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((all) =>
      all.map(({ says: body, op, ms, device, parents, erased }, i) =>
        event(`event ${i}`, op, erased ? null : body, {
          hlc: stampAt(ms, idOf(device), i),
          parents: [...new Set(parents.map((p) => idOf(`event ${p}`)))],
          erased,
        }),
      ),
    )

function fold(events: readonly LogEvent[]): Merged {
  const state = events.reduce<Merged | null>((known, one) => merge('decisions', known, one), null)
  if (state === null) throw new Error('There is always an event')
  return state
}

const rankOf = ({ rank }: { readonly rank?: ((value: Json) => number) | undefined }) => rank ?? (() => Infinity)
const stayOf = (state: Merged): MembershipRow | null => membershipRowOf('pupil', state, rankOf(membershipKind))
const useOf = (state: Merged): TermsRow | null => termsRowOf('use', state, rankOf(termsKind))

const ages = fc.record({ from: fc.constantFrom(11, 13, 16, null) })
const agesOf = (state: Merged): ViewFromRow | null => viewFromRowOf('settings', state, rankOf(viewFromKind))

const KINDS = [
  ['a stay', stays, stayOf, membershipKind],
  ['a use', terms, useOf, termsKind],
] as const

describe.each(KINDS)('%s', (_what, says, rowOf, kind) => {
  const delivered = eventsOf(says as fc.Arbitrary<Json>).chain((events) =>
    fc.record({
      events: fc.constant(events),
      order: fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
    }),
  )

  test('comes to one row in whatever order and however often its events arrive', () => {
    fc.assert(
      fc.property(delivered, ({ events, order }) => {
        expect(rowOf(fold([...order, ...events]))).toEqual(rowOf(fold(events)))
      }),
      { numRuns: 500 },
    )
  })

  test('is decided by no clock: other stamps make the same row', () => {
    fc.assert(
      fc.property(
        delivered,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 }),
        ({ events }, stamps) => {
          const restamped = events.map((one, i) => ({ ...one, hlc: stampAt(stamps[i] ?? 1, idOf('d'), 20 - i) }))
          expect(rowOf(fold(restamped))).toEqual(rowOf(fold(events)))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is nothing once something that stands was erased, and open exactly where what stands differs', () => {
    fc.assert(
      fc.property(eventsOf(says as fc.Arbitrary<Json>), (events) => {
        const state = fold(events)
        const nodes = state.family === 'decisions' ? state.nodes : {}
        const values = headsOf(nodes, rankOf(kind)).map((id) => nodes[id]?.value ?? null)
        const row = rowOf(state)
        expect(row === null).toBe(values.includes(null))
        if (row !== null)
          expect(row.loosest === null).toBe(new Set(values.map((one) => JSON.stringify(one))).size === 1)
      }),
      { numRuns: 500 },
    )
  })

  test('says what a person settled, whatever stood before', () => {
    fc.assert(
      fc.property(eventsOf(says as fc.Arbitrary<Json>), says as fc.Arbitrary<Json>, (events, right) => {
        const state = fold(events)
        const nodes = state.family === 'decisions' ? state.nodes : {}
        const parents = headsOf(nodes, rankOf(kind))
        const settled = merge(
          'decisions',
          state,
          event('settled', 'resolve', right, { hlc: stampAt(9, idOf('e'), 0), parents }),
        )
        expect(rowOf(settled)).toMatchObject({ ...(right as object), loosest: null })
      }),
    )
  })
})

describe('the age from which pupils decide', () => {
  test('comes to the ages of all that stands, each once, whatever the order, the copies and the clocks', () => {
    fc.assert(
      fc.property(
        eventsOf(ages).chain((events) =>
          fc.record({
            events: fc.constant(events),
            order: fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
            stamps: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 }),
          }),
        ),
        ({ events, order, stamps }) => {
          const row = agesOf(fold(events))
          expect(agesOf(fold([...order, ...events]))).toEqual(row)
          const restamped = events.map((one, i) => ({ ...one, hlc: stampAt(stamps[i] ?? 1, idOf('d'), 20 - i) }))
          expect(agesOf(fold(restamped))).toEqual(row)
          const state = fold(events)
          const nodes = state.family === 'decisions' ? state.nodes : {}
          const said = headsOf(nodes, rankOf(viewFromKind)).map((id) => nodes[id])
          const isErased = said.some((node) => node?.erased === true)
          const values = new Set(said.map((node) => (node?.value as { readonly from: number | null } | null)?.from))
          if (isErased) expect(row?.ages).toHaveLength(14)
          else expect(row?.ages).toEqual([11, 13, 16, null].filter((age) => values.has(age)))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('of several that stand', () => {
  const apart = (bodies: readonly Json[]): Merged =>
    fold(bodies.map((body, i) => event(`apart ${i}`, 'decide', body, { hlc: stampAt(i + 1, idOf(`${i}`), 0) })))

  test('a stay counts from the latest first day to the earliest last one, and an earlier one ended last', () => {
    fc.assert(
      fc.property(fc.array(stays, { minLength: 1, maxLength: 4 }), (said) => {
        const row = stayOf(apart(said))
        for (const one of said) {
          if (one.leftOn !== null) expect(row?.leftOn !== null && (row?.leftOn ?? '') <= one.leftOn).toBe(true)
          if (one.lastLeft !== null) expect((row?.lastLeft ?? '') >= one.lastLeft).toBe(true)
          if (one.onRollFrom !== null) expect((row?.onRollFrom ?? '') >= one.onRollFrom).toBe(true)
          const loosest = row?.loosest ?? row
          if (one.leftOn === null) expect(loosest?.leftOn).toBeNull()
        }
      }),
    )
  })

  test.each([
    ['consent over none', { basis: 'PUBLIC_TASK' }, { basis: 'CONSENT' }, { basis: 'CONSENT' }],
    ['outside over inside', { outside: false }, { outside: true }, { outside: true }],
    ['the renewal that comes soonest', { renewal: 'ON_ENTRY' }, { renewal: 'KEY_STAGE' }, { renewal: 'KEY_STAGE' }],
    ['the earliest end', { retiredOn: null }, { retiredOn: '2026-09-01' }, { retiredOn: '2026-09-01' }],
  ])('of a use counts %s, first or last', (_what, one, other, counts) => {
    const plain = { basis: 'CONSENT', outside: true, renewal: 'ANNUAL', retiredOn: null }
    const [first, second] = [
      { ...plain, ...one },
      { ...plain, ...other },
    ]
    for (const said of [
      [first, second],
      [second, first],
    ]) {
      expect(useOf(apart(said))).toMatchObject({ ...counts, loosest: one })
    }
  })

  test('a plain word over two that differ, as a file gives it, sets neither aside that is stricter', () => {
    const [left, stays_, file] = [{ leftOn: '2026-07-01' }, { leftOn: null }, { leftOn: '2026-09-01' }].map((one) => ({
      ...{ onRollFrom: null, lastLeft: null },
      ...one,
    }))
    const two = apart([left ?? null, stays_ ?? null])
    const parents = two.family === 'decisions' ? Object.keys(two.nodes) : []
    const read = event('file', 'decide', file ?? null, { hlc: stampAt(9, idOf('f'), 0), parents })
    expect(stayOf(merge('decisions', two, read))).toMatchObject({ leftOn: '2026-07-01' })
    expect(stayOf(merge('decisions', two, { ...read, op: 'resolve' }))).toMatchObject({
      leftOn: '2026-09-01',
      loosest: null,
    })
  })
})
