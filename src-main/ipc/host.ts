/** What the main process does for the vault: dialogs, files that a person picked, and printing. */
import { app, dialog, type BrowserWindow } from 'electron'
import { basename, extname, join } from 'node:path'
import { readBounded, safeFileName, saveWhole } from './files'
import { HostFailure } from './refusal'
import type { HostAnswer, HostAsk, OpenedFile } from '../vault/wire'

/** Words for the kinds of file in the dialogs' own lists. */
const KINDS: Readonly<Record<string, string>> = {
  csv: 'Table (CSV)',
  docx: 'Word document',
  pdf: 'PDF document',
  xlsx: 'Excel workbook',
}

/** What windows do for the host; handed in, because only `window.ts` makes and finds windows. */
export interface HostWindows {
  readonly printPdf: (
    html: string,
    options: { readonly title: string; readonly landscape: boolean },
  ) => Promise<Uint8Array>
  /** @returns null when no open window has that web-contents id */
  readonly windowOf: (id: number) => BrowserWindow | null
}

/**
 * @returns does what the vault asks, never throws. `window` is the window whose call led to it: its dialogs stand in
 * front of that window. `left` is aborted once that vault has ended: what is chosen after that comes to nothing
 */
export function hostOf(windows: HostWindows) {
  return async (ask: HostAsk, window: string | null, left: AbortSignal): Promise<HostAnswer> => {
    try {
      const parent = window === null ? null : windows.windowOf(Number(window))
      const value = ask.what === 'printPdf' ? await windows.printPdf(ask.html, ask) : await askPerson(ask, parent, left)
      return { ok: true, value }
    } catch (error) {
      if (error instanceof HostFailure) return { ok: false, code: error.code, words: error.words }
      return {
        ok: false,
        code: 'internal',
        words: 'Something went wrong outside the records. Nothing was changed. Try again.',
      }
    }
  }
}

async function askPerson(
  ask: Exclude<HostAsk, { what: 'printPdf' }>,
  parent: BrowserWindow | null,
  left: AbortSignal,
): Promise<string | OpenedFile | null> {
  switch (ask.what) {
    case 'saveFile': {
      const name = safeFileName(ask.suggestedName)
      const options: Electron.SaveDialogOptions = {
        title: 'Save',
        defaultPath: join(app.getPath('documents'), name),
        filters: filtersFor([extname(name).slice(1)]),
        properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
      }
      const chosen = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options))
      // Locked while the dialog stood open: what was to be saved belongs to a session that has ended.
      if (chosen.canceled || chosen.filePath === undefined || chosen.filePath === '' || left.aborted) return null
      await saveWhole(chosen.filePath, ask.bytes)
      return basename(chosen.filePath)
    }
    case 'openFile': {
      const options: Electron.OpenDialogOptions = {
        title: ask.title,
        filters: filtersFor(ask.extensions),
        properties: ['openFile', 'dontAddToRecent'],
      }
      const chosen = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options))
      const [path] = chosen.filePaths
      if (chosen.canceled || path === undefined || left.aborted) return null
      return readBounded(path, ask.maxBytes)
    }
  }
}

function filtersFor(extensions: readonly string[]): Electron.FileFilter[] {
  return extensions
    .filter((extension) => extension !== '')
    .map((extension) => ({ name: KINDS[extension] ?? extension.toUpperCase(), extensions: [extension] }))
}
