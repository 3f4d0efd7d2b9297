import { existsSync, readdirSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { migrations } from '@db/migrations'
import { TenantId } from '@contract/primitives'
import { hash, hexOf, ready, SecretKey, signingPair } from '@vault/crypto'
import { deviceOf } from '@vault/log/seal'
import { joinRegistry } from '@vault/registry'
import { Tenants } from '@vault/tenants'
import { bundle, start } from '../support/child'
import { idsFrom, temporaryFolder } from '../support/tenant'
import { shelf, shelves, toyKinds, toyMigration, toyProjections } from '../support/toy'
import { counterId, shelfId } from './kill.journey'

const KILLS = 100
/** A fresh file after so many kills, so that making one is cut off too. */
const KILLS_PER_FILE = 10
const deviceSeed = 'the device that is ended'

/** Numbers from 0 to 1 that look random and are the same in every run. */
function* numbersFrom(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

test(
  'every acknowledged change is there and the chain holds when the process is ended by force: 100 times',
  { timeout: 240_000 },
  async () => {
    await ready()
    const programme = await bundle('tests/vault/kill.child.ts')
    const chance = numbersFrom(2026)
    let folder = ''
    let [acknowledged, kept, beforeFirstWrite] = [0, 0, 0]
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill % KILLS_PER_FILE === 0) folder = temporaryFolder()
      const id = TenantId.parse(hexOf(hash(folder, 16)))
      const keyHex = hexOf(hash(`key of ${folder}`))
      const child = start(programme, [folder, id, keyHex, deviceSeed])
      let last = -1
      // Every fourth is cut off early, while the file is made or opened; the others in the midst of writing.
      const isEarly = kill % 4 === 0
      if (!isEarly) {
        expect(await child.line()).toBe('begun')
        const writes = Math.floor(chance.next().value * 30)
        for (let i = 0; i < writes; i++) last = Number(await child.line())
      }
      // The point within a write is what is random here; nothing is waited for.
      await after(chance.next().value * (isEarly ? 150 : 5))
      for (const line of await child.kill()) if (line !== 'begun') last = Number(line)
      if (last >= 0) acknowledged++
      const found = inspect(folder, id, keyHex)
      if (found === null) beforeFirstWrite++
      else {
        expect(found.problems).toEqual([])
        expect(found.batches).toBeGreaterThan(last)
        kept = Math.max(kept, found.batches)
      }
    }
    expect(acknowledged).toBeGreaterThan(50)
    expect(kept).toBeGreaterThan(50)
    expect(beforeFirstWrite).toBeLessThan(25)
  },
)

/** Opens what is left behind, checks it whole, and counts the batches; null when no file was made yet. */
function inspect(folder: string, id: TenantId, keyHex: string) {
  const tenants = new Tenants({
    folder,
    registry: joinRegistry(toyKinds, toyProjections),
    migrations: [...migrations, toyMigration],
    device: deviceOf(signingPair(new SecretKey(hash(deviceSeed)))),
    now: Date.now,
    newId: idsFrom('inspection'),
    onCommit: () => {},
  })
  if (!existsSync(tenants.fileOf(id))) {
    expect(readdirSync(folder).filter((name) => name.endsWith('.trustward'))).toEqual([])
    return null
  }
  const { log, db } = tenants.open(id, new SecretKey(Buffer.from(keyHex, 'hex')))
  try {
    const counter = log.stateOf(shelf.type, counterId)
    const batches = counter?.family === 'fields' ? Number(counter.fields.size?.value ?? 0) : 0
    const ids = db.select({ id: shelves.id }).from(shelves).all()
    const expected = Array.from({ length: batches }, (_, n) => shelfId(n))
    if (batches > 0) expected.push(counterId)
    expect(ids.map((row) => row.id).sort()).toEqual(expected.sort())
    expect(log.heads().map(({ seq }) => seq)).toEqual(batches === 0 ? [] : [batches * 2])
    return { batches, problems: log.verify().problems }
  } finally {
    tenants.closeAll()
    expect(readdirSync(folder).filter((name) => name !== `${id}.trustward.new`)).toEqual([`${id}.trustward`])
  }
}
