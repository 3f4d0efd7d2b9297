/**
 * Writes to a file without pause until it is ended by force. Each batch sets shelf n and moves a counter to n + 1, so a
 * batch that was half kept would show. Says `begun` before the first write and `n` after batch n is acknowledged.
 */
import { existsSync, writeSync } from 'node:fs'
import { migrations } from '@db/migrations'
import { TenantId } from '@contract/primitives'
import { hash, hexOf, randomBytes, ready, SecretKey, signingPair } from '@vault/crypto'
import { set } from '@vault/entity'
import { deviceOf } from '@vault/log/seal'
import { joinRegistry } from '@vault/registry'
import { Tenants } from '@vault/tenants'
import { counterId, shelfId } from './kill.journey'
import { shelf, toyKinds, toyMigration, toyProjections } from '../support/toy'

const [folder = '', id = '', keyHex = '', deviceSeed = ''] = process.argv.slice(2)

await ready()
const newId = () => hexOf(randomBytes(16))
const tenants = new Tenants({
  folder,
  registry: joinRegistry(toyKinds, toyProjections),
  migrations: [...migrations, toyMigration],
  device: deviceOf(signingPair(new SecretKey(hash(deviceSeed)))),
  now: Date.now,
  newId,
  onCommit: () => {},
})
const school = TenantId.parse(id)
const key = new SecretKey(Buffer.from(keyHex, 'hex'))
const tenant = existsSync(tenants.fileOf(school)) ? tenants.open(school, key) : tenants.create('school', school, key)
const counter = tenant.log.stateOf(shelf.type, counterId)
let n = counter?.family === 'fields' ? Number(counter.fields.size?.value ?? 0) : 0
writeSync(1, 'begun\n')
for (; ; n++) {
  tenant.log.append(
    [
      set(shelf, shelfId(n), { label: `Shelf ${String(n)} `.repeat(100 + ((n * 37) % 200)), size: n }),
      set(shelf, counterId, { label: 'Counter', size: n + 1 }),
    ],
    { person: 'f'.repeat(32), role: 'POLICY_LEAD' },
    { batch: newId(), reason: null, undoes: null },
  )
  writeSync(1, `${String(n)}\n`)
}
