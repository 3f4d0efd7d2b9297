/**
 * Whether an event from elsewhere may enter the log, given what is known of its device's chain (S2 to S5, S14), and
 * whether it may take effect yet (S15, S16). Pure: hashes and signatures are checked by functions handed in.
 */
import { isAhead, nodeOf, parts } from './clock'
import { OPERATIONS, type Family, type LogEvent } from './event'

/** How an event from another device was taken. `held`: kept and applied later; `refused`: never applied (S2, S16). */
export type Ingested = 'applied' | 'duplicate' | 'held' | 'gap' | 'fork' | 'refused'

/** What the next event of a chain has to follow. */
export type Link = Pick<LogEvent, 'hash' | 'hlc'>

/** What is known of one device's chain in one tenant. */
export interface Chain {
  /** Number of its newest proven event, 0 before the first. */
  readonly seq: number
  /** The proven event under a number; under 0 the hash the first event must name, with an empty stamp. */
  readonly at: (seq: number) => Link | null
  /**
   * A run of events that no signature covers yet (S3), in order. It follows a proven event, mostly the newest; from an
   * older one on it is another history, which its signature would prove.
   */
  readonly waiting: readonly LogEvent[]
  /** Two histories were seen; nothing more is taken (S5). */
  readonly frozen: boolean
  /** Last number accepted of a device that was removed, null for one that was not (S14). */
  readonly removedAfter: number | null
}

/** Proofs, by whoever holds hash function and keys. */
export interface Proofs {
  /** The tenant this log belongs to. */
  readonly school: string
  /** Whether the event's payload hash and chain hash are right. */
  readonly hashesHold: (event: LogEvent) => boolean
  /** Whether the signature over the event's chain hash is its device's. */
  readonly signatureHolds: (event: LogEvent) => boolean
  /**
   * Whether an event may be taken without its payload. The chain does not cover `erased`, so a place could strip
   * payloads: whoever says yes must know, or find out from records it proves, that the payload was lawfully erased, must
   * let the stub count for no more than its header, and must take the payload when it comes after all.
   */
  readonly mayBeErased: (event: LogEvent) => boolean
}

/** Why an event is never applied. */
export type Refusal =
  | 'form'
  | 'another-school'
  | 'altered'
  | 'payload-withheld'
  | 'removed-device'
  | 'unproven-history'
  | 'bad-signature'
  | 'stamp-goes-back'

export type Admission =
  /** The chain's next events, all covered by the signature of the last. */
  | { readonly verdict: 'take'; readonly events: readonly LogEvent[] }
  /** No signature covers it yet: the run to keep aside in place of the one before. */
  | { readonly verdict: 'wait'; readonly run: readonly LogEvent[] }
  | { readonly verdict: 'duplicate' }
  /** Something before it is missing; the run kept aside is to be dropped and read again. */
  | { readonly verdict: 'gap' }
  /** Signed proof of a second history: freeze the chain, keep the events as evidence. */
  | { readonly verdict: 'fork'; readonly evidence: readonly LogEvent[] }
  /** Of a chain that is frozen already. */
  | { readonly verdict: 'frozen' }
  | { readonly verdict: 'refused'; readonly why: Refusal }

const refused = (why: Refusal): Admission => ({ verdict: 'refused', why })

/**
 * Judges one event. Never throws, whatever the event holds.
 * @param chainOf what is known of a device's chain; asked for a device id of the right form only
 */
export function admit(event: LogEvent, chainOf: (device: string) => Chain, proofs: Proofs): Admission {
  if (!isEvent(event)) return refused('form')
  if (event.school !== proofs.school) return refused('another-school')
  if (!proofs.hashesHold(event)) return refused('altered')
  if (event.erased && !proofs.mayBeErased(event)) return refused('payload-withheld')
  const chain = chainOf(event.device)
  if (chain.removedAfter !== null && event.seq > chain.removedAfter) return refused('removed-device')
  if (chain.at(event.seq)?.hash === event.hash) return { verdict: 'duplicate' }
  if (chain.frozen) return { verdict: 'frozen' }
  const { run, isWaiting } = runBefore(event, chain.waiting)
  if (isWaiting && event.signature === null) return { verdict: 'duplicate' }
  return event.signature === null ? judgeUnsigned(event, run, chain) : judgeSigned(event, run, chain, proofs)
}

/** The part of the waiting run that would lie before an event, and whether the event is one of the run itself. */
function runBefore(
  event: LogEvent,
  waiting: readonly LogEvent[],
): { readonly run: readonly LogEvent[]; readonly isWaiting: boolean } {
  const place = event.seq - (waiting[0]?.seq ?? event.seq)
  if (place < 0 || place > waiting.length) return { run: [], isWaiting: false }
  return { run: waiting.slice(0, place), isWaiting: waiting[place]?.hash === event.hash }
}

