import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { ask, valueOf } from './support/ask'
import { saveTo } from './support/dialogs'
import { expect, test, type Launch, type RunningApp } from './support/launch'

/** The practice trust with Compare in view, at the smallest window the app promises to work in. */
async function openCompare(launch: Launch): Promise<RunningApp> {
  const running = await launch()
  const { page } = running
  valueOf(await ask(page, 'session.practice'))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.reload()
  await page.getByRole('link', { name: 'Compare' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
  return running
}

/** What the focused cell says: its whole text, heard words included. */
const heard = (page: Page) =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim())
const pane = (page: Page) => page.getByRole('complementary')

test('schools are compared by keys alone from the first look to a raised action', async ({ launch }) => {
  const { page } = await openCompare(launch)
  await expect(page.getByText(/\d+ of \d+ questions differ\./).first()).toBeVisible()
  await expect(page.locator('#compare thead th[scope="col"]')).toHaveCount(6)

  // The grid is one tab stop; J leads to a difference and its name is a sentence.
  await page.locator('#compare [tabindex="0"]').focus()
  await page.keyboard.press('j')
  await expect.poll(() => heard(page)).toMatch(/^.+, .+: .+ (than|against) the commonest answer$/)
  const cell = await heard(page)

  // Source text of every school, and back to the same cell.
  await page.keyboard.press('Enter')
  await expect(pane(page).getByText('As written').first()).toBeVisible()
  await expect(pane(page).locator('h4')).toHaveCount(5)
  await page.keyboard.press('Escape')
  await expect.poll(() => heard(page)).toBe(cell)

  // Reviewed, and the mark taken back by undo.
  await page.keyboard.press('v')
  await expect(page.getByText(/\b1 of \d+ reviewed/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/\b0 of \d+ reviewed/)).toBeVisible()

  // A note.
  await page.keyboard.press('c')
  await expect(page.getByLabel('Add a note')).toBeFocused()
  await page.keyboard.type('Ask for the reason')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(pane(page).getByText('Ask for the reason')).toBeVisible()
  await page.keyboard.press('Escape')

  // An action, and its end on the list of actions.
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('What is to be done').fill('Agree one rule')
  await dialog.getByLabel('Who does it').selectOption({ index: 1 })
  await dialog.getByLabel('By when').fill('+30')
  await dialog.getByLabel('By when').press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Actions (1)' }).press('Enter')
  await expect(page.getByText('1 open, none overdue.')).toBeVisible()
  await page.getByRole('button', { name: 'Close action' }).press('Enter')
  await dialog.getByLabel('Outcome').fill('All agreed')
  await dialog.getByLabel('Outcome').press('Enter')
  await expect(page.getByText('Outcome: All agreed')).toBeVisible()
})

test('each mode shows what its name says when its key is pressed in the table', async ({ launch }) => {
  const { page } = await openCompare(launch)
  const rows = page.locator('#compare tbody th[scope="row"]')
  const all = await rows.count()
  await page.locator('#compare [data-place="0:1"]').focus()
  await page.keyboard.press('2')
  await expect.poll(() => rows.count()).toBeLessThan(all)
  await page.keyboard.press('3')
  await expect(page.locator('#compare thead')).toContainText('Trust baseline')
  await page.keyboard.press('4')
  await expect(page.getByLabel('Held against')).toBeVisible()
  await page.keyboard.press('5')
  await expect(page.locator('#compare')).toContainText(/\d schools/)
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('#compare') !== null)).toBe(true)
  await page.keyboard.press('1')
  await expect(rows).toHaveCount(all)
})

test('schools stand in the order chosen when two are moved by Alt and an arrow', async ({ launch }) => {
  const { page } = await openCompare(launch)
  const heads = page.locator('#compare thead th .name')
  const before = await heads.allTextContents()
  await page.locator('#compare-schools').press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await dialog.getByRole('button', { name: /^Show 5 schools/ }).press('Enter')
  await expect(heads).toHaveText([before[1] ?? '', before[0] ?? '', ...before.slice(2)])
})

test('the comparison is saved as a plain table when it is exported', async ({ launch }) => {
  const { app, page, folder } = await openCompare(launch)
  const path = join(folder, 'compare.csv')
  await saveTo(app, path)
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('menuitem', { name: /csv/ }).press('Enter')
  await expect(page.getByText(/^Saved as/).first()).toBeVisible()
  expect(readFileSync(path, 'utf8')).toContain('Bring a mobile phone to school')
})

test('nothing is in the way of anybody when Compare and its parts are drawn', async ({ launch }) => {
  test.setTimeout(180_000)
  const { page } = await openCompare(launch)
  await expectAccessible(page, 'table')
  // The rest with the rows of one area: every cell of a long table is judged again each time.
  await page.getByRole('button', { name: /^AI/ }).press('Enter')
  await page.locator('#compare [data-place="0:1"]').focus()
  await page.keyboard.press('5')
  await expect(page.locator('#compare')).toContainText(/\d schools/)
  await expectAccessible(page, 'grouped')
  await page.keyboard.press('Enter')
  await expect(pane(page).getByText('As written').first()).toBeVisible()
  await expectAccessible(page, 'source text')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'action')
  await page.keyboard.press('Escape')
  await page.locator('#compare-schools').press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'schools')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Editions read' }).press('Enter')
  await expectAccessible(page, 'editions')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Plain list' }).press('Enter')
  await expectAccessible(page, 'list')
  await page.getByRole('button', { name: /^Actions/ }).press('Enter')
  await expect(page.getByRole('heading', { name: 'No actions yet' })).toBeVisible()
  await expectAccessible(page, 'actions')
})
