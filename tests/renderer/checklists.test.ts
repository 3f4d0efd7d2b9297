import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { TenantId, type Checklist } from '@contract'
import ChecklistsScreen from '@renderer/features/checklists/ChecklistsScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { today } from '@renderer/ui/dates'
import { useToasts } from '@renderer/ui/toasts-store'
import { aChecklist, aPupil, aPurpose, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

let vault: FakeVault
let lists: Checklist[]
const website = aPurpose(1, { label: 'Website' })

beforeEach(() => {
  lists = [aChecklist(1, { event: 'Open day' }), aChecklist(2, { event: 'Concert', changed: 3 })]
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' })],
    'checklists.list': () => lists,
    'consents.purposes': () => [website, aPurpose(2, { label: 'Press' })],
    'pupils.list': () => [aPupil(1), aPupil(2, { className: '7B' }), aPupil(3, { className: '7B' })],
  })
})

async function open(): Promise<Shown> {
  const shown = await show(ChecklistsScreen, {
    props: { school },
    session: aSession({ school }, 'OFFICE_STAFF'),
    at: `/schools/${school}/photo-lists`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}
const row = (event: string) =>
  [...document.querySelectorAll('tbody tr')].find((one) => one.textContent.includes(event))?.textContent ?? ''

describe('lists taken to events', () => {
  test('the newest first, with what became of each', async () => {
    await open()
    const events = [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent)
    expect(events[0]).toContain('Concert')
    expect(row('Open day')).toContain('Still true')
    expect(row('Open day')).toContain('3 of 28 pupils')
    expect(row('Open day')).toContain('Ashley Field')
    expect(row('Concert')).toContain('3 answers changed')
  })

  test('one that is no longer true says how many copies to collect', async () => {
    lists = [aChecklist(1, { event: 'Concert', changed: 3, copies: 2, returned: 1 })]
    const { text } = await open()
    expect(text()).toContain('Concert: 3 answers changed since this list was printed: collect 1 copy.')
  })

  test('one whose copies are back says no more', async () => {
    lists = [aChecklist(1, { event: 'Concert', changed: 3, copies: 2, returned: 2, out: false })]
    const { text } = await open()
    expect(text()).not.toContain('collect')
    expect(row('Concert')).toContain('All back')
  })

  test('a change of answers is looked at when it pauses', async () => {
    vi.useFakeTimers()
    try {
      const { text } = await open()
      lists = [aChecklist(1, { event: 'Open day', changed: 1 })]
      for (let n = 0; n < 4; n += 1)
        vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
      await vi.runAllTimersAsync()
      await flushPromises()
      expect(vault.inputsOf('checklists.list')).toHaveLength(2)
      expect(text()).toContain('Open day: 1 answer changed')
    } finally {
      vi.useRealTimers()
    }
  })

  test('copies are ticked returned, never more than are out', async () => {
    vault.answer({ 'checklists.returned': ({ copies }) => aChecklist(1, { event: 'Open day', returned: copies }) })
    const shown = await open()
    await shown.press('Tick returned: Open day')
    expect(shown.field('How many have come back now?').value).toBe('2')
    await shown.fill('How many have come back now?', '3')
    await shown.press('Tick them returned')
    expect(vault.inputsOf('checklists.returned')).toEqual([])
    await shown.fill('How many have come back now?', '1')
    await shown.press('Tick them returned')
    expect(vault.inputsOf('checklists.returned')).toEqual([{ school, checklist: id(5001), copies: 1 }])
    expect(row('Open day')).toContain('1 of 2')
  })
})

describe('making one', () => {
  const fillAll = async (shown: Shown) => {
    await shown.fill('Event', 'Winter concert')
    await shown.fill('Photographer', 'Studio Larch')
    await shown.fill('Return for shredding to', 'School office')
    await shown.fill('Copies', '3')
    shown.field('Website').click()
    shown.field('7B, 2 pupils').click()
    await flushPromises()
  }

  test('names event, date, uses, classes, photographer, copies and where they go back to', async () => {
    vault.answer({
      'checklists.make': () => ({
        saved: true,
        fileName: 'list.pdf',
        checklist: aChecklist(3, { event: 'Winter concert' }),
      }),
    })
    const shown = await open()
    await shown.press('Make a list')
    await fillAll(shown)
    await shown.press('Make the list')
    expect(vault.inputsOf('checklists.make')).toEqual([
      {
        school,
        event: 'Winter concert',
        on: today(),
        classes: ['7B'],
        purposes: [website.id],
        named: false,
        photographer: 'Studio Larch',
        copies: 3,
        returnTo: 'School office',
      },
    ])
    expect(useToasts().toasts.at(-1)?.words).toBe('Saved as list.pdf')
    expect(row('Winter concert')).not.toBe('')
  })

  test('no use chosen makes no list', async () => {
    const shown = await open()
    await shown.press('Make a list')
    await shown.press('Make the list')
    expect(vault.inputsOf('checklists.make')).toEqual([])
    for (const words of ['Enter the event', 'Choose at least one use', 'Enter who takes the pictures'])
      expect(shown.text()).toContain(words)
  })

  test('saving nowhere makes none, and says so', async () => {
    vault.answer({ 'checklists.make': () => ({ saved: false, fileName: null, checklist: null }) })
    const shown = await open()
    await shown.press('Make a list')
    await fillAll(shown)
    await shown.press('Make the list')
    expect(useToasts().toasts.at(-1)?.words).toBe('Nothing was saved, so no list was made')
    expect(document.querySelectorAll('tbody tr')).toHaveLength(2)
  })
})

test('without lists it says what they are for', async () => {
  lists = []
  const { text } = await open()
  expect(text()).toContain('No lists yet')
})
