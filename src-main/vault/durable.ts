/** Files replaced whole or not at all, in an order that survives a power cut at any point (C27, C56). */
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '@contract/fault'

/** The steps a durable write is made of; a port, so that tests can end the world after each of them. */
export interface Disk {
  /** @returns null when there is no such file */
  readonly read: (path: string) => Uint8Array | null
  /** Writes a new file and brings it to stable storage. */
  readonly write: (path: string, bytes: Uint8Array) => void
  readonly rename: (from: string, to: string) => void
  /** Brings a folder's list of names to stable storage, where the system can. */
  readonly syncFolder: (folder: string) => void
  readonly remove: (path: string) => void
  readonly makeFolder: (folder: string) => void
  readonly hasFolder: (folder: string) => boolean
}

export const disk: Disk = {
  read: (path) => (existsSync(path) ? new Uint8Array(readFileSync(path)) : null),
  write(path, bytes) {
    const file = openSync(path, 'w', 0o600)
    try {
      let written = 0
      while (written < bytes.length) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  rename: (from, to) => {
    patiently(() => {
      renameSync(from, to)
    })
  },
  syncFolder(folder) {
    // Windows cannot open a folder for this; its rename is journalled instead.
    if (process.platform === 'win32') return
    const handle = openSync(folder, constants.O_RDONLY)
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  },
  remove: (path) => {
    rmSync(path, { force: true, recursive: true })
  },
  makeFolder: (folder) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  },
  hasFolder: (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false,
}

/** Replaces a file: stage beside it, sync, rename, sync the folder. After a failure the old content stands. */
export function replaceFile(on: Disk, path: string, bytes: Uint8Array): void {
  const staged = `${path}.tmp`
  on.write(staged, bytes)
  on.rename(staged, path)
  on.syncFolder(dirname(path))
}

/** A failed write in words. @param nothing what stayed as it was, as a sentence */
export function diskFault(cause: unknown, nothing: string): Fault {
  if (cause instanceof Fault) return cause
  const code = codeOf(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Fault('no-space', `The disk is full. Free some space and try again. ${nothing}`, { cause })
  }
  if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES' || code === 'EROFS') {
    return new Fault(
      'busy',
      `The folder Trustward keeps its files in cannot be written to just now: another program holds it, or writing is not allowed. ${nothing}`,
      { cause },
    )
  }
  return new Fault('unavailable', `The disk did not take the change. Try again. ${nothing}`, { cause })
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null
}

/** Virus scanners and folder-sync clients hold new files for a moment on Windows: try for two seconds, then give up. */
function patiently(step: () => void): void {
  const waits = process.platform === 'win32' ? [10, 20, 50, 100, 200, 400, 600, 620] : []
  for (const wait of waits) {
    try {
      step()
      return
    } catch (cause) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(cause) ?? '')) throw cause
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait)
    }
  }
  step()
}
