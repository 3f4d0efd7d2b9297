import { describe, expect, it } from 'vitest'
import type { SheetFacts } from '@contract/entry'
import { addDays } from '@vault/clock'
import { day, TODAY } from '../support/consents/register'
import { makeBatch, note, printed } from './entry-stage'

const DAY_MS = 86_400_000

describe('a held form', () => {
  const held: readonly (readonly [string, Partial<SheetFacts>, string])[] = [
    ['unsigned', { signedBy: null, capacity: null }, 'UNSIGNED'],
    ['undated', { signedOn: null }, 'UNDATED'],
    ['dated in the future', { signedOn: addDays(TODAY, 5) }, 'FUTURE_DATE'],
    ['dated after it came in', { signedOn: day('2026-09-25') }, 'FUTURE_DATE'],
    ['signed before its wording', { signedOn: day('2026-08-30') }, 'BEFORE_WORDING'],
    [
      'signed by nobody on record',
      { signedBy: { kind: 'OTHER', name: 'Jandy Thistlemead' }, capacity: 'OTHER' },
      'SIGNER_NOT_RESPONSIBLE',
    ],
    ['signed by a pupil too young', { signedBy: { kind: 'PUPIL' }, capacity: 'PUPIL' }, 'SIGNER_NOT_RESPONSIBLE'],
    ['marked as a query', { query: true }, 'QUERY'],
  ]

  it.each(held)('%s: its no counts at once, its yes does not', async (_what, change, problem) => {
    const { save, reasons, standing, view } = await makeBatch()
    const sheet = await save({ ticks: ['Y', 'N', 'N'], ...change })
    expect(sheet).toMatchObject({ state: 'TO_CHECK' })
    expect(sheet.problems).toContain(problem)
    const answers = await standing()
    expect(answers.map(({ answer }) => answer).sort()).toEqual(['OBJECTED', 'REFUSED'])
    const [website, display, naming] = await reasons()
    expect(website).toBe('NOT_ASKED')
    expect(display).toBe('OBJECTED')
    expect(['RESPONSIBLE_SAID_NO', 'OTHER_SAID_NO']).toContain(naming)
    expect(await view()).toMatchObject({ keyed: 1, toCheck: 1 })
  })

  it('counts once somebody has looked', async () => {
    const { save, release, reasons, view } = await makeBatch()
    const { id } = await save({ ticks: ['Y', 'N', 'N'], query: true })
    expect(await release(id)).toMatchObject({ state: 'SAVED', problems: ['QUERY'] })
    expect(await reasons()).toEqual(['GIVEN', 'OBJECTED', 'RESPONSIBLE_SAID_NO'])
    expect(await view()).toMatchObject({ keyed: 1, toCheck: 0 })
    await expect(release(id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    ['without a signature', { signedBy: null, capacity: null }],
    ['without a day', { signedOn: null }],
    ['with a day to come', { signedOn: addDays(TODAY, 5) }],
    ['from before its wording', { signedOn: day('2026-08-30') }],
  ] as const)('with a yes %s cannot be released, only corrected or set aside', async (_what, change) => {
    const { save, release, setAside, reasons } = await makeBatch()
    const { id } = await save({ ticks: ['Y', 'N', 'U'], ...change })
    await expect(release(id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await reasons()).toEqual(['NOT_ASKED', 'OBJECTED', 'NOT_ASKED'])
    expect(await save({ ticks: ['Y', 'N', 'U'] }, id)).toMatchObject({ state: 'SAVED', problems: [] })
    expect(await reasons()).toEqual(['GIVEN', 'OBJECTED', 'NOT_ASKED'])
    await setAside(id)
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'NOT_ASKED'])
  })

  it('without a signature that says no alone can be released, and goes on saying no', async () => {
    const { save, release, reasons } = await makeBatch()
    const { id } = await save({ ticks: ['N', 'U', 'U'], signedBy: null, capacity: null, signedOn: null })
    expect((await reasons())[0]).toBe('OTHER_SAID_NO')
    expect(await release(id)).toMatchObject({ state: 'SAVED' })
    expect((await reasons())[0]).toBe('OTHER_SAID_NO')
  })

  it('dated after it came in is of the day it came in, and of its own day once released', async () => {
    const { save, release, standing } = await makeBatch()
    const { id } = await save({ ticks: ['Y', 'U', 'N'], signedOn: day('2026-09-25') })
    expect(await standing()).toMatchObject([{ answer: 'REFUSED', decidedOn: '2026-09-20' }])
    await release(id)
    expect((await standing()).map(({ decidedOn }) => decidedOn)).toEqual(['2026-09-25', '2026-09-25'])
  })

  it('counts its yes after the signer was recorded as somebody who may decide', async () => {
    const { call, school, save, release, pupil, reasons } = await makeBatch()
    const view = await call['pupils.addContact']({
      ...{ school, pupil, responsibility: null },
      facts: {
        ...{ name: 'Orlo Thistlemead', relationship: 'GUARDIAN', resident: true, asksToBeConsulted: false },
        ...{ delegated: null, endedOn: null },
      },
    })
    const guardian = view.contacts.find(({ relationship }) => relationship === 'GUARDIAN')!.id
    const { id, problems } = await save({ signedBy: { kind: 'CONTACT', contact: guardian } })
    expect(problems).toEqual(['SIGNER_NOT_RESPONSIBLE'])
    await call['pupils.setResponsibility']({
      ...{ school, pupil, contact: guardian },
      responsibility: { holds: true, basis: 'ORDER', evidence: 'Order seen', from: null, until: null },
    })
    await release(id)
    expect(await reasons()).toEqual(['GIVEN', 'NO_CONSENT_NEEDED', 'GIVEN'])
  })
})

describe('paper that comes in late', () => {
  const withdrawn = async (stage: Awaited<ReturnType<typeof makeBatch>>, on: string) => {
    await stage.call['consents.withdraw']({
      ...{ school: stage.school, pupil: stage.pupil, by: { kind: 'CONTACT', contact: stage.mother } },
      ...{ capacity: 'PARENT', askedOn: day(on), channel: 'PHONE', purposes: [stage.website], note: null },
    })
  }

  it.each(['2026-09-15', '2026-09-10'])(
    'does not take back what was said by phone on %s, later or on the day of the form',
    async (on) => {
      const stage = await makeBatch()
      await withdrawn(stage, on)
      const sheet = await stage.save({ signedOn: day('2026-09-10') })
      expect(sheet).toMatchObject({ state: 'TO_CHECK', problems: ['OLDER_THAN_STANDING'] })
      expect((await stage.reasons())[0]).toBe('RESPONSIBLE_SAID_NO')
    },
  )

  it('stays under a later no even when released, and counts for the other uses', async () => {
    const stage = await makeBatch()
    await withdrawn(stage, '2026-09-15')
    const { id } = await stage.save()
    await stage.release(id)
    expect(await stage.reasons()).toEqual(['RESPONSIBLE_SAID_NO', 'NO_CONSENT_NEEDED', 'GIVEN'])
  })

  it('says no at once over a later yes, and gives way to it when released', async () => {
    const { answer, save, release, reasons, pupil, mother, call, tenant } = await makeBatch()
    await answer(pupil, mother, 'GIVEN', { on: '2026-09-18' })
    const { id, problems } = await save({ ticks: ['N', 'U', 'U'] })
    expect(problems).toEqual(['OLDER_THAN_STANDING'])
    expect((await reasons())[0]).toBe('RESPONSIBLE_SAID_NO')
    await release(id)
    expect((await reasons())[0]).toBe('GIVEN')
    expect(await call['history.verify']({ school: tenant })).toMatchObject({ sound: true })
  })

  it('follows a no of an earlier day without being held', async () => {
    const stage = await makeBatch()
    await withdrawn(stage, '2026-09-05')
    expect(await stage.save()).toMatchObject({ state: 'SAVED', problems: [] })
    expect((await stage.reasons())[0]).toBe('GIVEN')
  })

  it('is judged without what the form itself had said before', async () => {
    const { save, reasons } = await makeBatch()
    const { id } = await save({ ticks: ['N', 'Y', 'Y'], signedOn: day('2026-09-15') })
    expect(await save({ ticks: ['Y', 'Y', 'Y'], signedOn: day('2026-09-12') }, id)).toMatchObject({
      ...{ state: 'SAVED', problems: [] },
    })
    expect(await reasons()).toEqual(['GIVEN', 'NO_CONSENT_NEEDED', 'GIVEN'])
  })
})

describe('a form keyed before', () => {
  it('is held, in this batch and in another, until the first is set aside', async () => {
    const { save, setAside, start, call, school, facts } = await makeBatch()
    const first = await save()
    const second = await save()
    expect(second).toMatchObject({ state: 'TO_CHECK', problems: ['KEYED_BEFORE'] })
    const other = await start(1)
    const third = await call['entry.save']({ school, batch: other.id, sheet: null, facts: facts() })
    expect(third.problems).toEqual(['KEYED_BEFORE'])
    await setAside(first.id)
    await call['entry.setAside']({ school, batch: other.id, sheet: third.id, note })
    expect(await save({}, second.id)).toMatchObject({ state: 'SAVED', problems: [] })
  })

  it('is told when the child is found, but a form being corrected does not speak against itself', async () => {
    const { call, at, pupil, save } = await makeBatch()
    expect(await call['entry.target']({ ...at, pupil })).toMatchObject({ keyedBefore: false })
    const { id } = await save()
    expect(await call['entry.target']({ ...at, pupil })).toMatchObject({ keyedBefore: true })
    expect(await save({ ticks: ['N', 'N', 'N'] }, id)).toMatchObject({ problems: [] })
  })
})

describe('a form of another wording', () => {
  it('that asks other questions is held and cannot be released', async () => {
    const { vault, call, school, at, save, release, earlierWording, pupil, reasons } = await makeBatch()
    const [number] = await printed({ vault, call, school }, earlierWording)
    expect(await call['entry.scan']({ ...at, number: number! })).toMatchObject({
      otherWording:
        'This form has the wording 2026/27, 1; the batch is for 2026/27, 2. Key it in a batch of its own wording.',
    })
    const sheet = await save({ pupil, number: number! })
    expect(sheet).toMatchObject({ state: 'TO_CHECK', problems: ['OTHER_WORDING'] })
    await expect(release(sheet.id)).rejects.toThrow('asks other questions')
    expect(await reasons()).toEqual(['NOT_ASKED', 'NO_CONSENT_NEEDED', 'NOT_ASKED'])
  })

  it('that asks the same can be released, and names the words that were shown', async () => {
    const { vault, call, school, issue, website, display, naming, save, release, standing, pupil } = await makeBatch()
    const same = await issue('2026/27, 3', [website, display, naming])
    const [number] = await printed({ vault, call, school }, same)
    const { id } = await save({ pupil, number: number!, ticks: ['Y', 'U', 'U'] })
    await release(id)
    expect(await standing()).toMatchObject([{ answer: 'GIVEN', wording: same }])
  })
})

it('holds nothing that a later day has healed', async () => {
  const { vault, save, release, reasons } = await makeBatch()
  const { id } = await save({ signedOn: addDays(TODAY, 2) })
  vault.advance(3 * DAY_MS)
  await release(id)
  expect((await reasons())[0]).toBe('GIVEN')
})
