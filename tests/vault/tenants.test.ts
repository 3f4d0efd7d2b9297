import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { migrations } from '@db/migrations'
import type { TenantId } from '@contract/primitives'
import { SecretKey } from '@vault/crypto'
import { set } from '@vault/entity'
import { Tenants } from '@vault/tenants'
import { idsFrom, makeTenant, type TestTenant } from '../support/tenant'
import { shelf, shelves, toyKinds, toyMigration, toyProjections } from '../support/toy'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }

/** A closed file with one shelf in it, in a folder that also holds the open file of the trust. */
async function closedSchool(): Promise<TestTenant> {
  const made = await makeTenant(toy)
  made.write([set(shelf, made.newId(), { label: 'A', size: 1 })])
  made.tenants.create('trust', '7'.repeat(32) as TenantId, SecretKey.random())
  made.tenants.close(made.id)
  return made
}

describe('a file that cannot be read is listed with its state and words, never as empty', () => {
  test.each<[string, (made: TestTenant) => void, string, RegExp]>([
    ['it is gone', ({ path }) => rmSync(path), 'missing', /not where it should be/],
    ['it is damaged', ({ path }) => writeFileSync(path, 'junk'), 'damaged', /damaged/],
    ['it was emptied', ({ path }) => writeFileSync(path, ''), 'damaged', /damaged/],
    [
      "another school's file lies there",
      ({ path, tenants }) => {
        const key = new SecretKey(new Uint8Array(32).fill(9))
        const other = tenants.create('school', '8'.repeat(32) as TenantId, key)
        tenants.close(other.id)
        copyFileSync(tenants.fileOf(other.id), path)
      },
      'damaged',
      /damaged/,
    ],
    [
      'another PC has it open',
      ({ path }) =>
        writeFileSync(
          `${path}.lock`,
          JSON.stringify({ pid: 1, host: `not ${hostname()}`, bootedAt: 0, started: null }),
        ),
      'busy',
      /in use/,
    ],
  ])('when %s', async (_name, change, state, words) => {
    const made = await closedSchool()
    change(made)
    const report = made.tenants.look(made.id, made.key())
    expect(report).toMatchObject({ state, tenant: null })
    expect(report.words).toMatch(words)
    expect(made.tenants.get(made.id)).toBeNull()
    expect(made.tenants.all()).toHaveLength(1)
  })

  test('when it is under the right key but was made for another school', async () => {
    const made = await closedSchool()
    const other = '8'.repeat(32) as TenantId
    copyFileSync(made.path, made.tenants.fileOf(other))
    expect(made.tenants.look(other, made.key())).toMatchObject({ state: 'foreign', tenant: null })
  })

  test('when a newer version has used it', async () => {
    const made = await closedSchool()
    const older = new Tenants({
      folder: made.folder,
      registry: made.registry,
      migrations,
      device: made.device,
      now: made.now,
      newId: idsFrom('older'),
      onCommit: () => {},
    })
    expect(older.look(made.id, made.key())).toMatchObject({ state: 'newer', tenant: null })
    const report = made.tenants.look(made.id, made.key())
    expect(report.tenant?.db.select().from(shelves).all()).toHaveLength(1)
  })
})

test('opening twice hands out the same open file, and closing lets it go', async () => {
  const made = await closedSchool()
  const opened = made.tenants.open(made.id, made.key())
  expect(made.tenants.open(made.id, made.key())).toBe(opened)
  expect(made.tenants.get(made.id)).toBe(opened)
  made.tenants.closeAll()
  expect(made.tenants.all()).toEqual([])
  expect(readdirSync(made.folder).every((name) => /^[0-9a-f]{32}\.trustward$/.test(name))).toBe(true)
})

test('a file says whether it is a school or the trust, and its name says neither', async () => {
  const made = await closedSchool()
  const trust = made.tenants.all()[0]
  expect(trust?.kind).toBe('trust')
  expect(made.tenants.open(made.id, made.key()).kind).toBe('school')
  expect(readFileSync(made.path).includes('school')).toBe(false)
})

test('a wiped key opens nothing and makes nothing', async () => {
  const made = await closedSchool()
  const key = made.key()
  key.wipe()
  expect(() => made.tenants.open(made.id, key)).toThrow()
  const before = readdirSync(made.folder).length
  expect(() => made.tenants.create('school', '9'.repeat(32) as TenantId, key)).toThrow()
  expect(readdirSync(made.folder)).toHaveLength(before)
})
