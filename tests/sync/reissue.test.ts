/** Events that get new ids, because the chain they were on is another's, and what speaks of them. */
import { describe, expect, test } from 'vitest'
import { consentsKinds } from '../../src-main/features/consents/events'
import type { Draft, Json, LogEvent } from '../../src-main/sync/core/event'
import { Replica, type Kind } from '../../src-main/sync/core/replica'
import { Disk, sealingOf } from './simulator/rig'
import { idOf, SCHOOL } from './support/events'

const kinds: ReadonlyMap<string, Kind> = new Map(consentsKinds.map((kind): [string, Kind] => [kind.type, kind]))

function replicaOf(name: string, disk: Disk): Replica {
  let made = 0
  return new Replica({
    ...sealingOf(idOf(name)),
    ...{ school: SCHOOL, device: idOf(name), now: () => 1_800_000_000_000 },
    newId: () => idOf(`${name} ${made++}`),
    kindOf: (type) => kinds.get(type) ?? null,
    store: disk.log,
  })
}

const by = { person: 'person', role: 'dsl' }
const said = (answer: string, voids: readonly string[] = [], parents: readonly string[] = []): Draft => ({
  ...{ type: 'consents.answer', entity: 'mother', op: 'decide', parents, body: { answer, voids } },
})
const settled = (covers: readonly string[]): Draft => ({
  ...{ type: 'consents.settlement', entity: 'use', op: 'resolve', parents: [], body: { outcome: 'REFUSED', covers } },
})

/** The one event that was written. */
function write(replica: Replica, draft: Draft): LogEvent {
  const [event] = replica.append([draft], by)
  if (event === undefined) throw new Error('Nothing was written')
  return event
}

const field = ({ body }: LogEvent, name: string): Json => (body as Readonly<Record<string, Json>>)[name] ?? null

describe('an event that gets a new id', () => {
  /** One answer others know, then a further answer, its taking back and a settlement that only this copy has. */
  function moved() {
    const disk = new Disk()
    const old = replicaOf('old', disk)
    const shared = write(old, said('GIVEN'))
    const no = write(old, said('REFUSED', [], [shared.id]))
    write(old, said('GIVEN', [no.id], [no.id]))
    write(old, settled([shared.id, no.id]))
    const anew = replicaOf('anew', disk)
    anew.reissue(idOf('old'), 1)
    return { shared, no, anew, events: anew.eventsAfter(idOf('anew'), 0, 10) }
  }

  test('is named by it wherever others of the same chain speak of it', () => {
    const { shared, no, events } = moved()
    const [again, back, settlement] = events
    if (again === undefined || back === undefined || settlement === undefined) throw new Error('Three were moved')
    expect([events.length, again.id === no.id, again.parents]).toEqual([3, false, [shared.id]])
    expect([back.parents, field(back, 'voids')]).toEqual([[again.id], [again.id]])
    expect(field(settlement, 'covers')).toEqual([shared.id, again.id])
  })

  test('is taken by another PC, which comes to the same', () => {
    const { anew, events, shared } = moved()
    const other = replicaOf('other', new Disk())
    expect([shared, ...events].map((event) => other.ingest(event))).not.toContain('refused')
    expect(other.dump()).toBe(anew.dump())
  })
})

test('answers and settlements say in which fields they speak of events', () => {
  const named = consentsKinds.map(({ type, references }) => [type, references ?? []])
  expect(Object.fromEntries(named)).toMatchObject({
    ...{ 'consents.answer': ['voids'], 'consents.settlement': ['covers'], 'consents.asked': [] },
  })
})
