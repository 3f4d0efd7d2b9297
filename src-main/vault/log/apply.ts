/** From events to merged states to rows: the one place where an event takes effect. */
import type { WritableDb } from '@db/handles'
import type { LogRows } from '@db/repo/log'
import type { LogEvent } from '../../sync/core/event'
import { merge, type Merged } from '../../sync/core/merge'
import type { RegisteredKind, Registry } from '../registry'
import { hasAllFields } from './acceptance'

/** An entity whose rows were written. */
export interface Touched {
  readonly registered: RegisteredKind
  readonly entity: string
  readonly state: Merged
}

/** Merged states of some entities, read from where they are kept when first asked for. */
export class States {
  readonly #states = new Map<string, Touched>()

  /**
   * @param stored the state known before, null for none
   */
  constructor(
    private readonly registry: Registry,
    private readonly stored: (type: string, entity: string) => Merged | null,
  ) {}

  /** Merges one event that `whyHeld` lets through. */
  merge(event: LogEvent): void {
    const registered = this.registry.get(event.type)
    if (!registered) throw new Error(`No entity kind ${event.type}`)
    const key = `${event.type} ${event.entity}`
    const before = this.#states.get(key)?.state ?? this.stored(event.type, event.entity)
    const state = merge(registered.kind.family, before, event)
    this.#states.set(key, { registered, entity: event.entity, state })
  }

  all(): Iterable<Touched> {
    return this.#states.values()
  }

  /** Keeps every state and writes its rows. Inside a transaction. */
  write(rows: LogRows, db: WritableDb): void {
    for (const touched of this.all()) write(rows, db, touched)
  }
}

/** Keeps one state and writes its rows. Inside a transaction. */
export function write(rows: LogRows, db: WritableDb, { registered: { kind, project }, entity, state }: Touched): void {
  rows.putState(kind.type, entity, state)
  // A thing that lacks a part, because it was erased or has not arrived yet, is no thing its rows could show.
  const shown = state.family === 'fields' && !hasAllFields(kind, state) ? { ...state, fields: {} } : state
  project(db, entity, shown, kind.rank ?? unranked)
}

const unranked = (): number => 0
