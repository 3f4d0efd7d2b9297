/** How somebody stands to an agreement: tables of the days and signers that are easily got wrong. */
import { describe, expect, it } from 'vitest'
import type { YearCode } from '@contract/primitives'
import { requirementOf } from '../../src-main/features/agreements/rules/requirements'
import type { IssuedVersion } from '../../src-main/features/agreements/rules/scope'
import type { SigningKnown } from '../../src-main/features/agreements/rules/standing'
import { day } from '../support/agreements/histories'
import { adult, agreement, asks, pupil, signed, stands, version } from '../support/agreements/standing-lines'

const CURRENT = 'CURRENT, SIGNED 2026-10-01'

describe('how long it holds', () => {
  const yearly = agreement({ validity: 'ACADEMIC_YEAR' })
  const months = (count: number) => agreement({ validity: 'MONTHS', months: count })

  it.each([
    ['to 31 August', yearly, '2026-08-31', '2026-08-31', 'CURRENT, SIGNED 2026-08-31, 2026-08-31'],
    ['and not on 1 September', yearly, '2026-08-31', '2026-09-01', 'EXPIRED, ENDED 2026-08-31, CHILD'],
    [
      'the next year when signed on 1 September',
      yearly,
      '2025-09-01',
      '2026-08-31',
      'CURRENT, SIGNED 2025-09-01, 2026-08-31',
    ],
    ['twelve months less a day', months(12), '2025-09-15', '2026-09-14', 'CURRENT, SIGNED 2025-09-15, 2026-09-14'],
    ['and not on the day itself', months(12), '2025-09-15', '2026-09-15', 'EXPIRED, ENDED 2026-09-14, CHILD'],
    [
      'twelve months from 29 February',
      months(12),
      '2028-02-29',
      '2028-03-01',
      'CURRENT, SIGNED 2028-02-29, 2029-02-27',
    ],
    ['one month from 31 January', months(1), '2027-01-31', '2027-02-27', 'CURRENT, SIGNED 2027-01-31, 2027-02-27'],
    ['until leaving', agreement(), '2024-09-02', '2026-10-01', 'CURRENT, SIGNED 2024-09-02'],
  ])('%s', (_name, of, signedOn, on, expected) => {
    expect(stands(of, [signed(signedOn)], on)).toBe(expected)
  })

  it('ends with the last day on roll, once that is known', () => {
    const leaving = pupil({ leftOn: day('2026-12-18') })
    expect(stands(agreement(), [signed('2026-10-01')], '2026-10-01', leaving)).toBe(`${CURRENT}, 2026-12-18`)
  })

  it('counts from the effective day of a text signed before', () => {
    const july = agreement({
      validity: 'ACADEMIC_YEAR',
      versions: [version('v1', '2026-09-01', { issuedOn: day('2026-07-01') })],
    })
    expect(stands(july, [signed('2026-07-10')], '2026-08-31')).toBe('NO_TEXT, NO_TEXT 2026-09-01, CHILD')
    expect(stands(july, [signed('2026-07-10')], '2026-09-01')).toBe('CURRENT, SIGNED 2026-07-10, 2027-08-31')
  })

  it('counts from the first day of a starter who signed in July', () => {
    const starter = pupil({ onRollFrom: day('2026-09-03') })
    const yearly2 = agreement({ validity: 'ACADEMIC_YEAR' })
    expect(stands(yearly2, [signed('2026-07-10')], '2026-09-03', starter)).toBe(
      'CURRENT, SIGNED 2026-07-10, 2027-08-31',
    )
    expect(stands(yearly2, [signed('2026-06-04')], '2026-09-03', starter)).toBe('EXPIRED, ENDED 2026-08-31, CHILD')
  })
})

