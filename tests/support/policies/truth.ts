/**
 * Made-up policies whose tables are known: the truth first, the printed document from it. Shares no code with the
 * reader, so that what it reads can be held against what was printed.
 */
import fc from 'fast-check'
import type { Audience, DeviceClass, Level } from '@contract/index'

export interface TrueColumn {
  readonly label: string
  /** Heading above it; null: none. */
  readonly group: string | null
  readonly audience: Audience | null
  readonly device: DeviceClass | null
  readonly level: Level | null
}

export interface TrueRow {
  readonly label: string
  readonly group: string | null
  readonly cells: readonly string[]
}

export interface TrueTable {
  readonly kind: 'permission' | 'userActions' | 'incident' | 'device'
  readonly title: string
  readonly rowHeader: string
  readonly columns: readonly TrueColumn[]
  readonly rows: readonly TrueRow[]
}

type Caption = readonly [label: string, level: Level]

const STAFF_CAPTIONS: readonly (readonly Caption[])[] = [
  [
    ['Allowed', 'ALLOWED'],
    ['Allowed at certain times', 'CERTAIN_TIMES'],
    ['Allowed for selected staff', 'NOMINATED_OR_PERMISSION'],
    ['Not allowed', 'NOT_ALLOWED'],
  ],
  [
    ['Permitted', 'ALLOWED'],
    ['Permitted at break and lunch', 'CERTAIN_TIMES'],
    ['With permission of the head teacher', 'NOMINATED_OR_PERMISSION'],
    ['Not permitted', 'NOT_ALLOWED'],
  ],
  [
    ['Acceptable', 'ALLOWED'],
    ['Acceptable at certain times', 'CERTAIN_TIMES'],
    ['Acceptable for nominated users', 'NOMINATED_OR_PERMISSION'],
    ['Unacceptable', 'NOT_ALLOWED'],
  ],
  [
    ['Yes', 'ALLOWED'],
    ['With permission', 'NOMINATED_OR_PERMISSION'],
    ['No', 'NOT_ALLOWED'],
  ],
]

const PUPIL_CAPTIONS: readonly (readonly Caption[])[] = [
  [
    ['Allowed', 'ALLOWED'],
    ['Allowed at certain times', 'CERTAIN_TIMES'],
    ['Allowed with staff permission', 'NOMINATED_OR_PERMISSION'],
    ['Not allowed', 'NOT_ALLOWED'],
  ],
  [
    ['Permitted', 'ALLOWED'],
    ['Permitted at certain times', 'CERTAIN_TIMES'],
    ["With teacher's permission", 'NOMINATED_OR_PERMISSION'],
    ['Prohibited', 'NOT_ALLOWED'],
  ],
  [
    ['Allowed', 'ALLOWED'],
    ['Allowed only with permission', 'NOMINATED_OR_PERMISSION'],
    ['Forbidden', 'NOT_ALLOWED'],
  ],
]

const STAFF_WORDS = ['Staff', 'Staff and other adults', 'Staff & volunteers', 'Teachers and support staff', 'All staff']
const PUPIL_WORDS = ['Pupils', 'Learners', 'Students', 'Pupils/students', 'Children', 'Student / pupil']

const ACTIVITIES = [
  'Bringing a smartphone onto the site',
  'Using a phone during lessons',
  'Phones at break and lunchtime',
  'Smart watches that can send messages',
  'Taking photos on a personal device',
  'Personal email on the school network',
  'School email for private messages',
  'Online games',
  'Shopping on the internet',
  'Sharing files with others',
  'Social networking sites',
  'Instant messaging and group chats',
  'Watching films e.g. iPlayer, Netflix',
  'Posting videos, e.g. YouTube',
  'Memory sticks and other portable media',
  'Chatbots and AI tools the school has not vetted',
  'Headphones around school',
  'Personal tablets and laptops',
]

const INCIDENTS = [
  'Using a friend’s password to log in',
  'Sending an unkind message from a school account',
  'Sharing a photo of another pupil without asking',
  'Getting round the web filter',
  'Downloading games or apps without permission',
  'Leaving a computer unlocked on purpose',
  'Looking for material that is against the law',
  'Damaging files that belong to someone else',
  'Repeating any of the above after a warning',
]

const ACTIONS = [
  'Speak to form tutor',
  'Refer to head of year',
  'Inform headteacher',
  'Contact the police',
  'Tell the network manager',
  'Inform parents or carers',
  'Remove network access',
  'Warning',
  'Detention or exclusion',
]

