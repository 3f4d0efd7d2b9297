/** Things held about a pupil as plain values, and the names that stand in them for ids. */
import { eventsNaming } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { parts } from '../../sync/core/clock'
import type { Json, LogEvent } from '../../sync/core/event'

/** A thing held, by field; dates are civil dates of Europe/London, moments are ISO 8601 in UTC. */
export type HeldThing = { readonly [field: string]: Json }

/** Names for ids that stand in records. */
export interface Around {
  readonly person: (id: Json | undefined) => string | null
  readonly use: (id: Json | undefined) => string | null
  /** Version of a wording. */
  readonly version: (id: Json | undefined) => string | null
}

/** @param ms milliseconds since 1970 UTC */
export const moment = (ms: number): string => new Date(ms).toISOString()

/** What an event says, none for one that was erased. */
export const fields = ({ body }: LogEvent): HeldThing =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as HeldThing) : {} // Neither null nor a list.

/** When and by whom an event was recorded. */
export const recorded = (event: LogEvent, around: Around): HeldThing => ({
  recordedAt: moment(parts(event.hlc).ms),
  recordedBy: around.person(event.person),
})

/** Events of one type that name the pupil, oldest first. */
export const recordsNaming = ({ db, log }: Tenant, type: string, pupil: string): readonly LogEvent[] =>
  eventsNaming(db, [type], pupil).flatMap(({ id }) => log.event(id) ?? [])
