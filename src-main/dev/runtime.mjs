import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aliases.js'
import { addonFile } from './addon.mjs'
import { testRuntimeFolder } from './test-runtime.mjs'

/**
 * @typedef {object} Runtime
 * @property {'official' | 'test'} kind the test runtime is for development and tests only
 * @property {string} dist the folder that holds the Electron binary
 * @property {string} executable the Electron binary
 * @property {string | null} sqliteBinding the database addon to load instead of the prebuilt one
 */

/**
 * Finds the Electron to run. It looks each time and keeps no note of its own, so it cannot be out of date.
 * @returns {Runtime | null} null when the set-up has not been done
 */
export function findRuntime() {
  return findOfficial() ?? findTestRuntime()
}

/**
 * @returns {Runtime | null} Electron's own build, of the version that package-lock.json names
 */
export function findOfficial() {
  const electron = join(root, 'node_modules', 'electron')
  const dist = join(electron, 'dist')
  const relative = textOf(join(electron, 'path.txt'))
  if (relative === null) return null
  const executable = join(dist, relative)
  return existsSync(executable) ? { kind: 'official', dist, executable, sqliteBinding: null } : null
}

/** @returns {Runtime | null} */
function findTestRuntime() {
  const dist = testRuntimeFolder()
  const executable = join(dist, 'electron')
  return existsSync(executable) ? { kind: 'test', dist, executable, sqliteBinding: addonFile() } : null
}

/**
 * @param {string} path
 * @returns {string | null} null when the file is missing
 */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}
