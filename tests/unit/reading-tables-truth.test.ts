/** A known grid printed in many ways: what is read is the truth, or nothing is read. Never something else (design 6). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../support/properties'
import { tablesIn } from './reading-tables-blocks'
import {
  deviceGrid,
  incidentGrid,
  print,
  printing,
  tickedGrid,
  wordedGrid,
  type TrueGrid,
} from './reading-tables-grids'
import type { ReadTable } from '@contract/report'

/** What of a reading has a truth. */
const said = (table: ReadTable): unknown => ({
  kind: table.kind,
  columns: table.columns.map((caption, at) => {
    const { audience, device, level } = table.understood[at] ?? {}
    return { caption, audience, device, level }
  }),
  rows: table.rows.map(({ label, cells }) => ({ label, cells })),
})

const truth = ({ kind, columns, rows }: TrueGrid): unknown => ({
  kind,
  columns: columns.map(({ caption, audience, device, level }) => ({ caption, audience, device, level })),
  rows: rows.map(({ label, cells }) => ({ label, cells })),
})

const shapes = { ticked: tickedGrid, worded: wordedGrid, incident: incidentGrid, device: deviceGrid }

describe.each(Object.entries(shapes))('%s grids', (_, grids) => {
  it('are read as they are, or not at all', () => {
    let [found, all] = [0, 0]
    fc.assert(
      fc.property(grids, printing, (grid, how) => {
        const tables = tablesIn(print(grid, how))
        all += 1
        if (tables.length === 0) return
        found += 1
        expect(tables.map(said)).toEqual([truth(grid)])
      }),
      { numRuns: 600 },
    )
    expect(found / all).toBeGreaterThan(0.95)
  })

  it('keep the headings over their columns', () => {
    fc.assert(
      fc.property(grids, printing, (grid, how) => {
        const [table] = tablesIn(print(grid, how))
        if (table === undefined) return
        const groups = [...new Set(grid.columns.flatMap(({ group }) => group ?? []))]
        expect(table.columnGroups).toEqual(
          groups.map((label) => ({
            label,
            columns: grid.columns.filter(({ group }) => group === label).map(({ caption }) => caption),
          })),
        )
        expect(table.rowHeader).toBe(grid.corner)
      }),
      { numRuns: 150 },
    )
  })
})
