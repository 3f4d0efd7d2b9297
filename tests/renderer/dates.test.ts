import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CivilDate, CivilMonth } from '@contract'
import { dateShort, dateText, daysBetween, daysLate, momentText, readDate, shifted } from '@renderer/ui/dates'

const day = (text: string) => CivilDate.parse(text)
const today = day('2026-11-22')
const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => shifted(day('1900-01-01'), days))

describe('reading a typed date', () => {
  test.each([
    ['3/9/26', '2026-09-03'],
    ['3.9.2026', '2026-09-03'],
    ['3 9 2026', '2026-09-03'],
    ['03-09-2026', '2026-09-03'],
    ['3 September 2026', '2026-09-03'],
    ['3rd Sept 2026', '2026-09-03'],
    ['3sep26', '2026-09-03'],
    ["3 sep '26", '2026-09-03'],
    ['2026-09-03', '2026-09-03'],
    ['29 feb 2024', '2024-02-29'],
    ['today', '2026-11-22'],
    ['Yesterday', '2026-11-21'],
    ['-3', '2026-11-19'],
    ['+14', '2026-12-06'],
  ])('%s is understood', (typed, date) => {
    expect(readDate(typed, today)).toEqual({ ok: true, date })
  })

  test.each([
    ['3 sep', 'past', '2026-09-03'],
    ['3 dec', 'past', '2025-12-03'],
    ['3 sep', 'future', '2027-09-03'],
    ['3 jan', 'near', '2027-01-03'],
    ['3/9/30', 'past', '1930-09-03'],
    ['3/9/30', 'future', '2030-09-03'],
    ['3/9/05', 'past', '2005-09-03'],
    ['31/8/26', 'future', '2026-08-31'],
    ['29 feb', 'near', null],
  ] as const)('%s leans to the %s when the year is short or missing', (typed, lean, date) => {
    const read = readDate(typed, today, lean)
    expect(read.ok ? read.date : null).toBe(date)
  })

  test.each(['9/13/2026', '31 4 2026', '29 2 2026', '0 1 2026', 'soon', '', '3 smarch 2026', '2026-13-01'])(
    'words say what to do when "%s" is no date',
    (typed) => {
      const read = readDate(typed, today)
      expect(read.ok).toBe(false)
      expect(read.ok ? '' : read.words).toMatch(/Enter a date|no month|There is no \d+|check the day/i)
      expect(read.ok ? '' : read.words).not.toMatch(/invalid/i)
    },
  )

  test('the day comes before the month for every day of two centuries', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const [year, month, dayOfMonth] = date.split('-').map(Number)
        for (const typed of [`${dayOfMonth}/${month}/${year}`, dateText(date), dateShort(date), date]) {
          expect(readDate(typed, today)).toEqual({ ok: true, date })
        }
      }),
    )
  })

  test('a date without a year never lies on the wrong side when it leans', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (date, now) => {
        const [, month, dayOfMonth] = date.split('-').map(Number)
        const past = readDate(`${dayOfMonth} ${month}`, now, 'past')
        const future = readDate(`${dayOfMonth} ${month}`, now, 'future')
        if (past.ok) expect(past.date <= now).toBe(true)
        if (future.ok) expect(future.date >= now).toBe(true)
      }),
    )
  })
})

describe('writing dates', () => {
  test('a month stays a month when no day is known', () => {
    expect(dateText(CivilMonth.parse('2024-06'))).toBe('June 2024')
    expect(dateShort(CivilMonth.parse('2024-09'))).toBe('Sep 2024')
  })

  test('a moment is shown by London clocks when summer time holds and when it does not', () => {
    expect(momentText(Date.UTC(2026, 8, 3, 13, 30))).toBe('3 Sep 2026, 2:30pm')
    expect(momentText(Date.UTC(2026, 0, 3, 0, 5))).toBe('3 Jan 2026, 12:05am')
    expect(momentText(Date.UTC(2026, 5, 30, 23, 10))).toBe('1 Jul 2026, 12:10am')
  })

  test('a review is late from the day after it was due, and a month when the month is over', () => {
    expect(daysLate(day('2026-11-22'), today)).toBe(0)
    expect(daysLate(day('2026-11-21'), today)).toBe(1)
    expect(daysLate(CivilMonth.parse('2026-11'), today)).toBe(0)
    expect(daysLate(CivilMonth.parse('2026-10'), today)).toBe(22)
  })

  test('days between go forwards and back when shifted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, shifted(date, days))).toBe(days)
      }),
    )
  })
})
