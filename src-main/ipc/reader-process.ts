/** The reader as an Electron utility process: without keys, with an empty environment, watched from here (C33). */
import { app, utilityProcess } from 'electron'
import { kill } from 'node:process'
import { READING_LIMITS, type ForkReader } from '../reader/child'

/** All that Windows needs to start a program, and what decides how letters are read. Never empty: then all would be handed on. */
const INHERITED = ['SystemRoot', 'windir', 'LANG', 'TZ']

/** @param file the built `reader.cjs` */
export function readerProcesses(file: string): ForkReader {
  return (told) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.includes(name)))
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Trustward reader',
      // What it says of a file belongs in no terminal.
      stdio: 'ignore',
      env: { LANG: 'C.UTF-8', ...env },
      // Older runtimes take no notice of it; the watch on its memory holds for all.
      execArgv: [
        `--max-old-space-size=${READING_LIMITS.bytes / 1024 / 1024}`,
        '--disallow-code-generation-from-strings',
      ],
    })
    // Its number is gone with the process, and another may get it.
    let runs = true
    child.once('exit', () => {
      runs = false
      told.gone()
    })
    child.on('message', (message: unknown) => told.message(message))
    return {
      post: (message) => child.postMessage(message),
      kill: () => {
        child.kill()
        if (runs && child.pid !== undefined) killNow(child.pid)
      },
      memory: () => {
        const found = app.getAppMetrics().find(({ pid }) => pid === child.pid)
        return found === undefined ? null : found.memory.workingSetSize * 1024
      },
    }
  }
}

/** A parser in the middle of a loop hears no polite signal. */
function killNow(pid: number): void {
  try {
    kill(pid, 'SIGKILL')
  } catch {
    // It went in the same moment.
  }
}
