/** Readings of the decision where the law leaves a choice, as `decision-one-decision.md` gives them. */
import { describe, expect, it } from 'vitest'
import type { ConsentAnswer } from '@contract/answers'
import { addDays } from '@vault/clock'
import { decide, type Found } from '../../src-main/features/consents/rules/decide'
import { contact, day, facts, ON, plus, said, withContact, withKnown } from '../support/consents/facts'
import { caseOf, type Question } from '../support/consents/histories'

const ask = (of: Question): Found => decide(caseOf(of))
const askOn = (of: Question, on: string): Found => ask({ ...of, on: day(on) })
const denied = (reason: string): object => ({ verdict: 'CHECK_FIRST', reason })
const refused = (reason: string): object => ({ verdict: 'NO', reason })
const GIVEN = { verdict: 'YES', reason: 'GIVEN' }

const motherSaidYes = plus(facts(), said('mother', 'GIVEN'))

describe('a contact whom the school has ended', () => {
  const yesterday = addDays(ON, -1)
  const ended = (id: string, over = {}) => contact(id, { endedOn: yesterday, ...over })

  it('a parent’s Yes counts through the last day of contact, and the No goes on counting', () => {
    const of = withContact(facts(), contact('father', { relationship: 'FATHER', endedOn: ON }))
    const yes = plus(of, said('father', 'GIVEN'))
    expect(ask(yes)).toMatchObject({ ...GIVEN, holdsUntil: ON })
    expect(askOn(yes, addDays(ON, 1))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    const no = plus(of, said('father', 'REFUSED'))
    expect(askOn(no, addDays(ON, 1))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
    expect(askOn(plus(no, said('mother', 'GIVEN')), addDays(ON, 1))).toMatchObject(denied('DISPUTED'))
  })

  it.each([
    ['LOCAL_AUTHORITY', { relationship: 'LOCAL_AUTHORITY', responsibility: [] }],
    ['CARER', { relationship: 'FOSTER_CARER', responsibility: [], delegated: 'placement plan' }],
  ] as const)('the %s that decided in care gives no Yes any more, and the No still binds', (authority, over) => {
    const of = withKnown(withContact(facts(), ended('decider', over)), {
      care: [{ status: 'CARE_ORDER', authority, evidence: null }],
    })
    expect(ask(plus(of, said('decider', 'GIVEN')))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    expect(ask(plus(of, said('decider', 'REFUSED')))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
    const again = withContact(of, contact('decider', over))
    expect(ask(plus(again, said('decider', 'GIVEN')))).toMatchObject(GIVEN)
  })

  it('what limits the Yes is still to be met beside somebody else’s', () => {
    const limit = said('father', 'GIVEN', { conditions: 'no close-ups' })
    const of = plus(withContact(motherSaidYes, ended('father', { relationship: 'FATHER' })), limit)
    expect(ask(of)).toMatchObject({ verdict: 'YES_IF', conditions: ['no close-ups'] })
    expect(ask({ ...of, answers: [limit] })).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
  })
})

describe('where PCs differ about the age from which a pupil decides', () => {
  const birthday = day('2012-03-04')
  const apart = { ...withKnown(facts(), { dateOfBirth: birthday }), pupilViewFrom: 13, otherAges: [16, null] }
  const own = said('pupil', 'GIVEN')
  const parent = said('mother', 'GIVEN')

  it.each([
    ['the pupil’s alone, which by the higher age is not enough', [own], 'CHECK_FIRST'],
    ['a parent’s alone, beside which the lower age asks for the pupil’s', [parent], 'CHECK_FIRST'],
    ['both', [own, parent], 'YES'],
  ])('a Yes is one by each of them: %s', (_what, answers, verdict) => {
    expect(ask({ ...apart, answers }).verdict).toBe(verdict)
    expect(ask({ ...apart, otherAges: [], answers: [own] }).verdict).toBe('YES')
    expect(ask({ ...apart, pupilViewFrom: null, otherAges: [], answers: [parent] }).verdict).toBe('YES')
  })

  it('a Yes ends with the day before any of the ages that asks for more', () => {
    const young = { ...apart, pupilViewFrom: 17, otherAges: [16], answers: [parent] }
    const before = withKnown(young, { dateOfBirth: addDays(day(ON), 31 - 16 * 365) })
    const held = ask(before).holdsUntil
    expect(held).toBe(ask({ ...before, pupilViewFrom: 16, otherAges: [] }).holdsUntil)
    expect(held).not.toBe(ask({ ...before, otherAges: [] }).holdsUntil)
  })
})

const UNNAMED = { verdict: 'YES_IF', withoutName: true }

it.each([
  ['NAME_WITH_IMAGE', 'CONSENT', refused('PROTECTED')],
  ['PUPIL_WORK_NAMED', 'CONSENT', refused('PROTECTED')],
  ['PUPIL_WORK_NAMED', 'PUBLIC_TASK', refused('PROTECTED')],
  ['NEWSLETTER', 'CONSENT', UNNAMED],
  ['NEWSLETTER', 'PUBLIC_TASK', UNNAMED],
  [null, 'CONSENT', UNNAMED],
] as const)('a pupil who must not be named, asked about %s on %s', (code, basis, told) => {
  const flags = [{ kind: 'NO_NAME' as const, isSet: true, from: ON }]
  expect(ask(facts({ answers: [said('mother', 'GIVEN')] }, { flags }, { code, basis }))).toMatchObject(told)
})

describe('a pupil of 18 who was judged unable to decide', () => {
  const of = (...competence: readonly ('COMPETENT' | 'NOT_COMPETENT' | 'BY_AGE')[]): Question =>
    facts({}, { dateOfBirth: day('2007-11-20'), year: '13', competence })
  const unable = of('NOT_COMPETENT')

  it.each([
    ['the pupil’s Yes', plus(unable, said('pupil', 'GIVEN')), denied('NOT_THEIRS_TO_GIVE')],
    ['the pupil’s No', plus(unable, said('pupil', 'REFUSED')), refused('PUPIL_SAID_NO')],
    ['a parent’s Yes', plus(unable, said('mother', 'GIVEN')), denied('EXPIRED')],
    ['both', plus(unable, said('mother', 'GIVEN'), said('pupil', 'GIVEN')), denied('EXPIRED')],
    ['two judgements', plus(of('COMPETENT', 'NOT_COMPETENT'), said('pupil', 'GIVEN')), denied('NOT_THEIRS_TO_GIVE')],
    ['a later judgement', plus(of('BY_AGE'), said('pupil', 'GIVEN')), GIVEN],
  ] as const)('%s', (_what, question, told) => expect(ask(question)).toMatchObject(told))
})

describe('without a date of birth', () => {
  const answers = [said('mother', 'GIVEN', { outlastsLeaving: true }), said('pupil', 'GIVEN')]
  /** Asked on a day about a year group that was so in March 2026. */
  const asked = (year: '4' | '5' | '6' | '10' | '12' | 'X', on: string, who: readonly string[]): Found =>
    askOn(
      facts(
        { answers: answers.filter(({ entity }) => who.includes(entity)) },
        { year, dateOfBirth: null },
        { renewal: 'ON_ENTRY' },
      ),
      on,
    )

  it.each([
    ['6', '2026-03-10', GIVEN],
    ['6', '2026-08-31', GIVEN],
    // In Year 7 a pupil taught below the age group may be 13.
    ['6', '2026-09-01', denied('PUPIL_VIEW_MISSING')],
    ['5', '2026-09-01', GIVEN],
    ['4', '2028-08-31', GIVEN],
    ['4', '2028-09-01', denied('PUPIL_VIEW_MISSING')],
    ['12', '2026-03-10', denied('EXPIRED')],
    ['10', '2027-08-31', denied('PUPIL_VIEW_MISSING')],
    ['10', '2027-09-01', denied('EXPIRED')],
    ['X', '2027-09-01', denied('EXPIRED')],
  ] as const)('a parent’s Yes of Year %s, asked about %s', (year, on, told) => {
    expect(asked(year, on, ['mother'])).toMatchObject(told)
  })

  it('a parent’s Yes says when it may be enough no more', () => {
    expect(asked('6', '2026-03-10', ['mother'])).toMatchObject({ holdsUntil: '2026-08-31' })
    expect(asked('4', '2026-03-10', ['mother'])).toMatchObject({ holdsUntil: '2028-08-31' })
  })

  it('the pupil’s own Yes is not enough for a year that may find them old enough', () => {
    expect(asked('10', '2026-03-10', ['pupil'])).toMatchObject(GIVEN)
    expect(asked('6', '2028-09-01', ['pupil'])).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
  })

  it('nor because this year finds them old enough, asked about an earlier one', () => {
    expect(asked('10', '2025-09-10', ['pupil'])).toMatchObject(GIVEN)
    const early = said('pupil', 'GIVEN', { decidedOn: day('2025-06-02') })
    const of = facts({ answers: [early] }, { year: '9', dateOfBirth: null }, { renewal: 'ON_ENTRY' })
    expect(askOn(of, '2026-03-10')).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    const tenth = withKnown(of, { year: '10' })
    expect(askOn(tenth, '2026-03-10')).toMatchObject(GIVEN)
    expect(askOn(tenth, '2025-06-02')).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
  })
})

describe('two Noes of one person', () => {
  const twice = (who: string, ...answers: readonly ConsentAnswer[]): Question =>
    plus(facts(), ...answers.map((answer) => said(who, answer)))

  it.each([
    ['a parent’s', twice('mother', 'REFUSED', 'WITHDRAWN'), { ...refused('RESPONSIBLE_SAID_NO'), state: 'WITHDRAWN' }],
    ['a parent’s, one an objection', twice('mother', 'REFUSED', 'OBJECTED'), refused('RESPONSIBLE_SAID_NO')],
    [
      'the pupil’s',
      withKnown(twice('pupil', 'WITHDRAWN', 'REFUSED'), { competence: ['COMPETENT'] }),
      refused('PUPIL_SAID_NO'),
    ],
    ['somebody else’s', twice('Wren Attercliffe', 'REFUSED', 'WITHDRAWN'), denied('OTHER_SAID_NO')],
    ['with a Yes among them', twice('mother', 'REFUSED', 'WITHDRAWN', 'GIVEN'), denied('DISPUTED')],
    ['with a void among them', twice('mother', 'REFUSED', 'VOID'), denied('DISPUTED')],
    [
      'beside the other parent’s Yes',
      plus(twice('mother', 'REFUSED', 'WITHDRAWN'), said('father', 'GIVEN')),
      denied('DISPUTED'),
    ],
  ] as const)('%s', (_what, question, told) => expect(ask(question)).toMatchObject(told))
})

describe('an identity photograph of a pupil of whom no pictures may be taken', () => {
  const flags = [{ kind: 'NO_CAPTURE' as const, isSet: true, from: ON }]
  const of = (basis: 'CONSENT' | 'PUBLIC_TASK', known = {}): Question =>
    facts({}, { flags, ...known }, { code: 'ID_PHOTO', basis, outside: false })
  const order = { orders: [{ scope: null, from: ON, until: null }] }

  it.each([
    ['nothing else', of('PUBLIC_TASK'), denied('PROTECTED')],
    ['an objection', plus(of('PUBLIC_TASK'), said('mother', 'OBJECTED')), refused('OBJECTED')],
    ['an order', of('PUBLIC_TASK', order), refused('COURT_ORDER')],
    ['having left', of('PUBLIC_TASK', { leftOn: addDays(ON, -1) }), refused('LEFT')],
    ['a Yes', plus(of('CONSENT'), said('mother', 'GIVEN')), denied('PROTECTED')],
    ['a No', plus(of('CONSENT'), said('mother', 'REFUSED')), refused('RESPONSIBLE_SAID_NO')],
    ['a dispute', plus(of('CONSENT'), said('mother', 'GIVEN'), said('father', 'REFUSED')), denied('PROTECTED')],
    ['no answer', of('CONSENT'), denied('PROTECTED')],
  ] as const)('and %s', (_what, question, told) => expect(ask(question)).toMatchObject(told))
})
