/** The practice trust as it is built: what stands in its files is what the tables say, through the one write path. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SchoolCard } from '@contract/schools'
import type { TenantId } from '@contract/primitives'
import { OWN_ACTIVITIES } from '../../src-main/features/practice/activities'
import { baselineTable } from '../../src-main/features/practice/baseline'
import type { TableFacts } from '../../src-main/features/practice/facts'
import { PRACTICE_SCHOOLS } from '../../src-main/features/practice/schools'
import { keptFolder } from '../support/kept-folder'
import { makeVault, type TestVault } from '../support/vault'

const folder = keptFolder()
let vault: TestVault
let schools: readonly SchoolCard[]
let trust: TenantId

beforeAll(async () => {
  vault = await makeVault({ folder: folder.path })
  const state = await vault.call['session.practice']({})
  if (!state.trust) throw new Error('The practice trust did not open')
  trust = state.trust.id
  schools = await vault.call['schools.list']({})
}, 60_000)

afterAll(() => {
  vault.close()
  folder.remove()
})

const fileOf = (card: SchoolCard): TenantId => card.id as string as TenantId // A school's file has the school's own id.

/** What stands in a file, as a table's facts would say it. */
async function stored(school: TenantId, table: TableFacts) {
  const cards = await vault.call['matrices.list']({ school })
  const edition = cards.find(({ title }) => title === table.title)?.shown
  if (edition === undefined) throw new Error(`No matrix ${table.title}`)
  return vault.call['matrices.open']({ school, edition })
}

describe('the practice trust', () => {
  test('holds five open schools with their facts and rolls when it is built', () => {
    expect(schools.map(({ facts, file, pupils }) => [facts.name, file, (pupils ?? 0) >= 60])).toEqual([
      ['Asterdale Primary School', 'open', true],
      ['Oakwood High School', 'open', true],
      ['Sitwell Junior School', 'open', true],
      ['The Ecclesbourne School', 'open', true],
      ['Thomas Rotherham College', 'open', true],
    ])
    for (const { facts } of PRACTICE_SCHOOLS) {
      expect(schools.find((card) => card.facts.shortName === facts.shortName)?.facts).toEqual(facts)
    }
  })

  test('holds every column, row and cell of every table when the files are read back', async () => {
    for (const school of PRACTICE_SCHOOLS) {
      const card = schools.find(({ facts }) => facts.shortName === school.facts.shortName)
      if (!card) throw new Error(`No school ${school.facts.name}`)
      for (const table of school.tables) {
        const view = await stored(fileOf(card), table)
        const columns = view.columns.map(({ id: _id, position: _position, ...column }) => column)
        expect(columns).toEqual(table.columns)
        expect(view.rows.map(({ group, label, activity }) => ({ group, label, activity }))).toEqual(
          table.rows.map(({ group, label, activity }) => ({ group, label, activity })),
        )
        const contents = new Map(view.cells.map((cell) => [cell.row + cell.column, cell.content]))
        const rows = view.rows.map((row) => view.columns.map((column) => contents.get(row.id + column.id) ?? null))
        expect(rows).toEqual(table.rows.map(({ cells }) => cells))
      }
    }
  })

  test('states no approval its documents do not show', async () => {
    const statuses = new Map<string, Set<string>>()
    for (const card of schools) {
      const matrices = await vault.call['matrices.list']({ school: fileOf(card) })
      statuses.set(
        card.facts.shortName,
        new Set(matrices.flatMap(({ editions }) => editions.map(({ status }) => status))),
      )
    }
    expect(statuses.get('Asterdale')).toEqual(new Set(['IN_FORCE']))
    for (const name of ['Ecclesbourne', 'OHS', 'SJS', 'TRC'])
      expect(statuses.get(name)).toEqual(new Set(['NOT_EVIDENCED']))
  })

  test('keeps the baseline and its own questions in the trust’s file', async () => {
    const view = await stored(trust, baselineTable)
    expect(view.edition.status).toBe('IN_FORCE')
    expect(view.rows).toHaveLength(baselineTable.rows.length)
    const asked = (await vault.call['matrices.catalogue']({})).map(({ key }) => key)
    expect(asked).toEqual(expect.arrayContaining(OWN_ACTIVITIES.map(({ key }) => key)))
  })

  test('has a holder or a known gap for every post its policies name', async () => {
    const people = await vault.call['people.list']({})
    for (const school of PRACTICE_SCHOOLS) {
      const card = schools.find(({ facts }) => facts.shortName === school.facts.shortName)
      if (!card) throw new Error(`No school ${school.facts.name}`)
      const { appointments } = await vault.call['schools.posts']({ school: fileOf(card) })
      expect(appointments).toHaveLength(school.posts.length)
      const lead = appointments.find(({ post }) => post === 'DSL')
      expect(people.find(({ id }) => id === lead?.person)?.name).toBe(school.lead)
    }
  })

  test('is sound when every file is verified', async () => {
    for (const school of [trust, ...schools.map(fileOf)]) {
      const { sound, problems, events } = await vault.call['history.verify']({ school })
      expect({ sound, problems }).toEqual({ sound: true, problems: [] })
      expect(events).toBeGreaterThan(100)
    }
  })
})

test('has signatures of every state in its schools, adults who visit, and devices lent', async () => {
  const states = new Set<string>()
  for (const { id: school, facts } of schools) {
    const clearances = await vault.call['agreements.clearances']({ school })
    const cleared = clearances.filter((one) => one.cleared).length
    for (const { standings } of clearances) for (const { state } of standings) states.add(state)
    // Most have signed, and there is something to do everywhere.
    expect([facts.shortName, cleared > 0, cleared < clearances.length]).toEqual([facts.shortName, true, true])
    const loans = await vault.call['agreements.loans']({ school })
    expect([facts.shortName, loans.map(({ signed, overdue }) => signed && overdue).sort()]).toEqual([
      ...[facts.shortName, [false, true]],
    ])
    const adults = await vault.call['agreements.adults']({ school, past: true })
    expect(adults.length).toBeGreaterThan(8)
  }
  expect([...states].sort()).toEqual([
    ...['CANNOT_SIGN', 'CURRENT', 'EXPIRED', 'NOT_SIGNED', 'PART_SIGNED', 'REFUSED', 'RESIGN_DUE'],
  ])
})

test('is counted in completion exactly as each person is told to stand', async () => {
  const counted = { current: 'CURRENT', resignDue: 'RESIGN_DUE', expired: 'EXPIRED', refused: 'REFUSED' } as const
  for (const { id: school } of schools) {
    const standings = (await vault.call['agreements.clearances']({ school })).flatMap(({ member, standings: all }) =>
      all.map((one) => ({ ...one, group: member.group ?? 'No class or group' })),
    )
    const lines = await vault.call['agreements.completion']({ school })
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) {
      const own = standings.filter(
        ({ agreement, group }) => agreement === line.agreement && (line.group === null || group === line.group),
      )
      const count = (...states: readonly string[]) => own.filter(({ state }) => states.includes(state)).length
      const told = Object.entries(counted).map(([name, state]) => [name, count(state)])
      expect(line).toEqual({
        ...{ agreement: line.agreement, title: line.title, group: line.group, inScope: own.length },
        ...{
          ...Object.fromEntries(told),
          cannotSign: count('CANNOT_SIGN'),
          notSigned: count('NOT_SIGNED', 'PART_SIGNED'),
        },
      })
    }
  }
})
