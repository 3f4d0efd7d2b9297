import { expectAccessible } from './support/accessible'
import { tabTo } from './support/keyboard'
import { expect, test, type RunningApp } from './support/launch'

/** The practice trust on its overview. */
async function practice({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: 'Explore the practice trust' }).click()
  await expect(page.getByRole('rowheader')).toHaveCount(5, { timeout: 60_000 })
}

test('commands, keys, panes and settings are reached by keys and pass the checks', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await practice(running)

  await page.keyboard.press('Control+K')
  await expect(page.getByRole('combobox')).toBeFocused()
  await expectAccessible(page, 'search and commands')
  await page.keyboard.type('sitwell')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sitwell Junior School' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeFocused()

  await page.keyboard.press('Shift+F1')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessible(page, 'the list of keys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeFocused()

  const part = () =>
    page.evaluate(() => document.activeElement?.closest('[data-part]')?.tagName.toLowerCase() ?? 'none')
  const seen = new Set<string>()
  for (let time = 0; time < 3; time += 1) {
    await page.keyboard.press('F6')
    seen.add(await part())
  }
  expect([...seen].sort()).toEqual(['header', 'main', 'nav'])

  await page.keyboard.press('Control+K')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused()
  await expectAccessible(page, 'settings')
  await tabTo(page, page.getByLabel('Comfortable'))
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
})

test('the switcher goes to a school by typing and back to the trust', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await practice(running)
  await tabTo(page, page.getByRole('button', { name: /Change school/ }))
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'the school switcher')
  await page.keyboard.type('oak')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Oakwood High School - Trustward$/)
  await page.getByRole('button', { name: /Change school/ }).click()
  await page.keyboard.type('whole')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeFocused()
})

test('no target is smaller than 24 pixels and every stop shows its ring', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await practice(running)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, [role="option"]')]
      .filter((element) => element.offsetParent !== null && !element.closest('p, li, dd, td, th'))
      .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
      .filter(({ box }) => box.bottom > 0 && (box.width < 24 || box.height < 24))
      .map(({ html, box }) => `${box.width}x${box.height} ${html}`),
  )
  expect(small).toEqual([])

  await page.getByRole('heading', { level: 1 }).focus()
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab')
    const ring = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return 'none'
      const { outlineColor, outlineWidth, outlineStyle } = getComputedStyle(focused)
      return `${outlineStyle} ${outlineWidth} ${outlineColor}`
    })
    expect(['none', 'solid 3px rgb(255, 191, 71)']).toContain(ring)
  }
})

test('nothing of the trust is left in the page or its title when it is locked', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await practice(running)
  await page.getByRole('rowheader').first().getByRole('link').click()
  const name = await page.getByRole('heading', { level: 1 }).innerText()
  await page.keyboard.press('Control+L')
  await expect(page.getByRole('heading', { name: /locked|Welcome|Unlock/ })).toBeVisible()
  await expect(page).toHaveTitle('Trustward')
  expect(await page.content()).not.toContain(name)
  await expectAccessible(page, 'the locked practice trust')
})
