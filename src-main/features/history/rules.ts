/** Rules of the history: what stood before an event, what reverses a batch, how names get into its sentences. Pure. */
import { canonical, type Draft, type Family, type Json, type LogEvent } from '../../sync/core/event'
import { fieldsOf, headsOf, merge, type FieldValue, type Merged } from '../../sync/core/merge'

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

/**
 * Why a batch cannot be reversed: something later changed the same, what stood before it was erased, or a value was
 * given that cannot be taken away.
 */
export type NoUndo = 'changed-since' | 'erased-before' | 'cannot-be-emptied'

/**
 * The drafts that reverse one batch: earlier values are set again, what was made is deleted, what was deleted comes
 * back, what was decided before is decided again. Reversing a reversal works the same way.
 * @param pasts one for each entity of the batch, of family `fields` or `decisions`
 * @param by who takes it back, for what says who decided it
 */
export function undoDrafts(batch: string, pasts: readonly EntityPast[], by: string): readonly Draft[] | NoUndo {
  const drafts: Draft[] = []
  for (const past of pasts) {
    const reversed = past.family === 'decisions' ? undoDecision(batch, past, by) : undoEntity(batch, past)
    if (typeof reversed === 'string') return reversed
    drafts.push(...reversed)
  }
  return drafts
}

function undoEntity(batch: string, past: EntityPast): readonly Draft[] | NoUndo {
  const counting = standing(batch, past.events)
  const first = counting.findIndex((event) => event.batch === batch)
  const own = counting.filter((event) => event.batch === batch)
  const ownIds = new Set(own.map(({ id }) => id))
  const { type, entity } = own[0] ?? { type: '', entity: '' }
  const before = asFields(mergeAll(past, counting.slice(0, Math.max(0, first))))
  const now = asFields(mergeAll(past, counting))
  const real = asFields(mergeAll(past, past.events))
  if (now === null || real === null) return []

  const names = [...new Set(own.flatMap((event) => (event.op === 'set' ? Object.keys(event.body ?? {}) : [])))]
  const isOurs = (winner: FieldValue | null | undefined): boolean =>
    winner !== null && winner !== undefined && ownIds.has(winner.event)
  // Another PC's change may lie between a change and its reversal: then what counts here is not what stands.
  const stands = names.every((name) => same(now.fields[name], real.fields[name])) && isGone(now) === isGone(real)
  if (!stands || names.some((name) => !isOurs(now.fields[name]))) return 'changed-since'

  const flips = before === null ? !isGone(now) : isGone(before) !== isGone(now)
  const flippedOurselves = own.some(({ op }) => op !== 'set')
  const flippedSince = now.deleted !== null && !isOurs(now.deleted) && now.deleted.event !== before?.deleted?.event
  if (flippedSince && (flips || flippedOurselves || isGone(now))) return 'changed-since'

  // An older value still in the history is not what stood before, and must not pass for it.
  const isErased = (event: LogEvent): boolean => event.op === 'set' && event.erased
  if (names.length > 0 && counting.slice(0, first).some(isErased)) return 'erased-before'

  if (before === null) return flips ? [{ type, entity, op: 'delete', body: null }] : []
  if (names.some((name) => before.fields[name] === undefined)) return 'cannot-be-emptied'
  const body = Object.fromEntries(names.map((name) => [name, before.fields[name]?.value ?? null]))
  return [
    ...(names.length > 0 ? [{ type, entity, op: 'set' as const, body }] : []),
    ...(flips ? [{ type, entity, op: isGone(before) ? ('delete' as const) : ('restore' as const), body: null }] : []),
  ]
}

/**
 * What was decided before, decided again over what the batch decided, which must be all that stands. What the batch began
 * goes with the thing it is about, so nothing is drafted; what settled several cannot be taken back to several.
 */
function undoDecision(batch: string, past: EntityPast, by: string): readonly Draft[] | NoUndo {
  const own = past.events.filter((event) => event.batch === batch)
  const state = mergeAll(past, past.events)
  const heads = state?.family === 'decisions' ? headsOf(state.nodes) : []
  const [latest, ...others] = own
  if (latest === undefined) return []
  if (others.length > 0 || heads.length !== 1 || heads[0] !== latest.id) return 'changed-since'
  if (latest.parents.length === 0) return []
  const before = past.events.find(({ id }) => id === latest.parents[0])
  if (latest.parents.length > 1 || before === undefined) return 'cannot-be-emptied'
  if (before.erased) return 'erased-before'
  const body = isObject(before.body) ? { ...before.body, by } : before.body
  return [{ type: latest.type, entity: latest.entity, op: 'decide', body, parents: [latest.id] }]
}

const isObject = (body: Json): body is Fields => typeof body === 'object' && body !== null && !Array.isArray(body)

/**
 * The events that count when a batch is reversed: without those that were reversed and their reversals, so that
 * changes can be undone one after another, newest first. The batch itself, and what it reversed, always count.
 */
function standing(batch: string, events: readonly LogEvent[]): readonly LogEvent[] {
  const reversalOf = new Map(events.map((event) => [event.batch, event.undoes]))
  const isUndone = (of: string): boolean =>
    [...reversalOf].some(([reversal, undoes]) => undoes === of && !isUndone(reversal))
  const kept = new Set([batch, reversalOf.get(batch) ?? batch])
  const counts = (of: string): boolean => kept.has(of) || ((reversalOf.get(of) ?? null) === null && !isUndone(of))
  const settled = new Map([...reversalOf.keys()].map((of) => [of, counts(of)]))
  return events.filter((event) => settled.get(event.batch) === true)
}

const same = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  canonical(a?.value ?? null) === canonical(b?.value ?? null)

const isGone = (state: FieldsState): boolean => state.deleted?.value === true

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
