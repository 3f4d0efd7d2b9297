import { describe, expect, it } from 'vitest'
import { erasureProjections } from '@db/repo/erasure'
import { filesOfSet, imagesProjections, oneSet } from '@db/repo/images'
import { breachesKnownSince, publicationsProjections } from '@db/repo/publications'
import { allHolds, allProposals, approvals, disposedSets, retentionProjections } from '@db/repo/retention'
import { listsToErase } from '@db/repo/disposals'
import type { PersonId, SchoolId } from '@contract/primitives'
import type { Ctx } from '@vault/context'
import { add, decideOver, set } from '@vault/entity'
import { erasureKinds } from '../../src-main/features/erasure/events'
import { disposedDrafts, eraseLists } from '../../src-main/features/images/destroying'
import { numbersOf } from '../../src-main/features/images/disposal-view'
import { filesKind, setKind, setsKinds } from '../../src-main/features/images/events'
import { breachAwareKind, publicationsKinds } from '../../src-main/features/images/events-publications'
import { approvalKind, holdKind, proposalKind, retentionKinds } from '../../src-main/features/images/events-retention'
import { holdsHandlers } from '../../src-main/features/images/handlers-holds'
import { day } from '../support/consents/register'
import { readable } from '../support/erasing'
import { makeTenant, someone, type TestTenant } from '../support/tenant'
import { setFacts } from './images-stage'

const by = someone.person as PersonId // As parsing would make it.
const [setId, holdId, disposalId, listId, folderId] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(32)) as [
  ...[string, string, string, string, string], // Five were mapped.
]
const TODAY = day('2026-10-01')

/** Two PCs of one school that have not met yet. */
async function twoPcs(): Promise<readonly [TestTenant, TestTenant]> {
  const kinds = [...setsKinds, ...publicationsKinds, ...retentionKinds, ...erasureKinds]
  const projections = {
    ...{ ...imagesProjections, ...publicationsProjections, ...retentionProjections, ...erasureProjections },
  }
  const here = await makeTenant({ kinds, projections, device: 'here' })
  const there = await makeTenant({ kinds, projections, device: 'there' })
  here.log.admit(there.device)
  there.log.admit(here.device)
  return [here, there]
}

/** One PC hears everything the other knows of itself. */
function hear(to: TestTenant, from: TestTenant): void {
  for (const event of from.log.eventsAfter(from.device.id, 0, 1000)) to.log.ingest(event)
}

function meet(one: TestTenant, other: TestTenant): void {
  hear(one, other)
  hear(other, one)
}

/** What a handler is given, as far as these handlers ask. */
const ctxOf = (made: TestTenant): Ctx =>
  ({
    actor: { id: by, name: 'Tamsin Quillfeather', role: 'DSL' },
    ...{ now: made.now, today: () => TODAY, newId: made.newId, tenant: () => made.tenant },
    append: (_tenant: unknown, drafts: Parameters<TestTenant['write']>[0]) => made.write(drafts),
    erase: (
      _tenant: unknown,
      events: readonly string[],
      basis: { reason: string; about: { kind: string; count: number } },
    ) => made.log.erase(events, someone, { ...basis, batch: made.newId() }),
  }) as unknown as Ctx // They ask for no more.

const held = {
  ...{ set: setId, kind: 'POLICE', owner: by, reason: 'Asked to keep them', reviewOn: day('2026-11-01') },
  ...{ isHeld: true, from: TODAY, by },
} as const
const school = '9'.repeat(32) as SchoolId // As above.
const said = { school, hold: holdId, reason: 'As the owner said' }

const sound = (...all: readonly TestTenant[]): void => {
  for (const { log } of all) expect(log.verify().problems).toEqual([])
}

