import type { ElectronApplication } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { kill } from 'node:process'
import { gunzipSync } from 'node:zlib'
import { ask, codeOf, pageProcess, pressLock, untilLocked, valueOf, vaultProcess } from './support/ask'
import { answerMessages } from './support/dialogs'
import { expect, test, type RunningApp } from './support/launch'

/** Opens a small trust, so that there is a session to lock. */
async function openTrust({ page }: RunningApp): Promise<void> {
  valueOf(
    await ask(page, 'session.createTrust', {
      trustName: 'Riverside Trust',
      personName: 'A Lead',
      signInName: 'lead',
      passphrase: 'walking seven green lanterns home',
    }),
  )
}

/** What the system or a person may do that locks the app (C11). */
const triggers: Record<string, (running: RunningApp) => Promise<unknown>> = {
  'somebody presses lock': ({ page }) => pressLock(page),
  'the screen is locked': ({ app }) => announce(app, 'lock-screen'),
  'the machine goes to sleep': ({ app }) => announce(app, 'suspend'),
  'the machine wakes': ({ app }) => announce(app, 'resume'),
  'another user comes to the front': ({ app }) => announce(app, 'user-did-resign-active'),
  'the system shuts down': ({ app }) => announce(app, 'shutdown'),
}

const announce = (app: ElectronApplication, what: string): Promise<unknown> =>
  app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), what)

for (const [why, trigger] of Object.entries(triggers)) {
  test(`the vault and the page end and begin again empty when ${why}`, async ({ launch }) => {
    const running = await launch()
    const { app, page } = running
    await openTrust(running)
    await page.evaluate(() => {
      window.location.hash = '#/schools'
      Object.assign(window, { here: 'pupil' })
      localStorage.setItem('kept', 'pupil')
    })
    const [vaultBefore, pageBefore] = [await vaultProcess(app), await pageProcess(app)]
    expect(vaultBefore).not.toBeNull()

    await untilLocked([page], () => trigger(running))

    expect(codeOf(await ask(page, 'people.list'))).toBe('locked')
    expect(valueOf(await ask(page, 'session.state'))).toMatchObject({ state: 'locked', person: null })
    expect(await vaultProcess(app)).not.toBe(vaultBefore)
    expect(await pageProcess(app)).not.toBe(pageBefore)
    expect(await page.evaluate(() => ['here' in window, localStorage.getItem('kept'), history.length])).toEqual([
      false,
      null,
      1,
    ])
  })
}

test('every window locks when one is locked', async ({ launch }) => {
  const running = await launch()
  const { app, page } = running
  await openTrust(running)
  const second = app.waitForEvent('window')
  await page.evaluate(() => window.open('trustward://app/#/compare'))
  const other = await second
  await other.waitForURL('trustward://app/#/compare')
  await other.evaluate(() => Object.assign(window, { here: true }))
  await untilLocked([page, other], () => pressLock(page))
  for (const one of [page, other]) expect(codeOf(await ask(one, 'people.list'))).toBe('locked')
  expect(await other.evaluate(() => 'here' in window)).toBe(false)
})

test('the app warns and then locks when nobody touches it', async ({ launch }) => {
  const running = await launch({ env: { TRUSTWARD_IDLE_SECONDS: '3' } })
  const { page } = running
  await untilLocked([page], async () => {
    const warned = page.evaluate(() => new Promise((done) => window.trustward.on('lockSoon', done)))
    await openTrust(running)
    expect(await warned).toEqual({ seconds: 2 })
  })
  expect(codeOf(await ask(page, 'people.list'))).toBe('locked')
})

test('pending calls are answered, the app locks and says why when the vault process is killed', async ({ launch }) => {
  const running = await launch()
  const { app, page } = running
  const shown = await answerMessages(app, 0)
  await openTrust(running)
  const pid = await vaultProcess(app)
  if (pid === null) throw new Error('no vault')
  await untilLocked([page], () => Promise.resolve(kill(pid, 'SIGKILL')))
  await expect.poll(() => vaultProcess(app)).not.toBe(pid)
  expect(valueOf(await ask(page, 'session.state'))).toMatchObject({ state: 'locked' })
  expect((await shown()).map(({ message }) => message)).toEqual(['Trustward locked itself.'])
  const opened = await ask(page, 'session.unlock', {
    signInName: 'lead',
    passphrase: 'walking seven green lanterns home',
  })
  expect(valueOf(opened)).toMatchObject({ state: 'open' })
})

