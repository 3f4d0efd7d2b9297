/** Where pictures are used, through the contract: the check, the record, what becomes of it (R57-R60, R63, R77). */
import { describe, expect, test } from 'vitest'
import type { PublicationFacts } from '@contract/index'
import { PLACES, PUBLICATION_STATES } from '@contract/publications'
import { add } from '@vault/entity'
import { publicationStateKind } from '../../src-main/features/images/events-publications'
import { disposedKind } from '../../src-main/features/images/events-retention'
import { day, purposeFacts, TODAY } from '../support/consents/register'
import { makeFolderStage, setFacts } from './images-stage'
import { DAY, makePublications, NOBODY } from './images-publications-stage'
import { behind, fileId } from './pupils-stage'

const PUBLICATIONS = 'images.publication'
const reason = 'Somebody looked again'

describe('the check (R57)', () => {
  test('lists every pupil in the way with the reason, counts conditions, and changes nothing', async () => {
    const stage = await makePublications()
    const { call, school, set, answer, addPupil, families, check, changes } = stage
    const [, second, third] = families
    const unasked = await addPupil({ legalForename: 'Aldo', legalSurname: 'Brackenrigg' })
    await call['images.setPeople']({
      ...{ school, set, staff: [], reason: null },
      pupils: [...families.map(({ pupil }) => pupil), unasked.pupil],
    })
    await answer(families[0].pupil, families[0].father, 'GIVEN', { conditions: 'No close-ups' })
    await answer(third.pupil, third.mother, 'GIVEN', { conditions: 'No close-ups' })
    await answer(second.pupil, second.mother, 'REFUSED')
    const before = await changes('images')
    const found = await check()
    expect(found).toMatchObject({ free: false, pupils: 4, names: [], obstacles: [] })
    // Nothing allows keeping it on that pupil's account (R71).
    expect(found.warnings).toEqual(['These pictures are due to go.'])
    expect(found.blockers.map(({ pupil, words }) => [pupil.surname, words])).toEqual([
      ['Brackenrigg', 'Nobody has answered about School website.'],
      ['Harrowgale', 'Mother said no to School website on 10 September 2026 (on paper).'],
    ])
    expect(found.conditions).toEqual([{ words: 'No close-ups', pupils: 2 }])
    expect(await changes('images')).toBe(before)
    // Those who may be shown alone are free.
    expect(await check({ pupils: [families[0].pupil, third.pupil] })).toMatchObject({ free: true, pupils: 2 })
  })

  test('asks about the name by a use of its own (R60)', async () => {
    const { check, answer, families, naming } = await makePublications()
    expect(await check()).toMatchObject({ free: true })
    const named = await check({ named: true })
    expect(named.blockers.map(({ words }) => words)).toEqual(
      families.map(() => 'The picture may be used, but not with the name.'),
    )
    for (const { pupil, mother } of families) await answer(pupil, mother, 'GIVEN', { purposes: [naming] })
    expect(await check({ named: true })).toMatchObject({ free: true, blockers: [] })
  })

  test('finds full names in captions and file names, but for pupils who may be named (R60)', async () => {
    const { check, answer, addPupil, families, naming } = await makePublications()
    await addPupil({ legalForename: 'Aldo', legalSurname: 'Brackenrigg' })
    const texts = { captions: 'Corbo Thistlemead takes the cup.', fileNames: ['ennis-harrowgale_02.jpg', 'cup.jpg'] }
    expect(await check(texts)).toMatchObject({
      ...{ free: false, blockers: [] },
      names: [
        { where: 'Captions', found: 'Corbo Thistlemead' },
        { where: 'File name ennis-harrowgale_02.jpg', found: 'ennis-harrowgale' },
      ],
    })
    for (const { pupil, mother } of families) await answer(pupil, mother, 'GIVEN', { purposes: [naming] })
    expect(await check({ ...texts, named: true })).toMatchObject({ free: true, names: [] })
    // Nobody said of this pupil that the name may stand there: not on the picture, so not asked about.
    const other = await check({ named: true, captions: 'Corbo Thistlemead and Aldo Brackenrigg' })
    expect(other.names).toEqual([{ where: 'Captions', found: 'Aldo Brackenrigg' }])
    // Without the name no caption may have it, whatever else was allowed.
    expect((await check({ captions: texts.captions })).names).toHaveLength(1)
  })

  test('looks at the day the pictures go out where that is to come', async () => {
    const { check, call, school, families, become, asOffice } = await makePublications()
    await become('DSL')
    const [{ pupil }] = families
    const flag = { kind: 'NO_PUBLISH', from: day('2026-10-20'), reviewOn: day('2027-01-08'), reason } as const
    await call['pupils.setFlag']({ school, pupil, ...flag })
    expect(await check()).toMatchObject({ free: true })
    const later = await check({ from: day('2026-10-20') })
    expect(later.blockers).toMatchObject([{ pupil: { id: pupil }, words: 'A safeguarding flag forbids it.' }])
    // The reason is only for those who may read it (R5).
    await asOffice()
    const masked = await check({ from: day('2026-10-20') })
    expect(masked.blockers.map(({ words }) => words)).toEqual(['Do not use. Speak to the safeguarding lead.'])
  })

  test('says what else is missing, each in words', async () => {
    const stage = await makePublications()
    const { vault, call, school, website, check, set, families } = stage
    const { id: empty } = await call['images.addSet']({ school, facts: setFacts(), groups: [] })
    const unsaid = 'Nobody has said yet who is on these pictures.'
    expect(await check({ set: empty })).toMatchObject({ free: false, blockers: [], obstacles: [unsaid] })
    const refused = { code: 'conflict', message: expect.stringContaining(unsaid) }
    await expect(stage.publish({ set: empty })).rejects.toMatchObject(refused)
    await call['images.setPeople']({ school, set: empty, pupils: [], staff: [] })
    expect(await check({ set: empty })).toMatchObject({ free: true, pupils: 0, obstacles: [] })

    const { id: clerk } = await vault.call['people.add']({ name: 'Bryony Fettlewick' })
    const senior = 'The person who approved it is not a senior leader of this school today.'
    expect((await check({ approvedBy: clerk })).obstacles).toEqual([senior])
    const head = { person: clerk, role: 'HEAD', grantFor: school, from: day('2026-10-02'), until: null } as const
    await vault.call['people.grant'](head)
    expect((await check({ approvedBy: clerk })).obstacles, 'head from tomorrow').toEqual([senior])
    await vault.call['people.grant']({ ...head, from: TODAY, until: TODAY })
    expect((await check({ approvedBy: clerk })).free, 'head today').toBe(true)
    await expect(check({ approvedBy: NOBODY as typeof clerk })).rejects.toMatchObject({ code: 'not-found' })

    await expect(check({ purpose: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
    await expect(check({ set: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
    await expect(check({ set: empty, pupils: [families[0].pupil] })).rejects.toMatchObject({ code: 'bad-input' })

    const facts = purposeFacts({ retiredOn: TODAY })
    await call['consents.editPurpose']({ school, purpose: website, facts, reason })
    expect((await check()).obstacles).toEqual(['This use is no longer asked or used. Choose another.'])
    await behind(stage, (ctx) => {
      ctx.append(ctx.tenant(fileId(school)), [
        add(disposedKind, set, { disposal: NOBODY, by: ctx.actor.id, on: TODAY }),
      ])
    })
    await stage.asFounder()
    expect((await check()).obstacles).toContain('These pictures were disposed of.')
  })

  test('warns of what does not stop it', async () => {
    const { call, school, check, display, set } = await makePublications()
    const facts = setFacts({ purposes: [display], device: 'PERSONAL' })
    await call['images.editSet']({ school, set, facts, reason })
    const adults = [
      { name: 'Orla Pennywhistle', agreed: false },
      { name: 'Otto Lensgrove', agreed: true },
      { name: 'Bryony Fettlewick', agreed: true },
    ]
    const { pupils } = await call['images.set']({ school, set })
    await call['images.setPeople']({ school, set, pupils: pupils.map(({ id }) => id), staff: adults })
    expect(await check({ until: null })).toMatchObject({
      free: true,
      warnings: [
        'The pictures were not taken for this use.',
        'Taken with personal equipment, and nothing shows that they were deleted from it.',
        'No last day is set for this use.',
        'One adult on it has not agreed.',
      ],
    })
  })
})

describe('putting pictures out', () => {
  test('is refused while anything stands in the way, and nothing is written', async () => {
    const { publish, answer, families, changes, call, school, breaches } = await makePublications()
    const [{ pupil, mother }] = families
    await answer(pupil, mother, 'REFUSED')
    const refused = { code: 'conflict', message: expect.stringContaining('1 pupil may not be shown there.') }
    await expect(publish()).rejects.toMatchObject(refused)
    const captions = { captions: 'Ennis Harrowgale', pupils: [families[1].pupil] }
    await expect(publish(captions)).rejects.toMatchObject({ message: expect.stringContaining('full name') })
    const span = publish({ pupils: [families[1].pupil], until: day('2026-09-30') })
    await expect(span).rejects.toMatchObject({ code: 'bad-input' })
    expect(await changes(PUBLICATIONS)).toBe(0)
    expect(await call['images.publications']({ school })).toEqual([])
    expect(await breaches()).toEqual([])
  })

  test('checks anew: a consent taken back since the check stops it (R58)', async () => {
    const { check, publish, withdraw, families, changes } = await makePublications()
    expect(await check()).toMatchObject({ free: true })
    await withdraw(families[2])
    await expect(publish()).rejects.toMatchObject({ code: 'conflict' })
    expect(await changes(PUBLICATIONS)).toBe(0)
    // Without that pupil it goes.
    const left = families.slice(0, 2).map(({ pupil }) => pupil)
    expect(await publish({ pupils: left })).toMatchObject({ pupils: 2, state: 'LIVE', blocked: 0 })
  })

  test('is recorded with who, where and until when, and is told with what became of it', async () => {
    const { publish, call, school, set, founder, website, vault, withdraw, families } = await makePublications()
    const made = await publish()
    expect(made).toEqual({
      ...{ id: made.id, title: 'Sports day', label: 'School website', set, purpose: website, place: 'WEBSITE' },
      ...{ channel: 'School website, news', address: 'https://school.example/1', printRun: null, from: TODAY },
      ...{ until: day('2027-07-31'), named: false, approvedBy: founder, publishedBy: founder },
      ...{ state: 'LIVE', stateOn: null, evidence: null, pupils: 3, blocked: 0, lapsed: 0, overran: false },
    })
    await withdraw(families[0])
    const listed = () => call['images.publications']({ school, set })
    expect(await listed()).toMatchObject([{ blocked: 1, lapsed: 0 }])
    expect(await call['images.publications']({ school, state: 'REMOVED' })).toEqual([])
    expect(await call['images.publications']({ school, set: NOBODY })).toEqual([])
    // The other two run out with the school year; the No stays a No.
    vault.advance(335 * DAY)
    await call['session.state']({})
    expect(await listed()).toMatchObject([{ blocked: 1, lapsed: 2, overran: true }])
  })
})

describe('what became of a use (R63, R77)', () => {
  const all = PLACES.flatMap((place) => PUBLICATION_STATES.map((state) => [place, state] as const))
  test('nothing printed or with the press is ever recorded as removed', async () => {
    const { call, school, publish } = await makePublications()
    const refused: string[] = []
    for (const [place, state] of all) {
      const { id } = await publish({ place })
      const said = { school, publication: id, state, on: TODAY, evidence: 'Mail of the web team' }
      const set = await call['images.setPublication'](said).catch((error: unknown) => error)
      if (set instanceof Error) {
        expect(set).toMatchObject({ code: 'bad-input' })
        refused.push(`${place} ${state}`)
      } else expect(set).toMatchObject({ state, stateOn: TODAY, evidence: 'Mail of the web team' })
    }
    expect(refused).toEqual(['PRINT REMOVED', 'PRESS REMOVED'])
  })

  test.each([
    ['before it went out', { on: day('2026-09-30') }, 'bad-input'],
    ['in the future', { on: day('2026-10-02') }, 'bad-input'],
    ['of a use nobody recorded', { publication: NOBODY }, 'not-found'],
  ] as const)('is not recorded %s', async (_what, change, code) => {
    const { call, school, publish } = await makePublications()
    const { id: publication } = await publish()
    const said = { school, publication, state: 'REMOVED', on: TODAY, evidence: 'Seen', ...change } as const
    await expect(call['images.setPublication'](said)).rejects.toMatchObject({ code })
    expect(await call['images.publications']({ school })).toMatchObject([{ state: 'LIVE', stateOn: null }])
  })

  test('a use that is still to come can be called off', async () => {
    const { call, school, publish, withdraw, families, takeDowns } = await makePublications()
    const { id: publication } = await publish({ from: day('2026-10-09') })
    await withdraw(families[0])
    expect(await takeDowns()).toMatchObject([{ publication, since: '2026-10-09', overdue: false }])
    const off = { school, publication, state: 'REMOVED', on: TODAY, evidence: 'Not put up' } as const
    expect(await call['images.setPublication'](off)).toMatchObject({ state: 'REMOVED' })
    expect(await takeDowns()).toEqual([])
  })

  test('where two PCs differ, what leaves more to do counts, until somebody says it anew', async () => {
    const stage = await makePublications()
    const { call, school, publish } = stage
    const { id: publication } = await publish()
    const entity = publication
    await behind(stage, (ctx) => {
      const said = (state: 'REMOVED' | 'REQUESTED') => ({
        ...{ type: publicationStateKind.type, entity, op: 'decide' as const, parents: [] },
        body: { publication, state, on: TODAY, evidence: `Said ${state}`, by: ctx.actor.id },
      })
      ctx.append(ctx.tenant(fileId(school)), [said('REMOVED')])
      ctx.append(ctx.tenant(fileId(school)), [said('REQUESTED')])
    })
    await stage.asFounder()
    const now = async () => (await call['images.publications']({ school }))[0]
    expect(await now()).toMatchObject({ state: 'REQUESTED', evidence: 'Said REQUESTED' })
    const anew = { school, publication, state: 'REMOVED', on: TODAY, evidence: 'Looked at the page' } as const
    await call['images.setPublication'](anew)
    expect(await now()).toMatchObject({ state: 'REMOVED', evidence: 'Looked at the page' })
  })
})

test('a set in a registered folder is put out like any other', async () => {
  const { call, school, put, scan, file } = await makeFolderStage()
  put('fair/01.jpg')
  const { groups } = await scan()
  const [group] = groups
  if (group === undefined) throw new Error('Nothing was found')
  const set = await file(group)
  const { id: purpose } = await call['consents.addPurpose']({ school, facts: purposeFacts() })
  const founder = (await call['session.state']({})).person?.id
  if (founder === undefined) throw new Error('Nobody is at the keyboard')
  await call['images.setPeople']({ school, set, pupils: [], staff: [] })
  const facts: PublicationFacts = {
    ...{ set, purpose, place: 'WEBSITE', channel: 'News', address: null, printRun: null, from: TODAY, until: null },
    ...{ named: false, pupils: null, captions: '', fileNames: ['01.jpg'], approvedBy: founder },
  }
  expect(await call['images.publish']({ school, facts })).toMatchObject({ state: 'LIVE', pupils: 0 })
  expect(await call['images.sets']({ school })).toMatchObject([{ publications: 1, live: 1 }])
})
