/**
 * The reader as a plain Node process, for the command line. A process and no thread: a thread's memory cannot be counted
 * apart from ours, and one that hangs in a loop of native code cannot be ended. It starts nothing but our own reader.
 */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { READING_LIMITS, type ForkReader } from '../reader/child'

/** All that Windows needs to start a program, and what decides how letters are read. */
const INHERITED = ['SystemRoot', 'windir', 'LANG', 'TZ']

/** @param file the built `reader.cjs`; nothing outside its folder can be read by the process */
export function readerUnderNode(file: string): ForkReader {
  return (told) => {
    const child = fork(file, [], {
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.includes(name))),
      execArgv: [
        `--max-old-space-size=${READING_LIMITS.bytes / 1024 / 1024}`,
        '--disallow-code-generation-from-strings',
        // Node's own wall besides `shut`: no files but the reader's, no programs, no threads.
        '--permission',
        `--allow-fs-read=${dirname(file)}`,
        '--no-warnings',
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let gone = false
    const end = (): void => {
      if (gone) return
      gone = true
      told.gone()
    }
    child.once('exit', end)
    child.once('error', end)
    child.on('message', (message) => told.message(message))
    return {
      // Posting to a process that has just ended fails; its end is told by `gone`.
      post: (message) => void child.send(message, () => {}),
      kill: () => void child.kill('SIGKILL'),
      memory: () => residentBytes(child.pid),
    }
  }
}

/** @returns null where the system does not say; then the limit on its heap holds alone */
function residentBytes(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
