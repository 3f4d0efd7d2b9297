import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface RunningApp {
  app: ElectronApplication
  /** The first window, loaded. */
  page: Page
  /** Where this run keeps everything; a space and letters outside ASCII are in the path on purpose. */
  dataFolder: string
  /** Closes the app and, unless the folder was given, removes it. */
  close: () => Promise<void>
}

/**
 * Starts the built app with a data folder of its own, with the sandbox on wherever the system allows it.
 * @param options `dataFolder` to go on with an earlier run's data; `env` adds to the environment
 * @throws when the set-up has not been done: start end-to-end tests with `npm run test:e2e`
 */
export async function launchApp(
  options: { dataFolder?: string; env?: Record<string, string> } = {},
): Promise<RunningApp> {
  const executablePath = process.env['ELECTRON_EXEC_PATH']
  if (executablePath === undefined) throw new Error('Start the end-to-end tests with "npm run test:e2e".')
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'Trustward Ünïty '))
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-dev-shm-usage', '--log-level=3', resolve('.')],
    ],
    env: { ...Object.fromEntries(inherited), TRUSTWARD_DATA: dataFolder, ...options.env },
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    dataFolder,
    close: async () => {
      await app.close()
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
