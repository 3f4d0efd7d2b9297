import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { h, type Component } from 'vue'
import DataGrid from '@renderer/ui/DataGrid.vue'
import { appearance } from '@renderer/ui/appearance'
import { headerGroups, rowGroups, sorted, type GridColumn } from '@renderer/ui/grid'
import { moved } from '@renderer/ui/grid-move'
import { installFakeVault } from './support/fake-vault'
import { show } from './support/show'

interface Line {
  readonly key: string
  readonly group: string
}
const columns: GridColumn[] = [
  { key: 'name', label: 'Name', heading: true, sortable: true },
  { key: 'staff', label: 'Staff', group: 'Phones' },
  { key: 'learners', label: 'Learners', group: 'Phones' },
]
const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, index) => ({ key: `r${index}`, group: index < 2 ? 'First' : 'Rest' }))

async function grid(props: Record<string, unknown> = {}, count = 4) {
  // The generic component takes its row type from `rows`; the mount helper does not carry it.
  const component = DataGrid as Component
  const withCells = () =>
    h(
      component,
      {
        id: 'g',
        caption: 'Rules',
        columns,
        rows: lines(count),
        rowKey: (line: Line) => line.key,
        interactive: true,
        ...props,
      },
      { cell: ({ row, column }: { row: Line; column: GridColumn }) => `${row.key} ${column.key}` },
    )
  await show(withCells)
  return document.querySelector('table') as HTMLTableElement
}
const stops = () => [...document.querySelectorAll<HTMLElement>('table [tabindex="0"]')]
const at = () => document.activeElement?.closest('[data-place]')?.getAttribute('data-place')
async function key(name: string, held: KeyboardEventInit = {}) {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...held }),
  )
  await flushPromises()
}

beforeEach(() => {
  installFakeVault()
  appearance.plainTables = false
})

describe('moving in a table', () => {
  const place = fc.record({ row: fc.integer({ min: -1, max: 30 }), column: fc.integer({ min: 0, max: 9 }) })
  const keys = fc.constantFrom(
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'End',
    'PageUp',
    'PageDown',
    'x',
    'Enter',
  )

  test('no key leads outside the table', () => {
    fc.assert(
      fc.property(
        place,
        keys,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (from, name, ctrlKey, header, rows, cols) => {
          const press = { key: name, ctrlKey, metaKey: false, altKey: false, shiftKey: false }
          const to = moved(from, press, { rows, columns: cols, page: 10, header })
          if (to === null) return
          expect(to.row).toBeGreaterThanOrEqual(header ? -1 : 0)
          expect(to.row).toBeLessThanOrEqual(Math.max(rows - 1, header ? -1 : 0))
          expect(to.column).toBeGreaterThanOrEqual(0)
          expect(to.column).toBeLessThan(cols)
        },
      ),
    )
  })

  test('Ctrl+End and Ctrl+Home reach the two corners', () => {
    const size = { rows: 7, columns: 3, page: 5, header: true }
    const held = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false }
    expect(moved({ row: 2, column: 1 }, { key: 'End', ...held }, size)).toEqual({ row: 6, column: 2 })
    expect(moved({ row: 2, column: 1 }, { key: 'Home', ...held }, size)).toEqual({ row: 0, column: 0 })
  })
})

describe('headings', () => {
  test('neighbours of one group share a heading and others stand alone', () => {
    expect(headerGroups(columns).map(({ label, span }) => [label, span])).toEqual([
      [null, 1],
      ['Phones', 2],
    ])
  })

  test('a group of rows that comes back gets a second heading', () => {
    const rows = ['a', 'a', 'b', 'a']
    expect(rowGroups(rows, (row) => row)).toEqual([
      { label: 'a', first: 0, count: 2 },
      { label: 'b', first: 2, count: 1 },
      { label: 'a', first: 3, count: 1 },
    ])
  })
})

