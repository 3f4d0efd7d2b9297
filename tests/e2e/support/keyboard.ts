import { expect, type Locator, type Page } from '@playwright/test'

/** Most presses of Tab on the way to anything on one screen. */
const MOST_STOPS = 150

/** Comes to an element by pressing Tab, as somebody without a mouse does. @throws when Tab never gets there */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

/** Comes to a button, link or menu by Tab and presses it with Enter. */
export async function pressByKeys(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Comes to a field by Tab, empties it and types. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
