import { expect, test } from '@playwright/test'
import { launchApp } from '../support/launch'

test('a window opens when the app starts', async () => {
  const { page, close } = await launchApp()
  try {
    await expect(page).toHaveTitle(/Trustward/)
  } finally {
    await close()
  }
})