describe('visits', () => {
  const visitor = adult({ audience: 'VISITOR', from: day('2026-10-05'), until: day('2026-10-09') })
  const visit = agreement({ validity: 'VISIT', signers: 'ADULT' })
  const desk = (more: Partial<SigningKnown> = {}) => signed('2026-10-05', { capacity: 'ADULT', ...more })

  it.each([
    ['the day itself', desk(), '2026-10-05', 'CURRENT, SIGNED 2026-10-05, 2026-10-05'],
    ['not the day after', desk(), '2026-10-06', 'EXPIRED, ENDED 2026-10-05, ADULT'],
    [
      'a later day written on it',
      desk({ until: day('2026-10-07') }),
      '2026-10-07',
      'CURRENT, SIGNED 2026-10-05, 2026-10-07',
    ],
    [
      'no day beyond the visit',
      desk({ until: day('2026-12-31') }),
      '2026-10-09',
      'CURRENT, SIGNED 2026-10-05, 2026-10-09',
    ],
    ['nobody who has gone', desk({ until: day('2026-12-31') }), '2026-10-10', 'not asked'],
  ])('%s', (_name, signing, on, expected) => {
    expect(stands(visit, [signing], on, visitor)).toBe(expected)
  })
})

describe('versions', () => {
  const two = (more: Partial<IssuedVersion>) =>
    agreement({
      versions: [version('v1', '2024-09-01'), version('v2', '2026-09-01', { issuedOn: day('2026-07-01'), ...more })],
    })
  const old = [signed('2026-01-10')]

  it.each([
    [
      'a changed rule counts from its effective date',
      two(asks('RESIGN')),
      '2026-08-31',
      'CURRENT, SIGNED 2026-01-10, 2026-08-31',
    ],
    ['and from that day on', two(asks('RESIGN')), '2026-09-01', 'RESIGN_DUE, TEXT_CHANGED 2026-09-01, CHILD'],
    ['nobody classed it', two({}), '2026-09-01', 'RESIGN_DUE, TEXT_CHANGED 2026-09-01, CHILD'],
    ['a reworded text', two(asks('WORDING')), '2026-09-01', 'CURRENT, SIGNED 2026-01-10'],
    ['a change to tell', two(asks('INFORM')), '2026-09-01', 'CURRENT, SIGNED 2026-01-10, to inform'],
    ['not told before it comes', two(asks('INFORM')), '2026-08-31', 'CURRENT, SIGNED 2026-01-10'],
    ['not known before its issue', two(asks('RESIGN')), '2026-06-30', 'CURRENT, SIGNED 2026-01-10'],
  ])('%s', (_name, of, on, expected) => {
    expect(stands(of, old, on)).toBe(expected)
  })

  it('holds on without a break when the coming text is signed already', () => {
    const both = [...old, signed('2026-07-05', { version: 'v2' })]
    expect(stands(two(asks('RESIGN')), both, '2026-08-01')).toBe('CURRENT, SIGNED 2026-01-10')
  })

  it('asks the strictest of the audiences one sheet serves', () => {
    const sheet = agreement({
      audiences: ['KS3_UP', 'PARENT'],
      signers: 'PARENT',
      versions: [
        version('v1', '2024-09-01'),
        version('v2', '2026-09-01', {
          changes: [
            { audience: 'KS3_UP', change: 'WORDING' },
            { audience: 'PARENT', change: 'RESIGN' },
          ],
        }),
      ],
    })
    const parent = [signed('2026-01-10', { capacity: 'PARENT' })]
    expect(stands(sheet, parent, '2026-09-01')).toBe('RESIGN_DUE, TEXT_CHANGED 2026-09-01, PARENT')
  })

  it('puts a version printed with an earlier day in force only when it is issued', () => {
    const late = two({ ...asks('RESIGN'), effectiveFrom: day('2026-09-01'), issuedOn: day('2026-10-10') })
    expect(stands(late, old, '2026-10-09')).toBe('CURRENT, SIGNED 2026-01-10')
    expect(stands(late, old, '2026-10-10')).toBe('RESIGN_DUE, TEXT_CHANGED 2026-10-10, CHILD')
  })

  it('of two that begin on one day takes the one issued later, then the higher id', () => {
    const force = (a: string, b: string) =>
      requirementOf(
        [
          agreement({
            versions: [
              version('x', '2026-09-01', { issuedOn: day(a) }),
              version('y', '2026-09-01', { issuedOn: day(b) }),
            ],
          }),
        ],
        ['KS3_UP'],
        day('2026-09-01'),
      )?.inForce?.id
    expect([force('2026-07-02', '2026-07-01'), force('2026-07-01', '2026-07-01')]).toEqual(['x', 'y'])
  })
})

