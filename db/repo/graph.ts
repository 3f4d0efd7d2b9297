/** Merged states as rows: graphs of decisions with every event ever recorded and which of them stand; records with their moment. */
import { parts } from '../../src-main/sync/core/clock'
import { canonical, type Json } from '../../src-main/sync/core/event'
import { headsOf, type Merged, type Restrictiveness } from '../../src-main/sync/core/merge'

/** One event of a graph. */
export interface StoredNode {
  readonly event: string
  /** Null once erased. */
  readonly value: Json
  readonly erased: boolean
  /** Milliseconds since 1970 UTC, by the clock of whoever recorded it. */
  readonly recordedAt: number
  /** Nothing later supersedes it. */
  readonly stands: boolean
}

/** Events of a graph in the order of their stamps; none for another family. */
export function nodesOf(state: Merged, rank: Restrictiveness): readonly StoredNode[] {
  if (state.family !== 'decisions') return []
  const heads = new Set(headsOf(state.nodes, rank))
  return Object.entries(state.nodes)
    .sort(([a, first], [b, second]) => (first.hlc === second.hlc ? (a < b ? -1 : 1) : first.hlc < second.hlc ? -1 : 1))
    .map(([event, { value, erased, hlc }]) => ({
      event,
      value,
      erased,
      recordedAt: parts(hlc).ms,
      stands: heads.has(event),
    }))
}

/** Value and moment of a record, null when it was erased. */
export function recordOf(
  state: Merged,
): { readonly value: Readonly<Record<string, Json>>; readonly at: number } | null {
  if (state.family !== 'records' || state.record.value === null) return null
  // The log has checked it against its kind, and every record kind here is an object.
  return { value: state.record.value as Readonly<Record<string, Json>>, at: parts(state.record.hlc).ms }
}

/**
 * A value for a column of JSON, its keys in canonical order: a row must not depend on the order in which fields were set,
 * or `verify` would object.
 */
export const inOrder = <T>(value: T): T => JSON.parse(canonical(value as Json)) as T // The same value.
