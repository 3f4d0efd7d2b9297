import { describe, expect, test } from 'vitest'
import type { Draft } from '../../src-main/sync/core/event'
import { Unmergeable } from '../../src-main/sync/core/merge'
import { Replica } from '../../src-main/sync/core/replica'
import { Crash, Disk, kindOf, NoSpace, sealingOf } from './simulator/rig'
import { idOf, SCHOOL } from './support/events'

const NOW = 1_800_000_000_000

function newReplica(name: string, disk: Disk, version: 1 | 2 = 1, now = NOW): Replica {
  let made = 0
  return new Replica({
    ...sealingOf(idOf(name)),
    school: SCHOOL,
    device: idOf(name),
    now: () => now,
    newId: () => idOf(`${name} ${version} ${now} ${made++}`),
    kindOf: (type) => kindOf(version, type),
    store: disk.log,
  })
}

const by = { person: 'person', role: 'dsl' }
const cell = (mark: number): Draft => ({ type: 'matrices.cell', entity: 'e', op: 'set', body: { mark } })

describe('a replica', () => {
  test('is as it was when a write fails, and goes on', () => {
    const disk = new Disk()
    const replica = newReplica('one', disk)
    replica.append([cell(1)], by)
    const before = replica.dump()
    disk.failAt({ after: 0, how: 'no-space' })
    expect(() => replica.append([cell(2)], by)).toThrow(NoSpace)
    expect([replica.dump(), replica.heads()]).toEqual([before, [{ device: idOf('one'), seq: 1 }]])
    expect(replica.append([cell(3)], by)).toMatchObject([{ seq: 2 }])
    expect(newReplica('one', disk).fields('matrices.cell', 'e')).toEqual({ mark: 3 })
  })

  test.each(['crash-before', 'crash-after'] as const)(
    'has all of a batch or nothing of it when opened after a %s',
    (how) => {
      const disk = new Disk()
      const replica = newReplica('one', disk)
      disk.failAt({ after: 0, how })
      expect(() => replica.append([cell(1), { ...cell(2), entity: 'f' }], by)).toThrow(Crash)
      const again = newReplica('one', disk)
      expect(again.heads()).toEqual(how === 'crash-before' ? [] : [{ device: idOf('one'), seq: 2 }])
    },
  )

  test('writes nothing when one draft of a batch is not for its family or not known', () => {
    const replica = newReplica('one', new Disk())
    for (const wrong of [
      { ...cell(1), op: 'add' as const },
      { ...cell(1), type: 'duties.duty' },
    ]) {
      expect(() => replica.append([cell(1), wrong], by)).toThrow(Unmergeable)
    }
    expect(replica.heads()).toEqual([])
  })

  test('keeps what a newer app wrote, and applies it once it is as new (S16)', () => {
    const disk = new Disk()
    const newer = newReplica('newer', new Disk(), 2)
    const older = newReplica('older', disk)
    const written = newer.append([{ type: 'duties.duty', entity: 'd', op: 'set', body: { mark: 1 } }, cell(1)], by)
    expect(written.map((event) => older.ingest(event))).toEqual(['held', 'held'])
    older.append([cell(2)], by)
    expect([older.held().size, older.fields('matrices.cell', 'e')]).toEqual([2, { mark: 2 }])
    const upgraded = newReplica('older', disk, 2)
    expect([upgraded.held().size, upgraded.fields('duties.duty', 'd')]).toEqual([0, { mark: 1 }])
  })

  test('does not take its clock from one that is ahead, and applies the event when it is due', () => {
    const disk = new Disk()
    const fast = newReplica('fast', new Disk(), 1, NOW + 86_400_000)
    const right = newReplica('right', disk)
    const [ahead] = fast.append([cell(1)], by)
    expect(ahead && right.ingest(ahead)).toBe('held')
    const [own] = right.append([cell(2)], by)
    expect(own && ahead && own.hlc < ahead.hlc).toBe(true)
    expect(right.fields('matrices.cell', 'e')).toEqual({ mark: 2 })
    expect(newReplica('right', disk, 1, NOW + 86_400_000).fields('matrices.cell', 'e')).toEqual({ mark: 1 })
  })

  test('stamps anew what nobody has seen, in order and with its ids', () => {
    const disk = new Disk()
    const fast = newReplica('one', disk, 1, NOW + 86_400_000)
    const written = [...fast.append([cell(1)], by), ...fast.append([cell(2), cell(3)], by)]
    const right = newReplica('one', disk)
    right.restamp(0)
    const stamped = right.eventsAfter(idOf('one'), 0, 10)
    expect(stamped.map(({ id }) => id)).toEqual(written.map(({ id }) => id))
    expect(stamped.map(({ signature }) => signature !== null)).toEqual([true, false, true])
    expect(stamped.every(({ hlc }) => parseInt(hlc.slice(0, 12), 16) === NOW)).toBe(true)
    expect(right.fields('matrices.cell', 'e')).toEqual({ mark: 3 })
    const other = newReplica('other', new Disk())
    for (const event of stamped) other.ingest(event)
    expect(other.dump()).toBe(right.dump())
  })
})
