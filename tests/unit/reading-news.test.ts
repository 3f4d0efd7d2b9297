/** What of a table is new, over any table: nothing is invented, nothing is lost, and the same is never a change. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CellContent, Column, Row } from '@contract/matrices'
import { AUDIENCES, LEVELS } from '@contract/matrices'
import type { ReadTable } from '@contract/report'
import type { Draft } from '../../src-main/sync/core/event'
import { differenceTo, keepingTheRest, matchRows, plainHead, saying } from '../../src-main/features/reading/changes'
import { corrected, gridOf } from '../../src-main/features/reading/corrections'
import { changedEdition, changesInDraft, newMatrix } from '../../src-main/features/reading/editions'
import { seriesFor, seriesTitle } from '../../src-main/features/reading/series'
import { builtTable, unsettled, type BuiltTable } from '../../src-main/features/reading/tables'
import type { KeptEdition, Parts } from '../../src-main/features/matrices'
import { packed, unpacked } from '../../src-main/features/reading/packing'
import { ready } from '@vault/crypto'
import { idsFrom } from '../support/tenant'
import { source, ticked, worded } from '../vault/reading-documents'

beforeAll(ready)

const STANDING = { how: 'unnamed', isOurs: () => false } as const
const DOCUMENT = { id: 'd'.repeat(32), title: 'Online safety policy' }
const build = (table: ReadTable): BuiltTable => builtTable(table, STANDING, DOCUMENT)

const text = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,4}$/)
const mark = fc.constantFrom('', '', 'X', '✓', 'X*', '✓ *', 'No')

/** Any table of marks under headings: two audiences, a few levels each. */
const markTable = fc
  .record({
    title: text,
    levels: fc.uniqueArray(fc.constantFrom(...LEVELS), { minLength: 1, maxLength: 4 }),
    audiences: fc.uniqueArray(fc.constantFrom(...AUDIENCES), { minLength: 1, maxLength: 3 }),
    labels: fc.uniqueArray(text, { minLength: 1, maxLength: 6 }),
  })
  .chain(({ title, levels, audiences, labels }) =>
    fc
      .array(
        fc.array(mark, { minLength: levels.length * audiences.length, maxLength: levels.length * audiences.length }),
        {
          minLength: labels.length,
          maxLength: labels.length,
        },
      )
      .map((cells): ReadTable => {
        const captions = levels.map((level) => `Level ${level}`)
        return {
          ...ticked(title, 0, []),
          columnGroups: audiences.map((audience) => ({ label: `For ${audience}`, columns: captions })),
          columns: audiences.flatMap(() => captions),
          understood: audiences.flatMap((audience) =>
            levels.map((level) => ({ audience, device: null, level, permitting: null })),
          ),
          rows: labels.map((label, index) => ({
            ...{ label, group: null, cells: cells[index] ?? [], items: [], exceptions: [], source: source(0, index) },
          })),
        }
      }),
  )

