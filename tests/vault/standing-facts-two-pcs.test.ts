/** What two PCs recorded apart of a pupil's stay and of what a use rests on, through the calls: told, asked, settled (C19). */
import { describe, expect, test } from 'vitest'
import type { PurposeTerms } from '@contract/consents'
import type { Membership } from '@contract/pupils'
import type { Ctx } from '@vault/context'
import { standingIn } from '@vault/entity'
import { SETTINGS, termsKind, viewFromKind } from '../../src-main/features/consents'
import { membershipKind } from '../../src-main/features/pupils'
import { day, makeRegister, pupilFacts, purposeFacts, TODAY, type Register } from '../support/consents/register'
import { FOUNDER } from '../support/vault'
import { ruleFacts } from './images-disposal-stage'
import { setFacts } from './images-stage'
import { behind, fileId } from './pupils-stage'

const REASON = 'As the family told the office'
const NEVER: Membership = { onRollFrom: day('2024-09-02'), leftOn: null, lastLeft: null }
const LEFT = day('2026-09-20')

interface TwoPcs extends Register {
  /** Another PC that knows the beginning alone says something of a pupil or a use. */
  readonly apart: (about: { readonly pupil: string; readonly says: Partial<Membership> }) => Promise<void>
  readonly apartOfUse: (about: { readonly purpose: string; readonly says: Partial<PurposeTerms> }) => Promise<void>
  readonly apartOfAge: (from: number | null) => Promise<void>
  readonly edit: (change: Parameters<typeof pupilFacts>[0]) => ReturnType<Register['call']['pupils.edit']>
  readonly view: () => ReturnType<Register['call']['pupils.view']>
}

async function twoPcs(): Promise<TwoPcs> {
  const register = await makeRegister()
  const { vault, call, school, pupil } = register
  const first = new Map<string, string>()
  const begin = async (work: (ctx: Ctx) => void): Promise<void> => {
    vault.advance(1000)
    await behind({ vault }, work)
    await call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
  }
  await begin((ctx) => {
    const tenant = ctx.tenant(fileId(school))
    for (const id of [pupil]) first.set(id, standingIn(tenant, membershipKind, id)[0]?.event ?? '')
    for (const id of [register.website, register.display, register.naming]) {
      first.set(id, standingIn(tenant, termsKind, id)[0]?.event ?? '')
    }
  })
  const parentsOf = (id: string) => [first.get(id) ?? '']
  return {
    ...register,
    apart: ({ pupil: of, says }) =>
      begin((ctx) => {
        ctx.append(ctx.tenant(fileId(school)), [
          {
            ...{ type: membershipKind.type, entity: of, op: 'decide', parents: parentsOf(of) },
            body: { pupil: of, by: ctx.actor.id, ...NEVER, ...says },
          },
        ])
      }),
    apartOfUse: ({ purpose, says }) =>
      begin((ctx) => {
        const { basis, outside, renewal, retiredOn } = purposeFacts()
        ctx.append(ctx.tenant(fileId(school)), [
          {
            ...{ type: termsKind.type, entity: purpose, op: 'decide', parents: parentsOf(purpose) },
            body: { purpose, by: ctx.actor.id, basis, outside, renewal, retiredOn, ...says },
          },
        ])
      }),
    apartOfAge: (from) =>
      begin((ctx) => {
        ctx.append(ctx.tenant(fileId(school)), [
          {
            ...{ type: viewFromKind.type, entity: SETTINGS, op: 'decide', parents: [] },
            body: { by: ctx.actor.id, from },
          },
        ])
      }),
    edit: (change) => {
      const { upn: _upn, ...facts } = pupilFacts({ admissionNumber: '001001', ...change })
      return call['pupils.edit']({ school, pupil, facts, reason: REASON })
    },
    view: () => call['pupils.view']({ school, pupil }),
  }
}

