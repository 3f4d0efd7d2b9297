/**
 * Public reference files kept beside the encrypted ones, such as the national register of schools. Nothing personal and
 * nothing of the trust's own may stand here: these files are readable to whoever can read the disk (C1).
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Fault } from '@contract/fault'

/** Names of the files there may be; a closed list, so that no name comes from outside. */
export type Reference = 'establishments'

export interface Shelf {
  /** Replaces the file whole or not at all. @throws Fault 'no-space' */
  readonly put: (name: Reference, content: string) => void
  /** @returns null when nothing was put yet, or when the file can no longer be read: then it is read in again from its source */
  readonly take: (name: Reference) => string | null
}

/** @param folder made when missing */
export function shelfIn(folder: string): Shelf {
  const pathOf = (name: Reference): string => join(folder, `${name}.json.gz`)
  return {
    put(name, content) {
      const path = pathOf(name)
      const staged = `${path}.tmp`
      try {
        mkdirSync(folder, { recursive: true })
        writeDurably(staged, gzipSync(content))
        renameSync(staged, path)
      } catch (cause) {
        rmSync(staged, { force: true })
        throw new Fault(
          'no-space',
          'The file could not be kept on this PC. Free some space on the disk and try again. Nothing was changed.',
          { cause },
        )
      }
    },
    take(name) {
      const path = pathOf(name)
      if (!existsSync(path)) return null
      try {
        return gunzipSync(readFileSync(path)).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w')
  try {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
