import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault } from '@contract'
import { useImports } from '@renderer/features/imports/imports-store'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aResult, aRow, aRun, choose, importVault, openScreen, school, withRun } from './imports-samples'
import type { FakeVault } from './support/fake-vault'
import { id } from './support/samples'

let vault: FakeVault
beforeEach(() => {
  vault = importVault()
})

describe('what would change', () => {
  test('shows first what waits for somebody, and all the rest by kind', async () => {
    const { text, press } = await withRun()
    expect(text()).toContain('Nothing has been changed yet.')
    expect(text()).toContain('1 yes to record, 2 noes to record and 1 yes left out because a no stands')
    expect(text()).toContain('1 UPN does not hold together')
    expect(text()).toContain('The name is the same.')
    await press('Changed 1')
    expect(text()).toContain('Class: 4A → 4B')
    await press('Left out 1')
    expect(text()).toContain('Its year group is none that schools have.')
    await press('Missing 1')
    expect(text()).toContain('Bo Lanterngate, Year 5')
    await press('As before 0')
    expect(text()).toContain('None')
  })

  test('is applied with what was chosen and who has left, then said with its undoing', async () => {
    const { press, text, fill, button } = await withRun()
    await choose('Pupil 5, line 5, is', id(701))
    await press('Missing 1')
    await press('Has left: Bo Lanterngate, Year 5')
    await press('Note the last day')
    expect(text()).toContain('Enter the last day')
    await fill('Last day on roll', '31 8 2026')
    await press('Note the last day')
    expect(text()).toContain('Last day 31 August 2026')
    expect(button('Apply to 4 pupils').disabled).toBe(false)
    await press('Apply to 4 pupils')
    expect(vault.inputsOf('imports.apply')[0]).toMatchObject({
      choices: [{ line: 5, pupil: id(701) }],
      leavers: [{ pupil: id(702), on: '2026-08-31' }],
    })
    expect(text()).toContain('1 row new')
    expect(spoken.polite).toContain('Read in: 1 row new')
    expect(text()).toContain('1 row left out or not confirmed. Choose the file again to see why')
    expect(useImports().file).toBeNull()
  })

  test('a row may be nobody of the candidates, and a choice and a leaver can be taken back', async () => {
    const { press, fill } = await withRun()
    await choose('Pupil 5, line 5, is', 'new')
    await press('Missing 1')
    await press('Has left: Bo Lanterngate, Year 5')
    await fill('Last day on roll', '31 8 2026')
    await press('Note the last day')
    await press('Still on roll')
    await press('Apply to 3 pupils')
    expect(vault.inputsOf('imports.apply')[0]).toMatchObject({ choices: [{ line: 5, pupil: null }], leavers: [] })
  })

  test('that was refused whole says why and cannot be applied', async () => {
    vault.answer({
      'imports.tryOut': ({ job }) => aRun({ job, refused: 'The dates put the month first.', rows: [], missing: [] }),
    })
    const { text } = await withRun()
    expect(text()).toContain('Nothing of this file counts')
    expect(text()).toContain('The dates put the month first.')
    expect(text()).not.toContain('Apply')
  })

  test('of a file that says nothing new has nothing to apply and leads on to another file', async () => {
    const none = { new: 0, changed: 0, same: 9, leftOut: 0, toConfirm: 1, missing: 0 }
    vault.answer({
      'imports.tryOut': ({ job }) =>
        aRun({ job, counts: none, rows: aRun().rows.filter(({ outcome }) => outcome === 'TO_CONFIRM'), missing: [] }),
    })
    const { press, text, button } = await withRun()
    expect(text()).toContain('There is nothing to apply until you choose who somebody is.')
    expect(text()).not.toContain('Apply to')
    await choose('Pupil 5, line 5, is', id(701))
    expect(button('Apply to 1 pupil').disabled).toBe(false)
    await choose('Pupil 5, line 5, is', '')
    await press('Choose another file')
    expect(document.activeElement?.textContent).toContain('Choose a file')
    expect(vault.inputsOf('imports.apply')).toHaveLength(0)
  })

  test('names the wording as what a yes without evidence wants', async () => {
    const consents = { lowered: 0, raised: 0, keptLower: 0, unevidenced: 2 }
    vault.answer({ 'imports.tryOut': ({ job }) => aRun({ job, consents }) })
    expect((await withRun()).text()).toContain('2 yeses left out without evidence. A yes counts only with the wording')
  })

  test('that has changed meanwhile is said, and the file stays to be tried again', async () => {
    vault.answer({
      'imports.apply': () => {
        throw new Fault('conflict', 'The records have changed since this file was tried out.')
      },
    })
    const { press, text } = await withRun()
    await press('Apply to 2 pupils')
    expect(text()).toContain('The records have changed since this file was tried out.')
    await press('Change columns or dates')
    await press('Go on to consents')
    await press('See what would change')
    expect(text()).not.toContain('have changed since')
    expect(vault.inputsOf('imports.tryOut')).toHaveLength(2)
  })

  test('has more rows than are shown at first', async () => {
    const rows = [aRow(2), aRow(3)]
    vault.answer({
      'imports.tryOut': ({ job }) =>
        aRun({ job, rows, counts: { new: 3, changed: 0, same: 0, leftOut: 0, toConfirm: 0, missing: 0 }, missing: [] }),
      'imports.rows': ({ from }) => (from === 2 ? [aRow(9)] : []),
    })
    const { press, text } = await withRun()
    await press('Show more (1)')
    expect(text()).toContain('Pupil 9')
    expect(text()).not.toContain('Show more')
  })

  test('saves the rows left out', async () => {
    vault.answer({ 'imports.saveLeftOut': () => ({ saved: true, fileName: 'Rows left out.csv' }) })
    const { press } = await withRun()
    await press('Save rows left out as a file')
    expect(useToasts().toasts.at(-1)?.words).toBe('Saved as Rows left out.csv')
  })
})