const WORDS = [
  'Allowed',
  'Not allowed',
  'Allowed in emergencies only',
  'Not allowed during the school day',
  'Allowed with permission from the office',
  'Allowed in the staff room',
  'Sixth form only',
  'No (Years 7-11), Yes (Years 12-13)',
  'Switched off and in bags',
  '',
]

const DEVICES: readonly (readonly [string, string, DeviceClass])[] = [
  ['School devices', 'School owned for one user', 'SCHOOL_SINGLE'],
  ['School devices', 'School owned and shared', 'SCHOOL_SHARED'],
  ['Personal devices', 'Pupil owned', 'PUPIL_OWNED'],
  ['Personal devices', 'Staff owned', 'STAFF_OWNED'],
  ['Personal devices', 'Visitor owned', 'VISITOR_OWNED'],
]

const some = (list: readonly string[], min: number): fc.Arbitrary<string[]> =>
  fc.shuffledSubarray([...list], { minLength: min, maxLength: Math.min(list.length, min + 6) })

const oneOf = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list)

/** A grid of marks: staff and pupils with captions each, in either order and any order of captions. */
export const tickedGrid: fc.Arbitrary<TrueTable> = fc
  .record({
    staff: oneOf(STAFF_CAPTIONS).chain((set) => fc.shuffledSubarray([...set], { minLength: set.length })),
    pupils: oneOf(PUPIL_CAPTIONS).chain((set) => fc.shuffledSubarray([...set], { minLength: set.length })),
    staffWord: oneOf(STAFF_WORDS),
    pupilWord: oneOf(PUPIL_WORDS),
    pupilsFirst: fc.boolean(),
    labels: some(ACTIVITIES, 4),
    mark: oneOf(['X', '✓', '✔', 'x', '●']),
    rowHeader: oneOf(['Activity', 'Technology', 'Communication technologies', '']),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9)), { minLength: 12, maxLength: 12 }),
  })
  .map(({ staff, pupils, staffWord, pupilWord, pupilsFirst, labels, mark, rowHeader, picks }) => {
    const columnsOf = (set: readonly Caption[], group: string, audience: Audience): TrueColumn[] =>
      set.map(([label, level]) => ({ label, group, audience, device: null, level }))
    const [first, second] = [columnsOf(staff, staffWord, 'STAFF'), columnsOf(pupils, pupilWord, 'LEARNER')]
    const columns = pupilsFirst ? [...second, ...first] : [...first, ...second]
    const split = pupilsFirst ? second.length : first.length
    const rows = labels.map((label, index): TrueRow => {
      const [a = 0, b = 0, odd = 9] = picks[index % picks.length] ?? []
      const cells = columns.map(() => '')
      cells[a % split] = odd === 0 ? `${mark}*` : mark
      // Now and then the second audience is left blank, or carries two marks.
      if (odd !== 1) cells[split + (b % (columns.length - split))] = mark
      if (odd === 2) cells[split + ((b + 1) % (columns.length - split))] = mark
      return { label, group: null, cells }
    })
    return { kind: 'permission', title: '', rowHeader, columns, rows }
  })

/** A table of words: one column an audience. */
export const wordedGrid: fc.Arbitrary<TrueTable> = fc
  .record({
    staffWord: oneOf(STAFF_WORDS),
    pupilWord: oneOf(PUPIL_WORDS),
    visitors: fc.boolean(),
    pupilsFirst: fc.boolean(),
    labels: some(ACTIVITIES, 4),
    rowHeader: oneOf(['Technology matrix', 'Activity', 'Use of technology']),
    picks: fc.array(oneOf(WORDS), { minLength: 40, maxLength: 40 }),
  })
  .map(({ staffWord, pupilWord, visitors, pupilsFirst, labels, rowHeader, picks }) => {
    const staff = { label: staffWord, group: null, audience: 'STAFF', device: null, level: null } as const
    const pupils = { label: pupilWord, group: null, audience: 'LEARNER', device: null, level: null } as const
    const visitor = { label: 'Visitors', group: null, audience: 'VISITOR', device: null, level: null } as const
    const columns = [...(pupilsFirst ? [pupils, staff] : [staff, pupils]), ...(visitors ? [visitor] : [])]
    const rows = labels.map((label, row) => ({
      label,
      group: null,
      cells: columns.map((_, column) => picks[row * 3 + column] ?? ''),
    }))
    return { kind: 'permission', title: '', rowHeader, columns, rows }
  })

