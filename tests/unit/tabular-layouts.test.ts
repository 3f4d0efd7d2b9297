/** Lists of other systems in the layouts schools get them in, each read whole. */
import { describe, expect, test } from 'vitest'
import type { TablesRead } from '@contract/tabular'
import { checkedTables } from '../../src-main/features/imports/checked'
import { readPacked, readTables } from '../../src-main/reader/tables'
import { LAYOUTS, type Layout } from './tabular-layouts'

const read = ({ name, bytes }: Pick<Layout, 'name' | 'bytes'>): Promise<TablesRead> => readTables(name, bytes)

describe('each layout', () => {
  test.each(LAYOUTS.map((layout) => [layout.title, layout] as const))('%s', async (_, layout) => {
    const { source, encoding, delimiter, tables } = await read(layout)
    expect({ source, encoding, delimiter }).toEqual({
      source: layout.source ?? 'csv',
      encoding: layout.encoding,
      delimiter: layout.delimiter,
    })
    expect(tables).toHaveLength(layout.tables.length)
    for (const [index, wanted] of layout.tables.entries()) {
      const table = tables[index]!
      expect(table.header).toEqual(wanted.header)
      expect(table.headerLine).toBe(wanted.headerLine)
      expect(table.preamble).toEqual(wanted.preamble ?? [])
      expect(table.rows.map(({ cells }) => cells)).toEqual(wanted.rows)
      expect(table.rows.map(({ line }) => line)).toEqual(
        wanted.lines ?? wanted.rows.map((_row, at) => (wanted.headerLine ?? 0) + 1 + at),
      )
      expect(table.leftOut).toEqual([])
      expect(table.notes.map(({ kind }) => kind)).toEqual(wanted.notes ?? [])
      if (wanted.name !== undefined) expect(table.name).toBe(wanted.name)
    }
  })

  test('there are more than twenty of them', () => {
    expect(LAYOUTS.length).toBeGreaterThan(20)
  })

  test.each(LAYOUTS.map((layout) => [layout.title, layout] as const))(
    'reaches the vault as it was read: %s',
    async (_, layout) => {
      const packed: unknown = structuredClone(await readPacked(layout.name, layout.bytes))
      expect(checkedTables(packed)).toEqual(await read(layout))
    },
  )

  test.each(LAYOUTS.map((layout) => [layout.title, layout] as const))('lets no password out: %s', async (_, layout) => {
    const everything = JSON.stringify(await read(layout))
    expect(everything).not.toMatch(/hunter2|"pw"/)
  })
})
