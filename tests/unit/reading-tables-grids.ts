/**
 * Grids whose truth is known, and the many ways in which documents print them. The recogniser must find the truth or
 * decline; it must never find anything else.
 */
import type { Block } from '@contract/document'
import type { Audience, DeviceClass, Level } from '@contract/matrices'
import type { ReadTable } from '@contract/report'
import fc from 'fast-check'
import { pageBreak, paragraph, table, type CellSketch } from './reading-tables-blocks'

export interface TrueColumn {
  readonly group: string | null
  readonly caption: string
  readonly audience: Audience | null
  readonly device: DeviceClass | null
  readonly level: Level | null
}

export interface TrueGrid {
  readonly kind: ReadTable['kind']
  readonly corner: string
  readonly columns: readonly TrueColumn[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[]
}

export interface Printing {
  readonly spans: boolean
  /** Rows before which a page ends; with `inside`, the page ends within the row before it. */
  readonly breaks: readonly number[]
  readonly inside: boolean
  readonly repeatHead: boolean
  readonly between: 'nothing' | 'break' | 'number' | 'blank' | 'continued'
  readonly blankRows: boolean
  readonly cornerBelow: boolean
  readonly brokenHeadings: boolean
  readonly oneBlock: boolean
}

const PEOPLE: Readonly<Record<'STAFF' | 'LEARNER' | 'VISITOR' | 'PARENT', readonly string[]>> = {
  STAFF: ['Staff', 'Staff and other adults', 'STAFF', 'Staff & volunteers', 'Teachers', 'All staff'],
  LEARNER: ['Pupils', 'Learners', 'Students', 'Student/pupil', 'Children', 'Pupils / students'],
  VISITOR: ['Visitors', 'Visitors and guests', 'Guests'],
  PARENT: ['Parents/carers', 'Parents and carers', 'Parents'],
}

const CAPTIONS: readonly (readonly [Level, readonly string[]])[] = [
  ['ALLOWED', ['Allowed', 'Permitted', 'Acceptable', 'Yes', 'Always allowed']],
  [
    'CERTAIN_TIMES',
    ['Allowed at certain times', 'At certain times', 'At break and lunch', 'Permitted at certain times'],
  ],
  [
    'NOMINATED_OR_PERMISSION',
    ['Allowed with staff permission', "With teacher's permission", 'Nominated users', 'Staff discretion'],
  ],
  ['NOT_ALLOWED', ['Not allowed', 'Prohibited', 'Not permitted', 'Forbidden', 'No', 'Unacceptable']],
]

const LABELS = [
  ...['Mobile phones may be brought into school', 'Use of phones in lessons', 'Use of phones in social time'],
  ...['Taking photographs on own devices', 'Online gaming', 'Online shopping (including auctions)', 'Social media'],
  ...[
    'Instant messaging',
    'Use of chat rooms',
    'Personal e-mail on the school network',
    'File sharing',
    'iPads in class',
  ],
  ...['Use of streaming services, e.g. films or music', 'Use of smart watches', 'Installing apps on a school laptop'],
  ...['Using AI chatbots for homework', 'Video calls with family', 'Use of memory sticks and other removable media'],
  ...['Blogs', 'Downloading software', 'Headphones around the site', 'Wearable cameras and recording glasses'],
]

const VALUES = [
  ...['Allowed', 'Not allowed', 'Allowed in emergencies', 'Not allowed at any time', 'Allowed with permission', 'No'],
  ...[
    'Yes',
    'Yes (staff room only)',
    'Not permitted (see code of conduct)',
    'Only with permission of the head teacher',
  ],
  ...['Allowed but turned off during the day', 'Never', 'Permitted at break', 'No (7-11) Yes (12-13)'],
]

const ACTIONS = [
  ...['Refer to class teacher', 'Refer to head of year', 'Refer to Headteacher', 'Refer to police', 'Inform parents'],
  ...['Remove internet access', 'Issue a warning', 'Further sanction', 'Inform the safeguarding lead', 'Suspension'],
]

const DEVICES: readonly (readonly [group: string, DeviceClass, readonly string[]])[] = [
  ['School devices', 'SCHOOL_SINGLE', ['School owned for individual use', 'School owned for single user']],
  ['School devices', 'SCHOOL_SHARED', ['School owned for multiple users', 'School owned - shared']],
  ['Personal devices', 'PUPIL_OWNED', ['Student owned', 'Pupil owned', "Pupils' own devices"]],
  ['Personal devices', 'STAFF_OWNED', ['Staff owned', 'Staff-owned devices']],
  ['Personal devices', 'VISITOR_OWNED', ['Visitor owned']],
]

const some = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
/** Throws that follow from one number. */
function diceOf(seed: number): () => number {
  let state = (seed % 2147483646) + 1
  return () => {
    state = (state * 48271) % 2147483647
    return state >> 4
  }
}

const mark = some(['X', 'x', '✓', '✔', '√', '•', '■', '☑'])

const labels = (most: number): fc.Arbitrary<string[]> => fc.shuffledSubarray(LABELS, { minLength: 3, maxLength: most })

const audiences = (least: number): fc.Arbitrary<(keyof typeof PEOPLE)[]> =>
  fc.shuffledSubarray(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[], { minLength: least, maxLength: 3 })

const levelsOf = fc
  .shuffledSubarray([...CAPTIONS], { minLength: 2, maxLength: 4 })
  .filter((chosen) => chosen.some(([level]) => level === 'ALLOWED' || level === 'NOT_ALLOWED'))
  .chain((chosen) =>
    fc.tuple(...chosen.map(([level, captions]) => some(captions).map((caption) => ({ level, caption })))),
  )

/** Marks under levels, for one audience or several; now and then a blank cell or two marks. */
export const tickedGrid: fc.Arbitrary<TrueGrid> = audiences(2)
  .chain((people) =>
    fc.tuple(
      fc.tuple(...people.map((audience) => fc.tuple(fc.constant(audience), some(PEOPLE[audience]), levelsOf))),
      labels(12),
      mark,
      fc.nat(),
      some(['', 'Activity', 'User actions', 'Communication technologies']),
    ),
  )
  .map(([sets, rows, sign, dice, corner]): TrueGrid => {
    const next = diceOf(dice)
    const columns = sets.flatMap(([audience, group, levels]) =>
      levels.map(({ level, caption }) => ({ group, caption, audience, device: null, level })),
    )
    return {
      kind: corner === 'User actions' ? 'userActions' : 'permission',
      corner,
      columns,
      rows: rows.map((label) => ({
        label,
        cells: sets.flatMap(([, , levels]) => {
          const chosen = next() % levels.length
          const second = next() % 100 < 6 ? (chosen + 1) % levels.length : chosen
          const blank = next() % 100 < 6
          return levels.map((_, at) => (!blank && (at === chosen || at === second) ? sign : ''))
        }),
      })),
    }
  })

/** Words under audiences. */
export const wordedGrid: fc.Arbitrary<TrueGrid> = audiences(2)
  .chain((people) =>
    fc.tuple(
      fc.tuple(...people.map((audience) => some(PEOPLE[audience]).map((caption) => ({ audience, caption })))),
      labels(10),
      fc.nat(),
      some(['', 'Activity', 'Technology Matrix']),
    ),
  )
  .map(([heads, rows, seed, corner]): TrueGrid => {
    const next = diceOf(seed)
    return {
      kind: 'permission',
      corner,
      columns: heads.map(({ audience, caption }) => ({ group: null, caption, audience, device: null, level: null })),
      rows: rows.map((label) => ({
        label,
        cells: heads.map(() => VALUES[next() % VALUES.length] ?? ''),
      })),
    }
  })

/** Marks under actions. */
export const incidentGrid: fc.Arbitrary<TrueGrid> = fc
  .tuple(
    fc.shuffledSubarray(ACTIONS, { minLength: 4, maxLength: 10 }),
    labels(10),
    some(['X', '✓', '•']),
    fc.nat(),
    some(['Incidents', 'Incident']),
  )
  .filter(([actions]) => actions.filter((action) => /^(?:Refer|Inform)/.test(action)).length > 1)
  .map(([actions, rows, sign, seed, corner]): TrueGrid => {
    const next = diceOf(seed)
    return {
      kind: 'incident',
      corner,
      columns: actions.map((caption) => ({ group: null, caption, audience: null, device: null, level: null })),
      rows: rows.map((label) => ({ label, cells: actions.map(() => (next() % 100 < 35 ? sign : '')) })),
    }
  })

const OWNERS: Readonly<Partial<Record<DeviceClass, Audience>>> = {
  PUPIL_OWNED: 'LEARNER',
  STAFF_OWNED: 'STAFF',
  VISITOR_OWNED: 'VISITOR',
}

/** Words under classes of devices. */
export const deviceGrid: fc.Arbitrary<TrueGrid> = fc
  .tuple(fc.shuffledSubarray([...DEVICES], { minLength: 3 }), fc.nat(), some(['', 'The school allows']), fc.boolean())
  .map(([chosen, dice, corner, grouped]): TrueGrid => {
    const next = diceOf(dice)
    const inGroups = [...chosen].sort(([one], [other]) => other.localeCompare(one))
    return {
      kind: 'device',
      corner,
      columns: inGroups.map(([group, device, captions]) => ({
        group: grouped ? group : null,
        caption: captions[next() % captions.length] ?? '',
        audience: OWNERS[device] ?? null,
        device,
        level: null,
      })),
      rows: ['Allowed in school', 'Full network access', 'Internet only'].map((label) => ({
        label,
        cells: chosen.map(() => ['Yes', 'No', 'No (7-11) Yes (12-13)', 'Sixth form only'][next() % 4] ?? ''),
      })),
    }
  })

export const printing: fc.Arbitrary<Printing> = fc.record({
  spans: fc.boolean(),
  breaks: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 12 })),
  inside: fc.boolean(),
  repeatHead: fc.boolean(),
  between: some(['nothing', 'break', 'number', 'blank', 'continued'] as const),
  blankRows: fc.boolean(),
  cornerBelow: fc.boolean(),
  brokenHeadings: fc.boolean(),
  oneBlock: fc.boolean(),
})

