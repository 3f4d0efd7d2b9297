/** Small programmes of our own in processes of their own, for what only a second process can show. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { build } from 'vite'
import { onTestFinished } from 'vitest'
import { aliases, root } from '../../src-main/dev/aliases.js'

/**
 * Bundles a programme so that plain Node can run it; only Node's own modules and the database driver stay outside.
 * @param entry path from the repository's top folder
 * @returns the file to run; it goes away after the test
 */
export async function bundle(entry: string): Promise<string> {
  // Inside the repository, so that the driver is found from there.
  const outputs = join(root, 'tests', '.output')
  mkdirSync(outputs, { recursive: true })
  const outDir = mkdtempSync(join(outputs, 'child-'))
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: aliases },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  })
  return join(outDir, 'child.mjs')
}

/** A running programme that speaks in lines. */
export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>
  /** The next line it says. @throws Error with what it wrote to its error output when it ends instead */
  line(): Promise<string>
  say(line: string): void
  /** Ends it at once, as a power cut would, and returns what it said since the last `line`. */
  kill(): Promise<readonly string[]>
}

/** Starts a bundled programme; it is ended after the test if it still runs. */
export function start(programme: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [programme, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: string[] = []
  let errors = ''
  let wake = (): void => {}
  let ended = false
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    said.push(line)
    wake()
  })
  const closed = Promise.all([
    new Promise<void>((resolve) => child.on('exit', () => resolve())),
    new Promise<void>((resolve) => {
      lines.on('close', () => {
        ended = true
        wake()
        resolve()
      })
    }),
  ])
  return {
    process: child,
    say: (line) => void child.stdin.write(`${line}\n`),
    line: async () => {
      while (said.length === 0) {
        if (ended) throw new Error(`The programme ended: ${errors}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return said.shift() ?? ''
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
      return said.splice(0)
    },
  }
}
