/** Who is asked for which agreement, who signs, and who is cleared. */
import { describe, expect, it } from 'vitest'
import type { AgreementAudience } from '@contract/agreements'
import type { YearCode } from '@contract/primitives'
import { requirementsOn } from '../../src-main/features/agreements/rules/requirements'
import {
  requiredOf,
  scopeOn,
  variantSets,
  type AdultSubject,
  type AgreementKnown,
  type AudienceYears,
  type PupilSubject,
} from '../../src-main/features/agreements/rules/scope'
import { clearanceOf, standingOf } from '../../src-main/features/agreements/rules/standing'
import { day } from '../support/agreements/histories'

const ON = day('2026-10-05')

const pupil = (more: Partial<PupilSubject> = {}): PupilSubject => ({
  ...{ kind: 'PUPIL', year: '8', yearAt: ON, dateOfBirth: null, onRollFrom: null, leftOn: null, lastLeft: null },
  ...{ loans: [], ownDevice: false },
  ...more,
})

const visitor: AdultSubject = {
  ...{ kind: 'ADULT', audience: 'VISITOR', from: ON, until: ON, loans: [], ownDevice: false },
}

const audiences = (who: PupilSubject | AdultSubject, years: AudienceYears = [], on = ON) =>
  scopeOn(who, years, on).audiences.join()

describe('audiences', () => {
  it.each<[YearCode, string]>([
    ['E1', 'EARLY_YEARS_KS1,PARENT'],
    ['2', 'EARLY_YEARS_KS1,PARENT'],
    ['3', 'KS2,PARENT'],
    ['6', 'KS2,PARENT'],
    ['7', 'KS3_UP,PARENT'],
    ['11', 'KS3_UP,PARENT'],
    ['12', 'SIXTH_FORM,PARENT'],
    ['14', 'SIXTH_FORM,PARENT'],
    ['X', 'PARENT'],
  ])('of year %s', (year, expected) => {
    expect(audiences(pupil({ year }))).toBe(expected)
  })

  const middle: AudienceYears = [{ audience: 'KS2', range: { from: '3', to: '8' } }]

  it.each<[string, YearCode, AudienceYears, string]>([
    ['a school that moved a border', '8', middle, 'KS2,PARENT'],
    ['and the years it left as they are', '9', middle, 'KS3_UP,PARENT'],
    [
      'a year taken out of its audience',
      '2',
      [{ audience: 'EARLY_YEARS_KS1', range: { from: 'E1', to: '1' } }],
      'PARENT',
    ],
    ['a school not taught by year', 'X', [{ audience: 'KS3_UP', range: { from: 'X', to: 'X' } }], 'KS3_UP,PARENT'],
    [
      'a year two audiences have',
      '3',
      [
        { audience: 'EARLY_YEARS_KS1', range: { from: 'E1', to: '3' } },
        { audience: 'KS2', range: { from: '3', to: '6' } },
      ],
      'EARLY_YEARS_KS1,KS2,PARENT',
    ],
  ])('of %s', (_name, year, years, expected) => {
    expect(audiences(pupil({ year }), years)).toBe(expected)
  })

  it('are none for leavers and starters to come, and hold on the first and last day', () => {
    const who = pupil({ onRollFrom: day('2026-09-03'), leftOn: day('2026-12-18') })
    const on = (date: string) => [scopeOn(who, [], day(date)).presence, audiences(who, [], day(date))].join(' ')
    expect(['2026-09-02', '2026-09-03', '2026-12-18', '2026-12-19'].map(on)).toEqual([
      'TO_COME ',
      'HERE KS3_UP,PARENT',
      'HERE KS3_UP,PARENT',
      'LEFT ',
    ])
  })

  it('change with the school year the year group is known for', () => {
    const who = pupil({ year: '3', yearAt: day('2026-09-07') })
    expect(audiences(who, [], day('2026-08-31'))).toBe('EARLY_YEARS_KS1,PARENT')
    expect(audiences(who, [], day('2026-09-01'))).toBe('KS2,PARENT')
  })

  it('leave parents out from the eighteenth birthday, 28 February for a leap day', () => {
    const who = pupil({ year: '13', dateOfBirth: day('2009-02-28') })
    expect(audiences(who, [], day('2027-02-27'))).toBe('SIXTH_FORM,PARENT')
    expect(audiences(who, [], day('2027-02-28'))).toBe('SIXTH_FORM')
    expect(audiences({ ...who, dateOfBirth: day('2008-02-29') }, [], day('2026-02-28'))).toBe('SIXTH_FORM')
  })

  it.each([
    ['before', '2026-10-04', 'VISITOR'],
    ['on the first day', '2026-10-05', 'VISITOR,DEVICE_LOAN'],
    ['the day before it comes back', '2026-10-08', 'VISITOR,DEVICE_LOAN'],
    ['the day it comes back', '2026-10-09', 'VISITOR'],
  ])('of a loan %s', (_name, on, expected) => {
    const loans = [{ from: day('2026-10-05'), returnedOn: day('2026-10-09') }]
    expect(audiences({ ...visitor, from: day('2026-09-01'), until: null, loans }, [], day(on))).toBe(expected)
  })

  it('of an own device only where one is known of', () => {
    expect(audiences({ ...visitor, ownDevice: true })).toBe('VISITOR,OWN_DEVICE')
  })
})

