import { describe, expect, test } from 'vitest'
import { FLAG_KINDS, type CareStatus, type FlagKind, type PupilView } from '@contract/pupils'
import { standingOfAll } from '@db/repo/pupils'
import { flagEntity, recordBeside } from '../../src-main/features/pupils'
import { hitsIn } from '../support/markers'
import { behind, day, fileId, held, makeStage, pagesOf, TODAY, type Stage, type Who } from './pupils-stage'

const MARKER = 'Mistlewhorl asked that nobody learns the address'
const REVIEW = day('2027-01-08')
const purposeFacts = (label: string, code: 'WEBSITE' | 'NEWSLETTER' | null = null) => ({
  ...({ label, code, asWritten: null, basis: 'CONSENT', outside: true, renewal: 'ANNUAL' } as const),
  ...{ reminderDays: 30, position: 1, retiredOn: null, source: null },
})

interface WithPupil extends Stage {
  readonly pupil: string
  readonly flag: (kind?: FlagKind, change?: { from?: string; reviewOn?: string; reason?: string }) => Promise<PupilView>
  readonly view: () => Promise<PupilView>
}

/** A pupil, and the safeguarding lead at the keyboard. */
async function withPupil(): Promise<WithPupil> {
  const stage = await makeStage()
  const pupil = (await stage.add()).card.id
  await stage.as('DSL')
  const ofPupil = { school: stage.school, pupil }
  return {
    ...stage,
    pupil,
    flag: (kind = 'NO_PUBLISH', { from = TODAY, reviewOn = REVIEW, reason = MARKER } = {}) =>
      stage.call['pupils.setFlag']({ ...ofPupil, kind, from, reviewOn, reason }),
    view: () => stage.call['pupils.view'](ofPupil),
  }
}

describe('who may', () => {
  test('set flags is for the safeguarding leads, read reasons for them and the head, and all else see a mark (R5, R6)', async () => {
    const stage = await withPupil()
    const { call, school, pupil, as, flag, view, people } = stage
    await flag()
    await call['pupils.setCare']({ school, pupil, care: { status: 'PREVIOUSLY', authority: null, evidence: null } })
    const seen: Partial<Record<Who, readonly unknown[]>> = {}
    for (const who of ['DSL', 'DDSL', 'HEAD', 'OFFICE_STAFF', 'DPO', 'LEAD'] as const) {
      await as(who)
      const { card, flags, orders, care, competence } = await view()
      seen[who] = [card.restricted, flags.length, flags[0]?.reason ?? null, orders, care?.status ?? null, competence]
    }
    const all = [true, 1, MARKER, [], 'PREVIOUSLY', 'BY_AGE']
    const mark = [true, 0, null, null, null, 'BY_AGE']
    expect(seen).toEqual({ DSL: all, DDSL: all, HEAD: all, OFFICE_STAFF: mark, DPO: mark, LEAD: mark })
    for (const who of ['HEAD', 'OFFICE_STAFF', 'LEAD', 'DPO'] as const) {
      await as(who)
      await expect(flag('NO_NAME'), who).rejects.toMatchObject({ code: 'denied' })
      const clearing = call['pupils.clearFlag']({ school, pupil, kind: 'NO_PUBLISH', reason: MARKER })
      await expect(clearing, who).rejects.toMatchObject({ code: 'denied' })
    }
    await as('POLICY_LEAD')
    await expect(view()).rejects.toMatchObject({ code: 'denied' })
    await as('DDSL')
    expect((await flag('NO_NAME')).flags.map(({ kind, setBy }) => [kind, setBy])).toEqual([
      ['NO_PUBLISH', people.DSL],
      ['NO_NAME', people.DDSL],
    ])
  })

  test('what a pupil is judged able to decide is told to nobody else', async () => {
    const { call, school, pupil, as, view } = await withPupil()
    const set = await call['pupils.setCompetence']({ school, pupil, competence: 'COMPETENT', reason: MARKER })
    expect(set.competence).toBe('COMPETENT')
    await as('OFFICE_STAFF')
    expect((await view()).competence).toBe('BY_AGE')
  })
})

