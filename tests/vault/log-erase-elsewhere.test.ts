import { copyFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allErasures } from '@db/repo/erasure'
import { add, set } from '@vault/entity'
import { sealingOf } from '@vault/log/seal'
import { stubOf, type LogEvent } from '../../src-main/sync/core/event'
import { currentDecision } from '../../src-main/sync/core/merge'
import { seal } from '../../src-main/sync/core/seal'
import { Engine, NO_BOOKMARK, type Bookmark } from '../../src-main/sync/engine'
import { MemoryStore } from '../../src-main/sync/stores/memory'
import { erase, erasing, readable } from '../support/erasing'
import { deviceNamed, makeTenant, type MakeTenant, type TestTenant } from '../support/tenant'
import { gate, gates, shelf, shelves, ticket, tickets, toyKinds, toyProjections } from '../support/toy'

/** PCs that share one tenant and know each other's keys. */
async function pcs<const N extends readonly string[]>(
  names: N,
  part: Partial<MakeTenant> = {},
): Promise<{ readonly [K in keyof N]: TestTenant }> {
  const made: TestTenant[] = []
  for (const [i, device] of names.entries())
    made.push(await makeTenant({ ...erasing, ...(i === 0 ? part : {}), device }))
  for (const one of made) for (const other of made) one.log.admit(other.device)
  return made as unknown as { readonly [K in keyof N]: TestTenant } // one for each name
}

/** Everything a PC wrote, as another PC would be sent it now. */
const sentBy = ({ log, device }: TestTenant): readonly LogEvent[] => log.eventsAfter(device.id, 0, 1000)

const take = (made: TestTenant, events: readonly LogEvent[]): readonly string[] =>
  events.map((event) => made.log.ingest(event))

const sound = (...all: readonly TestTenant[]): void => {
  for (const { log } of all) expect(log.verify().problems).toEqual([])
}

const stubbed = ({ log }: TestTenant, { id }: LogEvent): boolean | undefined => log.event(id)?.erased

const ticketOf = (made: TestTenant, text = 'Marker'): LogEvent =>
  made.write([add(ticket, made.newId(), { text })])[0] as LogEvent

