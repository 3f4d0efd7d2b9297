import { describe, expect, test } from 'vitest'
import type { PupilView } from '@contract/pupils'
import { onePupil } from '@db/repo/pupils'
import { flagEntity, recordBeside } from '../../src-main/features/pupils'
import { hitsIn } from '../support/markers'
import { behind, day, facts, fileId, held, makeStage, pagesOf, REASON, TODAY, type Stage } from './pupils-stage'

const MARKER = 'Mistlewhorl asked that nobody learns the address'
const UPN = 'P831900124017'
const ON = day('2026-10-05')

interface Moving extends Stage {
  readonly pupil: string
  readonly move: (change?: { on?: string; admissionNumber?: string }) => Promise<{ pupil: string; words: string }>
  readonly there: (pupil: string) => Promise<PupilView>
  readonly here: () => Promise<PupilView>
  /** Number of events in the new school about pupils. */
  readonly eventsThere: () => Promise<number>
}

const purposeFacts = (label: string, code: 'WEBSITE' | 'NEWSLETTER' | null) => ({
  ...({ label, code, asWritten: null, basis: 'CONSENT', outside: true, renewal: 'ANNUAL' } as const),
  ...{ reminderDays: 30, position: 1, retiredOn: null, source: null },
})

/** A pupil with contacts and every protection, and a lead of both schools at the keyboard. */
async function ready(change: Parameters<Stage['add']>[0] = { upn: UPN }): Promise<Moving> {
  const stage = await makeStage()
  const { call, school, other, as, add, addContact, people } = stage
  const pupil = (await add(change)).card.id
  await addContact(pupil)
  await addContact(pupil, { name: 'Ibo Copperdale', relationship: 'FATHER' }, held({ until: day('2027-07-31') }))
  await as('LEAD')
  await call['people.grant']({ person: people.DSL, role: 'DSL', grantFor: other, from: TODAY, until: null })
  await as('DSL')
  return {
    ...{ ...stage, pupil },
    move: ({ on = ON, admissionNumber = '000017' } = {}) =>
      call['pupils.transfer']({ school, pupil, to: other, on, year: '7', admissionNumber }),
    there: (id) => call['pupils.view']({ school: other, pupil: id }),
    here: () => call['pupils.view']({ school, pupil }),
    eventsThere: async () =>
      (await call['history.list']({ school: fileId(other), type: 'pupils.', limit: 200 })).entries.length,
  }
}

const protect = async ({ call, school, pupil }: Moving, scope: string[] | null = null): Promise<void> => {
  const ofPupil = { school, pupil }
  await call['pupils.setFlag']({
    ...ofPupil,
    kind: 'NO_PUBLISH',
    from: TODAY,
    reviewOn: day('2027-01-08'),
    reason: MARKER,
  })
  await call['pupils.setCompetence']({ ...ofPupil, competence: 'NOT_COMPETENT', reason: MARKER })
  await call['pupils.setCare']({ ...ofPupil, care: { status: 'CARE_ORDER', authority: 'CARER', evidence: 'Plan' } })
  const order = { kind: 'Order', scope, reference: 'EX26P1', from: TODAY, until: null }
  await call['pupils.setOrder']({ ...ofPupil, order: null, facts: order })
}

