/** Tables of rules: permission grids, user-actions charts, device tables, incident grids. Declines rather than invents. */
import type { Declined, ReadTable } from '@contract/report'
import type { Context } from '../context'
import { tableOf } from './build'
import { captionReader } from './captions'
import { headingsCutOff, leftOver, readRun, type Outcome, type Reading } from './read'
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
  const keep = (reading: Reading, run: Run): void => {
    const table = tableOf(reading, run, context)
    const block = run.segments[0]?.block ?? 0
    const list = table?.kind === 'device' ? found.deviceTables : found.matrices
    const most = table?.kind === 'device' ? MOST_DEVICE_TABLES : MOST_MATRICES
    if (table === null) decline(reading.title, 'One of its texts is longer than can be kept.', block)
    else if (list.length >= most) decline(table.title, 'The document holds more tables than can be kept.', block)
    else list.push(table)
  }
  let above: { readonly run: Run; readonly outcome: Outcome } | null = null
  for (const run of runsOf(blocks, read)) {
    if (found.declined.length >= MOST_DECLINED && found.matrices.length >= MOST_MATRICES) break
    const block = run.segments[0]?.block ?? 0
    const outcome = readRun(run, blocks, read, (text) => context.names.tagsIn(text).length > 0)
    const doubt = above === null ? null : doubtOf(outcome, run, above)
    above = { run, outcome }
    if (doubt !== null) decline(doubt.what, doubt.why, block)
    else if (outcome !== null && 'declined' in outcome) decline(outcome.what, outcome.declined, block)
    else if (outcome !== null) keep(outcome.reading, run)
  }
  return found
}

/** What a table that touches another leaves in doubt; null: nothing. */
function doubtOf(
  outcome: Outcome,
  run: Run,
  above: { readonly run: Run; readonly outcome: Outcome },
): { readonly what: string; readonly why: string } | null {
  const wasRead = above.outcome !== null && 'reading' in above.outcome
  if (outcome === null && wasRead) {
    const why = leftOver(run, above.run)
    return why === null ? null : { what: firstText(run), why }
  }
  if (outcome === null || !('reading' in outcome) || wasRead) return null
  const why = headingsCutOff(outcome.reading, run, above.run)
  return why === null ? null : { what: outcome.reading.title || firstText(run), why }
}

const firstText = ({ segments }: Run): string =>
  segments[0]?.rows
    .flatMap((row) => row.places.map(({ text }) => text))
    .find((text) => text !== '')
    ?.slice(0, 400) ?? ''
