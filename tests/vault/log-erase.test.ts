import { describe, expect, test } from 'vitest'
import { copyFileSync, existsSync } from 'node:fs'
import { copyName } from '@db/open'
import { allErasures, erasureOf } from '@db/repo/erasure'
import { Fault } from '@contract/fault'
import { hashHex } from '@vault/crypto'
import { add, remove, set } from '@vault/entity'
import { EVENTS_PER_RECORD } from '../../src-main/features/erasure/events'
import { parts } from '../../src-main/sync/core/clock'
import { payloadOf, type LogEvent } from '../../src-main/sync/core/event'
import { currentDecision } from '../../src-main/sync/core/merge'
import { BASIS, bytesBeside, erase, erasing, readable } from '../support/erasing'
import { makeTenant, someone, type TestTenant } from '../support/tenant'
import { gate, gates, shelf, shelves, ticket, tickets, toyProjections } from '../support/toy'

const faultOf = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('No fault')
}

/** Everything an erasure that failed must leave as it was. */
const stateOf = ({ log, db, tenant }: TestTenant) => ({
  events: log.eventsAfter(log.heads()[0]?.device ?? '', 0, 1000),
  outbox: log.outbox(),
  rows: [db.select().from(shelves).all(), db.select().from(tickets).all(), db.select().from(gates).all()],
  states: tenant.file.client.prepare('SELECT * FROM entity').all(),
  erasures: allErasures(db),
})

const sound = ({ log }: TestTenant): void => expect(log.verify().problems).toEqual([])

