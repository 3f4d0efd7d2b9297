import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '@contract'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import {
  aBatch,
  aldana,
  aSheet,
  aTarget,
  batchId,
  corbo,
  entryVault,
  father,
  focused,
  key,
  keys,
  mother,
  NUMBER,
  openBatch,
  scan,
  school,
  type,
  type Desk,
} from './entry-screen'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
let desk: Desk

beforeEach(() => {
  // Time passes only when a test says so: a busy machine must not keep drafts by itself.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  desk = { batch: aBatch(), target: (card) => aTarget(card), problems: [] }
  vault = entryVault(desk)
})
afterEach(() => vi.useRealTimers())

const saved = () => vault.inputsOf('entry.save').map(({ facts }) => facts)
/** The letter of a box on the form saves once nothing has followed it for a moment. */
const quiet = () => vi.advanceTimersByTimeAsync(80).then(flushPromises)
/** The first form has been saved, so that a date has been used. */
async function afterFirst() {
  const shown = await openBatch()
  await scan('2'.repeat(14))
  await keys('a', '1', 'Enter')
  await type('10 9 2026')
  await keys('Enter')
  expect(saved()).toHaveLength(1)
  return shown
}

describe('keying a form', () => {
  test('a scan, all yes and the mother’s box are two keys, and the next form is ready', async () => {
    await afterFirst()
    await scan()
    expect(focused()).toContain('1 of 3. Use 1: Not given')
    expect(spoken.polite).toBe('Corbo Thistlemead, Year 4, 4A.')
    await keys('a', 'm')
    await quiet()
    expect(saved()[1]).toEqual({
      ...{ pupil: corbo.id, number: NUMBER, ticks: ['Y', 'Y', 'Y'], signedBy: { kind: 'CONTACT', contact: mother } },
      ...{ capacity: 'PARENT', signedOn: '2026-09-10', pupilAgrees: 'U', query: false, note: null },
    })
    expect(spoken.polite).toBe('Saved. 2 of 30.')
    expect(focused()).toContain('Scan the form')
  })

  test('each answer is one key and goes on to the next row; then a digit says who signed, and Enter saves', async () => {
    await afterFirst()
    await scan()
    await keys('1', '2', '0')
    expect(focused()).toBe('entry-signer')
    await keys('2')
    expect(saved()).toHaveLength(1)
    await keys('Enter')
    expect(saved()[1]).toMatchObject({ ticks: ['Y', 'N', 'U'], signedBy: { contact: mother } })
  })

  test('letters do the same, and X says no to all', async () => {
    await afterFirst()
    await scan()
    await keys('y', 'n', 'u')
    await keys('1', 'Enter')
    await scan()
    await keys('X', '1', 'Enter')
    expect(
      saved()
        .slice(1)
        .map(({ ticks }) => ticks),
    ).toEqual([
      ['Y', 'N', 'U'],
      ['N', 'N', 'N'],
    ])
  })

  test('the point gives the answers of the form before, not who signed it', async () => {
    await afterFirst()
    await scan()
    await keys('n', 'y', 'n', '1', 'Enter')
    await scan('2'.repeat(14))
    await keys('.', 'Enter')
    expect(saved()).toHaveLength(2)
    expect(spoken.polite).toContain('Say who signed')
    await keys('1', 'Enter')
    expect(saved()[2]).toMatchObject({ pupil: aldana.id, ticks: ['N', 'Y', 'N'], signedBy: { contact: father } })
  })

  test('arrows move and answer nothing; a row left out stops Enter and gets the focus', async () => {
    await afterFirst()
    await scan()
    await keys('y', 'ArrowDown', 'y')
    expect(focused()).toContain('2 of 3. Use 2: Not given')
    await keys('Enter')
    expect(saved()).toHaveLength(1)
    expect(spoken.polite).toContain('Row 2 has no answer yet')
  })

  test('nobody is taken for the signer before it was said, and nobody has signed is said with 0', async () => {
    await afterFirst()
    await scan()
    await keys('a', 'Enter')
    expect(saved()).toHaveLength(1)
    await keys('0', 'Enter')
    expect(saved()[1]).toMatchObject({ signedBy: null, capacity: null })
  })

  test('a letter that fits two on record, or none, chooses nobody and says so', async () => {
    desk.target = (card) =>
      aTarget(card, {
        signers: [mother, father].map((contact) => ({
          ...{ contact, name: 'Marba Thistlemead', relationship: 'MOTHER', responsible: true },
        })),
      })
    await afterFirst()
    await scan()
    await keys('a', 'm')
    await quiet()
    expect(spoken.polite).toContain('More than one on record fits that box')
    await keys('f')
    await quiet()
    expect(spoken.polite).toContain('Nobody on record fits that box')
    expect(saved()).toHaveLength(1)
  })

  test('a letter with another key behind it chooses and does not save', async () => {
    await afterFirst()
    await scan()
    await keys('a', 'm', 'ArrowUp')
    await quiet()
    expect(saved()).toHaveLength(1)
  })

  test('somebody who is not on record is named', async () => {
    const shown = await afterFirst()
    await scan()
    await keys('a', 'o')
    expect(focused()).toBe('Name of whoever signed')
    await type('Jandy Ash')
    await shown.fill('Signed as', 'CARER')
    document.getElementById('entry-signer-name')?.focus()
    await keys('Enter')
    expect(saved()[1]).toMatchObject({ signedBy: { kind: 'OTHER', name: 'Jandy Ash' }, capacity: 'CARER' })
  })

  test('a first form asks for its date; an empty one is taken for none only in the field itself', async () => {
    await openBatch()
    await scan()
    await keys('a', '1', 'Enter')
    expect(focused()).toContain('Date on the form')
    expect(saved()).toEqual([])
    await keys('Enter')
    expect(saved()[0]).toMatchObject({ signedOn: null })
  })

  test('a date nobody can read is not taken for none', async () => {
    const shown = await afterFirst()
    await scan()
    await keys('a', '1')
    await shown.fill('Date on the form', '31 2 2026')
    document.getElementById('entry-date')?.focus()
    await keys('Enter')
    expect(saved()).toHaveLength(1)
    expect(spoken.assertive).toContain('The date cannot be read')
  })

  test('the pupil’s own part is a row of its own that no key for all fills in', async () => {
    desk.target = (card) => aTarget(card, { pupilSigns: true })
    await openBatch()
    await scan('2'.repeat(14))
    await keys('a')
    expect(focused()).toContain('4 of 4. The pupil agrees: Not given')
    await keys('n', '1', 'Enter')
    await type('10 9 2026')
    await keys('Enter')
    expect(saved()[0]).toMatchObject({ ticks: ['Y', 'Y', 'Y'], pupilAgrees: 'N' })
  })

  test('F8 marks a query and F9 adds a note', async () => {
    await afterFirst()
    await scan()
    await keys('a', '1', 'F8', 'F9')
    expect(focused()).toBe('Note')
    await type('torn')
    await keys('Enter')
    expect(saved()[1]).toMatchObject({ query: true, note: 'torn' })
  })

  test('a held form says what is wrong with it and is listed', async () => {
    desk.problems = ['SIGNER_NOT_RESPONSIBLE', 'QUERY']
    const shown = await afterFirst()
    expect(spoken.polite).toBe(
      'Held to check: whoever signed is not recorded as somebody who may decide and marked as a query. 1 of 30.',
    )
    expect(shown.text()).toContain('Held: its no counts already, its yes does not.')
  })

  test('the next search is ready before the form is on the disk, and the next form comes to hand after it', async () => {
    await afterFirst()
    await scan()
    await keys('a', '1')
    let onDisk = () => {}
    vault.answer({
      'entry.save': ({ facts }) =>
        new Promise((resolve) => {
          onDisk = () => resolve({ ...aSheet(corbo, 2), ...facts })
        }),
    })
    await keys('Enter')
    expect(focused()).toContain('Scan the form')
    expect(spoken.polite).not.toContain('2 of 30')
    await scan('2'.repeat(14))
    expect(vault.inputsOf('entry.scan')).toHaveLength(2)
    onDisk()
    await flushPromises()
    await flushPromises()
    expect(vault.inputsOf('entry.scan')).toHaveLength(3)
    expect(focused()).toContain('1 of 3. Use 1: Not given')
    expect(document.querySelector('.child')?.textContent).toBe('Aldana Birch')
  })

  test('a form that is refused comes back with all of it, and no key of the next name answers in it', async () => {
    const shown = await afterFirst()
    vault.answer({
      'entry.save': () => {
        throw new Fault('conflict', 'Somebody else is keying this batch.')
      },
    })
    await scan()
    await keys('a', '1', 'Enter')
    expect(spoken.assertive).toBe('Somebody else is keying this batch.')
    expect(shown.text()).toContain('Corbo Thistlemead')
    await keys('n', 'x', 'u', '2')
    expect(document.querySelectorAll('.tick-Y[aria-selected="true"]')).toHaveLength(3)
    expect(document.querySelector('[role="option"][aria-selected="true"]')?.textContent).toContain('Delbo')
  })
})