/** Prints a grid. A row broken by a page end keeps its first words above; what it says goes on below in small letters. */
export function print(grid: TrueGrid, how: Printing): Block[] {
  const head = headRows(grid, how)
  const parts: CellSketch[][][] = [[...head]]
  for (const [index, { label, cells }] of grid.rows.entries()) {
    const row = [{ text: label }, ...cells.map((text) => ({ text }))]
    const broken = how.breaks.includes(index)
    const cut = how.inside ? cutOf(label) : null
    if (broken && index > 0 && !how.inside) parts.push(how.repeatHead ? [...head] : [])
    const part = parts.at(-1) ?? []
    if (broken && cut !== null) {
      part.push([{ text: cut[0] }, ...cells.map((text, at) => ({ text: at % 2 === 0 ? text : '' }))])
      const rest = [{ text: cut[1] }, ...cells.map((text, at) => ({ text: at % 2 === 0 ? '' : text }))]
      parts.push(how.repeatHead ? [...head, rest] : [rest])
    } else part.push(row)
    if (how.blankRows && index % 3 === 1) (parts.at(-1) ?? []).push(row.map(() => ({ text: '' })))
  }
  const turn = head[0]?.[0]?.text ?? ''
  const gap: Record<Printing['between'], Block[]> = {
    nothing: [],
    break: [pageBreak],
    number: [paragraph('Page 4 of 12'), pageBreak],
    blank: [paragraph(''), pageBreak, paragraph('')],
    continued: [pageBreak, paragraph(`${turn} (continued)`.trim())],
  }
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => [...(index === 0 ? [] : gap[how.between]), table(part, how.spans)])
}