describe('signers', () => {
  const both = agreement({ signers: 'BOTH', childFrom: '7' })
  const [child, parent] = [signed('2026-10-01'), signed('2026-10-01', { capacity: 'PARENT' })]
  const cannot = signed('2026-10-01', { outcome: 'CANNOT_SIGN', witness: 'A teacher' })
  const no = (more: Partial<SigningKnown>) => signed('2026-10-02', { outcome: 'REFUSED', ...more })

  it.each([
    ['both', [child, parent], CURRENT],
    ['the child alone', [child], 'PART_SIGNED, ONE_OF_TWO PARENT, PARENT'],
    ['the parent alone', [parent], 'PART_SIGNED, ONE_OF_TWO CHILD, CHILD'],
    ['nobody', [], 'NOT_SIGNED, NOBODY_SIGNED, CHILD+PARENT'],
    ['a child who cannot, and a parent', [cannot, parent], 'CURRENT, SIGNED_FOR_CHILD 2026-10-01'],
    [
      'a child who cannot, seen by nobody',
      [{ ...cannot, witness: null }, parent],
      'PART_SIGNED, ONE_OF_TWO CHILD, CHILD',
    ],
    ['a child who cannot, and no parent', [cannot], 'CANNOT_SIGN, CANNOT_SIGN CHILD 2026-10-01, PARENT'],
    [
      'a parent who cannot',
      [child, { ...cannot, capacity: 'PARENT' as const }],
      'PART_SIGNED, ONE_OF_TWO PARENT, PARENT',
    ],
    ['a refusal beside a signature', [child, no({ capacity: 'PARENT' })], 'REFUSED, REFUSED PARENT 2026-10-02, PARENT'],
    ['an adult where none is asked', [child, parent, no({ capacity: 'ADULT' })], CURRENT],
    ['one taken back', [child, { ...parent, outcome: 'VOID' as const }], 'PART_SIGNED, ONE_OF_TWO PARENT, PARENT'],
    [
      'two PCs, one of which says no',
      [child, parent, no({ signedOn: day('2026-10-01') })],
      'REFUSED, REFUSED CHILD 2026-10-01, CHILD',
    ],
    [
      'two PCs, one of which took it back',
      [child, parent, { ...parent, outcome: 'VOID' as const }],
      'PART_SIGNED, ONE_OF_TWO PARENT, PARENT',
    ],
    ['who signed and cannot any more', [child, parent, { ...cannot, signedOn: day('2026-10-03') }], CURRENT],
  ])('%s', (_name, signings, expected) => {
    expect(stands(both, signings, '2026-10-05')).toBe(expected)
  })

  it.each<[YearCode, string]>([
    ['7', 'PART_SIGNED, ONE_OF_TWO CHILD, CHILD'],
    ['6', CURRENT],
  ])('with a parent signed in year %s', (year, expected) => {
    const all = agreement({ signers: 'BOTH', childFrom: '7', audiences: ['KS2', 'KS3_UP', 'PARENT'] })
    expect(stands(all, [parent], '2026-10-05', pupil({ year }))).toBe(expected)
  })

  it('tells one who cannot sign alone as that', () => {
    expect(stands(agreement(), [cannot], '2026-10-05')).toBe('CANNOT_SIGN, CANNOT_SIGN CHILD 2026-10-01, CHILD')
  })

  it('asks the pupil alone from the eighteenth birthday', () => {
    const sixth = agreement({ audiences: ['SIXTH_FORM', 'PARENT'], signers: 'BOTH' })
    const who = pupil({ year: '13', dateOfBirth: day('2008-10-15') })
    const on = (date: string, all: readonly SigningKnown[]) => stands(sixth, all, date, who)
    expect(on('2026-10-14', [child])).toBe('PART_SIGNED, ONE_OF_TWO PARENT, PARENT')
    expect(on('2026-10-15', [child])).toBe(CURRENT)
    expect(on('2026-10-14', [parent, child])).toBe(CURRENT)
    expect(on('2026-10-15', [parent])).toBe('NOT_SIGNED, NOBODY_SIGNED, CHILD')
    expect(on('2026-10-15', [child, no({ capacity: 'PARENT' })])).toBe(CURRENT)
    expect(stands(sixth, [child], '2026-10-15', { ...who, dateOfBirth: null })).toContain('PART_SIGNED')
  })

  it('says that a parent alone holds to the day before the birthday', () => {
    const sixth = agreement({ audiences: ['SIXTH_FORM'], signers: 'PARENT' })
    const who = pupil({ year: '13', dateOfBirth: day('2008-10-15') })
    expect(stands(sixth, [parent], '2026-10-05', who)).toBe(`${CURRENT}, 2026-10-14`)
  })
})

