import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expectAccessible } from './support/accessible'
import { saveTo } from './support/dialogs'
import { pressByKeys, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'

const PASSPHRASE = 'copper lantern drifting otter'
const NEW_PASSPHRASE = 'violet anchor humming cedar'

/** All text of a saved PDF. */
async function textOf(path: string): Promise<string> {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 })
  const page = await (await task.promise).getPage(1)
  const { items } = await page.getTextContent()
  await task.destroy()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

/** The code on the kit: four lines of three groups of five. */
function codeOn(kit: string): string {
  const groups = kit.match(/\b[0-9A-Z]{5}\b/g) ?? []
  expect(groups.length, 'groups of five on the kit').toBeGreaterThanOrEqual(12)
  return groups.slice(0, 12).join(' ')
}

/** Goes through the first three steps, to the trust that exists. */
async function createTrust(page: Page): Promise<void> {
  await pressByKeys(page, page.getByRole('button', { name: 'Create a trust' }))
  await typeInto(page, page.getByLabel('Your full name'), 'Ashley Field')
  await typeInto(page, page.getByLabel('Sign-in name'), 'af')
  await page.keyboard.press('Enter')
  await typeInto(page, page.getByLabel('Name of the trust'), 'Rowan Trust')
  await page.keyboard.press('Enter')
  await typeInto(page, page.getByLabel('Passphrase', { exact: true }), PASSPHRASE)
  await expect(page.getByText(/Guessing it would take/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Save your recovery kit' })).toBeVisible({ timeout: 30_000 })
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await typeInto(page, page.getByLabel('Passphrase', { exact: true }), passphrase)
  await page.keyboard.press('Enter')
}

test('a trust is created when only keys are used', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await expect(page.getByRole('heading', { name: 'Welcome to Trustward' })).toBeVisible()
  await expectAccessible(page, 'the doors')
  await createTrust(page)
  await expectAccessible(page, 'the recovery kit')

  await saveTo(app, join(folder, 'kit.pdf'))
  await pressByKeys(page, page.getByRole('button', { name: 'Save the recovery kit' }))
  await expect(page.getByText('Saved as kit.pdf')).toBeVisible({ timeout: 30_000 })
  await pressByKeys(page, page.getByRole('button', { name: 'Start with my schools' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeFocused()
  await expect(page.getByText('Recovery kit not saved yet.')).toBeHidden()
  await expect(page).toHaveTitle('Schools - Rowan Trust - Trustward')
  await expectAccessible(page, 'a trust without schools')
})

test('a trust opens to its passphrase alone, now and when the app is started again', async ({ launch }) => {
  const first = await launch()
  const { page, folder } = first
  await createTrust(page)
  await page.getByRole('button', { name: 'Do it later' }).click()
  await page.getByRole('button', { name: 'Start with my schools' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeFocused()

  await page.keyboard.press('Control+L')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await expect(page).toHaveTitle('Trustward')
  await unlock(page, 'not this one at all')
  await expect(page.getByRole('heading', { name: 'There is something to put right' })).toBeVisible()
  await expect(page.getByRole('navigation')).toBeHidden()
  await expectAccessible(page, 'the lock after a wrong passphrase')
  await unlock(page, PASSPHRASE)
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible()
  await first.close()

  const again = await launch({ folder })
  await unlock(again.page, PASSPHRASE)
  await expect(again.page).toHaveTitle('Schools - Rowan Trust - Trustward')
})

test('the recovery kit opens with a new passphrase when the old one is lost', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await createTrust(page)
  const kitPath = join(folder, 'kit.pdf')
  await saveTo(app, kitPath)
  await page.getByRole('button', { name: 'Save the recovery kit' }).click()
  await expect(page.getByText('Saved as kit.pdf')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Start with my schools' }).click()
  const code = codeOn(await textOf(kitPath))

  await page.keyboard.press('Control+L')
  await page.getByRole('button', { name: 'Use the recovery kit' }).click()
  await expectAccessible(page, 'the recovery kit form')
  await page.getByLabel('Code from the kit').fill(code.toLowerCase())
  await page.getByLabel('Your sign-in name').fill('af')
  await page.getByLabel('New passphrase', { exact: true }).fill(NEW_PASSPHRASE)
  await expect(page.getByText(/Guessing it would take/)).toBeVisible()
  await page.getByRole('button', { name: 'Open and set the new passphrase' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible({ timeout: 30_000 })

  await page.keyboard.press('Control+L')
  await unlock(page, PASSPHRASE)
  await expect(page.getByRole('heading', { name: 'There is something to put right' })).toBeVisible()
  await unlock(page, NEW_PASSPHRASE)
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible()
})

test('a kit that is put off is called for until it is saved', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await createTrust(page)
  await saveTo(app, null)
  await page.getByRole('button', { name: 'Save the recovery kit' }).click()
  await expect(page.getByText('The kit was not saved.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Do it later' }).click()
  await page.getByRole('button', { name: 'Start with my schools' }).click()
  await expect(page.getByText('Recovery kit not saved yet.')).toBeVisible()
  await expectAccessible(page, 'the call for the kit')
  await saveTo(app, join(folder, 'kit.pdf'))
  await page.getByRole('button', { name: 'Save it now' }).click()
  await expect(page.getByText('Recovery kit not saved yet.')).toBeHidden({ timeout: 30_000 })
})

test('the practice trust opens with one press, is banded and can be left', async ({ launch }) => {
  const { page } = await launch()
  await pressByKeys(page, page.getByRole('button', { name: 'Explore the practice trust' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Everything in this trust is made up for trying out.')).toBeVisible()
  await expect(page.getByRole('rowheader')).toHaveCount(5)
  await expectAccessible(page, 'the overview of five schools')
  await pressByKeys(page, page.getByRole('button', { name: 'Leave the practice trust' }))
  await expect(page.getByRole('heading', { name: 'Welcome to Trustward' })).toBeVisible()
})
