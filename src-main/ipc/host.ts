/** What the main process does for the vault: dialogs, files that a person picked, and printing. */
import { app, dialog, type BrowserWindow } from 'electron'
import { basename, extname, join } from 'node:path'
import type { Folders } from '../folders/child'
import type { Readers } from '../reader/child'
import { documentsAt, documentsIn, Picked } from './documents'
import { readBounded, safeFileName, saveWhole } from './files'
import { HostFailure } from './refusal'
import type { HostJob } from './relay'
import type { HostAnswer, HostAsk, OpenedFile, PickedList, PrintOptions } from '../vault/wire'

/** Words for the kinds of file in the dialogs' own lists. */
const KINDS: Readonly<Record<string, string>> = {
  csv: 'Table (CSV)',
  docx: 'Word document',
  htm: 'Web page',
  html: 'Web page',
  md: 'Text (Markdown)',
  pdf: 'PDF document',
  tsv: 'Table (TSV)',
  txt: 'Text',
  xlsx: 'Excel workbook',
  zip: 'OneRoster set',
}

/** What windows do for the host; handed in, because only `window.ts` makes and finds windows. */
export interface HostWindows {
  readonly printPdf: (html: string, options: PrintOptions) => Promise<Uint8Array>
  /** @returns null when no open window has that web-contents id */
  readonly windowOf: (id: number) => BrowserWindow | null
}

/**
 * @returns does what the vault asks, never throws. `window` is the window whose call led to it: its dialogs stand in
 * front of that window. `left` is aborted once that vault has ended: what is chosen after that comes to nothing, what
 * was picked is forgotten, and readers and work on folders end
 */
export function hostOf(windows: HostWindows, readers: Readers, folders: Folders) {
  /** What was picked for the vault that runs; another vault has another signal. */
  const pickedFor = new WeakMap<AbortSignal, Picked>()
  const pickedOf = (left: AbortSignal): Picked => {
    const known = pickedFor.get(left)
    if (known !== undefined) return known
    const picked = new Picked()
    pickedFor.set(left, picked)
    left.addEventListener('abort', () => {
      picked.forget()
      readers.end()
      folders.end()
    })
    return picked
  }

  return async (ask: HostAsk, window: string | null, left: AbortSignal, job: HostJob): Promise<HostAnswer> => {
    const parent = window === null ? null : windows.windowOf(Number(window))
    // Known from its first request on, so that its end is heard whatever it asked for.
    const picked = pickedOf(left)
    try {
      switch (ask.what) {
        case 'printPdf':
          return { ok: true, value: await windows.printPdf(ask.html, ask) }
        case 'readDocument':
          return await readers.read(ask, job)
        case 'readTables':
          return await readers.readTables(ask, job)
        case 'openPicked':
          return { ok: true, value: await picked.open(ask.ticket, ask.index, ask.maxBytes) }
        case 'pickDocuments': {
          const value = await askDocuments(ask, parent, left, picked)
          // Started while the vault still looks at the list.
          if (value !== null) readers.warm()
          return { ok: true, value }
        }
        case 'pickFolder':
          return { ok: true, value: await askFolder(ask.title, parent, left) }
        case 'openScan':
          return folders.openScan(ask.root)
        case 'nextScanned':
          return await folders.nextScanned(ask.ticket)
        case 'closeScan':
          folders.closeScan(ask.ticket)
          return { ok: true, value: null }
        case 'destroyFiles':
          return await folders.destroyFiles(ask.root, ask.files)
        case 'saveFile':
        case 'openFile':
          return { ok: true, value: await askPerson(ask, parent, left) }
      }
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

/** Asks for documents or for a folder of them. @returns null when cancelled, or locked meanwhile */
async function askDocuments(
  ask: Extract<HostAsk, { what: 'pickDocuments' }>,
  parent: BrowserWindow | null,
  left: AbortSignal,
  picked: Picked,
): Promise<PickedList | null> {
  const options: Electron.OpenDialogOptions = ask.folder
    ? { title: ask.title, properties: ['openDirectory', 'dontAddToRecent'] }
    : {
        title: ask.title,
        filters: [{ name: 'Documents', extensions: [...ask.extensions] }, ...filtersFor(ask.extensions)],
        properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
      }
  const chosen = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options))
  const [first] = chosen.filePaths
  if (chosen.canceled || first === undefined || left.aborted) return null
  const documents = ask.folder ? await documentsIn(first, ask.extensions) : await documentsAt(chosen.filePaths)
  return left.aborted ? null : picked.keep(documents)
}

/** Asks for a folder. @returns its absolute path, null when cancelled, or locked meanwhile */
async function askFolder(title: string, parent: BrowserWindow | null, left: AbortSignal): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'dontAddToRecent'] }
  const chosen = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options))
  const [path] = chosen.filePaths
  return chosen.canceled || path === undefined || left.aborted ? null : path
}

async function askPerson(
  ask: Extract<HostAsk, { what: 'saveFile' | 'openFile' }>,
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
        filters: [
          ...(ask.extensions.length > 1 ? [{ name: 'Files that can be read', extensions: [...ask.extensions] }] : []),
          ...filtersFor(ask.extensions),
        ],
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
