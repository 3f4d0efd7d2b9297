import { _electron, errors, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface RunningApp {
  readonly app: ElectronApplication
  /** The first window, its page loaded. */
  readonly page: Page
  /** Where this run keeps everything; a space and letters outside ASCII are in the path on purpose. */
  readonly folder: string
  /** Closes the app, waits for it; the folder stays until the test has ended. */
  readonly close: () => Promise<void>
}

export interface LaunchOptions {
  /** Goes on with an earlier run's folder. */
  readonly folder?: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built app. May be called more than once in a test; what still runs at its end is closed. */
export type Launch = (options?: LaunchOptions) => Promise<RunningApp>

/** Everything the system would keep in the person's own folders goes into the test's folder instead. */
function personalFolders(folder: string): Record<string, string> {
  const inside = (name: string): string => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  return {
    HOME: inside('home'),
    XDG_CONFIG_HOME: inside('home/config'),
    XDG_CACHE_HOME: inside('home/cache'),
    XDG_DATA_HOME: inside('home/share'),
    TMPDIR: inside('tmp'),
  }
}

/** How long Playwright may take to take hold of a started Electron, in milliseconds. */
const HANDSHAKE_MS = 45_000

/**
 * Takes hold of an Electron. Between Playwright and the old development runtime the handshake hangs about once in a
 * hundred starts, before a line of the app has been judged; then that Electron is ended and another is started, once.
 * Whatever happens after the handshake is the test's and is never tried again.
 */
async function connected(launch: () => Promise<ElectronApplication>): Promise<ElectronApplication> {
  try {
    return await launch()
  } catch (failure) {
    if (!(failure instanceof errors.TimeoutError)) throw failure
    return await launch()
  }
}

async function start(folder: string, env: Readonly<Record<string, string>>): Promise<RunningApp> {
  const executablePath = process.env['ELECTRON_EXEC_PATH']
  if (executablePath === undefined) throw new Error('Start the end-to-end tests with "npm run test:e2e".')
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const inheritedEnv = Object.fromEntries(inherited)
  const app = await connected(() =>
    _electron.launch({
      executablePath,
      args: [
        // Chromium refuses its sandbox to the administrator; everywhere else it stays on.
        ...(process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-dev-shm-usage', '--log-level=3', resolve('.')],
      ],
      env: { ...inheritedEnv, ...personalFolders(folder), TRUSTWARD_FOLDER: folder, ...env },
      timeout: HANDSHAKE_MS,
    }),
  )
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  let isOpen = true
  app.once('close', () => (isOpen = false))
  return {
    app,
    page,
    folder,
    close: async () => {
      if (isOpen) await app.close()
    },
  }
}

/** Tests with the built app: `launch` starts it with a data folder of the test's own. */
export const test = base.extend<{ launch: Launch }>({
  launch: async ({}, use, info) => {
    const top = mkdtempSync(join(tmpdir(), 'Trustward Ünïty '))
    const running: RunningApp[] = []
    await use(async ({ folder = mkdtempSync(join(top, 'run ')), env = {} } = {}) => {
      const one = await start(folder, env)
      running.push(one)
      return one
    })
    if (info.status !== info.expectedStatus) {
      for (const [at, { app }] of running.entries()) {
        for (const [number, page] of app.windows().entries()) {
          // A window that has just closed or crashed has no picture; the others still have.
          const picture = await page.screenshot({ timeout: 5000 }).catch(() => null)
          if (picture !== null)
            await info.attach(`app ${at + 1} window ${number + 1}`, { body: picture, contentType: 'image/png' })
        }
      }
    }
    for (const one of running) await one.close()
    rmSync(top, { recursive: true, force: true, maxRetries: 5 })
  },
})

export { expect } from '@playwright/test'
