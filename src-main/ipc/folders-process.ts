/** The folders' process as an Electron utility process: without keys and with an empty environment. */
import { utilityProcess } from 'electron'
import { kill } from 'node:process'
import type { ForkFolders } from '../folders/child'

/** All that Windows needs to start a program, and what decides how letters are read. Never empty: then all would be handed on. */
const INHERITED = ['SystemRoot', 'windir', 'LANG', 'TZ']

/** @param file the built `folders.cjs` */
export function foldersProcesses(file: string): ForkFolders {
  return (told) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.includes(name)))
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Trustward folders',
      // Names of files belong in no terminal.
      stdio: 'ignore',
      env: { LANG: 'C.UTF-8', ...env },
      execArgv: ['--max-old-space-size=256', '--disallow-code-generation-from-strings'],
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
    }
  }
}

/** A look at a drive that has gone hears no polite signal. */
function killNow(pid: number): void {
  try {
    kill(pid, 'SIGKILL')
  } catch {
    // It went in the same moment.
  }
}
