import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { CivilDate, Fault, PersonId, TenantId, type PupilCard, type Role } from '@contract'
import BulkFiles from '@renderer/features/consents/BulkFiles.vue'
import ListsScreen from '@renderer/features/consents/ListsScreen.vue'
import RegisterScreen from '@renderer/features/consents/RegisterScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { shifted, today } from '@renderer/ui/dates'
import { useToasts } from '@renderer/ui/toasts-store'
import { aPupil, aPurpose, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

const website = aPurpose(1, { label: 'Website' })
const amira = aPupil(1, { forename: 'Amira', surname: 'Khan' })
const ben = aPupil(2, { forename: 'Ben', surname: 'Larch', year: '9', className: '9C' })
const cy = aPupil(3, { forename: 'Cy', surname: 'Ash', className: '7B' })
const lineOf = (pupil: PupilCard) => ({
  ...{ pupil, answeredOn: null },
  cells: [{ verdict: 'CHECK_FIRST' as const, state: 'NOT_ASKED' as const, holdsUntil: null }],
})
const aPreview = {
  ...{ pupils: 3, columns: ['Name', 'Year', 'Class', 'Website'], classification: 'Contains pupil data' },
  lines: [['A••• K•••', '7', '7A', 'Check first']],
  ...{ savedBy: 'Made on 30 November 2026 by Somebody', fresh: true, told: false },
}

let vault: FakeVault
beforeEach(() => {
  vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'checklists.list': () => [],
    'consents.register': () => ({
      ...{ on: CivilDate.parse('2026-11-30'), purposes: [website] },
      lines: [cy, amira, ben].map(lineOf),
    }),
    'consents.list': ({ kind }) =>
      kind === 'NOT_RETURNED' || kind === 'RESTRICTED'
        ? [cy, amira, ben].map((pupil) => ({ pupil, words: 'Form is out: Website', dueOn: null }))
        : [],
    'consents.previewFile': () => aPreview,
    'consents.export': () => ({ saved: true, fileName: 'register.xlsx', pupils: 3 }),
    'consents.chase': () => ({ saved: true, fileName: 'letters.pdf', letters: 2, needForm: 0, notDue: 0 }),
    'pupils.list': () => [amira, ben, cy],
  })
})

async function open(screen: typeof RegisterScreen | typeof ListsScreen, role: Role): Promise<Shown> {
  const at = `/schools/${school}/consent${screen === ListsScreen ? '/to-do' : ''}`
  const shown = await show(screen, { props: { school }, session: aSession({ school }, role), at })
  await useSchools().load()
  await flushPromises()
  return shown
}
async function key(name: string, held: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...held }))
  await flushPromises()
}
async function chooseTwo() {
  document.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus()
  await key(' ')
  await key('ArrowDown', { shiftKey: true })
}
async function withNames(shown: Shown) {
  await shown.press('Save as a file')
  shown.field('With names').click()
  await flushPromises()
}
const last = () => vault.inputsOf('consents.export').at(-1)

