/** Arbitrary tables of rules of every shape, as schools write them, for property tests. */
import fc from 'fast-check'
import type { Caption, CellContent, Column, Kind, Level, Permitting } from '@contract/matrices'
import type { ColumnFacts, RowFacts, TableFacts } from '../../src-main/features/practice/facts'

export type AnyTable = Omit<TableFacts, 'document'>

const ACTIVITIES = [
  'Mobile phones may be brought to school',
  'Use of mobile phones in lessons',
  'Use of mobile phones in social time',
  'Taking photos on mobile phones',
  'Use of tablets and smart watches',
  'Use of personal email in school, or on the school network',
  'Use of school email for personal emails',
  'Use of chat rooms',
  'Use of instant messaging',
  'Use of social media',
  'Use of blogs',
  'Online gaming, e.g. in clubs',
  'Online shopping/commerce',
  'File sharing',
  'Use of video broadcasting',
  'Entertainment streaming',
  'Use of AI services',
  'Use of "smart" speakers, e.g. in the library',
  'Access to games & apps < 12',
] as const

const INCIDENTS = [
  'Accessing material that could be considered illegal',
  'Using proxy sites to get round the filtering system',
  'Unauthorised use of mobile phone',
  'Sending a message that is regarded as offensive',
  'Corrupting or destroying the data of other users',
  'Unauthorised downloading of files',
] as const

const ACTIONS = [
  'Refer to class teacher',
  'Refer to Headteacher',
  'Refer to Police',
  'Inform parents/carers',
  'Removal of network access',
  'Issue a warning',
  'Further sanction',
] as const

const GROUPS = ['In school', 'On trips and visits', 'Out of school hours'] as const

const BLANK: CellContent = {
  ...{ marks: [], words: null, answers: null, footnote: null },
  ...{ silent: false, exception: null, source: null },
}

const some = <T>(pool: readonly T[], least: number, most = pool.length): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...pool], { minLength: least, maxLength: Math.min(most, pool.length) })

/** Rows under no heading, or under headings of two rows each; rows without one may come first, or between. */
type Grouping = 'none' | 'all' | 'later' | 'amid'
const grouping = fc.constantFrom<Grouping>('none', 'all', 'later', 'amid')

function rowsOf(
  labels: readonly string[],
  cells: fc.Arbitrary<readonly CellContent[]>,
  grouped: Grouping,
): fc.Arbitrary<RowFacts[]> {
  return fc.array(cells, { minLength: labels.length, maxLength: labels.length }).map((all) =>
    labels.map((label, index) => ({
      group: groupAt(grouped === 'later' ? index - 2 : index, grouped),
      label,
      activity: null,
      cells: all[index] ?? [],
    })),
  )
}

const groupAt = (index: number, grouped: Grouping): string | null => {
  if (grouped === 'none' || index < 0 || (grouped === 'amid' && index % 4 >= 2)) return null
  return GROUPS[Math.min(Math.floor(index / (grouped === 'amid' ? 4 : 2)), 2)] ?? null
}

/** What stands beside a value: nothing, a footnote, an exception. Two texts under one star happen as well. */
const beside: fc.Arbitrary<Pick<CellContent, 'footnote' | 'exception'>> = fc.constantFrom(
  ...Array.from({ length: 4 }, () => ({ footnote: null, exception: null })),
  { footnote: { mark: '*', text: 'Only with the agreement of the headteacher' }, exception: null },
  { footnote: { mark: '*', text: 'Not during examinations' }, exception: null },
  { footnote: { mark: '1', text: 'Another rule holds in the library: see there.' }, exception: null },
  { footnote: { mark: '†', text: 'Sixth form only' }, exception: null },
  { footnote: null, exception: 'Not in the sixth form' },
)

/** Marks of one column: none, one, or two; a star nobody explains is part of the mark. */
const ticked = (captions: readonly Caption[], mark: string): fc.Arbitrary<CellContent> =>
  fc
    .record({ under: fc.subarray([...captions], { maxLength: 2 }), notes: beside, starred: fc.nat(9) })
    .map(({ under, notes, starred }) => ({
      ...BLANK,
      ...(under.length === 0 ? {} : notes),
      marks: under.map(({ id }) => ({ caption: id, mark: under.length === 1 && starred === 0 ? `${mark}‡` : mark })),
      ...(under.length === 1 && starred === 0 ? { footnote: { mark: '‡', text: null }, exception: null } : {}),
    }))

