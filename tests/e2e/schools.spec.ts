import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { openFrom } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'

const COLUMNS = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (name)',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Postcode',
]
const ROWS = [
  '100001,830,Northshire,4001,Larch Secondary School,Academy converter,Open,4,11,18,NS1 1AA',
  '100002,830,Northshire,2001,Rowan Junior School,Community school,Open,2,7,11,NS1 1AB',
  'no-number,830,Northshire,2002,Broken Row School,Community school,Open,2,4,11,NS1 1AC',
]

async function openPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explore the practice trust' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(5, { timeout: 60_000 })
}

test('a school is added from the register file when only keys are used', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await openPractice(page)
  const file = join(folder, 'register.csv')
  writeFileSync(file, [COLUMNS.join(','), ...ROWS].join('\n'))

  await pressByKeys(page, page.getByRole('button', { name: 'National register' }))
  await expectAccessible(page, 'the register before a file is read')
  await openFrom(app, file)
  await pressByKeys(page, page.getByRole('button', { name: /Choose the register file|Read a newer file/ }))
  await expect(page.getByText(/2 establishments from register.csv/)).toBeVisible()
  await expect(page.getByText('1 row was left out')).toBeVisible()
  await expectAccessible(page, 'the register after a file is read')

  await pressByKeys(page, page.getByRole('button', { name: 'Add a school from the register' }))
  await typeInto(page, page.getByLabel('Name, URN or postcode'), 'larch')
  await pressByKeys(page, page.getByRole('button', { name: 'Use these facts of Larch Secondary School' }))
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Larch Secondary School')
  await expect(page.getByLabel('Lowest year taught')).toHaveValue('7')
  await expectAccessible(page, 'adding a school')
  await pressByKeys(page, page.getByRole('button', { name: 'Add the school' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Larch Secondary School' })).toBeFocused()
  await expect(page).toHaveTitle('Posts - Larch Secondary School - Trustward')

  await page.keyboard.press('Control+1')
  await expect(page.getByRole('rowheader')).toHaveCount(6)
})

test('a file with other columns is refused in words and nothing is kept', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await openPractice(page)
  const file = join(folder, 'other.csv')
  writeFileSync(file, 'Name,Class\nSomebody,7A\n')
  await page.getByRole('button', { name: 'National register' }).click()
  const before = await page
    .getByRole('main')
    .getByText(/No register|establishments from/)
    .innerText()
  await openFrom(app, file)
  await page.getByRole('button', { name: /Choose the register file|Read a newer file/ }).click()
  await expect(page.getByText(/These columns are missing/)).toBeVisible()
  await expect(page.getByText(before)).toBeVisible()
})

test('the overview is sorted and narrowed, and opens a school, when only keys are used', async ({ launch }) => {
  const { page } = await launch()
  await openPractice(page)
  const grid = page.getByRole('grid')
  await tabTo(page, grid.locator('[tabindex="0"]').first())
  const first = await page.getByRole('rowheader').first().innerText()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'School' })).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('rowheader').last()).toHaveText(first)

  await tabTo(page, page.getByLabel('Only schools needing action'))
  await page.keyboard.press('Space')
  await expectAccessible(page, 'schools needing action')
  await page.keyboard.press('Space')

  await tabTo(page, grid.locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+Home')
  const name = await page.getByRole('rowheader').first().innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
  await expectAccessible(page, 'a school and its posts')
})

test('a post holder is recorded with dates and ended with a reason', async ({ launch }) => {
  const { page } = await launch()
  await openPractice(page)
  await page.getByRole('rowheader').first().getByRole('link').click()
  await page.getByRole('button', { name: 'Add a post holder' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add the post holder' }).click()
  await expect(dialog.getByRole('link', { name: 'Choose the post' })).toBeVisible()
  await expectAccessible(page, 'a post holder with things to put right')
  await dialog.getByLabel('Post', { exact: true }).selectOption({ label: 'Computing lead' })
  await dialog.getByLabel('Someone else, by name').check()
  await dialog.getByLabel('Name', { exact: true }).fill('Robin Marsh')
  await dialog.getByLabel('From').fill('1/9/25')
  await expect(dialog.getByText('1 September 2025')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add the post holder' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Robin Marsh' })
  await expect(row).toContainText('Computing lead')

  await page.getByRole('button', { name: 'End: Computing lead, Robin Marsh' }).click()
  await page.getByLabel('Last day in post').fill('-1')
  await page.getByLabel('Why').fill('Moved to another school')
  await page.getByRole('button', { name: 'End the post' }).click()
  await expect(row).toBeHidden()
  await page.getByLabel('Show posts that have ended').check()
  await expect(row).toContainText('Ended')
})

test('facts are changed with a reason, found in the history and undone there', async ({ launch }) => {
  const { page } = await launch()
  await openPractice(page)
  await page.getByRole('rowheader').first().getByRole('link').click()
  await page.getByRole('button', { name: 'Change the facts' }).click()
  await expectAccessible(page, 'changing facts')
  await page.getByLabel('Postcode').fill('NS9 9ZZ')
  await page.getByLabel('Why you are changing this').fill('The school has moved')
  await page.getByRole('button', { name: 'Save the facts' }).click()
  await expect(page.getByText('NS9 9ZZ')).toBeVisible()

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click()
  const row = page.getByRole('row').filter({ hasText: 'The school has moved' })
  await expect(row.first()).toBeVisible()
  await expectAccessible(page, 'the history')
  await row.first().getByRole('button', { name: /Undo/ }).click()
  await expect(page.getByText('Undone:').first()).toBeVisible()
  await page.getByRole('button', { name: 'Check that nothing was altered' }).click()
  await expect(page.getByText('Nothing was altered.', { exact: false }).first()).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+1')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(page.getByText('NS9 9ZZ')).toBeHidden()
})
