import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Draft } from '../../src-main/sync/core/event'
import { Replica } from '../../src-main/sync/core/replica'
import { Engine, NO_BOOKMARK, type Outcome } from '../../src-main/sync/engine'
import type { LocalLog } from '../../src-main/sync/local-log'
import { StoreMissing, Unavailable, type LogStore } from '../../src-main/sync/log-store'
import { MemoryStore } from '../../src-main/sync/stores/memory'
import type { Log } from '../../src-main/vault/log/log'
import { Chance, Disk, kindOf, sealingOf } from './simulator/rig'
import { idOf, SCHOOL } from './support/events'

const NOW = 1_800_000_000_000
const DAY = 86_400_000
const STORE = idOf('store')
const chance = new Chance(1)

class Pc {
  readonly disk = new Disk()
  replica: Replica
  now = NOW

  constructor(readonly id: string) {
    this.replica = this.open()
  }

  open(): Replica {
    return new Replica({
      ...sealingOf(this.id),
      school: SCHOOL,
      device: this.id,
      now: () => this.now,
      newId: () => chance.id(),
      kindOf: (type) => kindOf(1, type),
      store: this.disk.log,
    })
  }

  write(...marks: readonly string[]): void {
    const drafts = marks.map((mark): Draft => ({ type: 'matrices.cell', entity: 'e', op: 'set', body: { mark } }))
    this.replica.append(drafts, { person: 'p', role: 'dsl' })
  }

  mark(): unknown {
    return this.replica.fields('matrices.cell', 'e')?.['mark']
  }

  sync(store: LogStore, pageSize = 2): Promise<Outcome> {
    const { id: device, replica: log } = this
    const ports = { school: SCHOOL, device, log, store, bookmarks: this.disk.bookmarks, now: () => this.now, pageSize }
    return new Engine(ports).session()
  }
}

const pcs = (): readonly [Pc, Pc] => [new Pc(idOf('one')), new Pc(idOf('two'))]

/** A store one call of which goes another way. */
function wayTo(store: LogStore, other: Partial<LogStore>): LogStore {
  return {
    open: () => store.open(),
    head: (...ask) => store.head(...ask),
    append: (...ask) => store.append(...ask),
    read: (...ask) => store.read(...ask),
    clock: () => store.clock(),
    ...other,
  }
}

test('the log of the vault fits a session as the replica does', () => {
  expectTypeOf<Log>().toExtend<LocalLog>()
  expectTypeOf<Replica>().toExtend<LocalLog>()
})

describe('a session', () => {
  test('brings what one PC wrote to the other, and does nothing when run again (S17)', async () => {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    one.write('x', 'y', 'z')
    expect(await one.sync(store)).toMatchObject({ ending: 'done', taken: 0, sent: 3 })
    expect(await two.sync(store)).toMatchObject({ ending: 'done', taken: 3, sent: 0 })
    expect(two.mark()).toBe('z')
    for (const pc of [one, two]) expect(await pc.sync(store)).toMatchObject({ ending: 'done', taken: 0, sent: 0 })
  })

  test('sends a transaction whole when it is larger than a page', async () => {
    const store = new MemoryStore(STORE)
    const [one] = pcs()
    one.write('a', 'b', 'c', 'd', 'e')
    one.write('f')
    const pieces: number[] = []
    const append: LogStore['append'] = (school, device, events, expect) => {
      pieces.push(events.length)
      return store.append(school, device, events, expect)
    }
    await one.sync(wayTo(store, { append }))
    expect(pieces).toEqual([6])
  })

  test('adds no second copy when the answer to sending was lost (S9)', async () => {
    const store = new MemoryStore(STORE)
    const [one] = pcs()
    one.write('x')
    const append: LogStore['append'] = async (...ask) => {
      await store.append(...ask)
      throw new Unavailable('lost')
    }
    expect((await one.sync(wayTo(store, { append }))).ending).toBe('unavailable')
    expect(await one.sync(store)).toMatchObject({ ending: 'done', sent: 0 })
    expect((await store.head(SCHOOL, one.id))?.seq).toBe(1)
  })

  test('goes on from its own head when that moved while it was sending (S9)', async () => {
    const store = new MemoryStore(STORE)
    const [one] = pcs()
    one.write('x')
    let isFirst = true
    const append: LogStore['append'] = async (...ask) => {
      if (isFirst) await store.append(...ask)
      isFirst = false
      return await store.append(...ask)
    }
    expect(await one.sync(wayTo(store, { append }))).toMatchObject({ ending: 'done' })
    expect((await store.head(SCHOOL, one.id))?.seq).toBe(1)
  })

  test('reads on from where a failed one ended', async () => {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    for (const mark of ['a', 'b', 'c', 'd']) one.write(mark)
    await one.sync(store)
    let calls = 0
    const read: LogStore['read'] = (...ask) =>
      calls++ === 1 ? Promise.reject(new Unavailable('gone')) : store.read(...ask)
    expect(await two.sync(wayTo(store, { read }))).toMatchObject({ ending: 'unavailable', taken: 2 })
    expect(await two.sync(store)).toMatchObject({ ending: 'done', taken: 2 })
  })
})

