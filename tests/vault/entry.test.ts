import { describe, expect, it } from 'vitest'
import { addDays } from '@vault/clock'
import { day, TODAY } from '../support/consents/register'
import { makeBatch, withColleague } from './entry-stage'

const YESES = ['GIVEN', 'NO_CONSENT_NEEDED', 'GIVEN']

describe('a form that is in order', () => {
  it('counts as soon as it is saved, with who, when, how and which words', async () => {
    const { save, reasons, standing, wording, mother, website } = await makeBatch()
    const sheet = await save({ ticks: ['Y', 'Y', 'N'] })
    expect(sheet).toMatchObject({ state: 'SAVED', problems: [], position: 1 })
    expect(await reasons()).toEqual(['GIVEN', 'NO_CONSENT_NEEDED', 'RESPONSIBLE_SAID_NO'])
    const answers = await standing()
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['GIVEN', 'NO_OBJECTION', 'REFUSED'])
    expect(answers.find(({ purpose }) => purpose === website)).toMatchObject({
      ...{ contact: mother, capacity: 'PARENT', decidedOn: '2026-09-10', channel: 'PAPER', wording },
      evidence: 'Paper form 1 of the pile of 2026-09-20',
    })
  })

  it('is one write: its sheet and its answers stand in one batch of the history', async () => {
    const { call, tenant, save } = await makeBatch()
    await save()
    const { entries } = await call['history.list']({ school: tenant, limit: 4 })
    expect(entries.map(({ type }) => type).sort()).toEqual([
      ...['consents.answer', 'consents.answer', 'consents.answer', 'entry.sheet'],
    ])
    expect(new Set(entries.map(({ batch }) => batch)).size).toBe(1)
  })

  it('says nothing where a box is blank, and objects where a use needs no consent', async () => {
    const { save, reasons, standing } = await makeBatch()
    await save({ ticks: ['U', 'N', 'U'] })
    expect(await reasons()).toEqual(['NOT_ASKED', 'OBJECTED', 'NOT_ASKED'])
    expect(await standing()).toHaveLength(1)
  })

  it('keyed twice over adds no answer', async () => {
    const { save, standing, vault } = await makeBatch()
    const { id } = await save()
    const before = await standing()
    vault.advance(1000)
    await save({}, id)
    expect(await standing()).toEqual(before)
  })

  it.each([
    ['agrees', 'Y', ['GIVEN', 'NO_CONSENT_NEEDED', 'PUPIL_SAID_NO']],
    ['does not agree, whatever the parent ticked', 'N', ['PUPIL_SAID_NO', 'OBJECTED', 'PUPIL_SAID_NO']],
    ['said nothing', 'U', ['PUPIL_VIEW_MISSING', 'NO_CONSENT_NEEDED', 'RESPONSIBLE_SAID_NO']],
  ] as const)('carries the pupil’s own part: %s', async (_what, pupilAgrees, expected) => {
    const { addPupil, save, reasons } = await makeBatch()
    const { pupil, mother } = await addPupil({ dateOfBirth: day('2012-05-05'), year: '9' })
    const signedBy = { kind: 'CONTACT' as const, contact: mother }
    const sheet = await save({ pupil, signedBy, pupilAgrees, ticks: ['Y', 'Y', 'N'] })
    expect(sheet).toMatchObject({ state: 'SAVED', problems: pupilAgrees === 'U' ? ['PUPIL_VIEW_MISSING'] : [] })
    expect(await reasons(pupil)).toEqual(expected)
  })

  it('of a pupil who signs alone is the pupil’s own', async () => {
    const { addPupil, save, reasons } = await makeBatch()
    const { pupil } = await addPupil({ dateOfBirth: day('2008-05-05'), year: '13' })
    const sheet = await save({ pupil, signedBy: { kind: 'PUPIL' }, capacity: 'PUPIL' })
    expect(sheet).toMatchObject({ state: 'SAVED', problems: [] })
    expect(await reasons(pupil)).toEqual(YESES)
  })

  it('tells that another adult differs, and the use is denied until it is settled', async () => {
    const { save, father, start, call, school, facts, reasons } = await makeBatch()
    await save()
    const other = await start(1)
    const sheet = await call['entry.save']({
      ...{ school, batch: other.id, sheet: null },
      facts: facts({ signedBy: { kind: 'CONTACT', contact: father }, ticks: ['N', 'Y', 'Y'] }),
    })
    expect(sheet.problems).toEqual(['SECOND_PARENT_DIFFERS', 'KEYED_BEFORE'])
    expect(await reasons()).toEqual(['DISPUTED', 'NO_CONSENT_NEEDED', 'GIVEN'])
  })

  it('of a protected pupil is told in neutral words and changes nothing about the protection', async () => {
    const { vault, call, school, save, pupil, reasons } = await makeBatch()
    const [person] = await vault.call['people.list']({})
    await vault.call['people.grant']({ person: person!.id, role: 'DSL', grantFor: school, from: TODAY, until: null })
    await call['pupils.setFlag']({
      ...{ school, pupil, kind: 'NO_CAPTURE', from: TODAY, reviewOn: addDays(TODAY, 90) },
      reason: 'Told to the safeguarding lead',
    })
    expect(await save()).toMatchObject({ state: 'SAVED', problems: ['PROTECTED_PUPIL'] })
    expect(await reasons()).toEqual(['PROTECTED', 'PROTECTED', 'PROTECTED'])
  })
})

