import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CivilDate, type Block } from '@contract'
import { chunksOf, gridOf, rowsAround, ROWS_DRAWN, scopeOf } from '@renderer/features/reading/block-view'
import { exceptionText, placeText } from '@renderer/features/reading/finding-words'
import { handCorrection, handEntry, headingRowsOf, mixesMarks, printedNames } from '@renderer/features/reading/hand'
import { inDocument, nearestStop, placeOf, sameStops, stopsOf, stopWithin } from '@renderer/features/reading/passages'
import { documentPlace, passageOf } from '@renderer/features/reading/places'
import { afterDeciding, countsOf, groupsOf, listed, markIn, stepped, sureOnes } from '@renderer/features/reading/review'
import { readStated } from '@renderer/features/reading/stated-date'
import { groupSpans, shownTable, tableCorrection, tableEntry } from '@renderer/features/reading/table-view'
import { secondsLeft } from '@renderer/features/reading/time-left'
import { aFinding, aParagraph, aSource, aTable, aTableBlock, someBlocks, someFindings } from './reading-samples'

type TableBlock = Extract<Block, { kind: 'table' }>
const tableOf = (block: Block | undefined): TableBlock => {
  if (block?.kind !== 'table') throw new Error('No table')
  return block
}
const keys = (findings: readonly { key: string }[]) => findings.map(({ key }) => key)

describe('which finding belongs to which place', () => {
  const stops = stopsOf(someFindings())

  test('places stand in document order, each once, without what is gone from this edition', () => {
    expect(stops.map(({ block, row }) => `${block}:${row ?? ''}`)).toEqual(['1:', '2:0', '2:1', '4:', '5:', '7:'])
    expect(stops[2]?.keys).toEqual(['nextReview', 'notice'])
    expect(placeOf(aFinding('x', { news: 'gone' }))).toBeNull()
  })

  test('the nearest is the very row, then another of the block, then the block least far away', () => {
    const at = (block: number, row: number | null) => nearestStop(stops, { block, row })?.keys[0]
    expect(at(2, 1)).toBe('nextReview')
    expect(at(2, 7)).toBe('nextReview')
    expect(at(4, 2)).toBe('grid')
    expect(at(6, null)).toBe('website')
    expect(at(900, null)).toBe('odd')
    expect(at(3, null)).toBe('nextReview')
    expect(nearestStop([], { block: 1, row: null })).toBeNull()
  })

  test('a place without findings in its block has none of its own', () => {
    expect(stopWithin(stops, { block: 6, row: null })).toBeNull()
    expect(stopWithin(stops, { block: 4, row: 2 })?.keys).toEqual(['grid'])
  })

  test('no other stop is nearer than the one named nearest', () => {
    const places = fc.record({ block: fc.nat(30), row: fc.option(fc.nat(6)) })
    fc.assert(
      fc.property(fc.array(places, { minLength: 1 }), places, (all, asked) => {
        const found = nearestStop(
          stopsOf(all.map(({ block, row }, at) => aFinding(`f${at}`, { source: aSource(block, row) }))),
          asked,
        )
        const far = (block: number) => Math.abs(block - asked.block)
        expect(Math.min(...all.map(({ block }) => far(block)))).toBe(far(found?.block ?? -1000))
        const exact = all.some(({ block, row }) => block === asked.block && row === asked.row)
        if (exact) expect(found?.row).toBe(asked.row)
      }),
    )
  })

  test('a decision leaves the places as they were, a new finding does not', () => {
    const decided = someFindings().map((finding) => ({ ...finding, verdict: 'accepted' as const }))
    expect(sameStops(stops, stopsOf(decided))).toBe(true)
    expect(sameStops(stops, stopsOf([...decided, aFinding('more')]))).toBe(false)
  })

  test('the order of the document leaves out what is not in it', () => {
    expect(keys(inDocument(someFindings()))).toEqual([
      ...['rule', 'version', 'approvedBy', 'nextReview', 'notice', 'grid', 'website', 'odd'],
    ])
  })

  test('an address names its passage, and nothing else passes for one', () => {
    expect(passageOf({ block: '12', row: '3' })).toEqual({ block: 12, row: 3 })
    expect(passageOf({ block: '12' })).toEqual({ block: 12, row: null })
    for (const block of ['', '-1', '1e3', 'x', ['1'], undefined]) expect(passageOf({ block })).toBeNull()
    expect(documentPlace('s', 'd', { block: 0, row: 0 })).toMatchObject({ query: { block: '0', row: '0' } })
  })
})

