import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { MatrixCard, MatrixView } from '@contract/matrices'
import type { ReadReport } from '@contract/report'
import type { SchoolCard } from '@contract/schools'
import { modernNode } from '../../src-main/dev/node-runtime.mjs'
import { shapeOf, shapeRead } from '../support/table-shapes'
import { ask, valueOf } from './support/ask'
import { saveTo } from './support/dialogs'
import { expect, test } from './support/launch'

/** What the command line prints for a folder. */
type Read = readonly (
  { readonly file: string; readonly report: ReadReport } | { readonly file: string; readonly error: string }
)[]

/** Reads every file of a folder with the built command line. */
async function readFolder(folder: string): Promise<Read> {
  const { stdout } = await promisify(execFile)(modernNode(), [resolve('out/main/cli.cjs'), 'read', folder, '--json'], {
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(stdout) as Read // The form is the command's own, held by its tests.
}

for (const format of ['pdf', 'docx'] as const) {
  test(`every practice matrix reads back from its .${format} as it is`, async ({ launch }) => {
    const { app, page, folder } = await launch()
    valueOf(await ask(page, 'session.practice'))
    const schools = valueOf(await ask(page, 'schools.list')) as SchoolCard[]
    const saved = join(folder, 'saved')
    mkdirSync(saved)
    const views = new Map<string, MatrixView>()
    for (const { id: school } of schools) {
      const cards = valueOf(await ask(page, 'matrices.list', { school })) as MatrixCard[]
      for (const { shown } of cards) {
        const name = `${String(views.size + 1).padStart(2, '0')}.${format}`
        await saveTo(app, join(saved, name))
        expect(valueOf(await ask(page, 'matrices.export', { school, edition: shown, format }))).toMatchObject({
          saved: true,
        })
        views.set(name, valueOf(await ask(page, 'matrices.open', { school, edition: shown })) as MatrixView)
      }
    }
    expect(views.size).toBeGreaterThan(10)
    const read = await readFolder(saved)
    expect(read).toHaveLength(views.size)
    for (const one of read) {
      const view = [...views].find(([name]) => one.file.endsWith(name))?.[1]
      if (view === undefined || 'error' in one)
        throw new Error(`${one.file}: ${'error' in one ? one.error : 'not saved'}`)
      const tables = [...one.report.matrices, ...one.report.deviceTables].map(shapeRead)
      expect.soft(tables, `${one.file} ${view.edition.title}`).toEqual([shapeOf(view)])
    }
  })
}
