/** Made-up documents and reports as the reader would hand them over, so that these tests depend on no recogniser. */
import type { Block, ReadDocument } from '@contract/document'
import type { Audience, Level } from '@contract/matrices'
import {
  METADATA,
  type DeviceRule,
  type Metadata,
  type ReadReport,
  type ReadTable,
  type StatedFact,
} from '@contract/report'

const nowhere = { page: null, line: null }

export const heading = (text: string, level = 1): Block => ({ kind: 'heading', level, text, ...nowhere })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text, ...nowhere })
export const table = (rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  spans: false,
  rows: rows.map((cells) => ({
    cells: cells.map((text) => ({ text, columns: 1, rows: 1, heading: false })),
    ...nowhere,
  })),
  ...nowhere,
})

export const source = (block: number, row: number | null = null, clause = '') => ({ block, row, clause, ...nowhere })
const sure = { confidence: 'certain' as const, why: 'As the test has it.' }

export const fact = (asWritten: string, block = 0, iso: StatedFact['iso'] = null): StatedFact => ({
  asWritten,
  iso,
  precision: iso === null ? null : iso.length === 10 ? 'day' : iso.length === 7 ? 'month' : 'year',
  source: source(block),
  ...sure,
})

export const metadata = (facts: Partial<Metadata>): Metadata => ({
  ...(Object.fromEntries(METADATA.map((name) => [name, null])) as Metadata), // Every name, as its type says.
  ...facts,
})

/** A table of marks: one group of captions an audience. */
export const CAPTIONS: readonly (readonly [string, Level])[] = [
  ['Allowed', 'ALLOWED'],
  ['At certain times', 'CERTAIN_TIMES'],
  ['Not allowed', 'NOT_ALLOWED'],
]
const GROUPS: readonly (readonly [string, Audience])[] = [
  ['Staff', 'STAFF'],
  ['Pupils', 'LEARNER'],
]

/** @param rows label and, for each audience, the place of the mark among the captions; null: none */
export function ticked(
  title: string,
  block: number,
  rows: readonly (readonly [label: string, staff: number | null, pupils: number | null])[],
  change: Partial<ReadTable> = {},
): ReadTable {
  const captions = CAPTIONS.map(([label]) => label)
  return {
    kind: 'permission',
    title,
    appliesTo: [],
    rowHeader: 'Activity',
    columnGroups: GROUPS.map(([label]) => ({ label, columns: captions })),
    columns: GROUPS.flatMap(() => captions),
    understood: GROUPS.flatMap(([, audience]) =>
      CAPTIONS.map(([, level]) => ({ audience, device: null, level, permitting: null })),
    ),
    rows: rows.map(([label, ...marks], index) => ({
      label,
      group: null,
      cells: marks.flatMap((mark) => captions.map((_caption, at) => (at === mark ? 'X' : ''))),
      items: [],
      exceptions: [],
      source: source(block, Math.min(index + 1, rows.length), 'Acceptable use'),
    })),
    footnotes: [],
    flags: [],
    source: source(block),
    ...sure,
    ...change,
  }
}

/** A table of words for two audiences. */
export function worded(
  title: string,
  block: number,
  rows: readonly (readonly [label: string, pupils: string, staff: string])[],
  change: Partial<ReadTable> = {},
): ReadTable {
  const meaning = (audience: Audience | null) => ({ audience, device: null, level: null, permitting: null })
  return {
    ...ticked(title, block, []),
    columnGroups: [],
    columns: ['Pupils', 'Staff'],
    understood: [meaning('LEARNER'), meaning('STAFF')],
    rows: rows.map(([label, ...cells], index) => ({
      ...{ label, group: null, cells, items: [], exceptions: [] },
      source: source(block, index + 1, 'Technology'),
    })),
    ...change,
  }
}

export const rule = (change: Partial<DeviceRule>): DeviceRule => ({
  audience: 'LEARNER',
  device: 'mobile phones',
  deviceClass: null,
  activity: 'phone-in-lessons',
  permission: 'NOT_ALLOWED',
  permitting: null,
  conditions: [],
  quote: 'Pupils do not use mobile phones in lessons.',
  appliesTo: [],
  source: source(1),
  ...sure,
  ...change,
})

export const report = (change: Partial<ReadReport> = {}): ReadReport => ({
  version: 1,
  school: null,
  schools: [],
  schoolTags: {},
  trust: null,
  metadata: metadata({}),
  reviewBlock: [],
  matrices: [],
  deviceTables: [],
  deviceRules: [],
  consentPurposes: [],
  consentRules: [],
  retention: [],
  systemsNamed: [],
  declined: [],
  findings: [],
  ...change,
})

export const purpose = (label: string, asWritten: string, block = 1) => ({
  ...{ label, asWritten, purpose: 'WEBSITE', appliesTo: [] as string[], source: source(block) },
  ...sure,
})

export interface Made {
  readonly document: ReadDocument
  readonly report: ReadReport
}

/** A document with enough blocks for the places its report names. */
export const made = (name: string, blocks: readonly Block[], found: ReadReport): Made => ({
  document: { name, format: 'docx', pages: 3, blocks: [...blocks], leftOut: ['A picture was left out.'] },
  report: found,
})
