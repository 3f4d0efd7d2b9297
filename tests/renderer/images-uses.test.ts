import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CivilDate, Fault, OUT_OF_REACH, PLACES, PersonId, TenantId, type PublicationCheck } from '@contract'
import UsesScreen from '@renderer/features/images/UsesScreen.vue'
import UseScreen from '@renderer/features/images/UseScreen.vue'
import { emptyUse, readUse, statesOf, type UseEntry } from '@renderer/features/images/use-entry'
import { learnerOf } from '@renderer/features/pupils/learner'
import { spoken } from '@renderer/ui/live'
import { today } from '@renderer/ui/dates'
import {
  aCheck,
  aSet,
  aUse,
  amira,
  chooseRadio,
  dialog,
  head,
  imagesVault,
  noah,
  openImages,
  rowOf,
  rowsInOrder,
  save,
  school,
  website,
} from './images-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'
import type { Shown } from './support/show'

let vault: FakeVault
let check: PublicationCheck

beforeEach(() => {
  check = aCheck()
  vault = imagesVault({
    'images.sets': () => [aSet(1, { title: 'Sports day' }), aSet(2, { title: 'Gone', state: 'DISPOSED' })],
    'images.set': () => ({
      set: aSet(1, { title: 'Sports day' }),
      pupils: [amira, noah],
      staff: [],
      personal: null,
      files: [],
      seenAt: null,
    }),
    'images.publications': () => [
      aUse(1, { from: '2026-09-01', blocked: 1, lapsed: 2, overran: true }),
      aUse(2, { from: '2026-10-04', place: 'PRESS', state: 'REQUESTED', stateOn: '2026-10-09', evidence: 'E-mail' }),
    ],
    'images.check': () => check,
  })
})
const blocked = () =>
  aCheck({
    free: false,
    blockers: [{ pupil: amira, words: 'A parent said no on 3 September 2026.' }],
    conditions: [{ words: 'No close-up', pupils: 1 }],
    names: [{ where: 'Caption', found: 'Noah Birch' }],
    obstacles: ['The pictures are to be disposed of.'],
    warnings: ['The records are 2 days old.'],
  })

describe('the list of uses', () => {
  test('newest first, each with where, since when, its state in words and what is to be seen to', async () => {
    await openImages(UsesScreen, { at: '/uses' })
    const row = rowOf('News 1')
    for (const words of [
      'Out',
      'To come down: 1 pupil',
      'To be asked anew: 2 pupils',
      'Was to end',
      'since 1 Sep 2026',
    ])
      expect(row).toContain(words)
    expect(rowOf('News 2')).toContain('Asked for')
    expect(rowOf('News 2')).toContain('9 Oct 2026: E-mail')
    const order = [...document.querySelectorAll('#uses tbody tr')].map((one) => one.textContent.includes('News 2'))
    expect(order).toEqual([true, false])
  })

  test('filters by state', async () => {
    const { fill, text } = await openImages(UsesScreen, { at: '/uses' })
    await fill('State', 'REQUESTED')
    expect(rowsInOrder('uses')).toHaveLength(1)
    await fill('State', 'REMOVED')
    expect(text()).toContain('No use fits what you filter by.')
  })

  test('what became of one needs a day and what shows it', async () => {
    vault.answer({
      'images.setPublication': ({ state }) => aUse(1, { state, stateOn: '2026-11-30', evidence: 'Seen' }),
    })
    const { press, fill, text } = await openImages(UsesScreen, { at: '/uses' })
    await press('Say what became of Sports day, News 1')
    await save()
    for (const words of ['Choose what it is now', 'Enter what shows it']) expect(text()).toContain(words)
    await chooseRadio('Taken down')
    await fill('What shows it', 'Page looked at')
    await press('Record that it was taken down')
    expect(vault.inputsOf('images.setPublication')).toEqual([
      { school, publication: id(8201), state: 'REMOVED', on: today(), evidence: 'Page looked at' },
    ])
    expect(rowOf('News 1')).toContain('Taken down')
  })

  test('what is with the press is never taken down', async () => {
    const { press, text } = await openImages(UsesScreen, { at: '/uses' })
    await press('Say what became of Sports day, News 2')
    const labels = [...(dialog()?.querySelectorAll('input[type="radio"]') ?? [])].map((one) =>
      one.getAttribute('value'),
    )
    expect(labels).toEqual(['LIVE', 'CANNOT_RECALL'])
    expect(text()).toContain('out of the school’s reach')
  })

  test('whoever only reads records and changes nothing', async () => {
    const { text } = await openImages(UsesScreen, { at: '/uses', role: 'DPO' })
    expect(text()).not.toContain('Record a use')
    expect(text()).not.toContain('Say what became of it')
  })
})

