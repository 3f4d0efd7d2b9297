/** What tests of lawful erasure share: the toy feature with erasure beside it, and a look at a file's plain pages. */
import { existsSync, statSync } from 'node:fs'
import { erasureProjections } from '@db/repo/erasure'
import { erasureKinds } from '../../src-main/features/erasure/events'
import type { LogEvent } from '../../src-main/sync/core/event'
import { hitsIn } from './markers'
import { someone, type TestTenant } from './tenant'
import { toyKinds, toyMigration, toyProjections } from './toy'

export const erasing = {
  kinds: [...toyKinds, ...erasureKinds],
  projections: { ...toyProjections, ...erasureProjections },
  migrations: [toyMigration],
}

export const BASIS = { reason: 'Retention rule 7: left three years ago', about: { kind: 'toy', count: 1 } }

/** Erases some events as `someone`. @returns the records */
export const erase = (made: TestTenant, events: readonly (LogEvent | string)[]): readonly LogEvent[] =>
  made.log.erase(
    events.map((event) => (typeof event === 'string' ? event : event.id)),
    someone,
    { batch: made.newId(), ...BASIS },
  )

/** How many of some markers somebody with the key could still find in any page of the file, used or not. */
export function readable({ tenant }: TestTenant, markers: readonly string[]): number {
  // Plain pages as SQLite has them, those on the free list included; the bytes stay in memory.
  const pages = tenant.file.client.serialize()
  return markers.filter((marker) => hitsIn(pages, [marker]) > 0).length
}

/** Bytes in the log beside the file, where pages from before a change stand. */
export const bytesBeside = ({ path }: TestTenant): number =>
  existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0
