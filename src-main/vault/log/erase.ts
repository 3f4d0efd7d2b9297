/**
 * Lawful erasure in one open file: payloads go, their places in the chain stay provable (R73, R76, C54). What is erased
 * is decided by applied records alone, so that any copy of the log that knows the same records has lost the same
 * payloads, whatever came first. See decision-erasure.md.
 */
import { eventIdsOf, namingIn, putEvidence, putPayload, type Payload } from '@db/repo/erasure'
import type { LogRows } from '@db/repo/log'
import { Fault } from '../../contract/fault'
import { ErasureRecord, erasureKind, EVENTS_PER_RECORD } from '../../features/erasure/events'
import { END_OF_TIME } from '../../sync/core/clock'
import { stubOf, type Draft, type LogEvent } from '../../sync/core/event'
import { merge, type Merged } from '../../sync/core/merge'
import { add } from '../entity'
import { write, type Touched } from './apply'
import type { LogPorts } from './tenant-log'

/** Why something is erased and what it is about; without personal data, for it is kept for ever. */
export interface ErasureBasis {
  /** The basis in words: the rule, the request. */
  readonly reason: string
  /** The kind of thing erased, in words such as "pupil", and how many of them. */
  readonly about: { readonly kind: string; readonly count: number }
}

/** Whether an event may stand without its payload: all but the records, which say what else may. */
export const mayBeErased = ({ type }: Pick<LogEvent, 'type'>): boolean => type !== erasureKind.type

export class Erasures {
  #naming: ((payload: Payload) => boolean) | undefined

  constructor(
    private readonly rows: LogRows,
    private readonly ports: Pick<LogPorts, 'file' | 'registry' | 'newId'>,
  ) {}

  /** Whether an applied record takes this event's payload. */
  names(event: LogEvent): boolean {
    this.#naming ??= namingIn(this.ports.file.readable)
    return mayBeErased(event) && this.#naming(event)
  }

  /** An event as this file may keep it: a deleted item never returns (R76). */
  asKept(event: LogEvent): LogEvent {
    return !event.erased && this.names(event) ? stubOf(event) : event
  }

  /** Ids of all events of some things, evidence of second histories among them; those that are erased already too. */
  about(entities: readonly { readonly type: string; readonly entity: string }[]): readonly string[] {
    const byType = new Map<string, Set<string>>()
    for (const { type, entity } of entities) byType.set(type, (byType.get(type) ?? new Set()).add(entity))
    const stored = [...byType].flatMap(([type, ids]) => eventIdsOf(this.ports.file.readable, type, [...ids]))
    const evidence = this.rows.evidence().filter(({ type, entity }) => byType.get(type)?.has(entity) === true)
    return [...new Set([...stored, ...evidence.map(({ id }) => id)])]
  }

  /**
   * The records that erase some events, none when nothing is left of them to erase.
   * @throws Fault 'not-found' for an id the history does not hold, 'conflict' for the record of an erasure
   */
  drafts(ids: readonly string[], { reason, about }: ErasureBasis): readonly Draft[] {
    const evidence = this.rows.evidence()
    const payloads = [...new Set(ids)].flatMap((id) => {
      const stored = this.rows.event(id)
      const found = [...(stored === null ? [] : [stored]), ...evidence.filter((event) => event.id === id)]
      if (found.length === 0) throw new Fault('not-found', NOT_THERE)
      if (!found.every(mayBeErased)) throw new Fault('conflict', NEVER_ERASED)
      return found.filter((event) => !event.erased || !this.names(event))
    })
    const named = [...new Map(payloads.map((event) => [`${event.id} ${event.payloadHash}`, event])).values()]
    const drafts: Draft[] = []
    for (let from = 0; from < named.length; from += EVENTS_PER_RECORD) {
      const events = named.slice(from, from + EVENTS_PER_RECORD).map(({ id, payloadHash }) => ({ id, payloadHash }))
      drafts.push(add(erasureKind, this.ports.newId(), { events, why: reason, about }))
    }
    return drafts
  }

  /**
   * Takes the payloads that the records among some applied events name, wherever this file keeps them, and computes what
   * they were part of again from the log. Inside the transaction that applies the records, after their rows are written.
   * @returns the things that were computed again
   */
  carryOut(applied: readonly LogEvent[]): readonly Touched[] {
    const named = applied
      .filter(({ type }) => type === erasureKind.type)
      .flatMap(({ body }) => ErasureRecord.parse(body).events)
    if (named.length === 0) return []
    const evidence = this.rows.evidence()
    const taken = named.flatMap((payload) => this.#take(payload, evidence))
    if (taken.length > 0) this.rows.putMeta(SWEEP_DUE, 'yes')
    return this.#again(taken)
  }

  /**
   * Gives back a payload that was missing although no record names it: some place had withheld it.
   * Inside a transaction. @returns what was computed again
   */
  fill(event: LogEvent): readonly Touched[] {
    putPayload(this.ports.file.writable, event)
    return this.#again([event])
  }

  /** Overwrites what erasures took, if that is still due; true when nothing of it is left. Outside of transactions. */
  sweep(): boolean {
    const { file } = this.ports
    if (this.rows.meta(SWEEP_DUE) === null) return true
    if (!file.sweep()) return false
    file.write(() => this.rows.dropMeta(SWEEP_DUE))
    return true
  }

  /** @returns the event whose payload went, unless only evidence of it is kept */
  #take({ id, payloadHash }: Payload, evidence: readonly LogEvent[]): readonly LogEvent[] {
    const isMeant = (event: LogEvent) => event.payloadHash === payloadHash && !event.erased && mayBeErased(event)
    for (const event of evidence) {
      if (event.id === id && isMeant(event)) putEvidence(this.ports.file.writable, stubOf(event))
    }
    const stored = this.rows.event(id)
    if (stored === null || !isMeant(stored)) return []
    putPayload(this.ports.file.writable, stubOf(stored))
    return [stored]
  }

  /** What was merged before cannot be taken out of a state, so the states are made anew. */
  #again(events: readonly LogEvent[]): readonly Touched[] {
    const entities = new Map(events.map(({ type, entity }) => [`${type} ${entity}`, { type, entity }]))
    return [...entities.values()].flatMap(({ type, entity }) => {
      const registered = this.ports.registry.get(type)
      if (!registered) return []
      const state = this.rows
        .applied({ type, entity }, END_OF_TIME)
        .reduce<Merged | null>((known, event) => merge(registered.kind.family, known, event), null)
      if (state === null) return []
      const touched = { registered, entity, state }
      write(this.rows, this.ports.file.writable, touched)
      return [touched]
    })
  }
}

/** Name of the note in the file, written with an erasure and gone once the file was swept. */
const SWEEP_DUE = 'sweepDue'

const NOT_THERE =
  'Part of what should be erased is not in the history of this file. Nothing was erased. Check the history, then try again.'
const NEVER_ERASED =
  'The record of an erasure is kept for ever, because it proves what was done. Nothing was erased. Leave it out and try again.'