describe('erasing', () => {
  test('takes payloads and rows, leaves stubs the chain proves, and says what went and why', async () => {
    const made = await makeTenant(erasing)
    const [gone, stays] = [made.newId(), made.newId()]
    const [first] = made.write([set(shelf, gone, { label: 'Marker A', size: 1 })], { reason: 'Marker B' })
    const [second] = made.write([set(shelf, gone, { size: 2 }), add(ticket, gone, { text: 'Marker C' })])
    made.write([set(shelf, stays, { label: 'Kept', size: 3 })])
    made.advance(60_000)
    made.changes.length = 0
    const events = made.log.eventsAbout([
      { type: shelf.type, entity: gone },
      { type: ticket.type, entity: gone },
    ])
    const [record, ...others] = erase(made, events)

    expect(others).toEqual([])
    expect(events).toHaveLength(3)
    expect(record?.body).toMatchObject({ why: BASIS.reason, about: BASIS.about })
    expect((record?.body as { events: unknown }).events).toHaveLength(3)
    for (const id of events) {
      expect(made.log.event(id)).toMatchObject({ body: null, reason: null, salt: null, erased: true })
    }
    expect(made.log.event(first?.id ?? '')).toMatchObject({ hash: first?.hash, payloadHash: first?.payloadHash })
    expect(made.db.select().from(shelves).all()).toEqual([{ id: stays, label: 'Kept', size: 3 }])
    expect(made.db.select().from(tickets).all()).toEqual([])
    expect(allErasures(made.db)).toEqual([
      { id: record?.entity, event: record?.id, erasedAt: made.now(), why: BASIS.reason, ...BASIS.about },
    ])
    expect(erasureOf(made.db, second!)?.event).toBe(record?.id)
    expect(erasureOf(made.db, { ...second!, payloadHash: '0'.repeat(64) })).toBeNull()
    expect(made.changes).toHaveLength(1)
    expect(made.changes[0]?.types).toEqual(['erasure.record', 'toy.shelf', 'toy.ticket'])
    expect(made.changes[0]?.ids).toContain(gone)
    sound(made)
    made.reopen()
    sound(made)
    expect(made.log.event(first?.id ?? '')?.erased).toBe(true)
  })

  test('goes out to other PCs as stubs when it had not been sent yet', async () => {
    const made = await makeTenant(erasing)
    const [event] = made.write([add(ticket, made.newId(), { text: 'Marker' })])
    erase(made, [event!])
    expect(made.log.outbox()).toEqual([1, 2])
    expect(made.log.eventsAfter(made.device.id, 0, 10).map(({ erased, type }) => [type, erased])).toEqual([
      [ticket.type, true],
      ['erasure.record', false],
    ])
  })

  test('cannot be guessed back from what is left', async () => {
    const made = await makeTenant(erasing)
    const [event] = made.write([{ type: gate.type, entity: made.newId(), op: 'decide', body: 'shut' }])
    erase(made, [event!])
    const stub = made.log.event(event!.id)!
    for (const body of ['open', 'shut']) {
      expect(hashHex(`payload\n${payloadOf({ ...stub, body })}`)).not.toBe(stub.payloadHash)
    }
    expect(hashHex(`payload\n${payloadOf(event!)}`)).toBe(stub.payloadHash)
  })

  test('takes the values of one change and gives back no older thing that is not whole', async () => {
    const made = await makeTenant(erasing)
    const id = made.newId()
    const [first] = made.write([set(shelf, id, { label: 'A', size: 1 })])
    const [second] = made.write([set(shelf, id, { label: 'B' })])
    erase(made, [second!])
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'A', size: 1 }])
    made.write([set(shelf, id, { label: 'C' })])
    erase(made, [first!])
    // Its label is known, its size is not: there is no such shelf until it is whole again.
    expect(made.db.select().from(shelves).all()).toEqual([])
    expect(faultOf(() => made.write([set(shelf, id, { label: 'D' })])).code).toBe('bad-input')
    made.write([set(shelf, id, { size: 4 })])
    expect(made.db.select().from(shelves).all()).toEqual([{ id, label: 'C', size: 4 }])
    sound(made)
  })

  test('leaves a deletion a deletion', async () => {
    const made = await makeTenant(erasing)
    const id = made.newId()
    made.write([set(shelf, id, { label: 'A', size: 1 })])
    const [removal] = made.write([remove(shelf, id)], { reason: 'Marker' })
    erase(made, [removal!])
    expect(made.db.select().from(shelves).all()).toEqual([])
    expect(made.log.event(removal!.id)?.reason).toBeNull()
    sound(made)
  })

  test('of an answer permits nothing, and still counts as the most restrictive', async () => {
    const made = await makeTenant(erasing)
    const id = made.newId()
    const decide = (body: string, parents: readonly string[]) =>
      made.write([{ type: gate.type, entity: id, op: 'decide', body, parents }])[0]!
    const opened = decide('open', [])
    const shut = decide('shut', [opened.id])
    erase(made, [shut])
    const state = made.log.stateOf(gate.type, id)
    const now = state?.family === 'decisions' ? currentDecision(state.nodes, gate.rank!) : null
    expect(now).toMatchObject({ event: shut.id, value: null, erased: true })
    expect(made.db.select().from(gates).all()).toEqual([{ id, answer: 'erased', isOpen: 0 }])
    // Opening again over what nobody can read any more takes a resolution.
    decide('open', [shut.id])
    sound(made)
  })

  test('looks back without what was erased', async () => {
    const made = await makeTenant(erasing)
    const [gone, stays] = [made.newId(), made.newId()]
    const events = made.write([
      set(shelf, gone, { label: 'Marker', size: 1 }),
      set(shelf, stays, { label: 'Kept', size: 2 }),
    ])
    const then = made.now()
    made.advance(60_000)
    erase(made, [events[0]!])
    const past = made.log.rowsAsOf(then)
    expect(past.db.select().from(shelves).all()).toEqual([{ id: stays, label: 'Kept', size: 2 }])
    expect(allErasures(past.db)).toEqual([])
    past.close()
    expect(made.log.stateAsOf(shelf.type, gone, then)).toMatchObject({ fields: {} })
    expect(made.log.stateAsOf(shelf.type, stays, then)).toMatchObject({ fields: { label: { value: 'Kept' } } })
  })

  test('does nothing a second time, and goes on with the rest when part of it was done before', async () => {
    const made = await makeTenant(erasing)
    const events = [1, 2, 3].map((n) => made.write([add(ticket, made.newId(), { text: `Marker ${n}` })])[0]!)
    expect(erase(made, events.slice(0, 2))).toHaveLength(1)
    const before = stateOf(made)
    expect(erase(made, [events[0]!, events[1]!, events[0]!])).toEqual([])
    expect(stateOf(made)).toEqual(before)
    const [record] = erase(made, events)
    expect((record?.body as { events: unknown }).events).toEqual([
      { id: events[2]?.id, payloadHash: events[2]?.payloadHash },
    ])
    expect(made.db.select().from(tickets).all()).toEqual([])
    sound(made)
  })

  test('is recorded in as many entries as it takes, in one change', async () => {
    const made = await makeTenant(erasing)
    const drafts = Array.from({ length: EVENTS_PER_RECORD + 1 }, () => add(ticket, made.newId(), { text: 'Marker' }))
    const events = made.write(drafts)
    const longest = { reason: '\u0001'.repeat(500), about: { kind: '"'.repeat(200), count: 1 } }
    const options = { batch: made.newId(), ...longest }
    const records = made.log.erase(
      events.map(({ id }) => id),
      someone,
      options,
    )
    expect(records.map(({ body }) => (body as { events: readonly unknown[] }).events.length)).toEqual([
      EVENTS_PER_RECORD,
      1,
    ])
    expect(records.map(({ signature }) => signature !== null)).toEqual([false, true])
    expect(made.db.select().from(tickets).all()).toEqual([])
    sound(made)
  })

  test.each<[string, (made: TestTenant, known: LogEvent) => readonly string[], string]>([
    ['an event the history does not hold', (_made, { id }) => [id, 'e'.repeat(32)], 'not-found'],
    ['the record of an erasure', (made, known) => erase(made, [known]).map(({ id }) => id), 'conflict'],
  ])('refuses %s, and erases nothing', async (_name, ids, code) => {
    const made = await makeTenant(erasing)
    const [known] = made.write([add(ticket, made.newId(), { text: 'A' })])
    const [other] = made.write([add(ticket, made.newId(), { text: 'B' })])
    const named = [...ids(made, known!), other!.id]
    const before = stateOf(made)
    expect(faultOf(() => erase(made, named)).code).toBe(code)
    expect(stateOf(made)).toEqual(before)
  })

  test('refuses a basis that says nothing', async () => {
    const made = await makeTenant(erasing)
    const [event] = made.write([add(ticket, made.newId(), { text: 'A' })])
    for (const basis of [
      { ...BASIS, reason: '' },
      { ...BASIS, about: { kind: '', count: 1 } },
    ]) {
      const options = { batch: made.newId(), ...basis }
      expect(faultOf(() => made.log.erase([event!.id], someone, options)).code).toBe('bad-input')
    }
    expect(made.log.event(event!.id)?.erased).toBe(false)
  })
})

