import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Signing, type SigningFacts } from '@contract'
import SignScreen from '@renderer/features/agreements/SignScreen.vue'
import { capacitiesFor } from '@renderer/features/agreements/signing/paper'
import { found } from '@renderer/features/agreements/signing/lists'
import { useToasts } from '@renderer/ui/toasts-store'
import { focused, key, keys, scan, SCANNER, type } from './entry-screen'
import {
  aClearance,
  agreementId,
  aldana,
  anAgreement,
  aPupilMember,
  aSigning,
  aStanding,
  corbo,
  father,
  forVisitors,
  mother,
  openSignatures,
  school,
  signaturesVault,
  tamsin,
  versionId,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let kept: Signing[]

beforeEach(() => {
  kept = []
  vault = signaturesVault({
    'agreements.clearances': () => [corbo, aldana, tamsin].map((member) => aClearance(member, [aStanding()])),
    'agreements.readForm': ({ number }) => {
      if (!/^[12]/.test(number)) throw new Fault('not-found', 'Not a form of this school.')
      return {
        ...{ version: versionId, label: '2026/27', title: 'Pupils, key stage 2', capacities: ['CHILD', 'PARENT'] },
        ...{ member: number.startsWith('1') ? corbo : aldana, standing: aStanding() },
        signers: [
          { contact: father, name: 'Delbo Thistlemead', responsible: false },
          { contact: mother, name: 'Marba Thistlemead', responsible: true },
        ],
      }
    },
    'agreements.sign': ({ signings }) => {
      kept = [...kept, ...signings.map((facts, at) => aSigning(kept.length + at, { ...facts, label: '2026/27' }))]
      return { recorded: signings.length, same: 0, batch: id(9), warnings: [] }
    },
    'agreements.signings': ({ signee }) => kept.filter((one) => one.signee.id === signee.id),
    'agreements.takeBackTogether': () => {
      const takenBack = kept.filter(({ isVoid }) => !isVoid).length
      kept = kept.map((one) => ({ ...one, isVoid: true }))
      return { takenBack, left: 0 }
    },
  })
})
const sent = () => vault.inputsOf('agreements.sign').map(({ signings }) => signings)
const facts = (change: Partial<SigningFacts>): SigningFacts =>
  ({
    ...{ version: versionId, signee: corbo.signee, capacity: 'CHILD', outcome: 'SIGNED', contact: null, name: null },
    ...{ signedOn: '2026-09-10', method: 'PAPER', witness: null, until: null, parentRead: false, note: null },
    ...change,
  }) as SigningFacts // The day is a plain text here; the contract has read it in the vault already.
async function day(typed: string) {
  document.getElementById('paper-date')?.focus()
  await type(typed)
}
/** The line that says how many were keyed. */
const counted = () => document.body.textContent.replace(/\s+/g, ' ')

describe('a form that is scanned', () => {
  test('S for each line, a digit for who signed, the date, Enter; the next takes the same date', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    expect(focused()).toContain('1 of 2. The child: Not given')
    await keys('s', 's')
    expect(focused()).toBe('paper-signer')
    await keys('1')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([[facts({}), facts({ capacity: 'PARENT', contact: mother })]])
    expect(focused()).toBe('Scan the form, or type a name')
    expect(counted()).toContain('1 form keyed in this sitting.')

    await scan('2'.repeat(14))
    await keys('s', 'u', 'Enter')
    expect(sent()[1]).toEqual([facts({ signee: aldana.signee })])
    expect(counted()).toContain('2 forms keyed')
  })

  test('whoever holds responsibility stands first and is marked; a refusal says who refused', async () => {
    const { text } = await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('u', 'r')
    const lines = [...document.querySelectorAll('#paper-signer [role="option"]')].map((one) => one.textContent)
    expect(lines[0]).toContain('Marba Thistlemead')
    expect(lines[0]).toContain('holds parental responsibility')
    expect(lines[1]).toContain('no parental responsibility recorded')
    await keys('2')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([[facts({ capacity: 'PARENT', outcome: 'REFUSED', contact: father })]])
    expect(text()).toContain('Last: Corbo Thistlemead, blank and refused')
  })

  test('somebody who is no contact signs by name; Enter before that says what is open', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('u', 's', '3')
    expect(focused()).toBe('Name of whoever signed')
    await keys('Enter')
    expect(sent()).toEqual([])
    document.getElementById('paper-signer-name')?.focus()
    await type('Osric Fenn')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([[facts({ capacity: 'PARENT', name: 'Osric Fenn' })]])
  })

  test('who cannot sign needs an adult who saw it', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('c', 'u')
    expect(focused()).toBe('Adult who saw that they cannot sign')
    await type('Morwen Larch')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([[facts({ outcome: 'CANNOT_SIGN', witness: 'Morwen Larch' })]])
  })

  test('nothing on the paper is nothing to record', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('u', 'u')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([])
    expect(focused()).toContain('1 of 2')
  })

  test('letters do nothing outside the lines', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    document.getElementById('paper-note')?.focus()
    await type('src')
    expect(document.querySelectorAll('#paper-lines [aria-selected="true"]')).toHaveLength(0)
    expect(document.querySelector<HTMLInputElement>('#paper-note')?.value).toBe('src')
  })

  test('a scan never lands in a field, and never leaves a form that has been begun', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('s')
    document.getElementById('paper-note')?.focus()
    await type('By post')
    await scan('2'.repeat(14))
    expect(document.querySelector<HTMLInputElement>('#paper-note')?.value).toBe('By post')
    expect(document.querySelector('h2')?.textContent).toBe('Corbo Thistlemead')
    expect(vault.inputsOf('agreements.readForm')).toHaveLength(1)
  })

  test('an untouched form makes way for the next one; the same code twice stays', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await scan()
    expect(vault.inputsOf('agreements.readForm')).toHaveLength(1)
    await scan('2'.repeat(14))
    expect(document.querySelector('h2')?.textContent).toBe('Aldana Birch')
  })

  test('a form of another school and a code of something else are said', async () => {
    const { text } = await openSignatures(SignScreen, { at: '/sign' })
    await scan('9'.repeat(14))
    expect(text()).toContain('Not a form of this school.')
    for (const [at, name] of [...'BADGE-0042', 'Enter'].entries()) key(name, at === 0 ? 140 : SCANNER)
    await flushPromises()
    expect(text()).toContain('That code is no form number. Nothing was typed.')
    expect(document.querySelector<HTMLInputElement>('#paper-find')?.value).toBe('')
  })

  test('a refused form is back in the hand with all of it', async () => {
    vault.answer({
      'agreements.sign': () => {
        throw new Fault('bad-input', 'Row 1: signed before the text was issued. Nothing was recorded.')
      },
    })
    const { text } = await openSignatures(SignScreen, { at: '/sign' })
    await scan()
    await keys('s', 'u')
    await day('1 1 2020')
    await keys('Enter')
    expect(text()).toContain('signed before the text was issued')
    expect(document.querySelectorAll('#paper-lines [aria-selected="true"]')).toHaveLength(2)
    expect(document.activeElement?.textContent).toBe('Corbo Thistlemead')
    expect(counted()).toContain('0 forms keyed')
  })
})

