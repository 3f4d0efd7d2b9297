import { describe, expect, it } from 'vitest'
import { filledRegister } from '../support/consents/filled'
import { TODAY, day, type Register } from '../support/consents/register'

describe('lists', () => {
  it('name those who have not answered, those whose yes runs out, and those who differ', async () => {
    const { call, school, vault, answer, all } = await filledRegister()
    expect(await call['consents.list']({ school, kind: 'NOT_RETURNED' })).toHaveLength(12)
    await answer(all[0]!.pupil, all[0]!.father, 'REFUSED')
    expect(await call['consents.list']({ school, kind: 'DISPUTED' })).toMatchObject([
      { pupil: { forename: 'Corbo' }, words: 'Those who may decide about School website have answered differently.' },
    ])
    expect(await call['consents.list']({ school, kind: 'EXPIRING' })).toEqual([])
    vault.advance(86_400_000 * 310)
    const expiring = await call['consents.list']({ school, kind: 'EXPIRING' })
    expect(expiring).toHaveLength(5)
    expect(expiring[0]).toMatchObject({ words: 'Runs out on 31 August 2027: School website', dueOn: '2027-08-31' })
  })

  it('count by class and for the whole school', async () => {
    const { call, school } = await filledRegister()
    const { lines } = await call['consents.figures']({ school })
    expect(lines.map(({ className, pupils, notReturned }) => [className, pupils, notReturned])).toEqual([
      [null, 12, 3],
      ['4A', 8, 2],
      ['4B', 4, 1],
    ])
    expect(lines[0]!.uses[0]).toEqual({ yes: 6, no: 3, check: 3 })
  })
})

describe('a list for a photographer', () => {
  const asked = (register: Register) => ({
    ...{ school: register.school, event: 'Harvest assembly', on: day('2026-10-09'), classes: ['4A'] },
    ...{
      purposes: [register.website],
      named: false,
      photographer: 'Otto Lensgrove',
      copies: 2,
      returnTo: 'the office',
    },
  })

  it('puts the noes first, says when it is no longer true, and asks for its copies back on a withdrawal', async () => {
    const register = await filledRegister()
    const { vault, call, school, all } = register
    const made = await call['checklists.make'](asked(register))
    expect(made.checklist).toMatchObject({ pupils: 8, noes: 4, changed: 0, out: true, uses: ['School website'] })
    const { html } = vault.printed[0]!
    expect(html.indexOf('Do not photograph')).toBeLessThan(html.indexOf('Not for'))
    const taken = await call['consents.withdraw']({
      ...{ school, pupil: all[0]!.pupil, by: { kind: 'CONTACT', contact: all[0]!.mother }, capacity: 'PARENT' },
      ...{ askedOn: TODAY, channel: 'IN_PERSON', purposes: [], note: null },
    })
    expect(taken.followUps).toEqual([
      {
        words:
          'Collect all 2 copies of the list for Harvest assembly on 9 October 2026 from Otto Lensgrove, and make a new one.',
        checklist: made.checklist!.id,
      },
    ])
    expect(await call['checklists.list']({ school })).toMatchObject([{ changed: 1, out: true }])
    const checklist = made.checklist!.id
    expect(await call['checklists.returned']({ school, checklist, copies: 2 })).toMatchObject({
      returned: 2,
      out: false,
    })
    await expect(call['checklists.returned']({ school, checklist, copies: 1 })).rejects.toMatchObject({
      code: 'bad-input',
    })
  })

  it('has the classes as they follow one another, whoever is first by name', async () => {
    const register = await filledRegister()
    await register.addPupil({ legalSurname: 'Aaberlain', year: '5', className: '5B' })
    await register.addPupil({ legalSurname: 'Aabring', year: '10', className: '10C' })
    await register.call['checklists.make']({ ...asked(register), classes: [] })
    const heads = register.vault.printed[0]!.html.match(/\w+(?=(?:<[^>]*>)?: pupil)/g)
    expect(heads).toEqual(['4A', '4B', '5B', '10C'])
  })

  it('is not recorded when saving is cancelled, and not made for nobody or for a day gone by', async () => {
    const register = await filledRegister()
    const { vault, call, school } = register
    vault.cancelSaving = true
    expect(await call['checklists.make'](asked(register))).toEqual({ saved: false, fileName: null, checklist: null })
    expect(await call['checklists.list']({ school })).toEqual([])
    await expect(call['checklists.make']({ ...asked(register), classes: ['9Z'] })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(call['checklists.make']({ ...asked(register), on: day('2026-09-30') })).rejects.toMatchObject({
      code: 'bad-input',
    })
  })
})

describe('schools side by side', () => {
  it('show who asks for what, and no count that could point at a child', async () => {
    const { vault } = await filledRegister()
    const [school] = await vault.call['consents.compare']({})
    expect(school).toMatchObject({ name: 'Thistlebrook Primary School', pupils: 12 })
    expect(school!.uses.find(({ code }) => code === 'WEBSITE')).toEqual({
      ...{ code: 'WEBSITE', asked: true, basis: 'CONSENT', renewal: 'ANNUAL', yes: 6 },
    })
    expect(school!.uses.find(({ code }) => code === 'NAME_WITH_IMAGE')).toMatchObject({ yes: 0 })
    expect(school!.uses.find(({ code }) => code === 'PRESS_MEDIA')).toMatchObject({ asked: false, yes: null })
  })
})
