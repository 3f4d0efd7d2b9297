import { beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { migrations } from '@db/migrations'
import { tablesOf } from '@db/compare'
import { openMemory, type OpenFile } from '@db/open'
import type { Draft, LogEvent } from '../../src-main/sync/core/event'
import { hashHex, ready } from '@vault/crypto'
import { add, remove, set } from '@vault/entity'
import { TenantLog } from '@vault/log/tenant-log'
import { joinRegistry } from '@vault/registry'
import { deviceNamed, idsFrom, makeTenant, someone, START_OF_TESTS } from '../support/tenant'
import { gate, shelf, ticket, toyKinds, toyMigration, toyProjections } from '../support/toy'

const toy = { kinds: toyKinds, projections: toyProjections, migrations: [toyMigration] }
const SCHOOL = '5'.repeat(32)
const memory = (): OpenFile => openMemory([...migrations, toyMigration], hashHex)

beforeAll(() => ready())

/** A PC whose file is in memory. */
function pc(name: string) {
  let nowMs = START_OF_TESTS
  const file = memory()
  file.client.prepare("INSERT INTO meta (name, value) VALUES ('id', ?)").run(SCHOOL)
  const log = new TenantLog({
    file,
    school: SCHOOL,
    device: deviceNamed(name),
    registry: joinRegistry(toyKinds, toyProjections),
    now: () => nowMs,
    newId: idsFrom(name),
    memory,
    onCommit: () => {},
  })
  return { file, log, setClock: (minutesOff: number) => (nowMs = START_OF_TESTS + minutesOff * 60_000) }
}

/** What one step of one PC does. */
const step = fc.record({
  who: fc.nat(2),
  thing: fc.nat(2),
  what: fc.oneof(
    fc.record({ label: fc.string({ minLength: 1, maxLength: 3 }), size: fc.nat(9) }),
    fc.constantFrom('remove', 'add', 'open', 'shut', 'resolve'),
  ),
  /** Whether the PC first reads what the others wrote so far. */
  reads: fc.boolean(),
  /** Minutes the clock of this PC is off; under the limit beyond which an entry waits. */
  off: fc.integer({ min: -4, max: 4 }),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function draftOf(
  { thing, what }: { thing: number; what: string | { label: string; size: number } },
  log: TenantLog,
): Draft {
  const entity = String(thing).repeat(32)
  if (typeof what !== 'string') return set(shelf, entity, what)
  if (what === 'remove') return remove(shelf, entity)
  if (what === 'add') return add(ticket, entity, { text: `ticket ${String(thing)}` })
  const state = log.stateOf(gate.type, entity)
  const parents = state?.family === 'decisions' ? Object.keys(state.nodes) : []
  if (what === 'resolve') return { type: gate.type, entity, op: 'resolve', body: 'open', parents }
  return { type: gate.type, entity, op: 'decide', body: what, parents: parents.slice(-1) }
}

/** The events three PCs wrote, some knowing of the others' and some not; by PC, in order. */
function written(steps: readonly Step[]): readonly (readonly LogEvent[])[] {
  const names = ['one', 'two', 'three']
  const chains: LogEvent[][] = [[], [], []]
  const pcs = names.map((name) => pc(name))
  pcs.forEach(({ log }) => names.forEach((name) => log.admit(deviceNamed(name))))
  for (const one of steps) {
    const { log, setClock } = pcs[one.who] ?? pc('none')
    setClock(one.off)
    if (one.reads) for (const chain of chains) for (const event of chain) log.ingest(event)
    const events = log.append([draftOf(one, log), draftOf({ ...one, what: 'add' }, log)], someone, {
      batch: hashHex(String(chains.flat().length)).slice(0, 32),
      reason: null,
      undoes: null,
    })
    chains[one.who]?.push(...events)
  }
  for (const { file } of pcs) file.close()
  return chains
}

/** All rows but those that say which PC this is or in what order things came. */
function dumpOf(file: OpenFile): string {
  const tables = tablesOf(file).filter((name) => !['outbox', 'migration', 'meta'].includes(name))
  return tables
    .map((name) => {
      const rows = file.client.prepare(`SELECT * FROM "${name}"`).all()
      return [name, ...rows.map((row) => JSON.stringify(row)).sort()].join('\n')
    })
    .join('\n')
}

/** Takes the chains in some interleaving, with repeats, each chain in its own order. */
function takenIn(order: readonly number[], chains: readonly (readonly LogEvent[])[]): string {
  const { file, log } = pc('reader')
  for (const name of ['one', 'two', 'three']) log.admit(deviceNamed(name))
  const next = [0, 0, 0]
  const all = [...order, ...chains.flatMap((chain, i) => chain.map(() => i))]
  for (const turn of all) {
    const which = turn % 3
    const place = next[which] ?? 0
    const repeated = place === 0 ? undefined : chains[which]?.[Math.max(0, place - 1 - (turn % 4))]
    if (repeated && turn % 2 === 0) log.ingest(repeated)
    const event = chains[which]?.[place]
    if (!event) continue
    expect(['applied', 'held']).toContain(log.ingest(event))
    next[which] = place + 1
  }
  expect(log.verify().problems).toEqual([])
  const dump = dumpOf(file)
  file.close()
  return dump
}

test('S1: any order and any repetition of delivery gives the same rows, states and log', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(1000), { maxLength: 60 }),
      fc.array(fc.nat(1000), { maxLength: 60 }),
      (steps, first, second) => {
        const chains = written(steps)
        const straight = takenIn([], chains)
        expect(takenIn(first, chains)).toBe(straight)
        expect(takenIn(second, chains)).toBe(straight)
      },
    ),
    { numRuns: 40 },
  )
})

test('real files agree as files in memory do when both sides have read everything', async () => {
  const here = await makeTenant({ ...toy, device: 'here' })
  const there = await makeTenant({ ...toy, device: 'there' })
  here.log.admit(there.device)
  there.log.admit(here.device)
  const id = 'c'.repeat(32)
  const mine = [
    ...here.write([set(shelf, id, { label: 'Here', size: 1 })]),
    ...here.write([{ type: gate.type, entity: id, op: 'decide', body: 'open' }]),
  ]
  there.advance(1000)
  const theirs = [
    ...there.write([set(shelf, id, { label: 'There', size: 2 })]),
    ...there.write([{ type: gate.type, entity: id, op: 'decide', body: 'shut' }]),
  ]
  for (const event of theirs) here.log.ingest(event)
  for (const event of mine) there.log.ingest(event)
  expect(dumpOf(here.tenant.file)).toBe(dumpOf(there.tenant.file))
  expect([here, there].map(({ log }) => log.verify().problems)).toEqual([[], []])
})
