/** Who signs: the PC as the log knows it, and the hash and signature functions the chain is built and checked with (C14). */
import type { Sealing } from '../../sync/core/seal'
import { bytesOf, hash, hashHex, hexOf, sign, verifies, type KeyPair } from '../crypto'

/** Texts in front of what is hashed or signed, so that one proof can never stand for another. */
const DEVICE = 'trustward/device/1\n'
const SIGNATURE = 'trustward/signature/1\n'

/** One PC installation. */
export interface Device {
  /** 32 hex digits computed from the public key, so that neither can be changed alone. */
  readonly id: string
  /** Ed25519, hex. */
  readonly publicKey: string
  /** @param message what is to be signed, as it is */
  sign(message: Uint8Array): Uint8Array
}

/** The id that belongs to a public key. @param publicKey hex */
export const deviceIdOf = (publicKey: string): string => hexOf(hash(DEVICE + publicKey, 16))

/** The device that signs with a pair from `signingPair`. The pair stays the caller's to wipe. */
export function deviceOf(pair: KeyPair): Device {
  const publicKey = hexOf(pair.publicKey)
  return { id: deviceIdOf(publicKey), publicKey, sign: (message) => sign(message, pair.secretKey) }
}

/**
 * The functions a chain is sealed and checked with.
 * @param publicKeyOf a device's Ed25519 key in hex, null when it was never admitted
 */
export function sealingOf(device: Pick<Device, 'sign'>, publicKeyOf: (device: string) => string | null): Sealing {
  return {
    hash: hashHex,
    sign: (chainHash) => hexOf(device.sign(signed(chainHash))),
    verify: (id, chainHash, signature) => {
      const publicKey = publicKeyOf(id)
      return publicKey !== null && isSignedBy(chainHash, signature, publicKey)
    },
  }
}

/** Whether a signature over a chain hash, hex, is that of the holder of a public key, hex. */
export function isSignedBy(chainHash: string, signature: string, publicKey: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(publicKey)) return false
  return verifies(bytesOf(signature), signed(chainHash), bytesOf(publicKey))
}

function signed(chainHash: string): Uint8Array {
  return new TextEncoder().encode(SIGNATURE + chainHash)
}
