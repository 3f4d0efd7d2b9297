/** What of a table is new, over any table: nothing is invented, nothing is lost, and the same is never a change. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CellContent, Column, Row } from '@contract/matrices'
import type { ReadTable } from '@contract/report'
import type { Draft } from '../../src-main/sync/core/event'
import { differenceTo, keepingTheRest, matchRows } from '../../src-main/features/reading/changes'
import { changedEdition, changesInDraft, newMatrix } from '../../src-main/features/reading/editions'
import { builtTable, type BuiltTable } from '../../src-main/features/reading/tables'
import type { KeptEdition, Parts } from '../../src-main/features/matrices'
import { ready } from '@vault/crypto'
import { idsFrom } from '../support/tenant'
import { ticked, worded } from '../vault/reading-documents'
import { markTable, wordTable } from './reading-table-arbitraries'

beforeAll(ready)

const STANDING = { how: 'unnamed', isOurs: () => false } as const
const DOCUMENT = { id: 'd'.repeat(32), title: 'Online safety policy' }
const build = (table: ReadTable): BuiltTable => builtTable(table, STANDING, DOCUMENT)

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
