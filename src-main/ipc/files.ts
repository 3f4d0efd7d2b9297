/** Writing a file whole or not at all, and reading one of a bounded size; every failure in words. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HostFailure } from './refusal'
import type { OpenedFile } from '../vault/wire'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** @returns what to tell the person; the cause stays for the local log */
function saveFailure(cause: unknown): HostFailure {
  switch (codeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new HostFailure(
        'no-space',
        'The disk is full, so the file was not saved. Nothing else changed. Free some space or choose another place, then save again.',
        { cause },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HostFailure(
        'denied',
        'This PC does not let you save in that folder. Nothing was saved. Choose another folder, or ask your IT support.',
        { cause },
      )
    case 'EBUSY':
    case 'ETXTBSY':
      return new HostFailure(
        'busy',
        'Another program has that file open, so it was not replaced. Close it there, then save again.',
        { cause },
      )
    default:
      return new HostFailure(
        'unavailable',
        'The file could not be saved in that place. Nothing was saved. Choose another folder and save again.',
        { cause },
      )
  }
}

/**
 * Writes beside the target, flushes to the disk, then moves into place: the target is the old file or the new one, never half.
 * @param path absolute
 * @throws HostFailure with words; then nothing is left behind
 */
export async function saveWhole(path: string, bytes: Uint8Array): Promise<void> {
  // The temporary name is short, because the chosen one may already be as long as the file system allows.
  const beside = join(dirname(path), `.${randomUUID().slice(0, 13)}.part`)
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {})
    throw saveFailure(cause)
  }
  await flushFolder(dirname(path))
}

/** The new name must reach the disk as well. Windows has no such thing, and some network drives refuse it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  let handle: FileHandle | null = null
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // The file itself is safe; only a power cut in the next seconds could still bring the old name back.
  } finally {
    await handle?.close()
  }
}

/**
 * @param path absolute
 * @param maxBytes the largest size taken
 * @param follows whether a link may be followed to another place; Windows has no way to refuse that
 * @throws HostFailure `bad-input` when it is larger or no plain file, `denied` or `unavailable` when it cannot be read
 */
export async function readBounded(path: string, maxBytes: number, follows = true): Promise<OpenedFile> {
  try {
    const file = await open(path, follows ? 'r' : constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile()) {
        throw new HostFailure('bad-input', 'That is not a file Trustward can read. Nothing was changed. Choose a file.')
      }
      if (found.size > maxBytes) {
        throw new HostFailure(
          'bad-input',
          `That file is larger than ${Math.floor(maxBytes / 1_000_000)} MB, the most Trustward reads. Nothing was changed. Choose a smaller file.`,
        )
      }
      // Asked for by size: a file that grows meanwhile is read no further than was allowed.
      const bytes = new Uint8Array(found.size)
      const { bytesRead } = await file.read(bytes, 0, found.size, 0)
      return { name: basename(path), bytes: bytes.subarray(0, bytesRead) }
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (cause instanceof HostFailure) throw cause
    const refused = ['EACCES', 'EPERM'].includes(codeOf(cause))
    throw new HostFailure(
      refused ? 'denied' : 'unavailable',
      'That file could not be read. Nothing was changed. Check that it is still there and that you may open it, then choose it again.',
      { cause },
    )
  }
}

const LONGEST_NAME = 120

/**
 * Makes a proposed file name one that every system takes.
 * @returns a name without a folder, never empty
 */
export function safeFileName(suggested: string): string {
  const name = suggested
    // eslint-disable-next-line no-control-regex -- control characters are what must go (2026-11-22)
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 6 ? name.slice(dot) : ''
  const stem = name.slice(0, name.length - extension.length).slice(0, LONGEST_NAME)
  // Windows keeps these names for devices.
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem)
  return `${isDevice || stem === '' ? `Trustward ${stem}`.trim() : stem}${extension}`
}
