import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type DocumentCard, type Finding } from '@contract'
import ReviewScreen from '@renderer/features/reading/ReviewScreen.vue'
import { useToasts } from '@renderer/ui/toasts-store'
import { aCard, aFinding, aSource, aView, documentId, school, someFindings } from './reading-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

let vault: FakeVault
let findings: Finding[]
let card: DocumentCard
let shown: Shown

const head = (title: string) => {
  const all = [...document.querySelectorAll<HTMLElement>('.findings button.head')]
  const found = all.find((one) => one.textContent.includes(title))
  if (!found) throw new Error(`No finding "${title}"`)
  return found
}
/** Opens the review and chooses a finding. */
async function choose(title: string): Promise<Shown> {
  shown = await show(ReviewScreen, {
    props: { school, document: documentId() },
    session: aSession({ school }, 'POLICY_LEAD'),
    at: `/schools/${school}/documents/${documentId()}`,
  })
  head(title).click()
  head(title).focus()
  await flushPromises()
  return shown
}
async function press(key: string, held: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
  await flushPromises()
}
const decisions = () => vault.inputsOf('reading.decide').flatMap((input) => input.decisions)
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]')
/** Chooses in a list that has its name from `aria-label`. */
async function pick(name: string, value: string) {
  const select = [...document.querySelectorAll('select')].find((one) => one.getAttribute('aria-label') === name)
  if (!select) throw new Error(`No list "${name}"`)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}

beforeEach(() => {
  findings = someFindings()
  card = aCard()
  vault = installFakeVault({
    'reading.open': () => aView({ card, findings }),
    'reading.decide': (input) => {
      const changed = findings.flatMap((finding) => {
        const decision = input.decisions.find(({ key }) => key === finding.key)
        return decision ? [{ ...finding, verdict: decision.verdict, correction: decision.correction }] : []
      })
      findings = findings.map((finding) => changed.find(({ key }) => key === finding.key) ?? finding)
      return { card, findings: changed, batch: id(9001) }
    },
  })
})

describe('correcting words', () => {
  test('E opens the words with the sentence beside them; a date is read as stated', async () => {
    const { fill, press: button, field } = await choose('Next review')
    await press('e')
    expect(dialog()?.textContent).toContain('Autumn 2027')
    expect(field('What it should say').value).toBe('Autumn 2027')
    await fill('Date, where it is one', '9/2027')
    expect(dialog()?.textContent).toContain('September 2027')
    await button('Correct and accept')
    expect(decisions()).toEqual([
      { key: 'nextReview', verdict: 'accepted', correction: { of: 'words', words: 'Autumn 2027', iso: '2027-09' } },
    ])
    expect(dialog()).toBeNull()
    expect(useToasts().toasts.at(-1)?.words).toBe('Corrected and accepted: Next review')
    await button('Accepted 2')
    expect(head('Next review').textContent).toContain('Accepted, corrected')
    head('Next review').click()
    await flushPromises()
    expect(document.body.textContent).toMatch(/Your correction\s*Autumn 2027\. Date: September 2027/)
  })

  test('a date that is none stays in the field with words beside it', async () => {
    const { fill, press: button } = await choose('Next review')
    await press('e')
    await fill('Date, where it is one', 'soon')
    await button('Correct and accept')
    expect(dialog()?.textContent).toContain('like 3 9 2026 or September 2026')
    await fill('What it should say', ' ')
    await button('Correct and accept')
    expect(dialog()?.textContent).toContain('or reject the finding')
    expect(decisions()).toEqual([])
  })

  test('Ctrl+Enter over the form does not leave it', async () => {
    findings = findings.map((finding) => (finding.key === 'grid' ? { ...finding, verdict: 'accepted' } : finding))
    const { field, fill } = await choose('Approved by')
    await press('e')
    await fill('What it should say', 'The full board')
    field('What it should say').focus()
    await press('Enter', { ctrlKey: true })
    expect(field('What it should say').value).toBe('The full board')
  })

  test('what is no date asks for none; a refusal stays in the dialog with what was typed', async () => {
    vault.answer({
      'reading.decide': () => {
        throw new Fault('no-space', 'The disk is full. Nothing was changed.')
      },
    })
    const { fill, press: button, field } = await choose('Approved by')
    await press('e')
    expect(dialog()?.textContent).not.toContain('Date, where it is one')
    await fill('What it should say', 'The full board')
    await button('Correct and accept')
    expect(dialog()?.textContent).toContain('The disk is full.')
    expect(field('What it should say').value).toBe('The full board')
  })
})

