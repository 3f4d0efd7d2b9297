import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aliases.js'
import { hasPackagedNode, packagedNode } from './node-runtime.mjs'
import { excerpt, runQuietly, say, SetUpError } from './say.mjs'

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean,
 *   [list: string]: unknown }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

const lists = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * Makes node_modules what the lockfile says, and does nothing when it is that already.
 * @throws {SetUpError} when the lockfile is out of date or the packages cannot be had
 */
export async function preparePackages() {
  const manifest = readJson(join(root, 'package.json'))
  const locked = /** @type {Lockfile | null} */ (readJson(join(root, 'package-lock.json')))
  if (!manifest || !locked?.packages) {
    throw new SetUpError('package.json or package-lock.json cannot be read.', 'Get both back from the repository.')
  }
  if (!isLocked(manifest, locked)) {
    throw new SetUpError(
      'package.json names packages that package-lock.json does not hold.',
      'Run "npm install --ignore-scripts", look at what changed in package-lock.json, and commit both.',
    )
  }
  const installed = /** @type {Lockfile | null} */ (readJson(join(root, 'node_modules', '.package-lock.json')))
  if (isInstalled(locked, installed, existsInTree) && (!hasPackagedNode || existsSync(packagedNode))) return

  say('installing the packages (about half a minute)')
  // No package of ours needs an install script; with scripts on, npm would try to compile the database driver.
  const npm = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  if (!npm.ok) {
    throw new SetUpError(
      `the packages could not be installed.\n${excerpt(npm.output)}`,
      'Check the connection to your package registry ("npm ping"), then run the command again.',
    )
  }
}

/**
 * Runs npm, the same one that runs us where there is one.
 * @param {string[]} parts its arguments
 * @param {string} [cwd] the repository's top folder when not given
 */
export function runNpm(parts, cwd = root) {
  const script = process.env['npm_execpath']
  if (script?.endsWith('.js')) return runQuietly(process.execPath, [script, ...parts], { cwd })
  return process.platform === 'win32'
    ? runQuietly('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...parts], { cwd })
    : runQuietly('npm', parts, { cwd })
}

/**
 * @param {Record<string, unknown>} manifest package.json
 * @param {Lockfile} locked package-lock.json
 * @returns {boolean} true when both name the same packages in the same versions
 */
export function isLocked(manifest, locked) {
  const top = locked.packages?.[''] ?? {}
  return lists.every((list) => sorted(manifest[list]) === sorted(top[list]))
}

/**
 * Compares what should be there with what npm wrote down as being there. No stamp file of our own: this
 * stays right after an install by hand, too. Packages for other platforms are optional and not looked at.
 * @param {Lockfile} locked package-lock.json
 * @param {Lockfile | null} installed npm's own record inside node_modules
 * @param {(path: string) => boolean} exists says whether a package's folder is there
 * @returns {boolean}
 */
export function isInstalled(locked, installed, exists) {
  if (!installed?.packages) return false
  const there = installed.packages
  return Object.entries(locked.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || wanted.link || wanted.optional || wanted.devOptional || wanted.peer) return true
    return there[path]?.version === wanted.version && exists(path)
  })
}

/** @param {string} path as the lockfile writes it, from the top folder */
function existsInTree(path) {
  return existsSync(join(root, path, 'package.json'))
}

/** @param {unknown} list a record of names and versions, or nothing */
function sorted(list) {
  return JSON.stringify(Object.entries(list ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * @param {string} path
 * @returns {Record<string, unknown> | null} null when it is missing or not JSON
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
