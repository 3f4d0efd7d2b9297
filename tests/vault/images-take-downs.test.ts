/** What has to come down because of whom, through the contract (R45, R46, R55, R56, R63, R70, R71). */
import { describe, expect, test } from 'vitest'
import type { TakeDown } from '@contract/index'
import { day, TODAY } from '../support/consents/register'
import { DAY, makePublications, NOBODY, type Stage } from './images-publications-stage'

const reason = 'Somebody looked again'

/** Who a take-down is because of, since when and until when, and why. */
const told = (list: readonly TakeDown[]) =>
  list.map(({ pupil, since, dueOn, words }) => [pupil.surname, since, dueOn, words])

const flag = (
  { call, school }: Stage,
  pupil: string,
  kind: 'NO_PUBLISH' | 'NO_NAME' | 'NO_CAPTURE' = 'NO_PUBLISH',
  from = '2026-10-01',
) => call['pupils.setFlag']({ school, pupil, kind, from: day(from), reviewOn: day('2027-01-08'), reason })

describe('a use has to come down', () => {
  test('for every live use of every set a pupil is on, once consent is taken back (R46)', async () => {
    const stage = await makePublications()
    const { publish, withdraw, families, takeDowns, vault, founder, display, call, school } = stage
    const [first, second, third] = families
    const website = await publish({ from: day('2026-09-15') })
    const print = await publish({ place: 'PRINT', channel: 'Prospectus', address: null, printRun: 500 })
    await publish({ pupils: [second.pupil, third.pupil], channel: 'Without Corbo' })
    // Displays need no consent: nobody objected to them.
    await publish({ purpose: display, place: 'DISPLAY', channel: 'Hall' })
    expect(await takeDowns()).toEqual([])
    vault.advance(7 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    await withdraw(first, '2026-10-05')
    const found = await takeDowns()
    const card = { id: first.pupil, surname: 'Thistlemead', restricted: false }
    const words = 'Mother took back consent for School website on 5 October 2026 (by phone).'
    const due = { pupil: card, words, since: '2026-10-05', owner: founder, dueOn: '2026-10-07', overdue: true }
    expect(found).toHaveLength(2)
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ publication: website.id, place: 'WEBSITE', state: 'LIVE' }),
        expect.objectContaining({ publication: print.id, place: 'PRINT', channel: 'Prospectus' }),
      ]),
    )
    for (const one of found) expect(one).toMatchObject(due)
    expect(await takeDowns(first.pupil)).toEqual(found)
    expect(await takeDowns(second.pupil)).toEqual([])
    // Given again, nothing is in the way any more.
    await stage.answer(first.pupil, first.mother, 'GIVEN', { on: '2026-10-08' })
    expect(await takeDowns()).toEqual([])
    expect(await call['images.publications']({ school, set: NOBODY })).toEqual([])
  })

  test('since the first No, which a second puts off as little as a Yes of the other parent', async () => {
    const { publish, answer, families, takeDowns } = await makePublications()
    const [{ pupil, mother, father }] = families
    await publish({ from: day('2026-09-12') })
    await answer(pupil, father, 'REFUSED', { on: '2026-09-20' })
    const disputed = 'Those who may decide about School website have answered differently.'
    expect(told(await takeDowns())).toEqual([['Thistlemead', '2026-09-20', '2026-09-22', disputed]])
    await answer(pupil, mother, 'WITHDRAWN', { on: '2026-09-28' })
    const [[, since, dueOn] = []] = told(await takeDowns())
    expect([since, dueOn]).toEqual(['2026-09-20', '2026-09-22'])
  })

  test('on the day itself when a flag is set, whose reason is only for those who may read it (R5, R55)', async () => {
    const stage = await makePublications()
    const { publish, families, takeDowns, become, asOffice } = stage
    await become('DSL')
    await publish()
    await flag(stage, families[1].pupil)
    const due = ['Harrowgale', TODAY, TODAY]
    expect(told(await takeDowns())).toEqual([[...due, 'A safeguarding flag forbids it.']])
    await asOffice()
    const seen = await takeDowns()
    expect(told(seen)).toEqual([[...due, 'Do not use. Speak to the safeguarding lead.']])
    expect(seen[0]?.pupil.restricted).toBe(true)
    expect(JSON.stringify(seen)).not.toMatch(/flag|NO_PUBLISH|PROTECTED|again/)
  })

  test('for an order on this use, from the day of that order and no other (R56)', async () => {
    const stage = await makePublications()
    const { publish, families, takeDowns, become, call, school, website, display, asOffice } = stage
    const [{ pupil }] = families
    await become('DSL')
    await publish({ from: day('2026-09-11') })
    const order = (scope: string[] | null, from: string, until: string | null) =>
      call['pupils.setOrder']({
        ...{ school, pupil, order: null },
        facts: {
          ...{ kind: 'Prohibited steps order', scope, reference: 'EX24P00001' },
          ...{ from: day(from), until: until === null ? null : day(until) },
        },
      })
    await order([display], '2026-09-12', null)
    await order(null, '2026-09-13', '2026-09-14')
    expect(await takeDowns(), 'of another use, or over').toEqual([])
    await order([website], '2026-09-30', null)
    expect(told(await takeDowns())).toEqual([['Thistlemead', '2026-09-30', '2026-09-30', 'A court order forbids it.']])
    await asOffice()
    const words = (await takeDowns()).map((one) => one.words)
    expect(words).toEqual(['Do not use. Speak to the safeguarding lead.'])
  })

  test('with the name when the pupil is not to be named, on the day itself (R55, R60)', async () => {
    const stage = await makePublications()
    const { publish, families, answer, takeDowns, become, naming } = stage
    const [{ pupil, mother }, second] = families
    await become('DSL')
    await answer(pupil, mother, 'GIVEN', { purposes: [naming] })
    await answer(second.pupil, second.mother, 'GIVEN', { purposes: [naming] })
    const both = { pupils: [pupil, second.pupil], from: day('2026-09-11') }
    const named = await publish({ ...both, named: true })
    await publish(both)
    await flag(stage, pupil, 'NO_NAME', '2026-09-29')
    await answer(second.pupil, second.mother, 'REFUSED', { purposes: [naming], on: '2026-09-30' })
    const found = await takeDowns()
    expect(found.map(({ publication }) => publication)).toEqual([named.id, named.id])
    const words = 'The picture may be used, but not with the name.'
    expect(told(found)).toEqual([
      ['Thistlemead', '2026-09-29', '2026-09-29', words],
      ['Harrowgale', '2026-09-30', '2026-10-02', words],
    ])
  })

  test('the day after a pupil left, unless the Yes outlasts it, and not on the last day (R70)', async () => {
    const { publish, families, takeDowns, call, school } = await makePublications()
    const [{ pupil }] = families
    await publish({ from: day('2026-09-12') })
    await call['pupils.leave']({ school, pupil, on: TODAY })
    expect(await takeDowns()).toEqual([])
    await call['pupils.leave']({ school, pupil, on: day('2026-09-25') })
    const words = 'This pupil has left, and nothing allows the use of pictures after that.'
    expect(told(await takeDowns())).toEqual([['Thistlemead', '2026-09-26', '2026-09-28', words]])
  })

  test('when the pupil was erased, and tells nothing of who it was', async () => {
    const { publish, families, takeDowns, become, call, school } = await makePublications()
    const [{ pupil }] = families
    await publish({ from: day('2026-09-12') })
    await become('DPO')
    await call['pupils.erase']({ school, pupil, why: 'Kept long enough by the schedule', confirm: '001001' })
    const found = await takeDowns()
    expect(found).toMatchObject([
      {
        pupil: { surname: 'Erased pupil', forename: null },
        words: 'The pupil’s record was erased.',
        since: '2026-09-12',
      },
    ])
    expect(JSON.stringify(found)).not.toMatch(/Corbo|Thistlemead/)
    const [one] = found
    const evidence = 'Cropped on the page'
    await call['images.leaveOut']({ school, publication: one?.publication ?? '', pupil, evidence })
    expect(await takeDowns()).toEqual([])
  })

  test('for a pupil seen on the set later where the use shows everybody on it, and not where it names some', async () => {
    const { publish, families, takeDowns, call, school, set, addPupil } = await makePublications()
    const pupils = families.map(({ pupil }) => pupil)
    const everybody = await publish()
    await publish({ pupils })
    const late = await addPupil({ legalForename: 'Aldo', legalSurname: 'Brackenrigg' })
    await call['images.setPeople']({ school, set, pupils: [...pupils, late.pupil], staff: [] })
    const found = await takeDowns()
    expect(found.map(({ publication }) => publication)).toEqual([everybody.id])
    expect(told(found)).toEqual([['Brackenrigg', TODAY, '2026-10-03', 'Nobody has answered about School website.']])
  })
})