describe('the list of findings', () => {
  test('stands by kind, each kind in document order, and counts what each filter shows', () => {
    const groups = groupsOf(someFindings(), 'all')
    expect(groups.map(({ kind }) => kind)).toEqual(['fact', 'table', 'declined', 'rule', 'purpose', 'notice'])
    expect(keys(groups[0]?.findings ?? [])).toEqual(['version', 'approvedBy', 'nextReview', 'location'])
    expect(countsOf(someFindings())).toEqual({ decide: 7, accepted: 1, declined: 1, notice: 1, all: 9 })
  })

  test('deciding goes on to the next open one, at the end back to the nearest above, at last stays', () => {
    const list = listed(groupsOf(someFindings(), 'all'))
    expect(afterDeciding(list, 'approvedBy')).toBe('nextReview')
    expect(afterDeciding(list, 'website')).toBe('rule')
    const done = list.map((one) => ({ ...one, verdict: 'accepted' as const }))
    expect(afterDeciding(done, 'grid')).toBe('grid')
  })

  test('steps stay at the ends', () => {
    const list = someFindings()
    expect(stepped(list, 'approvedBy', -1)?.key).toBe('approvedBy')
    expect(stepped(list, 'notice', 1)?.key).toBe('notice')
    expect(stepped(list, null, 1)?.key).toBe('approvedBy')
    expect(stepped([], null, 1)).toBeUndefined()
  })

  test('sure ones leave out what should be looked at: gone ones, flagged tables, tables to finish', () => {
    const flagged = aTable({ flags: [{ code: 'two-marks', words: 'Two marks', row: 0, column: 0 }] })
    const all = [...someFindings(), aFinding('flagged', { kind: 'table', table: flagged })]
    const { take, leave } = sureOnes(all)
    expect(keys(take)).toEqual(['approvedBy', 'grid', 'website'])
    expect(keys(leave)).toEqual(['location', 'flagged'])
  })

  test('a level is the one the sentence begins with', () => {
    expect(markIn('Not allowed and illegal')).toBe('illegal')
    expect(markIn('Not allowed: at the gate')).toBe('not-allowed')
    expect(markIn('Allowed: when not allowed elsewhere')).toBe('allowed')
    expect(markIn('Phones are allowed')).toBeNull()
    expect(markIn(null)).toBeNull()
  })

  test('where something stands and for whom only, in words', () => {
    expect(placeText({ block: 1, row: 2, page: 4, line: 9, clause: 'Devices' })).toBe('Devices, page 4, row 3')
    expect(placeText({ block: 1, row: null, page: null, line: 9, clause: '' })).toBe('line 9')
    expect(exceptionText({ words: '(Not ABC)', not: ['ABC'], only: [], column: null })).toBe('(Not ABC): not ABC')
    expect(exceptionText({ words: '(ABC only)', not: [], only: ['ABC'], column: null })).toBe('(ABC only): only ABC')
  })
})

