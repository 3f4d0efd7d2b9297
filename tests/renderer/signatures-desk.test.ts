import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '@contract'
import SignScreen from '@renderer/features/agreements/SignScreen.vue'
import { shifted, today } from '@renderer/ui/dates'
import {
  agreementId,
  anAdult,
  anAgreement,
  aVersion,
  dialog,
  forVisitors,
  openSignatures,
  rowsOf,
  save,
  school,
  signaturesVault,
  tick,
} from './signatures-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
beforeEach(() => {
  vault = signaturesVault({
    'agreements.version': () => aVersion(),
    'agreements.versions': () => [
      aVersion({ id: id(3103), label: '4', state: 'DRAFT', inForce: false, issuedOn: null }),
      aVersion(),
    ],
    'agreements.saveAdult': ({ facts }) => ({ ...facts, id: id(760) }),
    'agreements.sign': ({ signings }) => ({ recorded: signings.length, same: 0, batch: id(9), warnings: [] }),
  })
})

describe('at the desk', () => {
  const begin = async () => {
    const shown = await openSignatures(SignScreen, { at: '/sign?way=desk' })
    await shown.fill('Name', 'Perran Holloway')
    await shown.fill('Organisation', 'Lift repairs')
    await shown.fill('Until when', '+1')
    await shown.press('Hand over to sign')
    return shown
  }

  test('the visitor sees the whole text and nothing of the office, and no key of the office works', async () => {
    await begin()
    const view = dialog()
    expect(view?.textContent).toContain('I use the guest network only.')
    expect(view?.textContent).toContain('I take no pictures of pupils.')
    expect(view?.textContent).not.toContain('School 1')
    const heard: string[] = []
    const listen = (event: KeyboardEvent) => heard.push(event.key)
    window.addEventListener('keydown', listen)
    for (const name of ['k', 'l']) {
      view?.dispatchEvent(new KeyboardEvent('keydown', { key: name, ctrlKey: true, bubbles: true, cancelable: true }))
    }
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    await flushPromises()
    window.removeEventListener('keydown', listen)
    expect(heard).toEqual(['l', 'Escape'])
    expect(dialog()).not.toBeNull()
  })

  test('read and signed with the own name: the adult is taken down, then the signature, for as long as said', async () => {
    const { fill, press, text } = await begin()
    await save()
    expect(dialog()?.textContent).toContain('Tick that you have read it')
    expect(dialog()?.textContent).toContain('Type your name')
    expect(vault.inputsOf('agreements.sign')).toEqual([])
    await tick('I have read it')
    await fill('Your own name', 'P. Holloway')
    await save()
    const until = shifted(today(), 1)
    expect(vault.inputsOf('agreements.saveAdult')).toEqual([
      {
        ...{ school, adult: null },
        facts: {
          ...{ name: 'Perran Holloway', audience: 'VISITOR', group: null, organisation: 'Lift repairs' },
          ...{ from: today(), until },
        },
      },
    ])
    expect(vault.inputsOf('agreements.sign')[0]?.signings).toEqual([
      {
        ...{ version: id(3102), signee: { kind: 'ADULT', id: id(760) }, capacity: 'ADULT', outcome: 'SIGNED' },
        ...{ contact: null, name: 'P. Holloway', signedOn: today(), method: 'AT_DESK', witness: null, until },
        ...{ parentRead: false, note: null },
      },
    ])
    expect(dialog()?.textContent).toContain('Hand the keyboard back')
    await press('Done')
    expect(dialog()).toBeNull()
    expect(text()).toContain('Hand over to sign')
    expect(document.querySelector<HTMLInputElement>('#desk-name')?.value).toBe('')
    expect(document.activeElement?.id).toBe('desk-name')
  })

  test('who does not agree is recorded so without ticking or signing anything', async () => {
    const { press } = await begin()
    await press('I do not agree')
    await flushPromises()
    expect(vault.inputsOf('agreements.sign')[0]?.signings).toMatchObject([
      { outcome: 'REFUSED', name: 'Perran Holloway' },
    ])
    expect(dialog()?.textContent).toContain('you did not agree')
  })

  test('a signature that was refused is tried again for the same person', async () => {
    let refuse = true
    vault.answer({
      'agreements.sign': () => {
        if (refuse) throw new Fault('unavailable', 'The file is busy. Nothing was recorded.')
        return { recorded: 1, same: 0, batch: null, warnings: [] }
      },
      'agreements.adults': () => [anAdult(1)],
    })
    const { fill } = await begin()
    await tick('I have read it')
    await fill('Your own name', 'P. Holloway')
    await save()
    expect(dialog()?.textContent).toContain('The file is busy.')
    refuse = false
    await save()
    expect(dialog()?.textContent).toContain('Your signature is recorded.')
    expect(vault.inputsOf('agreements.saveAdult')).toHaveLength(1)
  })

  test('whoever was here before comes again with the days of this visit', async () => {
    vault.answer({ 'agreements.adults': () => [anAdult(1)] })
    const { fill, press, field } = await openSignatures(SignScreen, { at: '/sign?way=desk' })
    await fill('Signed here before', id(751))
    expect(field('Name').value).toBe('Perran Holloway')
    await press('Hand over to sign')
    await press('I do not agree')
    await flushPromises()
    expect(vault.inputsOf('agreements.saveAdult')).toMatchObject([{ adult: id(751), facts: { from: today() } }])
  })

  test('the name is needed, a day that is over is not taken, and no text says so', async () => {
    const { fill, press, text } = await openSignatures(SignScreen, { at: '/sign?way=desk' })
    await fill('Until when', '-1')
    await press('Hand over to sign')
    expect(text()).toContain('Enter the name')
    expect(text()).toContain('That day is over.')
    expect(dialog()).toBeNull()
    await fill('Who', 'GOVERNOR')
    expect(text()).toContain('There is no agreement with a text in force for them.')
    expect(text()).not.toContain('Hand over to sign')
  })

  test('on paper instead', async () => {
    vault.answer({ 'agreements.print': () => ({ saved: true, fileName: 'visitors.pdf' }) })
    const { press } = await openSignatures(SignScreen, { at: '/sign?way=desk' })
    await press('Print it instead')
    expect(vault.inputsOf('agreements.print')).toEqual([
      { school, version: id(3102), what: 'AGREEMENT', format: 'pdf', paper: 'A4' },
    ])
  })
})

