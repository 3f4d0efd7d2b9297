/**
 * The edge cases of domain section 4 as far as the decision is theirs, by their numbers. Not here: 9, 11 (cropping), 13, 15,
 * 22, 30 and 31 are no matter of it.
 */
import { describe, expect, it } from 'vitest'
import { addDays } from '@vault/clock'
import { decide, decideNamed, type Found } from '../../src-main/features/consents/rules/decide'
import type { StandingAnswer } from '../../src-main/features/consents/rules/validity'
import {
  contact,
  day,
  facts,
  HOLDS,
  ON,
  plus,
  said,
  settledAs,
  withContact,
  withKnown,
} from '../support/consents/facts'
import { caseOf, type Question } from '../support/consents/histories'
import { exchange, record, standingIn, type Pc } from '../support/consents/pcs'

const ask = (of: Question): Found => decide(caseOf(of))
const askOn = (of: Question, on: string): Found => ask({ ...of, on: day(on) })
const denied = (reason: string): object => ({ verdict: 'CHECK_FIRST', reason })
const refused = (reason: string): object => ({ verdict: 'NO', reason })
const GIVEN = { verdict: 'YES', reason: 'GIVEN' }

const motherSaidYes = plus(facts(), said('mother', 'GIVEN'))
const fosterCarer = contact('carer', { relationship: 'FOSTER_CARER', responsibility: [] })
const care = (status: 'CARE_ORDER' | 'ACCOMMODATED', authority: 'PARENTS' | 'CARER' | 'LOCAL_AUTHORITY' | null) => [
  { status, authority, evidence: null },
]

