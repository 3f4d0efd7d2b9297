import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { ready, SecretKey } from '@vault/crypto'
import { kitLines, newKit, readKit } from '@vault/kit'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

beforeAll(ready)

const kitOf = (bytes: Uint8Array) => new SecretKey(Uint8Array.from(bytes))
const bytesIn = (kit: SecretKey) => kit.use((bytes) => [...bytes])
const kits = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('is read back as it was printed', () => {
  fc.assert(
    fc.property(kits, (bytes) => {
      expect(bytesIn(readKit(kitLines(kitOf(bytes)).join('\n')))).toEqual([...bytes])
    }),
  )
})

test('is read when case, spaces, dashes and look-alikes differ', () => {
  fc.assert(
    fc.property(kits, (bytes) => {
      const typed = kitLines(kitOf(bytes))
        .join(' - ')
        .toLowerCase()
        .replace(/0/g, 'o')
        .replace(/1/g, 'l')
        .replace(/ /g, '  ')
      expect(bytesIn(readKit(typed))).toEqual([...bytes])
    }),
  )
})

test('finds every single wrong character', () => {
  const text = kitLines(newKit()).join('').replace(/ /g, '')
  let tried = 0
  for (let at = 0; at < text.length; at++) {
    for (const sign of `${ALPHABET}U*`) {
      if (sign === text[at]) continue
      tried += 1
      expect(() => readKit(text.slice(0, at) + sign + text.slice(at + 1))).toThrow(`Line ${Math.floor(at / 15) + 1}`)
    }
  }
  expect(tried).toBe(60 * 33)
})

test('finds neighbours swapped, a character missing or doubled, and lines in another order', () => {
  fc.assert(
    fc.property(kits, fc.nat({ max: 58 }), (bytes, at) => {
      const lines = kitLines(kitOf(bytes))
      const text = lines.join('').replace(/ /g, '')
      const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
      if (swapped !== text) expect(() => readKit(swapped)).toThrow()
      expect(() => readKit(text.slice(0, at) + text.slice(at + 1))).toThrow('59')
      expect(() => readKit(text.slice(0, at) + text.charAt(at) + text.slice(at))).toThrow('61')
      if (lines[0] !== lines[1])
        expect(() => readKit([lines[1], lines[0], lines[2], lines[3]].join(''))).toThrow('Line 1')
    }),
  )
})

test('is four lines of three groups of five when printed', () => {
  for (const line of kitLines(newKit())) expect(line).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}( [0-9A-HJKMNP-TV-Z]{5}){2}$/)
})
