/** The reader's process as it ships: bundled like the app's, started by plain Node. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'
import { readerUnderNode } from '../../src-main/cli/reader-process'
import { aliases, root } from '../../src-main/dev/aliases.js'
import { external, oldestNode } from '../../src-main/dev/targets.js'
import { Readers, type After } from '../../src-main/reader/child'

/** Real time. */
export const after: After = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/**
 * Bundles programmes for a file of tests: before its first test, away after its last.
 * @param inputs by name: paths from the repository's top folder
 * @returns the built file of a name, for use inside tests
 */
export function built(inputs: Readonly<Record<string, string>>): (name: string) => string {
  let folder = ''
  beforeAll(async () => {
    const outputs = join(root, 'tests', '.output')
    mkdirSync(outputs, { recursive: true })
    folder = mkdtempSync(join(outputs, 'reader-'))
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      resolve: { alias: aliases },
      ssr: { noExternal: true },
      build: {
        ssr: true,
        target: oldestNode,
        outDir: folder,
        rolldownOptions: {
          external,
          input: Object.fromEntries(Object.entries(inputs).map(([name, path]) => [name, join(root, path)])),
          output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
        },
      },
    })
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name) => join(folder, `${name}.cjs`)
}

/** Readers in real processes. */
export function builtReader(): () => Readers {
  const fileOf = built({ reader: 'src-main/reader/entry.ts' })
  return () => new Readers(readerUnderNode(fileOf('reader')), after)
}
