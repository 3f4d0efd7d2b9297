import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Fault } from '@contract/fault'
import { add, entityKind, set } from '@vault/entity'
import { parts } from '../../src-main/sync/core/clock'
import type { LogEvent } from '../../src-main/sync/core/event'
import { seal } from '../../src-main/sync/core/seal'
import { deviceIdOf, sealingOf } from '@vault/log/seal'
import { deviceNamed, makeTenant, type MakeTenant, type TestTenant } from '../support/tenant'
import { gate, gates, shelf, shelves, ticket, tickets, toyKinds, toyMigration, toyProjections } from '../support/toy'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }
const DAY = 86_400_000

/** Two PCs that share one tenant and know each other's keys. */
async function pair(part: Partial<MakeTenant> = {}): Promise<readonly [TestTenant, TestTenant]> {
  const here = await makeTenant({ ...toy, ...part, device: 'here' })
  const there = await makeTenant({ ...toy, device: 'there' })
  here.log.admit(there.device)
  there.log.admit(here.device)
  return [here, there]
}

const shelfDraft = (made: TestTenant, label = 'A') => set(shelf, made.newId(), { label, size: 1 })

/** What must not change when an event is not taken. */
const kept = ({ log, db }: TestTenant) => ({
  heads: log.heads(),
  held: log.held(),
  shelves: db.select().from(shelves).all(),
  tickets: db.select().from(tickets).all(),
})

/** An event sealed anew after a change to what it says: a device that lies, not a place that alters. */
function resealed(event: LogEvent, change: Partial<LogEvent>): LogEvent {
  const sealing = sealingOf(deviceNamed('there'), () => null)
  return seal(sealing, { ...event, ...change }, true)
}

describe("another PC's events", () => {
  test('are applied once, in their order, and told to the windows', async () => {
    const [here, there] = await pair()
    const events = there.write([shelfDraft(there), add(ticket, there.newId(), { text: 'B' })])
    const later = there.write([shelfDraft(there, 'C')])
    expect(later.map((event) => here.log.ingest(event))).toEqual(['gap'])
    // The first has no signature of its own: it waits for the one that covers it (S3).
    expect(events.map((event) => here.log.ingest(event))).toEqual(['held', 'applied'])
    expect([...events, ...later].map((event) => here.log.ingest(event))).toEqual(['duplicate', 'duplicate', 'applied'])
    expect(here.db.select().from(shelves).all()).toEqual(there.db.select().from(shelves).all())
    expect(here.changes.map(({ types }) => types)).toEqual([['toy.shelf', 'toy.ticket'], ['toy.shelf']])
    expect(here.log.outbox()).toEqual([])
    expect(here.log.verify().problems).toEqual([])
  })

  test('wait for their signature, and are offered again when the process ends before it comes', async () => {
    const [here, there] = await pair()
    const [first, last] = there.write([shelfDraft(there), shelfDraft(there)]) as [LogEvent, LogEvent]
    expect(here.log.ingest(first)).toBe('held')
    expect(kept(here)).toMatchObject({ heads: [], held: [], shelves: [] })
    here.reopen()
    expect(here.log.ingest(last)).toBe('gap')
    expect([here.log.ingest(first), here.log.ingest(last)]).toEqual(['held', 'applied'])
  })

  test('are refused when any part of them was changed on the way', async () => {
    const [here, there] = await pair()
    const [event] = there.write([shelfDraft(there)], { reason: 'A reason' }) as [LogEvent]
    const before = kept(here)
    const other: Readonly<Record<keyof LogEvent, unknown>> = {
      id: '0'.repeat(32),
      school: '0'.repeat(32),
      device: here.device.id,
      seq: 2,
      hlc: `f${event.hlc.slice(1)}`,
      type: 'toy.ticket',
      entity: '0'.repeat(32),
      op: 'delete',
      body: { label: 'B', size: 1 },
      erased: true,
      salt: '0'.repeat(32),
      parents: ['0'.repeat(32)],
      person: '0'.repeat(32),
      role: 'HEAD',
      reason: 'Another reason',
      batch: '0'.repeat(32),
      undoes: '0'.repeat(32),
      basedOn: [{ device: here.device.id, seq: 1 }],
      schema: 2,
      payloadHash: '0'.repeat(64),
      previous: '0'.repeat(64),
      hash: '0'.repeat(64),
      signature: '0'.repeat(128),
    }
    for (const [name, value] of Object.entries(other)) {
      const changed = { ...event, [name]: value } as LogEvent
      expect([name, here.log.ingest(changed)]).toEqual([name, 'refused'])
    }
    expect(here.log.ingest({ ...event, extra: 1 } as LogEvent)).toBe('refused')
    expect(kept(here)).toEqual(before)
    expect(here.log.ingest(event)).toBe('applied')
  })

  test('are refused when nobody added that PC, and a PC cannot be added under an id that is not its own', async () => {
    const here = await makeTenant({ ...toy, device: 'here' })
    const there = await makeTenant({ ...toy, device: 'there' })
    const [event] = there.write([shelfDraft(there)]) as [LogEvent]
    expect(here.log.ingest(event)).toBe('refused')
    expect(() => here.log.admit({ ...there.device, id: '0'.repeat(32) })).toThrow(Fault)
    expect(deviceIdOf(there.device.publicKey)).toBe(there.device.id)
    here.log.admit(there.device)
    expect(here.log.ingest(event)).toBe('applied')
  })

  test('are kept but not applied when their time lies ahead, and applied when it has come', async () => {
    const [here, there] = await pair()
    there.advance(DAY)
    const [ahead] = there.write([set(shelf, 'a'.repeat(32), { label: 'Tomorrow', size: 1 })]) as [LogEvent]
    expect(here.log.ingest(ahead)).toBe('held')
    expect(here.log.held()).toMatchObject([{ event: ahead.id, why: 'ahead' }])
    expect(here.db.select().from(shelves).all()).toEqual([])
    // Others go on, and the own clock is not dragged along (S15).
    here.write([set(shelf, 'a'.repeat(32), { label: 'Today', size: 1 })])
    expect(here.log.verify().problems).toEqual([])
    here.advance(DAY)
    here.reopen()
    expect(here.db.select().from(shelves).all()).toMatchObject([{ label: 'Tomorrow' }])
    expect(here.log.held()).toEqual([])
    expect(here.log.verify().problems).toEqual([])
  })

  test('count at once when they are decisions, however fast the clock of their PC', async () => {
    const [here, there] = await pair()
    const id = here.newId()
    const [opened] = here.write([{ type: gate.type, entity: id, op: 'decide', body: 'open' }]) as [LogEvent]
    there.log.ingest(opened)
    there.advance(400 * DAY)
    const shut = { type: gate.type, entity: id, op: 'decide', body: 'shut', parents: [opened.id] } as const
    for (const event of there.write([shut])) expect(here.log.ingest(event)).toBe('applied')
    expect(here.db.select().from(gates).all()).toEqual([{ id, answer: 'shut', isOpen: 0 }])
    // Nor does such a clock drag this one along, now or after reopening (S15).
    for (const step of [() => {}, () => here.reopen()]) {
      step()
      const [own] = here.write([shelfDraft(here)])
      expect(parts(own?.hlc ?? '').ms).toBe(here.now())
    }
  })

  test('are kept when this version does not know their kind, and applied by the version that does', async () => {
    const known = { kinds: [gate, ticket], projections: withoutShelf() }
    const [here, there] = await pair(known)
    const events = [...there.write([shelfDraft(there)]), ...there.write([add(ticket, there.newId(), { text: 'B' })])]
    expect(events.map((event) => here.log.ingest(event))).toEqual(['held', 'applied'])
    expect(here.log.held()).toMatchObject([{ why: 'newer' }])
    expect(here.log.verify().problems).toEqual([])
    const upgraded = here.upgrade(toy)
    expect(upgraded.log.held()).toEqual([])
    expect(upgraded.db.select().from(shelves).all()).toEqual(there.db.select().from(shelves).all())
    expect(upgraded.log.verify().problems).toEqual([])
  })

  test('are kept but not applied when their kind cannot read them', async () => {
    const wider = entityKind({
      ...shelf,
      body: z.strictObject({ label: z.string(), size: z.int(), colour: z.string() }),
    })
    const here = await makeTenant({ ...toy, device: 'here' })
    const there = await makeTenant({ ...toy, kinds: [wider, gate, ticket], device: 'there' })
    here.log.admit(there.device)
    const [odd] = there.write([set(wider, there.newId(), { label: 'A', size: 1, colour: 'red' })]) as [LogEvent]
    expect(here.log.ingest(odd)).toBe('held')
    expect(here.log.held()).toMatchObject([{ why: 'unfit' }])
    expect(here.log.verify().problems).toEqual([])
  })

  test('say how far their author had read, once for each step', async () => {
    const [here, there] = await pair()
    for (const event of there.write([shelfDraft(there)])) here.log.ingest(event)
    const told = (made: TestTenant) => made.write([shelfDraft(made), shelfDraft(made)]).map(({ basedOn }) => basedOn)
    expect(told(here)).toEqual([[{ device: there.device.id, seq: 1 }], []])
    expect(told(here)).toEqual([[], []])
    here.reopen()
    for (const event of there.write([shelfDraft(there)])) here.log.ingest(event)
    expect(told(here)).toEqual([[{ device: there.device.id, seq: 2 }], []])
  })
})