/** Where a label can be broken so that anybody sees that it goes on: before a word with a small letter. */
function cutOf(label: string): readonly [string, string] | null {
  const words = label.split(' ')
  const at = words.findIndex((word, index) => index > 0 && /^[a-z]{2}/.test(word))
  return at < 0 ? null : [words.slice(0, at).join(' '), words.slice(at).join(' ')]
}

function headRows(grid: TrueGrid, how: Printing): CellSketch[][] {
  const captions = grid.columns.map(({ caption }) => ({
    text: how.brokenHeadings ? caption.replaceAll(' ', '\n') : caption,
  }))
  if (grid.columns.every(({ group }) => group === null)) return [[{ text: grid.corner }, ...captions]]
  const groups: CellSketch[] = []
  for (const { group } of grid.columns) {
    const last = groups.findLast(({ text }) => text !== '')
    if (last?.text !== group) groups.push({ text: group ?? '', columns: 1 })
    else if (how.spans) groups[groups.length - 1] = { text: last.text, columns: (last.columns ?? 1) + 1 }
    else groups.push({ text: '' })
  }
  const corner = { text: grid.corner }
  if (how.spans) return [[{ ...corner, rows: 2 }, ...groups], captions]
  const [above, below] = how.cornerBelow ? [{ text: '' }, corner] : [corner, { text: '' }]
  return [
    [above, ...groups],
    [below, ...captions],
  ]
}
