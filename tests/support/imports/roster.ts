/** OneRoster sets as files: zips of text files, in either version, of everybody or of changes only. */
import { strToU8, zipSync } from 'fflate'
import { stringify } from 'csv-stringify/sync'

type Line = Readonly<Record<string, string>>

export interface RosterFiles {
  readonly version?: '1.1' | '1.2'
  /** Of users; the other files follow it. */
  readonly mode?: 'bulk' | 'delta'
  readonly orgs?: readonly Line[]
  readonly users: readonly Line[]
  readonly roles?: readonly Line[]
  readonly classes?: readonly Line[]
  readonly enrollments?: readonly Line[]
}

const USERS_11 = [
  ...[
    'sourcedId',
    'status',
    'dateLastModified',
    'enabledUser',
    'orgSourcedIds',
    'role',
    'username',
    'userIds',
    'givenName',
  ],
  ...['familyName', 'middleName', 'identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades', 'password'],
]
const USERS_12 = [
  ...[
    'sourcedId',
    'status',
    'dateLastModified',
    'enabledUser',
    'username',
    'userIds',
    'givenName',
    'familyName',
    'middleName',
  ],
  ...['identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades', 'password', 'userMasterIdentifier'],
  ...['preferredGivenName', 'preferredMiddleName', 'preferredFamilyName', 'primaryOrgSourcedId', 'pronouns'],
]
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  orgs: ['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'],
  roles: [
    'sourcedId',
    'status',
    'dateLastModified',
    'userSourcedId',
    'roleType',
    'role',
    'beginDate',
    'endDate',
    'orgSourcedId',
  ],
  classes: [
    'sourcedId',
    'status',
    'dateLastModified',
    'title',
    'grades',
    'courseSourcedId',
    'classCode',
    'classType',
    'location',
  ],
  enrollments: [
    'sourcedId',
    'status',
    'dateLastModified',
    'classSourcedId',
    'schoolSourcedId',
    'userSourcedId',
    'role',
    'primary',
  ],
}

const text = (headings: readonly string[], lines: readonly Line[]): string =>
  stringify([[...headings], ...lines.map((line) => headings.map((heading) => line[heading] ?? ''))])

export function roster({ version = '1.1', mode = 'bulk', ...files }: RosterFiles): Uint8Array {
  const stamped = (lines: readonly Line[]): readonly Line[] =>
    lines.map((line) =>
      mode === 'bulk' ? line : { status: 'active', dateLastModified: '2026-09-30T10:00:00Z', ...line },
    )
  const { users, ...rest } = files
  const parts: Record<string, string> = { 'users.csv': text(version === '1.1' ? USERS_11 : USERS_12, stamped(users)) }
  for (const [name, lines] of Object.entries(rest))
    parts[`${name}.csv`] = text(HEADINGS[name] ?? [], stamped(lines ?? []))
  const manifest = [
    ['propertyName', 'value'],
    ['manifest.version', '1.0'],
    ['oneroster.version', version],
    ...['orgs', 'users', 'roles', 'classes', 'enrollments'].map((name) => [
      `file.${name}`,
      parts[`${name}.csv`] === undefined ? 'absent' : mode,
    ]),
  ]
  parts['manifest.csv'] = stringify(manifest)
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, words]) => [name, strToU8(words)])))
}
