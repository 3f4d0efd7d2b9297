import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { saveTo } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'

const SCHOOL = 'Sitwell Junior School'

const verdict = (page: Page) => page.getByRole('region', { name: 'The answer' }).locator('.form-answer')
const finder = (page: Page) => page.getByRole('combobox', { name: 'Who is in the picture?' })
const nav = (page: Page) => page.getByRole('navigation', { name: 'Screens of consent' })

/** Opens the practice trust and a school's screen of Ask or of consent, by keys alone. */
async function openSchool(page: Page, item: 'Ask' | 'Consent'): Promise<void> {
  await pressByKeys(page, page.getByRole('button', { name: 'Explore the practice trust' }))
  await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor()
  if (item === 'Ask') await page.keyboard.press('Control+Shift+A')
  else await pressByKeys(page, page.getByRole('link', { name: item, exact: true }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: SCHOOL }))
}

/** Types letters and takes the first child found; comes to the field by the key of Ask. */
async function choose(page: Page, letters: string): Promise<string> {
  await page.keyboard.press('Control+Shift+A')
  await expect(finder(page)).toBeFocused()
  await page.keyboard.type(letters)
  const first = page.getByRole('option').first()
  await expect(first).toBeVisible()
  const name = (await first.locator('.name').innerText()).trim()
  await page.keyboard.press('Enter')
  await expect(finder(page)).toHaveValue('')
  return name
}

/** Opens the first pupil of the register who has a Yes for the website. */
async function openSomebodyWithYes(page: Page): Promise<void> {
  await page.getByRole('grid').waitFor()
  await page.getByLabel('Use', { exact: true }).selectOption({ label: 'School website' })
  await page.getByLabel('Answer', { exact: true }).selectOption({ label: 'Yes' })
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Uses of pictures' })).toBeVisible()
}
const websiteRow = (page: Page) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'School website' }) })

/** Takes a Yes of the open pupil back by phone, as the office would. */
async function withdraw(page: Page): Promise<void> {
  await pressByKeys(page, page.getByRole('button', { name: 'Take back consent' }))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Who asked?').selectOption({ index: 1 })
  await dialog.getByLabel('How?').selectOption({ label: 'Phone' })
  await expectAccessible(page, 'taking consent back')
  await pressByKeys(page, dialog.getByRole('button', { name: 'Take it back now' }))
  await expect(dialog).toHaveCount(0)
}

test('Ask is answered by keys alone, and no answer stands beside another question', async ({ launch }) => {
  const { app, page } = await launch()
  await openSchool(page, 'Ask')
  await expect(finder(page)).toBeFocused()
  await page.keyboard.type('but')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'finding a child')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('For which use?'))
  await page.keyboard.type('School w')
  await pressByKeys(page, page.getByRole('button', { name: 'Ask', exact: true }))
  await expect(verdict(page)).toHaveText(/^\s*(Yes|No|Check first|Yes, if)\s*$/)
  await expectAccessible(page, 'answer about one child')

  await pressByKeys(page, page.getByRole('button', { name: 'Copy as a dated note' }))
  const note = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(note).toContain(SCHOOL)
  expect(note).toContain('School website')
  expect(note.split('\n').length).toBeGreaterThan(1)

  await tabTo(page, page.getByLabel('For which use?'))
  await page.keyboard.press('ArrowDown')
  await expect(verdict(page)).toHaveCount(0)

  await choose(page, 'cop')
  await pressByKeys(page, page.getByRole('button', { name: 'Pick a class' }))
  await expectAccessible(page, 'picking a class')
  await page.keyboard.press('Enter')
  await pressByKeys(page, page.getByRole('button', { name: 'Ask', exact: true }))
  await expect(verdict(page)).toBeVisible()
  await expectAccessible(page, 'answer about a group')

  await pressByKeys(page, page.getByRole('button', { name: 'Paste a list' }))
  await page.keyboard.type('Nobody Known')
  await pressByKeys(page, page.getByRole('button', { name: 'Find them' }))
  await expect(page.getByText('1 line of the list to settle')).toBeVisible()
  await pressByKeys(page, page.getByRole('button', { name: 'Ask', exact: true }))
  await expect(verdict(page)).toHaveText(/No|Check first/)
  await expectAccessible(page, 'a list with a line to settle')
})

