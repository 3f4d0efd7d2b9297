/** How rows were matched is remembered for the whole trust: proposed first elsewhere, never decided for anybody (R117). */
import { expect, test } from 'vitest'
import type { SchoolId, TenantId } from '@contract/primitives'
import { makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

const reason = 'Agreed at the meeting'
const LABEL = 'Wearing of clever glasses'

const fileOf = (id: SchoolId) => id as string as TenantId // A school's file has the school's own id.

/** A school with one matrix of one row. */
async function schoolWith(vault: TestVault, name: string, label = LABEL) {
  const { id } = await vault.call['schools.create']({ facts: schoolFacts({ name, shortName: name.slice(0, 3) }) })
  const school = fileOf(id)
  const { edition } = await vault.call['matrices.create']({
    ...{ school, title: 'Devices', kind: 'permission', rowHeading: 'Activity', document: 'Policy' },
    columns: [{ group: null, label: 'Pupils', audience: 'LEARNER', device: null, captions: [] }],
  })
  const where = { school, edition: edition.id }
  const view = await vault.call['matrices.addRow']({ ...where, label, group: null, after: null, reason })
  return { id, where, row: view.rows[0]?.id ?? '' }
}

const propose = async (vault: TestVault, { where }: Awaited<ReturnType<typeof schoolWith>>) =>
  (await vault.call['matrices.proposeMappings'](where)).map(({ activity, confidence, why }) => [
    activity,
    confidence,
    why,
  ])

async function withTwo() {
  const vault = await makeVault()
  const state = await vault.createTrust()
  const first = await schoolWith(vault, 'Ashby School')
  const second = await schoolWith(vault, 'Birch School', 'Wearing of “clever” glasses*'.replace(/[“”]/g, ''))
  const map = async (school: typeof first, activity: string | null) => {
    vault.advance(1000)
    await vault.call['matrices.mapRow']({ ...school.where, row: school.row, activity })
  }
  return { vault, trust: state.trust?.id as TenantId, first, second, map }
}

test('a wording matched in one school is proposed first in another, with where it was matched', async () => {
  const { vault, trust, first, second, map } = await withTwo()
  expect(await propose(vault, second)).toEqual([])
  await map(first, 'photo-own-device')
  expect(await propose(vault, second)).toEqual([['photo-own-device', 'certain', 'Matched this way at Ashby School.']])
  const view = await vault.call['matrices.open'](second.where)
  expect(view.rows[0]?.activity).toBeNull()
  const { entries } = await vault.call['history.list']({ school: trust, type: 'matrices.wording' })
  expect(entries[0]).toMatchObject({
    words: 'Remembered that “Wearing of clever glasses” asks the question photo-own-device',
    undoable: true,
  })
})

test('matching it again elsewhere strengthens it, matching it otherwise takes its place and says so', async () => {
  const { vault, first, second, map } = await withTwo()
  const third = await schoolWith(vault, 'Cedar School')
  await map(first, 'photo-own-device')
  await map(second, 'photo-own-device')
  expect(await propose(vault, third)).toEqual([
    ['photo-own-device', 'certain', 'Matched this way at Birch School and Ashby School.'],
  ])
  await map(second, 'other-personal-devices')
  expect(await propose(vault, third)).toEqual([
    ['other-personal-devices', 'likely', 'Matched this way at Birch School, otherwise at Ashby School.'],
  ])
})

test('taking a match back does not unsay it, and the same match twice is one', async () => {
  const { vault, trust, first, second, map } = await withTwo()
  await map(first, 'photo-own-device')
  await map(first, null)
  await map(first, 'photo-own-device')
  expect(await propose(vault, second)).toHaveLength(1)
  const { entries } = await vault.call['history.list']({ school: trust, type: 'matrices.wording' })
  expect(entries).toHaveLength(1)
  // Undone in the trust's history it is forgotten, and matched again it is remembered again.
  await vault.call['history.undo']({ school: trust, batch: entries[0]?.batch ?? '' })
  expect(await propose(vault, second)).toEqual([])
  await map(first, null)
  await map(first, 'photo-own-device')
  expect(await propose(vault, second)).toHaveLength(1)
  expect(await vault.call['history.verify']({ school: trust })).toMatchObject({ sound: true, problems: [] })
})

test('whoever may match rows in one school teaches the trust, and needs no right over it for that', async () => {
  const { vault, first, second } = await withTwo()
  const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
  await vault.call['people.grant']({ person, role: 'DDSL', grantFor: first.id, from: '2026-10-01', until: null })
  await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await vault.call['matrices.mapRow']({ ...first.where, row: first.row, activity: 'photo-own-device' })
  await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
  expect(await propose(vault, second)).toHaveLength(1)
})