/** Anybody can write an unsigned event, so it proves nothing by itself, neither the next event nor a second history. */
function judgeUnsigned(event: LogEvent, run: readonly LogEvent[], chain: Chain): Admission {
  const last = run.at(-1) ?? chain.at(event.seq - 1)
  if (!last) return { verdict: 'gap' }
  if (event.previous !== last.hash) return refused('unproven-history')
  return event.hlc > last.hlc ? { verdict: 'wait', run: [...run, event] } : refused('stamp-goes-back')
}

function judgeSigned(event: LogEvent, run: readonly LogEvent[], chain: Chain, proofs: Proofs): Admission {
  if (!proofs.signatureHolds(event)) return refused('bad-signature')
  const proven = chain.at(event.seq - 1)
  const last = run.at(-1)
  // The run was never proven, so it may be what is wrong: then the event is held against what is.
  const continuesRun = last?.hash === event.previous
  const before = continuesRun ? last : proven
  if (!before) return { verdict: 'gap' }
  if (event.previous !== before.hash) return { verdict: 'fork', evidence: [event] }
  if (event.hlc <= before.hlc) return refused('stamp-goes-back')
  const events = continuesRun ? [...run, event] : [event]
  const isSecond = (events[0] ?? event).seq <= chain.seq
  return isSecond ? { verdict: 'fork', evidence: events } : { verdict: 'take', events }
}

/**
 * Why an admitted event is kept but not applied yet, null when it may be.
 *
 * Only `fields` wait for the clock, because only there does the clock decide: a withdrawal from a PC whose clock is
 * fast counts at once (S19).
 * @param kind null when this version does not know the event's type
 * @param nowMs wall clock, milliseconds since 1970 UTC
 */
export function whyHeld(
  event: LogEvent,
  kind: { readonly family: Family; readonly schema: number } | null,
  nowMs: number,
): 'newer' | 'unfit' | 'ahead' | null {
  if (!kind || event.schema > kind.schema) return 'newer'
  if (!OPERATIONS[kind.family].includes(event.op) || !hasFields(event)) return 'unfit'
  return kind.family === 'fields' && isAhead(event.hlc, nowMs) ? 'ahead' : null
}

const hasFields = ({ op, erased, body }: LogEvent): boolean =>
  op !== 'set' || erased || (typeof body === 'object' && body !== null && !Array.isArray(body))

const ID = /^[0-9a-f]{32}$/
const HASH = /^[0-9a-f]{64}$/
const operations: readonly unknown[] = Object.values(OPERATIONS).flat()

/** Whether a value from outside has the form of an event: what the rest of the core relies on. */
export function isEvent(value: unknown): value is LogEvent {
  if (typeof value !== 'object' || value === null) return false
  const event = value as Record<string, unknown>
  return (
    [event['id'], event['school'], event['device'], event['hlc'], event['batch']].every(is(ID)) &&
    [event['payloadHash'], event['previous'], event['hash']].every(is(HASH)) &&
    [event['type'], event['entity'], event['person'], event['role']].every((text) => typeof text === 'string') &&
    isCount(event['seq']) &&
    isCount(event['schema']) &&
    operations.includes(event['op']) &&
    typeof event['erased'] === 'boolean' &&
    isJson(event['body'], BODY_DEPTH) &&
    (event['salt'] === null || is(ID)(event['salt'])) &&
    Array.isArray(event['parents']) &&
    event['parents'].every(is(ID)) &&
    Array.isArray(event['basedOn']) &&
    event['basedOn'].every(isHead) &&
    [event['reason'], event['signature']].every((text) => text === null || typeof text === 'string') &&
    (event['undoes'] === null || is(ID)(event['undoes'])) &&
    parts(event['hlc'] as string).node === nodeOf(event['device'] as string)
  )
}

const is =
  (form: RegExp) =>
  (text: unknown): boolean =>
    typeof text === 'string' && form.test(text)

/** How deep a body may nest: far more than any form needs, far less than would exhaust whoever walks it. */
const BODY_DEPTH = 32

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  const inside: readonly unknown[] = Array.isArray(value) ? Array.from(value) : Object.values(value)
  return inside.every((part) => isJson(part, depth - 1))
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0

function isHead(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const head = value as Record<string, unknown>
  return is(ID)(head['device']) && Number.isSafeInteger(head['seq'])
}
