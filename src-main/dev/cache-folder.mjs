import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { root } from './aliases.js'

/**
 * Where the set-up keeps what is slow to get and no package holds. It belongs to the person, not to the
 * checkout: `npm ci` empties node_modules and would lose it. Where no such folder can be written (a
 * service account without a home) it is inside node_modules after all.
 * @returns {string} a folder that exists and can be written
 */
export function cacheFolder() {
  const found = candidates().find(isWritable)
  if (found === undefined) throw new Error('No folder for the set-up can be written, not even node_modules.')
  return found
}

/** @returns {string[]} absolute paths, best first */
function candidates() {
  const inPackages = join(root, 'node_modules', '.cache', 'trustward')
  return [...personal(homeFolder()), inPackages].filter(isAbsolute)
}

/**
 * @param {string} home may be empty: then only a folder that the environment names counts
 * @returns {string[]}
 */
function personal(home) {
  const { XDG_CACHE_HOME: cacheHome, LOCALAPPDATA: localAppData } = process.env
  switch (process.platform) {
    case 'win32':
      return [join(localAppData ?? join(home, 'AppData', 'Local'), 'Trustward', 'dev-cache')]
    case 'darwin':
      return [join(home, 'Library', 'Caches', 'trustward-dev')]
    default:
      // The XDG rule: a relative path counts as not set.
      return [join(cacheHome?.startsWith('/') ? cacheHome : join(home, '.cache'), 'trustward')]
  }
}

/** @returns {string} empty for an account without a home */
function homeFolder() {
  try {
    return homedir()
  } catch {
    // An account that the system's list of people does not hold, as containers have it.
    return ''
  }
}

/**
 * @param {string} folder
 * @returns {boolean} true when it exists now, made if need be, and can be written
 */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
