/** A made-up document with findings of every kind, valid by the contract. */
import { Block, DocumentCard, DocumentView, Finding, ReadTable, RecordedFact } from '@contract'
import type { z } from 'zod'
import { id } from './support/samples'

export const school = id(101)
export const documentId = (n = 1): string => id(7000 + n)

const NOWHERE = { page: null, line: null }
const cell = (text: string, change: Partial<{ columns: number; rows: number; heading: boolean }> = {}) => ({
  text,
  columns: 1,
  rows: 1,
  heading: false,
  ...change,
})

/** A table block of plain texts, one list for each row. */
export const aTableBlock = (rows: readonly (readonly string[])[], headings = 0): Block =>
  Block.parse({
    kind: 'table',
    spans: false,
    ...NOWHERE,
    rows: rows.map((texts, at) => ({
      ...NOWHERE,
      cells: texts.map((text) => cell(text, { heading: at < headings })),
    })),
  })

export const aParagraph = (text: string): Block => Block.parse({ kind: 'paragraph', text, ...NOWHERE })

/** Block 0 heading, 1 paragraph, 2 review block, 3 page break, 4 grid, 5 and 6 items, 7 a table nobody could read. */
export const someBlocks = (): Block[] => [
  Block.parse({ kind: 'heading', level: 1, text: 'Devices', ...NOWHERE }),
  aParagraph('Pupils hand in their phones at the gate.'),
  aTableBlock([
    ['Approved by', 'Full board'],
    ['Next review', 'Autumn 2027'],
  ]),
  Block.parse({ kind: 'break', page: 2, line: null }),
  aTableBlock(
    [
      ['Activity', 'Allowed', 'Not allowed'],
      ['Phones in lessons', '', 'X'],
      ['Phones at break', 'X', ''],
    ],
    1,
  ),
  Block.parse({ kind: 'item', depth: 0, marker: 'a.', text: 'Pictures on the website', ...NOWHERE }),
  Block.parse({ kind: 'item', depth: 1, marker: null, text: 'Pictures in the hall', ...NOWHERE }),
  aTableBlock([
    ['What', 'Col A', 'Col B'],
    ['Chat', 'yes', 'no'],
    ['Games', 'no', 'no'],
  ]),
]

const UNKNOWN = { audience: null, device: null, level: null, permitting: null }

export const aTable = (change: Partial<z.input<typeof ReadTable>> = {}): ReadTable =>
  ReadTable.parse({
    kind: 'permission',
    title: 'Phone table',
    appliesTo: [],
    rowHeader: 'Activity',
    columnGroups: [{ label: 'Pupils', columns: ['Allowed', 'Not allowed'] }],
    columns: ['Allowed', 'Not allowed'],
    understood: [
      { ...UNKNOWN, audience: 'LEARNER', level: 'ALLOWED' },
      { ...UNKNOWN, audience: 'LEARNER', level: 'NOT_ALLOWED' },
    ],
    rows: [
      { label: 'Phones in lessons', group: null, cells: ['', 'X'], items: [], exceptions: [], source: aSource(4, 1) },
      { label: 'Phones at break', group: null, cells: ['X', ''], items: [], exceptions: [], source: aSource(4, 2) },
    ],
    footnotes: [],
    flags: [],
    confidence: 'certain',
    why: 'Captions name levels.',
    source: aSource(4),
    ...change,
  })

export const aSource = (block: number, row: number | null = null): z.input<typeof Finding>['source'] => ({
  block,
  row,
  page: 1,
  line: null,
  clause: 'Devices',
})

export const aFinding = (key: string, change: Partial<z.input<typeof Finding>> = {}): Finding =>
  Finding.parse({
    key,
    kind: 'fact',
    title: `Finding ${key}`,
    asWritten: `Words of ${key}`,
    understood: null,
    confidence: 'certain',
    why: 'The label says so.',
    source: aSource(1),
    appliesTo: [],
    news: 'new',
    before: null,
    changes: [],
    verdict: 'undecided',
    correction: null,
    applied: false,
    table: null,
    ...change,
  })

/** One of each: two facts, a table, a declined table, a rule, a purpose, something the same, something gone, a notice. */
export const someFindings = (): Finding[] => [
  aFinding('approvedBy', { title: 'Approved by', asWritten: 'Full board', source: aSource(2, 0) }),
  aFinding('nextReview', {
    title: 'Next review',
    asWritten: 'Autumn 2027',
    understood: 'No date can be read from these words',
    confidence: 'possible',
    source: aSource(2, 1),
  }),
  aFinding('grid', { kind: 'table', title: 'Phone table', source: aSource(4), table: aTable() }),
  aFinding('odd', {
    kind: 'declined',
    title: 'A table of chat and games',
    confidence: 'possible',
    why: 'No caption says a level.',
    source: aSource(7),
  }),
  aFinding('rule', {
    kind: 'rule',
    title: 'Bring a phone: learners',
    asWritten: 'Pupils hand in their phones at the gate.',
    understood: 'Not allowed: at the gate',
    confidence: 'likely',
    source: aSource(1),
  }),
  aFinding('website', { kind: 'purpose', title: 'Website', asWritten: 'Pictures on the website', source: aSource(5) }),
  aFinding('version', { title: 'Version', asWritten: '3', news: 'same', verdict: 'accepted', applied: true }),
  aFinding('location', { title: 'Where it is kept', news: 'gone', before: 'Office', source: aSource(99) }),
  aFinding('notice', { kind: 'notice', title: 'Two dates differ', source: aSource(2, 1) }),
]

export const aCard = (n = 1, change: Partial<z.input<typeof DocumentCard>> = {}): DocumentCard =>
  DocumentCard.parse({
    id: documentId(n),
    title: `Policy ${n}`,
    fileName: `policy ${n}.docx`,
    format: 'docx',
    pages: 2,
    readAt: Date.UTC(2026, 10, 25, 9, n),
    readBy: 'Ashley Field',
    toDecide: 7,
    accepted: 0,
    rejected: 0,
    waiting: 0,
    earlier: null,
    alsoFor: [],
    leftOut: [],
    ...change,
  })

export const aView = (change: Partial<z.input<typeof DocumentView>> = {}): DocumentView =>
  DocumentView.parse({ card: aCard(), blocks: someBlocks(), findings: someFindings(), ...change })

export const aRecord = (n: number, change: Partial<z.input<typeof RecordedFact>> = {}): RecordedFact =>
  RecordedFact.parse({
    id: id(8000 + n),
    kind: 'fact',
    title: `Record ${n}`,
    asWritten: `Words ${n}`,
    understood: null,
    document: documentId(),
    documentTitle: 'Policy 1',
    source: aSource(2, n),
    acceptedAt: Date.UTC(2026, 10, 25, 9, 0),
    acceptedBy: 'Ashley Field',
    ...change,
  })
