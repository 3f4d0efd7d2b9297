import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { TenantId } from '@contract/primitives'
import { expectAccessible } from './support/accessible'
import {
  daysAgo,
  draftAll,
  goTo,
  issueAll,
  nav,
  openAgreementsOffice,
  SECOND,
  unlockAs,
  type AgreementsOffice,
  type Wanted,
} from './support/agreements-office'
import { openFrom, saveTo } from './support/dialogs'
import { press as strike, scan } from './support/forms'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test, type Launch } from './support/launch'
import { workbook } from './support/lists'
import { textOfPdf } from './support/pdf-text'

const PUPILS = 'Using computers well'
const VISITORS = 'Visiting our network'
const LOANS = 'Borrowing a device'

const press = (page: Page, name: string | RegExp) => pressByKeys(page, page.getByRole('button', { name, exact: true }))
const inDialog = (page: Page, name: string | RegExp) =>
  pressByKeys(page, page.getByRole('dialog').getByRole('button', { name, exact: true }))
const done = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('region', { name: 'What was just done' }).getByText(words).last()).toBeVisible()
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(name) }) })

/** Comes to a list by keys and chooses a line of it. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const open = page.getByRole('dialog')
  const field = ((await open.count()) > 0 ? open : page).getByLabel(label, { exact: true })
  await tabTo(page, field)
  await field.selectOption({ label: option })
}

/** The date of the first form of a sitting; the next ones have it from there. */
async function dateToday(page: Page): Promise<void> {
  await expect(page.getByLabel('Date on the form')).toBeFocused()
  await page.keyboard.type('today')
  await strike(page, 'Enter')
}

/** The office with three agreements in force: of pupils and their parents, of visitors, of borrowers. */
async function openSigned(launch: Launch): Promise<AgreementsOffice> {
  const office = await openAgreementsOffice(launch)
  const { page, school } = office
  // A school is one kind of tenant; as text the two ids are the same.
  const tenant = TenantId.parse(school)
  const wanted: readonly Wanted[] = [
    {
      tenant,
      facts: { title: PUPILS, audiences: ['KS2'], signers: 'BOTH', validity: 'ACADEMIC_YEAR' },
      clauses: [['My own account', 'I sign in as myself.']],
    },
    {
      tenant,
      facts: { title: VISITORS, audiences: ['VISITOR'], signers: 'ADULT', validity: 'VISIT' },
      clauses: [['The guest network', 'I use the guest network only.']],
    },
    {
      tenant,
      facts: { title: LOANS, audiences: ['DEVICE_LOAN'], signers: 'PARENT', validity: 'UNTIL_LEFT' },
      clauses: [['Bringing it back', 'We bring the device back whole.']],
    },
  ]
  const drafts = await draftAll(page, wanted)
  await page.reload()
  await unlockAs(page, SECOND)
  await issueAll(page, wanted, drafts)
  return office
}

/** Numbers of printed forms by name, as somebody reads them from the paper. */
async function numbersIn(file: string, names: readonly string[]): Promise<string[]> {
  const text = await textOfPdf(file)
  return names.map((name) => {
    const after = text.slice(text.indexOf(name))
    const number = /\d{4} \d{4} \d{4} \d{2}(?!\d)/.exec(after)?.[0].replace(/ /g, '')
    if (number === undefined) throw new Error(`No form of ${name}`)
    return number
  })
}