describe('the register as a file', () => {
  test('has no names unless somebody who may says why', async () => {
    const shown = await open(RegisterScreen, 'DSL')
    await shown.press('Save as a file')
    await shown.press('Save the file')
    expect(last()).toEqual({ school, list: null, chosen: null, format: 'xlsx', names: false, reason: null })
    expect(useToasts().toasts.at(-1)?.words).toBe('3 pupils saved as register.xlsx')
    expect(vault.inputsOf('consents.previewFile')).toEqual([])
    await withNames(shown)
    await shown.press('Save the names of 3 pupils')
    expect(vault.inputsOf('consents.export')).toHaveLength(1)
    await shown.fill('Why with names', 'For the open day')
    await shown.press('Save the names of 3 pupils')
    expect(last()).toMatchObject({ names: true, reason: 'For the open day' })
  })

  test('names are not on offer to the office', async () => {
    const shown = await open(RegisterScreen, 'OFFICE_STAFF')
    await key('x', { ctrlKey: true, shiftKey: true })
    expect(shown.text()).toContain('Save the register as a file')
    expect(shown.text()).not.toContain('With names')
  })

  test('what it will hold is seen before it is saved, and a large one says who will be told', async () => {
    vault.answer({ 'consents.previewFile': () => ({ ...aPreview, pupils: 412, told: true }) })
    const shown = await open(RegisterScreen, 'DSL')
    await withNames(shown)
    const table = document.querySelector('[role="dialog"] table')
    expect([...(table?.querySelectorAll('th[scope="col"]') ?? [])].map((cell) => cell.textContent)).toEqual(
      aPreview.columns,
    )
    expect(table?.textContent).toContain('A••• K•••')
    expect(shown.text()).toContain('412 pupils, 4 columns.')
    expect(shown.text()).toContain('whoever reads the history of this school is told')
  })

  test('is not saved while nobody can see what it will hold', async () => {
    vault.answer({
      'consents.previewFile': () => {
        throw new Fault('busy', 'Another program holds the file.')
      },
    })
    const shown = await open(RegisterScreen, 'DSL')
    await withNames(shown)
    await shown.fill('Why with names', 'For the open day')
    await shown.press('Save the file')
    expect(shown.text()).toContain('Another program holds the file.')
    expect(vault.inputsOf('consents.export')).toEqual([])
  })

  test('the passphrase is typed once more when it must be, and is never kept', async () => {
    vault.answer({
      'consents.previewFile': () => ({ ...aPreview, fresh: false }),
      'session.confirm': ({ passphrase }) => {
        if (passphrase !== 'copper lantern') throw new Fault('denied', 'The passphrase is not right.')
        return { confirmed: true }
      },
    })
    const shown = await open(RegisterScreen, 'DSL')
    await withNames(shown)
    await shown.fill('Why with names', 'For the open day')
    await shown.press('Save the names')
    expect(shown.text()).toContain('Type your passphrase')
    await shown.fill('Your passphrase', 'wrong')
    await shown.press('Save the names')
    expect(shown.text()).toContain('The passphrase is not right.')
    expect(shown.field('Your passphrase').value).toBe('')
    expect(vault.inputsOf('consents.export')).toEqual([])
    await shown.fill('Your passphrase', 'copper lantern')
    await shown.press('Save the names')
    expect(vault.inputsOf('consents.export')).toHaveLength(1)
  })

  test('is asked for again when the minutes ran out while the form stood open', async () => {
    let fresh = true
    vault.answer({
      'consents.previewFile': () => ({ ...aPreview, fresh }),
      'consents.export': () => {
        fresh = false
        throw new Fault('denied', 'Type it again before names leave.')
      },
    })
    const shown = await open(RegisterScreen, 'DSL')
    await withNames(shown)
    await shown.fill('Why with names', 'For the open day')
    await shown.press('Save the names')
    expect(shown.text()).toContain('Type it again before names leave.')
    expect(shown.field('Your passphrase').value).toBe('')
  })

  test('is of those chosen and nobody else', async () => {
    const shown = await open(RegisterScreen, 'DSL')
    await chooseTwo()
    await shown.press('Save 2 as a file')
    expect(shown.text()).toContain('The 2 pupils chosen and nobody else')
    await shown.press('Save the file')
    expect(last()).toMatchObject({ chosen: [cy.id, amira.id], names: false })
  })
})

