import { describe, expect, test } from 'vitest'
import { YEAR_CODES } from '@contract/primitives'
import { madeUpRoll } from '../../src-main/features/practice/pupils'
import { PRACTICE_SCHOOLS } from '../../src-main/features/practice/schools'

/** Letters of domain section 8 in order of value. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/

const rolls = PRACTICE_SCHOOLS.map(({ facts, roll }) => ({
  facts,
  pupils: madeUpRoll({ lowYear: facts.lowYear, highYear: facts.highYear, ...roll }, 2026),
}))

describe('made-up rolls', () => {
  test('hold about sixty pupils in every year a school teaches', () => {
    for (const { facts, pupils } of rolls) {
      expect(pupils.length).toBeGreaterThanOrEqual(60)
      expect(pupils.length).toBeLessThanOrEqual(63)
      const taught = YEAR_CODES.slice(YEAR_CODES.indexOf(facts.lowYear), YEAR_CODES.indexOf(facts.highYear) + 1)
      expect([...new Set(pupils.map(({ year }) => year))]).toEqual(taught)
    }
  })

  test('have valid numbers of no authority, one each, and a few missing or temporary', () => {
    for (const { pupils } of rolls) {
      const upns = pupils.flatMap(({ upn }) => upn ?? [])
      expect(new Set(upns).size).toBe(upns.length)
      expect(pupils.length - upns.length).toBe(1)
      expect(upns.filter((upn) => upn.endsWith('A'))).toHaveLength(1)
      for (const upn of upns) {
        expect(upn).toMatch(SHAPE)
        expect(upn.slice(1, 4)).toBe('999')
        const sum = [...upn.slice(1)].reduce(
          (total, sign, index) => total + (index + 2) * (/\d/.test(sign) ? Number(sign) : ALPHABET.indexOf(sign)),
          0,
        )
        expect(ALPHABET[sum % 23]).toBe(upn[0])
      }
    }
  })

  test('give no two pupils of the trust the same whole name or admission number in one school', () => {
    const names = rolls.flatMap(({ pupils }) => pupils.map(({ forename, surname }) => `${forename} ${surname}`))
    expect(new Set(names).size).toBe(names.length)
    for (const { pupils } of rolls) {
      const numbers = pupils.map(({ admissionNumber }) => admissionNumber)
      expect(new Set(numbers).size).toBe(numbers.length)
      expect(numbers.every((number) => /^0\d{5}$/.test(number))).toBe(true)
    }
  })
})