describe('a form found by name', () => {
  beforeEach(() => {
    vault.answer({
      'agreements.list': () => [anAgreement({ signers: 'CHILD' }), forVisitors],
      'agreements.clearances': () =>
        [corbo, aldana, tamsin, aPupilMember(4, { name: 'Tamsin Birch', group: '5C' })].map((member) =>
          aClearance(member, [aStanding({ missing: ['CHILD'] })]),
        ),
    })
  })
  test('surname, space, first letter, Enter; then its lines', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await type('bi a')
    await keys('Enter')
    expect(focused()).toContain('1 of 1. The child')
    await keys('s')
    await day('10 9 2026')
    await keys('Enter')
    expect(sent()).toEqual([[facts({ signee: aldana.signee })]])
  })

  test('two of one name stop for a choice', async () => {
    const { text } = await openSignatures(SignScreen, { at: '/sign' })
    await type('birch t')
    await keys('Enter')
    expect(text()).toContain('2 people are called Tamsin Birch')
    await keys('ArrowDown', 'ArrowDown', 'Enter')
    expect(text()).toContain('5C')
    expect(document.querySelector('h2')?.textContent).toBe('Tamsin Birch')
  })

  test('the address brings the person and the agreement', async () => {
    await openSignatures(SignScreen, { at: `/sign?agreement=${agreementId}&person=PUPIL-${corbo.signee.id}` })
    await flushPromises()
    expect(document.querySelector('h2')?.textContent).toBe('Corbo Thistlemead')
  })
})

