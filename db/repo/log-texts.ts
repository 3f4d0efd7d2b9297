/** Events and states as the log stores them: hex and canonical JSON turned into events and back. */
import {
  canonical,
  type Heads,
  type Json,
  type LogEvent,
  type Operation,
  type Texts,
} from '../../src-main/sync/core/event'
import type { Merged } from '../../src-main/sync/core/merge'
import type * as table from '../schema/log'

/** An event as a row of the log. */
export type EventRow = typeof table.event.$inferSelect

/** A stored event from its row. @param school the tenant the file belongs to; it is not repeated in every row */
export function eventOf(row: EventRow, school: string): LogEvent {
  return {
    ...row,
    school,
    // Written by `rowOf` alone; `verify` finds whatever came in by another way.
    op: row.op as Operation,
    body: JSON.parse(row.body) as Json,
    parents: JSON.parse(row.parents) as readonly string[],
    basedOn: (JSON.parse(row.basedOn) as readonly (readonly [string, number])[]).map(([device, seq]) => ({
      device,
      seq,
    })),
  }
}

/** The row an event is stored as. @param known the text of its body, where that was written before */
export function rowOf(event: LogEvent, known?: Texts): EventRow {
  return {
    id: event.id,
    device: event.device,
    seq: event.seq,
    hlc: event.hlc,
    type: event.type,
    entity: event.entity,
    op: event.op,
    body: canonical(event.body, known),
    erased: event.erased,
    salt: event.salt,
    parents: canonical(event.parents),
    person: event.person,
    role: event.role,
    reason: event.reason,
    batch: event.batch,
    undoes: event.undoes,
    basedOn: basedOnText(event.basedOn),
    schema: event.schema,
    payloadHash: event.payloadHash,
    previous: event.previous,
    hash: event.hash,
    signature: event.signature,
  }
}

const basedOnText = (heads: Heads): string => canonical(heads.map(({ device, seq }) => [device, seq]))

/** A merged state as text: equal states are equal texts. */
export const stateText = (state: Merged, known?: Texts): string => canonical(state as unknown as Json, known)

/** An event is JSON through and through; only its interface has no index signature to say so. */
export const evidenceText = (event: LogEvent): string => canonical(event as unknown as Json)

/** An event kept as evidence from its text; null when the text was altered so that it cannot be read. */
export function eventIn(text: string): LogEvent | null {
  try {
    return JSON.parse(text) as LogEvent
  } catch {
    return null // altered text is a finding, not a failure
  }
}