describe('correcting a table', () => {
  test('cells are written in place, columns chosen from lists, and only what differs is sent', async () => {
    const { press: button } = await choose('Phone table')
    await press('e')
    document.querySelector<HTMLElement>('#correct-grid [data-place="0:1"]')?.focus()
    await press('F2')
    const input = document.querySelector<HTMLInputElement>('#correct-cell')
    expect(input?.getAttribute('aria-label')).toBe('Phones in lessons, Pupils, Allowed')
    input!.value = 'X'
    input!.dispatchEvent(new Event('input', { bubbles: true }))
    input!.focus()
    await press('Enter')
    expect(document.querySelector('#correct-cell')).toBeNull()
    expect((document.activeElement as HTMLElement).dataset['place']).toBe('0:1')
    // A letter begins a cell anew, Escape leaves it as it was, and the dialog stays.
    await press('z')
    expect(document.querySelector<HTMLInputElement>('#correct-cell')?.value).toBe('z')
    document.querySelector<HTMLInputElement>('#correct-cell')?.focus()
    await press('Escape')
    expect(dialog()).not.toBeNull()
    await pick('For whom: Pupils, Not allowed', 'STAFF')
    await button('Correct and accept')
    expect(decisions()[0]?.correction).toEqual({
      of: 'table',
      title: null,
      rows: [],
      cells: [{ row: 0, column: 0, text: 'X' }],
      columns: [{ column: 1, audience: 'STAFF', device: null, level: 'NOT_ALLOWED', permitting: null }],
    })
    await button('Accepted 2')
    head('Phone table').click()
    await flushPromises()
    expect(document.querySelector('.findings td.corrected')?.textContent).toMatch(/X\s*Corrected, read as blank/)
  })

  test('one choice is made for all columns at once', async () => {
    const { press: button } = await choose('Phone table')
    await press('e')
    await pick('For whom: All columns', 'STAFF')
    await button('Correct and accept')
    expect(decisions()[0]?.correction).toMatchObject({
      columns: [
        { column: 0, audience: 'STAFF', level: 'ALLOWED' },
        { column: 1, audience: 'STAFF', level: 'NOT_ALLOWED' },
      ],
    })
  })

  test('without a change it says so', async () => {
    const { press: button } = await choose('Phone table')
    await press('e')
    await button('Correct and accept')
    expect(dialog()?.textContent).toContain('Nothing was changed.')
    await button('Keep as read')
    expect(dialog()).toBeNull()
    expect(decisions()).toEqual([])
  })
})

describe('a table nobody could read', () => {
  test('A opens it beside its print; it is accepted once every column is said', async () => {
    const { press: button, fill, text } = await choose('A table of chat and games')
    expect(text()).toContain('No caption says a level.')
    await press('a')
    expect(decisions()).toEqual([])
    expect(dialog()?.textContent).toContain('No caption says a level.')
    expect([...(dialog()?.querySelectorAll('.print tr') ?? [])].map((row) => row.textContent)).toEqual([
      'WhatCol ACol B',
      'Chatyesno',
      'Gamesnono',
    ])
    await button('Accept the table')
    expect(dialog()?.textContent).toContain('Choose the kind of table')
    await fill('Kind', 'permission')
    await pick('For whom: Col A', 'STAFF')
    await pick('For whom: Col B', 'LEARNER')
    await button('Accept the table')
    expect(decisions()).toEqual([
      {
        key: 'odd',
        verdict: 'accepted',
        correction: {
          ...{ of: 'hand', title: 'A table of chat and games', kind: 'permission', headingRows: 1 },
          columns: [
            { ...HAND, use: 'label', label: 'What' },
            { ...HAND, use: 'value', label: 'Col A', audience: 'STAFF' },
            { ...HAND, use: 'value', label: 'Col B', audience: 'LEARNER' },
          ],
        },
      },
    ])
    await button('Could not be read 1')
    expect(document.body.textContent).toContain('Finished by hand: A table of chat and games')
  })

  test('fewer heading rows change what the columns are called', async () => {
    const { fill } = await choose('A table of chat and games')
    await press('e')
    await fill('Rows at the top that are headings', '2')
    expect(document.querySelector<HTMLInputElement>('#hand-label-1')?.value).toBe('yes')
    expect(document.querySelector<HTMLInputElement>('#hand-group-1')?.value).toBe('Col A')
  })

  test('R sets it aside', async () => {
    await choose('A table of chat and games')
    await press('r')
    expect(decisions()).toEqual([{ key: 'odd', verdict: 'rejected', correction: null }])
  })

  test('words without a grid lead to Matrices', async () => {
    findings = [aFinding('odd', { kind: 'declined', title: 'Odd words', source: aSource(1) })]
    const { press: button, router } = await choose('Odd words')
    await press('e')
    expect(dialog()?.textContent).toContain('This part of the document is not laid out as a table')
    await button('Go to Matrices')
    expect(router.currentRoute.value.name).toBe('school-matrices')
  })
})

const HAND = { group: null, audience: null, device: null, level: null, permitting: null }

