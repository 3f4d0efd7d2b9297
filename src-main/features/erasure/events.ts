/** What can happen in lawful erasure, as the log knows it. */
import { z } from 'zod'
import { EntityId, Hash, Line, Reason } from '@contract/primitives'
import { entityKind } from '@vault/entity'

/** Most payloads one record names: with the longest words it stays under the limit of a body. */
export const EVENTS_PER_RECORD = 400

/**
 * The record of an erasure (R73): which payloads went, why, and what they were about. It holds no personal data, and
 * its ids and hashes are what lets any other copy of the log lose the same payloads (R76).
 */
export const ErasureRecord = z.strictObject({
  events: z
    .array(z.strictObject({ id: EntityId, payloadHash: Hash }))
    .min(1)
    .max(EVENTS_PER_RECORD),
  /** The basis in words. */
  why: Reason,
  /** The kind of thing erased, in words such as "pupil", and how many of them. */
  about: z.strictObject({ kind: Line, count: z.int().positive() }),
})
export type ErasureRecord = z.output<typeof ErasureRecord>

/** Kept as it was written, and never erased itself. */
export const erasureKind = entityKind({
  type: 'erasure.record',
  family: 'records',
  schema: 1,
  body: ErasureRecord,
  words: ({ body }) => {
    const said = ErasureRecord.safeParse(body).data
    if (said === undefined) return 'Erased something for good'
    const { events, about } = said
    const entries = events.length === 1 ? '1 entry' : `${events.length} entries`
    return `Erased for good: ${about.kind} (${about.count}), ${entries} of the history`
  },
})

export const erasureKinds = [erasureKind] as const
