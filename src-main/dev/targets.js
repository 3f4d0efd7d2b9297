import { builtinModules } from 'node:module'

/** The oldest Node that must run the built main, vault and command line: that of the test runtime. */
export const oldestNode = 'node18'

/** The oldest Chromium that must show the built page: that of the test runtime. */
export const oldestChromium = 'chrome114'

/**
 * What the built main, vault and command line may still `require`: Electron, Node itself and the native
 * database driver. Every other package is bundled, so that the packed app carries one package only.
 */
export const external = ['electron', 'better-sqlite3', /^node:/, ...builtinModules]
