/** The vault as an Electron utility process: started, listened to, ended. */
import { utilityProcess } from 'electron'
import { kill } from 'node:process'
import type { OpenLink } from './relay'

/** How long a process may take to go after the polite signal. */
const FORCE_AFTER_MS = 300

/** Variables that would have Node load or tell something on the way in. */
const NOT_INHERITED = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_V8_COVERAGE', 'NODE_DEBUG', 'ELECTRON_RUN_AS_NODE']

/**
 * @param file the built `vault.cjs`
 * @param isPackaged a packaged vault writes to no terminal
 */
export function vaultProcesses(file: string, isPackaged: boolean): OpenLink {
  return (told) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.includes(name)))
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Trustward vault',
      stdio: isPackaged ? 'ignore' : 'inherit',
      env,
    })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        told.gone()
        resolve()
      })
    })
    child.on('message', (message: unknown) => told.message(message))
    return {
      post: (message) => child.postMessage(message),
      async end() {
        const { pid } = child
        child.kill()
        const force = setTimeout(() => {
          if (pid !== undefined) killNow(pid)
        }, FORCE_AFTER_MS)
        await gone
        clearTimeout(force)
      },
    }
  }
}

function killNow(pid: number): void {
  try {
    kill(pid, 'SIGKILL')
  } catch {
    // It went in the same moment.
  }
}
