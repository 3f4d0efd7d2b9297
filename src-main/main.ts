/** Life cycle only: one instance, windows, the vault process, and how they end. */
import { app, dialog, protocol, type BrowserWindow } from 'electron'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { APP_PAGE } from './addresses'
import type { Topic } from './contract/events'
import { Folders } from './folders/child'
import { foldersProcesses } from './ipc/folders-process'
import { Readers } from './reader/child'
import { IdleClock } from './ipc/idle'
import { hostOf } from './ipc/host'
import { Pace } from './ipc/pace'
import { readerProcesses } from './ipc/reader-process'
import { DIED_WORDS, Relay } from './ipc/relay'
import { Senders } from './ipc/senders'
import { serve, tell } from './ipc/serve'
import { SessionWatch } from './ipc/session-watch'
import { vaultProcesses } from './ipc/vault-process'
import { lockOnSystemEvents, makeLock } from './lock'
import { setMenu } from './menu'
import { declareScheme, servePage } from './page'
import { printPdf } from './print'
import { setRules } from './security'
import { refusedSwitches } from './switches'
import { appSession, appWindows, openWindow, windowOf, type WindowLife } from './window'

/** Settings from the environment, for development and tests; a packaged app does not look at them. */
const environment = app.isPackaged ? {} : process.env

const refused = app.isPackaged ? refusedSwitches(process.argv) : []
if (refused.length > 0) {
  process.stderr.write(`Trustward does not start with: ${refused.join(', ')}\n`)
  app.exit(1)
} else {
  begin()
}

function begin(): void {
  const folder = environment['TRUSTWARD_FOLDER']
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true })
    app.setPath('userData', resolve(folder))
  }
  // What Chromium keeps for itself stands apart from the records.
  const browser = join(app.getPath('userData'), 'browser')
  app.setPath('sessionData', browser)
  app.setPath('crashDumps', join(browser, 'crashes'))
  // Chromium cannot have both; a packaged app has refused the switch above.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('disable-http-cache')
  declareScheme(protocol)

  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  run()
}

function run(): void {
  const devServer = environment['ELECTRON_RENDERER_URL'] ?? null
  const senders = new Senders()
  const pace = new Pace(() => performance.now())

  const tellWindows = (topic: Topic, payload: unknown): void => {
    for (const id of senders.ids()) if (watch.concerns(id, topic, payload)) tell(id, topic, payload)
  }
  const after = (ms: number, act: () => void): (() => void) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  }
  const idle = new IdleClock({
    clocks: [() => performance.now(), () => Date.now()],
    after,
    warn: (seconds) => tellWindows('lockSoon', { seconds }),
    lock: () => lock.ifOpen(),
  })
  const watch = new SessionWatch((facts) => {
    if (facts.open) idle.start(idleLimit(facts.idleMinutes))
    else idle.stop()
  })
  const readers = new Readers(readerProcesses(join(app.getAppPath(), 'out/main/reader.cjs')), after)
  const folders = new Folders(foldersProcesses(join(app.getAppPath(), 'out/main/folders.cjs')), after, () =>
    randomUUID(),
  )
  const relay = new Relay({
    open: vaultProcesses(join(app.getAppPath(), 'out/main/vault.cjs'), app.isPackaged),
    start: {
      folder: app.getPath('userData'),
      packaged: app.isPackaged,
      nativeBinding: environment['TRUSTWARD_SQLITE_BINDING'] ?? null,
    },
    host: hostOf({ printPdf, windowOf }, readers, folders),
    event: (topic, payload) => {
      if (!isTopic(topic)) return
      watch.learnEvent(topic, payload)
      tellWindows(topic, payload)
    },
    died: (wasReady) => {
      // A vault that cannot even start is tried again by the next call, not in a circle here.
      if (!wasReady) return
      void lock.now(null)
      void dialog.showMessageBox({ type: 'warning', message: 'Trustward locked itself.', detail: DIED_WORDS })
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const lock = makeLock(relay, watch)

  const life: WindowLife = {
    opened: (id) => senders.register(id),
    closed: (id) => {
      senders.drop(id)
      pace.drop(id)
      watch.drop(id)
    },
    touched: () => idle.touch(),
    lost: (window) => void offerAgain(window),
  }
  setRules({ openWindow: (place) => openWindow(life, place), devServer })
  lockOnSystemEvents(lock)
  serve({
    senders,
    pace,
    relay,
    watch,
    lock: (window) => lock.now({ id: String(window), school: null }),
  })

  app.on('second-instance', () => {
    const [first] = appWindows()
    if (first?.isMinimized() === true) first.restore()
    first?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let isEnding = false
  app.on('will-quit', (event) => {
    if (isEnding) return
    isEnding = true
    event.preventDefault()
    void relay.end(null).then(() => app.exit(0))
  })

  void app.whenReady().then(() => {
    servePage(
      appSession().protocol,
      devServer === null ? { folder: join(app.getAppPath(), 'out/renderer') } : { devServer },
    )
    relay.start()
    setMenu()
    openWindow(life)
  })
}

/** @returns milliseconds */
function idleLimit(minutes: number): number {
  const seconds = environment['TRUSTWARD_IDLE_SECONDS']
  return seconds === undefined ? minutes * 60_000 : Number(seconds) * 1000
}

const TOPICS: Readonly<Record<Topic, true>> = { changed: true, session: true, progress: true, lockSoon: true }

const isTopic = (topic: string): topic is Topic => Object.hasOwn(TOPICS, topic)

/** The page of a window has ended by itself; what was saved is safe in the vault. */
async function offerAgain(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'This window stopped working.',
    detail: 'Everything saved is safe. You can open the window again and go on.',
    buttons: ['Open the window again', 'Close the window'],
    defaultId: 0,
    cancelId: 1,
  })
  if (window.isDestroyed()) return
  if (response === 0) await window.loadURL(APP_PAGE)
  else window.close()
}
