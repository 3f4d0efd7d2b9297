import { describe, expect, it } from 'vitest'
import type { Role } from '@contract/index'
import { day } from '../support/consents/register'
import { makeImports, rowAt, upnOf, type Rows } from '../support/imports/stage'
import { OTHER_PASSPHRASE, schoolFacts } from '../support/vault'

const NAMES = [
  'Aldbo',
  'Brenana',
  'Corcia',
  'Daldri',
  'Elfi',
  'Fengan',
  'Garica',
  'Heslo',
  'Ibnia',
  'Jorox',
  'Kelquin',
  'Lummé',
]

/** Twelve pupils of a school that is not the one whose file is open. */
const others = (year = '5'): Rows => [
  ['Adno', 'UPN', 'Surname', 'Forename', 'DOB', 'Year'],
  ...NAMES.map((forename, at) => [
    `9${at}`,
    upnOf(at),
    'Velvetnook',
    forename,
    `2016-05-${String(at + 1).padStart(2, '0')}`,
    year,
  ]),
]
const withoutNumbers = (rows: Rows): Rows => rows.map(([, , ...cells], at) => [at === 0 ? 'Adno' : `x${at}`, ...cells])

/** Another school of the trust with those pupils on its roll. */
async function withNeighbour() {
  const stage = await makeImports()
  const { vault, school } = stage
  const facts = schoolFacts({ name: 'Pebblereach School', shortName: 'PRS', urn: '123456', laEstab: '9995678' })
  const { id: neighbour } = await vault.call['schools.create']({ facts })
  const [, ...rows] = others()
  for (const [admissionNumber = '', upn = '', legalSurname = '', forename = '', birth = ''] of rows) {
    await vault.call['pupils.add']({
      school: neighbour,
      facts: {
        ...{ legalForename: forename, legalSurname, preferredForename: null, preferredSurname: null },
        ...{ dateOfBirth: day(birth), year: '5', className: null, admissionNumber, upn, registration: 'MAIN' },
        ...{ onRollFrom: null, leftOn: null },
      },
    })
  }
  /** Unlocks as somebody with a role in this school alone. */
  const as = async (role: Role) => {
    const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
    await vault.call['people.grant']({ person, role, grantFor: school, from: day('2026-09-01'), until: null })
    await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    await vault.call['session.lock']({})
    await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  }
  return { ...stage, neighbour, as }
}

describe("another school's file", () => {
  it.each<[string, Rows]>([
    ['by UPN', others()],
    ['by names and birthdays', withoutNumbers(others())],
    ['few as they are, by UPN', others().slice(0, 7)],
  ])('is refused whole, %s, and says whose it is', async (_, rows) => {
    const { pick, tryOut, apply, roll } = await withNeighbour()
    const seen = await pick(rows)
    const run = await tryOut(seen)
    expect(run).toMatchObject({ rows: [], counts: { new: 0 }, missing: [] })
    expect(run.refused).toMatch(/most are on the roll of Pebblereach School\. Nothing of it was read in\./)
    await expect(apply(seen)).rejects.toMatchObject({ code: 'conflict' })
    expect(await roll()).toHaveLength(1)
  })

  it('does not say whose it is to somebody who may not see that school’s pupils', async () => {
    const { pick, tryOut, as } = await withNeighbour()
    await as('OFFICE_STAFF')
    const run = await tryOut(await pick(others()))
    expect(run.refused).toContain('most are on the roll of another school of the trust.')
    expect(JSON.stringify(run)).not.toContain('Pebblereach')
  })

  it('is not what a new intake looks like: pupils in years that school does not teach', async () => {
    const { pick, tryOut, vault, neighbour } = await withNeighbour()
    const facts = schoolFacts({ name: 'Pebblereach Infants', shortName: 'PI', lowYear: 'R', highYear: '2' })
    await vault.call['schools.edit']({ school: neighbour, facts, reason: 'Infants only' })
    const run = await tryOut(await pick(others('3')))
    expect(run).toMatchObject({ refused: null, counts: { new: 12 } })
  })

  it('is told by its years where nobody knows its pupils', async () => {
    const { pick, tryOut } = await makeImports()
    expect((await tryOut(await pick(others('9')))).refused).toBe(
      'Most pupils in this file are in years that Thistlebrook Primary School does not teach. Nothing of it was read in. Look whether the right school is open.',
    )
    expect((await tryOut(await pick(others('9').slice(0, 5)))).refused).toBeNull()
  })

  const named = (...schools: readonly string[]): Rows => [
    ['Surname', 'Forename', 'Adno', 'Year', 'School'],
    ...schools.map((school, at) => ['Walnutyard', NAMES[at] ?? '', `8${at}`, '5', school]),
  ]

  it.each([['123456'], ['999/5678'], ['9995678'], ['Pebblereach School'], ['pebblereach  SCHOOL']])(
    'is told by a column that says so: %s',
    async (school) => {
      const { pick, tryOut } = await withNeighbour()
      expect((await tryOut(await pick(named(school, school)))).refused).toContain('of Pebblereach School.')
    },
  )

  it('is told by a number that is nobody’s in the trust', async () => {
    const { vault, pick, tryOut, school } = await makeImports()
    await vault.call['schools.edit']({ school, facts: schoolFacts({ urn: '654321' }), reason: 'Number added' })
    expect((await tryOut(await pick(named('111111', '111111')))).refused).toContain('of another school.')
    expect((await tryOut(await pick(named('654321', 'Thistlebrook Primary School')))).refused).toBeNull()
  })

  it('leaves single rows of another school out', async () => {
    const { pick, tryOut } = await withNeighbour()
    const run = await tryOut(await pick(named('TPS', 'PRS', 'TPS')))
    expect(rowAt(run, 3)).toMatchObject({ outcome: 'LEFT_OUT', why: 'It says that it is of another school.' })
    expect(run.counts).toMatchObject({ new: 2, leftOut: 1 })
  })
})

describe('rights', () => {
  it('somebody without the right to import gets to no file, not even one that is in hand', async () => {
    const { pick, as, call, school } = await withNeighbour()
    const seen = await pick(others('3'))
    await as('HEAD')
    await expect(call['imports.tryOut']({ school, job: seen.job, mapping: seen.mapping })).rejects.toMatchObject({
      code: 'denied',
    })
    await expect(call['imports.list']({ school })).rejects.toMatchObject({ code: 'denied' })
  })

  it('a file in hand in one school is not there in another', async () => {
    const { pick, vault, neighbour } = await withNeighbour()
    const seen = await pick(others('3'))
    await expect(
      vault.call['imports.tryOut']({ school: neighbour, job: seen.job, mapping: seen.mapping }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})
