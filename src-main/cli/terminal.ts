/** The real world of the command line: this process, its descriptors and its keyboard. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Io } from './io'

/** Folder in which the app keeps its files: the place Electron names `userData`. */
function appFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Trustward')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Trustward')
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Trustward')
}

/** Asks without echo: what is typed goes nowhere but into the answer. */
function askHidden(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(question)
  return new Promise((resolve) => {
    line.question('', (answer) => {
      line.close()
      process.stderr.write('\n')
      resolve(answer)
    })
  })
}

// Whoever reads our output may stop early, as `head` does: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

export const terminal: Io = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  env: process.env,
  readDescriptor: (descriptor) => readFileSync(descriptor, 'utf8'),
  ask: process.stdin.isTTY ? askHidden : null,
  appFolder: appFolder(process.env),
}