describe('moving to another school of the trust (R124)', () => {
  test('takes pupil, contacts, responsibility and protection along on the same day, and leaves consents behind', async () => {
    const stage = await ready()
    const { call, move, there, here, as, other, people } = stage
    await protect(stage)
    const { pupil, words } = await move()
    expect(words).toContain('asks again')
    const view = await there(pupil)
    expect(view.facts).toEqual({
      ...(({ upn: _upn, ...rest }) => rest)(facts()),
      ...{ year: '7', className: null, admissionNumber: '000017', onRollFrom: ON },
    })
    expect(view).toMatchObject({
      card: { restricted: true, roll: 'JOINING' },
      hasUpn: true,
      competence: 'NOT_COMPETENT',
    })
    expect(
      view.contacts.map(({ name, responsible, responsibility }) => [name, responsible, responsibility?.until]),
    ).toEqual([
      ['Ibo Copperdale', true, '2027-07-31'],
      ['Odile Copperdale', true, null],
    ])
    expect(view.flags).toMatchObject([
      { kind: 'NO_PUBLISH', reason: MARKER, setBy: people.DSL, reviewOn: '2027-01-08' },
    ])
    expect(view.orders).toMatchObject([{ reference: 'EX26P1', scope: null, live: true }])
    expect(view.care).toEqual({ status: 'CARE_ORDER', authority: 'CARER', evidence: 'Plan' })
    expect(await here()).toMatchObject({ card: { restricted: true }, facts: { leftOn: ON } })
    const uses = await call['consents.ofPupil']({ school: other, pupil })
    expect(uses.answers).toEqual([])
    await as('LEAD')
    expect((await there(pupil)).flags).toEqual([])
    expect(hitsIn(await pagesOf(stage, other), ['Mistlewhorl'])).toBe(0)
  })

  test('made twice, or again after it broke off between the two files, it is made once', async () => {
    const stage = await ready()
    const { call, school, move, here, eventsThere } = stage
    await protect(stage)
    const first = await move()
    const written = await eventsThere()
    expect(await move()).toEqual(first)
    expect(await eventsThere()).toBe(written)
    // As if leaving had never been written: the pupil stands in both schools.
    const { facts: left } = await here()
    await call['pupils.edit']({ school, pupil: stage.pupil, facts: { ...left, leftOn: null }, reason: REASON })
    expect(await move()).toEqual(first)
    expect(await eventsThere()).toBe(written)
    expect((await here()).facts.leftOn).toBe(ON)
    expect(await call['pupils.list']({ school: stage.other })).toHaveLength(1)
  })

  test.each([
    ['without a UPN', { upn: null, dateOfBirth: day('2015-03-14') }],
    ['with a temporary UPN', { upn: 'Q83190012401A', dateOfBirth: day('2015-03-14') }],
    ['with one name and no date of birth', { upn: null, legalForename: null, dateOfBirth: null }],
  ])('is not doubled for a pupil %s, with a namesake in the new school', async (_what, change) => {
    const stage = await ready(change)
    const { call, school, other, pupil, move, here, as, add } = stage
    await as('LEAD')
    const namesake = { upn: null, dateOfBirth: change.dateOfBirth === null ? null : day('2014-01-02') }
    await add({ ...change, ...namesake, admissionNumber: '000016' }, other)
    await as('DSL')
    const first = await move()
    const { facts: left } = await here()
    await call['pupils.edit']({ school, pupil, facts: { ...left, leftOn: null }, reason: REASON })
    expect(await move()).toEqual(first)
    expect(await call['pupils.list']({ school: other })).toHaveLength(2)
  })

  test('what was cleared there after the move is not raised again by moving again', async () => {
    const stage = await ready()
    const { call, other, move, there } = stage
    await protect(stage)
    const { pupil } = await move()
    await call['pupils.clearFlag']({ school: other, pupil, kind: 'NO_PUBLISH', reason: 'Not needed here' })
    await move()
    expect((await there(pupil)).flags).toEqual([])
  })

  test('a pupil the new school added by hand, and the old one let go, is protected there as well', async () => {
    const stage = await ready()
    const { call, school, other, pupil, move, there, as, add } = stage
    await protect(stage)
    await call['pupils.leave']({ school, pupil, on: TODAY })
    await as('LEAD')
    const added = await add({ upn: UPN, onRollFrom: ON, admissionNumber: '000017' }, other)
    await as('DSL')
    expect(await move()).toMatchObject({ pupil: added.card.id })
    const view = await there(added.card.id)
    expect(view).toMatchObject({
      flags: [{ kind: 'NO_PUBLISH' }],
      orders: [{ live: true }],
      care: { authority: 'CARER' },
    })
    expect(view.contacts).toHaveLength(2)
    expect((await stage.here()).facts.leftOn).toBe(TODAY)
  })

  test('moving again after the pupil has moved on does not bring the pupil back', async () => {
    const stage = await ready()
    const { call, other, move, there } = stage
    const { pupil } = await move({ on: TODAY })
    await call['pupils.leave']({ school: other, pupil, on: day('2026-10-01') })
    stage.vault.advance(7 * 24 * 3_600_000)
    expect(await move({ on: TODAY })).toMatchObject({ pupil })
    expect((await there(pupil)).facts.leftOn).toBe(TODAY)
  })

  test('a pupil who was there before comes back, with the earlier stay ended (edge case 20)', async () => {
    const stage = await ready()
    const { call, school, other, pupil, move, here } = stage
    const { pupil: moved } = await move({ on: TODAY })
    const back = await call['pupils.transfer']({
      ...{ school: other, pupil: moved, to: school, on: ON, year: '7', admissionNumber: '004512' },
    })
    expect(back.pupil).toBe(pupil)
    expect((await here()).facts).toMatchObject({ leftOn: null, onRollFrom: ON, year: '7', admissionNumber: '004512' })
    await behind(stage, (ctx) => {
      expect(onePupil(ctx.tenant(fileId(school)).db, pupil)?.lastLeft).toBe(TODAY)
    })
  })

  test('who was there before without a UPN comes back under the admission number of then, and is not doubled', async () => {
    const { call, other, move, as, add, there } = await ready({ upn: null })
    await as('LEAD')
    const before = await add({ admissionNumber: '9', leftOn: day('2025-07-18') }, other)
    await as('DSL')
    await expect(move()).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('same child') })
    const { pupil } = await move({ admissionNumber: '9' })
    expect(pupil).toBe(before.card.id)
    expect((await there(pupil)).facts).toMatchObject({ leftOn: null, onRollFrom: ON })
    expect(await call['pupils.list']({ school: other, leavers: true })).toHaveLength(1)
  })

  test('a pupil registered in both stays as the new school has it, and flags go along all the same (edge case 21)', async () => {
    const stage = await ready()
    const { call, other, move, there, as, add } = stage
    await protect(stage)
    await as('LEAD')
    const registered = await add({ upn: UPN, registration: 'SUBSIDIARY', admissionNumber: '9', className: '7Z' }, other)
    await as('DSL')
    const care = { status: 'CARE_ORDER', authority: 'LOCAL_AUTHORITY', evidence: null } as const
    await call['pupils.setCare']({ school: other, pupil: registered.card.id, care })
    const { pupil } = await move()
    expect(pupil).toBe(registered.card.id)
    const view = await there(pupil)
    expect(view.facts).toMatchObject({ registration: 'SUBSIDIARY', admissionNumber: '9', className: '7Z' })
    expect(view.flags).toHaveLength(1)
    // Two schools knew different ones: nobody decides until a person has looked (R53).
    expect(view.care).toMatchObject({ status: 'CARE_ORDER', authority: null })
  })

  test('uses an order names become those of the new school, or all where one has no counterpart', async () => {
    const stage = await ready()
    const { call, school, other, move, there, here } = stage
    const use = async (to: typeof school, label: string, code: 'WEBSITE' | 'NEWSLETTER' | null) =>
      (await call['consents.addPurpose']({ school: to, facts: purposeFacts(label, code) })).id
    const [website, newsletter, own] = [
      await use(school, 'Our website', 'WEBSITE'),
      await use(school, 'Newsletter', 'NEWSLETTER'),
      await use(school, 'Hall screen', null),
    ]
    const pages = [await use(other, 'Web pages', 'WEBSITE'), await use(other, 'Public site', 'WEBSITE')].sort()
    await protect(stage, [website])
    const ofPupil = { school, pupil: stage.pupil, order: null }
    const order = { kind: 'Order', from: TODAY, until: null }
    await call['pupils.setOrder']({ ...ofPupil, facts: { ...order, reference: 'B', scope: [website, newsletter] } })
    await call['pupils.setOrder']({ ...ofPupil, facts: { ...order, reference: 'C', scope: [own] } })
    const over = { ...order, reference: 'D', scope: null, from: day('2025-01-01'), until: day('2025-12-31') }
    await call['pupils.setOrder']({ ...ofPupil, facts: over })
    const { orders } = await there((await move()).pupil)
    expect(new Map(orders?.map(({ reference, scope }) => [reference, scope]))).toEqual(
      new Map([
        ['EX26P1', pages],
        ['B', null],
        ['C', null],
      ]),
    )
    expect((await here()).orders).toHaveLength(4)
  })

  test('what two PCs recorded differently goes along as it stands', async () => {
    const stage = await ready()
    const { call, school, pupil, as, move, there, here } = stage
    const father = (await here()).contacts.find(({ relationship }) => relationship === 'FATHER')?.id ?? ''
    await behind(stage, (ctx) => {
      const tenant = ctx.tenant(fileId(school))
      const entity = flagEntity(pupil, 'NO_NAME')
      const flag = {
        pupil,
        by: ctx.actor.id,
        kind: 'NO_NAME',
        from: TODAY,
        reviewOn: ON,
        sealedReason: 'abcd',
      } as const
      ctx.append(tenant, [
        recordBeside('flag', entity, { ...flag, isSet: true }),
        recordBeside('flag', entity, { ...flag, isSet: false }),
        recordBeside('responsibility', father, { pupil, by: ctx.actor.id, contact: father, ...held({ holds: false }) }),
      ])
    })
    await as('DSL')
    const view = await there((await move()).pupil)
    expect(view.flags).toMatchObject([{ kind: 'NO_NAME', reason: expect.stringContaining('cannot be read') }])
    expect(
      view.contacts.map(({ relationship, disagrees, responsible }) => [relationship, disagrees, responsible]),
    ).toEqual([
      ['FATHER', true, false],
      ['MOTHER', false, true],
    ])
    expect((await call['history.verify']({ school: fileId(stage.other) })).problems).toEqual([])
  })
})

