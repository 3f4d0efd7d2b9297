import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, TenantId, type ParentsPhotos, type Role } from '@contract'
import FamiliesScreen from '@renderer/features/images/FamiliesScreen.vue'
import HomeScreen from '@renderer/features/images/HomeScreen.vue'
import SetsScreen from '@renderer/features/images/SetsScreen.vue'
import SetScreen from '@renderer/features/images/SetScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import {
  aSet,
  aTakeDown,
  chooseRadio,
  head,
  imagesVault,
  openImages,
  rowOf,
  rowsInOrder,
  save,
  school,
} from './images-samples'
import { amira, amiraView, issued, openPupil, parent, pupilVault, website } from './pupil-screen'
import type { FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

const tabs = () =>
  [...document.querySelectorAll('nav[aria-label="Screens of pictures kept"] a')].map((one) => one.textContent.trim())
const current = () =>
  [...document.querySelectorAll('nav[aria-label="Screens of pictures kept"] a[aria-current]')].map((one) => [
    one.textContent.trim(),
    one.getAttribute('aria-current'),
  ])

describe('the way to pictures kept', () => {
  test('tabs lead to every screen, and say where one is', async () => {
    imagesVault()
    await openImages(SetsScreen)
    expect(tabs()).toEqual(['Sets', 'Folders', 'Uses', 'Take-downs', 'Retention', 'Disposals', 'Families'])
    expect(current()).toEqual([['Sets', 'page']])
  })

  test('below a tab the tab is marked, but is not said to be the page', async () => {
    imagesVault()
    await openImages(SetScreen, { at: `/sets/${id(8001)}`, props: { set: id(8001) } })
    expect(current()).toEqual([['Sets', 'true']])
  })

  test('a role that sees only figures is led to the rules, and has no tabs it cannot open', async () => {
    imagesVault({ 'schools.list': () => [aCard(1)] })
    const { router } = await show(HomeScreen, { session: aSession({ school: null }, 'GOVERNOR'), at: '/photos-kept' })
    await useSchools().load()
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('school-images-retention')
  })

  test('several schools stand to choose from, and the figures of all for a role in the whole trust', async () => {
    imagesVault({ 'schools.list': () => [aCard(1), aCard(2)] })
    const { text, router } = await show(HomeScreen, { session: aSession({ school: null }, 'DPO'), at: '/photos-kept' })
    await useSchools().load()
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('images')
    for (const words of ['School 1', 'School 2', 'Every school in figures']) expect(text()).toContain(words)
  })
})

describe('photos by families', () => {
  let vault: FakeVault
  const one = (n: number, change: Partial<ParentsPhotos> = {}) => ({
    id: id(8400 + n),
    event: `Event ${n}`,
    on: '2026-12-10',
    allowed: true,
    conditions: null,
    decidedBy: head.id,
    ...change,
  })
  beforeEach(() => {
    vault = imagesVault({
      'images.parentsPhotos': () => [
        one(1),
        { ...one(2, { allowed: false, conditions: 'A protected child takes part in no picture' }), on: '2027-03-01' },
      ],
    })
  })

  test('newest first, with yes or no in words, conditions and who decided', async () => {
    await openImages(FamiliesScreen, { at: '/families' })
    expect(rowsInOrder('families')).toEqual(['Event 2', 'Event 1'])
    expect(rowOf('Event 1')).toContain('Yes')
    expect(rowOf('Event 2')).toContain('No')
    expect(rowOf('Event 2')).toContain('Jo Larch')
  })

  test('an event is recorded with the decision; nothing is chosen beforehand', async () => {
    vault.answer({ 'images.recordParentsPhotos': ({ facts }) => [{ ...facts, id: id(8403) }] })
    const { press, fill, text } = await openImages(FamiliesScreen, { at: '/families' })
    await press('Record an event')
    await save()
    for (const words of ['Enter the event', 'Enter the day of the event', 'Choose yes or no', 'Choose a person'])
      expect(text()).toContain(words)
    await fill('Event', 'Winter concert')
    await fill('On', '10 12 2026')
    await chooseRadio('Yes')
    await fill('Conditions', 'Own child only')
    await fill('Decided by', head.id)
    await save()
    expect(vault.inputsOf('images.recordParentsPhotos')).toEqual([
      {
        school,
        facts: {
          event: 'Winter concert',
          on: '2026-12-10',
          allowed: true,
          conditions: 'Own child only',
          decidedBy: head.id,
        },
      },
    ])
    expect(rowsInOrder('families')).toEqual(['Winter concert'])
  })

  test('whoever only reads records none', async () => {
    const { text } = await openImages(FamiliesScreen, { at: '/families', role: 'HEAD' })
    expect(text()).not.toContain('Record an event')
  })
})

describe('on a pupil’s page', () => {
  let vault: FakeVault
  beforeEach(() => {
    vault = pupilVault(() => amiraView())
    vault.answer({
      'images.sets': () => [aSet(1, { live: 1 }), aSet(2, { live: 0 }), aSet(3, { state: 'DISPOSED', live: 0 })],
      'images.takeDowns': () => [
        aTakeDown(1, { title: 'Sports day', channel: 'News', overdue: true, dueOn: '2026-11-10' }),
        aTakeDown(2, { title: 'Concert', channel: 'Hall' }),
      ],
    })
  })
  async function withdraw(role: Role = 'OFFICE_STAFF') {
    vault.answer({ 'consents.withdraw': () => ({ uses: 1, followUps: [], batch: id(9100) }) })
    const shown = await openPupil(role)
    await shown.press('Take back consent')
    await shown.fill('Who asked?', parent.id)
    await shown.fill('How?', 'PHONE')
    await shown.press('Take it back now')
    return shown
  }
  async function record(answer: 'GIVEN' | 'REFUSED') {
    vault.answer({ 'consents.record': () => ({ batch: id(9101), warnings: [] }) })
    const shown = await openPupil()
    await shown.press('Record an answer')
    await shown.fill('Who answered?', parent.id)
    await shown.fill('When did they answer?', '-1')
    await shown.fill('How did it reach the school?', 'PAPER')
    await shown.fill('On which wording?', issued.id)
    document.querySelector<HTMLInputElement>(`[name="record-${website.id}"][value="${answer}"]`)?.click()
    await flushPromises()
    await shown.press('Record the answer')
    return shown
  }

  test('how many sets and uses, with the way to them; what is disposed of counts no more', async () => {
    const { text } = await openPupil()
    expect(text()).toContain('2 sets, 1 use')
    expect(vault.inputsOf('images.sets')).toEqual([{ school, state: null, pupil: id(2001) }])
    const way = [...document.querySelectorAll('a')].find((one) => one.textContent.trim() === 'Sets with Amira Khan')
    expect(way?.getAttribute('href')).toBe(`/schools/${school}/photos-kept?pupil=${id(2001)}`)
  })

  test('is asked anew when pictures change', async () => {
    await openPupil()
    vault.tell('changed', { school: TenantId.parse(school), types: ['images.people'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('images.sets')).toHaveLength(2)
  })

  test('before anything is recorded no take-down stands there', async () => {
    const { text } = await openPupil()
    expect(text()).not.toContain('Pictures already in use')
    expect(vault.inputsOf('images.takeDowns')).toEqual([])
  })

  test('consent taken back lists where pictures are in use, each with owner and day', async () => {
    const { text } = await withdraw()
    expect(vault.inputsOf('images.takeDowns')).toEqual([{ school, pupil: amira.id }])
    expect(text()).toContain('Pictures already in use: 2')
    expect(text()).toContain('Sports day, News: Ashley Field, due on 10 November 2026 Overdue')
    expect(text()).toContain('Concert, Hall: Ashley Field, due on 20 December 2026')
    const way = [...document.querySelectorAll('a')].find((one) => one.textContent.trim() === 'Sports day, News')
    expect(way?.getAttribute('href')).toBe(`/schools/${school}/photos-kept/take-downs?pupil=${amira.id}`)
  })

  test('a No does the same, a Yes does not', async () => {
    const yes = await record('GIVEN')
    expect(yes.text()).not.toContain('Pictures already in use')
    yes.wrapper.unmount()
    const no = await record('REFUSED')
    expect(no.text()).toContain('Pictures already in use: 2')
    await no.press('Close')
    expect(no.text()).not.toContain('Pictures already in use')
  })

  test('that nothing is in use is said too', async () => {
    vault.answer({ 'images.takeDowns': () => [] })
    const { text } = await withdraw()
    expect(text()).toContain('No picture in use has to come down.')
  })

  test('a list that could not be read never passes for an empty one', async () => {
    vault.answer({
      'images.takeDowns': () => {
        throw new Fault('unavailable', 'The school file is not open.')
      },
    })
    const { text } = await withdraw()
    expect(text()).toContain('Where pictures are in use could not be read. The school file is not open.')
    expect(text()).not.toContain('No picture in use has to come down.')
  })
})
