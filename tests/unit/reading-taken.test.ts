/** What becomes of a table as read, of a document's title, and of its text on the way into the log. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TableBlock } from '@contract/document'
import type { ReadTable } from '@contract/report'
import { plainHead, saying } from '../../src-main/features/reading/changes'
import { corrected, gridOf, tableByHand, type HandCorrection } from '../../src-main/features/reading/corrections'
import { packed, unpacked } from '../../src-main/features/reading/packing'
import { seriesFor, seriesTitle } from '../../src-main/features/reading/series'
import { builtTable, unsettled, type BuiltTable } from '../../src-main/features/reading/tables'
import { ticked, worded } from '../vault/reading-documents'
import { markTable, text } from './reading-table-arbitraries'

const STANDING = { how: 'unnamed', isOurs: () => false } as const
const build = (table: ReadTable): BuiltTable => builtTable(table, STANDING, { id: 'd'.repeat(32), title: 'Policy' })

describe('a table as read', () => {
  test('asks for whatever nobody could read of it', () => {
    const table = ticked('Phones', 0, [['Bring a phone', 0, 2]])
    expect(unsettled(table)).toEqual([])
    const nobody = { ...table, understood: table.understood.map((meaning) => ({ ...meaning, audience: null })) }
    expect(unsettled(nobody)).toEqual([
      'Say whom the columns under “Staff” speak of.',
      'Say whom the columns under “Pupils” speak of.',
    ])
    expect(unsettled({ ...table, rows: [] })).toEqual(['The table holds nothing yet.'])
    expect(
      unsettled({ ...table, kind: 'incident', understood: table.understood.map((one) => ({ ...one, level: null })) }),
    ).toEqual([])
    const long = { ...table, rows: table.rows.map((one) => ({ ...one, label: 'x'.repeat(601) })) }
    expect(unsettled(long)[0]).toMatch(/too long/)
  })

  test('asks for no audience that its device or its title tells', () => {
    const table = ticked('Devices', 0, [['Full network', 0, 2]])
    const whose = (change: Partial<ReadTable>, device: 'SCHOOL_SHARED' | 'PUPIL_OWNED' | null = null) => {
      const understood = table.understood.map((one) => ({ ...one, audience: null, level: null, device }))
      return build({ ...table, understood, ...change }).columns.map(({ audience }) => audience)
    }
    const asks = (change: Partial<ReadTable>) =>
      unsettled({ ...table, understood: table.understood.map((one) => ({ ...one, audience: null })), ...change }).length
    expect(whose({ kind: 'device' }, 'SCHOOL_SHARED').every((audience) => audience === 'EVERYONE')).toBe(true)
    expect(new Set(whose({ kind: 'incident', title: 'Responding to staff actions' }))).toEqual(new Set(['STAFF']))
    expect(new Set(whose({ kind: 'incident', title: 'Incidents of pupils' }))).toEqual(new Set(['LEARNER']))
    expect(asks({ kind: 'incident', title: 'Incidents' })).toBeGreaterThan(0)
    expect(asks({ kind: 'incident', title: 'Incidents of staff and pupils' })).toBeGreaterThan(0)
    expect(asks({ kind: 'permission', title: 'What staff may do' })).toBeGreaterThan(0)
  })

  test('is not made by hand of ticks and crosses that nobody explained', () => {
    const cell = (text: string) => ({ text, columns: 1, rows: 1, heading: false })
    const block = (marks: readonly string[]): TableBlock => ({
      ...{ kind: 'table', spans: true, page: 1, line: null },
      rows: [['Activity', 'Pupils'], ...marks.map((mark, at) => [`Activity ${at}`, mark])].map((texts) => ({
        ...{ cells: texts.map(cell), page: 1, line: null },
      })),
    })
    const column = { label: 'Pupils', group: null, audience: 'LEARNER', device: null, permitting: null } as const
    const correction = (level: 'ALLOWED' | null): HandCorrection => ({
      ...{ of: 'hand', title: 'Phones', kind: 'permission', headingRows: 1 },
      columns: [
        { ...column, use: 'label', audience: null, level: null },
        { ...column, use: 'value', level },
      ],
    })
    const source = { block: 0, row: null, page: 1, line: null, clause: '' }
    expect(tableByHand(block(['✓', '✗']), correction('ALLOWED'), source)).toMatch(/ticks and crosses/)
    expect(tableByHand(block(['✓', '']), correction('ALLOWED'), source)).toHaveProperty('rows')
    expect(tableByHand(block(['✓', '✗']), correction(null), source)).toHaveProperty('rows')
  })

  test('has one row for each of the examples one mark stands beside', () => {
    const table = ticked('Actions', 0, [['Illegal acts', null, 2]])
    const [shared] = table.rows
    const built = build({ ...table, rows: [{ ...shared!, items: ['Fraud', 'Hate crime', 'Terrorism*'] }] })
    expect(
      built.rows.map(({ group, label, cells }) => [group, label, cells[1]?.footnote, cells[1]?.source?.place]),
    ).toEqual([
      ['Illegal acts', 'Fraud', { mark: '', text: 'One mark for 3 examples' }, 'Row 1, example 1 of 3'],
      ['Illegal acts', 'Hate crime', { mark: '', text: 'One mark for 3 examples' }, 'Row 1, example 2 of 3'],
      ['Illegal acts', 'Terrorism*', { mark: '*', text: null }, 'Row 1, example 3 of 3'],
    ])
    expect(built.rows.every(({ cells }) => cells[0]?.footnote === null)).toBe(true)
  })

  test('keeps its footnotes with the cells they explain', () => {
    const table = worded('Devices', 0, [['In school', 'No¹', 'Yes']], {
      columns: ['Pupils', 'Staff²'],
      footnotes: [
        { mark: '1', text: 'Sixth form: yes.' },
        { mark: '²', text: 'In the staff room.' },
      ],
    })
    const [first] = build(table).rows
    expect(first?.cells.map((cell) => [cell?.words, cell?.footnote])).toEqual([
      ['No', { mark: '1', text: 'Sixth form: yes.' }],
      ['Yes', { mark: '²', text: 'In the staff room.' }],
    ])
    expect(plainHead('Staff²')).toBe('staff')
  })

  test('with levels over audiences becomes one column for each audience', () => {
    const table = ticked('Phones', 0, [['Bring a phone', 0, 1]], {
      columnGroups: [
        { label: 'Allowed', columns: ['Staff', 'Pupils'] },
        { label: 'Not allowed', columns: ['Staff', 'Pupils'] },
      ],
      columns: ['Staff', 'Pupils', 'Staff', 'Pupils'],
      understood: (['ALLOWED', 'NOT_ALLOWED'] as const).flatMap((level) =>
        (['STAFF', 'LEARNER'] as const).map((audience) => ({ audience, device: null, level, permitting: null })),
      ),
      rows: [{ ...ticked('', 0, [['Bring a phone', 0, 1]]).rows[0]!, cells: ['X', '', '', 'X'] }],
    })
    const built = build(table)
    expect(
      built.columns.map(({ label, audience, captions }) => [label, audience, captions.map((one) => one.label)]),
    ).toEqual([
      ['Staff', 'STAFF', ['Allowed', 'Not allowed']],
      ['Pupils', 'LEARNER', ['Allowed', 'Not allowed']],
    ])
    const said = built.rows[0]?.cells.map((cell, at) => saying('permission', built.columns[at]!, cell))
    expect(said).toEqual(['Allowed', 'Not allowed'])
  })

  test('takes corrections in their places and nowhere else', () => {
    fc.assert(
      fc.property(markTable, fc.nat(), fc.nat(), text, (table, at, under, words) => {
        const [row, column] = [at % table.rows.length, under % table.columns.length]
        const fixed = corrected(table, {
          of: 'table',
          title: null,
          cells: [{ row, column, text: words }],
          rows: [],
          columns: [],
        })
        expect(fixed.rows[row]?.cells[column]).toBe(words)
        expect(
          corrected(fixed, {
            of: 'table',
            title: null,
            cells: [{ row, column, text: table.rows[row]!.cells[column]! }],
            rows: [],
            columns: [],
          }),
        ).toEqual(table)
      }),
    )
  })

  test('printed with spans is laid out with every text in each place it covers', () => {
    const cell = (said: string, columns = 1, rows = 1) => ({ text: said, columns, rows, heading: false })
    const at = { page: null, line: null }
    const block = {
      ...{ kind: 'table' as const, spans: true, ...at },
      rows: [
        { cells: [cell('A', 1, 2), cell('B', 2)], ...at },
        { cells: [cell('C'), cell('D')], ...at },
        { cells: [cell('E', 3)], ...at },
      ],
    }
    expect(gridOf(block)).toEqual([
      ['A', 'B', 'B'],
      ['A', 'C', 'D'],
      ['E', 'E', 'E'],
    ])
  })
})

describe('editions of one document', () => {
  test.each([
    ['Online Safety Policy - May 2026', 'Online safety policy'],
    ['Online Safety Policy, version 1', 'online safety policy v2.1 FINAL'],
    ['Online_Safety_Policy_2024-25', 'Online Safety Policy (reviewed Sept 2026)'],
  ])('are known by their titles: %s', (first, second) => {
    expect(seriesTitle(first)).toBe(seriesTitle(second))
    expect(seriesTitle(first)).not.toBe('')
  })

  test('are told from other documents', () => {
    const known = [{ title: 'Online Safety Policy 2026', fileName: 'osp-2026.docx', series: 'a' }]
    expect(seriesFor({ title: 'Online Safety Policy 2027', fileName: 'other.pdf' }, known)).toBe('a')
    expect(seriesFor({ title: 'E-safety rules', fileName: 'OSP 2027.pdf' }, known)).toBe('a')
    expect(seriesFor({ title: 'Image policy', fileName: 'images.pdf' }, known)).toBeNull()
    expect(
      seriesFor({ title: '2026', fileName: '2026.pdf' }, [{ title: '2025', fileName: '2025.pdf', series: 'b' }]),
    ).toBeNull()
  })
})

test('packed text comes out as it went in, in parts that fit an event', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ text: fc.string({ unit: 'binary', maxLength: 200 }) })), (value) => {
      // Half a letter is no text the reader hands over: storage would change it.
      const whole = JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f][0-9a-f]{2}/gi, '')) as unknown
      expect(unpacked(packed(whole) ?? [])).toEqual(whole)
    }),
    { numRuns: 25 },
  )
  let seed = 1
  const noise = Array.from({ length: 30_000 }, () => String((seed = (seed * 48_271) % 2_147_483_647)))
  const parts = packed(noise) ?? []
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.every((part) => part.length <= 54_000)).toBe(true)
  expect(unpacked(parts)).toEqual(noise)
})
