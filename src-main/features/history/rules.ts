/** Rules of the history: what stood before an event, what reverses a batch, how names get into its sentences. Pure. */
import type { Draft, Family, Json, LogEvent } from '../../sync/core/event'
import { fieldsOf, merge, type Merged } from '../../sync/core/merge'

/** Everything that happened to one entity, oldest first. */
export interface EntityPast {
  readonly family: Family
  readonly events: readonly LogEvent[]
}

export type Fields = Readonly<Record<string, Json>>

const mergeAll = ({ family }: EntityPast, events: readonly LogEvent[]): Merged | null =>
  events.reduce<Merged | null>((state, event) => merge(family, state, event), null)

/** The entity's fields just before each of its events, by event id; null where there was nothing, or not of that family. */
export function fieldsBefore(past: EntityPast): ReadonlyMap<string, Fields | null> {
  const before = new Map<string, Fields | null>()
  let state: Merged | null = null
  for (const event of past.events) {
    before.set(event.id, fieldsOf(state))
    state = merge(past.family, state, event)
  }
  return before
}

/** Why a batch cannot be reversed: something later changed the same, or a value was given that cannot be taken away. */
export type NoUndo = 'changed-since' | 'cannot-be-emptied'

/**
 * The drafts that reverse one batch: earlier values are set again, what was made is deleted, what was deleted comes
 * back. Reversing a reversal works the same way.
 * @param pasts one for each entity of the batch, all of family `fields`
 */
export function undoDrafts(batch: string, pasts: readonly EntityPast[]): readonly Draft[] | NoUndo {
  const drafts: Draft[] = []
  for (const past of pasts) {
    const reversed = undoEntity(batch, past)
    if (typeof reversed === 'string') return reversed
    drafts.push(...reversed)
  }
  return drafts
}

function undoEntity(batch: string, past: EntityPast): readonly Draft[] | NoUndo {
  const first = past.events.findIndex((event) => event.batch === batch)
  const own = past.events.filter((event) => event.batch === batch)
  const ownIds = new Set(own.map(({ id }) => id))
  const { type, entity } = own[0] ?? { type: '', entity: '' }
  const before = asFields(mergeAll(past, past.events.slice(0, Math.max(0, first))))
  const now = asFields(mergeAll(past, past.events))
  if (now === null) return []

  const names = [...new Set(own.flatMap((event) => (event.op === 'set' ? Object.keys(event.body ?? {}) : [])))]
  const isOurs = (winner: { readonly event: string } | null | undefined): boolean =>
    winner !== null && winner !== undefined && ownIds.has(winner.event)
  const flipped = own.some(({ op }) => op !== 'set')
  const deletedLater =
    now.deleted?.value === true && !isOurs(now.deleted) && before?.deleted?.event !== now.deleted.event
  if (deletedLater || (flipped && !isOurs(now.deleted)) || names.some((name) => !isOurs(now.fields[name]))) {
    return 'changed-since'
  }

  const isGone = now.deleted?.value === true
  if (before === null) return isGone ? [] : [{ type, entity, op: 'delete', body: null }]
  if (names.some((name) => before.fields[name] === undefined)) return 'cannot-be-emptied'
  const body = Object.fromEntries(names.map((name) => [name, before.fields[name]?.value ?? null]))
  const wasGone = before.deleted?.value === true
  return [
    ...(names.length > 0 ? [{ type, entity, op: 'set' as const, body }] : []),
    ...(wasGone === isGone
      ? []
      : [{ type, entity, op: wasGone ? ('delete' as const) : ('restore' as const), body: null }]),
  ]
}

type FieldsState = Extract<Merged, { family: 'fields' }>

const asFields = (state: Merged | null): FieldsState | null => (state?.family === 'fields' ? state : null)

/** The plain values among fields, as they are; null when there is none. For kinds that do not say how they are shown. */
export function plainValues(fields: Fields): string | null {
  const values = Object.values(fields).filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  )
  return values.length === 0 ? null : values.map(String).join('; ')
}

/** Puts names of today into `{person:<id>}` and `{school:<id>}`. */
export function withNames(
  words: string,
  names: { readonly person: (id: string) => string | null; readonly school: (id: string) => string | null },
): string {
  return words.replace(/\{(person|school):([0-9a-f]{32})\}/g, (_all, kind: 'person' | 'school', id: string) =>
    kind === 'person'
      ? (names.person(id) ?? 'somebody no longer listed')
      : (names.school(id) ?? 'a school no longer listed'),
  )
}