const column = (label: string, audience: Column['audience'], captions: Caption[] = []): ColumnFacts => ({
  ...{ group: null, label, audience, device: null, captions },
})

const STAFF = ['Staff', 'Staff and other adults'] as const
const LEARNERS = ['Pupils', 'Learners', 'Students'] as const

const LEVEL_CAPTIONS: readonly (readonly [string, Level, Permitting | null])[] = [
  ['Allowed', 'ALLOWED', null],
  ['Allowed at certain times', 'CERTAIN_TIMES', null],
  ['Allowed for selected staff', 'NOMINATED_OR_PERMISSION', 'selected'],
  ['Allowed with staff permission', 'NOMINATED_OR_PERMISSION', 'permission'],
  ['Not allowed', 'NOT_ALLOWED', null],
]

const ACTION_CAPTIONS: readonly (readonly [string, Level, Permitting | null])[] = [
  ['Acceptable', 'ALLOWED', null],
  ['Acceptable at certain times', 'CERTAIN_TIMES', null],
  ['Acceptable for nominated users', 'NOMINATED_OR_PERMISSION', 'selected'],
  ['Unacceptable', 'NOT_ALLOWED', null],
  ['Unacceptable and illegal', 'ILLEGAL', null],
]

/** Some of the captions; a chart without its plain yes or no is nobody's. */
const captionsFrom = (all: typeof LEVEL_CAPTIONS): fc.Arbitrary<Caption[]> =>
  fc
    .subarray([...all], { minLength: 3 })
    .filter((chosen) => chosen.some(([, level]) => level === 'ALLOWED' || level === 'NOT_ALLOWED'))
    .map((chosen) => chosen.map(([label, level, permitting], index) => ({ id: `c${index}`, label, level, permitting })))

const MARKS = fc.constantFrom('X', 'x', '✓', '✔')

const tableOf = (
  kind: Kind,
  title: string,
  rowHeading: string,
  columns: ColumnFacts[],
  rows: RowFacts[],
): AnyTable => ({
  ...{ kind, title, rowHeading, columns, rows },
})

/** Two audiences with captions, rows under headings or not. */
const tickedGrid: fc.Arbitrary<AnyTable> = fc
  .record({
    ...{ labels: some(ACTIVITIES, 3, 8), grouped: grouping, mark: MARKS, first: captionsFrom(LEVEL_CAPTIONS) },
    ...{
      staff: fc.constantFrom(...STAFF),
      learners: fc.constantFrom(...LEARNERS),
      turned: fc.boolean(),
      visitors: fc.boolean(),
    },
    ...{ second: captionsFrom(LEVEL_CAPTIONS), title: fc.constantFrom('Technology Matrix', 'Use of technology') },
  })
  .chain(({ labels, grouped, mark, first, second, staff, learners, turned, visitors, title }) => {
    const columns = [
      column(staff, 'STAFF', first),
      column(learners, 'LEARNER', second),
      ...(visitors ? [column('Visitors', 'VISITOR', first)] : []),
    ]
    if (turned) columns.reverse()
    const cells = fc.tuple(...columns.map(({ captions }) => ticked(captions, mark)))
    return rowsOf(labels, cells, grouped).map((rows) => tableOf('permission', title, 'Activities', columns, rows))
  })

/** One set of outcomes for everybody, examples under headings. */
const userActions: fc.Arbitrary<AnyTable> = fc
  .record({ labels: some(ACTIVITIES, 3, 8), grouped: grouping, captions: captionsFrom(ACTION_CAPTIONS) })
  .chain(({ labels, grouped, captions }) => {
    const columns = [column('Users', 'EVERYONE', captions)]
    return rowsOf(labels, fc.tuple(ticked(captions, 'X')), grouped).map((rows) =>
      tableOf('userActions', 'User actions', 'User actions', columns, rows),
    )
  })

const WORDS = [
  'Allowed',
  'Not allowed',
  'Allowed at certain times',
  'Allowed with permission of the headteacher',
  'Pupils not allowed',
  'Staff allowed in emergencies',
  'Allowed for educational use only',
  'Not allowed in lessons',
  'Allowed, but "off" and away',
  'Staff: allowed\nVisitors: not allowed',
  'Year 12-13 allowed; 7-11 not allowed',
] as const

/** Words a spreadsheet would take for a formula. */
const RISKY = ['=allowed', '- not allowed', '+ with permission', '@ home allowed'] as const

