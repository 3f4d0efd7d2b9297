import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { Fault, type Comparison } from '@contract'
import ActionsScreen from '@renderer/features/comparison/ActionsScreen.vue'
import { useComparison } from '@renderer/features/comparison/comparison-store'
import { spoken } from '@renderer/ui/live'
import { clearStores } from '@renderer/ui/store-clearing'
import { aBaseline, aComparison, schoolId } from './comparison-samples'
import {
  freshPage,
  button,
  cell,
  click,
  fill,
  heard,
  leave,
  open,
  press,
  rowsShown,
  schools,
  show,
  standard,
} from './comparison-screen'
import { aSession, id } from './support/samples'

freshPage()

describe('the filters', () => {
  test('ask again for the audience, year and day chosen', async () => {
    const vault = await open()
    await fill('compare-audience', 'STAFF')
    await fill('compare-year', '9')
    await fill('compare-as-at', '3 9 2026')
    await fill('compare-as-at', '3 9 2')
    expect(vault.inputsOf('comparison.compare').slice(1)).toMatchObject([
      { audience: 'STAFF', year: null },
      { audience: 'STAFF', year: '9' },
      { audience: 'STAFF', year: '9', asAt: '2026-09-03' },
    ])
  })

  test('show one area when its figure is pressed and all again when it is pressed once more', async () => {
    await open()
    await click(button(/^E-mail/))
    expect(rowsShown()).toBe(2)
    await click(button(/^E-mail/))
    expect(rowsShown()).toBe(6)
  })

  test('offer the way back when an area has no difference', async () => {
    await open()
    await click(button(/^E-mail/))
    cell(0, 1)?.focus()
    await press('2')
    expect(document.body.textContent).toContain('The schools answer alike on every question in E-mail')
    expect(document.activeElement).toBe(button('Show all rows'))
    await click(button('Show all areas'))
    expect(rowsShown()).toBe(2)
  })

  test('take schools in the order they were moved to, and drafts where asked', async () => {
    const vault = await open()
    await click(document.getElementById('compare-schools'))
    document.getElementById(`show-${schoolId(1)}`)?.focus()
    await press('ArrowDown', { altKey: true })
    expect(document.activeElement?.id).toBe(`show-${schoolId(1)}`)
    expect(spoken.polite.trim()).toBe('School 1 is now 2 of 3')
    await click(document.getElementById(`show-${schoolId(3)}`))
    await click(document.getElementById(`draft-${schoolId(1)}`))
    await click(button('Show 2 schools'))
    expect(vault.inputsOf('comparison.compare').at(-1)).toMatchObject({
      schools: [schoolId(2), schoolId(1)],
      drafts: [schoolId(1)],
    })
  })

  test('refuse no school at all', async () => {
    await open()
    await click(document.getElementById('compare-schools'))
    await click(button('Choose none'))
    await click(button('Show 0 schools'))
    expect(document.querySelector('[role="dialog"] [role="alert"]')?.textContent).toBe('Choose at least one school')
  })
})

test('rows start with most disagreement, without areas, when sorted so', async () => {
  await open()
  await fill('compare-order', 'disagreement')
  expect(cell(0, 0)?.textContent).toContain('Question 1')
  expect(document.querySelector('#compare th[scope="rowgroup"]')).toBeNull()
})

test('the plain list has every difference as a sentence, most different school first', async () => {
  await open()
  await click(button('Plain list'))
  expect(document.querySelector('#compare')).toBeNull()
  const list = document.querySelector('section[aria-label="Schools in order"]')
  expect([...(list?.querySelectorAll('h3') ?? [])].map((one) => one.textContent)).toEqual([
    'School 2',
    'School 3',
    'School 1',
  ])
  expect(list?.textContent).toContain('Looser than the commonest answer')
})

test('the baseline stands in its own column and is not called a school when it is the reference', async () => {
  const vault = await open()
  vault.answer({ 'comparison.compare': () => aComparison([aBaseline(), ...schools], 2) })
  await click(button(/Against baseline/))
  expect(document.querySelector('#compare thead th:nth-child(2)')?.textContent).toContain('Trust baseline')
  expect(heard(cell(0, 1))).toBe('Question 0, Trust baseline: Not allowed.')
})

