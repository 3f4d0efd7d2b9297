/**
 * A device's log read without the product: edits grouped by what they are about, and of decisions those that nobody
 * answered with knowledge. Shares no code with merge, rows or decision, down to its own table of what is how strict.
 */
import type { LogEvent } from '../../../../src-main/sync/core/event'

/** One edit of a decision. */
export interface Edit {
  readonly id: string
  readonly op: string
  readonly says: Said
  /** What its author had in front of them. */
  readonly parents: readonly string[]
}

/** What an edit says, field by field. */
export type Said = Readonly<Record<string, unknown>>

const DAY_MS = 86_400_000
const dayNumber = (day: unknown): number => (typeof day === 'string' ? Date.parse(day) / DAY_MS : Infinity)

/** How strict each kind's words are; the greater permits less. */
const STRICTNESS: Readonly<Record<string, (says: Said) => number>> = {
  'consents.answer': ({ answer }) =>
    ({ GIVEN: 0, NO_OBJECTION: 0, VOID: 1, REFUSED: 2, OBJECTED: 2, WITHDRAWN: 3 })[String(answer)] ?? 99,
  'consents.settlement': ({ outcome }) => (outcome === 'REFUSED' ? 1 : 0),
  'consents.terms': ({ basis }) => (basis === 'CONSENT' ? 1 : 0),
  'consents.viewFrom': () => 0,
  'pupils.membership': ({ leftOn }) => -dayNumber(leftOn),
  'pupils.flag': ({ isSet }) => (isSet === true ? 1 : 0),
  'pupils.order': ({ until }) => dayNumber(until),
  'pupils.responsibility': ({ holds, until }) => (holds === true ? -dayNumber(until) : Infinity),
  'pupils.care': ({ status, authority }) =>
    status === 'CARE_ORDER' || status === 'ACCOMMODATED' ? (authority === null ? 2 : 1) : 0,
  'pupils.competence': () => 0,
  'images.shown': ({ isShown }) => (isShown === false ? 0 : 1),
  'images.state': ({ state }) => ({ REMOVED: 0, CANNOT_RECALL: 1, REQUESTED: 2, LIVE: 3 })[String(state)] ?? 99,
}

/** One decision: a person's answers to a use, a flag, an order. */
export interface Decision {
  readonly entity: string
  /** Everything ever said about it, in no promised order. */
  readonly edits: readonly Edit[]
}

interface Field {
  readonly value: unknown
  readonly hlc: string
}

export class Ledger {
  readonly #decisions = new Map<string, Map<string, Edit[]>>()
  readonly #fields = new Map<string, Map<string, Map<string, Field>>>()
  readonly #things = new Map<string, Said | null>()
  readonly #lists = new Map<string, readonly Decision[]>()
  readonly #standing = new Map<string, readonly Edit[]>()

  constructor(events: readonly LogEvent[]) {
    for (const event of events) {
      if (event.type in STRICTNESS) this.#decided(event)
      else if (typeof event.body === 'object' && event.body !== null) this.#set(event)
    }
  }

  /** Fields of a thing, each as the latest stamp has it; null: unknown. */
  thing(type: string, entity: string): Said | null {
    const key = `${type} ${entity}`
    const known = this.#things.get(key)
    if (known !== undefined) return known
    const fields = this.#fields.get(type)?.get(entity)
    const thing =
      fields === undefined ? null : Object.fromEntries([...fields].map(([name, { value }]) => [name, value]))
    this.#things.set(key, thing)
    return thing
  }

  /** Entities of a kind anything is known of. */
  things(type: string): readonly string[] {
    return [...(this.#fields.get(type)?.keys() ?? [])]
  }

  /** Decisions of a kind. */
  decisions(type: string): readonly Decision[] {
    const known = this.#lists.get(type)
    if (known !== undefined) return known
    const list = [...(this.#decisions.get(type) ?? [])].map(([entity, edits]) => ({ entity, edits }))
    this.#lists.set(type, list)
    return list
  }

  /**
   * What nobody answered with knowledge (R120, R121, S19). An edit is answered by a later one that names it as seen and
   * - settles it on purpose, or
   * - is itself at least as strict, or
   * - had nothing else in front of it that was stricter or milder, all of which is known here.
   */
  standing(type: string, entity: string): readonly Edit[] {
    const key = `${type} ${entity}`
    const known = this.#standing.get(key)
    if (known !== undefined) return known
    const edits = this.#decisions.get(type)?.get(entity) ?? []
    const strict = STRICTNESS[type] ?? (() => Infinity)
    const byId = new Map(edits.map((edit) => [edit.id, edit]))
    const answers = (next: Edit, old: Edit): boolean => {
      if (!next.parents.includes(old.id)) return false
      if (next.op === 'resolve' || strict(next.says) >= strict(old.says)) return true
      return next.parents.every((id) => {
        const seen = byId.get(id)
        return seen !== undefined && strict(seen.says) === strict(old.says)
      })
    }
    const standing = edits.filter((old) => !edits.some((next) => answers(next, old)))
    this.#standing.set(key, standing)
    return standing
  }

  #decided({ type, entity, id, op, parents, body }: LogEvent): void {
    const decisions = this.#decisions.get(type) ?? new Map<string, Edit[]>()
    const edits = decisions.get(entity) ?? []
    edits.push({ id, op, parents, says: body as Said }) // Every one of these kinds says an object.
    decisions.set(entity, edits)
    this.#decisions.set(type, decisions)
  }

  #set({ type, entity, body, hlc }: LogEvent): void {
    const things = this.#fields.get(type) ?? new Map<string, Map<string, Field>>()
    const fields = things.get(entity) ?? new Map<string, Field>()
    for (const [name, value] of Object.entries(body as Said)) {
      if ((fields.get(name)?.hlc ?? '') < hlc) fields.set(name, { value, hlc })
    }
    things.set(entity, fields)
    this.#fields.set(type, things)
  }
}
