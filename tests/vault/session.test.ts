import { expect, test } from 'vitest'
import { FOUNDER, makeVault } from '../support/vault'

test('is without a trust when the folder is fresh', async () => {
  const vault = await makeVault()
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'no-trust', hasTrust: false, trust: null })
})

test('is open after a trust was created, and again after a restart and the passphrase', async () => {
  const vault = await makeVault()
  const state = await vault.createTrust()
  expect(state).toMatchObject({ state: 'open', person: { name: FOUNDER.personName } })
  await vault.restart()
  expect(await vault.call['session.state']({})).toMatchObject({ state: 'locked', hasTrust: true, trust: null })
  const again = await vault.call['session.unlock']({ signInName: null, passphrase: FOUNDER.passphrase })
  expect(again).toEqual(state)
})

test('opens the practice trust', async () => {
  const vault = await makeVault()
  expect(await vault.call['session.practice']({})).toMatchObject({ state: 'open', practice: true })
  const schools = await vault.call['schools.list']({})
  expect(schools.length).toBe(5)
})
