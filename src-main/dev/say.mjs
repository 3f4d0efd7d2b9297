import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * A step of the set-up that cannot go on. Its message says what is missing and its cure says what to do;
 * `prepare.mjs` and `run.mjs` print both and end with exit code 1, without a stack trace.
 */
export class SetUpError extends Error {
  /**
   * @param {string} message what could not be had
   * @param {string} cure what the person can do about it, a command where there is one
   */
  constructor(message, cure) {
    super(message)
    this.cure = cure
  }
}

/**
 * Prints one line about a step that takes longer than a moment. It goes to stderr, so that commands whose
 * stdout is read by another program stay clean.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`Set-up: ${line}\n`)
}

/**
 * Runs the main function of a script; a `SetUpError` is shown as two plain lines, anything else as it is.
 * @param {() => Promise<number | void>} main gives the exit code, 0 when it gives none
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = 1
    if (error instanceof SetUpError) process.stderr.write(`Set-up stopped: ${error.message}\n${error.cure}\n`)
    else throw error
  }
}

/**
 * Runs a program to its end without a shell, so that spaces and letters of any kind in paths are safe.
 * @param {string} program
 * @param {string[]} parts its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in milliseconds
 * @returns {Promise<{ ok: boolean, output: string }>} `ok` is false when it could not be started, failed or
 *   took too long; `output` is all it printed
 */
export function runQuietly(program, parts, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, parts, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let output = ''
    child.stdout.on('data', (piece) => (output += String(piece)))
    child.stderr.on('data', (piece) => (output += String(piece)))
    child.on('error', (error) => done({ ok: false, output: output + String(error) }))
    child.on('close', (code) => done({ ok: code === 0, output }))
  })
}

/**
 * Says whether the PATH holds a program (asked on Linux only, where its file has the program's name).
 * @param {string} program
 * @returns {boolean}
 */
export function isOnPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)))
}

/**
 * @param {string} output
 * @returns {string} the telling part of a failed program's output, indented, for an error message: compilers
 *   and npm say first what is wrong, others last
 */
export function excerpt(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const chosen = lines.length > 16 ? [...lines.slice(0, 10), '…', ...lines.slice(-5)] : lines
  return chosen.map((line) => `  ${line}`).join('\n')
}
