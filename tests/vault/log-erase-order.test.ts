import { beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { migrations } from '@db/migrations'
import { tablesOf } from '@db/compare'
import { openMemory, type OpenFile } from '@db/open'
import { hashHex, ready } from '@vault/crypto'
import { add, remove, set } from '@vault/entity'
import { TenantLog } from '@vault/log/tenant-log'
import { joinRegistry } from '@vault/registry'
import { ErasureRecord } from '../../src-main/features/erasure/events'
import type { Draft, LogEvent } from '../../src-main/sync/core/event'
import { BASIS, erasing } from '../support/erasing'
import { deviceNamed, idsFrom, someone, START_OF_TESTS } from '../support/tenant'
import { gate, shelf, ticket, toyMigration } from '../support/toy'

const SCHOOL = '5'.repeat(32)
const NAMES = ['one', 'two', 'three']
const memory = (): OpenFile => openMemory([...migrations, toyMigration], hashHex)

beforeAll(() => ready())

/** A PC whose file is in memory, and which knows all three writers. */
function pc(name: string) {
  let nowMs = START_OF_TESTS
  const file = memory()
  file.client.prepare("INSERT INTO meta (name, value) VALUES ('id', ?)").run(SCHOOL)
  const log = new TenantLog({
    file,
    school: SCHOOL,
    device: deviceNamed(name),
    registry: joinRegistry(erasing.kinds, erasing.projections),
    now: () => nowMs,
    newId: idsFrom(name),
    memory,
    onCommit: () => {},
  })
  for (const one of NAMES) log.admit(deviceNamed(one))
  return { file, log, setClock: (minutesOff: number) => (nowMs = START_OF_TESTS + minutesOff * 60_000) }
}

type Pc = ReturnType<typeof pc>

/** What one step of one PC does. */
const step = fc.record({
  who: fc.nat(2),
  thing: fc.nat(2),
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('set', 'label', 'remove', 'open', 'shut', 'resolve') },
    { weight: 1, arbitrary: fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant('everything') },
  ),
  /** Whether the PC first reads what the others wrote so far, as they would send it now or as they wrote it. */
  reads: fc.constantFrom('nothing', 'written', 'sent'),
  /** Minutes the clock of this PC is off; under the limit beyond which an entry waits. */
  off: fc.integer({ min: -4, max: 4 }),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function draftOf(what: string, entity: string, marker: string, log: TenantLog): Draft {
  if (what === 'set') return set(shelf, entity, { label: marker, size: 1 })
  if (what === 'label') return set(shelf, entity, { label: marker })
  if (what === 'remove') return remove(shelf, entity)
  const state = log.stateOf(gate.type, entity)
  const parents = state?.family === 'decisions' ? Object.keys(state.nodes) : []
  if (what === 'resolve') return { type: gate.type, entity, op: 'resolve', body: 'open', parents }
  return { type: gate.type, entity, op: 'decide', body: what, parents: parents.slice(-1) }
}

/** One chain as its PC wrote it, and as it would send it in the end. */
interface Chain {
  readonly written: LogEvent[]
  sent: readonly LogEvent[]
}

/** What three PCs wrote and erased, some knowing of the others' and some not. */
function history(steps: readonly Step[]): { readonly chains: readonly Chain[]; readonly pcs: readonly Pc[] } {
  const chains: readonly Chain[] = NAMES.map(() => ({ written: [], sent: [] }))
  const pcs = NAMES.map(pc)
  const sentNow = (i: number): readonly LogEvent[] => pcs[i]!.log.eventsAfter(deviceNamed(NAMES[i]!).id, 0, 1000)
  let batches = 0
  for (const { who, thing, what, reads, off } of steps) {
    const { log, setClock } = pcs[who]!
    setClock(off)
    if (reads !== 'nothing') {
      for (const [i, chain] of chains.entries()) {
        for (const event of reads === 'written' ? chain.written : sentNow(i)) log.ingest(event)
      }
    }
    const entity = String(thing).repeat(32)
    const batch = hashHex(String(batches++)).slice(0, 32)
    const marker = `Marker-${batches}-of-${who}`
    const erases = typeof what !== 'string' || what === 'everything'
    const known = log.eventsAbout([shelf, ticket, gate].map(({ type }) => ({ type, entity })))
    const some = typeof what === 'string' ? known : what.flatMap((i) => known[i % Math.max(1, known.length)] ?? [])
    const events = erases
      ? log.erase(some, someone, { batch, ...BASIS })
      : log.append(
          [tryWhole(draftOf(what, entity, marker, log), log), add(ticket, `${batch}`, { text: marker })],
          someone,
          {
            batch,
            reason: `Because ${marker}`,
            undoes: null,
          },
        )
    chains[who]!.written.push(...events)
  }
  chains.forEach((chain, i) => (chain.sent = sentNow(i)))
  return { chains, pcs }
}

/** A change of some fields of a thing that is not whole would be refused; then all of them are set. */
function tryWhole(draft: Draft, log: TenantLog): Draft {
  if (draft.op !== 'set') return draft
  const state = log.stateOf(shelf.type, draft.entity)
  const has = state?.family === 'fields' ? Object.keys(state.fields) : []
  return has.includes('size') ? draft : { ...draft, body: { label: 'Marker-anew', size: 3, ...(draft.body as object) } }
}

/** All rows but those that say which PC this is or in what order things came. */
function dumpOf(file: OpenFile): string {
  const tables = tablesOf(file).filter((name) => !['outbox', 'migration', 'meta'].includes(name))
  return tables
    .map((name) => {
      // A PC that wrote nothing is known to itself alone.
      const where = name === 'device' ? 'WHERE seq > 0' : ''
      const rows = file.client.prepare(`SELECT * FROM "${name}" ${where}`).all()
      return [name, ...rows.map((row) => JSON.stringify(row)).sort()].join('\n')
    })
    .join('\n')
}

/** Takes the chains in some interleaving, with repeats, each chain in its own order, each entry in either form. */
function take(log: TenantLog, order: readonly number[], chains: readonly Chain[]): void {
  const next = [0, 0, 0]
  const all = [...order, ...chains.flatMap(({ written }, i) => written.map(() => i))]
  for (const turn of all) {
    const [which, form] = [turn % 3, Math.floor(turn / 3) % 2 === 0 ? 'written' : 'sent'] as const
    const chain = chains[which]![form]
    const place = next[which]!
    const repeated = place === 0 ? undefined : chain[Math.max(0, place - 1 - (turn % 4))]
    if (repeated && turn % 2 === 0) log.ingest(repeated)
    const event = chain[place]
    if (!event) continue
    expect(['applied', 'held', 'duplicate']).toContain(log.ingest(event))
    next[which] = place + 1
  }
}

test(
  'any order, repetition and form of delivery gives the same states everywhere, and no erased payload anywhere',
  { timeout: 120_000 },
  () => {
    let [erased, runs] = [0, 0]
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 14 }),
        fc.array(fc.array(fc.nat(1000), { maxLength: 60 }), { minLength: 2, maxLength: 2 }),
        (steps, orders) => {
          const { chains, pcs } = history(steps)
          const readers = orders.map((order) => {
            const reader = pc('reader')
            take(reader.log, order, chains)
            return reader
          })
          for (const { log, setClock } of pcs) {
            setClock(0) // all clocks are right in the end, so nothing waits any more
            take(log, [], chains)
          }
          const payloads = new Set(
            chains
              .flatMap(({ written }) => written)
              .filter(({ type }) => type === 'erasure.record')
              .flatMap(({ body }) => ErasureRecord.parse(body).events.map(({ payloadHash }) => payloadHash)),
          )
          const gone = chains.flatMap(({ written }) => written).filter(({ payloadHash }) => payloads.has(payloadHash))
          const all = [...pcs, ...readers]
          const dumps = all.map(({ file }) => dumpOf(file))
          expect(new Set(dumps).size).toBe(1)
          for (const { log } of all) {
            expect(log.verify().problems).toEqual([])
            for (const { id } of gone) expect(log.event(id)).toMatchObject({ body: null, reason: null, erased: true })
          }
          // Salts are as good as markers here: one to each payload, and gone with it.
          for (const { salt } of gone) for (const dump of dumps) expect(dump).not.toContain(salt)
          erased += gone.length
          runs++
          for (const { file } of all) file.close()
        },
      ),
      { numRuns: 60 },
    )
    // What is tried must be what is meant: a good part of the runs erase something.
    expect(erased).toBeGreaterThan(runs)
  },
)
