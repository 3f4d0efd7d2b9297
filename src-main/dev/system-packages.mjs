import { existsSync } from 'node:fs'
import { addonFile } from './addon.mjs'
import { findRuntime } from './runtime.mjs'
import { excerpt, isOnPath, runQuietly, say, SetUpError } from './say.mjs'
import { hasOwnDisplay } from './screen.mjs'

/** What Chromium is linked against, and a font, by Debian's names. */
const windowPackages = [
  ...['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libcups2', 'libdrm2'],
  ...['libxkbcommon0', 'fonts-dejavu-core'],
]

/** `make` lets the link step use every core. */
const compilerPackages = ['gcc', 'g++', 'make']

/**
 * On Linux, gets what the app needs from the distribution: the libraries of a window, a screen in memory
 * where there is none to show it on, and a compiler where the addon must be compiled. All in one install.
 * @throws {SetUpError} with the exact command, when that is for an administrator to run
 */
export async function prepareSystemPackages() {
  if (process.platform !== 'linux') return
  const wanted = await missingPackages()
  if (wanted.length === 0) return
  if (!isOnPath('apt-get')) {
    throw new SetUpError(
      'the system lacks libraries or tools that the app needs.',
      `Install what your distribution calls: ${wanted.join(' ')}`,
    )
  }
  if (process.getuid?.() !== 0) {
    throw new SetUpError(
      'the system lacks libraries or tools that the app needs, and only an administrator can install them.',
      `Run this once, then the same command again:\n  sudo apt-get update && sudo ${await installCommand(wanted)}`,
    )
  }
  say(`installing system packages: ${wanted.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // A failed refresh of the package lists does no harm where the lists at hand are good enough.
  await runQuietly('apt-get', ['update'], { env })
  const command = await installCommand(wanted)
  const { ok, output } = await runQuietly('apt-get', command.split(' ').slice(1), { env })
  if (!ok) {
    throw new SetUpError(
      `system packages could not be installed.\n${excerpt(output)}`,
      `Run this by hand and read what it says:\n  apt-get update && ${command}`,
    )
  }
}

/** @returns {Promise<string[]>} Debian's names of what is not there */
async function missingPackages() {
  const runtime = findRuntime()
  if (runtime === null) throw new Error('The runtime is prepared before its libraries.')
  const mustCompile = runtime.kind === 'test' && !existsSync(addonFile())
  const lacksCompiler = mustCompile && !(isOnPath('gcc') && isOnPath('g++'))
  const linked = await runQuietly('ldd', [runtime.executable])
  const lacksLibraries = linked.output.includes('not found')
  const lacksScreen = !hasOwnDisplay() && !isOnPath('Xvfb')
  return [
    ...(lacksCompiler ? compilerPackages : []),
    ...(lacksLibraries ? windowPackages : []),
    ...(lacksScreen ? ['xvfb'] : []),
  ]
}

/**
 * Newer releases of Debian and Ubuntu renamed some libraries when they widened the time type; where a
 * package of the new name exists, the old name may no longer install.
 * @param {string[]} wanted
 * @returns {Promise<string>} the command that installs them here
 */
async function installCommand(wanted) {
  const renamed = await Promise.all(wanted.map(async (name) => ((await isKnown(`${name}t64`)) ? `${name}t64` : name)))
  return ['apt-get', 'install', '--yes', '--no-install-recommends', ...renamed].join(' ')
}

/** @param {string} name */
async function isKnown(name) {
  return name.startsWith('lib') && (await runQuietly('apt-cache', ['show', '--no-all-versions', name])).ok
}
