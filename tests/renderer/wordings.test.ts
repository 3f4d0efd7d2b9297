import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CivilDate, Fault, WordingFacts, type Role, type Wording } from '@contract'
import PurposesScreen from '@renderer/features/consents/PurposesScreen.vue'
import WordingScreen from '@renderer/features/consents/WordingScreen.vue'
import WordingsScreen from '@renderer/features/consents/WordingsScreen.vue'
import { draftFrom, entryOf, firstDraft, movedBy, readEntry } from '@renderer/features/consents/wording-entry'
import { useSchools } from '@renderer/features/schools/schools-store'
import { aPurpose, aWording, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

const website = aPurpose(1, { label: 'Website' })
const press = aPurpose(2, { label: 'Press' })
const files = aPurpose(3, { label: 'Photo for our files', basis: 'PUBLIC_TASK' })

let vault: FakeVault
let draft: Wording

beforeEach(() => {
  draft = aWording(1, { problems: ['Say how long it holds.'] })
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'consents.purposes': () => [press, website, files],
    'consents.settings': () => ({ pupilViewFrom: 13, onlineServiceAge: 13, viewFromSaid: [] }),
    'consents.wordings': () => [draft, aWording(2, { issuedOn: '2026-08-20', hash: 'ab12', version: '2025/26, 1' })],
    'consents.saveWording': ({ wording, facts }) => ({ ...draft, ...facts, id: wording ?? id(4009), problems: [] }),
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const at = (role: Role) => ({ props: { school }, session: aSession({ school }, role) })
async function open(wording: string, role: Role = 'POLICY_LEAD') {
  const place = `/schools/${school}/wordings/${wording}`
  const shown = await show(WordingScreen, { ...at(role), props: { school, wording }, at: place })
  await useSchools().load()
  await flushPromises()
  return shown
}

describe('a draft', () => {
  test('is saved within a second of the last key, once for what was typed together', async () => {
    vi.useFakeTimers()
    const shown = await open(draft.id)
    await shown.fill('Title', 'Pictures of you')
    await shown.fill('Opening words', 'We ask about pictures and videos.')
    expect(vault.inputsOf('consents.saveWording')).toEqual([])
    await vi.advanceTimersByTimeAsync(900)
    await flushPromises()
    const saved = vault.inputsOf('consents.saveWording')
    expect(saved).toHaveLength(1)
    expect(saved[0]).toMatchObject({
      wording: draft.id,
      facts: { title: 'Pictures of you', intro: 'We ask about pictures and videos.' },
    })
  })

  test('is not saved for being looked at', async () => {
    vi.useFakeTimers()
    await open(draft.id)
    await vi.advanceTimersByTimeAsync(5000)
    expect(vault.inputsOf('consents.saveWording')).toEqual([])
  })

  test('what was typed last is saved on leaving the screen', async () => {
    const shown = await open(draft.id)
    await shown.fill('Title', 'Pictures of you')
    shown.wrapper.unmount()
    await flushPromises()
    expect(vault.inputsOf('consents.saveWording')).toHaveLength(1)
  })

  test('what is missing is listed as it was saved, and told anew after each save', async () => {
    vi.useFakeTimers()
    const shown = await open(draft.id)
    expect(shown.text()).toContain('Say how long it holds.')
    expect(shown.button('Issue this wording').disabled).toBe(true)
    await shown.fill('Title', 'Pictures of you')
    await vi.advanceTimersByTimeAsync(900)
    await flushPromises()
    expect(shown.text()).not.toContain('Say how long it holds.')
    expect(shown.text()).toContain('Nothing is missing.')
    expect(shown.text()).toContain('Saved')
  })

  test('a box that may not be empty says so, and nothing is saved over it', async () => {
    vi.useFakeTimers()
    const shown = await open(draft.id)
    await shown.fill('Title', ' ')
    await vi.advanceTimersByTimeAsync(900)
    await flushPromises()
    expect(vault.inputsOf('consents.saveWording')).toEqual([])
    expect(shown.text()).toContain('Enter the title')
    expect(shown.text()).toContain('Not saved')
    await shown.fill('Title', 'Put right')
    await vi.advanceTimersByTimeAsync(900)
    expect(vault.inputsOf('consents.saveWording')).toHaveLength(1)
  })

  test('a save that is refused is told and tried again with the next key', async () => {
    vi.useFakeTimers()
    const shown = await open(draft.id)
    vault.answer({
      'consents.saveWording': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    await shown.fill('Title', 'One')
    await vi.advanceTimersByTimeAsync(900)
    await flushPromises()
    expect(shown.text()).toContain('Not saved: Another program holds the file.')
    vault.answer({ 'consents.saveWording': ({ facts }) => ({ ...draft, ...facts }) })
    await shown.fill('Title', 'Two')
    await vi.advanceTimersByTimeAsync(900)
    await flushPromises()
    expect(vault.inputsOf('consents.saveWording').at(-1)?.facts.title).toBe('Two')
    expect(shown.text()).not.toContain('Another program')
  })

  test('typing on while a save is under way saves the rest afterwards, in order', async () => {
    vi.useFakeTimers()
    const given: (() => void)[] = []
    const shown = await open(draft.id)
    vault.answer({
      'consents.saveWording': ({ facts }) =>
        new Promise((resolve) => {
          given.push(() => resolve({ ...draft, ...facts }))
        }),
    })
    await shown.fill('Title', 'One')
    await vi.advanceTimersByTimeAsync(900)
    await shown.fill('Title', 'Two')
    await vi.advanceTimersByTimeAsync(900)
    expect(vault.inputsOf('consents.saveWording').map(({ facts }) => facts.title)).toEqual(['One'])
    given[0]?.()
    await flushPromises()
    expect(vault.inputsOf('consents.saveWording').map(({ facts }) => facts.title)).toEqual(['One', 'Two'])
    expect(shown.field('Title').value).toBe('Two')
    given[1]?.()
    await flushPromises()
  })

  test('questions move in paper order, are taken out and put in', async () => {
    vi.useFakeTimers()
    const shown = await open(draft.id)
    await shown.fill('Ask about one more use', press.id)
    const add = [...document.querySelectorAll<HTMLButtonElement>('button[type="submit"]')].at(-1)
    add?.click()
    await flushPromises()
    await shown.press('Move up: Press')
    await vi.advanceTimersByTimeAsync(900)
    const order = () =>
      vault
        .inputsOf('consents.saveWording')
        .at(-1)
        ?.facts.questions.map(({ purpose }) => purpose)
    expect(order()).toEqual([press.id, website.id])
    await shown.press('Take out: Website')
    await vi.advanceTimersByTimeAsync(900)
    expect(order()).toEqual([press.id])
  })
})

describe('issuing', () => {
  test('says that the text can never be changed, and asks whether it was read', async () => {
    draft = aWording(1, { problems: [] })
    vault.answer({
      'consents.issueWording': () => (draft = { ...draft, issuedOn: CivilDate.parse('2026-11-30'), hash: 'ff' }),
    })
    const shown = await open(draft.id)
    await shown.press('Issue this wording')
    expect(shown.text()).toContain('can never be changed')
    await shown.press('Issue 2026/27, 1 for ever')
    expect(vault.inputsOf('consents.issueWording')).toEqual([])
    shown.field('I have read the whole text').click()
    await flushPromises()
    await shown.press('Issue 2026/27, 1 for ever')
    expect(vault.inputsOf('consents.issueWording')).toEqual([{ school, wording: draft.id }])
    expect(shown.text()).toContain('Issued on 30 November 2026')
    expect(document.querySelector('textarea')).toBeNull()
  })

  test('what was typed a moment ago is saved first', async () => {
    draft = aWording(1, { problems: [] })
    const shown = await open(draft.id)
    await shown.fill('Title', 'Pictures of you')
    await shown.press('Issue this wording')
    expect(vault.inputsOf('consents.saveWording')).toHaveLength(1)
    expect(document.querySelector('[role="dialog"]')).not.toBeNull()
  })

  test('an issued text is read, in its own language and direction', async () => {
    vault.answer({
      'consents.wordings': () => [
        aWording(3, { issuedOn: '2026-08-20', hash: 'ab12', language: 'ur', direction: 'rtl' }),
      ],
    })
    await open(id(4003))
    const article = document.querySelector('article')
    expect(article?.getAttribute('dir')).toBe('rtl')
    expect(article?.getAttribute('lang')).toBe('ur')
    expect(document.querySelector('input, textarea')).toBeNull()
  })

  test('somebody who may not design reads a draft and changes nothing', async () => {
    const shown = await open(draft.id, 'OFFICE_STAFF')
    expect(shown.text()).toContain('Pictures of your child')
    expect(document.querySelector('input, textarea')).toBeNull()
    expect(shown.text()).not.toContain('Issue this wording')
  })
})

describe('the list of wordings', () => {
  test('a first draft asks about each use that rests on consent, in paper order', async () => {
    const shown = await show(WordingsScreen, { ...at('POLICY_LEAD'), at: `/schools/${school}/wordings` })
    await shown.press('Draft a wording')
    const [saved] = vault.inputsOf('consents.saveWording')
    expect(saved?.wording).toBeNull()
    expect(saved?.facts.questions.map(({ purpose }) => purpose)).toEqual([website.id, press.id])
    expect(saved?.facts.controller).toBe('Rowan Trust')
    expect(shown.router.currentRoute.value.params['wording']).toBe(id(4009))
  })

  test('an issued one is drafted from, never changed', async () => {
    const shown = await show(WordingsScreen, { ...at('POLICY_LEAD'), at: `/schools/${school}/wordings` })
    await shown.press('Draft from this one: 2025/26, 1')
    expect(vault.inputsOf('consents.saveWording')[0]).toMatchObject({
      wording: null,
      facts: { version: '2025/26, 2' },
    })
  })
})

describe('the entry of a wording', () => {
  test('facts come back as they were when shown and read again', () => {
    const facts = draftFrom(aWording(1, { otherControllers: ['Northshire Music', 'Studio Larch'], direction: 'rtl' }))
    const wording = { ...facts, id: id(1), issuedOn: null, hash: null, problems: [] }
    expect(readEntry(entryOf(wording)).facts).toEqual(facts)
  })

  test('a draft has a version nobody has used, and none that says draft', () => {
    const day = CivilDate.parse('2026-10-01')
    const first = (taken: readonly string[]) => firstDraft([website], 'Rowan Trust', day, taken).version
    expect([first([]), first(['2026/27, 1', '2026/27, 2'])]).toEqual(['2026/27, 1', '2026/27, 3'])
    const from = (version: string, taken: readonly string[]) => draftFrom({ ...aWording(1), version }, taken).version
    expect([from('2025/26, 1', ['2025/26, 2']), from('Autumn', [])]).toEqual(['2025/26, 3', 'Autumn, 1'])
  })

  test('a first draft always fits the contract, whatever the day', () => {
    const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (day) => {
        const facts = firstDraft(
          [website, press, files],
          'Rowan Trust',
          CivilDate.parse(day.toISOString().slice(0, 10)),
        )
        expect(WordingFacts.safeParse(facts).success).toBe(true)
      }),
    )
  })

  test('moving keeps every item and moves one of them by one', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 1 }),
        fc.nat(),
        fc.constantFrom<1 | -1>(1, -1),
        (list, n, by) => {
          const at = n % list.length
          const moved = movedBy(list, at, by)
          expect([...moved].sort()).toEqual([...list].sort())
          expect(movedBy(moved, moved.indexOf(list[at] ?? 0), by === 1 ? -1 : 1)).toEqual(
            moved.indexOf(list[at] ?? 0) === at ? movedBy(list, at, by === 1 ? -1 : 1) : list,
          )
        },
      ),
    )
  })
})

