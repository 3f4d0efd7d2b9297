import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Breach, TakeDown } from '@contract'
import TakeDownsScreen from '@renderer/features/images/TakeDownsScreen.vue'
import { timeLeft } from '@renderer/features/images/time-left'
import { shifted, today } from '@renderer/ui/dates'
import {
  aBreach,
  aTakeDown,
  aUse,
  chooseRadio,
  dialog,
  head,
  imagesVault,
  noah,
  openImages,
  rowOf,
  save,
  school,
} from './images-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let takeDowns: TakeDown[]
let breaches: Breach[]

beforeEach(() => {
  takeDowns = [
    aTakeDown(1, { dueOn: '2026-12-20' }),
    aTakeDown(2, { dueOn: '2026-11-10', overdue: true, place: 'PRINT', state: 'REQUESTED', owner: head.id }),
    aTakeDown(1, { pupil: noah, dueOn: '2026-11-01' }),
  ]
  breaches = []
  vault = imagesVault({ 'images.takeDowns': () => takeDowns, 'images.breaches': () => breaches })
})
afterEach(() => {
  vi.useRealTimers()
})
const rows = () => [...document.querySelectorAll('#take-downs tbody tr')].map((one) => one.textContent)
const choices = () =>
  [...(dialog()?.querySelectorAll('input[type="radio"]') ?? [])].map((one) => one.getAttribute('value'))

