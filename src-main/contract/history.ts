/** History: who changed what, when, on which device and why; undo; the proof that nothing was altered. */
import { z } from 'zod'
import { EntityId, Instant, PersonId, Reason, Role, TenantId } from './primitives'
import { call, type Contract } from './rpc'

export const HistoryEntry = z.strictObject({
  event: EntityId,
  /** All events of one user action share a batch; undo works on batches. */
  batch: EntityId,
  type: z.string(),
  entity: z.string(),
  at: Instant,
  person: z.strictObject({ id: PersonId, name: z.string() }),
  role: Role,
  /** First eight characters of the device id. */
  device: z.string(),
  /** One plain sentence: what was done. */
  words: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
  undoable: z.boolean(),
  undone: z.boolean(),
})
export type HistoryEntry = z.output<typeof HistoryEntry>

export const Verification = z.strictObject({
  sound: z.boolean(),
  events: z.int().nonnegative(),
  upTo: Instant.nullable(),
  /** Hash of the newest event of this device's chain, hex; what a later check can be held against. */
  head: z.string().nullable(),
  /** Plain sentences; empty when sound. */
  problems: z.array(z.string()),
})
export type Verification = z.output<typeof Verification>

export const history = {
  'history.list': call(
    'history.read',
    z.strictObject({
      school: TenantId,
      /** Only events of this entity (for a cell: its id). */
      entity: z.string().max(200).optional(),
      /** Only types beginning so, such as `matrices.`. */
      type: z.string().max(60).optional(),
      person: PersonId.optional(),
      /** Entries older than this event. */
      before: EntityId.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.strictObject({ entries: z.array(HistoryEntry), more: z.boolean() }),
  ),
  /** Adds reversing events for one batch; refused as a conflict when something later changed the same fields. */
  'history.undo': call(
    'history.undo',
    z.strictObject({ school: TenantId, batch: EntityId, reason: Reason.optional() }),
    z.strictObject({ batch: EntityId, words: z.string() }),
  ),
  /** Recomputes the chain and rebuilds the rows from the log, then compares. */
  'history.verify': call('history.read', z.strictObject({ school: TenantId }), Verification),
} satisfies Contract
