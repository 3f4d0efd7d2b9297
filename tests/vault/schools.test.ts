import { describe, expect, it } from 'vitest'
import { CivilDate, TenantId, YEAR_CODES } from '@contract/index'
import { makeVault, schoolFacts, type TestVault } from '../support/vault'

const reason = 'Checked with the school'
const today = CivilDate.parse('2026-10-01')

const REGISTER = [
  'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (code),StatutoryLowAge,StatutoryHighAge,Postcode',
  '100001,831,Exampleshire,12,Fernbrook Academy,Academy converter,Open,4,11,18,EX1 2MP',
  '12,831,Exampleshire,13,Broken Row,Academy converter,Open,4,11,18,EX1 2MP',
].join('\r\n')

async function opened(): Promise<TestVault> {
  const vault = await makeVault()
  await vault.createTrust()
  return vault
}

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })

describe('schools', () => {
  it('lists a new school with its own file and its alerts when it was just made', async () => {
    const { call } = await opened()
    const made = await call['schools.create']({ facts: schoolFacts() })
    expect(made).toMatchObject({ file: 'open', fileWords: null, pupils: 0, matrices: { count: 0, conflicts: 0 } })
    expect(made.alerts).toHaveLength(4)
    expect(await call['schools.list']({})).toEqual([made])
  })

  it.each([
    ['a name that is taken', { urn: null }, 'conflict'],
    ['a URN that is taken', { name: 'Another School', urn: '100001' }, 'conflict'],
    ['years the wrong way round', { name: 'Another School', lowYear: '6', highYear: 'R' }, 'bad-input'],
  ] as const)('refuses %s and keeps nothing', async (_what, change, code) => {
    const { call } = await opened()
    await call['schools.create']({ facts: schoolFacts({ urn: '100001' }) })
    await expect(call['schools.create']({ facts: schoolFacts(change) })).rejects.toMatchObject({ code })
    expect(await call['schools.list']({})).toHaveLength(1)
  })

  it('keeps the facts, their history and its reason when they are changed', async () => {
    const vault = await opened()
    const { id } = await vault.call['schools.create']({ facts: schoolFacts() })
    const facts = schoolFacts({ name: 'Thistlebrook Academy', urn: '100009' })
    expect(await vault.call['schools.edit']({ school: id, facts, reason })).toMatchObject({ facts })
    await vault.restart()
    await vault.call['session.unlock']({ signInName: null, passphrase: 'copper lantern drifts westward' })
    expect(await vault.call['schools.list']({})).toMatchObject([{ facts }])
    const trust = (await vault.call['session.state']({})).trust
    if (trust === null) throw new Error('locked')
    const { entries } = await vault.call['history.list']({ school: trust.id, type: 'schools.school' })
    expect(entries[0]).toMatchObject({ words: 'Changed the facts of Thistlebrook Academy', reason })
  })
})

describe('posts', () => {
  it('clears an alert from the first day of a post to its last', async () => {
    const vault = await opened()
    const { call } = vault
    const { id } = await call['schools.create']({ facts: schoolFacts() })
    const post = { school: id, post: 'DSL', person: null, holderName: 'Practice Person', deputy: false } as const
    const { appointment } = await call['schools.appoint']({ ...post, from: today, until: null })
    const alerts = async () => (await call['schools.posts']({ school: id })).alerts
    expect(await alerts()).not.toContain('No designated safeguarding lead is recorded')
    const ended = await call['schools.endAppointment']({
      school: id,
      appointment: appointment.id,
      until: today,
      reason,
    })
    expect(ended).toMatchObject({ current: true, until: today })
    vault.advance(24 * 3_600_000)
    expect(await alerts()).toContain('No designated safeguarding lead is recorded')
  })

  it('warns when the head becomes data protection officer (R8)', async () => {
    const { call } = await opened()
    const { id } = await call['schools.create']({ facts: schoolFacts() })
    const post = { school: id, person: null, holderName: 'Practice Person', deputy: false, from: today, until: null }
    await call['schools.appoint']({ ...post, post: 'HEAD' })
    const { warnings } = await call['schools.appoint']({ ...post, post: 'DPO' })
    expect(warnings.join()).toContain('conflict of interest')
  })

  it('refuses a last day before the first', async () => {
    const { call } = await opened()
    const { id } = await call['schools.create']({ facts: schoolFacts() })
    const post = { school: id, post: 'DSL', person: null, holderName: 'Practice Person', deputy: false } as const
    const until = CivilDate.parse('2026-09-30')
    await expect(call['schools.appoint']({ ...post, from: today, until })).rejects.toMatchObject({ code: 'bad-input' })
    expect((await call['schools.posts']({ school: id })).appointments).toEqual([])
  })
})

describe('the national register', () => {
  it('is kept to pick from, with what was left out, when it was read', async () => {
    const vault = await opened()
    vault.toOpen.push(file('register.csv', REGISTER))
    const state = await vault.call['schools.readRegister']({})
    expect(state).toEqual({
      rows: 1,
      fileName: 'register.csv',
      readOn: today,
      leftOut: [{ line: 3, why: 'The URN is not six digits' }],
    })
    const [found] = await vault.call['schools.searchRegister']({ query: 'fernbrook' })
    expect(found?.facts).toMatchObject({ urn: '100001', laEstab: '8310012', lowYear: '7', highYear: '13' })
    if (found === undefined) throw new Error('not found')
    expect(await vault.call['schools.create']({ facts: found.facts })).toMatchObject({ file: 'open' })
  })

  it('leaves the rows of before when a later file is refused', async () => {
    const vault = await opened()
    vault.toOpen.push(file('register.csv', REGISTER), file('pupils.csv', 'Forename,Surname\r\nA,B'))
    await vault.call['schools.readRegister']({})
    await expect(vault.call['schools.readRegister']({})).rejects.toMatchObject({ code: 'bad-input' })
    expect(await vault.call['schools.register']({})).toMatchObject({ rows: 1, fileName: 'register.csv' })
  })

  it('changes nothing when the dialog is cancelled', async () => {
    const { call } = await opened()
    expect(await call['schools.readRegister']({})).toBeNull()
    expect(await call['schools.register']({})).toMatchObject({ rows: 0, readOn: null })
  })
})

describe('the roll', () => {
  it('is counted by year, and the history never shows a pupil', async () => {
    const { call } = await makeVault()
    await call['session.practice']({})
    const [school] = await call['schools.list']({})
    if (school === undefined) throw new Error('no school')
    const id = TenantId.parse(school.id)
    const years = await call['schools.roll']({ school: id })
    expect(years.reduce((sum, { pupils }) => sum + pupils, 0)).toBe(school.pupils)
    const order = years.map(({ year }) => YEAR_CODES.indexOf(year))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    const { entries } = await call['history.list']({ school: id, type: 'pupils.pupil', limit: 200 })
    expect(entries).toHaveLength(school.pupils ?? -1)
    expect(new Set(entries.map(({ words, before, after }) => [words, before, after].join('/')))).toEqual(
      new Set(['Added a pupil to the roll//']),
    )
  })
})
