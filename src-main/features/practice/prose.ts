/**
 * Rules in prose as a table: one row a question, one column an audience. Where a document was read for a question and
 * neither a sentence nor a table of it answers an audience, the cell says so: "Not stated" (design 1).
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

/** What one document says on its own: its sentences and its tables. */
export interface DocumentSources {
  readonly document: PolicyDocument
  readonly rules: ProseRules
  readonly tables: readonly TableFacts[]
}

/** Audiences a document has an answer for, by question; `EVERYONE` among them where it speaks to all. */
function audiencesOf({ rules, tables }: DocumentSources, activity: ActivityKey): ReadonlySet<Audience> {
  const inTables = tables.flatMap((table) =>
    table.rows
      .filter((row) => row.activity === activity)
      .flatMap((row) =>
        table.columns.filter((_column, index) => (row.cells[index] ?? null) !== null).map(({ audience }) => audience),
      ),
  )
  const inProse = COLUMN_NAMES.filter((name) => rules[activity]?.[name] !== undefined).map((name) => COLUMNS[name][0])
  return new Set([...inTables, ...inProse])
}

/** Whom each question is asked for: staff and learners for the catalogue's, and whomever any document speaks of. */
type Asked = ReadonlyMap<ActivityKey, ReadonlySet<Audience>>

function askedIn(all: readonly DocumentSources[]): Asked {
  return new Map(
    PRACTICE_QUESTIONS.map(({ key }) => {
      const spoken = new Set(all.flatMap((sources) => [...audiencesOf(sources, key)]))
      const always = spoken.has('EVERYONE') || CATALOGUE.some((question) => question.key === key)
      return [key, new Set<Audience>(always ? [...spoken, 'STAFF', 'LEARNER'] : spoken)]
    }),
  )
}

/**
 * The rules of each document as a table, in the order handed in. A question is answered, or said not to be stated,
 * for every audience that any of the documents answers it for.
 * @throws Error when a rule names a question nobody asks: a slip of the pen, found by the first test
 */
export function proseTables(all: readonly DocumentSources[]): readonly TableFacts[] {
  const asked = askedIn(all)
  for (const key of all.flatMap(({ rules }) => Object.keys(rules))) {
    if (!asked.has(key)) throw new Error(`No question is called ${key}`)
  }
  return all.map((sources) => proseTable(sources, asked))
}

function proseTable(sources: DocumentSources, asked: Asked): TableFacts {
  const { document, rules } = sources
  const all = PRACTICE_QUESTIONS.map(({ key, label, area }) => {
    const answered = audiencesOf(sources, key)
    const cellOf = (name: ColumnName): CellContent | null => {
      const said = rules[key]?.[name]
      if (said !== undefined) return ruleCell(document, said)
      const [audience] = COLUMNS[name]
      const open = asked.get(key)?.has(audience) === true && !answered.has(audience) && !answered.has('EVERYONE')
      return open ? silentCell(document) : null
    }
    return { group: area, label, activity: key, cells: COLUMN_NAMES.map(cellOf) }
  })
  const used = COLUMN_NAMES.map((_name, index) => all.some(({ cells }) => cells[index] !== null))
  const rows = all
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .map((row) => ({ ...row, cells: row.cells.filter((_cell, index) => used[index]) }))
  return {
    title: 'Rules in prose',
    kind: 'prose',
    rowHeading: 'Question',
    document,
    columns: COLUMN_NAMES.filter((_name, index) => used[index]).map((name) => ({
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