describe('what two PCs decided apart', () => {
  it('keeps a hold that one lifted and the other reviewed, until somebody who sees it lifts it (R72)', async () => {
    const [here, there] = await twoPcs()
    here.write([set(setKind, setId, setFacts()), decideOver(here, holdKind, holdId, held)])
    meet(here, there)
    await holdsHandlers['images.liftHold'](said, ctxOf(here))
    await holdsHandlers['images.reviewHold']({ ...said, reviewOn: day('2026-12-01') }, ctxOf(there))
    expect(allHolds(here.db)).toEqual([])
    meet(here, there)
    for (const { db } of [here, there]) {
      expect(allHolds(db)).toMatchObject([{ id: holdId, facts: { reviewOn: '2026-12-01' } }])
    }
    await holdsHandlers['images.liftHold'](said, ctxOf(here))
    meet(here, there)
    for (const { db } of [here, there]) expect(allHolds(db)).toEqual([])
    sound(here, there)
  })

  it('counts a refusal that met an approval, whichever came first (R74)', async () => {
    const [here, there] = await twoPcs()
    const answer = (made: TestTenant, approved: boolean) =>
      made.write([
        decideOver(made, approvalKind, disposalId, {
          ...{ disposal: disposalId, approved, note: 'Looked at it', by, on: TODAY },
        }),
      ])
    answer(here, true)
    answer(there, false)
    expect(approvals(here.db).get(disposalId)?.approved).toBe(true)
    meet(here, there)
    for (const { db } of [here, there]) expect(approvals(db).get(disposalId)?.approved).toBe(false)
    sound(here, there)
  })

  it('counts the 72 hours of a breach from the earlier of two PCs that found it, whichever is heard first (R59)', async () => {
    const [here, there] = await twoPcs()
    there.advance(3 * 60 * 60_000)
    there.write([add(breachAwareKind, setId, { by })])
    const earlier = here.now()
    here.write([add(breachAwareKind, setId, { by })])
    expect(breachesKnownSince(there.db).get(setId)).toBe(there.now())
    meet(here, there)
    for (const { db } of [here, there]) expect(breachesKnownSince(db).get(setId)).toBe(earlier)
    sound(here, there)
  })

  it('tells two disposals of one number apart by a letter, the same on both', async () => {
    const [here, there] = await twoPcs()
    const propose = (made: TestTenant, number: number) => {
      const one = { set: setId, title: 'Sports day', rule: 'Events', dueOn: TODAY, files: 1, count: 0 }
      const id = made.newId()
      made.write([add(proposalKind, id, { number, why: 'Time is over', sets: [one], by, on: TODAY })])
      return id
    }
    propose(here, 11)
    const twelfth = [propose(here, 12), propose(there, 12)].sort()
    meet(here, there)
    expect(allProposals(here.db)).toHaveLength(3)
    for (const { tenant } of [here, there]) {
      const numbers = numbersOf(tenant)
      expect(twelfth.map((id) => numbers.get(id))).toEqual(['12', '12b'])
      expect([...numbers.values()].sort()).toEqual(['11', '12', '12b'])
    }
  })
})

describe('what was disposed of', () => {
  const files = (name: string) => ({
    files: [{ path: `sports/${name}.jpg`, size: 3, takenOn: day('2024-06-19'), hash: 'a'.repeat(64) }],
  })
  const list = (name: string) => set(filesKind, listId, { set: setId, folder: folderId, ...files(name) })

  it('does not come back with what another PC wrote before it knew, and its names go as well (R76)', async () => {
    const [here, there] = await twoPcs()
    here.write([set(setKind, setId, setFacts()), list('Markelina')])
    meet(here, there)
    there.advance(60_000)
    // A look through the folder on another PC found the file elsewhere, and somebody changed the set.
    there.write([set(filesKind, listId, files('Brandolyn')), set(setKind, setId, { title: 'Sports day, last year' })])
    here.write(disposedDrafts(here.tenant, disposalId, setId, ctxOf(here)))
    expect(eraseLists(here.tenant, ctxOf(here))).toBe(true)
    expect(eraseLists(here.tenant, ctxOf(here))).toBe(false)
    expect(readable(here, ['Markelina'])).toBe(0)

    meet(here, there)
    for (const { db } of [here, there]) {
      expect(disposedSets(db).has(setId)).toBe(true)
      expect(filesOfSet(db, setId)).toEqual([])
      expect(oneSet(db, setId)?.facts.title).toBe('Sports day, last year')
    }
    expect(there.log.sweep()).toBe(true)
    expect(readable(there, ['Markelina'])).toBe(0)
    // Written before it knew, so no record names it yet; the next disposal or result takes it.
    expect(listsToErase(here.db)).toEqual([listId])
    expect(eraseLists(here.tenant, ctxOf(here))).toBe(true)
    expect(readable(here, ['Markelina', 'Brandolyn'])).toBe(0)
    meet(here, there)
    expect(there.log.sweep()).toBe(true)
    expect(readable(there, ['Markelina', 'Brandolyn'])).toBe(0)
    sound(here, there)
  })

  it('does not come back where its older events arrive after its erasure', async () => {
    const [here, there] = await twoPcs()
    here.write([set(setKind, setId, setFacts()), list('Markelina')])
    // A PC that was away hears of the disposal first and of the set afterwards.
    const before = here.log.eventsAfter(here.device.id, 0, 1000)
    here.write(disposedDrafts(here.tenant, disposalId, setId, ctxOf(here)))
    eraseLists(here.tenant, ctxOf(here))
    hear(there, here)
    for (const event of before) there.log.ingest(event)
    expect(disposedSets(there.db).has(setId)).toBe(true)
    expect(filesOfSet(there.db, setId)).toEqual([])
    expect(readable(there, ['Markelina'])).toBe(0)
    sound(here, there)
  })
})