describe('what has to come down', () => {
  test('overdue first, then by the day, each with owner, where and why; a use counts once', async () => {
    const { text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    expect(rows().map((row) => [row.includes('News 2'), row.includes('Noah Birch')])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ])
    expect(rows()[0]).toContain('Overdue')
    expect(rows()[0]).toContain('Jo Larch')
    expect(rows()[2]).toContain('A parent took consent back. Since 20 Nov 2026.')
    expect(text()).toContain('2 uses have to come down: 3 take-downs, 1 overdue.')
  })

  test('because of one pupil only, with the way back to all', async () => {
    const { text, router } = await openImages(TakeDownsScreen, { at: `/take-downs?pupil=${noah.id}` })
    expect(rows()).toHaveLength(1)
    expect(text()).toContain('Only those because of Noah Birch.')
    await router.push(`/schools/${school}/photos-kept/take-downs`)
    await flushPromises()
    expect(rows()).toHaveLength(3)
  })

  test('none says so', async () => {
    takeDowns = []
    const { text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    expect(text()).toContain('Nothing has to come down')
  })

  test('is given to somebody with a day that is not over', async () => {
    vault.answer({
      'images.assignTakeDown': ({ owner, dueOn }) => [aTakeDown(1, { owner, dueOn })],
    })
    const { press, fill, text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    await press('Assign: Sports day, because of Amira Khan')
    await fill('Owner', head.id)
    await fill('Due on', '-1')
    await save()
    expect(text()).toContain('That day is over.')
    expect(vault.inputsOf('images.assignTakeDown')).toEqual([])
    await fill('Due on', '+3')
    await save()
    const input = vault.inputsOf('images.assignTakeDown').at(-1)
    expect(input).toMatchObject({ school, owner: head.id, dueOn: shifted(today(), 3) })
    expect(rows()).toHaveLength(1)
    expect(rows()[0]).toContain('Jo Larch')
  })

  test('a day that is over is not offered to whoever takes it on', async () => {
    vault.answer({ 'images.assignTakeDown': () => takeDowns })
    takeDowns = [aTakeDown(1, { dueOn: '2020-01-06', overdue: true })]
    const { press, fill, field, text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    await press('Assign: Sports day, because of Amira Khan')
    expect(field('Due on').value).toBe('')
    await save()
    expect(text()).toContain('Enter the day, like 3 9 2026')
    await fill('Due on', 'today')
    await save()
    expect(vault.inputsOf('images.assignTakeDown')).toMatchObject([{ dueOn: today() }])
  })

  test.each([
    ['Taken down', 'REMOVED'],
    ['Asked for', 'REQUESTED'],
    ['Cannot be recalled', 'CANNOT_RECALL'],
  ] as const)('%s needs evidence, is recorded of the use, and the list is asked anew', async (words, state) => {
    takeDowns = [aTakeDown(1)]
    vault.answer({ 'images.setPublication': () => aUse(1, { state }) })
    const { press, fill, text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    await press('Close: Sports day, because of Amira Khan')
    await chooseRadio(words)
    await save()
    expect(text()).toContain('Enter what shows it')
    expect(vault.inputsOf('images.setPublication')).toEqual([])
    await fill('What shows it', 'Page looked at')
    takeDowns = []
    await save()
    expect(vault.inputsOf('images.setPublication')).toEqual([
      { school, publication: id(8201), state, on: today(), evidence: 'Page looked at' },
    ])
    expect(text()).toContain('Nothing has to come down')
  })

  test('leaving one pupil out is about that pupil alone', async () => {
    vault.answer({ 'images.leaveOut': () => takeDowns.filter(({ pupil }) => pupil.id !== noah.id) })
    const { press, fill, text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    await press('Close: Sports day, because of Noah Birch')
    await chooseRadio('Pupil left out')
    expect(text()).not.toContain('On which day?')
    await fill('What shows it', 'Cropped, page looked at')
    await press('Record who was left out')
    expect(vault.inputsOf('images.leaveOut')).toEqual([
      { school, publication: id(8201), pupil: noah.id, evidence: 'Cropped, page looked at' },
    ])
    expect(rows()).toHaveLength(2)
  })

  test('what was printed is never taken down, and what was asked for is not asked for again', async () => {
    takeDowns = [aTakeDown(2, { place: 'PRINT', state: 'REQUESTED' })]
    const { press } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    await press('Close: Sports day, because of Amira Khan')
    expect(choices()).toEqual(['LEFT_OUT', 'CANNOT_RECALL'])
  })

  test('whoever only reads closes and assigns nothing', async () => {
    const { text } = await openImages(TakeDownsScreen, { at: '/take-downs', role: 'DPO' })
    expect(rows()).toHaveLength(3)
    expect(text()).not.toContain('Assign')
  })
})

describe('pictures used against the decision', () => {
  const NOW = Date.UTC(2026, 11, 1, 8, 30)
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] })
    breaches = [
      aBreach(1, { decision: 'NOT_REPORTED', note: 'One picture, taken down at once.', decidedBy: head.id }),
      aBreach(2, { title: 'Concert', decideBy: Date.UTC(2026, 11, 3, 9, 0) }),
      aBreach(3, { title: 'Trip', kind: 'FOUND', decideBy: Date.UTC(2026, 11, 1, 9, 0) }),
    ]
  })

  test('what is open comes first, the least time left in front, and time runs', async () => {
    const { text } = await openImages(TakeDownsScreen, { at: '/take-downs', role: 'DSL' })
    const order = [...document.querySelectorAll('#breaches tbody th')].map(
      (one) => one.textContent.trim().split(' ')[0],
    )
    expect(order).toEqual(['Trip', 'Concert', 'Sports'])
    expect(rowOf('Trip')).toContain('Less than an hour')
    expect(rowOf('Trip')).toContain('A No had been recorded on another PC')
    expect(rowOf('Concert')).toContain('2 days 0 hours')
    expect(rowOf('One picture, taken down at once.')).toContain('Jo Larch')
    vi.advanceTimersByTime(40 * 60_000)
    await flushPromises()
    expect(rowOf('Trip')).toContain('Time is over')
    expect(text()).toContain('1 day 23 hours')
  })

  test('the decision needs a note, and its button says which it is', async () => {
    vault.answer({
      'images.decideBreach': ({ decision, note }) => aBreach(2, { title: 'Concert', decision, note, decidedBy: id(2) }),
    })
    const { press, fill, text } = await openImages(TakeDownsScreen, { at: '/take-downs', role: 'DPO' })
    await press('Decide: Concert')
    await chooseRadio('The regulator is told')
    await save()
    expect(text()).toContain('Enter a reason of at least 3 letters')
    expect(vault.inputsOf('images.decideBreach')).toEqual([])
    await fill('Why', 'A protected child')
    await press('Record that the regulator is told')
    expect(vault.inputsOf('images.decideBreach')).toEqual([
      { school, publication: id(8202), decision: 'REPORTED', note: 'A protected child' },
    ])
    expect(rowOf('Concert')).toContain('The regulator is told')
  })

  test('the office sees them and does not decide', async () => {
    const { text } = await openImages(TakeDownsScreen, { at: '/take-downs' })
    expect(text()).toContain('Concert')
    expect(text()).not.toContain('Decide: Concert')
  })
})

test.each([
  [0, null],
  [-1, null],
  [1, { days: 0, hours: 0 }],
  [3_600_000, { days: 0, hours: 1 }],
  [72 * 3_600_000, { days: 3, hours: 0 }],
  [72 * 3_600_000 - 1, { days: 2, hours: 23 }],
])('%d milliseconds before the end there is %j left', (before, left) => {
  expect(timeLeft(1_000_000_000_000, 1_000_000_000_000 - before)).toEqual(left)
})