describe('a use need not come down', () => {
  test('when the Yes merely ran out: it is told as lapsed (R45, R61)', async () => {
    const { publish, takeDowns, call, school, vault } = await makePublications()
    await publish()
    vault.advance(335 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    expect(await takeDowns()).toEqual([])
    expect(await call['images.publications']({ school })).toMatchObject([{ blocked: 0, lapsed: 3 }])
  })

  test('at 18, or at the age of a view of their own, when nobody has said No (R49, R51)', async () => {
    const { publish, takeDowns, call, school, set, addPupil, answer, vault } = await makePublications()
    const older = await addPupil({ legalForename: 'Aldo', dateOfBirth: day('2008-10-20'), year: '13' })
    const teen = await addPupil({ legalForename: 'Brisa', dateOfBirth: day('2013-10-20'), year: '8' })
    await answer(older.pupil, older.mother, 'GIVEN')
    await answer(older.pupil, 'PUPIL', 'GIVEN')
    await answer(teen.pupil, teen.mother, 'GIVEN')
    await call['images.setPeople']({ school, set, pupils: [older.pupil, teen.pupil], staff: [], reason })
    const { id: publication } = await publish()
    expect(await call['images.publications']({ school })).toMatchObject([{ blocked: 0, lapsed: 0 }])
    vault.advance(30 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    expect(await takeDowns()).toEqual([])
    // The older pupil has said yes already, the younger has yet to be asked.
    expect(await call['images.publications']({ school })).toMatchObject([{ id: publication, blocked: 0, lapsed: 1 }])
    await answer(teen.pupil, 'PUPIL', 'REFUSED', { on: '2026-10-25' })
    expect(told(await takeDowns())).toMatchObject([['Thistlemead', '2026-10-25', '2026-10-27', expect.any(String)]])
  })

  test('but does at 18 where a parent had said No before', async () => {
    const { publish, takeDowns, call, school, set, addPupil, answer, vault } = await makePublications()
    const older = await addPupil({ legalForename: 'Aldo', dateOfBirth: day('2008-10-20'), year: '13' })
    await answer(older.pupil, older.mother, 'GIVEN')
    await answer(older.pupil, older.father, 'GIVEN')
    await answer(older.pupil, 'PUPIL', 'GIVEN')
    await call['images.setPeople']({ school, set, pupils: [older.pupil], staff: [], reason })
    await publish({ from: day('2026-09-12') })
    await answer(older.pupil, older.father, 'WITHDRAWN', { on: '2026-09-20' })
    await answer(older.pupil, 'PUPIL', 'WITHDRAWN', { on: '2026-09-22' })
    const before = told(await takeDowns()).map(([, since]) => since)
    expect(before).toEqual(['2026-09-20'])
    vault.advance(30 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    expect(await takeDowns()).toHaveLength(1)
  })

  test('once it was removed, or cannot be recalled; while it is only asked for it has to still (R77)', async () => {
    const { publish, takeDowns, withdraw, families, call, school } = await makePublications()
    const { id: publication } = await publish({ place: 'PRESS' })
    await withdraw(families[0])
    const become = (state: 'REQUESTED' | 'CANNOT_RECALL' | 'LIVE') =>
      call['images.setPublication']({ school, publication, state, on: TODAY, evidence: 'Letter to the paper' })
    await become('REQUESTED')
    expect(await takeDowns()).toMatchObject([{ state: 'REQUESTED' }])
    await become('CANNOT_RECALL')
    expect(await takeDowns()).toEqual([])
    await become('LIVE')
    expect(await takeDowns()).toMatchObject([{ state: 'LIVE' }])
  })
})

describe('seeing to it', () => {
  test('is given to somebody by a day, and a day given for an earlier take-down is none for the next', async () => {
    const stage = await makePublications()
    const { publish, takeDowns, withdraw, families, call, school, vault, founder, answer } = stage
    const [first, second] = families
    const { id: publication } = await publish()
    await withdraw(first)
    const { id: owner } = await vault.call['people.add']({ name: 'Bryony Fettlewick' })
    const assign = (change: object = {}) =>
      call['images.assignTakeDown']({
        ...{ school, publication, pupil: first.pupil, owner, dueOn: day('2026-10-09') },
        ...change,
      })
    const mine = { owner, dueOn: '2026-10-09', overdue: false }
    expect(await assign()).toMatchObject([mine])
    expect(await takeDowns()).toMatchObject([mine])
    await expect(assign({ dueOn: day('2026-09-30') })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(assign({ owner: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
    await expect(assign({ publication: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
    // Nothing stands against the second pupil.
    await expect(assign({ pupil: second.pupil })).rejects.toMatchObject({ code: 'conflict' })
    expect(await takeDowns()).toMatchObject([mine])

    vault.advance(30 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    await answer(first.pupil, first.mother, 'GIVEN', { on: '2026-10-20' })
    await withdraw(first, '2026-10-30')
    expect(await takeDowns()).toMatchObject([{ since: '2026-10-30', dueOn: '2026-11-01', owner, overdue: false }])
    expect(owner).not.toBe(founder)
  })

  test('ends when the pupil is left out, with what shows it, for that pupil alone', async () => {
    const { publish, takeDowns, withdraw, families, call, school, changes } = await makePublications()
    const [first, second, third] = families
    const { id: publication } = await publish()
    await withdraw(first)
    await withdraw(second)
    const leaveOut = (pupil: string) =>
      call['images.leaveOut']({ school, publication, pupil, evidence: 'The page after the change' })
    expect((await leaveOut(first.pupil)).map(({ pupil }) => pupil.id)).toEqual([second.pupil])
    await expect(leaveOut(first.pupil)).rejects.toMatchObject({ code: 'conflict' })
    expect(await changes('images.leftout')).toBe(1)
    // Somebody may be cropped out without having to be.
    await leaveOut(third.pupil)
    expect(await call['images.publications']({ school })).toMatchObject([{ pupils: 1, blocked: 1 }])
    const gone = { school, publication, state: 'REMOVED', on: TODAY, evidence: 'Page taken down' } as const
    await call['images.setPublication'](gone)
    await expect(leaveOut(second.pupil)).rejects.toMatchObject({ code: 'conflict' })
    expect(await takeDowns()).toEqual([])
  })

  test('lists the most urgent first', async () => {
    const stage = await makePublications()
    const { publish, takeDowns, withdraw, families, become } = stage
    await become('DSL')
    await publish({ from: day('2026-09-12') })
    await withdraw(families[0], '2026-09-30')
    await flag(stage, families[1].pupil)
    await withdraw(families[2], '2026-09-13')
    expect((await takeDowns()).map(({ dueOn }) => dueOn)).toEqual(['2026-09-15', TODAY, '2026-10-02'])
  })
})

describe('what a No hastens (R71)', () => {
  test('a set held on consent is due from that day, one held for the school’s task is not', async () => {
    const { call, school, set, families, withdraw, display, website } = await makePublications()
    const state = async () => (await call['images.sets']({ school }))[0]
    const edit = async (change: object) => {
      const { set: view } = await call['images.set']({ school, set })
      const { title, imageClass, takenOn, event, takenBy, device, why, purposes, storage, place, folder } = view
      const facts = { title, imageClass, takenOn, event, takenBy, device, why, purposes, storage, place, folder }
      const rest = { heldOn: view.heldOn, rule: view.rule, count: view.count }
      await call['images.editSet']({ school, set, facts: { ...facts, ...rest, ...change }, reason })
    }
    expect(await state()).toMatchObject({ state: 'NO_RULE', dueOn: null })
    await withdraw(families[1], '2026-09-30')
    expect(await state()).toMatchObject({
      ...{ state: 'DUE', dueOn: '2026-09-30', disposeBy: '2026-10-30' },
      because: 'Kept on consent, and a pupil on them may not be shown since 30 September 2026',
    })
    // While another use is allowed for that pupil it may be kept.
    await edit({ purposes: [website, display] })
    expect(await state()).toMatchObject({ state: 'NO_RULE', dueOn: null })
    await edit({ purposes: [website], heldOn: 'PUBLIC_TASK' })
    expect(await state()).toMatchObject({ state: 'NO_RULE', dueOn: null })
  })

  test('the end of the school year hastens nothing', async () => {
    const { call, school, vault } = await makePublications()
    vault.advance(335 * DAY)
    await call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    expect(await call['images.sets']({ school })).toMatchObject([{ state: 'NO_RULE', dueOn: null }])
  })
})
