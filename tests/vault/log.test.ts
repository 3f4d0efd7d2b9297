import { describe, expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { Fault } from '@contract/fault'
import { hashHex } from '@vault/crypto'
import { add, remove, set } from '@vault/entity'
import { payloadOf, stubOf } from '../../src-main/sync/core/event'
import { makeTenant, someone, type TestTenant } from '../support/tenant'
import { gate, gates, shelf, shelves, tickets, ticket, toyKinds, toyMigration, toyProjections } from '../support/toy'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }

function faultOf(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('No fault')
}

/** Everything a failed write must leave as it was. */
const stateOf = ({ log, db, changes }: TestTenant) => ({
  heads: log.heads(),
  outbox: log.outbox(),
  shelves: db.select().from(shelves).all(),
  changes: changes.length,
})

describe('appending', () => {
  test('a change is there after reopening when it was acknowledged', async () => {
    const made = await makeTenant(toy)
    const id = made.newId()
    made.write([set(shelf, id, { label: 'Top', size: 3 })])
    made.reopen()
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'Top', size: 3 }])
    expect(made.log.verify()).toMatchObject({ sound: true, events: 1, problems: [], upTo: made.now() })
  })

  test('equal answers cannot be told from their hashes, not even after erasure', async () => {
    const made = await makeTenant(toy)
    const [first, second] = [1, 2].map(() =>
      made.write([{ type: gate.type, entity: made.newId(), op: 'decide', body: 'shut' }]),
    )
    const hashes = [first?.[0], second?.[0]].map((event) => event?.payloadHash)
    expect(new Set(hashes).size).toBe(2)
    const stub = stubOf(first![0]!)
    const guess = payloadOf({ ...stub, body: 'shut' })
    expect(hashHex(`payload\n${guess}`)).not.toBe(stub.payloadHash)
    expect(hashHex(`payload\n${payloadOf(first![0]!)}`)).toBe(stub.payloadHash)
  })

  test('a batch is one run of the chain, signed on its last event only', async () => {
    const made = await makeTenant(toy)
    const events = made.write([
      set(shelf, made.newId(), { label: 'A', size: 1 }),
      add(ticket, made.newId(), { text: 'B' }),
      { type: gate.type, entity: made.newId(), op: 'decide', body: 'shut' },
    ])
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(events.map(({ signature }) => signature !== null)).toEqual([false, false, true])
    expect(events[1]?.previous).toBe(events[0]?.hash)
    expect(new Set(events.map(({ batch }) => batch)).size).toBe(1)
    expect([...events.map(({ hlc }) => hlc)].sort()).toEqual(events.map(({ hlc }) => hlc))
    expect(made.log.heads()).toEqual([{ device: made.device.id, seq: 3 }])
    expect(made.log.outbox()).toEqual([1, 2, 3])
    made.log.delivered(2)
    expect(made.log.outbox()).toEqual([3])
    expect(made.changes).toEqual([
      { types: ['toy.shelf', 'toy.ticket', 'toy.gate'], ids: events.map(({ entity }) => entity) },
    ])
    expect(made.log.verify().problems).toEqual([])
  })

  test.each<[string, Readonly<Record<string, string | number | null>>, string]>([
    ['a field its kind does not know', { label: 'Secret', size: 1, colour: 'Secret' }, 'colour'],
    ['a value of another type', { label: 'Secret', size: 'Secret' }, 'size'],
    ['only some of the fields of something new', { label: 'Secret' }, 'size'],
  ])('a draft is refused when it holds %s, and nothing is written', async (_name, fields, named) => {
    const made = await makeTenant(toy)
    const before = stateOf(made)
    const fault = faultOf(() =>
      made.write([set(shelf, made.newId(), { label: 'Fine', size: 1 }), set(shelf, made.newId(), fields)]),
    )
    expect(fault.code).toBe('bad-input')
    expect(fault.words).toContain(`"${named}"`)
    expect(fault.words).not.toContain('Secret')
    expect(stateOf(made)).toEqual(before)
  })

  test('some of the fields are enough for something that is complete already', async () => {
    const made = await makeTenant(toy)
    const id = made.newId()
    made.write([set(shelf, id, { label: 'A', size: 1 })])
    made.write([set(shelf, id, { size: null })])
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'A', size: null }])
  })

  test('a row goes when its entity is deleted and comes back whole when it is restored', async () => {
    const made = await makeTenant(toy)
    const id = made.newId()
    made.write([set(shelf, id, { label: 'A', size: 1 })])
    made.write([remove(shelf, id)])
    expect(made.db.select().from(shelves).all()).toEqual([])
    made.write([{ type: shelf.type, entity: id, op: 'restore', body: null }])
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'A', size: 1 }])
    expect(made.log.verify().problems).toEqual([])
  })

  test('nothing is written or told when the disk is full, and the chain goes on when there is room', async () => {
    const made = await makeTenant(toy)
    made.write([set(shelf, made.newId(), { label: 'A', size: 1 })])
    const { client } = made.tenant.file
    const pages = Number(client.pragma('page_count', { simple: true }))
    client.pragma(`max_page_count = ${String(pages)}`)
    const before = stateOf(made)
    const large = () => made.write([set(shelf, made.newId(), { label: 'x'.repeat(4000), size: 1 })])
    expect(faultOf(() => [large(), large(), large(), large(), large()]).code).toBe('no-space')
    const after = stateOf(made)
    expect(after.shelves.length).toBe(after.changes)
    expect(after.heads[0]?.seq).toBe(after.changes)
    expect(after.changes).toBeGreaterThanOrEqual(before.changes)
    client.pragma(`max_page_count = ${String(pages + 1000)}`)
    large()
    made.reopen()
    expect(made.log.heads()[0]?.seq).toBe(after.changes + 1)
    expect(made.log.verify().problems).toEqual([])
  })

  test('nothing is written or told when a projection fails', async () => {
    const made = await makeTenant({
      ...toy,
      projections: {
        ...toyProjections,
        [ticket.type]: () => {
          throw new TypeError('a fault of ours')
        },
      },
    })
    const before = stateOf(made)
    const drafts = [set(shelf, made.newId(), { label: 'A', size: 1 }), add(ticket, made.newId(), { text: 'B' })]
    expect(faultOf(() => made.write(drafts)).code).toBe('internal')
    expect(stateOf(made)).toEqual(before)
    made.write([set(shelf, made.newId(), { label: 'A', size: 1 })])
    expect(made.log.heads()[0]?.seq).toBe(1)
  })

  test('text survives as it was typed when it holds every kind of character, half ones apart', async () => {
    const made = await makeTenant(toy)
    const odd = 'Zoë “quoted” \u0000 \u2028 👩‍🏫 \ufeff \ud83d end'
    const id = made.newId()
    const [event] = made.write([set(shelf, id, { label: odd, size: 1 })], { reason: odd })
    made.reopen()
    expect(made.log.event(event?.id ?? '')?.body).toEqual({ label: odd, size: 1 })
    expect(made.log.event(event?.id ?? '')?.reason).toBe(odd.replace('\ud83d end', '\ufffd end'))
    expect(made.log.verify().problems).toEqual([])
  })

  test('stamps go on rising when the clock goes back by a year', async () => {
    const made = await makeTenant(toy)
    const id = made.newId()
    made.write([set(shelf, id, { label: 'First', size: 1 })])
    made.advance(-365 * 86_400_000)
    made.write([set(shelf, id, { label: 'Second' })])
    made.reopen()
    made.write([set(shelf, id, { label: 'Third' })])
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'Third', size: 1 }])
    expect(made.log.verify().problems).toEqual([])
  })
})

