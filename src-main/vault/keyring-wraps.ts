/** How the keys in a key file are wrapped: what each wrap is bound to, and how it opens. */
import type { Fault } from '@contract/fault'
import {
  bytesOf,
  CryptoFailure,
  hexOf,
  isEqual,
  keyedHash,
  open,
  openSealed,
  sealTo,
  SecretKey,
  stretch,
  wipe,
  type KeyPair,
} from './crypto'
import type { KeyringData, Slot } from './keyring-file'

/** Bytes of the ids a key file holds. */
export const ID_BYTES = 16

/** Sign-in names are compared without regard to case or outer spaces. */
export function nameHash(data: KeyringData, signInName: string): string {
  const key = new SecretKey(bytesOf(data.salt))
  const name = signInName.normalize('NFKC').trim().toLowerCase()
  const hash = hexOf(keyedHash(name, key))
  key.wipe()
  return hash
}

/** What a wrap is bound to: purpose and the keyring it stands in, so that it cannot be moved elsewhere. */
export const boundTo = (data: Pick<KeyringData, 'id' | 'trust'>, purpose: string): string =>
  `trustward/keyring/1/${data.id}/${data.trust}/${purpose}`

/** The numbers of the stretching are authenticated with the wrap (C4). The name is not: the mac covers it. */
export const boundSlot = (
  data: KeyringData,
  slot: Pick<Slot, 'id' | 'person' | 'passes' | 'memory' | 'salt'>,
): string => boundTo(data, `slot:${slot.id}:${slot.person}:argon2id13:${slot.passes}:${slot.memory}:${slot.salt}`)

/** @returns null when the passphrase is another */
export function masterOf(data: KeyringData, slot: Slot, passphrase: string): SecretKey | null {
  const key = stretch(passphrase, bytesOf(slot.salt), slot)
  try {
    return new SecretKey(open(bytesOf(slot.wrap), key, boundSlot(data, slot)))
  } catch (cause) {
    if (cause instanceof CryptoFailure) return null
    throw cause
  } finally {
    key.wipe()
  }
}

/** A sealed box carries no bound data, so the id it is for stands inside it. */
export function sealedTo(key: SecretKey, id: string, publicKey: Uint8Array): string {
  const owner = bytesOf(id)
  return key.use((bytes) => {
    const plain = new Uint8Array(owner.length + bytes.length)
    plain.set(owner)
    plain.set(bytes, owner.length)
    const sealed = hexOf(sealTo(plain, publicKey))
    wipe(plain)
    return sealed
  })
}

/** @returns null when the box is for another kit or another id */
export function unsealed(sealed: string, pair: KeyPair, id: string): SecretKey | null {
  try {
    const plain = openSealed(bytesOf(sealed), pair)
    if (!isEqual(plain.subarray(0, ID_BYTES), bytesOf(id))) return null
    return new SecretKey(plain.subarray(ID_BYTES))
  } catch (cause) {
    if (cause instanceof CryptoFailure) return null
    throw cause
  } finally {
    pair.secretKey.wipe()
  }
}

/** @throws the given fault when what is opened was altered */
export function openedOr(fault: () => Fault, opening: () => Uint8Array): Uint8Array {
  try {
    return opening()
  } catch (cause) {
    if (cause instanceof CryptoFailure) throw fault()
    throw cause
  }
}

/** Whether a kit was saved and not used since. */
export const isKitPrinted = ({ kit }: KeyringData): boolean => kit !== null && !kit.used

/** Whether more than one person unlocks, so that a name is needed to tell whose passphrase it is. */
export const hasSeveralPeople = ({ slots }: KeyringData): boolean => new Set(slots.map(({ person }) => person)).size > 1
