import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { LEVELS, type Answer, type Level } from '@contract/matrices'
import { compareLevels, compareParts, opposite, strictest, together } from '../../src-main/features/matrices/levels'
import { compareAnswers } from '../../src-main/features/matrices/strictness'
import { yearsBetween } from '../../src-main/features/matrices/years'
import { anyAnswer } from './matrices-arbitraries'

const part = (level: Level, more: Partial<Answer> = {}): Answer => ({
  level,
  permitting: null,
  years: null,
  condition: null,
  ...more,
})
const when = (words: string) => ({ when: words, where: null, whoPermits: null, purpose: null, needsAgreement: false })

describe('levels', () => {
  it.each([
    ['ALLOWED', 'CERTAIN_TIMES', 'looser'],
    ['ALLOWED', 'NOMINATED_OR_PERMISSION', 'looser'],
    ['CERTAIN_TIMES', 'NOMINATED_OR_PERMISSION', 'different-kind'],
    ['NOT_ALLOWED', 'NOMINATED_OR_PERMISSION', 'stricter'],
    ['ILLEGAL', 'NOT_ALLOWED', 'stricter'],
    ['UNSET', 'NOT_ALLOWED', 'missing'],
    ['UNSET', 'UNSET', 'same'],
  ] as const)('rank %s against %s as R13 does', (a, b, outcome) => {
    expect(compareLevels(a, b)).toBe(outcome)
    expect(compareLevels(b, a)).toBe(opposite(outcome))
  })

  it('form a partial order when all are held against all', () => {
    for (const a of LEVELS) {
      for (const b of LEVELS) {
        for (const c of LEVELS) {
          if (compareLevels(a, b) === 'stricter' && compareLevels(b, c) === 'stricter') {
            expect(compareLevels(a, c)).toBe('stricter')
          }
        }
      }
    }
  })
})

describe('answers with conditions', () => {
  it('are stricter when leave carries one more condition', () => {
    expect(compareParts(part('ALLOWED', { condition: when('Before school') }), part('ALLOWED'))).toBe('stricter')
  })

  it('are looser when a ban carries one, since it then reaches less far', () => {
    expect(compareParts(part('NOT_ALLOWED', { condition: when('In lessons') }), part('NOT_ALLOWED'))).toBe('looser')
  })

  it('are of a different kind when their conditions say different things', () => {
    const [a, b] = [when('In emergencies'), when('Before school')]
    expect(compareParts(part('CERTAIN_TIMES', { condition: a }), part('CERTAIN_TIMES', { condition: b }))).toBe(
      'different-kind',
    )
  })

  it('are the same when only case and punctuation differ, or only the caption of one level', () => {
    const [a, b] = [when('In emergencies'), when(' in emergencies. ')]
    expect(compareParts(part('ALLOWED', { condition: a }), part('ALLOWED', { condition: b }))).toBe('same')
    expect(
      compareParts(
        part('NOMINATED_OR_PERMISSION', { permitting: 'selected' }),
        part('NOMINATED_OR_PERMISSION', { permitting: 'permission' }),
      ),
    ).toBe('same')
  })

  it('obey the laws of a partial order', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyAnswer, (a, b, c) => {
        expect(compareParts(a, a)).toBe('same')
        expect(compareParts(b, a)).toBe(opposite(compareParts(a, b)))
        const [ab, bc] = [compareParts(a, b), compareParts(b, c)]
        if ((ab === 'stricter' || ab === 'same') && (bc === 'stricter' || bc === 'same')) {
          expect(compareParts(a, c)).toBe(ab === 'same' && bc === 'same' ? 'same' : 'stricter')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never have a stricter one than the strictest', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 5 }), (answers) => {
        const worst = strictest(answers)
        for (const answer of answers) {
          if (worst !== null) expect(compareParts(answer, worst)).not.toBe('stricter')
          else expect(answer.level).toBe('UNSET')
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('answers that split by years', () => {
  const all = yearsBetween('7', '13')
  const split = [
    part('NOT_ALLOWED', { years: { from: '7', to: '11' } }),
    part('ALLOWED', { years: { from: '12', to: '13' } }),
  ]

  it('are stricter when they are so in some years and the same in the others', () => {
    expect(compareAnswers({ answers: split, years: all }, { answers: [part('ALLOWED')], years: all })).toBe('stricter')
  })

  it('are of a different kind when they are stricter in some years and looser in others', () => {
    expect(compareAnswers({ answers: split, years: all }, { answers: [part('CERTAIN_TIMES')], years: all })).toBe(
      'different-kind',
    )
  })

  it('are compared in the years both teach when the schools differ', () => {
    const college = { answers: [part('ALLOWED')], years: yearsBetween('12', '13') }
    expect(compareAnswers({ answers: split, years: all }, college)).toBe('same')
  })

  it('are compared part by part when no year is shared', () => {
    const junior = { answers: [part('NOT_ALLOWED')], years: yearsBetween('3', '6') }
    expect(compareAnswers(junior, { answers: split, years: all })).toBe('stricter')
  })

  it('are missing when one side says nothing in a year', () => {
    expect(compareAnswers({ answers: split.slice(0, 1), years: all }, { answers: split, years: all })).toBe('missing')
    expect(compareAnswers({ answers: [], years: all }, { answers: [], years: all })).toBe('same')
  })

  it('obey the laws of a partial order over the same years', () => {
    const side = fc.array(anyAnswer, { maxLength: 3 }).map((answers) => ({ answers, years: all }))
    fc.assert(
      fc.property(side, side, (a, b) => {
        expect(compareAnswers(a, a)).toBe('same')
        expect(compareAnswers(b, a)).toBe(opposite(compareAnswers(a, b)))
      }),
      { numRuns: 300 },
    )
  })

  it('join to the same outcome in any order', () => {
    const outcome = fc.constantFrom('same', 'stricter', 'looser', 'different-kind', 'missing' as const)
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 6 }), (outcomes) => {
        expect(together([...outcomes].reverse())).toBe(together(outcomes))
      }),
    )
  })
})