describe('from a file', () => {
  const rows = [
    { row: 2, outcome: 'NEW' as const, member: 'Corbo Thistlemead', signedOn: '2026-09-10', words: 'Signed.' },
    { row: 3, outcome: 'SAME' as const, member: 'Aldana Birch', signedOn: '2026-09-10', words: 'There already.' },
    { row: 4, outcome: 'LEFT_OUT' as const, member: 'Nobody known', signedOn: null, words: 'Nobody of that name.' },
  ]
  test('issued texts only, each row with what it comes to and why, then recorded', async () => {
    vault.answer({
      'agreements.tryFile': ({ job }) => ({ job, fileName: 'answers.csv', rows, fresh: 1 }),
      'agreements.applyFile': () => ({ recorded: 1, batch: id(9) }),
      'agreements.list': () => [anAgreement(), forVisitors],
    })
    const { press, text, field, fill } = await openSignatures(SignScreen, { at: '/sign?way=file' })
    expect([...field('Text they signed').querySelectorAll('option')].map((one) => one.textContent)).toEqual([
      'Choose',
      '3.1',
    ])
    await press('Choose a file')
    expect(text()).toContain('Choose who filled it in')
    expect(vault.inputsOf('agreements.tryFile')).toEqual([])
    await fill('Who filled it in', 'CHILD')
    await press('Choose a file')
    expect(text()).toContain('1 new, 1 there already, 1 left out.')
    expect(rowsOf('file-rows')).toHaveLength(3)
    await fill('Rows', 'LEFT_OUT')
    expect(rowsOf('file-rows')).toEqual([expect.stringContaining('Nobody of that name.')])
    await press('Record 1 signature')
    const [asked] = vault.inputsOf('agreements.tryFile')
    expect(asked).toMatchObject({ school, version: id(3102), capacity: 'CHILD' })
    expect(vault.inputsOf('agreements.applyFile')).toEqual([{ school, job: asked?.job }])
    expect(text()).toContain('Choose a file')
    expect(vault.inputsOf('agreements.versions')[0]).toEqual({ school, agreement: agreementId })
  })

  test('nothing new is nothing to record; no file chosen changes nothing', async () => {
    let answer: unknown = null
    vault.answer({
      'agreements.tryFile': ({ job }) =>
        answer === null ? null : { job, fileName: 'answers.csv', rows: rows.slice(1), fresh: 0 },
    })
    const { press, text, fill } = await openSignatures(SignScreen, { at: '/sign?way=file' })
    await fill('Who filled it in', 'CHILD')
    await press('Choose a file')
    expect(text()).toContain('Text they signed')
    answer = rows
    await press('Choose a file')
    expect(text()).toContain('There is nothing new in this file.')
    expect(text()).not.toContain('Record 0')
    await press('Drop this file')
    expect(text()).toContain('Text they signed')
  })
})
