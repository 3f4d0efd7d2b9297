/** OneRoster sets: what the manifest says, what the files say, and what is not read at all (R115). */
import { describe, expect, test } from 'vitest'
import { Fault } from '@contract/fault'
import { readTables } from '../../src-main/reader/tables'
import { encoded, manifestRows, rosterZip } from '../support/lists'
import { zip } from '../security/hostile/zip'
import { USERS_11, USERS_12 } from './tabular-layouts'

type Files = Readonly<Record<string, readonly (readonly string[])[]>>
const read = (files: Files) => readTables('roster.zip', rosterZip(files))
const kinds = (notes: readonly { kind: string }[]): string[] => notes.map(({ kind }) => kind)

/** A row with these values under their headings, blank elsewhere. */
const under = (header: readonly string[], values: Readonly<Record<string, string>>): string[] =>
  header.map((heading) => values[heading] ?? '')

const user = (header: readonly string[], more: Readonly<Record<string, string>> = {}): string[] =>
  under(header, { sourcedId: 'u1', enabledUser: 'true', givenName: 'Orla', familyName: 'Ashdown', ...more })

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await readTables('roster.zip', bytes).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Fault)
  return (error as Fault).words
}

const ABSENT = {
  orgs: 'absent',
  users: 'absent',
  classes: 'absent',
  enrollments: 'absent',
  academicSessions: 'absent',
  roles: 'absent',
}

describe('the version and the modes', () => {
  test.each([
    [
      'of the manifest',
      { 'manifest.csv': manifestRows('1.1', { users: 'delta' }), 'users.csv': [USERS_11, user(USERS_11)] },
      '1.1',
      'delta',
    ],
    [
      'of the manifest, in other letters',
      {
        'Manifest.CSV': [
          ['PROPERTYNAME', 'VALUE'],
          ['OneRoster.Version', '1.2'],
          ['file.Users', 'BULK'],
        ],
        'Users.csv': [USERS_12, user(USERS_12)],
      },
      '1.2',
      'bulk',
    ],
    ['of the files: a role in the users', { 'users.csv': [USERS_11, user(USERS_11)] }, '1.1', 'bulk'],
    ['of the files: no role in the users', { 'users.csv': [USERS_12, user(USERS_12)] }, '1.2', 'bulk'],
    [
      'of the files: a status',
      { 'users.csv': [USERS_11, user(USERS_11), user(USERS_11, { status: 'tobedeleted' })] },
      '1.1',
      'delta',
    ],
    [
      'of the files: a date of change',
      { 'users.csv': [USERS_11, user(USERS_11, { dateLastModified: '2025-09-01T00:00:00Z' })] },
      '1.1',
      'delta',
    ],
    [
      'of the files where the manifest is silent',
      { 'manifest.csv': manifestRows('1.2', {}), 'users.csv': [USERS_12, user(USERS_12, { status: 'active' })] },
      '1.2',
      'delta',
    ],
  ] as const)('%s', async (_, files, version, mode) => {
    const { oneRoster } = await read(files as Files)
    expect(oneRoster).toEqual({ version, modes: { ...ABSENT, users: mode } })
  })

  test('a manifest of another version is told, and the files decide', async () => {
    const { oneRoster, notes } = await read({
      'manifest.csv': manifestRows('2.0', { users: 'bulk' }),
      'users.csv': [USERS_11, user(USERS_11)],
    })
    expect(oneRoster?.version).toBe('1.1')
    expect(kinds(notes)).toEqual(['manifest-differs'])
  })

  test('what the manifest says and the zip has not, or the other way round, is told', async () => {
    const { oneRoster, notes, tables } = await read({
      'manifest.csv': manifestRows('1.1', { users: 'bulk', orgs: 'absent', classes: 'bulk' }),
      'users.csv': [USERS_11, user(USERS_11)],
      'orgs.csv': [
        ['sourcedId', 'name', 'type'],
        ['o1', 'Thistlebrook', 'school'],
      ],
    })
    expect(tables.map(({ name }) => name)).toEqual(['users.csv'])
    expect(oneRoster?.modes).toEqual({ ...ABSENT, users: 'bulk' })
    expect(notes.map(({ words }) => words)).toEqual([
      expect.stringContaining('orgs.csv is none of the set, so it was not read'),
      expect.stringContaining('classes.csv is in the set, and it is not'),
    ])
  })
})

