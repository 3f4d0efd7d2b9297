import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { CivilDate, ClockEntry, Fault, type Disposal, type Role } from '@contract'
import DisposalsScreen from '@renderer/features/images/retention/DisposalsScreen.vue'
import { placesOf, ranOutOn, waitsForAnswer } from '@renderer/features/images/retention/disposing'
import { useSchools } from '@renderer/features/schools/schools-store'
import { shifted, today } from '@renderer/ui/dates'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aDisposal, school } from './retention-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

const AT = Date.UTC(2026, 10, 5, 10, 0)
let vault: FakeVault
let list: Disposal[]
let clocks: ClockEntry[]

beforeEach(() => {
  clocks = []
  list = [
    aDisposal(9),
    aDisposal(10, { phase: 'REFUSED', answeredBy: id(2), answeredOn: '2026-11-03', note: 'Still needed' }),
  ]
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(0, { id: id(2), name: 'Ashley Field' }), aPerson(3, { name: 'Robin Marsh' })],
    'images.disposals': () => list,
    'images.clocks': () => clocks,
  })
})

async function open(role: Role = 'DSL', shows?: Disposal): Promise<Shown> {
  const query = shows === undefined ? '' : `?show=${shows.id}`
  const shown = await show(DisposalsScreen, {
    props: { school },
    session: aSession({ school }, role),
    at: `/schools/${school}/photos-kept/disposals${query}`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}
/** Opens one alone. */
function one(change: Partial<Disposal>, role: Role = 'DSL'): Promise<Shown> {
  const disposal = aDisposal(9, change)
  list = [disposal]
  return open(role, disposal)
}
const submit = async (form: string) => {
  document.querySelector<HTMLFormElement>(`#${form}`)?.requestSubmit()
  await flushPromises()
}
const pane = () => document.querySelector('#right-pane')?.textContent.replace(/\s+/g, ' ') ?? ''
const numbers = () => [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())
const lastToast = () => useToasts().toasts.at(-1)?.words
const buttons = () => [...document.querySelectorAll('button')].map((button) => button.textContent.trim())
const approved = { phase: 'APPROVED', answeredBy: aPerson(4).id, answeredOn: today() } as const
const finished = (sets: Disposal['sets'], pending: number, kept: number) =>
  sets.map((set, at) => ({ ...set, pending: at === 0 ? pending : 0, kept: at === 0 ? kept : 0 }))

describe('the list', () => {
  test('by number as people file them, each with its phase in words', async () => {
    await open()
    expect(numbers()).toEqual(['10', '9'])
    const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows[0]).toContain('Refused')
    expect(rows[1]).toContain('Waits for a second person')
    expect(rows[1]).toContain('128')
    expect(rows[1]).toContain('2 Nov 2026, Robin Marsh')
  })

  test('one opens by its number in the pane, and closing it goes back there', async () => {
    const { press } = await open()
    await press('10')
    expect(pane()).toContain('Disposal 10')
    expect(pane()).toContain('Still needed')
    await press('Close Disposal 10')
    expect(document.activeElement?.textContent?.trim()).toBe('10')
  })

  test('none yet leads to what is due', async () => {
    list = []
    const { press, router } = await open()
    await press('Show what is due')
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toContain('retention?show=DUE')
  })
})

describe('an entry dated ahead of the clock', () => {
  const entry = (declared: ClockEntry['declared'] = []): ClockEntry =>
    ClockEntry.parse({
      ...{ event: id(77), words: 'Added a retention rule', at: Date.UTC(2027, 10, 5, 10, 0), device: 'ab12cd34' },
      ...{ isHere: false, by: id(2), entries: 3, declared },
    })

  test('is shown with its date, its PC and who recorded it, and one of two people declares its clock wrong', async () => {
    clocks = [entry()]
    vault.answer({
      'images.declareClock': ({ reason }) => [
        entry([{ by: aSession({}).person?.id ?? aPerson(4).id, on: CivilDate.parse('2026-11-05'), reason }]),
      ],
    })
    const { press, fill, text } = await open('HEAD')
    expect(text()).toContain(
      'Added a retention rule: dated 5 Nov 2027, 10:00am by PC ab12cd34, recorded by Ashley Field.',
    )
    expect(text()).toContain('3 entries of that PC are ahead.')
    await press('Declare that clock wrong')
    await submit('clock')
    expect(vault.inputsOf('images.declareClock')).toEqual([])
    await fill('How do you know, and was the clock put right?', 'The battery was flat')
    await fill('Type today’s date', '5 11 2026')
    await submit('clock')
    expect(vault.inputsOf('images.declareClock')).toEqual([
      { school, event: id(77), reason: 'The battery was flat', saidToday: '2026-11-05' },
    ])
    expect(lastToast()).toBe('Noted. A second person has to say so too')
    expect(text()).toContain('Somebody else who may approve disposals has to say so too.')
    expect(buttons()).not.toContain('Declare that clock wrong')
  })

  test('cannot be declared by whoever may not approve disposals', async () => {
    clocks = [entry()]
    const { text } = await open('OFFICE_STAFF')
    expect(text()).toContain('two people who may approve disposals can declare the other clock wrong')
    expect(buttons()).not.toContain('Declare that clock wrong')
  })
})

describe('the second person', () => {
  test('approves with what they looked at and the date typed', async () => {
    vault.answer({ 'images.approve': () => aDisposal(9, approved) })
    const { press, fill } = await one({})
    await press('Approve')
    await fill('What did you look at?', 'All three sets')
    await submit('answer')
    expect(vault.inputsOf('images.approve')).toEqual([])
    await fill('Type today’s date', '5 11 2026')
    await submit('answer')
    expect(vault.inputsOf('images.approve')).toEqual([
      { school, disposal: aDisposal(9).id, approved: true, note: 'All three sets', saidToday: '2026-11-05' },
    ])
    expect(lastToast()).toBe('Disposal 9 approved')
    expect(pane()).toContain('Delete 128 files of 3 sets')
  })

  test('refuses with why not', async () => {
    vault.answer({ 'images.approve': () => aDisposal(9, { phase: 'REFUSED' }) })
    const { press, fill } = await one({})
    await press('Refuse')
    await fill('Why not?', 'Still needed')
    await fill('Type today’s date', '5 11 2026')
    await submit('answer')
    expect(vault.inputsOf('images.approve')[0]).toMatchObject({ approved: false, note: 'Still needed' })
    expect(lastToast()).toBe('Disposal 9 refused')
  })

  test('is never the one who proposed, who sees why', async () => {
    await one({ proposedBy: aPerson(0, { id: id(2) }).id })
    expect(pane()).toContain('You proposed this, so somebody else has to approve it.')
    expect(buttons()).not.toContain('Approve')
  })

  test('is not the office, which sees who it is', async () => {
    await one({}, 'OFFICE_STAFF')
    expect(pane()).toContain('A head, a safeguarding lead or the data protection officer has to approve this.')
    expect(buttons()).not.toContain('Approve')
  })

  test('is asked again when the approval has run out', async () => {
    await one({ ...approved, answeredOn: shifted(today(), -31) })
    expect(pane()).toContain('The approval ran out on')
    expect(buttons()).toContain('Approve')
    expect(buttons().some((words) => words.startsWith('Delete'))).toBe(false)
  })
})

describe('carrying it out', () => {
  test('asks once more, tells how far it is, and what came of it', async () => {
    let finish: (disposal: Disposal) => void = () => {}
    vault.answer({ 'images.carryOut': () => new Promise<Disposal>((resolve) => (finish = resolve)) })
    const { press, fill } = await one(approved, 'OFFICE_STAFF')
    await press('Delete 128 files of 3 sets')
    expect(document.body.textContent).toContain('cannot be got back')
    await fill('Type today’s date', 'today')
    await submit('carry-out')
    expect(vault.inputsOf('images.carryOut')).toEqual([])
    await fill('Type today’s date', '5 Nov 2026')
    await submit('carry-out')
    const [input] = vault.inputsOf('images.carryOut')
    expect(input).toMatchObject({ school, disposal: aDisposal(9).id, saidToday: '2026-11-05' })
    vault.tell('progress', { job: input?.job ?? '', words: 'Deleting files', done: 32, total: 128 })
    vault.tell('progress', { job: id(1), words: 'Something else', done: 1, total: 2 })
    await flushPromises()
    expect(pane()).toContain('32 of 128')
    expect(buttons().some((words) => words.startsWith('Delete'))).toBe(false)
    const { sets } = aDisposal(9)
    finish(
      aDisposal(9, {
        ...approved,
        phase: 'BROKEN_OFF',
        sets: finished(sets, 0, 2),
        problems: ['2 files had changed since they were registered'],
        results: [
          {
            system: 'REGISTERED_FOLDER',
            result: 'DELETED',
            items: 126,
            words: 'Deleted',
            purgeBy: null,
            by: id(2),
            at: AT,
          },
        ],
      }),
    )
    await flushPromises()
    expect(lastToast()).toBe('126 files gone, 2 files kept')
    expect(pane()).toContain('2 files had changed since they were registered')
    expect(pane()).toContain('126 items')
  })

  test('broken off, it is gone on with', async () => {
    const { sets } = aDisposal(9)
    vault.answer({
      'images.carryOut': () => aDisposal(9, { phase: 'BEGUN', open: ['DEVICES'], sets: finished(sets, 0, 0) }),
    })
    const { press, fill } = await one({ ...approved, phase: 'BROKEN_OFF', sets: finished(sets, 28, 0) })
    expect(pane()).toContain('What was deleted stays deleted')
    expect(pane()).toContain('28 files still to be dealt with')
    await press('Go on')
    expect(buttons()).toContain('Delete the 28 files that are left')
    await fill('Type today’s date', '5 11 2026')
    await submit('carry-out')
    expect(lastToast()).toBe('28 files gone')
    expect(pane()).toContain('Places to answer')
    expect(pane()).toContain('The disposal ends with the last place answered for.')
    expect(buttons()).not.toContain('Go on')
  })

  test('a refusal is told at once and stays beside the disposal', async () => {
    vault.answer({
      'images.carryOut': () => {
        throw new Fault('conflict', 'One of the sets is on hold. Nothing was deleted.')
      },
    })
    const { press, fill } = await one(approved)
    await press('Delete 128 files of 3 sets')
    await fill('Type today’s date', '5 11 2026')
    await submit('carry-out')
    expect(spoken.assertive).toContain('One of the sets is on hold.')
    expect(pane()).toContain('One of the sets is on hold. Nothing was deleted.')
    expect(vault.inputsOf('images.disposals')).toHaveLength(2)
  })

  test('what was kept can be tried again', async () => {
    await one({ ...approved, phase: 'BROKEN_OFF', sets: finished(aDisposal(9).sets, 0, 2) }).then(({ press }) =>
      press('Go on'),
    )
    expect(buttons()).toContain('Try the 2 files again that were kept')
  })

  test('without files in a registered folder it is answered place by place, from the approval on', async () => {
    await one({ ...approved, open: ['SHARED_DRIVE'] })
    expect(pane()).toContain('Trustward has no file to delete here.')
    expect(buttons().some((words) => words.startsWith('Delete'))).toBe(false)
    expect(buttons().some((words) => words.includes('Answer for: Shared drives'))).toBe(true)
  })

  test('a head approves and does not carry out', async () => {
    await one(approved, 'HEAD')
    expect(pane()).toContain('The office or a safeguarding lead carries it out.')
    expect(buttons().some((words) => words.startsWith('Delete'))).toBe(false)
  })
})

describe('places copies may lie in', () => {
  const done = { ...approved, phase: 'BEGUN', open: ['DEVICES', 'BACKUP'] } satisfies Partial<Disposal>

  test('each open one is answered, beyond use with the day it is gone', async () => {
    vault.answer({
      'images.recordResult': ({ system, result, items, words, purgeBy }) =>
        aDisposal(9, {
          ...done,
          open: ['DEVICES'],
          results: [{ system, result, items, words, purgeBy, by: aPerson(3).id, at: AT }],
        }),
    })
    const { press, fill } = await one(done)
    await press('Answer for: Backups')
    await press('Record this')
    for (const words of ['Choose what became of them', 'Enter a number; 0 when there were none'])
      expect(document.body.textContent).toContain(words)
    document.querySelector<HTMLInputElement>('input[value="BEYOND_USE"]')?.click()
    await flushPromises()
    await fill('How many?', '128')
    await fill('In words', 'Lie in the nightly copies')
    await press('Record this')
    expect(vault.inputsOf('images.recordResult')).toEqual([])
    await fill('Gone on', '1 3 2040')
    await press('Record this')
    expect(vault.inputsOf('images.recordResult')).toEqual([
      {
        school,
        disposal: aDisposal(9).id,
        system: 'BACKUP',
        result: 'BEYOND_USE',
        items: 128,
        words: 'Lie in the nightly copies',
        purgeBy: '2040-03-01',
      },
    ])
    expect(lastToast()).toBe('Backups: beyond use')
    expect(pane()).toContain('until 1 Mar 2040')
    expect(buttons().some((words) => words.includes('Say what became of it: Backups'))).toBe(true)
  })

  test('the app’s own place has no button, and only what was beyond use is purged', async () => {
    const { press } = await one({ ...done, open: ['REGISTERED_FOLDER', 'BACKUP'] })
    expect(pane()).toContain('Trustward answers this itself while it deletes the files.')
    expect(buttons().some((words) => words.includes('Answer for: Registered'))).toBe(false)
    await press('Answer for: Backups')
    expect(document.querySelector('input[value="BEYOND_USE"]')).not.toBeNull()
    expect(document.querySelector('input[value="PURGED"]')).toBeNull()
  })

  test('where nothing was found there is nothing to count', async () => {
    vault.answer({ 'images.recordResult': () => aDisposal(9, { ...done, open: [] }) })
    const { press, fill } = await one(done)
    await press('Answer for: Cameras, tablets and phones')
    document.querySelector<HTMLInputElement>('input[value="ALREADY_GONE"]')?.click()
    await fill('In words', 'The cameras were empty')
    await press('Record this')
    expect(vault.inputsOf('images.recordResult')[0]).toMatchObject({ items: 0, purgeBy: null })
  })

  test('those that need somebody come first, what was said stays in order', () => {
    const said = (result: 'BEYOND_USE' | 'PURGED', at: number) =>
      ({ system: 'BACKUP', result, items: 1, words: 'x', purgeBy: null, by: aPerson(3).id, at }) as const
    const places = placesOf({ open: ['DEVICES'], results: [said('PURGED', 9), said('BEYOND_USE', 3)] })
    expect(places.map(({ system }) => system)).toEqual(['DEVICES', 'BACKUP'])
    expect(places[1]?.results.map(({ result }) => result)).toEqual(['BEYOND_USE', 'PURGED'])
    expect(places[1]?.waitsForPurge).toBe(false)
  })

  test('the record is saved, or not when that was cancelled', async () => {
    let saved = false
    vault.answer({ 'images.saveRecord': () => ({ saved, fileName: saved ? 'record-9.pdf' : null }) })
    const { press } = await one({ ...done, phase: 'CARRIED_OUT', open: [] })
    await press('Save the destruction record')
    expect(lastToast()).toBe('Nothing was saved')
    saved = true
    await press('Save the destruction record')
    expect(lastToast()).toBe('Saved as record-9.pdf')
  })

  test('a head sees who answers for them', async () => {
    await one(done, 'HEAD')
    expect(pane()).toContain('The office or a safeguarding lead answers for these.')
    expect(buttons().some((words) => words.startsWith('Answer'))).toBe(false)
  })
})

describe('how long an approval lasts', () => {
  const on = CivilDate.parse('2026-11-05')
  const given = (phase: Disposal['phase']) => aDisposal(1, { phase, answeredBy: id(2), answeredOn: on })

  test.each([
    ['its 30th day is the last', 'APPROVED', 30, null],
    ['the 31st is too late', 'APPROVED', 31, '2026-12-05'],
    ['broken off as well', 'BROKEN_OFF', 31, '2026-12-05'],
    ['what is carried out has none', 'CARRIED_OUT', 400, null],
    ['what was refused has none', 'REFUSED', 400, null],
  ] as const)('%s', (_what, phase, days, last) => {
    expect(ranOutOn(given(phase), shifted(on, days))).toBe(last)
    expect(waitsForAnswer(given(phase), shifted(on, days))).toBe(last !== null)
  })
})
