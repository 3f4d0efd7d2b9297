/**
 * Tables printed by schools nobody has seen: the truth is generated, printed in many ways, read, and held against the
 * truth. A table may be declined; a cell may never differ.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '@contract/document'
import type { ReadReport, ReadTable } from '@contract/report'
import { readFile } from '../../src-main/reader/read'
import { recognise } from '../../src-main/reader/recognise'
import {
  asCsv,
  asHtml,
  asOneBlock,
  asPipes,
  asTabs,
  brokenInHead,
  brokenInRow,
  documentOf,
  type Layout,
} from '../support/policies/print'
import {
  deviceTable,
  incidentGrid,
  tickedGrid,
  userActionsChart,
  wordedGrid,
  type TrueTable,
} from '../support/policies/truth'

const BEFORE = [
  '# Online safety policy',
  '',
  'This policy applies to everybody who works or learns at the school.',
  '',
  '## Use of technology',
  '',
  'The table below sets out what the school has decided.',
  '',
  '',
].join('\n')
const AFTER =
  '\n\nAnybody who is unsure asks the office before using a device.\n\n## Monitoring\n\nThe network is monitored.\n'

const layouts: fc.Arbitrary<Layout> = fc.record({
  breaks: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  repeatHeadings: fc.boolean(),
  stray: fc.boolean(),
})

type Printed = readonly [name: string, text: string]

const printings: fc.Arbitrary<(table: TrueTable) => Printed> = fc.oneof(
  layouts.map((layout) => (table: TrueTable): Printed => ['policy.txt', `${BEFORE}${asTabs(table, layout)}${AFTER}`]),
  fc.constant((table: TrueTable): Printed => ['policy.md', `${BEFORE}${asPipes(table)}${AFTER}`]),
  fc.constant((table: TrueTable): Printed => [
    'policy.html',
    `<!doctype html><html lang="en"><body><h1>Online safety policy</h1><p>It applies to all.</p><h2>Use of technology</h2>${asHtml(table)}<p>Ask the office when unsure.</p></body></html>`,
  ]),
  fc.constant((table: TrueTable): Printed => ['matrix.csv', asCsv(table)]),
)

async function read([name, text]: Printed): Promise<ReadReport> {
  const { report } = await readFile({ name, bytes: new TextEncoder().encode(text) })
  return report
}

const all = (report: ReadReport): readonly ReadTable[] => [...report.matrices, ...report.deviceTables]

/** What was read, in the shape of the truth. */
const seen = (table: ReadTable) => ({
  kind: table.kind,
  columns: table.columns,
  groups: table.columnGroups,
  rows: table.rows.map(({ label, group, cells }) => ({ label, group, cells })),
})

const expected = (truth: TrueTable) => {
  const groups: { label: string; columns: string[] }[] = []
  for (const { group, label } of truth.columns) {
    if (group === null) continue
    if (groups.at(-1)?.label === group) groups.at(-1)?.columns.push(label)
    else groups.push({ label: group, columns: [label] })
  }
  return {
    kind: truth.kind,
    columns: truth.columns.map(({ label }) => label),
    groups,
    rows: truth.rows.map(({ label, group, cells }) => ({ label, group, cells: [...cells] })),
  }
}

/**
 * Reads many printings of one family.
 * @returns how many were read; what differs from the truth fails at once
 */
async function readMany(family: fc.Arbitrary<TrueTable>, runs: number): Promise<{ read: number; declined: number }> {
  const count = { read: 0, declined: 0 }
  await fc.assert(
    fc.asyncProperty(family, printings, async (truth, print) => {
      const report = await read(print(truth))
      const [table, ...more] = all(report)
      expect(more).toEqual([])
      if (table === undefined) {
        expect(report.declined.length).toBeGreaterThan(0)
        count.declined += 1
        return
      }
      expect(seen(table)).toEqual(expected(truth))
      table.understood.forEach((understood, at) => {
        const column = truth.columns[at]
        // Nobody may be told of another audience, another level, another device; not knowing is allowed.
        if (understood.level !== null) expect(understood.level).toBe(column?.level)
        if (understood.device !== null) expect(understood.device).toBe(column?.device)
        if (column?.audience != null && understood.audience !== null) expect(understood.audience).toBe(column.audience)
      })
      count.read += 1
    }),
    { numRuns: runs },
  )
  return count
}

/**
 * Reads tables a page end has broken: each is the truth, or is declined.
 * @returns how many were put together
 */
function putTogether(
  broken: fc.Arbitrary<{ readonly truth: TrueTable; readonly blocks: readonly Block[] }>,
  runs: number,
): number {
  let put = 0
  fc.assert(
    fc.property(broken, ({ truth, blocks }) => {
      const report = recognise(documentOf(blocks))
      const tables = all(report)
      if (tables.length === 0) {
        expect(report.declined.length).toBeGreaterThan(0)
        return
      }
      expect(tables.map(seen)).toEqual([expected(truth)])
      put += 1
    }),
    { numRuns: runs },
  )
  return put
}

describe('tables of schools nobody has seen', () => {
  test.each([
    ['grids of marks', tickedGrid],
    ['tables of words', wordedGrid],
    ['incident grids', incidentGrid],
    ['device tables', deviceTable],
  ] as const)('%s are read as printed', async (_name, family) => {
    const { read: wasRead, declined } = await readMany(family, 400)
    expect({ declined, wasRead }).toEqual({ declined: 0, wasRead: 400 })
  })

  test('audiences and levels are understood wherever the words are plain', async () => {
    await fc.assert(
      fc.asyncProperty(tickedGrid, printings, async (truth, print) => {
        const [table] = all(await read(print(truth)))
        expect(table?.understood.map(({ audience, level }) => ({ audience, level }))).toEqual(
          truth.columns.map(({ audience, level }) => ({ audience, level })),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('a chart with headings beside its rows is read as printed', () => {
    fc.assert(
      fc.property(userActionsChart, (truth) => {
        const report = recognise(documentOf([asOneBlock(truth)]))
        expect(all(report).map(seen)).toEqual([expected(truth)])
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['a grid of marks', tickedGrid],
    ['an incident grid', incidentGrid],
    ['a user-actions chart', userActionsChart],
  ] as const)('%s whose page ends inside a row is put together, or declined, never misread', (_name, family) => {
    const broken = fc
      .tuple(family, fc.nat(20), fc.integer({ min: 1, max: 9 }))
      .map(([truth, at, word]) => ({ truth, blocks: brokenInRow(truth, at % truth.rows.length, word) }))
    // A rest that could be a row of its own is declined.
    expect(putTogether(broken, 300)).toBeGreaterThan(200)
  })

  test('a grid whose page ends inside its headings is put together, or declined, never misread', () => {
    const broken = tickedGrid.map((truth) => ({ truth, blocks: brokenInHead(truth) }))
    expect(putTogether(broken, 200)).toBeGreaterThan(150)
  })

  test('two tables that touch are two tables, or declined, never one', () => {
    let apart = 0
    const families = fc.constantFrom(tickedGrid, incidentGrid, userActionsChart, deviceTable)
    fc.assert(
      fc.property(
        families.chain((family) => family),
        families.chain((family) => family),
        (first, second) => {
          const tables = all(recognise(documentOf([asOneBlock(first, second)])))
          for (const table of tables) {
            expect([expected(first), expected(second)]).toContainEqual(seen(table))
          }
          if (tables.length === 2) apart += 1
        },
      ),
      { numRuns: 200 },
    )
    expect(apart).toBeGreaterThan(150)
  })
})
