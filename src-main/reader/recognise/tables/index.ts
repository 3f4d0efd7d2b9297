/** Tables of rules: permission grids, user-actions charts, device tables, incident grids. Declines rather than invents. */
import type { Declined, ReadTable } from '@contract/report'
import type { Context } from '../context'
import { tableOf } from './build'
import { captionReader } from './captions'
import { leftOver, readRun } from './read'
import { runsOf, type Run } from './runs'

export interface RecognisedTables {
  readonly matrices: readonly ReadTable[]
  readonly deviceTables: readonly ReadTable[]
  readonly declined: readonly Declined[]
}

const MOST_MATRICES = 200
const MOST_DEVICE_TABLES = 50
const MOST_DECLINED = 500

/** Every table of rules in the document, in its order, and those that looked like one and were not read. */
export function recogniseTables(context: Context): RecognisedTables {
  const { blocks } = context.document
  const read = captionReader()
  const found: { readonly matrices: ReadTable[]; readonly deviceTables: ReadTable[]; readonly declined: Declined[] } = {
    matrices: [],
    deviceTables: [],
    declined: [],
  }
  const decline = (what: string, why: string, block: number): void => {
    if (found.declined.length < MOST_DECLINED) found.declined.push({ what, why, source: context.outline.source(block) })
  }
  let readBefore = false
  for (const run of runsOf(blocks, read)) {
    if (found.declined.length >= MOST_DECLINED && found.matrices.length >= MOST_MATRICES) break
    const block = run.segments[0]?.block ?? 0
    const outcome = readRun(run, blocks, read, (text) => context.names.tagsIn(text).length > 0)
    const left = outcome === null && readBefore ? leftOver(run) : null
    readBefore = outcome !== null && 'reading' in outcome
    if (left !== null) decline(firstText(run), left, block)
    if (outcome === null) continue
    if ('declined' in outcome) {
      decline(outcome.what, outcome.declined, block)
      continue
    }
    const table = tableOf(outcome.reading, run, context)
    const room =
      table?.kind === 'device' ? found.deviceTables.length < MOST_DEVICE_TABLES : found.matrices.length < MOST_MATRICES
    if (table === null) decline(outcome.reading.title, 'One of its texts is longer than can be kept.', block)
    else if (!room) decline(table.title, 'The document holds more tables than can be kept.', block)
    else if (table.kind === 'device') found.deviceTables.push(table)
    else found.matrices.push(table)
  }
  return found
}

const firstText = ({ segments }: Run): string =>
  segments[0]?.rows
    .flatMap((row) => row.places.map(({ text }) => text))
    .find((text) => text !== '')
    ?.slice(0, 400) ?? ''