test('signatures come off paper, from a class, the desk and a file, and the list of those missing grows shorter', async ({
  launch,
}) => {
  const { app, page, folder } = await openSigned(launch)
  await goTo(page, 'Not signed')
  await expect(page.getByRole('grid').getByRole('rowheader')).toHaveCount(4)
  await expectAccessible(page, 'nobody has signed')

  await choose(page, 'Agreement', PUPILS)
  const pack = join(folder, 'pack.pdf')
  await saveTo(app, pack)
  await press(page, 'Print forms')
  await choose(page, 'Class or group', '4A')
  await expectAccessible(page, 'printing forms')
  await inDialog(page, 'Print forms')
  await done(page, 'Saved 3 forms in pack.pdf')
  const letters = join(folder, 'letters.pdf')
  await saveTo(app, letters)
  await press(page, 'Print letters')
  await done(page, 'Saved 4 letters in letters.pdf')
  expect(await textOfPdf(letters)).toContain('Doran Thistled')
  const [alda = '', brena = ''] = await numbersIn(pack, ['Alda Thistlea', 'Brena Thistleb'])

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Sign', exact: true }))
  await expect(page.getByRole('combobox', { name: /Scan the form/ })).toBeFocused()
  await expectAccessible(page, 'keying, no form')
  const head = page.getByRole('region', { name: 'Form', exact: true }).getByRole('heading', { level: 2 })
  await scan(app, alda)
  await expect(head).toHaveText('Alda Thistlea')
  await strike(page, 's', 's', '1')
  await expectAccessible(page, 'keying a form')
  await strike(page, 'Enter')
  await dateToday(page)
  await expect(page.getByText('1 form keyed in this sitting.')).toBeVisible()
  await scan(app, brena)
  await expect(head).toHaveText('Brena Thistleb')
  await strike(page, 'c', 'r', '2', 'Enter')
  await expect(page.getByLabel('Adult who saw that they cannot sign')).toBeFocused()
  await expectAccessible(page, 'keying, a witness is missing')
  await page.keyboard.type('Kim Ash')
  await strike(page, 'Enter')
  await expect(page.getByText('2 forms keyed in this sitting.')).toBeVisible()

  await pressByKeys(page, page.getByRole('link', { name: 'At the desk' }))
  await press(page, 'Hand over to sign')
  await expectAccessible(page, 'desk, no name')
  await typeInto(page, page.getByLabel('Name', { exact: true }), 'Sam Larkfield')
  await typeInto(page, page.getByLabel(/^Organisation/), 'Boiler Works')
  await expectAccessible(page, 'desk')
  await press(page, 'Hand over to sign')
  const desk = page.getByRole('dialog', { name: VISITORS })
  await expect(desk.getByText('I use the guest network only.')).toBeVisible()
  await page.keyboard.press('Escape')
  await inDialog(page, 'I agree and sign')
  await expectAccessible(page, 'desk, handed over')
  await tabTo(page, desk.getByLabel('I have read it'))
  await page.keyboard.press('Space')
  await typeInto(page, desk.getByLabel('Your own name'), 'Sam Larkfield')
  await inDialog(page, 'I agree and sign')
  await expect(desk.getByText('Hand the keyboard back to the office.')).toBeVisible()
  await expectAccessible(page, 'desk, signed')
  await inDialog(page, 'Done')
  await expect(desk).toHaveCount(0)
  await typeInto(page, page.getByLabel('Name', { exact: true }), 'Jo Brackenby')
  await press(page, 'Hand over to sign')
  await inDialog(page, 'I do not agree')
  await expect(desk.getByText('Hand the keyboard back to the office.')).toBeVisible()
  await expectAccessible(page, 'desk, refused')
  await inDialog(page, 'Done')
  await expect(desk).toHaveCount(0)

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Not signed', exact: true }))
  await choose(page, 'Class or group', '4A')
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+a')
  await press(page, 'Signed in class')
  await expectAccessible(page, 'signed in class')
  await typeInto(page, page.getByLabel('Adult who saw it'), 'Kim Ash')
  await inDialog(page, 'Record 1 signature')
  await done(page, 'Recorded 1 signature')
  await expect(rowOf(page, 'Corin Thistlec')).toContainText('One of two has signed')
  await expect(rowOf(page, 'Brena Thistleb')).toContainText('Refused')
  await expect(rowOf(page, 'Alda Thistlea')).toHaveCount(0)
  await expect(page.getByText('1 of 4 signed, 25%').first()).toBeVisible()
  await expectAccessible(page, 'not signed, in part')

  const today = new Date(daysAgo(0))
  const file = await workbook(folder, 'answers.xlsx', [
    ['Completion time', 'Your forename', 'Forename', 'Surname', 'Class', 'Do you agree?'],
    [today, 'ignored', 'Doran', 'Thistled', '5B', 'Yes'],
    [today, 'ignored', 'Nobody', 'Known', '5B', 'Yes'],
  ])
  await openFrom(app, file)
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Sign', exact: true }))
  await pressByKeys(page, page.getByRole('link', { name: 'From a file' }))
  await press(page, 'Choose a file')
  await expectAccessible(page, 'file, nothing chosen')
  await choose(page, 'Agreement', PUPILS)
  await choose(page, 'Text they signed', '1')
  await choose(page, 'Who filled it in', 'The child')
  await press(page, 'Choose a file')
  await expect(page.getByText('1 new, 0 there already, 1 left out.').first()).toBeVisible()
  await choose(page, 'Rows', 'Left out')
  await expect(page.getByText('Nobody here has that name.')).toBeVisible()
  await expect(page.getByText('Doran Thistled')).toHaveCount(0)
  await expectAccessible(page, 'file, rows')
  await press(page, 'Record 1 signature')
  await done(page, 'Recorded 1 signature')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Not signed', exact: true }))
  await expect(rowOf(page, 'Doran Thistled')).toContainText('One of two has signed')
})

