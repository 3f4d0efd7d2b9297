/** Opening many school files by their raw keys, against the driver doing the least possible. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { TenantId } from '@contract/index'
import { hexOf, randomBytes, ready, SecretKey, signingPair } from '@vault/crypto'
import { deviceOf } from '@vault/log/seal'
import { registry } from '@vault/registry'
import { Tenants } from '@vault/tenants'
import { migrations } from '@db/migrations'
import { against, type Figure } from './measure'

const SCHOOLS = 90

/** @param folder an empty folder on a local disk */
export async function opening(folder: string): Promise<Figure[]> {
  await ready()
  const newId = (): string => hexOf(randomBytes(16))
  const tenants = new Tenants({
    folder,
    registry,
    migrations,
    device: deviceOf(signingPair()),
    now: Date.now,
    newId,
    onCommit: () => undefined,
  })
  const files = Array.from({ length: SCHOOLS }, () => {
    const bytes = randomBytes(32)
    const hex = hexOf(bytes) // First: the key takes the bytes and overwrites them.
    return { id: TenantId.parse(newId()), key: new SecretKey(bytes), hex }
  })
  for (const { id, key } of files) tenants.create('school', id, key)
  tenants.closeAll()

  const openAll = (): void => {
    for (const { id, key } of files) tenants.open(id, key)
    tenants.closeAll()
  }
  const openRaw = (): void => {
    const open = files.map(({ id, hex }) => {
      const db = new Database(join(folder, `${id}.trustward`))
      db.pragma(`cipher='chacha20'`)
      db.pragma(`key="raw:${hex}"`)
      db.prepare('SELECT count(*) FROM event').get()
      return db
    })
    for (const db of open) db.close()
  }
  return [
    await against('Open and close 90 school files', openAll, openRaw, {
      target: null,
      against: 'the driver opening, reading one row and closing',
    }),
  ]
}
