import { prepareAddon } from './addon.mjs'
import { prepareElectron } from './electron.mjs'
import { modernNode } from './node-runtime.mjs'
import { preparePackages } from './packages.mjs'
import { findRuntime } from './runtime.mjs'
import { runScript } from './say.mjs'
import { prepareSystemPackages } from './system-packages.mjs'

// Brings this machine to where the app and its tests can run, and says nothing when it is there already.
// It runs on the machine's own Node (20.19 or later), before any package exists, so it and what it imports
// use nothing but Node. Every step looks first and can be repeated; none keeps a note that could be wrong.
await runScript(async () => {
  await preparePackages()
  modernNode()
  await prepareElectron()
  await prepareSystemPackages()
  if (findRuntime()?.kind === 'test') await prepareAddon()
})
