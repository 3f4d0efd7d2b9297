import { setTimeout as after } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrations } from '@db/migrations'
import { allErasures } from '@db/repo/erasure'
import { TenantId } from '@contract/primitives'
import { hash, hexOf, ready, SecretKey, signingPair } from '@vault/crypto'
import { deviceOf } from '@vault/log/seal'
import { joinRegistry } from '@vault/registry'
import { Tenants } from '@vault/tenants'
import { bundle, start } from '../support/child'
import { erasing } from '../support/erasing'
import { hitsIn } from '../support/markers'
import { idsFrom, temporaryFolder } from '../support/tenant'
import { ticket, tickets } from '../support/toy'
import { markerOf, ticketsOf } from './erase-kill.journey'

const KILLS = 40
const deviceSeed = 'the device that is ended while it erases'

test(
  'an erasure is there whole or not at all, and nothing it took can be read, when the process is ended by force: 40 times',
  { timeout: 240_000 },
  async () => {
    await ready()
    const programme = await bundle('tests/vault/erase-kill.child.ts')
    const folder = temporaryFolder()
    const id = TenantId.parse(hexOf(hash(folder, 16)))
    const keyHex = hexOf(hash(`key of ${folder}`))
    let next = 0
    let inside = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start(programme, [folder, id, keyHex, deviceSeed, String(next)])
      expect(await child.line()).toBe('begun')
      let last = next - 1
      for (let round = 0; round < kill % 4; round++) last = Number(await child.line())
      // The point within a round is what varies here; nothing is waited for.
      await after((kill * 7) % 23)
      for (const line of await child.kill()) last = Number(line)
      if (!existsSync(`${folder}/${id}.trustward`)) continue
      const found = inspect(folder, id, keyHex)
      expect(found.problems).toEqual([])
      expect(found.rounds).toBeGreaterThan(last)
      if (found.rounds > 0 && found.erasedRounds < found.rounds - 1) inside++
      next = found.rounds
    }
    expect(next).toBeGreaterThan(KILLS)
    // Some ends fell between a round's writing and its erasing; the next run never erases those.
    expect(inside).toBeGreaterThan(0)
  },
)

/** Opens what is left behind, checks it whole, and looks for what was erased in every page. */
function inspect(folder: string, id: TenantId, keyHex: string) {
  const tenants = new Tenants({
    folder,
    registry: joinRegistry(erasing.kinds, erasing.projections),
    migrations: [...migrations, ...erasing.migrations],
    device: deviceOf(signingPair(new SecretKey(hash(deviceSeed)))),
    now: Date.now,
    newId: idsFrom('inspection'),
    onCommit: () => {},
  })
  const { log, db, file } = tenants.open(id, new SecretKey(Buffer.from(keyHex, 'hex')))
  try {
    const rows = new Set(
      db
        .select({ id: tickets.id })
        .from(tickets)
        .all()
        .map((row) => row.id),
    )
    let [rounds, erasedRounds] = [0, 0]
    const pages = file.client.serialize()
    for (; log.stateOf(ticket.type, ticketsOf(rounds)[0] ?? '') !== null; rounds++) {
      const events = log.eventsAbout(ticketsOf(rounds).map((entity) => ({ type: ticket.type, entity })))
      const erased = events.filter((event) => log.event(event)?.erased === true).length
      expect([0, 3]).toContain(erased)
      expect(ticketsOf(rounds).filter((one) => rows.has(one))).toHaveLength(3 - erased)
      if (erased === 3) expect(hitsIn(pages, [markerOf(rounds)])).toBe(0)
      if (erased === 3) erasedRounds++
    }
    expect(allErasures(db)).toHaveLength(erasedRounds)
    return { rounds, erasedRounds, problems: log.verify().problems }
  } finally {
    tenants.closeAll()
  }
}
