import { describe, expect, it } from 'vitest'
import { roster, type RosterFiles } from '../support/imports/roster'
import { makeImports, rowAt, upnOf } from '../support/imports/stage'
import { schoolFacts } from '../support/vault'

const HERE = { sourcedId: 'o1', name: 'Thistlebrook Primary School', type: 'school' }
const TRUST = { sourcedId: 'o0', name: 'Marrowby Learning Trust', type: 'district' }
const student = (n: number, more: Readonly<Record<string, string>> = {}) => ({
  ...{ sourcedId: `s${n}`, enabledUser: 'true', orgSourcedIds: 'o1', role: 'student', username: `pupil${n}` },
  ...{ givenName: `Ana${n}`, familyName: 'Copperdale', identifier: `00${500 + n}`, grades: '05', password: 'secret' },
  ...more,
})
const teacher = {
  sourcedId: 't1',
  orgSourcedIds: 'o1',
  role: 'teacher',
  username: 'ovel',
  givenName: 'Orla',
  familyName: 'Velvet',
  identifier: '9',
}
const form = { sourcedId: 'c1', title: 'Class Five A', classCode: '5A', classType: 'homeroom' }
const lesson = { sourcedId: 'c2', title: 'Maths', classCode: 'MA', classType: 'scheduled' }
const inClass = (user: string, of: string, role = 'student') => ({
  sourcedId: `${user}${of}`,
  classSourcedId: of,
  userSourcedId: user,
  role,
})

const bulk11: RosterFiles = {
  orgs: [TRUST, HERE],
  users: [teacher, student(1), student(2, { grades: '4,5' })],
  classes: [form, lesson],
  enrollments: [inClass('s1', 'c1'), inClass('s1', 'c2'), inClass('t1', 'c1', 'teacher'), inClass('s2', 'c2')],
}