describe('finding the child', () => {
  test('a name is found by its letters and taken by Enter', async () => {
    await openBatch()
    await type('bi')
    await keys('Enter')
    expect(vault.inputsOf('entry.target')).toEqual([{ school, batch: batchId, pupil: aldana.id }])
    expect(focused()).toContain('1 of 3. Use 1')
  })

  test('children of one name stop for a choice by year and class', async () => {
    const twin = { ...aldana, id: id(799), className: '5C', year: '5' as const }
    vault.answer({ 'pupils.find': () => [aldana, twin].map((card) => ({ ...card, homonym: true })) })
    const shown = await openBatch()
    await type('bi')
    await keys('Enter')
    expect(vault.inputsOf('entry.target')).toEqual([])
    expect(shown.text()).toContain('Year 5, 5C')
    vault.answer({ 'entry.target': () => aTarget(twin) })
    await keys('ArrowDown', 'ArrowDown', 'Enter')
    expect(vault.inputsOf('entry.target')).toMatchObject([{ pupil: twin.id }])
  })

  test('a number typed by hand, with spaces, is a number and no name', async () => {
    await openBatch()
    await type('1234 5678 9012 34')
    await keys('Enter')
    expect(vault.inputsOf('entry.scan')).toMatchObject([{ number: '1234 5678 9012 34' }])
    expect(focused()).toContain('1 of 3. Use 1')
  })

  test('a child found by a wrong name is changed, and its answers stay', async () => {
    const shown = await openBatch()
    await type('th')
    await keys('Enter')
    await keys('n', 'n', 'y', '1')
    await shown.press('Another child')
    await type('bi')
    await keys('Enter')
    await keys('1', 'Enter')
    await type('10 9 2026')
    await keys('Enter')
    expect(saved()).toMatchObject([{ pupil: aldana.id, ticks: ['N', 'N', 'Y'] }])
  })
})