/** Incidents down, actions across, several marks in a row. */
export const incidentGrid: fc.Arbitrary<TrueTable> = fc
  .record({
    labels: some(INCIDENTS, 4),
    actions: some(ACTIONS, 4),
    mark: oneOf(['X', '✓', 'x']),
    bits: fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }),
  })
  .map(({ labels, actions, mark, bits }) => ({
    kind: 'incident' as const,
    title: '',
    rowHeader: 'Incidents',
    columns: actions.map((label) => ({ label, group: null, audience: null, device: null, level: null })),
    rows: labels.map((label, row) => ({
      label,
      group: null,
      // At least one mark a row, as a school would print it.
      cells: actions.map((_, column) => (bits[row * 9 + column] || column === row % actions.length ? mark : '')),
    })),
  }))

/** Classes of device across, access down. */
export const deviceTable: fc.Arbitrary<TrueTable> = fc
  .record({
    devices: fc.shuffledSubarray([0, 1], { minLength: 2 }),
    owners: fc.shuffledSubarray([2, 3, 4], { minLength: 2 }),
    picks: fc.array(oneOf(['Yes', 'No', 'No (7-11) Yes (12-13)', 'Sixth form only']), {
      minLength: 15,
      maxLength: 15,
    }),
  })
  .map(({ devices, owners, picks }) => {
    const columns = [...devices, ...owners].flatMap((index) => {
      const [group, label, device] = DEVICES[index] ?? []
      return group === undefined || label === undefined || device === undefined
        ? []
        : [{ label, group, audience: null, device, level: null }]
    })
    const labels = ['Allowed in school', 'Full network access', 'Internet only']
    return {
      kind: 'device' as const,
      title: '',
      rowHeader: 'The school allows:',
      columns,
      rows: labels.map((label, row) => ({
        label,
        group: null,
        cells: columns.map((_, column) => picks[row * 5 + column] ?? 'No'),
      })),
    }
  })

const CHART_GROUPS = [
  'Nobody shall use school systems to reach or share content that is against the law, such as:',
  'Nobody shall do anything that might be an offence under laws on computer misuse:',
  'Nobody shall do the following, which is lawful but which the school does not accept:',
]

const CHART_LABELS = [
  'Sharing another person’s password or reading their files without being asked to',
  'Promotion of unkindness towards any group of people',
  'Running a business on school systems',
  'Using tools that get round the filter, such as proxy sites',
  'Copying work that belongs to somebody else (also by AI tools)',
  'Sending very large files that slow the network for others',
  'Reading or sending offensive messages in school',
  'Pretending to be somebody else online',
]

/** A user-actions chart: a heading beside each run of rows, one set of outcomes for everybody. */
export const userActionsChart: fc.Arbitrary<TrueTable> = fc
  .record({
    outcomes: oneOf<readonly Caption[]>([
      [
        ['Acceptable', 'ALLOWED'],
        ['Acceptable at certain times', 'CERTAIN_TIMES'],
        ['Acceptable for nominated users', 'NOMINATED_OR_PERMISSION'],
        ['Unacceptable', 'NOT_ALLOWED'],
        ['Unacceptable and illegal', 'ILLEGAL'],
      ],
      [
        ['Permitted', 'ALLOWED'],
        ['Permitted for nominated staff', 'NOMINATED_OR_PERMISSION'],
        ['Not permitted', 'NOT_ALLOWED'],
        ['Not permitted and illegal', 'ILLEGAL'],
      ],
    ]),
    labels: some(CHART_LABELS, 5),
    mark: oneOf(['X', '✓', 'x']),
    picks: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  })
  .map(({ outcomes, labels, mark, picks }) => ({
    kind: 'userActions' as const,
    title: '',
    rowHeader: 'User actions',
    columns: outcomes.map(([label, level]) => ({ label, group: null, audience: null, device: null, level })),
    rows: labels.map((label, at) => ({
      label,
      group: CHART_GROUPS[Math.floor((at * CHART_GROUPS.length) / labels.length)] ?? '',
      cells: outcomes.map((_, column) => (column === (picks[at] ?? 0) % outcomes.length ? mark : '')),
    })),
  }))