describe('into the records', () => {
  beforeEach(() => {
    findings = findings.map((finding) => (finding.key === 'grid' ? { ...finding, verdict: 'accepted' } : finding))
  })

  test('Ctrl+Enter asks why, then lists what was made with the way to each matrix, and can be undone', async () => {
    vault.answer({
      'reading.apply': () => {
        findings = findings.map((finding) => ({ ...finding, applied: finding.verdict === 'accepted' }))
        return {
          view: aView({ card, findings }),
          batch: id(9100),
          made: [
            { key: 'grid', words: 'Took over “Phone table”', edition: id(5001) },
            { key: 'approvedBy', words: 'Noted who approved it', edition: null },
          ],
        }
      },
      'history.undo': () => ({ batch: id(9101), words: 'Undone' }),
    })
    const { text, fill, press: button } = await choose('Approved by')
    expect(text()).toContain('1 accepted, not yet in the records')
    await press('Enter', { ctrlKey: true })
    expect(dialog()?.textContent).toContain('1 accepted finding goes into this school’s records')
    await button('Put into the records')
    await fill('Why', 'Policy of September')
    document.querySelector<HTMLButtonElement>('[role="dialog"] button[type="submit"]')?.click()
    await flushPromises()
    await flushPromises()
    expect(vault.inputsOf('reading.apply')).toEqual([{ school, document: documentId(), reason: 'Policy of September' }])
    expect(document.querySelector('.made')?.textContent).toContain('Took over “Phone table”')
    expect([...document.querySelectorAll('.made a')].map((link) => link.getAttribute('href'))).toEqual([
      `/schools/${school}/matrices/${id(5001)}`,
    ])
    expect(text()).not.toContain('not yet in the records')
    await useToasts().undo()
    expect(vault.inputsOf('history.undo')).toEqual([{ school, batch: id(9100) }])
    await flushPromises()
    expect(document.querySelector('.made')).toBeNull()
  })

  test('a reason is needed, and a refusal stays in the dialog', async () => {
    vault.answer({
      'reading.apply': () => {
        throw new Fault('conflict', 'A draft of this matrix is open. Settle it first.')
      },
    })
    const { fill } = await choose('Approved by')
    await press('Enter', { ctrlKey: true })
    const submit = () => document.querySelector<HTMLButtonElement>('[role="dialog"] button[type="submit"]')
    submit()?.click()
    await flushPromises()
    expect(dialog()?.textContent).toContain('Say why, in at least three letters')
    await fill('Why', 'Policy of September')
    submit()?.click()
    await flushPromises()
    await flushPromises()
    expect(dialog()?.textContent).toContain('A draft of this matrix is open.')
  })
})

describe('the document as a whole', () => {
  test('one that speaks for others too is laid before them', async () => {
    card = aCard(1, {
      alsoFor: [
        { school: id(102), name: 'Ash School', shared: false },
        { school: id(103), name: 'Beech School', shared: false },
        { school: id(104), name: 'Elm School', shared: true },
      ],
    })
    vault.answer({
      'reading.share': () => {
        const alsoFor = card.alsoFor.map((other) => ({ ...other, shared: true }))
        return { card: { ...card, alsoFor }, shared: 2, leftOut: ['Oak School: your role does not allow it there.'] }
      },
    })
    const { text, press: button } = await choose('Approved by')
    expect(text()).toContain('This document also speaks for Ash School and Beech School.')
    expect(text()).toContain('It lies before Elm School too.')
    await button('Lay it before them too')
    expect(vault.inputsOf('reading.share')).toEqual([{ school, document: documentId(), to: [id(102), id(103)] }])
    expect(text()).not.toContain('also speaks for')
    expect(useToasts().toasts.at(-1)?.words).toBe(
      'Laid before 2 more schools. Oak School: your role does not allow it there.',
    )
  })

  test('what was not taken over from the file is said', async () => {
    card = aCard(1, { leftOut: ['2 pictures', 'a text box'] })
    const { text } = await choose('Approved by')
    expect(text()).toContain('Not taken over from the file: 2 things')
    expect(text()).toContain('a text box')
  })

  test('taken off the list it leads back there, with its undoing', async () => {
    vault.answer({ 'reading.discard': () => ({ batch: id(9200) }) })
    const { press: button, fill, router } = await choose('Approved by')
    await button('Take off the list')
    await fill('Why', 'The wrong school')
    document.querySelector<HTMLButtonElement>('[role="dialog"] button[type="submit"]')?.click()
    await flushPromises()
    await flushPromises()
    expect(vault.inputsOf('reading.discard')).toEqual([{ school, document: documentId(), reason: 'The wrong school' }])
    expect(router.currentRoute.value.name).toBe('school-documents')
    expect(useToasts().toasts.at(-1)?.undo).not.toBeNull()
  })
})
