/** Locking: the vault process ends, the windows are emptied, a fresh vault waits behind the unlock screen (C11, C12). */
import { app, powerMonitor, type BrowserWindow } from 'electron'
import type { Reply } from './contract/rpc'
import { APP_PAGE, BLANK_PAGE } from './addresses'
import { appSession, appWindows, endPrinting } from './window'
import type { Relay } from './ipc/relay'
import type { SessionWatch } from './ipc/session-watch'
import type { CallingWindow } from './vault/wire'

export interface Lock {
  /**
   * Locks now. A second call while it runs waits for the same lock.
   * @param window who asked, null for a clock or the system
   * @returns what the vault said, see `Relay.end`
   */
  now(window: CallingWindow | null): Promise<Reply>
  /** Locks if the session is open; for everything that happens outside the app. */
  ifOpen(): void
}

export function makeLock(relay: Relay, watch: SessionWatch): Lock {
  let running: Promise<Reply> | null = null

  const run = async (window: CallingWindow | null): Promise<Reply> => {
    const windows = appWindows()
    // A page on its way to paper holds as much as one on the screen.
    endPrinting()
    const [reply] = await Promise.all([relay.end(window), ...windows.map(empty)])
    watch.shut()
    await clearStores()
    relay.start()
    await Promise.all(windows.map(showFirstScreen))
    return reply
  }

  const lock: Lock = {
    now(window) {
      running ??= run(window).finally(() => (running = null))
      return running
    },
    ifOpen() {
      if (watch.facts.open) void lock.now(null)
    },
  }
  return lock
}

/** Everything outside the app upon which it locks at once. */
export function lockOnSystemEvents(lock: Lock): void {
  // `resume` as well: a machine without the service that announces `suspend` may still announce the waking.
  powerMonitor.on('lock-screen', lock.ifOpen)
  powerMonitor.on('suspend', lock.ifOpen)
  powerMonitor.on('resume', lock.ifOpen)
  powerMonitor.on('user-did-resign-active', lock.ifOpen)
  powerMonitor.on('shutdown', lock.ifOpen)
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', lock.ifOpen)
  })
}

/**
 * Takes a window to an empty page of another site, which ends the process that held the app's page and all it knew.
 * A window that is closing meanwhile has nothing left to empty.
 */
async function empty(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return
  window.setTitle('Trustward')
  await window.loadURL(BLANK_PAGE).catch(() => {})
}

async function showFirstScreen(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return
  await window.loadURL(APP_PAGE).catch(() => {})
  // What could be gone back to are addresses with ids of schools in them.
  if (!window.isDestroyed()) forgetWay(window)
}

function forgetWay(window: BrowserWindow): void {
  const { webContents } = window
  // Electron 25 has the older name only.
  if ('navigationHistory' in webContents && webContents.navigationHistory !== undefined) {
    webContents.navigationHistory.clear()
  } else {
    webContents.clearHistory()
  }
}

async function clearStores(): Promise<void> {
  const session = appSession()
  await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()])
}
