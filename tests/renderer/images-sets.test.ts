import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { CivilDate, Fault, TenantId, type ImageSet } from '@contract'
import SetsScreen from '@renderer/features/images/SetsScreen.vue'
import {
  emptySet,
  entryOfGroups,
  entryOfSet,
  nameOfFolder,
  readSet,
  refusedKind,
} from '@renderer/features/images/set-entry'
import { sizeWords } from '@renderer/features/images/words'
import { dateText, today } from '@renderer/ui/dates'
import {
  aFolder,
  aGroup,
  aSet,
  amira,
  chooseRadio,
  dialog,
  imagesVault,
  openImages,
  rowOf,
  rowsInOrder,
  save,
  school,
} from './images-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let sets: ImageSet[]

beforeEach(() => {
  sets = [
    aSet(1, { title: 'Sports day', place: 'Field drive' }),
    aSet(2, { title: 'Old concert', takenOn: '2023-01-09', state: 'OVERDUE', imageClass: 'VIDEO', missingFiles: 2 }),
    aSet(3, {
      title: 'Class 7A',
      imageClass: 'CLASS_PHOTO',
      peopleKnown: false,
      pupils: 0,
      state: 'NO_RULE',
      dueOn: null,
      disposeBy: null,
      publications: 3,
      live: 1,
    }),
  ]
  vault = imagesVault({ 'images.sets': () => sets })
})

describe('the list of sets', () => {
  test('each with what, when, where, who, uses out, state in words, due and dispose by', async () => {
    await openImages(SetsScreen)
    const row = rowOf('Sports day')
    for (const words of [
      'Event',
      '12 Jun 2026',
      'Field drive',
      'Shared drive',
      '2 pupils',
      'Kept',
      '12 Jun 2027',
      '12 Jun 2028',
    ])
      expect(row).toContain(words)
    expect(rowOf('Old concert')).toContain('Overdue')
    expect(rowOf('Old concert')).toContain('2 missing')
    for (const words of ['Not said yet', '1 of 3', 'No rule', 'No date']) expect(rowOf('Class 7A')).toContain(words)
  })

  test('the newest first, and by state with what is to be done in front', async () => {
    const { press } = await openImages(SetsScreen)
    expect(rowsInOrder('sets').at(-1)).toContain('Old concert')
    await press('State')
    expect(rowsInOrder('sets')[0]).toContain('Old concert')
    expect(rowsInOrder('sets').at(-1)).toContain('Sports day')
  })

  test('filters by state, class and words, says how many are shown, and takes the filters off', async () => {
    const { fill, press, text } = await openImages(SetsScreen)
    await fill('State', 'OVERDUE')
    expect(rowsInOrder('sets')).toHaveLength(1)
    expect(text()).toContain('1 of 3 sets')
    await fill('Class', 'EVENT')
    expect(text()).toContain('No set fits what you filter by.')
    await press('Take the filters off')
    expect(rowsInOrder('sets')).toHaveLength(3)
    await fill('Find by title, event or place', 'field DRIVE')
    expect(rowsInOrder('sets')).toEqual([expect.stringContaining('Sports day')])
  })

  test('one pupil’s sets are asked of the vault', async () => {
    const { text } = await openImages(SetsScreen, { at: `?pupil=${amira.id}` })
    expect(vault.inputsOf('images.sets').at(-1)).toEqual({ school, state: null, pupil: amira.id })
    expect(text()).toContain('Only sets with one pupil')
  })

  test('is asked for again when pictures, pupils or answers change, and not for anything else', async () => {
    await openImages(SetsScreen)
    const tell = (type: string) => vault.tell('changed', { school: TenantId.parse(school), types: [type], ids: [] })
    tell('matrices.cell')
    await flushPromises()
    expect(vault.inputsOf('images.sets')).toHaveLength(1)
    tell('consents.answer')
    await flushPromises()
    expect(vault.inputsOf('images.sets')).toHaveLength(2)
  })

  test('whoever only reads is offered nothing to change', async () => {
    await openImages(SetsScreen, { role: 'DPO' })
    expect([...document.querySelectorAll('button')].some((one) => one.textContent.includes('Add a set'))).toBe(false)
  })

  test('a refusal stands where the list would, and none at all says what will be here', async () => {
    vault.answer({
      'images.sets': () => {
        throw new Fault('unavailable', 'The school file is not open.')
      },
    })
    const first = await openImages(SetsScreen)
    expect(first.text()).toContain('The school file is not open.')
    sets = []
    vault.answer({ 'images.sets': () => sets })
    const second = await openImages(SetsScreen)
    expect(second.text()).toContain('No sets yet')
  })
})

