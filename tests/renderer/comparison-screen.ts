/** The Compare screens in a page of their own, over a vault that answers from a table. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach } from 'vitest'
import { h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Comparison, Role } from '@contract'
import CompareScreen from '@renderer/features/comparison/CompareScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { useSession } from '@renderer/features/session/session-store'
import { PANE } from '@renderer/ui/pane'
import { clearingPlugin, clearStores } from '@renderer/ui/store-clearing'
import { aComparison, aDeparture, anAnswer, aSchool, schoolId } from './comparison-samples'
import { installFakeVault, type Answers, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'

export const schools = [aSchool(1), aSchool(2), aSchool(3)]

/** Rows 1 and 4 differ, in schools 2 and 3. */
export const standard = (): Comparison =>
  aComparison(schools, 6, (row, school) => {
    if (row === 1 && school === 1) return aDeparture('looser')
    if (row === 4 && school === 2) return aDeparture('stricter')
    return anAnswer()
  })

export const aStatement = (n: number) => ({
  school: schoolId(n),
  schoolName: `School ${n}`,
  edition: id(5000 + n),
  matrix: 'Permission grid',
  status: n === 1 ? ('IN_FORCE' as const) : ('DRAFT' as const),
  rowLabel: `Mobiles in the classroom ${n}`,
  columnLabel: 'Pupils',
  asWritten: `No phones ${n}`,
  footnote: n === 1 ? 'Unless the teacher asks' : null,
  exception: n === 2 ? 'not the sixth form' : null,
  answers: anAnswer().answers,
  state: 'answered' as const,
  source: { document: `Policy ${n}`, clause: '8.3', place: 'Row 4' },
})

let wrapper: VueWrapper | null = null

/** Puts a screen in the page: three schools, a person with a role in the whole trust, answers as given. */
export async function show(
  screen: Component,
  answers: Answers = {},
  role: Role = 'TRUST_SAFEGUARDING_LEAD',
): Promise<FakeVault> {
  const vault = installFakeVault({
    'comparison.compare': () => standard(),
    'comparison.actions': () => [],
    'comparison.notes': () => [],
    'comparison.sources': () => [1, 2].map(aStatement),
    'comparison.setReviewed': ({ reviewed }) => ({ reviewed }),
    'people.list': () => [aPerson(1), aPerson(2)],
    ...answers,
  })
  const history = createMemoryHistory()
  history.replace('/compare')
  const routes = ['compare', 'compare-actions'].map((name) => ({
    path: `/${name}`,
    name,
    component: { render: () => null },
  }))
  const fill = () => {
    useSession().now = aSession({}, role)
    useSchools().cards = [1, 2, 3].map((n) => aCard(n))
    return () => h(screen)
  }
  wrapper = mount(
    { setup: fill },
    {
      global: { plugins: [createPinia().use(clearingPlugin), createRouter({ history, routes })] },
      attachTo: document.body,
    },
  )
  await flushPromises()
  return vault
}

export const open = (answers?: Answers, role?: Role): Promise<FakeVault> => show(CompareScreen, answers, role)

/** Takes the screen away, as leaving it would. */
export function leave(): void {
  wrapper?.unmount()
  wrapper = null
}

export const cell = (row: number, column: number): HTMLElement | null =>
  document.querySelector(`#compare [data-place="${row}:${column}"]`)

/** What a cell says to somebody who hears it: its whole text in one line. */
export const heard = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

/** The place of the cell with the focus, `row:column`; undefined outside the table. */
export const focused = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset['place'] : undefined

export const rowsShown = (): number => document.querySelectorAll('#compare tbody th[scope="row"]').length

export const pane = (): HTMLElement | null => document.getElementById(PANE)

export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await flushPromises()
}

export function button(words: string | RegExp, within: ParentNode = document): HTMLButtonElement {
  const found = [...within.querySelectorAll('button')].find((one) => {
    const text = one.textContent.replace(/\s+/g, ' ').trim()
    return typeof words === 'string' ? text === words : words.test(text)
  })
  if (!found) throw new Error(`There is no button ${String(words)}.`)
  return found
}

export async function click(control: HTMLElement | null): Promise<void> {
  if (!control) throw new Error('There is nothing to press.')
  control.click()
  await flushPromises()
}

/** Types into a field, or chooses from a list. */
export async function fill(field: string, value: string): Promise<void> {
  const control = document.getElementById(field)
  if (!control || !('value' in control)) throw new Error(`There is no field ${field}.`)
  control.value = value
  control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
  await flushPromises()
}

export async function submit(within: HTMLElement): Promise<void> {
  within.closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

/** Gives each test a page with a right pane, and takes everything away after it. */
export function freshPage(): void {
  beforeEach(() => {
    const box = document.createElement('aside')
    box.id = PANE
    document.body.append(box)
  })
  afterEach(() => {
    leave()
    clearStores('lock')
    document.body.replaceChildren()
  })
}
