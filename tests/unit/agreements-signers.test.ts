/** Several signers of one text: two parents, the same one again, and what each day is told. */
import { describe, expect, it } from 'vitest'
import { requirementOf } from '../../src-main/features/agreements/rules/requirements'
import { standingOf, type SigningKnown } from '../../src-main/features/agreements/rules/standing'
import { day } from '../support/agreements/histories'
import { agreement, pupil, signed, stands } from '../support/agreements/standing-lines'

const CURRENT = 'CURRENT, SIGNED 2026-10-01'

describe('two parents', () => {
  const both = agreement({ signers: 'BOTH' })
  const child = signed('2026-10-01')
  const by = (signer: string | null, on: string, outcome: SigningKnown['outcome'] = 'SIGNED') =>
    signed(on, { capacity: 'PARENT', signer, outcome, witness: 'A teacher' })

  it.each([
    ['one is enough', [by('m', '2026-10-01')], CURRENT],
    ['both', [by('m', '2026-10-01'), by('f', '2026-10-03')], 'CURRENT, SIGNED 2026-10-03'],
    [
      'one refuses, before the other signs',
      [by('f', '2026-10-01', 'REFUSED'), by('m', '2026-10-03')],
      'REFUSED, REFUSED PARENT 2026-10-01, PARENT',
    ],
    [
      'one refuses, after the other signed',
      [by('m', '2026-10-01'), by('f', '2026-10-03', 'REFUSED')],
      'REFUSED, REFUSED PARENT 2026-10-03, PARENT',
    ],
    [
      'who refused signs later',
      [by('f', '2026-10-01', 'REFUSED'), by('f', '2026-10-03')],
      'CURRENT, SIGNED 2026-10-03',
    ],
    [
      'who refused signed before',
      [by('f', '2026-10-01'), by('f', '2026-10-03', 'REFUSED')],
      'REFUSED, REFUSED PARENT 2026-10-03, PARENT',
    ],
    [
      'both refused and one signs later',
      [by('m', '2026-10-01', 'REFUSED'), by('f', '2026-10-01', 'REFUSED'), by('m', '2026-10-03')],
      'REFUSED, REFUSED PARENT 2026-10-01, PARENT',
    ],
    [
      'nobody knows who refused, and any parent signs later',
      [by(null, '2026-10-01', 'REFUSED'), by('m', '2026-10-03')],
      'CURRENT, SIGNED 2026-10-03',
    ],
    [
      'nobody knows who refused, on the day a parent signs',
      [by(null, '2026-10-01', 'REFUSED'), by('m', '2026-10-01')],
      'REFUSED, REFUSED PARENT 2026-10-01, PARENT',
    ],
    [
      'one refused, and nobody knows who signs later',
      [by('f', '2026-10-01', 'REFUSED'), by(null, '2026-10-03')],
      'REFUSED, REFUSED PARENT 2026-10-01, PARENT',
    ],
    ['one cannot sign', [by('f', '2026-10-01', 'CANNOT_SIGN'), by('m', '2026-10-01')], CURRENT],
  ])('%s', (_name, parents, expected) => {
    expect(stands(both, [child, ...parents], '2026-10-05')).toBe(expected)
    expect(stands(both, [...parents].reverse().concat(child), '2026-10-05')).toBe(expected)
  })

  it('tells everybody who refused', () => {
    const requirement = requirementOf([both], ['KS3_UP'], day('2026-10-05'))!
    const said = [by('m', '2026-10-02', 'REFUSED'), by('f', '2026-10-01', 'REFUSED')]
    expect(standingOf(pupil(), requirement, said).refusedBy).toMatchObject([{ signer: 'f' }, { signer: 'm' }])
  })
})

describe('renewal of one text', () => {
  const yearly = agreement({ validity: 'ACADEMIC_YEAR' })
  const years = [signed('2025-09-10'), signed('2026-09-08')]

  it.each([
    ['2026-08-31', 'CURRENT, SIGNED 2025-09-10, 2026-08-31'],
    ['2026-09-01', 'EXPIRED, ENDED 2026-08-31, CHILD'],
    ['2026-09-08', 'CURRENT, SIGNED 2026-09-08, 2027-08-31'],
    ['2025-09-09', 'NOT_SIGNED, NOBODY_SIGNED, CHILD'],
  ])('as of %s', (on, expected) => {
    expect(stands(yearly, years, on)).toBe(expected)
  })
})
