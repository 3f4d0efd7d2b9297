import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, TenantId } from '@contract'
import { emptyAnswers, recordedAnswers } from '@renderer/features/pupils/recording'
import { today } from '@renderer/ui/dates'
import { useToasts } from '@renderer/ui/toasts-store'
import { aDecision, school } from './consents-samples'
import {
  amira,
  amiraView,
  dialog,
  files,
  issued,
  openPupil,
  parent,
  pupilVault,
  rowOf,
  save,
  website,
} from './pupil-screen'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault

beforeEach(() => {
  vault = pupilVault(() => amiraView())
})

describe('what stands on one pupil', () => {
  test('each use with its decision, why, and who said so', async () => {
    await openPupil()
    const row = rowOf('Website')
    expect(row).toContain('No')
    expect(row).toContain('A parent said no on 3 September 2026.')
    expect(row).toContain('No: Kim Khan, 3 Sep 2026')
  })

  test('whether agreements clear the pupil, for those who may see them', async () => {
    const { text } = await openPupil()
    expect(text()).toContain('Nobody has signed.')
    expect(vault.inputsOf('agreements.clearance')).toEqual([{ school, signee: { kind: 'PUPIL', id: amira.id } }])
  })

  test('every answer ever recorded with its evidence, the newest first', async () => {
    await openPupil()
    const rows = [...document.querySelectorAll('#pupil-answers tbody tr')].map((row) => row.textContent)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toContain('Stands')
    expect(rows[0]).toContain('Wording 2026/27, 1')
    expect(rows[0]).toContain('Evidence: Blue folder')
    expect(rows[0]).toContain('Ashley Field')
    expect(rows[1]).toContain('Superseded')
  })

  test('a refusal stands where the pupil would', async () => {
    vault.answer({
      'pupils.view': () => {
        throw new Fault('not-found', 'This pupil is not on the roll any more.')
      },
    })
    const { text } = await openPupil()
    expect(text()).toContain('This pupil is not on the roll any more.')
  })

  test('it is asked for again when answers change, and for another pupil at once', async () => {
    const { wrapper } = await openPupil()
    vault.tell('changed', { school: TenantId.parse(school), types: ['consents.answer'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('pupils.view')).toHaveLength(2)
    await wrapper.setProps({ pupil: id(2009) })
    await flushPromises()
    expect(vault.inputsOf('pupils.view').at(-1)).toEqual({ school, pupil: id(2009) })
    expect(document.body.textContent).not.toContain('Amira Khan')
  })
})

describe('recording an answer', () => {
  test('nothing is ticked beforehand, and nothing is recorded before something is chosen', async () => {
    const shown = await openPupil()
    await shown.press('Record an answer')
    expect(document.querySelectorAll('[role="dialog"] input:checked')).toHaveLength(0)
    await save()
    for (const words of [
      'Choose who it was',
      'Enter when they answered',
      'Choose how it reached the school',
      'Choose the wording',
      'Choose an answer for at least one use',
    ])
      expect(dialog()?.textContent).toContain(words)
    expect(vault.inputsOf('consents.record')).toEqual([])
  })

  test('who, when, how, on which wording, and a separate answer for each use', async () => {
    vault.answer({ 'consents.record': () => ({ batch: id(8001), warnings: ['An earlier form says yes.'] }) })
    const shown = await openPupil()
    await shown.press('Record an answer')
    await shown.fill('Who answered?', parent.id)
    expect(shown.field('Answers as').value).toBe('PARENT')
    await shown.fill('When did they answer?', '3 9 2026')
    await shown.fill('How did it reach the school?', 'PAPER')
    const wordings = [...(shown.field('On which wording?') as unknown as HTMLSelectElement).options]
    expect(wordings.map(({ text }) => text)).toEqual([
      'Choose',
      '2026/27, 1, Pictures of your child',
      'On none of them',
    ])
    await shown.fill('On which wording?', issued.id)
    const website0 = document.querySelector<HTMLInputElement>(`[name="record-${website.id}"][value="GIVEN"]`)
    website0?.click()
    await flushPromises()
    await shown.fill('Only under this condition', 'No close-up')
    await shown.press('Record the answer')
    expect(vault.inputsOf('consents.record')).toEqual([
      {
        school,
        pupil: amira.id,
        by: { kind: 'CONTACT', contact: parent.id },
        capacity: 'PARENT',
        decidedOn: '2026-09-03',
        channel: 'PAPER',
        wording: issued.id,
        evidence: null,
        answers: [
          {
            purpose: website.id,
            answer: 'GIVEN',
            conditions: 'No close-up',
            expiresOn: null,
            outlastsLeaving: false,
          },
        ],
      },
    ])
    expect(dialog()).toBeNull()
    expect(shown.text()).toContain('An earlier form says yes.')
  })

  test('it is undone by reversing answers, and done again by reversing those', async () => {
    let batch = 8001
    vault.answer({
      'consents.record': () => ({ batch: id(batch), warnings: [] }),
      'consents.reverse': () => ({ batch: id(++batch), words: 'Reversed' }),
    })
    const shown = await openPupil()
    await shown.press('Record an answer')
    await shown.fill('Who answered?', 'pupil')
    await shown.fill('When did they answer?', '-1')
    await shown.fill('How did it reach the school?', 'IN_PERSON')
    await shown.fill('On which wording?', 'none')
    document.querySelector<HTMLInputElement>(`[name="record-${files.id}"][value="OBJECTED"]`)?.click()
    await flushPromises()
    await shown.press('Record the answer')
    expect(vault.inputsOf('consents.record')[0]).toMatchObject({
      by: { kind: 'PUPIL' },
      capacity: 'PUPIL',
      wording: null,
    })
    await useToasts().undo()
    await useToasts().redo()
    expect(vault.inputsOf('consents.reverse').map((input) => input.batch)).toEqual([id(8001), id(8002)])
  })

  test('what is recorded is what was chosen, and only that', () => {
    const chosen = fc.constantFrom('', 'NONE', 'GIVEN', 'REFUSED') as fc.Arbitrary<'' | 'NONE' | 'GIVEN' | 'REFUSED'>
    fc.assert(
      fc.property(chosen, chosen, fc.boolean(), (first, second, outlasts) => {
        const given = emptyAnswers([website, files])
        given.forEach((one, index) => {
          one.answer = index === 0 ? first : second
          one.conditions = 'Only this'
          one.outlastsLeaving = outlasts
        })
        const recorded = recordedAnswers(given)
        expect(recorded.map(({ answer }) => answer)).toEqual(
          [first, second].filter((one) => one !== '' && one !== 'NONE'),
        )
        // A No carries no condition with it.
        for (const one of recorded) expect(one.conditions ?? null).toBe(one.answer === 'GIVEN' ? 'Only this' : null)
      }),
    )
  })
})

describe('taking consent back', () => {
  test('takes who and how, counts from today for every use, and lists what is to be seen to', async () => {
    vault.answer({
      'consents.withdraw': () => ({
        batch: id(8001),
        uses: 6,
        followUps: [{ words: 'Collect the copy of the list for Open day.', checklist: id(5001) }],
      }),
    })
    const shown = await openPupil()
    await shown.press('Take back consent')
    await shown.fill('Who asked?', parent.id)
    await shown.fill('How?', 'PHONE')
    await shown.press('Take it back now')
    expect(vault.inputsOf('consents.withdraw')).toEqual([
      {
        school,
        pupil: amira.id,
        by: { kind: 'CONTACT', contact: parent.id },
        capacity: 'PARENT',
        askedOn: today(),
        channel: 'PHONE',
        purposes: [],
        note: null,
      },
    ])
    expect(shown.text()).toContain('Collect the copy of the list for Open day.')
  })

  test('single uses are named, and choosing none of them is not all', async () => {
    vault.answer({ 'consents.withdraw': () => ({ batch: id(8001), uses: 1, followUps: [] }) })
    const shown = await openPupil()
    await shown.press('Take back consent')
    await shown.fill('Who asked?', 'other')
    await shown.fill('Name', 'Sam Holt')
    await shown.fill('How?', 'PHONE')
    shown.field('Only these').click()
    await flushPromises()
    expect([...document.querySelectorAll('[role="dialog"] [type="checkbox"]')]).toHaveLength(1)
    await shown.press('Take it back now')
    expect(vault.inputsOf('consents.withdraw')).toEqual([])
    shown.field('Website').click()
    await flushPromises()
    await shown.press('Take it back now')
    expect(vault.inputsOf('consents.withdraw')[0]).toMatchObject({
      by: { kind: 'OTHER', name: 'Sam Holt' },
      purposes: [website.id],
    })
  })
})

describe('settling', () => {
  const disputed = () =>
    vault.answer({
      'consents.ofPupil': () => ({
        uses: [
          { purpose: website, decision: aDecision('CHECK_FIRST', { state: 'DISPUTED', reason: 'DISPUTED' }) },
          { purpose: files, decision: aDecision('NO', { state: 'OBJECTED', reason: 'OBJECTED' }) },
        ],
        answers: [],
      }),
    })

  test('differing answers are settled by those who may, with grounds', async () => {
    disputed()
    vault.answer({ 'consents.settle': () => aDecision('NO') })
    const shown = await openPupil('DSL')
    expect(shown.text()).not.toContain('Overrule')
    await shown.press('Settle the answers on Website')
    await shown.press('Settle it')
    expect(vault.inputsOf('consents.settle')).toEqual([])
    shown.field('No, it may not be used').click()
    await shown.fill('On what grounds', 'Both parents met')
    await shown.press('Settle it')
    expect(vault.inputsOf('consents.settle')).toEqual([
      { school, pupil: amira.id, purpose: website.id, outcome: 'REFUSED', note: 'Both parents met' },
    ])
  })

  test('an objection is overruled by the data protection officer alone', async () => {
    disputed()
    vault.answer({ 'consents.overrule': () => aDecision('YES') })
    const shown = await openPupil('DPO')
    expect(shown.text()).not.toContain('Settle the answers')
    await shown.press('Overrule the objection to Photo for our files')
    await shown.fill('On what grounds', 'Needed for exams')
    await shown.press('Overrule the objection')
    expect(vault.inputsOf('consents.overrule')).toHaveLength(1)
  })

  test('a child nobody may decide for is not settled like answers that differ', async () => {
    vault.answer({
      'consents.ofPupil': () => ({
        uses: [
          {
            purpose: website,
            decision: aDecision('CHECK_FIRST', { state: 'DISPUTED', reason: 'CARE_AUTHORITY_MISSING' }),
          },
        ],
        answers: [],
      }),
    })
    const { text } = await openPupil('DSL')
    expect(text()).not.toContain('Settle the answers')
  })

  test('the office settles nothing', async () => {
    disputed()
    const { text } = await openPupil()
    expect(text()).not.toContain('Settle the answers')
    expect(text()).not.toContain('Overrule')
  })
})
