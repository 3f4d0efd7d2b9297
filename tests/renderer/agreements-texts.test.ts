import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, TenantId, type Role } from '@contract'
import AgreementScreen from '@renderer/features/agreements/AgreementScreen.vue'
import AgreementsScreen from '@renderer/features/agreements/AgreementsScreen.vue'
import HomeScreen from '@renderer/features/agreements/HomeScreen.vue'
import { agreementsVault, anAgreement, aVersion, inForce, tenant, type AgreementsVault } from './agreements-samples'
import { school } from './consents-samples'
import { id, trustId } from './support/samples'

let vault: AgreementsVault
beforeEach(() => {
  vault = agreementsVault()
})

const open = (role?: Role) => vault.open(AgreementsScreen, { school }, `/schools/${school}/agreements`, role)
const openOne = (role?: Role) =>
  vault.open(AgreementScreen, { school, agreement: id(9001) }, `/schools/${school}/agreements/texts/${id(9001)}`, role)
const rows = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '))
const save = async () => {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
  buttons.find(({ type }) => type === 'submit')?.click()
  await flushPromises()
  await flushPromises()
}

describe('the list', () => {
  test('says for whom, who signs, what is in force and coming, drafts, and that the trust’s text is newer', async () => {
    vault.answer({
      'agreements.list': ({ school: of }) =>
        (of as string) === trustId
          ? []
          : [
              anAgreement(1, {
                audiences: ['KS2', 'KS3_UP'],
                drafts: 2,
                templateNewer: true,
                coming: { id: id(9109), label: '2026/27', from: '2027-01-04' },
              }),
              anAgreement(2, { inForce: null, versions: 0, signers: 'PARENT', childFrom: null }),
            ],
    })
    await open()
    expect(rows()[0]).toContain('Key stage 2 and Key stage 3 and up')
    expect(rows()[0]).toContain('The child, and a parent or carer')
    expect(rows()[0]).toContain('2025/26, since 1 Sep 2025')
    expect(rows()[0]).toContain('2026/27, from 4 Jan 2027')
    expect(rows()[0]).toContain('Trust text is newer')
    expect(rows()[1]).toContain('No text in force')
  })

  test('keeps those no longer asked for aside until they are wanted', async () => {
    vault.answer({ 'agreements.list': () => [anAgreement(1), anAgreement(2, { retiredOn: '2020-09-01' })] })
    const shown = await open()
    expect(rows()).toHaveLength(1)
    shown.field('Show those no longer asked for').click()
    await flushPromises()
    expect(rows()).toHaveLength(2)
    expect(rows()[1]).toContain('No longer asked for')
  })

  test('somebody who may not edit is told so and finds no way to add', async () => {
    const shown = await open('OFFICE_STAFF')
    expect(shown.text()).toContain('Your role may read agreements, not change them.')
    expect(shown.text()).not.toContain('Add an agreement')
  })

  test('why it cannot be shown is said in the vault’s words', async () => {
    vault.answer({
      'agreements.list': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    const shown = await open()
    expect(shown.text()).toContain('Another program holds the file.')
  })

  test('is read again when a text of the school or of the trust changed, and only then', async () => {
    await open()
    const asked = () => vault.inputsOf('agreements.list').filter(({ school: of }) => (of as string) === school).length
    const before = asked()
    vault.tell('changed', { school: TenantId.parse(id(109)), types: ['agreements.issue'], ids: [] })
    vault.tell('changed', { school: tenant, types: ['consents.wording'], ids: [] })
    await flushPromises()
    expect(asked()).toBe(before)
    vault.tell('changed', { school: TenantId.parse(trustId), types: ['agreements.issue'], ids: [] })
    await flushPromises()
    expect(asked()).toBe(before + 1)
  })

  test('one window for the trust’s templates: same screen, the trust’s id, no tabs of a school', async () => {
    vault.answer({ 'agreements.list': () => [anAgreement(5, { title: 'Using computers well' })] })
    const shown = await vault.open(AgreementsScreen, { school: trustId }, `/agreements/templates/${trustId}`)
    expect(shown.text()).toContain('Agreement templates of Rowan Trust')
    expect(shown.text()).toContain('Add a template')
    expect(document.querySelector('nav')).toBeNull()
    expect(vault.inputsOf('agreements.list').map(({ school: of }) => of)).toEqual([trustId])
    expect(document.querySelector('tbody a')?.getAttribute('href')).toBe(`/agreements/templates/${trustId}/${id(9005)}`)
  })

  test('tabs are links, each for those who may open it', async () => {
    await open('GOVERNOR')
    expect(document.querySelector('nav')).toBeNull()
    document.body.replaceChildren()
    await open('DSL')
    const tabs = [...document.querySelectorAll('nav a')].map((tab) => tab.textContent.trim())
    expect(tabs).toEqual(['Agreements', 'Not signed', 'Cleared today', 'Sign', 'Loans and access'])
    expect(document.querySelector('nav [aria-current="page"]')?.textContent.trim()).toBe('Agreements')
  })

  test('the rail leads on to the school the window works in', async () => {
    const shown = await vault.open(HomeScreen, {}, '/agreements')
    expect(shown.router.currentRoute.value.name).toBe('school-agreements')
  })
})

describe('what an agreement is', () => {
  test('is added with everything it needs, and opens', async () => {
    vault.answer({ 'agreements.add': ({ facts }) => anAgreement(7, { ...facts }) })
    const shown = await open()
    await shown.press('Add an agreement')
    await save()
    expect(vault.inputsOf('agreements.add')).toEqual([])
    expect(shown.text()).toContain('Enter the title')
    expect(shown.text()).toContain('Choose at least one group it is for')
    await shown.fill('Title', 'Our computer promise')
    shown.field('Early years and key stage 1').click()
    await flushPromises()
    expect(shown.text()).not.toContain('The adult')
    shown.field('The child, and a parent or carer').click()
    shown.field('For a number of months').click()
    shown.field('With symbols').click()
    await flushPromises()
    await shown.fill('The child signs as well from', '2')
    await shown.fill('Number of months', '0')
    await save()
    expect(shown.text()).toContain('Enter a number of months from 1 to 120')
    await shown.fill('Number of months', '18')
    await save()
    expect(vault.inputsOf('agreements.add')).toEqual([
      {
        school,
        facts: {
          title: 'Our computer promise',
          audiences: ['EARLY_YEARS_KS1'],
          variant: 'SYMBOLS',
          language: null,
          variantOf: null,
          signers: 'BOTH',
          childFrom: '2',
          validity: 'MONTHS',
          months: 18,
          template: null,
          retiredOn: null,
        },
      },
    ])
    expect(shown.router.currentRoute.value.params['agreement']).toBe(id(9007))
  })

  test('adults sign for themselves: nobody else is offered', async () => {
    const shown = await open()
    await shown.press('Add an agreement')
    shown.field('Governors').click()
    await flushPromises()
    expect(shown.field('The adult')).not.toBeNull()
    expect(shown.text()).not.toContain('A parent or carer')
  })

  test('a translation names its language and the agreement it says the same as', async () => {
    vault.answer({ 'agreements.add': ({ facts }) => anAgreement(7, { ...facts }) })
    const shown = await open()
    await shown.press('Add an agreement')
    await shown.fill('Title', 'Regulamin')
    shown.field('Key stage 2').click()
    await flushPromises()
    for (const label of ['The child', 'Until they leave the school', 'Translation']) shown.field(label).click()
    await flushPromises()
    await save()
    expect(shown.text()).toContain('Enter the language, like Polish')
    await shown.fill('Language of the translation', 'Polish')
    await shown.fill('Says the same as', id(9001))
    await save()
    expect(vault.inputsOf('agreements.add')[0]?.facts).toMatchObject({ language: 'Polish', variantOf: id(9001) })
  })

  test('is changed with a reason; the day from which nobody is asked may be set', async () => {
    vault.answer({ 'agreements.edit': ({ facts }) => anAgreement(1, { ...facts }) })
    const shown = await openOne()
    await shown.press('Change who it is for')
    await shown.fill('Not asked for from', '31 8 2027')
    await save()
    expect(vault.inputsOf('agreements.edit')).toEqual([])
    expect(shown.text()).toContain('Enter a reason of at least 3 letters')
    await shown.fill('Why', 'Replaced by another')
    await save()
    expect(vault.inputsOf('agreements.edit')[0]).toMatchObject({
      agreement: id(9001),
      reason: 'Replaced by another',
      facts: { title: 'Agreement 1', retiredOn: '2027-08-31' },
    })
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  test('one is made of an issued template that is not in use yet', async () => {
    const templates = [
      anAgreement(20, { title: 'In use' }),
      anAgreement(21, { title: 'Not issued', versions: 0, inForce: null }),
      anAgreement(22, { title: 'Free to use' }),
    ]
    vault.answer({
      'agreements.list': ({ school: of }) =>
        (of as string) === trustId ? templates : [anAgreement(1, { template: id(9020) })],
      'agreements.adopt': () => anAgreement(7, { template: id(9022), title: 'Free to use' }),
    })
    const shown = await open()
    await shown.press('Use a trust template')
    const offered = [...document.querySelectorAll('#adopt-template option')].map((one) => one.textContent)
    expect(offered).toEqual(['Choose a template', 'Free to use'])
    await save()
    expect(vault.inputsOf('agreements.adopt')).toEqual([])
    await shown.fill('Template', id(9022))
    await save()
    expect(vault.inputsOf('agreements.adopt')).toEqual([{ school, template: id(9022) }])
    expect(shown.router.currentRoute.value.params['agreement']).toBe(id(9007))
  })

  test('each year belongs to one audience, and the change has a reason', async () => {
    vault.answer({ 'agreements.setSettings': ({ settings }) => settings })
    const shown = await open()
    await shown.press('Years of each audience')
    await shown.fill('Key stage 3 and up: first year', '6')
    await shown.fill('Key stage 3 and up: last year', '11')
    await shown.fill('Why', 'As the school is built')
    await save()
    expect(shown.text()).toContain('One of these years is in a group above')
    await shown.fill('Key stage 3 and up: first year', '12')
    await save()
    expect(shown.text()).toContain('Choose a first year and a last one')
    await shown.fill('Key stage 3 and up: first year', '7')
    await save()
    expect(vault.inputsOf('agreements.setSettings')[0]?.settings.years).toEqual([
      { audience: 'KS2', range: { from: '3', to: '6' } },
      { audience: 'KS3_UP', range: { from: '7', to: '11' } },
    ])
  })
})

describe('one agreement', () => {
  test('lists its versions with state, days and what is to settle', async () => {
    vault.answer({
      'agreements.versions': () => [
        aVersion(2, { problems: ['Clause 1 still holds “TBC”. Fill it in.'] }),
        aVersion(3, { state: 'IN_REVIEW' }),
        inForce,
        aVersion(4, { state: 'ISSUED', effectiveFrom: '2024-09-01', issuedOn: '2024-07-01' }),
      ],
    })
    await openOne()
    expect(rows()[0]).toContain('Draft')
    expect(rows()[0]).toContain('1 thing to settle')
    expect(rows()[0]).toContain('Not issued')
    expect(rows()[1]).toContain('In review')
    expect(rows()[2]).toContain('In force')
    expect(rows()[2]).toContain('10 Jul 2025')
    expect(rows()[3]).toContain('Replaced')
  })

  test('a draft begins with the words of the newest issued version under a label nobody used', async () => {
    vault.answer({ 'agreements.saveDraft': ({ facts }) => aVersion(2, { ...facts }) })
    const shown = await openOne()
    await shown.press('Draft a new version')
    const [saved] = vault.inputsOf('agreements.saveDraft')
    expect(saved).toMatchObject({
      version: null,
      facts: { agreement: id(9001), clauses: inForce.clauses, changes: [] },
    })
    expect(saved?.facts.label).not.toBe(inForce.label)
    expect(shown.router.currentRoute.value.params['version']).toBe(id(9102))
  })

  test('no draft begins before it is known with which words', async () => {
    vault.answer({ 'agreements.versions': () => new Promise(() => {}) })
    const shown = await openOne()
    expect(shown.text()).toContain('Change who it is for')
    expect(shown.text()).not.toContain('Draft a new version')
  })

  test('the trust’s newer text is taken over into a draft', async () => {
    vault.answer({
      'agreements.list': () => [anAgreement(1, { template: id(9020), templateNewer: true })],
      'agreements.takeOver': () => aVersion(2, { templateVersion: id(9300) }),
    })
    const shown = await openOne()
    expect(shown.text()).toContain('The trust has issued a newer text of this template.')
    await shown.press('Take over the trust’s newer text')
    expect(vault.inputsOf('agreements.takeOver')).toEqual([{ school, agreement: id(9001) }])
    expect(shown.router.currentRoute.value.params['version']).toBe(id(9102))
  })

  test('without an issued text, one made from a template begins with the trust’s words only', async () => {
    vault.answer({
      'agreements.list': () => [anAgreement(1, { template: id(9020), templateNewer: true, inForce: null })],
      'agreements.versions': () => [],
    })
    const shown = await openOne()
    expect(shown.text()).not.toContain('Draft a new version')
    expect(shown.button('Take over the trust’s newer text').disabled).toBe(false)
  })

  test('somebody who may not edit reads it', async () => {
    const shown = await openOne('GOVERNOR')
    expect(shown.text()).toContain('Key stage 2')
    expect(shown.text()).not.toContain('Draft a new version')
    expect(shown.text()).not.toContain('Change who it is for')
  })
})
