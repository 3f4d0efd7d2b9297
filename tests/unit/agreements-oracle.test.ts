/** Who is current, against an oracle over 20,000 histories, each way of standing among them. */
import { expect, it } from 'vitest'
import { SIGNING_STATES } from '@contract/signatures'
import { CLEARANCE_CODES, STANDING_CODES } from '../../src-main/features/agreements/rules/standing'
import { agreementsAgainstOracle } from '../support/agreements/compared'

const { differences, told } = agreementsAgainstOracle(20_261_201, 20_000)

it('tells the same as the oracle of 20,000 histories', () => {
  expect(differences).toEqual([])
})

it.each([...SIGNING_STATES, ...STANDING_CODES, ...CLEARANCE_CODES, 'cleared', 'to inform'])(
  'meets %s in at least twenty of them',
  (name) => {
    expect(told.get(name) ?? 0).toBeGreaterThanOrEqual(20)
  },
)
