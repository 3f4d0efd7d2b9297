/** What the app saves of a matrix reads back as the same matrix, read for real and held against the records it came from. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SchoolCard } from '@contract/schools'
import type { TenantId } from '@contract/primitives'
import { keptFolder } from '../support/kept-folder'
import { makeVault, type TestVault } from '../support/vault'

const folder = keptFolder()
let vault: TestVault
let schools: readonly SchoolCard[]

beforeAll(async () => {
  vault = await makeVault({ folder: folder.path })
  await vault.call['session.practice']({})
  schools = await vault.call['schools.list']({})
}, 60_000)

afterAll(() => {
  vault.close()
  folder.remove()
})

/** Saves a matrix, reads the file, and says what is new of its tables. */
async function readBack(school: TenantId, edition: string, format: 'xlsx' | 'csv' | 'html' | 'docx') {
  await vault.call['matrices.export']({ school, edition, format })
  const file = vault.saved.at(-1)
  if (file === undefined) throw new Error('Nothing was saved')
  vault.toPick.push({ name: file.name, bytes: file.bytes })
  vault.advance(1000)
  const [outcome] = await vault.call['reading.read']({ school, from: 'files', job: 'a'.repeat(32) })
  const document = outcome?.document ?? ''
  const { findings } = await vault.call['reading.open']({ school, document })
  await vault.call['reading.discard']({ school, document, reason: 'Only tried' })
  return findings
    .filter(({ kind }) => kind === 'table' || kind === 'declined' || kind === 'rule')
    .map(({ kind, news, before, changes }) => ({ kind, news, before, changes }))
}

test.each(['xlsx', 'csv', 'html', 'docx'] as const)(
  'every matrix of five schools is the same when its %s is read',
  async (format) => {
    let read = 0
    for (const card of schools) {
      const school = card.id as string as TenantId // A school's file has the school's own id.
      for (const { shown, title } of await vault.call['matrices.list']({ school })) {
        expect([card.facts.shortName, title, await readBack(school, shown, format)]).toEqual([
          ...[card.facts.shortName, title],
          [{ kind: 'table', news: 'same', before: title, changes: [] }],
        ])
        read += 1
      }
    }
    expect(read).toBeGreaterThan(15)
  },
)
