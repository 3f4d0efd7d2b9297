/** The calls on files and folders that this room makes, behind one seam: a test can have a drive fail as drives do. */
import type { Hash } from 'node:crypto'
import { constants, lstatSync, unlinkSync, type BigIntStats } from 'node:fs'
import { lstat, open, opendir, readdir, realpath } from 'node:fs/promises'
import { sep, toNamespacedPath } from 'node:path'

/** One name in a folder, as listing it tells. */
export interface Listed {
  readonly name: string
  readonly kind: 'FILE' | 'FOLDER' | 'LINK' | 'OTHER'
}

/** A file open for reading. */
export interface OpenFile {
  stat(): Promise<BigIntStats>
  /** @returns how many bytes came, 0 at the end */
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

/** Paths are absolute. Every call rejects with an error that has a system code. */
export interface FileSystem {
  lstat(path: string): Promise<BigIntStats>
  /** The real place of a file or folder behind every link. */
  realpath(path: string): Promise<string>
  /** Names of a folder in no order, without holding them all. */
  list(folder: string): AsyncIterable<Listed>
  /** The bytes of the names in a folder. */
  rawNames(folder: string): Promise<readonly Uint8Array[]>
  /** Opens a file and never what a link in its place leads to; Windows has no way to refuse that. */
  open(path: string): Promise<OpenFile>
  /**
   * Deletes a name if it is still the very file, with nothing between the look and the deed.
   * @returns whether it was
   */
  unlinkIf(path: string, isStill: (found: BigIntStats) => boolean): Promise<boolean>
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** Lets so many milliseconds go by. */
  pause(ms: number): Promise<void>
  /** Has the change of a folder reach the disk, where the system can. */
  flush(folder: string): Promise<void>
}

/** Names read at a time: more costs memory, fewer cost time. */
const LISTED_AT_ONCE = 256

// A pipe in a picture's place must not keep us waiting for a writer.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export const disk: FileSystem = {
  lstat: (path) => lstat(path, { bigint: true }),
  realpath: (path) => realpath(path),
  async *list(folder) {
    for await (const entry of await opendir(folder, { bufferSize: LISTED_AT_ONCE })) {
      const kind = entry.isSymbolicLink() ? 'LINK' : entry.isDirectory() ? 'FOLDER' : entry.isFile() ? 'FILE' : 'OTHER'
      yield { name: entry.name, kind }
    }
  },
  rawNames: (folder) => readdir(folder, { encoding: 'buffer' }),
  async open(path) {
    const file = await open(path, READ_ONLY)
    return {
      stat: () => file.stat({ bigint: true }),
      read: async (into, position) => (await file.read(into, 0, into.length, position)).bytesRead,
      close: () => file.close(),
    }
  },
  async unlinkIf(path, isStill) {
    if (!isStill(lstatSync(path, { bigint: true }))) return false
    unlinkSync(path)
    return true
  },
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  async flush(folder) {
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  },
}

/** @returns the system's code of a failed call, empty for any other error */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Further names of a file's bytes, as far as the file system says; nothing where it has one name or none is told. */
export function otherNamesOf({ nlink }: Pick<BigIntStats, 'nlink'>): { readonly otherNames?: number } {
  return nlink > 1n ? { otherNames: Number(nlink) - 1 } : {}
}

/** Codes that say another program holds a file. */
export const isInUse = (code: string): boolean => ['EBUSY', 'ETXTBSY', 'EAGAIN', 'EWOULDBLOCK'].includes(code)

/** Codes that say there is nothing of that name. */
export const isAbsent = (code: string): boolean => code === 'ENOENT'

/**
 * The absolute path of something below a folder. Windows takes more than 260 letters only in its long form.
 * @param folder absolute
 * @param below with forward slashes; empty for the folder itself
 */
export function absolute(folder: string, below: string): string {
  const top = folder.endsWith(sep) ? folder : `${folder}${sep}`
  return toNamespacedPath(below === '' ? folder : `${top}${sep === '/' ? below : below.replaceAll('/', sep)}`)
}

/** Feeds the bytes of an open file to a hash, piece by piece; `first` is shown the first piece as it lies in `buffer`. */
export async function readThrough(
  file: OpenFile,
  size: number,
  hash: Hash,
  buffer: Uint8Array,
  first: (head: Uint8Array) => void = () => {},
): Promise<number> {
  let at = 0
  while (at < size) {
    // A network drive may give less than was asked for; the first piece is filled as far as the file goes.
    let filled = 0
    while (filled < buffer.length && at + filled < size) {
      const came = await file.read(filled === 0 ? buffer : buffer.subarray(filled), at + filled)
      if (came === 0) break
      filled += came
    }
    if (filled === 0) break
    const piece = buffer.subarray(0, filled)
    if (at === 0) first(piece)
    hash.update(piece)
    at += filled
  }
  return at
}
