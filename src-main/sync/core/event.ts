/**
 * One event of a tenant's log: the truth everything else is computed from (design 4, sync-design 4).
 * Pure data. No clock, no randomness, no files in this folder.
 */

/** JSON as an event may carry it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** How an entity's events merge (design 4, sync-design 6). The family belongs to the entity type, for ever. */
export type Family =
  /** Last writer wins per field; deletion is a field too. */
  | 'fields'
  /** Append-only: one `add` per entity, never updated. */
  | 'records'
  /** Heads of a graph of decisions; the most restrictive head counts until a person resolves (R120, R121). */
  | 'decisions'
  /** Heads of a graph of texts; both are kept until a person resolves. */
  | 'revisions'

/** What an event does. Each family accepts its own: see `OPERATIONS`. */
export type Operation = 'set' | 'delete' | 'restore' | 'add' | 'decide' | 'revise' | 'resolve'

export const OPERATIONS: Readonly<Record<Family, readonly Operation[]>> = {
  fields: ['set', 'delete', 'restore'],
  records: ['add'],
  decisions: ['decide', 'resolve'],
  revisions: ['revise', 'resolve'],
}

/** How far the author had read: the newest event known of each other device. */
export type Heads = readonly { readonly device: string; readonly seq: number }[]

/** What an author says; the log adds place, time and proof. */
export interface Draft {
  /** Entity type, `<feature>.<noun>`: decides family, schema and projection. */
  readonly type: string
  readonly entity: string
  readonly op: Operation
  /** `set`: fields to set. `add`, `decide`, `revise`, `resolve`: the value. `delete`, `restore`: null. */
  readonly body: Json
  /** `decide`, `revise`, `resolve`: ids of the events this one supersedes. Otherwise empty. */
  readonly parents?: readonly string[]
}

/** A stored event. Hex strings throughout, so that it can be compared, sorted and written as JSON. */
export interface LogEvent {
  readonly id: string
  /** Tenant the event belongs to: a school or the trust. */
  readonly school: string
  readonly device: string
  /** From 1, no gaps, per device and tenant. */
  readonly seq: number
  /** Hybrid logical clock, 32 hex digits: see clock.ts. */
  readonly hlc: string
  readonly type: string
  readonly entity: string
  readonly op: Operation
  /** Canonical JSON; null once lawfully erased, the chain stays provable over `payloadHash` (R73, R76, R78). */
  readonly body: Json
  readonly erased: boolean
  /**
   * Random, 32 hex digits, hashed and erased with the payload; null once erased. Without it a short answer could be
   * guessed from the hash that outlives its erasure.
   */
  readonly salt: string | null
  readonly parents: readonly string[]
  readonly person: string
  readonly role: string
  readonly reason: string | null
  /** One user action; undo works on it. */
  readonly batch: string
  /** Batch this event reverses, or null. */
  readonly undoes: string | null
  readonly basedOn: Heads
  /** Version of the body's schema. */
  readonly schema: number
  readonly payloadHash: string
  /** Hash of the device's previous event in this tenant. */
  readonly previous: string
  readonly hash: string
  /** Ed25519 over `hash`; present on the last event of each transaction, which covers those before it by the chain (S3). */
  readonly signature: string | null
}

/** Values written out already, by themselves; kept no longer than nobody can have changed them. */
export type Texts = ReadonlyMap<Json, string>

const NONE: Texts = new Map()

/**
 * Canonical JSON: keys sorted, no spaces, so that equal values have equal hashes on every device.
 * @param known texts of values that may be part of it, so that they need not be written again
 * @throws TypeError on numbers JSON cannot carry.
 */
export function canonical(value: Json, known: Texts = NONE): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('Only finite numbers can be written to the log')
    return JSON.stringify(value)
  }
  const before = known.get(value)
  if (before !== undefined) return before
  // Texts are grown in place: every event is written out several times, and lists of its parts would cost more than it does.
  let text = ''
  if (isList(value)) {
    for (const one of value) text += `${text === '' ? '' : ','}${canonical(one, known)}`
    return `[${text}]`
  }
  for (const key of Object.keys(value).sort()) {
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(value[key] ?? null, known)}`
  }
  return `{${text}}`
}

/** Signs that stand in JSON as they are. */
const PLAIN = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** What the payload hash covers: everything an erasure may remove. */
export function payloadOf({ body, reason, salt }: Pick<LogEvent, 'body' | 'reason' | 'salt'>, known?: Texts): string {
  return `{"body":${canonical(body, known)},"reason":${canonical(reason)},"salt":${canonical(salt)}}`
}

/** What is left of an event once its payload was lawfully erased: its place in the chain stays provable (R73, R76). */
export const stubOf = (event: LogEvent): LogEvent => ({ ...event, body: null, reason: null, salt: null, erased: true })

/** What the chain hash covers: everything but the payload itself, and the payload's hash. */
export function headerOf(event: Omit<LogEvent, 'hash' | 'signature' | 'body' | 'reason' | 'salt' | 'erased'>): string {
  return canonical({
    basedOn: event.basedOn.map(({ device, seq }) => [device, seq]),
    batch: event.batch,
    device: event.device,
    entity: event.entity,
    hlc: event.hlc,
    id: event.id,
    op: event.op,
    parents: event.parents,
    payloadHash: event.payloadHash,
    person: event.person,
    previous: event.previous,
    role: event.role,
    schema: event.schema,
    school: event.school,
    seq: event.seq,
    type: event.type,
    undoes: event.undoes,
  })
}
