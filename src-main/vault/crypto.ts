/**
 * The one place that names libsodium, and node:crypto for random bytes (C3). All functions need `await ready()` once
 * per process before they are called.
 */
import { randomBytes as systemRandom, webcrypto } from 'node:crypto'
import { inspect } from 'node:util'

type Sodium = typeof import('libsodium-wrappers-sumo').default

let loaded: Sodium | null = null

/** Loads the library. Safe to call again. */
export async function ready(): Promise<void> {
  if (loaded) return
  // The library reads the global when it is loaded, and the oldest runtime we run on has none.
  if (globalThis.crypto === undefined) Object.defineProperty(globalThis, 'crypto', { value: webcrypto })
  const { default: library } = await import('libsodium-wrappers-sumo')
  await library.ready
  loaded = library
}

function sodium(): Sodium {
  if (!loaded) throw new Error('Cryptography was used before it was ready')
  return loaded
}

/** Lengths in bytes. */
export const KEY_BYTES = 32
export const HASH_BYTES = 32
export const SALT_BYTES = 16
export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64
const NONCE_BYTES = 24
const TAG_BYTES = 16

/** The only format of sealed bytes so far: one version byte, a 24-byte nonce, ciphertext with a 16-byte tag. */
const SEAL_VERSION = 1

/** Thrown when something sealed, signed or derived does not check out. Holds no detail on purpose. */
export class CryptoFailure extends Error {
  override readonly name = 'CryptoFailure'
}

/**
 * Key bytes that never show themselves: printing, inspecting or turning one into JSON gives the word "secret".
 * `wipe` overwrites the bytes; a wiped key can no longer be used.
 */
export class SecretKey {
  readonly #bytes: Uint8Array
  #wiped = false

  /** @param bytes taken over: copied into the key, then overwritten where they were */
  constructor(bytes: Uint8Array) {
    this.#bytes = Uint8Array.from(bytes)
    bytes.fill(0)
  }

  /** A fresh random key. */
  static random(length = KEY_BYTES): SecretKey {
    return new SecretKey(randomBytes(length))
  }

  get length(): number {
    return this.#bytes.length
  }

  get isWiped(): boolean {
    return this.#wiped
  }

