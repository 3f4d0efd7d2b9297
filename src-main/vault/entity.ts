/**
 * Entity kinds: what a feature tells the log about its events. A kind is declared once, in the feature's `events.ts`,
 * and its rows are written by a projection in `db/repo/<feature>.ts`; `registry.ts` joins the two.
 */
import type { z } from 'zod'
import type { ReadableDb } from '../../db/handles'
import { Fault } from '../contract/fault'
import type { Action } from '../contract/rights'
import { parts } from '../sync/core/clock'
import type { Draft, Family, Json, LogEvent } from '../sync/core/event'
import { headsOf, type Merged, type Restrictiveness } from '../sync/core/merge'
import { hashHex } from './crypto'

/** A kind of thing the log knows. */
export interface EntityKind {
  /** `<feature>.<noun>`, such as `matrices.cell`. */
  readonly type: string
  readonly family: Family
  /** Version of `body`; an event of a higher version is kept, not applied (S16). */
  readonly schema: number
  /** Shape of the body of `set` (a partial object), `add`, `decide` or `revise`. */
  readonly body: z.ZodType
  /** Needed for `decisions`: how restrictive a value is. */
  readonly rank?: Restrictiveness
  /**
   * Fields of the body that list ids of events, so that they follow an event that gets a new id. What a body says of an
   * erasure is none: that is of the payload under its old id, wherever a copy of it is.
   */
  readonly references?: readonly string[]
  /**
   * What happened, as one plain sentence for the history, without names of pupils. `{person:<id>}` and `{school:<id>}`
   * are filled in by the history with the name of today.
   */
  readonly words: (event: LogEvent, before: Readonly<Record<string, Json>> | null) => string
  /**
   * The given fields in a few words, for "before" and "after" in the history; null: nothing worth showing.
   * Left out: plain values are shown as they are, lists and objects are not shown.
   */
  readonly shown?: (fields: Readonly<Record<string, Json>>) => string | null
  /**
   * What undoing takes beside `history.undo`: the action it takes to do it, or `never`. Left out: nothing further.
   * `decisions` kinds cannot be undone unless they name an action: most are taken back on their own screen, with a reason.
   */
  readonly undo?: Action | 'never'
  /**
   * What reading the reason given with a change takes beside `history.read`; left out: nothing further. For kinds about
   * pupils: whoever may not see them may not read what was typed about them either (R3).
   */
  readonly reasonTakes?: Action
  /**
   * What forbids undoing a change just now, in words for a person; null when nothing does. For what later events of
   * other kinds have settled, such as an approval.
   * @param fields the entity's fields as they stand
   * @param changed names of the fields the change had set
   */
  readonly whyNotUndo?: (
    db: ReadableDb,
    fields: Readonly<Record<string, Json>>,
    changed: readonly string[],
  ) => string | null
}

/** What knows how its entities stand: a file with its log. */
export interface Stated {
  readonly log: { readonly stateOf: (type: string, entity: string) => Merged | null }
}

/** Declares a kind; a function only so that the type is checked where it is written. */
export const entityKind = (kind: EntityKind): EntityKind => kind

/** Drafts an event that sets fields of one entity of a kind. */
export const set = (kind: EntityKind, entity: string, fields: Readonly<Record<string, Json>>): Draft => ({
  type: kind.type,
  entity,
  op: 'set',
  body: fields,
})

/**
 * The same for the fields that differ from what stands alone, so that what another PC changes in the same moment is not set
 * back by whoever merely looked at it.
 * @param before the fields as they stand; null: the thing is new
 * @returns no draft when nothing differs
 */
export function setChanged(
  kind: EntityKind,
  entity: string,
  before: Readonly<Record<string, Json>> | null,
  fields: Readonly<Record<string, Json>>,
): readonly Draft[] {
  const changed = Object.entries(fields).filter(([name, value]) => before === null || before[name] !== value)
  return changed.length === 0 ? [] : [set(kind, entity, Object.fromEntries(changed))]
}

