/** The decision against the oracle over a million histories. */
import { expect, it } from 'vitest'
import { compared } from '../support/consents/compared'

const HISTORIES = 1_000_000

it(`the decision and the oracle tell the same of ${HISTORIES} histories`, () => {
  expect(compared(20_261_201, HISTORIES).differences).toEqual([])
})
