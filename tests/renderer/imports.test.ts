import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, type Mapping } from '@contract'
import { useImports } from '@renderer/features/imports/imports-store'
import { spoken } from '@renderer/ui/live'
import { aWording } from './consents-samples'
import {
  aFile,
  aMapping,
  choose,
  importVault,
  lastMapping,
  openScreen,
  school,
  select,
  social,
  website,
  withFile,
  withRun,
} from './imports-samples'
import type { FakeVault } from './support/fake-vault'

let vault: FakeVault
beforeEach(() => {
  vault = importVault()
})

describe('choosing a file', () => {
  test('says what it is for, and that nothing changes yet', async () => {
    const { text } = await openScreen()
    expect(text()).toContain('Read in a list: School 1')
    expect(text()).toContain('You see what would change before anything does.')
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('Choose a file')
  })

  test('choosing none changes nothing and says so', async () => {
    vault.answer({ 'imports.pick': () => null })
    const { press } = await openScreen()
    await press('Choose a file')
    expect(spoken.polite).toContain('No file was chosen')
  })

  test('a file that is no list is refused in words, and another try is open', async () => {
    vault.answer({
      'imports.pick': () => {
        throw new Fault('bad-input', 'That file is a PDF. Save the list as .csv.')
      },
    })
    const { press, text, button } = await openScreen()
    await press('Choose a file')
    expect(text()).toContain('That file is a PDF.')
    expect(button('Choose a file').disabled).toBe(false)
  })

  test('can be stopped while the file is read', async () => {
    vault.answer({ 'imports.pick': () => new Promise(() => {}) })
    const { press, text } = await openScreen()
    await press('Choose a file')
    const [{ job } = { job: '' }] = vault.inputsOf('imports.pick')
    vault.tell('progress', { job, words: 'Reading the file', done: 40, total: 100 })
    await flushPromises()
    expect(text()).toContain('Reading the file')
    expect(document.querySelector('progress')?.value).toBe(40)
    await press('Stop')
    expect(vault.inputsOf('imports.drop')).toEqual([{ school, job }])
    expect(document.querySelector('progress')).toBeNull()
  })
})

describe('what the columns mean', () => {
  test('is proposed, with samples but no UPN, and every note of the reading', async () => {
    const { text } = await withFile()
    expect(text()).toContain('Sheet of consents')
    expect(text()).toContain('A column of numbers may have lost zeros in front.')
    expect(text()).toContain('Made on 1 October 2026')
    expect(select('Surname means').value).toBe('legalSurname')
    expect(select('Use that Photo - Website is about').value).toBe(website.id)
    const rows = [...document.querySelectorAll('#import-columns tbody tr')].map((row) => row.textContent)
    expect(rows[1]).toContain('Numbers not shown')
  })

  test('is changed by a person; a new consent has nothing explained yet but its blanks', async () => {
    const { press } = await withFile()
    await choose('Notes means', 'consent')
    await choose('Use that Notes is about', social.id)
    await choose('Photo - Website means', 'ignore')
    await press('Go on to consents')
    await press('See what would change')
    expect(lastMapping(vault)?.columns[4]).toEqual({
      ...{ column: 4, meaning: 'consent', purpose: social.id },
      values: [
        { value: 'No', means: 'STOP' },
        { value: '', means: 'NOTHING' },
      ],
    })
    expect(lastMapping(vault)?.columns[3]).toEqual({ column: 3, meaning: 'ignore', purpose: null, values: [] })
  })

  test('goes with how dates are written, whether everybody is in it, and the wording', async () => {
    const { press, fill, field } = await withFile()
    await fill('Dates in this file', 'DMY')
    field('Everybody on roll is in this file').click()
    await fill('Wording the answers were given to', aWording(1).id)
    await press('Go on to consents')
    await press('See what would change')
    expect(lastMapping(vault)).toMatchObject({ dates: 'DMY', wholeRoll: true, wording: aWording(1).id })
  })

  test('of another table are its own', async () => {
    const [table] = aFile().tables
    vault.answer({
      'imports.pick': ({ job }) =>
        aFile({
          job,
          tables: [table!, { ...table!, name: 'Second', rows: 3 }],
          mappings: [aMapping(), aMapping({ table: 1, columns: aMapping().columns.slice(0, 3) })],
        }),
    })
    const { press, fill } = await withFile()
    await fill('Which table', '1')
    await press('See what would change')
    expect(lastMapping(vault)).toMatchObject({ table: 1, columns: [{}, {}, {}] })
  })

  test('the file can be left', async () => {
    const { press, text } = await withFile()
    await press('Leave this file')
    expect(text()).toContain('A list of pupils, or of consents')
    expect(vault.inputsOf('imports.drop')).toHaveLength(1)
  })
})

describe('what the answers mean', () => {
  test('is said for every value, in words whichever way the column asks', async () => {
    const { press, text } = await withFile()
    await press('Go on to consents')
    expect(text()).toContain('“Y” in this column means: they said YES.')
    expect(text()).toContain('“ask mum” in this column means: not said yet, rows left out.')
    expect(text()).toContain('A blank in this column means: nobody has answered.')
    expect(text()).toContain('1 value is not explained yet')
  })

  test('is turned round by a person, and goes into the trial', async () => {
    const { press, fill, text } = await withFile()
    await press('Go on to consents')
    await fill('“Y” (9 rows) means', 'REFUSED')
    expect(text()).toContain('“Y” in this column means: they said NO.')
    await fill('“ask mum” (1 row) means', 'NOTHING')
    expect(text()).not.toContain('not explained yet')
    await press('See what would change')
    expect(new Set(lastMapping(vault)?.columns[3]?.values.map(({ value, means }) => `${value}=${means}`))).toEqual(
      new Set(['Y=REFUSED', '=NOTHING', 'ask mum=NOTHING']),
    )
  })

  test('of a column that says what was denied is marked as turned round; its kinds get their uses', async () => {
    const [first, ...rest] = aMapping().columns
    const columns: Mapping['columns'] = [
      first!,
      ...rest.slice(0, 2),
      { column: 3, meaning: 'consentDenied', purpose: null, values: [{ value: 'Y', means: 'REFUSED' }] },
      { column: 4, meaning: 'consentType', purpose: null, values: [] },
    ]
    vault.answer({
      'imports.pick': ({ job }) =>
        aFile({ job, mapping: aMapping({ columns, types: [{ value: 'No', purpose: null }] }) }),
    })
    const { press, text, fill } = await withFile()
    await press('Go on to consents')
    expect(text()).toContain('This column says what was denied, so that yes in it means no.')
    await fill('“No” is about', website.id)
    await press('See what would change')
    expect(lastMapping(vault)?.types).toEqual([{ value: 'No', purpose: website.id }])
  })
})

test('nothing of the file is left when the window goes to another school', async () => {
  await withRun()
  useImports().$reset()
  await flushPromises()
  expect(useImports().file).toBeNull()
  expect(useImports().step).toBe('choose')
})
