import { describe, expect, it } from 'vitest'
import { addDays } from '@vault/clock'
import { FOUNDER } from '../support/vault'
import { day, makeRegister, TODAY, wordingFacts, purposeFacts } from '../support/consents/register'

const DAY_MS = 86_400_000
const reason = 'Keyed for the wrong child'

describe('the one question', () => {
  it('says check first for a use that asks for consent until somebody has answered', async () => {
    const { ask, pupil, website } = await makeRegister()
    expect(await ask([pupil], website)).toMatchObject({
      verdict: 'CHECK_FIRST',
      pupils: [{ reason: 'NOT_ASKED', state: 'NOT_ASKED', whoResolves: 'The office can ask the family.' }],
      instead: ['Displays in school'],
    })
  })

  it('says yes once a parent has, and tells who, and until when', async () => {
    const { ask, answer, pupil, mother, website } = await makeRegister()
    expect(await answer(pupil, mother, 'GIVEN')).toMatchObject({ warnings: [] })
    expect(await ask([pupil], website)).toMatchObject({
      verdict: 'YES',
      words: 'Mother said yes to School website.',
      pupils: [{ reason: 'GIVEN', holdsUntil: '2027-08-31' }],
    })
  })

  it('says no from the moment consent is taken back by phone, and says when', async () => {
    const { call, school, ask, answer, pupil, mother, website } = await makeRegister()
    await answer(pupil, mother, 'GIVEN')
    const taken = await call['consents.withdraw']({
      ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT' },
      ...{ askedOn: TODAY, channel: 'PHONE', purposes: [], note: null },
    })
    expect(taken).toMatchObject({ uses: 2, followUps: [] })
    expect(await ask([pupil], website)).toMatchObject({
      verdict: 'NO',
      words: 'Mother took back consent for School website on 1 October 2026 (by phone).',
      pupils: [{ state: 'WITHDRAWN' }],
    })
  })

  it('does not let a form signed before a withdrawal bring the yes back, whenever it is keyed', async () => {
    const { call, school, ask, answer, pupil, mother, website } = await makeRegister()
    await call['consents.withdraw']({
      ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT' },
      ...{ askedOn: day('2026-09-20'), channel: 'EMAIL', purposes: [website], note: null },
    })
    const { warnings } = await answer(pupil, mother, 'GIVEN', { on: '2026-09-10' })
    expect(warnings).toEqual(['A no of a later date stands: this older yes does not take it back.'])
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO', pupils: [{ reason: 'RESPONSIBLE_SAID_NO' }] })
    await answer(pupil, mother, 'GIVEN', { on: '2026-09-21' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES' })
  })

  it('says check first while parents differ, and follows the settlement until somebody answers anew', async () => {
    const { call, school, ask, answer, pupil, mother, father, website } = await makeRegister()
    await answer(pupil, mother, 'GIVEN')
    await answer(pupil, father, 'REFUSED')
    expect(await ask([pupil], website)).toMatchObject({
      verdict: 'CHECK_FIRST',
      pupils: [{ reason: 'DISPUTED', whoResolves: 'The safeguarding lead can settle it.' }],
    })
    const note = 'Both parents agreed at a meeting'
    await call['consents.settle']({ school, pupil, purpose: website, outcome: 'GIVEN', note })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES' })
    await answer(pupil, father, 'WITHDRAWN', { on: '2026-09-30' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'DISPUTED' }] })
    await call['consents.settle']({ school, pupil, purpose: website, outcome: 'REFUSED', note })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO' })
  })

  it('cannot be settled as a yes that nobody gave', async () => {
    const { call, school, answer, pupil, father, website } = await makeRegister()
    await answer(pupil, father, 'REFUSED')
    await expect(
      call['consents.settle']({ school, pupil, purpose: website, outcome: 'GIVEN', note: 'We would like to' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('needs the own answer of a pupil who is old enough, and takes their no before a parent’s yes', async () => {
    const { ask, answer, addPupil, website } = await makeRegister()
    const { pupil, mother } = await addPupil({ dateOfBirth: day('2012-05-05'), year: '9', legalForename: 'Elfi' })
    expect((await answer(pupil, mother, 'GIVEN')).warnings).toEqual(['The pupil’s own answer is needed as well.'])
    expect(await ask([pupil], website)).toMatchObject({ pupils: [{ reason: 'PUPIL_VIEW_MISSING' }] })
    await answer(pupil, 'PUPIL', 'GIVEN')
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES' })
    await answer(pupil, 'PUPIL', 'WITHDRAWN', { on: '2026-09-11' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO', pupils: [{ reason: 'PUPIL_SAID_NO' }] })
  })

  it('lists the noes of a group first, and answers for the picture as a whole', async () => {
    const { ask, answer, addPupil, pupil, mother, website } = await makeRegister()
    const others = [await addPupil({ legalForename: 'Aldana' }), await addPupil({ legalForename: 'Fengan' })]
    await answer(pupil, mother, 'GIVEN')
    await answer(others[0]!.pupil, others[0]!.mother, 'REFUSED')
    const all = [pupil, ...others.map((one) => one.pupil)]
    const answered = await ask(all, website)
    expect(answered.pupils.map((one) => [one.verdict, one.pupil.forename])).toEqual([
      ['NO', 'Aldana'],
      ['CHECK_FIRST', 'Fengan'],
      ['YES', 'Corbo'],
    ])
    expect(answered).toMatchObject({
      verdict: 'NO',
      words: 'Crop, retake or leave out: 1 pupil. Check first: 1 pupil.',
    })
    expect(answered.note.split('\n')).toEqual([
      'Thistlebrook Primary School: School website, without the name, on 1 October 2026',
      'NO. Crop, retake or leave out: 1 pupil. Check first: 1 pupil.',
      '- NO: Aldana Thistlemead (4A). Mother said no to School website on 10 September 2026 (on paper).',
      '- CHECK FIRST: Fengan Thistlemead (4A). Nobody has answered about School website.',
      '- YES: Corbo Thistlemead (4A). Mother said yes to School website.',
      'Allowed instead: Displays in school.',
      expect.stringMatching(
        /^Asked 1 October 2026 at \d\d:\d\d\. Record [0-9a-f]{8}\. Ask again before any later use\.$/,
      ),
    ])
  })

  it('allows a name only with a use of its own, and offers the picture without it', async () => {
    const { ask, answer, pupil, mother, website, naming } = await makeRegister()
    await answer(pupil, mother, 'GIVEN')
    expect(await ask([pupil], website, { named: true })).toMatchObject({
      verdict: 'CHECK_FIRST',
      pupils: [{ reason: 'NAME_NOT_ALLOWED' }],
      instead: ['School website, without the name'],
    })
    await answer(pupil, mother, 'GIVEN', { purposes: [naming] })
    expect(await ask([pupil], website, { named: true })).toMatchObject({ verdict: 'YES' })
  })

  it('tells a condition with the yes', async () => {
    const { ask, answer, pupil, mother, website } = await makeRegister()
    await answer(pupil, mother, 'GIVEN', { conditions: 'Groups only' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES_IF', pupils: [{ conditions: ['Groups only'] }] })
  })

  it('says what the records of an earlier day would have said', async () => {
    const { vault, ask, answer, pupil, mother, website } = await makeRegister()
    await answer(pupil, mother, 'GIVEN')
    vault.advance(3 * DAY_MS)
    await answer(pupil, mother, 'WITHDRAWN', { on: '2026-10-03' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO' })
    expect(await ask([pupil], website, { knownOn: '2026-10-02' })).toMatchObject({ verdict: 'YES' })
    expect((await ask([pupil], website, { knownOn: '2026-10-02' })).note).toContain(
      'as the records stood on 2 October 2026',
    )
  })

  it('runs out with the academic year and by the clock of the day asked about', async () => {
    const { ask, answer, pupil, mother, website } = await makeRegister()
    await answer(pupil, mother, 'GIVEN')
    expect(await ask([pupil], website, { on: '2027-08-31' })).toMatchObject({ verdict: 'YES' })
    expect(await ask([pupil], website, { on: '2027-09-01' })).toMatchObject({ pupils: [{ reason: 'EXPIRED' }] })
  })

  it('says yes to nobody while the clock runs behind what was recorded', async () => {
    const { vault, ask, answer, pupil, mother, website } = await makeRegister()
    vault.advance(5 * DAY_MS)
    await answer(pupil, mother, 'GIVEN')
    vault.advance(-2 * DAY_MS)
    const answered = await ask([pupil], website)
    expect(answered).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'CLOCK_DOUBTFUL' }] })
    expect(answered.warnings).toHaveLength(1)
  })

  it('notes each asking in the history, without a name', async () => {
    const { call, tenant, ask, pupil, website } = await makeRegister()
    await ask([pupil], website)
    const { entries } = await call['history.list']({ school: tenant, type: 'consents.asked' })
    expect(entries).toMatchObject([{ words: 'Asked whether a picture of a pupil may be used' }])
  })

  it('refuses a pupil of another school and a use that is retired', async () => {
    const { call, school, ask, pupil, website } = await makeRegister()
    await expect(ask(['f'.repeat(32)], website)).rejects.toMatchObject({ code: 'not-found' })
    const facts = purposeFacts({ retiredOn: TODAY })
    await call['consents.editPurpose']({ school, purpose: website, facts, reason })
    await expect(ask([pupil], website)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('uses without consent', () => {
  it('are allowed until somebody objects, and again once that is overruled by the one who may', async () => {
    const { vault, call, school, ask, pupil, mother, display } = await makeRegister()
    expect(await ask([pupil], display)).toMatchObject({ verdict: 'YES', pupils: [{ state: 'NO_OBJECTION' }] })
    await call['consents.record']({
      ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT', decidedOn: TODAY },
      ...{ channel: 'EMAIL', wording: null, evidence: null, answers: [{ purpose: display, answer: 'OBJECTED' }] },
    })
    expect(await ask([pupil], display)).toMatchObject({ verdict: 'NO', pupils: [{ reason: 'OBJECTED' }] })
    await expect(
      call['consents.overrule']({ school, pupil, purpose: display, note: 'Exam evidence has to be kept' }),
    ).rejects.toMatchObject({ code: 'denied' })
    const [person] = await vault.call['people.list']({})
    await vault.call['people.grant']({
      ...{ person: person!.id, role: 'DPO', grantFor: school, from: TODAY, until: null },
    })
    await call['consents.overrule']({ school, pupil, purpose: display, note: 'Exam evidence has to be kept' })
    expect(await ask([pupil], display)).toMatchObject({ verdict: 'YES', pupils: [{ state: 'OBJECTION_OVERRULED' }] })
  })
})

describe('taking back what was recorded in error', () => {
  it('lets the earlier answer stand again, and nothing where there was none', async () => {
    const { call, school, ask, answer, pupil, mother, website } = await makeRegister()
    const first = await answer(pupil, mother, 'GIVEN')
    const second = await answer(pupil, mother, 'REFUSED', { on: '2026-09-20' })
    await call['consents.reverse']({ school, batch: second.batch, reason })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES' })
    await expect(call['consents.reverse']({ school, batch: first.batch, reason })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('takes back a yes to nothing', async () => {
    const { call, school, ask, answer, pupil, mother, website } = await makeRegister()
    const { batch } = await answer(pupil, mother, 'GIVEN')
    await call['consents.reverse']({ school, batch, reason })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'NOT_ASKED' }] })
  })
})

describe('what a yes needs', () => {
  it.each([
    ['a date in the future', { on: addDays(TODAY, 1) }],
    ['a date before the wording', { on: '2026-08-31' }],
  ])('is refused with %s', async (_what, options) => {
    const { answer, pupil, mother } = await makeRegister()
    await expect(answer(pupil, mother, 'GIVEN', options)).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('is refused from a contact of another pupil', async () => {
    const { answer, addPupil, pupil } = await makeRegister()
    const other = await addPupil()
    await expect(answer(pupil, other.mother, 'GIVEN')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is saved but does not count from a grandparent without responsibility', async () => {
    const { call, school, ask, answer, pupil, website } = await makeRegister()
    const { contacts } = await call['pupils.addContact']({
      ...{ school, pupil, responsibility: null },
      facts: {
        ...{ name: 'Orlo Thistlemead', relationship: 'GRANDPARENT', resident: true, asksToBeConsulted: false },
        ...{ delegated: null, endedOn: null },
      },
    })
    const grandparent = contacts.find(({ relationship }) => relationship === 'GRANDPARENT')!.id
    expect((await answer(pupil, grandparent, 'GIVEN')).warnings).toHaveLength(1)
    expect(await ask([pupil], website)).toMatchObject({ pupils: [{ reason: 'NOT_THEIRS_TO_GIVE' }] })
  })
})

describe('wordings', () => {
  it('are issued once, and never changed after that', async () => {
    const { call, school, wording, website } = await makeRegister()
    const [issued] = await call['consents.wordings']({ school })
    expect(issued).toMatchObject({ id: wording, issuedOn: TODAY, problems: [] })
    expect(issued!.hash).toMatch(/^[0-9a-f]{64}$/)
    await expect(
      call['consents.saveWording']({ school, wording, facts: wordingFacts([website]) }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['consents.issueWording']({ school, wording })).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    ['the controller', { intro: 'We take pictures.' }, 'Name the controller'],
    ['a way back', { withdrawal: 'Ask us.' }, 'can be taken back, and how'],
    ['a way back in writing only', { withdrawal: 'Withdraw at any time; this must be in writing.' }, 'spoken too'],
    ['a tick that means no', { intro: 'Marrowby Learning Trust. Tick the box if you do not agree.' }, 'never mean yes'],
    [
      'no reply as a yes',
      { intro: 'Marrowby Learning Trust. If we get no reply we take it as consent.' },
      'never mean yes',
    ],
    ['another agreement', { intro: 'Marrowby Learning Trust. See the acceptable use policy.' }, 'other agreements'],
  ])('are not issued without or with %s', async (_what, change, problem) => {
    const { call, school, website } = await makeRegister()
    const facts = wordingFacts([website], change)
    const draft = await call['consents.saveWording']({ school, wording: null, facts })
    expect(draft.problems.join(' ')).toContain(problem)
    await expect(call['consents.issueWording']({ school, wording: draft.id })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

it('keeps history and rows in agreement through all of it', async () => {
  const { call, tenant, school, answer, ask, pupil, mother, father, website } = await makeRegister()
  await answer(pupil, mother, 'GIVEN')
  const { batch } = await answer(pupil, father, 'REFUSED')
  await call['consents.reverse']({ school, batch, reason })
  await answer(pupil, father, 'REFUSED')
  await call['consents.settle']({ school, pupil, purpose: website, outcome: 'REFUSED', note: 'They agreed on no' })
  await ask([pupil], website)
  expect(await call['history.verify']({ school: tenant })).toMatchObject({ sound: true, problems: [] })
})

it('thinks of the year after where no date of birth is held, counted from the day the records are of', async () => {
  const { vault, call, school, addPupil, ask } = await makeRegister()
  const facts = purposeFacts({ label: 'Newsletter', code: 'NEWSLETTER', renewal: 'ON_ENTRY', position: 4 })
  const { id: newsletter } = await call['consents.addPurpose']({ school, facts })
  const draft = await call['consents.saveWording']({ school, wording: null, facts: wordingFacts([newsletter]) })
  const { id: wording } = await call['consents.issueWording']({ school, wording: draft.id })
  const { pupil, mother } = await addPupil({ year: '6', dateOfBirth: null })
  await call['consents.record']({
    ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT', decidedOn: TODAY },
    ...{ channel: 'PAPER', wording, evidence: null, answers: [{ purpose: newsletter, answer: 'GIVEN' }] },
  })
  const seventh = { on: '2027-10-01' }
  const missing = { verdict: 'CHECK_FIRST', pupils: [{ reason: 'PUPIL_VIEW_MISSING' }] }
  expect(await ask([pupil], newsletter)).toMatchObject({ verdict: 'YES', pupils: [{ holdsUntil: '2027-08-31' }] })
  expect(await ask([pupil], newsletter, seventh)).toMatchObject(missing)
  vault.advance(365 * DAY_MS)
  await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
  // Still in Year 6 by the roll of that day, and not by that of the year before.
  expect(await ask([pupil], newsletter, seventh)).toMatchObject({ verdict: 'YES' })
  expect(await ask([pupil], newsletter, { ...seventh, knownOn: TODAY })).toMatchObject(missing)
})

it('counts a key stage from the year in which the form was signed, not the one in which it was recorded', async () => {
  const { call, school, addPupil, ask } = await makeRegister()
  const facts = purposeFacts({ label: 'Newsletter', code: 'NEWSLETTER', renewal: 'KEY_STAGE', position: 4 })
  const { id: newsletter } = await call['consents.addPurpose']({ school, facts })
  const draft = await call['consents.saveWording']({
    ...{ school, wording: null },
    facts: wordingFacts([newsletter], { version: '2025/26, 1', effectiveFrom: day('2025-09-01') }),
  })
  const { id: wording } = await call['consents.issueWording']({ school, wording: draft.id })
  const { pupil, mother } = await addPupil({ year: '3', dateOfBirth: day('2018-11-11') })
  await call['consents.record']({
    ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT', decidedOn: day('2026-07-10') },
    ...{ channel: 'PAPER', wording, evidence: null, answers: [{ purpose: newsletter, answer: 'GIVEN' }] },
  })
  // Signed in Year 2, the last of key stage 1; recorded in Year 3.
  expect(await ask([pupil], newsletter)).toMatchObject({ verdict: 'CHECK_FIRST', pupils: [{ reason: 'EXPIRED' }] })
})