describe('where two PCs differ about when a pupil left', () => {
  test('the earlier day counts for every picture, whatever the clocks say, and the answer tells that they differ', async () => {
    const { apart, answer, ask, call, school, pupil, mother, website } = await twoPcs()
    await answer(pupil, mother, 'GIVEN')
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES', warnings: [] })
    await call['pupils.leave']({ school, pupil, on: LEFT })
    // Later by the clock, and made without knowing of it.
    await apart({ pupil, says: { leftOn: day('2027-07-16') } })
    expect(await ask([pupil], website)).toMatchObject({
      ...{ verdict: 'NO', pupils: [{ reason: 'LEFT' }] },
      warnings: [expect.stringContaining('Two PCs recorded differently when this pupil joined or left')],
    })
  })

  test('the pupil’s page says who said what and when, and whoever may be on roll stands on the lists', async () => {
    const { apart, call, school, pupil, view } = await twoPcs()
    await call['pupils.leave']({ school, pupil, on: LEFT })
    await apart({ pupil, says: { lastLeft: day('2024-07-19') } })
    const { card, facts, membershipSaid } = await view()
    expect(card.roll).toBe('ON_ROLL')
    expect(facts.leftOn).toBe(LEFT)
    const person = (await call['people.list']({}))[0]?.id
    expect(membershipSaid).toMatchObject([
      { leftOn: LEFT, lastLeft: null, by: person },
      { leftOn: null, lastLeft: '2024-07-19', by: person },
    ])
    expect(membershipSaid.every(({ at }) => at > Date.UTC(2026, 8, 1))).toBe(true)
    expect((await call['pupils.list']({ school })).map(({ id }) => id)).toContain(pupil)
    expect((await call['consents.register']({ school })).lines.map((line) => line.pupil.id)).toContain(pupil)
  })

  test('somebody settles it as one of them has it, and nobody settles it by the way', async () => {
    const { apart, answer, ask, call, school, pupil, mother, website, edit, view } = await twoPcs()
    await answer(pupil, mother, 'GIVEN')
    await call['pupils.leave']({ school, pupil, on: LEFT })
    await apart({ pupil, says: {} })
    await edit({ leftOn: LEFT, className: '4B' })
    const { membershipSaid } = await view()
    expect(membershipSaid).toHaveLength(2)
    const back = call['pupils.return']({ school, pupil, from: TODAY, year: '4', className: null })
    await expect(back).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('Settle that') })
    const settle = (event: string) => call['pupils.settleMembership']({ school, pupil, event, reason: REASON })
    await expect(settle('f'.repeat(32))).rejects.toMatchObject({ code: 'conflict' })
    const stays = membershipSaid.find(({ leftOn }) => leftOn === null)?.event ?? ''
    expect(await settle(stays)).toMatchObject({ facts: { leftOn: null }, membershipSaid: [] })
    await expect(settle(stays)).rejects.toMatchObject({ code: 'conflict' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES', warnings: [] })
  })

  test('who changes the day at the page settles it too', async () => {
    const { apart, call, school, pupil, edit } = await twoPcs()
    await call['pupils.leave']({ school, pupil, on: LEFT })
    await apart({ pupil, says: {} })
    const moved = await edit({ leftOn: day('2026-09-25') })
    expect(moved).toMatchObject({ facts: { leftOn: '2026-09-25' }, membershipSaid: [] })
  })
})

describe('pictures of a pupil who by one PC has left', () => {
  test('wait for the last day both agree on, and are to come down at once', async () => {
    const made = await twoPcs()
    const { apart, answer, call, school, pupil, mother, website } = made
    await answer(pupil, mother, 'GIVEN')
    const rule = ruleFacts({ label: 'A year after leaving', trigger: 'LEAVING', windowMonths: 1 })
    await call['images.saveRule']({ school, rule: null, facts: rule, reason: REASON })
    const facts = setFacts({ purposes: [website] })
    const { id: set } = await call['images.addSet']({ school, facts, groups: [] })
    await call['images.setPeople']({ school, set, pupils: [pupil], staff: [] })
    const dueOn = async () => (await call['images.set']({ school, set })).set.dueOn
    await call['pupils.leave']({ school, pupil, on: LEFT })
    expect(await dueOn()).toBe('2027-09-20')
    await apart({ pupil, says: {} })
    expect(await dueOn()).toBeNull()
    const { membershipSaid } = await made.view()
    const left = membershipSaid.find(({ leftOn }) => leftOn !== null)?.event ?? ''
    await call['pupils.settleMembership']({ school, pupil, event: left, reason: REASON })
    expect(await dueOn()).toBe('2027-09-20')
  })
})

describe('a list read in', () => {
  test('lowers at once, and settles nothing that two PCs differ about', async () => {
    const made = await twoPcs()
    const { apart, call, school, pupil, vault, view } = made
    await call['pupils.leave']({ school, pupil, on: day('2026-10-20') })
    await apart({ pupil, says: {} })
    const leaves = async (on: string): Promise<void> => {
      const job = (++jobs).toString(16).padStart(32, '0')
      vault.toOpen.push({ name: 'pupils.csv', bytes: new TextEncoder().encode(LIST) })
      const seen = await call['imports.pick']({ school, job })
      if (seen === null) throw new Error('The picking was cancelled')
      await call['imports.tryOut']({ school, job, mapping: seen.mapping })
      await call['imports.apply']({ school, job, choices: [], leavers: [{ pupil, on: day(on) }] })
    }
    await leaves('2026-10-25')
    expect(await view()).toMatchObject({ facts: { leftOn: '2026-10-20' }, membershipSaid: [{}, {}] })
    await leaves('2026-09-30')
    expect(await view()).toMatchObject({ facts: { leftOn: '2026-09-30' }, membershipSaid: [] })
  })
})