describe('a move is refused', () => {
  test('for whoever protects pupils in one of the two schools only', async () => {
    const { vault, move, as, eventsThere } = await ready()
    await as('DDSL')
    await expect(move()).rejects.toMatchObject({ code: 'denied', words: expect.stringContaining('both schools') })
    for (const who of ['OFFICE_STAFF', 'HEAD', 'LEAD'] as const) {
      await as(who)
      await expect(move(), who).rejects.toMatchObject({ code: 'denied' })
    }
    expect(await eventsThere()).toBe(0)
    expect(vault.saved).toEqual([])
  })

  test('when a number is another pupil’s there, when the day cannot be, and to the same school', async () => {
    const { call, school, other, pupil, move, as, add, eventsThere, here } = await ready()
    await as('LEAD')
    await add(
      { legalForename: 'Brenbo', legalSurname: 'Lantern', dateOfBirth: day('2014-01-02'), admissionNumber: '17' },
      other,
    )
    await as('DSL')
    await expect(move({ admissionNumber: '17' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(move({ on: '2020-08-31' })).rejects.toMatchObject({ code: 'bad-input' })
    const nowhere = { school, pupil, to: school, on: ON, year: '7', admissionNumber: '5' } as const
    await expect(call['pupils.transfer'](nowhere)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(call['pupils.transfer']({ ...nowhere, to: other, pupil: 'f'.repeat(32) })).rejects.toMatchObject({
      code: 'not-found',
    })
    await as('LEAD')
    await add(
      { upn: UPN, legalForename: 'Dalfi', legalSurname: 'Velvet', dateOfBirth: null, admissionNumber: '18' },
      other,
    )
    await as('DSL')
    await expect(move()).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('UPN') })
    // Two pupils were added there, each with its first day.
    expect(await eventsThere()).toBe(4)
    expect((await here()).facts.leftOn).toBeNull()
  })
})
