import { expect, test } from 'vitest'
import {
  contract,
  RIGHTS,
  ROLES,
  TRUST_WIDE_ROLES,
  type Action,
  type CallName,
  type CivilDate,
  type PersonId,
  type Role,
  type SchoolId,
} from '@contract/index'
import { samples } from '../support/samples'
import { FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

const names = Object.keys(contract) as CallName[]
const TODAY = '2026-10-01' as CivilDate

interface Colleague {
  readonly role: Role
  readonly school: SchoolId | null
  readonly person: PersonId
  readonly signInName: string
}

/** A person for each role and place: one school, the other school, the whole trust. */
async function withColleagues(vault: TestVault, schools: readonly SchoolId[]): Promise<readonly Colleague[]> {
  const colleagues: Colleague[] = []
  for (const role of ROLES) {
    const places = TRUST_WIDE_ROLES.includes(role) ? [null] : [...schools, null]
    for (const school of places) {
      const signInName = `${role} ${places.indexOf(school)}`.toLowerCase()
      const { id: person } = await vault.call['people.add']({ name: `Colleague ${colleagues.length}` })
      await vault.call['people.grant']({ person, role, grantFor: school, from: TODAY, until: null })
      await vault.call['people.letUnlock']({ person, signInName, passphrase: OTHER_PASSPHRASE })
      colleagues.push({ role, school, person, signInName })
    }
  }
  return colleagues
}

/** Gives the founder every role that may be held for a school, so that nothing is refused for want of a right. */
async function everyRole(vault: TestVault, schools: readonly SchoolId[]): Promise<void> {
  const [founder] = await vault.call['people.list']({})
  if (founder === undefined) throw new Error('Nobody founded the trust')
  for (const role of ROLES.filter((one) => !TRUST_WIDE_ROLES.includes(one))) {
    for (const grantFor of [...schools, null]) {
      await vault.call['people.grant']({ person: founder.id, role, grantFor, from: TODAY, until: null })
    }
  }
}

/** What the contract's own words say of a right: see `roleFor` and the table test beside this one. */
function isGranted(colleague: Colleague, action: Action, about: SchoolId | null): boolean {
  const shared = about === null && (action.endsWith('.read') || action === 'export.plain')
  const covers = colleague.school === null || colleague.school === about || shared
  return covers && RIGHTS[colleague.role].includes(action)
}

test(
  'every call is granted or refused by the table when it comes through the serving function',
  { timeout: 60_000 },
  async () => {
    const vault = await makeVault()
    await vault.createTrust()
    const here = (await vault.call['schools.create']({ facts: schoolFacts() })).id
    const there = (
      await vault.call['schools.create']({ facts: schoolFacts({ name: 'Elsewhere School', shortName: 'ES' }) })
    ).id
    const wrong: string[] = []
    let asked = 0
    for (const colleague of await withColleagues(vault, [here, there])) {
      await vault.call['session.unlock']({ signInName: colleague.signInName, passphrase: OTHER_PASSPHRASE })
      for (const name of names) {
        const { needs } = contract[name]
        if (needs === 'none' || needs === 'session') continue
        const sample = samples[name]
        const about = 'school' in sample ? here : null
        const reply = await vault.raw(name, about === null ? sample : { ...sample, school: here })
        const isDenied = !reply.ok && reply.error.code === 'denied'
        if (isDenied === isGranted(colleague, needs, about)) wrong.push(`${colleague.role} ${colleague.school} ${name}`)
        asked += 1
      }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(25 * 30)
  },
)

test('a call for another school is refused when the window works in one', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const here = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  const there = (
    await vault.call['schools.create']({ facts: schoolFacts({ name: 'Elsewhere School', shortName: 'ES' }) })
  ).id
  const trust = (await vault.call['session.state']({})).trust?.id
  await everyRole(vault, [here, there])
  let crossed = 0
  for (const name of names) {
    const sample = samples[name]
    if (!('school' in sample)) continue
    const across = await vault.raw(name, { ...sample, school: there }, here)
    expect(across, name).toMatchObject({ ok: false, error: { code: 'denied' } })
    const own = await vault.raw(name, { ...sample, school: here }, here)
    expect(own.ok || own.error.code !== 'denied', name).toBe(true)
    const ofTrust = await vault.raw(name, { ...sample, school: trust }, here)
    expect(ofTrust.ok || ofTrust.error.code !== 'denied', name).toBe(true)
    crossed += 1
  }
  expect(crossed).toBeGreaterThanOrEqual(17)
})

test('500 mixed-up commands never reach the other school when windows and inputs disagree', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const here = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  const there = (
    await vault.call['schools.create']({ facts: schoolFacts({ name: 'Elsewhere School', shortName: 'ES' }) })
  ).id
  const before = await vault.call['history.list']({ school: there as unknown as string, limit: 200 })
  const calls = names.filter((name) => 'school' in samples[name])
  for (let turn = 0; turn < 500; turn++) {
    const name = calls[turn % calls.length] as CallName
    const [own, other] = turn % 2 === 0 ? [here, there] : [there, here]
    const reply = await vault.raw(name, { ...samples[name], school: other }, own)
    expect(reply).toMatchObject({ ok: false, error: { code: 'denied' } })
  }
  expect(await vault.call['history.list']({ school: there as unknown as string, limit: 200 })).toEqual(before)
})

test('a role holds through its last day and ends at midnight in London, in summer and in winter', async () => {
  const midnights = [
    { until: '2026-10-24', lastMoment: Date.UTC(2026, 9, 24, 22, 59, 59, 999) },
    { until: '2026-12-31', lastMoment: Date.UTC(2026, 11, 31, 23, 59, 59, 999) },
  ]
  for (const { until, lastMoment } of midnights) {
    const vault = await makeVault()
    await vault.createTrust()
    const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
    await vault.call['people.grant']({ person, role: 'DPO', grantFor: null, from: '2026-10-02', until })
    await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    const listing = async (at: number) => {
      vault.advance(at - vault.now())
      const reply = await vault.raw('schools.list', {})
      return reply.ok ? 'listed' : reply.error.code
    }
    expect(await listing(Date.UTC(2026, 9, 1, 22, 59, 59, 999))).toBe('denied')
    expect(await listing(Date.UTC(2026, 9, 1, 23))).toBe('listed')
    expect(await listing(lastMoment)).toBe('listed')
    expect(await listing(lastMoment + 1)).toBe('denied')
  }
})

test('events name the role that gave the right when a person holds several', async () => {
  const vault = await makeVault()
  await vault.createTrust()
  const school = (await vault.call['schools.create']({ facts: schoolFacts() })).id
  const person = (await vault.call['session.state']({})).person?.id as PersonId
  await vault.call['people.grant']({ person, role: 'DSL', grantFor: school, from: TODAY, until: null })
  await vault.call['schools.edit']({ school, facts: schoolFacts({ shortName: 'TB' }), reason: 'Shorter' })
  const trust = (await vault.call['session.state']({})).trust?.id ?? ''
  const { entries } = await vault.call['history.list']({ school: trust, entity: school })
  expect(entries.map(({ role }) => role)).toEqual(['DSL', 'TRUST_SAFEGUARDING_LEAD'])
  expect(entries[0]?.person.name).toBe(FOUNDER.personName)
})