describe('who signs', () => {
  const of18 = { year: '13', dateOfBirth: day('2008-10-05') } as const

  it.each<[string, Partial<PupilSubject>, AgreementKnown['signers'], readonly AgreementAudience[], string]>([
    ['both', {}, 'BOTH', ['KS3_UP'], 'CHILD,PARENT'],
    ['a year without a place in the order', { year: 'X' }, 'BOTH', ['KS3_UP'], 'CHILD,PARENT'],
    ['below the first year of signing', { year: '6' }, 'BOTH', ['KS2'], 'PARENT'],
    ['the child', {}, 'CHILD', ['KS3_UP'], 'CHILD'],
    ['a parents agreement, whoever signs others', {}, 'CHILD', ['PARENT'], 'PARENT'],
    ['a sheet for both', {}, 'CHILD', ['KS3_UP', 'PARENT'], 'CHILD,PARENT'],
    ['an adult, of a child', {}, 'ADULT', ['DEVICE_LOAN'], 'PARENT'],
    ['at 18', of18, 'BOTH', ['SIXTH_FORM'], 'CHILD'],
    ['at 18 where a parent signs', of18, 'PARENT', ['SIXTH_FORM'], 'CHILD'],
    ['the day before', { ...of18, dateOfBirth: day('2008-10-06') }, 'BOTH', ['SIXTH_FORM'], 'CHILD,PARENT'],
    ['in Year 13 without a date of birth', { year: '13' }, 'BOTH', ['SIXTH_FORM'], 'CHILD,PARENT'],
  ])('%s', (_name, who, signers, by, expected) => {
    expect(requiredOf(pupil(who), { signers, childFrom: '7' }, by, ON).join()).toBe(expected)
  })

  it('adults as adults', () => {
    expect(requiredOf(visitor, { signers: 'BOTH', childFrom: null }, ['DEVICE_LOAN'], ON)).toEqual(['ADULT'])
  })
})

const agreement = (
  id: string,
  of: readonly AgreementAudience[],
  more: Partial<AgreementKnown> = {},
): AgreementKnown => ({
  ...{ id, audiences: [...of], variantOf: null, signers: 'ADULT', childFrom: null, validity: 'UNTIL_LEFT' },
  ...{ months: null, retiredOn: null },
  versions: [{ id: `${id} v1`, effectiveFrom: day('2026-09-01'), issuedOn: day('2026-09-01'), changes: [] }],
  ...more,
})

it('takes variants of variants together, and one whose original is gone alone', () => {
  const set = [
    agreement('c', ['KS2'], { variantOf: 'b' }),
    agreement('b', ['KS2'], { variantOf: 'a' }),
    agreement('x', ['KS2'], { variantOf: 'gone' }),
    agreement('a', ['KS2']),
  ]
  expect(variantSets(set).map((one) => one.map(({ id }) => id).join())).toEqual(['a,b,c', 'x'])
})

it('takes two that are said to be variants of one another as one', () => {
  const set = [agreement('b', ['KS2'], { variantOf: 'a' }), agreement('a', ['KS2'], { variantOf: 'b' })]
  expect(variantSets(set).map((one) => one.map(({ id }) => id).join())).toEqual(['a,b'])
})

describe('clearance', () => {
  const clears = (
    agreements: readonly AgreementKnown[],
    signed: readonly string[],
    who: PupilSubject | AdultSubject = visitor,
  ) => {
    const scope = scopeOn(who, [], ON)
    const capacity = who.kind === 'ADULT' ? 'ADULT' : 'PARENT'
    const signings = signed.map((id) => ({
      ...({ version: `${id} v1`, capacity, signer: null, outcome: 'SIGNED', signedOn: ON } as const),
      ...{ until: null, witness: null },
    }))
    const standings = requirementsOn(agreements, ON)(scope.audiences).map((one) => standingOf(who, one, signings))
    const { cleared, code, open, holdsUntil } = clearanceOf(scope, standings)
    return cleared ? `cleared to ${holdsUntil ?? 'no end'}` : `${code ?? ''} ${open.length}`
  }
  const [own, loan] = [agreement('own', ['VISITOR']), agreement('loan', ['DEVICE_LOAN'])]
  const borrower = { ...visitor, loans: [{ from: ON, returnedOn: null }] }

  it.each([
    ['everything signed', [own, loan], ['own', 'loan'], borrower, 'cleared to 2026-10-05'],
    ['the loan not signed', [own, loan], ['own'], borrower, 'NOT_CURRENT 1'],
    ['only the loan to sign', [loan], ['loan'], borrower, 'NOTHING_TO_SIGN 0'],
    ['nothing to sign', [loan], [], visitor, 'NOTHING_TO_SIGN 0'],
    ['no text', [{ ...own, versions: [] }], [], visitor, 'NOT_CURRENT 1'],
    ['gone', [own], ['own'], { ...visitor, from: day('2026-10-01'), until: day('2026-10-04') }, 'LEFT 0'],
    ['to come', [own], ['own'], { ...visitor, from: day('2026-10-06'), until: null }, 'TO_COME 0'],
    ['a year nobody has', [agreement('p', ['PARENT'])], ['p'], pupil({ year: 'X' }), 'YEAR_UNPLACED 0'],
    ['a pupil by the parents agreement', [agreement('p', ['PARENT'])], ['p'], pupil(), 'cleared to no end'],
  ])('%s', (_name, agreements, signed, who, expected) => {
    expect(clears(agreements, signed, who)).toBe(expected)
  })
})