test.each(PLACES)('a use in %s can be taken down only when it is in reach', (place) => {
  expect(statesOf(place).includes('REMOVED')).toBe(!OUT_OF_REACH.includes(place))
  expect(statesOf(place)).toEqual(expect.arrayContaining(['LIVE', 'REQUESTED', 'CANNOT_RECALL']))
})

describe('recording a use', () => {
  const open = () => openImages(UseScreen, { at: `/uses/new?set=${id(8001)}` })
  async function fillIn(shown: Shown) {
    await shown.fill('For which use?', website.id)
    await shown.fill('What kind of place?', 'WEBSITE')
    await shown.fill('Where exactly?', 'News of 4 October')
    await shown.fill('Approved by', head.id)
  }

  test('says what is missing and asks nothing before', async () => {
    const { press, text } = await open()
    await press('Check')
    for (const words of ['Choose the use', 'Choose the kind of place', 'Enter where exactly', 'Choose who approved it'])
      expect(text()).toContain(words)
    expect(vault.inputsOf('images.check')).toEqual([])
    expect(text()).not.toContain('Record this use')
  })

  test('the check goes out with everything, and only then it can be recorded', async () => {
    vault.answer({ 'images.publish': () => aUse(3, { channel: 'News of 4 October' }) })
    const shown = await open()
    await fillIn(shown)
    await shown.fill('Captions', 'Winners of the race')
    await shown.fill('File names', 'race-1.jpg\n\n race-2.jpg ')
    await shown.press('Check')
    const facts = {
      set: id(8001),
      purpose: website.id,
      place: 'WEBSITE',
      channel: 'News of 4 October',
      address: null,
      printRun: null,
      from: today(),
      until: null,
      named: false,
      pupils: null,
      captions: 'Winners of the race',
      fileNames: ['race-1.jpg', 'race-2.jpg'],
      approvedBy: head.id,
    }
    expect(vault.inputsOf('images.check')).toEqual([{ school, facts }])
    expect(shown.text()).toContain('2 pupils checked, nobody is in the way.')
    expect(spoken.polite).toContain('Nothing stands in the way')
    await shown.press('Record this use')
    expect(vault.inputsOf('images.publish')).toEqual([{ school, facts, despite: null }])
    expect(shown.router.currentRoute.value.name).toBe('school-images-uses')
  })

  test('the No list stands first, with reasons, names, obstacles, conditions and warnings', async () => {
    check = blocked()
    const shown = await open()
    await fillIn(shown)
    await shown.press('Check')
    const order = [
      'It may not go out as it is',
      'No for 1 pupil',
      'A parent said no on 3 September 2026.',
      '1 name found',
      'Caption: Noah Birch',
      'The pictures are to be disposed of.',
      'No close-up (1 pupil)',
      'The records are 2 days old.',
    ].map((words) => shown.text().indexOf(words))
    expect(order.every((at) => at >= 0)).toBe(true)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(() => shown.button('Record this use')).toThrow()
  })

  test('some of those on it are named one by one', async () => {
    const shown = await open()
    await fillIn(shown)
    await chooseRadio('Only some of them')
    await shown.press('Check')
    expect(shown.text()).toContain('Choose at least one pupil')
    shown.field('Noah Birch').click()
    await flushPromises()
    await shown.press('Check')
    expect(vault.inputsOf('images.check').at(-1)?.facts.pupils).toEqual([noah.id])
  })

  test('those in the way are left out by one button, and the others checked anew', async () => {
    vi.useFakeTimers()
    try {
      check = blocked()
      const shown = await open()
      await fillIn(shown)
      await shown.press('Check')
      const barred = check.blockers.map(({ pupil }) => pupil.id)
      await shown.press('Leave 1 pupil out of what goes out')
      await vi.advanceTimersByTimeAsync(500)
      const asked = vault.inputsOf('images.check').at(-1)?.facts.pupils
      expect(asked?.length).toBe(1)
      expect(barred.some((one) => asked?.includes(one))).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  test('after a change the answer stands no more, and the check is asked anew when typing pauses', async () => {
    vi.useFakeTimers()
    try {
      const shown = await open()
      await fillIn(shown)
      await shown.press('Check')
      check = blocked()
      await shown.fill('Captions', 'Noah')
      await shown.fill('Captions', 'Noah Birch')
      expect(() => shown.button('Record this use')).toThrow()
      await vi.runOnlyPendingTimersAsync()
      await flushPromises()
      expect(vault.inputsOf('images.check').map(({ facts }) => facts.captions)).toEqual(['', 'Noah Birch'])
      expect(shown.text()).toContain('No for 1 pupil')
    } finally {
      vi.useRealTimers()
    }
  })

  test('an answer recorded meanwhile takes the check away and asks anew (R58)', async () => {
    vi.useFakeTimers()
    try {
      const shown = await open()
      await fillIn(shown)
      await shown.press('Check')
      check = blocked()
      vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
      await flushPromises()
      expect(() => shown.button('Record this use')).toThrow()
      await vi.runOnlyPendingTimersAsync()
      await flushPromises()
      expect(vault.inputsOf('images.check')).toHaveLength(2)
      expect(shown.text()).toContain('No for 1 pupil')
    } finally {
      vi.useRealTimers()
    }
  })

  test('when the records changed in between, nothing is recorded and the new check is shown', async () => {
    vault.answer({
      'images.publish': () => {
        check = blocked()
        throw new Fault('conflict', 'Something stands in the way.')
      },
    })
    const shown = await open()
    await fillIn(shown)
    await shown.press('Check')
    await shown.press('Record this use')
    expect(shown.text()).toContain('It was checked anew; nothing was recorded.')
    expect(shown.text()).toContain('No for 1 pupil')
    expect(shown.router.currentRoute.value.name).not.toBe('school-images-uses')
  })

  test('one that went out all the same is a step of its own, with a reason and what follows', async () => {
    check = blocked()
    vault.answer({ 'images.publish': () => aUse(3) })
    const shown = await open()
    await fillIn(shown)
    await shown.press('Check')
    await shown.press('Record that it went out all the same')
    expect(shown.text()).toContain('Within 72 hours somebody decides whether the regulator is told.')
    await save()
    expect(shown.text()).toContain('Tick that the pictures are out already, or go back')
    expect(vault.inputsOf('images.publish')).toEqual([])
    shown.field('The pictures are out already').click()
    await shown.fill('How did it happen?', 'Sent before the check')
    await shown.press('Record the use and open a breach')
    expect(vault.inputsOf('images.publish')).toMatchObject([{ despite: 'Sent before the check' }])
    expect(shown.router.currentRoute.value.name).toBe('school-images-take-downs')
  })

  test('where nobody’s No stands against it, no breach is spoken of', async () => {
    check = aCheck({ free: false, obstacles: ['The pictures are to be disposed of.'] })
    vault.answer({ 'images.publish': () => aUse(3) })
    const shown = await open()
    await fillIn(shown)
    await shown.press('Check')
    await shown.press('Record that it went out all the same')
    expect(shown.text()).not.toContain('72 hours')
    shown.field('The pictures are out already').click()
    await shown.fill('How did it happen?', 'Printed in June')
    await shown.press('Record the use with its reason')
    expect(vault.inputsOf('images.publish')).toMatchObject([{ despite: 'Printed in June' }])
    expect(shown.router.currentRoute.value.name).toBe('school-images-uses')
  })

  test('a check that is refused is no answer', async () => {
    vault.answer({
      'images.check': () => {
        throw new Fault('unavailable', 'The school file is not open.')
      },
    })
    const shown = await open()
    await fillIn(shown)
    await shown.press('Check')
    expect(shown.text()).toContain('The school file is not open. Until there is one, do not use the pictures.')
    expect(() => shown.button('Record this use')).toThrow()
  })

  test('a set that is disposed of is not offered, and one nobody described leads to it', async () => {
    vault.answer({ 'images.sets': () => [aSet(1, { title: 'Sports day', peopleKnown: false })] })
    const { field, text } = await open()
    expect(field('Which pictures?').textContent).not.toContain('Gone')
    expect(text()).toContain('Nobody has said yet who is on this set.')
  })
})

describe('a use as it is typed', () => {
  const who = learnerOf(null)
  const none = { from: null, until: null }
  const whole: UseEntry = {
    ...emptyUse(id(8001), CivilDate.parse('2026-10-04')),
    purpose: website.id,
    place: 'PRINT',
    channel: 'Prospectus',
    approvedBy: PersonId.parse(head.id),
  }

  test.each([
    ['500', 500],
    ['1,500', 1500],
    ['', null],
  ])('a print run of %j is %s', (printRun, run) => {
    expect(readUse({ ...whole, printRun }, none, who).facts?.printRun).toBe(run)
  })

  test.each(['0', '-1', '1.5', 'many'])('a print run of %j is refused', (printRun) => {
    const { found, facts } = readUse({ ...whole, printRun }, none, who)
    expect(found.printRun).toBeDefined()
    expect(facts).toBeNull()
  })

  test('the last day may be the first one, never an earlier one', () => {
    const until = (day: string) => readUse({ ...whole, until: CivilDate.parse(day) }, none, who).facts
    expect(until('2026-10-04')).not.toBeNull()
    expect(until('2026-10-03')).toBeNull()
  })

  test('a last day that is no date is not taken for none', () => {
    expect(readUse(whole, { from: null, until: 'There is no 31 June' }, who).facts).toBeNull()
  })

  test('more than can be checked at once is refused, not cut', () => {
    const names = Array.from({ length: 501 }, (_, n) => `${n}.jpg`).join('\n')
    expect(readUse({ ...whole, fileNames: names }, none, who).facts).toBeNull()
    expect(readUse({ ...whole, captions: 'x'.repeat(10_001) }, none, who).facts).toBeNull()
  })
})