describe('letters', () => {
  test('go to whole classes by a day to come', async () => {
    const shown = await open(RegisterScreen, 'OFFICE_STAFF')
    await shown.press('Letters home')
    shown.field('Families whose form has not come back').click()
    shown.field('7B').click()
    await flushPromises()
    await shown.fill('To be returned by', 'yesterday')
    await shown.press('Make the letters')
    expect(vault.inputsOf('consents.chase')).toEqual([])
    await shown.fill('To be returned by', '+10')
    await shown.press('Make the letters')
    expect(vault.inputsOf('consents.chase')).toEqual([
      { school, kind: 'NOT_RETURNED', classes: ['7B'], chosen: null, returnBy: shifted(today(), 10) },
    ])
  })

  test('go to those chosen in a list alone, and say of whom none was due', async () => {
    vault.answer({
      'consents.chase': () => ({ saved: true, fileName: 'letters.pdf', letters: 1, needForm: 1, notDue: 1 }),
    })
    const shown = await open(ListsScreen, 'OFFICE_STAFF')
    await chooseTwo()
    expect(shown.text()).toContain('2 pupils chosen')
    await shown.press('Letters to 2')
    expect(shown.text()).toContain('For the 2 pupils chosen and nobody else.')
    expect(shown.text()).not.toContain('Which classes?')
    await shown.press('Make the letters')
    expect(vault.inputsOf('consents.chase')).toMatchObject([
      { kind: 'NOT_RETURNED', classes: [], chosen: [cy.id, amira.id] },
    ])
    expect(useToasts().toasts.at(-1)?.words).toBe(
      '1 letter saved as letters.pdf; put a new form with 1 of them, from Entry; 1 of those chosen was due none',
    )
  })
})

describe('a list', () => {
  test('another list lets everybody go', async () => {
    const shown = await open(ListsScreen, 'OFFICE_STAFF')
    await chooseTwo()
    await shown.press('Restricted')
    await shown.press('Not returned')
    expect(shown.text()).not.toContain('chosen')
    expect(document.querySelectorAll('tr[aria-selected="true"]')).toHaveLength(0)
  })

  test('leaves as a file with names only, and that of those protected never', async () => {
    const shown = await open(ListsScreen, 'DSL')
    await shown.press('Save as a file')
    expect(shown.text()).toContain('Save the list “Not returned” as a file')
    expect(shown.text()).not.toContain('Without names')
    await shown.fill('Why with names', 'For the tutors')
    await shown.press('Save the names')
    expect(last()).toMatchObject({ list: 'NOT_RETURNED', chosen: null, names: true, reason: 'For the tutors' })
    await shown.press('Restricted')
    expect(() => shown.button('Save as a file')).toThrow('No button')
  })

  test('is not on offer as a file to the office', async () => {
    const shown = await open(ListsScreen, 'OFFICE_STAFF')
    expect(() => shown.button('Save as a file')).toThrow('No button')
  })
})

describe('a file with many names', () => {
  const file = {
    ...{ event: id(7001), school: TenantId.parse(school), schoolName: 'Rowan Primary', at: Date.UTC(2026, 10, 30, 9) },
    ...{ person: { id: PersonId.parse(id(12)), name: 'Otto Lensgrove' }, pupils: 412, reason: 'For the open day' },
  }

  test('is told with who, when and why, until it is seen', async () => {
    vault.answer({ 'consents.bulkFiles': () => [file], 'consents.bulkFileSeen': () => ({ seen: true }) })
    const shown = await show(BulkFiles, { session: aSession({}, 'DSL') })
    expect(shown.text()).toContain('A file with 412 names was saved.')
    expect(shown.text()).toContain('Otto Lensgrove, Rowan Primary, 30 Nov 2026')
    expect(shown.text()).toContain('Reason: For the open day')
    await shown.press('I have seen it: 412 names, Rowan Primary')
    expect(vault.inputsOf('consents.bulkFileSeen')).toEqual([{ school, event: file.event }])
    expect(shown.text()).not.toContain('412')
  })

  test('comes up while the screen stands, and is not asked for by whoever may not read the history', async () => {
    vault.answer({ 'consents.bulkFiles': () => [] })
    const shown = await show(BulkFiles, { session: aSession({}, 'DSL') })
    vault.answer({ 'consents.bulkFiles': () => [file] })
    vault.tell('changed', { school: TenantId.parse(school), types: ['consents.exported'], ids: [] })
    await flushPromises()
    expect(shown.text()).toContain('412 names')
    const asked = vault.inputsOf('consents.bulkFiles').length
    await show(BulkFiles, { session: aSession({}, 'OFFICE_STAFF') })
    expect(vault.inputsOf('consents.bulkFiles')).toHaveLength(asked)
  })
})
