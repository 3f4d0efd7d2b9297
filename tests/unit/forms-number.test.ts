import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formNumber, readFormNumber, scanText, spacedNumber } from '../../src-main/features/forms/number'

const body = fc.stringMatching(/^[0-9]{12}$/)
const digits = [...'0123456789']
const withDigit = (number: string, at: number, digit: string): string =>
  number.slice(0, at) + digit + number.slice(at + 1)

describe('formNumber', () => {
  it('adds the check digits of ISO 7064 MOD 97-10', () => {
    // Worked by hand: the rest of 79400 divided by 97 is 54, and 98 - 54 is 44.
    expect(formNumber('000000000794')).toBe('00000000079444')
    expect(formNumber('000000000000')).toBe('00000000000098')
  })

  it('leaves a rest of 1 when the whole is divided by 97', () => {
    fc.assert(
      fc.property(body, (first) => {
        expect(BigInt(formNumber(first)) % 97n).toBe(1n)
      }),
    )
  })

  it('makes a number that reads back from any random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (random) => {
        const number = formNumber(random)
        expect(number).toMatch(/^[0-9]{14}$/)
        expect(readFormNumber(number)).toBe(number)
      }),
    )
  })

  it.each([new Uint8Array(7), '12345678901', '1234567890123', '12345678901a', ''])('refuses %j', (random) => {
    expect(() => formNumber(random)).toThrow()
  })
})

describe('readFormNumber', () => {
  it('finds every change of one digit', () => {
    fc.assert(
      fc.property(body, (first) => {
        const number = formNumber(first)
        const changed = [...number].flatMap((digit, at) =>
          digits.filter((other) => other !== digit).map((other) => withDigit(number, at, other)),
        )
        expect(changed).toHaveLength(14 * 9)
        expect(changed.filter((text) => readFormNumber(text) !== null)).toEqual([])
      }),
    )
  })

  it('finds every swap of two digits that differ, neighbours or not', () => {
    fc.assert(
      fc.property(body, (first) => {
        const number = formNumber(first)
        const places = [...number].map((_, at) => at)
        const swapped = places.flatMap((a) =>
          places
            .filter((b) => b > a && number[a] !== number[b])
            .map((b) => withDigit(withDigit(number, a, number[b]!), b, number[a]!)),
        )
        expect(swapped.filter((text) => readFormNumber(text) !== null)).toEqual([])
      }),
    )
  })

  it('finds every pair of equal digits read as another pair', () => {
    fc.assert(
      fc.property(body, fc.nat(10), fc.constantFrom(...digits), fc.constantFrom(...digits), (first, at, a, b) => {
        fc.pre(a !== b)
        const pair = (digit: string): string => `${first.slice(0, at)}${digit}${digit}${first.slice(at + 2)}`
        const number = formNumber(pair(a))
        expect(readFormNumber(pair(b) + number.slice(12))).toBeNull()
      }),
    )
  })

  it('refuses a number that lost or gained a digit', () => {
    fc.assert(
      fc.property(body, fc.nat(13), fc.constantFrom(...digits), (first, at, digit) => {
        const number = formNumber(first)
        expect(readFormNumber(number.slice(0, at) + number.slice(at + 1))).toBeNull()
        expect(readFormNumber(number.slice(0, at) + digit + number.slice(at))).toBeNull()
      }),
    )
  })

  it.each([
    '00000000079444',
    '0000 0000 0794 44',
    ' 0000-0000-0794-44\r\n',
    '0000–0000\u00a00794‑44',
    'TW00000000079444',
    'tw 0000 0000 0794 44',
    '０００００００００７９４４４',
  ])('reads %j', (text) => {
    expect(readFormNumber(text)).toBe('00000000079444')
  })

  it.each([
    '',
    'TW',
    'TWTW00000000079444',
    'XY00000000079444',
    '00000000079444TW',
    '00000000079444 00000000079444',
    '000000000794.44',
    // The same rest, but not the check digits that are given out.
    '00000000000001',
    '٠٠٠٠٠٠٠٠٠٧٩٤٤٤',
    `00000000079444${' '.repeat(100)}`,
  ])('reads no number in %j', (text) => {
    expect(readFormNumber(text)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readFormNumber(text) ?? '00000000000000').toMatch(/^[0-9]{14}$/)
      }),
    )
  })
})

describe('the number as printed', () => {
  it('reads back from its groups and from the scanned text', () => {
    fc.assert(
      fc.property(body, (first) => {
        const number = formNumber(first)
        expect(spacedNumber(number)).toMatch(/^\d{4} \d{4} \d{4} \d{2}$/)
        expect(readFormNumber(spacedNumber(number))).toBe(number)
        expect(scanText(number)).toBe(`TW${number}`)
        expect(readFormNumber(scanText(number))).toBe(number)
      }),
    )
  })

  it.each(['', '00000000079445', '0000 0000 0794 44', 'TW00000000079444'])('is not made of %j', (text) => {
    expect(() => scanText(text)).toThrow()
  })
})
