/** The chosen folder: where it really is, what lies inside it, and whether it is still there. */
import { isAbsolute, relative, sep } from 'node:path'
import { absolute, type FileSystem } from './disk'

export interface Root {
  /** Its real place, absolute. */
  readonly real: string
  /** Whether a real place is the folder's own or lies below it. */
  readonly holds: (realPath: string) => boolean
  /** Whether it is there, is the same folder as at first, and can be listed: false when a network drive has gone. */
  readonly stands: () => Promise<boolean>
  /** Whether nothing at all is in it, as in the place of a network drive that is not connected. */
  readonly isEmpty: () => Promise<boolean>
}

/** @param path absolute, as a person chose it; it may itself be reached through links. @returns null when it cannot be read */
export async function rootAt(path: string, disk: FileSystem): Promise<Root | null> {
  if (!isAbsolute(path)) return null
  try {
    const chosen = absolute(path, '')
    const real = await disk.realpath(chosen)
    const first = await disk.lstat(real)
    if (!first.isDirectory() || !(await canList(real, disk))) return null
    return {
      real,
      holds: (other) => {
        const way = relative(real, other)
        return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
      },
      async stands() {
        try {
          // A drive that was let go leaves an empty folder in its place, which is another one.
          const now = await disk.lstat(await disk.realpath(chosen))
          return now.isDirectory() && now.dev === first.dev && now.ino === first.ino && (await canList(real, disk))
        } catch {
          return false
        }
      },
      isEmpty: () => isEmpty(real, disk),
    }
  } catch {
    return null
  }
}

async function canList(folder: string, disk: FileSystem): Promise<boolean> {
  try {
    for await (const _first of disk.list(folder)) break
    return true
  } catch {
    return false
  }
}

async function isEmpty(folder: string, disk: FileSystem): Promise<boolean> {
  try {
    for await (const _first of disk.list(folder)) return false
    return true
  } catch {
    return true
  }
}
