import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Clearance } from '@contract'
import HomeScreen from '@renderer/features/agreements/HomeScreen.vue'
import NotSignedScreen from '@renderer/features/agreements/NotSignedScreen.vue'
import { today } from '@renderer/ui/dates'
import {
  aClearance,
  aCompletion,
  agreementId,
  aldana,
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
  versionId,
  visitor,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault
let clearances: Clearance[]
const other = { agreement: id(3002), title: 'Visitors', version: id(3102) }

beforeEach(() => {
  clearances = [
    aClearance(aldana, [aStanding({ state: 'RESIGN_DUE', words: 'A rule changed on 1 September 2026.' })]),
    aClearance(corbo, [aStanding()]),
    aClearance(tamsin, [aStanding({ state: 'PART_SIGNED', missing: ['PARENT'] })]),
    aClearance(visitor, [aStanding({ ...other, missing: ['ADULT'], state: 'EXPIRED' })]),
  ]
  vault = signaturesVault({
    'agreements.clearances': () => clearances,
    'agreements.completion': () => [
      aCompletion(),
      aCompletion({ group: '4A', inScope: 2, current: 0, notSigned: 2 }),
      aCompletion({ ...{ agreement: other.agreement, title: 'Visitors', inScope: 3, current: null } }),
    ],
    'agreements.sign': ({ signings }) => ({ recorded: signings.length, same: 0, batch: id(9), warnings: [] }),
  })
})
const press = (name: string, held: KeyboardEventInit = {}) => {
  const cell = document.querySelector<HTMLElement>('#not-signed tbody [tabindex="0"]')
  cell?.focus()
  cell?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...held }))
  return flushPromises()
}

describe('who has not signed', () => {
  test('everybody by class and name, each with state, who is missing and why; whoever signed is not there', async () => {
    clearances.push(aClearance(aldana, [signed({ agreement: id(3003), title: 'Own devices' })]))
    const { text } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    expect(rowsOf('not-signed').map((row) => row.split(' ')[0])).toEqual(['Corbo', 'Tamsin', 'Aldana', 'Perran'])
    expect(rowsOf('not-signed').join(' ')).toContain('A rule changed on 1 September 2026.')
    expect(text()).toContain('To sign again')
    expect(rowsOf('not-signed').join(' ')).not.toContain('Own devices')
  })

  test('progress stands as figure, words and bar; what may not be shown says so', async () => {
    const { text, fill } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    expect(text()).toContain('24 of 30 signed, 80%')
    expect(rowsOf('agreement-figures').find((row) => row.includes('Visitors'))).toContain('Not shown')
    await fill('Agreement', agreementId)
    expect(rowsOf('agreement-figures')).toHaveLength(2)
    expect(text()).toContain('0 of 2 signed, 0%')
  })

  test('the address, the class and the state narrow the list, and one press shows all again', async () => {
    const { fill, press: button } = await openSignatures(NotSignedScreen, {
      at: `/not-signed?agreement=${agreementId}`,
    })
    expect(rowsOf('not-signed')).toHaveLength(3)
    await fill('Class or group', '4B')
    expect(rowsOf('not-signed')).toHaveLength(1)
    await fill('How they stand', 'REFUSED')
    expect(rowsOf('not-signed')).toHaveLength(0)
    await button('Show all')
    expect(rowsOf('not-signed')).toHaveLength(4)
  })

  test('everybody has signed says so, and so does a school in which nobody is asked', async () => {
    clearances = [aClearance(corbo, [signed()])]
    const { text } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    expect(text()).toContain('Everybody has signed')
    clearances = []
    const again = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    expect(again.text()).toContain('Nobody is asked for an agreement yet')
  })

  test('a list that cannot be read is said', async () => {
    vault.answer({
      'agreements.clearances': () => {
        throw new Fault('unavailable', 'The file is being restored.')
      },
    })
    const { text } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    expect(text()).toContain('The file is being restored.')
  })
})

