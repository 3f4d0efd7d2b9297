import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './aliases.js'
import { modernNode } from './node-runtime.mjs'
import { findRuntime } from './runtime.mjs'
import { runScript, say, SetUpError } from './say.mjs'
import { hasOwnDisplay, startScreen } from './screen.mjs'

/**
 * `node run.mjs NAME [ARGUMENTS]` runs the app (`electron`) or a tool that starts it, with the Electron and
 * the screen that the set-up found, and ends with its exit code.
 * @typedef {import('./runtime.mjs').Runtime} Runtime
 */

/** @type {Record<string, string[]>} tools by name, each the path of its script inside node_modules */
const tools = {
  'electron-vite': ['electron-vite', 'bin', 'electron-vite.js'],
  playwright: ['@playwright', 'test', 'cli.js'],
}

/** Flags that keep a window without a graphics card from filling the terminal with complaints. */
const quiet = ['--disable-gpu', '--log-level=3']

const isAdministrator = process.platform === 'linux' && process.getuid?.() === 0

await runScript(async () => {
  const [name, ...rest] = process.argv.slice(2)
  const runtime = findRuntime()
  if (runtime === null) throw new SetUpError('there is no Electron yet.', 'Run "npm run prepare:machine" first.')
  const { program, parts } = commandFor(name, rest, runtime)
  tellAboutSandbox(runtime)

  const screen = hasOwnDisplay() ? null : await startScreen()
  try {
    return await runToEnd(program, parts, environment(runtime, screen?.display))
  } finally {
    screen?.end()
  }
})

/**
 * @param {string | undefined} name
 * @param {string[]} rest
 * @param {Runtime} runtime
 */
function commandFor(name, rest, runtime) {
  if (name === 'electron') {
    // Chromium refuses its sandbox to the administrator; without a graphics card it only complains.
    const flags = [...(isAdministrator ? ['--no-sandbox'] : []), ...(hasOwnDisplay() ? [] : quiet)]
    return { program: runtime.executable, parts: [...flags, ...rest] }
  }
  const tool = name === undefined ? undefined : tools[name]
  if (tool === undefined) {
    throw new SetUpError(
      `"${name ?? ''}" is nothing this script runs.`,
      `It runs: electron, ${Object.keys(tools).join(', ')}.`,
    )
  }
  const forApp = name === 'electron-vite' && !hasOwnDisplay() ? ['--', ...quiet] : []
  return { program: modernNode(), parts: [join(root, 'node_modules', ...tool), ...rest, ...forApp] }
}

/**
 * @param {Runtime} runtime
 * @param {string | undefined} display
 * @returns {NodeJS.ProcessEnv}
 */
function environment(runtime, display) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    // Tools that name no path get the packaged Node and one another.
    PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.executable,
    ...(runtime.sqliteBinding === null ? {} : { TRUSTWARD_SQLITE_BINDING: runtime.sqliteBinding }),
    ...(isAdministrator ? { NO_SANDBOX: '1' } : {}),
    ...(display === undefined ? {} : { DISPLAY: display }),
  }
  // Set by some editors' terminals; it would start Electron as plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  return env
}

/**
 * @param {string} program
 * @param {string[]} parts
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function runToEnd(program, parts, env) {
  return new Promise((done, refuse) => {
    const child = spawn(program, parts, { cwd: root, env, stdio: 'inherit' })
    // A terminal sends Ctrl+C to both of us: stay until the child has closed. A plain stop is passed on.
    const wait = () => {}
    const passOn = () => child.kill('SIGTERM')
    process.on('SIGINT', wait)
    process.on('SIGTERM', passOn)
    child.on('error', refuse)
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

/**
 * Some systems forbid programs outside the package folders the kernel feature that the sandbox is made of;
 * Chromium then ends with a message that leads nowhere. The sandbox is never switched off for that.
 * @param {Runtime} runtime
 */
function tellAboutSandbox(runtime) {
  if (process.platform !== 'linux' || isAdministrator || process.env['NO_SANDBOX'] === '1') return
  const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
  if (!existsSync(restriction) || readFileSync(restriction, 'utf8').trim() !== '1') return
  const sandboxProgram = join(runtime.dist, 'chrome-sandbox')
  if (existsSync(sandboxProgram) && statSync(sandboxProgram).uid === 0 && statSync(sandboxProgram).mode & 0o4000) return
  say('if the window does not open: this system keeps the sandbox from starting. The cure, until the next restart:')
  say('  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0')
}