describe('looking back', () => {
  test('an earlier moment is answered as it was then, one by one and row by row', async () => {
    const made = await makeTenant(toy)
    const [id, other] = [made.newId(), made.newId()]
    made.write([set(shelf, id, { label: 'Before', size: 1 })])
    const then = made.now()
    made.advance(60_000)
    made.write([set(shelf, id, { label: 'After' }), set(shelf, other, { label: 'New', size: 2 })])
    expect(made.log.stateAsOf(shelf.type, id, then)).toMatchObject({ fields: { label: { value: 'Before' } } })
    expect(made.log.stateAsOf(shelf.type, id, then - 1)).toBeNull()
    expect(made.log.stateAsOf(shelf.type, id, made.now())).toEqual(made.log.stateOf(shelf.type, id))
    const past = made.log.rowsAsOf(then)
    expect(past.db.select().from(shelves).all()).toEqual([{ id, label: 'Before', size: 1 }])
    past.close()
    expect(made.db.select().from(shelves).where(eq(shelves.id, id)).all()).toEqual([{ id, label: 'After', size: 1 }])
  })

  test('history comes newest first, by thing, kind and person, a page at a time', async () => {
    const made = await makeTenant(toy)
    const id = made.newId()
    for (let size = 0; size < 5; size++) made.write([set(shelf, id, { label: 'A', size })])
    made.write([add(ticket, made.newId(), { text: 'B' })])
    const batch = made.newId()
    made.log.append(
      [add(ticket, made.newId(), { text: 'C' }), add(ticket, made.newId(), { text: 'D' })],
      {
        ...someone,
        person: 'another',
      },
      { batch, reason: 'Because', undoes: null },
    )

    const sizes = (events: readonly { readonly body: unknown }[]) =>
      events.map(({ body }) => (body as { size: number }).size)
    const first = made.log.find({ entity: id, limit: 3 })
    expect(sizes(first)).toEqual([4, 3, 2])
    expect(sizes(made.log.find({ entity: id, limit: 3, beforeEvent: first.at(-1)?.id ?? '' }))).toEqual([1, 0])
    expect(made.log.find({ typePrefix: 'toy.t', limit: 10 })).toHaveLength(3)
    expect(made.log.find({ typePrefix: 'toy.', limit: 10 })).toHaveLength(8)
    expect(made.log.find({ typePrefix: 'to', person: 'another', limit: 10 })).toHaveLength(2)
    expect(made.log.find({ limit: 10, beforeEvent: 'f'.repeat(32) })).toEqual([])
    expect(made.log.batch(batch).map(({ body }) => body)).toEqual([{ text: 'C' }, { text: 'D' }])
    expect(made.log.eventsAfter(made.device.id, 6, 10).map(({ seq }) => seq)).toEqual([7, 8])
    expect(made.db.select().from(tickets).all()).toHaveLength(3)
  })
})

test('a decision keeps the safer answer when answers given apart disagree', async () => {
  const made = await makeTenant(toy)
  const id = made.newId()
  const decide = (body: string, parents: readonly string[] = []) =>
    made.write([{ type: gate.type, entity: id, op: 'decide', body, parents }])[0]?.id ?? ''
  const heads = [decide('shut'), decide('open')]
  expect(made.db.select().from(gates).all()).toEqual([{ id, answer: 'shut', isOpen: 1 }])
  made.write([{ type: gate.type, entity: id, op: 'resolve', body: 'open', parents: heads }])
  expect(made.db.select().from(gates).all()).toEqual([{ id, answer: 'open', isOpen: 0 }])
})
