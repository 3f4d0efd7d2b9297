/**
 * Rules in prose as a table: one row a question, one column an audience. Where the document was read for a question
 * and neither a sentence nor a table answers an audience, the cell says so: "Not stated" (design 1).
 */
import type { ActivityKey, Audience, CellContent, DeviceClass } from '@contract/matrices'
import { CATALOGUE, DEVICE_ACTIVITIES } from '../matrices'
import { OWN_ACTIVITIES } from './activities'
import { ruleCell, silentCell, type ColumnFacts, type PolicyDocument, type Said, type TableFacts } from './facts'

/** A rule with the clause it stands in. */
type Rule = Said & { readonly clause: string }

const COLUMNS = {
  everyone: ['EVERYONE', 'Everyone'],
  staff: ['STAFF', 'Staff'],
  learners: ['LEARNER', 'Learners'],
  visitors: ['VISITOR', 'Visitors'],
  parents: ['PARENT', 'Parents and carers'],
  community: ['COMMUNITY', 'Community users'],
} as const satisfies Readonly<Record<string, readonly [Audience, string]>>

type ColumnName = keyof typeof COLUMNS
const COLUMN_NAMES: readonly ColumnName[] = ['everyone', 'staff', 'learners', 'visitors', 'parents', 'community']

/** Rules of one document by question and audience. */
export type ProseRules = Readonly<Record<ActivityKey, Readonly<Partial<Record<ColumnName, Rule>>>>>

/** Every question of the practice trust that is not asked by device class, in the order of the catalogue. */
export const PRACTICE_QUESTIONS = [
  ...CATALOGUE.filter(({ key }) => !DEVICE_ACTIVITIES.includes(key)),
  ...OWN_ACTIVITIES,
]

/** Whether a table has a cell for a question and an audience, itself or through a column for everyone. */
function answeredByTable(tables: readonly TableFacts[], activity: ActivityKey, audience: Audience): boolean {
  return tables.some((table) =>
    table.rows.some(
      (row) =>
        row.activity === activity &&
        table.columns.some(
          (column, index) =>
            (column.audience === audience || column.audience === 'EVERYONE') && (row.cells[index] ?? null) !== null,
        ),
    ),
  )
}

/**
 * The rules of one document as a table.
 * @param tables the document's own tables, which answer for themselves
 * @throws Error when a rule names a question nobody asks: a slip of the pen, found by the first test
 */
export function proseTable(document: PolicyDocument, rules: ProseRules, tables: readonly TableFacts[]): TableFacts {
  for (const key of Object.keys(rules)) {
    if (!PRACTICE_QUESTIONS.some((question) => question.key === key)) throw new Error(`No question is called ${key}`)
  }
  const columns = COLUMN_NAMES.filter(
    (name) => name !== 'community' || Object.values(rules).some((rule) => rule.community !== undefined),
  )
  const cellOf = (activity: ActivityKey, name: ColumnName): CellContent | null => {
    const said = rules[activity]?.[name]
    if (said !== undefined) return ruleCell(document, said)
    const answered = rules[activity]?.everyone !== undefined || answeredByTable(tables, activity, COLUMNS[name][0])
    return answered ? null : silentCell(document)
  }
  const rows = PRACTICE_QUESTIONS.map(({ key, label, area }) => ({
    group: area,
    label,
    activity: key,
    cells: columns.map((name) => cellOf(key, name)),
  })).filter((row) => row.cells.some((cell) => cell !== null))
  return {
    title: 'Rules in prose',
    kind: 'prose',
    rowHeading: 'Question',
    document,
    columns: columns.map((name) => ({
      group: null,
      label: COLUMNS[name][1],
      audience: COLUMNS[name][0],
      device: null,
      captions: [],
    })),
    rows,
  }
}

const DEVICE_COLUMNS: readonly (readonly [DeviceClass, Audience, string, string])[] = [
  ['SCHOOL_SINGLE', 'EVERYONE', 'School devices', 'For one user'],
  ['SCHOOL_SHARED', 'EVERYONE', 'School devices', 'Shared'],
  ['AUTHORISED', 'LEARNER', 'School devices', 'Bought through a school scheme'],
  ['PUPIL_OWNED', 'LEARNER', 'Personal devices', 'Owned by pupils'],
  ['STAFF_OWNED', 'STAFF', 'Personal devices', 'Owned by staff'],
  ['VISITOR_OWNED', 'VISITOR', 'Personal devices', 'Owned by visitors'],
]

/** What a document without a device table says of each class of device; classes left out are not stated. */
export type DeviceCells = Readonly<Partial<Record<DeviceClass, Rule>>>

/** Devices of a document that has no table for them. */
export function deviceProse(document: PolicyDocument, rules: Readonly<Record<ActivityKey, DeviceCells>>): TableFacts {
  const columns: readonly ColumnFacts[] = DEVICE_COLUMNS.map(([device, audience, group, label]) => ({
    group,
    label,
    audience,
    device,
    captions: [],
  }))
  const rows = CATALOGUE.filter(({ key }) => DEVICE_ACTIVITIES.includes(key)).map(({ key, label }) => ({
    group: null,
    label,
    activity: key,
    cells: DEVICE_COLUMNS.map(([device]) => {
      const said = rules[key]?.[device]
      return said === undefined ? silentCell(document) : ruleCell(document, said)
    }),
  }))
  return { title: 'Devices in prose', kind: 'prose', rowHeading: 'Question', document, columns, rows }
}
