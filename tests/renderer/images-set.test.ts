import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AppContract, ImageSet, Role } from '@contract'
import SetScreen from '@renderer/features/images/SetScreen.vue'
import { useToasts } from '@renderer/ui/toasts-store'
import {
  aSet,
  aUse,
  amira,
  head,
  imagesVault,
  noah,
  openImages,
  rowOf,
  rowsInOrder,
  save,
  school,
} from './images-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

type View = z.input<AppContract['images.set']['output']>
let vault: FakeVault
let view: View
const set = id(8001)

beforeEach(() => {
  view = {
    set: aSet(1, { title: 'Sports day' }),
    pupils: [amira, noah],
    staff: [],
    personal: null,
    files: [],
    seenAt: null,
  }
  vault = imagesVault({ 'images.set': () => view })
})
const open = (role: Role = 'OFFICE_STAFF') => openImages(SetScreen, { at: `/sets/${set}`, role, props: { set } })
const kept = (change: Parameters<typeof aSet>[1]): ImageSet => aSet(1, { title: 'Sports day', ...change })
const buttons = () => [...document.querySelectorAll('button')].map((one) => one.textContent.trim())

describe('one set', () => {
  test('says until when it is kept and why, who is on it, where it is used and what is recorded', async () => {
    vault.answer({
      'images.publications': () => [aUse(1), aUse(2, { set: id(8002), channel: 'Other set' })],
      'images.holds': () => [
        {
          id: id(8300),
          set,
          title: 'Sports day',
          kind: 'POLICE',
          owner: head.id,
          reason: 'Asked by the police',
          reviewOn: '2026-11-01',
          from: '2026-09-01',
          reviewOverdue: true,
        },
      ],
    })
    const { text } = await open()
    for (const words of [
      'Due on 12 June 2027, to be disposed of by 12 June 2028. Events are kept for 12 months.',
      '1 hold on this set.',
      'Held by Jo Larch',
      'Review overdue',
      'Amira Khan',
      'Noah Birch',
      'Website: News 1',
      'Shared drive: Office drive',
    ])
      expect(text()).toContain(words)
    expect(text()).not.toContain('Other set')
    // The reason of a hold stands where holds are kept.
    expect(text()).not.toContain('Asked by the police')
  })

  test('without a date it says so with the reason', async () => {
    view = {
      ...view,
      set: kept({ state: 'NO_RULE', dueOn: null, disposeBy: null, because: 'No rule is for such pictures.' }),
    }
    const { text } = await open()
    expect(text()).toContain('There is no date yet. No rule is for such pictures.')
  })

  test('whoever only reads changes nothing', async () => {
    await open('DPO')
    expect(buttons()).not.toContain('Change')
    expect(buttons()).not.toContain('Change who is on it')
    expect(document.body.textContent).not.toContain('Record a use')
  })

  test('one that is disposed of is not changed any more', async () => {
    view = { ...view, set: kept({ state: 'DISPOSED' }) }
    await open()
    expect(buttons()).not.toContain('Change')
    expect(buttons()).not.toContain('Change who is on it')
  })

  test('a change needs a reason and sends all facts', async () => {
    vault.answer({ 'images.editSet': ({ facts }) => kept({ title: facts.title }) })
    const { press, fill, text } = await open()
    await press('Change')
    await fill('What is it?', 'Sports day, Year 3')
    await save()
    expect(text()).toContain('Enter a reason of at least 3 letters')
    expect(vault.inputsOf('images.editSet')).toEqual([])
    await fill('Why', 'Put right')
    await fill('Why they were taken', 'For the website')
    const reason = document.querySelector<HTMLInputElement>('#set-reason')
    if (reason) {
      reason.value = 'Title put right'
      reason.dispatchEvent(new Event('input', { bubbles: true }))
    }
    await save()
    expect(vault.inputsOf('images.editSet')).toMatchObject([
      { set, reason: 'Title put right', facts: { title: 'Sports day, Year 3', takenOn: '2026-06-12' } },
    ])
  })
})

