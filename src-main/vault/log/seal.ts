/** What makes an event provable: its hashes, its place in the chain, and the signature of the PC that wrote it (C14). */
import { headerOf, payloadOf, type LogEvent } from '../../sync/core/event'
import { bytesOf, hash, hashHex, hexOf, sign, verifies, type KeyPair } from '../crypto'

/** Texts in front of what is hashed or signed, so that one proof can never stand for another. */
const PAYLOAD = 'trustward/payload/1\n'
const EVENT = 'trustward/event/1\n'
const BEGINNING = 'trustward/chain/1\n'
const SIGNATURE = 'trustward/signature/1\n'
const DEVICE = 'trustward/device/1\n'

/** One PC installation as the log knows it. */
export interface Device {
  /** 32 hex digits computed from the public key, so that neither can be changed alone. */
  readonly id: string
  /** Ed25519, hex. */
  readonly publicKey: string
  /** @param digest the chain hash of an event, 32 bytes */
  sign(digest: Uint8Array): Uint8Array
}

/** The id that belongs to a public key. @param publicKey hex */
export const deviceIdOf = (publicKey: string): string => hexOf(hash(DEVICE + publicKey, 16))

/** The device that signs with a pair from `signingPair`. The pair stays the caller's to wipe. */
export function deviceOf(pair: KeyPair): Device {
  const publicKey = hexOf(pair.publicKey)
  return { id: deviceIdOf(publicKey), publicKey, sign: (digest) => sign(digest, pair.secretKey) }
}

/** What the first event of a device in a tenant names as its previous hash. */
export const beginningOf = (school: string, device: string): string => hashHex(`${BEGINNING}${school}\n${device}`)

/** Hash of the part an erasure may remove. */
export const payloadHashOf = (event: Pick<LogEvent, 'body' | 'reason'>): string => hashHex(PAYLOAD + payloadOf(event))

/** The chain hash: over everything but the payload, and over the payload's hash. */
export const chainHashOf = (event: Parameters<typeof headerOf>[0]): string => hashHex(EVENT + headerOf(event))

/** Signature over a chain hash, hex. */
export const signatureOf = (chainHash: string, device: Device): string => hexOf(device.sign(signed(chainHash)))

/** Whether a signature over a chain hash is that of the holder of a public key. */
export function isSignedBy(chainHash: string, signature: string, publicKey: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(publicKey)) return false
  return verifies(bytesOf(signature), signed(chainHash), bytesOf(publicKey))
}

/** Whether an event's own hashes are right; its place in the chain and its signature are asked separately. */
export function isIntact(event: LogEvent): boolean {
  const payloadHolds = event.erased ? event.body === null : payloadHashOf(event) === event.payloadHash
  return payloadHolds && chainHashOf(event) === event.hash
}

function signed(chainHash: string): Uint8Array {
  return new TextEncoder().encode(SIGNATURE + chainHash)
}
