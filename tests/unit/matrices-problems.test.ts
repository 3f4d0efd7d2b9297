import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Answer, Cell, CellContent, Column, DeviceClass, Kind, Row } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import { problemsOf, type Judged } from '../../src-main/features/matrices/problems'
import { statementsOf } from '../../src-main/features/matrices/statements'
import { BLANK, understand } from '../../src-main/features/matrices/understand'
import { yearsBetween } from '../../src-main/features/matrices/years'
import { deviceOwnership, nonEducationalUse, userActions } from '../../src-main/features/practice/ecclesbourne-tables'
import { learnerIncidents } from '../../src-main/features/practice/ecclesbourne-incidents'
import type { TableFacts } from '../../src-main/features/practice/facts'
import { anyColumn, anyContent, anyKind } from './matrices-arbitraries'

const SECONDARY = yearsBetween('7', '13')

/** A table as it is judged: content at places, understood as the vault would. */
function judged(
  kind: Kind,
  columns: readonly Omit<Column, 'id' | 'position'>[],
  rows: readonly { label: string; activity: string | null; cells: readonly (CellContent | null)[] }[],
  taught: readonly YearCode[] | null = SECONDARY,
): Judged {
  const placed = columns.map((column, position): Column => ({ ...column, id: `c${position}`, position }))
  const cells = rows.flatMap((row, r) =>
    row.cells.flatMap((content, c): Cell[] => {
      const column = placed[c]
      if (content === null || column === undefined) return []
      const { answers, ...read } = understand(kind, column, content, taught)
      return [{ id: `r${r}c${c}`, row: `r${r}`, column: column.id, content, answers: [...answers], ...read }]
    }),
  )
  const kept = rows.map(({ label, activity }, position): Row => ({
    id: `r${position}`,
    group: null,
    label,
    activity,
    position,
  }))
  return { kind, columns: placed, rows: kept, cells }
}
const fromTable = (table: TableFacts) => judged(table.kind, table.columns, table.rows)

const column = (label: string, device: DeviceClass | null = null, audience: Column['audience'] = 'LEARNER') => ({
  group: null,
  label,
  audience,
  device,
  captions: [],
})
const says = (words: string, answers: Answer[] | null = null): CellContent => ({ ...BLANK, words, answers })
const part = (level: Answer['level'], from: YearCode, to: YearCode): Answer => ({
  level,
  permitting: null,
  years: { from, to },
  condition: null,
})
const codes = (table: Judged, taught: readonly YearCode[] | null = SECONDARY) =>
  problemsOf(table, taught).map(({ code }) => code)
const one = (activity: string | null, cell: CellContent, taught: readonly YearCode[] | null = SECONDARY) =>
  codes(judged('permission', [column('Learners')], [{ label: 'Row', activity, cells: [cell] }], taught), taught)

describe('the tables of a real policy', () => {
  it('show the two rows with two marks in the user actions', () => {
    const problems = problemsOf(fromTable(userActions), SECONDARY).filter(({ code }) => code === 'two-marks')
    expect(problems).toHaveLength(2)
    expect(problems.every(({ blocks, rule }) => blocks && rule === 'R15')).toBe(true)
  })

  it('show the star without a footnote, and approval does not wait for it', () => {
    const problems = problemsOf(fromTable(nonEducationalUse), SECONDARY).filter(
      ({ code }) => code === 'footnote-missing',
    )
    expect(problems).toMatchObject([{ rule: 'R18', blocks: false, words: expect.stringContaining('File sharing') }])
  })

  it('hold no contradiction and no gap in the table of devices', () => {
    expect(codes(fromTable(deviceOwnership))).toEqual([])
  })

  it('have nothing to settle in an incident grid, however many marks stand in a row', () => {
    expect(codes(fromTable(learnerIncidents))).toEqual([])
  })
})

describe('years', () => {
  it('leave a gap, overlap or reach beyond the school when a split does', () => {
    const split = (...answers: Answer[]) => one('gaming', says('as split', answers))
    expect(split(part('NOT_ALLOWED', '7', '11'))).toEqual(['year-gap'])
    expect(split(part('NOT_ALLOWED', '7', '12'), part('ALLOWED', '12', '13'))).toEqual(['year-overlap'])
    expect(split(part('NOT_ALLOWED', '6', '13'))).toEqual(['year-outside'])
    expect(split(part('NOT_ALLOWED', '7', '11'), part('ALLOWED', '12', '13'))).toEqual([])
  })
})

describe('devices', () => {
  const device = (inSchool: string, full: string, internet: string) =>
    problemsOf(
      judged(
        'device',
        [column('Student owned', 'PUPIL_OWNED')],
        [
          { label: 'Allowed in school', activity: 'device-in-school', cells: [says(inSchool)] },
          { label: 'Full network access', activity: 'device-full-network', cells: [says(full)] },
          { label: 'Internet only', activity: 'device-internet-only', cells: [says(internet)] },
        ],
      ),
      SECONDARY,
    ).filter(({ code }) => code === 'network-contradiction')

  it('contradict themselves when full network and internet only are both allowed', () => {
    expect(device('Yes', 'Yes', 'Yes')).toMatchObject([{ rule: 'R20', blocks: true, row: 'r1' }])
  })

  it('contradict themselves when a device that is not let in is on the network', () => {
    expect(device('No', 'No', 'Yes')).toMatchObject([{ row: 'r0' }])
    expect(device('No (7-11) Yes (12-13)', 'No', 'Yes')).toMatchObject([
      { words: expect.stringContaining('Years 7 to 11') },
    ])
  })

  it('do not when each year is let in and on one network', () => {
    expect(device('No (7-11) Yes (12-13)', 'No', 'BYOD SF Only')).toEqual([])
    expect(device('', 'Yes', 'No')).toEqual([])
  })
})

