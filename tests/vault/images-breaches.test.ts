/** Pictures that went out against the decision, through the contract: knowingly, or found once another PC was heard (R59). */
import { describe, expect, test } from 'vitest'
import { day, TODAY } from '../support/consents/register'
import { DAY, hearOfAnswer, HOUR, makePublications, NOBODY } from './images-publications-stage'

const WHY = 'The newspaper took it before anybody looked'

describe('knowingly', () => {
  test('what went out all the same opens a breach with 72 hours, and has to come down', async () => {
    const { publish, breaches, takeDowns, answer, families, vault, changes } = await makePublications()
    const [{ pupil, mother }, second] = families
    await answer(pupil, mother, 'REFUSED')
    await answer(second.pupil, second.mother, 'REFUSED')
    const made = await publish({ place: 'PRESS', channel: 'Weekly' }, WHY)
    const openedAt = vault.now()
    const open = {
      ...{ publication: made.id, title: 'Sports day', channel: 'Weekly', kind: 'KNOWINGLY', openedAt },
      ...{ decideBy: openedAt + 72 * HOUR, overdue: false, pupils: 2, why: WHY },
      ...{ decision: null, note: null, decidedBy: null },
    }
    expect(await breaches()).toEqual([open])
    expect(made).toMatchObject({ blocked: 2 })
    expect(await takeDowns()).toHaveLength(2)
    expect(await changes('images.breach')).toBe(1)
    vault.advance(72 * HOUR)
    await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    expect(await breaches()).toMatchObject([{ overdue: false }])
    vault.advance(1)
    expect(await breaches()).toMatchObject([{ overdue: true }])
  })

  test('a name in the captions is one, and what is merely missing is none', async () => {
    const { publish, breaches, vault } = await makePublications()
    const named = await publish({ captions: 'Ennis Harrowgale won' }, WHY)
    expect(await breaches()).toMatchObject([{ publication: named.id, pupils: 0 }])
    const { id: clerk } = await vault.call['people.add']({ name: 'Bryony Fettlewick' })
    await publish({ approvedBy: clerk }, WHY)
    await publish({}, 'Said twice, though nothing was in the way')
    expect(await breaches()).toHaveLength(1)
  })

  test('what never was lawful has to come down, though a Yes that ran out would not bring it down (R45)', async () => {
    const { publish, takeDowns, families, vault, call } = await makePublications()
    const [{ pupil }] = families
    await publish({ pupils: [pupil] })
    vault.advance(335 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    const until = day('2028-07-31')
    const late = await publish({ pupils: [pupil], from: day('2027-09-01'), until }, WHY)
    expect(await takeDowns()).toMatchObject([
      { publication: late.id, since: '2027-09-01', words: 'The yes to School website has run out.' },
    ])
  })

  test('is decided with a note by those who may, stays in the list, and the open ones come first', async () => {
    const stage = await makePublications()
    const { publish, breaches, answer, families, call, school, founder, asOffice, asFounder } = stage
    const [{ pupil, mother }] = families
    await answer(pupil, mother, 'REFUSED')
    const one = await publish({ channel: 'One' }, WHY)
    stage.vault.advance(HOUR)
    await asFounder()
    const two = await publish({ channel: 'Two' }, WHY)
    const decide = (publication: string, decision: 'REPORTED' | 'NOT_REPORTED') =>
      call['images.decideBreach']({ school, publication, decision, note: 'One pupil, taken down within the hour' })
    await asOffice()
    await expect(decide(two.id, 'NOT_REPORTED')).rejects.toMatchObject({ code: 'denied' })
    expect((await breaches()).map(({ channel }) => channel)).toEqual(['Two', 'One'])
    await asFounder()
    expect(await decide(two.id, 'NOT_REPORTED')).toMatchObject({
      ...{ decision: 'NOT_REPORTED', note: 'One pupil, taken down within the hour', decidedBy: founder },
    })
    expect((await breaches()).map(({ channel }) => channel)).toEqual(['One', 'Two'])
    expect(await decide(two.id, 'REPORTED')).toMatchObject({ decision: 'REPORTED' })
    await expect(decide(NOBODY, 'REPORTED')).rejects.toMatchObject({ code: 'not-found' })
    stage.vault.advance(80 * HOUR)
    await asFounder()
    expect(await breaches()).toMatchObject([
      { publication: one.id, overdue: true },
      { publication: two.id, overdue: false },
    ])
    // Given since, or left out since: it went out against the decision then.
    await answer(pupil, mother, 'GIVEN', { on: '2026-10-02' })
    expect(await breaches()).toHaveLength(2)
  })
})

describe('found, once the records of another PC came', () => {
  test('a No that was recorded there before the pictures went out is a breach, and they have to come down', async () => {
    const stage = await makePublications()
    const { publish, breaches, takeDowns, families, vault, check } = stage
    const [{ pupil, mother, father }] = families
    expect(await check()).toMatchObject({ free: true })
    const { id: publication } = await publish()
    const recordedAt = vault.now()
    expect(await breaches()).toEqual([])
    vault.advance(5 * HOUR)
    await hearOfAnswer(stage, { pupil, contact: father, answer: 'REFUSED', atMs: recordedAt - HOUR })
    // Known from when it came here, whenever it was recorded elsewhere; looking again starts nothing anew (R59).
    const openedAt = recordedAt + 5 * HOUR
    const found = { publication, kind: 'FOUND', pupils: 1, openedAt, decideBy: openedAt + 72 * HOUR }
    expect(await breaches()).toMatchObject([{ ...found, decision: null }])
    vault.advance(HOUR)
    await stage.asFounder()
    expect(await breaches()).toMatchObject([{ ...found, decision: null }])
    expect(await stage.changes('images.breachaware')).toBe(1)
    expect(await takeDowns()).toMatchObject([{ publication, pupil: { id: pupil }, since: TODAY }])
    expect(await check()).toMatchObject({ free: false, blockers: [{ pupil: { id: pupil } }] })

    // Nothing that came after undoes it: left out, given again, settled.
    const { call, school, answer } = stage
    await call['images.leaveOut']({ school, publication, pupil, evidence: 'Cropped' })
    expect(await breaches()).toMatchObject([found])
    const decided = { school, publication, decision: 'REPORTED', note: 'Told on the same day' } as const
    await call['images.decideBreach'](decided)
    await answer(pupil, father, 'GIVEN', { on: TODAY })
    await answer(pupil, mother, 'GIVEN', { on: TODAY })
    expect(await breaches()).toMatchObject([{ ...found, decision: 'REPORTED' }])
  })

  test('a No that was recorded there after is a take-down and no breach', async () => {
    const stage = await makePublications()
    const { publish, breaches, takeDowns, families, vault } = stage
    const [{ pupil, mother }] = families
    await publish()
    const recordedAt = vault.now()
    vault.advance(5 * HOUR)
    await hearOfAnswer(stage, { pupil, contact: mother, answer: 'WITHDRAWN', atMs: recordedAt + HOUR })
    expect(await breaches()).toEqual([])
    expect(await takeDowns()).toHaveLength(1)
  })

  test('a No of before that was taken back, or settled for the Yes, before they went out is none', async () => {
    const { publish, breaches, answer, families, call, school, website, vault } = await makePublications()
    const [first, second] = families
    const anHour = async (): Promise<void> => {
      vault.advance(HOUR)
      await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    }
    await answer(first.pupil, first.mother, 'REFUSED', { on: '2026-09-12' })
    await answer(second.pupil, second.father, 'REFUSED', { on: '2026-09-12' })
    await anHour()
    await answer(first.pupil, first.mother, 'GIVEN', { on: '2026-09-14' })
    const settled = { school, pupil: second.pupil, purpose: website, note: 'Both parents agreed in a talk' }
    await call['consents.settle']({ ...settled, outcome: 'GIVEN' })
    await anHour()
    await publish()
    expect(await breaches()).toEqual([])
    // What is said afterwards makes none of it either.
    await anHour()
    await answer(second.pupil, second.father, 'WITHDRAWN', { on: TODAY })
    expect(await breaches()).toEqual([])
  })

  test('adds to what went out knowingly', async () => {
    const stage = await makePublications()
    const { publish, breaches, answer, families, vault } = stage
    const [first, second] = families
    await answer(first.pupil, first.mother, 'REFUSED')
    await publish({}, WHY)
    const { pupil, mother } = second
    await hearOfAnswer(stage, { pupil, contact: mother, answer: 'WITHDRAWN', atMs: vault.now() - HOUR })
    expect(await breaches()).toMatchObject([{ kind: 'KNOWINGLY', pupils: 2, why: WHY }])
  })
})
