import { spawn } from 'node:child_process'
import { SetUpError } from './say.mjs'

/** @returns {boolean} true when there is a screen to show a window on */
export function hasOwnDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'])
}

/**
 * Starts a screen in memory. Not by `xvfb-run`: that needs `xauth`, which is only a recommendation of its
 * package. The screen ends with us however we end, because a shell beside it waits for our end of a pipe.
 * @returns {Promise<{ display: string, end: () => void }>} `display` is the value for DISPLAY
 * @throws {SetUpError} when it does not start
 */
export function startScreen() {
  const script = '"$@" & screen=$!; cat >/dev/null; kill "$screen" 2>/dev/null'
  const program = ['Xvfb', '-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp']
  return new Promise((done, refuse) => {
    // In a group of its own: Ctrl+C is for the app, which still needs its screen to close properly.
    const child = spawn('/bin/sh', ['-c', script, 'sh', ...program], {
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      detached: true,
    })
    const failed = () => refuse(new SetUpError('no screen could be started.', 'Try "Xvfb :99" and read what it says.'))
    child.on('error', failed)
    const number = child.stdio[3]
    let text = ''
    number?.on('data', (/** @type {Buffer} */ piece) => {
      text += String(piece)
      if (text.includes('\n')) done({ display: `:${text.trim()}`, end: () => child.stdin?.end() })
    })
    number?.on('end', () => {
      if (!text.includes('\n')) {
        child.stdin?.end()
        failed()
      }
    })
  })
}
