import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import { addDays, addYears } from '@vault/clock'
import { ageOn, oldestAge, turns18On, turnsOn, youngestAge } from '../../src-main/features/pupils/rules/age'
import { KEY_STAGES, keyStageOf, lastYearOfStage, readYear, yearOn } from '../../src-main/features/pupils/rules/years'

// A date the test writes is one of the calendar.
const day = (text: string): CivilDate => text as CivilDate
const anyDay: fc.Arbitrary<CivilDate> = fc
  .integer({ min: 0, max: 16_000 })
  .map((days) => addDays(day('2000-01-01'), days))

describe('a year group', () => {
  it.each([
    ...YEAR_CODES.map((code) => [code, code] as const),
    ...YEAR_CODES.map((code) => [code.toLowerCase(), code] as const),
    ...YEAR_CODES.map((code) => [`Year ${code}`, code] as const),
    ['Yr 7', '7'],
    ['Yr. 7', '7'],
    ['Y7', '7'],
    ['y 7', '7'],
    ['07', '7'],
    ['Y07', '7'],
    ['YEAR 11', '11'],
    ['Year11', '11'],
    ['Year Group 4', '4'],
    ['NC Year 3', '3'],
    ['National Curriculum Year 12', '12'],
    ['  Year\u00a09 ', '9'],
    ['Reception', 'R'],
    ['RECEPTION', 'R'],
    ['Rec', 'R'],
    ['Year R', 'R'],
    ['YR', 'R'],
    ['0', 'R'],
    ['00', 'R'],
    ['Year 0', 'R'],
    ['Nursery 2', 'N2'],
  ] as const)('%j is %s', (text, year) => {
    expect(readYear(text)).toBe(year)
  })

  it.each([
    ...[
      '',
      ' ',
      'Yr',
      'Year',
      'Y',
      'Nursery',
      'Nursery 3',
      'N',
      'E',
      'E3',
      '15',
      '99',
      '-1',
      '007',
      '7.5',
      '7A',
      '11-13',
    ],
    ...['Years 7 to 9', 'Year Seven', 'Class 7', 'Form 3', 'KS3', 'Sixth form', '7th', '#REF!', '=1', 'constructor'],
  ])('%j is none', (text) => {
    expect(readYear(text)).toBeNull()
  })

  it('is nothing but a code or nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const year = readYear(text)
        expect(year === null || YEAR_CODES.includes(year)).toBe(true)
      }),
    )
  })
})

describe('key stages', () => {
  it('follow one another, each ending with its last year', () => {
    const years = YEAR_CODES.filter((year) => keyStageOf(year) !== null)
    expect([...new Set(years.map(keyStageOf))]).toEqual(KEY_STAGES)
    for (const stage of KEY_STAGES) {
      const last = lastYearOfStage(stage)
      expect(years.filter((year) => keyStageOf(year) === stage).at(-1)).toBe(last)
    }
  })

  it.each([
    ['N2', 'EYFS'],
    ['R', 'EYFS'],
    ['2', 'KS1'],
    ['6', 'KS2'],
    ['7', 'KS3'],
    ['9', 'KS3'],
    ['10', 'KS4'],
    ['13', 'KS5'],
    ['14', null],
    ['X', null],
  ] as const)('put year %s in %s', (year, stage) => {
    expect(keyStageOf(year)).toBe(stage)
  })
})

describe('an age', () => {
  it.each([
    ['2008-10-14', '2026-10-13', 17],
    ['2008-10-14', '2026-10-14', 18],
    ['2008-08-31', '2026-08-31', 18],
    ['2008-02-29', '2026-02-27', 17],
    ['2008-02-29', '2026-02-28', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-03-01', '2026-03-01', 0],
    ['2026-03-01', '2026-02-28', null],
  ] as const)('of somebody born on %s is on %s %s', (birth, date, age) => {
    expect(ageOn(day(birth), day(date))).toBe(age)
  })

  it('is 18 from one day on, and on that day', () => {
    fc.assert(
      fc.property(anyDay, (birth) => {
        const from = turns18On(birth)
        expect(ageOn(birth, addDays(from, -1))).toBe(17)
        expect(ageOn(birth, from)).toBe(18)
      }),
    )
  })

  it('never falls as days go by, and rises by one a year', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(9_000), (birth, days) => {
        const date = addDays(birth, days)
        const age = ageOn(birth, date)!
        expect(turnsOn(birth, age) <= date && date < turnsOn(birth, age + 1)).toBe(true)
      }),
    )
  })
})

describe('an age without a date of birth', () => {
  it.each([
    ['E1', 0, 2],
    ['R', 3, 6],
    ['7', 10, 13],
    ['9', 12, 15],
    ['13', 16, 19],
    ['14', null, null],
    ['X', null, null],
  ] as const)('in year %s lies between %s and %s', (year, youngest, oldest) => {
    expect([youngestAge(year), oldestAge(year)]).toEqual([youngest, oldest])
  })

  it('holds for every pupil taught with the age group, a year above or a year below', () => {
    const ordered = YEAR_CODES.filter((year) => youngestAge(year) !== null)
    fc.assert(
      fc.property(anyDay, fc.nat(20), fc.integer({ min: -1, max: 1 }), fc.nat(364), (birth, years, apart, on) => {
        const august = day(`${Number(addYears(birth, years).slice(0, 4))}-08-31`)
        const before = ageOn(birth, august)
        const year: YearCode | undefined = before === null ? undefined : ordered[before + apart]
        if (year === undefined) return
        const age = ageOn(birth, addDays(august, on + 1))!
        expect(age).toBeGreaterThanOrEqual(youngestAge(year)!)
        expect(age).toBeLessThanOrEqual(oldestAge(year)!)
      }),
    )
  })
})

describe('the year on an earlier day', () => {
  it.each([
    ['2', '2026-09-15', '2026-07-10', '1'],
    ['7', '2026-09-15', '2026-07-10', '6'],
    ['2', '2026-09-15', '2026-09-01', '2'],
    ['2', '2026-09-15', '2026-08-31', '1'],
    ['R', '2026-09-15', '2025-07-01', 'N1'],
    ['E1', '2026-09-15', '2020-01-01', 'E1'],
    ['X', '2026-09-15', '2026-07-10', 'X'],
    ['3', '2026-07-10', '2026-09-01', '3'],
  ] as const)('of Year %s on %s was, on %s, Year %s', (year, today, then, was) => {
    expect(yearOn(year, day(today), day(then))).toBe(was)
  })
})
