/**
 * Merge: what a set of events says about one entity. Commutative, associative and idempotent: any order and any
 * duplication of delivery gives the same state (S1). Clocks never decide a decision (R120).
 */
import { canonical, OPERATIONS, type Family, type Json, type LogEvent } from './event'

/** One field of a `fields` entity with the stamp that set it. */
export interface FieldValue {
  readonly value: Json
  readonly hlc: string
  readonly event: string
}

/** A node of a graph of decisions or revisions. */
export interface GraphNode {
  /** Null once erased. */
  readonly value: Json
  readonly parents: readonly string[]
  readonly resolves: boolean
  readonly hlc: string
  /** What it said is gone; that it was said, and what it superseded, stands. */
  readonly erased: boolean
}

/** The nodes of an entity by the ids of their events. */
export type Graph = Readonly<Record<string, GraphNode>>

export type Merged =
  | {
      readonly family: 'fields'
      readonly fields: Readonly<Record<string, FieldValue>>
      readonly deleted: FieldValue | null
    }
  | { readonly family: 'records'; readonly record: FieldValue }
  | { readonly family: 'decisions'; readonly nodes: Graph }
  | { readonly family: 'revisions'; readonly nodes: Graph }

type MergedFields = Extract<Merged, { family: 'fields' }>
type MergedRecord = Extract<Merged, { family: 'records' }>

/** Thrown for an event its family does not accept. The caller sets such an event aside; it never half-applies. */
export class Unmergeable extends Error {}

/**
 * Adds one event to what is known of its entity.
 *
 * An erased event counts for what its header still says: a deletion stays one, a decision keeps its place in the
 * graph, a record stays added, each without its value; an erased `set` says nothing any more. Where the full event
 * had already been merged into `fields`, the values it replaced are not in the state, so whoever erases computes that
 * state again from the log.
 * @param state null when nothing is known yet
 * @throws Unmergeable when the operation or body does not belong to the family
 */
export function merge(family: Family, state: Merged | null, event: LogEvent): Merged {
  if (!OPERATIONS[family].includes(event.op)) {
    throw new Unmergeable(`An entity of family ${family} takes no ${event.op}`)
  }
  if (state && state.family !== family) throw new Unmergeable(`Entity is of family ${state.family}, not ${family}`)
  switch (family) {
    case 'fields':
      return mergeFields(state?.family === 'fields' ? state : null, event)
    case 'records':
      return mergeRecord(state?.family === 'records' ? state : null, event)
    case 'decisions':
    case 'revisions':
      return { family, nodes: mergeGraph(state && 'nodes' in state ? state.nodes : {}, event) }
  }
}

/** Later stamp wins; equal stamps cannot come from two devices, equal ids are the same event. */
function later(a: FieldValue | null | undefined, b: FieldValue): FieldValue {
  if (!a) return b
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? a : b
  return a.event >= b.event ? a : b
}

function mergeFields(state: MergedFields | null, event: LogEvent): Merged {
  const base = state ?? { family: 'fields' as const, fields: {}, deleted: null }
  const by = { hlc: event.hlc, event: event.id }
  if (event.op !== 'set') {
    return { ...base, deleted: later(base.deleted, { value: event.op === 'delete', ...by }) }
  }
  if (event.erased) return base
  if (!isFields(event.body)) throw new Unmergeable('A set carries an object of fields')
  const set = Object.entries(event.body).map(([name, value]): [string, FieldValue] => [
    name,
    later(ownField(base.fields, name), { value, ...by }),
  ])
  // Entries, not assignment: a field named like a part of every object must be a field like any other.
  return { ...base, fields: Object.fromEntries([...Object.entries(base.fields), ...set]) }
}

function isFields(body: Json): body is Readonly<Record<string, Json>> {
  return body !== null && typeof body === 'object' && !Array.isArray(body)
}

function ownField(fields: MergedFields['fields'], name: string): FieldValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Two adds under one id can only be a fault; the earlier stands, on every device alike. */
function mergeRecord(state: MergedRecord | null, event: LogEvent): Merged {
  const added = { value: event.erased ? null : event.body, hlc: event.hlc, event: event.id }
  if (!state) return { family: 'records', record: added }
  if (state.record.event === event.id) return event.erased ? { family: 'records', record: added } : state
  return later(added, state.record) === added ? state : { family: 'records', record: added }
}

