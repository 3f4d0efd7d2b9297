import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault, TenantId } from '@contract'
import { spoken } from '@renderer/ui/live'
import {
  aBatch,
  aSheet,
  aTarget,
  corbo,
  entryVault,
  focused,
  key,
  keys,
  NUMBER,
  openBatch,
  scan,
  SCANNER,
  school,
  type,
  type Desk,
} from './entry-screen'
import type { FakeVault } from './support/fake-vault'
import type { Shown } from './support/show'

const ALDANA = '2'.repeat(14)
let vault: FakeVault
let desk: Desk
let shown: Shown

/** Aldana's form is in hand, half keyed: a note, a date, two answers. */
beforeEach(async () => {
  // Time passes only when a test says so.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  desk = { batch: aBatch(), target: (card) => aTarget(card), problems: [] }
  vault = entryVault(desk)
  shown = await openBatch()
  await scan(ALDANA)
  await keys('y', 'n', 'F9')
  await type('torn at 1')
  document.getElementById('entry-date')?.focus()
  await type('10 9')
})

afterEach(() => vi.useRealTimers())

const HALF_KEYED = {
  ...{ ticks: ['Y', 'N', 'U'], signedBy: null, signedOn: '2026-09-10', note: 'torn at 1', number: ALDANA },
}
/** What stands on the screen of the form in hand. */
const heading = () => document.querySelector('.child')?.textContent ?? null

/** Brings the focus somewhere. */
const places: readonly (readonly [string, () => unknown])[] = [
  ['the note', () => document.getElementById('entry-note')?.focus()],
  ['the date', () => document.getElementById('entry-date')?.focus()],
  ['the answers', () => document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus()],
  ['the last answer', () => document.querySelectorAll<HTMLElement>('[role="gridcell"]')[8]?.focus()],
  ['who signed', () => document.getElementById('entry-signer')?.focus()],
  ['the query box', () => document.getElementById('entry-query')?.focus()],
  ['a button', () => shown.button('Save and next').focus()],
  ['nothing at all', () => (document.activeElement as HTMLElement | null)?.blur()],
]

describe.each([
  ['as fast as scanners are', SCANNER],
  ['as slow as a radio scanner', 90],
])('a scan, %s', (_speed, gap) => {
  test.each(places)(
    'types nothing with the focus on %s: the form is kept as it was, and the next one opens',
    async (_place, focus) => {
      focus()
      await scan(NUMBER, gap)
      expect(heading()).toBe('Corbo Thistlemead')
      expect(vault.inputsOf('entry.scan').at(-1)).toMatchObject({ number: `TW${NUMBER}` })
      expect(vault.inputsOf('entry.keep').at(-1)).toMatchObject({ facts: HALF_KEYED })
      expect(vault.inputsOf('entry.save')).toEqual([])
      expect(document.querySelectorAll('[role="gridcell"][aria-selected="true"]')).toHaveLength(0)
      expect(focused()).toContain('1 of 3. Use 1: Not given')
      expect(shown.text()).toContain('Begun and not saved')
    },
  )
})

test('a form put down by a scan comes back with all of it when it is scanned again', async () => {
  await scan()
  await keys('a', '1', 'Enter')
  await type('10 9 2026')
  await keys('Enter')
  expect(vault.inputsOf('entry.save')).toMatchObject([{ facts: { number: NUMBER } }])
  await scan(ALDANA)
  expect(heading()).toBe('Aldana Birch')
  await keys('Enter')
  expect(focused()).toContain('3 of 3. Use 3: Not given')
  await keys('y', '1', 'Enter')
  expect(vault.inputsOf('entry.save')[1]?.facts).toMatchObject({ ...HALF_KEYED, ticks: ['Y', 'N', 'Y'], signedBy: {} })
})

test('while the form cannot be kept, a scan opens no other', async () => {
  vault.answer({
    'entry.keep': () => {
      throw new Fault('no-space', 'The disk is full.')
    },
  })
  await scan()
  expect(heading()).toBe('Aldana Birch')
  expect(spoken.assertive).toBe('The disk is full.')
})

test('a form of another school stops, and the form in hand stays with every key of it', async () => {
  document.getElementById('entry-note')?.focus()
  await scan('33333333333333')
  expect(spoken.assertive).toBe('Not a form of this school.')
  expect(heading()).toBe('Aldana Birch')
  expect(shown.text()).toContain('Not a form of this school.')
  expect(shown.field('Note').value).toBe('torn at 1')
  expect(focused()).toBe('Note')
})

test.each([
  ['the answers', () => document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus()],
  ['who signed', () => document.getElementById('entry-signer')?.focus()],
])('a code of something else over %s answers nothing', async (_place, focus) => {
  focus()
  for (const [at, name] of [...'1210021', 'Enter'].entries()) key(name, at === 0 ? 140 : SCANNER)
  await flushPromises()
  await flushPromises()
  expect(spoken.assertive).toContain('That is no form number')
  const chosen = [...document.querySelectorAll('[role="gridcell"][aria-selected="true"]')].map((cell) =>
    cell.textContent.trim(),
  )
  expect(chosen).toEqual(['Yes', 'No'])
  expect(document.querySelectorAll('[role="option"][aria-selected="true"]')).toHaveLength(0)
})

test('the same code twice over opens the form once and loses no key', async () => {
  await scan(ALDANA)
  expect(heading()).toBe('Aldana Birch')
  expect(vault.inputsOf('entry.scan')).toHaveLength(2)
  expect(spoken.polite).toBe('This form is open already.')
  expect(shown.field('Note').value).toBe('torn at 1')
})

test('a scan over an open dialog types nothing and opens nothing', async () => {
  desk.batch = aBatch({ sheets: [aSheet(corbo, 1, { state: 'TO_CHECK', problems: ['QUERY'] })] })
  vault.tell('changed', { school: TenantId.parse(school), types: ['entry.sheet'], ids: [] })
  await flushPromises()
  await shown.press('Let form 1 count')
  shown.field('What you found out').focus()
  await type('See')
  await scan()
  expect(shown.field('What you found out').value).toBe('See')
  expect(document.querySelector('[role="dialog"]')).not.toBeNull()
  expect(vault.inputsOf('entry.scan')).toHaveLength(1)
  expect(spoken.assertive).toContain('Close this first')
})

test('a scan in the search is no name', async () => {
  await keys('Escape')
  document.getElementById('entry-find')?.focus()
  await scan()
  expect(heading()).toBe('Corbo Thistlemead')
  expect(vault.inputsOf('pupils.find').every(({ query }) => query.length < 8)).toBe(true)
})
