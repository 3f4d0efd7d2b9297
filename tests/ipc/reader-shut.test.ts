import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { built } from '../support/reader'

interface Told {
  readonly outcomes: Readonly<Record<string, string>>
  readonly environment: readonly string[]
  readonly after: readonly string[]
  readonly target: string
}

const fileOf = built({ shut: 'tests/ipc/shut.child.ts' })
const children: { kill: (signal: 'SIGKILL') => boolean }[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Runs the attempts. Without Node's own wall, so that what refuses is the reader's. */
function attempted(): Promise<Told> {
  const child = fork(fileOf('shut'), [], {
    env: { TRUSTWARD_PASSPHRASE: 'a secret', LANG: 'C' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    child.on('message', (told) => resolve(told as Told)) // Sent by our own programme.
    child.on('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
}

test('a reader whose doors are shut is refused files, network, programs, threads, modules and code from text', async () => {
  const { outcomes, environment, after, target } = await attempted()
  const open = Object.entries(outcomes).filter(([, outcome]) => outcome !== 'shut')
  expect(open).toEqual([])
  expect(Object.keys(outcomes).length).toBeGreaterThan(35)
  expect(environment).toContain('TRUSTWARD_PASSPHRASE')
  expect(after).toEqual([])
  expect(existsSync(target)).toBe(false)
})
