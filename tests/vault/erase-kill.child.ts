/**
 * Writes three tickets and erases the three before them, without pause until it is ended by force. Says `begun` before
 * the first round and `n` once round n is acknowledged.
 */
import { existsSync, writeSync } from 'node:fs'
import { migrations } from '@db/migrations'
import { TenantId } from '@contract/primitives'
import { hash, hexOf, randomBytes, ready, SecretKey, signingPair } from '@vault/crypto'
import { add } from '@vault/entity'
import { deviceOf } from '@vault/log/seal'
import { joinRegistry } from '@vault/registry'
import { Tenants } from '@vault/tenants'
import { markerOf, ticketsOf } from './erase-kill.journey'
import { BASIS, erasing } from '../support/erasing'
import { ticket } from '../support/toy'

const [folder = '', id = '', keyHex = '', deviceSeed = '', first = ''] = process.argv.slice(2)

await ready()
const newId = () => hexOf(randomBytes(16))
const tenants = new Tenants({
  folder,
  registry: joinRegistry(erasing.kinds, erasing.projections),
  migrations: [...migrations, ...erasing.migrations],
  device: deviceOf(signingPair(new SecretKey(hash(deviceSeed)))),
  now: Date.now,
  newId,
  onCommit: () => {},
})
const school = TenantId.parse(id)
const key = new SecretKey(Buffer.from(keyHex, 'hex'))
const { log } = existsSync(tenants.fileOf(school)) ? tenants.open(school, key) : tenants.create('school', school, key)
const author = { person: 'f'.repeat(32), role: 'POLICY_LEAD' }
writeSync(1, 'begun\n')
for (let n = Number(first); ; n++) {
  const drafts = ticketsOf(n).map((entity) =>
    add(ticket, entity, { text: `${markerOf(n)} ${'x'.repeat((n * 97) % 900)}` }),
  )
  log.append(drafts, author, { batch: newId(), reason: markerOf(n), undoes: null })
  const old = ticketsOf(n - 1).map((entity) => ({ type: ticket.type, entity }))
  log.erase(log.eventsAbout(old), author, { batch: newId(), ...BASIS })
  writeSync(1, `${String(n)}\n`)
}
