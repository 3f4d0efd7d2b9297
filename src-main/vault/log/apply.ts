/** From events to merged states to rows: the one place where an event takes effect. */
import type { WritableDb } from '@db/handles'
import type { LogRows } from '@db/repo/log'
import type { LogEvent, Texts } from '../../sync/core/event'
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

  /** Keeps every state and writes its rows. Inside a transaction. @param known texts of bodies that went into them */
  write(rows: LogRows, db: WritableDb, known?: Texts): void {
    // In the order of their table: thousands of new ones then fill its pages one after another.
    for (const [, touched] of [...this.#states].sort(([a], [b]) => (a < b ? -1 : 1))) keep(rows, touched, known)
    for (const touched of this.all()) project(db, touched)
  }
}

/** Keeps one state and writes its rows. Inside a transaction. */
export function write(rows: LogRows, db: WritableDb, touched: Touched): void {
  keep(rows, touched)
  project(db, touched)
}

const keep = (rows: LogRows, { registered, entity, state }: Touched, known?: Texts): void =>
  rows.putState(registered.kind.type, entity, state, known)

function project(db: WritableDb, { registered, entity, state }: Touched): void {
  const { kind } = registered
  // A thing that lacks a part, because it was erased or has not arrived yet, is no thing its rows could show.
  const shown = state.family === 'fields' && !hasAllFields(kind, state) ? { ...state, fields: {} } : state
  registered.project(db, entity, shown, kind.rank ?? unranked)
}

const unranked = (): number => 0
