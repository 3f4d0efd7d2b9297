import type { Locator, Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './support/accessible'
import { openFrom, saveTo } from './support/dialogs'
import { call, openOffice, type Named, type Office } from './support/forms'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test, type Launch, type RunningApp } from './support/launch'
import { windowsList, workbook } from './support/lists'

const ROLL: readonly Named[] = [
  { forename: 'Alda', surname: 'Thistlea', className: '4A' },
  { forename: 'Brena', surname: 'Thistleb', className: '4A' },
  { forename: 'Jandy', surname: 'Ash', className: '4A' },
]

const PUPILS = [
  ['Larch Primary School: pupils on roll', '', '', '', '', '', '', ''],
  ['Made for the office. Do not change this sheet.', '', '', '', '', '', '', ''],
  ['Adno', 'Legal Surname', 'Legal Forename', 'Known as', 'DOB', 'Year', 'Reg', 'Date of Admission'],
  ['070000', 'Thistlea', 'Alda', '', '03/03/2017', '4', '4B', ''],
  ['070001', 'Thistleb', 'Brena', '', '03/03/2017', '4', '4A', ''],
  ['070101', 'Thornfjörd', 'Chloé', '', '14/05/2017', '4', '4B', '01/09/2021'],
  ['070102', 'Ó Bracklann', 'Seán', '', '21/11/2016', '5', '5A', '01/09/2021'],
  ['070103', 'D’Arbolène', 'Anaïs', 'Nan', '30/01/2017', '4', '4B', '01/09/2021'],
  ['', 'Ash', 'Jandy', '', '', '4', '4B', ''],
  ['070104', 'Gorselight', 'Mirren', '', '02/02/2017', '15', '', ''],
  ['070105', 'Harebell', 'Tove', '', '31/02/2017', '4', '4B', ''],
] as const

interface Desk extends RunningApp, Office {
  /** Chooses a file by keys, and waits until its columns are shown. */
  readonly choose: (path: string) => Promise<void>
}

/** The screen that reads lists in, reached from the roll by keys. */
async function atTheDesk(launch: Launch): Promise<Desk> {
  const running = await launch()
  const { app, page, folder } = running
  await page.setViewportSize({ width: 1280, height: 800 })
  const office = await openOffice(app, page, folder, ROLL)
  await pressByKeys(page, page.getByRole('navigation').getByRole('link', { name: 'Consent' }))
  await pressByKeys(page, page.getByRole('link', { name: 'Pupils', exact: true }))
  await pressByKeys(page, page.getByRole('button', { name: 'Import', exact: true }))
  await expect(page.getByRole('heading', { level: 1, name: /^Read in a list: Larch/ })).toBeFocused()
  const choose = async (path: string) => {
    await openFrom(app, path)
    await pressByKeys(page, page.getByRole('button', { name: 'Choose a file' }))
    await expect(page.getByRole('heading', { level: 2, name: 'What each column means' })).toBeFocused()
  }
  return { ...running, ...office, choose }
}

const steps = (page: Page) => page.getByRole('list', { name: 'Steps of reading in' }).getByRole('listitem')
const press = (page: Page, name: string | RegExp) => pressByKeys(page, page.getByRole('button', { name }))
const meaningOf = (page: Page, heading: string): Locator =>
  page.getByRole('combobox', { name: `${heading} means`, exact: true })
/** The chip of one kind of rows, with how many there are. */
const kind = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Rows by what becomes of them' }).getByRole('button', { name })
const rows = (page: Page) => page.getByRole('table', { name: /^Rows: / })

async function tryOut(page: Page): Promise<void> {
  await press(page, 'See what would change')
  await expect(page.getByRole('heading', { level: 2, name: 'What would change' })).toBeFocused()
}

/** Takes the list just read in back, with a reason, by keys. */
async function takeBack(page: Page): Promise<void> {
  await press(page, 'Take it back')
  await expect(page.getByRole('dialog').getByLabel('Why')).toBeFocused()
  await expectAccessible(page, 'taking a list back')
  await page.keyboard.type('The wrong list')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Read in' })).toBeFocused()
  await expect(page.getByText('Taken back', { exact: true })).toBeVisible()
}

const names = async (page: Page, school: string): Promise<string[]> =>
  (await call(page, 'pupils.list', { school, leavers: true })).map(
    ({ forename, surname, className }) => `${forename} ${surname} ${className ?? ''}`,
  )