test('consent is taken back, changes the register, is undone, and makes a printed list untrue', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await openSchool(page, 'Consent')
  await page.getByRole('grid').waitFor()
  await expectAccessible(page, 'register')

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Photo lists' }))
  const file = join(folder, 'list.pdf')
  await saveTo(app, file)
  await pressByKeys(page, page.getByRole('button', { name: 'Make a list' }).first())
  await typeInto(page, page.getByLabel('Event', { exact: true }), 'Winter concert')
  await typeInto(page, page.getByLabel('Photographer'), 'Studio Larch')
  await typeInto(page, page.getByLabel('Return for shredding to'), 'School office')
  await tabTo(page, page.getByRole('dialog').getByLabel('School website'))
  await page.keyboard.press('Space')
  await expectAccessible(page, 'making a list')
  await pressByKeys(page, page.getByRole('button', { name: 'Make the list' }))
  await expect(page.getByRole('rowheader', { name: /Winter concert/ })).toBeVisible()
  expect(statSync(file).size).toBeGreaterThan(5000)
  await expectAccessible(page, 'photo lists')

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Register' }))
  await openSomebodyWithYes(page)
  await expectAccessible(page, 'one pupil')
  await withdraw(page)
  await expect(websiteRow(page)).toContainText('Taken back')
  await expect(page.getByText('Collect the copy of the list for Winter concert', { exact: false })).toBeVisible()
  await expectAccessible(page, 'what follows')

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Register' }))
  await expect(page.getByText('Winter concert: 1 answer changed since this list was printed')).toBeVisible()
  await page.keyboard.press('Control+Z')
  await expect(page.getByText('Winter concert: 1 answer changed since this list was printed')).toHaveCount(0)

  await pressByKeys(page, nav(page).getByRole('link', { name: 'Photo lists' }))
  await pressByKeys(page, page.getByRole('button', { name: 'Tick returned: Winter concert' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /Winter concert/ })).toContainText('All back')
})

test('a wording is drafted, saved while it is typed, and issued for ever', async ({ launch }) => {
  const { page } = await launch()
  await openSchool(page, 'Consent')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Uses' }))
  await expectAccessible(page, 'uses')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Wordings' }))
  await expectAccessible(page, 'wordings')
  await pressByKeys(page, page.getByRole('button', { name: /^Draft from this one/ }).first())
  await expect(page.getByText('This is a draft.')).toBeVisible()
  await typeInto(page, page.getByLabel('Version'), '2026/27, 2')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2026/27, 2')
  await expectAccessible(page, 'draft of a wording')
  await pressByKeys(page, page.getByRole('button', { name: 'Issue this wording' }))
  await expectAccessible(page, 'issuing')
  await tabTo(page, page.getByLabel('I have read the whole text'))
  await page.keyboard.press('Space')
  await pressByKeys(page, page.getByRole('button', { name: 'Issue 2026/27, 2 for ever' }))
  await expect(page.getByText(/Its text can never be changed/)).toBeVisible()
  await expectAccessible(page, 'an issued wording')
})

test('every other screen and form of the register stands up to all looks', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await openSchool(page, 'Consent')
  await page.getByRole('grid').waitFor()

  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('main').getByText('2 pupils chosen', { exact: true })).toBeVisible()
  await expectAccessible(page, 'rows chosen')

  const file = join(folder, 'register.xlsx')
  await saveTo(app, file)
  await page.keyboard.press('Control+Shift+X')
  await expectAccessible(page, 'saving as a file')
  await pressByKeys(page, page.getByRole('button', { name: 'Save the file' }))
  await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(1000)

  await pressByKeys(page, page.getByRole('button', { name: 'Save 2 as a file' }))
  await tabTo(page, page.getByLabel('Without names'))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await expectAccessible(page, 'seeing what a file with names will hold')
  await page.keyboard.press('Escape')
  await pressByKeys(page, page.getByRole('button', { name: 'Letters to 2' }))
  await expectAccessible(page, 'letters home')
  await page.keyboard.press('Escape')
  for (const name of ['To do', 'Figures', 'Pupils']) {
    await pressByKeys(page, nav(page).getByRole('link', { name, exact: true }))
    await expect(
      page.getByRole('heading', { level: 1, name: new RegExp(name === 'Pupils' ? '^Pupils' : name) }),
    ).toBeVisible()
    await expectAccessible(page, name)
  }
  await pressByKeys(page, page.getByRole('button', { name: 'Add a pupil' }))
  await expectAccessible(page, 'adding a pupil')
  await page.keyboard.press('Escape')
  await pressByKeys(
    page,
    page
      .getByRole('main')
      .getByRole('link', { name: /^Button/ })
      .first(),
  )
  await pressByKeys(page, page.getByRole('button', { name: 'Record an answer' }))
  await expectAccessible(page, 'recording an answer')
  await page.keyboard.press('Escape')
  await pressByKeys(page, page.getByRole('button', { name: 'Add a contact' }))
  await expectAccessible(page, 'adding a contact')
})
