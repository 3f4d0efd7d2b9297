import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Role } from '@contract'
import App from '@renderer/App.vue'
import { useSession } from '@renderer/features/session/session-store'
import { useSchools } from '@renderer/features/schools/schools-store'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault
let now = aSession()

async function open(at = '/') {
  const shown = await show(App, { at })
  await flushPromises()
  await flushPromises()
  return shown
}
async function press(key: string, held: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
  await flushPromises()
}
const railWords = () =>
  [...document.querySelectorAll('nav[aria-label="Screens"] a')].map((link) => link.textContent.trim())

beforeEach(() => {
  now = aSession()
  vault = installFakeVault({
    'session.state': () => now,
    'session.enterSchool': ({ enter }) => (now = aSession({ ...now, school: enter })),
    'session.lock': () => (now = aSession({ state: 'locked', person: null })),
    'session.leavePractice': () => (now = aSession({ state: 'no-trust', person: null, trust: null, hasTrust: false })),
    'schools.list': () => [aCard(1), aCard(2)],
    'schools.posts': () => ({ appointments: [], alerts: [] }),
    'people.list': () => [],
    'history.list': () => ({ entries: [], more: false }),
  })
})

describe('the frame', () => {
  test('title and focus tell the screen when it opens', async () => {
    const { router } = await open()
    expect(document.title).toBe('Schools - Rowan Trust - Trustward')
    expect(document.activeElement?.textContent).toBe('Schools')
    await router.push('/people')
    await flushPromises()
    expect(document.title).toBe('People - Rowan Trust - Trustward')
    expect(document.activeElement?.textContent).toBe('People')
  })

  test('the window is bound to the school it shows and let go of again', async () => {
    const { router } = await open()
    await router.push(`/schools/${id(101)}`)
    await flushPromises()
    expect(useSession().school).toBe(id(101))
    expect(document.title).toBe('Posts - School 1 - Trustward')
    expect(useSchools().recentFirst[0]?.id).toBe(id(101))
    await router.push('/')
    await flushPromises()
    expect(useSession().school).toBeNull()
  })

  test('a school one may not enter leads back to the list and says why', async () => {
    vault.answer({
      'session.enterSchool': ({ enter }) => {
        if (enter !== null) throw new Fault('denied', 'Your roles do not open this school.')
        return now
      },
    })
    const { router, text } = await open()
    await router.push(`/schools/${id(101)}`)
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('schools')
    expect(text()).toContain('Your roles do not open this school.')
  })

  test('a school asked for before unlocking is bound once somebody is in', async () => {
    await open(`/schools/${id(102)}`)
    expect(vault.inputsOf('session.enterSchool')).toEqual([{ enter: id(102) }])
    expect(document.title).toBe('Posts - School 2 - Trustward')
  })

  test.each([
    ['TRUST_SAFEGUARDING_LEAD', ['Schools', 'People', 'History', 'Settings']],
    ['OFFICE_STAFF', ['Schools', 'People', 'Settings']],
    ['GOVERNOR', ['Schools', 'Settings']],
  ] as const)('%s finds the screens of the role on the rail', async (role: Role, some) => {
    now = aSession({}, role)
    await open()
    expect(railWords()).toEqual(expect.arrayContaining([...some]))
    expect(railWords().includes('History')).toBe((some as readonly string[]).includes('History'))
    expect(railWords().includes('People')).toBe((some as readonly string[]).includes('People'))
  })

  test('a link to a screen the role does not open explains itself', async () => {
    now = aSession({}, 'GOVERNOR')
    const { text } = await open('/history')
    expect(text()).toContain('Not for your role')
    expect(vault.inputsOf('history.list')).toEqual([])
  })

  test('an address that is no screen says so', async () => {
    const { text } = await open('/nowhere')
    expect(text()).toContain('Nothing here')
  })
})

