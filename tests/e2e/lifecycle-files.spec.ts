import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ask, codeOf, pressLock, untilLocked, valueOf } from './support/ask'
import { openFrom, saveTo } from './support/dialogs'
import { expect, test, type RunningApp } from './support/launch'

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

/** @returns the text of each page and the size of the first, in points */
async function readPdf(path: string): Promise<{ pages: string[]; width: number; height: number }> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
  return { pages, width, height }
}

test('the kit is saved as an A4 PDF with numbered pages when the person has chosen where', async ({ launch }) => {
  const running = await launch()
  const { app, page, folder } = running
  await openTrust(running)
  const chosen = join(folder, 'Wiederherstellung ünser.pdf')
  await saveTo(app, chosen)
  expect(valueOf(await ask(page, 'session.printKit'))).toEqual({ saved: true, fileName: 'Wiederherstellung ünser.pdf' })
  const { pages, width, height } = await readPdf(chosen)
  expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
  expect(pages[0]).toContain('Riverside Trust')
  expect(pages[0]?.replace(/\s+/g, ' ')).toContain(`Page 1 of ${pages.length}`)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  // The window it was printed from is gone again.
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('nothing is saved when the person cancels', async ({ launch }) => {
  const running = await launch()
  await openTrust(running)
  await saveTo(running.app, null)
  expect(valueOf(await ask(running.page, 'session.printKit'))).toEqual({ saved: false, fileName: null })
})

test('the place is named as the trouble, and nothing is left, when it cannot be written', async ({ launch }) => {
  const running = await launch()
  const { app, page, folder } = running
  await openTrust(running)
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o500)
  // The administrator may write everywhere, but nobody inside a file.
  const asAdministrator = process.getuid?.() === 0
  const place = asAdministrator ? join(closed, 'file', 'kit.pdf') : join(closed, 'kit.pdf')
  if (asAdministrator) writeFileSync(join(closed, 'file'), 'x')
  await saveTo(app, place)
  const reply = await ask(page, 'session.printKit')
  expect(['denied', 'unavailable']).toContain(codeOf(reply))
  expect(JSON.stringify(reply)).not.toContain('closed')
  expect(readdirSync(closed)).toEqual(asAdministrator ? ['file'] : [])
})

test('nothing is saved when the app locks while the dialog stands open', async ({ launch }) => {
  const running = await launch()
  const { app, page, folder } = running
  await openTrust(running)
  const chosen = join(folder, 'kit.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    const shown = new Promise((isShown) => {
      dialog.showSaveDialog = () =>
        new Promise((resolve) => {
          Object.assign(globalThis, { choose: () => resolve({ canceled: false, filePath }) })
          isShown(true)
        })
    })
    Object.assign(globalThis, { shown })
  }, chosen)
  const printing = ask(page, 'session.printKit').catch(() => null)
  await app.evaluate(() => (globalThis as unknown as { shown: Promise<unknown> }).shown)
  await untilLocked([page], () => pressLock(page))
  await app.evaluate(() => (globalThis as unknown as { choose: () => void }).choose())
  await printing
  expect(codeOf(await ask(page, 'people.list'))).toBe('locked')
  expect(existsSync(chosen)).toBe(false)
})

test('a file that is no register is refused in words, and its cancelling changes nothing', async ({ launch }) => {
  const running = await launch()
  const { app, page, folder } = running
  await openTrust(running)
  await openFrom(app, null)
  expect(valueOf(await ask(page, 'schools.readRegister'))).toBeNull()
  const wrong = join(folder, 'other columns.csv')
  writeFileSync(wrong, 'Name,Colour\r\nx,y\r\n')
  await openFrom(app, wrong)
  expect(codeOf(await ask(page, 'schools.readRegister'))).toBe('bad-input')
})
