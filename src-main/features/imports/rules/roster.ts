/**
 * A OneRoster set as one list of pupils: users with their roles, schools and classes joined by their ids (R115; OneRoster 1.1
 * and 1.2). Only pupils of the school that is open are looked at. Pure.
 */
import type { ColumnMeaning } from '@contract/imports'
import type { OneRoster, ReadRows, TableRow } from '@contract/tabular'
import { headingKey } from './headings'
import { counted, tidy } from './wording'
import { schoolNamed, type OtherNamed, type SchoolKnown } from './wrong-school'

export interface JoinedRoster {
  readonly table: ReadRows
  readonly meanings: readonly ColumnMeaning[]
  /** Whether everybody is in it, or only what changed. */
  readonly wholeRoll: boolean
  readonly notes: readonly string[]
}

type Field =
  'sourcedId' | 'status' | 'forename' | 'surname' | 'preferredForename' | 'preferredSurname' | 'number' | 'upn'
type Joined = Readonly<Record<Field | 'year' | 'class' | 'school', string>>

const COLUMNS: readonly (readonly [keyof Joined, string, ColumnMeaning])[] = [
  ['sourcedId', 'sourcedId', 'sourceId'],
  ['status', 'status', 'rosterStatus'],
  ['forename', 'givenName', 'legalForename'],
  ['surname', 'familyName', 'legalSurname'],
  ['preferredForename', 'preferredGivenName', 'preferredForename'],
  ['preferredSurname', 'preferredFamilyName', 'preferredSurname'],
  ['number', 'identifier', 'admissionNumber'],
  ['upn', 'UPN', 'upn'],
  ['year', 'grades', 'year'],
  ['class', 'class', 'className'],
  ['school', 'school', 'school'],
]

/** A file of the set whose cells are asked for by heading, wherever it stands; blank where it has none. */
class RosterFile {
  readonly #places: ReadonlyMap<string, number>
  readonly rows: readonly TableRow[]

  constructor(readonly table: ReadRows | null) {
    this.#places = new Map((table?.header ?? []).map((heading, at) => [headingKey(heading), at]))
    this.rows = table?.rows ?? []
  }

  has(heading: string): boolean {
    return this.#places.has(headingKey(heading))
  }

  text({ cells }: TableRow, heading: string): string {
    const place = this.#places.get(headingKey(heading))
    return place === undefined ? '' : tidy(cells[place] ?? '')
  }
}

/** Ids in one cell are parted by commas. */
const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')

const isStudent = (role: string): boolean => ['student', 'learner'].includes(role.toLowerCase())
const isGone = (status: string): boolean => status.toLowerCase() === 'tobedeleted'

/** @returns the joined list, or in words why the set is not this school's */
export function joinRoster(
  tables: readonly ReadRows[],
  { modes, version }: OneRoster,
  here: SchoolKnown,
  others: readonly OtherNamed[],
): JoinedRoster | string {
  const file = (name: string): RosterFile =>
    new RosterFile(tables.find((table) => table.name === `${name}.csv`) ?? null)
  const [users, roles, orgs] = [file('users'), file('roles'), file('orgs')]
  if (users.table === null)
    return 'This OneRoster set holds no users.csv, so there is nobody in it. Nothing was read in.'
  const schools = schoolsOf(orgs, here, others)
  if (typeof schools === 'string') return schools
  const roleOf = rolesOf(users, roles)
  const classOf = classesOf(file('classes'), file('enrollments'))
  let [elsewhere, unknown] = [0, 0]
  const pupils: { readonly user: TableRow; readonly orgs: readonly string[] }[] = []
  for (const user of users.rows) {
    const role = roleOf(user)
    const gone = isGone(users.text(user, 'status'))
    const looksIt = users.text(user, 'grades') !== '' || classOf(users.text(user, 'sourcedId')) !== '' || gone
    if (!role.known && !looksIt) unknown += 1
    if (role.known ? !role.student : !looksIt) continue
    const at = role.orgs.length > 0 ? role.orgs : listOf(users.text(user, 'primaryOrgSourcedId'))
    if (schools.own !== null && at.length > 0 && !at.some((org) => schools.own?.has(org))) elsewhere += 1
    else pupils.push({ user, orgs: at })
  }
  const numbers = numbersOf(
    users,
    pupils.map(({ user }) => user),
  )
  const rows = pupils.map(({ user, orgs: at }): TableRow => {
    const joined: Joined = {
      ...{ sourcedId: users.text(user, 'sourcedId'), status: users.text(user, 'status') },
      ...{ forename: users.text(user, 'givenName'), surname: users.text(user, 'familyName') },
      preferredForename: users.text(user, 'preferredGivenName'),
      preferredSurname: users.text(user, 'preferredFamilyName'),
      ...numbers(user),
      ...{ year: users.text(user, 'grades'), class: classOf(users.text(user, 'sourcedId')) },
      // Of a pupil at two schools the own one counts.
      school: at.filter((org) => schools.own?.has(org) ?? true).map((org) => schools.named.get(org) ?? '')[0] ?? '',
    }
    return { line: user.line, cells: COLUMNS.map(([field]) => joined[field]), dates: [] }
  })
  return {
    table: {
      name: 'Pupils of users.csv',
      columns: COLUMNS.length,
      header: COLUMNS.map(([, heading]) => heading),
      headerLine: users.table.headerLine,
      preamble: [],
      rows,
      leftOut: users.table.leftOut,
      notes: [],
    },
    meanings: COLUMNS.map(([, , meaning]) => meaning),
    wholeRoll: modes.users === 'bulk',
    notes: [
      `OneRoster ${version}, ${modes.users === 'delta' ? 'changes only: nobody is missing by not being in it' : 'everybody'}.`,
      ...(elsewhere === 0
        ? []
        : [
            `${counted(elsewhere, 'pupil', 'pupils')} of other schools in the set ${elsewhere === 1 ? 'is' : 'are'} not looked at.`,
          ]),
      ...(unknown === 0
        ? []
        : [
            `${counted(unknown, 'person', 'people')} without a role in the set ${unknown === 1 ? 'is' : 'are'} not looked at.`,
          ]),
    ],
  }
}