describe('DfE guidance on phones', () => {
  it('is departed from when learners up to Year 11 may use one, and approval does not wait', () => {
    const table = judged(
      'permission',
      [column('Learners')],
      [{ label: 'Phones at break', activity: 'phone-in-social-time', cells: [says('at certain times')] }],
    )
    expect(problemsOf(table, SECONDARY)).toMatchObject([
      { code: 'departs-from-guidance', blocks: false, words: expect.stringContaining('Years 7 to 11') },
    ])
  })

  it('is kept when only the sixth form may, when staff may, or when a phone is only brought', () => {
    expect(one('phone-in-social-time', says('Sixth form only'))).toEqual([])
    expect(one('phone-in-school', says('allowed'))).toEqual([])
    const staff = judged(
      'permission',
      [column('Staff', null, 'STAFF')],
      [{ label: 'Phones', activity: 'phone-in-lessons', cells: [says('allowed')] }],
    )
    expect(codes(staff)).toEqual([])
    expect(one('phone-in-lessons', says('allowed'), yearsBetween('12', '13'))).toEqual([])
  })
})

describe('cells and rows', () => {
  it('are named when unread, stray, blank or not matched, and only the first two hold approval up', () => {
    const table = judged(
      'permission',
      [column('Learners')],
      [
        { label: 'A', activity: 'gaming', cells: [says('perhaps')] },
        { label: 'B', activity: 'shopping', cells: [{ ...BLANK, marks: [{ caption: 'x', mark: 'X' }] }] },
        { label: 'C', activity: 'blogs', cells: [BLANK] },
        { label: 'D', activity: null, cells: [says('allowed')] },
      ],
    )
    expect(problemsOf(table, SECONDARY).map(({ code, blocks }) => [code, blocks])).toEqual([
      ['unread-words', true],
      ['stray-mark', true],
      ['blank', false],
      ['unmapped', false],
    ])
  })

  it('disagree when two rows answer one question in two ways', () => {
    const table = judged(
      'prose',
      [column('Learners')],
      [
        { label: 'A', activity: 'gaming', cells: [says('allowed')] },
        { label: 'B', activity: 'gaming', cells: [says('not allowed')] },
        { label: 'C', activity: 'shopping', cells: [says('allowed')] },
      ],
    )
    expect(problemsOf(table, SECONDARY)).toMatchObject([{ code: 'statements-disagree', row: 'r1', blocks: false }])
  })

  it('always have words that name their place, whatever the table holds', () => {
    fc.assert(
      fc.property(anyKind, anyColumn, fc.array(anyContent, { maxLength: 4 }), (kind, { captions }, contents) => {
        const rows = contents.map((content, index) => ({
          label: `Row ${index}`,
          activity: 'phone-in-lessons',
          cells: [content],
        }))
        const table = judged(kind, [{ ...column('Learners'), captions }], rows)
        for (const problem of problemsOf(table, SECONDARY)) expect(problem.words).toMatch(/“Row \d”/)
        const conflicts = table.cells.filter(({ state }) => state === 'conflict')
        const blocked = problemsOf(table, SECONDARY).filter(({ blocks }) => blocks)
        expect(blocked.length).toBeGreaterThanOrEqual(conflicts.length)
      }),
    )
  })
})

describe('statements', () => {
  const facts = (kind: Kind) => ({
    ...{ id: 'e', matrix: 'm', title: 'T', kind, rowHeading: 'R', document: 'D', status: 'IN_FORCE' as const },
    ...{ effectiveFrom: null, approvedOn: null, approvingBody: null, nextReview: null },
    ...{ reviewOverdue: false, openedBecause: null, changedAt: 0 },
  })

  it('are one for every mapped row and column, asked by device class where the column names one', () => {
    const table = fromTable(deviceOwnership)
    const statements = statementsOf({ edition: facts('device'), ...table }, SECONDARY)
    expect(statements).toHaveLength(18)
    expect(new Set(statements.map(({ question }) => question)).size).toBe(18)
    expect(statements.find(({ question }) => question === 'device-in-school.pupil_owned')).toMatchObject({
      audience: 'LEARNER',
      asWritten: 'No (7-11) Yes (12-13)',
      answers: [{ level: 'NOT_ALLOWED' }, { level: 'ALLOWED' }],
    })
  })

  it('are cut to the years a school teaches', () => {
    const table = fromTable(deviceOwnership)
    const college = statementsOf({ edition: facts('device'), ...table }, yearsBetween('12', '13'))
    expect(college.find(({ question }) => question === 'device-in-school.pupil_owned')?.answers).toMatchObject([
      { level: 'ALLOWED', years: null },
    ])
  })

  it('are none for incident grids and for rows nobody has matched', () => {
    expect(statementsOf({ edition: facts('incident'), ...fromTable(learnerIncidents) }, SECONDARY)).toEqual([])
    const table = judged('permission', [column('Learners')], [{ label: 'A', activity: null, cells: [says('allowed')] }])
    expect(statementsOf({ edition: facts('permission'), ...table }, SECONDARY)).toEqual([])
  })
})