describe('who may give consent', () => {
  it('1: not a grandparent who cares for the pupil without parental responsibility', () => {
    const carerSigned = plus(facts(), said('grandmother', 'GIVEN', { capacity: 'CARER' }))
    expect(ask(carerSigned)).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
  })

  it('2: not a foster carer while no delegated authority is recorded', () => {
    const signed = plus(withContact(facts(), fosterCarer), said('carer', 'GIVEN', { capacity: 'CARER' }))
    expect(ask(signed)).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    expect(ask(withKnown(signed, { care: care('CARE_ORDER', null) }))).toMatchObject(denied('CARE_AUTHORITY_MISSING'))
    const decidedByCarer = withKnown(signed, { care: care('CARE_ORDER', 'CARER') })
    expect(ask(decidedByCarer)).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    expect(ask(withContact(decidedByCarer, { ...fosterCarer, delegated: 'placement plan' }))).toMatchObject(GIVEN)
  })

  it('2: a parent’s No stands beside the carer’s Yes', () => {
    const of = withKnown(withContact(facts(), { ...fosterCarer, delegated: 'placement plan' }), {
      care: care('CARE_ORDER', 'CARER'),
    })
    expect(ask(plus(of, said('carer', 'GIVEN'), said('mother', 'REFUSED')))).toMatchObject(denied('DISPUTED'))
  })

  it('2: the No of whoever decides in care binds, responsible or not', () => {
    const of = withKnown(
      withContact(motherSaidYes, contact('authority', { relationship: 'LOCAL_AUTHORITY', responsibility: [] })),
      {
        care: care('CARE_ORDER', 'LOCAL_AUTHORITY'),
      },
    )
    expect(ask(plus(of, said('authority', 'REFUSED')))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
  })

  it('3: the parents of a child accommodated by agreement, once that is recorded, and not the local authority', () => {
    const accommodated = (authority: 'PARENTS' | null): Question =>
      withKnown(motherSaidYes, { care: care('ACCOMMODATED', authority) })
    expect(ask(accommodated(null))).toMatchObject(denied('CARE_AUTHORITY_MISSING'))
    expect(ask(accommodated('PARENTS'))).toMatchObject(GIVEN)
    const authority = contact('authority', { relationship: 'LOCAL_AUTHORITY', responsibility: [] })
    const theirs = plus(withContact(facts(), authority), said('authority', 'GIVEN', { capacity: 'LOCAL_AUTHORITY' }))
    expect(ask(withKnown(theirs, { care: care('ACCOMMODATED', 'PARENTS') }))).toMatchObject(
      denied('NOT_THEIRS_TO_GIVE'),
    )
  })

  it('4: parents who differ leave it denied until somebody settles it, and a later answer opens it again', () => {
    const split = plus(motherSaidYes, said('father', 'REFUSED'))
    expect(ask(split)).toMatchObject({ ...denied('DISPUTED'), state: 'DISPUTED' })
    expect(ask(settledAs(split, 'GIVEN'))).toMatchObject(GIVEN)
    expect(ask(settledAs(split, 'REFUSED'))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
    const father = said('father', 'WITHDRAWN', { decidedOn: day('2026-03-01') })
    const again = { ...settledAs(split, 'GIVEN'), answers: [said('mother', 'GIVEN'), father] }
    expect(ask(again)).toMatchObject(denied('DISPUTED'))
  })

  it('4: a further No cannot lift what was settled for the No', () => {
    const ended = { ...HOLDS, until: day('2025-12-31') }
    const of = withContact(withContact(motherSaidYes, contact('father', { responsibility: [ended] })), {
      ...contact('stepfather', { responsibility: [ended] }),
    })
    const settled = settledAs(plus(of, said('father', 'REFUSED')), 'REFUSED')
    expect(ask(settled)).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
    expect(ask(plus(settled, said('stepfather', 'REFUSED')))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
  })

  it('5: a father’s old consent counts through the last day of his responsibility, and his No no longer', () => {
    const ended = withContact(facts(), contact('father', { responsibility: [{ ...HOLDS, until: ON }] }))
    const old = plus(ended, said('father', 'GIVEN'))
    expect(ask(old)).toMatchObject({ ...GIVEN, holdsUntil: ON })
    expect(askOn(old, addDays(ON, 1))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    const no = plus(ended, said('father', 'REFUSED'), said('mother', 'GIVEN'))
    expect(ask(no)).toMatchObject(denied('DISPUTED'))
    expect(askOn(no, addDays(ON, 1))).toMatchObject(GIVEN)
  })

  it('6: from the eighteenth birthday only the pupil', () => {
    const of = facts(
      { on: day('2025-10-16'), pupilViewFrom: null, answers: [said('mother', 'GIVEN', { yearThen: '13' })] },
      { dateOfBirth: day('2007-10-17'), year: '13' },
    )
    expect(ask(of)).toMatchObject({ ...GIVEN, holdsUntil: '2025-10-16' })
    expect(askOn(of, '2025-10-17')).toMatchObject({ ...denied('EXPIRED'), state: 'EXPIRED' })
    const own = said('pupil', 'GIVEN', { decidedOn: day('2025-10-17') })
    expect(askOn(plus(of, own), '2025-10-17')).toMatchObject(GIVEN)
    expect(askOn(plus(of, own, said('father', 'REFUSED')), '2025-10-17')).toMatchObject(GIVEN)
    expect(askOn(plus(of, said('pupil', 'WITHDRAWN')), '2025-10-17')).toMatchObject(refused('PUPIL_SAID_NO'))
  })

  it('6: what two PCs recorded differently of a parent is of no matter any more, and a No of theirs lifts nothing', () => {
    const apart = [said('mother', 'GIVEN'), said('mother', 'VOID')]
    const of = facts({ answers: [...apart, said('pupil', 'GIVEN')] }, { dateOfBirth: day('2007-10-17'), year: '13' })
    expect(ask(of)).toMatchObject(GIVEN)
    expect(ask({ ...of, answers: [said('mother', 'REFUSED'), said('pupil', 'GIVEN')] })).toMatchObject(GIVEN)
  })

  it('7: of twins, the one with the flag is protected and the other is not', () => {
    const flag = { kind: 'NO_CAPTURE' as const, isSet: true, from: day('2025-01-01') }
    expect(ask(withKnown(motherSaidYes, { flags: [flag] }))).toMatchObject(refused('PROTECTED'))
    expect(ask(motherSaidYes)).toMatchObject(GIVEN)
  })

  it('8: a pupil of 12 judged competent decides alone', () => {
    const twelve = facts({}, { dateOfBirth: day('2013-09-20'), year: '7', competence: ['COMPETENT'] })
    expect(ask(plus(twelve, said('pupil', 'GIVEN')))).toMatchObject(GIVEN)
    expect(ask(plus(twelve, said('mother', 'GIVEN')))).toMatchObject(denied('PUPIL_VIEW_MISSING'))
    expect(ask(plus(twelve, said('mother', 'GIVEN'), said('pupil', 'REFUSED')))).toMatchObject(refused('PUPIL_SAID_NO'))
  })

  it('8: a pupil of 15 judged not competent does not, and the No has to be looked at', () => {
    const fifteen = facts({}, { dateOfBirth: day('2010-09-20'), year: '10', competence: ['NOT_COMPETENT'] })
    expect(ask(plus(fifteen, said('mother', 'GIVEN')))).toMatchObject(GIVEN)
    expect(ask(plus(fifteen, said('pupil', 'GIVEN')))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    expect(ask(plus(fifteen, said('mother', 'GIVEN'), said('pupil', 'REFUSED')))).toMatchObject(denied('OTHER_SAID_NO'))
  })

  it('8: nobody can settle a competent pupil’s No away', () => {
    const fifteen = facts({}, { dateOfBirth: day('2010-09-20'), year: '10' })
    const no = plus(fifteen, said('mother', 'GIVEN'), said('pupil', 'REFUSED'))
    expect(ask(settledAs(no, 'GIVEN'))).toMatchObject(refused('PUPIL_SAID_NO'))
  })

  it('8: two PCs that judged differently ask for both, the pupil and a parent', () => {
    const ten = withKnown(facts(), { competence: ['COMPETENT', 'NOT_COMPETENT'] })
    expect(ask(plus(ten, said('mother', 'GIVEN')))).toMatchObject(denied('PUPIL_VIEW_MISSING'))
    expect(ask(plus(ten, said('pupil', 'GIVEN')))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
    expect(ask(plus(ten, said('mother', 'GIVEN'), said('pupil', 'GIVEN')))).toMatchObject(GIVEN)
    const fifteen = withKnown(ten, { dateOfBirth: day('2010-09-20'), competence: ['COMPETENT', 'BY_AGE'] })
    expect(ask(plus(fifteen, said('pupil', 'GIVEN')))).toMatchObject(denied('NOT_THEIRS_TO_GIVE'))
  })

  it('nobody’s word is the pupil’s for being written down in that capacity', () => {
    const fifteen = facts({}, { dateOfBirth: day('2010-09-20'), year: '10' })
    expect(ask(plus(fifteen, said('Wren Attercliffe', 'GIVEN', { capacity: 'PUPIL' })))).toMatchObject(
      denied('NOT_THEIRS_TO_GIVE'),
    )
    expect(ask(plus(fifteen, said('mother', 'GIVEN', { capacity: 'PUPIL' })))).toMatchObject(denied('UNEVIDENCED'))
  })
})

describe('what an answer is worth', () => {
  it('10: a withdrawal counts on the day it is made, the day the prospectus is printed', () => {
    const withdrawn = plus(facts(), said('mother', 'WITHDRAWN', { decidedOn: ON, channel: 'PHONE', wording: null }))
    expect(ask(withdrawn)).toMatchObject({ ...refused('RESPONSIBLE_SAID_NO'), state: 'WITHDRAWN' })
  })

  it('11: of thirty in a class photograph one refused, and each is decided alone', () => {
    const found = Array.from({ length: 30 }, (_, i) =>
      ask(i === 17 ? plus(facts(), said('mother', 'REFUSED')) : motherSaidYes),
    )
    expect(found.filter(({ verdict }) => verdict === 'YES')).toHaveLength(29)
    expect(found[17]).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
  })

  it('12: a pupil in the background of a video is in it: no use is exempt from a flag', () => {
    const video = facts({ answers: [said('mother', 'GIVEN')] }, {}, { code: 'VIDEO_LIVESTREAM' })
    const flag = { kind: 'NO_PUBLISH' as const, isSet: true, from: day('2025-01-01') }
    expect(ask(withKnown(video, { flags: [flag] }))).toMatchObject(refused('PROTECTED'))
  })

  it('14: work shown with a name is a use of its own, which no other Yes answers', () => {
    expect(ask(facts({}, {}, { id: 'work', code: 'PUPIL_WORK_NAMED' }))).toMatchObject(denied('NOT_ASKED'))
  })

  it('14: a picture is named only where the picture and the name are both allowed', () => {
    const name = facts({}, {}, { id: 'name', code: 'NAME_WITH_IMAGE' })
    const [picture, unasked] = [caseOf(motherSaidYes), caseOf(name)]
    expect(decideNamed(picture, caseOf(plus(name, said('mother', 'GIVEN'))))).toMatchObject(GIVEN)
    expect(decideNamed(picture, unasked)).toMatchObject(denied('NAME_NOT_ALLOWED'))
    expect(decideNamed(picture, null)).toMatchObject(refused('NAME_NOT_ALLOWED'))
    expect(decideNamed(unasked, picture)).toMatchObject(denied('NOT_ASKED'))
  })

  it('14: a pupil who must not be named may be shown without the name, and never with it', () => {
    const flags = [{ kind: 'NO_NAME' as const, isSet: true, from: day('2025-01-01') }]
    const unnamed = withKnown(motherSaidYes, { flags })
    expect(ask(unnamed)).toMatchObject({ verdict: 'YES_IF', reason: 'GIVEN', withoutName: true, conditions: [] })
    const name = { ...unnamed, purpose: { ...unnamed.purpose, id: 'name', code: 'NAME_WITH_IMAGE' as const } }
    expect(ask(name)).toMatchObject({ ...refused('PROTECTED'), withoutName: false })
    expect(decideNamed(caseOf(unnamed), caseOf(name))).toMatchObject(refused('NAME_NOT_ALLOWED'))
  })

  it('16: a Yes from before the school issued the wording, as before the admission, is without evidence', () => {
    const early = said('mother', 'GIVEN', { decidedOn: day('2025-05-31'), coversFrom: day('2025-09-01') })
    expect(ask(plus(facts(), early))).toMatchObject(denied('UNEVIDENCED'))
    const thatDay = { ...early, decidedOn: day('2025-06-01') }
    expect(ask(plus(facts(), thatDay))).toMatchObject(GIVEN)
  })

  it('17: a Yes dated in the future counts from its day', () => {
    const tomorrow = plus(facts(), said('mother', 'GIVEN', { decidedOn: addDays(ON, 1) }))
    expect(ask(tomorrow)).toMatchObject(denied('NOT_YET'))
    expect(askOn(tomorrow, addDays(ON, 1))).toMatchObject(GIVEN)
  })

  it('18: a Yes on a wording nobody has any more is without evidence', () => {
    expect(ask(plus(facts(), said('mother', 'GIVEN', { wording: 'deleted' })))).toMatchObject(denied('UNEVIDENCED'))
    expect(ask(plus(facts(), said('mother', 'GIVEN', { wording: null })))).toMatchObject(denied('UNEVIDENCED'))
  })

  it('19: a Yes brought in over a withdrawal that it is older than has lost', () => {
    const pc: Pc = new Map()
    const { event: _event, latestNoOn: _latest, ...yes } = said('mother', 'GIVEN', { channel: 'IMPORT' })
    record(pc, bodyOf('withdrawn', { ...yes, answer: 'WITHDRAWN', decidedOn: day('2026-01-15') }, []))
    record(pc, bodyOf('imported', yes, ['withdrawn']))
    expect(ask(facts({ answers: standingIn(pc) }))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
    record(pc, bodyOf('signed anew', { ...yes, decidedOn: day('2026-02-01') }, ['imported']))
    expect(ask(facts({ answers: standingIn(pc) }))).toMatchObject(GIVEN)
  })

  it('19: so has a lack of objection that is older than the objection', () => {
    const older = said('mother', 'NO_OBJECTION', { latestNoOn: day('2026-01-15') })
    expect(ask(facts({ answers: [older] }, {}, { basis: 'PUBLIC_TASK' }))).toMatchObject(refused('OBJECTED'))
  })

  it('20: what was given before a leaver came back stays ended', () => {
    const back = withKnown(motherSaidYes, { lastLeft: day('2025-09-10') })
    expect(ask(back)).toMatchObject(denied('EXPIRED'))
    expect(ask(plus(back, said('father', 'GIVEN', { decidedOn: day('2025-09-11') })))).toMatchObject(GIVEN)
  })

  it('20: after leaving only a Yes that expressly outlasts it counts, evidenced like any other', () => {
    const left = withKnown(facts(), { leftOn: addDays(ON, -1) })
    expect(ask(plus(left, said('mother', 'GIVEN')))).toMatchObject(refused('LEFT'))
    expect(ask(plus(left, said('mother', 'GIVEN', { wording: null })))).toMatchObject(refused('LEFT'))
    expect(ask(plus(left, said('mother', 'GIVEN', { outlastsLeaving: true })))).toMatchObject(GIVEN)
    expect(ask(withKnown(motherSaidYes, { leftOn: ON }))).toMatchObject({ ...GIVEN, holdsUntil: ON })
  })

  it('21: a dually registered pupil is decided by each school’s own answers', () => {
    const here = plus(facts(), said('mother', 'GIVEN'))
    const there = plus(facts(), said('mother', 'REFUSED'))
    expect([ask(here), ask(there)]).toMatchObject([GIVEN, refused('RESPONSIBLE_SAID_NO')])
  })
})

describe('ages', () => {
  const by = (year: '6' | '7' | '8' | 'X', dateOfBirth: string | null): Found =>
    ask(withKnown(motherSaidYes, { year, dateOfBirth: dateOfBirth === null ? null : day(dateOfBirth) }))

  it('23: in a year that is none, the age tells, and without it nobody can', () => {
    expect(by('X', '2013-03-11')).toMatchObject({ ...GIVEN, holdsUntil: ON })
    expect(by('X', '2013-03-10')).toMatchObject(denied('PUPIL_VIEW_MISSING'))
    expect(by('X', null)).toMatchObject(denied('EXPIRED'))
  })

  it('24: out of cohort the age tells, whatever the year', () => {
    expect(by('8', '2013-08-30')).toMatchObject(GIVEN)
    expect(by('6', '2013-03-10')).toMatchObject(denied('PUPIL_VIEW_MISSING'))
  })

  it('24: without a date of birth a year beside the age group is thought of', () => {
    expect(by('6', null)).toMatchObject(GIVEN)
    expect(by('7', null)).toMatchObject(denied('PUPIL_VIEW_MISSING'))
  })

  it('24: a date of birth that is still to come is none', () => {
    expect(by('7', '2031-03-10')).toMatchObject(denied('PUPIL_VIEW_MISSING'))
  })

  it('28: consent renewed each year holds through 31 August, whatever the hour', () => {
    expect(askOn(motherSaidYes, '2026-08-31')).toMatchObject({ ...GIVEN, holdsUntil: '2026-08-31' })
    expect(askOn(motherSaidYes, '2026-09-01')).toMatchObject({ ...denied('EXPIRED'), state: 'EXPIRED' })
  })

  it('25: consent for a key stage ends with the stage the pupil was in on the day it counts from', () => {
    const of = (decidedOn: string, coversFrom: string, yearThen: '2' | '9' | 'X'): Question =>
      facts(
        { answers: [said('mother', 'GIVEN', { decidedOn: day(decidedOn), coversFrom: day(coversFrom), yearThen })] },
        {},
        { renewal: 'KEY_STAGE' },
      )
    expect(ask(of('2025-09-10', '2025-09-10', '2'))).toMatchObject({ ...GIVEN, holdsUntil: '2026-08-31' })
    // Signed in Year 2 for Year 3: the first of four years.
    const forSeptember = of('2026-07-10', '2026-09-01', '2')
    expect(askOn(forSeptember, '2026-08-31')).toMatchObject(denied('NOT_YET'))
    const young = withKnown(forSeptember, { dateOfBirth: day('2018-11-20') })
    expect(askOn(young, '2026-09-01')).toMatchObject({ ...GIVEN, holdsUntil: '2030-08-31' })
    expect(ask(of('2025-09-10', '2025-09-10', 'X'))).toMatchObject({ ...GIVEN, holdsUntil: '2026-08-31' })
  })

  it('29: born on 29 February, a pupil is of age on 28 February of a common year', () => {
    const of = withKnown(motherSaidYes, { dateOfBirth: day('2008-02-29'), year: '12', competence: ['NOT_COMPETENT'] })
    expect(askOn(of, '2026-02-27')).toMatchObject({ ...GIVEN, holdsUntil: '2026-02-27' })
    expect(askOn(of, '2026-02-28')).toMatchObject(denied('EXPIRED'))
  })
})

describe('two PCs apart', () => {
  it('32: one records that consent was taken back, the other that it was given', () => {
    const [office, reception] = [new Map(), new Map()] as [Pc, Pc]
    const { event: _event, latestNoOn: _latest, ...yes } = said('mother', 'GIVEN')
    record(office, bodyOf('given', { ...yes, decidedOn: ON }, []))
    record(reception, bodyOf('withdrawn', { ...yes, answer: 'WITHDRAWN', decidedOn: ON, channel: 'PHONE' }, []))
    expect(ask(facts({ answers: standingIn(office) }))).toMatchObject(GIVEN)
    exchange(reception, office)
    exchange(office, reception)
    for (const pc of [office, reception])
      expect(ask(facts({ answers: standingIn(pc) }))).toMatchObject(denied('DISPUTED'))
    record(reception, bodyOf('asked again', { ...yes, decidedOn: ON }, ['given', 'withdrawn']))
    expect(ask(facts({ answers: standingIn(reception) }))).toMatchObject(denied('DISPUTED'))
    record(reception, {
      ...bodyOf('resolved', { ...yes, decidedOn: ON }, ['given', 'withdrawn', 'asked again']),
      op: 'resolve',
    })
    expect(ask(facts({ answers: standingIn(reception) }))).toMatchObject(GIVEN)
  })

  it('32: two records of one Yes without evidence are no agreement', () => {
    const answers = ['one', 'two'].map((event) => said('mother', 'GIVEN', { event, wording: null }))
    expect(ask(facts({ answers: [...answers, said('father', 'GIVEN')] }))).toMatchObject(denied('DISPUTED'))
  })

  it('32: a Yes ends the day before two records of somebody else come to differ', () => {
    const from = (date: string) => said('father', 'GIVEN', { event: date, coversFrom: day(date) })
    const of = plus(motherSaidYes, from('2026-04-01'), from('2026-05-01'))
    expect(ask(of)).toMatchObject({ ...GIVEN, holdsUntil: '2026-03-31' })
    expect(askOn(of, '2026-04-01')).toMatchObject(denied('DISPUTED'))
  })

  it('33: a flag raised on one PC while it is cleared on another stands', () => {
    const flag = { kind: 'NO_PUBLISH' as const, from: day('2025-01-01') }
    const both = withKnown(motherSaidYes, {
      flags: [
        { ...flag, isSet: false },
        { ...flag, isSet: true },
      ],
    })
    expect(ask(both)).toMatchObject(refused('PROTECTED'))
  })

  it('one says looked after, the other says no longer: nobody decides', () => {
    const home = { status: 'NONE' as const, authority: null, evidence: null }
    const of = withKnown(motherSaidYes, { care: [...care('CARE_ORDER', 'LOCAL_AUTHORITY'), home] })
    expect(ask(of)).toMatchObject(denied('CARE_AUTHORITY_MISSING'))
  })
})

it('40: a parent’s No by phone counts, whatever the policy wants in writing', () => {
  const phoned = said('mother', 'WITHDRAWN', { channel: 'PHONE', wording: null, capacity: 'OTHER' })
  expect(ask(plus(facts(), phoned))).toMatchObject(refused('RESPONSIBLE_SAID_NO'))
})

/** An answer of the mother as a PC records it. */
function bodyOf(id: string, said: Omit<StandingAnswer, 'event' | 'latestNoOn'>, parents: readonly string[]) {
  return { entity: said.entity, op: 'decide' as const, id, body: { ...said, voids: [] }, parents }
}
