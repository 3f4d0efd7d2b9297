import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Answer } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import {
  answerIn,
  ORDERED_YEARS,
  splitFaults,
  withinYears,
  yearsBetween,
  yearsInWords,
} from '../../src-main/features/matrices/years'
import { anyAnswer, anyRange } from './matrices-arbitraries'

const part = (from: YearCode, to: YearCode, level: Answer['level'] = 'ALLOWED'): Answer => ({
  level,
  permitting: null,
  years: { from, to },
  condition: null,
})

describe('years of a school', () => {
  it.each([
    ['3', '6', ['3', '4', '5', '6']],
    ['N2', '1', ['N2', 'R', '1']],
    ['9', '7', []],
    ['X', 'X', ['X']],
    ['7', 'X', []],
  ] as const)('run from %s to %s in teaching order', (from, to, years) => {
    expect(yearsBetween(from, to)).toEqual(years)
  })
})

describe('a split by years', () => {
  it('leaves a gap when the school goes on to Year 13 and the table stops at 11', () => {
    const faults = splitFaults([part('7', '9', 'NOT_ALLOWED'), part('10', '11')], yearsBetween('7', '13'))
    expect(faults).toEqual({ gaps: ['12', '13'], overlaps: [], outside: [] })
  })

  it('overlaps when two parts name the same year', () => {
    expect(splitFaults([part('7', '11'), part('11', '13')], yearsBetween('7', '13')).overlaps).toEqual(['11'])
  })

  it('names years outside when the table is shared with another school', () => {
    const faults = splitFaults([part('7', '11'), part('12', '13')], yearsBetween('12', '13'))
    expect(faults).toEqual({ gaps: [], overlaps: [], outside: ['7', '8', '9', '10', '11'] })
  })

  it('is without fault when one answer holds for all years', () => {
    const whole: Answer = { level: 'ALLOWED', permitting: null, years: null, condition: null }
    expect(splitFaults([whole], yearsBetween('5', '8'))).toEqual({ gaps: [], overlaps: [], outside: [] })
  })

  it('counts holes between parts when the years of the school are not known', () => {
    expect(splitFaults([part('7', '8'), part('10', '11')], null).gaps).toEqual(['9'])
  })

  it('covers each year just once whenever it has no gap and no overlap', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { minLength: 1, maxLength: 4 }), anyRange, (answers, range) => {
        const taught = yearsBetween(range.from, range.to)
        const { gaps, overlaps } = splitFaults(answers, taught)
        for (const year of taught) {
          const speaking = answers.filter(
            ({ years }) => years === null || yearsBetween(years.from, years.to).includes(year),
          )
          expect(gaps.includes(year)).toBe(speaking.length === 0)
          expect(overlaps.includes(year)).toBe(speaking.length > 1)
        }
      }),
    )
  })

  it('answers the same for every year taught once it is cut to the school', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 4 }), anyRange, (answers, range) => {
        const taught = yearsBetween(range.from, range.to)
        const cut = withinYears(answers, taught)
        for (const year of taught) {
          expect(answerIn(cut, year)?.level).toBe(answerIn(answers, year)?.level)
        }
        expect(splitFaults(cut, taught).outside).toEqual([])
        expect(withinYears(cut, taught)).toEqual(cut)
      }),
    )
  })

  it('holds no further range when it speaks for every year taught', () => {
    expect(withinYears([part('R', '13')], yearsBetween('7', '11'))).toMatchObject([{ years: null }])
  })
})

describe('years in words', () => {
  it.each([
    [['7'], 'Year 7'],
    [['7', '8', '9'], 'Years 7 to 9'],
    [['R', '1', '2'], 'Reception to Year 2'],
    [['3', '5', '6'], 'Year 3, Years 5 to 6'],
    [['X'], 'pupils not taught by year'],
  ] as const)('name %j', (years, words) => {
    expect(yearsInWords(years)).toBe(words)
  })

  it('name every year there is', () => {
    for (const year of ORDERED_YEARS) expect(yearsInWords([year])).not.toBe('')
  })
})
