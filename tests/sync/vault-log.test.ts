/** Sessions over the product's own log: encrypted files, real signatures, rows. */
import { describe, expect, test } from 'vitest'
import { add, set } from '@vault/entity'
import { Engine, NO_BOOKMARK, type Bookmark, type Outcome } from '../../src-main/sync/engine'
import { MemoryStore } from '../../src-main/sync/stores/memory'
import { makeTenant, type TestTenant } from '../support/tenant'
import { gate, gates, shelf, shelves, ticket, tickets, toyKinds, toyMigration, toyProjections } from '../support/toy'
import { idOf } from './support/events'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }

/** Two PCs that share one tenant, each with its way to one store. */
async function pair(): Promise<readonly [TestTenant, TestTenant, (pc: TestTenant) => Promise<Outcome>]> {
  const here = await makeTenant({ ...toy, device: 'here' })
  const there = await makeTenant({ ...toy, device: 'there' })
  here.log.admit(there.device)
  there.log.admit(here.device)
  const store = new MemoryStore(idOf('store'))
  const bookmarks = new Map<TestTenant, Bookmark>()
  const sync = (pc: TestTenant): Promise<Outcome> =>
    new Engine({
      school: pc.id,
      device: pc.device.id,
      log: pc.log,
      store,
      bookmarks: { load: () => bookmarks.get(pc) ?? NO_BOOKMARK, save: (bookmark) => void bookmarks.set(pc, bookmark) },
      now: Date.now,
      pageSize: 3,
    }).session()
  return [here, there, sync]
}

const rows = ({ db }: TestTenant): unknown => [
  db.select().from(shelves).orderBy(shelves.id).all(),
  db.select().from(tickets).orderBy(tickets.id).all(),
  db.select().from(gates).orderBy(gates.id).all(),
]

describe('the log of the vault', () => {
  test('comes to the same rows on both PCs, and to nothing more when run again', async () => {
    const [here, there, sync] = await pair()
    const id = here.newId()
    here.write([set(shelf, id, { label: 'A', size: 1 }), add(ticket, here.newId(), { text: 'first' })])
    there.write([add(ticket, there.newId(), { text: 'second' })])
    for (const pc of [here, there, here]) expect((await sync(pc)).ending).toBe('done')
    there.write([set(shelf, id, { size: 2 })])
    for (const pc of [there, here]) await sync(pc)
    expect(here.db.select().from(shelves).all()).toEqual([{ id, label: 'A', size: 2 }])
    expect(rows(here)).toEqual(rows(there))
    for (const pc of [here, there]) {
      expect(await sync(pc)).toMatchObject({ ending: 'done', taken: 0, sent: 0 })
      expect(pc.log.verify().problems).toEqual([])
    }
  })

  test('stays shut on both PCs when one opened and one shut it apart (R120)', async () => {
    const [here, there, sync] = await pair()
    const id = here.newId()
    const answer = (body: 'open' | 'shut') => ({
      type: gate.type,
      entity: id,
      op: 'decide' as const,
      body,
      parents: [],
    })
    here.write([answer('open')])
    there.write([answer('shut')])
    for (const pc of [there, here, there]) await sync(pc)
    for (const pc of [here, there])
      expect(pc.db.select().from(gates).all()).toMatchObject([{ answer: 'shut', isOpen: 1 }])
  })
})