test('what was saved is there when the app is closed and opened again', async ({ launch }) => {
  const first = await launch()
  await openTrust(first)
  await first.close()
  const { page } = await launch({ folder: first.folder })
  expect(valueOf(await ask(page, 'session.state'))).toMatchObject({ state: 'locked', hasTrust: true })
})

test('the window is offered again when its page process ends by itself', async ({ launch }) => {
  const { app, page } = await launch()
  const shown = await answerMessages(app, 0)
  const loaded = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((done) => BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => done(true))),
  )
  const crashed = page.waitForEvent('crash')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await crashed
  expect(await loaded).toBe(true)
  expect((await shown()).map(({ message }) => message)).toEqual(['This window stopped working.'])
})

test('the first window stays the only one when the app is started twice', async ({ launch }) => {
  const { app, folder } = await launch()
  const asked = app.evaluate(({ app: own }) => new Promise((done) => own.once('second-instance', () => done(true))))
  const second = spawn(
    process.env['ELECTRON_EXEC_PATH'] ?? '',
    [
      ...(process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-dev-shm-usage', '--log-level=3', resolve('.')],
    ],
    { env: { ...process.env, TMPDIR: join(folder, 'tmp'), TRUSTWARD_FOLDER: folder }, stdio: 'ignore' },
  )
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  expect(await asked).toBe(true)
  expect(app.windows()).toHaveLength(1)
})

test('a window names nothing but the app when it opens and when it locks', async ({ launch }) => {
  const running = await launch()
  const { app, page } = running
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  expect(await title()).toContain('Trustward')
  await openTrust(running)
  await expect.poll(title).toContain('Riverside')
  await untilLocked([page], () => pressLock(page))
  expect(await title()).not.toContain('Riverside')
})

/** The forms in which a text may lie on a disk. */
function formsOf(marker: string): Buffer[] {
  const plain = Buffer.from(marker)
  const base64 = plain.toString('base64').replace(/=+$/, '')
  return [plain, Buffer.from(marker, 'utf16le'), Buffer.from(base64), Buffer.from(plain.toString('hex'))]
}

test('nothing of the page is on the disk when it has used everything a page can keep things in', async ({ launch }) => {
  const { app, page, folder, close } = await launch()
  const marker = 'Zq7-marker-of-a-pupil-Zq7'
  await page.evaluate(async (text) => {
    document.title = text
    const field = document.createElement('textarea')
    document.body.append(field)
    field.value = text
    field.spellcheck = true
    window.location.hash = `#/${text}`
    history.pushState({ text }, '', `#/${text}`)
    localStorage.setItem(text, text)
    sessionStorage.setItem(text, text)
    document.cookie = `marker=${text}; max-age=9999`
    const store = await new Promise<IDBDatabase>((done, refuse) => {
      const opening = indexedDB.open(text)
      opening.onupgradeneeded = () => opening.result.createObjectStore('things')
      opening.onsuccess = () => done(opening.result)
      opening.onerror = () => refuse(new Error('refused'))
    })
    await new Promise((done) => {
      const writing = store.transaction('things', 'readwrite')
      writing.objectStore('things').put(text, text)
      writing.oncomplete = done
    })
    const cache = await caches.open(text).catch(() => null)
    await cache?.put('https://www.gov.uk/', new Response(text)).catch(() => {})
    const root = await navigator.storage.getDirectory().catch(() => null)
    const file = await root?.getFileHandle(text, { create: true })
    const writer = await (file as unknown as { createWritable?: () => Promise<WritableStream> })?.createWritable?.()
    await writer?.getWriter().write(text)
    URL.createObjectURL(new Blob([text.repeat(200_000)]))
  }, marker)
  await page.locator('textarea').fill(`${marker} typd wrongly`)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.session.flushStorageData())
  const during = found(folder, marker)
  await close()
  expect(during).toEqual([])
  expect(found(folder, marker)).toEqual([])
  // The search itself finds what lies there, in every form it knows.
  for (const [at, form] of formsOf(marker).entries()) {
    const planted = join(folder, 'browser', `planted ${at}`)
    writeFileSync(planted, Buffer.concat([Buffer.from('before '), form, Buffer.from(' after')]))
    expect(found(folder, marker)).toEqual([planted])
    rmSync(planted)
  }
})

/** @returns the files under a folder that hold the marker in any form, packed or plain */
function found(folder: string, marker: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => {
      const bytes = readFileSync(path)
      const all = bytes[0] === 0x1f && bytes[1] === 0x8b ? [bytes, gunzipSync(bytes)] : [bytes]
      return path.includes(marker) || all.some((one) => formsOf(marker).some((form) => one.includes(form)))
    })
}