describe('what a form may not be', () => {
  it('is refused with the number of another child’s form, with a stranger’s parent, or with too few answers', async () => {
    const { save, addPupil, pupil } = await makeBatch()
    const other = await addPupil()
    await expect(save({ number: '12345678901234' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(save({ signedBy: { kind: 'CONTACT', contact: other.mother } })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(save({ ticks: ['Y', 'Y'] })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(save({ signedBy: null })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(save({ capacity: 'PUPIL' })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(save({ pupil: 'f'.repeat(32) })).rejects.toMatchObject({ code: 'not-found' })
    expect(pupil).not.toBe(other.pupil)
  })
})

describe('correcting a form', () => {
  it('changes what changed, and leaves the rest as it was', async () => {
    const { save, reasons, standing } = await makeBatch()
    const { id } = await save()
    const before = await standing()
    await save({ ticks: ['N', 'Y', 'Y'] }, id)
    expect(await reasons()).toEqual(['RESPONSIBLE_SAID_NO', 'NO_CONSENT_NEEDED', 'GIVEN'])
    await save({ ticks: ['Y', 'Y', 'Y'] }, id)
    expect(await reasons()).toEqual(YESES)
    expect((await standing()).filter((one) => before.some(({ event }) => event === one.event))).toHaveLength(2)
    await save({ ticks: ['U', 'Y', 'Y'] }, id)
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'GIVEN'])
  })

  it('takes everything from a wrong child and gives it to the right one', async () => {
    const { save, addPupil, reasons, standing, view } = await makeBatch()
    const right = await addPupil()
    const { id } = await save({ ticks: ['Y', 'N', 'N'] })
    const moved = await save(
      { pupil: right.pupil, signedBy: { kind: 'CONTACT', contact: right.mother }, ticks: ['Y', 'N', 'N'] },
      id,
    )
    expect(moved).toMatchObject({ id, position: 1, state: 'SAVED', pupil: right.pupil })
    expect(await standing()).toEqual([])
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'NOT_ASKED'])
    expect(await reasons(right.pupil)).toEqual(['GIVEN', 'OBJECTED', 'RESPONSIBLE_SAID_NO'])
    expect((await view()).sheets).toHaveLength(1)
  })

  it('lets the person’s earlier answer stand again', async () => {
    const { answer, save, setAside, pupil, mother, reasons } = await makeBatch()
    await answer(pupil, mother, 'GIVEN', { on: '2026-09-02' })
    const { id } = await save({ ticks: ['N', 'U', 'U'] })
    expect((await reasons())[0]).toBe('RESPONSIBLE_SAID_NO')
    expect(await setAside(id)).toMatchObject({ state: 'SET_ASIDE' })
    expect((await reasons())[0]).toBe('GIVEN')
    await expect(setAside(id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('leaves alone what the person has said since', async () => {
    const { call, school, save, setAside, pupil, mother, reasons } = await makeBatch()
    const { id } = await save()
    await call['consents.withdraw']({
      ...{ school, pupil, by: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT' },
      ...{ askedOn: TODAY, channel: 'PHONE', purposes: [], note: null },
    })
    const after = await reasons()
    expect(after).toEqual(['RESPONSIBLE_SAID_NO', 'NO_CONSENT_NEEDED', 'RESPONSIBLE_SAID_NO'])
    await setAside(id)
    expect(await reasons()).toEqual(after)
    // Keyed anew, it is older than what was said by phone.
    expect(await save({ ticks: ['Y', 'Y', 'Y'], signedOn: day('2026-09-15') }, id)).toMatchObject({ state: 'TO_CHECK' })
    expect(await reasons()).toEqual(after)
  })

  it('can be set aside, saved again, and set aside again, and history and rows agree', async () => {
    const { call, tenant, save, setAside, reasons, view } = await makeBatch()
    const { id } = await save({ ticks: ['N', 'N', 'Y'] })
    await setAside(id)
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'NOT_ASKED'])
    await save({ ticks: ['Y', 'Y', 'Y'] }, id)
    expect(await reasons()).toEqual(YESES)
    await setAside(id)
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'NOT_ASKED'])
    expect(await view()).toMatchObject({ keyed: 0 })
    expect(await call['history.verify']({ school: tenant })).toMatchObject({ sound: true })
  })
})

describe('drafts', () => {
  it('keep a form in the middle of keying, and become the form', async () => {
    const { vault, call, at, keep, save, view, reasons } = await makeBatch()
    const { sheet } = await keep({ ticks: ['Y', 'U', 'U'] })
    expect(await keep({ ticks: ['Y', 'N', 'U'] }, sheet)).toEqual({ sheet })
    expect((await reasons())[0]).toBe('NOT_ASKED')
    await vault.restart()
    await vault.call['session.unlock']({ signInName: null, passphrase: 'copper lantern drifts westward' })
    const batch = await call['entry.batch'](at)
    expect(batch).toMatchObject({ keyed: 0, sheets: [{ id: sheet, state: 'DRAFT', ticks: ['Y', 'N', 'U'] }] })
    expect(await save({}, sheet)).toMatchObject({ id: sheet, position: 1, state: 'SAVED' })
    expect((await view()).sheets).toHaveLength(1)
  })

  it('of a correction stand beside the form, whose answers go on counting', async () => {
    const { keep, save, view, reasons } = await makeBatch()
    const { id } = await save()
    const { sheet } = await keep({ ticks: ['N', 'Y', 'Y'] }, id)
    expect(sheet).not.toBe(id)
    expect(await keep({ ticks: ['N', 'N', 'Y'] }, id)).toEqual({ sheet })
    expect(await reasons()).toEqual(YESES)
    expect((await view()).sheets.map(({ position, state }) => [position, state])).toEqual(
      expect.arrayContaining([
        [1, 'SAVED'],
        [1, 'DRAFT'],
      ]),
    )
    expect(await save({ ticks: ['N', 'N', 'Y'] }, sheet)).toMatchObject({ id, state: 'SAVED' })
    expect((await view()).sheets).toHaveLength(1)
    expect(await reasons()).toEqual(['RESPONSIBLE_SAID_NO', 'OBJECTED', 'GIVEN'])
  })

  it('are discarded without a trace in the register', async () => {
    const { keep, save, setAside, view, reasons } = await makeBatch()
    const { id } = await save()
    const { sheet } = await keep({ ticks: ['N', 'N', 'N'] }, id)
    expect(await setAside(sheet)).toMatchObject({ id, state: 'SAVED' })
    const begun = await keep()
    expect(await setAside(begun.sheet)).toMatchObject({ state: 'SET_ASIDE' })
    expect(await reasons()).toEqual(YESES)
    expect(await view()).toMatchObject({ keyed: 1 })
  })
})

describe('a batch', () => {
  it('has one owner at a time, and whoever takes it up owns it from then on', async () => {
    const stage = await makeBatch()
    const { call, at, save, keep, school } = stage
    const colleague = await withColleague(stage)
    await save()
    await colleague.asColleague()
    for (const refused of [
      save({ query: true }),
      keep(),
      call['entry.pause'](at),
      call['entry.recount']({ ...at, expected: 9 }),
      call['entry.close'](at),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await call['entry.resume'](at)).toMatchObject({ owner: colleague.person, state: 'OPEN', keyed: 1 })
    expect(await keep()).toMatchObject({ sheet: expect.any(String) })
    expect(await call['entry.batches']({ school })).toMatchObject([{ id: at.batch, owner: colleague.person }])
    await colleague.asFounder()
    await expect(save()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('takes nothing while it is paused', async () => {
    const { call, at, save } = await makeBatch()
    expect(await call['entry.pause'](at)).toMatchObject({ state: 'PAUSED' })
    await expect(save()).rejects.toMatchObject({ code: 'conflict' })
    expect(await call['entry.resume'](at)).toMatchObject({ state: 'OPEN' })
    expect(await save()).toMatchObject({ state: 'SAVED' })
  })

  it('is not closed while its count differs, and names the difference', async () => {
    const { call, at, save, addPupil } = await makeBatch({ expected: 2 })
    await save()
    await expect(call['entry.close'](at)).rejects.toThrow('1 form is not keyed yet.')
    const { pupil, mother } = await addPupil()
    await save({ pupil, signedBy: { kind: 'CONTACT', contact: mother } })
    await call['entry.recount']({ ...at, expected: 1 })
    await expect(call['entry.close'](at)).rejects.toThrow('1 form is keyed beyond the 1 that were counted.')
    await call['entry.recount']({ ...at, expected: 2 })
    await expect(call['entry.close'](at)).rejects.toThrow('2 forms are still to be keyed a second time')
  })

  it('begins with an issued wording and a day that has come', async () => {
    const { call, school, wording, start } = await makeBatch()
    await expect(
      call['entry.start']({ school, wording, receivedOn: addDays(TODAY, 1), expected: 3 }),
    ).rejects.toMatchObject({ code: 'bad-input' })
    await expect(start(1, 'f'.repeat(32))).rejects.toMatchObject({ code: 'not-found' })
  })

  it('tells nobody without the right to key', async () => {
    const stage = await makeBatch()
    const { vault, school, at } = stage
    const { id: person } = await vault.call['people.add']({ name: 'Bram Teapot' })
    await vault.call['people.grant']({
      ...{ person, role: 'GOVERNOR', grantFor: school, from: day('2026-09-01'), until: null },
    })
    await vault.call['people.letUnlock']({ person, signInName: 'bram', passphrase: 'mustard window carpet otter' })
    await vault.call['session.lock']({})
    await vault.call['session.unlock']({ signInName: 'bram', passphrase: 'mustard window carpet otter' })
    await expect(stage.call['entry.batch'](at)).rejects.toMatchObject({ code: 'denied' })
  })
})
