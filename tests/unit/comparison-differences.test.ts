import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Difference } from '@contract/comparison'
import type { Answer, Condition, Level } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import type { Combined } from '../../src-main/features/comparison/combine'
import { differenceOf } from '../../src-main/features/comparison/differences'
import { anyCombined, STATED, YEARS } from './comparison-arbitraries'

/** R13, pair by pair: the first is stricter than the second. Written out, not computed. */
const STRICTER: readonly (readonly [Level, Level])[] = [
  ['CERTAIN_TIMES', 'ALLOWED'],
  ['NOMINATED_OR_PERMISSION', 'ALLOWED'],
  ['NOT_ALLOWED', 'ALLOWED'],
  ['ILLEGAL', 'ALLOWED'],
  ['NOT_ALLOWED', 'CERTAIN_TIMES'],
  ['ILLEGAL', 'CERTAIN_TIMES'],
  ['NOT_ALLOWED', 'NOMINATED_OR_PERMISSION'],
  ['ILLEGAL', 'NOMINATED_OR_PERMISSION'],
  ['ILLEGAL', 'NOT_ALLOWED'],
]

const isStricter = (a: Level, b: Level): boolean => STRICTER.some(([one, other]) => one === a && other === b)

const sameWords = (a: string | null, b: string | null): boolean => {
  const plain = (text: string | null): string => (text ?? '').toLowerCase().replace(/[^a-z ]/g, '')
  return plain(a) === plain(b)
}

function sameCondition(a: Condition | null, b: Condition | null): boolean {
  const none: Condition = { when: null, where: null, whoPermits: null, purpose: null, needsAgreement: false }
  const [one, other] = [a ?? none, b ?? none]
  return (
    sameWords(one.when, other.when) &&
    sameWords(one.where, other.where) &&
    sameWords(one.whoPermits, other.whoPermits) &&
    sameWords(one.purpose, other.purpose) &&
    one.needsAgreement === other.needsAgreement
  )
}

/** What two parts are to each other, from R13 and R119 alone. */
function pair(a: Answer, b: Answer): Difference {
  if (isStricter(a.level, b.level)) return 'stricter'
  if (isStricter(b.level, a.level)) return 'looser'
  return a.level === b.level && sameCondition(a.condition, b.condition) ? 'same' : 'different-kind'
}

const partOf = ({ answers }: Combined, year: YearCode): Answer | null =>
  answers.find(({ years }) => {
    if (years === null) return true
    const place = YEARS.indexOf(year)
    return YEARS.indexOf(years.from) <= place && place <= YEARS.indexOf(years.to)
  }) ?? null

/** The oracle: classes of R119 by going through the years both schools teach. */
function oracle(own: Combined, reference: Combined): Difference {
  if (own.state === 'file-closed' || own.state === 'no-such-year') return 'none'
  if (own.state === 'conflict' || reference.state === 'conflict') return 'conflict'
  if (reference.state !== 'answered') return own.state === reference.state ? 'same' : 'none'
  if (own.state !== 'answered') return 'missing'
  const shared = YEARS.filter((year) => own.years?.includes(year) && reference.years?.includes(year))
  const pairs =
    shared.length > 0
      ? shared.map((year) => [partOf(own, year), partOf(reference, year)] as const)
      : own.answers.flatMap((one) => reference.answers.map((other) => [one, other] as const))
  const seen = new Set<Difference>()
  for (const [one, other] of pairs) seen.add(one && other ? pair(one, other) : 'missing')
  seen.delete('same')
  if (seen.has('missing')) return 'missing'
  const [only] = seen
  if (only !== undefined) return seen.size === 1 ? only : 'different-kind'
  return sameWords(own.asWritten.trim(), reference.asWritten.trim()) ? 'same' : 'wording-only'
}

const whole = (level: Level, words = 'as written'): Combined => ({
  state: 'answered',
  answers: [{ level, permitting: null, years: null, condition: null }],
  asWritten: words,
  years: YEARS,
})

describe('differences', () => {
  test('agrees with the oracle when any two schools answer', () => {
    fc.assert(
      fc.property(anyCombined, anyCombined, (own, reference) => {
        expect(differenceOf(own, reference)).toBe(oracle(own, reference))
      }),
      { numRuns: 2000 },
    )
  })

  test('is stricter one way exactly when looser the other way', () => {
    fc.assert(
      fc.property(anyCombined, anyCombined, (a, b) => {
        expect(differenceOf(a, b) === 'stricter').toBe(differenceOf(b, a) === 'looser')
      }),
      { numRuns: 2000 },
    )
  })

  test('is never stricter nor looser when the two middle levels meet', () => {
    expect(differenceOf(whole('CERTAIN_TIMES'), whole('NOMINATED_OR_PERMISSION'))).toBe('different-kind')
    expect(differenceOf(whole('NOMINATED_OR_PERMISSION'), whole('CERTAIN_TIMES'))).toBe('different-kind')
  })

  test('is same when an answer meets itself, whatever its level', () => {
    for (const level of STATED) expect(differenceOf(whole(level), whole(level))).toBe('same')
  })

  test('is wording only when nothing but the words differ', () => {
    expect(differenceOf(whole('ALLOWED', 'Yes'), whole('ALLOWED', 'S Staff allowed'))).toBe('wording-only')
    expect(differenceOf(whole('ALLOWED', 'Yes'), whole('ALLOWED', ' yes'))).toBe('same')
  })

  test('is different kind when one school is stricter in some years and looser in others', () => {
    const part = (level: Level, from: YearCode, to: YearCode): Answer => ({
      level,
      permitting: null,
      years: { from, to },
      condition: null,
    })
    const split: Combined = {
      ...whole('ALLOWED'),
      answers: [part('NOT_ALLOWED', 'R', '11'), part('ALLOWED', '12', '13')],
    }
    expect(differenceOf(split, whole('CERTAIN_TIMES'))).toBe('different-kind')
    // Only the years a school teaches count: a college knows nothing of the ban to Year 11.
    expect(differenceOf({ ...split, years: ['12', '13'] }, { ...whole('CERTAIN_TIMES'), years: ['12', '13'] })).toBe(
      'looser',
    )
  })

  test.each([
    ['no-equivalent', 'missing'],
    ['not-stated', 'missing'],
    ['blank', 'missing'],
    ['unread', 'missing'],
    ['conflict', 'conflict'],
    ['no-such-year', 'none'],
    ['file-closed', 'none'],
  ] as const)('sets a school that is %s apart as %s when the reference answers', (state, expected) => {
    expect(differenceOf({ ...whole('NOT_ALLOWED'), state }, whole('NOT_ALLOWED'))).toBe(expected)
  })

  test.each(['no-equivalent', 'not-stated', 'blank', 'unread', 'file-closed', 'no-such-year'] as const)(
    'measures nothing when the reference is %s',
    (state) => {
      expect(differenceOf(whole('NOT_ALLOWED'), { ...whole('ALLOWED'), state, answers: [] })).toBe('none')
    },
  )

  test('measures nothing when there is no reference', () => {
    expect(differenceOf(whole('NOT_ALLOWED'), null)).toBe('none')
  })
})
