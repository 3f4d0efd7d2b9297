import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLetter, earlierOf, keptOf, readUpn, type Upn } from '../../src-main/features/pupils/rules/upn'

/** A number the test knows to hold together. */
function valid(text: string): Upn {
  const read = readUpn(text)
  if ('fault' in read) throw new Error(read.words)
  return read
}

const digits = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 })
const bodyOf = (list: readonly number[]): string => list.join('')

describe('a UPN', () => {
  it.each([
    ['P831900124017', 'permanent', '831', 2024],
    ['P831900125018', 'permanent', '831', 2025],
    ['N831900126001', 'permanent', '831', 2026],
    ['A831900121042', 'permanent', '831', 2021],
    ['Q83190012401A', 'temporary', '831', 2024],
    ['C83190012602K', 'temporary', '831', 2026],
    ['T941900125007', 'permanent', '941', 2025],
    ['U002900124001', 'permanent', '002', 2024],
    ['B801200005001', 'permanent', '801', 2005],
    ['P207000016049', 'permanent', '207', 2016],
  ] as const)('%s is read as %s', (upn, kind, laCode, issued) => {
    expect(readUpn(upn)).toEqual({ upn, kind, laCode, issued })
  })

  it.each([
    ['A801200005001', 'letter'],
    ['B207000016049', 'letter'],
    ['Q207000016049', 'letter'],
    ['P83190012401A', 'letter'],
    ['X80120000A001', 'signs'],
    ['I831900124017', 'signs'],
    ['P83190012401O', 'signs'],
    ['PP31900124017', 'signs'],
    ['8831900124017', 'signs'],
    ['P8319 0124017', 'signs'],
    ['P831900124０17', 'signs'],
    ['P83190012401', 'length'],
    ['P8319001240177', 'length'],
    ['', 'length'],
    ['   ', 'length'],
  ] as const)('%j is refused for its %s', (text, fault) => {
    expect(readUpn(text)).toMatchObject({ fault })
  })

  it('is read with blanks around it and in small letters', () => {
    expect(readUpn('  q83190012401a\t')).toMatchObject({ upn: 'Q83190012401A', kind: 'temporary' })
  })

  it('takes any authority, known or not', () => {
    expect(readUpn(`${checkLetter('999900124017')}999900124017`)).toMatchObject({ laCode: '999' })
  })

  it('is never repeated by the words of a fault', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{4,15}$/), (text) => {
        const read = readUpn(text)
        if ('fault' in read) expect(read.words).not.toContain(text)
      }),
    )
  })
})

describe('the check letter', () => {
  it('is found for every body there is, and makes it a number', () => {
    const ending = fc.oneof(fc.nat(9).map(String), fc.constantFrom(...'ABCDEFGHJKLMNPQRTUVWXYZ'))
    fc.assert(
      fc.property(digits, ending, (list, last) => {
        const body = bodyOf(list.slice(0, 11)) + last
        expect(readUpn(checkLetter(body) + body)).toMatchObject({ kind: /\d/.test(last) ? 'permanent' : 'temporary' })
      }),
    )
  })

  it('changes with every single digit', () => {
    const wrong = fc.tuple(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }))
    let missed = 0
    fc.assert(
      fc.property(wrong, ([list, at, by]) => {
        const changed = list.map((digit, index) => (index === at ? (digit + by) % 10 : digit))
        if (checkLetter(bodyOf(changed)) === checkLetter(bodyOf(list))) missed += 1
      }),
      { numRuns: 20_000 },
    )
    expect(missed).toBe(0)
  })

  it('changes when two unequal neighbours change places', () => {
    let [missed, tried] = [0, 0]
    fc.assert(
      fc.property(digits, fc.nat(10), (list, at) => {
        const [one, next] = [list[at]!, list[at + 1]!]
        if (one === next) return
        const swapped = list.map((digit, index) => (index === at ? next : index === at + 1 ? one : digit))
        tried += 1
        if (checkLetter(bodyOf(swapped)) === checkLetter(bodyOf(list))) missed += 1
      }),
      { numRuns: 20_000 },
    )
    expect(missed).toBe(0)
    expect(tried).toBeGreaterThan(15_000)
  })

  it('changes when a letter at the end changes, or trades places with the digit before it', () => {
    const letters = [...'ABCDEFGHJKLMNPQRTUVWXYZ']
    for (const [value, last] of letters.entries()) {
      const endings = letters.map((other) => checkLetter(`83190012401${other}`))
      expect(endings.filter((letter) => letter === endings[value])).toHaveLength(1)
      expect(checkLetter(`83190012401${last}`)).toBe(endings[value])
    }
  })
})

describe('two numbers of one pupil', () => {
  const [older, newer] = [valid('A831900121042'), valid('P831900124017')]
  const temporary = valid('Q83190012401A')

  it('are told apart by the year of issue', () => {
    expect(earlierOf(newer, older)).toBe(older)
    expect(earlierOf(older, newer)).toBe(older)
    expect(earlierOf(newer, temporary)).toBeNull()
  })

  it('of the nineties come before those of this century', () => {
    const body = '831900199001'
    const nineties = valid(checkLetter(body) + body)
    expect(nineties.issued).toBe(1999)
    expect(earlierOf(nineties, valid('B801200005001'))).toBe(nineties)
  })

  it('leave the permanent one, even the later', () => {
    const body = '83190011001A'
    const early = valid(checkLetter(body) + body)
    expect(earlierOf(newer, early)).toBe(early)
    expect(keptOf(newer, early)).toBe(newer)
    expect(keptOf(early, newer)).toBe(newer)
    expect(keptOf(newer, older)).toBe(older)
    expect(keptOf(newer, newer)).toBeNull()
  })
})
