import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault, RIGHTS, ROLES, SchoolId } from '@contract'
import SessionGate from '@renderer/features/session/SessionGate.vue'
import SettingsScreen from '@renderer/features/session/SettingsScreen.vue'
import { useSession } from '@renderer/features/session/session-store'
import { appearance } from '@renderer/ui/appearance'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aSession, id } from './support/samples'
import { show } from './support/show'

const noTrust = () => aSession({ state: 'no-trust', hasTrust: false, trust: null, person: null, kitPrinted: false })
const locked = (asksSignInName: boolean) => aSession({ state: 'locked', person: null, asksSignInName })
const strong = { accepted: true, score: 4, guessWords: 'centuries', advice: '' }
let vault: FakeVault

/** Waits until the strength rule has judged what was typed. */
const judged = () => vi.waitFor(() => expect(document.body.textContent).toContain('Guessing it would take'))

beforeEach(() => {
  vault = installFakeVault({ 'session.strength': () => strong })
})

describe('the first run', () => {
  test('there are two doors and no dead one', async () => {
    const { text } = await show(SessionGate, { session: noTrust() })
    expect(document.querySelectorAll('button')).toHaveLength(2)
    expect(text()).toContain('Create a trust')
    expect(text()).toContain('Explore the practice trust')
  })

  test('the practice trust opens with one press', async () => {
    vault.answer({ 'session.practice': () => aSession({ practice: true }) })
    const { press } = await show(SessionGate, { session: noTrust() })
    await press('Explore the practice trust')
    expect(useSession().now?.practice).toBe(true)
  })

  test('a practice trust that cannot be made says why and can be tried again', async () => {
    vault.answer({
      'session.practice': () => {
        throw new Fault('no-space', 'The disk is full. Nothing was written. Free some room, then try again.')
      },
    })
    const { press, text } = await show(SessionGate, { session: noTrust() })
    await press('Explore the practice trust')
    expect(text()).toContain('The disk is full.')
    await press('Explore the practice trust')
    expect(vault.inputsOf('session.practice')).toHaveLength(2)
  })

  test('a trust is made in steps and the kit comes before the end', async () => {
    vault.answer({
      'session.createTrust': ({ trustName }) => aSession({ trust: { id: id(1), name: trustName }, kitPrinted: false }),
      'session.printKit': () => ({ saved: true, fileName: 'Kit.pdf' }),
      'session.state': () => aSession({ kitPrinted: true }),
    })
    const { press, fill, text } = await show(SessionGate, { session: noTrust() })
    await press('Create a trust')
    await fill('Your full name', 'Ashley Field')
    await fill('Sign-in name', 'af')
    await press('Go on')
    await fill('Name of the trust', 'Rowan Trust')
    await press('Go on')
    await fill('Passphrase', 'four words make sense')
    await judged()
    await press('Create the trust')
    expect(vault.inputsOf('session.createTrust')).toEqual([
      { personName: 'Ashley Field', signInName: 'af', trustName: 'Rowan Trust', passphrase: 'four words make sense' },
    ])
    expect(useSession().settingUp).toBe(true)
    expect(text()).toContain('Save your recovery kit')
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('Recovery kit')
    await press('Save the recovery kit')
    expect(text()).toContain('Saved as Kit.pdf')
    await press('Start with my schools')
    expect(useSession().settingUp).toBe(false)
  })

  test('the kit can be put off, not skipped in silence', async () => {
    vault.answer({
      'session.createTrust': () => aSession({ kitPrinted: false }),
      'session.printKit': () => ({ saved: false, fileName: null }),
    })
    const { press, fill, text } = await show(SessionGate, { session: noTrust() })
    await press('Create a trust')
    await fill('Your full name', 'A')
    await fill('Sign-in name', 'a')
    await press('Go on')
    await fill('Name of the trust', 'T')
    await press('Go on')
    await fill('Passphrase', 'four words make sense')
    await judged()
    await press('Create the trust')
    await press('Save the recovery kit')
    expect(text()).toContain('The kit was not saved')
    await press('Do it later')
    expect(text()).toContain('Your trust is ready')
  })

  test('each step says what is missing and keeps what was typed', async () => {
    const { press, fill, field, text } = await show(SessionGate, { session: noTrust() })
    await press('Create a trust')
    await fill('Sign-in name', 'af')
    await press('Go on')
    expect(text()).toContain('Enter your full name')
    expect(document.activeElement?.id).toBe('create-errors')
    expect(field('Sign-in name').value).toBe('af')
  })

  test('a passphrase the rule refuses goes no further', async () => {
    vault.answer({
      'session.strength': () => ({
        accepted: false,
        score: 0,
        guessWords: 'seconds',
        advice: 'Add two more unrelated words.',
      }),
    })
    const { press, fill, text } = await show(SessionGate, { session: noTrust() })
    await press('Create a trust')
    await fill('Your full name', 'A')
    await fill('Sign-in name', 'a')
    await press('Go on')
    await fill('Name of the trust', 'T')
    await press('Go on')
    await fill('Passphrase', 'password')
    await judged()
    await press('Create the trust')
    expect(vault.inputsOf('session.createTrust')).toEqual([])
    expect(text()).toContain('Too easy. Guessing it would take seconds.')
    expect(document.getElementById('create-passphrase-error')?.textContent).toContain('Add two more unrelated words.')
  })
})