describe('an erasure written elsewhere', () => {
  test('takes here what it names', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    take(here, [event])
    there.advance(1000)
    const records = erase(there, [event])
    here.changes.length = 0
    expect(take(here, records)).toEqual(['applied'])
    expect(stubbed(here, event)).toBe(true)
    expect(here.db.select().from(tickets).all()).toEqual([])
    expect(here.changes).toMatchObject([{ types: ['erasure.record', 'toy.ticket'] }])
    expect(here.log.sweep()).toBe(true)
    expect(readable(here, ['Marker'])).toBe(0)
    sound(here, there)
  })

  test('takes what another PC wrote and what this one did, its unsent entries among them', async () => {
    const [here, there, third] = await pcs(['here', 'there', 'third'])
    const [mine, theirs] = [ticketOf(here, 'Marker mine'), ticketOf(there, 'Marker theirs')]
    for (const one of [here, third]) take(one, [theirs])
    for (const one of [there, third]) take(one, [mine])
    take(here, erase(third, [mine, theirs]))
    expect(sentBy(here).map(({ erased }) => erased)).toEqual([true])
    expect(here.log.outbox()).toEqual([1])
    expect([mine, theirs].map((event) => stubbed(here, event))).toEqual([true, true])
    sound(here, third)
  })

  test('keeps out what comes after it, however often it comes (R76)', async () => {
    const [here, there, third] = await pcs(['here', 'there', 'third'])
    const id = there.newId()
    const [event] = there.write([set(shelf, id, { label: 'Marker', size: 1 })]) as [LogEvent]
    take(third, [event])
    const records = erase(third, [event])
    expect(take(here, [...records, event, event])).toEqual(['applied', 'applied', 'duplicate'])
    expect(stubbed(here, event)).toBe(true)
    expect(here.db.select().from(shelves).all()).toEqual([])
    expect(readable(here, ['Marker'])).toBe(0)
    here.reopen()
    expect(take(here, [event])).toEqual(['duplicate'])
    expect(stubbed(here, event)).toBe(true)
    sound(here, third)
  })

  test('takes entries that wait, and lets them wait on', async () => {
    const known = { kinds: erasing.kinds.filter(({ type }) => type !== shelf.type), projections: withoutShelf() }
    const [here, there] = await pcs(['here', 'there'], known)
    const newer = there.write([set(shelf, there.newId(), { label: 'Marker', size: 1 })])
    expect(take(here, newer)).toEqual(['held'])
    take(here, erase(there, newer))
    expect(stubbed(here, newer[0]!)).toBe(true)
    expect(here.log.held()).toMatchObject([{ why: 'newer' }])
    sound(here)
    const upgraded = here.upgrade(erasing)
    expect(upgraded.log.held()).toEqual([])
    expect(upgraded.log.verify().problems).toEqual([])
    expect(upgraded.db.select().from(shelves).all()).toEqual([])
  })

  test('waits for a version that knows of erasures, and is carried out by it', async () => {
    const [here, there] = await pcs(['here', 'there'], { kinds: toyKinds, projections: toyProjections })
    const event = ticketOf(there)
    take(here, [event])
    expect(take(here, erase(there, [event]))).toEqual(['held'])
    expect(stubbed(here, event)).toBe(false)
    const upgraded = here.upgrade(erasing)
    expect(upgraded.log.event(event.id)?.erased).toBe(true)
    expect(upgraded.db.select().from(tickets).all()).toEqual([])
    expect(readable(here, ['Marker'])).toBe(0)
    expect(upgraded.log.verify().problems).toEqual([])
  })

  test('counts once when two PCs erase the same apart', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    take(here, [event])
    const [mine, theirs] = [erase(here, [event]), erase(there, [event])]
    take(here, theirs)
    take(there, mine)
    expect(allErasures(here.db)).toEqual(allErasures(there.db))
    expect(allErasures(here.db)).toHaveLength(2)
    sound(here, there)
  })

  test('names its own records in vain, so that what was done stays proven', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    const [record] = erase(there, [event]) as [LogEvent]
    take(here, sentBy(there))
    const { id, payloadHash } = record
    const forged = there.write([
      {
        ...add(ticket, there.newId(), null),
        type: 'erasure.record',
        body: { ...bodyOf(record), events: [{ id, payloadHash }] },
      },
    ])
    expect(take(here, forged)).toEqual(['applied'])
    expect([here, there].map((one) => stubbed(one, record))).toEqual([false, false])
    sound(here, there)
  })

  test('leaves alone a payload with another hash than the one it names', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    const other = { id: event.id, payloadHash: '0'.repeat(64) }
    there.write([
      {
        ...add(ticket, there.newId(), null),
        type: 'erasure.record',
        body: { events: [other], why: 'A slip', about: { kind: 'toy', count: 1 } },
      },
    ])
    take(here, sentBy(there))
    expect([here, there].map((one) => stubbed(one, event))).toEqual([false, false])
    sound(here, there)
  })

  test('takes what is kept as evidence of a second history, now and when it comes later', async () => {
    const [here, there, late] = await pcs(['here', 'there', 'late'])
    const id = there.newId()
    const [first] = there.write([add(ticket, id, { text: 'First story' })]) as [LogEvent]
    const second = seal(
      sealingOf(deviceNamed('there'), () => null),
      { ...first, id: '1'.repeat(32), body: { text: 'Marker' } },
      true,
    )
    expect(take(here, [first, second])).toEqual(['applied', 'fork'])
    const events = here.log.eventsAbout([{ type: ticket.type, entity: id }])
    expect([...events].sort()).toEqual([first.id, second.id].sort())
    const records = erase(here, events)
    expect(here.log.evidence()).toEqual([stubOf(second)])
    expect(readable(here, ['Marker'])).toBe(0)
    expect(take(late, [...records, first, second])).toEqual(['applied', 'applied', 'fork'])
    expect(late.log.evidence()).toEqual([stubOf(second)])
    for (const one of [here, late]) {
      expect(one.log.verify().problems.filter((problem) => !problem.includes('two different histories'))).toEqual([])
    }
  })
})

