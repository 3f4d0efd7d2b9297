import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault, PrintRun, Wording } from '@contract'
import EntryScreen from '@renderer/features/entry/EntryScreen.vue'
import RekeyScreen from '@renderer/features/entry/RekeyScreen.vue'
import { today } from '@renderer/ui/dates'
import { spoken } from '@renderer/ui/live'
import { aBatch, aldana, aPupil, aTarget, batchId, corbo, focused, keys, scan, school, type } from './entry-screen'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault

const wording = Wording.parse({
  ...{ id: id(500), version: '2026/27, 1', title: 'Pictures', controller: 'Rowan Trust', otherControllers: [] },
  ...{ intro: 'About pictures.', withdrawal: 'At any time.', language: 'en-GB', direction: 'ltr' },
  questions: [1, 2, 3].map((n) => ({ purpose: id(600 + n), text: `Use ${n}`, whatWillBeDone: '' })),
  ...{ effectiveFrom: '2026-09-01', issuedOn: '2026-09-01', hash: 'a'.repeat(64), problems: [] },
})
const { questions: _questions, sheets: _sheets, ...card } = aBatch({ toCheck: 2, keyed: 12 })
const run = PrintRun.parse({
  ...{ id: id(510), wording: wording.id, version: wording.version, label: '4A', printedAt: Date.UTC(2026, 8, 1) },
  ...{ printedBy: id(201), forms: 28, returned: 12 },
})

beforeEach(() => {
  vault = installFakeVault({
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(1)],
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'consents.wordings': () => [wording],
    'consents.purposes': () => [],
    'entry.batches': () => [card],
    'entry.runs': () => [run],
    'pupils.list': () => [aPupil(1), aPupil(2), aPupil(3, { className: '10B' }), aPupil(4, { className: null })],
    'pupils.find': () => [{ ...corbo, homonym: false }],
  })
})

const open = async () => {
  const shown = await show(EntryScreen, {
    ...{ props: { school }, session: aSession({ school }), at: `/schools/${school}/entry` },
  })
  await flushPromises()
  return shown
}

describe('piles and printed forms', () => {
  test('are listed with what is keyed, what is to check, and what has come back', async () => {
    const { text } = await open()
    expect(text()).toContain('12 of 30')
    expect(text()).toContain('12 of 28')
    expect(text()).toContain('Person 1')
  })

  test('a pile is begun with its wording, its day and its count', async () => {
    vault.answer({ 'entry.start': () => aBatch(), 'entry.batch': () => aBatch() })
    const { press, fill, text, router } = await open()
    await press('Begin a batch')
    await press('Begin keying')
    expect(text()).toContain('Enter how many forms there are')
    await fill('How many forms are in the pile', '30')
    await press('Begin keying')
    expect(vault.inputsOf('entry.start')).toEqual([{ school, wording: wording.id, receivedOn: today(), expected: 30 }])
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('school-entry-batch'))
  })

  test('forms are printed for the classes chosen, only for whom nobody has answered when asked to', async () => {
    vault.answer({ 'entry.print': () => ({ saved: true, fileName: 'Consent forms.pdf', forms: 3 }) })
    const { press, field, text } = await open()
    await press('Print forms')
    await press('Print forms')
    const save = [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button[type="submit"]')][0]!
    save.click()
    await flushPromises()
    expect(text()).toContain('Choose at least one class')
    field('4A').click()
    field('No class').click()
    field('Only pupils nobody has answered for').click()
    await flushPromises()
    save.click()
    await flushPromises()
    expect(vault.inputsOf('entry.print')).toEqual([
      { school, wording: wording.id, classes: ['', '4A'], onlyMissing: true },
    ])
  })

  test('one form is printed again for the child chosen', async () => {
    vault.answer({ 'entry.reprint': () => ({ saved: true, fileName: 'Consent forms.pdf' }) })
    const { press } = await open()
    await press('Print one form again')
    document.getElementById('entry-reprint-pupil')?.focus()
    await type('th')
    await keys('Enter')
    await press('Print the form')
    expect(vault.inputsOf('entry.reprint')).toEqual([{ school, wording: wording.id, pupil: corbo.id }])
  })

  test('without an issued wording nothing can be begun, and it says why', async () => {
    vault.answer({ 'consents.wordings': () => [] })
    const { text } = await open()
    expect(text()).toContain('No wording has been issued')
    expect(text()).not.toContain('Begin a batch')
  })
})

describe('the second keying', () => {
  const sampled = [
    { sheet: id(951), position: 4, card: corbo, done: false },
    { sheet: id(952), position: 7, card: aldana, done: false },
  ]
  const openAgain = async () => {
    const shown = await show(RekeyScreen, {
      ...{ props: { school, batch: batchId }, session: aSession({ school }) },
      at: `/schools/${school}/entry/${batchId}/again`,
    })
    await flushPromises()
    await flushPromises()
    return shown
  }
  beforeEach(() => {
    let done: string[] = []
    vault.answer({
      'entry.sample': () => sampled.map((one) => ({ ...one, done: done.includes(one.sheet) })),
      'entry.rekey': ({ sheet, ticks }) => {
        done = [...done, sheet]
        return { differs: ticks[1] === 'N' ? [0, 2] : [], batch: card }
      },
      'entry.scan': () => aTarget(aldana),
    })
  })

  test('fetches and shows nothing of the first, and says which boxes differ', async () => {
    const { text } = await openAgain()
    expect(text()).toContain('Form 4: Corbo Thistlemead')
    expect(vault.asked.map(({ name }) => name)).not.toContain('entry.batch')
    expect(focused()).toContain('1 of 3. Use 1: Not given')
    await keys('y', 'n', 'y')
    expect(focused()).toContain('Date on the form')
    await type('10 9 2026')
    await keys('Enter')
    expect(vault.inputsOf('entry.rekey')).toEqual([
      { school, batch: batchId, sheet: id(951), ticks: ['Y', 'N', 'Y'], signedOn: '2026-09-10' },
    ])
    expect(text()).toContain('Form 4 differs: the date and 2 (Use 2).')
    expect(text()).toContain('Form 7: Aldana Birch')
    await keys('a', 'Enter')
    expect(spoken.polite).toBe('Form 7: the same. 2 of 2 forms keyed again.')
    expect(text()).toContain('All of these forms are keyed again.')
  })

  test('the form under the scanner is the next one', async () => {
    const { text } = await openAgain()
    await scan()
    expect(text()).toContain('Form 7: Aldana Birch')
    expect(focused()).toContain('1 of 3')
  })

  test('whoever keyed the forms is told so', async () => {
    vault.answer({
      'entry.sample': () => {
        throw new Fault('denied', 'Somebody else has to key them the second time.')
      },
    })
    const { text } = await openAgain()
    expect(text()).toContain('Somebody else has to key them the second time.')
  })
})
