import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Fault, Role, type SchoolId, type TenantId } from '@contract/index'
import type { Change } from '@vault/log/tenant-log'
import type { Ctx, Tenant } from '@vault/context'
import { disk } from '@vault/durable'
import { LockedKeyring } from '@vault/locked-keyring'
import { Opened } from '@vault/opened'
import { contextFor } from '@vault/serving-context'
import { shelfIn } from '@vault/shelf'
import { undoDrafts } from '../../src-main/features/history/rules'
import { stubOf, type LogEvent } from '../../src-main/sync/core/event'
import { foldersInProcess } from '../support/folders'
import { idsFrom } from '../support/tenant'
import { CHEAP, FOUNDER, makeVault, schoolFacts, type TestVault } from '../support/vault'

async function withSchool(): Promise<{ vault: TestVault; school: SchoolId; trust: TenantId }> {
  const vault = await makeVault()
  const state = await vault.createTrust()
  const school = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  return { vault, school, trust: state.trust?.id as TenantId }
}

const rename = (vault: TestVault, school: SchoolId, shortName: string, reason = 'Agreed') =>
  vault.call['schools.edit']({ school, facts: schoolFacts({ shortName }), reason })

const refuse = async (): Promise<never> => {
  throw new Fault('unavailable', 'Not in this test')
}

/**
 * Does something as a handler would, with the context of one call, between two runs of the vault.
 * @returns what was told of changes meanwhile
 */
async function asHandler(vault: TestVault, work: (ctx: Ctx, opened: Opened) => void): Promise<readonly Change[]> {
  vault.close()
  const path = join(vault.folder, 'trust', 'keyring.json')
  const place = { disk, path, stretching: CHEAP, floor: CHEAP }
  const { keys, person } = new LockedKeyring(place).unlock(FOUNDER.signInName, FOUNDER.passphrase, vault.now())
  const newId = idsFrom('handler')
  const changes: Change[] = []
  const onCommit = (_tenant: TenantId, change: Change): void => void changes.push(change)
  const opened = new Opened(keys, person, false, path, { now: vault.now, newId, nativeBinding: undefined, onCommit })
  const read = { readDocument: refuse, readTables: refuse }
  const host = {
    printPdf: refuse,
    saveFile: refuse,
    openFile: refuse,
    pickDocuments: refuse,
    ...read,
    ...foldersInProcess([]),
  }
  const around = { now: vault.now, newId, host, shelf: shelfIn(join(vault.folder, 'reference')), tell: () => {} }
  const actor = { id: person, name: FOUNDER.personName, role: Role.enum.TRUST_SAFEGUARDING_LEAD }
  try {
    work(contextFor(opened, actor, { id: 'test', school: null }, around, newId), opened)
  } finally {
    opened.close()
  }
  await vault.restart()
  await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
  return changes
}

const BASIS = { reason: 'A request of the family', about: { kind: 'short name', count: 2 } }

/** Newest first. */
const eventsOf = (trust: Tenant, school: SchoolId): readonly LogEvent[] =>
  trust.log.find({ entity: school, typePrefix: 'schools.', limit: 10 })

test('an erased change says when and why it was erased, and nothing of what it was', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'Marker', 'Because of Marker')
  await rename(vault, school, 'TB')
  vault.advance(86_400_000)
  const changes = await asHandler(vault, (ctx) => {
    const tenant = ctx.trust()
    const [, named] = eventsOf(tenant, school)
    const done = ctx.erase(tenant, [named!.id], BASIS)
    expect(done.events).toHaveLength(1)
    expect(tenant.log.batch(done.batch).map(({ person, role }) => [person, role])).toEqual([
      [ctx.actor.id, 'TRUST_SAFEGUARDING_LEAD'],
    ])
  })
  expect(changes).toMatchObject([{ types: ['erasure.record', 'schools.school'] }])

  const { entries } = await vault.call['history.list']({ school: trust, limit: 200 })
  const [record, ...rest] = entries
  expect(record).toMatchObject({
    type: 'erasure.record',
    words: 'Erased for good: short name (2), 1 entry of the history',
    reason: BASIS.reason,
    undoable: false,
  })
  const erased = rest.find(({ words }) => words.startsWith('Erased on'))
  expect(erased).toMatchObject({
    words: 'Erased on 2 October 2026: A request of the family',
    before: null,
    after: null,
    reason: null,
    undoable: false,
    undone: false,
  })
  expect(JSON.stringify(entries)).not.toContain('Marker')
  await expect(vault.call['history.undo']({ school: trust, batch: erased!.batch })).rejects.toThrow(/cannot be undone/)
  expect(await vault.call['history.verify']({ school: trust })).toMatchObject({ sound: true, problems: [] })
})

test('a change whose content is missing without a record says so', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'Marker')
  await asHandler(vault, (ctx, opened) => {
    const [newest] = eventsOf(ctx.trust(), school)
    opened
      .trust()
      .file.client.prepare("UPDATE event SET body = 'null', erased = 1, reason = NULL, salt = NULL WHERE id = ?")
      .run(newest!.id)
  })
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  expect(entries[0]).toMatchObject({
    words: 'A change whose content is missing, with no record of why',
    undoable: false,
  })
  expect(await vault.call['history.verify']({ school: trust })).toMatchObject({ sound: false })
})

test('a later change cannot be undone to what was erased, nor past it to something older', async () => {
  const { vault, school, trust } = await withSchool()
  await rename(vault, school, 'Marker')
  await rename(vault, school, 'TB')
  await asHandler(vault, (ctx) => void ctx.erase(ctx.trust(), [eventsOf(ctx.trust(), school)[1]!.id], BASIS))
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  await expect(vault.call['history.undo']({ school: trust, batch: entries[0]!.batch })).rejects.toThrow(
    /erased for good/,
  )
  expect((await vault.call['schools.list']({}))[0]?.facts.shortName).toBe('TB')
})

test('an erased deletion can be reversed all the same: only values are lost', () => {
  const bare = { type: 'toy.thing', entity: 'x', erased: false, parents: [], undoes: null, reason: null, salt: 's' }
  const eventAt = (at: number, op: LogEvent['op'], body: LogEvent['body']): LogEvent =>
    // As much of an event as merging reads.
    ({ ...bare, id: `e${at}`, batch: `b${at}`, hlc: String(at).padStart(32, '0'), op, body }) as unknown as LogEvent
  const events = [eventAt(1, 'set', { a: 1 }), stubOf(eventAt(2, 'delete', null)), eventAt(3, 'restore', null)]
  expect(undoDrafts('b3', [{ family: 'fields', events }], 'somebody')).toEqual([
    { type: 'toy.thing', entity: 'x', op: 'delete', body: null },
  ])
})

test('nothing is erased once the session has ended', async () => {
  const { vault, school } = await withSchool()
  await rename(vault, school, 'TB')
  await asHandler(vault, (ctx, opened) => {
    const tenant = ctx.trust()
    const ids = eventsOf(tenant, school).map(({ id }) => id)
    opened.close()
    expect(() => ctx.erase(tenant, ids, BASIS)).toThrow(/locked/)
  })
  expect((await vault.call['schools.list']({}))[0]?.facts.shortName).toBe('TB')
})
