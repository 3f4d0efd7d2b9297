import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * The repository's top folder: the nearest folder above this module that has a package.json. Looked for,
 * not counted in steps, because the build bundles this module into its config file, which lies elsewhere.
 */
export const root = topFolder(import.meta.dirname)

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

/**
 * @param {string} folder where to begin
 * @returns {string} the nearest folder, this one or above, that has a package.json
 */
function topFolder(folder) {
  if (existsSync(resolve(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('No package.json above the tooling folder.')
  return topFolder(above)
}
