/** Builds the chain: from what an author says to a sealed event, with the hash and signature functions handed in. */
import { headerOf, payloadOf, type LogEvent, type Texts } from './event'

/** Hex in, hex out; which functions stand behind is the caller's business. */
export interface Sealing {
  /** @returns 64 hex digits */
  readonly hash: (text: string) => string
  /** Signs a chain hash as this device. */
  readonly sign: (hash: string) => string
  /** Whether a signature over a chain hash is that device's. */
  readonly verify: (device: string, hash: string, signature: string) => boolean
}

type Hash = Sealing['hash']

/** An event before its hashes are known. */
export type Unsealed = Omit<LogEvent, 'payloadHash' | 'hash' | 'signature' | 'erased'>

// Texts in front of what is hashed, so that one proof can never stand for another.
const payloadHashOf = (hash: Hash, event: Pick<LogEvent, 'body' | 'reason' | 'salt'>, known?: Texts): string =>
  hash(`payload\n${payloadOf(event, known)}`)
const chainHashOf = (
  hash: Hash,
  event: Omit<LogEvent, 'hash' | 'signature' | 'body' | 'reason' | 'salt' | 'erased'>,
): string => hash(`event\n${headerOf(event)}`)

/** What a device's first event in a tenant names as its previous hash. */
export const beginningOf = (hash: Hash, school: string, device: string): string => hash(`chain\n${school}\n${device}`)

/**
 * Seals an event.
 * @param signed whether it is the last of its transaction, which covers those before it (S3)
 * @param known the text of its body, where that was written before
 */
export function seal(
  { hash, sign }: Pick<Sealing, 'hash' | 'sign'>,
  event: Unsealed,
  signed: boolean,
  known?: Texts,
): LogEvent {
  const withPayload = { ...event, payloadHash: payloadHashOf(hash, event, known) }
  const chainHash = chainHashOf(hash, withPayload)
  return { ...withPayload, erased: false, hash: chainHash, signature: signed ? sign(chainHash) : null }
}

/** Whether an event's own hashes are right. */
export function hashesHold(hash: Hash, event: LogEvent): boolean {
  const payloadHolds = event.erased
    ? event.body === null && event.reason === null && event.salt === null
    : event.salt !== null && payloadHashOf(hash, event) === event.payloadHash
  return payloadHolds && chainHashOf(hash, event) === event.hash
}
