import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES, type CivilDate, type PersonId, type Role, type SchoolId } from '@contract/index'
import {
  grantWarnings,
  leavesNoLead,
  whyNotEnd,
  whyNotGrant,
  type DatedGrant,
} from '../../src-main/features/people/rules'
import { FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

const day = (date: string) => date as CivilDate
const SCHOOL = 'a'.repeat(32) as SchoolId
const ANNA = '1'.repeat(32) as PersonId
const grant = (role: Role, change: Partial<DatedGrant> = {}): DatedGrant => ({
  id: 'f'.repeat(32),
  person: ANNA,
  role,
  school: role === 'TRUST_SAFEGUARDING_LEAD' ? null : SCHOOL,
  from: day('2026-09-01'),
  until: null,
  ...change,
})

test('warns when the data protection officer is also head or IT, whichever came first (R8)', () => {
  for (const role of ROLES) {
    const clashes = role === 'HEAD' || role === 'IT'
    expect(grantWarnings(grant('DPO'), [grant(role)]).length, role).toBe(clashes ? 1 : 0)
    expect(grantWarnings(grant(role), [grant('DPO')]).length, role).toBe(clashes ? 1 : 0)
  }
})

test('warns of no conflict when the two roles never meet in time', () => {
  const ended = grant('HEAD', { from: day('2020-09-01'), until: day('2026-08-31') })
  expect(grantWarnings(grant('DPO'), [ended])).toEqual([])
  expect(grantWarnings(grant('DPO', { from: day('2026-08-31') }), [ended])).toHaveLength(1)
})

test('refuses a role that ends before it begins, a trust role for a school, and the same role twice in a time', () => {
  expect(whyNotGrant(grant('DSL', { until: day('2026-08-31') }), [])).toContain('last day')
  expect(whyNotGrant(grant('TRUST_SAFEGUARDING_LEAD', { school: SCHOOL }), [])).toContain('whole trust')
  expect(whyNotGrant(grant('DSL'), [grant('DSL', { until: day('2026-12-31') })])).toContain('already')
  expect(whyNotGrant(grant('DSL'), [grant('DSL', { school: null })])).toBeNull()
  expect(
    whyNotGrant(grant('DSL', { from: day('2027-01-01') }), [grant('DSL', { until: day('2026-12-31') })]),
  ).toBeNull()
})

test('never leaves a trust without a lasting safeguarding lead, whatever is ended', () => {
  const dates = fc
    .integer({ min: 0, max: 60 })
    .map((n) => day(new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)))
  const leads = fc.array(fc.record({ from: dates, until: fc.option(dates, { nil: null }) }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(leads, dates, dates, fc.nat(), (spans, until, today, which) => {
      const all = spans.map((span, i) => grant('TRUST_SAFEGUARDING_LEAD', { ...span, id: `${i}`.padStart(32, '0') }))
      const ended = all[which % all.length] as DatedGrant
      if (whyNotEnd(ended, until, today, all) !== null) return
      const after = all.map((held) => (held.id === ended.id ? { ...held, until } : held))
      const far = day('2099-01-01')
      expect(after.some((held) => held.from <= far && (held.until === null || held.until >= far))).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(leavesNoLead(grant('DSL'), day('2026-10-01'), day('2026-10-01'), [])).toBe(false)
})

/** A vault with a school and a further person who unlocks here with a role. */
async function withColleague(
  role: Role,
  forSchool: boolean,
): Promise<{ vault: TestVault; school: SchoolId; person: PersonId }> {
  const vault = await makeVault()
  await vault.createTrust()
  const school = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  const person = (await vault.call['people.add']({ name: 'Orla Pennywhistle' })).id
  await vault.call['people.grant']({
    person,
    role,
    grantFor: forSchool ? school : null,
    from: '2026-10-01',
    until: null,
  })
  await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  return { vault, school, person }
}

const asOrla = (vault: TestVault) => vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
const asFounder = (vault: TestVault) =>
  vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })

test('lists people in the order of their names with their roles when asked', async () => {
  const { vault, school, person } = await withColleague('DSL', true)
  const people = await vault.call['people.list']({})
  expect(people.map(({ name }) => name)).toEqual(['Orla Pennywhistle', FOUNDER.personName])
  expect(people[0]).toMatchObject({
    id: person,
    unlocksHere: true,
    grants: [{ role: 'DSL', school, current: true, until: null }],
  })
})

test('asks for the sign-in name once a second person unlocks here', async () => {
  const { vault } = await withColleague('DSL', true)
  await vault.call['session.lock']({})
  expect(await vault.call['session.state']({})).toMatchObject({ asksSignInName: true })
  await expect(vault.call['session.unlock']({ signInName: null, passphrase: OTHER_PASSPHRASE })).rejects.toMatchObject({
    code: 'bad-input',
  })
  expect(await asOrla(vault)).toMatchObject({ person: { name: 'Orla Pennywhistle' } })
})

test('renames with a reason that the history keeps', async () => {
  const { vault, person } = await withColleague('DSL', true)
  await vault.call['people.rename']({ person, name: 'Orla Marsh', reason: 'Married' })
  const trust = (await vault.call['session.state']({})).trust?.id ?? ''
  const { entries } = await vault.call['history.list']({ school: trust, entity: person, type: 'people.person' })
  expect(entries[0]).toMatchObject({
    words: 'Changed the name of Orla Marsh',
    before: 'Orla Pennywhistle',
    after: 'Orla Marsh',
    reason: 'Married',
    undoable: false,
  })
})

test('ends a role on a day and it no longer gives a right the day after', async () => {
  const { vault, school, person } = await withColleague('DSL', true)
  const [orla] = (await vault.call['people.list']({})).filter(({ id }) => id === person)
  const held = orla?.grants[0]?.id ?? ''
  await vault.call['people.endGrant']({ person, grant: held, until: '2026-10-01', reason: 'Left' })
  await asOrla(vault)
  await expect(vault.call['schools.posts']({ school })).resolves.toBeDefined()
  vault.advance(24 * 3600_000)
  await expect(vault.call['schools.posts']({ school })).rejects.toMatchObject({ code: 'denied' })
  await asFounder(vault)
  const longer = vault.call['people.endGrant']({ person, grant: held, until: '2026-12-01', reason: 'Stays' })
  await expect(longer).rejects.toMatchObject({ code: 'conflict' })
})

test('keeps the last trust safeguarding lead until another lasting one is there', async () => {
  const { vault, person } = await withColleague('IT', false)
  const founder = (await vault.call['people.list']({})).find(({ name }) => name === FOUNDER.personName)
  const end = () =>
    vault.call['people.endGrant']({
      person: founder?.id ?? '',
      grant: founder?.grants[0]?.id ?? '',
      until: '2026-10-01',
      reason: 'Retires',
    })
  await expect(end()).rejects.toThrow('last trust safeguarding lead')
  const give = (until: string | null) =>
    vault.call['people.grant']({ person, role: 'TRUST_SAFEGUARDING_LEAD', grantFor: null, from: '2026-10-01', until })
  await give('2026-10-31')
  await expect(end()).rejects.toThrow('last trust safeguarding lead')
  const orla = (await vault.call['people.list']({})).find(({ id }) => id === person)
  const short = orla?.grants.find(({ role }) => role === 'TRUST_SAFEGUARDING_LEAD')?.id ?? ''
  await vault.call['people.endGrant']({ person, grant: short, until: '2026-10-02', reason: 'Again, for good' })
  await vault.call['people.grant']({
    person,
    role: 'TRUST_SAFEGUARDING_LEAD',
    grantFor: null,
    from: '2026-10-03',
    until: null,
  })
  await expect(end()).rejects.toThrow('last trust safeguarding lead')
  vault.advance(3 * 24 * 3600_000)
  await expect(end()).resolves.toBeDefined()
})

test('whoever manages people as IT cannot rise above that, nor help another to', async () => {
  const { vault, school, person } = await withColleague('IT', false)
  const third = (await vault.call['people.add']({ name: 'Bram Teapot' })).id
  const founder = (await vault.call['people.list']({})).find(({ name }) => name === FOUNDER.personName)
  await asOrla(vault)
  const give = (to: string, role: Role, grantFor: string | null) =>
    vault.call['people.grant']({ person: to, role, grantFor, from: '2026-10-01', until: null })
  await expect(give(third, 'TRUST_SAFEGUARDING_LEAD', null)).rejects.toMatchObject({ code: 'denied' })
  await expect(give(person, 'DSL', school)).rejects.toMatchObject({ code: 'denied' })
  await expect(give(third, 'DSL', school)).resolves.toBeDefined()
  const end = vault.call['people.endGrant']({
    person: founder?.id ?? '',
    grant: founder?.grants[0]?.id ?? '',
    until: '2026-10-01',
    reason: 'No more',
  })
  await expect(end).rejects.toMatchObject({ code: 'denied' })
  const stop = vault.call['people.stopUnlock']({ person: founder?.id ?? '', reason: 'No more' })
  await expect(stop).rejects.toMatchObject({ code: 'denied' })
})

test('refuses names in use, weak passphrases and a second passphrase for one person', async () => {
  const { vault, person } = await withColleague('DSL', true)
  const third = (await vault.call['people.add']({ name: 'Bram Teapot' })).id
  const allow = (who: string, signInName: string, passphrase: string) =>
    vault.call['people.letUnlock']({ person: who, signInName, passphrase })
  await expect(allow(third, ' ORLA ', 'mustard window carpet otter')).rejects.toMatchObject({ code: 'conflict' })
  await expect(allow(third, 'bram', 'bramteapot2026')).rejects.toMatchObject({ code: 'bad-input' })
  await expect(allow(person, 'orla2', 'mustard window carpet otter')).rejects.toMatchObject({ code: 'conflict' })
  await expect(allow('0'.repeat(32), 'x', 'mustard window carpet otter')).rejects.toMatchObject({ code: 'not-found' })
})

test('stops a person from unlocking, once, and keeps somebody who can', async () => {
  const { vault, person } = await withColleague('DSL', true)
  const founder = (await vault.call['people.list']({})).find(({ name }) => name === FOUNDER.personName)?.id ?? ''
  const stop = (who: string) => vault.call['people.stopUnlock']({ person: who, reason: 'Left the trust' })
  await expect(stop(founder)).rejects.toThrow('No trust safeguarding lead could unlock')
  expect(await stop(person)).toMatchObject({ unlocksHere: false })
  await expect(stop(person)).rejects.toMatchObject({ code: 'not-found' })
  await expect(asOrla(vault)).rejects.toMatchObject({ code: 'denied' })
})

test('leaves no record of a passphrase when letting somebody unlock fails', async () => {
  const { vault } = await withColleague('DSL', true)
  const third = (await vault.call['people.add']({ name: 'Bram Teapot' })).id
  const trust = (await vault.call['session.state']({})).trust?.id ?? ''
  const before = await vault.call['history.list']({ school: trust })
  await expect(
    vault.call['people.letUnlock']({ person: third, signInName: 'orla', passphrase: 'mustard window carpet otter' }),
  ).rejects.toBeDefined()
  expect(await vault.call['history.list']({ school: trust })).toEqual(before)
})
