import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { saveTo } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'

const MATRIX = 'Technology Matrix (SJS)'
const ROW = 'Use of blogs'

/** Opens the junior school's table of the practice trust, by keys alone. */
async function openMatrix(page: Page): Promise<void> {
  await pressByKeys(page, page.getByRole('button', { name: 'Explore the practice trust' }))
  await pressByKeys(page, page.getByRole('link', { name: 'Matrices' }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: 'Sitwell Junior School' }))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sitwell Junior School')
  await page.getByRole('grid').waitFor()
  await expect(page.getByRole('link', { name: MATRIX })).toBeVisible()
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: MATRIX }) })
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+Home')
  const rows = await page.getByRole('row').allInnerTexts()
  const at = rows.findIndex((text) => text.includes(MATRIX))
  for (let down = 1; down < at; down += 1) await page.keyboard.press('ArrowDown')
  await expect(row).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(MATRIX)
}

const cell = (page: Page, column: string) => page.getByRole('gridcell', { name: new RegExp(`^${ROW}, ${column}`) })

/** Comes to the cell of the last row under a column. */
async function toCell(page: Page, column: 1 | 2): Promise<void> {
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+End')
  if (column === 1) await page.keyboard.press('ArrowLeft')
}

test('a cell is changed with a reason, undone, done again and exported when only keys are used', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await openMatrix(page)
  await expectAccessible(page, 'matrix in force')

  await pressByKeys(page, page.getByRole('button', { name: 'Change this matrix' }))
  await expectAccessible(page, 'asking for the reason')
  await typeInto(page, page.getByLabel('Why is it changed?'), 'Governors decided in November')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is a draft.')).toBeVisible()

  await toCell(page, 2)
  await expect(cell(page, 'Student/pupil')).toBeFocused()
  await expect(cell(page, 'Student/pupil')).toHaveAccessibleName(/With permission/)
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'cell form')
  await page.keyboard.press('Control+Enter')
  await pressByKeys(page, page.getByRole('button', { name: 'Save cell' }))
  await expect(cell(page, 'Student/pupil')).toHaveAccessibleName(/: Not allowed/)
  await expect(cell(page, 'Student/pupil')).toBeFocused()

  await page.keyboard.press('Control+Z')
  await expect(cell(page, 'Student/pupil')).toHaveAccessibleName(/With permission/)
  await page.keyboard.press('Control+Y')
  await expect(cell(page, 'Student/pupil')).toHaveAccessibleName(/: Not allowed/)

  await toCell(page, 2)
  await page.keyboard.press('Enter')
  const pane = page.getByRole('region', { name: new RegExp(ROW) })
  await expect(pane).toContainText('Governors decided in November')
  await expectAccessible(page, 'cell with its history')

  const menu = { xlsx: 'Excel', docx: 'Word document', csv: 'CSV', html: 'Web page', pdf: 'PDF' } as const
  for (const format of ['xlsx', 'docx', 'csv', 'html', 'pdf'] as const) {
    const path = join(folder, `matrix.${format}`)
    await saveTo(app, path)
    await pressByKeys(page, page.getByRole('button', { name: 'Export' }))
    await page.getByRole('menu').waitFor()
    const item = page.getByRole('menuitem', { name: menu[format] })
    while (!(await item.evaluate((element) => element === document.activeElement)))
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByText(`Saved as matrix.${format}`).first()).toBeVisible()
    expect(statSync(path).size).toBeGreaterThan(500)
  }
  expect(readFileSync(join(folder, 'matrix.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  for (const format of ['csv', 'html']) {
    expect(readFileSync(join(folder, `matrix.${format}`), 'utf8')).toContain(ROW)
  }
  expect(readFileSync(join(folder, 'matrix.docx')).subarray(0, 2).toString()).toBe('PK')
})

test('two marks show as a conflict and stop approval, not viewing', async ({ launch }) => {
  const { page } = await launch()
  await openMatrix(page)
  await pressByKeys(page, page.getByRole('button', { name: 'Change this matrix' }))
  await typeInto(page, page.getByLabel('Why is it changed?'), 'Trying two marks')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is a draft.')).toBeVisible()

  await toCell(page, 2)
  await page.keyboard.press('F2')
  await tabTo(page, page.getByRole('checkbox', { name: 'Not allowed', exact: true }))
  await page.keyboard.press('Space')
  await pressByKeys(page, page.getByRole('button', { name: 'Save cell' }))
  await expect(cell(page, 'Student/pupil')).toHaveAccessibleName(/Conflict.*strictest applies.*Not allowed/)

  await pressByKeys(page, page.getByRole('button', { name: /^To settle/ }))
  await expect(page.getByRole('region', { name: /^To settle/ })).toContainText('Before approval')
  await expectAccessible(page, 'points to settle')

  await pressByKeys(page, page.getByRole('button', { name: 'Approve', exact: true }))
  await typeInto(page, page.getByLabel('Approved by'), 'Trust board')
  await pressByKeys(page, page.getByRole('button', { name: 'Approve and put in force' }))
  await expect(page.getByRole('dialog')).toContainText('There is something to put right')
})

test('rows are mapped to questions when a person confirms it', async ({ launch }) => {
  const { page } = await launch()
  await openMatrix(page)
  await pressByKeys(page, page.getByRole('button', { name: 'Map rows' }))
  const pane = page.getByRole('region', { name: 'Rows and the questions of the trust' })
  await expectAccessible(page, 'mapping')
  const choice = pane.getByLabel(ROW)
  await choice.selectOption({ label: 'Not mapped' })
  await expect(pane.getByText(/^(Certain|Likely|Possible): /).first()).toBeVisible()
  await pressByKeys(page, pane.getByRole('button', { name: /^Take this/ }).first())
  await expect(choice).not.toHaveValue('')
})
