import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '@contract'
import PeopleScreen from '@renderer/features/people/PeopleScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { today } from '@renderer/ui/dates'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aGrant, aPerson, aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault
const robin = aPerson(1, {
  name: 'Robin Marsh',
  grants: [aGrant(1), aGrant(2, { role: 'OFFICE_STAFF', from: '2024-09-01', until: '2025-08-31', current: false })],
})

async function open(role: 'TRUST_SAFEGUARDING_LEAD' | 'DSL' = 'TRUST_SAFEGUARDING_LEAD') {
  const shown = await show(PeopleScreen, { session: aSession({}, role), at: '/people' })
  await useSchools().load()
  await flushPromises()
  return shown
}

beforeEach(() => {
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'session.strength': () => ({ accepted: true, score: 4, guessWords: 'centuries', advice: '' }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [robin, aPerson(2, { name: 'Kim Ash' })],
  })
})

describe('people', () => {
  test('each is listed with the roles held now and nothing else', async () => {
    const { text } = await open()
    expect(text()).toContain('Designated safeguarding lead, School 1')
    expect(text()).not.toContain('Office staff, School 1')
    expect(text()).toContain('No role now')
  })

  test('a person’s roles are shown with their dates when chosen, past ones too', async () => {
    const { press, text } = await open()
    await press('Robin Marsh')
    expect(text()).toContain('From 1 Sep 2026')
    expect(text()).toContain('1 Sep 2024 to 31 Aug 2025')
    expect(text()).toContain('Ended')
  })

  test('the new person is chosen when added', async () => {
    vault.answer({ 'people.add': ({ name }) => aPerson(9, { name }) })
    const { press, fill, text } = await open()
    await press('Add a person')
    await fill('Full name', 'Sam Holt')
    await press('Add the person')
    expect(vault.inputsOf('people.add')).toEqual([{ name: 'Sam Holt' }])
    expect(document.querySelector('.pane h2')?.textContent).toBe('Sam Holt')
    expect(text()).toContain('No roles yet.')
  })

  test('a role is given for one school from today, and the warning is read', async () => {
    vault.answer({ 'people.grant': () => ({ person: robin, warnings: ['A conflict of interest'] }) })
    const { press, fill, text } = await open()
    await press('Robin Marsh')
    await press('Give a role')
    await press('Give the role')
    expect(text()).toContain('Choose the role')
    await fill('Role', 'DPO')
    await fill('Where', id(101))
    await press('Give the role')
    expect(vault.inputsOf('people.grant')).toEqual([
      { person: robin.id, role: 'DPO', grantFor: id(101), from: today(), until: null },
    ])
    expect(text()).toContain('A conflict of interest')
  })

  test('a role of the whole trust cannot be given for one school', async () => {
    const { press, fill, field } = await open()
    await press('Robin Marsh')
    await press('Give a role')
    await fill('Role', 'TRUST_SAFEGUARDING_LEAD')
    const places = [...(field('Where') as unknown as HTMLSelectElement).options].map(({ value }) => value)
    expect(places).toEqual(['', 'trust'])
  })

  test('a role ends on a day and for a reason', async () => {
    vault.answer({ 'people.endGrant': () => robin })
    const { press, fill } = await open()
    await press('Robin Marsh')
    await press('End Designated safeguarding lead, School 1')
    await fill('Last day', '31 8 2027')
    await press('End the role')
    expect(vault.inputsOf('people.endGrant')).toEqual([])
    await fill('Why', 'Moved to another school')
    await press('End the role')
    expect(vault.inputsOf('people.endGrant')).toEqual([
      { person: robin.id, grant: id(301), until: '2027-08-31', reason: 'Moved to another school' },
    ])
  })

  test('somebody is let in on this PC with a passphrase of their own', async () => {
    vault.answer({ 'people.letUnlock': () => ({ ...robin, unlocksHere: true }) })
    const { press, fill, text } = await open()
    await press('Robin Marsh')
    await press('Let this person unlock here')
    await fill('Sign-in name', 'rm')
    await fill('Passphrase', 'four words make sense')
    await vi.waitFor(() => expect(document.body.textContent).toContain('Guessing it would take'))
    await press('Set the passphrase')
    expect(vault.inputsOf('people.letUnlock')[0]).toMatchObject({ signInName: 'rm' })
    expect(text()).toContain('Has a passphrase on this PC.')
  })

  test('taking the passphrase away says what stays known and asks why', async () => {
    vault.answer({ 'people.list': () => [{ ...robin, unlocksHere: true }], 'people.stopUnlock': () => robin })
    const { press, fill, text } = await open()
    await press('Robin Marsh')
    await press('Take the passphrase away')
    expect(text()).toContain('stays known to them')
    await fill('Why', 'Left the trust')
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
    buttons.find((one) => one.textContent.includes('Take the passphrase away'))?.click()
    await flushPromises()
    expect(vault.inputsOf('people.stopUnlock')).toEqual([{ person: robin.id, reason: 'Left the trust' }])
  })

  test('a refusal keeps the dialog open with its words', async () => {
    vault.answer({
      'people.add': () => {
        throw new Fault('denied', 'Your roles do not allow this.')
      },
    })
    const { press, fill, text } = await open()
    await press('Add a person')
    await fill('Full name', 'Sam Holt')
    await press('Add the person')
    expect(text()).toContain('Your roles do not allow this.')
    expect(document.querySelector('[role="dialog"]')).not.toBeNull()
  })

  test('somebody who may only read finds no way to change roles', async () => {
    const { press, text } = await open('DSL')
    expect(text()).not.toContain('Add a person')
    await press('Robin Marsh')
    expect(text()).not.toContain('Give a role')
    expect(text()).not.toContain('Let this person unlock here')
  })
})
