import { expect, test } from 'vitest'
import { set } from '@vault/entity'
import { membershipDraft, pupilKind } from '../../src-main/features/pupils'
import { hitsIn, hitsUnder } from '../support/markers'
import { printed } from './entry-stage'
import { GUARDED, makeHeld, MARKERS, unlock } from './pupils-held'
import { behind, facts, fileId, pagesOf } from './pupils-stage'

const WHY = 'Kept for long enough by rule 12 of the schedule'

test(
  'erases every word held on a pupil, keeps proof, and leaves other pupils as they were (R73, R76)',
  { timeout: 60_000 },
  async () => {
    const stage = await makeHeld()
    const { vault, call, school, marked, pupil, become } = stage
    const found = (pages: Buffer): readonly string[] => MARKERS.filter((marker) => hitsIn(pages, [marker]) > 0)
    expect(found(await pagesOf(stage, school))).toEqual(MARKERS)
    await unlock(stage)
    const othersBefore = await call['consents.ofPupil']({ school, pupil })
    await become('DPO')

    const { events, words } = await call['pupils.erase']({ school, pupil: marked, why: WHY, confirm: '007007' })
    expect(events).toBeGreaterThan(20)
    expect(words).toContain('stays noted, without a word typed about it')

    const gone = { code: 'not-found' }
    await expect(call['pupils.view']({ school, pupil: marked })).rejects.toMatchObject(gone)
    await expect(call['consents.ofPupil']({ school, pupil: marked })).rejects.toMatchObject(gone)
    const signee = { kind: 'PUPIL', id: marked } as const
    await expect(call['agreements.signings']({ school, signee })).rejects.toMatchObject(gone)
    expect(await call['agreements.loans']({ school })).toEqual([])
    expect(await call['agreements.access']({ school })).toEqual([])
    const access = call['pupils.subjectAccess']({ school, pupil: marked, reason: WHY, format: 'json' })
    await expect(access).rejects.toMatchObject(gone)
    expect((await call['pupils.list']({ school, leavers: true })).map(({ id }) => id)).toEqual([pupil])
    for (const query of ['mistle', 'quen', '7007', 'N831900126001', 'P831900124017']) {
      expect(await call['pupils.find']({ school, query, leavers: true }), query).toEqual([])
    }
    const { lines } = await call['consents.register']({ school })
    expect(lines.map((line) => line.pupil.id)).toEqual([pupil])
    expect(await call['consents.ofPupil']({ school, pupil })).toEqual(othersBefore)

    const { sheets } = await stage.view()
    expect(sheets.map((sheet) => [sheet.card.id, sheet.note, sheet.ticks])).toEqual([
      [pupil, 'The right child', ['Y', 'Y', 'Y']],
    ])
    expect((await call['history.verify']({ school: fileId(school) })).problems).toEqual([])
    const { entries } = await vault.call['history.list']({ school: fileId(school), limit: 200 })
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(MARKERS.join('|')))
    expect(entries.some(({ type }) => type === 'erasure.record')).toBe(true)
    expect(entries.filter((entry) => entry.words.includes(WHY)).length).toBeGreaterThanOrEqual(events - 1)

    const pages = await pagesOf(stage, school)
    expect(found(pages)).toEqual([])
    expect(hitsIn(pages, [...GUARDED])).toBe(0)
    expect(hitsIn(pages, ['Thistlemead'])).toBeGreaterThan(0)
    expect(hitsUnder(vault.folder, MARKERS)).toEqual({})

    // What another PC wrote before it knew makes nobody of it again.
    await behind(stage, (ctx) => {
      const { onRollFrom, leftOn, ...late } = facts({ admissionNumber: '007007' })
      const tenant = ctx.tenant(fileId(school))
      const joined = membershipDraft(tenant, marked, ctx.actor.id, { onRollFrom, leftOn, lastLeft: null })
      ctx.append(tenant, [set(pupilKind, marked, { ...late, formerUpn: null }), { ...joined, parents: [] }])
    })
    // The number is free again, and printing goes on.
    await unlock(stage)
    expect((await call['pupils.list']({ school, leavers: true })).map(({ id }) => id)).toEqual([pupil])
    await stage.addPupil({ admissionNumber: '007007', legalForename: 'Ibo', upn: 'N831900126001' })
    expect(await printed(stage, stage.wording)).toHaveLength(2)
  },
)

test('takes the admission number typed again, a reason without names, and the right to erase', async () => {
  const stage = await makeHeld()
  const { call, school, marked, become } = stage
  const erase = (change: { why?: string; confirm?: string } = {}) =>
    call['pupils.erase']({ school, pupil: marked, why: WHY, confirm: '007007', ...change })
  await expect(erase()).rejects.toMatchObject({ code: 'denied' })
  await become('DPO')
  for (const confirm of ['', '7007', '001001', 'Mistlewhorl']) {
    await expect(erase({ confirm }), confirm).rejects.toMatchObject({ code: 'bad-input' })
  }
  const named = ['Quennabel has moved', 'asked by MISTLEWHORL’s aunt', 'asked by Vasperine', 'pupil 007007', 'no. 7007']
  for (const why of [...named, 'UPN N831900126001', 'former P831900124017']) {
    const refusal = erase({ why })
    await expect(refusal, why).rejects.toMatchObject({
      code: 'bad-input',
      words: expect.stringContaining('kept for ever'),
    })
    await expect(refusal).rejects.not.toThrow(/Mistle|Quen|Vasper|7007/)
  }
  expect((await call['pupils.view']({ school, pupil: marked })).card.surname).toBe('Mistlewhorl')
  await erase({ confirm: ' 007007 ' })
})
