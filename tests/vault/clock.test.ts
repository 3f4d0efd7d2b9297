import { expect, test } from 'vitest'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { CivilDate, StatedDate } from '@contract/primitives'
import * as clock from '@vault/clock'

const date = (text: string) => CivilDate.parse(text)
const stated = (text: string) => StatedDate.parse(text)

test('today is the London date when UTC still has the day before', () => {
  expect(clock.londonToday(Date.UTC(2026, 7, 31, 22, 59))).toBe('2026-08-31')
  expect(clock.londonToday(Date.UTC(2026, 7, 31, 23, 0))).toBe('2026-09-01')
  expect(clock.londonToday(Date.UTC(2026, 11, 31, 23, 59))).toBe('2026-12-31')
})

test('a London day begins an hour earlier in UTC when summer time holds, and lasts 23 or 25 hours when it changes', () => {
  expect(clock.instantOf(date('2026-07-01'))).toBe(Date.UTC(2026, 5, 30, 23))
  expect(clock.instantOf(date('2026-12-01'), '14:05')).toBe(Date.UTC(2026, 11, 1, 14, 5))
  const hours = (from: string, to: string) => (clock.instantOf(date(to)) - clock.instantOf(date(from))) / 3_600_000
  expect(hours('2026-03-29', '2026-03-30')).toBe(23)
  expect(hours('2026-10-25', '2026-10-26')).toBe(25)
})

test('every instant of a London day gives that day back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
      const today = clock.londonToday(ms)
      expect(clock.instantOf(today)).toBeLessThanOrEqual(ms)
      expect(clock.instantOf(clock.addDays(today, 1))).toBeGreaterThan(ms)
    }),
  )
})

test('a month or a year later ends on the last day when the day does not exist', () => {
  expect(clock.addYears(date('2024-02-29'), 1)).toBe('2025-02-28')
  expect(clock.addMonths(date('2026-01-31'), 1)).toBe('2026-02-28')
  expect(clock.addMonths(date('2026-03-31'), -1)).toBe('2026-02-28')
  expect(clock.addDays(date('2024-02-28'), 2)).toBe('2024-03-01')
  expect(clock.daysBetween(date('2026-10-20'), date('2026-10-30'))).toBe(10)
  expect(clock.daysBetween(date('2026-10-30'), date('2026-10-20'))).toBe(-10)
})

test('days and years later are those of the calendar, over the ends of months and years and the last date there is', () => {
  const any = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(any, fc.integer({ min: -800, max: 800 }), (at, count) => {
      const from = date(at.toISOString().slice(0, 10))
      const plain = Temporal.PlainDate.from(from)
      expect(clock.addDays(from, count)).toBe(plain.add({ days: count }).toString())
      expect(clock.addYears(from, count)).toBe(plain.add({ years: count }).toString())
    }),
  )
  expect(clock.addDays(date('9999-12-31'), 1)).toBe('+010000-01-01')
  expect(clock.addYears(date('0004-02-29'), -1)).toBe('0003-02-28')
})

test('today follows the clock through the hour in which the day turns, forwards and back', () => {
  const turn = Date.UTC(2026, 9, 31, 24)
  expect([-1, 0, -1, 3_600_000, -3_600_001].map((ms) => clock.londonToday(turn + ms))).toEqual([
    ...['2026-10-31', '2026-11-01', '2026-10-31', '2026-11-01', '2026-10-31'],
  ])
})

test('the academic year turns on 1 September', () => {
  expect(clock.academicYear(date('2026-08-31'))).toEqual({ label: '2025/26', begins: '2025-09-01', ends: '2026-08-31' })
  expect(clock.academicYear(date('2026-09-01')).label).toBe('2026/27')
  expect(clock.academicYear(date('1999-12-01')).label).toBe('1999/00')
})

test('R84: a date without a day means any day of its month', () => {
  expect([clock.firstDay(stated('2024-02')), clock.lastDay(stated('2024-02'))]).toEqual(['2024-02-01', '2024-02-29'])
  expect([clock.firstDay(stated('2024-06-03')), clock.lastDay(stated('2024-06-03'))]).toEqual([
    '2024-06-03',
    '2024-06-03',
  ])
})

test('dates are written as people read them', () => {
  expect(clock.dateWords(stated('2026-09-03'))).toBe('3 September 2026')
  expect(clock.dateWords(stated('2024-06'))).toBe('June 2024')
  expect(clock.instantWords(Date.UTC(2026, 6, 1, 8, 5))).toBe('1 July 2026 at 09:05')
})

test('a moment is written as the clocks of London show it, when they change too', () => {
  const words = (at: number) => clock.instantWords(at)
  expect(words(Date.UTC(2026, 2, 29, 0, 59, 59, 999))).toBe('29 March 2026 at 00:59')
  expect(words(Date.UTC(2026, 2, 29, 1))).toBe('29 March 2026 at 02:00')
  expect(words(Date.UTC(2026, 9, 25, 0, 30))).toBe('25 October 2026 at 01:30')
  expect(words(Date.UTC(2026, 9, 25, 1, 30))).toBe('25 October 2026 at 01:30')
  expect(words(Date.UTC(2026, 11, 31, 23, 59))).toBe('31 December 2026 at 23:59')
})