/** Any table of words. */
const wordTable = fc
  .array(fc.tuple(text, fc.oneof(fc.constant(''), text), fc.oneof(fc.constant(''), text)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => worded('Words', 0, rows))

const anyTable = fc.oneof(markTable, wordTable)

/** Parts of an edition as its events make them. */
function partsOf(drafts: readonly Draft[], before: Parts = { columns: [], rows: [], cells: [] }): Parts {
  const columns = new Map(before.columns.map((one) => [one.id, one]))
  const rows = new Map(before.rows.map((one) => [one.id, one]))
  const cells = new Map(before.cells.map((one) => [one.id, one]))
  for (const { type, entity, op, body } of drafts) {
    const fields = body as Record<string, never>
    if (type === 'matrices.column') {
      if (op === 'delete') columns.delete(entity)
      else columns.set(entity, { ...columns.get(entity), ...(fields as unknown as Column), id: entity })
    } else if (type === 'matrices.row') {
      if (op === 'delete') rows.delete(entity)
      else rows.set(entity, { ...rows.get(entity), ...(fields as unknown as Row), id: entity })
    } else if (type === 'matrices.cell') {
      if (op === 'delete') cells.delete(entity)
      else {
        const {
          row,
          column,
          marks,
          words,
          answers,
          footnote,
          silent,
          exception,
          source: place,
        } = {
          ...(cells.get(entity)?.content ?? {}),
          ...{ row: cells.get(entity)?.row, column: cells.get(entity)?.column },
          ...fields,
        } as unknown as CellContent & { row: string; column: string }
        const content = { marks, words, answers, footnote, silent, exception, source: place }
        cells.set(entity, { id: entity, row, column, content })
      }
    }
  }
  const byPosition = (a: { position: number }, b: { position: number }) => a.position - b.position
  return {
    columns: [...columns.values()].sort(byPosition),
    rows: [...rows.values()].sort(byPosition),
    cells: [...cells.values()],
  }
}

const STATED = { document: 'Policy', effectiveFrom: null, approvedOn: null, approvingBody: null, nextReview: null }
const making = (seed: string) => ({ newId: idsFrom(seed), activityOf: () => null })
const EDITION = { id: 'e'.repeat(32), matrix: 'f'.repeat(32), title: 'T', rowHeading: 'Activity' } as KeptEdition

const taken = (built: BuiltTable): Parts =>
  partsOf(newMatrix(built, STATED, { matrix: EDITION.matrix, edition: EDITION.id }, making('first')))
const kindOf = (built: BuiltTable): KeptEdition => ({ ...EDITION, kind: built.kind })

/** Every value of a matrix with the row and the heading it stands under. */
const valuesIn = ({ columns, rows, cells }: Pick<Parts, 'columns' | 'rows' | 'cells'>): readonly string[] =>
  cells
    .flatMap(({ row, column, content }) => {
      const label = rows.find(({ id }) => id === row)?.label
      const head = columns.find(({ id }) => id === column)
      return [
        ...content.marks.map(
          ({ caption, mark: said }) =>
            `${label} | ${head?.audience} ${head?.captions.find(({ id }) => id === caption)?.level} | ${said}`,
        ),
        ...(content.words === null ? [] : [`${label} | ${head?.audience} null | ${content.words}`]),
      ]
    })
    .sort()

describe('a table taken over', () => {
  test('holds every value of the table under its own heading and row, and no other', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const printed = table.rows
          .flatMap(({ label, cells }) =>
            cells.flatMap((said, index) => {
              const { audience, level } = table.understood[index] ?? { audience: null, level: null }
              return said === '' ? [] : [`${label} | ${audience} ${level} | ${said}`]
            }),
          )
          .sort()
        expect(valuesIn(taken(build(table)))).toEqual(printed)
      }),
    )
  })

  test('is the same as itself when it is read again, whatever hand made the marks', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const parts = taken(build(table))
        const again = {
          ...table,
          rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((said) => said.replace(/^X/, '✗')) })),
        }
        for (const read of [table, again]) {
          expect(differenceTo(build(read), { kind: table.kind, parts }).changes).toEqual([])
        }
      }),
    )
  })
})