describe('nothing readable is left', () => {
  /** Things of all kinds, changed at random places and often enough that pages are split and joined. */
  async function crowded(): Promise<{ made: TestTenant; gone: readonly string[]; kept: readonly string[] }> {
    const made = await makeTenant(erasing)
    const ids = Array.from({ length: 240 }, () => made.newId())
    const marker = (id: string) => `Marker-${id}`
    for (let round = 0; round < 3; round++) {
      for (let from = 0; from < ids.length; from += 8) {
        made.write(
          ids.slice(from, from + 8).flatMap((id, i) => {
            const label = `${marker(id)} ${'x'.repeat(((round + 1) * (from + i) * 37) % 900)}`
            return round === 1 ? [add(ticket, made.newId(), { text: label })] : [set(shelf, id, { label, size: round })]
          }),
          { reason: `Because of ${marker(ids[from]!)}` },
        )
      }
    }
    // Whole batches, because a batch names one of its things in its reason.
    const isGone = (i: number) => Math.floor(i / 8) % 2 === 0
    return { made, gone: ids.filter((_id, i) => isGone(i)), kept: ids.filter((_id, i) => !isGone(i)) }
  }

  const markersOf = (ids: readonly string[]): readonly string[] => ids.map((id) => `Marker-${id}`)

  /** Every event that says one of the markers anywhere. */
  const eventsSaying = ({ log, device }: TestTenant, markers: readonly string[]): readonly string[] =>
    log
      .eventsAfter(device.id, 0, 10_000)
      .filter((event) => markers.some((marker) => JSON.stringify([event.body, event.reason]).includes(marker)))
      .map(({ id }) => id)

  test('in any page of the file, in the log beside it, or after closing: 120 markers among 240', async () => {
    const { made, gone, kept } = await crowded()
    const markers = markersOf(gone)
    expect(readable(made, markers)).toBe(120)
    // Overwriting what is deleted, which the file does by itself, is not enough.
    expect(made.tenant.file.client.pragma('secure_delete', { simple: true })).toBe(1)
    erase(made, eventsSaying(made, markers))
    expect(readable(made, markers)).toBe(0)
    expect(readable(made, markersOf(kept))).toBe(120)
    // The log beside the file holds no more than the note that it was swept.
    expect(bytesBeside(made)).toBeLessThan(20_000)
    sound(made)
    made.reopen()
    expect(readable(made, markers)).toBe(0)
    sound(made)
  })

  test('in the copy made before a change of structure', async () => {
    const made = await makeTenant(erasing)
    const [event] = made.write([add(ticket, made.newId(), { text: 'Marker' })])
    copyFileSync(made.path, copyName(made.path))
    erase(made, [event!])
    expect(existsSync(copyName(made.path))).toBe(false)
  })

  test('when sweeping was cut short: it is done at the next opening', async () => {
    const { made, gone } = await crowded()
    const markers = markersOf(gone)
    const { file } = made.tenant
    // A full disk: what was erased is erased, only the file cannot be written anew.
    const real = file.sweep
    Object.assign(file, { sweep: () => false })
    erase(made, eventsSaying(made, markers))
    expect(made.log.sweep()).toBe(false)
    expect(eventsSaying(made, markers)).toEqual([])
    sound(made)
    Object.assign(file, { sweep: real })
    made.reopen()
    expect(readable(made, markers)).toBe(0)
    expect(bytesBeside(made)).toBeLessThan(20_000)
    sound(made)
  })
})

