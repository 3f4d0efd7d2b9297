import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault, type Role, type Version } from '@contract'
import VersionScreen from '@renderer/features/agreements/VersionScreen.vue'
import { useToasts } from '@renderer/ui/toasts-store'
import { aClause, agreementsVault, anAgreement, aVersion, inForce, type AgreementsVault } from './agreements-samples'
import { school } from './consents-samples'
import { id, trustId } from './support/samples'

let vault: AgreementsVault
let draft: Version

beforeEach(() => {
  draft = aVersion(2)
  vault = agreementsVault({
    'agreements.versions': () => [draft, inForce],
    'agreements.saveDraft': ({ facts }) => (draft = aVersion(2, { ...draft, ...facts, hash: 'changed' })),
    'agreements.sendToReview': () => (draft = { ...draft, state: 'IN_REVIEW' }),
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const place = `/schools/${school}/agreements/texts/${id(9001)}/versions/${id(9102)}`
const open = (role?: Role) => vault.open(VersionScreen, { school, agreement: id(9001), version: id(9102) }, place, role)
const saves = () => vault.inputsOf('agreements.saveDraft')
async function pass() {
  await vi.advanceTimersByTimeAsync(900)
  await flushPromises()
}
const headings = () => [...document.querySelectorAll('h3[id^="clause-"]')].map((one) => one.textContent)
const type = async (elementId: string, value: string) => {
  const control = document.getElementById(elementId)
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) throw new Error(elementId)
  control.value = value
  control.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const textOf = (n: number) => `clause-${id(9500 + n)}-text`

describe('writing a draft', () => {
  test('it is saved within a second of the last key, once for what was typed together', async () => {
    vi.useFakeTimers()
    const shown = await open()
    await pass()
    expect(saves()).toEqual([])
    await type(textOf(1), 'Ask before you film.')
    await shown.fill('Label of the version', '2026/27 new')
    await pass()
    expect(saves()).toHaveLength(1)
    expect(saves()[0]).toMatchObject({
      version: id(9102),
      facts: { agreement: id(9001), label: '2026/27 new', clauses: [{ text: 'Ask before you film.' }, {}, {}] },
    })
    expect(shown.text()).toContain('Saved')
  })

  test('what was typed last is saved on leaving the screen', async () => {
    const shown = await open()
    await type(textOf(2), 'The last words.')
    shown.wrapper.unmount()
    await flushPromises()
    expect(saves().at(-1)?.facts.clauses[1]?.text).toBe('The last words.')
  })

  test('a box that may not be empty keeps nothing else from being saved', async () => {
    vi.useFakeTimers()
    const shown = await open()
    await shown.fill('Label of the version', ' ')
    await shown.fill('In force from', '31 2 2027')
    await type(textOf(1), '')
    await type(textOf(3), 'Other words.')
    await pass()
    expect(saves().at(-1)?.facts).toMatchObject({
      label: '2026/27, 2',
      effectiveFrom: '2026-09-01',
      clauses: [{ text: '[insert the text]' }, {}, { text: 'Other words.' }],
    })
    expect(shown.text()).toContain('Enter the label, like 2026/27')
    expect(shown.text()).toContain('There is no 31 February 2027')
    expect(shown.text()).toContain('Saved, but for what is marked below')
  })

  test('a save that is refused is told in the vault’s words and tried again with the next key', async () => {
    vi.useFakeTimers()
    const shown = await open()
    vault.answer({
      'agreements.saveDraft': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    await type(textOf(1), 'One')
    await pass()
    expect(shown.text()).toContain('Not saved: Another program holds the file.')
    await shown.press('Send to review')
    expect(vault.inputsOf('agreements.sendToReview')).toEqual([])
    vault.answer({ 'agreements.saveDraft': ({ facts }) => aVersion(2, { ...facts }) })
    await type(textOf(1), 'Two')
    await pass()
    expect(saves().at(-1)?.facts.clauses[0]?.text).toBe('Two')
    expect(document.querySelector('.tone-act')).toBeNull()
  })

  test('clauses are moved, taken out, put back and added; the outline follows', async () => {
    vi.useFakeTimers()
    const shown = await open()
    await shown.press('Move up: 3. Heading 3')
    expect(headings()).toEqual(['1. Heading 1', '2. Heading 3', '3. Heading 2'])
    expect(document.activeElement?.textContent).toContain('Move up: 2. Heading 3')
    await shown.press('Take out: 1. Heading 1')
    expect(headings()).toEqual(['1. Heading 3', '2. Heading 2'])
    expect(document.activeElement?.textContent).toBe('1. Heading 3')
    await useToasts().undo()
    await flushPromises()
    expect(headings()).toEqual(['1. Heading 1', '2. Heading 3', '3. Heading 2'])
    await shown.press('Add a clause after clause 1')
    const fresh = document.activeElement
    expect(fresh?.id).toMatch(/^clause-[0-9a-f]{32}-heading$/)
    const outline = [...document.querySelectorAll('nav[aria-label="Clauses"] a')].map((one) => one.textContent.trim())
    expect(outline).toEqual(['1. Heading 1', 'Clause 2', '3. Heading 3', '4. Heading 2'])
    await pass()
    // An empty new clause is not saved, and nothing waits for it.
    expect(
      saves()
        .at(-1)
        ?.facts.clauses.map(({ id: one }) => one),
    ).toEqual([id(9501), id(9503), id(9502)])
    await type(fresh?.id ?? '', 'Chatbots')
    await pass()
    expect(saves().at(-1)?.facts.clauses[1]).toMatchObject({ heading: 'Chatbots', local: false, symbol: null })
  })

  test('the last clause stays', async () => {
    draft = aVersion(2, { clauses: [aClause(1)] })
    const shown = await open()
    expect(shown.button('Take out: 1. Heading 1').disabled).toBe(true)
  })

  test('a clause taken out is put back only while the draft is open', async () => {
    const shown = await open()
    await shown.press('Take out: 1. Heading 1')
    const toasts = useToasts()
    shown.wrapper.unmount()
    await toasts.undo()
    expect(toasts.toasts.at(-1)?.words).toContain('The draft is closed.')
  })
})

describe('the trust’s words in a school’s text', () => {
  beforeEach(() => {
    vault.answer({ 'agreements.list': () => [anAgreement(1, { template: id(9020) })] })
    draft = aVersion(2, {
      clauses: [aClause(1), aClause(2, { local: true, text: 'Ask Jo Larch.' })],
      templateVersion: id(9300),
    })
  })

  test('are read, not written, with a plain note; the school’s own part is written and marked', async () => {
    const shown = await open()
    expect(shown.text()).toContain('The trust’s words. They are changed in the template only')
    expect(document.getElementById(textOf(1))).toBeNull()
    expect(document.getElementById(textOf(2))).not.toBeNull()
    expect(shown.text()).not.toContain('Take out: 1. Heading 1')
    expect(shown.button('Take out: 2. Heading 2').disabled).toBe(false)
    expect(shown.text()).toContain('The school’s own part')
  })

  test('a clause the school adds is marked as its own', async () => {
    vi.useFakeTimers()
    const shown = await open()
    await shown.press('Add a clause after clause 2')
    await type(document.activeElement?.id ?? '', 'At our school')
    await pass()
    expect(saves().at(-1)?.facts).toMatchObject({
      templateVersion: id(9300),
      clauses: [{ local: false }, { local: true }, { heading: 'At our school', local: true }],
    })
  })
})

test('in a template of the trust a clause may be left to the schools', async () => {
  vi.useFakeTimers()
  vault.answer({ 'agreements.list': () => [anAgreement(1)] })
  await vault.open(
    VersionScreen,
    { school: trustId, agreement: id(9001), version: id(9102) },
    `/agreements/templates/${trustId}/${id(9001)}/versions/${id(9102)}`,
  )
  document.getElementById(`clause-${id(9503)}-local`)?.click()
  await pass()
  expect(saves()[0]?.facts.clauses.map(({ local }) => local)).toEqual([false, false, true])
})

test('in a text with symbols each clause has its picture', async () => {
  vi.useFakeTimers()
  vault.answer({ 'agreements.list': () => [anAgreement(1, { variant: 'SYMBOLS' })] })
  draft = aVersion(2, { clauses: [aClause(1, { symbol: 'rocket' })] })
  const shown = await open()
  expect(shown.field('Picture').value).toBe('rocket')
  await shown.fill('Picture', 'ask')
  await pass()
  expect(saves()[0]?.facts.clauses[0]?.symbol).toBe('ask')
})

describe('what a change asks', () => {
  beforeEach(() => {
    vault.answer({ 'agreements.list': () => [anAgreement(1, { audiences: ['KS2', 'PARENT'] })] })
  })

  test('is chosen for each audience, in plain words, against the version it follows', async () => {
    vi.useFakeTimers()
    const shown = await open()
    expect(shown.text()).toContain('Against version 2025/26, in force from 1 September 2025')
    expect(shown.text()).toContain('Wording only Nobody signs again.')
    document.querySelector<HTMLElement>('#version-change-KS2 input[value="RESIGN"]')?.click()
    await flushPromises()
    document.querySelector<HTMLElement>('#version-change-PARENT input[value="INFORM"]')?.click()
    await flushPromises()
    await shown.fill('What changed, in a few plain words', 'A part about chatbots is new.')
    await pass()
    expect(saves().at(-1)?.facts).toMatchObject({
      summary: 'A part about chatbots is new.',
      changes: [
        { audience: 'KS2', change: 'RESIGN' },
        { audience: 'PARENT', change: 'INFORM' },
      ],
    })
  })

  test('of a first version nothing is asked', async () => {
    vault.answer({ 'agreements.versions': () => [draft] })
    const shown = await open()
    expect(shown.text()).toContain('This is the first version: everybody it is for signs it.')
    expect(document.querySelector('#version-change-KS2')).toBeNull()
  })
})

describe('sending to review', () => {
  test('what is missing is listed and keeps it here', async () => {
    draft = aVersion(2, { problems: ['Say what the change asks of key stage 2.'] })
    const shown = await open()
    expect(shown.text()).toContain('Say what the change asks of key stage 2.')
    await shown.press('Send to review')
    expect(vault.inputsOf('agreements.sendToReview')).toEqual([])
    expect(document.activeElement?.id).toBe('version-errors')
    expect(shown.text()).toContain('Settle what is listed before it can go to review')
  })

  test('what was typed a moment ago is saved first; then the text stands to read, for somebody else to review', async () => {
    draft = aVersion(2, { author: id(2) })
    const shown = await open('DSL')
    await type(textOf(1), 'The last words.')
    await shown.press('Send to review')
    expect(vault.asked.map(({ name }) => name).filter((name) => /saveDraft|sendTo/.test(name))).toEqual([
      'agreements.saveDraft',
      'agreements.sendToReview',
    ])
    expect(document.querySelector('textarea')).toBeNull()
    expect(shown.text()).toContain('The last words.')
    expect(shown.text()).toContain('You wrote this text, so a second person reviews it.')
  })

  test('a text in review is changed only after it is said what that does', async () => {
    draft = aVersion(2, { state: 'APPROVED', approvedBy: id(208), approvedOn: '2026-07-01' })
    const shown = await open()
    expect(document.querySelector('textarea')).toBeNull()
    expect(shown.text()).toContain('by Jo Larch on 1 July 2026')
    await shown.press('Change the text')
    expect(shown.text()).toContain('Once you change it, the approval falls away')
    expect(document.querySelector('textarea')).not.toBeNull()
    await shown.press('Leave it as it is')
    expect(document.querySelector('textarea')).toBeNull()
  })

  test('words taken back while it is written leave the text open, whatever its state has become', async () => {
    vi.useFakeTimers()
    const approved = aVersion(2, { state: 'APPROVED', approvedBy: id(208), approvedOn: '2026-07-01' })
    draft = approved
    vault.answer({
      'agreements.saveDraft': ({ facts }) => {
        const asApproved = facts.clauses[0]?.text === approved.clauses[0]?.text
        return (draft = asApproved ? approved : aVersion(2, { ...facts, hash: 'other' }))
      },
    })
    const shown = await open()
    await shown.press('Change the text')
    await type(textOf(1), 'Other words.')
    await pass()
    expect(shown.text()).not.toContain('Once you change it')
    await type(textOf(1), 'Words of clause 1.')
    await pass()
    expect(document.getElementById(textOf(1))).not.toBeNull()
    expect(shown.text()).toContain('Once you change it, the approval falls away')
  })

  test('a draft is put aside with a reason', async () => {
    vault.answer({ 'agreements.discardDraft': () => [inForce] })
    const shown = await open()
    await shown.press('Put this draft aside')
    await shown.fill('Why', 'Not wanted any more')
    await shown.press('Put the draft aside')
    await flushPromises()
    expect(vault.inputsOf('agreements.discardDraft')[0]).toMatchObject({
      version: id(9102),
      reason: 'Not wanted any more',
    })
    expect(shown.router.currentRoute.value.name).toBe('school-agreement')
  })
})
