/** What a matrix allows where it says that the acceptable use agreement decides (R25). */
import { describe, expect, it } from 'vitest'
import type { Answer, CellContent, Condition } from '@contract/matrices'
import { gateAnswer, gateCell, namesAgreement } from '../../src-main/features/agreements/rules/matrix-gate'

const condition = (more: Partial<Condition> = {}): Condition => ({
  ...{ when: null, where: null, whoPermits: null, purpose: null, needsAgreement: false },
  ...more,
})

const answer = (level: Answer['level'], more: Partial<Answer> = {}): Answer => ({
  ...{ level, permitting: null, years: null, condition: null },
  ...more,
})

const content = (words: string | null = null, footnote: string | null = null): CellContent => ({
  ...{ marks: [], words, answers: null, silent: false, exception: null, source: null },
  footnote: footnote === null ? null : { mark: '*', text: footnote },
})

const conditioned = { condition: condition({ needsAgreement: true }) }
const [cleared, not] = [{ cleared: true }, { cleared: false }]
const told = (gate: { readonly verdict: string; readonly by: string | null }) => `${gate.verdict} ${gate.by ?? '-'}`

it.each([
  ['allowed, by a condition', answer('ALLOWED', conditioned), content(), 'ALLOWED CONDITION', 'NOT_ALLOWED CONDITION'],
  [
    'allowed, by words',
    answer('ALLOWED'),
    content('Allowed in accordance with AUP'),
    'ALLOWED WORDS',
    'NOT_ALLOWED WORDS',
  ],
  [
    'allowed, by a footnote',
    answer('ALLOWED'),
    content(null, 'Once the acceptable use policy is signed'),
    'ALLOWED WORDS',
    'NOT_ALLOWED WORDS',
  ],
  [
    'allowed, by who permits',
    answer('ALLOWED', { condition: condition({ whoPermits: 'As the AUA says' }) }),
    content(),
    'ALLOWED WORDS',
    'NOT_ALLOWED WORDS',
  ],
  ['at certain times', answer('CERTAIN_TIMES', conditioned), content(), 'AS_BEFORE CONDITION', 'NOT_ALLOWED CONDITION'],
  [
    'with permission',
    answer('NOMINATED_OR_PERMISSION', conditioned),
    content(),
    'AS_BEFORE CONDITION',
    'NOT_ALLOWED CONDITION',
  ],
  ['not allowed', answer('NOT_ALLOWED', conditioned), content(), 'AS_BEFORE CONDITION', 'AS_BEFORE CONDITION'],
  ['illegal', answer('ILLEGAL', conditioned), content(), 'AS_BEFORE CONDITION', 'AS_BEFORE CONDITION'],
  ['blank', answer('UNSET', conditioned), content(), 'AS_BEFORE CONDITION', 'AS_BEFORE CONDITION'],
  ['allowed without a word of it', answer('ALLOWED'), content('Allowed'), 'AS_BEFORE -', 'AS_BEFORE -'],
])('%s', (_name, what, of, signed, unsigned) => {
  expect([told(gateAnswer(what, of, cleared)), told(gateAnswer(what, of, not))]).toEqual([signed, unsigned])
})

it('says by which words', () => {
  expect(gateAnswer(answer('ALLOWED'), content('Yes', 'See the AUP'), not).words).toBe('See the AUP')
})

it.each([
  ['After signing an AUP', true],
  ['As per the Acceptable-Use Agreement', true],
  ['No access without a signed AUA', true],
  ['Not before the AUP is signed', true],
  ['No AUP needed', false],
  ['The acceptable use policy is not required', false],
  ['Exempt from the AUA', false],
  ['No AUP needed. Staff sign the acceptable use agreement', true],
  ['Acceptable use', false],
  ['Unacceptable use', false],
  ['Unacceptable use policy breaches', false],
  ['Coauthor', false],
])('%s', (words, expected) => {
  expect(namesAgreement(words)).toBe(expected)
})

describe('a cell split by years', () => {
  const cell = {
    answers: [
      answer('ALLOWED', { years: { from: '7', to: '11' }, ...conditioned }),
      answer('NOT_ALLOWED', { years: { from: '12', to: '13' } }),
    ],
    content: content(),
  }

  it.each([
    ['7', 'NOT_ALLOWED CONDITION'],
    ['12', 'AS_BEFORE -'],
    ['X', 'AS_BEFORE -'],
    [null, 'NOT_ALLOWED CONDITION'],
  ] as const)('for %s', (year, expected) => {
    expect(told(gateCell(cell, year, not))).toBe(expected)
  })

  it('takes all away where two answers speak for a year and one needs what is not there', () => {
    const both = { ...cell, answers: [answer('ALLOWED'), answer('ALLOWED', conditioned)] }
    expect(told(gateCell(both, '8', not))).toBe('NOT_ALLOWED CONDITION')
    expect(told(gateCell(both, '8', cleared))).toBe('AS_BEFORE -')
  })

  it('says nothing of a blank cell', () => {
    expect(told(gateCell({ answers: [], content: content('AUP') }, '8', not))).toBe('AS_BEFORE -')
  })
})
