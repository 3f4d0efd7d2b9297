import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/index'
import { addDays } from '@vault/clock'
import {
  datesRefusal,
  lookAtDates,
  provenOrder,
  readDate,
  styleOf,
  type DateOrder,
} from '../../src-main/features/imports/rules/dates'

const today = CivilDate.parse('2026-10-01')
const cells = (...texts: readonly string[]) => texts.map((text, at) => ({ line: at + 2, text }))
const refused = (order: DateOrder | null, ...texts: readonly string[]) =>
  datesRefusal(lookAtDates(cells(...texts)), order)

describe('one date', () => {
  it.each([
    ['03/09/2012', '2012-09-03'],
    ['3.9.2012', '2012-09-03'],
    ['3-9-2012', '2012-09-03'],
    ['3 9 2012', '2012-09-03'],
    ['2012-09-03', '2012-09-03'],
    ['2012/09/03', '2012-09-03'],
    ['2012-09-03T00:00:00', '2012-09-03'],
    ['03/09/2012 00:00', '2012-09-03'],
    ['03/09/2012 14:05:11', '2012-09-03'],
    ['3 Sep 2012', '2012-09-03'],
    ['03-Sep-12', '2012-09-03'],
    ['3rd September 2012', '2012-09-03'],
    ['Monday, 3 September 2012', '2012-09-03'],
    ['September 3, 2012', '2012-09-03'],
    ['Sept 3 2012', '2012-09-03'],
    ['29/02/2012', '2012-02-29'],
    ['03/09/12', '2012-09-03'],
    ['03/09/99', '1999-09-03'],
    ['01/10/26', '2026-10-01'],
    ['02/10/26', '1926-10-02'],
    ['\u00a003/09/2012 ', '2012-09-03'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, today)).toBe(date)
  })

  it.each([
    '29/02/2013',
    '31/04/2012',
    '2012-13-01',
    '00/09/2012',
    '41155',
    '3 Foo 2012',
    'Sat 3',
    'unknown',
    '3/9',
    '3/9/012',
  ])('%s is none', (text) => {
    expect(readDate(text, today)).toBeNull()
  })

  it('reads back any day in any of the ways it is written', () => {
    const written: readonly ((y: string, m: string, d: string) => string)[] = [
      (y, m, d) => `${d}/${m}/${y}`,
      (y, m, d) => `${y}-${m}-${d}`,
      (y, m, d) => `${Number(d)}.${Number(m)}.${y}`,
      (y, m, d) => `${d}/${m}/${y} 00:00:00`,
    ]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.constantFrom(...written), (back, write) => {
        const date = addDays(today, -back)
        const [y = '', m = '', d = ''] = date.split('-')
        expect(readDate(write(y, m, d), today)).toBe(date)
      }),
    )
  })
})

describe('how dates are written', () => {
  it.each([
    ['2012-09-03', 'plain'],
    ['3 Sep 2012', 'plain'],
    ['03/03/2012', 'plain'],
    ['25/12/2012', 'day-first'],
    ['12/25/2012', 'month-first'],
    ['03/09/2012', 'either'],
    ['25/13/2012', 'none'],
    ['soon', 'none'],
  ])('%s: %s', (text, style) => {
    expect(styleOf(text)).toBe(style)
  })

  it('is proven by one day after the twelfth', () => {
    expect(provenOrder(lookAtDates(cells('03/09/2012', '25/12/2012')))).toBe('DMY')
    expect(provenOrder(lookAtDates(cells('03/09/2012', '2012-12-25')))).toBeNull()
  })
})

describe('a file', () => {
  it.each<[string, DateOrder | null, readonly string[]]>([
    ['day first, proven', null, ['03/09/2012', '25/12/2012', '2012-12-25']],
    ['day first, said', 'DMY', ['03/09/2012']],
    ['ISO', null, ['2012-09-03', '']],
    ['ISO, said', 'ISO', ['2012-09-03', '3 Sep 2012']],
    ['what is no date is for each row to say', null, ['unknown', '25/12/2012']],
    ['no dates', null, ['', ' ']],
  ])('can be read: %s', (_, order, texts) => {
    expect(refused(order, ...texts)).toBeNull()
  })

  it('of American dates is refused whole, with the first of them', () => {
    const words = refused(null, '03/09/2012', '12/25/2012', '1/31/2013', '2/28/2013', '3/31/2013')
    expect(words).toMatch(
      /put the month first.*12\/25\/2012 \(line 3\), 1\/31\/2013 \(line 4\) and 2\/28\/2013 \(line 5\)/,
    )
    expect(words).toContain('Nothing of it was read in.')
    expect(refused('DMY', '12/25/2012')).toBe(refused(null, '12/25/2012'))
  })

  it('whose dates contradict each other is refused whole', () => {
    expect(refused('DMY', '25/12/2012', '12/25/2012')).toMatch(/day first, such as 25.*others the month, such as 12/)
  })

  it('that may be read both ways waits for a person', () => {
    expect(refused(null, '03/09/2012', '04/05/2012')).toMatch(
      /Nobody can tell day and month apart.*03\/09\/2012 \(line 2\)/,
    )
  })

  it('said to be ISO is refused when it is not', () => {
    expect(refused('ISO', '2012-09-03', '25/12/2012')).toContain('25/12/2012 (line 3)')
  })
})
