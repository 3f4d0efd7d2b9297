import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Json } from '../../src-main/sync/core/event'

/** Written the plain way: what every hash ever made rests on. */
const plainly = (value: Json): string =>
  value === null || typeof value !== 'object'
    ? JSON.stringify(value)
    : Array.isArray(value)
      ? `[${value.map(plainly).join(',')}]`
      : `{${Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, part]: [string, Json]) => `${JSON.stringify(key)}:${plainly(part)}`)
          .join(',')}}`

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) as fc.Arbitrary<Json> // JSON is what it draws.

describe('canonical JSON', () => {
  it('is that of the plain way, whatever is in it', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(plainly(value))
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('comes to the same where texts of parts are known', () => {
    fc.assert(
      fc.property(json, json, (part, rest) => {
        const whole = { part, more: [rest, { part }] }
        expect(canonical(whole, new Map([[part, canonical(part)]]))).toBe(canonical(whole))
      }),
    )
  })

  it.each(['', '"', '\\', '\n', '\u007f', '\u2028', 'é', '😀', '\ud800', '~!#[]', '/', '\u0000'])(
    'quotes %j as JSON does',
    (text) => {
      expect(canonical(text)).toBe(JSON.stringify(text))
      expect(canonical({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
    },
  )

  it.each([Number.NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => canonical([value])).toThrow(TypeError)
  })

  it('keeps keys like parts of every object, and numbers in the order of texts', () => {
    expect(canonical(JSON.parse('{"b":1,"__proto__":2,"10":3,"9":4}') as Json)).toBe(
      '{"10":3,"9":4,"__proto__":2,"b":1}',
    )
  })
})
