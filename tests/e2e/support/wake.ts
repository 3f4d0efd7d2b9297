import { execFileSync } from 'node:child_process'

/**
 * Starts the runtime once, without a window, before the first test: on a fresh machine its first start reads a quarter
 * of a gigabyte from the disk, which two tests at a time would otherwise wait for inside their own bounds.
 */
export default function wake(): void {
  const executable = process.env['ELECTRON_EXEC_PATH']
  if (executable === undefined) throw new Error('Start the end-to-end tests with "npm run test:e2e".')
  execFileSync(executable, ['-e', '0'], { stdio: 'ignore', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
}
