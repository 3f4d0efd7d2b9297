/** The decision against the one written a second time from the rules, over made-up histories and every pair of reasons. */
import { describe, expect, it } from 'vitest'
import { ASK_VERDICTS, REASON_CODES } from '@contract/answers'
import { decide } from '../../src-main/features/consents/rules/decide'
import { compared, type Compared } from '../support/consents/compared'
import { facts } from '../support/consents/facts'
import { caseOf, type Question } from '../support/consents/histories'
import { oracle, type Told } from '../support/consents/oracle'
import { CONSENT_STEPS, OTHER_STEPS, pairsOf, toldHigher, type Step } from '../support/consents/pairs'

const HISTORIES = 20_000

const decided = (of: Question): Told => {
  const { verdict, reason } = decide(caseOf(of))
  return { verdict, reason }
}

describe('the decision and the oracle', () => {
  let done: Compared | null = null
  const run = (): Compared => (done ??= compared(20_261_130, HISTORIES))

  it(`tell the same of ${HISTORIES} histories`, () => expect(run().differences).toEqual([]))

  it.each(REASON_CODES)('were both asked of %s often enough', (reason) => {
    expect(run().reasons.get(reason) ?? 0).toBeGreaterThanOrEqual(50)
  })

  it.each(ASK_VERDICTS)('were both asked of %s often enough', (verdict) => {
    expect(run().verdicts.get(verdict) ?? 0).toBeGreaterThanOrEqual(500)
  })
})

/** A Yes without evidence says nothing where one with evidence stands, which these rest on. */
const NEVER_TOGETHER = ['PUPIL_VIEW_MISSING', 'RECORDS_OLD', 'CLOCK_DOUBTFUL', 'GIVEN'].map(
  (lower) => `UNEVIDENCED over ${lower}`,
)

const everyPair = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ reason }, i) => steps.slice(i + 1).map((lower) => `${reason} over ${lower.reason}`))

describe.each([
  { uses: 'uses that ask for consent', steps: CONSENT_STEPS, clean: facts() },
  { uses: 'uses that need none', steps: OTHER_STEPS, clean: facts({}, {}, { basis: 'PUBLIC_TASK' }) },
])('of $uses', ({ steps, clean }) => {
  it.each(steps)('$reason alone is told as $verdict, $state', ({ reason, verdict, state, causes }) => {
    for (const cause of causes) {
      expect(decide(caseOf(cause(clean)))).toMatchObject({ verdict, reason, state })
      expect(oracle(cause(clean))).toEqual({ verdict, reason })
    }
  })

  it('the decision and the oracle tell the same of every two causes laid one over the other', () => {
    for (const { question } of pairsOf(steps, clean)) expect(decided(question)).toEqual(oracle(question))
  })

  it('the higher of two reasons is told, of every two that can apply at once', () => {
    const asked = everyPair(steps).filter((pair) => !NEVER_TOGETHER.includes(pair))
    expect([...toldHigher(pairsOf(steps, clean), decided)].sort()).toEqual([...asked].sort())
    expect([...toldHigher(pairsOf(steps, clean), oracle)].sort()).toEqual([...asked].sort())
  })
})
