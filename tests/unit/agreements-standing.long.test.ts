/** Who is current against the oracle over 300,000 histories. */
import { expect, it } from 'vitest'
import { agreementsAgainstOracle } from '../support/agreements/compared'

const HISTORIES = 300_000

it(`the rules and the oracle tell the same of ${HISTORIES} histories`, () => {
  expect(agreementsAgainstOracle(20_261_202, HISTORIES).differences).toEqual([])
})
