import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type FileGroup, type ImageFolder, type ScanReport } from '@contract'
import FoldersScreen from '@renderer/features/images/FoldersScreen.vue'
import { useScans } from '@renderer/features/images/scan-store'
import { useToasts } from '@renderer/ui/toasts-store'
import {
  aFolder,
  aGroup,
  aReport,
  aSet,
  chooseRadio,
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
let folders: ImageFolder[]
let groups: FileGroup[]
let found: ScanReport | null
let finish: (report: ScanReport) => void

beforeEach(() => {
  folders = [
    aFolder(1, { label: 'Office pictures' }),
    aFolder(2, { label: 'Old drive', missing: 3, changed: 1, files: 9 }),
  ]
  groups = []
  found = null
  vault = imagesVault({
    'images.folders': () => folders,
    'images.found': () => found ?? (groups.length === 0 ? null : aReport(aFolder(1), {}, { groups })),
    'images.scan': () =>
      new Promise<ScanReport>((resolve) => (finish = (report) => resolve((found = { ...report, groups })))),
    'images.cancelScan': () => ({}),
  })
})
const jobId = () => vault.inputsOf('images.scan').at(-1)?.job ?? ''

describe('registered folders', () => {
  test('each with when it was scanned and what is to be seen to', async () => {
    await openImages(FoldersScreen, { at: '/folders' })
    expect(rowOf('Office pictures')).toContain('Not yet')
    expect(rowOf('Office pictures')).toContain('P:\\Pictures 1')
    expect(rowOf('Old drive')).toContain('3 missing')
    expect(rowOf('Old drive')).toContain('1 changed')
  })

  test('one is registered by its name here; the folder is chosen in the system’s own dialog', async () => {
    vault.answer({ 'images.addFolder': ({ label }) => aFolder(3, { label }) })
    const { press, fill, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Register a folder')
    await save()
    expect(text()).toContain('Enter what you call the folder')
    await fill('What do you call it?', 'Shared pictures')
    await save()
    expect(vault.inputsOf('images.addFolder')).toEqual([{ school, label: 'Shared pictures' }])
    expect(rowOf('Shared pictures')).not.toBe('')
  })

  test('choosing no folder registers none, and says so', async () => {
    vault.answer({ 'images.addFolder': () => null })
    const { press, fill } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Register a folder')
    await fill('What do you call it?', 'Shared pictures')
    await save()
    expect(useToasts().toasts.at(-1)?.words).toBe('No folder chosen, so none was registered')
    expect(rowsInOrder('image-folders')).toHaveLength(2)
  })

  test('whoever only reads neither registers nor scans', async () => {
    const { text } = await openImages(FoldersScreen, { at: '/folders', role: 'HEAD' })
    expect(text()).not.toContain('Scan now')
    expect(text()).not.toContain('Register a folder')
    expect(vault.inputsOf('images.found')).toEqual([])
  })
})

describe('a scan', () => {
  test('tells how far it is, then what it found', async () => {
    const { press, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Scan Office pictures now')
    vault.tell('progress', { job: jobId(), words: 'Looking at 2026/Sports day', done: 400, total: 1200 })
    vault.tell('progress', { job: 'another', words: 'Something else', done: 1, total: 2 })
    await flushPromises()
    expect(text()).toContain('Looking at 2026/Sports day')
    expect(text()).toContain('400 of 1,200 files')
    groups = [aGroup('2026/Sports day')]
    finish(
      aReport(
        aFolder(1, { label: 'Office pictures', scannedAt: Date.UTC(2026, 10, 30, 9, 0) }),
        { new: 30, problems: 12, changed: 2, told: 12 },
        { problems: [{ path: 'a/locked.jpg', words: 'Another program has it open.' }] },
      ),
    )
    await flushPromises()
    expect(text()).not.toContain('Stop scanning')
    expect(text()).toContain('a/locked.jpg: Another program has it open.')
    expect(text()).toContain('and 11 more')
    expect(rowOf('Office pictures')).toContain('30 Nov 2026')
    expect(rowsInOrder('file-groups')).toEqual(['2026/Sports day'])
    expect(useToasts().toasts.at(-1)?.words).toBe('Scanned. 30 new files')
  })

  test('can be stopped; then nothing counts as missing', async () => {
    const { press, text, button } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Scan Office pictures now')
    await press('Stop scanning')
    expect(vault.inputsOf('images.cancelScan')).toEqual([{ school, job: jobId() }])
    expect(button('Stopping').disabled).toBe(true)
    finish(
      aReport(aFolder(1), {}, { complete: false, stopped: 'The network went away, and nothing counts as missing.' }),
    )
    await flushPromises()
    expect(text()).toContain('Not the whole folder was looked at.')
    expect(text()).toContain('The network went away, and nothing counts as missing.')
  })

  test('one at a time, and it goes on when the screen is left', async () => {
    const { press, button, wrapper } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Scan Office pictures now')
    expect(button('Scan Old drive now').disabled).toBe(true)
    wrapper.unmount()
    finish(aReport(aFolder(1), { new: 2 }))
    await flushPromises()
    expect(useScans().job).toBeNull()
    expect(found?.counts.new).toBe(2)
    expect(vault.listeners()).toBe(0)
  })

  test('a folder out of reach says so, and the next scan may start', async () => {
    vault.answer({
      'images.scan': () => {
        throw new Fault('unavailable', 'The folder cannot be reached.')
      },
    })
    const { press, text, button } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Scan Office pictures now')
    expect(text()).toContain('The folder could not be scanned.The folder cannot be reached.')
    expect(text()).toContain('Scan the folder to see which files belong to no set.')
    expect(button('Scan Office pictures now').disabled).toBe(false)
  })

  test('files of a finished disposal that are there again stand out', async () => {
    const { press, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Scan Office pictures now')
    finish(aReport(aFolder(1), { returned: 4 }))
    await flushPromises()
    expect(text()).toContain('4 files of a finished disposal came back')
  })
})

describe('sets of what belongs to none', () => {
  beforeEach(() => {
    groups = [
      aGroup('2026/Trip/a', { files: 10 }),
      aGroup('2026/Trip/b', { files: 5, to: '2026-06-14' }),
      aGroup('Other'),
    ]
  })

  test('without a scan on this PC it asks for one', async () => {
    groups = []
    const { press, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Show what was found in Office pictures')
    expect(text()).toContain('Scan the folder to see which files belong to no set.')
    expect(document.activeElement?.id).toBe('folder-found')
  })

  test('what an earlier scan found is there with its time, and one that was cut off says so', async () => {
    found = aReport(
      aFolder(1),
      { new: 15 },
      {
        groups,
        complete: false,
        stopped: 'It was cut off, as when Trustward locks.',
        asOf: Date.UTC(2026, 10, 30, 14, 5),
      },
    )
    const { press, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Show what was found in Office pictures')
    expect(text()).toContain('As of 30 Nov 2026, 2:05pm, seen from this PC.')
    expect(text()).toContain('It was cut off, as when Trustward locks.')
    expect(rowsInOrder('file-groups')).toHaveLength(3)
  })

  test('ticked groups become one set, its title and place filled in from the folder', async () => {
    vault.answer({ 'images.addSet': ({ facts }) => aSet(5, { title: facts.title }) })
    const { press, fill, text, field, router } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Show what was found in Office pictures')
    await press('Make a set')
    expect(text()).toContain('Choose at least one group')
    for (const path of ['2026/Trip/a', '2026/Trip/b'])
      document.querySelector<HTMLInputElement>(`#file-groups input[aria-label^="Choose ${path}"]`)?.click()
    await flushPromises()
    expect(text()).toContain('2 groups chosen, 15 files')
    await press('Make one set of 2 groups')
    expect(field('What is it?').value).toBe('Trip, 14 June 2026')
    expect(field('The place in words').value).toBe('2026/Trip')
    await fill('Class of pictures', 'EVENT')
    await fill('Taken by', 'Year 3 team')
    await fill('Why they were taken', 'For the website')
    await chooseRadio('School equipment')
    await chooseRadio('Because people consented')
    await save()
    expect(vault.inputsOf('images.addSet')).toMatchObject([
      {
        facts: { title: 'Trip, 14 June 2026', storage: 'FOLDER', folder: id(8101), takenOn: '2026-06-14', count: null },
        groups: [
          { path: '2026/Trip/a', from: '2026-06-12', to: '2026-06-12' },
          { path: '2026/Trip/b', from: '2026-06-12', to: '2026-06-14' },
        ],
      },
    ])
    expect(router.currentRoute.value.params['set']).toBe(id(8005))
  })

  test('all can be ticked at once, but no more than one set is made of', async () => {
    groups = Array.from({ length: 201 }, (_, n) => aGroup(`folder ${n}`))
    const { press, text } = await openImages(FoldersScreen, { at: '/folders' })
    await press('Show what was found in Office pictures')
    await press('Choose all')
    expect(text()).toContain('201 groups chosen')
    await press('Make one set of 201 groups')
    expect(text()).toContain('A set is made of at most 200 groups.')
  })
})