function mergeGraph(nodes: Graph, event: LogEvent): Graph {
  const known = nodeAt(nodes, event.id)
  if (known && (known.erased || !event.erased)) return nodes
  const node: GraphNode = {
    value: event.erased ? null : event.body,
    parents: [...event.parents].sort(),
    resolves: event.op === 'resolve',
    hlc: event.hlc,
    erased: event.erased,
  }
  return { ...nodes, [event.id]: node }
}

function nodeAt(nodes: Graph, id: string): GraphNode | null {
  return Object.hasOwn(nodes, id) ? (nodes[id] ?? null) : null
}

/** The present fields of a `fields` entity, or null when it is deleted or no field of it is known. */
export function fieldsOf(state: Merged | null): Readonly<Record<string, Json>> | null {
  if (!state || state.family !== 'fields' || state.deleted?.value === true) return null
  const fields = Object.entries(state.fields)
  return fields.length === 0 ? null : Object.fromEntries(fields.map(([name, field]) => [name, field.value]))
}

/** How restrictive a decision's value is: greater is safer. Handed in by the feature that owns the type. */
export type Restrictiveness = (value: Json) => number

/**
 * Ids nobody supersedes, sorted.
 *
 * Decisions (a rank is given): a plain decision made over parents that disagree clears only those it is at least as
 * restrictive as; `resolve` alone clears them all (R120, S19). A parent not known here may disagree, so until it
 * arrives it counts as if it did: otherwise a device would show a Yes over a No it knows, for as long as the third
 * event is on its way.
 *
 * Revisions (no rank): a text that follows one text supersedes it; only `resolve` joins several.
 */
export function headsOf(nodes: Graph, rank: Restrictiveness | null = null): readonly string[] {
  const superseded = new Set<string>()
  for (const [id, node] of Object.entries(nodes)) {
    for (const parent of node.parents) if (parent !== id && clears(nodes, node, parent, rank)) superseded.add(parent)
  }
  const all = Object.keys(nodes).sort()
  const heads = all.filter((id) => !superseded.has(id))
  // Only a forged circle supersedes everything; then nothing in it is taken as settled.
  return heads.length > 0 ? heads : all
}

function clears(nodes: Graph, node: GraphNode, parent: string, rank: Restrictiveness | null): boolean {
  const before = nodeAt(nodes, parent)
  if (!before) return false
  if (node.resolves) return true
  if (rank === null) return node.parents.length === 1
  const parents = node.parents.map((id) => nodeAt(nodes, id))
  const agree = parents.every((one) => one !== null && severity(one, rank) === severity(before, rank))
  return agree || (!node.erased && severity(node, rank) >= severity(before, rank))
}

/** What cannot be read or ranked counts as the most restrictive answer. */
function severity(node: GraphNode, rank: Restrictiveness): number {
  const value = node.erased ? Infinity : rank(node.value)
  return Number.isNaN(value) ? Infinity : value
}

/** What counts now. */
export interface CurrentDecision {
  /** The head that counts: the most restrictive one. */
  readonly event: string
  /** Null when it was erased, which permits nothing. */
  readonly value: Json
  readonly erased: boolean
  /** Heads disagree in restrictiveness or value: a person has to settle it. */
  readonly open: boolean
  readonly heads: readonly string[]
}

/** The most restrictive head (R120), null when nothing was decided. */
export function currentDecision(nodes: Graph, rank: Restrictiveness): CurrentDecision | null {
  const heads = headsOf(nodes, rank)
  const standing = heads
    .flatMap((id) => {
      const node = nodeAt(nodes, id)
      return node ? [{ id, node, severity: severity(node, rank) }] : []
    })
    .sort((a, b) => (a.severity === b.severity ? (a.id < b.id ? -1 : 1) : a.severity > b.severity ? -1 : 1))
  const [first] = standing
  if (!first) return null
  const open = standing.some(
    (one) => one.severity !== first.severity || canonical(one.node.value) !== canonical(first.node.value),
  )
  return { event: first.id, value: first.node.value, erased: first.node.erased, open, heads }
}
