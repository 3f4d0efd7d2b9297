import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './aliases.js'
import { modernNode } from './node-runtime.mjs'
import { excerpt, runQuietly, SetUpError } from './say.mjs'

/** What the built command line is made of; the page is not part of it. */
const sources = ['src-main', 'db', 'electron.vite.config.ts', 'package-lock.json']
const lock = join(root, 'node_modules', '.trustward-building')
const longestBuild = 120_000

/**
 * Builds the app when a built file is missing or older than the sources. Silent when it succeeds, and safe
 * when several commands start at once: one builds, the others wait for it.
 * @param {string} built path of the built file that is wanted
 * @throws {SetUpError} when the build fails
 */
export async function ensureFresh(built) {
  if (isFresh(built)) return
  await takeLock()
  try {
    if (!isFresh(built)) await build()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

async function build() {
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { ok, output } = await runQuietly(modernNode(), [script, 'build', '--logLevel', 'warn'], { cwd: root })
  if (!ok) throw new SetUpError(`the build failed.\n${excerpt(output)}`, 'Run "npm run build" to see all it says.')
}

/** A folder can be made only once, so making it is the lock; one left by a killed build is taken over. */
async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock)
      return
    } catch {
      if (Date.now() - changedAt(lock) > longestBuild) rmSync(lock, { recursive: true, force: true })
      await wait(50)
    }
  }
}

/** @param {string} built */
function isFresh(built) {
  const builtAt = changedAt(built)
  return builtAt > 0 && sources.every((source) => newest(join(root, source)) <= builtAt)
}

/**
 * @param {string} path file or folder
 * @returns {number} when the newest file in it was changed, in milliseconds; 0 when there is none
 */
function newest(path) {
  if (!statSync(path).isDirectory()) return changedAt(path)
  const times = readdirSync(path, { withFileTypes: true, recursive: true }).map((entry) =>
    entry.isFile() ? changedAt(join(entry.parentPath, entry.name)) : 0,
  )
  return Math.max(0, ...times)
}

/**
 * @param {string} path
 * @returns {number} in milliseconds; 0 when it is missing
 */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
