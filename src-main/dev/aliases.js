import { resolve } from 'node:path'

/** The repository's top folder, wherever it is checked out. */
export const root = resolve(import.meta.dirname, '../..')

/**
 * Short names for the rooms of the source tree. The build, the unit tests and the benchmark all take them
 * from here; `src-main/tsconfig.json` repeats them under `paths`, because JSON cannot import.
 */
export const aliases = {
  '@contract': resolve(root, 'src-main/contract'),
  '@vault': resolve(root, 'src-main/vault'),
  '@db': resolve(root, 'db'),
  '@renderer': resolve(root, 'src-renderer'),
}