describe('a flag', () => {
  test('marks the pupil everywhere from its first day, and not a twin (edge case 7)', async () => {
    const { vault, call, school, add, flag, as, pupil } = await withPupil()
    await as('OFFICE_STAFF')
    const twin = (await add({ legalForename: 'Nevisa', admissionNumber: '004513' })).card.id
    await as('DSL')
    const later = await flag('NO_PUBLISH', { from: '2026-10-02' })
    expect(later).toMatchObject({ card: { restricted: false }, flags: [{ from: '2026-10-02' }] })
    vault.advance(24 * 3_600_000)
    const marks = async () => [
      ...(await call['pupils.list']({ school })),
      ...(await call['pupils.find']({ school, query: 'copper' })),
      ...(await call['pupils.findAll']({ school, lines: ['Copperdale, Nevica', 'Copperdale, Nevisa'] })).flatMap(
        ({ found }) => found,
      ),
    ]
    const marked = await marks()
    expect(marked.filter(({ restricted }) => restricted).map(({ id }) => id)).toEqual([pupil, pupil, pupil])
    expect(marked.filter(({ id }) => id === twin)).toHaveLength(3)
  })

  test('stays in force after its review date, until somebody clears it (R55)', async () => {
    const { vault, call, school, pupil, flag, view } = await withPupil()
    await flag('NO_CAPTURE', { reviewOn: '2026-10-01' })
    expect((await view()).flags).toMatchObject([{ reviewOverdue: false }])
    vault.advance(400 * 24 * 3_600_000)
    expect(await view()).toMatchObject({ card: { restricted: true }, flags: [{ reviewOverdue: true }] })
    const cleared = await call['pupils.clearFlag']({ school, pupil, kind: 'NO_CAPTURE', reason: 'Not needed any more' })
    expect(cleared).toMatchObject({ card: { restricted: false }, flags: [] })
    await expect(
      call['pupils.clearFlag']({ school, pupil, kind: 'NO_CAPTURE', reason: 'Not needed any more' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is changed by setting it again, and refused when its review comes before it begins', async () => {
    const { flag } = await withPupil()
    await flag()
    const { flags } = await flag('NO_PUBLISH', { reviewOn: '2027-09-01', reason: 'Looked at in the autumn' })
    expect(flags).toMatchObject([{ reviewOn: '2027-09-01', reason: 'Looked at in the autumn' }])
    await expect(flag('NO_PUBLISH', { reviewOn: '2026-09-30' })).rejects.toMatchObject({ code: 'bad-input' })
  })

  test('raised on one PC beats clearing on another, and both reasons are told, until somebody who saw both settles it (R121, edge case 33)', async () => {
    const stage = await withPupil()
    const { call, school, pupil, flag, view, as, people } = stage
    await flag()
    await behind(stage, (ctx) => {
      const tenant = ctx.tenant(fileId(school))
      const [standing] = standingOfAll(tenant.db, [pupil])
      const said = { pupil, by: people.DDSL, kind: 'NO_PUBLISH', from: TODAY, reviewOn: REVIEW } as const
      const entity = flagEntity(pupil, 'NO_PUBLISH')
      const sealedReason = ctx.confide(tenant, `pupils.flag ${entity}`, 'Raised elsewhere')
      const over = { parents: [standing?.event ?? ''] }
      ctx.append(tenant, [
        { ...recordBeside('flag', entity, { ...said, isSet: false, sealedReason }), ...over },
        { ...recordBeside('flag', entity, { ...said, isSet: true, sealedReason }), ...over },
      ])
    })
    await as('DSL')
    expect(await view()).toMatchObject({ card: { restricted: true }, flags: [{ reason: 'Raised elsewhere' }] })
    const clearing = call['pupils.clearFlag']({ school, pupil, kind: 'NO_PUBLISH', reason: 'Both were seen' })
    expect(await clearing).toMatchObject({ card: { restricted: false }, flags: [] })
    expect((await call['history.verify']({ school: fileId(school) })).problems).toEqual([])
  })
})

describe('a reason', () => {
  test('is in no event, row, page or history once it is recorded (C22)', async () => {
    const stage = await withPupil()
    const { call, school, pupil, flag, view } = stage
    for (const kind of FLAG_KINDS) await flag(kind)
    await call['pupils.setCompetence']({ school, pupil, competence: 'NOT_COMPETENT', reason: MARKER })
    await call['pupils.clearFlag']({ school, pupil, kind: 'NO_NAME', reason: MARKER })
    const facts = { kind: 'Order', scope: null, reference: 'EX1', from: TODAY, until: null }
    const order = (await call['pupils.setOrder']({ school, pupil, order: null, facts })).orders?.[0]?.id ?? ''
    await call['pupils.liftOrder']({ school, pupil, order, on: TODAY, reason: MARKER })
    const { entries } = await call['history.list']({ school: fileId(school), limit: 200 })
    expect(entries.length).toBeGreaterThan(6)
    expect(JSON.stringify(entries)).not.toContain('Mistlewhorl')
    expect((await view()).flags.map(({ reason }) => reason)).toEqual([MARKER, MARKER])
    const pages = await pagesOf(stage, school)
    expect(hitsIn(pages, ['Copperdale'])).toBeGreaterThan(0)
    expect(hitsIn(pages, ['Mistlewhorl'])).toBe(0)
  })

  test('opens for nothing but what it was given for, and for nobody without the right', async () => {
    const stage = await withPupil()
    const { school, other, pupil, flag, view, as } = stage
    await flag()
    await behind(stage, (ctx) => {
      const tenant = ctx.tenant(fileId(school))
      const sealed = ctx.confide(tenant, 'one thing', MARKER)
      expect(() => ctx.reveal(tenant, 'one thing', sealed)).toThrow(/may not read/)
    })
    await behind(
      stage,
      (ctx) => {
        const tenant = ctx.tenant(fileId(school))
        const sealed = ctx.confide(tenant, 'one thing', MARKER)
        expect(ctx.confide(tenant, 'one thing', MARKER)).not.toBe(sealed)
        expect(ctx.reveal(tenant, 'one thing', sealed)).toBe(MARKER)
        expect(() => ctx.reveal(tenant, 'another thing', sealed)).toThrow(/cannot be read/)
        expect(() => ctx.reveal(tenant, 'one thing', `${sealed.slice(0, -2)}00`)).toThrow(/cannot be read/)
        expect(() => ctx.reveal(tenant, 'one thing', 'no seal')).toThrow(/cannot be read/)
        expect(() => ctx.reveal(ctx.tenant(fileId(other)), 'one thing', sealed)).toThrow(/may not read/)
        const said = { pupil, by: ctx.actor.id, kind: 'NO_NAME', isSet: true, from: TODAY, reviewOn: REVIEW } as const
        // As another PC that went wrong might send it.
        ctx.append(tenant, [recordBeside('flag', flagEntity(pupil, 'NO_NAME'), { ...said, sealedReason: 'abcd' })])
      },
      'DSL',
    )
    await as('DSL')
    expect((await view()).flags.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['NO_PUBLISH', MARKER],
      ['NO_NAME', expect.stringContaining('stays protected')],
    ])
  })
})

describe('a court order', () => {
  const facts = { kind: 'Prohibited steps order', scope: null, reference: 'EX26P1', from: TODAY, until: null }

  test('forbids from its first day to its last, is changed and lifted, and stays in the history (R56)', async () => {
    const { vault, call, school, pupil, as, view } = await withPupil()
    const ofPupil = { school, pupil }
    const set = await call['pupils.setOrder']({ ...ofPupil, order: null, facts: { ...facts, from: '2026-10-02' } })
    expect(set).toMatchObject({ card: { restricted: false }, orders: [{ live: false }] })
    const order = set.orders?.[0]?.id ?? ''
    const changed = await call['pupils.setOrder']({ ...ofPupil, order, facts: { ...facts, until: day('2026-10-30') } })
    expect(changed).toMatchObject({
      card: { restricted: true },
      orders: [{ id: order, live: true, until: '2026-10-30' }],
    })
    const lift = { ...ofPupil, order, reason: 'Discharged by the court' }
    await expect(call['pupils.liftOrder']({ ...lift, on: '2026-11-01' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['pupils.liftOrder']({ ...lift, on: '2026-09-30' })).rejects.toMatchObject({ code: 'bad-input' })
    const lifted = await call['pupils.liftOrder']({ ...lift, on: TODAY })
    // The day itself is forbidden still: the safer reading.
    expect(lifted).toMatchObject({ card: { restricted: true }, orders: [{ live: true, until: TODAY }] })
    vault.advance(24 * 3_600_000)
    expect(await view()).toMatchObject({ card: { restricted: false }, orders: [{ live: false }] })
    const { entries } = await call['history.list']({ school: fileId(school), entity: order })
    expect(entries).toHaveLength(3)
    await as('OFFICE_STAFF')
    await expect(call['pupils.liftOrder']({ ...lift, on: TODAY })).rejects.toMatchObject({ code: 'denied' })
  })

  test('names uses of this school or all of them, and belongs to one pupil', async () => {
    const { call, school, pupil, add, as } = await withPupil()
    const purpose = await call['consents.addPurpose']({ school, facts: purposeFacts('Website') })
    const ofPupil = { school, pupil, order: null }
    for (const scope of [[], ['f'.repeat(32)]]) {
      await expect(call['pupils.setOrder']({ ...ofPupil, facts: { ...facts, scope } })).rejects.toMatchObject({
        code: 'bad-input',
      })
    }
    await expect(
      call['pupils.setOrder']({ ...ofPupil, facts: { ...facts, until: day('2026-09-30') } }),
    ).rejects.toMatchObject({ code: 'bad-input' })
    const { orders } = await call['pupils.setOrder']({ ...ofPupil, facts: { ...facts, scope: [purpose.id] } })
    expect(orders).toMatchObject([{ scope: [purpose.id] }])
    await as('OFFICE_STAFF')
    const other = (await add({ admissionNumber: '2' })).card.id
    await as('DSL')
    await expect(
      call['pupils.setOrder']({ school, pupil: other, order: orders?.[0]?.id ?? '', facts }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('recorded differently on two PCs counts as whatever forbids most', async () => {
    const stage = await withPupil()
    const { call, school, pupil, as, view } = stage
    const { orders } = await call['pupils.setOrder']({ school, pupil, order: null, facts })
    const order = orders?.[0]?.id ?? ''
    await behind(stage, (ctx) => {
      const said = { pupil, by: ctx.actor.id, kind: 'Order', reference: 'EX26P1', from: TODAY, scope: ['e'.repeat(32)] }
      ctx.append(ctx.tenant(fileId(school)), [recordBeside('order', order, { ...said, until: day('2026-10-05') })])
    })
    await as('DSL')
    expect((await view()).orders).toMatchObject([{ id: order, scope: null, until: null, live: true }])
    const settled = await call['pupils.setOrder']({
      school,
      pupil,
      order,
      facts: { ...facts, until: day('2026-10-05') },
    })
    expect(settled.orders).toMatchObject([{ until: '2026-10-05' }])
  })
})

describe('a looked-after pupil', () => {
  test.each<[CareStatus, 'PARENTS' | 'LOCAL_AUTHORITY' | 'CARER' | null, boolean]>([
    ['NONE', null, false],
    ['PREVIOUSLY', null, false],
    ['CARE_ORDER', null, true],
    ['CARE_ORDER', 'LOCAL_AUTHORITY', false],
    ['CARE_ORDER', 'CARER', false],
    ['ACCOMMODATED', null, true],
    ['ACCOMMODATED', 'PARENTS', false],
  ])('%s with %s deciding: marked %s (R53)', async (status, authority, restricted) => {
    const { call, school, pupil } = await withPupil()
    const view = await call['pupils.setCare']({ school, pupil, care: { status, authority, evidence: null } })
    expect(view).toMatchObject({ card: { restricted }, care: { status, authority } })
  })

  test('accommodated by agreement is decided for by parents, never by the local authority (edge case 3)', async () => {
    const { call, school, pupil, view } = await withPupil()
    const care = { status: 'ACCOMMODATED', authority: 'LOCAL_AUTHORITY', evidence: null } as const
    await expect(call['pupils.setCare']({ school, pupil, care })).rejects.toMatchObject({ code: 'bad-input' })
    expect((await view()).care).toEqual({ status: 'NONE', authority: null, evidence: null })
  })

  test('nobody deciding is told in the register to the leads alone, and looks like any protection to others (R5)', async () => {
    const { call, school, pupil, as } = await withPupil()
    await call['pupils.setCare']({ school, pupil, care: { status: 'CARE_ORDER', authority: null, evidence: null } })
    await as('LEAD')
    await call['consents.addPurpose']({ school, facts: purposeFacts('Website', 'WEBSITE') })
    const cellFor = async (who: Who) => {
      await as(who)
      return (await call['consents.register']({ school })).lines[0]?.cells
    }
    const told = { verdict: 'CHECK_FIRST', state: 'DISPUTED', reason: 'CARE_AUTHORITY_MISSING', holdsUntil: null }
    expect(await cellFor('DSL')).toEqual([told])
    expect(await cellFor('OFFICE_STAFF')).toEqual([{ verdict: 'NO', state: 'REFUSED', holdsUntil: null }])
  })

  test('is decided for by nobody while two PCs name different ones', async () => {
    const stage = await withPupil()
    const { call, school, pupil, as, view } = stage
    const care = { status: 'CARE_ORDER', authority: 'LOCAL_AUTHORITY', evidence: 'Plan of 4 May' } as const
    await call['pupils.setCare']({ school, pupil, care })
    await behind(stage, (ctx) => {
      const said = { pupil, by: ctx.actor.id, status: 'CARE_ORDER', authority: 'CARER', evidence: null } as const
      ctx.append(ctx.tenant(fileId(school)), [recordBeside('care', pupil, said)])
    })
    await as('DSL')
    expect(await view()).toMatchObject({ card: { restricted: true }, care: { authority: null } })
    expect(await call['pupils.setCare']({ school, pupil, care })).toMatchObject({
      card: { restricted: false },
      care: { authority: 'LOCAL_AUTHORITY' },
    })
  })
})

test('parental responsibility recorded differently on two PCs is not held until somebody records it anew', async () => {
  const stage = await withPupil()
  const { call, school, pupil, as, view, addContact } = stage
  const { contacts } = await addContact(pupil, { relationship: 'FATHER' }, held())
  const contact = contacts[0]?.id ?? ''
  await behind(stage, (ctx) => {
    const said = { pupil, by: ctx.actor.id, contact, ...held({ holds: false, basis: null }) }
    ctx.append(ctx.tenant(fileId(school)), [recordBeside('responsibility', contact, said)])
  })
  await as('OFFICE_STAFF')
  expect((await view()).contacts).toMatchObject([
    { disagrees: true, responsible: false, responsibility: { holds: false } },
  ])
  const settled = await call['pupils.setResponsibility']({ school, pupil, contact, responsibility: held() })
  expect(settled.contacts).toMatchObject([{ disagrees: false, responsible: true }])
})
