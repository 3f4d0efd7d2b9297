/** Reads spoilt policies and lists by number with its doors shut, and says what went wrong. Says each number before it begins. */
import { Fault } from '@contract/fault'
import { loadParsers, readFile } from '../../src-main/reader/read'
import { shut } from '../../src-main/reader/shut'
import { readTables } from '../../src-main/reader/tables'
import { faultOf } from './held'
import { listFaultOf } from './held-lists'
import { inputOf, KINDS, LIST_KINDS, type Input, type Kind } from './inputs'

export interface Work {
  readonly kind: Kind
  readonly seed: number
  readonly from: number
  readonly to: number
}

export type Told =
  | { readonly what: 'ready' }
  | { readonly what: 'at'; readonly number: number }
  | { readonly what: 'fault'; readonly number: number; readonly words: string }
  | ({ readonly what: 'done' } & Counts)

/** How many were read and refused, and how many tables of rules, or rows of lists, were found in them. */
export interface Counts {
  read: number
  refused: number
  tables: number
}

/** Milliseconds of the processor that one input may take. */
const MOST_MS = 2000
const MOST_BYTES = 512 * 1024 * 1024

const tell = (told: Told): void => void process.send?.(told)

async function outcome(
  kind: Kind,
  seed: number,
  number: number,
): Promise<'refused' | { tables: number } | { fault: string }> {
  try {
    const input = inputOf(kind, seed, number)
    return await (LIST_KINDS.some((one) => one === kind) ? listOutcome(input) : policyOutcome(input))
  } catch (error) {
    if (error instanceof Fault && error.code === 'bad-input') return 'refused'
    return { fault: error instanceof Error ? String(error.stack).slice(0, 900) : String(error) }
  }
}

async function policyOutcome(input: Input): Promise<{ tables: number } | { fault: string }> {
  const reading = await readFile(input)
  const fault = faultOf(reading)
  return fault === null ? { tables: reading.report.matrices.length + reading.report.deviceTables.length } : { fault }
}

async function listOutcome(input: Input): Promise<{ tables: number } | { fault: string }> {
  const read = await readTables(input.name, input.bytes)
  const fault = listFaultOf(read, input.bytes)
  return fault === null ? { tables: read.tables.reduce((rows, table) => rows + table.rows.length, 0) } : { fault }
}

async function work({ kind, seed, from, to }: Work): Promise<void> {
  const counts: Counts = { read: 0, refused: 0, tables: 0 }
  for (let number = from; number < to; number += 1) {
    tell({ what: 'at', number })
    const before = process.cpuUsage()
    const came = await outcome(kind, seed, number)
    const { user, system } = process.cpuUsage(before)
    if (came === 'refused') counts.refused += 1
    else if ('fault' in came) tell({ what: 'fault', number, words: came.fault })
    else {
      counts.read += 1
      counts.tables += came.tables
    }
    const took = (user + system) / 1000
    if (took > MOST_MS) tell({ what: 'fault', number, words: `took ${Math.round(took)} ms` })
    const held = process.memoryUsage.rss()
    if (held > MOST_BYTES) tell({ what: 'fault', number, words: `holds ${Math.round(held / 1e6)} MB` })
  }
  tell({ what: 'done', ...counts })
}

// Once before the doors close: the schemas make their checks from text the first time they are used.
void loadParsers().then(async () => {
  for (const kind of KINDS) for (let number = 0; number < 30; number += 1) await outcome(kind, 1, number)
  shut()
  process.on('message', (message) => void work(message as Work)) // Sent by our own programme.
  process.on('disconnect', () => process.exit(0))
  tell({ what: 'ready' })
})