describe('keys everywhere', () => {
  test('Ctrl and a digit open the screens of the rail', async () => {
    const { router } = await open()
    const compare = railWords().indexOf('Compare') + 1
    await press(String(compare), { ctrlKey: true })
    expect(router.currentRoute.value.name).toBe('compare')
  })

  test('commands find a school by its short name and go there', async () => {
    const { router, fill } = await open()
    await press('k', { ctrlKey: true })
    await fill('Type a screen, a school or a command', 's2')
    document
      .getElementById('palette-box')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await flushPromises()
    await flushPromises()
    expect(router.currentRoute.value.params['school']).toBe(id(102))
  })

  test('the list of keys names those that work', async () => {
    const { text } = await open()
    await press('F1', { shiftKey: true })
    expect(text()).toContain('Lock now')
    expect(text()).toContain('Ctrl L')
  })

  test('Ctrl+Z takes the last change back, but not while typing', async () => {
    await open()
    let taken = 0
    const step = { words: 'it', run: () => Promise.resolve(((taken += 1), null)) }
    useToasts().done('Done', step)
    const box = document.createElement('input')
    document.body.append(box)
    box.focus()
    await press('z', { ctrlKey: true })
    expect(taken).toBe(0)
    box.blur()
    await press('z', { ctrlKey: true })
    expect(taken).toBe(1)
  })

  test('Ctrl+L locks and leaves nothing on the screen or in the title', async () => {
    const { text } = await open()
    await press('l', { ctrlKey: true })
    expect(document.title).toBe('Trustward')
    expect(text()).toContain('Unlock')
    expect(text()).not.toContain('School 1')
    expect(useSchools().cards).toBeNull()
  })
})

describe('what the vault tells', () => {
  test('a lock from elsewhere empties the page', async () => {
    const { text } = await open()
    expect(text()).toContain('School 1')
    now = aSession({ state: 'locked', person: null })
    vault.tell('session', { state: 'locked' })
    await flushPromises()
    expect(text()).not.toContain('School 1')
    expect(useSchools().cards).toBeNull()
  })

  test('the idle lock is told a minute before and any key takes the note away', async () => {
    const { text } = await open()
    vault.tell('lockSoon', { seconds: 60 })
    await flushPromises()
    expect(text()).toContain('Locking in 60 seconds')
    expect(spoken.assertive).toContain('Locking in 60 seconds')
    await press('a')
    expect(document.querySelector('.soon')).toBeNull()
  })

  test('schools are asked for again when one of them changed', async () => {
    await open()
    const before = vault.inputsOf('schools.list').length
    vault.tell('changed', { school: now.trust?.id ?? fail(), types: ['schools.facts'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('schools.list').length).toBeGreaterThan(before)
  })

  test('no listener is left when the app goes', async () => {
    const { wrapper } = await open()
    wrapper.unmount()
    expect(vault.listeners()).toBe(0)
  })
})

describe('bands', () => {
  test('the practice trust is banded and can be left', async () => {
    now = aSession({ practice: true })
    const { text, press: push } = await open()
    expect(text()).toContain('Everything in this trust is made up')
    await push('Leave the practice trust')
    expect(text()).toContain('Welcome to Trustward')
  })

  test('a kit that is not saved is called for until it is', async () => {
    now = aSession({ kitPrinted: false })
    vault.answer({
      'session.printKit': () => {
        now = aSession({ kitPrinted: true })
        return { saved: true, fileName: 'Kit.pdf' }
      },
    })
    const { text, press: push } = await open()
    expect(text()).toContain('Recovery kit not saved yet.')
    await push('Save it now')
    expect(text()).not.toContain('Recovery kit not saved yet.')
  })

  test('nobody is asked for a kit they may not print', async () => {
    now = aSession({ kitPrinted: false }, 'GOVERNOR')
    const { text } = await open()
    expect(text()).not.toContain('Recovery kit not saved yet.')
  })
})

describe('trouble at the start', () => {
  test('the page says so and asks again when told to', async () => {
    vault.answer({
      'session.state': () => {
        throw new Fault('unavailable', 'The records part of the app did not start. Nothing is lost.')
      },
    })
    const { text, press: push } = await open()
    expect(text()).toContain('did not start')
    vault.answer({ 'session.state': () => now })
    await push('Try again')
    expect(text()).toContain('School 1')
  })
})

function fail(): never {
  throw new Error('The trust is missing.')
}
