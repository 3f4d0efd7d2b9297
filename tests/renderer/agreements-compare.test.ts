import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '@contract'
import CompareScreen from '@renderer/features/agreements/CompareScreen.vue'
import { spoken } from '@renderer/ui/live'
import { aDifference, agreementsVault, aVersion, inForce, tenant, type AgreementsVault } from './agreements-samples'
import { school } from './consents-samples'
import { id } from './support/samples'

let vault: AgreementsVault
const draft = aVersion(2)
const old = aVersion(3, { label: '2024/25', state: 'ISSUED', effectiveFrom: '2024-09-01', issuedOn: '2024-07-01' })
const clauses = [
  aDifference(1, 'SAME', [{ mark: '=', text: 'The same words.' }]),
  aDifference(2, 'CHANGED', [
    { mark: '=', text: 'Ask ' },
    { mark: '-', text: 'somebody' },
    { mark: '+', text: 'your teacher' },
    { mark: '=', text: ' first.' },
  ]),
  aDifference(3, 'REMOVED', [{ mark: '-', text: 'Words taken out.' }]),
  aDifference(4, 'RENUMBERED', [{ mark: '=', text: 'Another number.' }]),
  aDifference(5, 'MOVED', [{ mark: '=', text: 'Another place.' }]),
  aDifference(6, 'ADDED', [{ mark: '+', text: 'Words put in.' }]),
]

beforeEach(() => {
  vault = agreementsVault({
    'agreements.versions': () => [draft, inForce, old],
    'agreements.compare': ({ before, after }) => ({
      before: [draft, inForce, old].find((one) => one.id === before) ?? old,
      after: [draft, inForce, old].find((one) => one.id === after) ?? draft,
      clauses,
    }),
  })
})

const open = (query = '') =>
  vault.open(
    CompareScreen,
    { school, agreement: id(9001) },
    `/schools/${school}/agreements/texts/${id(9001)}/compare${query}`,
  )
const articles = () => [...document.querySelectorAll<HTMLElement>('article')]
const badges = () => articles().map((one) => one.querySelector('.badge')?.textContent.trim() ?? '')
const region = () => document.querySelector<HTMLElement>('[role="group"][tabindex="0"]')
async function key(name: string) {
  region()?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await flushPromises()
}
const here = () => document.activeElement?.querySelector('h3')?.textContent

describe('two versions', () => {
  test('are the newest and the one before it, unless the address names others', async () => {
    const shown = await open()
    expect(vault.inputsOf('agreements.compare')).toEqual([{ school, before: inForce.id, after: draft.id }])
    await shown.fill('Earlier version', old.id)
    expect(vault.inputsOf('agreements.compare').at(-1)).toEqual({ school, before: old.id, after: draft.id })
    expect(shown.router.currentRoute.value.query).toEqual({ before: old.id, after: draft.id })
    document.body.replaceChildren()
    await open(`?before=${old.id}&after=${inForce.id}`)
    expect(vault.inputsOf('agreements.compare').at(-1)).toEqual({ school, before: old.id, after: inForce.id })
  })

  test('that are the same are not compared, and one alone cannot be', async () => {
    const shown = await open(`?before=${old.id}&after=${old.id}`)
    expect(shown.text()).toContain('Choose two different versions.')
    vault.answer({ 'agreements.versions': () => [inForce] })
    document.body.replaceChildren()
    const alone = await open()
    expect(alone.text()).toContain('A second one is needed to compare.')
    expect(vault.inputsOf('agreements.compare')).toEqual([])
  })

  test('a refusal is told', async () => {
    vault.answer({
      'agreements.compare': () => {
        throw new Fault('not-found', 'There is no such version here.')
      },
    })
    const shown = await open()
    expect(shown.text()).toContain('There is no such version here.')
  })

  test('are compared again when the draft among them changes', async () => {
    await open()
    vault.answer({ 'agreements.versions': () => [{ ...draft, hash: 'other' }, inForce, old] })
    vault.tell('changed', { school: tenant, types: ['agreements.draft'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('agreements.compare')).toHaveLength(2)
  })
})

describe('what is shown', () => {
  test('each clause with the word of what became of it', async () => {
    const shown = await open()
    expect(badges()).toEqual(['', 'Changed', 'Removed', 'Renumbered only', 'Moved', 'Added'])
    expect(shown.text()).toContain('4 changes')
    expect(shown.text()).toContain('1 changed, 1 removed, 1 moved, 1 added')
    expect(shown.text()).toContain('1 clause renumbered only')
  })

  test('side by side each text stands on its own side with its marks', async () => {
    await open()
    const [before, after] = [...(articles()[1]?.querySelectorAll('.sides > div') ?? [])]
    expect(before?.querySelector('del')?.textContent).toContain('somebody')
    expect(before?.querySelector('ins')).toBeNull()
    expect(after?.querySelector('ins')?.textContent).toContain('your teacher')
    expect(after?.querySelector('del')).toBeNull()
    expect(articles()[2]?.textContent).toContain('Not in this version')
    expect(articles()[5]?.textContent).toContain('Not in this version')
  })

  test('marks are seen as signs and heard as words', async () => {
    const shown = await open()
    await shown.press('One column')
    const changed = articles()[1]
    expect(changed?.querySelector('ins [aria-hidden]')?.textContent).toBe('+')
    expect(changed?.querySelector('del [aria-hidden]')?.textContent).toBe('-')
    for (const sign of changed?.querySelectorAll('[aria-hidden]') ?? []) sign.remove()
    expect(changed?.querySelector('.marked')?.textContent.replace(/\s+/g, ' ').trim()).toBe(
      'Ask removed: somebody end of change inserted: your teacher end of change first.',
    )
  })

  test('changes only leaves out what is the same and says how much that is', async () => {
    const shown = await open()
    await key('3')
    expect(shown.button('Changes only').getAttribute('aria-pressed')).toBe('true')
    expect(badges()).toEqual(['Changed', 'Removed', 'Moved', 'Added'])
    expect(document.querySelectorAll('.between')).toHaveLength(2)
    expect(shown.text()).not.toContain('Another number.')
  })
})

describe('the way through', () => {
  test('J and K go from change to change, past what is only renumbered, and say where one is', async () => {
    await open()
    await key('j')
    expect(here()).toBe('2. Heading 2')
    expect(spoken.polite).toContain('Change 1 of 4: Changed')
    await key('j')
    await key('j')
    expect(here()).toBe('5. Heading 5')
    await key('j')
    await key('j')
    expect(here()).toBe('6. Heading 6')
    expect(spoken.polite).toContain('There is no other change')
    await key('k')
    expect(here()).toBe('5. Heading 5')
  })

  test('the buttons do the same, and the list of changes leads to each', async () => {
    const shown = await open()
    await shown.press('Next change')
    expect(here()).toBe('2. Heading 2')
    const link = [...document.querySelectorAll<HTMLElement>('ol a')].find((one) => one.textContent.includes('Added'))
    link?.click()
    await flushPromises()
    expect(here()).toBe('6. Heading 6')
    await shown.press('Previous change')
    expect(here()).toBe('5. Heading 5')
  })
})