describe('the document on the screen', () => {
  test('every block is in exactly one stretch, in order', () => {
    const kinds = fc.constantFrom(...someBlocks())
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (blocks, size) => {
        const drawn = chunksOf(blocks, size).flatMap(({ segments }) =>
          segments.flatMap((segment): { index: number; block: Block }[] =>
            segment.kind === 'list' ? [...segment.items] : [segment],
          ),
        )
        expect(drawn.map(({ index }) => index)).toEqual(blocks.map((_, at) => at))
        expect(drawn.map(({ block }) => block)).toEqual(blocks)
      }),
    )
  })

  test('a long table is drawn around the row asked for', () => {
    expect(rowsAround(10, 9)).toEqual({ from: 0, to: 10 })
    expect(rowsAround(1000, null)).toEqual({ from: 0, to: ROWS_DRAWN })
    expect(rowsAround(1000, 999)).toEqual({ from: 1000 - ROWS_DRAWN, to: 1000 })
    const { from, to } = rowsAround(1000, 500)
    expect(from <= 500 && 500 < to).toBe(true)
  })

  test('cells over several places keep their text in the first of them', () => {
    const one = { text: '', columns: 1, rows: 1, heading: false }
    const at = { page: null, line: null }
    const table: TableBlock = {
      ...{ kind: 'table', spans: true, ...at },
      rows: [
        {
          ...at,
          cells: [
            { ...one, text: 'What', rows: 2 },
            { ...one, text: 'Staff', columns: 2 },
          ],
        },
        {
          ...at,
          cells: [
            { ...one, text: 'Yes' },
            { ...one, text: 'No' },
          ],
        },
        { ...at, cells: [{ ...one, text: 'Chat' }, one, { ...one, text: 'X' }] },
      ],
    }
    expect(gridOf(table)).toEqual([
      ['What', 'Staff', ''],
      ['', 'Yes', 'No'],
      ['Chat', '', 'X'],
    ])
    expect(printedNames(table, 2)).toEqual([
      { label: 'What', group: '' },
      { label: 'Yes', group: 'Staff' },
      { label: 'No', group: 'Staff' },
    ])
  })

  test('a heading cell heads its column where the whole row is headings, else its row', () => {
    const [top, body] = [
      tableOf(aTableBlock([['A', 'B']], 1)).rows[0],
      { page: null, line: null, cells: [{ text: 'A', columns: 1, rows: 1, heading: true }] },
    ]
    expect(top && scopeOf(top, top.cells[0]!)).toBe('col')
    const mixed = { ...body, cells: [...body.cells, { text: 'x', columns: 1, rows: 1, heading: false }] }
    expect(scopeOf(mixed, mixed.cells[0]!)).toBe('row')
    expect(scopeOf(mixed, mixed.cells[1]!)).toBeNull()
  })
})

describe('a corrected table', () => {
  test('what the form does not change is no correction', () => {
    expect(tableCorrection(aTable(), tableEntry(aTable(), null))).toBeNull()
  })

  test('only what differs is said, and shows beside what was read', () => {
    const entry = tableEntry(aTable(), null)
    entry.rows[0]!.cells[0] = 'X*'
    entry.rows[1]!.label = 'Phones at lunch'
    entry.columns[1]!.audience = 'STAFF'
    const correction = tableCorrection(aTable(), entry)
    expect(correction).toEqual({
      of: 'table',
      title: null,
      cells: [{ row: 0, column: 0, text: 'X*' }],
      rows: [{ row: 1, label: 'Phones at lunch' }],
      columns: [{ column: 1, audience: 'STAFF', device: null, level: 'NOT_ALLOWED', permitting: null }],
    })
    const shown = shownTable(aTable(), correction, [], () => '')
    expect(shown.rows[0]?.cells[0]).toEqual({ text: 'X*', read: '', before: null })
    expect(shown.rows[1]).toMatchObject({ label: 'Phones at lunch', readLabel: 'Phones at break' })
    expect(shown.columns[1]).toMatchObject({ corrected: true, understood: { audience: 'STAFF' } })
    expect(tableEntry(aTable(), correction)).toEqual(entry)
  })

  test('changes against the records stand at their cells; rows that went are named', () => {
    const shown = shownTable(
      aTable({ flags: [{ code: 'stray-mark', words: 'A stray mark', row: 1, column: null }] }),
      null,
      [
        { place: 'Phones in lessons, Pupils', row: 0, column: 1, before: null, after: 'X' },
        { place: 'Phones on trips', row: null, column: null, before: 'X', after: null },
        { place: 'Phones at break', row: 1, column: null, before: null, after: 'X' },
      ],
      () => '',
    )
    expect(shown.rows[0]?.cells[1]?.before).toBe('')
    expect(shown.rows[1]).toMatchObject({ added: true, notes: ['A stray mark'] })
    expect(shown.gone).toEqual(['Phones on trips'])
  })

  test('headings over several columns keep to theirs where captions repeat', () => {
    const columns = ['Kind', 'Allowed', 'Not allowed', 'Allowed', 'Not allowed']
    const pair = ['Allowed', 'Not allowed']
    const columnGroups = [
      { label: 'Staff', columns: pair },
      { label: 'Pupils', columns: pair },
    ]
    expect(groupSpans({ columns, columnGroups })).toEqual([
      { label: null, span: 1 },
      { label: 'Staff', span: 2 },
      { label: 'Pupils', span: 2 },
    ])
  })
})

