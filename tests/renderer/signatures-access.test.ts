import { beforeEach, describe, expect, test } from 'vitest'
import { AccessGrant, Fault, Loan } from '@contract'
import type { z } from 'zod'
import AccessScreen from '@renderer/features/agreements/AccessScreen.vue'
import { shifted, today } from '@renderer/ui/dates'
import { keys, type } from './entry-screen'
import {
  aClearance,
  aldana,
  anAgreement,
  aStanding,
  choose,
  corbo,
  dialog,
  openSignatures,
  rowsOf,
  save,
  school,
  signaturesVault,
  signed,
  tamsin,
  tick,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

const aLoan = (n: number, change: Partial<z.input<typeof Loan>> = {}): Loan =>
  Loan.parse({
    ...{ id: id(5000 + n), device: `Laptop ${n}`, serial: null, borrower: corbo.signee, member: corbo },
    ...{ from: '2026-09-01', dueOn: '2027-07-20', returnedOn: null, condition: null, overdue: false, signed: true },
    ...change,
  })
const aGrant = (n: number, change: Partial<z.input<typeof AccessGrant>> = {}): AccessGrant =>
  AccessGrant.parse({
    ...{ id: id(5100 + n), member: corbo, system: 'Network', grantedOn: '2026-09-02', grantedBy: id(2) },
    ...{ endedOn: null, toEnd: false },
    ...change,
  })
const statement = anAgreement({ id: id(3009), title: 'Loan of a device', audiences: ['DEVICE_LOAN'] })

let vault: FakeVault
beforeEach(() => {
  vault = signaturesVault({
    'agreements.list': () => [anAgreement(), statement],
    'agreements.clearances': () => [
      aClearance(corbo, [signed()]),
      aClearance(tamsin, [aStanding()]),
      aClearance(aldana, [signed()]),
    ],
    'agreements.loans': () => [
      aLoan(1),
      aLoan(2, { overdue: true, dueOn: '2026-10-01', signed: false }),
      aLoan(3, { returnedOn: '2026-11-01', condition: 'Charger missing' }),
    ],
    'agreements.access': () => [
      aGrant(1),
      aGrant(2, { member: aldana, toEnd: true }),
      aGrant(3, { member: tamsin, endedOn: '2026-10-01' }),
    ],
  })
})
const pick = async (typed: string) => {
  document.getElementById('lend-borrower')?.focus()
  await type(typed)
  await keys('Enter')
}

describe('loans', () => {
  test('overdue first, those that came back on request with their condition', async () => {
    const { text } = await openSignatures(AccessScreen, { at: '/access' })
    expect(text()).toContain('2 devices on loan, 1 overdue.')
    expect(rowsOf('loans').map((row) => row.startsWith('Laptop 2'))).toEqual([true, false])
    expect(rowsOf('loans')[0]).toContain('Statement not signed')
    await tick('Those that came back too')
    expect(rowsOf('loans')[2]).toContain('Came back 1 Nov 2026: Charger missing')
  })

  test('is lent to somebody found by name', async () => {
    vault.answer({ 'agreements.lend': ({ facts }) => aLoan(4, facts) })
    const { press, fill, text } = await openSignatures(AccessScreen, { at: '/access' })
    await press('Lend a device')
    await save()
    expect(text()).toContain('Choose who borrows it')
    await fill('Device', 'Tablet 12')
    await pick('birch a')
    expect(text()).toContain('Borrower: Aldana Birch, 4B')
    await fill('Due back on', '-1')
    await save()
    expect(text()).toContain('It is due back before it is lent.')
    await fill('Due back on', '+30')
    await save()
    expect(vault.inputsOf('agreements.lend')).toEqual([
      {
        school,
        facts: {
          ...{ device: 'Tablet 12', serial: null, borrower: aldana.signee, from: today() },
          dueOn: shifted(today(), 30),
        },
      },
    ])
    expect(rowsOf('loans')).toHaveLength(3)
  })

  test('whoever has not signed the statement is told in words, with the way to sign it', async () => {
    vault.answer({
      'agreements.lend': () => {
        throw new Fault('conflict', 'Tamsin has not signed the statement for loans. Nothing was lent.')
      },
    })
    const { press, fill } = await openSignatures(AccessScreen, { at: '/access' })
    await press('Lend a device')
    await fill('Device', 'Tablet 12')
    await pick('birch t')
    await save()
    expect(dialog()?.textContent).toContain('has not signed the statement for loans')
    const href = dialog()?.querySelector('a[href*="/sign"]')?.getAttribute('href')
    expect(href).toContain(`person=PUPIL-${tamsin.signee.id}`)
    expect(href).toContain(`agreement=${statement.id}`)
  })

  test('is taken back with its condition, not before it was lent', async () => {
    vault.answer({
      'agreements.takeBack': ({ returnedOn, condition }) => aLoan(2, { returnedOn, condition }),
    })
    const { press, fill, text } = await openSignatures(AccessScreen, { at: '/access' })
    await press('Take back: Laptop 2, Corbo Thistlemead')
    await fill('Came back on', '1 8 2026')
    await save()
    expect(text()).toContain('It came back before it was lent.')
    await fill('Came back on', 'today')
    await fill('Condition', 'Scratched')
    await save()
    expect(vault.inputsOf('agreements.takeBack')).toEqual([
      { school, loan: id(5002), returnedOn: today(), condition: 'Scratched' },
    ])
    expect(rowsOf('loans')).toHaveLength(1)
  })
})

describe('access', () => {
  test('what is to end first; the office sees it and neither gives nor ends', async () => {
    const { text } = await openSignatures(AccessScreen, { at: '/access' })
    expect(rowsOf('access').map((row) => row.includes('To end'))).toEqual([true, false])
    expect(rowsOf('access')[1]).toContain('Ashley Field')
    expect(text()).toContain('2 lines of access; 1 to end')
    expect(text()).toContain('Giving and ending access is for')
    expect(text()).not.toContain('Give access')
  })

  test('is given only to those who are cleared, by class', async () => {
    vault.answer({
      'agreements.grantAccess': ({ signees, system, on }) =>
        signees.map(() => aGrant(4, { system, grantedOn: on, member: corbo })),
    })
    const { press, fill, text } = await openSignatures(AccessScreen, { at: '/access', role: 'IT' })
    await press('Give access')
    await fill('Access to', 'Wireless network')
    await fill('Class or group', '4A')
    expect(dialog()?.textContent).not.toContain('Tamsin Birch')
    expect(text()).toContain('1 person there is not cleared')
    await save()
    expect(text()).toContain('Tick at least one')
    await tick('Corbo Thistlemead')
    await save()
    expect(vault.inputsOf('agreements.grantAccess')).toEqual([
      { school, signees: [corbo.signee], system: 'Wireless network', on: today() },
    ])
    expect(rowsOf('access')).toHaveLength(3)
  })

  test('ends for all that are to end at once, or for those that were chosen', async () => {
    vault.answer({
      'agreements.endAccess': ({ grants, on }) =>
        grants.map((grant) => aGrant(1, { id: grant, member: aldana, endedOn: on })),
    })
    const { press, text } = await openSignatures(AccessScreen, { at: '/access', role: 'DSL' })
    await press('End the one that is to end')
    expect(dialog()?.textContent).toContain('Aldana Birch (Network)')
    await save()
    await choose('Choose Corbo Thistlemead, Network')
    await press('End access of 1 line')
    await save()
    expect(vault.inputsOf('agreements.endAccess')).toEqual([
      { school, grants: [id(5102)], on: today() },
      { school, grants: [id(5101)], on: today() },
    ])
    expect(rowsOf('access')).toEqual([])
    expect(text()).toContain('No access has been recorded.')
  })
})
