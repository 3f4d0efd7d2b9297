/** Who signed, and what was recorded together and is taken back whole: beside a person, in a list, after a file and a class. */
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Together } from '@contract'
import ClearedScreen from '@renderer/features/agreements/ClearedScreen.vue'
import NotSignedScreen from '@renderer/features/agreements/NotSignedScreen.vue'
import SignScreen from '@renderer/features/agreements/SignScreen.vue'
import { today } from '@renderer/ui/dates'
import { useToasts } from '@renderer/ui/toasts-store'
import { aContact, aPupil, aView } from './consents-samples'
import { keys } from './entry-screen'
import {
  aClearance,
  anAgreement,
  aSigning,
  aStanding,
  aVersion,
  choose,
  corbo,
  dialog,
  father,
  forVisitors,
  mother,
  openSignatures,
  rowsOf,
  save,
  school,
  signaturesVault,
  tick,
  versionId,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

const reason = 'The wrong file'
const aTogether = (n: number, change: Partial<Together> = {}): Together =>
  Together.parse({
    ...{ batch: id(40 + n), recordedAt: Date.UTC(2026, 8, 11, 9), recordedBy: id(2), method: 'IMPORT', records: 132 },
    ...{ title: 'Pupils, key stage 2', label: '2026/27', witness: null, takenBack: 0 },
    ...change,
  })

let vault: FakeVault
beforeEach(() => {
  vault = signaturesVault({
    'agreements.clearances': () => [aClearance(corbo, [aStanding()])],
    'agreements.clearance': () => aClearance(corbo, [aStanding()]),
    'agreements.sign': ({ signings }) => ({ recorded: signings.length, same: 0, batch: id(41), warnings: [] }),
    'agreements.takeBackTogether': () => ({ takenBack: 132, left: 0 }),
  })
})
const taken = () => vault.inputsOf('agreements.takeBackTogether')
const pane = () => document.getElementById('right-pane')?.textContent.replace(/\s+/g, ' ') ?? ''

describe('beside a person', () => {
  const at = `/cleared?person=PUPIL-${corbo.signee.id}`
  test('each answer names who gave it, and says what became of it', async () => {
    const parent = { capacity: 'PARENT', together: 30, batch: id(41) } as const
    vault.answer({
      'agreements.signings': () => [
        aSigning(1, { ...parent, contact: mother, signer: 'Marba Thistlemead' }),
        aSigning(2, { ...parent, contact: father, signer: 'Delbo Thistlemead', outcome: 'REFUSED', isVoid: true }),
        aSigning(3, { isCorrected: true }),
      ],
    })
    await openSignatures(ClearedScreen, { at })
    expect(pane()).toContain('Signed by Marba Thistlemead.')
    expect(pane()).toMatch(/Refused ?Taken back.*Said by Delbo Thistlemead\./)
    expect(pane()).toContain('Corrected since')
    // Neither what was taken back nor what was corrected can be taken back.
    expect(pane().match(/Take back all 30 recorded together/g)).toHaveLength(1)
  })

  test('all that was recorded with it is taken back, with a reason', async () => {
    vault.answer({ 'agreements.signings': () => [aSigning(1, { together: 30, batch: id(41) })] })
    const { press, fill, text } = await openSignatures(ClearedScreen, { at })
    await press('Take back all 30 recorded together')
    expect(dialog()?.textContent).toContain('Pupils, key stage 2, 2026/27: 30 answers, recorded on 11 September 2026.')
    await save()
    expect(text()).toContain('Enter a reason of at least 3 letters')
    expect(taken()).toEqual([])
    await fill('Why', reason)
    await save()
    expect(taken()).toEqual([{ school, batch: id(41), reason }])
    expect(dialog()).toBeNull()
  })
})

describe('the list', () => {
  test('says when, how and how many, and takes one back whole', async () => {
    vault.answer({
      'agreements.together': () => [
        aTogether(1),
        aTogether(2, { method: 'IN_CLASS', records: 28, takenBack: 28, witness: 'Orla Pennywhistle' }),
      ],
    })
    const { press, fill } = await openSignatures(SignScreen, { at: '/sign?way=together' })
    const [file, lesson] = rowsOf('together')
    expect(file).toContain('From a file')
    expect(file).toContain('Ashley Field')
    expect(lesson).toContain('In class. Seen by Orla Pennywhistle')
    expect(lesson).toContain('28, 28 taken back')
    expect(lesson).not.toContain('Take back this class')
    await press('Take back this import: Pupils, key stage 2, 132 answers, 11 September 2026')
    await fill('Why', reason)
    await save()
    expect(taken()).toEqual([{ school, batch: id(41), reason }])
    expect(useToasts().toasts.at(-1)?.words).toBe('Taken back: 132 answers')
  })

  test('is empty at first, and says what will be in it', async () => {
    const { text } = await openSignatures(SignScreen, { at: '/sign?way=together' })
    expect(text()).toContain('Nothing was recorded together yet')
  })
})

test('a file just recorded can be taken back from where it was recorded', async () => {
  vault.answer({
    'agreements.versions': () => [aVersion({ id: versionId })],
    'agreements.tryFile': ({ job }) => ({
      ...{ job, fileName: 'answers.csv', fresh: 1 },
      rows: [{ row: 2, outcome: 'NEW', member: 'Corbo Thistlemead', signedOn: '2026-09-10', words: 'Agrees.' }],
    }),
    'agreements.applyFile': () => ({ recorded: 1, batch: id(41) }),
  })
  const { press, fill, text } = await openSignatures(SignScreen, { at: '/sign?way=file' })
  await fill('Who filled it in', 'CHILD')
  await press('Choose a file')
  await press('Record 1 signature')
  expect(text()).toContain('Recorded 1 signature from answers.csv.')
  await press('Take back this import')
  await fill('Why', reason)
  await save()
  expect(taken()).toEqual([{ school, batch: id(41), reason }])
  expect(text()).not.toContain('Recorded 1 signature from answers.csv.')
})

test('a class just recorded is undone whole', async () => {
  const { press, fill } = await openSignatures(NotSignedScreen, { at: '/not-signed' })
  await choose('Choose Corbo Thistlemead, Pupils, key stage 2')
  await press('Signed in class')
  await fill('Adult who saw it', 'Orla Pennywhistle')
  await save()
  expect(vault.inputsOf('agreements.sign')).toHaveLength(1)
  await useToasts().undo()
  expect(taken()).toMatchObject([{ school, batch: id(41) }])
})

describe('a parent at the desk', () => {
  beforeEach(() => {
    vault.answer({
      'agreements.list': () => [anAgreement(), forVisitors],
      'agreements.version': () => aVersion({ id: versionId, label: '2026/27' }),
      'pupils.view': () =>
        aView(aPupil(1, { forename: 'Corbo', surname: 'Thistlemead' }), {
          contacts: [
            aContact(1, { id: mother, name: 'Marba Thistlemead', responsible: true }),
            aContact(2, { id: father, name: 'Delbo Thistlemead', responsible: false }),
          ],
        }),
    })
  })
  const begin = async () => {
    const shown = await openSignatures(SignScreen, { at: '/sign?way=desk' })
    await shown.fill('Who signs', 'parent')
    await shown.fill('For which pupil', 'thistle')
    document.getElementById('desk-parent-pupil')?.focus()
    await keys('Enter')
    await flushPromises()
    return shown
  }

  test('is chosen among the contacts of the pupil, and recorded as that contact', async () => {
    const { press, fill, text, field } = await begin()
    expect(text()).toContain('Pupil: Corbo Thistlemead, 4A')
    expect([...field('Which parent or carer').querySelectorAll('option')].map((one) => one.textContent.trim())).toEqual(
      [
        'Choose',
        'Marba Thistlemead, holds parental responsibility',
        'Delbo Thistlemead, no parental responsibility recorded',
        'Somebody else',
      ],
    )
    await press('Hand over to sign')
    expect(text()).toContain('Choose which parent or carer it is')
    await fill('Which parent or carer', mother)
    await press('Hand over to sign')
    expect(dialog()?.textContent).toContain('For Marba Thistlemead, for Corbo Thistlemead')
    await tick('I have read it')
    await fill('Your own name', 'M. Thistlemead')
    await save()
    expect(vault.inputsOf('agreements.sign')[0]?.signings).toEqual([
      {
        ...{ version: versionId, signee: corbo.signee, capacity: 'PARENT', outcome: 'SIGNED', contact: mother },
        ...{
          name: null,
          signedOn: today(),
          method: 'AT_DESK',
          witness: null,
          until: null,
          parentRead: false,
          note: null,
        },
      },
    ])
  })

  test('who is no contact is named, and may refuse', async () => {
    const { press, fill } = await begin()
    await fill('Which parent or carer', 'other')
    await fill('Name of whoever signed', 'Undo Ash')
    await press('Hand over to sign')
    await press('I do not agree')
    await flushPromises()
    expect(vault.inputsOf('agreements.sign')[0]?.signings).toMatchObject([
      { outcome: 'REFUSED', contact: null, name: 'Undo Ash' },
    ])
  })
})