/** Jobs of one vault have names of their own. */
let jobs = 0

/** One other pupil, so that everybody else is missing from it. */
const LIST = 'Admission number,Legal surname,Legal forename,Year\n009009,Lantern,Brenbo,4\n'

describe('in the history', () => {
  const last = async ({ call, tenant }: Register, type: string) =>
    (await call['history.list']({ school: tenant, type, limit: 1 })).entries[0]

  test('leaving is undone, and what undid it too', async () => {
    const made = await twoPcs()
    const { call, school, tenant, pupil, view } = made
    await call['pupils.leave']({ school, pupil, on: LEFT })
    const left = await last(made, 'pupils.membership')
    expect(left).toMatchObject({ words: 'Recorded the last day of a pupil on roll', undoable: true })
    const undo = (batch: string) => call['history.undo']({ school: tenant, batch })
    await undo(left?.batch ?? '')
    expect((await view()).facts.leftOn).toBeNull()
    await undo((await last(made, 'pupils.membership'))?.batch ?? '')
    expect((await view()).facts.leftOn).toBe(LEFT)
    await expect(undo(left?.batch ?? '')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('adding a pupil or a use is undone whole, and brought back whole', async () => {
    const made = await twoPcs()
    const { call, school, tenant, addPupil } = made
    const { pupil } = await addPupil({ onRollFrom: TODAY })
    const batchOf = async (entity: string) => {
      const { entries } = await call['history.list']({ school: tenant, entity, limit: 50 })
      return entries.at(-1)?.batch ?? ''
    }
    const undo = (batch: string) => call['history.undo']({ school: tenant, batch })
    await undo(await batchOf(pupil))
    await expect(call['pupils.view']({ school, pupil })).rejects.toMatchObject({ code: 'not-found' })
    const { entries } = await call['history.list']({ school: tenant, entity: pupil, limit: 1 })
    await undo(entries[0]?.batch ?? '')
    expect((await call['pupils.view']({ school, pupil })).facts.onRollFrom).toBe(TODAY)
    const use = await call['consents.addPurpose']({ school, facts: purposeFacts({ label: 'Yearbook' }) })
    await undo(await batchOf(use.id))
    const uses = await call['consents.purposes']({ school, retired: true })
    expect(uses.map(({ label }) => label)).not.toContain('Yearbook')
  })

  test('settling what two PCs said cannot be undone from there, nor what two PCs differ about', async () => {
    const made = await twoPcs()
    const { call, school, tenant, pupil, apart, view } = made
    await call['pupils.leave']({ school, pupil, on: LEFT })
    const left = (await last(made, 'pupils.membership'))?.batch ?? ''
    await apart({ pupil, says: {} })
    await expect(call['history.undo']({ school: tenant, batch: left })).rejects.toMatchObject({ code: 'conflict' })
    const [said] = (await view()).membershipSaid
    await call['pupils.settleMembership']({ school, pupil, event: said?.event ?? '', reason: REASON })
    const settled = (await last(made, 'pupils.membership'))?.batch ?? ''
    await expect(call['history.undo']({ school: tenant, batch: settled })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('where two PCs differ about what a use rests on', () => {
  const saveUse = ({ call, school, website }: Register, change: Partial<PurposeTerms>, label = 'School website') =>
    call['consents.editPurpose']({
      ...{ school, purpose: website, facts: purposeFacts({ label, ...change }), reason: REASON },
    })

  test('nobody’s silence is a Yes while one of them asks for consent, whatever the clocks say', async () => {
    const made = await twoPcs()
    const { apartOfUse, ask, pupil, website, call, school } = made
    await saveUse(made, { renewal: 'ON_ENTRY' })
    await apartOfUse({ purpose: website, says: { basis: 'PUBLIC_TASK', outside: false } })
    expect(await ask([pupil], website)).toMatchObject({
      verdict: 'CHECK_FIRST',
      warnings: [expect.stringContaining('Two PCs recorded differently what School website rests on')],
    })
    const [use] = await call['consents.purposes']({ school })
    expect(use).toMatchObject({
      ...{ basis: 'CONSENT', outside: true, renewal: 'ANNUAL' },
      loosest: { basis: 'PUBLIC_TASK', outside: false, renewal: 'ON_ENTRY' },
    })
  })

  test('a No that was settled for consent still stands as an objection by the other', async () => {
    const made = await twoPcs()
    const { apartOfUse, answer, ask, call, school, pupil, mother, father, website } = made
    await answer(pupil, mother, 'GIVEN')
    await answer(pupil, father, 'REFUSED')
    await call['consents.settle']({ school, pupil, purpose: website, outcome: 'GIVEN', note: REASON })
    expect((await ask([pupil], website)).verdict).toBe('YES')
    await saveUse(made, { renewal: 'ON_ENTRY' })
    await apartOfUse({ purpose: website, says: { basis: 'PUBLIC_TASK' } })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'NO', pupils: [{ reason: 'OBJECTED' }] })
  })

  test('a use one of them retired is made no more, and the words say that it is open', async () => {
    const made = await twoPcs()
    const { apartOfUse, ask, pupil, website } = made
    await saveUse(made, { retiredOn: day('2026-09-30') })
    await apartOfUse({ purpose: website, says: { renewal: 'KEY_STAGE' } })
    await expect(ask([pupil], website)).rejects.toMatchObject({
      ...{ code: 'conflict', words: expect.stringContaining('Settle it under Uses') },
    })
  })

  test('somebody settles it as one of them has it, and nobody settles it by the way', async () => {
    const made = await twoPcs()
    const { apartOfUse, ask, call, school, pupil, website } = made
    await saveUse(made, { renewal: 'ON_ENTRY' })
    await apartOfUse({ purpose: website, says: { basis: 'PUBLIC_TASK' } })
    const renamed = await saveUse(made, {}, 'Our website')
    expect(renamed).toMatchObject({ label: 'Our website', loosest: { basis: 'PUBLIC_TASK' } })
    const said = await call['consents.termsSaid']({ school, purpose: website })
    expect(said.map(({ basis }) => basis)).toEqual(['CONSENT', 'PUBLIC_TASK'])
    const settle = (event: string) => call['consents.settleTerms']({ school, purpose: website, event, reason: REASON })
    await expect(settle('f'.repeat(32))).rejects.toMatchObject({ code: 'conflict' })
    expect(await settle(said[1]?.event ?? '')).toMatchObject({ basis: 'PUBLIC_TASK', loosest: null })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES', warnings: [] })
    expect(await call['consents.termsSaid']({ school, purpose: website })).toHaveLength(1)
  })
})

describe('where two PCs differ about the age from which pupils decide', () => {
  const setAge = ({ call, school }: Register, pupilViewFrom: number | null) =>
    call['consents.setSettings']({ school, settings: { pupilViewFrom, onlineServiceAge: 13 }, reason: REASON })

  test('neither gives a Yes the other would not, whatever the clocks say', async () => {
    const made = await twoPcs()
    const { apartOfAge, answer, ask, pupil, mother, website } = made
    await answer(pupil, mother, 'GIVEN')
    await setAge(made, 5)
    expect(await ask([pupil], website)).toMatchObject({ pupils: [{ reason: 'PUPIL_VIEW_MISSING' }], warnings: [] })
    // Later by the clock, and made without knowing of it.
    await apartOfAge(null)
    expect(await ask([pupil], website)).toMatchObject({
      ...{ verdict: 'CHECK_FIRST', pupils: [{ reason: 'PUPIL_VIEW_MISSING' }] },
      warnings: [expect.stringContaining('Two PCs recorded differently from which age a pupil decides')],
    })
  })

  test('somebody settles it as one of them has it, and nobody settles it by the way', async () => {
    const made = await twoPcs()
    const { apartOfAge, answer, ask, call, school, pupil, mother, website } = made
    await answer(pupil, mother, 'GIVEN')
    await setAge(made, 5)
    await apartOfAge(null)
    const settings = { pupilViewFrom: 5, onlineServiceAge: 14 }
    const { viewFromSaid } = await call['consents.setSettings']({ school, settings, reason: REASON })
    expect(viewFromSaid.map(({ from }) => from)).toEqual([5, null])
    const settle = (event: string) => call['consents.settleViewFrom']({ school, event, reason: REASON })
    await expect(settle('f'.repeat(32))).rejects.toMatchObject({ code: 'conflict' })
    const right = viewFromSaid.find(({ from }) => from === null)?.event ?? ''
    expect(await settle(right)).toEqual({ pupilViewFrom: null, onlineServiceAge: 14, viewFromSaid: [] })
    await expect(settle(right)).rejects.toMatchObject({ code: 'conflict' })
    expect(await ask([pupil], website)).toMatchObject({ verdict: 'YES', warnings: [] })
  })
})
