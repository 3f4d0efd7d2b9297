/**
 * Merge: what a set of events says about one entity. Commutative, associative and idempotent: any order and any
 * duplication of delivery gives the same state (S1). Clocks never decide a decision (R120).
 */
import { OPERATIONS, type Family, type Json, type LogEvent } from './event'

/** One field of a `fields` entity with the stamp that set it. */
export interface FieldValue {
  readonly value: Json
  readonly hlc: string
  readonly event: string
}

/** A node of a graph of decisions or revisions. */
export interface GraphNode {
  readonly value: Json
  readonly parents: readonly string[]
  readonly resolves: boolean
  readonly hlc: string
}

export type Merged =
  | {
      readonly family: 'fields'
      readonly fields: Readonly<Record<string, FieldValue>>
      readonly deleted: FieldValue | null
    }
  | { readonly family: 'records'; readonly record: FieldValue }
  | { readonly family: 'decisions'; readonly nodes: Readonly<Record<string, GraphNode>> }
  | { readonly family: 'revisions'; readonly nodes: Readonly<Record<string, GraphNode>> }

/** Thrown for an event its family does not accept. The caller sets such an event aside; it never half-applies. */
export class Unmergeable extends Error {}

/**
 * Adds one event to what is known of its entity.
 * @param state null when nothing is known yet
 * @throws Unmergeable when the operation or body does not belong to the family
 */
export function merge(family: Family, state: Merged | null, event: LogEvent): Merged {
  if (!OPERATIONS[family].includes(event.op)) {
    throw new Unmergeable(`An entity of family ${family} takes no ${event.op}`)
  }
  if (state && state.family !== family) throw new Unmergeable(`Entity is of family ${state.family}, not ${family}`)
  if (event.erased) return state ?? emptyOf(family, event)
  switch (family) {
    case 'fields':
      return mergeFields(state as Extract<Merged, { family: 'fields' }> | null, event)
    case 'records':
      return mergeRecord(state as Extract<Merged, { family: 'records' }> | null, event)
    case 'decisions':
    case 'revisions':
      return mergeGraph(family, state as Extract<Merged, { family: 'decisions' | 'revisions' }> | null, event)
  }
}

function emptyOf(family: Family, event: LogEvent): Merged {
  if (family === 'fields') return { family, fields: {}, deleted: null }
  if (family === 'records') return { family, record: { value: null, hlc: event.hlc, event: event.id } }
  return { family, nodes: {} }
}

/** Later stamp wins; equal stamps cannot come from two devices, equal ids are the same event. */
function later(a: FieldValue | null | undefined, b: FieldValue): FieldValue {
  if (!a) return b
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? a : b
  return a.event >= b.event ? a : b
}

function mergeFields(state: Extract<Merged, { family: 'fields' }> | null, event: LogEvent): Merged {
  const base = state ?? { family: 'fields' as const, fields: {}, deleted: null }
  const by = { hlc: event.hlc, event: event.id }
  if (event.op !== 'set') {
    return { ...base, deleted: later(base.deleted, { value: event.op === 'delete', ...by }) }
  }
  if (event.body === null || typeof event.body !== 'object' || Array.isArray(event.body)) {
    throw new Unmergeable('A set carries an object of fields')
  }
  const fields: Record<string, FieldValue> = { ...base.fields }
  for (const [name, value] of Object.entries(event.body as Readonly<Record<string, Json>>)) {
    fields[name] = later(fields[name], { value, ...by })
  }
  return { ...base, fields }
}

/** Two adds under one id can only be a fault; the earlier stands, on every device alike. */
function mergeRecord(state: Extract<Merged, { family: 'records' }> | null, event: LogEvent): Merged {
  const added = { value: event.body, hlc: event.hlc, event: event.id }
  if (!state) return { family: 'records', record: added }
  return later(added, state.record) === added ? state : { family: 'records', record: added }
}

function mergeGraph(
  family: 'decisions' | 'revisions',
  state: Extract<Merged, { family: 'decisions' | 'revisions' }> | null,
  event: LogEvent,
): Merged {
  const nodes = state?.nodes ?? {}
  if (nodes[event.id]) return state as Merged
  const node: GraphNode = {
    value: event.body,
    parents: [...event.parents].sort(),
    resolves: event.op === 'resolve',
    hlc: event.hlc,
  }
  return { family, nodes: { ...nodes, [event.id]: node } }
}

/** The present fields of a `fields` entity, or null when it is deleted or unknown. */
export function fieldsOf(state: Merged | null): Readonly<Record<string, Json>> | null {
  if (!state || state.family !== 'fields' || state.deleted?.value === true) return null
  return Object.fromEntries(Object.entries(state.fields).map(([name, field]) => [name, field.value]))
}

/** How restrictive a decision's value is: greater is safer. Handed in by the feature that owns the type. */
export type Restrictiveness = (value: Json) => number

/**
 * Ids nobody supersedes, sorted. A plain decision made over several heads that disagree does not clear the more
 * restrictive of them: only `resolve` may (R120, S19). So two answers given offline stay open until a person settles them.
 */
export function headsOf(
  nodes: Readonly<Record<string, GraphNode>>,
  rank: Restrictiveness = () => 0,
): readonly string[] {
  const superseded = new Set<string>()
  for (const node of Object.values(nodes)) {
    const known = node.parents.filter((id) => nodes[id] !== undefined)
    const ranks = known.map((id) => rank((nodes[id] as GraphNode).value))
    const disagree = new Set(ranks).size > 1
    known.forEach((id, i) => {
      const clears = node.resolves || !disagree || rank(node.value) >= (ranks[i] as number)
      if (clears) superseded.add(id)
    })
  }
  return Object.keys(nodes)
    .filter((id) => !superseded.has(id))
    .sort()
}

/** What counts now: the most restrictive head; `open` while heads disagree in restrictiveness or value. */
export function currentDecision(
  nodes: Readonly<Record<string, GraphNode>>,
  rank: Restrictiveness,
): { readonly event: string; readonly value: Json; readonly open: boolean; readonly heads: readonly string[] } | null {
  const heads = headsOf(nodes, rank)
  const ordered = [...heads].sort((a, b) => {
    const byRank = rank((nodes[b] as GraphNode).value) - rank((nodes[a] as GraphNode).value)
    return byRank !== 0 ? byRank : a < b ? -1 : 1
  })
  const event = ordered[0]
  if (event === undefined) return null
  const value = (nodes[event] as GraphNode).value
  const open = heads.some((id) => rank((nodes[id] as GraphNode).value) !== rank(value))
  return { event, value, open, heads }
}