test('an export keeps what is asked and whether only differences are shown', async () => {
  const vault = await open()
  vault.answer({ 'comparison.export': () => ({ saved: true, fileName: 'compare.xlsx' }) })
  const store = useComparison()
  store.mode = 'differences'
  await flushPromises()
  await store.exportAs('xlsx')
  expect(vault.inputsOf('comparison.export')).toMatchObject([
    { differencesOnly: true, format: 'xlsx', query: { audience: 'LEARNER', reference: { kind: 'commonest' } } },
  ])
})

describe('when something goes wrong or is not there', () => {
  test('a refusal is said with its own words and a way to try again', async () => {
    const vault = await open({
      'comparison.compare': () => {
        throw new Fault('busy', 'The trust is being saved. Try again in a moment.')
      },
    })
    expect(spoken.assertive.trim()).toBe('The trust is being saved. Try again in a moment.')
    vault.answer({ 'comparison.compare': () => standard() })
    await click(button('Try again'))
    expect(cell(0, 1)).not.toBeNull()
    expect(document.body.textContent).not.toContain('is being saved')
  })

  test('a comparison without questions says why', async () => {
    await open({ 'comparison.compare': () => aComparison(schools, 0) })
    expect(document.body.textContent).toContain('No questions to compare')
  })

  test('a late answer never replaces a newer one', async () => {
    const vault = await open()
    const waiting: ((value: Comparison) => void)[] = []
    vault.answer({
      'comparison.compare': () => new Promise<Comparison>((resolve) => waiting.push(resolve)),
    })
    const store = useComparison()
    const [first, second] = [store.load(), store.load()]
    await flushPromises()
    waiting[1]?.(aComparison(schools, 3))
    await second
    waiting[0]?.(aComparison(schools, 1))
    await first
    expect(store.comparison?.rows).toHaveLength(3)
  })
})

test('the comparison is read again when matrices or marks change, and not for other things', async () => {
  const vault = await open()
  const asked = () => vault.inputsOf('comparison.compare').length
  const changed = (type: string) => vault.tell('changed', { school: aSession().trust!.id, types: [type], ids: [] })
  changed('people.person')
  await flushPromises()
  expect(asked()).toBe(1)
  changed('matrices.cell')
  await flushPromises()
  changed('comparison.review')
  await flushPromises()
  expect(asked()).toBe(3)
  leave()
  expect(vault.listeners()).toBe(0)
})

test('the store forgets everything when the app locks', async () => {
  await open()
  const store = useComparison()
  store.audience = 'STAFF'
  clearStores('lock')
  expect([store.comparison, store.audience, store.actions]).toEqual([null, 'LEARNER', null])
})

test('an action is closed with its outcome when it has been settled', async () => {
  const action = (n: number, change = {}) => ({
    ...{ id: id(910 + n), question: 'question-1', questionLabel: `Question ${n}`, audience: 'LEARNER' as const },
    ...{ about: schoolId(1), schoolName: 'School 1', text: 'Agree one rule', dueOn: '2026-10-01', outcome: null },
    ...{ owner: { id: id(201), name: 'Person 1' }, state: 'open' as const, overdue: false, ...change },
  })
  const all = [action(1), action(2, { overdue: true }), action(3, { state: 'done', outcome: 'Settled' })]
  const vault = await show(ActionsScreen, {
    'comparison.actions': () => all,
    'comparison.closeAction': ({ outcome }) => action(2, { state: 'done', outcome }),
  })
  expect(document.body.textContent).toContain('2 open, 1 overdue.')
  await fill('actions-show', 'overdue')
  expect(document.querySelectorAll('#actions tbody tr')).toHaveLength(1)
  await click(button('Close action', document.getElementById('actions')!))
  await fill('close-action-outcome', 'All four schools agreed')
  await click(button('Close action', document.querySelector('[role="dialog"] footer')!))
  expect(vault.inputsOf('comparison.closeAction')).toEqual([{ action: id(912), outcome: 'All four schools agreed' }])
  expect(document.body.textContent).toContain('1 open, none overdue.')
  expect(document.body.textContent).toContain('No action like that')
})
