import { expect } from '@playwright/test'
import { test } from './support/launch'

test('a window opens when the app starts', async ({ launch }) => {
  const { page } = await launch()
  await expect(page).toHaveTitle(/Trustward/)
})
