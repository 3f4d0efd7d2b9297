/** What two PCs recorded differently, on a pupil's page and on the page of uses: told with who and when, settled with a reason. */
import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import type { Role } from '@contract'
import PurposesScreen from '@renderer/features/consents/PurposesScreen.vue'
import { aPurpose, school } from './consents-samples'
import { amira, amiraView, dialog, openPupil, pupilVault, save } from './pupil-screen'
import { installFakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show } from './support/show'

const AT = Date.UTC(2026, 8, 20, 9, 5)
const [LEFT, STAYS] = [id(8001), id(8002)]

const differing = () =>
  amiraView({
    membershipSaid: [
      { event: LEFT, onRollFrom: '2025-09-01', leftOn: '2026-09-18', lastLeft: null, by: id(2), at: AT },
      { event: STAYS, onRollFrom: '2025-09-01', leftOn: null, lastLeft: '2024-07-19', by: id(77), at: AT + 60_000 },
    ],
  })

const banner = () => document.querySelector('.banner')?.textContent ?? ''

describe('a pupil of whom two PCs differ', () => {
  test('is shown with both, who said so and when', async () => {
    pupilVault(differing)
    await openPupil()
    expect(banner()).toContain('Joining or leaving was recorded differently on two PCs.')
    expect(banner()).toContain('Last day 18 September 2026; on roll from 1 September 2025')
    expect(banner()).toContain('20 Sep 2026, 10:05am, Ashley Field')
    expect(banner()).toContain('On roll; on roll from 1 September 2025; an earlier stay ended on 19 July 2024')
    expect(banner()).toContain('20 Sep 2026, 10:06am')
  })

  test('is settled with a reason, and then nothing is said of it any more', async () => {
    let view = differing()
    const vault = pupilVault(() => view)
    vault.answer({
      'pupils.settleMembership': () => {
        view = amiraView()
        return view
      },
    })
    const shown = await openPupil()
    await shown.press('This is right: Last day 18 September 2026; on roll from 1 September 2025')
    expect(dialog()?.textContent).toContain('The other stays in the history.')
    await save()
    expect(vault.inputsOf('pupils.settleMembership')).toEqual([])
    await shown.fill('Why', 'The family moved away')
    await save()
    expect(vault.inputsOf('pupils.settleMembership')).toEqual([
      { school, pupil: amira.id, event: LEFT, reason: 'The family moved away' },
    ])
    expect(dialog()).toBeNull()
    expect(banner()).toBe('')
  })

  test('can be looked at by whoever may not change the roll', async () => {
    pupilVault(differing)
    const shown = await openPupil('HEAD')
    expect(banner()).toContain('Your role may look.')
    expect(shown.text()).not.toContain('This is right')
  })

  test('is not told of where they agree', async () => {
    pupilVault(() => amiraView())
    await openPupil()
    expect(banner()).toBe('')
  })
})

describe('a use of which two PCs differ', () => {
  const loosest = { basis: 'PUBLIC_TASK', outside: false, renewal: 'ANNUAL', retiredOn: null } as const
  const website = aPurpose(1, { label: 'Website', retiredOn: '2020-09-01', loosest })
  const said = [
    { event: LEFT, basis: 'CONSENT', outside: true, renewal: 'ANNUAL', retiredOn: '2020-09-01', by: id(2), at: AT },
    { event: STAYS, ...loosest, by: id(2), at: AT + 60_000 },
  ] as const

  const openUses = (role: Role) =>
    show(PurposesScreen, {
      props: { school },
      session: aSession({ school }, role),
      at: `/schools/${school}/consent/uses`,
    })

  const vaultOf = () =>
    installFakeVault({
      'session.enterSchool': ({ enter }) => aSession({ school: enter }),
      'schools.list': () => [aCard(1)],
      'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' })],
      'consents.purposes': () => [website, aPurpose(2, { label: 'Press' })],
      'consents.settings': () => ({ pupilViewFrom: 13, onlineServiceAge: 13, viewFromSaid: [] }),
      'consents.termsSaid': () => said.map((one) => ({ ...one })),
    })

  test('is shown though one of them retired it, with both, who said so and when', async () => {
    vaultOf()
    const shown = await openUses('DSL')
    await flushPromises()
    expect(banner()).toContain('Website was recorded differently on two PCs.')
    expect(banner()).toContain('Consent')
    expect(banner()).toContain('Public task')
    expect(banner()).toContain('20 Sep 2026, 10:05am, Ashley Field')
    expect(shown.text()).toContain('Recorded differently on two PCs')
  })

  test('is settled with a reason by whoever shapes the register', async () => {
    const vault = vaultOf()
    vault.answer({ 'consents.settleTerms': () => ({ ...website, retiredOn: null, loosest: null }) })
    const shown = await openUses('DSL')
    await flushPromises()
    const [press] = [...document.querySelectorAll<HTMLButtonElement>('.banner button')].slice(-1)
    press?.click()
    await flushPromises()
    await shown.fill('Why', 'As the policy has it')
    await save()
    expect(vault.inputsOf('consents.settleTerms')).toEqual([
      { school, purpose: website.id, event: STAYS, reason: 'As the policy has it' },
    ])
    expect(banner()).toBe('')
  })

  test('the age from which children decide is settled there too', async () => {
    const vault = vaultOf()
    vault.answer({
      'consents.purposes': () => [aPurpose(2, { label: 'Press' })],
      'consents.settings': () => ({
        ...{ pupilViewFrom: 12, onlineServiceAge: 13 },
        viewFromSaid: [
          { event: LEFT, from: 12, by: id(2), at: AT },
          { event: STAYS, from: null, by: id(2), at: AT + 60_000 },
        ],
      }),
      'consents.settleViewFrom': () => ({ pupilViewFrom: null, onlineServiceAge: 13, viewFromSaid: [] }),
    })
    const shown = await openUses('DSL')
    await flushPromises()
    expect(banner()).toContain('From which age children decide was recorded differently on two PCs.')
    expect(banner()).toContain('Own view needed from age 12 20 Sep 2026, 10:05am, Ashley Field')
    const [press] = [...document.querySelectorAll<HTMLButtonElement>('.banner button')].slice(-1)
    press?.click()
    await flushPromises()
    await shown.fill('Why', 'As the governors decided')
    await save()
    expect(vault.inputsOf('consents.settleViewFrom')).toEqual([
      { school, event: STAYS, reason: 'As the governors decided' },
    ])
    expect(banner()).toBe('')
  })

  test('can be looked at by whoever may not', async () => {
    vaultOf()
    const shown = await openUses('HEAD')
    await flushPromises()
    expect(banner()).toContain('Your role may look.')
    expect(shown.text()).not.toContain('This is right')
  })
})