describe('a store', () => {
  test('that was emptied removes nothing and is filled again by each PC (S7, S8)', async () => {
    const [one, two] = pcs()
    const before = new MemoryStore(STORE)
    one.write('x')
    for (const pc of [one, two]) await pc.sync(before)
    const emptied = new MemoryStore(STORE)
    expect(await two.sync(emptied)).toMatchObject({ ending: 'done', storeWentBack: false })
    expect(two.mark()).toBe('x')
    expect(await one.sync(emptied)).toMatchObject({ ending: 'done', storeWentBack: true, sent: 1 })
    expect(await emptied.head(SCHOOL, one.id)).toEqual(await before.head(SCHOOL, one.id))
  })

  test.each<[string, Partial<LogStore>, Outcome['ending']]>([
    ['is another one', { open: () => Promise.resolve({ storeId: idOf('another') }) }, 'another-store'],
    ['is missing', { open: () => Promise.reject(new StoreMissing('gone')) }, 'missing-store'],
    ['is away', { open: () => Promise.reject(new Unavailable('away')) }, 'unavailable'],
  ])('that %s is neither read nor written (S7)', async (_name, other, ending) => {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    await one.sync(store)
    two.write('x')
    await two.sync(store)
    one.write('y')
    expect(await one.sync(wayTo(store, other))).toMatchObject({ ending, taken: 0, sent: 0 })
    expect(one.mark()).toBe('y')
    expect(await store.head(SCHOOL, one.id)).toBeNull()
  })

  test('is read from the beginning after it showed a damaged copy, until the true one is there', async () => {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    one.write('x')
    await one.sync(store)
    const read: LogStore['read'] = async (...ask) => {
      const page = await store.read(...ask)
      return { ...page, events: page.events.map((event) => ({ ...event, body: { mark: 'changed' } })) }
    }
    expect(await two.sync(wayTo(store, { read }))).toMatchObject({ ending: 'done', taken: 0, broken: [one.id] })
    expect(two.mark()).toBeUndefined()
    expect(await two.sync(store)).toMatchObject({ ending: 'done', taken: 1, broken: [] })
    expect(two.mark()).toBe('x')
  })
})

describe('a PC that was restored', () => {
  async function restored(
    ...later: readonly string[]
  ): Promise<{ readonly store: MemoryStore; readonly one: Pc; readonly two: Pc }> {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    one.write('x')
    await one.sync(store)
    const copy = one.disk.copy()
    one.write(...later, 'y')
    await one.sync(store)
    one.disk.putBack(copy)
    one.replica = one.open()
    return { store, one, two }
  }

  test('takes its own later events back from the store first (S6)', async () => {
    const { store, one } = await restored()
    expect(one.mark()).toBe('x')
    expect(await one.sync(store)).toMatchObject({ ending: 'done', taken: 1, sent: 0 })
    expect(one.mark()).toBe('y')
  })

  test.each([
    ['one event', []],
    ['a run under one signature', ['v', 'w']],
  ])(
    'sends nothing when it has gone on over %s, and loses nothing when enrolled anew (S5, S6)',
    async (_name, later) => {
      const { store, one, two } = await restored(...later)
      one.write('z')
      for (let again = 0; again < 2; again++) {
        expect(await one.sync(store)).toMatchObject({ ending: 'copied', sent: 0, shared: 1 })
      }
      const anew = new Pc(idOf('one again'))
      anew.disk.putBack(one.disk.copy())
      anew.disk.bookmarks.save({ ...NO_BOOKMARK, storeId: STORE })
      anew.now = NOW + 1
      anew.replica = anew.open()
      anew.replica.reissue(one.id, 1)
      expect(await anew.sync(store)).toMatchObject({ ending: 'done', taken: later.length + 1, sent: 1 })
      await two.sync(store)
      expect(two.replica.dump()).toBe(anew.replica.dump())
      expect(two.mark()).toBe('z')
    },
  )

  test('sends nothing when another PC has seen more of it than it and the store have', async () => {
    const { store, one, two } = await restored()
    await two.sync(store)
    two.write('two')
    const lost = new MemoryStore(STORE)
    await two.sync(lost)
    expect(await one.sync(lost)).toMatchObject({ ending: 'copied', sent: 0 })
  })

  test('waits when the store has more of it than the listing shows yet', async () => {
    const { store, one } = await restored()
    one.write('z')
    const read: LogStore['read'] = (_school, cursor) =>
      Promise.resolve({ events: [], cursor: cursor ?? '', more: false })
    await one.sync(store)
    const { one: late, store: other } = await restored()
    expect(await late.sync(wayTo(other, { read }))).toMatchObject({ ending: 'incomplete', sent: 0 })
    expect(await late.sync(other)).toMatchObject({ ending: 'done', taken: 1 })
  })
})

describe('a PC whose clock is wrong', () => {
  test.each([400 * DAY, DAY, 6 * 60_000, -6 * 60_000, -400 * DAY])(
    'reads but sends nothing until it is right again, and then within the limit (%i ms)',
    async (offMs) => {
      const store = new MemoryStore(STORE, () => NOW)
      const [one, two] = pcs()
      two.write('two')
      await two.sync(store)
      one.now = NOW + offMs
      one.write('meanwhile')
      expect(await one.sync(store)).toMatchObject({ ending: 'wrong-clock', taken: 1, sent: 0 })
      one.now = NOW + 1
      expect(await one.sync(store)).toMatchObject({ ending: 'done', sent: 1 })
      expect(await two.sync(store)).toMatchObject({ ending: 'done', taken: 1 })
      expect(two.replica.held().size).toBe(0)
      expect(two.replica.dump()).toBe(one.replica.dump())
      expect(two.mark()).toBe('meanwhile')
    },
  )

  test('does not stop others when the store has no clock, and what is ahead waits for its day (S15)', async () => {
    const store = new MemoryStore(STORE)
    const [one, two] = pcs()
    one.now = NOW + 400 * DAY
    one.write('fast')
    await one.sync(store)
    two.write('right')
    expect(await two.sync(store)).toMatchObject({ ending: 'done', taken: 1, sent: 1 })
    expect(two.mark()).toBe('right')
    two.now = NOW + 401 * DAY
    await two.sync(store)
    expect(two.mark()).toBe('fast')
  })
})