test('who is cleared is listed with why not, saved for the network, and decides about loans and access', async ({
  launch,
}) => {
  const { app, page, folder } = await openSigned(launch)
  await goTo(page, 'Loans and access')
  await expect(page.getByText('No device is on loan.').first()).toBeVisible()
  await expectAccessible(page, 'no loans')
  await press(page, 'Lend a device')
  await typeInto(page, page.getByLabel('Device', { exact: true }), 'Tablet 12')
  await typeInto(page, page.getByRole('combobox', { name: 'Who borrows it' }), 'thistlea')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Borrower: Alda Thistlea, 4A')).toBeVisible()
  await inDialog(page, 'Lend it')
  await expect(page.getByRole('link', { name: 'Key or take the signature for loans' })).toBeVisible()
  await expectAccessible(page, 'lending refused')
  await pressByKeys(page, page.getByRole('link', { name: 'Key or take the signature for loans' }))
  const form = page.getByRole('region', { name: 'Form', exact: true })
  await expect(form.getByRole('heading', { level: 2 })).toHaveText('Alda Thistlea')
  await strike(page, 's', '1', 'Enter')
  await dateToday(page)
  await expect(page.getByText('1 form keyed in this sitting.')).toBeVisible()
  await choose(page, 'Agreement on forms found by name', PUPILS)
  await tabTo(page, page.getByRole('combobox', { name: /Scan the form/ }))
  await strike(page, ...'thistlea', 'Enter')
  await expect(form.getByRole('heading', { level: 2 })).toHaveText('Alda Thistlea')
  await strike(page, 's', 's', '1', 'Enter')
  await expect(page.getByText('2 forms keyed in this sitting.')).toBeVisible()

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Loans and access', exact: true }))
  await press(page, 'Lend a device')
  await typeInto(page, page.getByLabel('Device', { exact: true }), 'Tablet 12')
  await typeInto(page, page.getByRole('combobox', { name: 'Who borrows it' }), 'thistlea')
  await page.keyboard.press('Enter')
  await inDialog(page, 'Lend it')
  await expect(rowOf(page, 'Tablet 12')).toContainText('Statement signed')
  await press(page, 'Give access')
  await typeInto(page, page.getByLabel('Access to', { exact: true }), 'The network')
  await choose(page, 'Class or group', '4A')
  await expect(page.getByText('2 people there are not cleared and cannot be given access.')).toBeVisible()
  await tabTo(page, page.getByRole('dialog').getByLabel('Alda Thistlea'))
  await page.keyboard.press('Space')
  await expectAccessible(page, 'giving access')
  await inDialog(page, 'Give access to 1 person')
  await expect(rowOf(page, 'Alda Thistlea')).toContainText('The network')
  await expectAccessible(page, 'a loan and access')

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Cleared today', exact: true }))
  await expect(page.getByText('1 of 4 people cleared.').first()).toBeVisible()
  await expect(rowOf(page, 'Brena Thistleb')).toContainText('Not cleared')
  await expectAccessible(page, 'cleared today')
  const csv = join(folder, 'cleared.csv')
  await saveTo(app, csv)
  await press(page, 'Save as a file')
  await tabTo(page, page.getByRole('radio', { name: 'Workbook (.xlsx)' }))
  await page.keyboard.press('ArrowDown')
  await typeInto(page, page.getByLabel('What it is for'), 'For the network manager')
  await expectAccessible(page, 'saving who is cleared')
  await inDialog(page, 'Save the file')
  await done(page, 'Saved as cleared.csv')
  const lines = readFileSync(csv, 'utf8').split(/\r?\n/)
  expect(lines.find((line) => line.includes('Thistlea'))).toMatch(/4A.*Yes/)
  expect(lines.find((line) => line.includes('Thistleb'))).toMatch(/4A.*No/)

  await choose(page, 'Cleared', 'Cleared')
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Enter')
  const pane = page.getByRole('complementary')
  await expect(pane.getByRole('heading', { name: 'Alda Thistlea, 4A' })).toBeVisible()
  await expectAccessible(page, 'one person’s signatures')
  await pressByKeys(page, pane.getByRole('button', { name: new RegExp(`Take back: ${PUPILS}`) }).first())
  await typeInto(page, page.getByLabel('Why', { exact: true }), 'Keyed for the wrong child')
  await expectAccessible(page, 'taking a signature back')
  await inDialog(page, 'Take it back')
  await expect(pane.getByText('Not cleared', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Loans and access', exact: true }))
  await expect(rowOf(page, 'Alda Thistlea')).toContainText('To end')
  await expectAccessible(page, 'access to end')
  await press(page, 'End the one that is to end')
  await expect(page.getByRole('dialog')).toContainText('Alda Thistlea (The network)')
  await typeInto(page, page.getByRole('dialog').getByLabel('Last day'), 'today')
  await expectAccessible(page, 'ending access')
  await inDialog(page, 'End 1 line of access')
  await done(page, 'Ended 1 line of access')
  await tabTo(page, page.getByLabel('Those that ended too'))
  await page.keyboard.press('Space')
  await expect(rowOf(page, 'Alda Thistlea').last()).toContainText('Ended')
})
