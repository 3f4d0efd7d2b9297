/** Conditions, lawful bases and flags where they meet. */
import { describe, expect, it } from 'vitest'
import { decide, type Found } from '../../src-main/features/consents/rules/decide'
import { day, facts, plus, said, settledAs } from '../support/consents/facts'
import { caseOf, type Question } from '../support/consents/histories'

const ask = (of: Question): Found => decide(caseOf(of))
const denied = (reason: string): object => ({ verdict: 'CHECK_FIRST', reason })
const refused = (reason: string): object => ({ verdict: 'NO', reason })
const motherSaidYes = plus(facts(), said('mother', 'GIVEN'))

describe('conditions', () => {
  it('are met whoever set them, with evidence or without, as a No needs none', () => {
    const limit = said('father', 'GIVEN', { wording: null, conditions: 'no close-ups' })
    expect(ask(plus(motherSaidYes, limit))).toMatchObject({ verdict: 'YES_IF', conditions: ['no close-ups'] })
  })

  it('are met where no consent is needed', () => {
    const limit = said('father', 'NO_OBJECTION', { conditions: 'no close-ups' })
    const of = facts({ answers: [limit] }, {}, { basis: 'PUBLIC_TASK' })
    expect(ask(of)).toMatchObject({ verdict: 'YES_IF', reason: 'NO_CONSENT_NEEDED', conditions: ['no close-ups'] })
  })
})

describe('bases and settlements', () => {
  it('overruling an objection settles no dispute once consent is asked', () => {
    const answers = ['GIVEN' as const, 'VOID' as const].map((answer) => said('mother', answer))
    expect(ask(settledAs(facts({ answers }), 'OVERRULED'))).toMatchObject(denied('DISPUTED'))
  })

  it('two records that differ are no objection where nobody objected', () => {
    const answers = ['GIVEN' as const, 'NO_OBJECTION' as const].map((answer) => said('mother', answer))
    const found = ask(facts({ answers }, {}, { basis: 'LEGITIMATE_INTERESTS' }))
    expect(found).toMatchObject({ verdict: 'YES', reason: 'NO_CONSENT_NEEDED' })
  })

  it('an identity photograph to be shown outside is forbidden where publishing is', () => {
    const flags = (['NO_CAPTURE', 'NO_PUBLISH'] as const).map((kind) => ({
      kind,
      isSet: true,
      from: day('2025-01-01'),
    }))
    const photo = facts({}, { flags }, { code: 'ID_PHOTO', basis: 'PUBLIC_TASK' })
    expect(ask(photo)).toMatchObject(refused('PROTECTED'))
    expect(ask({ ...photo, purpose: { ...photo.purpose, outside: false } })).toMatchObject(denied('PROTECTED'))
  })
})
