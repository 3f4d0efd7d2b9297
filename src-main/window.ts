/** Makes every window there is; nothing else holds web preferences (C41, C43). */
import { app, BrowserWindow, session, type Session } from 'electron'
import { join } from 'node:path'
import { APP_PAGE, BLANK_PAGE, isOwnPage } from './addresses'

/** What holds for every page we show, on screen or on its way to paper. */
const walls = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  // Besides refusing them: in one Electron release, asking for a USB device ended the whole app.
  disableBlinkFeatures: 'WebUSB,WebHID,WebBluetooth,Serial',
  // Compiled scripts would be kept on the disk.
  v8CacheOptions: 'none',
} satisfies Electron.WebPreferences

/** The session of all app windows: without `persist:` in its name it lives in memory only (C36). */
export const appSession = (): Session => session.fromPartition('app')

/** @returns the windows a person works in; windows for printing are not among them */
export const appWindows = (): BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.session === appSession())

/** @returns the window of a page by its web-contents id, null when it is closed */
export function windowOf(id: number): BrowserWindow | null {
  return appWindows().find(({ webContents }) => webContents.id === id) ?? null
}

/** Closes every window that nobody sees; what was on its way to paper comes to nothing. */
export function endPrinting(): void {
  const shown = appWindows()
  for (const window of BrowserWindow.getAllWindows()) if (!shown.includes(window)) window.destroy()
}

/** Ways out of a window that only the main process has. */
export interface WindowLife {
  /** Told at once, before the page can ask anything. @param id web-contents id */
  readonly opened: (id: number) => void
  readonly closed: (id: number) => void
  /** A key was pressed or the pointer moved in the window. */
  readonly touched: () => void
  /** The page's process ended by itself. */
  readonly lost: (window: BrowserWindow) => void
}

/**
 * Opens a window on the app's page.
 * @param place what follows `#` in the address, such as `/compare`; empty for the first screen
 */
export function openWindow(life: WindowLife, place = ''): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Trustward',
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      ...walls,
      session: appSession(),
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      devTools: !app.isPackaged,
      disableDialogs: true,
    },
  })
  const { id } = window.webContents
  life.opened(id)
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => life.closed(id))
  window.webContents.on('input-event', () => life.touched())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') life.lost(window)
  })
  // Going to `about:blank` is the one way out that cannot be refused beforehand.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isOwnPage(address) && address !== BLANK_PAGE) void window.loadURL(APP_PAGE)
  })
  // A page may hold its reader back with a question; locking and closing may not wait for an answer.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  void window.loadURL(place === '' ? APP_PAGE : `${APP_PAGE}#${place}`)
  return window
}

/** A window that nobody sees, for one page on its way to paper: no script, no preload, no way to ask anything. */
export function openPrintWindow(own: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: { ...walls, session: own, javascript: false, devTools: false, disableDialogs: true },
  })
}
