/**
 * Deletes pictures whose time has come: only a plain file inside the chosen folder whose bytes are those registered, and
 * only after looking at it through one handle and once more at its name. What is not certain is kept. Folders stay.
 */
import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import {
  absolute,
  codeOf,
  disk as realDisk,
  isAbsent,
  isInUse,
  otherNamesOf,
  readThrough,
  type FileSystem,
  type OpenFile,
} from './disk'
import { rootAt, type Root } from './root'
import type { Destroyed, DestroyResult, FileToDestroy } from './wire'

const PIECE = 1024 * 1024
/** Times of files move in steps of some milliseconds: two changes within one step cannot be told apart. */
const TICK_MS = 50

/** Names a file had beside the deleted one, once that is known. */
type Names = ReturnType<typeof otherNamesOf>

/** What came of a file before or instead of its deletion. */
type Kept = Exclude<DestroyResult, 'DELETED'>

/**
 * Destroys files one after another.
 * @param root absolute path of the folder they were registered in
 * @param files paths below it, with the size and hash they were registered with
 * @param tell how many are done, after each
 * @returns what came of each, in the same order. Never throws for what it finds
 */
export async function destroyFiles(
  root: string,
  files: readonly FileToDestroy[],
  tell: (done: number, total: number) => void = () => {},
  disk: FileSystem = realDisk,
): Promise<readonly Destroyed[]> {
  const buffer = new Uint8Array(PIECE)
  const touched = new Set<string>()
  const answers: Destroyed[] = []
  for (const file of files) {
    const names: Names = {}
    const result = await destroyed(root, file, buffer, disk, touched, names)
    answers.push({ path: file.path, result, ...(result === 'DELETED' ? names : {}) })
    tell(answers.length, files.length)
  }
  // After a power cut a name must not come back that was told to be gone. Some network drives cannot promise it.
  for (const folder of touched) await disk.flush(folder).catch(() => {})
  return answers
}

async function destroyed(
  chosen: string,
  file: FileToDestroy,
  buffer: Uint8Array,
  disk: FileSystem,
  touched: Set<string>,
  names: Names,
): Promise<DestroyResult> {
  const root = await rootAt(chosen, disk)
  if (root === null) return 'KEPT_NO_FOLDER'
  const parts = file.path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'KEPT_OUTSIDE'
  const path = absolute(root.real, file.path)
  const folder = absolute(root.real, parts.slice(0, -1).join('/'))
  try {
    let seen = await reached(root, parts, path, folder, disk)
    if (typeof seen !== 'string' && isFresh(seen, disk)) {
      await disk.pause(TICK_MS)
      seen = await reached(root, parts, path, folder, disk)
    }
    if (typeof seen === 'string') return seen
    // Written to again and again.
    if (isFresh(seen, disk)) return 'KEPT_IN_USE'
    if (seen.size !== BigInt(file.size)) return 'KEPT_CHANGED'
    const open = await disk.open(path)
    let isOpen = true
    const close = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      await open.close()
    }
    try {
      const judged = await sameBytes(open, seen, file, buffer)
      if (judged === null) return 'KEPT_CHANGED'
      if (!root.holds(await disk.realpath(folder))) return 'KEPT_OUTSIDE'
      // Windows takes the name away only when the last handle is closed; elsewhere the handle keeps the number from
      // going to another file.
      if (process.platform === 'win32') await close()
      if (!(await disk.unlinkIf(path, (now) => now.isFile() && isSame(now, judged)))) return 'KEPT_CHANGED'
      Object.assign(names, otherNamesOf(judged))
      touched.add(folder)
    } finally {
      await close()
    }
    return await absence(path, root, disk)
  } catch (error) {
    return keptFor(error, root)
  }
}

/** @returns the plain file at a path, with no link in any place of the way to it; or why not */
async function reached(
  root: Root,
  parts: readonly string[],
  path: string,
  folder: string,
  disk: FileSystem,
): Promise<BigIntStats | Kept> {
  for (let depth = 1; depth < parts.length; depth += 1) {
    const parent = await disk.lstat(absolute(root.real, parts.slice(0, depth).join('/')))
    if (!parent.isDirectory()) return 'KEPT_OUTSIDE'
  }
  if (!root.holds(await disk.realpath(folder))) return 'KEPT_OUTSIDE'
  const found = await disk.lstat(path)
  return found.isFile() ? found : 'KEPT_OUTSIDE'
}

/**
 * Reads the file through its handle.
 * @returns what the handle says of it, when it is the file seen before, has the registered bytes, and stood still
 */
async function sameBytes(
  open: OpenFile,
  seen: BigIntStats,
  file: FileToDestroy,
  buffer: Uint8Array,
): Promise<BigIntStats | null> {
  const before = await open.stat()
  if (!before.isFile() || !isSame(before, seen)) return null
  const hash = createHash('sha256')
  const came = await readThrough(open, file.size, hash, buffer)
  const after = await open.stat()
  if (came !== file.size || !isSame(after, before)) return null
  return hash.digest('hex') === file.hash ? after : null
}

/** Whether it was changed just now, so that one more change might not show in its times. */
const isFresh = ({ ctimeMs }: BigIntStats, disk: FileSystem): boolean =>
  Math.abs(disk.now() - Number(ctimeMs)) < TICK_MS

/** The same file, not written to meanwhile. The time of change cannot be set back as that of writing can. */
const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
  one.dev === other.dev &&
  one.ino === other.ino &&
  one.size === other.size &&
  one.mtimeNs === other.mtimeNs &&
  one.ctimeNs === other.ctimeNs

/** Looks whether a deleted name is gone, while the folder is there to say so. */
async function absence(path: string, root: Root, disk: FileSystem): Promise<DestroyResult> {
  try {
    await disk.lstat(path)
    // Another program holds the last handle, or has put it back.
    return 'KEPT_IN_USE'
  } catch (error) {
    if (!(await root.stands())) return 'KEPT_NO_FOLDER'
    return isAbsent(codeOf(error)) ? 'DELETED' : 'KEPT_UNREADABLE'
  }
}

/** Nothing that failed says that a file is gone, unless the folder can still be read. */
async function keptFor(error: unknown, root: Root): Promise<Kept> {
  const code = codeOf(error)
  if (!(await root.stands())) return 'KEPT_NO_FOLDER'
  // Where a drive is not connected its place may be there, and empty: nothing is gone for that.
  if (isAbsent(code)) return (await root.isEmpty()) ? 'KEPT_NO_FOLDER' : 'ALREADY_GONE'
  if (isInUse(code)) return 'KEPT_IN_USE'
  return code === 'ELOOP' || code === 'ENOTDIR' ? 'KEPT_OUTSIDE' : 'KEPT_UNREADABLE'
}
