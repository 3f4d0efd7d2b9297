import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const LOOKS = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const

/**
 * Holds the screen as it stands against WCAG 2.2 AA, in light, in dark and in forced colours (A14).
 * Contrast is left out under forced colours: the system's own pairs are not the page's to judge.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const { name, media } of LOOKS) {
    await page.emulateMedia(media)
    const axe = new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    if (name === 'forced colours') axe.disableRules(['color-contrast'])
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
    expect(found, `${what}, ${name}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
}
