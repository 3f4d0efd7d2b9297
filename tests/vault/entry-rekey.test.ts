import { describe, expect, it } from 'vitest'
import type { Tick } from '@contract/entry'
import { day } from '../support/consents/register'
import { makeBatch, withColleague } from './entry-stage'

const SIGNED = day('2026-09-10')
const ALL_YES: Tick[] = ['Y', 'Y', 'Y']

/** A pile of six, keyed, all yes, and somebody else at the desk. */
async function keyed(forms = 6) {
  const stage = await makeBatch({ expected: forms })
  await stage.save()
  for (let n = 1; n < forms; n += 1) {
    const { pupil, mother } = await stage.addPupil({ legalForename: `Aldo${'n'.repeat(n)}` })
    await stage.save({ pupil, signedBy: { kind: 'CONTACT', contact: mother } })
  }
  const colleague = await withColleague(stage)
  const rekey = (sheet: string, ticks: Tick[] = ALL_YES, signedOn = SIGNED) =>
    stage.call['entry.rekey']({ ...stage.at, sheet, ticks, signedOn })
  return { ...stage, ...colleague, rekey }
}

describe('the second keying', () => {
  it('is refused to whoever keyed the forms, and shows nobody what was keyed', async () => {
    const { call, at, asColleague, rekey, view } = await keyed()
    await expect(call['entry.sample'](at)).rejects.toMatchObject({ code: 'denied' })
    const { sheets, rekey: due } = await view()
    expect(due).toEqual({ sample: 5, done: 0, differing: 0, full: false })
    await asColleague()
    const sample = await call['entry.sample'](at)
    expect(sample).toHaveLength(5)
    expect(Object.keys(sample[0]!).sort()).toEqual(['card', 'done', 'position', 'sheet'])
    const outside = sheets.find(({ id }) => !sample.some(({ sheet }) => sheet === id))!
    await expect(rekey(outside.id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await rekey(sample[0]!.sheet)).toMatchObject({ differs: [], batch: { rekey: { done: 1 } } })
    expect((await call['entry.sample'](at)).filter(({ done }) => done)).toHaveLength(1)
    await expect(rekey(sample[0]!.sheet)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('asks for the same forms every time', async () => {
    const { call, at, asColleague } = await keyed(7)
    await asColleague()
    const first = await call['entry.sample'](at)
    expect(await call['entry.sample'](at)).toEqual(first)
  })

  it('lets the batch be closed when nothing differs', async () => {
    const { call, at, asColleague, asFounder, rekey } = await keyed()
    await asColleague()
    for (const { sheet } of await call['entry.sample'](at)) await rekey(sheet)
    await asFounder()
    expect(await call['entry.close'](at)).toMatchObject({ state: 'CLOSED' })
    await expect(call['entry.close'](at)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('names the boxes that differ, changes no answer, and asks for every form when there are many', async () => {
    const { call, at, asColleague, asFounder, rekey, reasons, save, release, view } = await keyed()
    await asColleague()
    const [first, second, ...others] = await call['entry.sample'](at)
    const wrong = await rekey(first!.sheet, ['N', 'Y', 'U'], day('2026-09-11'))
    expect(wrong).toMatchObject({
      differs: [0, 1, 3],
      batch: { rekey: { sample: 6, done: 1, differing: 1, full: true } },
    })
    expect(await reasons(first!.card.id)).toEqual(['GIVEN', 'NO_CONSENT_NEEDED', 'GIVEN'])
    await rekey(second!.sheet, ['Y', 'Y', 'N'])
    for (const { sheet } of others) await rekey(sheet)
    const rest = (await call['entry.sample'](at)).filter(({ done }) => !done)
    for (const { sheet } of rest) await rekey(sheet)
    await asFounder()
    await expect(call['entry.close'](at)).rejects.toThrow('2 forms are keyed in two ways')
    const marked = (await view()).sheets.filter(({ problems }) => problems.includes('REKEY_DIFFERS'))
    expect(marked.map(({ state }) => state)).toEqual(['SAVED', 'SAVED'])
    await release(first!.sheet)
    const corrected = marked.find(({ id }) => id === second!.sheet)!
    await save({ pupil: corrected.pupil, signedBy: corrected.signedBy, ticks: ['Y', 'Y', 'N'] }, corrected.id)
    expect(await reasons(corrected.pupil)).toEqual(['GIVEN', 'NO_CONSENT_NEEDED', 'RESPONSIBLE_SAID_NO'])
    expect(await call['entry.close'](at)).toMatchObject({ state: 'CLOSED', rekey: { differing: 0 } })
  })

  it('is not for whoever has corrected a form meanwhile', async () => {
    const { call, at, asColleague, rekey, save, view } = await keyed(5)
    const [sheet] = (await view()).sheets
    await asColleague()
    await call['entry.resume'](at)
    await save({ pupil: sheet!.pupil, signedBy: sheet!.signedBy }, sheet!.id)
    expect((await call['entry.sample'](at)).map((one) => one.sheet)).not.toContain(sheet!.id)
    await expect(rekey(sheet!.id)).rejects.toMatchObject({ code: 'denied' })
  })
})