test('a list of pupils is looked at, tried, read in, found, read in again without effect, and taken back', async ({
  launch,
}) => {
  const { app, page, folder, school, choose } = await atTheDesk(launch)
  const before = await names(page, school)
  await expectAccessible(page, 'choosing a list')
  const list = windowsList(folder, 'Pupils – Year 4.csv', PUPILS)
  await choose(list)
  await expect(steps(page)).toHaveText([/Choose a file/, /Columns/, /What would change/, /Done/])
  await expect(page.getByText('SIMS report of pupils')).toBeVisible()
  await expect(page.getByText('Pupils – Year 4.csv, 8 rows')).toBeVisible()
  await expect(page.getByText('Do not change this sheet.')).toBeVisible()
  await expect(meaningOf(page, 'Known as')).toHaveValue('preferredForename')
  await expect(page.getByLabel('Dates in this file')).toHaveValue('DMY')
  await expectAccessible(page, 'what each column means')

  await tryOut(page)
  await expect(kind(page, 'To confirm 1')).toHaveAttribute('aria-pressed', 'true')
  await expect(rows(page)).toContainText('The name is the same.')
  await expectAccessible(page, 'rows to confirm')
  const same = page.getByRole('combobox', { name: 'Jandy Ash, line 9, is' })
  await tabTo(page, same)
  expect((await same.boundingBox())!.x + (await same.boundingBox())!.width).toBeLessThan(1280 - 16)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'Apply to 5 pupils' })).toBeVisible()
  await pressByKeys(page, kind(page, 'New 3'))
  await expect(rows(page)).toContainText('Anaïs D’Arbolène')
  await pressByKeys(page, kind(page, 'Changed 1'))
  await expect(rows(page)).toContainText('Class: 4A → 4B')
  await expectAccessible(page, 'rows that change something')
  await pressByKeys(page, kind(page, 'Left out 2'))
  await expect(rows(page)).toContainText('Its date of birth cannot be read.')

  const kept = join(folder, 'left out.csv')
  await saveTo(app, kept)
  await press(page, 'Save rows left out as a file')
  await expect(page.getByRole('region', { name: 'What was just done' })).toContainText('Saved as left out.csv')
  expect(readFileSync(kept, 'utf8').split('\r\n')).toEqual([
    '\uFEFFLine,Why it was left out,Adno,Legal Surname,Legal Forename,Known as,DOB,Year,Reg,Date of Admission',
    '10,Its year group is none that schools have.,070104,Gorselight,Mirren,,02/02/2017,15,,',
    '11,Its date of birth cannot be read.,070105,Harebell,Tove,,31/02/2017,4,4B,',
    '',
  ])
  expect(await names(page, school)).toEqual(before)

  await press(page, 'Apply to 5 pupils')
  await expect(page.getByRole('heading', { level: 2, name: 'Read in' })).toBeFocused()
  await expect(page.getByText(/3 rows new, 2 rows changed, 1 row as before and 2 rows left out/).first()).toBeVisible()
  await expect(page.getByText(/^2 rows left out or not confirmed\. Choose the file again/)).toBeVisible()
  await expectAccessible(page, 'what was read in')
  await press(page, 'Go to the roll')
  await expect(page.getByRole('grid')).toContainText('Ó Bracklann, Seán')
  await page.keyboard.press('Control+Shift+A')
  const finder = page.locator('#ask-who')
  await expect(finder).toBeVisible()
  await typeInto(page, finder, 'bracklann sean')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText([/Ó Bracklann, Seán.*Year 5, 5A/])
  await page.keyboard.press('Escape')
  expect((await names(page, school)).filter((name) => name.endsWith('4B'))).toEqual(
    expect.arrayContaining(['Alda Thistlea 4B', 'Jandy Ash 4B', 'Chloé Thornfjörd 4B', 'Nan D’Arbolène 4B']),
  )

  // The same file once more: nothing to do, and no way to do it.
  await pressByKeys(page, page.getByRole('navigation').getByRole('link', { name: 'Consent' }))
  await pressByKeys(page, page.getByRole('link', { name: 'Pupils', exact: true }))
  await press(page, 'Import')
  await choose(list)
  await expect(page.getByText('Read as the last file with these headings was.')).toBeVisible()
  await tryOut(page)
  await expect(page.getByText(/^This very file was read in before/)).toBeVisible()
  await expect(kind(page, 'New 0')).toBeVisible()
  await expect(kind(page, 'Changed 0')).toBeVisible()
  await expect(page.getByText(/^There is nothing to apply/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0)
  await press(page, 'Choose another file')
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused()

  await press(page, 'Take back Pupils – Year 4.csv')
  await page.keyboard.type('The wrong list')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Read in before' })).toBeFocused()
  await expect(page.getByRole('table', { name: 'Lists read in before' })).toContainText('Taken back')
  expect(await names(page, school)).toEqual(before)
})