describe('a OneRoster set', () => {
  it('of version 1.1 is joined to one list of pupils, without staff and passwords', async () => {
    const { pick, tryOut, apply, roll } = await makeImports()
    const seen = await pick(roster(bulk11), 'set.zip')
    expect(seen).toMatchObject({
      source: 'oneroster',
      looksLike: 'OneRoster set of pupils',
      mapping: { wholeRoll: true },
    })
    expect(JSON.stringify(seen)).not.toContain('secret')
    const run = await tryOut(seen)
    expect(run).toMatchObject({ refused: null, counts: { new: 2, missing: 1 } })
    await apply(seen)
    expect(await roll()).toMatchObject([
      { legalForename: 'Ana1', className: '5A', admissionNumber: '00501', year: '5' },
      { legalForename: 'Ana2', className: null, admissionNumber: '00502', year: '4' },
      { legalForename: 'Corbo' },
    ])
    const again = await pick(roster(bulk11), 'set.zip')
    expect((await tryOut(again)).counts).toMatchObject({ new: 0, changed: 0, same: 2 })
  })

  it('of version 1.2 takes role and school from the roles, and preferred names', async () => {
    const { pick, tryOut, apply, roll } = await makeImports()
    const set = roster({
      version: '1.2',
      orgs: [HERE],
      users: [{ ...teacher }, student(1, { preferredGivenName: 'Annie', primaryOrgSourcedId: 'o1' })],
      roles: [
        { sourcedId: 'r1', userSourcedId: 't1', roleType: 'primary', role: 'teacher', orgSourcedId: 'o1' },
        { sourcedId: 'r2', userSourcedId: 's1', roleType: 'primary', role: 'student', orgSourcedId: 'o1' },
      ],
    })
    const seen = await pick(set, 'set.zip')
    await tryOut(seen)
    await apply(seen)
    expect(await roll()).toMatchObject([
      { preferredForename: 'Annie', legalForename: 'Ana1' },
      { legalForename: 'Corbo' },
    ])
  })

  it('finds UPNs among the numbers, and an admission number beside them', async () => {
    const { pick, tryOut, apply, roll } = await makeImports()
    const users = [1, 2].map((n) => student(n, { identifier: upnOf(n), userIds: `{MIS:${700 + n}}` }))
    const seen = await pick(roster({ orgs: [HERE], users }), 'set.zip')
    await tryOut(seen)
    await apply(seen)
    expect(await roll()).toMatchObject([
      { upn: upnOf(1), admissionNumber: '701' },
      { upn: upnOf(2), admissionNumber: '702' },
      { legalForename: 'Corbo' },
    ])
  })

  it('of several schools is read for the one that is open, told by name, URN or LAESTAB', async () => {
    const { vault, school, pick, tryOut } = await makeImports()
    await vault.call['schools.edit']({ school, facts: schoolFacts({ laEstab: '9991111' }), reason: 'Number added' })
    const orgs = [
      TRUST,
      { ...HERE, name: 'Thistlebrook', identifier: '999/1111' },
      { sourcedId: 'o2', name: 'Elsewhere', type: 'school' },
    ]
    const users = [student(1), student(2, { orgSourcedIds: 'o2' }), student(3, { orgSourcedIds: 'o2,o1' })]
    const seen = await pick(roster({ orgs, users }), 'set.zip')
    expect(seen.notes).toContain('1 pupil of other schools in the set is not looked at.')
    expect((await tryOut(seen)).rows.map(({ name }) => name)).toEqual(['Ana1 Copperdale', 'Ana3 Copperdale'])
    const foreign = orgs
      .slice(0, 1)
      .concat(['o1', 'o2'].map((sourcedId) => ({ sourcedId, name: `Other ${sourcedId}`, type: 'school' })))
    await expect(pick(roster({ orgs: foreign, users }), 'set.zip')).rejects.toMatchObject({
      ...{ code: 'bad-input', words: expect.stringContaining('None of the 2 schools') },
    })
  })

  it('of another school alone is refused whole', async () => {
    const { vault, pick, tryOut } = await makeImports()
    await vault.call['schools.create']({
      facts: schoolFacts({ name: 'Pebblereach School', shortName: 'PRS', urn: '123456' }),
    })
    const seen = await pick(
      roster({ orgs: [{ ...HERE, name: 'PRS Academy', identifier: '123456' }], users: [student(1), student(2)] }),
      'set.zip',
    )
    expect((await tryOut(seen)).refused).toContain('of Pebblereach School.')
  })

  it('of changes only leaves nobody missing but those marked as deleted, who leave once somebody gives the day', async () => {
    const { pick, tryOut, apply, roll, pupil } = await makeImports()
    const first = await pick(roster(bulk11), 'set.zip')
    await tryOut(first)
    await apply(first)
    const delta = roster({
      ...{ mode: 'delta', orgs: [HERE] },
      users: [
        student(1, { status: 'tobedeleted' }),
        student(2, { grades: '05' }),
        student(8, { status: 'tobedeleted', givenName: 'Never', familyName: 'Here' }),
      ],
    })
    const seen = await pick(delta, 'changes.zip')
    expect(seen.mapping.wholeRoll).toBe(false)
    const run = await tryOut(seen)
    expect(run.missing).toEqual([{ pupil: expect.any(String), words: expect.stringContaining('Ana1 Copperdale') }])
    expect(rowAt(run, 2)).toMatchObject({ outcome: 'SAME', why: expect.stringContaining('Marked as deleted') })
    expect(rowAt(run, 3)).toMatchObject({ outcome: 'CHANGED', changes: ['Year: 4 → 5'] })
    expect(rowAt(run, 4).why).toBe('Marked as deleted, and not on the roll here.')
    expect(run.missing.map((one) => one.pupil)).not.toContain(pupil)
    const leaver = run.missing[0]?.pupil ?? ''
    await apply(seen, [], [{ pupil: leaver, on: '2026-09-30' as never }])
    expect((await roll()).map(({ leftOn }) => leftOn)).toEqual(['2026-09-30', null, null])
  })

  it('with nobody in it says so', async () => {
    const { pick } = await makeImports()
    await expect(pick(roster({ orgs: [HERE], users: [] }), 'set.zip')).resolves.toMatchObject({ tables: [{ rows: 0 }] })
  })
})