describe('an entry that comes without its payload', () => {
  test('is kept for what its header says and is reported, until its record comes', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    const [record] = erase(there, [event]) as [LogEvent]
    const [stub] = sentBy(there) as [LogEvent]
    expect(take(here, [stub])).toEqual(['held'])
    expect(here.log.verify().problems.join()).toMatch(/lost its content without a record of why/)
    expect(take(here, [record])).toEqual(['applied'])
    expect(take(here, [stub, record])).toEqual(['duplicate', 'duplicate'])
    sound(here)
  })

  test('hides no refusal: an answer nobody can read stands over the one before it', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const id = there.newId()
    const decide = (body: string, parents: readonly string[]) =>
      there.write([{ type: gate.type, entity: id, op: 'decide', body, parents }])[0] as LogEvent
    const opened = decide('open', [])
    const shut = decide('shut', [opened.id])
    take(here, [opened, stubOf(shut)])
    const state = here.log.stateOf(gate.type, id)
    const now = state?.family === 'decisions' ? currentDecision(state.nodes, gate.rank!) : null
    expect(now).toMatchObject({ event: shut.id, value: null })
    // What was withheld on the way counts as soon as it comes.
    expect(take(here, [shut])).toEqual(['applied'])
    expect(here.db.select().from(gates).all()).toEqual([{ id, answer: 'shut', isOpen: 0 }])
    sound(here)
  })

  test('gets its payload when that comes after all, and takes effect as if it had been there', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const id = there.newId()
    const events = [
      ...there.write([set(shelf, id, { label: 'A', size: 1 })]),
      ...there.write([set(shelf, id, { label: 'B' })]),
    ]
    expect(take(here, events.map(stubOf))).toEqual(['held', 'held'])
    expect(here.db.select().from(shelves).all()).toEqual([])
    here.changes.length = 0
    expect(take(here, [events[1]!, events[0]!, events[0]!])).toEqual(['applied', 'applied', 'duplicate'])
    expect(here.db.select().from(shelves).all()).toEqual(there.db.select().from(shelves).all())
    expect(here.changes).toHaveLength(2)
    sound(here)
  })

  test('takes no payload that is not its own, and loses none that is known', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    expect(
      take(here, [
        { ...stubOf(event), body: event.body },
        { ...stubOf(event), salt: event.salt },
      ]),
    ).toEqual(['refused', 'refused'])
    take(here, [stubOf(event)])
    expect(take(here, [{ ...event, body: { text: 'Another' } }])).toEqual(['refused'])
    expect(take(here, [event])).toEqual(['applied'])
    expect(take(here, [stubOf(event)])).toEqual(['duplicate'])
    expect(stubbed(here, event)).toBe(false)
  })

  test('becomes lawful when somebody erases it here', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    take(here, [stubOf(event)])
    expect(erase(here, [event])).toHaveLength(1)
    sound(here)
    expect(take(here, [event])).toEqual(['duplicate'])
    expect(stubbed(here, event)).toBe(true)
  })

  test('is never the record of an erasure', async () => {
    const [here, there] = await pcs(['here', 'there'])
    const event = ticketOf(there)
    const [record] = erase(there, [event]) as [LogEvent]
    const after = ticketOf(there, 'After')
    take(here, [stubOf(event)])
    expect(take(here, [stubOf(record), after, record, after])).toEqual(['refused', 'gap', 'applied', 'applied'])
    sound(here)
  })
})

describe('an older copy of the file', () => {
  test('loses the payloads again when it takes the record of their erasure', async () => {
    const [there, here] = await pcs(['there', 'here'])
    const [first, second] = [ticketOf(here, 'Marker one'), ticketOf(here, 'Marker two')]
    here.close()
    const backup = `${here.path}.backup`
    copyFileSync(here.path, backup)
    here.reopen()
    const records = erase(here, [first, second])
    take(there, [first, second, ...records])
    here.close()
    copyFileSync(backup, here.path)
    here.reopen()
    expect([first, second].map((event) => stubbed(here, event))).toEqual([false, false])
    expect(here.db.select().from(tickets).all()).toHaveLength(2)
    // Its own later entries come back to it from the others.
    expect(take(here, there.log.eventsAfter(here.device.id, 2, 100))).toEqual(['applied'])
    expect([first, second].map((event) => stubbed(here, event))).toEqual([true, true])
    expect(here.db.select().from(tickets).all()).toEqual([])
    here.reopen()
    expect(readable(here, ['Marker one', 'Marker two'])).toBe(0)
    sound(here, there)
  })
})

test('a session carries an erasure out and sweeps what it took', async () => {
  const [here, there] = await pcs(['here', 'there'])
  const store = new MemoryStore('5'.repeat(32))
  const bookmarks = new Map<TestTenant, Bookmark>()
  const sync = (pc: TestTenant) =>
    new Engine({
      school: pc.id,
      device: pc.device.id,
      log: pc.log,
      store,
      bookmarks: { load: () => bookmarks.get(pc) ?? NO_BOOKMARK, save: (bookmark) => void bookmarks.set(pc, bookmark) },
      now: Date.now,
      pageSize: 2,
    }).session()
  const events = Array.from({ length: 40 }, (_, i) => ticketOf(there, `Marker ${i} ${'x'.repeat((i * 97) % 700)}`))
  const unsent = ticketOf(here, 'Marker of here')
  for (const pc of [there, here]) await sync(pc)
  expect(readable(here, ['Marker 7 '])).toBe(1)
  await sync(there)
  erase(there, [...events, unsent])
  for (const pc of [there, here, there]) expect((await sync(pc)).ending).toBe('done')
  for (const pc of [here, there]) {
    expect(readable(pc, ['Marker of here', ...events.map((_event, i) => `Marker ${i} `)])).toBe(0)
    expect(pc.db.select().from(tickets).all()).toEqual([])
  }
  sound(here, there)
})

const bodyOf = ({ body }: LogEvent) => body as { readonly why: string; readonly about: { kind: string; count: number } }

/** The projections of a version that had no shelves yet. */
function withoutShelf() {
  const { [shelf.type]: _none, ...rest } = erasing.projections
  return rest
}