test('consents in which yes means no are turned round in words, counted only where they may, and taken back', async ({
  launch,
}) => {
  const { page, folder, school, children, choose } = await atTheDesk(launch)
  const states = async (forename: string) => {
    const pupil = children.find((one) => one.forename === forename)!.pupil
    const { uses } = await call(page, 'consents.ofPupil', { school, pupil })
    return uses.slice(0, 2).map(({ decision }) => decision.state)
  }
  const before = [await states('Alda'), await states('Brena')]
  await choose(
    windowsList(folder, 'consents.csv', [
      ...[['Admission Number', 'Legal Surname', 'Legal Forename', 'Topic', 'Consent Denied', 'Date', 'Given By']],
      ...[['070000', 'Thistlea', 'Alda', 'Website', 'Yes', '14/09/2026', 'Marba Thistlea']],
      ...[['070000', 'Thistlea', 'Alda', 'Social media', 'No', '14/09/2026', 'Marba Thistlea']],
      ...[['070001', 'Thistleb', 'Brena', 'Website', 'No', '15/09/2026', 'Marba Thistleb']],
      ...[['070001', 'Thistleb', 'Brena', 'Trips', 'Yes', '15/09/2026', 'Marba Thistleb']],
      ...[['070002', 'Ash', 'Jandy', 'Website', 'Maybe', '15/09/2026', 'Marba Ash']],
      ...[['070999', 'Nobody', 'Known', 'Website', 'Yes', '15/09/2026', '']],
    ]),
  )
  await expect(page.getByText(/in which Yes means no/)).toBeVisible()
  await expectAccessible(page, 'columns of consents')
  await press(page, 'Go on to consents')
  await expect(page.getByRole('heading', { level: 2, name: 'What each answer means' })).toBeFocused()
  await expect(page.getByText('“Yes” in this column means: they said NO.')).toBeVisible()
  await expect(page.getByText('“No” in this column means: they said YES.')).toBeVisible()
  await expect(page.getByText('1 value is not explained yet')).toBeVisible()
  await expectAccessible(page, 'what each answer means')
  await tryOut(page)
  await expect(page.getByText(/1 no to record and 2 yeses left out without evidence\. A yes counts only/)).toBeVisible()
  await pressByKeys(page, kind(page, 'Left out 2'))
  await expect(rows(page)).toContainText('Nobody has said what the value')
  await expect(rows(page)).toContainText('Nobody on the roll fits')

  // With the wording it was given to, a yes counts too.
  await press(page, 'Change columns or dates')
  await tabTo(page, page.getByLabel('Wording the answers were given to'))
  await page.keyboard.press('ArrowDown')
  await press(page, 'Go on to consents')
  await tryOut(page)
  await expect(page.getByText(/2 yeses to record and 1 no to record/)).toBeVisible()
  await pressByKeys(page, kind(page, 'Changed'))
  await expect(rows(page)).toContainText('Website: not answered → no of 14 September 2026')
  await expectAccessible(page, 'consents that would change')
  await press(page, /^Apply to/)
  await expect(page.getByRole('heading', { level: 2, name: 'Read in' })).toBeFocused()
  expect([await states('Alda'), await states('Brena')]).toEqual([
    ['REFUSED', 'GIVEN'],
    ['GIVEN', before[1]?.[1]],
  ])
  await takeBack(page)
  expect([await states('Alda'), await states('Brena')]).toEqual(before)
})

test('another school’s file, dates that may be read both ways and a file that is no list each say so and lead on', async ({
  launch,
}) => {
  const { app, page, folder, school, choose } = await atTheDesk(launch)
  const before = await names(page, school)
  const born = (day: number) => new Date(Date.UTC(2012, 3, day))
  await choose(
    await workbook(folder, 'High school.xlsx', [
      ['Adno', 'Surname', 'Forename', 'DOB', 'Year', 'Reg'],
      ...[...'abcdefghijkl'].map((sign, at) => [`9${at}00`, `Moorgate${sign}`, 'Tolva', born(at + 3), 8, '8C']),
    ]),
  )
  await tryOut(page)
  await expect(page.getByText(/in years that Larch Primary School does not teach/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0)
  await expectAccessible(page, 'a file of another school')
  await press(page, 'Choose another file')

  await choose(
    await workbook(folder, 'New starters.xlsx', [
      ['Adno', 'Surname', 'Forename', 'DOB', 'Year', 'Reg', 'Date of Admission'],
      ['070301', 'Fernhollow', 'Ulla', '03/04/2017', 4, '4B', born(1)],
      ['070302', 'Fernhollow', 'Ívo', '05/06/2017', 4, '4B', born(2)],
    ]),
  )
  await tryOut(page)
  await expect(page.getByText(/Nobody can tell day and month apart.*03\/04\/2017 \(line 2\)/)).toBeVisible()
  await expectAccessible(page, 'dates that may be read both ways')
  await press(page, 'Change columns or dates')
  await tabTo(page, page.getByLabel('Dates in this file'))
  await page.keyboard.press('ArrowDown')
  await tryOut(page)
  await pressByKeys(page, kind(page, 'New 2'))
  await expect(rows(page)).toContainText('Born 3 April 2017')
  await press(page, 'Leave this file')
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused()

  const broken = join(folder, 'photo.xlsx')
  writeFileSync(
    broken,
    Uint8Array.from({ length: 4096 }, (_, at) => (at * 131) % 256),
  )
  await openFrom(app, broken)
  await page.keyboard.press('Enter')
  await expect(page.getByText('That file was not read')).toBeVisible()
  await expectAccessible(page, 'a file that is no list')
  await openFrom(app, null)
  await pressByKeys(page, page.getByRole('button', { name: 'Choose a file' }))
  await expect(page.getByText('That file was not read')).toHaveCount(0)
  expect(await names(page, school)).toEqual(before)
})
