/** What a document says, in and out of the log; what was read of it is remembered for as long as its file is open. */
import type { Block } from '@contract/document'
import { Fault } from '@contract/fault'
import type { ReadReport } from '@contract/report'
import type { ReadableDb } from '@db/handles'
import type { DocumentRow } from '@db/repo/reading'
import type { Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { add, set } from '@vault/entity'
import { canonical, type Draft } from '../../sync/core/event'
import type { Reading } from './checked'
import { documentKind, textKind } from './events'
import { packed, unpacked } from './packing'

type Half = 'blocks' | 'report'

/** Parts have ids that follow from their document, so that each is found without a list of them. */
const partId = (document: string, half: Half, part: number): string =>
  hashHex(canonical(['reading.text', document, half, part])).slice(0, 32)

/** What is kept of a document beside what it says. */
export type DocumentFacts = Omit<DocumentRow, 'id' | 'stamp' | 'leftOut' | 'blockParts' | 'reportParts'> & {
  readonly leftOut: readonly string[]
}

/**
 * The events that keep a document, all in one batch.
 * @throws Fault 'bad-input' when it says more than can be kept
 */
export function documentDrafts(id: string, facts: DocumentFacts, { document, report }: Reading): readonly Draft[] {
  const halves = { blocks: packed(document.blocks), report: packed(report) }
  const { blocks, report: found } = halves
  if (blocks === null || found === null) {
    throw new Fault(
      'bad-input',
      'This document holds far more than a policy does, so it was not kept. Save the part that matters as a document of its own and read that.',
    )
  }
  const parts = (half: Half, texts: readonly string[]): readonly Draft[] =>
    texts.map((text, part) =>
      add(textKind, partId(id, half, part), { document: id, title: facts.title, of: half, part, text }),
    )
  return [
    set(documentKind, id, { ...facts, blockParts: blocks.length, reportParts: found.length }),
    ...parts('blocks', blocks),
    ...parts('report', found),
  ]
}

interface Kept {
  readonly reports: Map<string, ReadReport>
  readonly blocks: Map<string, readonly Block[]>
}

const kept = new WeakMap<ReadableDb, Kept>()

/** Reports are small; of whole documents only those looked at last are remembered. */
const REPORTS_KEPT = 300
const BLOCKS_KEPT = 6

function keptOf({ db }: Tenant): Kept {
  const known = kept.get(db)
  if (known !== undefined) return known
  const fresh: Kept = { reports: new Map(), blocks: new Map() }
  kept.set(db, fresh)
  return fresh
}

function remembered<T>(of: Map<string, T>, id: string, limit: number, read: () => T | null): T | null {
  const value = of.get(id) ?? read()
  if (value === null) return null
  // Taken out and put in again, so that the first of the map is the one looked at longest ago.
  of.delete(id)
  of.set(id, value)
  const [oldest] = of.keys()
  if (of.size > limit && oldest !== undefined) of.delete(oldest)
  return value
}

/** What was found in a document; null while parts of it have not arrived on this PC. */
export const reportOf = (tenant: Tenant, { id, reportParts }: DocumentRow): ReadReport | null =>
  remembered(
    keptOf(tenant).reports,
    id,
    REPORTS_KEPT,
    () => textOf(tenant, id, 'report', reportParts) as ReadReport | null, // Written here, from what was checked then.
  )

/** Its blocks; null as above. */
export const blocksOf = (tenant: Tenant, { id, blockParts }: DocumentRow): readonly Block[] | null =>
  remembered(
    keptOf(tenant).blocks,
    id,
    BLOCKS_KEPT,
    () => textOf(tenant, id, 'blocks', blockParts) as readonly Block[] | null, // As above.
  )

function textOf({ log }: Tenant, document: string, half: Half, count: number): unknown {
  const parts: string[] = []
  for (let part = 0; part < count; part += 1) {
    const state = log.stateOf(textKind.type, partId(document, half, part))
    const value = state?.family === 'records' ? state.record.value : null
    const read = textKind.body.safeParse(value)
    if (!read.success) return null
    parts.push((read.data as { readonly text: string }).text) // The kind's own shape.
  }
  return unpacked(parts)
}

/** The same for a document that is opened. @throws Fault 'unavailable' while parts of it have not arrived */
export function wholeOf(
  tenant: Tenant,
  row: DocumentRow,
): { readonly report: ReadReport; readonly blocks: readonly Block[] } {
  const [report, blocks] = [reportOf(tenant, row), blocksOf(tenant, row)]
  if (report !== null && blocks !== null) return { report, blocks }
  throw new Fault(
    'unavailable',
    'Parts of this document have not arrived on this PC yet. Nothing is lost. Open it again once this PC has met the others.',
  )
}

/** Hash of the words of a document, whatever format they stand in. */
export function wordsHash(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block) =>
    block.kind === 'break'
      ? []
      : block.kind === 'table'
        ? block.rows.map(({ cells }) => cells.map(({ text }) => text).join('\t'))
        : [`${block.kind} ${block.text}`],
  )
  return hashHex(texts.join('\n'))
}
