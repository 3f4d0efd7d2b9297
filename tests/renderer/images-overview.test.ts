import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { ImagesFigures } from '@contract'
import { figuresSentence } from '@renderer/features/images/retention/figures'
import OverviewScreen from '@renderer/features/images/retention/OverviewScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import type { Counts } from '@renderer/features/images/retention/figures'
import { installFakeVault } from './support/fake-vault'
import { aCard, aSession, id, trustId } from './support/samples'
import { show, type Shown } from './support/show'

const inOrder: Counts = {
  sets: 30,
  due: 0,
  overdue: 0,
  onHold: 0,
  noRule: 0,
  takeDowns: 0,
  takeDownsOverdue: 0,
  breachesOpen: 0,
  oldestOverdue: null,
}
type Change = Partial<Omit<Counts, 'oldestOverdue'>> & { oldestOverdue?: string }
const row = (n: number, change: Change | null = {}) =>
  ImagesFigures.parse({ school: id(100 + n), counts: change === null ? null : { ...inOrder, ...change } })

const overdueTwice = [
  row(1, { overdue: 3, due: 4, oldestOverdue: '2025-08-31' }),
  row(2),
  row(3, { overdue: 1, oldestOverdue: '2026-02-01' }),
  row(4, { due: 2 }),
  row(5),
]

describe('the sentence on top', () => {
  test.each([
    [
      'overdue, with the oldest of all schools',
      overdueTwice,
      '2 of 5 schools have pictures overdue; the oldest since 31 August 2025.',
    ],
    [
      'one of one',
      [row(1, { overdue: 1, oldestOverdue: '2025-08-31' })],
      '1 of 1 school has pictures overdue; the oldest since 31 August 2025.',
    ],
    [
      'late take-downs, where no pictures are overdue',
      [row(1, { takeDownsOverdue: 2 }), row(2)],
      '1 of 2 schools has take-downs overdue: 2 uses should be down already.',
    ],
    [
      'open breaches after those',
      [row(1, { breachesOpen: 1, due: 5 }), row(2)],
      '1 of 2 schools has a breach that is not decided.',
    ],
    ['due only', [row(1, { due: 1 }), row(2)], 'No pictures are overdue; 1 set is due at 1 school.'],
    [
      'no rule only',
      [row(1, { noRule: 7 })],
      'No pictures are due; 7 sets have no rule that says how long they are kept.',
    ],
    ['in order', [row(1), row(2)], 'No pictures are due and none overdue.'],
    [
      'a file that cannot be opened is never left out',
      [row(1), row(2, null)],
      'No pictures are due and none overdue; of 1 school nothing can be said.',
    ],
    ['nothing but such files', [row(1, null), row(2, null)], 'The pictures of all 2 schools cannot be seen.'],
    ['no schools', [], 'There are no schools to see.'],
  ])('%s', (_what, rows, sentence) => {
    expect(figuresSentence(rows)).toBe(sentence)
  })
})

let rows: ImagesFigures[]
beforeEach(() => {
  rows = overdueTwice
  installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [1, 2, 3, 4, 5].map((n) => aCard(n)),
    'images.figures': () => rows,
  })
})
async function open(session = aSession()): Promise<Shown> {
  const shown = await show(OverviewScreen, { session, at: '/photos-kept/schools' })
  await useSchools().load()
  await flushPromises()
  return shown
}
const names = () => [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())
const cell = (label: string) => document.querySelector(`[aria-label="${label}"]`)

describe('every school in figures', () => {
  test('each cell is a sentence, each figure leads to its list', async () => {
    const { text } = await open()
    expect(text()).toContain('2 of 5 schools have pictures overdue; the oldest since 31 August 2025.')
    expect(cell('School 2, overdue: none')?.querySelector('a')).toBeNull()
    const link = cell('School 1, overdue: 3')?.querySelector('a')
    expect(link?.getAttribute('href')).toContain(`/schools/${id(101)}/photos-kept/retention?show=OVERDUE`)
  })

  test('sorts by any figure, schools that are not known last', async () => {
    rows = [...overdueTwice.slice(0, 4), row(5, null)]
    const { press, text } = await open()
    await press('Overdue')
    await press('Overdue')
    expect(names()).toEqual(['School 1', 'School 3', 'School 2', 'School 4', 'School 5'])
    expect(document.querySelector('[aria-sort="descending"]')?.textContent).toContain('Overdue')
    expect(text()).toContain('The school file cannot be opened here: School 5.')
    expect(cell('School 5, due: not known')).not.toBeNull()
  })

  test('only schools needing action', async () => {
    const { field } = await open()
    field('Only schools needing action').click()
    await flushPromises()
    expect(names()).toEqual(['School 1', 'School 3'])
  })

  test('a governor sees figures and no way to pictures', async () => {
    await open(aSession({}, 'GOVERNOR'))
    expect(cell('School 1, overdue: 3')?.textContent).toContain('3')
    expect(cell('School 1, overdue: 3')?.querySelector('a')).toBeNull()
  })

  test('leads to the defaults of the trust', async () => {
    const { press, router } = await open()
    await press('The trust’s defaults')
    expect(router.currentRoute.value.params['trust']).toBe(trustId)
  })
})