describe('an erasure that fails', () => {
  test('erases nothing when the rows of one thing cannot be written', async () => {
    const projections = {
      ...erasing.projections,
      [ticket.type]: ((db, id, state) => {
        if (state.family === 'records' && state.record.value === null) throw new TypeError('a fault of ours')
        toyProjections[ticket.type]?.(db, id, state, () => 0)
      }) satisfies (typeof toyProjections)[string],
    }
    const made = await makeTenant({ ...erasing, projections })
    const events = made.write([
      set(shelf, made.newId(), { label: 'Marker A', size: 1 }),
      add(ticket, made.newId(), { text: 'Marker B' }),
    ])
    const before = stateOf(made)
    expect(faultOf(() => erase(made, events)).code).toBe('internal')
    expect(stateOf(made)).toEqual(before)
    sound(made)
    made.write([set(shelf, made.newId(), { label: 'After', size: 1 })])
    erase(made, [events[0]!])
    sound(made)
  })

  test('erases nothing when the disk is full', async () => {
    const made = await makeTenant(erasing)
    const events = Array.from({ length: 300 }, () => add(ticket, made.newId(), { text: 'Marker' }))
    const written = made.write(events)
    const { client } = made.tenant.file
    client.pragma(`max_page_count = ${String(Number(client.pragma('page_count', { simple: true })))}`)
    const before = stateOf(made)
    expect(faultOf(() => erase(made, written)).code).toBe('no-space')
    expect(stateOf(made)).toEqual(before)
    client.pragma('max_page_count = 100000')
    erase(made, written)
    expect(made.db.select().from(tickets).all()).toEqual([])
    sound(made)
  })
})

test('the stamp of an erasure is when it was done, in order with everything else', async () => {
  const made = await makeTenant(erasing)
  const [event] = made.write([add(ticket, made.newId(), { text: 'A' })])
  made.advance(-86_400_000)
  const [record] = erase(made, [event!])
  expect(parts(record!.hlc).ms).toBeGreaterThanOrEqual(parts(event!.hlc).ms)
})
