/** What a translation says for the lines that stand on every form: written beside the English, read by who approves. */
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Version } from '@contract'
import VersionScreen from '@renderer/features/agreements/VersionScreen.vue'
import { fixedLinesOf, fixedShown } from '@renderer/features/agreements/version-entry'
import { agreementsVault, anAgreement, aVersion, type AgreementsVault } from './agreements-samples'
import { school } from './consents-samples'
import { id } from './support/samples'

let vault: AgreementsVault
let draft: Version

beforeEach(() => {
  draft = aVersion(2, { fixedWords: { tag: '', lines: [{ line: 'DATE', words: 'Data' }] } })
  vault = agreementsVault({
    'agreements.list': () => [anAgreement(1, { variant: 'TRANSLATION', language: 'Polish' })],
    'agreements.versions': () => [draft],
    'agreements.saveDraft': ({ facts }) => (draft = aVersion(2, { ...draft, ...facts, hash: 'changed' })),
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const place = `/schools/${school}/agreements/texts/${id(9001)}/versions/${id(9102)}`
const open = () => vault.open(VersionScreen, { school, agreement: id(9001), version: id(9102) }, place)
async function pass() {
  await vi.advanceTimersByTimeAsync(900)
  await flushPromises()
}
const saved = () => vault.inputsOf('agreements.saveDraft').at(-1)?.facts.fixedWords

test('are written beside the English, and told how many still stand in English', async () => {
  vi.useFakeTimers()
  const shown = await open()
  expect(shown.field('Date').value).toBe('Data')
  expect(shown.text()).toMatch(/\d+ lines stand in English/)
  await shown.fill('Signature', ' Podpis ')
  await pass()
  expect(saved()).toEqual({
    tag: '',
    lines: [
      { line: 'SIGNATURE', words: 'Podpis' },
      { line: 'DATE', words: 'Data' },
    ],
  })
  await shown.fill('Date', ' ')
  await pass()
  expect(saved()?.lines).toEqual([{ line: 'SIGNATURE', words: 'Podpis' }])
})

test('a tag that is none is said, and the one saved before stays', async () => {
  vi.useFakeTimers()
  const shown = await open()
  await shown.fill('Language tag', 'pnb')
  await pass()
  expect(saved()?.tag).toBe('pnb')
  await shown.fill('Language tag', 'Polish!')
  await pass()
  expect(saved()?.tag).toBe('pnb')
  await shown.press('Send to review')
  expect(shown.text()).toContain('Enter a language tag like pl, ur or zh-Hant')
  expect(vault.inputsOf('agreements.sendToReview')).toEqual([])
})

test('whoever approves reads what will stand on the paper', async () => {
  draft = { ...draft, state: 'IN_REVIEW' }
  const shown = await open()
  expect(shown.text()).toContain('Date: Data')
  expect(shown.text()).toContain('Signature: [Signature]')
})

test('a text in English has none', async () => {
  vault.answer({ 'agreements.list': () => [anAgreement(1)] })
  const shown = await open()
  expect(shown.text()).not.toContain('Words on the paper')
})

test.each([
  [{ signers: 'ADULT', audiences: ['VISITOR'], childFrom: null }, ['ADULT', 'NAME', 'SIGNATURE', 'DATE']],
  [
    { signers: 'CHILD', audiences: ['KS2'], childFrom: null },
    ['CHILD', 'NAME', 'CLASS', 'SIGNATURE', 'DATE', 'READ_WITH_ME'],
  ],
  [
    { signers: 'PARENT', audiences: ['PARENT'], childFrom: null },
    ['PARENT', 'CHILD_NAME', 'OWN_NAME', 'CLASS', 'SIGNATURE', 'DATE'],
  ],
] as const)('%o has these lines on its paper', (of, lines) => {
  const asked = fixedLinesOf({ ...of, audiences: [...of.audiences] })
  expect(asked.slice(6)).toEqual(lines)
})

test('a line without words stands in brackets', () => {
  expect([fixedShown('DATE', ' '), fixedShown('DATE', ' Data ')]).toEqual(['[Date]', 'Data'])
})