/**
 * The same for an entity whose id follows from what it is about, so that it may have been there and deleted: then it comes
 * back with these fields, which must be all it has.
 */
export function setAgain(
  { log }: Stated,
  kind: EntityKind,
  entity: string,
  fields: Readonly<Record<string, Json>>,
): readonly Draft[] {
  const state = log.stateOf(kind.type, entity)
  const isGone = state?.family === 'fields' && state.deleted?.value === true
  const back: Draft = { type: kind.type, entity, op: 'restore', body: null }
  return isGone ? [set(kind, entity, fields), back] : [set(kind, entity, fields)]
}

/** Drafts an event that deletes an entity; a later `restore` brings it back. */
export const remove = (kind: EntityKind, entity: string): Draft => ({
  type: kind.type,
  entity,
  op: 'delete',
  body: null,
})

/** Drafts a decision over all that stands of an entity, so that it replaces what this PC has seen and nothing else. */
export function decideOver({ log }: Stated, kind: EntityKind, entity: string, body: Json): Draft {
  const state = log.stateOf(kind.type, entity)
  const parents = state?.family === 'decisions' ? headsOf(state.nodes, kind.rank ?? null) : []
  // Whoever says it has before them what two PCs said differently, and settles it.
  return { type: kind.type, entity, op: parents.length > 1 ? 'resolve' : 'decide', body, parents }
}

/**
 * Drafts the same for what a file or another school says: nobody has looked at what two PCs differ about, so it replaces
 * what is no stricter than it is and settles nothing.
 */
export function decideAsRead(file: Stated, kind: EntityKind, entity: string, body: Json): Draft {
  return { ...decideOver(file, kind, entity, body), op: 'decide' }
}

/** One thing said of an entity that nothing later supersedes. */
export interface Standing {
  readonly event: string
  /** Null once erased. */
  readonly value: Json
  /** Milliseconds since 1970 UTC, by the clock of whoever said it. */
  readonly at: number
}

/** Everything that stands of an entity of family `decisions`, the oldest first; several: PCs differ. */
export function standingIn({ log }: Stated, kind: EntityKind, entity: string): readonly Standing[] {
  const state = log.stateOf(kind.type, entity)
  if (state?.family !== 'decisions') return []
  return headsOf(state.nodes, kind.rank ?? null)
    .flatMap((event) => {
      const node = state.nodes[event]
      return node === undefined ? [] : [{ event, value: node.value, at: parts(node.hlc).ms }]
    })
    .sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1))
}

/**
 * The one of several sayings that a person calls right.
 * @param lookAt what to look at once more, in words
 * @throws Fault 'conflict' when it does not stand among others any more
 */
export function saidRight<S extends { readonly event: string }>(said: readonly S[], event: string, lookAt: string): S {
  const right = said.find((one) => one.event === event)
  if (right !== undefined) return right
  throw new Fault(
    'conflict',
    `That is settled already, or something newer was recorded. Nothing was changed. Look at ${lookAt} once more.`,
  )
}

/** An id that follows from what it is about, the same on every PC: 32 hex digits. */
export const entityOf = (...about: readonly string[]): string => hashHex(about.join(' ')).slice(0, 32)

/** Drafts an append-only record. */
export const add = (kind: EntityKind, entity: string, value: Json): Draft => ({
  type: kind.type,
  entity,
  op: 'add',
  body: value,
})

/**
 * Writes the rows of one entity from its merged state, inside the log's own transaction. Must depend on nothing but
 * its arguments and be idempotent: `verify` runs it over the whole log again and compares the rows.
 * `rank` is the kind's own; a kind without one has nothing to rank.
 */
export type Projection<Db> = (db: Db, entity: string, state: Merged, rank: Restrictiveness) => void

/** A field of a body or value that may be anything; undefined where there is none. */
export function fieldOf(value: Json, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