/** An answer that waits until it is let go, or refused as one that was stopped. */
function waiting<T>(): { readonly answer: Promise<T>; readonly go: (value: T) => void; readonly refuse: () => void } {
  let go: (value: T) => void = () => {}
  let refuse = () => {}
  const answer = new Promise<T>((resolve, reject) => {
    go = resolve
    refuse = () => {
      reject(new Fault('unavailable', 'Stopped. Nothing was changed.'))
    }
  })
  return { answer, go, refuse }
}

describe('applying', () => {
  const told = async (input: { readonly job: string } | undefined, done: number, words: string) => {
    vault.tell('progress', { job: input?.job ?? '', words, done, total: 100 })
    await flushPromises()
  }

  test('says how far it is, and can be stopped with the file kept', async () => {
    const slow = waiting<ReturnType<typeof aResult>>()
    vault.answer({ 'imports.apply': () => slow.answer, 'imports.stop': () => ({}) })
    const { press, text, button } = await withRun()
    await press('Apply to 2 pupils')
    await told(vault.inputsOf('imports.apply')[0], 40, 'Preparing the changes')
    expect(text()).toContain('Preparing the changes')
    expect(spoken.polite).toBe('Preparing the changes')
    expect(document.querySelector('progress')?.value).toBe(40)
    button('Stop').focus()
    await press('Stop')
    expect(vault.inputsOf('imports.stop')).toEqual([{ school, job: vault.inputsOf('imports.apply')[0]?.job }])
    slow.refuse()
    await flushPromises()
    expect(text()).toContain('Nothing was changed. The file is as it was tried out')
    expect(text()).not.toContain('That did not work')
    expect(document.activeElement?.id).toBe('import-step')
    vault.answer({ 'imports.apply': () => aResult() })
    await press('Apply to 2 pupils')
    expect(text()).toContain('Take it back')
  })

  test('cannot be stopped once it is written, and says so', async () => {
    const slow = waiting<ReturnType<typeof aResult>>()
    vault.answer({ 'imports.apply': () => slow.answer })
    const { press, button, text } = await withRun()
    button('Apply to 2 pupils').focus()
    await press('Apply to 2 pupils')
    expect(document.activeElement?.textContent).toBe('Apply to 2 pupils')
    await told(vault.inputsOf('imports.apply')[0], 100, 'Writing all changes at once')
    expect(document.querySelector('progress')?.hasAttribute('value')).toBe(false)
    await press('Stop')
    expect(vault.inputsOf('imports.stop')).toEqual([])
    slow.go(aResult())
    await flushPromises()
    expect(text()).toContain('Take it back')
    expect(document.activeElement?.textContent).toBe('Read in')
  })
})

describe('taking back', () => {
  test('a list read in before, with a reason; a refusal stays in the dialog', async () => {
    vault.answer({
      'imports.list': () => [aResult(), aResult({ id: id(911), fileName: 'old.csv', undone: true })],
      'imports.undo': () => {
        throw new Fault('conflict', 'Something here was changed again since.')
      },
    })
    const { press, text, fill } = await openScreen()
    expect(text()).toMatch(/old\.csv.*Taken back/)
    await press('Take back pupils.csv')
    await press('Take the list back')
    expect(text()).toContain('Enter a reason of at least 3 letters')
    await fill('Why', 'Last year’s list')
    await press('Take the list back')
    expect(text()).toContain('Something here was changed again since.')
    vault.answer({ 'imports.undo': () => aResult({ undone: true }) })
    await press('Take the list back')
    expect(vault.inputsOf('imports.undo').at(-1)).toMatchObject({
      ...{ school, import: id(910), reason: 'Last year’s list' },
    })
    expect(useImports().runs?.every(({ undone }) => undone)).toBe(true)
  })

  test('says how far it is, and is stopped by leaving the dialog', async () => {
    const slow = waiting<ReturnType<typeof aResult>>()
    vault.answer({ 'imports.list': () => [aResult()], 'imports.undo': () => slow.answer, 'imports.stop': () => ({}) })
    const { press, text, fill } = await openScreen()
    await press('Take back pupils.csv')
    await fill('Why', 'Last year’s list')
    await press('Take the list back')
    const [{ job } = { job: '' }] = vault.inputsOf('imports.undo')
    vault.tell('progress', { job, words: 'Looking at what it changed', done: 30, total: 100 })
    await flushPromises()
    expect(document.querySelector('progress')?.value).toBe(30)
    expect(spoken.polite).toBe('Looking at what it changed')
    await press('Cancel')
    expect(vault.inputsOf('imports.stop')).toEqual([{ school, job }])
    slow.refuse()
    await flushPromises()
    expect(text()).toContain('Stopped. Nothing was changed.')
    await press('Cancel')
    expect(text()).not.toContain('Stopped. Nothing was changed.')
  })

  test('the one just read in', async () => {
    vault.answer({ 'imports.undo': () => aResult({ undone: true }) })
    const { press, fill, text } = await withRun()
    await press('Apply to 2 pupils')
    await press('Take it back')
    await fill('Why', 'The wrong list')
    await press('Take the list back')
    expect(text()).toContain('Taken back')
    expect(text()).not.toContain('Take it back')
    expect(document.activeElement?.textContent).toBe('Read in')
  })
})
