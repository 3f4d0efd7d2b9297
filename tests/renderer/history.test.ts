import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, TenantId } from '@contract'
import HistoryScreen from '@renderer/features/history/HistoryScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { useToasts } from '@renderer/ui/toasts-store'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, anEntry, aPerson, aSession, id, trustId } from './support/samples'
import { show } from './support/show'

let vault: FakeVault
async function open(at = '/history', role: 'TRUST_SAFEGUARDING_LEAD' | 'DPO' = 'TRUST_SAFEGUARDING_LEAD') {
  const shown = await show(HistoryScreen, { session: aSession({}, role), at })
  await useSchools().load()
  await flushPromises()
  return shown
}

beforeEach(() => {
  vault = installFakeVault({
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(1)],
    'history.list': () => ({
      entries: [
        anEntry(1, { before: 'Allowed', after: 'Not allowed', reason: 'Agreed in June' }),
        anEntry(2, { batch: id(601) }),
        anEntry(3, { undone: true }),
        anEntry(4, { undoable: false }),
      ],
      more: true,
    }),
    'history.undo': () => ({ batch: id(700), words: 'Undone' }),
  })
})

describe('the history', () => {
  test('each change tells who, when, what, before, after and why', async () => {
    const { text } = await open()
    expect(text()).toContain('3 Sep 2026, 2:30pm')
    expect(text()).toContain('Trust safeguarding lead, device abcdef12')
    expect(text()).toMatch(/Before ?Allowed ?After ?Not allowed/)
    expect(text()).toContain('Agreed in June')
  })

  test('filters ask for what they say', async () => {
    const { fill } = await open()
    await fill('Changed by', id(201))
    await fill('About', 'schools.')
    await fill('History of', id(101))
    expect(vault.inputsOf('history.list').at(-1)).toMatchObject({ school: id(101), person: id(201), type: 'schools.' })
  })

  test('a link to one school’s history opens that school', async () => {
    await open(`/history?of=${id(101)}`)
    expect(vault.inputsOf('history.list')[0]).toMatchObject({ school: id(101) })
  })

  test('older changes are added after the newer ones', async () => {
    const { press } = await open()
    vault.answer({ 'history.list': () => ({ entries: [anEntry(9)], more: false }) })
    await press('Show older changes')
    expect(vault.inputsOf('history.list').at(-1)).toMatchObject({ before: id(504) })
    expect(document.querySelectorAll('tbody tr')).toHaveLength(5)
  })

  test('a batch is undone as one and can be done again', async () => {
    const { press } = await open()
    const undoButtons = [...document.querySelectorAll('button')].filter((one) => one.textContent.includes('Undo:'))
    expect(undoButtons).toHaveLength(1)
    await press('Undo: Changed thing 1')
    expect(vault.inputsOf('history.undo')).toEqual([{ school: trustId, batch: id(601) }])
    await useToasts().undo()
    expect(vault.inputsOf('history.undo').at(-1)).toEqual({ school: trustId, batch: id(700) })
  })

  test('an undo that something later stands against is refused in words', async () => {
    vault.answer({
      'history.undo': () => {
        throw new Fault('conflict', 'Something later changed the same thing. Undo that first.')
      },
    })
    const { press, text } = await open()
    await press('Undo: Changed thing 1')
    expect(text()).toContain('Something later changed the same thing.')
  })

  test('the check says up to when nothing was altered, or what does not fit', async () => {
    const sound = { sound: true, events: 812, upTo: Date.UTC(2026, 8, 3, 13, 30), head: 'ab'.repeat(32), problems: [] }
    vault.answer({ 'history.verify': () => sound })
    const { press, text } = await open()
    await press('Check that nothing was altered')
    expect(text()).toContain('812 changes checked, up to 3 Sep 2026, 2:30pm.')
    vault.answer({ 'history.verify': () => ({ ...sound, sound: false, problems: ['Change 7 was rewritten.'] }) })
    await press('Check that nothing was altered')
    expect(text()).toContain('Something does not fit.')
    expect(text()).toContain('Change 7 was rewritten.')
  })

  test('a change made elsewhere shows up at once', async () => {
    await open()
    const before = vault.inputsOf('history.list').length
    vault.tell('changed', { school: TenantId.parse(trustId), types: ['people.person'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('history.list').length).toBe(before + 1)
  })

  test('nobody listens any more when the screen is left', async () => {
    const { wrapper } = await open()
    expect(vault.listeners()).toBeGreaterThan(0)
    wrapper.unmount()
    expect(vault.listeners()).toBe(0)
  })

  test('somebody who may only read finds no undo', async () => {
    await open('/history', 'DPO')
    expect([...document.querySelectorAll('button')].some((one) => one.textContent.includes('Undo'))).toBe(false)
  })
})
