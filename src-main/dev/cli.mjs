import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './aliases.js'
import { ensureFresh } from './fresh-build.mjs'
import { modernNode } from './node-runtime.mjs'
import { preparePackages } from './packages.mjs'
import { runScript } from './say.mjs'

// `npm run cli -- ARGUMENTS` runs the command line from the sources: built first when it is missing or out
// of date, then run on a Node new enough. Nothing but the command itself writes to stdout; for JSON use
// `npm run --silent cli -- ...` or `node src-main/dev/cli.mjs ...`, because npm prints a heading of its own.
await runScript(async () => {
  await preparePackages()
  const built = join(root, 'out', 'main', 'cli.cjs')
  await ensureFresh(built)
  return await new Promise((done, refuse) => {
    // Paths among the arguments are the caller's. npm moves to the top folder but remembers where it was called.
    const cwd = (process.env['npm_lifecycle_event'] === 'cli' && process.env['INIT_CWD']) || process.cwd()
    const child = spawn(modernNode(), [built, ...process.argv.slice(2)], { cwd, stdio: 'inherit' })
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', refuse)
    child.on('close', (code) => done(code ?? 130))
  })
})
