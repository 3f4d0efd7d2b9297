import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'

const PASSPHRASE = 'copper lantern drifting otter'
const OTHER_PASSPHRASE = 'violet anchor humming cedar'

async function createTrust(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create a trust' }).click()
  await page.getByLabel('Your full name').fill('Ashley Field')
  await page.getByLabel('Sign-in name').fill('af')
  await page.keyboard.press('Enter')
  await page.getByLabel('Name of the trust').fill('Rowan Trust')
  await page.keyboard.press('Enter')
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await expect(page.getByText(/Guessing it would take/)).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Do it later' }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Start with my schools' }).click()
}

test('a person is added, given a role and let in on this PC, and finds only the screens of the role', async ({
  launch,
}) => {
  const { page } = await launch()
  await createTrust(page)
  await pressByKeys(page, page.getByRole('navigation').getByRole('link', { name: 'People' }))
  await expectAccessible(page, 'people')
  await pressByKeys(page, page.getByRole('button', { name: 'Add a person' }))
  await expectAccessible(page, 'adding a person')
  await typeInto(page, page.getByLabel('Full name'), 'Robin Marsh')
  await page.keyboard.press('Enter')
  const pane = page.getByRole('complementary')
  await expect(pane.getByRole('heading', { name: 'Robin Marsh' })).toBeVisible()
  await expectAccessible(page, 'a person beside the list')

  await pressByKeys(page, pane.getByRole('button', { name: 'Give a role' }))
  await tabTo(page, page.getByLabel('Role', { exact: true }))
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Governor' })
  await page.getByLabel('Where').selectOption({ label: 'Whole trust' })
  await expectAccessible(page, 'giving a role')
  await pressByKeys(page, page.getByRole('button', { name: 'Give the role' }))
  await expect(pane.getByText('Holds now')).toBeVisible()

  await pressByKeys(page, pane.getByRole('button', { name: 'Let this person unlock here' }).last())
  await typeInto(page, page.getByLabel('Sign-in name'), 'rm')
  await typeInto(page, page.getByLabel('Passphrase', { exact: true }), OTHER_PASSPHRASE)
  await expect(page.getByText(/Guessing it would take/)).toBeVisible()
  await expectAccessible(page, 'letting a person unlock')
  await pressByKeys(page, page.getByRole('button', { name: 'Set the passphrase' }))
  await expect(pane.getByText('Has a passphrase on this PC.')).toBeVisible({ timeout: 30_000 })

  await page.keyboard.press('Control+L')
  await page.getByLabel('Sign-in name').fill('rm')
  await page.getByLabel('Passphrase', { exact: true }).fill(OTHER_PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Schools' })).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'People' })).toBeHidden()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'History' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a school' })).toBeHidden()
  await expectAccessible(page, 'the overview of somebody who may only read')
})

test('a passphrase taken away no longer opens', async ({ launch }) => {
  const { page } = await launch()
  await createTrust(page)
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Full name').fill('Kim Ash')
  await page.keyboard.press('Enter')
  const pane = page.getByRole('complementary')
  await pane.getByRole('button', { name: 'Give a role' }).click()
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'IT' })
  await page.getByLabel('Where').selectOption({ label: 'Whole trust' })
  await page.getByRole('button', { name: 'Give the role' }).click()
  await pane.getByRole('button', { name: 'Let this person unlock here' }).last().click()
  await page.getByLabel('Sign-in name').fill('ka')
  await page.getByLabel('Passphrase', { exact: true }).fill(OTHER_PASSPHRASE)
  await expect(page.getByText(/Guessing it would take/)).toBeVisible()
  await page.getByRole('button', { name: 'Set the passphrase' }).click()
  await pane.getByRole('button', { name: 'Take the passphrase away' }).last().click({ timeout: 30_000 })
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/stays known to them/)).toBeVisible()
  await dialog.getByLabel('Why').fill('Left the trust')
  await dialog.getByRole('button', { name: 'Take the passphrase away' }).click()
  await expect(pane.getByText('Has no passphrase on this PC.')).toBeVisible()

  await page.keyboard.press('Control+L')
  await page.getByLabel('Passphrase', { exact: true }).fill(OTHER_PASSPHRASE)
  if (await page.getByLabel('Sign-in name').isVisible()) await page.getByLabel('Sign-in name').fill('ka')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'There is something to put right' })).toBeVisible()
})
