import { expect, test } from 'vitest'
import { migrations } from '@db/migrations'
import { migration } from '@db/migrations/0130-states'
import { migrate } from '@db/migrate'
import { openMemory } from '@db/open'
import { hashHex, ready } from '@vault/crypto'

test('states kept before the change are there after it, each once under its kind and thing', async () => {
  await ready()
  const earlier = migrations.filter(({ id }) => id < migration.id)
  const { client, close } = openMemory(earlier, hashHex)
  const put = client.prepare('INSERT INTO entity (type, entity, state) VALUES (?, ?, ?)')
  put.run('toys.box', 'b', '{"long":"' + 'x'.repeat(5_000) + '"}')
  put.run('toys.box', 'a', '{}')
  put.run('toys.ball', 'a', '[]')
  const states = () => client.prepare('SELECT * FROM entity ORDER BY type, entity').all()
  const before = states()
  expect(migrate(client, [...earlier, migration], hashHex)).toEqual([130])
  expect(states()).toEqual(before)
  expect(() => put.run('toys.box', 'a', '{}')).toThrow(/UNIQUE/)
  close()
})