describe('uses', () => {
  const openUses = (role: Role) => show(PurposesScreen, { ...at(role), at: `/schools/${school}/consent/uses` })

  test('stand in paper order with what they rest on', async () => {
    await openUses('POLICY_LEAD')
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows[0]).toContain('Website')
    expect(rows[2]).toContain('Public task')
  })

  test('a new one says what it rests on before it is added', async () => {
    vault.answer({ 'consents.addPurpose': ({ facts }) => ({ ...facts, id: id(3009), loosest: null }) })
    const shown = await openUses('POLICY_LEAD')
    await shown.press('Add a use')
    await shown.fill('Name of the use', 'Newsletter')
    const submit = () =>
      [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')]
        .find((one) => one.type === 'submit')
        ?.click()
    submit()
    await flushPromises()
    expect(shown.text()).toContain('Choose what it rests on')
    shown.field('Consent').click()
    shown.field('Every year').click()
    await shown.fill('Which of the trust’s uses is it?', 'NEWSLETTER')
    submit()
    await flushPromises()
    expect(vault.inputsOf('consents.addPurpose')[0]?.facts).toMatchObject({
      label: 'Newsletter',
      basis: 'CONSENT',
      renewal: 'ANNUAL',
      code: 'NEWSLETTER',
      position: 4,
      retiredOn: null,
    })
    expect(shown.text()).toContain('Newsletter')
  })

  test('one is retired with a day and a reason, and stands aside from then on', async () => {
    vault.answer({ 'consents.editPurpose': ({ purpose, facts }) => ({ ...facts, id: purpose, loosest: null }) })
    const shown = await openUses('DSL')
    await shown.press('Change Press')
    await shown.fill('Not used any more from', 'today')
    await shown.fill('Why', 'No press any more')
    await shown.press('Save the use')
    expect(vault.inputsOf('consents.editPurpose')[0]).toMatchObject({ purpose: press.id, reason: 'No press any more' })
    expect([...document.querySelectorAll('tbody tr')].some((row) => row.textContent.includes('Press'))).toBe(false)
    shown.field('Show uses that are not used any more').click()
    await flushPromises()
    expect(shown.text()).toContain('Not used from')
  })

  test('the age from which children have a say is changed with a reason', async () => {
    vault.answer({ 'consents.setSettings': ({ settings }) => ({ ...settings, viewFromSaid: [] }) })
    const shown = await openUses('POLICY_LEAD')
    expect(shown.text()).toContain('From age 13 the pupil’s own view is needed')
    await shown.press('Change when children decide themselves')
    await shown.fill('Own view needed from age', '')
    await shown.fill('Why', 'Governors decided')
    await shown.press('Save')
    expect(vault.inputsOf('consents.setSettings')[0]).toMatchObject({
      settings: { pupilViewFrom: null, onlineServiceAge: 13 },
    })
    expect(shown.text()).toContain('No pupil’s own view is needed by age alone.')
  })

  test('somebody who may only look changes nothing', async () => {
    const { text } = await openUses('GOVERNOR')
    expect(text()).toContain('Website')
    expect(text()).not.toContain('Add a use')
    expect(text()).toContain('Your role may look.')
  })
})
