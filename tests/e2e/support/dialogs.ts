import type { ElectronApplication } from '@playwright/test'

/** Answers every "save" dialog of the app with one path from now on; null answers as if cancelled. */
export async function saveTo(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
  }, path)
}

/** Answers every "open" dialog with one file from now on; null answers as if cancelled. */
export async function openFrom(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: filePath === null, filePaths: filePath === null ? [] : [filePath] })
  }, path)
}

/** Answers every "open" dialog with a folder from now on; null answers as if cancelled. @param folder absolute */
export const openFolder = (app: ElectronApplication, folder: string | null): Promise<void> => openFrom(app, folder)

/** Answers every "open" dialog with several files from now on. */
export async function openAllFrom(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
    },
    [...paths],
  )
}

/** A message box that the app has shown. */
export interface ShownMessage {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

/**
 * Answers every message box from now on, and keeps what it said.
 * @param response number of the button, from 0
 * @returns reads what has been shown so far
 */
export async function answerMessages(
  app: ElectronApplication,
  response: number,
): Promise<() => Promise<readonly ShownMessage[]>> {
  await app.evaluate(({ dialog }, button) => {
    const shown: unknown[] = []
    Object.assign(globalThis, { shownMessages: shown })
    const answer = (...given: unknown[]) => {
      const options = given[given.length - 1] as { message?: string; detail?: string; buttons?: string[] }
      shown.push({ message: options.message ?? '', detail: options.detail ?? '', buttons: options.buttons ?? [] })
      return Promise.resolve({ response: button, checkboxChecked: false })
    }
    // Electron's own function has two forms; both end with the options.
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
  }, response)
  return () => app.evaluate(() => (globalThis as unknown as { shownMessages: ShownMessage[] }).shownMessages)
}

/** Keeps the addresses that would have been opened in the browser, instead of opening them. @returns reads them */
export async function keepOpened(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { openedAddresses: opened })
    shell.openExternal = (address: string) => {
      opened.push(address)
      return Promise.resolve()
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { openedAddresses: string[] }).openedAddresses)
}