describe('going back', () => {
  test('Backspace in the empty search opens the form before, whose answers stand as keyed', async () => {
    await afterFirst()
    await keys('Backspace')
    expect(focused()).toContain('1 of 3. Use 1: Yes')
    await keys('n', 'Enter')
    expect(vault.inputsOf('entry.save')[1]).toMatchObject({ sheet: id(951), facts: { ticks: ['N', 'Y', 'Y'] } })
  })

  test('Backspace takes a letter back while there is one', async () => {
    await afterFirst()
    await type('b')
    await keys('Backspace')
    expect(document.querySelector('[role="grid"]')).toBeNull()
  })

  test('undo sets a new form aside, and lets a corrected one say again what it had said', async () => {
    await afterFirst()
    await useToasts().undo()
    expect(vault.inputsOf('entry.setAside')).toMatchObject([{ sheet: id(951) }])
    await scan()
    await keys('a', '1', 'Enter')
    await keys('Backspace')
    await keys('n', 'Enter')
    await useToasts().undo()
    expect(saved().at(-1)).toMatchObject({ ticks: ['Y', 'Y', 'Y'] })
  })
})

describe('nothing typed is lost', () => {
  test('a form is kept less than a second after each key, and the next key goes on with the same draft', async () => {
    await afterFirst()
    await scan()
    key('y')
    await vi.advanceTimersByTimeAsync(900)
    expect(vault.inputsOf('entry.keep')).toMatchObject([{ sheet: null, facts: { ticks: ['Y', 'U', 'U'] } }])
    key('n')
    await vi.advanceTimersByTimeAsync(900)
    expect(vault.inputsOf('entry.keep')[1]).toMatchObject({ sheet: id(991), facts: { ticks: ['Y', 'N', 'U'] } })
    await vi.advanceTimersByTimeAsync(5000)
    expect(vault.inputsOf('entry.keep')).toHaveLength(2)
    await keys('n', '1', 'Enter')
    expect(vault.inputsOf('entry.save')[1]).toMatchObject({ sheet: id(991) })
  })

  test('keys that follow one another for longer than a second do not put it off', async () => {
    await afterFirst()
    await scan()
    for (const name of ['y', 'ArrowUp', 'n', 'ArrowUp', 'y', 'ArrowUp', 'n']) {
      key(name)
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(vault.inputsOf('entry.keep').length).toBeGreaterThanOrEqual(2)
  })

  test('a draft opens again by itself, and asks once more for the boxes that were blank', async () => {
    const draft = aSheet(corbo, 12, { state: 'DRAFT', ticks: ['Y', 'N', 'U'], signedBy: null, capacity: null })
    desk.batch = aBatch({ sheets: [draft] })
    const shown = await openBatch()
    expect(shown.text()).toContain('Begun before and not saved')
    await keys('Enter')
    expect(focused()).toContain('3 of 3. Use 3: Not given')
    await keys('y', '1', 'Enter')
    expect(vault.inputsOf('entry.save')).toMatchObject([{ sheet: draft.id, facts: { ticks: ['Y', 'N', 'Y'] } }])
  })

  test('Escape puts the form down as a draft; one without a key leaves nothing', async () => {
    const shown = await afterFirst()
    await scan()
    await keys('Escape')
    expect(vault.inputsOf('entry.keep')).toEqual([])
    await scan()
    await keys('y', 'Escape')
    expect(vault.inputsOf('entry.keep')).toHaveLength(1)
    expect(shown.text()).toContain('Begun and not saved')
    expect(focused()).toContain('Scan the form')
  })
})

describe('a batch of somebody else, or one that is paused', () => {
  test('shows who keys it, takes no scan, and can be taken over', async () => {
    desk.batch = aBatch({ owner: aPersonId })
    vault.answer({ 'entry.resume': () => (desk.batch = aBatch()) })
    const shown = await openBatch()
    expect(shown.text()).toContain('Person 1 is keying this batch')
    await scan()
    expect(vault.inputsOf('entry.scan')).toEqual([])
    expect(spoken.assertive).toContain('not open for keying')
    await shown.press('Take the batch over')
    await scan()
    expect(vault.inputsOf('entry.scan')).toHaveLength(1)
  })
})
const aPersonId = id(201)