describe('undoing the last form', () => {
  const keyOne = async () => {
    await scan()
    await keys('s', 's', '1')
    await day('10 9 2026')
    await keys('Enter')
  }
  test('takes every line of it back, and counts one less', async () => {
    const { press, text } = await openSignatures(SignScreen, { at: '/sign' })
    await keyOne()
    await press('Undo the last form')
    await flushPromises()
    expect(kept.map(({ isVoid }) => isVoid)).toEqual([true, true])
    expect(vault.inputsOf('agreements.takeBackTogether')).toMatchObject([{ school, batch: id(9) }])
    expect(counted()).toContain('0 forms keyed')
    expect(text()).not.toContain('Undo the last form')
    expect(useToasts().undoSteps).toHaveLength(0)
  })

  test('Ctrl Z in the empty search does the same', async () => {
    await openSignatures(SignScreen, { at: '/sign' })
    await keyOne()
    const find = document.getElementById('paper-find')
    find?.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))
    await flushPromises()
    await flushPromises()
    expect(kept.every(({ isVoid }) => isVoid)).toBe(true)
  })

  test('what was taken back elsewhere meanwhile is told', async () => {
    const { press, text } = await openSignatures(SignScreen, { at: '/sign' })
    await keyOne()
    vault.answer({
      'agreements.takeBackTogether': () => {
        throw new Fault('conflict', 'All of that was taken back already. Nothing was changed.')
      },
    })
    await press('Undo the last form')
    await flushPromises()
    expect(text()).toContain('All of that was taken back already.')
    expect(counted()).toContain('1 form keyed')
  })
})

test('no text in force leads to the agreements', async () => {
  vault.answer({ 'agreements.list': () => [anAgreement({ inForce: null })] })
  const { text } = await openSignatures(SignScreen, { at: '/sign' })
  expect(text()).toContain('No text in force')
  expect(text()).toContain('Open the agreements')
})

test.each([
  ['PUPIL', 'BOTH', [], ['CHILD', 'PARENT']],
  ['PUPIL', 'BOTH', ['PARENT'], ['PARENT']],
  ['PUPIL', 'ADULT', [], ['PARENT']],
  ['PUPIL', 'CHILD', [], ['CHILD']],
  ['ADULT', 'ADULT', ['ADULT'], ['ADULT']],
  ['ADULT', 'BOTH', [], ['ADULT']],
] as const)('lines of a form for a %s where %s signs and %j is missing: %j', (kind, signers, missing, lines) => {
  expect(capacitiesFor({ signee: { kind, id: id(1) } }, signers, missing)).toEqual(lines)
})

test.each([
  ['thi', ['Corbo Thistlemead']],
  ['corbo th', ['Corbo Thistlemead']],
  ['birch', ['Aldana Birch', 'Tamsin Birch']],
  ['Birch t', ['Tamsin Birch']],
  ['1002', ['Aldana Birch']],
  ['  ', []],
  ['zz', []],
])('typing "%s" finds %j', (typed, names) => {
  expect(found([corbo, aldana, tamsin], typed).map(({ member }) => member.name)).toEqual(names)
})