describe('a PC that tells two stories', () => {
  test('is frozen, named, and both stories are kept', async () => {
    const [here, there] = await pair()
    const [first] = there.write([shelfDraft(there)]) as [LogEvent]
    here.log.ingest(first)
    const second = resealed(first, { id: '1'.repeat(32), body: { label: 'B', size: 2 } })
    const before = kept(here)
    expect(here.log.ingest(second)).toBe('fork')
    expect(here.log.evidence()).toEqual([second])
    expect(kept(here)).toEqual(before)
    const [next] = there.write([shelfDraft(there)]) as [LogEvent]
    expect(here.log.ingest(next)).toBe('fork')
    expect(here.log.verify().problems.join()).toMatch(/two different histories/)
    here.reopen()
    expect(here.log.ingest(next)).toBe('fork')
    here.write([shelfDraft(here)])
  })

  test('writes nothing more here when it is this PC', async () => {
    const made = await makeTenant({ ...toy, device: 'there' })
    const [first] = made.write([shelfDraft(made)]) as [LogEvent]
    expect(made.log.ingest(resealed(first, { id: '1'.repeat(32) }))).toBe('fork')
    expect(() => made.write([shelfDraft(made)])).toThrow(/copied or restored/)
  })
})

test('a PC put back to an older copy takes its own later events again and goes on from there', async () => {
  const made = await makeTenant({ ...toy, device: 'there' })
  const restored = await makeTenant({ ...toy, device: 'there' })
  const events = [...made.write([shelfDraft(made)]), ...made.write([shelfDraft(made)])]
  expect(events.map((event) => restored.log.ingest(event))).toEqual(['applied', 'applied'])
  expect(restored.write([shelfDraft(made)]).map(({ seq }) => seq)).toEqual([3])
  expect(restored.log.verify().problems).toEqual([])
})

/** The toy projections of a version that had no shelves yet. */
function withoutShelf() {
  const { [shelf.type]: _none, ...rest } = toyProjections
  return rest
}