describe('sorting', () => {
  const valueOf = (row: { n: number | null }) => row.n

  test('rows without a value stand last whichever way it goes', () => {
    const rows = [{ n: null }, { n: 2 }, { n: 10 }]
    expect(sorted(rows, { key: 'n', descending: false }, valueOf).map(({ n }) => n)).toEqual([2, 10, null])
    expect(sorted(rows, { key: 'n', descending: true }, valueOf).map(({ n }) => n)).toEqual([10, 2, null])
  })

  test('sorting keeps every row and leaves the list it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ n: fc.option(fc.integer()) })), fc.boolean(), (rows, descending) => {
        const before = [...rows]
        const after = sorted(rows, { key: 'n', descending }, valueOf)
        expect(rows).toEqual(before)
        expect(new Set(after)).toEqual(new Set(rows))
      }),
    )
  })
})

describe('the table', () => {
  test('a read-only table has caption, scopes and headers, and no grid role', async () => {
    const table = await grid({ interactive: false })
    expect(table.getAttribute('role')).toBeNull()
    expect(table.caption?.textContent.trim()).toBe('Rules')
    expect(table.querySelector('thead th[scope="colgroup"]')?.textContent.trim()).toBe('Phones')
    expect(table.querySelectorAll('tbody th[scope="row"]')).toHaveLength(4)
    const cell = table.querySelector('td[headers]')
    expect(cell?.getAttribute('headers')).toBe('g-colgroup-staff g-col-staff g-row-r0')
  })

  test('a grid is one tab stop and the arrows carry it', async () => {
    const table = await grid()
    expect(table.getAttribute('role')).toBe('grid')
    expect(stops()).toHaveLength(1)
    stops()[0]?.focus()
    expect(at()).toBe('0:0')
    await key('ArrowDown')
    await key('ArrowRight')
    expect(at()).toBe('1:1')
    expect(stops()).toHaveLength(1)
    await key('End', { ctrlKey: true })
    expect(at()).toBe('3:2')
    await key('ArrowDown')
    expect(at()).toBe('3:2')
  })

  test('the header is reached when it sorts, and sorting is told', async () => {
    const told = vi.fn()
    const table = await grid({ 'onUpdate:sort': told })
    stops()[0]?.focus()
    await key('ArrowUp')
    expect(at()).toBe('-1:0')
    expect(document.activeElement?.tagName).toBe('BUTTON')
    ;(document.activeElement as HTMLElement).click()
    await flushPromises()
    expect(told).toHaveBeenCalledWith({ key: 'name', descending: false })
    expect(table.querySelector('th[aria-sort]')).not.toBeNull()
  })

  test('Enter opens, F2 edits and other keys come out', async () => {
    const open = vi.fn()
    const edit = vi.fn()
    const other = vi.fn()
    await grid({ onOpen: open, onEdit: edit, onKey: other })
    stops()[0]?.focus()
    await key('ArrowDown')
    await key('Enter')
    await key('F2')
    await key('n')
    expect(open.mock.calls[0]?.[0]).toMatchObject({ key: 'r1' })
    expect(edit.mock.calls[0]?.[0]).toMatchObject({ key: 'r1' })
    expect(other.mock.calls[0]?.[0]).toMatchObject({ key: 'n' })
  })

  test('rows stand under the heading of their group', async () => {
    const table = await grid({ groupOf: (line: Line) => line.group })
    expect([...table.querySelectorAll('th[scope="rowgroup"]')].map((th) => th.textContent.trim())).toEqual([
      'First',
      'Rest',
    ])
    expect(table.querySelectorAll('tbody')).toHaveLength(2)
  })

  test('a long table says how long it is and draws only part of it', async () => {
    const table = await grid({}, 5000)
    expect(table.getAttribute('aria-rowcount')).toBe('5002')
    expect(table.querySelectorAll('tbody [data-place]').length).toBeLessThan(1000)
  })

  test('plain tables show fifty rows a page when asked for', async () => {
    appearance.plainTables = true
    const table = await grid({}, 120)
    expect(table.getAttribute('aria-rowcount')).toBeNull()
    expect(table.querySelectorAll('tbody tr')).toHaveLength(50)
    expect(document.body.textContent).toContain('Rows 1 to 50 of 120')
    const next = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Next 50'))
    next?.click()
    await flushPromises()
    expect(document.body.textContent).toContain('Rows 51 to 100 of 120')
  })
})
