import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import CompareScreen from '@renderer/features/comparison/CompareScreen.vue'
import { shifted, today } from '@renderer/ui/dates'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aComparison, anAnswer, aSchool, schoolId } from './comparison-samples'
import {
  aStatement,
  freshPage,
  button,
  cell,
  click,
  fill,
  focused,
  heard,
  open,
  pane,
  press,
  rowsShown,
  show,
  submit,
} from './comparison-screen'
import { aPerson, id } from './support/samples'

freshPage()

describe('the first view', () => {
  test('asks for learners, all years, today, against the commonest answer when it is opened', async () => {
    const vault = await open()
    expect(vault.inputsOf('comparison.compare')).toEqual([
      {
        schools: [],
        audience: 'LEARNER',
        year: null,
        asAt: today(),
        drafts: [],
        pinned: [],
        reference: { kind: 'commonest' },
      },
    ])
    expect(button(/All rows/).getAttribute('aria-pressed')).toBe('true')
  })

  test('says how many questions differ when the answer has come', async () => {
    await open()
    expect(spoken.polite.trim()).toBe('2 of 6 questions differ')
    expect(document.body.textContent).toContain('0 of 6 reviewed')
  })

  test('is a table with caption, scopes and areas, worked as a grid with one tab stop', async () => {
    await open()
    const table = document.querySelector('table#compare')
    expect(table?.getAttribute('role')).toBe('grid')
    expect(table?.querySelector('caption')?.textContent).toContain('Learners, all years')
    expect(table?.querySelectorAll('thead th[scope="col"]')).toHaveLength(4)
    expect(table?.querySelectorAll('tbody th[scope="row"]')).toHaveLength(6)
    expect([...(table?.querySelectorAll('th[scope="rowgroup"]') ?? [])].map((one) => one.textContent.trim())).toEqual([
      'Phones',
      'E-mail',
      'Gaming',
    ])
    expect(table?.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  test('names a differing cell by a whole sentence and marks it by word and shape', async () => {
    await open()
    expect(heard(cell(1, 2))).toBe(
      'Question 1, School 2: Not allowed, Year 7 to 11. Certain times, Year 12 to 13, at break. Looser than the commonest answer',
    )
    expect(heard(cell(0, 0))).toBe('Question 0, all alike.')
    expect(cell(1, 2)?.querySelector('.differs .word')?.textContent.trim()).toMatch(/^Looser/)
    expect(cell(1, 1)?.querySelector('.differs')).toBeNull()
  })

  test('tells edition, date, draft, late review and unreadable file in the column heads', async () => {
    const editions = aSchool(1).editions
    await show(CompareScreen, {
      'comparison.compare': () =>
        aComparison(
          [
            aSchool(1),
            aSchool(2, { editions: editions.map((one) => ({ ...one, draft: true, status: 'DRAFT', overdue: true })) }),
            aSchool(3, { file: 'damaged', fileWords: 'The file of School 3 is damaged.', editions: [] }),
          ],
          2,
          (_, at) =>
            at === 2 ? anAnswer({ state: 'file-closed', answers: [], difference: 'none', group: 9 }) : anAnswer(),
        ),
    })
    const heads = [...document.querySelectorAll('#compare thead th')].map((one) => one.textContent)
    expect(heads[1]).toMatch(/S1.*School 1.*In force.*from 1 Sep 2026/)
    expect(heads[2]).toMatch(/Draft.*Overdue/)
    expect(heads[3]).toContain('File damaged')
    expect(heard(cell(0, 3))).toBe('Question 0, School 3: File closed.')
  })
})

describe('the keys', () => {
  test('1 to 5 change the mode and what is held against what', async () => {
    const vault = await open()
    cell(0, 1)?.focus()
    await press('2')
    expect(rowsShown()).toBe(2)
    expect(focused()).toBe('0:1')
    await press('3')
    await press('4')
    await press('5')
    expect(vault.inputsOf('comparison.compare').map(({ reference }) => reference)).toEqual([
      { kind: 'commonest' },
      { kind: 'baseline' },
      { kind: 'school', of: schoolId(1) },
      { kind: 'commonest' },
    ])
    expect(heard(cell(1, 1))).toBe('Question 1: Not allowed. 2 schools: S1, S3')
    await press('1')
    expect(spoken.polite).toContain('All rows')
  })

  test('J and K go to the next and the previous difference and say when there is none', async () => {
    await open()
    cell(0, 0)?.focus()
    await press('j')
    expect(focused()).toBe('1:2')
    await press('j')
    expect(focused()).toBe('4:3')
    await press('j')
    expect(focused()).toBe('4:3')
    expect(spoken.polite.trim()).toBe('No more differences this way')
    await press('k')
    expect(focused()).toBe('1:2')
  })

  test('[ and ] go from school to school and stop at the ends', async () => {
    await open()
    cell(2, 1)?.focus()
    await press(']')
    await press(']')
    await press(']')
    expect(focused()).toBe('2:3')
    await press('[')
    expect(focused()).toBe('2:2')
  })

  test('Enter opens the statements of every school and Escape leads back to the cell', async () => {
    const vault = await open()
    cell(1, 2)?.focus()
    await press('Enter')
    const text = pane()?.textContent ?? ''
    for (const part of [
      'No phones 1',
      'Policy 1, 8.3, Row 4',
      'Unless the teacher asks',
      'not the sixth form',
      'Draft',
      'School 3',
    ])
      expect(text).toContain(part)
    expect(vault.inputsOf('comparison.sources')).toMatchObject([{ question: 'question-1', audience: 'LEARNER' }])
    expect(pane()?.querySelector('[aria-current]')?.textContent).toContain('School 2')
    await press(']')
    expect(pane()?.querySelector('[aria-current]')?.textContent).toContain('School 3')
    await press('Escape')
    expect(pane()?.textContent).toBe('')
    expect(focused()).toBe('1:2')
  })

  test('silence is not called a blank when the statements are shown', async () => {
    const silent = { ...aStatement(1), asWritten: '', answers: [], state: 'not-stated' as const }
    const vault = await open({ 'comparison.sources': () => [silent] })
    cell(0, 1)?.focus()
    await press('Enter')
    expect(pane()?.textContent).toContain('Not stated')
    expect(pane()?.textContent).not.toContain('Blank')
    vault.answer({ 'comparison.sources': () => [{ ...silent, state: 'blank' }] })
    cell(1, 1)?.focus()
    await press('Enter')
    expect(pane()?.textContent).toContain('Blank in source')
    expect(pane()?.textContent).not.toContain('Not stated')
  })

  test('V marks the row reviewed for this audience and year, and undo takes it back', async () => {
    const vault = await open()
    cell(1, 1)?.focus()
    await press('v')
    expect(document.body.textContent).toContain('1 of 6 reviewed')
    expect(heard(cell(1, 0))).toBe('Question 1, 2 ways of answering. Reviewed')
    await useToasts().undo()
    await flushPromises()
    expect(vault.inputsOf('comparison.setReviewed')).toEqual(
      [true, false].map((reviewed) => ({
        question: 'question-1',
        audience: 'LEARNER',
        year: null,
        digest: 'd1',
        reviewed,
      })),
    )
    expect(document.body.textContent).toContain('0 of 6 reviewed')
  })

  test('C opens the box for a note; it is kept and counted', async () => {
    const vault = await open()
    vault.answer({
      'comparison.addNote': ({ question, audience, text }) => ({
        ...{ id: id(900), question, audience, text },
        ...{ by: 'Ashley Field', at: 1_790_000_000_000 },
      }),
    })
    cell(0, 1)?.focus()
    await press('c')
    expect(document.activeElement?.id).toBe('note-text')
    await submit(button('Save note'))
    expect(pane()?.textContent).toContain('Write the note first')
    expect(vault.inputsOf('comparison.addNote')).toEqual([])
    await fill('note-text', 'Ask the head')
    await submit(button('Save note'))
    expect(vault.inputsOf('comparison.addNote')).toEqual([
      { question: 'question-0', audience: 'LEARNER', text: 'Ask the head' },
    ])
    expect(cell(0, 0)?.textContent).toContain('1 note')
  })

  test('T raises an action for a person by a day, about the school of the cell', async () => {
    const vault = await open()
    const due = shifted(today(), 30)
    vault.answer({
      'comparison.raiseAction': (input) => ({
        ...{ ...input, id: id(901), questionLabel: 'Question 1', schoolName: 'School 2', dueOn: input.dueOn },
        ...{ owner: { id: input.owner, name: 'Person 1' }, state: 'open', outcome: null, overdue: false },
      }),
    })
    cell(1, 2)?.focus()
    await press('t')
    await click(button('Raise action'))
    expect(document.getElementById('action-errors')?.textContent).toContain('Choose who does it')
    expect((document.getElementById('action-about') as HTMLSelectElement).value).toBe(schoolId(2))
    await fill('action-text', 'Agree one rule')
    await fill('action-owner', aPerson(1).id)
    await fill('action-due', '-3')
    await click(button('Raise action'))
    expect(document.getElementById('action-errors')?.textContent).toContain('Choose today or a later day')
    await fill('action-due', due)
    await click(button('Raise action'))
    expect(vault.inputsOf('comparison.raiseAction')).toEqual([
      {
        ...{ question: 'question-1', audience: 'LEARNER', about: schoolId(2) },
        ...{ text: 'Agree one rule', owner: aPerson(1).id, dueOn: due },
      },
    ])
    expect(button(/^Actions/).textContent).toContain('(1)')
    expect(cell(1, 0)?.textContent).toContain('1 action')
  })

  test('V, C and T change nothing when the role may only read', async () => {
    const vault = await open({}, 'GOVERNOR')
    cell(1, 1)?.focus()
    await press('v')
    await press('t')
    expect(vault.inputsOf('comparison.setReviewed')).toEqual([])
    expect(document.getElementById('action-form')).toBeNull()
    await press('c')
    expect(document.getElementById('note-text')).toBeNull()
    expect(document.body.textContent).not.toContain('Export')
  })
})