describe('refusals', () => {
  const chain = (change: 'WORDING' | 'INFORM') =>
    agreement({ versions: [version('v1', '2024-09-01'), version('v2', '2026-09-01', asks(change))] })
  const no = signed('2026-03-01', { outcome: 'REFUSED' })

  it.each([
    ['stands for a reworded text', chain('WORDING'), [no], 'REFUSED, REFUSED CHILD 2026-03-01, CHILD'],
    ['says nothing of a changed one', chain('INFORM'), [no], 'NOT_SIGNED, NOBODY_SIGNED, CHILD'],
    ['is taken back by signing later', chain('WORDING'), [no, signed('2026-10-01', { version: 'v2' })], CURRENT],
    [
      'not by what was signed before',
      chain('WORDING'),
      [no, signed('2026-02-28', { version: 'v1' })],
      'REFUSED, REFUSED CHILD 2026-03-01, CHILD',
    ],
    [
      'nor on the same day',
      chain('WORDING'),
      [{ ...no, version: 'v2', signedOn: day('2026-10-01') }, signed('2026-10-01')],
      'REFUSED, REFUSED CHILD 2026-10-01, CHILD',
    ],
  ])('%s', (_name, of, signings, expected) => {
    expect(stands(of, signings, '2026-10-05')).toBe(expected)
  })
})

describe('variants', () => {
  const plain = agreement({ id: 'p' })
  const symbols = agreement({ id: 's', variantOf: 'p', versions: [version('s1', '2024-09-01')] })
  const under = signed('2026-10-01', { version: 's1' })

  it.each([
    ['signing either is enough', [plain, symbols], CURRENT],
    [
      'goes by the versions of the form signed',
      [{ ...plain, versions: [...plain.versions, version('v2', '2026-10-03', asks('RESIGN'))] }, symbols],
      CURRENT,
    ],
    [
      'a retired form counts no more',
      [plain, { ...symbols, retiredOn: day('2026-10-05') }],
      'RESIGN_DUE, TEXT_CHANGED 2026-10-05, CHILD',
    ],
    [
      'a form that is not for this audience',
      [plain, { ...symbols, audiences: ['KS2' as const] }],
      'NOT_SIGNED, NOBODY_SIGNED, CHILD',
    ],
    [
      'no text in either',
      [
        { ...plain, versions: [] },
        { ...symbols, versions: [] },
      ],
      'NO_TEXT, NO_TEXT, CHILD',
    ],
    [
      'all retired',
      [
        { ...plain, retiredOn: day('2026-10-05') },
        { ...symbols, retiredOn: day('2026-10-05') },
      ],
      'not asked',
    ],
  ])('%s', (_name, set, expected) => {
    expect(stands(set, [under], '2026-10-05')).toBe(expected)
  })
})

describe('moves', () => {
  it('asks a returner anew', () => {
    const back = pupil({ onRollFrom: day('2026-09-01'), lastLeft: day('2025-07-20') })
    const on = (date: string) => stands(agreement(), [signed(date)], '2026-10-05', back)
    expect(on('2025-07-20')).toBe('NOT_SIGNED, NOBODY_SIGNED, CHILD')
    expect(on('2026-10-01')).toBe(CURRENT)
  })

  it('asks for the form of the new audience after a change of key stage, unless one serves both', () => {
    const [ks2, all] = [agreement({ audiences: ['KS2'] }), agreement({ audiences: ['KS2', 'KS3_UP'] })]
    const year7 = pupil({ year: '7', yearAt: day('2026-09-10') })
    expect(stands(ks2, [signed('2026-01-10')], '2026-08-31', year7)).toBe('CURRENT, SIGNED 2026-01-10')
    expect(stands(ks2, [signed('2026-01-10')], '2026-09-01', year7)).toBe('not asked')
    expect(stands(all, [signed('2026-01-10')], '2026-09-01', year7)).toBe('CURRENT, SIGNED 2026-01-10')
  })

  it('asks a pupil who becomes staff as an adult', () => {
    expect(stands(agreement(), [signed('2026-01-10')], '2026-10-05', adult())).toBe('NOT_SIGNED, NOBODY_SIGNED, ADULT')
  })
})