test('headings are found by name, wherever they stand and whatever stands between', async () => {
  const header = ['password', 'familyName', 'sourcedId', 'metadata.thistle.colour', 'role', 'givenName']
  const { tables, oneRoster } = await read({
    'users.csv': [header, ['pw', 'Ashdown', 'u1', 'blue', 'student', 'Orla']],
  })
  expect(tables[0]).toMatchObject({
    header: header.slice(1),
    rows: [{ cells: ['Ashdown', 'u1', 'blue', 'student', 'Orla'] }],
  })
  expect(oneRoster?.version).toBe('1.1')
})

test('the first row holds the headings even where it looks like no headings', async () => {
  const { tables } = await read({
    'users.csv': [
      ['x1', 'y2'],
      ['sourcedId', 'role'],
    ],
    'orgs.csv': [['sourcedId'], ['o1']],
  })
  expect(tables.find(({ name }) => name === 'users.csv')?.header).toEqual(['x1', 'y2'])
})

test('other files are named and never unpacked', async () => {
  const { notes, tables } = await readTables(
    'roster.zip',
    zip([
      { name: 'set/users.csv', content: 'sourcedId,role\nu1,student\n' },
      // Its sum is wrong, so unpacking it would be refused.
      { name: 'set/userProfiles.csv', content: 'profileId,password\n1,pw\n', says: { checksum: 1 } },
      { name: 'set/demographics.csv', content: 'userSourcedId,sex\n', says: { checksum: 1 } },
      { name: '__MACOSX/set/._users.csv', content: 'x' },
      { name: 'set/.DS_Store', content: 'x' },
    ]),
  )
  expect(tables).toHaveLength(1)
  expect(notes.find(({ kind }) => kind === 'not-read')?.words).toBe(
    'Files of the set that are not read: userProfiles.csv, demographics.csv.',
  )
})

test('the encoding is told when the files agree', async () => {
  const set = (users: Uint8Array) =>
    readTables(
      'roster.zip',
      zip([
        { name: 'users.csv', content: users },
        { name: 'orgs.csv', content: 'sourcedId,name\no1,Thistle\n' },
      ]),
    )
  expect((await set(encoded('sourcedId,role\nu1,student\n'))).encoding).toBe('utf-8')
  expect((await set(encoded('sourcedId,role\nu1,student\n', 'utf-8-bom'))).encoding).toBeNull()
})

describe('is refused', () => {
  test.each([
    [
      'with a file twice',
      zip([
        { name: 'a/users.csv', content: 'sourcedId\n' },
        { name: 'b/users.csv', content: 'sourcedId\n' },
      ]),
      'users.csv twice',
    ],
    [
      'with two manifests',
      zip([
        { name: 'manifest.csv', content: 'x' },
        { name: 'b/manifest.csv', content: 'x' },
        { name: 'users.csv', content: 'x' },
      ]),
      'manifest.csv twice',
    ],
    [
      'with a manifest of other headings',
      rosterZip({ 'manifest.csv': [['a', 'b']], 'users.csv': [USERS_11] }),
      'propertyName and value',
    ],
    ['with nothing but a manifest', rosterZip({ 'manifest.csv': manifestRows('1.1', {}) }), 'no list of schools'],
    ['with a damaged file', zip([{ name: 'users.csv', content: 'sourcedId\nu1\n', says: { checksum: 5 } }]), 'damaged'],
    [
      'with a quotation mark that does not fit',
      zip([{ name: 'users.csv', content: 'sourcedId,givenName\nu1,"Orla\n' }]),
      'In users.csv of that set: The row that begins on line 2',
    ],
    [
      'with mixed letters',
      zip([{ name: 'orgs.csv', content: Uint8Array.from([...encoded('sourcedId,name\no1,Zoë\no2,'), 0xeb, 0x0a]) }]),
      'In orgs.csv of that set: Line 2',
    ],
  ])('%s', async (_, bytes, words) => {
    const said = await refusal(bytes)
    expect(said).toContain(words)
    expect(said).toContain('Ask for the set to be exported once more')
  })
})