describe('signed in class', () => {
  test('chosen by keys: whoever was not there stays, whoever needs a parent is left out and said', async () => {
    const {
      text,
      press: button,
      fill,
    } = await openSignatures(NotSignedScreen, {
      at: `/not-signed?agreement=${agreementId}`,
    })
    await press('a', { ctrlKey: true })
    expect(text()).toContain('3 lines chosen')
    await button('Signed in class')
    expect(text()).toContain('1 person left out')
    await tick('Aldana Birch')
    await save()
    expect(text()).toContain('Enter the name of the adult who saw it')
    expect(vault.inputsOf('agreements.sign')).toEqual([])
    await fill('Adult who saw it', 'Morwen Larch')
    await save()
    expect(vault.inputsOf('agreements.sign')).toEqual([
      {
        school,
        signings: [
          {
            ...{ version: versionId, signee: corbo.signee, capacity: 'CHILD', outcome: 'SIGNED', contact: null },
            ...{ name: null, signedOn: today(), method: 'IN_CLASS', witness: 'Morwen Larch', until: null },
            ...{ parentRead: false, note: null },
          },
        ],
      },
    ])
    expect(dialog()).toBeNull()
    expect(vault.inputsOf('agreements.clearances').length).toBe(2)
  })

  test('a refusal keeps the dialog with all that was ticked', async () => {
    vault.answer({
      'agreements.sign': () => {
        throw new Fault('bad-input', 'Row 1: signed before the text was issued. Nothing was recorded.')
      },
    })
    const { text, press: button, fill } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    await choose('Choose Corbo Thistlemead, Pupils, key stage 2')
    await button('Signed in class')
    await fill('Adult who saw it', 'Morwen Larch')
    await save()
    expect(text()).toContain('signed before the text was issued')
    expect(text()).toContain('1 of 1 ticked')
  })

  test('a day to come is not one', async () => {
    const { text, press: button, fill } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    await choose('Choose Corbo Thistlemead, Pupils, key stage 2')
    await button('Signed in class')
    await fill('Adult who saw it', 'Morwen Larch')
    await fill('Day they signed', '+2')
    await save()
    expect(text()).toContain('That day has not come yet')
    expect(vault.inputsOf('agreements.sign')).toEqual([])
  })

  test('lines of two agreements are not signed at once', async () => {
    const { text, press: button } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
    await press('a', { ctrlKey: true })
    await button('Signed in class')
    expect(text()).toContain('Choose lines of one agreement only.')
  })

  test('whoever only sees has nothing to choose and prints nothing', async () => {
    const { text } = await openSignatures(NotSignedScreen, {
      ...{ at: `/not-signed?agreement=${agreementId}`, role: 'HEAD' },
    })
    expect(document.querySelectorAll('#not-signed input')).toHaveLength(0)
    expect(text()).not.toContain('Print forms')
    expect(text()).toContain('What changed')
  })
})

test('forms and letters are about one agreement, and about the class that is shown', async () => {
  vault.answer({
    'agreements.printPack': () => ({ saved: true, fileName: 'forms.pdf', forms: 2 }),
    'agreements.printLetters': () => ({ saved: true, fileName: 'letters.pdf', letters: 1 }),
    'agreements.printChanges': () => ({ saved: false, fileName: null }),
  })
  const { text, press: button, fill } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
  expect(text()).not.toContain('Print letters')
  await fill('Agreement', agreementId)
  await fill('Class or group', '4A')
  await button('Print letters')
  await button('What changed')
  await button('Print forms')
  await save()
  expect(vault.inputsOf('agreements.printLetters')).toEqual([{ school, agreement: agreementId, group: '4A' }])
  expect(vault.inputsOf('agreements.printChanges')).toEqual([{ school, agreement: agreementId }])
  expect(vault.inputsOf('agreements.printPack')).toEqual([
    { school, version: versionId, group: '4A', onlyMissing: true },
  ])
})

describe('schools of the trust', () => {
  const open = async () => {
    vault.answer({
      'schools.list': () => [aCard(1), aCard(2), aCard(3)],
      'agreements.trustCompletion': () => [
        { school: id(101), completion: [aCompletion({ current: 30 }), aCompletion({ group: '4A', inScope: 9 })] },
        {
          school: id(102),
          completion: [aCompletion({ inScope: 10, current: 7 }), aCompletion({ inScope: 10, current: 3 })],
        },
        { school: id(103), completion: null },
      ],
    })
    const shown = await show(HomeScreen, { session: aSession(), at: '/agreements?choose' })
    const { useSchools } = await import('@renderer/features/schools/schools-store')
    await useSchools().load()
    await flushPromises()
    return shown
  }
  const names = () =>
    [...document.querySelectorAll('#trust-completion tbody th')].map((cell) => cell.textContent.trim())

  test('one sentence on top, the least first, what cannot be opened last', async () => {
    const { text } = await open()
    expect(text()).toContain(
      '1 of 2 schools has everything signed; the lowest is School 2 at 50%. 1 school cannot be opened here.',
    )
    expect(names()).toEqual(['School 2', 'School 1', 'School 3'])
    expect(rowsOf('trust-completion')[0]).toContain('10 of 20 signed, 50%')
  })

  test('sorted by any column, those without figures last either way', async () => {
    const { press: button } = await open()
    await button('Signed')
    expect(names()).toEqual(['School 1', 'School 2', 'School 3'])
    await button('School')
    expect(names()).toEqual(['School 1', 'School 2', 'School 3'])
  })
})
