import { createCipheriv } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import * as crypto from '@vault/crypto'
import { bytesOf, CryptoFailure, hexOf, SecretKey } from '@vault/crypto'

beforeAll(() => crypto.ready())

const counting = (length: number) => Uint8Array.from({ length }, (_, i) => i)
const keyOf = (hex: string) => new SecretKey(bytesOf(hex))

describe('known answers', () => {
  test('BLAKE2b equals RFC 7693 and the reference key vectors', () => {
    expect(hexOf(crypto.hash('abc', 64))).toBe(
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1' +
        '7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    )
    expect(crypto.hashHex('abc')).toBe('bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319')
    expect(hexOf(crypto.hash('abc', 16))).toBe('cf4ab791c62b8d2b2109c90275287816')
    expect(hexOf(crypto.keyedHash('abc', new SecretKey(counting(32))))).toBe(
      'd63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f',
    )
    expect(hexOf(crypto.keyedHash(new Uint8Array(), new SecretKey(counting(64)), 64))).toBe(
      '10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786' +
        'b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568',
    )
  })

  test('Argon2id equals the OpenSSL implementation, whatever way a letter is composed', () => {
    const salt = counting(16)
    const short = crypto.stretch('correct horse', salt, { passes: 3, memory: 8 * 2 ** 20 })
    expect(short.use(hexOf)).toBe('77af1c306ae70c8ad00394b671ee364ffb2e7e12f88e5045953b12dd0ccaa9db')
    const floor = { passes: 3, memory: 64 * 2 ** 20 }
    for (const typed of ['p\u00e4ssword \u00bd', 'pa\u0308ssword \u00bd']) {
      const key = crypto.stretch(typed, salt, floor)
      expect(key.use(hexOf)).toBe('1ee3e5b9515431f77d7451483a0949a661b3e76a3df0354d601d7aaf74b05b9d')
    }
  })

  test('sub-keys equal BLAKE2b with the purpose as its person and the number as its salt', () => {
    const key = new SecretKey(counting(32))
    expect(crypto.subKey(key, 'filekey_', 7).use(hexOf)).toBe(
      '0ec0b6fe1383c802a5be7fd2817433d1883b5429af35f17203dc10101204343d',
    )
    expect(() => crypto.subKey(key, 'short')).toThrow()
  })

  test('Ed25519 equals RFC 8032', () => {
    const cases = [
      {
        seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        message: '',
        signature:
          'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      },
      {
        seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
        publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        message: '72',
        signature:
          '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      },
    ]
    for (const { seed, publicKey, message, signature } of cases) {
      const pair = crypto.signingPair(keyOf(seed))
      expect(hexOf(pair.publicKey)).toBe(publicKey)
      expect(hexOf(crypto.sign(bytesOf(message), pair.secretKey))).toBe(signature)
      expect(crypto.verifies(bytesOf(signature), bytesOf(message), pair.publicKey)).toBe(true)
    }
  })

  test('a box key made from a seed is the X25519 key of the hashed seed', () => {
    const { publicKey } = crypto.boxPair(new SecretKey(counting(32)))
    expect(hexOf(publicKey)).toBe('4701d08488451f545a409fb58ae3e58581ca40ac3f7f114698cd71deac73ca01')
  })

  test('a seal equals XChaCha20-Poly1305 put together from OpenSSL and the draft vector', () => {
    const vector = {
      key: '808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f',
      nonce: '404142434445464748494a4b4c4d4e4f5051525354555657',
      bound: '50515253c0c1c2c3c4c5c6c7',
      plain:
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
      sealed:
        'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39' +
        'ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
        '21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49',
    }
    const plain = new TextEncoder().encode(vector.plain)
    const own = xchacha(bytesOf(vector.key), bytesOf(vector.nonce), bytesOf(vector.bound), plain)
    expect(hexOf(own)).toBe(vector.sealed)

    const sealed = crypto.seal(plain, keyOf(vector.key), bytesOf(vector.bound))
    const bound = bytesOf(`01${vector.bound}`)
    expect(sealed[0]).toBe(1)
    expect(hexOf(sealed.subarray(25))).toBe(hexOf(xchacha(bytesOf(vector.key), sealed.subarray(1, 25), bound, plain)))
  })
})

describe('seals', () => {
  test('open to the same bytes, and only with the same key and the same bound data', () => {
    const key = SecretKey.random()
    const sealed = crypto.seal(counting(40), key, 'school 1')
    expect(crypto.open(sealed, key, 'school 1')).toEqual(counting(40))
    expect(() => crypto.open(sealed, key, 'school 2')).toThrow(CryptoFailure)
    expect(() => crypto.open(sealed, SecretKey.random(), 'school 1')).toThrow(CryptoFailure)
    expect(() => crypto.open(new Uint8Array(), key, 'school 1')).toThrow(CryptoFailure)
  })

  test('never open when any byte was changed, cut off, added or swapped in from another: 10,000 cases', () => {
    const key = SecretKey.random()
    const pieces = [64, 65].map((length, i) => crypto.seal(crypto.randomBytes(length), key, `record ${i}`))
    const [first, second] = pieces as [Uint8Array, Uint8Array]
    const tampered = fc.oneof(
      fc.tuple(fc.nat(first.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const copy = Uint8Array.from(first)
        copy[at] = (copy[at] ?? 0) ^ by
        return copy
      }),
      fc.nat(first.length - 1).map((length) => first.slice(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((tail) => Uint8Array.from([...first, ...tail])),
      fc.integer({ min: 0, max: first.length - 1 }).map((at) => {
        return Uint8Array.from([...first.slice(0, at), ...second.slice(at, first.length)])
      }),
    )
    let found = 0
    fc.assert(
      fc.property(tampered, (bytes) => {
        expect(() => crypto.open(bytes, key, 'record 0')).toThrow(CryptoFailure)
        found++
      }),
      { numRuns: 10_000 },
    )
    expect(found).toBe(10_000)
  })

  test('to a box key open for its holder only', () => {
    const [holder, other] = [crypto.boxPair(), crypto.boxPair()]
    const box = crypto.sealTo(counting(32), holder.publicKey)
    expect(box).toHaveLength(80)
    expect(crypto.openSealed(box, holder)).toEqual(counting(32))
    expect(() => crypto.openSealed(box, other)).toThrow(CryptoFailure)
    box[40] = (box[40] ?? 0) ^ 1
    expect(() => crypto.openSealed(box, holder)).toThrow(CryptoFailure)
  })
})

test('ids are of 32 hex digits, and no two are alike', () => {
  const ids = Array.from({ length: 2000 }, crypto.randomId)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(2000)
})

describe('a secret key', () => {
  test('shows nothing when it is printed, inspected, cloned or turned into JSON', () => {
    const key = new SecretKey(Uint8Array.from({ length: 32 }, () => 0xab))
    const shown = [
      String(key),
      JSON.stringify({ key }),
      inspect(key, { showHidden: true, depth: 9 }),
      inspect({ key }, { customInspect: false, showHidden: true, depth: 9 }),
      JSON.stringify(structuredClone({ ...key })),
      new Error('failed', { cause: key }).stack ?? '',
    ].join(' ')
    expect(shown).not.toMatch(/abab|171|q6ur/i)
  })

  test('takes over the bytes it is given and cannot be used once wiped', () => {
    const bytes = counting(32)
    const key = new SecretKey(bytes)
    expect([...bytes].every((byte) => byte === 0)).toBe(true)
    let seen = new Uint8Array()
    key.use((inside) => (seen = inside as typeof seen))
    key.wipe()
    expect(key.isWiped).toBe(true)
    expect([...seen].every((byte) => byte === 0)).toBe(true)
    expect(() => key.use(hexOf)).toThrow(CryptoFailure)
  })
})

test('a signature is refused when message, signature or key is another or malformed', () => {
  const pair = crypto.signingPair()
  const message = counting(10)
  const signature = crypto.sign(message, pair.secretKey)
  expect(crypto.verifies(signature, message, pair.publicKey)).toBe(true)
  expect(crypto.verifies(signature, counting(11), pair.publicKey)).toBe(false)
  expect(crypto.verifies(signature, message, crypto.signingPair().publicKey)).toBe(false)
  expect(crypto.verifies(signature.slice(1), message, pair.publicKey)).toBe(false)
  expect(crypto.verifies(signature, message, pair.publicKey.slice(1))).toBe(false)
})

test('equality looks at every byte and at the length', () => {
  expect(crypto.isEqual(counting(5), counting(5))).toBe(true)
  expect(crypto.isEqual(counting(5), counting(6))).toBe(false)
  expect(crypto.isEqual(counting(5), Uint8Array.of(0, 1, 2, 3, 5))).toBe(false)
})

/** XChaCha20-Poly1305 from its definition: HChaCha20 written out, the rest from OpenSSL. */
function xchacha(key: Uint8Array, nonce: Uint8Array, bound: Uint8Array, plain: Uint8Array): Uint8Array {
  const inner = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)])
  const cipher = createCipheriv('chacha20-poly1305', hchacha(key, nonce.subarray(0, 16)), inner, { authTagLength: 16 })
  cipher.setAAD(bound, { plaintextLength: plain.length })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function hchacha(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const input = Buffer.concat([Buffer.from('expand 32-byte k'), key, nonce])
  const s = Array.from({ length: 16 }, (_, i) => input.readUInt32LE(i * 4))
  const at = (i: number) => s[i] ?? 0
  const mix = (a: number, b: number, d: number, by: number) => {
    s[a] = (at(a) + at(b)) >>> 0
    const x = at(d) ^ at(a)
    s[d] = ((x << by) | (x >>> (32 - by))) >>> 0
  }
  const quarter = (a: number, b: number, c: number, d: number) => {
    mix(a, b, d, 16)
    mix(c, d, b, 12)
    mix(a, b, d, 8)
    mix(c, d, b, 7)
  }
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i)
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4))
  }
  const out = Buffer.alloc(32)
  ;[0, 1, 2, 3, 12, 13, 14, 15].forEach((word, i) => out.writeUInt32LE(at(word), i * 4))
  return out
}
