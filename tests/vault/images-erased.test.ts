/** What is left on pictures of a pupil whose record was erased: nothing typed, and the bare fact only as long as it is needed (R71, R73, R76). */
import { expect, test } from 'vitest'
import { add, entityOf } from '@vault/entity'
import { shownKind } from '../../src-main/features/images/events'
import { disposedKind } from '../../src-main/features/images/events-retention'
import { eraseLists } from '../../src-main/features/images/destroying'
import { hitsIn } from '../support/markers'
import { setFacts } from './images-stage'
import { makePublications } from './images-publications-stage'
import { behind, fileId, pagesOf } from './pupils-stage'
import { TODAY } from '../support/consents/register'

const WHY = 'Kept for long enough by rule 12 of the schedule'
const MARKERS = [
  'Offnota',
  'Backnota',
  'Leftnota',
  'Despitenota',
  'Decisionnota',
  'Downnota',
  'Captionella',
  'Nameella',
]

test('erasing a pupil takes every word typed of them on pictures, and keeps what brings pictures down', async () => {
  const stage = await makePublications()
  const { call, school, set, families, publish, takeDowns, become, withdraw } = stage
  const [{ pupil: other }, { pupil: marked }, third] = families
  const [office, unneeded] = await Promise.all(
    ['Office', 'Old'].map((title) => call['images.addSet']({ school, facts: setFacts({ title }), groups: [] })),
  )
  if (office === undefined || unneeded === undefined) throw new Error('A set is missing')
  const people = (of: string, pupils: readonly string[], reason: string | null) =>
    call['images.setPeople']({
      school,
      set: of,
      pupils: [...pupils],
      staff: [{ name: 'Ida Quill', agreed: true }],
      reason,
    })
  // Taken off and put back; another pupil is put on in the same go.
  await people(office.id, [marked], null)
  await people(office.id, [other], 'Offnota: the mother asked')
  await people(office.id, [other, marked], 'Backnota: it was a mistake')
  await people(unneeded.id, [marked, other], null)
  await people(unneeded.id, [other], 'Offnota is not on them')
  const live = await publish({ channel: 'Live' })
  const leftFrom = await publish({ channel: 'Left out there' })
  await withdraw({ ...third, pupil: marked, mother: families[1].mother })
  await call['images.leaveOut']({ school, publication: leftFrom.id, pupil: marked, evidence: 'Leftnota: cropped' })
  const alone = await publish(
    { channel: 'Alone', pupils: [marked], captions: 'Captionella', fileNames: ['Nameella.jpg'] },
    'Despitenota: the editor did not wait',
  )
  const decided = { publication: alone.id, decision: 'NOT_REPORTED', note: 'Decisionnota' } as const
  await call['images.decideBreach']({ school, ...decided })
  const down = { publication: alone.id, state: 'REMOVED', on: TODAY, evidence: 'Downnota' } as const
  await call['images.setPublication']({ school, ...down })
  expect(hitsIn(await pagesOf(stage, school), MARKERS)).toBeGreaterThan(MARKERS.length - 1)
  await stage.asFounder()
  const otherBefore = (await call['images.set']({ school, set: office.id })).pupils.map(({ id }) => id)
  expect(otherBefore.sort()).toEqual([other, marked].sort())

  await become('DPO')
  const { admissionNumber } = (await call['pupils.list']({ school, leavers: true })).find(
    ({ id }) => id === marked,
  ) ?? {
    admissionNumber: '',
  }
  await call['pupils.erase']({ school, pupil: marked, why: WHY, confirm: admissionNumber })
  expect((await call['images.set']({ school, set: office.id })).pupils.map(({ id }) => id)).toEqual([other])
  expect((await call['images.set']({ school, set: office.id })).staff).toEqual([{ name: 'Ida Quill', agreed: true }])
  expect((await call['images.set']({ school, set: unneeded.id })).set.pupils).toBe(1)
  expect((await takeDowns()).map(({ publication, pupil }) => [publication, pupil.id])).toEqual([[live.id, marked]])
  expect((await call['images.breaches']({ school })).map(({ publication }) => publication)).toEqual([])
  const verified = await call['history.verify']({ school: fileId(school) })
  expect(verified.problems).toEqual([])
  const pages = await pagesOf(stage, school)
  expect(MARKERS.filter((marker) => hitsIn(pages, [marker]) > 0)).toEqual([])
  // On the set that is kept and out the bare fact stays, on the one they were taken off nothing does.
  await behind(stage, (ctx, opened) => {
    const tenant = opened.tenant(fileId(school))
    const bodies = (of: string) =>
      tenant.log
        .eventsAbout([{ type: shownKind.type, entity: entityOf(shownKind.type, of, marked) }])
        .filter((id) => tenant.log.event(id)?.erased !== true)
    expect([set, office.id, unneeded.id].map((of) => bodies(of).length)).toEqual([1, 1, 0])
    // Once a set is disposed of and no use of it is out, that goes as well.
    ctx.append(tenant, [add(disposedKind, office.id, { disposal: 'd'.repeat(32), by: ctx.actor.id, on: TODAY })])
    ctx.append(tenant, [add(disposedKind, set, { disposal: 'd'.repeat(32), by: ctx.actor.id, on: TODAY })])
    eraseLists(tenant, ctx)
    expect([set, office.id].map((of) => bodies(of).length)).toEqual([1, 0])
    expect(tenant.log.verify().problems).toEqual([])
  })
})