describe('the lock', () => {
  test('the sign-in name is asked only where several people unlock', async () => {
    const alone = await show(SessionGate, { session: locked(false) })
    expect(() => alone.field('Sign-in name')).toThrow()
    alone.wrapper.unmount()
    const shared = await show(SessionGate, { session: locked(true) })
    expect(shared.field('Sign-in name')).toBeDefined()
  })

  test('a refusal is told in the vault’s words, whatever was wrong', async () => {
    const words = 'The name or the passphrase is not right. Nothing was changed.'
    vault.answer({
      'session.unlock': () => {
        throw new Fault('denied', words)
      },
    })
    const { press, fill, text } = await show(SessionGate, { session: locked(true) })
    await fill('Sign-in name', 'af')
    await fill('Passphrase', 'wrong')
    await press('Unlock')
    expect(text()).toContain(words)
    expect(useSession().isOpen).toBe(false)
  })

  test('unlocking opens the session and forgets what was typed', async () => {
    vault.answer({ 'session.unlock': () => aSession() })
    const { press, fill } = await show(SessionGate, { session: locked(false) })
    await fill('Passphrase', 'four words make sense')
    await press('Unlock')
    expect(vault.inputsOf('session.unlock')).toEqual([{ signInName: null, passphrase: 'four words make sense' }])
    expect(useSession().isOpen).toBe(true)
  })

  test('the recovery kit opens with a new passphrase', async () => {
    vault.answer({ 'session.recover': () => aSession() })
    const { press, fill } = await show(SessionGate, { session: locked(false) })
    await press('Use the recovery kit')
    await fill('Code from the kit', 'ABCD-EFGH')
    await fill('Your sign-in name', 'af')
    await fill('New passphrase', 'four words make sense')
    await judged()
    await press('Open and set the new passphrase')
    expect(vault.inputsOf('session.recover')[0]).toMatchObject({ kit: 'ABCD-EFGH', signInName: 'af' })
    expect(useSession().isOpen).toBe(true)
  })

  test('a locked practice trust opens with one press and can be left', async () => {
    vault.answer({ 'session.practice': () => aSession({ practice: true }), 'session.leavePractice': () => noTrust() })
    const { press } = await show(SessionGate, { session: aSession({ state: 'locked', person: null, practice: true }) })
    await press('Leave the practice trust')
    expect(useSession().now?.state).toBe('no-trust')
  })
})

describe('rights on the screen', () => {
  const school = SchoolId.parse(id(101))
  const other = SchoolId.parse(id(102))

  test('a role for one school counts there, and elsewhere only for reading of the trust', async () => {
    const dsl = aSession({ person: { id: id(2), name: 'D', roles: [{ role: 'DSL', school }] } })
    await show(SessionGate, { session: dsl })
    const session = useSession()
    expect(session.may('posts.edit', school)).toBe(true)
    expect(session.may('posts.edit', other)).toBe(false)
    expect(session.may('posts.edit', null)).toBe(false)
    expect(session.may('schools.read', null)).toBe(true)
    expect(session.may('schools.read', other)).toBe(false)
  })

  test('every right of every trust-wide role counts everywhere and no other does', async () => {
    await show(SessionGate, { session: aSession() })
    const session = useSession()
    for (const role of ROLES) {
      session.now = aSession({}, role)
      for (const action of RIGHTS.TRUST_SAFEGUARDING_LEAD) {
        expect(session.may(action, school), `${role} ${action}`).toBe(RIGHTS[role].includes(action))
      }
    }
  })
})

describe('settings', () => {
  test('a new passphrase is set with the old one, and both are forgotten', async () => {
    vault.answer({ 'session.changePassphrase': () => ({ changed: true }) })
    const { press, fill, field } = await show(SettingsScreen, { session: aSession() })
    await fill('Passphrase now', 'old')
    await fill('New passphrase', 'four words make sense')
    await judged()
    await press('Change the passphrase')
    expect(vault.inputsOf('session.changePassphrase')).toEqual([{ current: 'old', next: 'four words make sense' }])
    expect(field('Passphrase now').value).toBe('')
    expect(field('New passphrase').value).toBe('')
  })

  test('the minutes until the lock are set at once', async () => {
    vault.answer({ 'session.setIdleMinutes': ({ minutes }) => aSession({ idleMinutes: minutes }) })
    const { fill, field } = await show(SettingsScreen, { session: aSession({ idleMinutes: 5 }) })
    expect(field('Lock after').value).toBe('5')
    await fill('Lock after', '2')
    expect(vault.inputsOf('session.setIdleMinutes')).toEqual([{ minutes: 2 }])
    expect(useSession().now?.idleMinutes).toBe(2)
  })

  test('the kit is offered only to roles that may print it, and not in the practice trust', async () => {
    const governor = await show(SettingsScreen, { session: aSession({}, 'GOVERNOR') })
    expect(governor.text()).not.toContain('Save a new recovery kit')
    governor.wrapper.unmount()
    const practice = await show(SettingsScreen, { session: aSession({ practice: true }) })
    expect(practice.text()).not.toContain('Save a new recovery kit')
    expect(practice.text()).not.toContain('Passphrase now')
  })

  test('rows come closer when compact is chosen', async () => {
    const { field } = await show(SettingsScreen, { session: aSession() })
    field('Compact').click()
    await flushPromises()
    expect(appearance.density).toBe('compact')
    appearance.density = 'comfortable'
  })
})