  /**
   * Hands the bytes to a function for the length of one call. They must not be kept.
   * @throws CryptoFailure when the key was wiped
   */
  use<T>(take: (bytes: Uint8Array) => T): T {
    if (this.#wiped) throw new CryptoFailure('The key is gone')
    return take(this.#bytes)
  }

  wipe(): void {
    this.#bytes.fill(0)
    this.#wiped = true
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}

/** Random bytes from the operating system. */
export function randomBytes(length: number): Uint8Array {
  return new Uint8Array(systemRandom(length))
}

/** Bytes asked of the operating system at a time for ids: asking costs more than what it gives. */
const POOL_BYTES = 4096
const ID_BYTES = 16
const pool = Buffer.alloc(POOL_BYTES)
let taken = POOL_BYTES

/** A fresh random id, 32 hex digits: a name or a salt, never a key. */
export function randomId(): string {
  if (taken >= POOL_BYTES) {
    pool.set(systemRandom(POOL_BYTES))
    taken = 0
  }
  const id = pool.toString('hex', taken, taken + ID_BYTES)
  // A salt is erased with what it belongs to, so that it must not be left lying here.
  pool.fill(0, taken, taken + ID_BYTES)
  taken += ID_BYTES
  return id
}

/** Bytes as lower-case hex digits. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** @throws CryptoFailure when the text is not an even number of lower-case hex digits */
export function bytesOf(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new CryptoFailure('Not hex')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** BLAKE2b of bytes or of UTF-8 text, 32 bytes unless told. */
export function hash(message: Uint8Array | string, length = HASH_BYTES): Uint8Array {
  return sodium().crypto_generichash(length, utf8(message), null)
}

/** BLAKE2b-256 in hex. */
export const hashHex = (message: Uint8Array | string): string => hexOf(hash(message))

/** BLAKE2b keyed with a secret: equal only for who holds the key. */
export function keyedHash(message: Uint8Array | string, key: SecretKey, length = HASH_BYTES): Uint8Array {
  return key.use((bytes) => sodium().crypto_generichash(length, utf8(message), bytes))
}

/** The numbers of one passphrase stretching; stored beside what it opens and authenticated with it (C4). */
export interface Stretching {
  /** Passes over the memory. */
  readonly passes: number
  /** Bytes of memory. */
  readonly memory: number
}

/**
 * Argon2id v1.3, one lane: passphrase to key. Takes hundreds of milliseconds by design.
 * @param salt 16 bytes
 */
export function stretch(passphrase: string, salt: Uint8Array, { passes, memory }: Stretching): SecretKey {
  const library = sodium()
  // Compatibility composition: the same letters typed on another keyboard must give the same key.
  const typed = utf8(passphrase.normalize('NFKC'))
  try {
    return new SecretKey(
      library.crypto_pwhash(KEY_BYTES, typed, salt, passes, memory, library.crypto_pwhash_ALG_ARGON2ID13),
    )
  } finally {
    typed.fill(0)
  }
}

/**
 * A sub-key for one purpose.
 * @param context eight ASCII characters naming the purpose, such as `filekey_`
 * @param id number of the sub-key within the purpose
 */
export function subKey(key: SecretKey, context: string, id = 1): SecretKey {
  if (!/^[\x21-\x7e]{8}$/.test(context)) throw new Error('A sub-key context has eight visible ASCII characters')
  return new SecretKey(key.use((bytes) => sodium().crypto_kdf_derive_from_key(KEY_BYTES, id, context, bytes)))
}

/**
 * Seals bytes under a key with XChaCha20-Poly1305 and a random nonce (C2).
 * @param bound associated data: purpose, file, record, position; must be handed in unchanged to open
 * @returns version byte, nonce, ciphertext and tag
 */
export function seal(plain: Uint8Array, key: SecretKey, bound: Uint8Array | string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = key.use((bytes) =>
    sodium().crypto_aead_xchacha20poly1305_ietf_encrypt(plain, withVersion(bound), null, nonce, bytes),
  )
  const out = new Uint8Array(1 + NONCE_BYTES + sealed.length)
  out[0] = SEAL_VERSION
  out.set(nonce, 1)
  out.set(sealed, 1 + NONCE_BYTES)
  return out
}

/** @throws CryptoFailure when the version is unknown, the key is another, or a byte of seal or bound data differs */
export function open(sealed: Uint8Array, key: SecretKey, bound: Uint8Array | string): Uint8Array {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== SEAL_VERSION) throw new CryptoFailure('Not a seal')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const body = sealed.subarray(1 + NONCE_BYTES)
  return key.use((bytes) =>
    checked(() => sodium().crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, withVersion(bound), nonce, bytes)),
  )
}

/** A public key and its secret. */
export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: SecretKey
}

/** An Ed25519 pair for signing; from a 32-byte seed when one is given. */
export function signingPair(seed?: SecretKey): KeyPair {
  const pair = seed ? seed.use((bytes) => sodium().crypto_sign_seed_keypair(bytes)) : sodium().crypto_sign_keypair()
  return { publicKey: pair.publicKey, secretKey: new SecretKey(pair.privateKey) }
}

/** Ed25519 signature, 64 bytes. */
export function sign(message: Uint8Array, secretKey: SecretKey): Uint8Array {
  return secretKey.use((bytes) => sodium().crypto_sign_detached(message, bytes))
}

/** Whether a signature is that key's over that message. False, never an error, for malformed input. */
export function verifies(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false
  return sodium().crypto_sign_verify_detached(signature, message, publicKey)
}

/** An X25519 pair for sealed boxes; from a 32-byte seed when one is given. */
export function boxPair(seed?: SecretKey): KeyPair {
  const pair = seed ? seed.use((bytes) => sodium().crypto_box_seed_keypair(bytes)) : sodium().crypto_box_keypair()
  return { publicKey: pair.publicKey, secretKey: new SecretKey(pair.privateKey) }
}

/** Seals bytes to the holder of a box key; the sender stays unknown. 48 bytes longer than what went in. */
export function sealTo(plain: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sodium().crypto_box_seal(plain, publicKey)
}

/** @throws CryptoFailure when the box was sealed to another key or altered */
export function openSealed(box: Uint8Array, { publicKey, secretKey }: KeyPair): Uint8Array {
  return secretKey.use((bytes) => checked(() => sodium().crypto_box_seal_open(box, publicKey, bytes)))
}

/** Compares without telling by its time where the first difference lies. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium().memcmp(a, b)
}

/** Overwrites bytes that were secret. */
export function wipe(bytes: Uint8Array): void {
  bytes.fill(0)
}

const encoder = new TextEncoder()

function utf8(message: Uint8Array | string): Uint8Array {
  return typeof message === 'string' ? encoder.encode(message) : message
}

/** The version is authenticated too, so that no later format can be passed off as this one. */
function withVersion(bound: Uint8Array | string): Uint8Array {
  const data = utf8(bound)
  const out = new Uint8Array(1 + data.length)
  out[0] = SEAL_VERSION
  out.set(data, 1)
  return out
}

function checked(work: () => Uint8Array): Uint8Array {
  try {
    return work()
  } catch {
    throw new CryptoFailure('It does not open')
  }
}