describe('who is on it', () => {
  test('until somebody said it, no use can be recorded, and it says so', async () => {
    view = { ...view, set: kept({ peopleKnown: false, pupils: 0 }), pupils: [] }
    const { text } = await open()
    expect(text()).toContain('Nobody has said yet who is on it.')
  })

  test('pupils by typing and by class, staff by name with whether they agreed, saved at once', async () => {
    view = { ...view, pupils: [] }
    vault.answer({ 'images.setPeople': () => kept({ pupils: 3 }) })
    const { press, fill, field } = await open()
    await press('Change who is on it')
    await fill('Find a pupil', 'bir n')
    document.querySelector<HTMLElement>('#people-find-list [role="option"]')?.click()
    await flushPromises()
    await fill('Add a class', '7B')
    await press('Add a class')
    await fill('Name of a member of staff', 'Robin Marsh')
    await press('Add')
    field('Robin Marsh agreed').click()
    await flushPromises()
    await press('Save: 2 pupils, 1 staff')
    expect(vault.inputsOf('images.setPeople')).toEqual([
      {
        school,
        set,
        pupils: [noah.id, id(2003)],
        staff: [{ name: 'Robin Marsh', agreed: true }],
        reason: null,
      },
    ])
  })

  test('taking a pupil off needs a reason', async () => {
    vault.answer({ 'images.setPeople': () => kept({ pupils: 1 }) })
    const { press, fill, text } = await open()
    await press('Change who is on it')
    await press('Take Amira Khan off')
    expect(text()).toContain('You take 1 pupil off.')
    await save()
    expect(text()).toContain('Enter a reason of at least 3 letters')
    expect(vault.inputsOf('images.setPeople')).toEqual([])
    await fill('Why are they taken off?', 'Named by mistake')
    await save()
    expect(vault.inputsOf('images.setPeople')).toEqual([
      { school, set, pupils: [noah.id], staff: [], reason: 'Named by mistake' },
    ])
  })

  test('that nobody is on it is said with a button of its own words', async () => {
    view = { ...view, set: kept({ peopleKnown: false, pupils: 0 }), pupils: [] }
    vault.answer({ 'images.setPeople': () => kept({ pupils: 0 }) })
    const { press } = await open()
    await press('Say who is on it')
    await press('Say that nobody is on it')
    expect(vault.inputsOf('images.setPeople')).toEqual([{ school, set, pupils: [], staff: [], reason: null }])
  })

  test('a staff name left in its box is not lost without a word', async () => {
    const { press, fill, text } = await open()
    await press('Change who is on it')
    await fill('Name of a member of staff', 'Robin Marsh')
    await save()
    expect(text()).toContain('Enter the name, then add it')
    expect(vault.inputsOf('images.setPeople')).toEqual([])
  })
})

describe('files of a registered folder', () => {
  beforeEach(() => {
    view = {
      ...view,
      set: kept({ storage: 'FOLDER', folder: id(8101), files: 3, missingFiles: 1, changedFiles: 1 }),
      files: [
        { path: 'a/1.jpg', size: 2048, takenOn: '2026-06-12', state: 'CHANGED' },
        { path: 'a/2.jpg', size: 2048, takenOn: '2026-06-12', state: 'MISSING' },
      ],
    }
  })

  test('missing and changed ones are told apart, each with what to do', async () => {
    const { text } = await open()
    expect(rowOf('a/1.jpg')).toContain('Changed')
    expect(rowOf('a/2.jpg')).toContain('Missing')
    expect(text()).toContain('1 file missing.')
    expect(text()).toContain('Until then it is not deleted.')
    expect(text()).toContain('The first 2 of 3 files')
    expect(rowsInOrder('set-files')).toEqual(['a/1.jpg', 'a/2.jpg'])
  })

  test('a changed one is accepted with a reason, a missing one never', async () => {
    vault.answer({ 'images.acceptChanged': () => kept({ files: 3, folder: id(8101), storage: 'FOLDER' }) })
    const { press, fill } = await open()
    expect(buttons().filter((words) => words.includes('Accept'))).toHaveLength(1)
    await press('Accept a/1.jpg as it is now')
    await save()
    expect(vault.inputsOf('images.acceptChanged')).toEqual([])
    await fill('Why', 'Turned upright')
    await save()
    expect(vault.inputsOf('images.acceptChanged')).toEqual([{ school, set, path: 'a/1.jpg', reason: 'Turned upright' }])
    expect(useToasts().toasts.at(-1)?.words).toBe('Accepted as it is now')
  })
})

describe('personal equipment', () => {
  beforeEach(() => {
    view = { ...view, set: kept({ device: 'PERSONAL' }) }
  })

  test('says what is missing until all is written down', async () => {
    const first = await open()
    expect(first.text()).toContain('the head’s permission is missing')
    first.wrapper.unmount()
    view = {
      ...view,
      personal: {
        permittedBy: head.id,
        permittedOn: '2026-06-10',
        transferredOn: '2026-06-13',
        deletedOn: null,
        proof: null,
      },
    }
    const second = await open()
    expect(second.text()).toContain('Permitted by Jo Larch on 10 June 2026')
    expect(second.text()).toContain(
      'the day they were deleted from the personal equipment and what shows that nothing stayed on it',
    )
    second.wrapper.unmount()
    view = {
      ...view,
      personal: {
        permittedBy: head.id,
        permittedOn: '2026-06-10',
        transferredOn: '2026-06-13',
        deletedOn: '2026-06-13',
        proof: 'Looked through',
      },
    }
    const third = await open()
    expect(third.text()).toContain('All is written down.')
    expect(buttons()).not.toContain('Fill in the rest')
  })

  test('nothing happens before the permission, and an unfinished log is kept as it is', async () => {
    vault.answer({ 'images.recordPersonal': () => kept({ device: 'PERSONAL' }) })
    const { press, fill, text } = await open()
    await press('Write it down')
    await fill('Permitted by', head.id)
    await fill('Permitted on', '10 6 2026')
    await fill('Moved to school equipment on', '9 6 2026')
    await save()
    expect(text()).toContain('That is before the day of the permission.')
    expect(vault.inputsOf('images.recordPersonal')).toEqual([])
    await fill('Moved to school equipment on', '')
    await save()
    expect(vault.inputsOf('images.recordPersonal')).toEqual([
      {
        school,
        set,
        facts: { permittedBy: head.id, permittedOn: '2026-06-10', transferredOn: null, deletedOn: null, proof: null },
      },
    ])
  })

  test('school equipment needs no log', async () => {
    view = { ...view, set: kept({}) }
    const { text } = await open()
    expect(text()).not.toContain('Personal equipment')
  })
})