describe('a table finished by hand', () => {
  const block = tableOf(
    aTableBlock([
      ['', 'Staff', '', 'Pupils', ''],
      ['What', 'Yes', 'No', 'Yes', 'No'],
      ['Chat', 'X', '', '', 'X'],
    ]),
  )

  test('names stand as printed, meanings are left to the person', () => {
    const entry = handEntry({ ...block }, 'Chat table', null)
    expect(entry.headingRows).toBe(1)
    expect(printedNames(block, 2).map(({ group, label }) => `${group}/${label}`)).toEqual([
      '/What',
      'Staff/Yes',
      'Staff/No',
      'Pupils/Yes',
      'Pupils/No',
    ])
    expect(entry.columns.map(({ use }) => use)).toEqual(['label', 'value', 'value', 'value', 'value'])
    expect(entry.columns.every(({ audience, device, level }) => audience + device + level === '')).toBe(true)
    expect(handCorrection(entry)).toBeNull()
  })

  test('it is whole once it has a kind, and comes back into the form as it was', () => {
    const entry = handEntry(block, 'Chat table', null)
    entry.kind = 'permission'
    Object.assign(entry.columns[1]!, { audience: 'STAFF', level: 'SELECTED', group: ' ' })
    const correction = handCorrection(entry)
    expect(correction).toMatchObject({ of: 'hand', title: 'Chat table', kind: 'permission', headingRows: 1 })
    expect(correction?.columns[1]).toMatchObject({
      ...{ use: 'value', group: null, audience: 'STAFF', level: 'NOMINATED_OR_PERMISSION', permitting: 'selected' },
    })
    const again = handEntry(block, 'Other', correction)
    expect(handCorrection(again)).toEqual(correction)
  })

  test('without a column that names rows, or one with answers, it is not whole', () => {
    const entry = handEntry(block, 'Chat table', null)
    entry.kind = 'permission'
    entry.columns[0]!.use = 'leave-out'
    expect(handCorrection(entry)).toBeNull()
    entry.columns.forEach((column) => (column.use = 'label'))
    expect(handCorrection(entry)).toBeNull()
  })

  test('ticks beside crosses are no marks of one kind', () => {
    const marks = (a: string, b: string) =>
      tableOf(
        aTableBlock([
          ['What', 'Yes', 'No'],
          ['Chat', a, b],
        ]),
      )
    const mixed = (a: string, b: string) => mixesMarks(marks(a, b), handEntry(marks(a, b), 'T', null))
    expect(mixed('✓', '✗')).toBe(true)
    expect(mixed('✓', 'x')).toBe(true)
    expect(mixed('✓', '✓')).toBe(false)
    expect(mixed('X', '')).toBe(false)
    expect(mixed('✓', 'Only in Year 6')).toBe(false)
  })

  test('a table keeps at least one row that is no heading', () => {
    expect(headingRowsOf(tableOf(aTableBlock([['A'], ['B']], 2)))).toBe(1)
    expect(headingRowsOf(tableOf(aTableBlock([['A']])))).toBe(0)
    expect(headingRowsOf(tableOf(aTableBlock([['A'], ['B'], ['C']], 2)))).toBe(2)
  })
})

describe('dates and times', () => {
  const today = CivilDate.parse('2026-11-25')

  test.each([
    ['September 2026', '2026-09'],
    ['sept 2026', '2026-09'],
    ['9/2026', '2026-09'],
    ['3 September 2026', '2026-09-03'],
    ['3/9/26', '2026-09-03'],
  ])('%s is %s', (typed, date) => {
    expect(readStated(typed, today)).toEqual({ ok: true, date })
  })

  test.each(['Autumn 2027', '13/2026', 'soon', '', '2027'])('%s is no date', (typed) => {
    expect(readStated(typed, today).ok).toBe(false)
  })

  test('time left is said only after ten seconds, in whole tens', () => {
    expect(secondsLeft(9_999, 5, 10)).toBeNull()
    expect(secondsLeft(20_000, 5, 10)).toBe(20)
    expect(secondsLeft(20_000, 0, 10)).toBeNull()
    expect(secondsLeft(20_000, 3, null)).toBeNull()
    expect(secondsLeft(20_000, 10, 10)).toBeNull()
  })
})

test('a paragraph is a block like any other', () => {
  expect(chunksOf([aParagraph('One')])[0]?.segments).toHaveLength(1)
})