const worded: fc.Arbitrary<CellContent> = fc
  .record({
    words: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom(...RISKY)),
    notes: beside,
    of: fc.constantFrom('said', 'said', 'said', 'silent', 'not'),
  })
  .map(({ words, notes, of }): CellContent => {
    if (of === 'silent') return { ...BLANK, silent: true }
    return of === 'not' ? { ...BLANK, words, exception: '(Not TRC)' } : { ...BLANK, words, ...notes }
  })

const wordedTable: fc.Arbitrary<AnyTable> = fc
  .record({
    ...{ labels: some(ACTIVITIES, 4, 9), grouped: grouping, kind: fc.constantFrom('permission', 'prose' as const) },
    ...{ staff: fc.constantFrom(...STAFF), learners: fc.constantFrom(...LEARNERS), visitors: fc.boolean() },
  })
  .chain(({ labels, grouped, kind, staff, learners, visitors }) => {
    const columns = [
      column(learners, 'LEARNER'),
      column(staff, 'STAFF'),
      ...(visitors ? [column('Visitors', 'VISITOR')] : []),
    ]
    const cells = fc.tuple(...columns.map(() => worded))
    return rowsOf(labels, cells, grouped).map((rows) =>
      tableOf(kind as Kind, 'Technology Matrix (OHS & TRC)', 'Activity', columns, rows),
    )
  })

const DEVICES: readonly (readonly [string, string, Column['audience'], Column['device']])[] = [
  ['School devices', 'School owned for individual use', 'EVERYONE', 'SCHOOL_SINGLE'],
  ['School devices', 'School owned for multiple users', 'EVERYONE', 'SCHOOL_SHARED'],
  ['School devices', 'Authorised device', 'LEARNER', 'AUTHORISED'],
  ['Personal devices', 'Student owned', 'LEARNER', 'PUPIL_OWNED'],
  ['Personal devices', 'Staff owned', 'STAFF', 'STAFF_OWNED'],
  ['Personal devices', 'Visitor owned', 'VISITOR', 'VISITOR_OWNED'],
]

const deviceTable: fc.Arbitrary<AnyTable> = fc
  .record({
    ...{ devices: fc.subarray([...DEVICES], { minLength: 3 }), hasGroups: fc.boolean() },
    labels: fc.subarray(['Allowed in school', 'Full network access', 'Internet only', 'Use in lessons'], {
      minLength: 2,
    }),
  })
  .chain(({ devices, hasGroups, labels }) => {
    const columns = devices.map(([group, label, audience, device]) => ({
      ...{ group: hasGroups ? group : null, label, audience, device, captions: [] },
    }))
    const said = fc
      .record({ words: fc.constantFrom('Yes', 'No', 'No (7-11) Yes (12-13)', 'Yes with permission'), notes: beside })
      .map(({ words, notes }) => ({ ...BLANK, words, ...notes }))
    return rowsOf(labels, fc.tuple(...columns.map(() => said)), 'none').map((rows) =>
      tableOf('device', 'Devices in school', 'Device', columns, rows),
    )
  })

const incidentGrid: fc.Arbitrary<AnyTable> = fc
  .record({
    labels: some(INCIDENTS, 3),
    actions: some(ACTIONS, 3),
    audience: fc.constantFrom('LEARNER', 'STAFF' as const),
  })
  .chain(({ labels, actions, audience }) => {
    const captions = actions.map((label, index) => ({ id: `a${index}`, label, level: null, permitting: null }))
    const columns = [column('Actions', audience as Column['audience'], captions)]
    const cells = fc
      .subarray(captions)
      .map((under): [CellContent] => [{ ...BLANK, marks: under.map(({ id }) => ({ caption: id, mark: 'X' })) }])
    const title = audience === 'STAFF' ? 'Responding to staff actions' : 'Responding to learner actions'
    return rowsOf(labels, cells, 'none').map((rows) => tableOf('incident', title, 'Incidents', columns, rows))
  })

/** A grid nobody has marked yet says nothing, so that nothing of it comes back. */
const saysSomething = ({ rows }: AnyTable): boolean =>
  rows.some(({ cells }) => cells.some((cell) => cell !== null && (cell.marks.length > 0 || cell.words !== null)))

/** Shapes by name. */
export const TABLES = {
  tickedGrid: tickedGrid.filter(saysSomething),
  userActions: userActions.filter(saysSomething),
  wordedTable: wordedTable.filter(saysSomething),
  deviceTable,
  incidentGrid: incidentGrid.filter(saysSomething),
} as const