describe('adding a set that lies elsewhere', () => {
  test.each([
    ['CCTV', 'CCTV stays in its own system'],
    ['INCIDENT', 'Tell the safeguarding lead now'],
    ['BIOMETRIC', 'stay in the system that uses them'],
  ])('%s is refused with what to do instead, and nothing is sent', async (kind, words) => {
    const { press, fill, text } = await openImages(SetsScreen)
    await press('Add a set')
    await fill('Class of pictures', kind)
    expect(text()).toContain(words)
    await save()
    expect(text()).toContain('Choose a kind that is kept here')
    expect(vault.inputsOf('images.addSet')).toEqual([])
  })

  test('says field by field what is missing', async () => {
    const { press, text } = await openImages(SetsScreen)
    await press('Add a set')
    await save()
    for (const words of [
      'Choose the class of pictures',
      'Enter the day the pictures were taken',
      'Enter who took the pictures',
      'Choose whose equipment it was',
      'Choose where the pictures lie',
      'Choose the ground',
    ])
      expect(text()).toContain(words)
    expect(vault.inputsOf('images.addSet')).toEqual([])
  })

  test('sends what was filled in, and opens the set', async () => {
    vault.answer({ 'images.addSet': () => aSet(9, { title: 'Harvest' }) })
    const { press, fill, field, router } = await openImages(SetsScreen)
    await press('Add a set')
    await fill('Class of pictures', 'EVENT')
    await fill('What is it?', 'Harvest')
    await fill('Taken on', '1 10 2026')
    await fill('Taken by', 'Year 3 team')
    await fill('Why they were taken', 'For the website')
    await fill('Where do they lie?', 'PAPER')
    await fill('The place in words', 'Office cupboard')
    await fill('How many pictures?', '1,200')
    await chooseRadio('School equipment')
    await chooseRadio('Because people consented')
    field('Website').click()
    await save()
    expect(vault.inputsOf('images.addSet')).toEqual([
      {
        school,
        groups: [],
        facts: {
          title: 'Harvest',
          imageClass: 'EVENT',
          takenOn: '2026-10-01',
          event: null,
          takenBy: 'Year 3 team',
          device: 'SCHOOL',
          why: 'For the website',
          purposes: [id(3001)],
          storage: 'PAPER',
          place: 'Office cupboard',
          folder: null,
          heldOn: 'CONSENT',
          rule: null,
          count: 1200,
        },
      },
    ])
    expect(dialog()).toBeNull()
    expect(router.currentRoute.value.params['set']).toBe(id(8009))
  })

  test('a registered folder is not offered as a place: its sets come from a scan', async () => {
    const { press, field } = await openImages(SetsScreen)
    await press('Add a set')
    const values = [...field('Where do they lie?').querySelectorAll('option')].map((one) => one.value)
    expect(values).not.toContain('FOLDER')
    expect(values).toContain('PAPER')
  })
})

describe('a set as it is typed', () => {
  test('what is recorded comes out as it went in', () => {
    const { facts } = readSet(entryOfSet(aSet(1, { event: 'Sports', count: null })), null, today())
    expect(facts).toMatchObject({ title: 'Set 1', event: 'Sports', count: null, rule: null })
  })

  test.each([
    ['-5', false],
    ['12.5', false],
    ['', true],
    ['1 200', true],
  ])('a count of %j is in order: %s', (count, sound) => {
    const { found } = readSet({ ...entryOfSet(aSet(1)), count }, null, today())
    expect(found.count === undefined).toBe(sound)
  })

  test('a day to come is no day of a picture', () => {
    const { found, facts } = readSet({ ...entryOfSet(aSet(1)), takenOn: CivilDate.parse('2999-01-01') }, null, today())
    expect(facts).toBeNull()
    expect(found.takenOn).toContain('still to come')
  })

  test('only kinds that are never kept are refused', () => {
    expect(refusedKind('')).toBeNull()
    expect(refusedKind('EVENT')).toBeNull()
    expect(refusedKind('CCTV')).toBe('CCTV')
    expect(readSet(emptySet(), null, today()).facts).toBeNull()
  })

  test.each([
    ['2026-06-12_Sports day', 'Sports day'],
    ['20260612', '20260612'],
    ['Sports day', 'Sports day'],
    ['12.6.26 Trip', 'Trip'],
  ])('the folder %j is called %j', (folder, name) => {
    expect(nameOfFolder(folder)).toBe(name)
  })

  test('groups give title, last day and place; groups of several folders give the folder they share', () => {
    const one = entryOfGroups(aFolder(1), [aGroup('2026/Sports day', { from: '2026-06-10', to: '2026-06-12' })])
    expect(one).toMatchObject({
      title: 'Sports day, 12 June 2026',
      place: '2026/Sports day',
      takenOn: '2026-06-12',
      storage: 'FOLDER',
      folder: id(8101),
    })
    const two = entryOfGroups(aFolder(1), [aGroup('2026/Trip/a'), aGroup('2026/Trip/b', { to: '2026-06-14' })])
    expect(two).toMatchObject({ title: 'Trip, 14 June 2026', place: '2026/Trip' })
    const whole = entryOfGroups(aFolder(1), [aGroup(''), aGroup('2026')])
    expect(whole).toMatchObject({ title: 'Folder 1, 12 June 2026', place: 'Folder 1' })
  })

  test('whatever the paths, title and place fit and the place holds every group', () => {
    const path = fc.array(
      fc.string({ minLength: 1, maxLength: 90 }).map((part) => part.replace(/\//g, ' ')),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), (paths) => {
        const groups = paths.map((parts) => aGroup(parts.join('/')))
        const entry = entryOfGroups(aFolder(1), groups)
        expect(entry.title.length).toBeLessThanOrEqual(200)
        expect(entry.place.length).toBeLessThanOrEqual(200)
        const last = groups[0]?.to
        expect(entry.title.endsWith(last === undefined ? '' : dateText(last))).toBe(true)
        if (entry.place !== 'Folder 1' && groups.every((group) => group.path.length <= 200))
          for (const group of groups) expect(group.path.startsWith(entry.place)).toBe(true)
      }),
    )
  })
})

test.each([
  [640, '640 bytes'],
  [1, '1 byte'],
  [1536, '1.5 KB'],
  [3_400_000, '3.2 MB'],
  [90_000_000, '86 MB'],
  [5_000_000_000_000_000, '4,547 TB'],
])('%d bytes read as %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words)
})