describe('a later edition', () => {
  test('makes a draft that says exactly what it says, however much changed', () => {
    fc.assert(
      fc.property(anyTable, anyTable, (first, second) => {
        const [before, built] = [build(first), build({ ...second, kind: first.kind })]
        const parts = taken(before)
        const difference = differenceTo(built, { kind: before.kind, parts })
        const lines = new Map([...parts.columns, ...parts.rows, ...parts.cells].map(({ id }) => [id, id]))
        const opened = { id: 'a'.repeat(32), because: 'Read from it', document: 'It' }
        const draft = partsOf(
          changedEdition({ edition: kindOf(before), parts, lines }, difference, opened, making('second')),
        )
        expect(differenceTo(built, { kind: before.kind, parts: draft }).changes).toEqual([])
        expect(valuesIn(draft).length).toBe(valuesIn(taken(built)).length)
        // The same changes in a draft that is open already come to the same.
        const open = partsOf(changesInDraft({ edition: kindOf(before), parts }, difference, making('third')), parts)
        expect(differenceTo(built, { kind: before.kind, parts: open }).changes).toEqual([])
      }),
    )
  })

  test('changes one cell when one cell changed, wherever its columns and rows stand now', () => {
    fc.assert(
      fc.property(markTable, fc.nat(), fc.nat(), fc.boolean(), (table, at, under, turned) => {
        const parts = taken(build(table))
        const [row, column] = [at % table.rows.length, under % table.columns.length]
        const changedRows = table.rows.map((one, index) =>
          index !== row
            ? one
            : {
                ...one,
                cells: one.cells.map((said, place) => (place === column ? (said === 'zz' ? 'X' : 'zz') : said)),
              },
        )
        const later = { ...table, rows: turned ? [...changedRows].reverse() : changedRows }
        const { changes } = differenceTo(build(later), { kind: table.kind, parts })
        expect(changes).toHaveLength(1)
        expect(later.rows[changes[0]?.row ?? -1]?.label).toBe(table.rows[row]?.label)
        expect(changes[0]?.before).not.toBe(changes[0]?.after)
      }),
    )
  })

  test('never takes one audience for another', () => {
    const table = ticked('Phones', 0, [['Bring a phone', 0, 2]])
    const parts = taken(build(table))
    const swapped = {
      ...table,
      understood: table.understood.map((meaning) => ({
        ...meaning,
        audience: meaning.audience === 'STAFF' ? ('LEARNER' as const) : ('STAFF' as const),
      })),
    }
    const { changes } = differenceTo(build(swapped), { kind: 'permission', parts })
    expect(
      changes.filter(({ place }) => place.startsWith('Bring a phone')).map(({ before, after }) => [before, after]),
    ).toEqual(
      expect.arrayContaining([
        ['Allowed', 'Not allowed'],
        ['Not allowed', 'Allowed'],
      ]),
    )
  })

  test('tells of headings worded anew, over columns and over rows, each once', () => {
    const group = (label: string, over: string): ReadTable => ({
      ...ticked('Phones', 0, [
        ['Bring a phone', 0, 2],
        ['Use a phone', 1, 2],
      ]),
      columnGroups: [
        { label, columns: ['Allowed', 'At certain times', 'Not allowed'] },
        { label: 'Pupils', columns: ['Allowed', 'At certain times', 'Not allowed'] },
      ],
      rows: ticked('', 0, [
        ['Bring a phone', 0, 2],
        ['Use a phone', 1, 2],
      ]).rows.map((row) => ({ ...row, group: over })),
    })
    const parts = taken(build(group('Staff', 'In school')))
    const { changes } = differenceTo(build(group('Staff and other adults', 'On the site')), {
      kind: 'permission',
      parts,
    })
    expect(changes).toEqual([
      {
        place: 'Column “Staff and other adults”',
        row: null,
        column: 0,
        before: 'Staff',
        after: 'Staff and other adults',
      },
      { place: 'Heading over “Bring a phone”', row: 0, column: null, before: 'In school', after: 'On the site' },
    ])
  })

  test('leaves alone what it says nothing of when its rules are added to others', () => {
    const parts = taken(
      build(
        worded('Words', 0, [
          ['Phones', 'No', 'Yes'],
          ['Blogs', 'Yes', 'Yes'],
        ]),
      ),
    )
    const added = build(worded('Words', 0, [['Phones', 'Yes', 'Yes']]))
    const { changes, rows, gone } = keepingTheRest(differenceTo(added, { kind: 'prose', parts }))
    expect(changes.map(({ place, before, after }) => [place, before, after])).toEqual([['Phones, Pupils', 'No', 'Yes']])
    expect(rows.map(({ row }) => row.label)).toEqual(['Phones', 'Blogs'])
    expect(gone).toEqual({ columns: [], rows: [] })
  })
})

describe('rows', () => {
  const row = (label: string, group: string | null = null) => ({ label, group })
  const olds = (...labels: readonly string[]): Row[] =>
    labels.map((label, position) => ({ id: label, group: null, label, activity: null, position }))

  test('are the ones they were where they are worded anew between the same neighbours', () => {
    const before = olds('Online gaming', 'Shopping at the school', 'File sharing')
    const now = [row('Online gaming'), row('Shopping on the web at school'), row('File sharing')]
    expect(matchRows(now, before).map((one) => one?.label)).toEqual([
      'Online gaming',
      'Shopping at the school',
      'File sharing',
    ])
    expect(matchRows(now, before, true).map((one) => one?.label)).toEqual(['Online gaming', undefined, 'File sharing'])
  })

  test('are new where they share too little', () => {
    expect(matchRows([row('Use of drones')], olds('Wearing of hats'))).toEqual([null])
  })

  test('of one label in two groups stay apart', () => {
    const before = [
      { id: 'a', group: 'Staff', label: 'Warning', activity: null, position: 0 },
      { id: 'b', group: 'Pupils', label: 'Warning', activity: null, position: 1 },
    ]
    expect(matchRows([row('Warning', 'Pupils'), row('Warning', 'Staff')], before).map((one) => one?.id)).toEqual([
      'b',
      'a',
    ])
  })
})

describe('a table as read', () => {
  test('asks for whatever nobody could read of it', () => {
    const table = ticked('Phones', 0, [['Bring a phone', 0, 2]])
    expect(unsettled(table)).toEqual([])
    const nobody = { ...table, understood: table.understood.map((meaning) => ({ ...meaning, audience: null })) }
    expect(unsettled(nobody)).toHaveLength(6)
    expect(unsettled({ ...table, rows: [] })).toEqual(['The table holds nothing yet.'])
    expect(
      unsettled({ ...table, kind: 'incident', understood: table.understood.map((one) => ({ ...one, level: null })) }),
    ).toEqual([])
    const long = { ...table, rows: table.rows.map((one) => ({ ...one, label: 'x'.repeat(601) })) }
    expect(unsettled(long)[0]).toMatch(/too long/)
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