interface Schools {
  /** Ids of the school that is open; null: the set tells none apart. */
  readonly own: ReadonlySet<string> | null
  /** What each calls itself: a number where that says more, else its name. */
  readonly named: ReadonlyMap<string, string>
}

function schoolsOf(orgs: RosterFile, here: SchoolKnown, others: readonly OtherNamed[]): Schools | string {
  const schools = orgs.rows.filter((org) => ['school', ''].includes(orgs.text(org, 'type').toLowerCase()))
  const named = new Map<string, string>()
  const own = new Set<string>()
  for (const org of schools) {
    const id = orgs.text(org, 'sourcedId')
    const texts = [orgs.text(org, 'identifier'), orgs.text(org, 'name')].filter((text) => text !== '')
    named.set(id, texts.find((text) => schoolNamed(text, here, others) !== null) ?? texts[0] ?? '')
    if (texts.some((text) => schoolNamed(text, here, others) === 'here')) own.add(id)
  }
  if (schools.length < 2) return { own: null, named }
  if (own.size === 0) {
    return `None of the ${schools.length} schools in this OneRoster set is ${here.facts.name} by URN, LAESTAB or name. Nothing was read in. Look whether the right school is open.`
  }
  return { own, named }
}

interface Role {
  /** The set says something about this user's roles. */
  readonly known: boolean
  readonly student: boolean
  readonly orgs: readonly string[]
}

/** 1.1 keeps role and schools beside the user, 1.2 in a file of their own. */
function rolesOf(users: RosterFile, roles: RosterFile): (user: TableRow) => Role {
  if (users.has('role') && roles.table === null) {
    return (user) => {
      const role = users.text(user, 'role')
      return { known: role !== '', student: isStudent(role), orgs: listOf(users.text(user, 'orgSourcedIds')) }
    }
  }
  const byUser = new Map<string, { student: boolean; orgs: string[] }>()
  for (const row of roles.rows) {
    const user = roles.text(row, 'userSourcedId')
    const known = byUser.get(user) ?? { student: false, orgs: [] }
    const student = isStudent(roles.text(row, 'role')) && !isGone(roles.text(row, 'status'))
    byUser.set(user, {
      student: known.student || student,
      orgs: student ? [...known.orgs, roles.text(row, 'orgSourcedId')] : known.orgs,
    })
  }
  return (user) => {
    const known = byUser.get(users.text(user, 'sourcedId'))
    return { known: known !== undefined, student: known?.student ?? false, orgs: known?.orgs ?? [] }
  }
}

/** The class a pupil is registered in; blank where there is none, or where there are two. */
function classesOf(classes: RosterFile, enrollments: RosterFile): (user: string) => string {
  const titles = new Map<string, string>()
  for (const row of classes.rows) {
    if (classes.text(row, 'classType').toLowerCase() !== 'homeroom' || isGone(classes.text(row, 'status'))) continue
    titles.set(classes.text(row, 'sourcedId'), classes.text(row, 'classCode') || classes.text(row, 'title'))
  }
  const byUser = new Map<string, Set<string>>()
  for (const row of enrollments.rows) {
    const title = titles.get(enrollments.text(row, 'classSourcedId'))
    if (title === undefined || !isStudent(enrollments.text(row, 'role')) || isGone(enrollments.text(row, 'status')))
      continue
    const user = enrollments.text(row, 'userSourcedId')
    byUser.set(user, (byUser.get(user) ?? new Set()).add(title))
  }
  return (user) => {
    const found = [...(byUser.get(user) ?? [])]
    return found.length === 1 ? (found[0] ?? '') : ''
  }
}

const UPN_LIKE = /^[A-Za-z]\d{11}[0-9A-Za-z]$/

/** Longest admission number that is kept. */
const LONGEST = 20

/**
 * Where the set keeps a pupil's UPN and admission number: `identifier`, the ids of other systems, or the user's name there.
 * The first of them that is short enough and everybody's own is the number; where none is, the set's own id has to serve.
 */
function numbersOf(
  users: RosterFile,
  students: readonly TableRow[],
): (user: TableRow) => Pick<Joined, 'number' | 'upn'> {
  const ids = (user: TableRow): readonly (readonly [string, string])[] =>
    [...users.text(user, 'userIds').matchAll(/\{([^:{}]*):([^{}]*)\}/g)].map(([, type = '', id = '']) => [
      type.trim(),
      id.trim(),
    ])
  const sources: readonly ((user: TableRow) => string)[] = [
    (user) => users.text(user, 'identifier'),
    (user) => ids(user).find(([type]) => !/upn/i.test(type))?.[1] ?? '',
    (user) => users.text(user, 'username'),
  ]
  const own = sources.find((source) => {
    const values = students.map(source)
    const isFit = values.every(
      (value) => value !== '' && value.length <= LONGEST && !UPN_LIKE.test(value) && !value.includes('@'),
    )
    return values.length > 0 && isFit && new Set(values).size === values.length
  })
  return (user) => {
    const upns = [ids(user).find(([type]) => /upn/i.test(type))?.[1] ?? '', ...sources.map((source) => source(user))]
    return { number: own?.(user) ?? '', upn: upns.find((text) => UPN_LIKE.test(text)) ?? '' }
  }
}
