/** The pictures of the practice trust as they stand: something of every kind to see to, and nothing anybody could not explain. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SchoolId } from '@contract/primitives'
import { DEFAULT_RULES, SCHOOL_RULES } from '../../src-main/features/practice/picture-rules'
import { SCHOOL_SETS } from '../../src-main/features/practice/picture-sets'
import { keptFolder } from '../support/kept-folder'
import { makeVault, type TestVault } from '../support/vault'

const folder = keptFolder()
let vault: TestVault
let schools: ReadonlyMap<string, SchoolId>
let sitwell: SchoolId

beforeAll(async () => {
  vault = await makeVault({ folder: folder.path })
  await vault.call['session.practice']({})
  schools = new Map((await vault.call['schools.list']({})).map(({ id, facts }) => [facts.shortName, id]))
  const found = schools.get('SJS')
  if (found === undefined) throw new Error('The practice trust has no Sitwell')
  sitwell = found
}, 60_000)

afterAll(() => {
  vault.close()
  folder.remove()
})

describe('pictures of the practice trust', () => {
  test('stand in every school with the rules they are kept by, when it is built', async () => {
    for (const [name, school] of schools) {
      const rules = await vault.call['images.rules']({ school })
      expect(rules.map(({ label }) => label).sort()).toEqual(SCHOOL_RULES[name]?.map(({ label }) => label).sort())
      const sets = await vault.call['images.sets']({ school })
      expect(sets.map(({ title }) => title).sort()).toEqual(SCHOOL_SETS[name]?.map(({ title }) => title).sort())
    }
    const { trust } = await vault.call['session.state']({})
    if (!trust) throw new Error('No trust is open')
    expect(await vault.call['images.rules']({ school: trust.id })).toHaveLength(DEFAULT_RULES.length)
  })

  test('show every state there is, but a disposal that is over, when sets are looked at', async () => {
    const states = new Set<string>()
    for (const school of schools.values())
      for (const { state } of await vault.call['images.sets']({ school })) states.add(state)
    expect([...states].sort()).toEqual(['DUE', 'HELD', 'NO_RULE', 'ON_HOLD', 'OVERDUE', 'PROPOSED'])
  })

  test('have uses to take down and none against the decision, when answers are looked at', async () => {
    const takeDowns = await vault.call['images.takeDowns']({ school: sitwell })
    expect(takeDowns.length).toBeGreaterThan(3)
    expect(takeDowns.length).toBeLessThan(20)
    for (const school of schools.values()) expect(await vault.call['images.breaches']({ school })).toEqual([])
  })

  test('wait for a second person, and for somebody to carry out what is approved', async () => {
    const disposals = await vault.call['images.disposals']({ school: sitwell })
    expect(disposals.map(({ phase }) => phase).sort()).toEqual(['APPROVED', 'PROPOSED'])
    for (const { sets } of disposals) {
      const [one] = sets
      if (one === undefined) throw new Error('A disposal of nothing')
      const { set } = await vault.call['images.set']({ school: sitwell, set: one.set })
      expect(one.dueOn).toBe(set.dueOn)
    }
  })
})
