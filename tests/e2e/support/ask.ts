import type { ElectronApplication, Page } from '@playwright/test'
import type { Reply } from '@contract/rpc'
import type {} from '@renderer/ipc/client'

/** Asks the vault as the page itself would, through the real preload. @returns the envelope */
export async function ask(page: Page, name: unknown, input: unknown = {}): Promise<Reply> {
  const reply = await page.evaluate(
    // The name may be anything in an attack; the bridge takes what it is given.
    ([asked, given]) => window.trustward.call(asked as string, given),
    [name, input] as const,
  )
  // The envelope's shape is the relay's business and is tested there.
  return reply as Reply
}

/** The code of a refusal, `ok` for an answer. */
export const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code)

/** @returns the value of an answer. @throws with the refusal's words */
export function valueOf(reply: Reply): unknown {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.value
}

/** The process that runs the vault now; null while there is none. */
export async function vaultProcess(app: ElectronApplication): Promise<number | null> {
  const metrics = await app.evaluate(({ app: own }) => own.getAppMetrics())
  return metrics.find(({ name, serviceName }) => [name, serviceName].includes('Trustward vault'))?.pid ?? null
}

/** The process that runs the first window's page now. */
export async function pageProcess(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  if (pid === undefined) throw new Error('There is no window.')
  return pid
}

/** Does something that locks the app, and waits until each of the windows has been emptied and shows the first screen. */
export async function untilLocked(pages: readonly Page[], act: () => Promise<unknown>): Promise<void> {
  const emptied = pages.map((page) => arrival(page, 'trustward://blank/'))
  await act()
  await Promise.all(emptied)
  for (const page of pages) {
    await page.waitForURL('trustward://app/')
    await page.waitForLoadState('load')
  }
}

/** Resolves when the window comes to an address. */
export async function arrival(page: Page, address: string): Promise<void> {
  await page.waitForEvent('framenavigated', (frame) => frame.url() === address)
}

/** Locks as a page does. The answer seldom reaches it, because the page itself goes. */
export async function pressLock(page: Page): Promise<void> {
  await ask(page, 'session.lock').catch(() => null)
}

/** Everything that has run in the page since it was last asked is over, and so is what it asked of the main process. */
export async function settled(app: ElectronApplication, page: Page): Promise<void> {
  // Two turns of the page's own loop, with a way to the main process and back in between.
  for (let turn = 0; turn < 2; turn += 1) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)))
    await ask(page, 'session.state')
    await app.evaluate(() => new Promise((resolve) => setImmediate(resolve)))
  }
}
